"""Moving, cancelling and holding the customer's visit."""

from typing import Annotated

from msgspec import Meta

from workshop.rules import clock, gates, playbook, presence, replanning, runsheet, schedule, stages, visit
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Text, Words
from workshop.rules.playbook import Stage
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, Role
from workshop.rules.state import Record
from workshop.rules.visit import Piece, visiting


class Later(Body):
    """A new time of day ("13:30"), today or on a later day of the run sheet; why, if anybody asks."""

    at: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    day: Annotated[int, Meta(ge=0, le=10)] = 0
    reason: Words = ""


class Off(Body):
    """Nobody comes: why, and what the team does instead in the same stage, if anything."""

    reason: Text
    instead: Words = ""


class Nothing(Body):
    pass


@visiting.command("move", Later, DESK, planning=False, between=True, present=False, proxy=False)
def move(ask: Ask, data: Later) -> Event:
    """The visit at another time: what is ours to do without the customer goes before it."""
    stage = _stage(ask)
    if visit.how(ask.state) == "held":
        raise invalid("at", "The customer has been here. Open that stage again instead.")
    day_no = data.day or schedule.today(ask.state)
    lines = _rearranged(ask, stage, data.at, day_no)
    record = ask.put("visit", "visit", {"state": "later", "at": data.at, "day": day_no, "reason": data.reason,
                                        "instead": "", "resume": "", "resume_slot": "", "left": 0})  # fmt: skip
    taken_back = [one for one in ask.state.workshop["overrides"] if one["stage"] != stage.id]
    workshop = ask.change(ask.state.workshop, overrides=taken_back)
    return ask.event("visit.moved", record, workshop, *lines, *_guests_out(ask), why=data.reason)


@visiting.command("cancel", Off, DESK, planning=False, between=True, present=False, proxy=False)
def cancel(ask: Ask, data: Off) -> Event:
    """The customer does not come. A later time can be set again."""
    stage = _stage(ask)
    if visit.how(ask.state) == "held" or not _lines(ask, stage):
        raise invalid("reason", "The customer has been here.")
    replaced = bool(data.instead.strip())
    record = ask.put("visit", "visit", {"state": "replaced" if replaced else "cancelled", "reason": data.reason,
                                        "instead": data.instead, "at": "", "resume": ""})  # fmt: skip
    lines = [
        ask.change(slot, dropped=not replaced, interlude=False, **runsheet.moved(slot, fixed_at=""))
        for slot in _lines(ask, stage)
    ]
    changes = [record, *lines, *_guests_out(ask)]
    book = playbook.of(ask.state)
    if not replaced and book.place(ask.state.stage) >= book.place(stage.id):
        lacking = gates.unheard(ask.state, stage, ask.criteria)
        said = gates.written(lacking, stage.id, data.reason, ask.who.person, ask.now)
        changes.append(ask.change(ask.state.workshop, overrides=[*ask.state.workshop["overrides"], *said]))
    return ask.event("visit.cancelled", *changes, why=data.reason)


@visiting.command("begin", Nothing, INSIDE, planning=False, moves=True, proxy=False)
def begin(ask: Ask, data: Nothing) -> Event:
    """The customer is here: the room hears them now and goes on afterwards where it was."""
    if ask.who.person != presence.lead(ask.state):
        raise Refusal("not_facilitator")
    stage, book = _stage(ask), playbook.of(ask.state)
    if visit.how(ask.state) != "later":
        raise invalid("visit", "Say first when the customer comes.")
    if ask.state.stage == stage.id:
        return ask.event("visit.begun", *_begun_here(ask, stage))
    if book.place(ask.state.stage) >= book.place("signoff"):
        raise invalid(
            "visit", "The plan is with those who sign it. The customer is heard again at the next review."
        )
    box, live = ask.state.records["timebox"], ask.state.workshop["slot"]
    left = max(0, clock.left(box, ask.now)) if box["slot"] else 0
    back = {"state": "held", "resume": ask.state.stage, "resume_slot": live, "left": left}
    record = ask.put("visit", "visit", {**ask.state.records["visit"].body, **back})
    return ask.event("visit.begun", *stages.enter(ask, stage.id, stands="held"), record)


