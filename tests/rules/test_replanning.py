"""A late day in the room: what it moves, the ways out, one press there and one back."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Workshop
from workshop.engine.walking import walk
from workshop.rules import schedule
from workshop.rules.timing import MINUTE


def at(workshop: Workshop, clock: str) -> None:
    """The clock on the wall of the day the cast meets."""
    workshop.time = schedule.at_clock(workshop.room.state, clock, workshop.time) - 1000


def late_in_research(clock: str = "11:20") -> Workshop:
    """Day one; the debrief begins at this time instead of 10:50."""
    workshop = Workshop()
    workshop.time += 24 * 60 * MINUTE  # founded and invited the day before
    at(workshop, "08:30")
    workshop.open().go_to("briefing")
    at(workshop, clock)
    workshop.go_to("research")
    return workshop


def seen(workshop: Workshop, record: str) -> dict[str, Any]:
    return workshop.sees("Fay")[record].body


def way(workshop: Workshop, name: str) -> dict[str, Any]:
    return next(one for one in seen(workshop, "lost_time")["ways"] if one["name"] == name)


def minutes(workshop: Workshop, *blocks: str) -> list[int]:
    return [workshop.room.state.records[f"slot:{block}"]["minutes"] for block in blocks]


def test_a_room_in_time_is_told_nothing() -> None:
    assert "lost_time" not in late_in_research("10:45").sees("Fay")


def test_late_by_ten_minutes_nothing_is_offered_and_by_eleven_it_is() -> None:
    ten, eleven = late_in_research("11:10"), late_in_research("11:11")
    assert "lost_time" not in ten.sees("Fay")
    assert ten.refused("Fay", "replan.apply", way="other") == "invalid"
    assert seen(eleven, "lost_time")["by"] == 11


def test_late_by_more_than_ten_minutes_the_desk_reads_what_moves_and_up_to_three_ways_out() -> None:
    workshop = late_in_research()
    told = seen(workshop, "lost_time")
    assert (told["missed"], told["by"]) == ("slot:lunch_one", 20)
    assert way(workshop, "shorten") == {
        "name": "shorten",
        "say": "Shorten “Three Cs” to 40 min.",
        "then": "Lunch stays at 12:30.",
    }
    assert way(workshop, "later")["say"].endswith("“Lunch” moves to 12:50.")
    assert "lost_time" not in workshop.sees("Tess")


def test_one_press_takes_a_way_and_the_old_plan_stays_to_be_seen() -> None:
    workshop = late_in_research()
    workshop.ok("Fay", "replan.apply", way="shorten")
    assert minutes(workshop, "three_cs") == [40]
    assert workshop.room.state.records["slot:three_cs"]["planned_minutes"] == 60
    assert "lost_time" not in workshop.sees("Fay")
    said = [r.body for r in workshop.sees("Tess").values() if r.kind == "replan"]
    assert [one["say"] for one in said] == ["Shorten “Three Cs” to 40 min."]
    assert workshop.refused("Fay", "replan.apply", way="shorten") == "invalid"


def test_one_press_takes_it_back() -> None:
    workshop = late_in_research()
    workshop.ok("Fay", "replan.apply", way="later")
    assert workshop.room.state.records["slot:lunch_one"]["fixed_at"] == "12:50"
    workshop.ok("Cora", "replan.undo")
    assert workshop.room.state.records["slot:lunch_one"]["fixed_at"] == "12:30"
    assert workshop.refused("Fay", "replan.undo") == "invalid"


def test_nobody_but_the_desk_plans_anew() -> None:
    workshop = late_in_research()
    assert workshop.refused("Tess", "replan.apply", way="shorten") == "not_facilitator"


def test_when_the_day_was_agreed_to_end_later_it_is_not_late_any_more() -> None:
    workshop = late_in_research("12:30")
    told = way(workshop, "later")
    workshop.ok("Fay", "replan.apply", way="later")
    made = seen(workshop, "forecast")
    assert "the day ends at" in told["say"]
    assert made["debt"] == 0


def test_a_break_that_begins_late_is_shorter_by_what_it_can_spare() -> None:
    workshop = Workshop()
    at(workshop, "08:30")
    workshop.open().go_to("briefing")
    at(workshop, "10:55")
    workshop.ok("Fay", "stage.go", slot="slot:coffee")
    assert workshop.room.state.records["timebox"]["minutes"] == 10


def test_on_the_second_morning_the_first_line_of_that_day_is_expected_now() -> None:
    workshop = late_in_research("10:50").go_to("whitespace")
    workshop.ok("Fay", "stage.go", slot="slot:close_of_day")
    workshop.ok("Fay", "stage.adjourn")
    workshop.time += 15 * 60 * MINUTE
    workshop.ok("Fay", "stage.open_doors")
    rows = seen(workshop, "forecast")["lines"]
    assert rows[0]["slot"] == "slot:overnight"
    assert rows[0]["start"] >= workshop.time


def test_the_first_plan_stays_to_be_compared_with_whatever_is_moved() -> None:
    workshop = late_in_research("10:50")
    before = seen(workshop, "forecast")["planned"]
    workshop.ok("Fay", "clock.plan", fixed_at={"slot:lunch_one": "13:00"})
    assert seen(workshop, "forecast")["planned"] == before


def test_a_workshop_begun_before_all_this_runs_on() -> None:
    workshop = late_in_research()
    for record in workshop.room.state.records.values():
        if record.kind in ("slot", "person"):
            for name in ("first", "after_visit", "leaves_at", "leaves_on"):
                record.body.pop(name, None)
    workshop.ok("Fay", "replan.apply", way="later")
    workshop.ok("Fay", "replan.undo")
    assert workshop.room.state.records["slot:lunch_one"]["fixed_at"] == "12:30"
    assert seen(workshop, "forecast")["planned"]["slot:lunch_one"]
    workshop.ok("Fay", "people.until", at="15:00", person=workshop.person("Tess").id)
    assert walk(workshop.room.state, workshop.time).lines


def test_a_piece_that_is_taken_up_again_goes_on_counting_where_it_stopped() -> None:
    workshop = late_in_research("10:50")
    workshop.ok("Fay", "stage.go", slot="slot:debrief")
    workshop.time += 20 * MINUTE
    workshop.ok("Fay", "stage.go", slot="slot:three_cs")
    workshop.time += 300 * MINUTE
    workshop.ok("Fay", "stage.go", slot="slot:debrief")
    workshop.time += 5 * MINUTE
    debrief = workshop.room.state.records["slot:debrief"]
    assert round((workshop.time - debrief["started"]) / MINUTE) == 25


class TestLunchThatComesLaterThanItStands:
    """The afternoon's work began in the morning: the room still eats at half past twelve, and reads so."""

    def acting(self) -> Workshop:
        workshop = Workshop().open().go_to("objectives")
        at(workshop, "11:13")
        workshop.ok("Fay", "stage.go", slot="slot:objectives")
        return workshop.go_to("actions")

    def day(self, workshop: Workshop) -> list[tuple[str, str]]:
        zone = schedule.clock_of
        rows = seen(workshop, "forecast")["lines"]
        return [(row["slot"].removeprefix("slot:"), zone(workshop.room.state, row["start"])) for row in rows]

    def test_is_expected_between_the_pieces_that_run_before_and_after_it(self) -> None:
        day = self.day(self.acting())
        assert [one for one, _ in day[:6]] == [
            "write_actions", "accept_actions", "load", "lunch_two", "first_steps", "premortem",
        ]  # fmt: skip
        assert dict(day)["lunch_two"] == "12:33"

    def test_is_taken_from_the_stage_in_which_it_falls_and_the_day_goes_on_after_it(self) -> None:
        workshop = self.acting()
        for piece in ("accept_actions", "load"):
            workshop.ok("Fay", "stage.go", slot=f"slot:{piece}")
        step = seen(workshop, "next_step")
        assert (step["label"], step["command"]) == ("Take the break: Lunch", "stage.go")
        workshop.ok("Fay", "stage.go", slot="slot:lunch_two")
        assert seen(workshop, "next_step")["label"] == "Start “First steps”"

    def test_is_placed_again_where_the_room_runs_far_ahead_and_goes_on_past_it(self) -> None:
        workshop = self.acting()
        for piece in ("accept_actions", "load"):
            workshop.ok("Fay", "stage.go", slot=f"slot:{piece}")
        assert [one for one, _ in self.day(workshop)[:2]] == ["load", "lunch_two"]
        workshop.ok("Fay", "stage.go", slot="slot:first_steps")
        day = self.day(workshop)
        assert [one for one, _ in day[:6]] == [
            "first_steps", "premortem", "asks", "she_reads", "lunch_two", "challenges",
        ]  # fmt: skip
        assert dict(day)["lunch_two"] == "12:30"

    def test_placed_again_by_a_move_it_is_where_it_was_when_the_move_is_taken_back(self) -> None:
        workshop = self.acting()
        workshop.ok("Fay", "stage.go", slot="slot:load")
        before = [one for one, _ in self.day(workshop)]
        after = [one for one, _ in self.day(workshop.go_to("signoff"))]
        assert (before[1], after.index("lunch_two") > 1) == ("lunch_two", True)
        workshop.ok("Fay", "stage.back")
        assert [one for one, _ in self.day(workshop)] == before

    def test_stays_behind_once_its_time_is_past_or_it_was_dropped_or_the_day_ends_before_it(self) -> None:
        late = Workshop().open().go_to("objectives")
        at(late, "13:30")
        assert "lunch_two" not in dict(self.day(late.go_to("actions")))
        dropped = Workshop().open().go_to("objectives")
        dropped.ok("Fay", "clock.plan", dropped={"slot:lunch_two": True})
        assert "lunch_two" not in dict(self.day(dropped.go_to("actions")))

    def test_is_where_it_was_when_the_move_is_taken_back(self) -> None:
        workshop = Workshop().open().go_to("objectives")
        at(workshop, "11:13")
        workshop.ok("Fay", "stage.go", slot="slot:objectives")
        before = self.day(workshop)
        workshop.go_to("actions")
        workshop.ok("Fay", "stage.back")
        assert [one for one, _ in self.day(workshop)] == [one for one, _ in before]
        assert workshop.room.state.records["slot:lunch_two"]["stage"] == "objectives"


