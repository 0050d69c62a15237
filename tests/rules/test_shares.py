"""One board dealt out: every piece once, handed on, taken back, and how far each is."""

from typing import Any

import pytest

from tests.exercises.scene_a import Scene

TEAM = {"tess", "bram", "lena", "otto"}


@pytest.fixture
def scene() -> Scene:
    """The grid with three rows and two columns."""
    made = Scene("whitespace", "grid")
    for unit, name in (("u1", "Castorama"), ("u2", "Screwfix"), ("u3", "B&Q")):
        made.put("unit", unit, name=name)
    for offering in ("o1", "o2"):
        made.put("offering", offering, name=offering)
    return made


def held(scene: Scene, board: str = "white_space") -> dict[str, list[str]]:
    return {s["piece"]: s["people"] for s in scene.room.state.of("share") if s["board"] == board}


def pieces(scene: Scene, who: str = "lea", board: str = "white_space") -> dict[str, Any]:
    return {p["piece"]: p for p in scene.worked_out(who)[f"pieces:{board}"]["pieces"]}


def test_every_row_goes_to_a_pair_and_everybody_here_but_the_manager_has_one(scene: Scene) -> None:
    assert scene.give("lea", "shares.deal", {"board": "white_space"}).get("ok")
    assert set(held(scene)) == {"u1", "u2", "u3"}
    assert {len(people) for people in held(scene).values()} == {2}
    assert {p for people in held(scene).values() for p in people} == TEAM


def test_the_desk_and_everybody_sees_how_far_each_row_is(scene: Scene) -> None:
    scene.give("lea", "shares.deal", {"board": "white_space"})
    scene.give("tess", "white_space.set_cell", {"unit": "u1", "offering": "o1", "status": "open"})
    scene.give("tess", "white_space.set_cell", {"unit": "u1", "offering": "o2", "status": "unknown"})
    assert pieces(scene)["u1"] == {"piece": "u1", "title": "Castorama row", "done": 1, "of": 2}
    assert pieces(scene, "otto") == pieces(scene, "lea")
    scene.let_in("marc", "gil")
    assert scene.seers("share:white_space:u1") == TEAM | {"hana", "lea"}


def test_dealing_again_deals_anew_and_lets_go_of_rows_that_are_gone(scene: Scene) -> None:
    scene.give("lea", "shares.deal", {"board": "white_space"})
    scene.give("tess", "record.withdraw", {"id": "u3"})
    scene.give("lea", "shares.deal", {"board": "white_space", "people": ["hana", "otto"]})
    assert {p: sorted(people) for p, people in held(scene).items()} == {
        "u1": ["hana", "otto"],
        "u2": ["hana", "otto"],
    }


def test_who_has_a_row_hands_it_on_and_nobody_else_does(scene: Scene) -> None:
    scene.give("lea", "shares.give", {"board": "white_space", "piece": "u1", "people": ["tess"]})
    give = {"board": "white_space", "piece": "u1", "people": ["otto", "lena"]}
    assert scene.refused("bram", "shares.give", give) == "not_yours"
    assert scene.give("tess", "shares.give", give).get("ok")
    assert held(scene)["u1"] == ["otto", "lena"]
    assert scene.refused("lea", "shares.give", {**give, "people": ["marc"]}) == "invalid"
    assert scene.refused("lea", "shares.give", {**give, "piece": "nothing"}) == "invalid"


def test_the_desk_takes_one_back_or_all_and_they_are_everybodys_again(scene: Scene) -> None:
    scene.give("lea", "shares.deal", {"board": "white_space"})
    scene.give("lea", "shares.take_back", {"board": "white_space", "piece": "u2"})
    assert set(held(scene)) == {"u1", "u3"}
    scene.give("lea", "shares.take_back", {"board": "white_space"})
    assert held(scene) == {}
    assert "pieces:white_space" not in scene.worked_out("lea")
    assert scene.refused("tess", "shares.take_back", {"board": "white_space"}) == "not_facilitator"


def test_taking_everything_back_by_mistake_is_undone_with_one_press(scene: Scene) -> None:
    scene.give("lea", "shares.deal", {"board": "white_space"})
    before = held(scene)
    scene.give("lea", "shares.take_back", {"board": "white_space"})
    step = scene.worked_out("lea")["undo"]
    assert step["say"] == "took back 3 of what was dealt"
    assert scene.give("lea", step["command"], step["data"]).get("ok")
    assert held(scene) == before


def test_a_share_keeps_nobody_out(scene: Scene) -> None:
    scene.give("lea", "shares.give", {"board": "white_space", "piece": "u1", "people": ["tess"]})
    assert scene.give("otto", "white_space.set_cell", {"unit": "u1", "offering": "o1", "status": "open"})[
        "ok"
    ]


def test_the_three_cs_are_dealt_with_the_number_of_facts_they_want() -> None:
    scene = Scene("research", "three_cs")
    scene.give("lea", "shares.deal", {"board": "research"})
    scene.give("tess", "research.add_card", {"c": "competitor", "text": "They answer in two days"})
    assert pieces(scene, board="research")["competitor"]["done"] == 1
    assert {len(people) for people in held(scene, "research").values()} == {2}


def test_objectives_strategies_and_opportunities_are_dealt_each_on_their_board() -> None:
    scene = Scene("objectives", "objectives")
    scene.put("objective", "ob", category="revenue", text="Win the north")
    scene.put("strategy", "st", objective="ob", text="Start in Lille")
    scene.put(
        "action",
        "ac",
        strategy="st",
        what="Call",
        outcome="A date",
        state="accepted",
        owner="tess",
        due="2026-11-25",
    )
    scene.put("opportunity", "op", name="Shelves", unit="u1", offering="o1", initiatives=[], amount=5)
    expected = {"objectives": ("ob", 1, 0), "actions": ("st", 1, 1), "opportunity_map": ("op", 1, 4)}
    for board, (piece, done, of) in expected.items():
        assert scene.give("lea", "shares.deal", {"board": board}).get("ok")
        found = pieces(scene, board=board)[piece]
        assert (found["done"], found["of"]) == (done, of)


def test_an_empty_board_and_one_without_pieces_are_not_dealt() -> None:
    scene = Scene("whitespace", "grid")
    assert scene.refused("lea", "shares.deal", {"board": "white_space"}) == "invalid"
    assert scene.refused("lea", "shares.deal", {"board": "vote"}) == "invalid"
