"""Somebody has to go before the end: they say so once, and nobody is surprised."""

from typing import Any

from tests.cast import Workshop
from workshop.rules import schedule
from workshop.rules.timing import MINUTE


def afternoon() -> Workshop:
    """Day one, in the grid, at three in the afternoon."""
    workshop = Workshop().open().go_to("whitespace")
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


def test_no_visitor_reads_it() -> None:
    workshop = Workshop().open()
    workshop.ok("Tess", "people.until", at="15:30")
    assert "leaving" not in workshop.sees("Carl")
    assert "leaving" not in workshop.sees("Screen")
