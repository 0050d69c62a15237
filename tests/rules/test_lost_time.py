"""Being late, and the ways out: what is offered works, and nothing protected is touched."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workshop.rules.lost_time import Way, applied, earlier, late, ways
from workshop.rules.timing import MINUTE, Line, expect

NINE = 9 * 60 * MINUTE
TALK = Line("talk", 45, 30, protected=True)
COFFEE = Line("coffee", 15, 10, rest=True)
DEBRIEF = Line("debrief", 30, 20)
FACTS = Line("facts", 60, 40)


def at(clock: str) -> int:
    hours, minutes = clock.split(":")
    return (60 * int(hours) + int(minutes)) * MINUTE


LUNCH = Line("lunch", 60, 45, fixed=at("12:30"), movable=True, rest=True)
GUEST = Line("guest", 45, 30, fixed=at("13:30"), protected=True)
SPREAD = Line("spread", 15, 12, optional=True)
MAP = Line("map", 60, 45)


def clock(moment: int) -> str:
    return f"{moment // MINUTE // 60}:{moment // MINUTE % 60:02}"


def begins(lines: Sequence[Line], begin: str, end: str = "0:00") -> dict[str, str]:
    return {one.slot: clock(one.start) for one in expect(lines, at(begin), at(end))}


def by_name(found: list[Way]) -> dict[str, Way]:
    return {way.name: way for way in found}


def test_a_gap_before_a_fixed_time_takes_up_lateness_by_itself() -> None:
    assert begins([FACTS, LUNCH], "11:20") == {"facts": "11:20", "lunch": "12:30"}
    assert late([FACTS, LUNCH], at("11:20"), 0) == 0


def test_a_break_gives_what_it_has_before_a_fixed_time_is_said_to_be_missed() -> None:
    lines = [DEBRIEF, COFFEE, FACTS, LUNCH]
    assert begins(lines, "10:45") == {
        "debrief": "10:45",
        "coffee": "11:15",
        "facts": "11:30",
        "lunch": "12:30",
    }
    assert begins(lines, "10:50")["facts"] == "11:30"
    assert late(lines, at("10:50"), 0) == 0
    assert late(lines, at("10:58"), 0) == 8


def test_lunch_that_begins_late_is_shorter_when_the_guest_comes_after_it() -> None:
    found = {one.slot: one for one in expect([LUNCH, GUEST], at("12:40"))}
    assert (found["lunch"].missed, found["guest"].missed) == (10 * MINUTE, 0)
    assert clock(found["lunch"].end) == "13:30"


def test_a_fixed_time_that_is_missed_says_by_how_much() -> None:
    found = {one.slot: one.missed // MINUTE for one in expect([FACTS, LUNCH, GUEST], at("11:55"))}
    assert found == {"facts": 0, "lunch": 25, "guest": 10}


def test_shortening_takes_from_each_in_proportion_to_what_it_can_spare() -> None:
    found = by_name(ways([DEBRIEF, FACTS, LUNCH], at("11:15"), 0))
    assert dict(found["shorten"].minutes) == {"debrief": 25, "facts": 50}
    assert found["shorten"].won == 15


def test_what_is_late_before_lunch_is_not_made_up_after_it() -> None:
    found = by_name(ways([DEBRIEF, FACTS, LUNCH, MAP], at("11:15"), at("14:30")))
    assert "map" not in found["shorten"].minutes


def test_what_cannot_be_made_up_in_time_is_not_offered() -> None:
    found = by_name(ways([FACTS, LUNCH, MAP], at("12:20"), at("14:30")))
    assert set(found) == {"least", "later"}
    assert clock(found["later"].fixed["lunch"]) == "13:20"


def test_where_shortening_is_not_enough_the_day_ends_later_by_no_more_than_is_left() -> None:
    found = by_name(ways([FACTS, LUNCH, MAP], at("11:30"), at("13:50")))
    assert dict(found["least"].minutes) == {"map": 45}
    assert clock(found["least"].ends) == "14:00"
    assert clock(found["later"].ends) == "14:15"


def test_where_shortening_is_enough_no_later_end_is_asked_for() -> None:
    assert "least" not in by_name(ways([DEBRIEF, FACTS, LUNCH], at("11:15"), 0))


def test_a_time_the_customer_keeps_never_moves() -> None:
    assert ways([TALK, GUEST], at("13:00"), 0) == []


def test_no_more_than_needed_is_dropped() -> None:
    lines = [SPREAD, Line("other", 15, 15, optional=True), MAP]
    found = by_name(ways(lines, at("16:00"), at("17:20")))
    assert found["drop"].dropped == ("other",)


def test_what_comes_after_lunch_is_not_dropped_for_lunch() -> None:
    early, after = Line("promises", 8, 5, optional=True), Line("spread", 15, 12, optional=True)
    found = by_name(ways([early, DEBRIEF, FACTS, LUNCH, after, MAP], at("11:05"), at("15:00")))
    assert found["drop"].dropped == ("promises",)


def test_something_waits_for_tomorrow_only_where_tomorrow_has_room() -> None:
    tomorrow, hours = (
        [Line("news", 20, 10), Line("honesty", 60, 45, protected=True)],
        (at("8:30"), at("9:50")),
    )
    full = by_name(ways([MAP], at("17:00"), at("17:30"), tomorrow, hours, ["map"]))
    assert "tomorrow" not in full
    today = [Line("grid", 60, 60), Line("loose", 15, 15)]
    small = by_name(ways(today, at("16:20"), at("17:20"), tomorrow, (at("8:30"), at("10:00")), ["loose"]))
    assert small["tomorrow"].tomorrow == ("loose",)
    assert dict(small["tomorrow"].minutes) == {"news": 15}


def test_lunch_that_should_have_begun_already_begins_now_and_the_rest_is_made_up_after_it() -> None:
    found = by_name(ways([LUNCH, MAP, SPREAD], at("12:55"), at("14:45")))
    assert clock(found["shorten"].fixed["lunch"]) == "12:55"
    assert found["shorten"].won == 10


PEOPLE, ROLES = Line("people", 35, 25, early=True), Line("roles", 25, 20, early=True)
TEA = Line("tea", 15, 10, rest=True, early=True)
HEARD = replace(GUEST, guest=True)
TOLD = Line("told", 30, 20, waits=True)


def test_time_that_is_free_before_the_customer_is_used_for_what_needs_not_wait_for_them() -> None:
    day = [FACTS, LUNCH, HEARD, TOLD, PEOPLE, ROLES, TEA, MAP]
    way = by_name(ways(day, at("10:00"), at("15:45")))["earlier"]
    assert (way.early, way.before) == (("tea", "people", "roles"), "lunch")
    assert (clock(way.free), way.room) == ("11:00", 90)
    assert [x.id for x in applied(day, way)] == [
        "facts", "tea", "people", "roles", "lunch", "guest", "told", "map",
    ]  # fmt: skip
    assert clock(expect(applied(day, way), at("10:00"))[-1].end) == "15:45"


def test_nothing_of_ours_comes_before_a_customer_who_is_still_expected() -> None:
    sold = [replace(x, early=False) for x in (PEOPLE, ROLES)]
    assert earlier([FACTS, LUNCH, HEARD, TOLD, *sold, TEA], at("10:00"), 0) is None


def test_what_follows_is_not_overtaken_by_what_comes_after_it() -> None:
    assert earlier([FACTS, LUNCH, replace(MAP, minutes=95), PEOPLE], at("10:00"), 0) is None
    way = earlier([FACTS, LUNCH, PEOPLE, MAP, ROLES], at("10:00"), 0)
    assert way
    assert way.early == ("people",)


def test_where_the_day_is_still_late_a_little_the_day_ends_by_so_much_later() -> None:
    day = [FACTS, LUNCH, HEARD, PEOPLE, MAP]
    way = by_name(ways(day, at("10:00"), at("15:10")))["earlier"]
    assert clock(way.ends) == "15:15"


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Line], int, int]:
    """A day's lines that hold when begun at nine, begun late, and when the day should end."""
    lines, now = [], NINE
    for number in range(draw(st.integers(1, 9))):
        minutes = draw(st.integers(1, 90))
        minimum = draw(st.integers(0, minutes))
        kind = draw(st.sampled_from(["", "", "protected", "optional", "rest"]))
        fixed = now + draw(st.integers(0, 15)) * MINUTE if draw(st.integers(0, 3)) == 0 else 0
        now = max(now, fixed) + minutes * MINUTE
        lines.append(
            Line(
                f"l{number}", minutes, minimum, fixed, draw(st.booleans()),
                kind == "protected", kind == "optional", kind == "rest",
            )
        )  # fmt: skip
    return lines, NINE + draw(st.integers(0, 120 * MINUTE)), now


