"""Somebody who wants to know who wrote which note, and has everything that ever leaves the server, and its files.

An attacker sees what each step brought them, and is told who acted in it: they sat in the room. Every
way of guessing they have is tried: each puts the notes in an order, or names an author. A way that
is right more often than chance has found something.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Bytes around a note in which the name beside it is looked for.
AROUND = 300
Guess = Mapping[str, str]


@dataclass
class Evidence:
    """What one reveal leaves. `truth` is who wrote each text; it is looked at only to count.

    `steps` are what was received, in order, each with who acted then. `orders` are orders of the people
    who wrote: as they wrote, as they came, as they are listed, and so on.
    """

    truth: dict[str, str]
    orders: dict[str, list[str]]
    steps: list[tuple[str, bytes]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def ways(found: Evidence) -> Iterator[tuple[str, Guess]]:
    """Every way of guessing, with what it guesses."""
    for sign, order in signs(found).items():
        ranked = sorted(
            order, key=lambda text: (order[text], text)
        )  # where nothing tells, by words of chance
        for name, people in found.orders.items():
            yield f"{sign}, {name}", dict(zip(ranked, people, strict=False))
            yield f"{sign}, {name} backwards", dict(zip(ranked, reversed(people), strict=False))
    yield "the name with the record", {r["body"]["text"]: r["by"] for r in found.records}
    yield "the name with the event", dict(named(found))
    yield "who acted when it first showed", dict(first_shown(found))
    for file, content in found.files.items():
        yield f"the name beside it in {file}", dict(beside(found, content))


def signs(found: Evidence) -> dict[str, dict[str, Any]]:
    """What the notes can be put in order by."""
    places: dict[str, dict[str, Any]] = {
        "place in the event": {text: n for n, text in enumerate(in_events(found))},
        "length": {text: len(text) for text in found.truth},
    }
    for n, record in enumerate(found.records):
        text = record["body"]["text"]
        places.setdefault("place in the stream", {}).setdefault(text, n)
        places.setdefault("order", {})[text] = record["body"].get("order", 0)
        places.setdefault("id", {})[text] = record["id"]
        places.setdefault("time", {})[text] = record["at"]
    for file, content in found.files.items():
        for name, look in (("first", content.find), ("last", content.rfind), ("times", content.count)):
            places[f"{name} in {file}"] = {text: look(text.encode()) for text in found.truth}
    return {name: order for name, order in places.items() if len(order) == len(found.truth)}


def in_events(found: Evidence) -> Iterable[str]:
    """The notes as the log has them."""
    changes = (change for event in found.events for change in event.get("changes", ()))
    return dict.fromkeys(
        change["set"]["text"] for change in changes if change.get("set", {}).get("text") in found.truth
    )


def named(found: Evidence) -> Iterator[tuple[str, str]]:
    """Who is written beside a note's event."""
    for event in found.events:
        for change in event.get("changes", ()):
            if change.get("set", {}).get("text") in found.truth:
                yield change["set"]["text"], event.get("by", "") or event.get("via", "")


def first_shown(found: Evidence) -> Iterator[tuple[str, str]]:
    """Who acted in the step that first brought something of a note."""
    for text in found.truth:
        yield text, next((who for who, data in found.steps if text.encode() in data), "")


def beside(found: Evidence, content: bytes) -> Iterator[tuple[str, str]]:
    """Whose id stands nearest to a note."""
    people = {who.encode(): who for who in found.truth.values()}
    for text in found.truth:
        nearest = (AROUND, "")
        for place in re.finditer(re.escape(text.encode()), content):
            start = max(0, place.start() - AROUND)
            around = content[start : place.end() + AROUND]
            for name, who in people.items():
                for at in re.finditer(name, around):
                    nearest = min(nearest, (abs(start + at.start() - place.start()), who))
        yield text, nearest[1]


def hits(rounds: Iterable[Evidence]) -> Counter[str]:
    """How many notes each way of guessing gives to their authors."""
    right: Counter[str] = Counter()
    for found in rounds:
        for way, guess in ways(found):
            right[way] += sum(guess.get(text) == who for text, who in found.truth.items())
    return right


def beyond_chance(right: Mapping[str, int], rounds: int, doubt: float = 1e-6) -> dict[str, int]:
    """The ways that are right more often than chance lets all of them be, but with this probability.

    Guessing blindly, as many as fit fall into place as in a random permutation: one in a round, and
    the tail of their sum is bounded by a Poisson distribution's (all its factorial moments are at most
    those). Chernoff: P(sum >= t) <= exp(t - n) * (n / t) ** t for a mean n.
    """
    share = math.log(doubt / max(1, len(right)))
    return {
        way: number
        for way, number in right.items()
        if number > rounds and number - rounds + number * math.log(rounds / number) < share
    }


def notes(frames: Iterable[bytes], texts: Iterable[str]) -> list[dict[str, Any]]:
    """The records of these notes, as they arrived."""
    found = []
    wanted = set(texts)
    for frame in frames:
        name, data = json.loads(frame.removeprefix(b"42"))
        if name in ("snapshot", "patch"):
            for layer in data.get("layers", [data]):
                found += [r for r in layer["put"] if r["kind"] == "note" and r["body"]["text"] in wanted]
    return found
