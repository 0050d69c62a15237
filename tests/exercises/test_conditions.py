"""An approval on a condition: what she asks for becomes an action with an owner and a day."""

from typing import Any

from tests.cast import Workshop
from tests.exercises.test_signoff import ids, page, ready


def marked(workshop: Workshop, **more: Any) -> None:
    given = {"mark": "condition", "text": "Show the drawing to Lille", **more}
    workshop.ok("Mara", "signoff.mark", target=ids(workshop)["objective"], **given)


def approve(workshop: Workshop) -> dict[str, Any]:
    return workshop.do("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))


def whole(workshop: Workshop) -> dict[str, str]:
    return {"owner": workshop.person("Ben").id, "due": "2026-02-20"}


def test_a_condition_is_asked_of_its_owner_as_an_action_and_is_no_amendment() -> None:
    workshop = ready()
    marked(workshop, **whole(workshop))
    signed = page(workshop)
    assert approve(workshop)["ok"]
    (action,) = [a for a in workshop.room.state.of("action") if a["what"] == "Show the drawing to Lille"]
    assert (action["state"], action["strategy"]) == ("proposed", ids(workshop)["strategy"])
    assert "Mara" in action["outcome"]
    assert str(signed["version"]) in action["outcome"]
    decision = next(workshop.room.state.of("decision"))
    assert (decision["version"], decision["hash"]) == (signed["version"], signed["hash"])
    assert decision["marks"][0]["action"] == action.id
    assert [r for r in workshop.sees("Mara").values() if r.kind == "amendment"] == []
    workshop.ok("Ben", "actions.accept", action=action.id)
    assert [r for r in workshop.sees("Mara").values() if r.kind == "amendment"] == []


def test_a_condition_changed_later_waits_for_her_like_any_promise() -> None:
    workshop = ready()
    marked(workshop, **whole(workshop))
    approve(workshop)
    action = next(workshop.room.state.of("decision"))["marks"][0]["action"]
    workshop.ok("Tom", "record.edit", id=action, set={"due": "2026-06-30"})
    assert [r["id"] for r in workshop.sees("Mara").values() if r.kind == "amendment"] == [action]


def test_a_condition_nobody_could_promise_is_not_signed() -> None:
    workshop = ready()
    marked(workshop)
    answer = approve(workshop)
    assert answer["refused"] == "invalid"
    assert "who takes it, and by when, for “Be heard”" in answer["say"]
    marked(workshop, owner=workshop.person("Ben").id, due="2024-01-01")
    assert approve(workshop)["field"] == "due"
    assert workshop.room.state.count("decision") == 0


def test_what_is_marked_to_go_back_cannot_be_approved() -> None:
    workshop = ready()
    marked(workshop, mark="return", **whole(workshop))
    assert "return the plan" in approve(workshop)["say"]
    workshop.ok("Mara", "signoff.decide", verdict="returned", signed=True, **page(workshop))


def test_the_condition_is_followed_in_the_review() -> None:
    workshop = ready()
    marked(workshop, **whole(workshop))
    approve(workshop)
    action = next(workshop.room.state.of("decision"))["marks"][0]["action"]
    workshop.ok("Ben", "actions.accept", action=action)
    workshop.go_to("acceptance")
    workshop.ok("Sven", "people.arrive", how="remote")
    workshop.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
    workshop.go_to("review1")
    assert action in workshop.room.state.records["stage:review1"]["due"]


def accepted_on(*conditions: str) -> tuple[Workshop, str]:
    workshop = ready()
    approve(workshop)
    workshop.go_to("acceptance")
    workshop.ok("Sven", "signoff.accept", verdict="accepted", conditions=list(conditions), signed=True)
    return workshop, next(workshop.room.state.of("acceptance")).id


def test_what_senior_management_makes_a_condition_is_taken_once_by_somebody_with_a_day() -> None:
    workshop, answer = accepted_on("A second reference", "No overtime in May")
    given = {"acceptance": answer, "strategy": ids(workshop)["strategy"], **whole(workshop)}
    workshop.ok("Olga", "conditions.take", number=1, **given)
    (action,) = [a for a in workshop.room.state.of("action") if a["what"] == "No overtime in May"]
    assert (action["state"], action["owner"]) == ("proposed", workshop.person("Ben").id)
    assert "Sven" in action["outcome"]
    assert workshop.refused("Tom", "conditions.take", number=1, **given) == "invalid"
    assert workshop.refused("Carl", "conditions.take", number=0, **given) == "excluded"
    # What the manager did not sign waits for her yes.
    assert [r["id"] for r in workshop.sees("Mara").values() if r.kind == "amendment"] == [action.id]


def test_the_first_review_asks_for_conditions_nobody_has_taken() -> None:
    workshop, _ = accepted_on("A second reference")
    workshop.go_to("review1")
    (one,) = [
        c for c in workshop.sees("Olga")["checklist"]["criteria"] if c["criterion"] == "conditions_taken"
    ]
    assert (one["met"], one["required"]) == (False, False)


def test_what_was_returned_has_no_conditions_to_take() -> None:
    workshop = ready()
    approve(workshop)
    workshop.go_to("acceptance")
    workshop.ok("Sven", "signoff.accept", verdict="returned", conditions=["Cheaper"], signed=True)
    answer = next(workshop.room.state.of("acceptance")).id
    given = {"acceptance": answer, "strategy": ids(workshop)["strategy"], **whole(workshop)}
    assert workshop.refused("Olga", "conditions.take", number=0, **given) == "invalid"
