"""The run sheet: what is planned when, where we are now, and what lateness does to the rest.

Clocks are timestamps: a timebox holds when it ends, the server never ticks. Nothing
locks by itself when time is up.
"""

from typing import Annotated, Any

from msgspec import Meta

from workshop.rules import breakouts, clock, floor, schedule, writing
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment, Nothing, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, NOBODY
from workshop.rules.sight import INSIDERS, Audience, Shown, Sight, guests_inside
from workshop.rules.state import Record, State
from workshop.rules.timing import MINUTE


class Slot(Body):
    """One line of the run sheet: a piece of a stage with its minutes.

    `first` is where it stood (day, order, fixed time, stage) before it was moved for the first time.
    `leader_last`: whether managers speak, and are revealed, after the team, where it is not as the whole workshop is
    set; `led` is when their cards were (ms).
    `too_few`: it was to be without names, but fewer than four could write when it began.
    `steps` names what the desk is led through on this line: "write_round_choose".
    """

    stage: Short
    block: Short
    kind: Short
    title: Short
    order: int
    minutes: Annotated[int, Meta(ge=0, le=1440)]
    minimum: Annotated[int, Meta(ge=0, le=1440)] = 0
    planned_minutes: int = 0
    task: Words = ""
    prompt: Words = ""
    example: Words = ""
    board: Refs = []
    fixed_at: Label = ""
    protected: bool = False
    optional: bool = False
    rest: bool = False
    interlude: bool = False
    after_visit: bool = False
    before_visit: bool = False
    day: int = 1
    mode: Label = "open"
    naming: Label = "named"
    too_few: bool = False
    dropped: bool = False
    first: dict[str, Any] = {}
    leader_last: bool | None = None
    steps: Label = ""
    revealed: Moment = 0
    led: Moment = 0
    first_note: Moment = 0
    grouped: Moment = 0
    started: Moment = 0
    ended: Moment = 0


class Timebox(Body):
    """The clock of the piece that is running. `ends_at` counts only while it is not paused.

    `started_at` is still to come where the doors opened before the day begins.
    """

    slot: Ref = ""
    started_at: Moment = 0
    ends_at: Moment = 0
    paused_at: Moment = 0
    minutes: float = 0


def _slot_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience in INSIDERS:
        return record.body
    live = state.workshop["slot"] == record.id
    outside = {
        name: record[name]
        for name in (
            "title",
            "kind",
            "rest",
            "stage",
            "order",
            "task",
            "prompt",
            "mode",
            "naming",
            "board",
            "revealed",
        )
    }
    if audience is not Audience.screen or not live:
        return None
    # Before the briefing the questions are the team's own: they stand on no wall while a guest may be in.
    ours = guests_inside(state) and record["stage"] != "briefing"
    return {**outside, "prompt": "", "task": "", "revealed": 0} if ours else outside


def _timebox_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience is Audience.senior or (audience is Audience.guest and not guests_inside(state)):
        return None
    return record.body if audience is not Audience.guest else {**record.body, "slot": ""}


#: Of a line, the desk rewrites the words; when it runs, and how people write in it, have commands of their own.
_HELD = frozenset(Slot.__struct_fields__) - {"title", "task", "prompt"}

runsheet = Exercise(
    kind="clock",
    title="Time",
    kinds=(
        Kind("slot", Slot, Sight(_slot_shown), title="title", edit=DESK, held=_HELD),
        Kind("timebox", Timebox, Sight(_timebox_shown), title="slot", edit=NOBODY),
    ),
)


class Seconds(Body):
    seconds: Annotated[int, Meta(ge=-7200, le=7200)]


class Lines(Body):
    """New minutes for some lines of the run sheet, lines dropped, and a new end of day."""

    minutes: dict[str, Annotated[int, Meta(ge=0, le=1440)]] = {}
    dropped: dict[str, bool] = {}
    fixed_at: dict[str, Annotated[str, Meta(pattern=r"^(\d\d:\d\d)?$")]] = {}


