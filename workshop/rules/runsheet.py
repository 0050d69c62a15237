"""The run sheet: what is planned when, where we are now, and what lateness does to the rest.

Clocks are timestamps: a timebox holds when it ends, the server never ticks. Nothing
locks by itself when time is up.
"""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK
from workshop.rules.sight import INSIDE, Audience, Shown, Sight, guests_inside
from workshop.rules.state import Record, State

MINUTE = 60_000


class Slot(Body):
    """One line of the run sheet: a piece of a stage with its minutes."""

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
    board: Refs = []
    fixed_at: Label = ""
    protected: bool = False
    optional: bool = False
    rest: bool = False
    interlude: bool = False
    day: int = 1
    mode: Label = "open"
    naming: Label = "named"
    dropped: bool = False
    revealed: Moment = 0
    first_note: Moment = 0
    grouped: Moment = 0
    started: Moment = 0
    ended: Moment = 0


class Timebox(Body):
    """The clock of the piece that is running. `ends_at` counts only while it is not paused."""

    slot: Ref = ""
    started_at: Moment = 0
    ends_at: Moment = 0
    paused_at: Moment = 0
    minutes: float = 0


def _slot_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience in INSIDE:
        return record.body
    live = state.workshop["slot"] == record.id
    outside = {
        name: record[name]
        for name in ("title", "kind", "rest", "stage", "order", "task", "prompt", "mode", "naming", "board")
    }
    return outside if audience is Audience.screen and live else None


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
        Kind("timebox", Timebox, Sight(_timebox_shown), title="slot", edit=frozenset()),
    ),
)


class Nothing(Body):
    pass


class Seconds(Body):
    seconds: Annotated[int, Meta(ge=-7200, le=7200)]


class Lines(Body):
    """New minutes for some lines of the run sheet, lines dropped, and a new end of day."""

    minutes: dict[str, Annotated[int, Meta(ge=0, le=1440)]] = {}
    dropped: dict[str, bool] = {}
    fixed_at: dict[str, Annotated[str, Meta(pattern=r"^(\d\d:\d\d)?$")]] = {}


@runsheet.command("pause", Nothing, DESK, planning=False, proxy=False)
def pause(ask: Ask, data: Nothing) -> Event:
    """The clock stands still."""
    return ask.event("clock.paused", *paused(ask))


@runsheet.command("resume", Nothing, DESK, planning=False, proxy=False)
def resume(ask: Ask, data: Nothing) -> Event:
    """The clock goes on where it stood."""
    box = ask.state.records["timebox"]
    if not box["paused_at"]:
        raise invalid("timebox", "The clock is running.")
    ends = box["ends_at"] + ask.now - box["paused_at"]
    return ask.event("clock.resumed", ask.change(box, ends_at=ends, paused_at=0))


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
    return ask.event("clock.set", ask.change(box, ends_at=base + data.seconds * 1000))


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
        changes.append(
            ask.change(
                slot, minutes=minutes, dropped=dropped, fixed_at=data.fixed_at.get(slot_id, slot["fixed_at"])
            )
        )
    return ask.event("clock.replanned", *changes)


def start(ask: Ask, slot: Record) -> list[Change]:
    """The changes that make a line of the run sheet the live one and start its clock."""
    live = ask.state.get(ask.state.workshop["slot"], "slot")
    changes = [ask.change(live, ended=ask.now)] if live and live.id != slot.id and not live["ended"] else []
    changes.append(ask.change(slot, started=slot["started"] or ask.now, ended=0))
    changes.append(ask.change(ask.state.workshop, slot=slot.id))
    ends = ask.now + slot["minutes"] * MINUTE
    box = ask.state.records["timebox"]
    return [
        *changes,
        ask.change(box, slot=slot.id, started_at=ask.now, ends_at=ends, paused_at=0, minutes=slot["minutes"]),
    ]


def paused(ask: Ask) -> list[Change]:
    """The clock paused, if one runs."""
    box = ask.state.records["timebox"]
    return [ask.change(box, paused_at=ask.now)] if box["slot"] and not box["paused_at"] else []


def stopped(ask: Ask) -> list[Change]:
    """No clock: the stage has no run-sheet lines."""
    return [
        ask.change(ask.state.records["timebox"], slot="", started_at=0, ends_at=0, paused_at=0, minutes=0)
    ]


def lines(state: State) -> list[Record]:
    """The run sheet in order."""
    return sorted(state.of("slot"), key=lambda slot: slot["order"])


def first_of(state: State, stage_id: str) -> Record | None:
    """The first line of a stage."""
    return next((s for s in lines(state) if s["stage"] == stage_id and not s["dropped"]), None)


def following(state: State) -> Record | None:
    """The next line within the live stage, or None when its last one is running."""
    live = state.get(state.workshop["slot"], "slot")
    if live is None:
        return first_of(state, state.stage)
    rest = [
        s
        for s in lines(state)
        if s["stage"] == state.stage and s["order"] > live["order"] and not s["dropped"]
    ]
    return rest[0] if rest else None


@dataclass(frozen=True)
class Expected:
    """When a line is expected: its start and end (ms), and by how much a fixed point is missed (ms)."""

    slot: str
    start: int
    end: int
    missed: int = 0


