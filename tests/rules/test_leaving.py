"""Somebody has to go before the end: they say so once, and nobody is surprised."""

from typing import Any

from tests.cast import Workshop
from workshop.rules import schedule
from workshop.rules.timing import MINUTE

TODAY, TOMORROW = "2025-10-09", "2025-10-10"


def afternoon() -> Workshop:
    """Day one, in the grid, at three in the afternoon."""
    workshop = Workshop(days=[TODAY, TOMORROW]).open().go_to("whitespace")
    workshop.time = schedule.at_clock(workshop.room.state, "15:00", workshop.time)
    workshop.ok("Fay", "stage.go", slot="slot:opportunities")
    return workshop


def leaving(workshop: Workshop, who: str = "Fay") -> list[dict[str, Any]]:
    record = workshop.sees(who).get("leaving")
    return list(record.body["people"]) if record else []


def test_what_somebody_misses_is_said_as_the_day_runs_now() -> None:
    workshop = afternoon()
    workshop.ok("Tess", "people.until", at="15:45")
    found = leaving(workshop)
    assert [(one["at"], one["misses"]) for one in found] == [("15:45", ["slot:close_of_day"])]
    workshop.ok("Fay", "clock.add", seconds=20 * 60)
    assert leaving(workshop)[0]["misses"] == ["slot:opportunities", "slot:close_of_day"]


def test_whoever_signs_stands_first() -> None:
    workshop = afternoon()
    workshop.ok("Tess", "people.until", at="15:15")
    workshop.ok("Fay", "people.until", at="15:30", person=workshop.person("Mara").id)
    assert [one["signs"] for one in leaving(workshop)] == [True, False]


def test_only_the_desk_says_it_for_somebody_else() -> None:
    workshop = afternoon()
    assert (
        workshop.refused("Tom", "people.until", at="15:30", person=workshop.person("Tess").id) == "not_yours"
    )


def test_when_it_is_time_the_desk_is_told_once_and_leaving_or_staying_ends_it() -> None:
    workshop = afternoon()
    workshop.ok("Tess", "people.until", at="15:30")
    assert leaving(workshop)[0]["due"] is False
    workshop.time += 31 * MINUTE
    assert leaving(workshop)[0]["due"] is True
    workshop.ok("Fay", "people.until", at="", person=workshop.person("Tess").id)
    assert leaving(workshop) == []


def test_it_is_for_today_alone() -> None:
    workshop = afternoon()
    workshop.ok("Tess", "people.until", at="15:30")
    workshop.time += 24 * 60 * MINUTE
    assert leaving(workshop) == []


def test_the_day_before_it_is_known_with_what_will_be_missed_then_and_today_stays_as_said() -> None:
    workshop = afternoon()
    workshop.ok("Mara", "people.until", at="15:30", day=TOMORROW)
    workshop.ok("Mara", "people.until", at="15:45")
    rows = [(one["day"], one["at"]) for one in leaving(workshop, "Mara")]
    assert rows == [("", "15:45"), (TOMORROW, "15:30")]
    misses = leaving(workshop)[1]["misses"]
    assert "slot:decision" in misses
    assert "slot:premortem" not in misses
    assert all(workshop.room.state.records[one]["day"] == 2 for one in misses)
    workshop.ok("Mara", "people.until", at="", day=TOMORROW)
    assert [one["at"] for one in leaving(workshop)] == ["15:45"]


def test_when_the_day_comes_it_is_that_days_and_what_is_over_is_not_kept() -> None:
    workshop = afternoon()
    workshop.ok("Tess", "people.until", at="15:45")
    workshop.ok("Tess", "people.until", at="15:30", day=TOMORROW)
    workshop.time += 24 * 60 * MINUTE
    assert [(one["day"], one["at"], one["due"]) for one in leaving(workshop)] == [("", "15:30", False)]
    assert workshop.refused("Tess", "people.until", at="15:30", day=TODAY) == "invalid"
    workshop.ok("Tess", "people.until", at="16:00")
    assert workshop.person("Tess")["leaves"] == {TOMORROW: "16:00"}


def test_what_was_said_in_a_workshop_of_before_still_counts() -> None:
    workshop = afternoon()
    workshop.person("Tess").body.update({"leaves_at": "15:45", "leaves_on": TODAY})
    assert [one["at"] for one in leaving(workshop)] == ["15:45"]
    workshop.ok("Tess", "people.until", at="")
    assert leaving(workshop) == []


def test_no_visitor_reads_it() -> None:
    workshop = Workshop().open()
    workshop.ok("Tess", "people.until", at="15:30")
    assert "leaving" not in workshop.sees("Carl")
    assert "leaving" not in workshop.sees("Screen")
