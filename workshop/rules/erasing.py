"""Erasing what a person wrote: the words go from the log itself, and what rested on them still stands.

What was signed keeps its copy: a signature is on exactly what the signer saw.
"""

import typing
from collections.abc import Iterable
from typing import Any

import msgspec

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Kind
from workshop.rules.fields import Body, Ref, Short, Words
from workshop.rules.people import people
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK
from workshop.rules.state import Record, State

#: Nobody’s words, numbers that the room agreed on, or somebody’s signature.
KEPT = frozenset(
    {
        "acceptance",
        "ballot",
        "decision",
        "funnel",
        "person",
        "plan",
        "playbook",
        "pledged",
        "reading",
        "sitting",
        "slot",
        "stage",
        "timebox",
        "workshop",
    }
)
_SAID = frozenset({"people.hand_raised"})


class Erasure(Body):
    """Whose words go, and at whose wish."""

    person: Short
    why: Words = ""


@people.command("erase", Erasure, DESK, planning=False, between=True, present=False, proxy=False)
def erase(ask: Ask, data: Erasure) -> Event:
    """Everything this person wrote goes for good. It stays on record that something was there."""
    person = ask.need(data.person, "person")
    own = {r.id: r for r in ask.state.records.values() if r.by == person.id and r.kind not in KEPT}
    gone = [(seq, e) for seq, e in ask.log() if _theirs(e, person.id, own)]
    if not own and not gone:
        raise invalid("person", "There is nothing of theirs to erase.")
    ask.erase.extend(seq for seq, _ in gone)
    others = {c.id for _, event in gone for c in event.changes} - set(own)
    changes = [_emptied(record, ask.kinds[record.kind]) for record in own.values()]
    return ask.event("people.words_erased", *changes, *_standing(ask.state, person, others), why=data.why)


def _theirs(event: Event, person: str, own: Iterable[str]) -> bool:
    """Whether an event carries their words: theirs, or somebody's correction of them."""
    touched = {change.id for change in event.changes}
    if event.by == person:
        return event.type in _SAID or not touched.isdisjoint(own)
    return bool(touched - {"plan"}) and touched <= {*own, "plan"}


def _standing(state: State, person: Record, others: Iterable[str]) -> list[Change]:
    """What the erased events did to other records, said once more without them."""
    found = []
    for record in (state.records[i] for i in sorted(others)):
        said = {"to_say": ""} if record.id == person.id else {}
        found.append(Change(record.id, record.kind, {**record.body, **said}, record.status))
    return found


def _emptied(record: Record, kind: Kind) -> Change:
    types = {field.name: field.type for field in msgspec.structs.fields(kind.body)}
    body = {name: _without_words(value, types.get(name)) for name, value in record.body.items()}
    return Change(record.id, record.kind, body, "erased")


def _without_words(value: Any, kind: Any) -> Any:
    if isinstance(value, str):
        return "" if _free(kind) else value
    if isinstance(value, list):
        item = (typing.get_args(_bare(kind)) or (Any,))[0]
        return value if item == Ref else []
    return {} if isinstance(value, dict) else value


def _free(kind: Any) -> bool:
    """Whether a field takes any text, and not an id, a day or one of a few words."""
    limits = getattr(kind, "__metadata__", (msgspec.Meta(),))[0]
    return _bare(kind) is str and kind != Ref and limits.pattern is None


def _bare(kind: Any) -> Any:
    return kind.__origin__ if typing.get_origin(kind) is typing.Annotated else kind