@given(days())
def test_every_way_keeps_what_is_protected_and_holds_every_time(day: tuple[list[Line], int, int]) -> None:
    lines, begin, end = day
    for way in ways(lines, begin, end):
        after = {line.id: line for line in applied(lines, way)}
        for line in lines:
            if line.protected:
                assert after[line.id].minutes == line.minutes
            if line.id in after:
                assert min(line.minimum, line.minutes) <= after[line.id].minutes <= line.minutes
                assert after[line.id].fixed == line.fixed or line.movable
            else:
                assert line.optional
        first = lines[0]
        gone_by = max(0, begin - first.fixed) if first.fixed and not first.movable else 0
        still = [one.missed for one in expect(list(after.values()), begin, way.ends or end)]
        assert max([0, *still[1:]]) < MINUTE
        assert not still or still[0] < MINUTE or still[0] == gone_by
        won = sum(x.minutes for x in lines) - sum(x.minutes for x in after.values())
        assert won == way.won


def visited(day: tuple[list[Line], int, int], marks: list[int]) -> tuple[list[Line], int, int]:
    """The same day, some of whose lines are the customer's, wait for what they say, or need not."""
    lines, begin, end = day
    kinds: list[dict[str, Any]] = [{}, {"guest": True, "protected": True}, {"waits": True}, {"early": True}]
    marked = [
        replace(x, fixed=x.fixed and x.fixed + 45 * MINUTE, **kinds[m])
        for x, m in zip(lines, marks, strict=False)
    ]
    return marked, begin, end


