"""Doors open for coffee, links and PINs: the day itself begins when it was planned to, or when the lead says so."""

from tests.cast import Workshop
from tests.rules.test_visit import at, starts
from workshop.rules import schedule
from workshop.rules.timing import MINUTE


def opened(clock: str) -> Workshop:
    """The doors open at this time, on the first day."""
    workshop = Workshop()
    workshop.time += 24 * 60 * MINUTE
    at(workshop, clock)
    return workshop.open("Carl")


def clock_of(workshop: Workshop, moment: int) -> str:
    return schedule.clock_of(workshop.room.state, moment)


def test_doors_opened_early_do_not_start_the_first_clock_before_the_day_begins() -> None:
    workshop = opened("07:50")
    box = workshop.room.state.records["timebox"]
    assert (clock_of(workshop, box["started_at"]), clock_of(workshop, box["ends_at"])) == ("08:30", "08:40")
    assert workshop.room.state.workshop["slot"] == "slot:roll_call"
    assert (starts(workshop)["roll_call"], starts(workshop)["promises"]) == ("08:30", "08:40")
    assert workshop.sees("Fay")["forecast"].body["debt"] == 0


def test_the_day_can_begin_at_once_by_the_leads_word() -> None:
    workshop = opened("07:50")
    workshop.ok("Fay", "stage.go", slot="slot:roll_call")
    box = workshop.room.state.records["timebox"]
    assert (box["started_at"], box["ends_at"]) == (workshop.time, workshop.time + 10 * MINUTE)
    assert workshop.room.state.records["slot:roll_call"]["started"] == workshop.time


def test_going_on_before_the_day_began_leaves_no_line_that_ended_before_it_started() -> None:
    workshop = opened("07:50")
    workshop.ok("Fay", "stage.go", slot="slot:promises")
    roll_call = workshop.room.state.records["slot:roll_call"]
    assert roll_call["started"] == roll_call["ended"] == workshop.time


def test_an_exact_time_left_is_counted_from_now() -> None:
    workshop = opened("07:50")
    workshop.ok("Fay", "clock.set", seconds=300)
    box = workshop.room.state.records["timebox"]
    assert (box["started_at"], box["ends_at"]) == (workshop.time, workshop.time + 5 * MINUTE)


def test_doors_in_time_late_or_at_quite_another_hour_start_the_clock_at_once() -> None:
    for clock in ("04:00", "08:31", "14:00"):
        workshop = opened(clock)
        box = workshop.room.state.records["timebox"]
        assert workshop.time - box["started_at"] < MINUTE, clock


def test_doors_early_on_a_day_that_is_not_the_workshops_start_the_clock_at_once() -> None:
    workshop = Workshop(days=["2025-12-01", "2025-12-02"])
    at(workshop, "07:50")
    workshop.open("Carl")
    assert workshop.time - workshop.room.state.records["timebox"]["started_at"] < MINUTE
