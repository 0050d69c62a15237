"""Opportunities: tied to initiatives, questioned honestly, valued twice; answers seen by their authors alone."""

from typing import Any

import pytest

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}
ADD = "opportunity_map.add_opportunity"
BET = "opportunity_map.bet"
RATE = "opportunity_map.rate"
SHOW = "opportunity_map.show"
AGAIN = "opportunity_map.ask_again"
JUDGE = "opportunity_map.judge"
DEAL = {"name": "Shelf in 40 stores", "unit": "u1", "offering": "o1", "initiatives": ["i1"]}


@pytest.fixture
def scene() -> Scene:
    """The room in the honesty round: one open cell, one shut one, one initiative, one deal."""
    made = Scene("focus", "honesty")
    made.put("unit", "u1", name="Castorama")
    made.put("offering", "o1", name="Shelf")
    made.put("offering", "o2", name="Spares")
    made.put("cell", "cell:u1:o1", unit="u1", offering="o1", status="open")
    made.put("cell", "cell:u1:o2", unit="u1", offering="o2", status="competitor")
    made.put("initiative", "i1", text="Two hours a day back to the stores")
    made.put("opportunity", "deal", **DEAL, amount=600_000, close_date="2027-03-31")
    return made


def unmet(scene: Scene, criterion: str, **params: object) -> list[str]:
    return [r for u in CRITERIA[criterion](scene.room.state, params) for r in u.records]


def spread(scene: Scene, who: str = "tess") -> dict[str, Any]:
    return scene.worked_out(who)["spread:deal"]


def bets(scene: Scene, **answers: bool) -> None:
    for who, yes in answers.items():
        assert scene.give(who, BET, {"opportunity": "deal", "yes": yes})["ok"]


def rates(scene: Scene, **answers: tuple[int, int]) -> None:
    for who, (them, us) in answers.items():
        assert scene.give(who, RATE, {"opportunity": "deal", "to_customer": them, "to_us": us})["ok"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"offering": "o2"}, "offering"),
        ({"unit": "u9"}, "unit"),
        ({"initiatives": []}, "initiatives"),
        ({"initiatives": ["deal"]}, "initiatives"),
        ({"close_date": "2027-02-31"}, "close_date"),
        ({"sponsor": "nobody"}, "sponsor"),
        ({"amount": -1}, "amount"),
        ({"amount": 1.5}, "amount"),
    ],
)
def test_a_deal_lives_in_an_open_place_for_an_initiative(
    scene: Scene, change: dict[str, Any], field: str
) -> None:
    answer = scene.give("tess", ADD, {**DEAL, **change})
    assert (answer["refused"], answer["field"]) == ("invalid", field)


def test_a_deal_stays_when_its_cell_is_won_and_may_still_be_corrected(scene: Scene) -> None:
    scene.give("tess", "white_space.set_cell", {"unit": "u1", "offering": "o1", "status": "competitor"})
    assert scene.give("tess", "record.edit", {"id": "deal", "set": {"amount": 5}})["ok"]
    assert scene.get("cell:u1:o1")["status"] == "competitor"


def test_winning_a_deal_does_not_change_its_cell(scene: Scene) -> None:
    assert scene.give("tess", "record.edit", {"id": "deal", "set": {"stage": "won"}})["ok"]
    assert scene.get("cell:u1:o1")["status"] == "open"


def test_the_wall_shows_deals_without_what_we_say_about_them(scene: Scene) -> None:
    scene.give(
        "tess", "record.edit", {"id": "deal", "set": {"evidence": "They called us", "why_us": "Only us"}}
    )
    shown = scene.seen("wall", "deal")
    assert shown is not None
    assert not {"evidence", "why_us", "sponsor", "why", "initiatives"} & set(shown["body"])
    scene.let_in("marc", "gil")
    assert scene.seers("deal") == INSIDE


def test_a_bet_and_a_rating_reach_nobody_else_at_any_time(scene: Scene) -> None:
    scene.let_in("marc", "gil")
    bets(scene, tess=True, bram=False, hana=True)
    rates(scene, tess=(5, 1), bram=(4, 2), hana=(1, 1))
    scene.give("hana", SHOW, {"opportunity": "deal", "what": "bet"})
    scene.give("lea", SHOW, {"opportunity": "deal", "what": "rating"})
    assert scene.seers("bet:deal:tess") == {"tess"}
    assert scene.seers("rating:deal:hana") == {"hana"}


def test_only_how_many_answered_shows_until_the_answers_are_on_the_table(scene: Scene) -> None:
    bets(scene, tess=True, bram=False, lena=True, otto=True)
    assert all(spread(scene, w) == {"opportunity": "deal", "bets": 4, "ratings": 0} for w in INSIDE)
    assert scene.give("hana", SHOW, {"opportunity": "deal", "what": "bet"})["ok"]
    assert spread(scene)["yes"] == 3
    for who in ("wall", "gil", "marc"):
        assert "spread:deal" not in scene.worked_out(who)


def test_fewer_than_three_answers_are_not_shown(scene: Scene) -> None:
    bets(scene, tess=True, bram=False)
    bets(scene, tess=False)
    assert scene.refused("lea", SHOW, {"opportunity": "deal", "what": "bet"}) == "invalid"


