"""Moving, cancelling and holding the customer's visit."""

from typing import Annotated, Any

from msgspec import Meta

from workshop.rules import (
    breakouts,
    clock,
    gates,
    playbook,
    presence,
    replanning,
    runsheet,
    schedule,
    stages,
    visit,
)
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Refs, Text, Words
from workshop.rules.playbook import Stage
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, Role
from workshop.rules.state import Record
from workshop.rules.visit import Piece, visiting

HERE_ALREADY = "The customer has been here. Open that stage again instead."


class Later(Body):
    """A new time of day ("13:30"), today or on a later day of the run sheet; why, if anybody asks."""

    at: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    day: Annotated[int, Meta(ge=0, le=10)] = 0
    reason: Words = ""


class Off(Body):
    """Nobody comes: why, and what the team does instead in the same stage, if anything."""

    reason: Text
    instead: Words = ""


class Here(Body):
    """The guests who are in the room, as the desk sees it; unsaid, the only one, else who has been here before."""

    here: Refs | None = None


@visiting.command("move", Later, DESK, planning=False, between=True, present=False, proxy=False)
def move(ask: Ask, data: Later) -> Event:
    """The visit at another time: what is ours to do without the customer goes before it."""
    stage = _stage(ask)
    if visit.been(ask.state):
        raise invalid("at", HERE_ALREADY)
    day_no, mine, agreed = data.day or schedule.today(ask.state), _lines(ask, stage), _agreed(ask)
    if not mine:
        raise invalid("at", "That part is over. Open the stage again instead.")
    back = _is_agreed(ask, stage, mine[0], (data.at, day_no, agreed))
    order, times = (
        _as_agreed(ask, mine, agreed) if back else _around(ask, mine, stage, data.at, day_no, agreed)
    )
    stood = {} if back else {i: [*was, times.get(i, was[1])] for i, was in agreed.items()}
    to = {"state": "" if back else "later", "at": data.at, "day": day_no, "stood": stood}
    told = {"reason": data.reason, "instead": "", "resume": "", "resume_slot": "", "left": 0, "without": []}
    record = ask.put("visit", "visit", {**to, **told})
    taken_back = [one for one in ask.state.workshop["overrides"] if one["stage"] != stage.id]
    workshop = ask.change(ask.state.workshop, overrides=taken_back)
    inside = not back and _inside(ask, stage, order[: order.index(mine[0].id)])
    lines = _placed(ask, mine, order, times, {"day": day_no, "interlude": inside})
    guests = stages.windows(ask, ask.state.stage, "") if back else _guests_out(ask)
    return ask.event("visit.moved", record, workshop, *lines, *guests, *_settled(ask), why=data.reason)


@visiting.command("cancel", Off, DESK, planning=False, between=True, present=False, proxy=False)
def cancel(ask: Ask, data: Off) -> Event:
    """The customer does not come. A later time can be set again."""
    stage, agreed = _stage(ask), _agreed(ask)
    mine = _lines(ask, stage)
    if visit.been(ask.state) or not mine:
        raise invalid("reason", HERE_ALREADY)
    replaced = bool(data.instead.strip())
    about = _talked_about(ask)
    stood = {i: [*was, "" if ask.state.records[i] in mine else ask.state.records[i]["fixed_at"]]
             for i, was in agreed.items()}  # fmt: skip
    told = {"reason": data.reason, "instead": data.instead, "at": "", "resume": "", "stood": stood}
    state = "replaced" if replaced else "cancelled"
    record = ask.put(
        "visit", "visit", {**told, "state": state, "without": [] if replaced else [s.id for s in about]}
    )
    lines = [
        ask.change(slot, dropped=not replaced, interlude=False, **runsheet.moved(slot, fixed_at=""))
        for slot in mine
    ]
    lines += [ask.change(slot, dropped=not replaced) for slot in about if slot["dropped"] is replaced]
    changes = [record, *lines, *_guests_out(ask)]
    book = playbook.of(ask.state)
    if not replaced and book.place(ask.state.stage) >= book.place(stage.id):
        lacking = gates.unheard(ask.state, stage, ask.criteria)
        said = gates.written(lacking, stage.id, data.reason, ask.who.person, ask.now)
        changes.append(ask.change(ask.state.workshop, overrides=[*ask.state.workshop["overrides"], *said]))
    return ask.event("visit.cancelled", *changes, why=data.reason)


def _talked_about(ask: Ask) -> list[Record]:
    """What is about a customer who was heard, and is left out without one; not what the desk has left out itself."""
    already = _without(ask)
    waits = (s for s in ask.state.of("slot") if s["after_visit"] and not s["started"])
    return [slot for slot in waits if not slot["dropped"] or slot.id in already]


