"""Re-planning: ways to make up lost time that the desk takes with one press and takes back with one.

Which ways there are is worked out when somebody looks and again when one is taken, so that what
is applied always works. What was planned before stays in the record of it.
"""

from collections.abc import Iterable
from typing import Any

from workshop.rules import lost_time, playbook, runsheet, schedule, timing, visit
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Clock, Label, Nothing, Short, Words
from workshop.rules.lost_time import MUCH, Way
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, NOBODY
from workshop.rules.schedule import clock_of
from workshop.rules.sight import TEAM_ONLY, Audience
from workshop.rules.state import Record, State
from workshop.rules.timing import MINUTE, Line


class Replan(Body):
    """A change of the run sheet as a whole: what it says, what it led to, and how the lines stood before."""

    way: Label
    say: Words
    then: Words = ""
    day: int = 1
    ends: Clock = ""
    before: dict[str, Any] = {}
    undone: bool = False


class Taking(Body):
    way: Short


replanning = Exercise(
    kind="replan",
    title="Re-planning",
    kinds=(Kind("replan", Replan, TEAM_ONLY, title="say", noun="new plan", edit=NOBODY),),
)


@replanning.command("apply", Taking, DESK, planning=False, proxy=False)
def apply(ask: Ask, data: Taking) -> Event:
    """Take one of the ways that there are now."""
    way = next((one for one in offered(ask.state, ask.now) if one.name == data.way), None)
    if way is None:
        raise invalid("way", "That does not work any more. Look at the ways that are offered now.")
    say, then = in_words(ask.state, way, ask.now)
    return ask.event(
        "replan.applied", *planned_anew(ask, _moves(ask.state, way), way.name, say, then, way.ends)
    )


@replanning.command("undo", Nothing, DESK, planning=False, between=True, proxy=False)
def undo(ask: Ask, data: Nothing) -> Event:
    """The plan as it stood before the last change; what has begun since stays as it ran."""
    last = latest(ask.state)
    if last is None:
        raise invalid("replan", "There is no new plan to take back.")
    found = ((ask.state.get(slot_id, "slot"), stood) for slot_id, stood in last["before"].items())
    back = {slot.id: stood for slot, stood in found if slot and not slot["started"]}
    moved = sorted((i for i in back if "order" in back[i]), key=lambda i: int(back[i]["order"]))
    places = order_of(ask.state.records[i] for i in moved)
    changes = []
    for slot_id, stood in back.items():
        slot, book = ask.state.records[slot_id], playbook.of(ask.state)
        to = {**stood, "order": slot["order"], **places.get(slot_id, {})}
        if book.place(to.get("stage", slot["stage"])) < book.place(ask.state.stage):
            to["stage"] = slot["stage"]
        changes.append(ask.change(slot, **to))
    return ask.event("replan.undone", *changes, ask.change(last, undone=True))


def latest(state: State) -> Record | None:
    """The last new plan that still holds, on the day it was made for."""
    found = [r for r in state.of("replan") if not r["undone"]]
    return found[-1] if found and found[-1]["day"] == schedule.today(state) else None


def planned_anew(
    ask: Ask, moves: dict[str, dict[str, Any]], way: str, say: str, then: str, ends: int = 0
) -> list[Change]:
    """The changes that move these lines ({slot: {field: value}}), and the record of it."""
    changes, before = [], {}
    for slot_id, to in moves.items():
        slot = ask.need(slot_id, "slot")
        place = {name: to[name] for name in ("day", "order", "fixed_at", "stage") if name in to}
        before[slot_id] = {name: slot[name] for name in (*to, "first") if slot[name] is not None}
        changes.append(ask.change(slot, **{**to, **runsheet.moved(slot, **place)}))
    record = Replan(
        way=way,
        say=say,
        then=then,
        day=schedule.today(ask.state),
        ends=clock_of(ask.state, ends) if ends else "",
        before=before,
    )
    return [*changes, ask.new("replan", record)]


