"""The customer does not come, comes at another time, or has been heard: what the room goes on with."""

from tests.cast import Workshop
from tests.rules.test_visit import at, day_one, held, morning, starts, step, stood, window
from workshop.rules import schedule
from workshop.rules.timing import MINUTE


def test_without_a_customer_the_stage_is_passed_over_and_what_is_missing_is_said_with_the_reason() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.cancel", reason="She is ill")
    assert "talk" not in day_one(workshop)
    assert step(workshop)["command"] == "stage.go"
    workshop.ok("Fay", "stage.advance", to="research")
    said = workshop.room.state.workshop["overrides"]
    assert {one["criterion"] for one in said} == {"briefing_notes", "questions_asked"}
    assert {(one["stage"], one["reason"]) for one in said} == {("briefing", "She is ill")}


def test_without_a_customer_nobody_talks_about_what_was_heard_unless_they_come_after_all() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.cancel", reason="She is ill")
    assert "debrief" not in day_one(workshop)
    workshop.ok("Fay", "visit.move", at="16:00")
    assert "debrief" in day_one(workshop)
    workshop.ok("Fay", "clock.plan", dropped={"slot:debrief": True})
    workshop.ok("Fay", "visit.cancel", reason="She is ill")
    workshop.ok("Fay", "visit.move", at="15:00")
    assert "debrief" not in day_one(workshop)
    workshop.ok("Fay", "visit.cancel", reason="She is ill", instead="We read their annual report aloud")
    workshop.ok("Fay", "clock.plan", dropped={"slot:debrief": False})
    assert "debrief" in day_one(workshop)


def test_another_time_can_be_set_after_all_and_then_nothing_was_gone_without() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.cancel", reason="She is ill")
    workshop.ok("Fay", "stage.advance", to="research")
    workshop.ok("Fay", "visit.move", at="16:00")
    assert workshop.room.state.workshop["overrides"] == []
    assert "talk" in day_one(workshop)
    workshop.ok("Fay", "visit.begin")
    assert workshop.room.state.stage == "briefing"


def test_something_else_instead_keeps_the_stage_and_no_guest_comes_in() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.cancel", reason="She is ill", instead="We read their annual report aloud")
    workshop.ok("Fay", "stage.advance", to="briefing")
    assert window(workshop, "Carl") == "closed"
    assert workshop.refused("Fay", "stage.advance", to="research") == "exit_criteria"
    workshop.ok("Tess", "questions.add_brief", text="Page 4: two hours a day")


def test_on_another_day_the_visit_stands_among_that_days_lines() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="09:30", day=2)
    state = workshop.room.state
    assert "talk" not in day_one(workshop)
    assert (state.records["slot:talk"]["day"], state.records["slot:talk"]["fixed_at"]) == (2, "09:30")
    workshop.ok("Fay", "stage.advance", to="research")


def test_a_visit_moved_while_the_room_waits_for_it_begins_there_when_the_customer_is_here() -> None:
    workshop = morning().go_to("briefing")
    workshop.ok("Fay", "visit.move", at="08:50", reason="Traffic")
    assert window(workshop, "Carl") == "closed"
    assert step(workshop)["command"] == "visit.begin"
    workshop.ok("Fay", "visit.begin")
    assert (workshop.room.state.stage, workshop.room.state.workshop["slot"]) == ("briefing", "slot:talk")
    assert window(workshop, "Carl") == "open"
    assert step(workshop)["command"] != "visit.begin"
    assert workshop.refused("Fay", "stage.advance", to="research") == "exit_criteria"


def test_a_visit_moved_by_hours_sends_the_room_on_from_where_it_waits() -> None:
    workshop = morning().go_to("briefing")
    workshop.ok("Fay", "visit.move", at="13:30")
    assert (step(workshop)["command"], step(workshop)["data"]) == ("stage.advance", {"to": "research"})


def test_the_same_visit_is_held_once() -> None:
    workshop = held()
    assert workshop.refused("Fay", "visit.begin") == "invalid"
    assert workshop.refused("Fay", "visit.move", at="15:00") == "invalid"
    assert workshop.refused("Cora", "visit.begin") == "not_facilitator"


def test_lunch_that_would_run_into_the_visit_comes_earlier() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:00")
    assert workshop.room.state.records["slot:lunch_one"]["fixed_at"] == "12:00"
    assert (starts(workshop)["lunch_one"], starts(workshop)["talk"]) == ("12:00", "13:00")


def test_a_customer_who_has_been_here_as_planned_can_no_longer_be_said_not_to_come() -> None:
    workshop = morning().go_to("briefing")
    for slot in [s for s in schedule.lines(workshop.room.state) if s["stage"] == "briefing"]:
        workshop.ok("Fay", "stage.go", slot=slot.id)
    workshop.go_to("research")
    assert workshop.refused("Fay", "visit.cancel", reason="Nobody came") == "invalid"
    assert workshop.refused("Fay", "visit.move", at="15:00") == "invalid"


