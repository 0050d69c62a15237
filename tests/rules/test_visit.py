"""The customer comes later, does not come, or comes in the middle of something else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Workshop
from workshop.rules import schedule
from workshop.rules.timing import MINUTE
from workshop.rules.visit import Piece, arranged


def at(workshop: Workshop, clock: str) -> None:
    workshop.time = schedule.at_clock(workshop.room.state, clock, workshop.time) - 1000


def morning() -> Workshop:
    """Twenty past eight, the doors are open, everybody but the customer is there."""
    workshop = Workshop()
    workshop.time += 24 * 60 * MINUTE
    at(workshop, "08:20")
    return workshop.open("Carl")


def day_one(workshop: Workshop) -> list[str]:
    found = [s for s in schedule.lines(workshop.room.state) if s["day"] == 1 and not s["dropped"]]
    return [str(s["block"]) for s in found]


def starts(workshop: Workshop) -> dict[str, str]:
    state = workshop.room.state
    rows = workshop.sees("Fay")["forecast"].body["lines"]
    return {row["slot"].removeprefix("slot:"): schedule.clock_of(state, row["start"]) for row in rows}


def step(workshop: Workshop) -> dict[str, Any]:
    return workshop.sees("Fay")["next_step"].body


def window(workshop: Workshop, name: str) -> str:
    return str(workshop.person(name)["window"])


def test_a_visit_that_moves_lets_what_is_ours_go_before_it() -> None:
    workshop = morning()
    workshop.ok("Cora", "visit.move", at="13:30", reason="Her train is cancelled")
    assert day_one(workshop)[:12] == [
        "roll_call", "promises", "questions", "three_cs", "insight", "lunch_one",
        "talk", "ask", "read_back", "thanks", "coffee", "debrief",
    ]  # fmt: skip
    assert starts(workshop)["talk"] == "13:30"
    assert starts(workshop)["lunch_one"] == "12:30"


def test_a_day_that_is_late_by_the_visit_can_give_up_time_elsewhere_instead_of_ending_that_much_later() -> (
    None
):
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    lost = workshop.sees("Fay")["lost_time"].body
    assert lost["late"] == 80
    assert [way["name"] for way in lost["ways"]] == ["earlier", "least", "later"]
    workshop.ok("Fay", "replan.apply", way="least")
    assert workshop.sees("Fay")["lost_time"].body["late"] == 0
    assert starts(workshop)["close_of_day"] < "17:50"


def filled() -> Workshop:
    """The customer comes at half past one, and the free hours before lunch are used for the people."""
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "replan.apply", way="earlier")
    return workshop


def test_the_hours_before_a_customer_who_comes_later_can_be_used_for_what_we_know_of_their_people() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    lost = workshop.sees("Fay")["lost_time"].body
    assert lost["free"] == {"at": "11:00", "minutes": 90}
    assert lost["ways"][0] == {
        "name": "earlier",
        "say": "Use the 90 minutes that are free at 11:00 for “Break”, “Relationship map”, "
        "“Where we see them differently” and “Nobody there yet”.",
        "then": "Lunch stays at 12:30; the day ends at 17:40.",
    }
    workshop.ok("Fay", "replan.apply", way="earlier")
    assert day_one(workshop) == [
        "roll_call", "promises", "questions", "three_cs", "insight",
        "afternoon_one", "people_map", "spread", "people_gaps", "lunch_one",
        "talk", "ask", "read_back", "thanks", "coffee", "debrief", "grid", "opportunities", "close_of_day",
    ]  # fmt: skip
    assert (starts(workshop)["lunch_one"], starts(workshop)["talk"]) == ("12:30", "13:30")
    assert "lost_time" not in workshop.sees("Fay")


def test_the_room_runs_through_such_a_day_without_going_back_and_opens_nothing_of_ours_before() -> None:
    workshop = filled()
    workshop.ok("Fay", "stage.advance", to="research")
    workshop.ok("Fay", "stage.go", slot="slot:insight")
    assert workshop.refused("Fay", "stage.advance", to="stakeholders") == "exit_criteria"
    workshop.ok("Fay", "stage.advance", to="stakeholders", reason="only a test")
    assert workshop.room.state.workshop["slot"] == "slot:afternoon_one"
    answer = workshop.do("Fay", "stage.advance", to="whitespace")
    assert "The customer comes at 13:30" in answer["missing"]
    for block in ("people_map", "spread", "people_gaps", "lunch_one"):
        assert step(workshop)["data"]["slot"] == f"slot:{block}"
        workshop.ok("Fay", "stage.go", slot=f"slot:{block}")
    workshop.time += 60 * MINUTE
    assert step(workshop)["command"] == "visit.begin"
    workshop.ok("Fay", "visit.begin")
    workshop.ok("Fay", "stage.advance", to="stakeholders", reason="only a test")
    assert workshop.room.state.workshop["slot"] == "slot:debrief"
    note = workshop.ok("Tess", "capture.add_note", text="They count hours", slot="slot:debrief")
    workshop.ok("Fay", "capture.reveal", slot="slot:debrief")
    assert note[0] in workshop.sees("Tom")
    assert workshop.sees("Fay")["checklist"].body["to"] == "whitespace"


def test_what_came_earlier_goes_back_with_one_press_and_when_the_customer_is_moved_again() -> None:
    for back in (["replan.undo", {}], ["visit.move", {"at": "13:30"}]):
        untouched, workshop = morning(), filled()
        untouched.ok("Fay", "visit.move", at="13:30")
        workshop.ok("Fay", back[0], **back[1])
        assert stood(workshop) == stood(untouched)
        stages = [[s["stage"] for s in schedule.lines(w.room.state)] for w in (workshop, untouched)]
        assert stages[0] == stages[1]
    workshop.ok("Fay", "replan.undo")
    assert stood(workshop) == stood(untouched)


def test_taken_back_in_the_middle_of_it_what_has_begun_stays_and_nothing_is_lost_or_left_behind() -> None:
    workshop = filled()
    workshop.ok("Fay", "stage.advance", to="research")
    workshop.ok("Fay", "stage.go", slot="slot:insight")
    workshop.ok("Fay", "stage.advance", to="stakeholders", reason="only a test")
    workshop.ok("Fay", "replan.undo")
    orders = [s["order"] for s in schedule.lines(workshop.room.state)]
    assert len(set(orders)) == len(orders)
    assert list(starts(workshop))[:2] == ["afternoon_one", "lunch_one"]
    assert list(starts(workshop))[7:12] == ["debrief", "people_map", "spread", "people_gaps", "grid"]
    stages = {s["stage"] for s in workshop.room.state.of("slot") if s["block"] in ("lunch_one", "debrief")}
    assert stages == {"stakeholders"}


def test_without_a_customer_the_afternoon_is_pulled_into_the_time_that_is_free() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "visit.cancel", reason="She is ill")
    told = workshop.sees("Fay")["lost_time"].body
    assert (told["late"], told["free"]) == (0, {"at": "11:00", "minutes": 90})
    assert [way["name"] for way in told["ways"]] == ["earlier"]
    workshop.ok("Fay", "replan.apply", way="earlier")
    assert starts(workshop)["grid"] == "13:30"
    order = [str(s["block"]) for s in schedule.lines(workshop.room.state)]
    assert order[order.index("people_gaps") + 1 :][:6] == [
        "lunch_one", "talk", "ask", "read_back", "thanks", "coffee",
    ]  # fmt: skip
    assert "lost_time" not in workshop.sees("Fay")


def test_a_little_later_moves_nothing_else() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="09:30")
    assert day_one(workshop)[:5] == ["roll_call", "promises", "questions", "talk", "ask"]
    assert starts(workshop)["talk"] == "09:30"
    workshop.ok("Fay", "stage.go", slot="slot:questions")
    assert step(workshop)["data"] == {} or step(workshop)["data"].get("to") == "briefing"


def test_until_then_nothing_is_open_to_the_guest_and_the_room_goes_on_without() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    assert window(workshop, "Carl") == "closed"
    workshop.ok("Fay", "stage.advance", to="research")
    assert workshop.room.state.workshop["slot"] == "slot:three_cs"
    assert window(workshop, "Carl") == window(workshop, "Sven") == "closed"
    assert workshop.refused("Carl", "people.arrive", how="room") == "excluded"
    assert workshop.room.state.workshop["overrides"] == []


def test_the_room_does_not_plan_past_a_customer_who_is_still_to_come() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "stage.advance", to="research")
    answer = workshop.do("Fay", "stage.advance", to="stakeholders")
    assert "The customer comes at 13:30" in answer["missing"]


def held() -> Workshop:
    """The visit has begun in the middle of the insight map."""
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "stage.advance", to="research")
    workshop.ok("Fay", "stage.go", slot="slot:insight")
    workshop.time += 20 * MINUTE
    workshop.ok("Fay", "visit.begin")
    return workshop


def test_the_guest_is_in_during_the_visit_only() -> None:
    workshop = held()
    assert (workshop.room.state.stage, workshop.room.state.workshop["slot"]) == ("briefing", "slot:talk")
    assert window(workshop, "Carl") == window(workshop, "Sven") == "open"
    workshop.ok("Carl", "people.arrive", how="room")
    workshop.ok("Carl", "questions.add_brief", text="Two hours a day for every store manager")
    assert not any(r.kind in ("goal", "card") for r in workshop.sees("Carl").values())
    workshop.ok("Fay", "stage.advance", to="research", reason="She had to go")
    assert window(workshop, "Carl") == window(workshop, "Sven") == "closed"


def test_they_are_here_is_the_desks_word_that_the_guest_is_in_the_room() -> None:
    workshop = held()
    assert workshop.person("Carl")["presence"] == "room"
    workshop.ok("Fay", "stage.back")
    assert (window(workshop, "Carl"), workshop.person("Carl")["presence"]) == ("closed", "out")


def off_and_on_again() -> Workshop:
    """The customer is moved, cancelled and comes at nine after all; the opening is over, a few minutes early."""
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "visit.cancel", reason="She is ill")
    workshop.ok("Fay", "visit.move", at="09:05")
    workshop.ok("Fay", "visit.begin")
    workshop.ok("Fay", "stage.back")
    workshop.ok("Fay", "stage.go", slot="slot:questions")
    assert (step(workshop)["command"], step(workshop)["label"]) == (
        "visit.begin",
        "Go live: Customer briefing",
    )
    workshop.ok("Fay", "visit.begin")
    return workshop


def test_a_visit_that_begins_in_its_turn_interrupts_nothing_and_the_room_goes_on_from_it() -> None:
    workshop = off_and_on_again()
    for block in ("ask", "read_back", "thanks", "coffee"):
        workshop.ok("Fay", "stage.go", slot=f"slot:{block}")
    assert list(starts(workshop))[:2] == ["coffee", "debrief"]
    assert workshop.sees("Fay")["checklist"].body["to"] == "research"
    workshop.ok("Fay", "stage.advance", to="research", reason="only a test")
    assert workshop.room.state.workshop["slot"] == "slot:debrief"


def test_a_visit_that_begins_before_the_opening_is_over_goes_back_to_what_is_left_of_it() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="09:10")
    workshop.ok("Fay", "visit.begin")
    assert workshop.sees("Fay")["checklist"].body["to"] == "open"


def test_the_desk_is_asked_who_has_left_wherever_the_room_goes_after_the_visit() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="09:10")
    workshop.ok("Fay", "visit.begin")
    assert workshop.sees("Fay")["checklist"].body["out"] == [workshop.person(n).id for n in ("Sven", "Carl")]
    workshop.ok("Fay", "stage.advance", to="open", reason="only a test")
    assert window(workshop, "Carl") == window(workshop, "Sven") == "closed"
    assert workshop.sees("Fay")["checklist"].body["out"] == []


def two_guests() -> Workshop:
    """Carl has been at the door and was asked to come back; Gerda has not been seen."""
    workshop = morning()
    workshop.ok("Fay", "people.add", people=[{"name": "Gerda", "role": "customer_guest"}])
    workshop.ok("Carl", "people.arrive", how="room")
    workshop.ok("Fay", "visit.move", at="09:30")
    return workshop


def test_of_several_guests_only_those_who_have_been_seen_come_in_with_the_visit() -> None:
    workshop = two_guests()
    workshop.ok("Fay", "visit.begin")
    assert window(workshop, "Gerda") == "open"
    assert [workshop.person(n)["presence"] for n in ("Carl", "Gerda")] == ["room", "out"]


def test_the_desk_says_which_guests_are_in_the_room_when_the_visit_begins() -> None:
    workshop = two_guests()
    workshop.ok("Fay", "visit.begin", here=[workshop.person("Gerda").id])
    assert [workshop.person(n)["presence"] for n in ("Carl", "Gerda")] == ["left", "room"]


def test_after_the_visit_the_room_resumes_where_it_was_with_the_time_it_had_left() -> None:
    workshop = held()
    workshop.time += 30 * MINUTE
    workshop.ok("Fay", "stage.advance", to="research", reason="She had to go")
    state = workshop.room.state
    assert (state.stage, state.workshop["slot"]) == ("research", "slot:insight")
    left = state.records["timebox"]["ends_at"] - workshop.time
    assert 39 * MINUTE < left <= 40 * MINUTE


def test_where_the_visit_came_at_the_end_of_a_line_the_next_one_follows_it() -> None:
    workshop = morning()
    workshop.ok("Fay", "visit.move", at="13:30")
    workshop.ok("Fay", "stage.advance", to="research")
    for block in ("insight", "lunch_one"):
        workshop.ok("Fay", "stage.go", slot=f"slot:{block}")
    workshop.time += 60 * MINUTE
    assert step(workshop)["command"] == "visit.begin"
    workshop.ok("Fay", "visit.begin")
    workshop.ok("Fay", "stage.advance", to="research", reason="only a test")
    assert workshop.room.state.workshop["slot"] == "slot:debrief"


def test_within_two_minutes_the_visit_is_taken_back_and_can_begin_again() -> None:
    workshop = held()
    workshop.ok("Fay", "stage.back")
    assert workshop.room.state.stage == "research"
    assert window(workshop, "Carl") == "closed"
    workshop.ok("Fay", "visit.begin")
    assert workshop.room.state.stage == "briefing"


def stood(workshop: Workshop) -> list[tuple[Any, ...]]:
    found = schedule.lines(workshop.room.state)
    return [(s.id, s["day"], s["fixed_at"], s["dropped"], s["interlude"]) for s in found]


fixed = st.integers(0, 300).map(lambda m: m * MINUTE if m % 3 == 0 else 0)
pieces = st.lists(
    st.builds(Piece, st.uuids().map(str), st.integers(0, 90), fixed, st.booleans(), st.booleans()),
    max_size=12,
)


@given(pieces, st.integers(0, 300))
def test_what_goes_before_a_visit_is_over_by_then_and_nothing_is_lost(
    lines: list[Piece], minutes: int
) -> None:
    order, moved = arranged(lines, 0, minutes * MINUTE)
    known = {piece.id: piece for piece in lines}
    assert sorted(order) == sorted(known)
    guests = [i for i in order if known[i].visit]
    assert guests == [p.id for p in lines if p.visit]
    before = [known[i] for i in order[: order.index(guests[0])]] if guests else []
    free = [p.id for p in before if not p.fixed]
    assert free == [p.id for p in lines if p.id in free]
    clock = 0
    for piece in before:
        assert not piece.waits or piece.fixed
        clock = max(clock, moved.get(piece.id, piece.fixed)) + piece.minutes * MINUTE
    assert clock <= minutes * MINUTE or any(p.fixed for p in before)
    assert all(moment < known[i].fixed for i, moment in moved.items())
