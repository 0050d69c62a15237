"""What can be done with any record: correct it, take it back, merge it, tie it to another.

Each kind says who may and what its own rule is; nothing is ever removed from the log.
"""

from typing import Annotated, Any

from msgspec import Meta

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Short, Words
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import INSIDE, PEOPLE
from workshop.rules.sight import audience_of
from workshop.rules.state import Record

records = Exercise(kind="record", title="Records")


class Edit(Body):
    """New values for some fields. The command's `rev` says which revision they were made on."""

    id: Short
    set: Annotated[dict[str, Any], Meta(min_length=1, max_length=40)]
    why: Words = ""


class Take(Body):
    id: Short
    why: Words = ""


class Merge(Body):
    """`others` become part of `into`; originals and authors are kept inside."""

    into: Short
    others: Annotated[list[str], Meta(min_length=1, max_length=50)]
    why: Words = ""


class One(Body):
    id: Short


class Link(Body):
    """A tie from one record to another, in one of its link fields."""

    id: Short
    to: Short
    field: Short = "links"


@records.command("edit", Edit, PEOPLE, planning=False, between=True)
def edit(ask: Ask, data: Edit) -> Event:
    """Correct a record, merging by field; the same field changed meanwhile is refused with both texts."""
    record, kind = _editable(ask, data.id)
    wrong = set(data.set) & kind.held or set(data.set) - set(kind.body.__struct_fields__)
    if wrong:
        raise invalid(min(wrong), "That is not something that can be set here.")
    fresh(ask, record, data.set)
    change = ask.change(record, **data.set)
    changes = [change, *(kind.after_edit(ask, record, change) if kind.after_edit else ())]
    return ask.event(f"{kind.name}.edited", *changes, why=data.why)


@records.command("withdraw", Take, PEOPLE, planning=False, between=True)
def withdraw(ask: Ask, data: Take) -> Event:
    """Take a record off the board. It stays in the log, and can be put back."""
    record, kind = _editable(ask, data.id)
    return ask.event(
        f"{kind.name}.withdrawn", Change(id=record.id, kind=record.kind, status="withdrawn"), why=data.why
    )


@records.command("restore", One, PEOPLE, planning=False, between=True)
def restore(ask: Ask, data: One) -> Event:
    """Put back what was withdrawn."""
    record = ask.state.get(data.id)
    if record is None or record.status != "withdrawn":
        raise invalid("id", "There is nothing to put back.")
    kind = ask.kinds[record.kind]
    _may_edit(ask, record, kind)
    return ask.event(f"{kind.name}.restored", Change(id=record.id, kind=record.kind, status="active"))


@records.command("merge", Merge, INSIDE, planning=False, between=True)
def merge(ask: Ask, data: Merge) -> Event:
    """Several that say the same become one; the desk's, or one's own."""
    into = ask.state.get(data.into)
    if into is None or not into.active or not ask.kinds[into.kind].merges:
        raise invalid("into", "Choose what they should become part of.")
    ask.require_open(ask.kinds[into.kind])
    others = ask.need_all(data.others, into.kind, "others")
    if into in others:
        raise invalid("others", "Something cannot be merged into itself.")
    named = {into.id, *data.others}
    if any(ballot["open"] and named & set(ballot["items"]) for ballot in ask.state.of("ballot")):
        raise invalid("others", "They are being voted on. Close the vote first.")
    if not ask.at_desk and any(r.by != ask.who.person for r in (into, *others)):
        raise Refusal("not_yours", whose="the desk, or the author of all of them,")
    changes = [Change(id=r.id, kind=r.kind, set={"merged_into": into.id}, status="merged") for r in others]
    return ask.event(
        f"{into.kind}.merged",
        *changes,
        ask.change(into, holds=[*(into["holds"] or []), *data.others]),
        why=data.why,
    )


@records.command("split", One, INSIDE, planning=False, between=True)
def split(ask: Ask, data: One) -> Event:
    """Undo a merge: the originals are themselves again."""
    into = ask.state.get(data.id)
    if into is None or not into["holds"]:
        raise invalid("id", "Nothing was merged into this.")
    ask.require_open(ask.kinds[into.kind])
    if not ask.at_desk and into.by != ask.who.person:
        raise Refusal("not_yours", whose="the desk or its author")
    changes = [Change(id=i, kind=into.kind, set={"merged_into": ""}, status="active") for i in into["holds"]]
    return ask.event(f"{into.kind}.split", *changes, ask.change(into, holds=[]))


@records.command("link", Link, INSIDE, planning=False, between=True)
def link(ask: Ask, data: Link) -> Event:
    """Connect the dots."""
    record, kind = _linkable(ask, data)
    now: dict[str, Any] = {data.field: list(dict.fromkeys([*record[data.field], data.to]))}
    return ask.event(f"{kind.name}.linked", ask.change(record, **now))


@records.command("unlink", Link, INSIDE, planning=False, between=True)
def unlink(ask: Ask, data: Link) -> Event:
    """Take one connection back."""
    record, kind = _linkable(ask, data)
    now: dict[str, Any] = {data.field: [i for i in record[data.field] if i != data.to]}
    return ask.event(f"{kind.name}.unlinked", ask.change(record, **now))


def _linkable(ask: Ask, data: Link) -> tuple[Record, Kind]:
    record, kind = _editable(ask, data.id)
    if data.field not in kind.links:
        raise invalid("field", "These two cannot be connected.")
    return record, kind


def _editable(ask: Ask, record_id: str) -> tuple[Record, Kind]:
    record = ask.state.get(record_id)
    if record is None or not record.active:
        raise invalid("id", "That is not there any more.")
    kind = ask.kinds[record.kind]
    _may_edit(ask, record, kind)
    return record, kind


def _may_edit(ask: Ask, record: Record, kind: Kind) -> None:
    if ask.who.role not in kind.edit:
        raise Refusal("excluded" if ask.who.role not in INSIDE else "not_yours", whose="somebody else")
    # Words belong to whoever said them, not only to whoever wrote them down.
    mine = ask.who.person in (record.by, record["said_by"])
    owned = record["owner"] == ask.who.person
    allowed = {"team": True, "author": mine, "owner": owned or mine, "desk": False}[kind.whose]
    if not (allowed or ask.at_desk):
        raise Refusal(
            "not_yours",
            whose={"author": "its author or the desk", "owner": "its owner or the desk"}.get(
                kind.whose, "the desk"
            ),
        )
    ask.require_open(kind)


def fresh(ask: Ask, record: Record, values: dict[str, Any]) -> None:
    """Refuse, with both texts, when one of these fields was changed since the revision the command was made on."""
    if ask.rev is None:
        return
    for name, mine in values.items():
        if record.field_revs.get(name, 0) > ask.rev and record[name] != mine:
            raise Refusal(
                "stale",
                who=who_changed(ask, record, record.field_by.get(name, record.by)),
                id=record.id,
                field=name,
                theirs=record[name],
                mine=mine,
                rev=record.rev,
            )


def who_changed(ask: Ask, record: Record, person_id: str) -> str:
    """The name of whoever changed a record, or "Somebody" where its author is not told: it may have been them."""
    shown = ask.kinds[record.kind].sight.shared(record, audience_of(ask.who), ask.state)
    person = ask.state.get(person_id, "person")
    return str(person["name"]) if person and shown is not None and "@by" not in shown else "Somebody"