@given(days(), st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_what_comes_earlier_fills_free_time_only_and_keeps_every_time_order_and_visit(
    day: tuple[list[Line], int, int], marks: list[int]
) -> None:
    lines, begin, end = visited(day, marks)
    way = earlier(lines, begin, end)
    if way is None:
        return
    known = {x.id: x for x in lines}
    after = applied(lines, way)
    assert sorted(known) == sorted(x.id for x in after)
    names = [x.id for x in after]
    for one in way.early:
        assert not any((known[one].fixed, known[one].protected, known[one].guest))
        over = [x for x in lines[: lines.index(known[one])] if names.index(x.id) > names.index(one)]
        assert known[one].early or not any(x.guest for x in over)
        assert known[one].rest or all(x.fixed or x.guest or x.waits or x.rest for x in over)
    stays = [x for x in lines if x.id not in way.early]
    assert [i for i in names if i not in way.early] == [x.id for x in stays]
    before = {x.slot: x.start for x in expect(stays, begin)}
    now = {x.slot: x.start for x in expect(after, begin)}
    assert all(now[x.id] <= before[x.id] or not x.fixed for x in stays)
    assert sum(known[i].minutes for i in way.early) <= way.room


@given(days())
def test_what_was_taken_needs_nothing_more(day: tuple[list[Line], int, int]) -> None:
    lines, begin, end = day
    for way in ways(lines, begin, end):
        again = ways(applied(lines, way), begin, way.ends or end)
        assert again == [] or (lines[0].fixed and not lines[0].movable)


@given(days())
def test_no_line_ends_before_it_starts_or_begins_before_the_one_before_is_over(
    day: tuple[list[Line], int, int],
) -> None:
    lines, begin, end = day
    clock = begin
    for line, one in zip(lines, expect(lines, begin, end), strict=True):
        length = one.end - one.start
        assert one.start >= max(clock, line.fixed)
        # A fixed time holds, or it is said by how much it does not.
        assert one.missed == (max(0, clock - line.fixed) if line.fixed else 0)
        assert not line.fixed or one.start == line.fixed + one.missed
        assert line.minutes * MINUTE - one.give >= length >= 0 or line.rest
        assert length == line.minutes * MINUTE or (line.rest and length >= line.minimum * MINUTE)
        clock = one.end
