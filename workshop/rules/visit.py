"""The customer's visit when it is not at its time: moved, cancelled, replaced, or held inside another stage.

The room may go on to what is ours to do without the customer, and no further: nothing of ours
stands on a board before the customer has been heard. The guest's window opens with the visit alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workshop.rules import playbook, presence
from workshop.rules.exercise import Exercise, Kind, Unmet
from workshop.rules.fields import Body, Clock, Label, Moment, Ref, Refs, Words
from workshop.rules.playbook import Playbook, Stage
from workshop.rules.roles import NOBODY, VISITORS, Role
from workshop.rules.sight import TEAM_ONLY
from workshop.rules.state import Record, State
from workshop.rules.timing import MINUTE


class Visit(Body):
    """How it stands with the customer's visit; there is no such record before anything was said about it.

    `resume` is the stage that goes on after it, with the line that was live and what its clock
    had left (ms). `replaced`: the stage is held without the customer, with something `instead`.
    `stood` is the day as agreed before the visit was moved: {line: [order, fixed time, fixed time it got by the move]}.
    `without` are the lines that were left out because nobody comes.
    """

    state: Literal["", "later", "cancelled", "replaced", "held"] = ""
    at: Clock = ""
    day: int = 1
    reason: Words = ""
    instead: Words = ""
    resume: Label = ""
    resume_slot: Ref = ""
    left: Moment = 0
    stood: dict[str, list[Any]] = {}
    without: Refs = []


visiting = Exercise(
    kind="visit",
    title="The customer's visit",
    kinds=(Kind("visit", Visit, TEAM_ONLY, title="state", noun="customer's visit", edit=NOBODY),),
)


def how(state: State) -> str:
    """How the visit stands: "" as planned, else later, cancelled, replaced or held."""
    record = state.get("visit", "visit")
    return str(record["state"]) if record else ""


def stage_of(book: Playbook) -> Stage | None:
    """The stage in which the customer is heard: the last one that lets a guest in."""
    return next((s for s in reversed(book.stages) if Role.customer_guest in s.windows), None)


def next_stage(state: State) -> Stage | None:
    """Where the room moves on to: past a visit that is later or cancelled, and back to where it was after one."""
    book, record = playbook.of(state), state.get("visit", "visit")
    visit = stage_of(book)
    if record and record["resume"] and visit and state.stage == visit.id:
        return book.stage(record["resume"])
    after = book.after(state.stage)
    skipped = record and (record["state"] in ("cancelled", "held") or _waits(state, record))
    return book.after(visit.id) if skipped and after and visit and after.id == visit.id else after


def _waits(state: State, record: Record) -> bool:
    """Whether something of ours comes before a visit that is later."""
    return bool(record["state"] == "later" and any(s["interlude"] for s in _lines(state)))


def resumed(state: State, stage_id: str) -> tuple[Record | None, int] | None:
    """After the visit: the line that was interrupted with what its clock had left (ms), or the one that follows."""
    record = state.get("visit", "visit")
    if record is None or not record["resume"] or record["resume"] != stage_id or not inside(state):
        return None
    slot = state.get(record["resume_slot"], "slot")
    if record["left"] >= MINUTE or slot is None:
        return slot, int(record["left"])
    mine = (s for s in state.of("slot") if s["stage"] == stage_id and not s["dropped"] and not s["started"])
    return min(mine, key=lambda s: int(s["order"]), default=slot), 0


def interrupted(state: State) -> tuple[Record | None, int]:
    """While the visit is held in the middle of something: the line that goes on after it, and what it has left (ms)."""
    record = state.get("visit", "visit")
    found = resumed(state, str(record["resume"])) if record else None
    return found or (None, 0)


def over(state: State, slot: Record) -> bool:
    """Whether a line belongs to a visit that has been: what was left of it is not held any more."""
    heard = stage_of(playbook.of(state))
    return bool(how(state) == "held" and heard and slot["stage"] == heard.id and not inside(state))


def been(state: State) -> bool:
    """Whether the customer has been here: heard in another stage, or the room has gone on from the visit as planned."""
    book, stage = playbook.of(state), stage_of(playbook.of(state))
    if how(state) or stage is None or stage.id == state.stage:
        return how(state) == "held"
    later = book.stages[book.place(stage.id) + 1 :]
    return any(state.records[f"stage:{one.id}"]["visits"] for one in later)


def inside(state: State) -> bool:
    """Whether the room stands in the visit's stage."""
    visit = stage_of(playbook.of(state))
    return bool(visit and visit.id == state.stage)


def due(state: State, after: int) -> Record | None:
    """The visit's first line, where it is the next line of the run sheet after this order."""
    visit = stage_of(playbook.of(state))
    if how(state) != "later" or visit is None or state.stage == visit.id:
        return None
    todo = [s for s in state.of("slot") if s["order"] > after and not s["dropped"] and not s["started"]]
    first = min(todo, key=lambda slot: int(slot["order"]), default=None)
    return first if first and first["stage"] == visit.id else None