def _without(ask: Ask) -> list[str]:
    """The lines that are left out now because nobody comes."""
    record = ask.state.get("visit", "visit")
    return list(record["without"] or ()) if record else []


@visiting.command("begin", Here, INSIDE, planning=False, moves=True, proxy=False)
def begin(ask: Ask, data: Here) -> list[Event]:
    """The customer is here: the room hears them now and goes on afterwards where it was.

    In its turn, when the stage before it is over, the visit interrupts nothing.
    """
    if ask.who.person != presence.lead(ask.state):
        raise Refusal("not_facilitator")
    stage, book = _stage(ask), playbook.of(ask.state)
    if visit.how(ask.state) != "later":
        raise invalid("visit", "Say first when the customer comes.")
    if ask.state.stage == stage.id:
        return [
            *breakouts.all_back(ask),
            ask.event("visit.begun", *_begun_here(ask, stage), *_guests_in(ask, data.here)),
        ]
    if book.place(ask.state.stage) >= book.place("signoff"):
        raise invalid(
            "visit", "The plan is with those who sign it. The customer is heard again at the next review."
        )
    back = {"state": "held", **_interrupted(ask, stage)}
    record = ask.put("visit", "visit", {**ask.state.records["visit"].body, **back})
    entered = stages.enter(ask, stage.id, stands="held")
    return [
        *breakouts.all_back(ask),
        ask.event("visit.begun", *entered, record, *_guests_in(ask, data.here)),
    ]


def _interrupted(ask: Ask, stage: Stage) -> dict[str, Any]:
    """Where the room goes on after the visit, and what its clock has left (ms)."""
    after = playbook.of(ask.state).after(ask.state.stage)
    if after and after.id == stage.id and schedule.following(ask.state) is None:
        return {"resume": "", "resume_slot": "", "left": 0}
    box, live = ask.state.records["timebox"], ask.state.workshop["slot"]
    left = max(0, clock.left(box, max(ask.now, box["started_at"]))) if box["slot"] else 0
    return {"resume": ask.state.stage, "resume_slot": live, "left": left}


def _begun_here(ask: Ask, stage: Stage) -> list[Change]:
    """The room has waited in the visit's own stage: its first line starts, and the guest comes in."""
    record = ask.put("visit", "visit", {**ask.state.records["visit"].body, "state": "held"})
    return [*runsheet.start(ask, _lines(ask, stage)[0]), *stages.windows(ask, stage.id, "held"), record]


def _settled(ask: Ask) -> list[Change]:
    """Of a new plan made before, only minutes and what was left out can still be taken back: the order is another."""
    plan = replanning.latest(ask.state)
    if plan is None:
        return []
    stays = ("minutes", "dropped")
    kept = {i: {n: stood[n] for n in stays if n in stood} for i, stood in plan["before"].items()}
    return [ask.change(plan, before=kept)]


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


def _guests_in(ask: Ask, named: list[str] | None) -> list[Change]:
    """Who begins the visit says by it that the customer is in the room."""
    guests = [p for p in ask.state.of("person") if p["role"] == Role.customer_guest and not p["withdrawn"]]
    unsaid = [p.id for p in guests if p["first_came"] or len(guests) == 1]
    there = unsaid if named is None else named
    new = (p for p in guests if p.id in there and not presence.here(p))
    return [ask.change(p, presence="room", first_came=p["first_came"] or ask.now) for p in new]


def _guests_out(ask: Ask) -> list[Change]:
    """Until the visit begins nothing is open to the guest."""
    guests = [p for p in ask.state.of("person") if p["role"] == Role.customer_guest and p["window"] == "open"]
    return [ask.change(p, window="closed", presence="left" if presence.here(p) else "out") for p in guests]


def _agreed(ask: Ask) -> dict[str, tuple[int, str]]:
    """Every line's place and fixed time as agreed: without what moving the visit did, with what the desk set since."""
    record, found = ask.state.get("visit", "visit"), {}
    stood = record["stood"] if record else {}
    for slot in schedule.lines(ask.state):
        order, fixed, became = stood.get(slot.id) or (slot["order"], slot["fixed_at"], slot["fixed_at"])
        found[slot.id] = (order, fixed if slot["fixed_at"] == became else slot["fixed_at"])
    return found


def _is_agreed(
    ask: Ask, stage: Stage, first: Record, to: tuple[str, int, dict[str, tuple[int, str]]]
) -> bool:
    """Whether a time is the one that was agreed, and the room is not past it."""
    at, day_no, agreed = to
    book, day = playbook.of(ask.state), (first["first"] or first)["day"]
    ahead = book.place(ask.state.stage) <= book.place(stage.id)
    moved = visit.how(ask.state) in ("later", "cancelled", "replaced")
    return bool(ahead and moved and (agreed[first.id][1], day) == (at, day_no))


