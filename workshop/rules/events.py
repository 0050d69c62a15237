"""What happened in a workshop: the only thing that is ever stored.

An event has a past-tense name, says who did it and when, and carries the record
changes it makes. Folding is therefore one generic function (`state.apply`), and an
exercise needs no reducer of its own: deciding is where the rules are.
"""

from typing import Any

import msgspec


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One record put or changed: fields in `set` replace the record's fields.

    `status` (active, merged, withdrawn, erased) changes only when it is given.
    """

    id: str
    kind: str
    set: dict[str, Any] = {}
    status: str = ""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """A thing that happened. `at` is milliseconds since 1970, UTC, chosen at the edge.

    `by` is the id of the person whose contribution it is, empty when nobody's name
    may be kept (a reveal of anonymous notes) or when the server itself noticed it.
    `via` names who recorded it for somebody without a device ("said aloud by").
    `undoes` is the place in the log of the event that this one takes back, 0 for none.
    """

    type: str
    at: int
    by: str = ""
    changes: tuple[Change, ...] = ()
    why: str = ""
    via: str = ""
    v: int = 1
    undoes: int = 0


class Entry(msgspec.Struct, frozen=True):
    """One command's durable outcome: its answer, kept for ever, and its events (none if refused).

    `seal` and `unseal` are for anonymous notes, which lie outside the chain until their
    reveal: notes to keep without an author, and blocks whose kept notes are now events.
    `erase` names earlier events whose words go for good.
    """

    person: str
    command: str
    answer: dict[str, Any]
    events: tuple[Event, ...] = ()
    seal: tuple["Sealed", ...] = ()
    unseal: tuple[str, ...] = ()
    erase: tuple[int, ...] = ()


class Sealed(msgspec.Struct, frozen=True):
    """An anonymous note before its reveal: a random id, the block it answers, its text. No author."""

    id: str
    block: str
    text: str
