"""The prospecting funnel: exact arithmetic, versions, the money line, and the people behind the number."""

from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA
from workshop.exercises.funnel import last_day, work_out

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}
SET = "funnel.set"
TEN = {
    "growth_target": 1_000_000,
    "average_deal": 100_000,
    "win_rate_percent": 50,
    "prospects_per_opportunity": 5,
}


@pytest.fixture
def scene() -> Scene:
    """The room at the funnel."""
    made = Scene("objectives", "funnel")
    made.put("unit", "u1", name="Castorama")
    made.put("offering", "o1", name="Shelf")
    return made


def figures(target: int, deal: int, rate: float, ratio: float) -> dict[str, Any]:
    return {
        "growth_target": target,
        "average_deal": deal,
        "win_rate_percent": rate,
        "prospects_per_opportunity": ratio,
    }


def deal(scene: Scene, record_id: str, **more: Any) -> None:
    scene.put("opportunity", record_id, name=record_id, unit="u1", offering="o1", initiatives=["i1"], **more)


def money(scene: Scene) -> dict[str, Any]:
    return scene.worked_out("tess")["money"]


def test_a_million_at_a_hundred_thousand_half_won_five_each_is_a_hundred_people() -> None:
    assert work_out(TEN) == {"deals": 10, "opportunities": 20, "prospects": 100}


def test_21_at_70_percent_is_30() -> None:
    assert work_out(figures(21, 1, 70, 1)) == {"deals": 21, "opportunities": 30, "prospects": 30}


@given(
    target=st.integers(1, 10**12),
    deal=st.integers(1, 10**9),
    rate=st.decimals("0.1", "100", places=1),
    ratio=st.decimals("0.1", "1000", places=1),
)
def test_every_step_is_the_smallest_whole_number_that_is_enough(
    target: int, deal: int, rate: Any, ratio: Any
) -> None:
    found = work_out(figures(target, deal, float(rate), float(ratio)))
    assert (found["deals"] - 1) * deal < target <= found["deals"] * deal
    share = Fraction(rate) / 100
    assert (found["opportunities"] - 1) * share < found["deals"] <= found["opportunities"] * share
    assert found["prospects"] == ceil(found["opportunities"] * Fraction(ratio))


@given(deals=st.integers(1, 10**6), rate=st.integers(1, 100))
def test_what_divides_evenly_is_never_rounded_up(deals: int, rate: int) -> None:
    assert work_out(figures(deals * rate, 1, rate, 1))["opportunities"] == deals * 100


def test_the_target_is_given_or_follows_from_revenue_and_growth(scene: Scene) -> None:
    given_ = {**TEN, "growth_target": 0, "account_revenue": 10_000_001, "growth_percent": 10}
    assert scene.give("tess", SET, given_)["ok"]
    assert scene.get("funnel")["growth_target"] == 1_000_001


def test_what_is_expected_from_existing_business_is_not_looked_for(scene: Scene) -> None:
    assert scene.give("tess", SET, {**TEN, "expected_from_existing": 500_000})["ok"]
    assert scene.get("funnel")["result"] == {"deals": 5, "opportunities": 10, "prospects": 50}


@pytest.mark.parametrize(
    "wrong",
    [
        {"growth_target": 0},
        {"average_deal": 0},
        {"win_rate_percent": 0},
        {"win_rate_percent": 101},
        {"prospects_per_opportunity": 0},
        {"expected_from_existing": 1_000_001},
        {"growth_target": 0.5},
    ],
)
def test_numbers_that_make_no_sense_are_refused(scene: Scene, wrong: dict[str, Any]) -> None:
    assert scene.refused("tess", SET, {**TEN, **wrong}) == "invalid"


def test_every_earlier_setting_is_kept_with_its_result(scene: Scene) -> None:
    scene.give("tess", SET, TEN)
    scene.give("bram", SET, {**TEN, "win_rate_percent": 25})
    versions = scene.get("funnel")["versions"]
    assert [(v["win_rate_percent"], v["opportunities"], v["by"]) for v in versions] == [
        (50.0, 20, "tess"),
        (25.0, 40, "bram"),
    ]