def _as_agreed(
    ask: Ask, mine: list[Record], agreed: dict[str, tuple[int, str]]
) -> tuple[list[str], dict[str, str]]:
    """The order and the fixed times as they were before the visit was moved."""
    lines = [*_todo(ask, mine, agreed), *mine]
    return sorted((s.id for s in lines), key=lambda i: agreed[i][0]), {s.id: agreed[s.id][1] for s in lines}


def _inside(ask: Ask, stage: Stage, ahead: list[str]) -> bool:
    """Whether the visit is held in the middle of something: behind where its own stage would be."""
    place = playbook.of(ask.state).place
    stages_before = (ask.state.records[i]["stage"] for i in ahead)
    return place(ask.state.stage) >= place(stage.id) or any(place(s) > place(stage.id) for s in stages_before)


def _placed(
    ask: Ask, mine: list[Record], order: list[str], times: dict[str, str], visits: dict[str, Any]
) -> list[Change]:
    """The lines in this order with these fixed times; `visits` is what the visit's own get besides."""
    places, changes = replanning.order_of(ask.state.records[i] for i in order), []
    for slot in (ask.state.records[i] for i in order):
        to = {**places.get(slot.id, {}), "fixed_at": times[slot.id], "stage": _stage_again(ask, slot)}
        if slot in mine:
            fresh = {"dropped": False, "interlude": visits["interlude"], "started": 0, "ended": 0}
            changes.append(ask.change(slot, **fresh, **runsheet.moved(slot, day=visits["day"], **to)))
        elif slot.id in _without(ask):
            changes.append(ask.change(slot, dropped=False, **runsheet.moved(slot, **to)))
        elif any(slot[name] != value for name, value in to.items()):
            changes.append(ask.change(slot, **runsheet.moved(slot, **to)))
    return changes


def _stage_again(ask: Ask, slot: Record) -> str:
    """The stage in which a line stood at first, unless the room is past that already."""
    first, place = str((slot["first"] or {}).get("stage", slot["stage"])), playbook.of(ask.state).place
    return first if place(first) >= place(ask.state.stage) else str(slot["stage"])


def _todo(ask: Ask, mine: list[Record], agreed: dict[str, tuple[int, str]]) -> list[Record]:
    """Every other line that has not begun, in the order that was agreed."""
    state = ask.state
    live = state.live
    done = live["order"] if live and live not in mine else -1
    found = [s for s in schedule.lines(state) if s["order"] > done and s not in mine and not s["started"]]
    return sorted(found, key=lambda slot: agreed[slot.id][0])


def _around(
    ask: Ask, mine: list[Record], stage: Stage, at: str, day_no: int, agreed: dict[str, tuple[int, str]]
) -> tuple[list[str], dict[str, str]]:
    """Every line that has not begun, in its new order (on the day of the visit, around it), and their fixed times."""
    state, book = ask.state, playbook.of(ask.state)
    todo = _todo(ask, mine, agreed)
    soon = book.after(stage.id)
    near = {state.stage, soon.id if soon else ""} | {s.id for s in book.stages[: book.place(stage.id)]}
    today = schedule.today(state) == day_no
    begin = schedule.live_end(state, ask.now) if today and state.workshop["sitting"] else _morning(ask)
    pieces = [Piece(s.id, s["minutes"], visit=True) for s in mine]
    for slot in (s for s in todo if s["day"] == day_no):
        fixed = schedule.at_clock(state, agreed[slot.id][1], ask.now) if agreed[slot.id][1] else 0
        waits = slot["after_visit"] or slot["stage"] not in near
        dropped = slot["dropped"] and slot.id not in _without(ask)
        pieces.append(Piece(slot.id, 0 if dropped else slot["minutes"], fixed, waits))
    order, timed = visit.arranged(pieces, begin, schedule.at_clock(state, at, ask.now))
    times = {s.id: agreed[s.id][1] for s in todo} | {s.id: "" for s in mine} | {mine[0].id: at}
    times |= {i: schedule.clock_of(state, moment) if moment else "" for i, moment in timed.items()}
    earlier = [s.id for s in todo if s["day"] < day_no]
    later = [s.id for s in todo if s["day"] > day_no]
    return [*earlier, *order, *later], times


def _morning(ask: Ask) -> int:
    return schedule.at_clock(ask.state, schedule.day_start(ask.state), ask.now)