def test_once_the_room_has_gone_on_from_them_as_planned_the_customer_is_neither_moved_nor_cancelled() -> None:
    workshop = morning().go_to("briefing").go_to("research")
    for command, data in (("visit.move", {"at": "15:00"}), ("visit.cancel", {"reason": "Nobody came"})):
        answer = workshop.do("Fay", command, **data)
        assert (answer["refused"], answer["say"]) == (
            "invalid", "The customer has been here. Open that stage again instead.")  # fmt: skip
    workshop.ok("Fay", "stage.reopen", to="open")
    assert workshop.refused("Fay", "visit.move", at="15:00") == "invalid"
    workshop.ok("Fay", "stage.advance", to="briefing", reason="They come after all")
    workshop.ok("Fay", "visit.move", at="15:00")


def test_a_customer_who_was_replaced_by_something_else_can_still_come() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.cancel", reason="She is ill", instead="We read their annual report aloud")
    workshop.go_to("briefing").go_to("research")
    workshop.ok("Fay", "visit.move", at="16:00")
    workshop.ok("Fay", "visit.begin")
    assert window(workshop, "Carl") == "open"


class TestThereAndBack:
    """The customer's time is moved, and moved again: every arrangement is made from the day as it was agreed."""

    def test_moving_the_customer_back_to_their_time_restores_the_day(self) -> None:
        workshop = morning()
        before = stood(workshop)
        workshop.ok("Fay", "visit.move", at="13:00", reason="Her train is cancelled")
        assert stood(workshop) != before
        workshop.ok("Fay", "visit.move", at="09:00")
        assert stood(workshop) == before
        assert window(workshop, "Carl") == "open"
        workshop.ok("Fay", "stage.advance", to="briefing", reason="only a test")
        assert workshop.room.state.workshop["slot"] == "slot:talk"

    def test_a_customer_who_was_cancelled_and_comes_at_their_time_after_all_finds_the_day_as_agreed(
        self,
    ) -> None:
        for first in ([], ["13:00"]):
            workshop = morning()
            before = stood(workshop)
            for clock in first:
                workshop.ok("Fay", "visit.move", at=clock)
            workshop.ok("Fay", "visit.cancel", reason="She is ill")
            workshop.ok("Fay", "visit.move", at="09:00")
            assert stood(workshop) == before
            assert window(workshop, "Carl") == "open"

    def test_a_second_move_counts_from_the_day_as_agreed_not_from_the_first_move(self) -> None:
        once, twice = morning(), morning()
        once.ok("Fay", "visit.move", at="09:30")
        twice.ok("Fay", "visit.move", at="13:00")
        twice.ok("Fay", "visit.move", at="09:30")
        assert stood(twice) == stood(once)

    def test_a_time_that_the_desk_gave_since_stays(self) -> None:
        workshop = morning()
        workshop.ok("Fay", "visit.move", at="13:30")
        workshop.ok("Fay", "clock.plan", fixed_at={"slot:lunch_one": "12:15"})
        workshop.ok("Fay", "visit.move", at="09:00")
        assert workshop.room.state.records["slot:lunch_one"]["fixed_at"] == "12:15"

    def test_once_the_room_has_gone_past_it_the_old_time_is_a_later_time_like_any_other(self) -> None:
        workshop = morning()
        workshop.ok("Fay", "visit.move", at="13:30")
        workshop.ok("Fay", "stage.advance", to="research")
        workshop.ok("Fay", "visit.move", at="09:00")
        assert workshop.room.state.records["visit"]["state"] == "later"
        workshop.ok("Fay", "visit.begin")
        assert window(workshop, "Carl") == "open"


def early() -> Workshop:
    """The customer of half past one is there at nine already, while the three Cs run."""
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "stage.advance", to="research")
    at(workshop, "09:00")
    workshop.ok("Fay", "visit.begin")
    return workshop


def test_while_the_customer_is_heard_what_they_interrupted_is_forecast_after_them() -> None:
    workshop = early()
    assert list(starts(workshop))[:8] == [
        "talk", "ask", "read_back", "thanks", "coffee", "three_cs", "insight", "lunch_one",
    ]  # fmt: skip
    assert starts(workshop)["three_cs"] == "11:00"


def test_once_the_customer_was_heard_nothing_waits_for_their_old_time() -> None:
    workshop = early()
    workshop.time += 20 * MINUTE
    workshop.ok("Fay", "stage.advance", to="research", reason="She had to go")
    found = starts(workshop)
    assert not {"talk", "ask", "read_back", "thanks", "coffee"} & set(found)
    assert (found["lunch_one"], found["debrief"]) == ("12:30", "13:30")
    assert workshop.sees("Fay")["forecast"].body["debt"] == 0
    told = workshop.sees("Fay")["lost_time"].body
    assert (told["late"], [way["name"] for way in told["ways"]]) == (0, ["earlier"])


def code_on_the_wall(workshop: Workshop) -> bool:
    return bool(workshop.sees("Screen")["arrivals"].body["code"])


def test_no_join_code_stands_on_the_wall_while_a_visitor_is_in_whoever_is_still_missing() -> None:
    workshop = Workshop().open("Ana", "Carl")
    assert code_on_the_wall(workshop)
    workshop.ok("Carl", "people.arrive", how="room")
    assert not code_on_the_wall(workshop)
    workshop.ok("Cora", "people.close_window", person=workshop.person("Carl").id)
    assert code_on_the_wall(workshop)
    workshop.go_to("briefing")
    assert not code_on_the_wall(workshop)
    workshop.go_to("research")
    assert code_on_the_wall(workshop)
    workshop.ok("Ana", "people.arrive", how="room")
    assert not code_on_the_wall(workshop)
