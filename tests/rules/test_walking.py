"""Tonight's walk-through: tomorrow's own run sheet, played in a copy."""

from tests.cast import Workshop
from tests.exports.castor import Castor
from workshop.engine.walking import Walked, walk
from workshop.rules import schedule

DAYS = ["2025-10-10", "2025-10-11"]


def ready() -> Workshop:
    """A workshop with everybody invited and everything there that should be."""
    workshop = Workshop(days=DAYS)
    workshop.ok("Fay", "white_space.add_offering", name="Pick stations")
    workshop.ok(
        "Fay", "people.edit", person=workshop.person("Carl").id, set={"host": workshop.person("Tom").id}
    )
    return workshop


def said(walked: Walked) -> list[str]:
    return [f"{one.at} {one.line}: {one.say}".strip(": ") for one in walked.findings]


def of(workshop: Workshop, day: int = 0) -> Walked:
    return walk(workshop.room.state, workshop.time, day)


def test_a_day_on_which_all_is_well_finds_nothing() -> None:
    walked = of(ready())
    assert said(walked) == []
    assert (walked.day, walked.begins, walked.ends) == (1, "08:30", "17:30")
    assert walked.given > 50


def test_nothing_is_written_anywhere() -> None:
    workshop = ready()
    head, state = workshop.room.log.head, workshop.room.state
    before = dict(state.records)
    of(workshop)
    assert workshop.room.log.head == head
    assert state.records == before


def test_without_a_first_line_manager_the_day_ends_at_its_first_step() -> None:
    workshop = ready()
    workshop.ok("Fay", "people.withdraw", person=workshop.person("Mara").id)
    found = said(of(workshop))
    assert any("No first-line manager is invited" in one for one in found)
    assert any("Nobody can go on to “Customer briefing”" in one for one in found)


def test_a_fixed_time_that_does_not_hold_is_said_with_its_size() -> None:
    workshop = ready()
    workshop.ok("Fay", "clock.plan", minutes={"slot:questions": 30})
    assert "09:18 The customer speaks: Should begin at 09:00 and begins 18 minutes late" in said(of(workshop))


def test_an_empty_grid_is_found_the_evening_before() -> None:
    workshop = Workshop(days=DAYS)
    assert any(
        "White space, row by row: The grid is empty: no offerings" in one for one in said(of(workshop))
    )


def test_a_day_that_is_too_long_says_by_how_much() -> None:
    workshop = ready()
    workshop.ok("Fay", "clock.plan", minutes={"slot:grid": 90})
    assert said(of(workshop)) == ["The day ends 30 minutes after 17:30"]


def test_the_second_day_needs_a_pin_and_goes_on_with_what_the_first_left() -> None:
    castor = Castor().briefing().insight().deal()
    castor.ok("Fay", "stage.go", slot="slot:close_of_day")
    castor.ok("Fay", "stage.adjourn")
    walked = walk(castor.room.state, castor.time)
    assert walked.day == 2
    assert "Mara has no PIN yet and could not sign" in said(walked)
    assert not any("Nobody can go on" in one for one in said(walked))


def test_a_customer_who_comes_later_is_walked_as_an_interlude() -> None:
    workshop = ready()
    workshop.time = schedule.at_clock(workshop.room.state, "08:20", workshop.time)
    workshop.ok("Fay", "visit.move", at="13:30")
    assert not any("Nobody can go on" in one or "late" in one for one in said(of(workshop)))
