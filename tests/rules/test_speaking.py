"""The speaker queue: a fair order with its reasons, one clock, and every speech kept."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Workshop
from workshop.rules import turns
from workshop.rules.turns import Hand

HANDS = st.lists(
    st.builds(
        Hand,
        person=st.text("abcdefgh", min_size=1, max_size=3),
        type=st.sampled_from(["point", "reply", "question", "process"]),
        at=st.integers(0, 1000),
        turns=st.integers(0, 3),
        ms=st.integers(0, 100_000),
    ),
    unique_by=lambda hand: hand.person,
    max_size=12,
)


class TestTheOrder:
    @given(HANDS, st.randoms())
    def test_holds_everybody_once_whatever_order_they_come_in(self, hands: list[Hand], chance: Any) -> None:
        mixed = list(hands)
        chance.shuffle(mixed)
        queue = turns.order(hands)
        assert queue == turns.order(mixed)
        assert sorted(h.person for h in queue) == sorted(h.person for h in hands)

    @given(HANDS)
    def test_is_process_then_first_timers_then_least_time_then_arrival(self, hands: list[Hand]) -> None:
        for before, after in zip(turns.order(hands), turns.order(hands)[1:], strict=False):
            keys = [(h.type != "process", h.turns > 0, h.ms, h.at) for h in (before, after)]
            assert keys[0] <= keys[1]

    @given(HANDS, st.data())
    def test_of_the_others_does_not_change_when_somebody_joins(self, hands: list[Hand], data: Any) -> None:
        placed = data.draw(st.lists(st.sampled_from([h.person for h in hands] or ["x"]), unique=True))
        queue = [h.person for h in turns.order(hands, placed)]
        joined = [h.person for h in turns.order([*hands, Hand("zz", "point", 5)], placed)]
        assert [p for p in joined if p != "zz"] == queue

    @given(HANDS, st.data())
    def test_keeps_what_the_desk_placed(self, hands: list[Hand], data: Any) -> None:
        queue = [h.person for h in turns.order(hands)]
        if not queue:
            return
        person, by = data.draw(st.sampled_from(queue)), data.draw(st.integers(-13, 13))
        placed = turns.moved(queue, person, by)
        assert [h.person for h in turns.order(hands, placed)] == placed
        assert placed.index(person) == min(len(queue) - 1, max(0, queue.index(person) + by))
        assert [p for p in placed if p != person] == [p for p in queue if p != person]


def queue(workshop: Workshop, name: str = "Fay") -> list[str]:
    floor = workshop.sees(name).get("floor")
    return [workshop.room.state.records[i]["name"] for i in floor["queue"]] if floor else []


def speak(workshop: Workshop, name: str, seconds: int) -> None:
    workshop.ok("Fay", "speaking.start", person=workshop.person(name).id)
    workshop.time += (seconds - 1) * 1000
    workshop.ok("Fay", "speaking.stop")


class TestTheFloor:
    def test_puts_whoever_has_not_spoken_before_whoever_has(self) -> None:
        workshop = Workshop().open().go_to("research")
        speak(workshop, "Tom", 60)
        speak(workshop, "Tess", 20)
        for name in ("Tom", "Tess", "Ana"):
            workshop.ok(name, "people.raise_hand", type="point", to_say="")
        workshop.ok("Ben", "people.raise_hand", type="process", to_say="We are late")
        assert queue(workshop) == ["Ben", "Ana", "Tess", "Tom"] == queue(workshop, "Ida")
        why = workshop.sees("Fay")["floor"]["why"]
        assert [why[workshop.person(n).id] for n in ("Ben", "Ana", "Tom")] == [
            "about how we work, so first",
            "has not spoken in this stage",
            "has spoken for 1 min",
        ]
        assert workshop.sees("Tom")["my_place"].body == {"place": 4, "of": 4, "why": "has spoken for 1 min"}
        assert "why" not in workshop.sees("Ida")["floor"].body
        assert "my_place" not in workshop.sees("Ida")

    def test_starting_one_ends_the_one_before_and_lowers_the_hand(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Tom", "people.raise_hand", type="point", to_say="the vans")
        workshop.ok("Fay", "speaking.start", person=workshop.person("Ana").id)
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        first, second = workshop.room.state.of("speech")
        assert (first["ended"], second["ended"]) == (second["started"], 0)
        assert workshop.person("Tom")["hand"] == ""
        assert workshop.sees("Screen")["floor"]["speaking"]["person"] == workshop.person("Tom").id

    def test_put_back_is_as_if_nobody_had_been_called(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "speaking.start", person=workshop.person("Ana").id)
        workshop.ok("Tom", "people.raise_hand", type="reply", to_say="the vans")
        before = workshop.person("Tom").body
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        workshop.ok("Fay", "speaking.put_back")
        assert workshop.person("Tom").body == before
        [speech] = workshop.room.state.of("speech")
        assert (speech["person"], speech["ended"]) == (workshop.person("Ana").id, 0)

    def test_the_desk_moves_people_and_queues_who_has_no_device_and_itself(self) -> None:
        workshop = Workshop().open()
        for name in ("Tom", "Tess"):
            workshop.ok(name, "people.raise_hand")
        workshop.ok("Fay", "people.raise_hand", behalf="Gus", to_say="from the back")
        workshop.ok("Fay", "people.raise_hand")
        workshop.ok("Fay", "speaking.move", person=workshop.person("Gus").id, by=-2)
        assert queue(workshop) == ["Gus", "Tom", "Tess", "Fay"]
        assert workshop.sees("Gus")["my_place"]["why"] == "placed by the desk"
        workshop.ok("Gus", "people.lower_hand", person=workshop.person("Gus").id)
        workshop.ok("Gus", "people.raise_hand")
        assert queue(workshop) == ["Tom", "Tess", "Fay", "Gus"]

    def test_is_the_desks_alone_but_for_ending_ones_own_turn(self) -> None:
        workshop = Workshop().open()
        tom = workshop.person("Tom").id
        for name in ("Tom", "Mara"):
            for command, data in (
                ("start", {"person": tom}),
                ("put_back", {}),
                ("move", {"person": tom, "by": 1}),
            ):
                assert workshop.refused(name, f"speaking.{command}", **data) == "not_facilitator"
        workshop.ok("Fay", "speaking.start", person=tom)
        assert workshop.refused("Tess", "speaking.stop") == "not_yours"
        workshop.ok("Tom", "speaking.stop")

    def test_nobody_speaks_on_into_another_piece_or_overnight(self) -> None:
        workshop = Workshop().open()
        for move in (("stage.go", {"slot": "slot:promises"}), ("stage.adjourn", {})):
            workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
            workshop.ok("Fay", move[0], **move[1])
            assert all(s["ended"] for s in workshop.room.state.of("speech"))

    def test_tells_the_desk_who_has_not_spoken_once_somebody_has(self) -> None:
        workshop = Workshop().open()
        assert workshop.sees("Fay")["floor"]["not_spoken"] == []
        speak(workshop, "Tom", 10)
        silent = workshop.sees("Fay")["floor"]["not_spoken"]
        assert len(silent) == 9
        assert workshop.person("Tom").id not in silent

    def test_names_nobody_on_the_room_screen_while_a_guest_is_in(self) -> None:
        workshop = Workshop().open().go_to("briefing")
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        assert "floor" not in {**workshop.sees("Screen"), **workshop.sees("Carl"), **workshop.sees("Sven")}
        assert "floor" in workshop.sees("Tess")
