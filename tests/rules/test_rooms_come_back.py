"""Rooms that are still out when the room moves, when the day ends, and when it is only read at home."""

from typing import Any

import pytest

from tests.cast import Workshop
from tests.rules.test_lead_vanishes import STAGES, at
from workshop.rules import breakouts
from workshop.rules.state import Record

NEXT = dict(zip(STAGES, [*STAGES[1:], "closed"], strict=True))


def out(workshop: Workshop) -> tuple[Record, str]:
    """Tom and Ana are in a room of the live line, with one card for their report; Ben alone in another."""
    workshop.ok("Fay", "breakouts.prepare", rooms=2)
    one, two = breakouts.waiting(workshop.room.state, workshop.room.state.workshop["slot"])
    for name, room in (("Tom", one), ("Ana", one), ("Ben", two)):
        workshop.ok("Fay", "breakouts.place", person=workshop.person(name).id, room=room.id)
    workshop.ok("Fay", "breakouts.start")
    told = workshop.ok("Tom", "capture.add_note", text="They count in stores", breakout=one.id)[0]
    workshop.ok("Ana", "breakouts.mark", note=told)
    return workshop.room.state.records[one.id], told


def still_out(workshop: Workshop) -> int:
    return len(breakouts.running(workshop.room.state))


def in_three_cs() -> tuple[Workshop, str]:
    workshop = Workshop().open().go_to("research")
    workshop.ok("Fay", "stage.go", slot="slot:three_cs")
    return workshop, out(workshop)[1]


@pytest.mark.parametrize("stage", STAGES)
def test_in_every_stage_rooms_are_ended_and_their_report_is_everybodys(stage: str) -> None:
    workshop = at(stage)
    _, told = out(workshop)
    assert told not in workshop.sees("Tess")
    workshop.ok("Fay", "breakouts.end")
    assert still_out(workshop) == 0
    assert workshop.sees("Tess")[told]["report"]


@pytest.mark.parametrize("stage", STAGES)
def test_in_every_stage_the_day_may_end_with_rooms_out_and_they_are_brought_back_from_home(
    stage: str,
) -> None:
    workshop = at(stage)
    room, told = out(workshop)
    workshop.ok("Fay", "stage.adjourn")
    assert workshop.room.state.records[room.id]["paused_at"]
    assert workshop.refused("Tom", "breakouts.end") == "not_facilitator"
    workshop.ok("Cora", "breakouts.end")
    assert still_out(workshop) == 0
    assert workshop.sees("Tess")[told]["report"]


@pytest.mark.parametrize("stage", STAGES)
def test_the_room_moves_on_with_everybody(stage: str) -> None:
    workshop = at(stage)
    _, told = out(workshop)
    answer = workshop.do("Fay", "stage.advance", to=NEXT[stage], reason="only a test")
    assert still_out(workshop) == (0 if answer.get("ok") else 2)
    assert (told in workshop.sees("Tess")) == bool(answer.get("ok"))
    assert answer.get("ok") or stage in ("signoff", "acceptance")


def move(workshop: Workshop, how: str) -> None:
    moves: dict[str, tuple[str, dict[str, Any]]] = {
        "reopen": ("stage.reopen", {"to": "briefing"}),
        "go": ("stage.go", {"slot": "slot:insight"}),
        "visit": ("visit.begin", {}),
        "back": ("stage.back", {}),
    }
    command, data = moves[how]
    workshop.ok("Fay", command, **data)


@pytest.mark.parametrize("how", ["reopen", "go", "visit", "back"])
def test_however_the_room_moves_nobody_is_left_in_a_room_of_another_line(how: str) -> None:
    workshop = Workshop().open("Carl")
    if how == "visit":
        workshop.ok("Fay", "visit.move", at="13:30", reason="Her train is late")
        workshop.ok("Fay", "stage.advance", to="research")
    workshop.go_to("research")
    if how != "back":
        workshop.ok("Fay", "stage.go", slot="slot:three_cs")
    _, told = out(workshop)
    move(workshop, how)
    assert still_out(workshop) == 0
    assert workshop.sees("Tess")[told]["report"]


def test_a_move_that_is_refused_leaves_the_rooms_where_they_are() -> None:
    workshop, told = in_three_cs()
    assert workshop.refused("Fay", "stage.advance", to="stakeholders") == "exit_criteria"
    assert still_out(workshop) == 2
    assert told not in workshop.sees("Tess")


def test_a_report_on_the_three_cs_becomes_a_fact_also_when_the_room_simply_moves_on() -> None:
    workshop, _ = in_three_cs()
    workshop.ok("Fay", "stage.advance", to="stakeholders", reason="only a test")
    facts = [(card["text"], card["basis"]) for card in workshop.room.state.of("card")]
    assert ("They count in stores", "Room Customer") in facts


def test_what_is_moved_on_from_home_brings_forgotten_rooms_back() -> None:
    workshop = at("acceptance")
    _, told = out(workshop)
    workshop.ok("Sven", "people.arrive", how="room")
    workshop.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
    workshop.ok("Fay", "stage.adjourn")
    workshop.ok("Olga", "stage.advance", to="review1", reason="only a test")
    assert still_out(workshop) == 0
    assert workshop.sees("Tess")[told]["report"]


def test_the_next_morning_the_rooms_are_where_they_were_and_the_one_button_ends_them() -> None:
    workshop, told = in_three_cs()
    workshop.ok("Fay", "stage.adjourn")
    workshop.time += 15 * 60 * 60_000
    workshop.open("Carl")
    assert still_out(workshop) == 2
    assert workshop.sees("Fay")["next_step"].body["command"] == "breakouts.end"
    assert told in workshop.sees("Ana")
    assert told not in workshop.sees("Tess")


class TestTakingBack:
    def test_that_rooms_came_back_cannot_be_undone_and_what_sent_them_out_neither(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "breakouts.draw", rooms=2)
        workshop.ok("Fay", "breakouts.start")
        sent = workshop.room.state.seq
        workshop.ok("Fay", "breakouts.end")
        step = workshop.sees("Fay")["undo"].body
        assert (step["firm"], step["command"]) == (True, "")
        assert workshop.refused("Fay", "record.undo", event=sent) == "invalid"

    def test_a_move_that_brought_rooms_back_is_taken_back_and_the_rooms_stay_here(self) -> None:
        workshop, told = in_three_cs()
        workshop.ok("Fay", "stage.advance", to="stakeholders", reason="only a test")
        step = workshop.sees("Fay")["undo"].body
        assert step["command"] == "stage.back"
        workshop.ok("Fay", "stage.back")
        assert workshop.room.state.workshop["slot"] == "slot:three_cs"
        assert told in workshop.sees("Tess")

    def test_sending_everybody_out_stays_once_the_rooms_were_paused(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "breakouts.draw", rooms=2)
        workshop.ok("Fay", "breakouts.start")
        sent = workshop.room.state.seq
        workshop.ok("Fay", "stage.adjourn")
        assert workshop.refused("Fay", "record.undo", event=sent) == "invalid"

    def test_a_line_is_not_taken_back_under_people_who_are_in_its_rooms(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "stage.go", slot="slot:three_cs")
        begun = workshop.room.state.seq
        out(workshop)
        assert workshop.refused("Fay", "record.undo", event=begun) == "invalid"
