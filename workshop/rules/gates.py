"""What a stage still lacks before the room moves on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.rules import playbook, signing, visit
from workshop.rules.exercise import Criterion, Unmet
from workshop.rules.playbook import CriterionPlan, Stage
from workshop.rules.state import State


@dataclass(frozen=True)
class Standing:
    """One criterion as it stands: met or not, and what is missing."""

    criterion: str
    firm: bool
    required: bool
    unmet: tuple[Unmet, ...]

    def plain(self) -> dict[str, Any]:
        """As it is sent: the criterion, and each thing missing with counts and records concerned."""
        return {
            "criterion": self.criterion,
            "met": not self.unmet,
            "required": self.required,
            "firm": self.firm,
            "missing": [unmet.plain() for unmet in self.unmet],
        }


def standings(state: State, stage: Stage, criteria: Mapping[str, Criterion]) -> list[Standing]:
    """Every criterion of a stage, required ones first, as the customer's visit stands.

    What was gone on without and stood on the page the manager signed is not asked again in that stage.
    """
    signed_over = _signed_over(state, stage)
    required = [_standing(state, plan, True, criteria) for plan in _required(state, stage)]
    return [one for one in required if one.firm or not _covered(one, signed_over)] + [
        _standing(state, plan, False, criteria) for plan in stage.advise
    ]


def missing(state: State, stage: Stage, criteria: Mapping[str, Criterion]) -> list[Standing]:
    """The required criteria that are not met."""
    return [s for s in standings(state, stage, criteria) if s.required and s.unmet]


def unheard(state: State, stage: Stage, criteria: Mapping[str, Criterion]) -> list[Standing]:
    """What was to be had from the customer in a stage, and is not there."""
    found = [_standing(state, plan, True, criteria) for plan in stage.require if not plan.firm]
    return [standing for standing in found if standing.unmet]


def written(
    lacking: Iterable[Standing], stage_id: str, reason: str, by: str, at: int
) -> list[dict[str, Any]]:
    """What the room went on without, as it stands in the minutes and on the sign-off page."""
    return [
        {
            "stage": stage_id,
            "criterion": standing.criterion,
            "say": "; ".join(unmet.say for unmet in standing.unmet),
            "records": [record for unmet in standing.unmet for record in unmet.records],
            "reason": reason,
            "by": by,
            "at": at,
        }
        for standing in lacking
    ]


def _signed_over(state: State, stage: Stage) -> list[Mapping[str, Any]]:
    """What the room had gone on without when the plan was signed, in the stage that waits for the signature."""
    decision = signing.latest(state, "decision")
    waits = any(plan.criterion == "approved" for plan in stage.require)
    if not waits or decision is None or decision["verdict"] != "approved":
        return []
    return [gap for gap in state.workshop["overrides"] if gap["at"] <= decision.at]


def _covered(standing: Standing, gaps: Iterable[Mapping[str, Any]]) -> bool:
    """Whether everything a criterion misses was known; one record more, and it is asked again."""
    known = [gap for gap in gaps if gap["criterion"] == standing.criterion]
    records = {record for gap in known for record in gap.get("records", ())}
    said = {say for gap in known for say in gap["say"].split("; ")}
    return bool(standing.unmet) and all(
        unmet.say in said if not unmet.records else records.issuperset(unmet.records)
        for unmet in standing.unmet
    )


def _required(state: State, stage: Stage) -> list[CriterionPlan]:
    """Nobody plans past a customer who is still to come, but for what stands before them.

    Nobody waits in the visit's stage for one who is not here.
    """
    stands, heard_in = visit.how(state), visit.stage_of(playbook.of(state))
    if heard_in and heard_in.id == stage.id and stands in ("later", "cancelled"):
        return [plan for plan in stage.require if plan.firm]
    waits = stands == "later" and stage.planning and not visit.more_before(state, stage)
    return [*stage.require, *([CriterionPlan("visit_held")] if waits else [])]


def _standing(
    state: State, plan: CriterionPlan, required: bool, criteria: Mapping[str, Criterion]
) -> Standing:
    params = {"at_least": plan.at_least, "at_most": plan.at_most}
    given = {name: value for name, value in params.items() if value is not None}
    return Standing(plan.criterion, plan.firm, required, tuple(criteria[plan.criterion](state, given)))
