"""What of the last things done can be taken back, by whom and for how long, and how it is called.

Somebody's own writing for two minutes, and what the desk did with the board, the room or the floor. Worked out from the
latest events, for whoever looks: a page that is opened again is offered the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Derived, Kind
from workshop.rules.roles import DESK, INSIDE, Viewer
from workshop.rules.sight import Audience
from workshop.rules.state import State, Step

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
    "clock.replanned": "changed the run sheet",
    "stage.slot_started": "started “{title}”",
    "shares.dealt": "dealt the board out",
    "shares.taken_back": "took back {n} of what was dealt",
    "breakouts.drawn": "drew who sits where",
    "breakouts.put_away": "put the rooms away",
    "breakouts.started": "sent everybody to their rooms",
}
#: What the desk does with everybody's board or with the room: either facilitator takes it back.
_STRUCTURAL = frozenset({"capture.note_moved", "questions.grouped", "clock.replanned"}) | {
    "capture.cluster_added",
    "stage.slot_started",
    "shares.dealt",
    "shares.taken_back",
    "breakouts.drawn",
    "breakouts.put_away",
    "breakouts.started",
}
#: What is done with the floor: who speaks, who comes next, a round. Undone in the order in which it came.
ON_THE_FLOOR = {
    "speaking.started": "gave the floor",
    "speaking.ended": "ended a speech",
    "speaking.put_back": "put a speaker back",
    "speaking.moved": "moved somebody in the queue",
    "round.called": "called a round",
    "round.went_on": "called the next of the round",
    "round.later": "put a turn at the end of the round",
    "round.nothing_to_add": "ended a turn without a word",
    "round.put_back": "took the round one step back",
    "round.ended": "ended the round",
}
_STRUCTURAL_VERBS = frozenset({"merged", "split"})
#: What has been seen stays seen; and from a stage there is a way back of its own.
FIRM = {
    "capture.revealed": "A reveal cannot be undone: it has been seen.",
    "breakouts.ended": "The rooms are back: what they wrote has been seen.",
}
_MOVED = frozenset({"stage.advanced", "stage.reopened"})
#: A vote's result has been seen: it is opened again by a command that says so.
_CLOSED = "vote.closed"
#: Records that are changed along with what somebody writes, and are no part of it.
_ASIDE = frozenset({"plan", "slot", "workshop", "timebox", "stage", "person", "photo"})
#: Whoever spoke is cut short where the room goes on to another piece: this, too, comes along only.
FLOOR = frozenset({"speech", "round"})

Kinds = Mapping[str, Kind]


def said(step: Step, kinds: Kinds) -> str:
    """What an event did, in the past tense and without anybody's words: "merged 3 cards". "" if it cannot be undone."""
    kind, _, verb = step.event.type.rpartition(".")
    changed = main(step.event)
    if step.event.undoes or not changed:
        return ""
    if words := ON_THE_FLOOR.get(step.event.type) or _SAID.get(step.event.type):
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


def is_structural(event: Event, kinds: Kinds) -> bool:
    """Whether an event rearranged everybody's board, the room's day, or who speaks."""
    kind, _, verb = event.type.rpartition(".")
    structural = event.type in _STRUCTURAL or event.type in ON_THE_FLOOR
    return structural or (kind in kinds and verb in _STRUCTURAL_VERBS)


def window(event: Event) -> int:
    """For how long the desk may take it back (ms). Where the room is, or who speaks, is soon too late to turn round."""
    return OWN_MS if event.type == "stage.slot_started" or event.type in ON_THE_FLOOR else DESK_MS


def offered(state: State, role: str, events: Iterable[Event], kinds: Kinds) -> str:
    """What a command has just done, if whoever gave it may take it back; else ""."""
    done = list(events)
    if len(done) != 1 or role not in INSIDE:
        return ""
    before = {change.id: state.records.get(change.id) for change in done[0].changes}
    return said(Step(0, done[0], before), kinds)


