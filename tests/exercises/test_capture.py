"""Writing first, revealing, starring, grouping: who may, and above all who sees what when."""

from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.scene_a import CAST, START, Scene
from workshop.exercises.capture import STARS
from workshop.rules.state import fold
from workshop.rules.writing import GRACE_MS

TEAM = {"tess", "bram", "lena", "otto", "hana"}
INSIDE = TEAM | {"lea"}
SLOT = "slot:debrief"


def debrief(naming: str = "named", mode: str = "write_reveal") -> Scene:
    scene = Scene("research", "debrief")
    assert scene.give("lea", "capture.choose_mode", {"slot": SLOT, "mode": mode, "naming": naming}).get("ok")
    return scene


def reveal(scene: Scene) -> None:
    scene.now += 60_000
    assert scene.give("lea", "capture.reveal", {"slot": SLOT}).get("ok")


def note(scene: Scene, who: str, text: str = "They count in stores, not in orders", **more: object) -> str:
    return scene.made(who, "capture.add_note", {"text": text, **more})


def test_before_the_reveal_a_note_reaches_its_author_and_nobody_else_not_even_the_desk() -> None:
    scene = debrief()
    written = note(scene, "tess")
    assert scene.seers(written) == {"tess"}


def test_before_the_reveal_the_counts_are_everybodys_and_the_texts_are_in_none_of_them() -> None:
    scene = debrief()
    note(scene, "tess", "a secret thought")
    note(scene, "bram", "another secret")
    for who in (*INSIDE, "wall"):
        counted = scene.worked_out(who)[f"written:{SLOT}"]
        assert counted["total"] == 2
        assert "secret" not in str(counted)
    assert scene.worked_out("tess")[f"written:{SLOT}"]["writers"] == {"tess": 1, "bram": 1}
    assert scene.worked_out("wall")[f"written:{SLOT}"]["writers"] == {}


def test_the_reveal_shows_everything_inside_and_on_the_wall_but_not_to_visitors() -> None:
    scene = debrief()
    written = note(scene, "tess")
    reveal(scene)
    assert scene.seers(written) == INSIDE | {"wall"}
    scene.let_in("marc")
    assert scene.seers(written) == INSIDE


def test_the_reveal_gives_an_order_that_is_not_the_order_of_writing() -> None:
    scene = debrief()
    notes = [note(scene, who) for who in ("tess", "bram", "lena")]
    reveal(scene)
    assert [scene.get(n)["order"] for n in notes] == [2, 1, 0]
    assert sorted(scene.get(n)["order"] for n in notes) == [0, 1, 2]


def on_the_wall(scene: Scene) -> str:
    return scene.made("tess", "photos.keep", {"picture": "ab" * 32, "slot": SLOT})


def test_a_card_read_from_a_photograph_is_tied_to_it_and_both_are_taken_back_as_one_card() -> None:
    scene = debrief(mode="open")
    photo = on_the_wall(scene)
    written = note(scene, "bram", photo=photo)
    assert scene.get(photo)["shows"] == [written]
    assert scene.give("bram", "record.undo", {"event": scene.room.state.seq}).get("ok")
    assert scene.get(written).status == "withdrawn"
    assert scene.get(photo).status == "active"


def test_a_card_that_is_not_everybodys_or_has_no_name_is_tied_to_no_photograph() -> None:
    for naming in ("named", "function", "anonymous"):
        scene = debrief(naming)
        photo = on_the_wall(scene)
        scene.give("bram", "capture.add_note", {"text": "mine alone", "photo": photo})
        assert scene.get(photo)["shows"] == []
        own = next((n.id for n in scene.room.state.of("note")), "none")
        assert scene.refused("bram", "record.link", {"id": photo, "to": own, "field": "shows"}) == "invalid"


def test_nothing_is_revealed_twice_nor_where_everybody_saw_everything_anyway() -> None:
    scene = debrief()
    reveal(scene)
    assert scene.refused("lea", "capture.reveal", {"slot": SLOT}) == "invalid"
    assert debrief(mode="open").refused("lea", "capture.reveal", {"slot": SLOT}) == "invalid"


def test_only_the_desk_reveals_and_chooses_how_people_write() -> None:
    scene = debrief()
    chosen = {"slot": SLOT, "mode": "open", "naming": "named"}
    for who in TEAM:
        assert scene.refused(who, "capture.reveal", {"slot": SLOT}) == "not_facilitator"
        assert scene.refused(who, "capture.choose_mode", chosen) == "not_facilitator"


def test_what_was_promised_beside_the_input_stays_once_somebody_has_written() -> None:
    chosen = {"slot": SLOT, "mode": "open", "naming": "named"}
    for naming in ("named", "function", "anonymous"):
        scene = debrief(naming)
        note(scene, "tess")
        assert scene.refused("lea", "capture.choose_mode", chosen) == "invalid"
        reveal(scene)
        assert scene.refused("lea", "capture.choose_mode", chosen) == "invalid"


