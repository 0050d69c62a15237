"""Who counts at the customer: how they report, what is open, and how we see them, each alone."""

import pytest

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}
ADD = "relationship_map.add_stakeholder"
RATE = "relationship_map.rate"


@pytest.fixture
def scene() -> Scene:
    """The room at the relationship map."""
    return Scene("stakeholders", "people_map")


def person(scene: Scene, name: str = "Thierry", who: str = "tess", **more: object) -> str:
    return scene.made(who, ADD, {"name": name, **more})


def unmet(scene: Scene, criterion: str, **params: object) -> list[object]:
    return [list(u.records) for u in CRITERIA[criterion](scene.room.state, params)]


def says(scene: Scene, stakeholder: str, **answers: str) -> None:
    """Everybody's answer, by name."""
    for who, disposition in answers.items():
        data = {"stakeholder": stakeholder, "disposition": disposition, "influence": "high"}
        assert scene.give(who, RATE, data)["ok"]


def test_a_person_is_the_teams_and_the_wall_sees_where_they_sit_but_not_how_they_stand(scene: Scene) -> None:
    made = person(scene, unit="Finance", disposition="sceptic", note="met twice", coverage="otto")
    assert scene.seers(made) == INSIDE | {"wall"}
    shown = scene.seen("wall", made)
    assert shown is not None
    assert shown["body"]["name"] == "Thierry"
    assert not {"disposition", "influence", "coverage", "note", "relationship"} & set(shown["body"])


def test_the_wall_shows_nobody_while_a_guest_is_let_in(scene: Scene) -> None:
    made = person(scene)
    scene.let_in("marc", "gil")
    assert scene.seers(made) == INSIDE


def test_a_gap_is_held_open_without_a_name(scene: Scene) -> None:
    held = scene.made("tess", ADD, {"placeholder": True, "title": "Somebody in finance", "unit": "Finance"})
    assert scene.get(held)["placeholder"]
    assert scene.refused("tess", ADD, {"unit": "Finance"}) == "invalid"


def test_only_one_of_us_covers_a_person(scene: Scene) -> None:
    assert scene.get(person(scene, coverage="otto"))["coverage"] == "otto"
    assert scene.refused("tess", ADD, {"name": "A", "coverage": "nobody"}) == "invalid"


def test_nobody_reports_in_a_circle_or_to_themselves(scene: Scene) -> None:
    top = person(scene, "Top")
    middle = person(scene, "Middle", reports_to=top)
    low = person(scene, "Low", reports_to=middle)
    for boss in (low, middle, top):
        assert scene.refused("tess", "record.edit", {"id": top, "set": {"reports_to": boss}}) == "invalid"
    assert unmet(scene, "reporting_lines") == []


def test_a_line_to_somebody_who_left_leads_nowhere_until_it_is_moved(scene: Scene) -> None:
    top, after = person(scene, "Top"), person(scene, "After")
    low = person(scene, "Low", reports_to=top)
    scene.give("tess", "record.edit", {"id": top, "set": {"left": True, "successor": after}})
    assert unmet(scene, "reporting_lines") == [[low]]
    scene.give("tess", "record.edit", {"id": low, "set": {"reports_to": after}})
    assert unmet(scene, "reporting_lines") == []


def test_a_successor_is_another_person_on_the_map(scene: Scene) -> None:
    made = person(scene)
    for wrong in (made, "nobody"):
        assert scene.refused("tess", "record.edit", {"id": made, "set": {"successor": wrong}}) == "invalid"


def test_whoever_left_counts_no_more(scene: Scene) -> None:
    made = person(scene, level="Executive")
    assert unmet(scene, "executive_stakeholder") == []
    scene.give("tess", "record.edit", {"id": made, "set": {"left": True}})
    assert unmet(scene, "executive_stakeholder") == [[]]
    assert unmet(scene, "stakeholders", at_least=1) == [[]]


