"""Questions for the customer, answers, quotes: what the customer sees is what was put, and own words."""

from typing import Any

import pytest

from tests.exercises.scene_a import Scene

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}
SLOT = "slot:questions"


def before() -> Scene:
    return Scene("open", "questions")


def briefing() -> Scene:
    scene = Scene("briefing", "ask")
    scene.let_in("marc", "gil")
    return scene


def question(scene: Scene, who: str = "tess", text: str = "What keeps you awake?") -> str:
    return scene.made(who, "questions.add_question", {"text": text})


def put(scene: Scene, asked: str) -> None:
    assert scene.give("lea", "questions.put", {"question": asked}).get("ok")


def test_before_the_guest_comes_questions_are_their_authors_until_the_reveal() -> None:
    scene = before()
    asked = question(scene)
    assert scene.seers(asked) == {"tess"}
    assert scene.worked_out("lea")[f"written:{SLOT}"]["total"] == 1
    scene.now += 1000
    scene.give("lea", "capture.reveal", {"slot": SLOT})
    assert scene.seers(asked) == INSIDE | {"wall"}


def test_the_first_question_fixes_how_people_write_and_questions_always_keep_names() -> None:
    scene = before()
    nameless = {"slot": SLOT, "mode": "write_reveal", "naming": "anonymous"}
    assert scene.refused("lea", "capture.choose_mode", nameless) == "invalid"
    question(scene)
    assert scene.refused("lea", "capture.choose_mode", {**nameless, "naming": "named"}) == "invalid"


def test_questions_that_were_never_revealed_can_still_be_revealed_during_the_briefing() -> None:
    scene = before()
    asked = question(scene)
    scene.put(
        "workshop", "workshop", title="Plan", customer="K", stage="briefing", slot="slot:talk", sitting="s1"
    )
    assert scene.worked_out("lea")[f"written:{SLOT}"]["total"] == 1
    assert scene.give("lea", "capture.reveal", {"slot": SLOT}).get("ok")
    assert "lea" in scene.seers(asked)


@pytest.mark.parametrize("how", ["drafted", "chosen", "parked"])
def test_the_guest_and_the_wall_see_nothing_of_a_question_that_is_not_put(how: str) -> None:
    scene = briefing()
    asked = question(scene)
    if how == "chosen":
        scene.give("lea", "questions.choose", {"question": asked})
    if how == "parked":
        scene.give("lea", "questions.park", {"question": asked, "why": "it sells"})
    assert scene.get(asked)["status"] == how
    assert scene.seers(asked) == INSIDE


def test_a_question_that_is_put_reaches_the_guest_without_its_author_its_revision_or_our_notes() -> None:
    scene = briefing()
    asked = question(scene)
    scene.give("lea", "questions.group", {"questions": [asked], "topic": "Worries"})
    scene.give("lea", "questions.assign", {"question": asked, "person": "otto"})
    put(scene, asked)
    for who in ("marc", "wall"):
        seen = scene.seen(who, asked)
        assert seen is not None
        assert set(seen["body"]) == {"text", "status", "answer", "put_at", "asked_by"}
        assert (seen["by"], seen["rev"], seen["body"]["asked_by"]) == ("", 0, "Otto")
    assert scene.seers(asked) == INSIDE | {"marc", "gil", "wall"}


def test_a_question_taken_back_is_gone_from_the_guests_page() -> None:
    scene = briefing()
    asked = question(scene)
    put(scene, asked)
    scene.give("lea", "questions.choose", {"question": asked})
    assert scene.seers(asked) == INSIDE


def test_why_a_question_was_parked_stays_with_the_team_also_after_it_was_put() -> None:
    scene = briefing()
    asked = question(scene)
    put(scene, asked)
    scene.give("lea", "questions.park", {"question": asked, "why": "he does not know"})
    for who in ("marc", "gil", "wall"):
        assert "he does not know" not in str(scene.seen(who, asked))


