"""Who speaks, who comes next and where a round stands is taken back like all else: the last first, as a new event."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Workshop
from tests.rules.test_rounds import going
from tests.rules.test_speaking import queue
from tests.rules.test_undo import MINUTE, give, undo

NAMES = ("Tom", "Tess", "Ana", "Ben")


def offer(workshop: Workshop, name: str = "Fay") -> dict[str, Any]:
    return dict(workshop.sees(name)["undo"].body)


def press(workshop: Workshop, name: str = "Fay") -> dict[str, Any]:
    offered = offer(workshop, name)
    return workshop.do(name, offered["command"], **offered["data"])


def floor(workshop: Workshop) -> dict[str, Any]:
    """Who speaks since when, who waits, where a round stands."""
    record = workshop.sees("Fay")["floor"]
    return {name: record[name] for name in ("speaking", "queue", "round")}


@pytest.fixture
def workshop() -> Workshop:
    """Two hands are up."""
    made = Workshop().open().go_to("research")
    made.ok("Tom", "people.raise_hand", to_say="the rota")
    made.ok("Tess", "people.raise_hand")
    return made


class TestTheQueue:
    def test_whoever_got_the_floor_by_mistake_has_their_hand_up_again_where_it_was(
        self, workshop: Workshop
    ) -> None:
        before = floor(workshop)
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        assert offer(workshop)["say"] == "gave the floor"
        assert press(workshop)["ok"]
        assert floor(workshop) == before
        assert workshop.person("Tom")["to_say"] == "the rota"

    def test_whoever_was_cut_short_goes_on(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "speaking.start", person=workshop.person("Ana").id)
        before = floor(workshop)
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tess").id)
        assert press(workshop, "Cora")["ok"]
        assert floor(workshop) == before

    def test_a_speech_ended_by_mistake_goes_on_also_for_whoever_ended_their_own(
        self, workshop: Workshop
    ) -> None:
        workshop.ok("Fay", "speaking.start", person=workshop.person("Ana").id)
        before = floor(workshop)
        ended = give(workshop, "Ana", "speaking.stop")
        assert workshop.refused("Ben", "record.undo", event=ended["undo"]["event"]) == "not_yours"
        assert undo(workshop, "Ana", ended)["ok"]
        assert floor(workshop) == before

    def test_putting_back_and_moving_are_undone_too(self, workshop: Workshop) -> None:
        first = queue(workshop)
        workshop.ok("Fay", "speaking.move", person=workshop.person(first[0]).id, by=1)
        assert offer(workshop)["say"] == "moved somebody in the queue"
        assert press(workshop)["ok"]
        assert queue(workshop) == first
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        before = floor(workshop)
        workshop.ok("Fay", "speaking.put_back")
        assert press(workshop)["ok"]
        assert floor(workshop) == before

    def test_only_the_last_thing_is_undone_and_then_the_one_before_it(self, workshop: Workshop) -> None:
        before = floor(workshop)
        first = give(workshop, "Fay", "speaking.start", person=workshop.person("Tom").id)
        workshop.ok("Fay", "speaking.start", person=workshop.person("Ana").id)
        assert "gone on since" in undo(workshop, "Fay", first)["say"]
        assert press(workshop)["ok"]
        assert press(workshop)["ok"]
        assert floor(workshop) == before

    def test_nobody_gets_the_floor_back_once_the_room_has_gone_on_or_home(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        ended = give(workshop, "Fay", "speaking.stop")
        workshop.ok("Fay", "stage.go", slot="slot:three_cs")
        assert "gone on since" in undo(workshop, "Fay", ended)["say"]
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        ended = give(workshop, "Fay", "speaking.stop")
        workshop.ok("Fay", "stage.adjourn")
        assert undo(workshop, "Fay", ended)["refused"] == "invalid"

    def test_it_is_offered_for_two_minutes_and_then_again_what_was_done_with_the_board(
        self, workshop: Workshop
    ) -> None:
        one, other = (
            workshop.ok("Tom", "research.add_card", c="company", text=text)[0] for text in ("a", "b")
        )
        workshop.ok("Fay", "record.merge", into=one, others=[other])
        started = give(workshop, "Fay", "speaking.start", person=workshop.person("Tom").id)
        assert offer(workshop)["say"] == "gave the floor"
        workshop.time += 2 * MINUTE
        assert "too long ago" in undo(workshop, "Fay", started)["say"]
        assert offer(workshop)["say"] == "merged 2 cards"
        assert press(workshop)["ok"]


class TestARound:
    def test_called_ended_and_gone_on_is_undone_step_by_step(self, workshop: Workshop) -> None:
        states = [floor(workshop)]
        commands = ("round.call", "round.next", "round.next", "round.later", "round.put_back", "round.end")
        said = []
        for command in commands:
            workshop.ok("Fay", command)
            said.append(offer(workshop)["say"])
            states.append(floor(workshop))
        assert said == [
            "called a round",
            "called the next of the round",
            "called the next of the round",
            "put a turn at the end of the round",
            "took the round one step back",
            "ended the round",
        ]
        for before in reversed(states[:-1]):
            assert press(workshop)["ok"]
            assert floor(workshop) == before
        assert not any(workshop.room.state.of("round"))

    def test_whoever_let_their_turn_go_by_mistake_has_it_back(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call")
        workshop.ok("Fay", "round.next")
        first, coming = going(workshop)
        later = give(workshop, first, "round.later")
        assert undo(workshop, first, later)["ok"]
        assert going(workshop) == (first, coming)

    def test_there_are_never_two(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call")
        ended = give(workshop, "Fay", "round.end")
        workshop.ok("Fay", "round.call")
        assert "gone on since" in undo(workshop, "Fay", ended)["say"]

    def test_nothing_leaves_the_log(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call")
        head = workshop.room.log.head
        assert press(workshop)["ok"]
        events = [event for _, event in workshop.room.log.read()]
        assert workshop.room.log.head == head + 1
        assert (events[-1].type, events[-1].why) == ("record.undone", "called a round")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["start", "stop", "put_back", "move", "call", "next", "later", "back", "end"]),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_undoing_whatever_was_done_with_the_floor_leads_back_to_where_it_began(
    acts: list[tuple[str, str]],
) -> None:
    workshop = Workshop().open().go_to("research")
    for name in NAMES[:2]:
        workshop.ok(name, "people.raise_hand")
    named = {"start": "speaking.start", "move": "speaking.move"}
    plain = {
        "stop": "speaking.stop",
        "put_back": "speaking.put_back",
        "call": "round.call",
        "next": "round.next",
        "later": "round.later",
        "back": "round.put_back",
        "end": "round.end",
    }
    before, done = floor(workshop), 0
    for act, name in acts:
        workshop.time -= 900
        more: dict[str, Any] = {"person": workshop.person(name).id} if act in named else {}
        more |= {"by": 1} if act == "move" else {}
        done += bool(workshop.do("Fay", named.get(act) or plain[act], **more).get("ok"))
    for _ in range(done):
        workshop.time -= 900
        answer = press(workshop)
        assert answer.get("ok"), answer
    assert floor(workshop) == before
