"""The three Cs: facts with their sources, duplicates joined, and what nobody knows yet."""

import pytest

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}


@pytest.fixture
def scene() -> Scene:
    """The room at the three Cs, with one source."""
    made = Scene("research", "three_cs")
    made.put("source", "report", title="Annual report", url="https://example.org/ar")
    return made


def card(scene: Scene, c: str = "customer", who: str = "tess", **more: object) -> str:
    return scene.made(who, "research.add_card", {"c": c, "text": "85% is collected in stores", **more})


def unmet(scene: Scene, criterion: str, **params: object) -> list[object]:
    return [(u.say, list(u.records)) for u in CRITERIA[criterion](scene.room.state, params)]


def test_a_card_is_the_teams_and_on_the_wall_only_while_no_guest_is_in(scene: Scene) -> None:
    written = card(scene)
    assert scene.seers(written) == INSIDE | {"wall"}
    scene.let_in("marc", "gil")
    assert scene.seers(written) == INSIDE
    assert scene.refused("marc", "research.add_card", {"c": "customer", "text": "x"}) == "excluded"


def test_a_card_rests_on_sources_that_are_there(scene: Scene) -> None:
    assert scene.get(card(scene, sources=["report"]))["sources"] == ["report"]
    gone = {"c": "customer", "text": "x", "sources": ["nothing"]}
    assert scene.refused("tess", "research.add_card", gone) == "invalid"


def test_a_customer_card_needs_a_source_and_what_the_team_believes_is_none(scene: Scene) -> None:
    bare = card(scene, basis="team knowledge")
    card(scene, sources=["report"])
    card(scene, c="company")
    assert unmet(scene, "customer_cards_sourced") == [("Customer cards without a source: 1", [bare])]
    scene.give("bram", "record.link", {"id": bare, "to": "report", "field": "sources"})
    assert unmet(scene, "customer_cards_sourced") == []


def test_pasted_lines_become_cards_of_one_c_with_one_source(scene: Scene) -> None:
    made = scene.give(
        "tess", "research.add_cards", {"c": "competitor", "lines": ["a", "b"], "sources": ["report"]}
    )
    assert [(scene.get(i)["text"], scene.get(i)["c"], scene.get(i)["sources"]) for i in made["made"]] == [
        ("a", "competitor", ["report"]),
        ("b", "competitor", ["report"]),
    ]


def test_enough_cards_are_counted_for_each_c_and_merged_ones_count_once(scene: Scene) -> None:
    one, two, three = card(scene), card(scene), card(scene)
    assert [say for say, _ in unmet(scene, "cards_per_c", at_least=3)] == [
        "Competitor cards: 0 of 3",
        "Company cards: 0 of 3",
    ]
    scene.give("lea", "record.merge", {"into": one, "others": [two, three]})
    assert unmet(scene, "cards_per_c", at_least=3)[0] == ("Customer cards: 1 of 3", [])
    scene.give("lea", "record.split", {"id": one})
    assert len(unmet(scene, "cards_per_c", at_least=3)) == 2


def test_anybody_of_the_team_puts_a_card_right_and_the_same_words_changed_twice_come_back_with_both_texts(
    scene: Scene,
) -> None:
    written = card(scene)
    assert scene.give("bram", "record.edit", {"id": written, "set": {"text": "86%"}}, rev=1).get("ok")
    answer = scene.give("otto", "record.edit", {"id": written, "set": {"text": "87%"}}, rev=1, id="otto's")
    assert answer["id"] == "otto's"
    assert (answer["refused"], answer["theirs"], answer["mine"]) == ("stale", "86%", "87%")
    assert scene.give("otto", "record.edit", {"id": written, "set": {"c": "company"}}, rev=1).get("ok")


def test_research_waits_for_the_manager_and_for_its_stage(scene: Scene) -> None:
    scene.give("hana", "people.leave", {})
    assert (
        scene.refused("tess", "research.add_card", {"c": "customer", "text": "x"})
        == "first_line_manager_absent"
    )
    early = Scene("open", "questions")
    assert early.refused("tess", "research.add_card", {"c": "customer", "text": "x"}) == "stage_closed"


def test_what_nobody_knows_has_an_owner_a_date_and_one_day_an_answer(scene: Scene) -> None:
    asked = scene.made("tess", "research.add_unknown", {"question": "Who decides in Lille?"})
    assert unmet(scene, "unknowns_owned")
    scene.give("bram", "record.edit", {"id": asked, "set": {"owner": "otto", "due": "2026-11-23"}})
    assert unmet(scene, "unknowns_owned") == []
    assert scene.give("otto", "research.answer_unknown", {"unknown": asked, "text": "The banner."}).get("ok")
    assert scene.get(asked)["answer"] == "The banner."


def test_a_source_is_written_in_place_and_a_whole_pack_comes_in_at_once(scene: Scene) -> None:
    title = {"title": "Call with the CTO", "date": "2026-10-01", "customer_words": True}
    assert scene.get(scene.made("tess", "research.add_source", title))["customer_words"] is True
    pack = scene.give("lea", "research.add_sources", {"sources": [{"title": "A"}, {"title": "B"}]})
    assert len(pack["made"]) == 2
    assert scene.refused("tess", "research.add_source", {"title": "A", "date": "last week"}) == "invalid"