def test_only_the_desk_chooses_assigns_and_puts() -> None:
    scene = briefing()
    asked = question(scene)
    for command in ("questions.choose", "questions.put", "questions.assign"):
        assert scene.refused("tess", command, {"question": asked}) == "not_facilitator"
    assert scene.refused("lea", "questions.assign", {"question": asked, "person": "nobody"}) == "invalid"
    assert scene.give("lea", "questions.assign", {"question": asked, "person": "otto"}).get("ok")


def test_questions_are_put_during_the_briefing_only() -> None:
    scene = before()
    asked = question(scene)
    assert scene.refused("lea", "questions.put", {"question": asked}) == "stage_closed"


def test_the_guest_answers_what_was_put_and_nothing_else() -> None:
    scene = briefing()
    asked = question(scene)
    answer = {"question": asked, "text": "The French stores."}
    assert scene.refused("marc", "questions.answer", answer) == "invalid"
    put(scene, asked)
    assert scene.give("marc", "questions.answer", answer).get("ok")
    assert (scene.get(asked)["status"], scene.get(asked)["answered_by"]) == ("answered", "marc")
    assert scene.refused("lea", "questions.put", {"question": asked}) == "invalid"


def test_anybody_of_the_team_parks_a_question_and_the_desk_takes_it_up_again() -> None:
    scene = briefing()
    asked = question(scene)
    parked = {"question": asked, "why": "no time"}
    assert scene.refused("marc", "questions.park", parked) == "excluded"
    assert scene.give("bram", "questions.park", parked).get("ok")
    assert scene.give("lea", "questions.choose", {"question": asked}).get("ok")
    assert scene.get(asked)["status"] == "chosen"


def test_questions_are_grouped_by_anybody_of_the_team_once_they_are_on_the_board() -> None:
    scene = before()
    one, two = question(scene), question(scene, "bram")
    assert scene.refused("otto", "questions.group", {"questions": [one, two], "topic": "Stores"}) == "invalid"
    scene.give("lea", "capture.reveal", {"slot": SLOT})
    assert scene.give("otto", "questions.group", {"questions": [one, two], "topic": "Stores"}).get("ok")
    assert {scene.get(q)["topic"] for q in (one, two)} == {"Stores"}


def test_a_briefing_note_becomes_a_quote_in_one_tap_and_the_only_guest_said_it() -> None:
    scene = briefing()
    scene.put("source", "src", title="Annual report")
    heard = scene.made("tess", "questions.add_brief", {"text": "We count twice.", "sources": ["src"]})
    quote = scene.made("bram", "questions.quote", {"of": heard})
    got = scene.get(quote)
    assert (got["text"], got["said_by"], got["of"], got["sources"]) == (
        "We count twice.",
        "marc",
        heard,
        ["src"],
    )
    assert scene.refused("otto", "questions.quote", {"of": heard}) == "invalid"
    assert scene.give("otto", "questions.quote", {"of": heard, "text": "twice"}).get("ok")


def test_an_answer_becomes_a_quote_too() -> None:
    scene = briefing()
    asked = question(scene)
    put(scene, asked)
    scene.give("marc", "questions.answer", {"question": asked, "text": "Returns."})
    quote = scene.made("lea", "questions.quote", {"of": asked})
    assert (scene.get(quote)["text"], scene.get(quote)["said_by"]) == ("Returns.", "marc")


def test_briefing_notes_of_the_team_never_reach_the_guest_or_the_wall_and_quotes_of_the_guest_do() -> None:
    scene = briefing()
    heard = scene.made("tess", "questions.add_brief", {"text": "He sounds tired."})
    quote = scene.made("tess", "questions.add_quote", {"text": "We are tired.", "said_by": "marc"})
    unnamed = scene.made("tess", "questions.add_quote", {"text": "Somebody said this."})
    assert scene.seers(heard) == INSIDE | {"gil"}
    assert scene.seers(quote) == INSIDE | {"gil", "marc", "wall"}
    assert scene.seers(unnamed) == INSIDE | {"gil"}
    seen = scene.seen("marc", quote)
    assert seen is not None
    assert (seen["by"], seen["body"]["of"], seen["body"]["sources"]) == ("", "", [])


