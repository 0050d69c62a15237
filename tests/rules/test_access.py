"""How long somebody may come in: a facilitator from outside, and whoever has a last day."""

import pytest

from tests.cast import Workshop

DAY = 24 * 60 * 60_000


@pytest.fixture
def plan() -> Workshop:
    """Cora helps from outside; one sitting was held and is over."""
    made = Workshop().open()
    cora = made.person("Cora").id
    made.ok("Fay", "people.edit", person=cora, set={"side": "outside"})
    made.ok("Fay", "stage.adjourn")
    return made


def test_a_facilitator_from_outside_is_let_in_for_fourteen_days_after_the_last_sitting(
    plan: Workshop,
) -> None:
    plan.time += 14 * DAY - 60_000
    plan.ok("Cora", "people.arrive", how="remote")
    plan.time += 120_000
    assert plan.refused("Cora", "people.arrive", how="remote") == "excluded"
    plan.ok("Tom", "people.arrive", how="remote")


def test_while_a_sitting_is_open_nobody_from_outside_is_shut_out_of_it(plan: Workshop) -> None:
    plan.time += 13 * DAY
    plan.ok("Fay", "stage.open_doors")
    plan.time += 30 * DAY
    plan.ok("Cora", "people.arrive", how="room")


def test_a_day_given_by_hand_wins_over_the_fourteen(plan: Workshop) -> None:
    plan.ok("Fay", "people.edit", person=plan.person("Cora").id, set={"until": "2099-12-31"})
    plan.time += 90 * DAY
    plan.ok("Cora", "people.arrive", how="remote")
    plan.ok("Fay", "people.edit", person=plan.person("Cora").id, set={"until": "2020-01-01"})
    assert plan.refused("Cora", "people.arrive", how="remote") == "excluded"


def test_whoever_may_not_come_in_writes_for_nobody_else_either(plan: Workshop) -> None:
    plan.ok("Fay", "stage.open_doors")
    plan.ok("Tom", "people.arrive", how="room")
    said = {"behalf": "Tom", "text": "Late trucks"}
    plan.ok("Cora", "talk.add_parked", **said)
    plan.ok("Fay", "people.edit", person=plan.person("Cora").id, set={"until": "2020-01-01"})
    assert plan.refused("Cora", "talk.add_parked", **said) == "excluded"
    plan.ok("Fay", "people.edit", person=plan.person("Cora").id, set={"until": ""})
    plan.ok("Fay", "people.withdraw", person=plan.person("Cora").id)
    assert plan.refused("Cora", "talk.add_parked", **said) == "excluded"


def test_facilitators_of_the_house_stay(plan: Workshop) -> None:
    plan.time += 400 * DAY
    plan.ok("Fay", "stage.open_doors")