def test_without_names_needs_writing_first_and_four_who_could_have_written() -> None:
    scene = Scene("research", "debrief")
    nameless = {"slot": SLOT, "naming": "anonymous"}
    assert scene.refused("lea", "capture.choose_mode", {**nameless, "mode": "open"}) == "invalid"
    for who in ("lena", "otto"):
        scene.give(who, "people.leave", {})
    assert scene.refused("lea", "capture.choose_mode", {**nameless, "mode": "write_reveal"}) == "invalid"


def test_by_function_a_note_shows_the_function_of_three_and_team_for_fewer() -> None:
    scene = debrief("function")
    of_service, of_sales = note(scene, "tess"), note(scene, "otto")
    reveal(scene)
    for who in ("bram", "lea", "wall"):
        for written, function in ((of_service, "service"), (of_sales, "team")):
            seen = scene.seen(who, written)
            assert seen is not None
            assert (seen["by"], seen["body"]["function"]) == ("", function)
    assert (scene.seen("tess", of_service) or {})["by"] == "tess"


def test_without_names_nothing_anywhere_says_who_wrote_it() -> None:
    scene = debrief("anonymous")
    note(scene, "tess", "the vans are late")
    note(scene, "bram", "nobody calls back")
    assert list(scene.room.state.of("note")) == []
    stored = [event for _, event in scene.log.read()]
    assert "the vans are late" not in str(stored)
    reveal(scene)
    notes = list(scene.room.state.of("note"))
    assert {n["text"] for n in notes} == {"the vans are late", "nobody calls back"}
    assert {n.by for n in notes} == {""}
    assert not scene.log.sealed()
    said = [event for _, event in scene.log.read() if event.type == "capture.notes_revealed"]
    assert [event.by for event in said] == [""]


def test_without_names_the_count_goes_up_and_its_author_can_change_or_take_it_back_by_its_id() -> None:
    scene = debrief("anonymous")
    first, second = note(scene, "tess"), note(scene, "bram")
    assert scene.worked_out("lea")[f"written:{SLOT}"] == {"slot": SLOT, "total": 2, "writers": {}}
    assert scene.give("tess", "capture.rewrite", {"id": first, "text": "better words"}).get("ok")
    assert scene.give("bram", "capture.rewrite", {"id": second}).get("ok")
    assert scene.worked_out("lea")[f"written:{SLOT}"]["total"] == 1
    reveal(scene)
    assert [n["text"] for n in scene.room.state.of("note")] == ["better words"]
    assert scene.refused("tess", "capture.rewrite", {"id": first, "text": "too late"}) == "invalid"


def test_without_names_what_comes_after_the_reveal_is_kept_without_a_name_until_the_desk_reveals_again() -> (
    None
):
    scene = debrief("anonymous")
    note(scene, "tess", "in time")
    reveal(scene)
    note(scene, "bram", "after it", written=START)
    assert [n["text"] for n in scene.room.state.of("note")] == ["in time"]
    reveal(scene)
    found = {n["text"]: (n.by, n["order"]) for n in scene.room.state.of("note")}
    assert found == {"in time": ("", 0), "after it": ("", 1)}


def test_whoever_was_typing_at_the_reveal_has_ten_seconds() -> None:
    scene = debrief()
    scene.now += 1000
    typed = scene.now
    reveal(scene)
    scene.now += GRACE_MS
    in_time = note(scene, "bram", written=typed)
    assert scene.seers(in_time) == INSIDE | {"wall"}


def test_what_was_written_before_the_reveal_and_comes_long_after_it_waits_in_the_desks_tray() -> None:
    scene = debrief()
    scene.now += 1000
    typed = scene.now
    reveal(scene)
    scene.now += GRACE_MS + 1
    late = note(scene, "bram", written=typed)
    assert scene.get(late)["late"] == typed
    assert scene.seers(late) == {"bram", "lea"}
    assert scene.refused("bram", "capture.show_late", {"note": late}) == "not_facilitator"
    assert scene.give("lea", "capture.show_late", {"note": late}).get("ok")
    assert scene.seers(late) == INSIDE | {"wall"}


def test_each_has_three_stars_and_can_take_them_back() -> None:
    scene = debrief(mode="open")
    notes = [note(scene, "tess", f"thought {n}") for n in range(STARS + 1)]
    for one in notes[:STARS]:
        assert scene.give("bram", "capture.star", {"note": one}).get("ok")
    assert scene.refused("bram", "capture.star", {"note": notes[STARS]}) == "invalid"
    assert scene.give("bram", "capture.star", {"note": notes[0]}).get("ok")
    assert scene.give("bram", "capture.star", {"note": notes[STARS]}).get("ok")
    assert [scene.get(n)["stars"] for n in notes] == [[], ["bram"], ["bram"], ["bram"]]