def test_the_guest_is_told_which_note_of_their_own_became_a_quote_and_of_no_other() -> None:
    scene = briefing()
    theirs = scene.made("marc", "questions.add_brief", {"text": "We count twice."})
    ours = scene.made("tess", "questions.add_brief", {"text": "He sounds tired."})
    for note, told in ((theirs, theirs), (ours, "")):
        quote = scene.made("tess", "questions.quote", {"of": note})
        seen, wall = scene.seen("marc", quote), scene.seen("wall", quote)
        assert (seen and seen["body"]["of"], wall and wall["body"]["of"]) == (told, "")


def test_a_quote_is_confirmed_by_whoever_said_it_or_aloud_at_the_desk() -> None:
    scene = briefing()
    one = scene.made("tess", "questions.add_quote", {"text": "We count twice.", "said_by": "marc"})
    two = scene.made("tess", "questions.add_quote", {"text": "Somebody said this."})
    assert scene.refused("tess", "questions.confirm", {"quote": one}) == "not_facilitator"
    # What the guest may not see is, to the guest, not there.
    assert scene.refused("marc", "questions.confirm", {"quote": two}) == "invalid"
    assert scene.give("marc", "questions.confirm", {"quote": one, "text": "We count three times."}).get("ok")
    assert (scene.get(one)["confirmed"], scene.get(one)["text"]) == ("on own screen", "We count three times.")
    assert scene.give("lea", "questions.confirm", {"quote": two}).get("ok")
    assert scene.get(two)["confirmed"] == "aloud"


def test_the_guest_corrects_and_takes_back_own_words_and_nobody_elses() -> None:
    scene = briefing()
    own = scene.made("tess", "questions.add_quote", {"text": "We count twice.", "said_by": "marc"})
    ours = scene.made("tess", "questions.add_brief", {"text": "He sounds tired."})
    asked = question(scene)
    put(scene, asked)
    scene.give("marc", "questions.answer", {"question": asked, "text": "Returns."})
    assert scene.refused("marc", "questions.put_right", {"id": ours, "text": "I am not"}) == "invalid"
    assert scene.give("marc", "questions.put_right", {"id": own, "text": "We count thrice."}).get("ok")
    assert (scene.get(own)["text"], scene.get(own)["confirmed"]) == ("We count thrice.", "on own screen")
    assert scene.give("marc", "questions.put_right", {"id": own}).get("ok")
    assert scene.get(own).status == "withdrawn"
    assert scene.give("marc", "questions.put_right", {"id": asked}).get("ok")
    assert (scene.get(asked)["status"], scene.get(asked)["answer"]) == ("put", "")
    assert scene.refused("tess", "questions.put_right", {"id": ours}) == "excluded"


def test_a_guest_whose_window_is_closed_can_do_nothing_any_more() -> None:
    scene = Scene("briefing", "ask")
    for command, data in (
        ("add_brief", {"text": "x"}),
        ("answer", {"question": "q", "text": "x"}),
        ("put_right", {"id": "q"}),
    ):
        assert scene.refused("marc", f"questions.{command}", data) == "excluded"


def test_senior_management_hands_a_question_over_and_keeps_its_words_and_nothing_we_make_of_it() -> None:
    scene = briefing()
    asked = question(scene, "gil", "Who signs?")
    own = {"text": "Who signs?", "status": "drafted"}

    def words(who: str) -> dict[str, Any]:
        return dict((scene.seen(who, asked) or {})["body"])

    assert words("gil") == own
    assert words("tess")["text"] == "Who signs?"
    assert scene.give("tess", "questions.park", {"question": asked, "why": "Asked every year"}).get("ok")
    assert words("gil") == own
    assert scene.seen("marc", asked) is None
    assert scene.refused("gil", "questions.put", {"question": asked}) == "excluded"
    put(scene, asked)
    assert words("gil")["status"] == "put"