def test_only_the_desk_and_the_manager_show_the_answers(scene: Scene) -> None:
    bets(scene, tess=True, bram=False, lena=True)
    assert scene.refused("tess", SHOW, {"opportunity": "deal", "what": "bet"}) == "not_facilitator"


def test_answers_on_the_table_are_final_until_everybody_is_asked_again(scene: Scene) -> None:
    bets(scene, tess=True, bram=False, lena=True)
    scene.give("lea", SHOW, {"opportunity": "deal", "what": "bet"})
    assert scene.refused("otto", BET, {"opportunity": "deal", "yes": True}) == "invalid"
    assert scene.give("lea", AGAIN, {"opportunity": "deal", "what": "bet"})["ok"]
    assert "spread:deal" not in scene.worked_out("tess")
    assert scene.seers("bet:deal:tess") == set()
    bets(scene, tess=False)
    assert spread(scene) == {"opportunity": "deal", "bets": 1, "ratings": 0}


def test_values_show_in_order_with_the_one_in_the_middle(scene: Scene) -> None:
    rates(scene, tess=(5, 1), bram=(2, 2), hana=(4, 1))
    scene.give("hana", SHOW, {"opportunity": "deal", "what": "rating"})
    body = spread(scene)
    assert (body["to_customer"], body["to_us"]) == ([2, 4, 5], [1, 1, 2])
    assert (body["middle_to_customer"], body["middle_to_us"]) == (4, 1)


def test_values_are_asked_again_only_where_people_differ_by_two(scene: Scene) -> None:
    rates(scene, tess=(4, 1), bram=(4, 2), hana=(5, 1))
    scene.give("lea", SHOW, {"opportunity": "deal", "what": "rating"})
    assert scene.refused("lea", AGAIN, {"opportunity": "deal", "what": "rating"}) == "invalid"


@pytest.mark.parametrize("wrong", [0, 6, 2.5, "3"])
def test_a_value_is_one_to_five(scene: Scene, wrong: object) -> None:
    assert scene.refused("tess", RATE, {"opportunity": "deal", "to_customer": wrong, "to_us": 3}) == "invalid"


def test_nobody_bets_for_somebody_else_and_the_desk_not_at_all(scene: Scene) -> None:
    assert scene.refused("lea", BET, {"opportunity": "deal", "yes": True}, on_behalf="tess") == "invalid"
    assert scene.refused("lea", BET, {"opportunity": "deal", "yes": True}) == "excluded"


def test_there_is_nothing_to_bet_on_when_a_deal_is_won_or_lost(scene: Scene) -> None:
    scene.give("tess", "record.edit", {"id": "deal", "set": {"stage": "lost"}})
    assert scene.refused("tess", BET, {"opportunity": "deal", "yes": True}) == "invalid"


@pytest.mark.parametrize(
    ("given", "then"),
    [
        ({"verdict": "keep"}, {}),
        ({"verdict": "re-date", "reason": "r", "close_date": "2027-09-30"}, {"close_date": "2027-09-30"}),
        ({"verdict": "re-price", "reason": "r", "amount": 400_000}, {"amount": 400_000}),
        ({"verdict": "drop", "reason": "No sponsor"}, {"focus": "drop", "why": "No sponsor"}),
    ],
)
def test_a_verdict_changes_its_deal_in_the_same_step(
    scene: Scene, given: dict[str, Any], then: dict[str, Any]
) -> None:
    head = scene.log.head
    verdict = scene.get(scene.made("hana", JUDGE, {"opportunity": "deal", **given}))
    assert scene.log.head == head + 1
    assert verdict["verdict"] == given["verdict"]
    assert {n: scene.get("deal")[n] for n in then} == then
    assert unmet(scene, "deals_questioned") == []


def test_a_verdict_remembers_what_stood_there_before(scene: Scene) -> None:
    data = {"opportunity": "deal", "verdict": "re-price", "reason": "r", "amount": 1}
    assert scene.get(scene.made("hana", JUDGE, data))["before"] == "600000"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"verdict": "drop"}, "reason"),
        ({"verdict": "re-date", "reason": "r"}, "close_date"),
        ({"verdict": "re-price", "reason": "r"}, "amount"),
        ({"verdict": "keep", "opportunity": "gone"}, "opportunity"),
    ],
)
def test_a_verdict_without_its_reason_or_its_number_changes_nothing(
    scene: Scene, given: dict[str, Any], field: str
) -> None:
    answer = scene.give("hana", JUDGE, {"opportunity": "deal", **given})
    assert (answer["refused"], answer["field"]) == ("invalid", field)
    assert scene.get("deal").rev == 1


def test_before_we_move_on_few_are_in_focus_and_every_open_deal_is_decided(scene: Scene) -> None:
    assert unmet(scene, "focus_of_eight") == ["deal"]
    scene.put("opportunity", "second", **DEAL, focus="focus")
    scene.give("tess", "record.edit", {"id": "deal", "set": {"focus": "focus", "why": "It matters to both"}})
    assert unmet(scene, "focus_of_eight") == []
    assert unmet(scene, "focus_of_eight", at_most=1) == ["deal", "second"]


def test_a_deal_whose_initiative_is_gone_is_loose(scene: Scene) -> None:
    assert unmet(scene, "opportunities", at_least=1) == []
    scene.give("tess", "record.withdraw", {"id": "i1"})
    assert unmet(scene, "opportunities", at_least=1) == ["deal"]