SLOTS = {s.id: s for s in Workshop().room.state.of("slot")}
PLANS = st.fixed_dictionaries(
    {
        "minutes": st.dictionaries(st.sampled_from(sorted(SLOTS)), st.integers(0, 120), max_size=4),
        "dropped": st.dictionaries(st.sampled_from(sorted(SLOTS)), st.booleans(), max_size=3),
    }
)


@given(st.lists(PLANS, max_size=6))
@settings(max_examples=40)
def test_whatever_the_desk_plans_nothing_protected_goes_under_its_minimum_or_is_dropped(
    plans: list[dict[str, Any]],
) -> None:
    workshop = Workshop().open()
    for plan in plans:
        answer = workshop.do("Fay", "clock.plan", **plan)
        touched = [SLOTS[i] for i in (*plan["minutes"], *plan["dropped"]) if SLOTS[i]["protected"]]
        now = {i: workshop.room.state.records[i] for i in SLOTS}
        assert all(
            slot["minutes"] >= slot["minimum"] and not slot["dropped"]
            for slot in now.values()
            if slot["protected"]
        )
        if "refused" in answer:
            assert "is protected: it keeps at least" in answer["say"]
            assert touched
        else:
            assert all(now[i]["minutes"] == minutes for i, minutes in plan["minutes"].items())
