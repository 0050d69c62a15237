"""Homework: one question each, drafts that are nobody else's, and facts that come to the board by themselves, once."""

from typing import Any

from tests.cast import TEAM, Workshop

ASKED = [
    {"c": "customer", "text": "What do they want by June?"},
    {"c": "competitor", "text": "Who else answers them?"},
    {"c": "company", "text": "What have we promised?"},
]


def dealt() -> Workshop:
    """Before the first day, with a question for everybody."""
    workshop = Workshop()
    workshop.ok("Fay", "homework.deal", questions=ASKED)
    return workshop


def fact(workshop: Workshop, who: str, text: str = "85% is picked up in a store", **more: Any) -> str:
    return workshop.ok(who, "homework.answer", text=text, source="Annual report", **more)[0]


def cards(workshop: Workshop) -> list[tuple[str, str]]:
    names = {p.id: p["name"] for p in workshop.room.state.of("person")}
    return [(names[c.by], c["text"]) for c in workshop.room.state.of("card")]


def counts(workshop: Workshop) -> dict[str, int]:
    names = {p.id: p["name"] for p in workshop.room.state.of("person")}
    return {names[p]: n for p, n in workshop.sees("Fay")["homework_counts"]["done"].items()}


def test_everybody_of_the_team_gets_one_question_and_the_questions_go_round_evenly() -> None:
    workshop = dealt()
    given = list(workshop.room.state.of("homework"))
    names = {workshop.room.state.records[h["person"]]["name"] for h in given}
    assert names == {*TEAM, "Olga", "Mara"}
    assert len(given) == len(names)
    each = [sum(1 for h in given if h["c"] == c) for c in ("customer", "competitor", "company")]
    assert max(each) - min(each) <= 1


def test_a_question_reaches_its_person_and_the_desk_and_nobody_else() -> None:
    workshop = dealt()
    toms = f"homework:{workshop.person('Tom').id}"
    for name in (*TEAM, "Mara", "Cora", "Screen"):
        assert (toms in workshop.sees(name)) == (name in ("Tom", "Cora"))


def test_a_draft_is_its_authors_alone_and_the_desk_learns_how_many() -> None:
    workshop = dealt()
    draft = fact(workshop, "Tom", "a secret draft")
    for name in ("Fay", "Cora", *TEAM, "Mara", "Olga", "Screen", "Carl", "Sven"):
        seen = workshop.sees(name)
        assert (draft in seen) == (name == "Tom")
        assert ("secret" in str(seen)) == (name == "Tom")
    assert counts(workshop)["Tom"] == 1
    assert counts(workshop)["Tess"] == 0


def test_a_draft_is_corrected_and_taken_back_by_its_author_only() -> None:
    workshop = dealt()
    draft = fact(workshop, "Tom")
    assert workshop.refused("Tess", "record.edit", id=draft, set={"text": "mine now"}) == "not_yours"
    workshop.ok("Tom", "record.edit", id=draft, set={"text": "86%", "source": "Their web page"})
    assert workshop.room.state.records[draft]["text"] == "86%"
    workshop.ok("Tom", "record.withdraw", id=draft)
    assert counts(workshop)["Tom"] == 0
    workshop.open().go_to("research")
    assert cards(workshop) == []


def test_when_research_opens_drafts_are_facts_with_their_author_and_source() -> None:
    workshop = dealt()
    fact(workshop, "Tom", "one")
    fact(workshop, "Tess", "two", url="https://example.org/report")
    workshop.open().go_to("briefing")
    assert cards(workshop) == []
    workshop.go_to("research")
    assert sorted(cards(workshop)) == [("Tess", "two"), ("Tom", "one")]
    state = workshop.room.state
    for card in state.of("card"):
        asked = state.records[f"homework:{card.by}"]
        assert card["c"] == asked["c"]
        assert [state.records[s]["title"] for s in card["sources"]] == ["Annual report"]
        assert state.records[card["sources"][0]].by == card.by
    assert [s["url"] for s in state.of("source") if s["url"]] == ["https://example.org/report"]


def test_drafts_of_whoever_has_no_homework_any_more_stay_theirs() -> None:
    workshop = dealt()
    draft = fact(workshop, "Tom", "one")
    workshop.ok("Fay", "homework.take_back", person=workshop.person("Tom").id)
    workshop.open().go_to("research")
    assert cards(workshop) == []
    assert draft in workshop.sees("Tom")


def test_going_back_and_in_again_brings_nothing_twice() -> None:
    workshop = dealt()
    fact(workshop, "Tom", "one")
    workshop.open().go_to("research")
    workshop.ok("Fay", "stage.back")
    workshop.go_to("research")
    workshop.go_to("stakeholders")
    workshop.ok("Fay", "stage.reopen", to="research")
    assert cards(workshop) == [("Tom", "one")]
    assert counts(workshop)["Tom"] == 1


def test_what_comes_after_the_opening_goes_straight_to_the_board() -> None:
    workshop = dealt()
    workshop.open().go_to("research")
    fact(workshop, "Tom", "late but true")
    assert cards(workshop) == [("Tom", "late but true")]


def test_what_is_on_the_board_is_not_a_draft_any_more() -> None:
    workshop = dealt()
    draft = fact(workshop, "Tom", "one")
    workshop.open().go_to("research")
    workshop.ok("Tom", "record.restore", id=draft)
    assert workshop.refused("Tom", "record.edit", id=draft, set={"text": "two"}) == "invalid"


def test_whoever_has_begun_keeps_their_question_when_the_desk_deals_again() -> None:
    workshop = dealt()
    fact(workshop, "Tom")
    mine = f"homework:{workshop.person('Tom').id}"
    before = workshop.room.state.records[mine]["question"]
    workshop.ok("Fay", "homework.deal", questions=[{"c": "company", "text": "Something else?"}])
    assert workshop.room.state.records[mine]["question"] == before
    assert (
        workshop.room.state.records[f"homework:{workshop.person('Tess').id}"]["question"] == "Something else?"
    )


def test_the_desk_gives_one_person_a_question_of_their_own_or_none() -> None:
    workshop = dealt()
    tom = workshop.person("Tom").id
    workshop.ok("Fay", "homework.give", person=tom, c="company", question="Why nine days?")
    assert workshop.sees("Tom")[f"homework:{tom}"]["question"] == "Why nine days?"
    workshop.ok("Fay", "homework.take_back", person=tom)
    assert workshop.refused("Tom", "homework.answer", text="one", source="two") == "not_yours"
    assert (
        workshop.refused("Tom", "homework.give", person=tom, c="company", question="Mine")
        == "not_facilitator"
    )


def test_a_fact_needs_a_source_and_visitors_bring_none() -> None:
    workshop = dealt()
    assert workshop.refused("Tom", "homework.answer", text="one", source="") == "invalid"
    assert workshop.refused("Carl", "homework.answer", text="one", source="two") == "excluded"