@runsheet.command("pause", Nothing, DESK, planning=False, proxy=False)
def pause(ask: Ask, data: Nothing) -> Event:
    """The clock stands still, and the clocks of breakout rooms with it."""
    return ask.event("clock.paused", *paused(ask))


@runsheet.command("resume", Nothing, DESK, planning=False, proxy=False)
def resume(ask: Ask, data: Nothing) -> Event:
    """The clock goes on where it stood, and with it what was paused with it."""
    box = ask.state.records["timebox"]
    if not box["paused_at"]:
        raise invalid("timebox", "The clock is running.")
    rooms = (r for r in breakouts.running(ask.state) if r["paused_at"] == box["paused_at"])
    return ask.event("clock.resumed", *clock.resumed(ask, [box, *rooms]))


@runsheet.command("add", Seconds, DESK, planning=False, proxy=False)
def add(ask: Ask, data: Seconds) -> Event:
    """More time, or less."""
    box = _running(ask)
    return ask.event("clock.extended", ask.change(box, ends_at=box["ends_at"] + data.seconds * 1000))


@runsheet.command("set", Seconds, DESK, planning=False, proxy=False)
def set_remaining(ask: Ask, data: Seconds) -> Event:
    """Exactly this much left from now."""
    box = _running(ask)
    base = box["paused_at"] or ask.now
    began = min(box["started_at"], ask.now)
    return ask.event("clock.set", ask.change(box, started_at=began, ends_at=base + data.seconds * 1000))


@runsheet.command("end", Nothing, DESK, planning=False, proxy=False)
def end(ask: Ask, data: Nothing) -> Event:
    """Time is up now. Nobody's typing is cut."""
    box = _running(ask)
    return ask.event("clock.ended", ask.change(box, ends_at=box["paused_at"] or ask.now))


@runsheet.command("plan", Lines, DESK, planning=False, between=True, present=False, proxy=False)
def plan(ask: Ask, data: Lines) -> Event:
    """The rest of the run sheet, re-planned. A protected line never goes under its minimum."""
    changes = []
    for slot_id in dict.fromkeys([*data.minutes, *data.dropped, *data.fixed_at]):
        slot = ask.need(slot_id, "slot")
        minutes = data.minutes.get(slot_id, slot["minutes"])
        dropped = data.dropped.get(slot_id, slot["dropped"])
        if slot["protected"] and (dropped or minutes < slot["minimum"]):
            raise invalid(
                "minutes", f"“{slot['title']}” is protected: it keeps at least {slot['minimum']} minutes."
            )
        fixed_at = data.fixed_at.get(slot_id, slot["fixed_at"])
        changes.append(ask.change(slot, minutes=minutes, dropped=dropped, **moved(slot, fixed_at=fixed_at)))
    return ask.event("clock.replanned", *changes)


def moved(slot: Record, **to: Any) -> dict[str, Any]:
    """Another day, order, fixed time or stage for a line; where it stood at first is kept."""
    if all(slot[name] == value for name, value in to.items()):
        return to
    stood = slot["first"] or {name: slot[name] for name in ("day", "order", "fixed_at", "stage")}
    return {**to, "first": stood}