def expect(state: State, now: int) -> list[Expected]:
    """Start and end of every line that is not over yet on the live day, from now on.

    Fixed points hold: whoever is early waits for them, and being late is said with its size.
    """
    live = state.get(state.workshop["slot"], "slot")
    day_no = live["day"] if live else 1
    todo = [
        s
        for s in lines(state)
        if s["day"] == day_no and not s["dropped"] and (not live or s["order"] >= live["order"])
    ]
    clock, found = now, []
    for slot in todo:
        if live and slot.id == live.id:
            box = state.records["timebox"]
            left = box["ends_at"] - (box["paused_at"] or now)
            begin, finish = slot["started"] or now, now + max(left, 0)
            found.append(Expected(slot.id, begin, finish))
        else:
            fixed = at_clock(state, slot["fixed_at"], now) if slot["fixed_at"] else 0
            begin = max(clock, fixed)
            finish = begin + slot["minutes"] * MINUTE
            found.append(Expected(slot.id, begin, finish, max(0, clock - fixed) if fixed else 0))
        clock = finish
    return found


def planned(state: State, day_no: int, day_start: int) -> dict[str, tuple[int, int]]:
    """When each line of a day was planned to start and end (ms), from the day's start."""
    clock, found = day_start, {}
    for slot in lines(state):
        if slot["day"] != day_no:
            continue
        if slot["fixed_at"]:
            clock = max(clock, at_clock(state, slot["fixed_at"], day_start))
        found[slot.id] = (clock, clock + slot["planned_minutes"] * MINUTE)
        clock += slot["planned_minutes"] * MINUTE
    return found


def at_clock(state: State, clock: str, near: int) -> int:
    """A time of day ("12:40") on the local day of `near`, in ms UTC."""
    zone = zoneinfo.ZoneInfo(state.workshop["time_zone"])
    local = dt.datetime.fromtimestamp(near / 1000, zone)
    hour, minute = (int(part) for part in clock.split(":"))
    return int(local.replace(hour=hour, minute=minute, second=0, microsecond=0).timestamp() * 1000)


def local_day(state: State, moment: int) -> dt.date:
    """The calendar day of a moment (ms) where the workshop is."""
    return dt.datetime.fromtimestamp(moment / 1000, zoneinfo.ZoneInfo(state.workshop["time_zone"])).date()


@dataclass(frozen=True)
class Proposal:
    """A way to catch up: which lines get how many minutes, which are dropped, when the day ends (ms)."""

    name: str
    minutes: dict[str, int]
    dropped: tuple[str, ...]
    ends: int


def proposals(slots: list[dict[str, Any]], late: int) -> list[Proposal]:
    """Up to three ways to make up `late` minutes over the lines still to come.

    Each slot is {id, minutes, minimum, protected, optional}. Shortening takes from each
    in proportion to its slack; protected lines never go under their minimum.
    """
    found = []
    slack = {s["id"]: max(0, s["minutes"] - s["minimum"]) for s in slots if not s["protected"]}
    total = sum(slack.values())
    if total >= late > 0:
        found.append(Proposal("shorten", _shortened(slots, slack, late), (), 0))
    dropped, won = [], 0
    for slot in reversed(slots):
        if won < late and slot["optional"] and not slot["protected"]:
            dropped.append(slot["id"])
            won += slot["minutes"]
    if won >= late > 0:
        found.append(Proposal("drop", {}, tuple(dropped), 0))
    if late > 0:
        found.append(Proposal("move_end", {}, (), late * MINUTE))
    return found


def _shortened(slots: list[dict[str, Any]], slack: dict[str, int], late: int) -> dict[str, int]:
    total, owed, minutes = sum(slack.values()), late, {}
    for slot in slots:
        share = min(slack.get(slot["id"], 0), -(-slack.get(slot["id"], 0) * late // total), owed)
        owed -= share
        if share:
            minutes[slot["id"]] = slot["minutes"] - share
    return minutes


@runsheet.derive("slot", "timebox", "workshop", to=INSIDE)
def forecast(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Planned against now, line by line, and the day's debt in minutes."""
    live = state.get(state.workshop["slot"], "slot")
    expected = expect(state, now) if state.workshop["sitting"] else []
    plan_ = planned(state, live["day"] if live else 1, at_clock(state, day_start(state), now))
    rows = [
        {
            "slot": e.slot,
            "start": e.start,
            "end": e.end,
            "missed": e.missed // MINUTE,
            "planned": plan_.get(e.slot, (0, 0))[0],
        }
        for e in expected
    ]
    debt = 0
    if expected and expected[-1].slot in plan_ and not state.workshop["rehearsal"]:
        debt = max(0, (expected[-1].end - plan_[expected[-1].slot][1]) // MINUTE)
    return {"forecast": ("forecast", {"lines": rows, "debt": debt, "at": now})}


def day_start(state: State) -> str:
    """When a day begins by the playbook, local time."""
    return str(state.records["playbook"]["data"].get("run_sheet", {}).get("day_start", "08:30"))


def _running(ask: Ask) -> Record:
    box = ask.state.records["timebox"]
    if not box["slot"]:
        raise invalid("timebox", "No clock is running.")
    return box
