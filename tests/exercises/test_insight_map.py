"""The insight map: goals, pressures, initiatives and obstacles, and what serves what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA
from workshop.exercises.insight_map import DONE, ELEMENTS, SERVES

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}


@pytest.fixture
def scene() -> Scene:
    """The room at the insight map."""
    return Scene("research", "insight")


def add(scene: Scene, kind: str, text: str = "Half the time to pick", **more: object) -> str:
    return scene.made("tess", f"insight_map.add_{kind}", {"text": text, **more})


def loose(scene: Scene, criterion: str) -> list[str]:
    return [i for u in CRITERIA[criterion](scene.room.state, {}) for i in u.records]


def test_the_map_is_the_teams_and_on_the_wall_only_while_no_guest_is_in(scene: Scene) -> None:
    items = [add(scene, kind) for kind in ELEMENTS]
    assert all(scene.seers(item) == INSIDE | {"wall"} for item in items)
    scene.let_in("marc", "gil")
    assert all(scene.seers(item) == INSIDE for item in items)


@pytest.mark.parametrize("kind", ELEMENTS)
@pytest.mark.parametrize("to", ELEMENTS)
def test_each_serves_what_it_can_serve_and_nothing_else(scene: Scene, kind: str, to: str) -> None:
    one, other = add(scene, kind), add(scene, to)
    answer = scene.give("bram", "record.link", {"id": one, "to": other})
    assert bool(answer.get("ok")) == (to in SERVES[kind])


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30))
def test_no_chain_ever_comes_back_to_where_it_began(ties: list[tuple[int, int]]) -> None:
    scene = Scene("research", "insight")
    ids = [add(scene, kind) for kind in ELEMENTS for _ in range(2)]
    for one, other in ties:
        scene.give("otto", "record.link", {"id": ids[one], "to": ids[other]})

    def reached(start: str) -> set[str]:
        return {n for link in scene.get(start)["links"] for n in (link, *reached(link))}

    assert not any(i in reached(i) for i in ids)


def test_an_initiative_without_a_goal_or_pressure_and_an_obstacle_without_an_initiative_are_loose(
    scene: Scene,
) -> None:
    goal, initiative, obstacle = (add(scene, kind) for kind in ("goal", "initiative", "obstacle"))
    assert loose(scene, "initiatives_linked") == [initiative]
    assert loose(scene, "obstacles_linked") == [obstacle]
    scene.give("bram", "record.link", {"id": initiative, "to": goal})
    scene.give("bram", "record.link", {"id": obstacle, "to": initiative})
    assert loose(scene, "initiatives_linked") + loose(scene, "obstacles_linked") == []
    assert CRITERIA["chain_complete"](scene.room.state, {}) == []
    scene.give("bram", "record.unlink", {"id": initiative, "to": goal})
    assert loose(scene, "initiatives_linked") == [initiative]
    assert CRITERIA["chain_complete"](scene.room.state, {}) != []


def test_joining_two_goals_keeps_what_served_either_of_them_connected(scene: Scene) -> None:
    first, second = add(scene, "goal"), add(scene, "goal")
    initiative = add(scene, "initiative", links=[second])
    scene.give("lea", "record.merge", {"into": first, "others": [second]})
    assert loose(scene, "initiatives_linked") == []
    scene.give("lea", "record.withdraw", {"id": first})
    assert loose(scene, "initiatives_linked") == [initiative]


def test_an_item_is_told_by_something_that_was_said(scene: Scene) -> None:
    scene.put("brief", "heard", text="We count twice.", said_by="marc")
    assert scene.get(add(scene, "goal", told_by=["heard"]))["told_by"] == ["heard"]
    for wrong in ("tess", "nothing"):
        told = {"text": "x", "told_by": [wrong]}
        assert scene.refused("tess", "insight_map.add_goal", told) == "invalid"


@pytest.mark.parametrize("kind", ELEMENTS)
def test_each_is_confirmed_and_ends_in_its_own_way(scene: Scene, kind: str) -> None:
    item = add(scene, kind)
    for state in ("confirmed", *DONE.values(), "unconfirmed"):
        answer = scene.give("bram", "record.edit", {"id": item, "set": {"state": state}})
        assert bool(answer.get("ok")) == (state in ("confirmed", "unconfirmed", DONE[kind]))


def test_a_goal_is_felt_by_a_named_person_who_is_still_there(scene: Scene) -> None:
    scene.put("stakeholder", "ceo", name="Thierry")
    goal = add(scene, "goal", owners=["ceo"])
    assert loose(scene, "goals_felt") == []
    scene.put("stakeholder", "ceo", name="Thierry", left=True)
    assert loose(scene, "goals_felt") == [goal]
    assert scene.refused("tess", "insight_map.add_goal", {"text": "x", "owners": ["nobody"]}) == "invalid"
