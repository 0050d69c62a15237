"""The run sheet as it will run: its lines in order, when each was planned, when each is expected now."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from workshop.rules import clock, playbook, timing, visit
from workshop.rules.signing import senior_answer
from workshop.rules.state import Record, State
from workshop.rules.timing import MINUTE, Expected, Line

#: Doors may open for so long before the day begins (ms): for coffee, links and PINs.
EARLY = 90 * MINUTE
#: Further off than this, the room does not run by this day's plan at all (ms).
ANOTHER_DAY = 4 * 60 * MINUTE


def lines(state: State) -> list[Record]:
    """The run sheet in order."""
    return sorted(state.of("slot"), key=lambda slot: slot["order"])


def first_of(state: State, stage_id: str) -> Record | None:
    """The line with which a stage begins: its first; of a plan that senior management returned, the one on which it is
    decided again, for nobody imagines a second time how it fails.
    """
    of_stage = [s for s in lines(state) if s["stage"] == stage_id and not s["dropped"]]
    answer = senior_answer(state)
    returned = answer is not None and answer["verdict"] == "returned"
    again = [s for s in of_stage if returned and "decision" in s["board"]]
    return next(iter([*again, *of_stage]), None)


def _first_after(state: State, stage_id: str) -> Record | None:
    after = playbook.of(state).after(stage_id)
    return (first_of(state, after.id) or _first_after(state, after.id)) if after else None


def following(state: State) -> Record | None:
    """The next line within the live stage, or None when its last one is running."""
    live = state.live
    if live is None:
        return first_of(state, state.stage)
    rest = [
        s
        for s in lines(state)
        if s["stage"] == state.stage and s["order"] > live["order"] and not s["dropped"]
    ]
    return rest[0] if rest else None


def resumes(state: State) -> Record | None:
    """The line with which another day goes on where this one left off, or None where a stage begins then."""
    live, after = state.get(state.workshop["slot"], "slot"), following(state)
    return after if live and after and after["day"] > live["day"] else None


def today(state: State) -> int:
    """The day of the run sheet the room is in: the next one once the last line of a day is over, 0 after all."""
    live = state.live
    if live is None:
        first = first_of(state, state.stage) or _first_after(state, state.stage)
        return int(first["day"]) if first else 0
    if _is_over(state, live):
        later = (s for s in lines(state) if s["order"] > live["order"] and not s["dropped"])
        return int(next(later, live)["day"])
    return int(live["day"])


def coming(state: State) -> list[Record]:
    """The lines of this day still to begin, in order; what the customer's visit interrupts goes on after it."""
    live, day_no = state.live, today(state)
    found = [s for s in lines(state) if s["day"] == day_no and not s["dropped"] and not visit.over(state, s)]
    if live is None:
        return found
    after = [s for s in found if s["order"] > live["order"]]
    back = visit.interrupted(state)[0]
    if back is None:
        return after
    rest = [s for s in found if s["order"] >= back["order"] and s["stage"] != live["stage"]]
    return [*(s for s in after if s["stage"] == live["stage"]), *rest]


def brought_along(state: State, slot: Record, now: int) -> dict[str, dict[str, Any]]:
    """What moves where this line, starting now, would leave a break at a fixed time behind: {line: order, stage}.

    Lunch goes to where its time falls among what is still to come; a break whose time is past, or comes only
    after the day is over, stays where it was left. What the customer's visit interrupts comes after it anyway.
    """
    if (heard := visit.stage_of(playbook.of(state))) and slot["stage"] == heard.id:
        return {}
    day = [s for s in lines(state) if s["day"] == slot["day"] and not visit.over(state, s)]
    behind = (s for s in day if s["order"] < slot["order"] and _waits_for_its_time(state, s, now))
    rest = next(behind, None)
    if rest is None:
        return {}
    todo = [s for s in day if s["order"] >= slot["order"] and not (s["dropped"] or s["ended"])]
    place = timing.nearest(as_lines(state, todo, now), now, at_clock(state, rest["fixed_at"], now))
    if place is None:
        return {}
    before = todo[place]
    passed = [s for s in lines(state) if rest["order"] < s["order"] <= before["order"]]
    orders = (s["order"] for s in (rest, *passed))
    moved = {s.id: {"order": order} for s, order in zip((*passed, rest), orders, strict=True)}
    return moved | {rest.id: {**moved[rest.id], "stage": before["stage"]}}


def _waits_for_its_time(state: State, slot: Record, now: int) -> bool:
    gone = slot["started"] or slot["dropped"] or not (slot["rest"] and slot["fixed_at"])
    return not gone and at_clock(state, slot["fixed_at"], now) > now


def as_lines(state: State, slots: Iterable[Record], now: int) -> list[Line]:
    """Lines of the run sheet as moments and minutes. A fixed time hours ago is another day's."""
    return [as_line(state, slot, now) for slot in slots]


