"""Dot voting: a budget the server keeps, dots nobody else sees, a ranking of 1, 2, 2, 4."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA
from workshop.exercises.vote import ranking

ITEMS = ["d1", "d2", "d3", "d4"]
EVERYBODY = {"tess", "bram", "lena", "otto", "hana", "gil", "marc", "wall", "lea"}


@pytest.fixture
def scene() -> Scene:
    """The room at the dots, with four notes to vote on: anything can be voted on."""
    made = Scene("focus", "dots")
    for item in ITEMS:
        made.put("note", item, text=item.upper())
    return made


def opened(scene: Scene, **more: Any) -> str:
    return scene.made("lea", "vote.open", {"items": ITEMS, "dots_each": 3, **more})


def dots(scene: Scene, who: str, ballot: str, item: str, count: int, **more: Any) -> dict[str, Any]:
    return scene.give(who, "vote.set_dots", {"ballot": ballot, "item": item, "dots": count}, **more)


def turnout(scene: Scene, ballot: str, who: str = "tess") -> dict[str, Any]:
    return scene.worked_out(who)[f"turnout:{ballot}"]


def test_without_being_told_the_participants_vote_with_a_quarter_of_the_options(scene: Scene) -> None:
    ballot = scene.get(scene.made("lea", "vote.open", {"items": ITEMS}))
    assert (ballot["dots_each"], ballot["voters"]) == (2, ["tess", "bram", "lena", "otto"])
    for n in range(10):
        scene.put("note", f"n{n}", text="x")
    many = [f"n{n}" for n in range(10)]
    assert scene.get(scene.made("lea", "vote.open", {"items": many}))["dots_each"] == 3
    assert scene.get(scene.made("lea", "vote.open", {"items": [*many, *many]}))["items"] == many


def test_a_vote_is_the_desks_to_open_and_only_on_what_is_there(scene: Scene) -> None:
    assert scene.refused("tess", "vote.open", {"items": ITEMS}) == "not_facilitator"
    assert scene.refused("lea", "vote.open", {"items": ["gone"]}) == "invalid"
    assert scene.refused("lea", "vote.open", {"items": []}) == "invalid"


def test_dots_replace_and_the_budget_holds(scene: Scene) -> None:
    ballot = opened(scene)
    assert dots(scene, "tess", ballot, "d1", 3)["ok"]
    assert dots(scene, "tess", ballot, "d2", 1)["refused"] == "dots_exceeded"
    assert dots(scene, "tess", ballot, "d1", 2)["ok"]
    assert dots(scene, "tess", ballot, "d2", 1)["ok"]
    assert scene.get(f"dots:{ballot}:tess")["dots"] == {"d1": 2, "d2": 1}


def test_a_cap_on_one_option_holds(scene: Scene) -> None:
    ballot = opened(scene, max_per_item=2)
    assert dots(scene, "tess", ballot, "d1", 3)["refused"] == "invalid"
    assert dots(scene, "tess", ballot, "d1", 2)["ok"]


def test_where_the_desk_says_so_nobody_puts_dots_on_what_they_wrote_and_everybody_on_the_rest(
    scene: Scene,
) -> None:
    scene.put("note", "own", by="tess", text="Mine")
    scene.put("note", "hers", by="bram", text="Hers")
    free = scene.made("lea", "vote.open", {"items": [*ITEMS, "own"], "dots_each": 3})
    assert dots(scene, "tess", free, "own", 1)["ok"]
    scene.give("lea", "vote.close", {"ballot": free})
    ballot = scene.made("lea", "vote.open", {"items": ["own", "hers"], "dots_each": 3, "others_only": True})
    refused = dots(scene, "tess", ballot, "own", 1)
    assert (refused["refused"], refused["field"]) == ("invalid", "dots")
    assert dots(scene, "tess", ballot, "own", 0)["ok"]
    assert dots(scene, "tess", ballot, "hers", 3)["ok"]
    assert dots(scene, "bram", ballot, "own", 3)["ok"]
    scene.give("lea", "vote.close", {"ballot": ballot})
    again = scene.made("lea", "vote.again", {"ballot": ballot})
    assert dots(scene, "tess", again, "own", 1)["refused"] == "invalid"


def test_whoever_is_not_a_voter_hears_that_before_anything_else(scene: Scene) -> None:
    ballot = opened(scene, voters=["tess"])
    assert dots(scene, "bram", ballot, "d1", 9)["refused"] == "not_a_voter"
    assert dots(scene, "hana", ballot, "d1", 1)["refused"] == "not_a_voter"
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert dots(scene, "bram", ballot, "d1", 9)["refused"] == "not_a_voter"
    assert dots(scene, "tess", ballot, "d1", 9)["refused"] == "ballot_closed"


def test_nobody_sees_anybody_elses_dots_at_any_time(scene: Scene) -> None:
    scene.let_in("marc", "gil")
    ballot = opened(scene)
    dots(scene, "tess", ballot, "d1", 2)
    assert scene.seers(f"dots:{ballot}:tess") == {"tess"}
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert scene.seers(f"dots:{ballot}:tess") == {"tess"}


def test_no_running_tally_reaches_anybody_only_how_many_have_finished(scene: Scene) -> None:
    ballot = opened(scene)
    dots(scene, "tess", ballot, "d1", 3)
    dots(scene, "bram", ballot, "d1", 1)
    for who in EVERYBODY - {"gil", "marc"}:
        desk = {"finished_by": ["tess"]} if who == "lea" else {}
        assert turnout(scene, ballot, who) == {"ballot": ballot, "finished": 1, "voters": 4, **desk}
        shown = scene.seen(who, ballot)
        assert shown is not None
        assert shown["body"]["tally"] == {}


def test_finished_is_the_budget_used_or_said_and_taking_a_dot_back_undoes_it(scene: Scene) -> None:
    ballot = opened(scene)
    dots(scene, "tess", ballot, "d1", 3)
    scene.give("bram", "vote.done", {"ballot": ballot})
    assert turnout(scene, ballot)["finished"] == 2
    dots(scene, "tess", ballot, "d1", 2)
    assert turnout(scene, ballot)["finished"] == 1


def test_closing_shows_everybody_the_ranking(scene: Scene) -> None:
    ballot = opened(scene)
    for who, item in (("tess", "d1"), ("bram", "d2"), ("lena", "d3")):
        dots(scene, who, ballot, item, 2)
    dots(scene, "otto", ballot, "d1", 1)
    assert scene.give("lea", "vote.close", {"ballot": ballot})["ok"]
    found = [(r["item"], r["dots"], r["rank"]) for r in turnout(scene, ballot, "wall")["ranking"]]
    assert found == [("d1", 3, 1), ("d2", 2, 2), ("d3", 2, 2), ("d4", 0, 4)]
    assert turnout(scene, ballot)["voted"] == 4
    assert scene.refused("lea", "vote.close", {"ballot": ballot}) == "ballot_closed"


def test_a_closed_vote_shows_how_the_dots_are_spread_and_nobodys_name(scene: Scene) -> None:
    ballot = opened(scene)
    for who, item, count in (("tess", "d1", 3), ("bram", "d2", 1), ("lena", "d2", 2), ("otto", "d2", 1)):
        dots(scene, who, ballot, item, count)
    assert "spread" not in turnout(scene, ballot)
    scene.give("lea", "vote.close", {"ballot": ballot})
    for who in EVERYBODY - {"gil", "marc"}:
        assert turnout(scene, ballot, who)["spread"] == {"d1": [3], "d2": [2, 1, 1], "d3": [], "d4": []}


def test_where_only_two_voted_no_spread_shows_who_gave_what(scene: Scene) -> None:
    ballot = opened(scene)
    dots(scene, "tess", ballot, "d1", 3)
    dots(scene, "bram", ballot, "d2", 1)
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert turnout(scene, ballot)["spread"] == {}


def test_voting_again_asks_the_same_and_keeps_the_first_vote_beside_it(scene: Scene) -> None:
    first = opened(scene, title="Which?", max_per_item=2)
    assert scene.refused("lea", "vote.again", {"ballot": first}) == "invalid"
    dots(scene, "tess", first, "d1", 2)
    scene.give("lea", "vote.close", {"ballot": first})
    scene.give("lea", "record.withdraw", {"id": "d4"})
    assert scene.refused("tess", "vote.again", {"ballot": first}) == "not_facilitator"
    second = scene.get(scene.made("lea", "vote.again", {"ballot": first}))
    assert (second["items"], second["title"], second["max_per_item"]) == (ITEMS[:3], "Which?", 2)
    assert (second["again_of"], second["round"], second["tally"]) == (first, 2, {})
    assert scene.get(first)["tally"]["d1"] == 2
    assert scene.get(f"dots:{first}:tess")["dots"] == {"d1": 2}


def test_a_vote_whose_result_was_seen_never_opens_again_silently(scene: Scene) -> None:
    ballot = opened(scene)
    dots(scene, "tess", ballot, "d1", 1)
    scene.give("lea", "vote.close", {"ballot": ballot})
    closed = scene.get(ballot)["closed_at"]
    assert scene.refused("lea", "record.undo", {"event": scene.room.state.seq}) == "invalid"
    assert scene.refused("tess", "vote.reopen", {"ballot": ballot}) == "not_facilitator"
    scene.now += 60_000
    assert scene.give("lea", "vote.reopen", {"ballot": ballot})["ok"]
    for who in ("tess", "hana", "lea", "wall"):
        shown = scene.seen(who, ballot)
        assert shown
        body = shown["body"]
        assert (body["open"], body["tally"], body["seen_at"]) == (True, {}, closed)
    assert scene.get(f"dots:{ballot}:tess")["dots"] == {"d1": 1}
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert scene.get(ballot)["seen_at"] == closed


def test_a_vote_is_opened_again_for_ten_minutes_and_not_once_another_was_opened(scene: Scene) -> None:
    ballot = opened(scene)
    assert scene.refused("lea", "vote.reopen", {"ballot": ballot}) == "invalid"
    scene.give("lea", "vote.close", {"ballot": ballot})
    second = scene.made("lea", "vote.again", {"ballot": ballot})
    assert scene.refused("lea", "vote.reopen", {"ballot": ballot}) == "invalid"
    scene.give("lea", "vote.close", {"ballot": second})
    scene.now += 11 * 60_000
    assert scene.refused("lea", "vote.reopen", {"ballot": second}) == "invalid"


def test_the_desk_lets_somebody_of_the_team_vote_who_was_not_among_the_voters(scene: Scene) -> None:
    ballot = opened(scene, voters=["tess"])
    assert (
        scene.refused("bram", "vote.set_dots", {"ballot": ballot, "item": "d1", "dots": 1}) == "not_a_voter"
    )
    assert scene.refused("tess", "vote.let_in", {"ballot": ballot, "person": "bram"}) == "not_facilitator"
    scene.give("lea", "vote.let_in", {"ballot": ballot, "person": "bram"})
    assert scene.refused("lea", "vote.let_in", {"ballot": ballot, "person": "bram"}) == "invalid"
    dots(scene, "bram", ballot, "d1", 1)
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert scene.get(ballot)["tally"]["d1"] == 1
    assert scene.refused("lea", "vote.let_in", {"ballot": ballot, "person": "mara"}) == "ballot_closed"


def test_what_is_voted_on_cannot_be_joined_meanwhile(scene: Scene) -> None:
    ballot = opened(scene)
    assert scene.refused("lea", "record.merge", {"into": "d1", "others": ["d2"]}) == "invalid"
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert scene.give("lea", "record.merge", {"into": "d1", "others": ["d2"]})["ok"]


def test_cards_are_voted_on_only_once_their_headings_stand(scene: Scene) -> None:
    heading = scene.made(
        "tess", "capture.add_cluster", {"title": "Stores", "notes": [], "slot": "slot:debrief"}
    )
    assert scene.refused("lea", "vote.open", {"items": [heading]}) == "invalid"
    assert scene.refused("tess", "capture.finish_grouping", {"slot": "slot:debrief"}) == "not_facilitator"
    assert scene.give("lea", "capture.finish_grouping", {"slot": "slot:debrief"})["ok"]
    assert (
        scene.refused("tess", "capture.add_cluster", {"title": "Late", "slot": "slot:debrief"}) == "invalid"
    )
    ballot = scene.made("lea", "vote.open", {"items": [heading]})
    assert scene.refused("lea", "capture.regroup", {"slot": "slot:debrief"}) == "invalid"
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert scene.give("lea", "capture.regroup", {"slot": "slot:debrief"})["ok"]


def test_a_guest_hears_nothing_of_a_vote_and_the_wall_is_silent_while_one_is_in(scene: Scene) -> None:
    ballot = opened(scene)
    scene.let_in("marc", "gil")
    assert scene.seers(ballot) & {"marc", "gil", "wall"} == set()
    for who in ("marc", "gil", "wall"):
        assert f"turnout:{ballot}" not in scene.worked_out(who)


def test_the_desk_places_dots_for_somebody_without_a_device_but_does_not_see_them(scene: Scene) -> None:
    ballot = opened(scene)
    assert dots(scene, "lea", ballot, "d1", 1, on_behalf="tess")["ok"]
    assert scene.seers(f"dots:{ballot}:tess") == {"tess"}


def test_before_we_move_on_there_was_a_vote_and_none_is_open(scene: Scene) -> None:
    state = scene.room.state
    assert CRITERIA["ballot_opened"](state, {})
    ballot = opened(scene)
    assert not CRITERIA["ballot_opened"](state, {})
    assert [u.records for u in CRITERIA["ballots_closed"](state, {})] == [(ballot,)]
    scene.give("lea", "vote.close", {"ballot": ballot})
    assert not CRITERIA["ballots_closed"](state, {})


@given(st.dictionaries(st.text(max_size=4), st.integers(0, 9), min_size=1, max_size=12))
def test_a_rank_is_one_more_than_how_many_have_more_dots(tally: dict[str, int]) -> None:
    rows = ranking(tally)
    assert Counter(r["item"] for r in rows) == Counter(tally.keys())
    for row in rows:
        assert row["rank"] == 1 + sum(other > row["dots"] for other in tally.values())


def test_equal_tallies_share_a_rank_1_2_2_4() -> None:
    assert [r["rank"] for r in ranking({"a": 5, "b": 3, "c": 3, "d": 1})] == [1, 2, 2, 4]
