"""Breakouts: who is in which room, whose cards reach whom, what the clock does, and what comes back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import TEAM, Browser, Workshop
from tests.exercises.scene_a import Scene
from workshop.rules.writing import GRACE_MS

PEOPLE = ("tess", "bram", "lena", "otto", "hana")
MINUTE = 60_000
STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "move", "mark", "seat"]), st.sampled_from(PEOPLE), st.integers(0, 5)),
    max_size=14,
)


def prepared(stage: str = "research", slot: str = "debrief", rooms: int = 2) -> tuple[Scene, list[str]]:
    """Rooms for a line, nobody in them yet."""
    scene = Scene(stage, slot)
    assert scene.give("lea", "breakouts.prepare", {"rooms": rooms, "minutes": 10}).get("ok")
    return scene, [r.id for r in scene.room.state.of("breakout")]


def started(stage: str = "research", slot: str = "debrief") -> tuple[Scene, str, str]:
    """Tess and Bram in one room, Lena and Otto in the other; Hana comes late."""
    scene, (one, two) = prepared(stage, slot)
    assert scene.give("lea", "stage.go", {"slot": f"slot:{slot}"}).get("ok")
    for person, room in (("tess", one), ("bram", one), ("lena", two), ("otto", two)):
        scene.give("lea", "breakouts.place", {"person": person, "room": room})
    assert scene.give("lea", "breakouts.start", {}).get("ok")
    return scene, one, two


def note(scene: Scene, who: str, room: str, text: str = "They count in stores", **more: Any) -> str:
    return scene.made(who, "capture.add_note", {"text": text, "breakout": room, **more})


def sizes(scene: Scene) -> list[int]:
    return [len(r["members"]) for r in scene.room.state.of("breakout")]


class TestWhoSitsWhere:
    def test_rooms_are_filled_by_hand_and_somebody_is_in_one_of_them_at_a_time(self) -> None:
        scene, (one, two) = prepared()
        scene.give("lea", "breakouts.place", {"person": "tess", "room": one})
        scene.give("lea", "breakouts.place", {"person": "tess", "room": two})
        assert [scene.get(r)["members"] for r in (one, two)] == [[], ["tess"]]
        scene.give("lea", "breakouts.place", {"person": "tess", "room": ""})
        assert sizes(scene) == [0, 0]

    def test_a_drawing_takes_everybody_who_is_here_and_a_second_one_draws_anew(self) -> None:
        workshop = Workshop().open("Tom")
        workshop.ok("Fay", "breakouts.draw", rooms=3)
        first = [tuple(r["members"]) for r in workshop.room.state.of("breakout")]
        inside = {workshop.room.state.records[p]["name"] for room in first for p in room}
        assert inside == {*TEAM, "Olga", "Mara"} - {"Tom"}
        workshop.ok("Fay", "breakouts.draw", rooms=3)
        again = [tuple(r["members"]) for r in workshop.room.state.of("breakout")]
        assert len(again) == 3
        assert again != first

    def test_drawing_again_keeps_the_names_and_tasks_that_rooms_were_given(self) -> None:
        scene, (one, _) = prepared()
        scene.give("lea", "breakouts.change", {"room": one, "title": "Lille", "prompt": "Why two minutes?"})
        scene.give("lea", "breakouts.draw", {"rooms": 2})
        assert (scene.get(one)["title"], scene.get(one)["prompt"]) == ("Lille", "Why two minutes?")
        assert sum(sizes(scene)) == len(PEOPLE)

    def test_the_manager_can_have_a_room_of_her_own(self) -> None:
        scene, _ = prepared()
        scene.give("lea", "breakouts.draw", {"rooms": 2, "managers": "own_room"})
        assert ["hana"] in [r["members"] for r in scene.room.state.of("breakout")]

    def test_three_rooms_on_the_three_cs_take_one_each(self) -> None:
        scene, rooms = prepared("research", "three_cs", 3)
        assert [(scene.get(r)["title"], scene.get(r)["c"]) for r in rooms] == [
            ("Customer", "customer"),
            ("Competitor", "competitor"),
            ("Company", "company"),
        ]

    def test_whoever_comes_late_goes_into_the_smallest_room_with_one_press(self) -> None:
        scene, one, two = started()
        scene.give("lea", "breakouts.place", {"person": "bram", "room": two})
        assert scene.give("lea", "breakouts.seat", {"person": "hana"}).get("ok")
        assert "hana" in scene.get(one)["members"]

    def test_visitors_go_into_no_room_and_only_the_desk_puts_people_anywhere(self) -> None:
        scene, (one, _) = prepared()
        assert scene.refused("lea", "breakouts.place", {"person": "marc", "room": one}) == "invalid"
        for command, data in (("place", {"person": "tess", "room": one}), ("draw", {}), ("start", {})):
            assert scene.refused("tess", f"breakouts.{command}", data) == "not_facilitator"

    def test_nobody_but_the_desk_sees_rooms_before_they_begin_and_rooms_without_people_never_do(self) -> None:
        scene, (one, two) = prepared()
        scene.give("lea", "breakouts.place", {"person": "tess", "room": one})
        assert scene.seers(one) == {"lea"}
        assert scene.refused("lea", "breakouts.start", {"slot": "slot:three_cs"}) == "invalid"
        scene.give("lea", "breakouts.start", {})
        assert scene.seers(one) == {*PEOPLE, "lea", "wall"}
        assert scene.get(two).status == "withdrawn"

    def test_rooms_can_be_prepared_the_evening_before_and_put_away_again(self) -> None:
        workshop = Workshop()
        workshop.ok("Fay", "breakouts.prepare", slot="slot:three_cs", rooms=3)
        workshop.ok("Fay", "breakouts.put_away", slot="slot:three_cs")
        assert not list(workshop.room.state.of("breakout"))

    def test_sending_everybody_too_early_is_undone_and_the_rooms_are_prepared_as_before(self) -> None:
        scene, one, two = started()
        step = scene.worked_out("lea")["undo"]
        assert step["say"] == "sent everybody to their rooms"
        assert scene.give("lea", step["command"], step["data"]).get("ok")
        assert [(scene.get(r)["started"], scene.get(r)["members"]) for r in (one, two)] == [
            (0, ["tess", "bram"]),
            (0, ["lena", "otto"]),
        ]
        assert scene.seers(one) == {"lea"}


class TestWhoseCardsReachWhom:
    def test_a_card_stays_in_its_room_until_the_end_and_not_even_the_desk_reads_it(self) -> None:
        scene, one, _ = started()
        written = note(scene, "tess", one)
        assert scene.seers(written) == {"tess", "bram"}
        scene.give("lea", "breakouts.end", {})
        assert scene.seers(written) == {*PEOPLE, "lea"}

    def test_what_a_room_reports_comes_to_the_wall_and_the_rest_does_not(self) -> None:
        scene, one, _ = started()
        told, kept = note(scene, "tess", one, "told"), note(scene, "bram", one, "kept")
        assert scene.give("bram", "breakouts.mark", {"note": told}).get("ok")
        scene.give("lea", "breakouts.end", {})
        assert "wall" in scene.seers(told)
        assert "wall" not in scene.seers(kept)
        scene.let_in("marc")
        assert scene.seers(told) == {*PEOPLE, "lea"}
        assert scene.seers(one) == {*PEOPLE, "lea"}

    def test_whoever_is_moved_takes_on_the_new_rooms_cards_and_loses_the_old_ones(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "breakouts.prepare", rooms=2)
        one, two = (r.id for r in workshop.room.state.of("breakout"))
        for name, room in (("Tom", one), ("Ana", one), ("Tess", two)):
            workshop.ok("Fay", "breakouts.place", person=workshop.person(name).id, room=room)
        workshop.ok("Fay", "breakouts.start")
        browser = Browser(workshop.audience, workshop.viewer("Ana"))
        first = workshop.ok("Tom", "capture.add_note", text="in one", breakout=one)[0]
        second = workshop.ok("Tess", "capture.add_note", text="in two", breakout=two)[0]
        assert first in browser.view()
        assert second not in browser.view()
        assert b"in two" not in browser.bytes
        workshop.ok("Fay", "breakouts.place", person=workshop.person("Ana").id, room=two)
        assert first not in browser.view()
        assert second in browser.view()

    def test_only_a_rooms_own_people_write_on_its_board_and_mark_its_report(self) -> None:
        scene, one, _ = started()
        written = note(scene, "tess", one)
        assert scene.refused("lena", "capture.add_note", {"text": "hello", "breakout": one}) == "not_yours"
        assert scene.refused("lena", "breakouts.mark", {"note": written}) == "not_yours"
        assert scene.refused("lena", "breakouts.call", {"room": one}) == "not_yours"

    def test_the_desk_learns_numbers_only(self) -> None:
        scene, one, two = started()
        scene.give("tess", "breakouts.mark", {"note": note(scene, "tess", one, "a secret thought")})
        note(scene, "bram", one)
        assert scene.worked_out("lea")[f"room_progress:{one}"] == {"room": one, "cards": 2, "report": 1}
        assert scene.worked_out("lea")[f"room_progress:{two}"] == {"room": two, "cards": 0, "report": 0}
        assert "secret" not in str(scene.worked_out("lea"))
        assert not [i for i in scene.worked_out("tess") if i.startswith("room_progress")]

    def test_in_a_room_names_stay_even_where_the_board_is_without_names(self) -> None:
        scene, _ = prepared()
        manner = {"slot": "slot:debrief", "mode": "write_reveal", "naming": "anonymous"}
        scene.give("lea", "capture.choose_mode", manner)
        scene.give("lea", "breakouts.draw", {"rooms": 1})
        scene.give("lea", "breakouts.start", {})
        room = next(scene.room.state.of("breakout")).id
        written = note(scene, "tess", room)
        seen = scene.seen("bram", written)
        assert seen is not None
        assert seen["by"] == "tess"

    @given(STEPS)
    def test_whatever_is_done_no_card_reaches_another_room_before_the_end(
        self, steps: list[tuple[str, str, int]]
    ) -> None:
        scene, one, two = started()
        for what, who, which in steps:
            notes = list(scene.room.state.of("note"))
            room = next((r.id for r in scene.room.state.of("breakout") if who in r["members"]), "")
            if what == "write" and room:
                note(scene, who, room)
            elif what == "move":
                scene.give("lea", "breakouts.place", {"person": who, "room": (one, two)[which % 2]})
            elif what == "seat":
                scene.give("lea", "breakouts.seat", {"person": who})
            elif notes:
                scene.give(who, "breakouts.mark", {"note": notes[which % len(notes)].id})
            for written in scene.room.state.of("note"):
                members = set(scene.get(written["breakout"])["members"])
                assert scene.seers(written.id) == members | {written.by}


class TestTheClock:
    def test_every_room_has_a_clock_that_starts_with_all_and_is_extended_alone_or_together(self) -> None:
        scene, one, two = started()
        ends = scene.now + 10 * MINUTE
        assert [scene.get(r)["ends_at"] for r in (one, two)] == [ends, ends]
        scene.give("lea", "breakouts.extend", {"seconds": 120, "room": one})
        scene.give("lea", "breakouts.extend", {"seconds": 60})
        assert [scene.get(r)["ends_at"] - ends for r in (one, two)] == [3 * MINUTE, MINUTE]

    def test_more_time_when_time_is_up_counts_from_now(self) -> None:
        scene, one, _ = started()
        scene.now += 15 * MINUTE
        scene.give("lea", "breakouts.extend", {"seconds": 60, "room": one})
        assert scene.get(one)["ends_at"] == scene.now + MINUTE

    def test_nothing_locks_when_time_is_up_and_what_is_written_then_is_marked(self) -> None:
        scene, one, _ = started()
        in_time = note(scene, "tess", one)
        scene.now += 10 * MINUTE + GRACE_MS
        sentence = note(scene, "tess", one)
        scene.now += 1
        late = note(scene, "tess", one)
        assert [scene.get(n)["overtime"] for n in (in_time, sentence, late)] == [0, 0, scene.now]

    def test_what_was_still_being_typed_at_the_end_is_kept_and_marked_and_everybody_reads_it(self) -> None:
        scene, one, _ = started()
        scene.give("lea", "breakouts.end", {})
        scene.now += 5000
        late = note(scene, "tess", one)
        assert scene.get(late)["overtime"] == scene.now
        assert scene.seers(late) == {*PEOPLE, "lea"}
        assert scene.refused("tess", "breakouts.mark", {"note": late}) == "invalid"

    def test_a_clock_stands_still_for_one_room_or_for_all_and_goes_on_with_what_it_had_left(self) -> None:
        scene, one, two = started()
        ends = scene.get(one)["ends_at"]
        scene.give("lea", "breakouts.pause", {"room": one})
        assert [scene.get(r)["paused_at"] for r in (one, two)] == [scene.now, 0]
        assert scene.refused("lea", "breakouts.pause", {"room": one}) == "invalid"
        scene.now += 4 * MINUTE
        scene.give("lea", "breakouts.pause", {})
        scene.now += MINUTE
        assert scene.give("lea", "breakouts.resume", {}).get("ok")
        assert [scene.get(r)["ends_at"] - ends for r in (one, two)] == [5 * MINUTE, MINUTE]
        assert scene.refused("lea", "breakouts.resume", {"room": two}) == "invalid"
        assert scene.refused("tess", "breakouts.pause", {}) == "not_facilitator"

    def test_the_wall_is_told_that_a_clock_stands_still(self) -> None:
        scene, one, _ = started()
        scene.give("lea", "breakouts.pause", {})
        seen = scene.seen("wall", one)
        assert seen is not None
        assert seen["body"]["paused_at"] == scene.now

    def test_more_time_for_a_clock_that_stands_is_added_to_what_it_had_left(self) -> None:
        scene, one, two = started()
        scene.give("lea", "breakouts.pause", {"room": one})
        scene.now += 30 * MINUTE
        scene.give("lea", "breakouts.extend", {"seconds": 60})
        scene.give("lea", "breakouts.resume", {"room": one})
        assert [scene.get(r)["ends_at"] - scene.now for r in (one, two)] == [11 * MINUTE, MINUTE]

    def test_the_rooms_own_clock_stands_still_with_the_live_lines_and_goes_on_with_it(self) -> None:
        scene, one, two = started()
        scene.give("lea", "breakouts.pause", {"room": two})
        scene.now += MINUTE
        scene.give("lea", "clock.pause", {})
        scene.now += MINUTE
        scene.give("lea", "clock.resume", {})
        assert scene.get(one)["paused_at"] == 0
        assert scene.get(two)["paused_at"] == scene.now - 2 * MINUTE

    def test_adjourning_pauses_every_room_and_the_next_morning_they_go_on(self) -> None:
        scene, one, two = started()
        ends = scene.get(one)["ends_at"]
        assert scene.give("lea", "stage.adjourn", {}).get("ok")
        assert [scene.get(r)["paused_at"] for r in (one, two)] == [scene.now] * 2
        scene.now += 15 * 60 * MINUTE
        scene.give("lea", "stage.open_doors", {})
        assert scene.give("lea", "breakouts.resume", {}).get("ok")
        assert scene.get(two)["ends_at"] - ends == 15 * 60 * MINUTE

    def test_nothing_written_while_a_clock_stands_still_is_late(self) -> None:
        scene, one, _ = started()
        scene.give("lea", "breakouts.pause", {})
        scene.now += 60 * MINUTE
        assert scene.get(note(scene, "tess", one))["overtime"] == 0
        scene.give("lea", "breakouts.resume", {})
        scene.now += 10 * MINUTE + GRACE_MS + 1
        assert scene.get(note(scene, "tess", one))["overtime"] == scene.now

    def test_one_room_can_come_back_before_the_others(self) -> None:
        scene, one, two = started()
        scene.give("lea", "breakouts.end", {"room": one})
        assert scene.get(one)["ended"]
        assert not scene.get(two)["ended"]


class TestHelp:
    def test_one_press_calls_and_on_my_way_answers_and_done_ends_it(self) -> None:
        scene, one, _ = started()
        scene.give("tess", "breakouts.call", {"room": one})
        assert scene.get(one)["calls"] == scene.now
        scene.give("lea", "breakouts.come", {"room": one})
        assert scene.get(one)["coming"] == scene.viewers["lea"].person
        scene.give("lea", "breakouts.come", {"room": one})
        assert (scene.get(one)["calls"], scene.get(one)["coming"]) == (0, "")

    def test_a_second_press_takes_the_call_back(self) -> None:
        scene, one, _ = started()
        scene.give("tess", "breakouts.call", {"room": one})
        scene.give("bram", "breakouts.call", {"room": one})
        assert scene.get(one)["calls"] == 0

    def test_the_wall_shows_rooms_people_and_clocks_and_no_call(self) -> None:
        scene, one, _ = started()
        scene.give("tess", "breakouts.call", {"room": one})
        seen = scene.seen("wall", one)
        assert seen is not None
        assert not {"calls", "coming", "prompt", "c"} & set(seen["body"])
        assert {"title", "members", "ends_at"} <= set(seen["body"])


class TestTheReport:
    def test_a_report_is_three_cards(self) -> None:
        scene, one, _ = started()
        notes = [note(scene, "tess", one, f"thought {n}") for n in range(4)]
        for marked in notes[:3]:
            assert scene.give("bram", "breakouts.mark", {"note": marked}).get("ok")
        assert scene.refused("bram", "breakouts.mark", {"note": notes[3]}) == "invalid"
        scene.give("tess", "breakouts.mark", {"note": notes[0]})
        assert scene.give("bram", "breakouts.mark", {"note": notes[3]}).get("ok")

    @pytest.mark.parametrize("mode", ["open", "write_reveal"])
    def test_on_a_board_of_notes_reports_stand_there_whatever_its_way_of_writing(self, mode: str) -> None:
        scene, one, _ = started()
        scene.give("lea", "capture.choose_mode", {"slot": "slot:debrief", "mode": mode, "naming": "named"})
        told = note(scene, "tess", one)
        scene.give("tess", "breakouts.mark", {"note": told})
        scene.give("lea", "breakouts.end", {})
        seen = scene.seen("otto", told)
        assert seen is not None
        assert (seen["body"]["slot"], seen["body"]["report"]) == ("slot:debrief", True)
        assert scene.give("otto", "capture.star", {"note": told}).get("ok")

    def test_the_rooms_come_back_also_while_the_manager_is_away_and_the_report_stays_theirs(self) -> None:
        scene, rooms = prepared("research", "three_cs", 3)
        scene.give("lea", "breakouts.place", {"person": "tess", "room": rooms[1]})
        scene.give("lea", "breakouts.start", {})
        told = note(scene, "tess", rooms[1], "They answer in two days")
        scene.give("tess", "breakouts.mark", {"note": told})
        assert scene.give("lea", "people.attest", {"person": "hana", "presence": "left"}).get("ok")
        assert scene.give("lea", "breakouts.end", {}).get("ok")
        assert not list(scene.room.state.of("card"))
        assert scene.get(told)["report"]
        assert "bram" in scene.seers(told)

    def test_on_the_three_cs_a_report_becomes_a_fact_of_its_c_under_its_authors_name(self) -> None:
        scene, rooms = prepared("research", "three_cs", 3)
        scene.give("lea", "breakouts.place", {"person": "tess", "room": rooms[1]})
        scene.give("lea", "breakouts.start", {})
        told = note(scene, "tess", rooms[1], "They answer in two days")
        scene.give("tess", "breakouts.mark", {"note": told})
        note(scene, "tess", rooms[1], "not told")
        version = scene.get("plan")["version"]
        scene.give("lea", "breakouts.end", {})
        facts = [(c.by, c["c"], c["text"], c["basis"]) for c in scene.room.state.of("card")]
        assert facts == [("tess", "competitor", "They answer in two days", "Room Competitor")]
        assert scene.get("plan")["version"] > version

    def test_without_breakouts_there_is_nothing_to_end(self) -> None:
        scene = Scene("research", "debrief")
        assert scene.refused("lea", "breakouts.end", {}) == "invalid"
        assert scene.refused("lea", "breakouts.start", {}) == "invalid"
