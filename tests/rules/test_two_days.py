"""The default playbook as data: what its run sheet promises."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "workshop" / "playbooks" / "two_days.toml"
PLAYBOOK: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
STAGES: list[dict[str, Any]] = PLAYBOOK["stages"]
PARTS: list[dict[str, Any]] = [part for stage in STAGES for part in stage["blocks"]]
KINDS = {
    "actions", "capture", "funnel", "insight_map", "objectives", "opportunity_map", "questions",
    "relationship_map", "research", "review", "signoff", "talk", "vote", "white_space",
}  # fmt: skip


def minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def starts(day: int) -> dict[str, int]:
    """When each part of a day begins, in minutes after midnight, and under "end" when the last ends."""
    now, found = minute(PLAYBOOK["run_sheet"]["day_start"]), {}
    for part in PARTS:
        if part.get("day") == day:
            found[part["id"]] = now
            now += part["minutes"]
    return {**found, "end": now}


def stage(stage_id: str) -> dict[str, Any]:
    return next(stage for stage in STAGES if stage["id"] == stage_id)


def test_the_stages_stand_in_the_order_of_the_method() -> None:
    assert [stage["id"] for stage in STAGES] == [
        "open", "briefing", "research", "stakeholders", "whitespace", "focus", "objectives",
        "actions", "signoff", "acceptance", "review1", "review2", "closed",
    ]  # fmt: skip


@pytest.mark.parametrize("day", [1, 2])
def test_each_day_is_full_and_ends_on_time(day: int) -> None:
    assert starts(day)["end"] == minute(PLAYBOOK["run_sheet"]["day_end"])


@pytest.mark.parametrize("day", [1, 2])
def test_what_is_fixed_begins_at_its_time_when_nobody_is_late(day: int) -> None:
    begin = starts(day)
    fixed = {part["id"]: part["fixed_at"] for part in PARTS if part.get("day") == day and "fixed_at" in part}
    assert fixed
    assert {name: begin[name] for name in fixed} == {name: minute(at) for name, at in fixed.items()}


def test_the_senior_review_and_the_reviews_stand_on_days_of_their_own() -> None:
    days = {stage["id"]: {part["day"] for part in stage["blocks"]} for stage in STAGES[9:12]}
    assert days == {"acceptance": {3}, "review1": {4}, "review2": {5}}


def test_nothing_may_be_shortened_to_nothing_or_to_more_than_planned() -> None:
    assert all(0 < part["minimum"] <= part["minutes"] for part in PARTS)


def test_every_part_has_a_name_of_its_own_a_known_kind_and_a_task() -> None:
    assert len({part["id"] for part in PARTS}) == len(PARTS)
    assert {part["kind"] for part in PARTS} <= KINDS
    assert all(part["task"].endswith(".") for part in PARTS)


def test_what_is_protected_is_never_offered_for_dropping() -> None:
    assert not [part["id"] for part in PARTS if part.get("protected") and part.get("optional")]


@pytest.mark.parametrize("stage_id", ["briefing", "actions"])
def test_the_briefing_and_the_actions_are_protected_all_through(stage_id: str) -> None:
    working = [part for part in stage(stage_id)["blocks"] if not part.get("break")]
    assert working
    assert all(part.get("protected") for part in working)


def test_visitors_are_let_in_only_where_the_method_has_them() -> None:
    windows = {stage["id"]: stage["windows"] for stage in STAGES if stage["windows"]}
    both = ["second_level_manager", "customer_guest"]
    assert windows == {"open": both, "briefing": both, "acceptance": ["second_level_manager"]}


def test_only_presence_and_the_two_signatures_are_firm() -> None:
    firm = {rule["criterion"] for stage in STAGES for rule in stage["require"] if rule.get("firm")}
    assert firm == {"manager_present", "approved", "accepted"}


def test_nothing_is_anonymous_unless_it_is_written_before_it_is_revealed() -> None:
    anonymous = [part for part in PARTS if part.get("naming") == "anonymous"]
    assert anonymous
    assert all(part["mode"] == "write_reveal" for part in anonymous)


def test_sign_off_asks_again_for_everything_the_actions_asked_for() -> None:
    asked = {rule["criterion"] for rule in stage("actions")["require"]}
    assert asked <= {rule["criterion"] for rule in stage("signoff")["require"]}