def offered(state: State, now: int) -> list[Way]:
    """Up to three ways to make up lost time now, each of which works; while nothing is late, how to use free time."""
    slots, day_no = schedule.coming(state), schedule.today(state)
    lines, begin, end = _now(state, now)
    if not lost_time.late(lines, begin, end):
        way = lost_time.earlier(lines, begin, end)
        return [way] if way else []
    next_day = [s for s in schedule.lines(state) if s["day"] == day_no + 1 and not s["dropped"]]
    soon = next_day[0]["stage"] if next_day and len(state.workshop["days"]) > day_no else ""
    wait = [s.id for s in slots if s["stage"] == soon]
    morning = schedule.at_clock(state, schedule.day_start(state), now)
    return lost_time.ways(
        lines,
        begin,
        end,
        schedule.as_lines(state, next_day, morning),
        (morning, schedule.day_end(state, day_no + 1, morning)),
        wait,
    )


def _now(state: State, now: int) -> tuple[list[Line], int, int]:
    """The lines still to come today, when the first of them begins, and when the day should end (ms)."""
    lines = schedule.as_lines(state, schedule.coming(state), now)
    return lines, schedule.live_end(state, now), schedule.day_end(state, schedule.today(state), now)


def order_of(lines: Iterable[Record]) -> dict[str, dict[str, Any]]:
    """New places for lines in this order, among the places they have together."""
    there = list(lines)
    places = sorted(slot["order"] for slot in there)
    return {
        slot.id: {"order": place} for slot, place in zip(there, places, strict=True) if slot["order"] != place
    }


def _moves(state: State, way: Way) -> dict[str, dict[str, Any]]:
    """What a way changes: {slot: {field: value}}."""
    parts: list[dict[str, dict[str, Any]]] = [
        {slot_id: {"minutes": minutes} for slot_id, minutes in way.minutes.items()},
        {slot_id: {"dropped": True} for slot_id in way.dropped},
        {slot_id: {"fixed_at": clock_of(state, moment)} for slot_id, moment in way.fixed.items()},
        _left_for_tomorrow(state, way) if way.tomorrow else {},
        _earlier(state, way) if way.early else {},
    ]
    moves: dict[str, dict[str, Any]] = {}
    for part in parts:
        for slot_id, to in part.items():
            moves.setdefault(slot_id, {}).update(to)
    return moves


def _left_for_tomorrow(state: State, way: Way) -> dict[str, dict[str, Any]]:
    """What waits comes after the rest of today, and first tomorrow."""
    day_no = schedule.today(state)
    waits = [state.records[i] for i in way.tomorrow]
    after = [s for s in schedule.lines(state) if s["order"] > waits[0]["order"] and s not in waits]
    today_, later = [s for s in after if s["day"] == day_no], [s for s in after if s["day"] > day_no]
    moves = order_of([*today_, *waits, *later])
    for slot in waits:
        moves.setdefault(slot.id, {})["day"] = day_no + 1
    return moves


def _earlier(state: State, way: Way) -> dict[str, dict[str, Any]]:
    """New places for what comes earlier. Nobody goes back a stage for what now stands behind it: it comes along."""
    begin, day_no = min(slot["order"] for slot in schedule.coming(state)), schedule.today(state)
    come = [state.records[i] for i in way.early]
    day = (s for s in schedule.lines(state) if s["day"] == day_no and s["order"] >= begin)
    stay = [slot for slot in day if slot.id not in way.early]
    place = next(n for n, slot in enumerate(stay) if slot.id == way.before)
    order = [*stay[:place], *come, *stay[place:]]
    moves, book, heard = order_of(order), playbook.of(state), visit.stage_of(playbook.of(state))
    ours = [slot for slot in order if not (heard and slot["stage"] == heard.id)]
    stage = ours[0]["stage"] if visit.inside(state) else state.stage
    for slot in ours:
        if book.place(slot["stage"]) < book.place(stage):
            moves.setdefault(slot.id, {})["stage"] = stage
        else:
            stage = slot["stage"]
    return moves


