"""Tonight's walk-through: tomorrow's own run sheet, played in a copy."""

from tests.cast import Workshop
from tests.exports.castor import Castor
from workshop.engine.walking import Walked, walk
from workshop.rules import noticed, schedule

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
    assert said(walked) == ["16:50 Decision: Mara has no PIN yet and could not sign"]
    assert walked.signed == ""


def test_a_customer_who_comes_later_is_walked_as_an_interlude() -> None:
    workshop = ready()
    workshop.time = schedule.at_clock(workshop.room.state, "08:20", workshop.time)
    workshop.ok("Fay", "visit.move", at="13:30")
    assert not any("Nobody can go on" in one or "late" in one for one in said(of(workshop)))


def second_day(castor: Castor | None = None) -> Castor:
    """The morning of the second day: the manager has chosen her PIN."""
    castor = castor or Castor().briefing().insight().deal()
    castor.room.observe(lambda state, now: noticed.pin_set(castor.person("Mara").id, now))
    if castor.room.state.stage == "whitespace":
        castor.ok("Fay", "stage.go", slot="slot:close_of_day")
    castor.ok("Fay", "stage.adjourn")
    castor.time = schedule.at_clock(castor.room.state, "08:00", castor.time + 24 * 3_600_000)
    return castor


def second(castor: Castor) -> list[str]:
    """What would break on the second day, and what is worth a look."""
    return said(walk(castor.room.state, castor.time, 2))


def test_the_second_day_is_walked_through_challenges_and_the_decision_to_a_signature() -> None:
    castor = second_day()
    walked = walk(castor.room.state, castor.time, 2)
    assert (said(walked), walked.signed, walked.ends) == ([], "16:50", "17:30")


def test_a_manager_who_has_to_leave_before_the_decision_leaves_the_plan_unsigned() -> None:
    castor = second_day()
    castor.ok("Mara", "people.until", at="16:30")
    found = second(castor)
    assert (
        "16:50 Decision: Mara is not there to decide, and nobody may sign instead: the plan is not signed"
        in found
    )
    assert any(
        "Before “Senior review”: The first-line manager has not approved the plan" in one for one in found
    )


def test_what_was_said_on_the_first_day_about_the_second_is_walked_with() -> None:
    castor = second_day()
    second_morning = str(castor.room.state.workshop["days"][1])
    castor.time -= 24 * 60 * 60_000
    castor.ok("Mara", "people.until", at="16:30", day=second_morning)
    assert any("Mara is not there to decide" in one for one in second(castor))


def test_a_deputy_who_may_sign_does_so_and_needs_a_pin_of_her_own() -> None:
    castor = second_day()
    castor.ok("Fay", "people.add", people=[{"name": "Hugo", "role": "first_line_manager"}])
    hugo = castor.person("Hugo").id
    castor.ok("Mara", "people.name_deputy", person=hugo, signs=True)
    castor.ok("Mara", "people.until", at="16:30")
    assert "16:50 Decision: Hugo has no PIN yet and could not sign" in second(castor)
    castor.room.observe(lambda state, now: noticed.pin_set(hugo, now))
    walked = walk(castor.room.state, castor.time, 2)
    assert walked.signed == "16:50"
    assert not any("not there to decide" in one for one in said(walked))


def test_whoever_promised_something_and_is_gone_when_it_is_challenged_is_named() -> None:
    castor = second_day(Castor().whole())
    castor.ok("Ana", "people.until", at="09:15")
    assert [one for one in second(castor) if "Ana" in one] == [
        "13:15 Challenges: Ana is not there to answer for one promise"
    ]


def test_too_few_to_say_how_sure_they_are_and_nobody_to_accept_are_worth_a_look() -> None:
    castor = second_day()
    for name in ("Tess", "Ben", "Dev", "Eve", "Gus", "Ida", "Olga", "Sven"):
        castor.ok("Fay", "people.withdraw", person=castor.person(name).id)
    found = second(castor)
    assert any("3 are there to say how sure they are" in one for one in found)
    assert any("No second-level manager is invited" in one for one in found)
    assert any("No plan owner is named" in one for one in found)


def test_a_challenge_that_is_still_open_is_answered_and_closed_by_the_signature() -> None:
    castor = Castor().at_signoff()
    castor.ok("Mara", "signoff.challenge", target=castor.made["objective"], text="Says who?")
    walked = walk(second_day(castor).room.state, castor.time, 2)
    assert walked.signed
    assert not any("hallenge" in one for one in said(walked))
