"""State as one viewer may see it: every way out of a workshop goes through here."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from workshop.engine.rulebook import DERIVED, KINDS, OWN
from workshop.rules.roles import Viewer
from workshop.rules.sight import Audience, audience_of
from workshop.rules.state import Record, State

_OUTSIDE = frozenset({Audience.guest, Audience.screen})


def shared(state: State, record: Record, audience: Audience) -> dict[str, Any] | None:
    """A record as an audience sees it, ready for the wire; None if it does not."""
    if record.status not in ("active", "merged"):
        return None
    shown = KINDS[record.kind].sight.shared(record, audience, state)
    return None if shown is None else _wire(record, shown, audience in _OUTSIDE)


def personal(state: State, record: Record) -> dict[str, dict[str, Any]]:
    """What single persons see of a record beyond their audience: {person: record for the wire}."""
    sight = KINDS[record.kind].sight
    if sight.personal is None or record.status != "active":
        return {}
    return {person: _wire(record, shown, False) for person, shown in sight.personal(record, state).items()}


_PERSONAL = tuple(name for name, kind in KINDS.items() if kind.sight.personal)


def alone(state: State, person: str) -> Mapping[str, dict[str, Any]]:
    """All that one person sees beyond their audience, {id: record}: looked up once for a state, whoever asks."""
    held = state.parsed.get("alone")
    if held is None or held[0] != state.seq:
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for record in (r for kind in _PERSONAL for r in state.of(kind)):
            for one, shown in personal(state, record).items():
                found.setdefault(one, {})[record.id] = shown
        held = state.parsed["alone"] = (state.seq, found)
    mine: dict[str, dict[str, Any]] = held[1].get(person, {})
    return mine


def derived(
    state: State, audience: Audience, now: int, kinds: Iterable[str] | None = None
) -> dict[str, dict[str, Any]]:
    """What is worked out for an audience: all of it, or what rests on these kinds."""
    touched = None if kinds is None else frozenset(kinds)
    found: dict[str, dict[str, Any]] = {}
    for item in DERIVED:
        if audience in item.to and (touched is None or touched & item.of):
            for record_id, (kind, body) in item.make(state, audience, now).items():
                found[record_id] = {
                    "id": record_id,
                    "kind": kind,
                    "rev": 0,
                    "status": "active",
                    "by": "",
                    "at": 0,
                    "body": body,
                }
    return found


def worked_out(
    state: State, audience: Audience, now: int, kinds: Iterable[str] | None
) -> list[tuple[frozenset[str] | None, dict[str, dict[str, Any]]]]:
    """Every derived item for an audience in a fixed order; (None, {}) where none of these kinds matters to it."""
    touched = None if kinds is None else frozenset(kinds)
    return [
        (item.of, _records(item.make(state, audience, now)))
        if touched is None or touched & item.of
        else (None, {})
        for item in DERIVED
        if audience in item.to
    ]


#: The record kinds that what is worked out for single persons rests on.
OWN_KINDS = frozenset(kind for item in OWN for kind in item.of)


def own_worked_out(state: State, now: int) -> dict[str, dict[str, dict[str, Any]]]:
    """What is worked out for single persons: {person: {id: record for the wire}}."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for item in OWN:
        for person, made in item.make(state, now).items():
            found.setdefault(person, {}).update(_records(made))
    return found


def as_seen(state: State, viewer: Viewer, now: int) -> State:
    """The state as one viewer may see it, derived things included: what pages and documents are made from."""
    audience = audience_of(viewer)
    seen = State()
    for record in state.records.values():
        wire = _on_paper(state, record, viewer.person) or shared(state, record, audience)
        if wire:
            seen.index(
                msgspec.structs.replace(
                    record,
                    body=wire["body"],
                    by=wire["by"],
                    via=wire.get("via", ""),
                    rev=wire["rev"],
                    at=wire["at"],
                )
            )
    mine = own_worked_out(state, now).get(viewer.person, {})
    for record_id, wire in {**derived(state, audience, now), **mine}.items():
        seen.index(
            Record(id=record_id, kind=wire["kind"], rev=0, status="active", by="", at=0, body=wire["body"])
        )
    return seen


def _on_paper(state: State, record: Record, person: str) -> dict[str, Any] | None:
    """What this person alone sees of a record on their own pages."""
    sight = KINDS[record.kind].sight
    if sight.paper and record.status == "active" and person in (own := sight.paper(record, state)):
        return _wire(record, own[person], False)
    return personal(state, record).get(person)


def _records(made: Mapping[str, tuple[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {
        i: {"id": i, "kind": k, "rev": 0, "status": "active", "by": "", "at": 0, "body": b}
        for i, (k, b) in made.items()
    }


def _wire(record: Record, shown: Mapping[str, Any], outside: bool) -> dict[str, Any]:
    """Outside, no revision leaves: it would count what happens inside. `@by` and `@at` stand in for the record's."""
    by, at, via, body = record.by, record.at, record.via, shown
    if "@by" in shown:
        # Whose device it was would tell as much as the name.
        by, at, via = shown["@by"], shown.get("@at", at), ""
        body = {name: value for name, value in shown.items() if name[0] != "@"}
    wire = {
        "id": record.id,
        "kind": record.kind,
        "rev": 0 if outside else record.rev,
        "status": record.status,
        "by": by,
        "at": at,
        "body": body,
    }
    if via and not outside:
        wire["via"] = via
    return wire