def in_words(state: State, way: Way, now: int) -> tuple[str, str]:
    """What a way does, and what follows from it."""
    title = {slot.id: f"“{slot['title']}”" for slot in state.of("slot")}
    less = _listed(f"{title[i]} to {m} min" for i, m in way.minutes.items())
    gone = _listed(f"{title[i]} ({state.records[i]['minutes']} min)" for i in way.dropped)
    moved = _listed(f"{title[i]} moves to {clock_of(state, moment)}" for i, moment in way.fixed.items())
    held = _held(state, way, now)
    day_ends = f"the day ends at {clock_of(state, way.ends)}" if way.ends else ""
    if way.name == "earlier":
        names, free = _listed(title[i] for i in way.early), clock_of(state, way.free)
        lines, begin, end = _now(state, now)
        over = timing.ends(lost_time.applied(lines, way), begin, way.ends or end)
        day_ends = f"the day ends at {clock_of(state, over)}"
        say = f"Use the {way.room} minutes that are free at {free} for {names}."
        return say, _sentence(f"shorten {less}" if less else "", moved, held, day_ends)
    if way.name == "shorten":
        return f"Shorten {less}.", _sentence(moved, held)
    if way.name == "drop":
        return f"Leave out {gone}." + (f" Shorten {less}." if less else ""), _sentence(moved, held)
    if way.name == "tomorrow":
        names = _listed(title[i] for i in way.tomorrow)
        less = f"Tomorrow shortens {less}" if less else "Tomorrow has room for it"
        return f"Leave {names} for tomorrow morning.", _sentence(less, moved, held)
    if way.name == "least":
        pieces = "1 piece" if len(way.minutes) == 1 else f"{len(way.minutes)} pieces"
        return _sentence(f"shorten {pieces} to the least", moved, day_ends), _sentence(less)
    say = _sentence(moved, day_ends)
    return say, "" if way.ends else _sentence(held)


def _held(state: State, way: Way, now: int) -> str:
    """The next fixed time that holds by it, or the end of the day."""
    for slot in schedule.coming(state):
        if slot["fixed_at"] and slot.id not in way.fixed:
            return f"{slot['title']} stays at {slot['fixed_at']}"
    end = way.ends or schedule.day_end(state, schedule.today(state), now)
    return f"the day ends at {clock_of(state, end)}" if end else ""


def _sentence(*parts: str) -> str:
    said = [part for part in parts if part]
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _listed(parts: Iterable[str]) -> str:
    said = list(parts)
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)


@replanning.derive("slot", "timebox", "workshop", "replan", to=frozenset({Audience.desk}))
def lost_now(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """While the room is late by more than ten minutes: how late, what is missed by it, and the ways out.

    `free`: time with nothing planned that something could use, its start and minutes, also while nothing is late.
    """
    if not state.workshop["sitting"]:
        return {}
    lines, begin, end = _now(state, now)
    late = lost_time.late(lines, begin, end)
    if late * MINUTE > schedule.ANOTHER_DAY:
        return {}
    found = [way for way in offered(state, now) if late > MUCH or way.early]
    if late <= MUCH and not found:
        return {}
    ways = [
        {"name": way.name, "say": say, "then": then}
        for way in found
        for say, then in [in_words(state, way, now)]
    ]
    missed = next((e for e in schedule.expect(state, now) if e.missed >= MINUTE), None)
    free = next(({"at": clock_of(state, w.free), "minutes": w.room} for w in found if w.early), {})
    body = {"late": late if late > MUCH else 0, "ways": ways, "missed": "", "by": 0, "free": free}
    if missed:
        body |= {"missed": missed.slot, "by": missed.missed // MINUTE}
    return {"lost_time": ("lost_time", body)}
