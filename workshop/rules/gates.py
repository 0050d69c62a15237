"""What a stage still lacks before the room moves on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    """Every criterion of a stage, required ones first."""
    return [_standing(state, plan, True, criteria) for plan in stage.require] + [
        _standing(state, plan, False, criteria) for plan in stage.advise
    ]


def missing(state: State, stage: Stage, criteria: Mapping[str, Criterion]) -> list[Standing]:
    """The required criteria that are not met."""
    return [s for s in standings(state, stage, criteria) if s.required and s.unmet]


def _standing(
    state: State, plan: CriterionPlan, required: bool, criteria: Mapping[str, Criterion]
) -> Standing:
    params = {"at_least": plan.at_least, "at_most": plan.at_most}
    given = {name: value for name, value in params.items() if value is not None}
    return Standing(plan.criterion, plan.firm, required, tuple(criteria[plan.criterion](state, given)))