def test_the_wall_shows_the_arithmetic_and_no_names(scene: Scene) -> None:
    scene.give("tess", SET, {**TEN, "account_revenue": 5})
    made = scene.made("tess", "funnel.add_prospect", {"name": "Claire", "referrer": "Julian"})
    shown, named = scene.seen("wall", "funnel"), scene.seen("wall", made)
    assert shown is not None
    assert named is not None
    assert "account_revenue" not in shown["body"]
    assert "versions" not in shown["body"]
    assert named["body"] == {"status": "to_reach"}
    scene.let_in("marc", "gil")
    assert scene.seers("funnel") == INSIDE


def test_the_money_line_counts_what_is_won_and_the_pipeline_at_the_agreed_rate(scene: Scene) -> None:
    scene.give("tess", SET, TEN)
    deal(scene, "a", amount=300_001, close_date="2027-03-31")
    deal(scene, "b", amount=100_000, stage="proposal")
    deal(scene, "c", amount=200_000, stage="won")
    deal(scene, "d", amount=900_000, stage="lost")
    deal(scene, "e", amount=900_000, focus="drop")
    line = money(scene)
    assert (line["to_find"], line["pipeline"], line["won"]) == (1_000_000, 400_001, 200_000)
    assert (line["covered"], line["still_to_find"]) == (400_000, 600_000)
    assert line["without_largest"] == 750_000
    assert line["by_year"] == {"2027": 300_001, "no date": 100_000}


def test_a_deal_that_closes_when_its_initiative_is_over_is_named(scene: Scene) -> None:
    scene.give("tess", SET, TEN)
    scene.put("initiative", "i1", text="Stores", timing="by June 2027")
    deal(scene, "late", close_date="2027-07-01")
    deal(scene, "good", close_date="2027-06-30")
    assert money(scene)["too_late"] == ["late"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by June 2027", "2027-06-30"),
        ("Q2 2027", "2027-06-30"),
        ("2027-02", "2027-02-28"),
        ("2027-02-03", "2027-02-03"),
        ("sometime in 2028", "2028-12-31"),
        ("soon", ""),
        ("", ""),
        ("2027-13", ""),
    ],
)
def test_a_time_in_words_means_its_last_day(words: str, day: str) -> None:
    assert last_day(words) == day


def test_people_count_as_named_and_reached(scene: Scene) -> None:
    scene.give("tess", SET, TEN)
    made = scene.made("tess", "funnel.add_prospect", {"name": "Claire", "unit": "u1", "owner": "otto"})
    scene.made("tess", "funnel.add_prospect", {"name": "Piotr"})
    assert scene.give("otto", "record.edit", {"id": made, "set": {"status": "reached"}})["ok"]
    line = money(scene)
    assert (line["prospects_needed"], line["prospects_named"], line["prospects_reached"]) == (100, 2, 1)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"unit": "u9"}, {"owner": "marc"}, {"opportunity": "gone"}, {"due": "2027-02-31"}]
)
def test_a_prospect_hangs_on_what_is_there(scene: Scene, wrong: dict[str, Any]) -> None:
    assert scene.refused("tess", "funnel.add_prospect", {"name": "Claire", **wrong}) == "invalid"


def test_before_we_move_on_the_funnel_is_recorded_and_two_people_have_a_referrer(scene: Scene) -> None:
    state = scene.room.state
    assert CRITERIA["funnel_recorded"](state, {})
    scene.give("tess", SET, TEN)
    assert not CRITERIA["funnel_recorded"](state, {})
    scene.made("tess", "funnel.add_prospect", {"name": "Claire", "referrer": "Julian"})
    scene.made("tess", "funnel.add_prospect", {"name": "Piotr"})
    assert [(u.have, u.need) for u in CRITERIA["prospects_named"](state, {"at_least": 2})] == [(1, 2)]
