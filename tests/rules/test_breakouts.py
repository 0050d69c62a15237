"""Breakouts: who is in which room, whose cards reach whom, and what comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import TEAM, Browser, Workshop
from tests.exercises.scene_a import Scene
from tests.rules.rooms import PEOPLE, note, prepared, started

STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "move", "mark", "seat"]), st.sampled_from(PEOPLE), st.integers(0, 5)),
    max_size=14,
)


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

    def test_a_rooms_name_is_short_enough_for_the_room_screen(self) -> None:
        scene, (one, _) = prepared()
        refused = scene.refused("lea", "breakouts.change", {"room": one, "title": "W" * 61})
        assert refused == "too_large"

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
        assert scene.get(rooms[1])["apart"]
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
        assert not scene.get(rooms[1])["apart"]
        assert scene.get("plan")["version"] > version

    def test_without_breakouts_there_is_nothing_to_end(self) -> None:
        scene = Scene("research", "debrief")
        assert scene.refused("lea", "breakouts.end", {}) == "invalid"
        assert scene.refused("lea", "breakouts.start", {}) == "invalid"
