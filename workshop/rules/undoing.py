"""Taking back what was just done: one press, as a new event. Nothing is ever removed from the log.

What an event changed is put back to what was there before it, worked out from the latest
events. It is refused, in words, when somebody has changed one of these fields since, or
when a signature came after it. What has been seen by everybody cannot be taken back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from workshop.rules import fields, floor
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Derived, Kind
from workshop.rules.fields import Body
from workshop.rules.records import records, who_changed
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE
from workshop.rules.sight import Audience
from workshop.rules.state import Record, State, Step

#: So long somebody may take back their own writing (ms), and the desk what it last did with the board or the room.
OWN_MS = 2 * 60_000
DESK_MS = 10 * 60_000
#: For so long it is said of a reveal that it cannot be taken back (ms).
SEEN_MS = 60_000

#: What is done with one record, by the last part of the event's name.
_VERBS = {
    "edited": "changed",
    "withdrawn": "took off",
    "restored": "put back",
    "linked": "connected",
    "unlinked": "disconnected",
    "merged": "merged",
    "split": "split",
}
#: Other events that can be taken back, as the desk reads them.
_SAID = {
    "capture.note_moved": "moved a card",
    "questions.grouped": "grouped {n} questions",
    "questions.chosen": "chose a question",
    "questions.assigned": "gave a question to somebody",
    "talk.settled": "settled a parked item",
    "white_space.cell_set": "changed a cell",
    "white_space.grid_pasted": "pasted a grid",
    "vote.closed": "closed the vote",
    "clock.replanned": "changed the run sheet",
    "stage.slot_started": "started “{title}”",
    "shares.dealt": "dealt the board out",
    "shares.taken_back": "took back {n} of what was dealt",
    "breakouts.drawn": "drew who sits where",
    "breakouts.put_away": "put the rooms away",
    "breakouts.started": "sent everybody to their rooms",
}
#: What the desk does with everybody's board or with the room: either facilitator takes it back.
_STRUCTURAL = frozenset({"capture.note_moved", "questions.grouped", "vote.closed", "clock.replanned"}) | {
    "capture.cluster_added",
    "stage.slot_started",
    "shares.dealt",
    "shares.taken_back",
    "breakouts.drawn",
    "breakouts.put_away",
    "breakouts.started",
}
_STRUCTURAL_VERBS = frozenset({"merged", "split"})
#: What has been seen stays seen; and from a stage there is a way back of its own.
FIRM = {"capture.revealed": "A reveal cannot be undone: it has been seen."}
_MOVED = frozenset({"stage.advanced", "stage.reopened"})
#: Records that are changed along with what somebody writes, and are no part of it.
_ASIDE = frozenset({"plan", "slot", "workshop", "timebox", "stage", "person"})
#: Whoever spoke is cut short where the room goes on to another piece: this, too, comes along only.
_FLOOR = frozenset({"speech", "round"})

Kinds = Mapping[str, Kind]


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
    if ask.now - step.event.at > (_window(step.event) if structural and ask.who.role in DESK else OWN_MS):
        raise invalid("event", "That is too long ago to undo. Correct it where it stands: nothing is lost.")
    if step.seq in _undone(ask.state):
        raise invalid("event", "That is undone already.")
    changes = _inverse(ask, step, check_open=not structural)
    event = ask.event("record.undone", *changes, why=said(step, ask.kinds))
    return msgspec.structs.replace(event, undoes=step.seq)


def said(step: Step, kinds: Kinds) -> str:
    """What an event did, in the past tense and without anybody's words: "merged 3 cards". "" if it cannot be undone."""
    kind, _, verb = step.event.type.rpartition(".")
    changed = _main(step.event)
    if step.event.undoes or not changed:
        return ""
    if words := _SAID.get(step.event.type):
        return words.format(n=len(changed), title=_started(step))
    if verb.endswith("_added"):
        grouped = sum(1 for c in changed if c.kind == "note" and step.before.get(c.id))
        if verb == "cluster_added" and grouped:
            return f"grouped {_counted(grouped, 'card')}"
        return f"added {_counted(len(changed), _noun(changed[0].kind, kinds))}"
    if kind in kinds and kinds[kind].edit and verb in _VERBS:
        count = len(changed) if verb == "merged" else 1
        return f"{_VERBS[verb]} {_counted(count, _noun(kind, kinds))}"
    return ""


def offered(state: State, role: str, events: Iterable[Event], kinds: Kinds) -> str:
    """What a command has just done, if whoever gave it may take it back; else ""."""
    done = list(events)
    if len(done) != 1 or role not in INSIDE:
        return ""
    before = {change.id: state.records.get(change.id) for change in done[0].changes}
    return said(Step(0, done[0], before), kinds)


def is_structural(event: Event, kinds: Kinds) -> bool:
    """Whether an event rearranged everybody's board, or the room's day."""
    kind, _, verb = event.type.rpartition(".")
    return event.type in _STRUCTURAL or (kind in kinds and verb in _STRUCTURAL_VERBS)