def test_a_note_that_is_not_on_the_board_can_be_neither_starred_nor_moved_nor_put_under_a_heading() -> None:
    scene = debrief()
    written = note(scene, "tess")
    assert scene.refused("bram", "capture.star", {"note": written}) == "invalid"
    assert scene.refused("bram", "capture.move", {"note": written}) == "invalid"
    assert scene.refused("bram", "capture.add_cluster", {"title": "Time", "notes": [written]}) == "invalid"


def test_notes_go_under_a_heading_are_moved_and_come_loose_again() -> None:
    scene = debrief(mode="open")
    one, two = note(scene, "tess"), note(scene, "bram")
    time = scene.made("otto", "capture.add_cluster", {"title": "Time", "notes": [one]})
    assert scene.get(one)["cluster"] == time
    assert scene.get(time)["slot"] == SLOT
    scene.give("bram", "capture.move", {"note": two, "cluster": time})
    scene.give("lena", "capture.move", {"note": one})
    assert (scene.get(one)["cluster"], scene.get(two)["cluster"]) == ("", time)


def test_the_desk_merges_and_splits_and_others_only_their_own() -> None:
    scene = debrief(mode="open")
    own, alike, others = note(scene, "tess"), note(scene, "tess"), note(scene, "bram")
    assert scene.refused("tess", "record.merge", {"into": own, "others": [others]}) == "not_yours"
    assert scene.give("tess", "record.merge", {"into": own, "others": [alike]}).get("ok")
    assert scene.give("lea", "record.merge", {"into": own, "others": [others]}).get("ok")
    assert scene.get(others).status == "merged"
    assert scene.give("lea", "record.split", {"id": own}).get("ok")
    assert {scene.get(n).status for n in (own, alike, others)} == {"active"}


def test_the_desk_learns_how_many_do_not_get_the_question_and_nobody_learns_who() -> None:
    scene = debrief()
    said = scene.made("tess", "capture.unclear", {"slot": SLOT})
    scene.made("bram", "capture.unclear", {"slot": SLOT})
    assert scene.worked_out("lea")[f"not_clear:{SLOT}"] == {"slot": SLOT, "people": 2}
    assert f"not_clear:{SLOT}" not in scene.worked_out("otto")
    assert scene.seers(said) == {"tess"}
    scene.give("tess", "capture.unclear", {"slot": SLOT})
    assert scene.worked_out("lea")[f"not_clear:{SLOT}"]["people"] == 1
    scene.give("lea", "capture.restate", {"slot": SLOT, "prompt": "What surprised you?"})
    assert f"not_clear:{SLOT}" not in scene.worked_out("lea")
    assert scene.get(SLOT)["prompt"] == "What surprised you?"


def test_visitors_write_nothing_here() -> None:
    scene = debrief(mode="open")
    scene.let_in("marc", "gil")
    for who in ("marc", "gil"):
        assert scene.refused(who, "capture.add_note", {"text": "hello"}) == "excluded"


def test_the_desk_writes_what_somebody_said_aloud_under_that_persons_name() -> None:
    scene = debrief(mode="open")
    said = scene.made("lea", "capture.add_note", {"text": "I saw it"}, on_behalf="otto")
    assert (scene.get(said).by, scene.get(said).via) == ("otto", scene.viewers["lea"].person)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "star", "reveal", "reveal_leaders", "late", "move"]),
        st.sampled_from(sorted(TEAM)),
        st.integers(0, 5),
    ),
    max_size=12,
)


@given(STEPS, st.sampled_from(["named", "function", "anonymous"]))
def test_whatever_is_done_in_whatever_order_no_text_gets_out_before_its_reveal(
    steps: list[tuple[str, str, int]], naming: str
) -> None:
    scene = debrief(naming)
    for n, (what, who, which) in enumerate(steps):
        scene.now += 20_000
        notes = list(scene.room.state.of("note"))
        chosen = notes[which % len(notes)].id if notes else "none"
        match what:
            case "write":
                note(scene, who, f"words {n}")
            case "late":
                note(scene, who, f"words {n}", written=START + 1)
            case "reveal" | "reveal_leaders":
                scene.give("lea", f"capture.{what}", {"slot": SLOT})
            case _:
                scene.give(who, f"capture.{what}", {"note": chosen})
        revealed = bool(scene.get(SLOT)["revealed"])
        for one in scene.room.state.of("note"):
            last = revealed and not scene.get(SLOT)["led"] and naming == "named" and one.by == "hana"
            expected = INSIDE | {"wall"} if revealed and not one["late"] and not last else {one.by}
            expected |= {"lea"} if revealed and (one["late"] or not last) else set()
            assert scene.seers(one.id) == expected
            assert naming != "anonymous" or one.by == ""
    assert fold(event for _, event in scene.log.read()).records == scene.room.state.records


def test_every_member_of_the_cast_has_a_place_in_the_sight_tables() -> None:
    assert {name for name, _, _ in CAST} | {"lea"} == INSIDE | {"gil", "marc", "wall"}
