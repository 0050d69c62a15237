"""Who speaks next, and why: something about how we work first, then whoever has not spoken, then the least time.

Pure: who waits and how often and how long (ms) each has spoken go in, an order with its reasons comes out.
"""

from collections.abc import Iterable, Sequence

import msgspec


class Hand(msgspec.Struct, frozen=True):
    """A raised hand: whose, about what, since when (ms), and how often and how long (ms) they spoke in this stage."""

    person: str
    type: str
    at: int
    turns: int = 0
    ms: int = 0


def order(hands: Iterable[Hand], placed: Sequence[str] = ()) -> list[Hand]:
    """The queue. `placed` are those the desk has put in an order by hand: they keep it, and newcomers come after
    them, but for what is said about how we work.
    """
    waiting = sorted(hands, key=_rank)
    by = {hand.person: hand for hand in waiting}
    kept = [by[person] for person in dict.fromkeys(placed) if person in by]
    new = [hand for hand in waiting if hand not in kept]
    if not kept:
        return new
    return [*(h for h in new if h.type == "process"), *kept, *(h for h in new if h.type != "process")]


def reason(hand: Hand, placed: Sequence[str] = ()) -> str:
    """Why somebody stands where they stand, in words for the desk and for themselves."""
    if hand.person in placed:
        return "placed by the desk"
    if hand.type == "process":
        return "about how we work, so first"
    if not hand.turns:
        return "has not spoken in this stage"
    return f"has spoken for {spoken(hand.ms)}"


def spoken(ms: int) -> str:
    """A length of time as it is said, "40 s" or "2 min"."""
    seconds = round(ms / 1000)
    return f"{seconds} s" if seconds < 60 else f"{round(seconds / 60)} min"


def moved(queue: Sequence[str], person: str, by: int) -> list[str]:
    """The queue with one person that many places further back (negative: forward), never beyond its ends."""
    rest = [one for one in queue if one != person]
    if len(rest) == len(queue):
        return rest
    place = min(len(rest), max(0, queue.index(person) + by))
    return [*rest[:place], person, *rest[place:]]


def _rank(hand: Hand) -> tuple[bool, bool, int, int, str]:
    return (hand.type != "process", hand.turns > 0, hand.ms, hand.at, hand.person)
