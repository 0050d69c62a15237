"""What the desk does while people are in rooms: their clocks, messages, help."""

from tests.cast import Browser, Workshop
from tests.rules.rooms import MINUTE, PEOPLE, note, prepared, started
from workshop.rules.writing import GRACE_MS


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


class TestMessages:
    def test_a_message_to_all_rooms_reaches_the_people_in_them_and_nobody_else(self) -> None:
        scene, _, _ = started()
        told = scene.made("lea", "breakouts.tell", {"text": "Three numbers each, please"})
        assert scene.seers(told) == {"tess", "bram", "lena", "otto", "lea"}

    def test_a_message_to_one_room_is_read_there_alone(self) -> None:
        scene, one, _ = started()
        told = scene.made("lea", "breakouts.tell", {"text": "Ask Lena’s room", "room": one})
        assert scene.seers(told) == {"tess", "bram", "lea"}
        assert scene.refused("tess", "breakouts.tell", {"text": "Hello"}) == "not_facilitator"

    def test_whoever_is_moved_reads_what_their_new_room_was_told_and_no_longer_the_old_ones(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "breakouts.prepare", rooms=2)
        one, two = (r.id for r in workshop.room.state.of("breakout"))
        for name, room in (("Tom", one), ("Ana", one), ("Tess", two)):
            workshop.ok("Fay", "breakouts.place", person=workshop.person(name).id, room=room)
        workshop.ok("Fay", "breakouts.start")
        ana, tess = (Browser(workshop.audience, workshop.viewer(name)) for name in ("Ana", "Tess"))
        told = workshop.ok("Fay", "breakouts.tell", text="For the first room", room=one)[0]
        assert told in ana.view()
        workshop.ok("Fay", "breakouts.place", person=workshop.person("Ana").id, room=two)
        assert told not in ana.view()
        assert b"For the first room" not in tess.bytes
        workshop.ok("Fay", "breakouts.place", person=workshop.person("Tess").id, room=one)
        assert told in tess.view()
        workshop.ok("Fay", "breakouts.end")
        assert told not in tess.view()

    def test_with_nobody_in_rooms_there_is_nobody_to_tell(self) -> None:
        scene, _ = prepared()
        assert scene.refused("lea", "breakouts.tell", {"text": "Hello"}) == "invalid"


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