def start(ask: Ask, slot: Record, left: int = 0, at: int = 0) -> list[Change]:
    """The changes that make a line of the run sheet the live one and start its clock, now or `at` a later moment (ms).

    With `left` (ms) a clock goes on that has run before.
    """
    at = at or ask.now
    live = ask.state.live
    changes = floor.cleared(ask)
    if live and live.id != slot.id and not live["ended"]:
        changes.append(ended(ask, live))
    # What ran before counts; the time in between, a night maybe, does not.
    ran = slot["ended"] - slot["started"] if slot["ended"] else 0
    began = at - ran if ran else min(slot["started"] or at, at)
    names = writing.as_it_begins(ask.state, slot)
    changes.append(ask.change(slot, started=began, ended=0, **names))
    for line_id, place in schedule.brought_along(ask.state, slot, ask.now).items():
        line = ask.state.records[line_id]
        changes.append(ask.change(line, **(place | moved(line, order=place["order"]))))
    changes.append(ask.change(ask.state.workshop, slot=slot.id))
    minutes = schedule.length(ask.state, slot, ask.now)
    ends = at + (left or minutes * MINUTE)
    box = ask.state.records["timebox"]
    return [
        *changes,
        ask.change(box, slot=slot.id, started_at=at, ends_at=ends, paused_at=0, minutes=minutes),
    ]


def still(ask: Ask, slot: Record, after: str) -> None:
    """Refuse to start `slot` when the room is no longer on the line it was on when that was asked for.

    The line it is on can be started too: before its time, or when it had ended.
    """
    live = ask.state.live
    if (live.id if live else "") != after:
        raise invalid(
            "after", f"“{live['title'] if live else ''}” was started meanwhile. Look again, then press."
        )
    if live and live.id == slot.id and not live["ended"] and live["started"] <= ask.now:
        raise invalid("after", f"“{live['title']}” runs already.")


def ended(ask: Ask, live: Record) -> Change:
    """The line that runs is over; one whose clock still waited for the day to begin took no time."""
    began = {"started": ask.now} if live["started"] > ask.now else {}
    return ask.change(live, ended=ask.now, **began)


def paused(ask: Ask) -> list[Change]:
    """Every clock that runs, paused: the live line's and the breakout rooms'."""
    box = ask.state.records["timebox"]
    return clock.paused(ask, [*([box] if box["slot"] else []), *breakouts.running(ask.state)])


def stopped(ask: Ask) -> list[Change]:
    """No clock: the stage has no run-sheet lines."""
    return [
        *floor.cleared(ask),
        ask.change(ask.state.records["timebox"], slot="", started_at=0, ends_at=0, paused_at=0, minutes=0),
    ]


@runsheet.derive("slot", "timebox", "workshop", "replan", to=INSIDERS)
def forecast(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Planned against now, line by line, and the day's debt in minutes.

    `planned` is when each line of the day was first planned to start (ms), those already over too.
    """
    found = schedule.expect(state, now) if state.workshop["sitting"] else []
    day_no = schedule.today(state)
    plan_ = schedule.planned(state, day_no, now)
    rows = [
        {
            "slot": e.slot,
            "start": e.start,
            "end": e.end,
            "missed": e.missed // MINUTE,
            "give": e.give,
            "planned": plan_.get(e.slot, (0, 0))[0],
        }
        for e in found
    ]
    end = schedule.day_end(state, day_no, now)
    debt = max(0, (found[-1].end - end) // MINUTE) if found and end else 0
    starts = {slot: begin for slot, (begin, _) in plan_.items()}
    made = {"lines": rows, "debt": debt, "at": now, "day": day_no, "end": end, "planned": starts}
    return {"forecast": ("forecast", made)}


@runsheet.derive("slot", "workshop", to=INSIDERS | {Audience.screen})
def next_time(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """While doors are closed: the piece everybody meets for ("" where a stage begins), and the hour of the day.

    `met` is when the doors opened last (ms): whoever has met today meets on another day.
    """
    if state.workshop["sitting"]:
        return {}
    piece = schedule.resumes(state)
    made = {
        "title": piece["title"] if piece else "",
        "at": (piece and piece["fixed_at"]) or schedule.day_start(state),
        "met": max((s["opened"] for s in state.of("sitting")), default=0),
    }
    return {"next_time": ("next_time", made)}


def _running(ask: Ask) -> Record:
    box = ask.state.records["timebox"]
    if not box["slot"]:
        raise invalid("timebox", "No clock is running.")
    return box