def derived(kinds: Kinds) -> Derived:
    """What the desk may take back, for the desk."""

    def last_done(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
        done = last_of_desk(state, kinds)
        return {"undo": ("undo", done)} if done else {}

    return Derived(frozenset(kinds), last_done, frozenset({Audience.desk}))


def last_of_desk(state: State, kinds: Kinds) -> dict[str, Any] | None:
    """The desk's last structural action: {event, say, until, command, data, firm}; None if there is none."""
    step = _last(state, kinds)
    if step is None:
        return None
    at = step.event.at
    if step.event.type in FIRM:
        return _shown(step, FIRM[step.event.type], at + SEEN_MS, firm=True)
    if step.event.type in _MOVED:
        return _shown(step, "moved the room", at + OWN_MS, "stage.back", {})
    return _shown(step, said(step, kinds), at + _window(step.event), "record.undo", {"event": step.seq})


def _window(event: Event) -> int:
    """For how long the desk may take it back (ms). Where the room is, is soon too late to turn round."""
    return OWN_MS if event.type == "stage.slot_started" else DESK_MS


def _shown(
    step: Step,
    say: str,
    until: int,
    command: str = "",
    data: dict[str, Any] | None = None,
    firm: bool = False,
) -> dict[str, Any]:
    return {
        "event": step.seq,
        "say": say,
        "until": until,
        "command": command,
        "data": data or {},
        "firm": firm,
        "by": step.event.by,
    }


def _last(state: State, kinds: Kinds) -> Step | None:
    """Kept beside the state: a busy room's events are each looked at once."""
    seq, found = state.parsed.get("undoing", (0, None))
    for step in reversed(state.steps):
        if step.seq <= seq:
            break
        if step.event.undoes or step.event.type == "stage.restored":
            return _found(state, kinds)
        if _counts(step, kinds):
            found = step
            break
    state.parsed["undoing"] = (state.seq, found)
    return found  # type: ignore[no-any-return]


def _found(state: State, kinds: Kinds) -> Step | None:
    """What is the last one now that one was taken back: looked for from the end."""
    gone = _undone(state)
    moved_back = any(s.event.type == "stage.restored" for s in state.steps)
    found = next(
        (
            s
            for s in reversed(state.steps)
            if s.seq not in gone
            and _counts(s, kinds)
            and not (moved_back and s.event.type in _MOVED and not state.workshop["last_move"])
        ),
        None,
    )
    state.parsed["undoing"] = (state.seq, found)
    return found


def _counts(step: Step, kinds: Kinds) -> bool:
    if step.event.type in FIRM or step.event.type in _MOVED:
        return True
    return step.role in DESK and is_structural(step.event, kinds) and bool(said(step, kinds))


def _undone(state: State) -> set[int]:
    return {step.event.undoes for step in state.steps if step.event.undoes}


def _inverse(ask: Ask, step: Step, check_open: bool) -> list[Change]:
    changes = _main(step.event)
    if floor.speaking_now(ask.state) or floor.open_round(ask.state):
        changes = [c for c in changes if c.kind not in _FLOOR]
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


def _unsigned(ask: Ask, step: Step, changes: list[Change]) -> None:
    """A signature on version 7 stays true for version 7."""
    if not any(ask.kinds[c.kind].plan for c in changes):
        return
    signed = [r for kind in ("decision", "acceptance") for r in ask.state.of(kind)]
    if any(one.at >= step.event.at and one["verdict"] != "returned" for one in signed):
        raise invalid("event", "It was signed since, and what is signed stays. Change it where it stands.")


def _unwritten(ask: Ask, step: Step) -> None:
    """What a room has written stays with its people: they are not drawn anew after it."""
    rooms = {c.id for c in step.event.changes if c.kind == "breakout" and "started" in c.set}
    if any(note["breakout"] in rooms for note in ask.state.of("note")):
        raise invalid("event", "Something is written in the rooms already. Bring everybody back instead.")


def _main(event: Event) -> list[Change]:
    """What an event is about: without what merely changed along with it."""
    changes = [c for c in event.changes if c.kind not in _ASIDE | _FLOOR]
    return changes or [c for c in event.changes if c.kind != "plan"]


def _started(step: Step) -> str:
    slots = [c.id for c in step.event.changes if c.kind == "slot" and "started" in c.set]
    record = step.before.get(slots[0]) if slots else None
    return str(record["title"]) if record else ""


def _noun(kind: str, kinds: Kinds) -> str:
    return {"note": "card"}.get(kind, kinds[kind].word)


def _counted(count: int, word: str) -> str:
    if count == 1:
        return f"{'an' if word[0] in 'aeiou' and word != 'unit' else 'a'} {word}"
    return f"{count} {word[:-1] + 'ie' if word.endswith('y') else word}s"