def test_two_who_correct_one_field_both_keep_their_words(scene: Scene) -> None:
    made = person(scene)
    rev = scene.get(made).rev
    assert scene.give("tess", "record.edit", {"id": made, "set": {"title": "CFO"}}, rev=rev)["ok"]
    assert scene.give("bram", "record.edit", {"id": made, "set": {"unit": "Finance"}}, rev=rev)["ok"]
    late = scene.give("bram", "record.edit", {"id": made, "set": {"title": "COO"}}, rev=rev)
    assert (late["refused"], late["theirs"], late["mine"]) == ("stale", "CFO", "COO")


def test_how_i_see_somebody_reaches_nobody_else(scene: Scene) -> None:
    made = person(scene)
    says(scene, made, tess="sceptic")
    assert scene.seers(f"stance:{made}:tess") == {"tess"}


def test_only_the_number_of_answers_shows_before_the_spread_does(scene: Scene) -> None:
    made = person(scene)
    says(scene, made, tess="sceptic", bram="supporter")
    for who in ("tess", "lena", "hana", "lea"):
        assert scene.worked_out(who)[f"answers:{made}"] == {"stakeholder": made, "answers": 2}
    assert f"answers:{made}" not in scene.worked_out("wall")


def test_the_spread_waits_for_three_answers_and_holds_no_name(scene: Scene) -> None:
    made = person(scene)
    says(scene, made, tess="sceptic", bram="supporter")
    assert scene.refused("lea", "relationship_map.show", {"stakeholder": made}) == "invalid"
    says(scene, made, bram="sceptic", otto="neutral")
    assert scene.give("hana", "relationship_map.show", {"stakeholder": made})["ok"]
    spread = scene.get(f"seen:{made}")
    assert spread["disposition"] == {"sceptic": 2, "neutral": 1}
    assert spread["influence"] == {"high": 3}
    assert not {"tess", "bram", "otto"} & set(str(spread.body).split("'"))


def test_only_the_desk_and_the_manager_put_a_spread_on_the_table(scene: Scene) -> None:
    made = person(scene)
    says(scene, made, tess="sceptic", bram="supporter", otto="neutral")
    assert scene.refused("tess", "relationship_map.show", {"stakeholder": made}) == "not_facilitator"


def test_what_is_on_the_table_is_answered_no_more_until_it_is_asked_again(scene: Scene) -> None:
    made = person(scene)
    says(scene, made, tess="sceptic", bram="supporter", otto="neutral")
    scene.give("lea", "relationship_map.show", {"stakeholder": made})
    late = {"stakeholder": made, "disposition": "neutral", "influence": "low"}
    assert scene.refused("lena", RATE, late) == "invalid"
    assert scene.give("lea", "relationship_map.ask_again", {"stakeholder": made})["ok"]
    assert f"answers:{made}" not in scene.worked_out("tess")
    assert scene.seers(f"stance:{made}:tess") == set()
    says(scene, made, tess="neutral")
    assert scene.worked_out("tess")[f"answers:{made}"]["answers"] == 1


def test_nobody_answers_for_somebody_else(scene: Scene) -> None:
    made = person(scene)
    data = {"stakeholder": made, "disposition": "neutral", "influence": "low"}
    assert scene.refused("lea", RATE, data, on_behalf="tess") == "invalid"


def test_the_desk_adds_a_person_for_whoever_says_it_aloud(scene: Scene) -> None:
    record = scene.get(scene.made("lea", ADD, {"name": "Thierry"}, on_behalf="tess"))
    assert (record.by, record.via) == ("tess", scene.viewers["lea"].person)


def test_a_unit_without_anybody_is_named(scene: Scene) -> None:
    scene.put("unit", "u1", name="Castorama")
    assert unmet(scene, "gaps_held") == [["u1"]]
    person(scene, unit="Castorama")
    assert unmet(scene, "gaps_held") == []


def test_somebody_listens_to_somebody_else_on_the_map(scene: Scene) -> None:
    one, two = person(scene, "One"), person(scene, "Two")
    assert scene.give("tess", "relationship_map.add_influence", {"of": one, "on": two})["ok"]
    assert scene.refused("tess", "relationship_map.add_influence", {"of": one, "on": one}) == "invalid"
