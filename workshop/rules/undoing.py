"""Taking back what was just done: one press, as a new event. Nothing is ever removed from the log.

What an event changed is put back to what was there before it, worked out from the latest
events. It is refused, in words, when somebody has changed one of these fields since, or
when a signature came after it. What has been seen by everybody cannot be taken back.
"""

from itertools import takewhile

import msgspec

from workshop.rules import breakouts, fields, floor
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body
from workshop.rules.records import records, who_changed
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE
from workshop.rules.state import Record, Step
from workshop.rules.undoable import (
    FIRM,
    FLOOR,
    ON_THE_FLOOR,
    OWN_MS,
    is_structural,
    main,
    said,
    undone,
    window,
)


class Taking(Body):
    """Which event is taken back: its number, as the answer to the command gave it."""

    event: int


@records.command("undo", Taking, INSIDE, planning=False, between=True, proxy=False)
def undo(ask: Ask, data: Taking) -> Event:
    """Take back what was just done, if nobody has touched it since."""
    step = next((s for s in ask.state.steps if s.seq == data.event), None)
    if step is None or not said(step, ask.kinds):
        raise invalid("event", "That is too long ago to undo. Correct it where it stands: nothing is lost.")
    structural = is_structural(step.event, ask.kinds)
    own = ask.who.person in (step.event.by, step.event.via)
    if not own and not (structural and ask.who.role in DESK):
        raise Refusal("not_yours", whose="whoever did it")
    if ask.now - step.event.at > (window(step.event) if structural and ask.who.role in DESK else OWN_MS):
        raise invalid("event", "That is too long ago to undo. Correct it where it stands: nothing is lost.")
    if step.seq in undone(ask.state):
        raise invalid("event", "That is undone already.")
    changes = _inverse(ask, step, check_open=not structural)
    event = ask.event("record.undone", *changes, why=said(step, ask.kinds))
    return msgspec.structs.replace(event, undoes=step.seq)


def _inverse(ask: Ask, step: Step, check_open: bool) -> list[Change]:
    changes = main(step.event)
    if step.event.type in ON_THE_FLOOR:
        _still_there(ask, step)
    elif floor.speaking_now(ask.state) or floor.open_round(ask.state):
        changes = [c for c in changes if c.kind not in FLOOR]
    _unsigned(ask, step, changes)
    _unwritten(ask, step)
    for change in changes:
        _untouched(ask, change, step)
        if check_open:
            ask.require_open(ask.kinds[change.kind])
    return [_put_back(ask, change, step.before[change.id]) for change in changes]


def _put_back(ask: Ask, change: Change, before: Record | None) -> Change:
    if before is None:
        return Change(id=change.id, kind=change.kind, status="withdrawn")
    record = ask.state.records[change.id]
    was = fields.plain(fields.read(before.body, ask.kinds[record.kind].body))
    back = ask.change(record, **{name: was[name] for name in change.set})
    return msgspec.structs.replace(back, status=before.status) if change.status else back


def _untouched(ask: Ask, change: Change, step: Step) -> None:
    """Refuse when one of these fields is no longer what this event made it."""
    record = ask.state.records[change.id]
    status = change.status or ("active" if step.before[change.id] is None else record.status)
    other = next((name for name, value in change.set.items() if record[name] != value), "")
    if record.status == status and not other:
        return
    by = record.field_by.get(other, record.by) if other else record.changed_by
    who = who_changed(ask, record, by)
    raise invalid("event", f"{who} has changed it since, so it stays. Correct it where it stands.")


def _still_there(ask: Ask, step: Step) -> None:
    """Refuse once the floor or the room has gone on: one thing is undone after the other."""
    gone = undone(ask.state)
    since = takewhile(lambda later: later.seq > step.seq, reversed(ask.state.steps))
    for later in since:
        over = any(
            c.kind in FLOOR or (c.kind == "workshop" and c.set.keys() & {"slot", "sitting"})
            for c in later.event.changes
        )
        if over and later.seq not in gone and not later.event.undoes:
            raise invalid("event", "It has gone on since. Give the floor to whoever should have it.")


def _unsigned(ask: Ask, step: Step, changes: list[Change]) -> None:
    """A signature on version 7 stays true for version 7."""
    if not any(ask.kinds[c.kind].plan for c in changes):
        return
    signed = [r for kind in ("decision", "acceptance") for r in ask.state.of(kind)]
    if any(one.at >= step.event.at and one["verdict"] != "returned" for one in signed):
        raise invalid("event", "It was signed since, and what is signed stays. Change it where it stands.")


def _unwritten(ask: Ask, step: Step) -> None:
    """What a room has written stays with its people: they are not drawn anew after it, nor is their line taken away."""
    rooms = {c.id for c in step.event.changes if c.kind == "breakout" and "started" in c.set}
    if any(ask.state.records[room]["ended"] for room in rooms):
        raise invalid("event", FIRM["breakouts.ended"])
    if step.event.type == "stage.slot_started" and breakouts.running(ask.state):
        raise invalid("event", "People are in rooms on it. Bring everybody back first.")
    if any(note["breakout"] in rooms for note in ask.state.of("note")):
        raise invalid("event", "Something is written in the rooms already. Bring everybody back instead.")