def _begun_here(ask: Ask, stage: Stage) -> list[Change]:
    """The room has waited in the visit's own stage: its first line starts, and the guest comes in."""
    record = ask.put("visit", "visit", {**ask.state.records["visit"].body, "state": "held"})
    return [*runsheet.start(ask, _lines(ask, stage)[0]), *stages.windows(ask, stage.id, "held"), record]


def _stage(ask: Ask) -> Stage:
    stage = visit.stage_of(playbook.of(ask.state))
    if stage is None:
        raise invalid("visit", "This agenda has no part with the customer.")
    return stage


def _lines(ask: Ask, stage: Stage) -> list[Record]:
    """The visit's lines that are not over."""
    live = ask.state.workshop["slot"]
    mine = (s for s in schedule.lines(ask.state) if s["stage"] == stage.id)
    return [s for s in mine if not s["ended"] or s.id == live]


def _guests_out(ask: Ask) -> list[Change]:
    """Until the visit begins nothing is open to the guest."""
    guests = [p for p in ask.state.of("person") if p["role"] == Role.customer_guest and p["window"] == "open"]
    return [ask.change(p, window="closed", presence="left" if presence.here(p) else "out") for p in guests]


def _rearranged(ask: Ask, stage: Stage, at: str, day_no: int) -> list[Change]:
    """The visit's lines at their new time, and the others around them."""
    state, book = ask.state, playbook.of(ask.state)
    mine = _lines(ask, stage)
    if not mine:
        raise invalid("at", "That part is over. Open the stage again instead.")
    order, timed = _order(ask, mine, stage, at, day_no)
    place = book.place(stage.id)
    ahead = order[: order.index(mine[0].id)]
    inside = book.place(state.stage) >= place or any(
        book.place(state.records[i]["stage"]) > place for i in ahead
    )
    places = replanning.order_of(state.records[i] for i in order)
    changes = []
    for slot in mine:
        to = {"day": day_no, "fixed_at": at if slot is mine[0] else "", **places.pop(slot.id, {})}
        fresh = {"dropped": False, "interlude": inside, "started": 0, "ended": 0}
        changes.append(ask.change(slot, **fresh, **runsheet.moved(slot, **to)))
    for slot_id, moment in timed.items():
        places.setdefault(slot_id, {})["fixed_at"] = schedule.clock_of(state, moment) if moment else ""
    others = (state.records[i] for i in places)
    return [*changes, *(ask.change(slot, **runsheet.moved(slot, **places[slot.id])) for slot in others)]


def _order(
    ask: Ask, mine: list[Record], stage: Stage, at: str, day_no: int
) -> tuple[list[str], dict[str, int]]:
    """Every line that has not begun, in its new order (on the day of the visit, around it), and new fixed times."""
    state, book = ask.state, playbook.of(ask.state)
    live = state.get(state.workshop["slot"], "slot")
    done = live["order"] if live and live not in mine else -1
    todo = [s for s in schedule.lines(state) if s["order"] > done and s not in mine and not s["started"]]
    soon = book.after(stage.id)
    near = {state.stage, soon.id if soon else ""} | {s.id for s in book.stages[: book.place(stage.id)]}
    today = schedule.today(state) == day_no
    begin = schedule.live_end(state, ask.now) if today and state.workshop["sitting"] else _morning(ask)
    moment = schedule.at_clock(state, at, ask.now)
    pieces = [Piece(s.id, s["minutes"], visit=True) for s in mine]
    for slot in (s for s in todo if s["day"] == day_no):
        fixed = schedule.at_clock(state, slot["fixed_at"], ask.now) if slot["fixed_at"] else 0
        waits = slot["after_visit"] or slot["stage"] not in near
        pieces.append(Piece(slot.id, 0 if slot["dropped"] else slot["minutes"], fixed, waits))
    earlier = [s.id for s in todo if s["day"] < day_no]
    later = [s.id for s in todo if s["day"] > day_no]
    order, timed = visit.arranged(pieces, begin, moment)
    return [*earlier, *order, *later], timed


def _morning(ask: Ask) -> int:
    return schedule.at_clock(ask.state, schedule.day_start(ask.state), ask.now)