def more_before(state: State, stage: Stage) -> bool:
    """Whether something of a stage after this one stands before a visit that is later, and has not begun."""
    book = playbook.of(state)
    begin = min((s["order"] for s in _lines(state) if not s["started"]), default=0)
    todo = (s for s in state.of("slot") if s["order"] < begin and not s["dropped"] and not s["started"])
    return any(book.place(s["stage"]) > book.place(stage.id) for s in todo if not s["interlude"])


def waited_for(state: State) -> Stage | None:
    """The visit's stage, where the room stands in it before the customer and has nothing else to do until then."""
    stage, after = stage_of(playbook.of(state)), next_stage(state)
    if stage is None or how(state) != "later" or not inside(state):
        return None
    begin = min((s["order"] for s in _lines(state) if not s["started"]), default=0)
    ahead = (s for s in state.of("slot") if after and s["stage"] == after.id and not s["dropped"])
    return None if any(s["order"] < begin and not s["started"] for s in ahead) else stage


def _lines(state: State) -> list[Record]:
    visit = stage_of(playbook.of(state))
    return [s for s in state.of("slot") if visit and s["stage"] == visit.id]


def may_be_in(state: State, person: Record, stage_id: str, stands: str) -> bool:
    """Whether a visitor's window is open in a stage, as the visit `stands` then (see `how`)."""
    book = playbook.of(state)
    allowed = person["role"] in book.stage(stage_id).windows
    visit = stage_of(book)
    if visit is None or stands == "" or not allowed or person["role"] not in visit.windows:
        return allowed
    on_visit, guest = stage_id == visit.id, person["role"] == Role.customer_guest
    if stands == "held":
        return on_visit or book.place(stage_id) > book.place(visit.id)
    return not guest


def must_leave(state: State, to: Stage) -> list[Record]:
    """The visitors in the room whose window closes when the room goes on to a stage."""
    there = (p for p in state.of("person") if p["role"] in VISITORS and p["window"] == "open")
    return [p for p in there if presence.here(p) and not may_be_in(state, p, to.id, how(state))]


def expected(state: State, person: Record | None) -> bool:
    """Whether somebody is a guest of a visit that is still to come, or that a later time may still be set for."""
    off = how(state) in ("later", "cancelled", "replaced")
    return bool(off and person and person["role"] == Role.customer_guest)


def farewell(state: State, person: Record | None) -> str:
    """What a visitor reads while their window is closed."""
    record = state.get("visit", "visit")
    if record is None or not expected(state, person):
        return "Thank you. This part of the workshop is for the account team."
    if record["state"] != "later":
        return "Our meeting does not take place as planned. Your host will get in touch with you about another time."
    days = state.workshop["days"]
    day = f" on {days[record['day'] - 1]}" if 1 < record["day"] <= len(days) else ""
    return f"We look forward to seeing you at {record['at']}{day}. This page opens again then."


@visiting.criterion
def visit_held(state: State, params: Any) -> list[Unmet]:
    """The customer has been heard, or it is said why not."""
    record = state.get("visit", "visit")
    if record is None or record["state"] != "later":
        return []
    return [Unmet(f"The customer comes at {record['at']}", 0, 1)]


@dataclass(frozen=True)
class Piece:
    """A line as it is placed around a visit: `fixed` in ms or 0; `waits` for what the customer says."""

    id: str
    minutes: int
    fixed: int = 0
    waits: bool = False
    visit: bool = False


def arranged(pieces: Sequence[Piece], begin: int, at: int) -> tuple[list[str], dict[str, int]]:
    """An order in which what can be done without the customer, and is over by `at` (ms), goes before the visit.

    What has a fixed time keeps it; where it would run into the visit it comes earlier, else after it without
    a time of its own: {piece: its new fixed time (ms), or 0}.
    """
    free = [p for p in pieces if not (p.visit or p.fixed or p.waits)]
    timed = sorted((p for p in pieces if p.fixed and p.fixed < at and not p.visit), key=lambda p: p.fixed)
    before: list[str] = []
    moved: dict[str, int] = {}
    clock = begin
    for piece in [*timed, None]:
        until = min(piece.fixed, at - piece.minutes * MINUTE) if piece else at
        while free and clock + free[0].minutes * MINUTE <= until:
            clock += free[0].minutes * MINUTE
            before.append(free.pop(0).id)
        if piece and until < clock and until < piece.fixed:
            moved[piece.id] = 0
        elif piece:
            moved |= {piece.id: until} if until < piece.fixed else {}
            before.append(piece.id)
            clock = max(clock, until) + piece.minutes * MINUTE
    rest = [p.id for p in pieces if not p.visit and p.id not in before]
    return [*before, *(p.id for p in pieces if p.visit), *rest], moved