def own(state: State, viewer: Viewer, now: int, kinds: Kinds) -> list[dict[str, Any]]:
    """What somebody did in the last two minutes and may take back, oldest first: [{event, say, at}], `at` in ms."""
    if viewer.role not in INSIDE:
        return []
    recent = list(takewhile(lambda step: now - step.event.at <= OWN_MS, reversed(state.steps)))
    gone = {step.event.undoes for step in recent}
    mine = [step for step in reversed(recent) if viewer.person == (step.event.via or step.event.by)]
    # Several events of one command are taken back where they stand.
    together = Counter(step.event.at for step in mine)
    return [
        {"event": step.seq, "say": say, "at": step.event.at}
        for step in mine
        if step.seq not in gone and together[step.event.at] == 1 and (say := said(step, kinds))
    ]


def derived(kinds: Kinds) -> Derived:
    """What the desk may take back, for the desk."""

    def last_done(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
        done = last_of_desk(state, kinds, now)
        return {"undo": ("undo", done)} if done else {}

    return Derived(frozenset(kinds), last_done, frozenset({Audience.desk}))


def last_of_desk(state: State, kinds: Kinds, now: int) -> dict[str, Any] | None:
    """The desk's last structural action: {event, say, until, command, data, firm}; None if there is none.

    Who speaks changes often, and is soon not offered any more: then it is what was done before with the board.
    """
    found = sorted(_last(state, kinds).values(), key=lambda step: -step.seq)
    offers = [_offer(step, kinds) for step in found]
    return next((one for one in offers if one["until"] > now), offers[0] if offers else None)


def _offer(step: Step, kinds: Kinds) -> dict[str, Any]:
    at = step.event.at
    if step.event.type in FIRM:
        return _shown(step, FIRM[step.event.type], at + SEEN_MS, firm=True)
    if step.event.type in _MOVED:
        return _shown(step, "moved the room", at + OWN_MS, "stage.back", {})
    if step.event.type == _CLOSED:
        ballot = {"ballot": step.event.changes[0].id}
        return _shown(step, "closed the vote", at + DESK_MS, "vote.reopen", ballot)
    return _shown(step, said(step, kinds), at + window(step.event), "record.undo", {"event": step.seq})


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


def _last(state: State, kinds: Kinds) -> dict[bool, Step]:
    """The last on the floor (True), and the last of all else. Kept beside the state: each event is looked at once."""
    seq, held = state.parsed.get("undoing", (0, {}))
    fresh = list(takewhile(lambda step: step.seq > seq, reversed(state.steps)))
    if any(step.event.undoes or step.event.type == "stage.restored" for step in fresh):
        found = _found(state, kinds)
    else:
        counting = (step for step in reversed(fresh) if _counts(step, kinds))
        found = {**held, **{step.event.type in ON_THE_FLOOR: step for step in counting}}
    state.parsed["undoing"] = (state.seq, found)
    return found


def _found(state: State, kinds: Kinds) -> dict[bool, Step]:
    """What is the last now that one was taken back: looked for from the end."""
    gone = undone(state)
    moved_back = any(s.event.type == "stage.restored" for s in state.steps)
    found: dict[bool, Step] = {}
    for step in reversed(state.steps):
        left = moved_back and step.event.type in _MOVED and not state.workshop["last_move"]
        if step.seq not in gone and not left and _counts(step, kinds):
            found.setdefault(step.event.type in ON_THE_FLOOR, step)
    return found


def _counts(step: Step, kinds: Kinds) -> bool:
    if step.event.type in FIRM or step.event.type in _MOVED or step.event.type == _CLOSED:
        return True
    return step.role in DESK and is_structural(step.event, kinds) and bool(said(step, kinds))


def undone(state: State) -> set[int]:
    return {step.event.undoes for step in state.steps if step.event.undoes}


def main(event: Event) -> list[Change]:
    """What an event is about: without what merely changed along with it."""
    if event.type in ON_THE_FLOOR:
        return list(event.changes)
    changes = [c for c in event.changes if c.kind not in _ASIDE | FLOOR]
    return changes or [c for c in event.changes if c.kind != "plan"]


def _started(step: Step) -> str:
    slots = [c.id for c in step.event.changes if c.kind == "slot" and "started" in c.set]
    record = step.before.get(slots[-1]) if slots else None
    return str(record["title"]) if record else ""


def _noun(kind: str, kinds: Kinds) -> str:
    return {"note": "card"}.get(kind, kinds[kind].word)


def _counted(count: int, word: str) -> str:
    if count == 1:
        return f"{'an' if word[0] in 'aeiou' and word != 'unit' else 'a'} {word}"
    return f"{count} {word[:-1] + 'ie' if word.endswith('y') else word}s"
