"""Who and what people name in words they typed: a hint, and a tie where the field asks who."""

import re
from collections import Counter
from collections.abc import Iterable

from workshop.rules.state import Record

#: A word in this share of all texts says nothing about one of them.
COMMON = 0.2
_WORD = re.compile(r"\w+")
#: Words of three letters and more that only join others, or that every piece of news may hold.
_IDLE = frozenset((
    *("and", "are", "but", "for", "from", "had", "has", "have", "her", "him", "his", "its", "left", "leaves"),
    *("new", "next", "not", "now", "our", "out", "she", "that", "the", "their", "them", "then", "there", "they"),
    *("one", "two", "three", "first", "last", "all", "any", "more", "most", "into", "over", "day", "days", "month"),
    *("leaving", "this", "was", "week", "were", "what", "when", "who", "will", "with", "your", "friday", "today"),
))  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.casefold())


def calls(person: Record) -> list[list[str]]:
    """What somebody at the customer is called, each as words: name, surname, title, the title's initials."""
    name, title = words(person["name"] or ""), words(person["title"] or "")
    initials = "".join(word[0] for word in title if word not in ("of", "and", "the", "for"))
    given = [name, name[-1:], title, [initials] if len(title) > 1 and len(initials) > 1 else []]
    return [one for one in given if one and len("".join(one)) > 1]


def names(text: str, person: Record) -> bool:
    """Whether a text calls somebody at the customer by a name or title of theirs."""
    said = words(text)
    return any(_within(call, said) for call in calls(person))


def named(text: str, texts: dict[str, str], people: Iterable[Record]) -> list[str]:
    """Ids of what a text names: the people first, then what calls one of them, then what shares a telling word."""
    found = [person for person in people if names(text, person)]
    said = {word for word in words(text) if len(word) > 2 and word not in _IDLE}
    held = {one: set(words(other)) for one, other in texts.items()}
    counts = Counter(word for each in held.values() for word in each)
    telling = {word for word in said if counts[word] <= max(3, COMMON * len(texts))}
    ids = [person.id for person in found]
    calling = [one for one, other in texts.items() if any(names(other, person) for person in found)]
    sharing = sorted((one for one in texts if held[one] & telling), key=lambda one: -len(held[one] & telling))
    return list(dict.fromkeys([*ids, *calling, *sharing]))


def _within(call: list[str], said: list[str]) -> bool:
    size = len(call)
    return any(said[at : at + size] == call for at in range(len(said) - size + 1))