def test_a_note_of_the_briefing_that_comes_after_it_is_taken_and_marked_late_if_it_says_when_it_was_written() -> (
    None
):
    scene = Scene("research", "facts")
    heard = {"text": "Night shift has nobody to ask"}
    assert scene.refused("tess", "questions.add_brief", {**heard, "written": scene.now}) == "stage_closed"
    scene.put("stage", "stage:briefing", title="Customer briefing", entered=1, left=scene.now)
    assert scene.refused("tess", "questions.add_brief", heard) == "stage_closed"
    came = scene.made("tess", "questions.add_brief", {**heard, "written": scene.now - 5})
    assert scene.get(came)["late"] == scene.now - 5
    assert scene.refused("marc", "questions.add_brief", {**heard, "written": scene.now}) == "excluded"


def test_a_note_in_time_is_not_late() -> None:
    scene = briefing()
    came = scene.made("tess", "questions.add_brief", {"text": "Two hours a day", "written": scene.now})
    assert not scene.get(came)["late"]


def test_what_the_team_hears_gathers_until_the_desk_has_made_an_answer_of_it() -> None:
    scene = briefing()
    asked = question(scene)
    put(scene, asked)
    answer = {"question": asked, "text": "The permit comes in April"}
    assert scene.refused("tess", "questions.answer", answer) == "not_facilitator"
    heard = [
        scene.made(who, "questions.add_brief", {"text": text, "about": asked})
        for who, text in (("tess", "The permit comes in April"), ("otto", "They wait for a permit"))
    ]
    assert scene.get(asked)["status"] == "put"
    assert all(scene.get(one)["about"] == asked for one in heard)
    assert not {"marc", "wall"} & set().union(*(scene.seers(one) for one in heard))
    assert (scene.seen("marc", asked) or {})["body"]["answer"] == ""
    assert scene.give("lea", "questions.answer", {"question": asked, "text": "We wait for April"}).get("ok")
    assert (scene.seen("marc", asked) or {})["body"]["answer"] == "We wait for April"
    assert scene.refused("tess", "questions.add_brief", {"text": "x", "about": "nobody"}) == "invalid"


def test_what_the_guest_writes_to_a_question_is_kept_for_them_and_leaves_it_open_until_the_desk_makes_the_answer() -> (
    None
):
    scene = briefing()
    asked = question(scene)
    put(scene, asked)
    own = [
        scene.made("marc", "questions.add_brief", {"text": text, "about": asked})
        for text in ("The permit", "And who pays for it")
    ]
    assert scene.get(asked)["status"] == "put"
    assert all((scene.seen("marc", one) or {})["body"]["about"] == asked for one in own)
    made = {"question": asked, "text": "The permit", "of": own[0]}
    assert scene.give("lea", "questions.answer", made).get("ok")
    assert (scene.get(asked)["status"], scene.get(asked)["answered_by"]) == ("answered", "marc")
    assert scene.made("marc", "questions.add_brief", {"text": "In April", "about": asked})


def test_an_answer_the_desk_makes_of_a_note_keeps_whose_words_they_are_and_their_sources() -> None:
    scene = briefing()
    asked = question(scene)
    put(scene, asked)
    scene.put("source", "src", title="Town council")
    note = {"text": "We wait for April", "about": asked, "sources": ["src"], "said_by": "marc"}
    heard = scene.made("tess", "questions.add_brief", note)
    ours = scene.made("tess", "questions.add_brief", {"text": "They wait", "about": asked})
    no_note = {"question": asked, "text": "x", "of": asked}
    assert scene.refused("lea", "questions.answer", no_note) == "invalid"
    own = {"question": asked, "text": "They wait", "of": ours}
    assert scene.give("lea", "questions.answer", own).get("ok")
    assert scene.get(asked)["answered_by"] == scene.viewers["lea"].person
    made = {"question": asked, "text": "We wait for April", "of": heard}
    assert scene.give("lea", "questions.answer", made).get("ok")
    assert (scene.get(asked)["answered_by"], scene.get(asked)["sources"]) == ("marc", ["src"])
