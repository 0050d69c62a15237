"""Objectives: four categories, the customer's words behind each, and no deal left outside."""

from typing import Any

from tests.cast import Workshop
from tests.exercises.scene_a import Scene


def workshop() -> Workshop:
    """At the objectives, with everybody there."""
    return Workshop().open().go_to("objectives")


def unmet(room: Workshop, criterion: str) -> list[Any]:
    """What a criterion still misses, as the checklist says it."""
    body = next(r for r in room.sees("Fay").values() if r.kind == "checklist").body
    return [m for c in body["criteria"] if c["criterion"] == criterion for m in c["missing"]]


def objective(room: Workshop, category: str = "revenue", **more: Any) -> str:
    return room.ok("Tom", "objectives.add_objective", category=category, text="Signed by June", **more)[0]


def test_each_category_needs_an_objective_or_a_reason_for_none() -> None:
    room = workshop()
    objective(room)
    room.ok("Tess", "objectives.add_none_this_year", category="marketing", because="They know us well")
    assert {m["subject"] for m in unmet(room, "categories_covered")} == {
        "business_development",
        "cross_account",
    }


def test_there_is_no_reason_for_none_beside_an_objective() -> None:
    room = workshop()
    objective(room)
    refused = room.do("Tess", "objectives.add_none_this_year", category="revenue", because="No")
    assert (refused["refused"], refused["field"]) == ("invalid", "category")


def test_a_category_is_one_of_the_four() -> None:
    assert workshop().refused("Tom", "objectives.add_objective", category="sales", text="x") == "invalid"


def test_a_strategy_belongs_to_an_objective_that_is_still_there() -> None:
    room = workshop()
    mine = objective(room)
    assert [m["records"] for m in unmet(room, "objectives_have_strategies")] == [[mine]]
    room.ok("Tom", "objectives.add_strategy", objective=mine, text="Let the stores tell it")
    assert unmet(room, "objectives_have_strategies") == []
    room.ok("Tom", "record.withdraw", id=mine)
    assert room.refused("Tom", "objectives.add_strategy", objective=mine, text="Late") == "invalid"


def test_an_objective_rests_on_what_is_on_the_boards_and_on_nothing_else() -> None:
    room = workshop()
    person = room.person("Tom").id
    assert (
        room.refused("Tom", "objectives.add_objective", category="revenue", text="x", insights=[person])
        == "invalid"
    )
    assert (
        room.refused("Tom", "objectives.add_objective", category="revenue", text="x", opportunities=["no"])
        == "invalid"
    )


def test_the_same_words_changed_meanwhile_come_back_with_both_texts() -> None:
    room = workshop()
    mine = objective(room)
    rev = room.room.state.records[mine].rev
    room.ok("Tess", "record.edit", id=mine, set={"text": "Signed by May"}, rev=rev)
    answer = room.do("Tom", "record.edit", id=mine, set={"text": "Signed by July"}, rev=rev)
    assert (answer["refused"], answer["theirs"], answer["mine"], answer["who"]) == (
        *("stale", "Signed by May", "Signed by July"),
        "Tess",
    )
    room.ok("Tom", "record.edit", id=mine, set={"target": "13 stores"}, rev=rev)


def test_the_customers_words_are_found_through_initiatives_and_goals() -> None:
    scene = Scene("objectives", "objectives")
    scene.put("source", "said", by="tess", title="Interview", origin="customer", customer_words=True)
    scene.put("goal", "goal", text="Fewer returns", sources=["said"])
    scene.put("initiative", "initiative", text="Stations", links=["goal"])
    scene.put("opportunity", "deal", name="Thirteen", unit="u", offering="o", initiatives=["initiative"])
    scene.put("objective", "one", category="business_development", text="Know", opportunities=["deal"])
    scene.put("objective", "bare", category="marketing", text="Be heard")
    behind = scene.worked_out("tess")["coverage"]["behind"]
    assert behind["one"] != []
    assert behind["bare"] == []


def test_a_potential_deal_outside_an_objective_is_named_until_it_is_put_in_one() -> None:
    scene = Scene("objectives", "objectives")
    scene.put("opportunity", "deal", name="Thirteen", unit="u", offering="o", initiatives=[])
    scene.put("objective", "one", category="business_development", text="Know")
    assert scene.worked_out("tess")["coverage"]["uncovered"]["business_development"] == ["deal"]
    scene.give("tess", "record.link", {"id": "one", "to": "deal", "field": "opportunities"})
    assert scene.worked_out("tess")["coverage"]["uncovered"]["business_development"] == []


def test_outsiders_see_no_objective_and_the_screen_none_while_the_customer_is_in() -> None:
    scene = Scene("objectives", "objectives")
    scene.put("objective", "one", category="marketing", text="Be heard")
    assert scene.seers("one") == {"lea", "tess", "bram", "lena", "otto", "hana", "wall"}
    scene.let_in("marc")
    assert scene.seers("one") == {"lea", "tess", "bram", "lena", "otto", "hana"}