def as_line(state: State, slot: Record, now: int) -> Line:
    """One of them. Lunch may move by itself; what is fixed and no break, somebody else depends on."""
    fixed = at_clock(state, slot["fixed_at"], now) if slot["fixed_at"] else 0
    (back, left), heard = visit.interrupted(state), visit.stage_of(playbook.of(state))
    minutes = -(-left // MINUTE) if left and back and back.id == slot.id else slot["minutes"]
    return Line(
        slot.id,
        minutes,
        min(slot["minimum"], minutes),
        0 if now - fixed > ANOTHER_DAY else fixed,
        movable=slot["rest"],
        protected=slot["protected"],
        optional=slot["optional"],
        rest=slot["rest"],
        guest=bool(heard and slot["stage"] == heard.id),
        waits=bool(slot["after_visit"]),
        early=bool(slot["before_visit"]),
    )


def live_end(state: State, now: int) -> int:
    """When the line that runs is over as its clock stands (ms); now where none runs or it runs over."""
    live, box = state.live, state.records["timebox"]
    if live is None or _is_over(state, live):
        return now
    return now + max(clock.left(box, now), 0)


def expect(state: State, now: int) -> list[Expected]:
    """Start and end of the live line and of every one still to begin on its day.

    Fixed points hold: whoever is early waits for them, breaks give what they have, and being late is
    said with its size.
    """
    live = state.live
    finish = live_end(state, now)
    found = expected_from(state, coming(state), finish, now)
    if live and not _is_over(state, live):
        return [Expected(live.id, live["started"] or now, finish), *found]
    return found


def expected_from(state: State, slots: Iterable[Record], begin: int, now: int) -> list[Expected]:
    """Start and end of these lines, the first from `begin` (ms) on."""
    return timing.expect(as_lines(state, slots, now), begin, day_end(state, today(state), now))


def _is_over(state: State, live: Record) -> bool:
    """Whether the live line was over before this sitting began: the next one starts the day."""
    sitting = state.get(state.workshop["sitting"], "sitting")
    return bool(live["ended"] and sitting and live["ended"] <= sitting["opened"])


def expected_of_day(state: State, slots: Iterable[Record], morning: int) -> list[tuple[int, int]]:
    """Start and end of a day's lines when it begins in time (ms)."""
    return [(one.start, one.end) for one in timing.expect(as_lines(state, slots, morning), morning)]


def day_end(state: State, day_no: int, now: int) -> int:
    """When a day should end (ms): as planned, or as agreed since. 0 where the room runs at quite another time."""
    agreed = [r["ends"] for r in state.of("replan") if r["day"] == day_no and r["ends"] and not r["undone"]]
    if agreed:
        return at_clock(state, agreed[-1], now)
    plan_ = planned(state, day_no, now)
    end = max((finish for _, finish in plan_.values()), default=0)
    return end if now - end < ANOTHER_DAY else 0


def length(state: State, slot: Record, now: int) -> int:
    """The minutes a line gets when it starts now: a break that begins late gives what it has above its minimum."""
    if not slot["rest"]:
        return int(slot["minutes"])
    day = (s for s in lines(state) if s["day"] == slot["day"] and s["order"] > slot["order"])
    after = [s for s in day if not s["dropped"] and not visit.over(state, s)]
    first = timing.expect(as_lines(state, [slot, *after], now), now, day_end(state, slot["day"], now))[0]
    return max((first.end - first.start) // MINUTE, int(min(slot["minimum"], slot["minutes"])))


def planned(state: State, day_no: int, now: int) -> dict[str, tuple[int, int]]:
    """When each line of a day was first planned to start and end (ms), as if that day were today."""
    stood = [({**slot.body, **(slot["first"] or {})}, slot.id) for slot in state.of("slot")]
    clock, found = at_clock(state, day_start(state), now), {}
    for line, slot_id in sorted(
        ((b, i) for b, i in stood if b["day"] == day_no), key=lambda x: x[0]["order"]
    ):
        if line["fixed_at"]:
            clock = max(clock, at_clock(state, line["fixed_at"], now))
        found[slot_id] = (clock, clock + line["planned_minutes"] * MINUTE)
        clock += line["planned_minutes"] * MINUTE
    return found


def at_clock(state: State, clock: str, near: int) -> int:
    """A time of day ("12:40") on the local day of `near`, in ms UTC."""
    hour, minute = divmod(minutes_of(clock), 60)
    local = state.local(near).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return int(local.timestamp() * 1000)


def minutes_of(clock: str) -> int:
    """A time of day ("12:40") in minutes since midnight."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def clock_of(state: State, moment: int) -> str:
    """A moment (ms) as the clock on the wall shows it, "12:40"."""
    return state.local(moment).strftime("%H:%M")


def local_day(state: State, moment: int) -> dt.date:
    """The calendar day of a moment (ms) where the workshop is."""
    return state.local(moment).date()


def noon(day: str) -> int:
    """A moment (ms) on this calendar day ("2026-11-23"), whatever the time zone is within half a day."""
    return int(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp() * 1000)


def begins(state: State, slot: Record, now: int) -> int:
    """When the clock of a line starts that is opened with the doors (ms): now, or at the day's start soon after."""
    day_no, days = int(slot["day"]), state.workshop["days"]
    morning = at_clock(state, day_start(state), now)
    another = day_no <= len(days) and days[day_no - 1] != local_day(state, now).isoformat()
    first = next((s for s in lines(state) if s["day"] == day_no and not s["dropped"]), None)
    early = first is not None and first.id == slot.id and not another and 0 < morning - now <= EARLY
    return morning if early else now


def day_start(state: State) -> str:
    """When a day begins by the playbook, local time."""
    return str(state.records["playbook"]["data"].get("run_sheet", {}).get("day_start", "08:30"))
