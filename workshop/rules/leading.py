"""Who leads: one facilitator at a time, and once the plan is signed also its owner."""

from typing import Any

from workshop.rules import presence
from workshop.rules.events import Change
from workshop.rules.exercise import Ask
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, Role
from workshop.rules.signing import approval
from workshop.rules.state import Record, State


def may_lead(state: State, person: Record) -> bool:
    """Whether somebody can be given the lead: whoever sits at the desk, and the plan owner of a signed plan."""
    owns = person["role"] == Role.plan_owner and person.id == state.workshop["plan_owner"]
    return person["role"] in DESK or (owns and approval(state) is not None)


def lead_to(ask: Ask, person: Record, **how: Any) -> list[Change]:
    """The changes that make somebody the lead. They sit at the desk while they lead; whoever led helps from there.

    `how` goes into the workshop's record with it. A plan owner who gives the lead away is the plan owner again.
    """
    if not may_lead(ask.state, person):
        raise invalid(
            "person", "Only a co-facilitator, or the plan owner of a signed plan, can take the lead."
        )
    before = ask.state.records[presence.lead(ask.state)]
    changes = []
    if before.id != person.id:
        owned = before.id == ask.state.workshop["plan_owner"]
        changes.append(ask.change(before, role=Role.plan_owner if owned else Role.co_facilitator))
    if person["role"] != Role.facilitator:
        changes.append(ask.change(person, role=Role.facilitator))
    return [*changes, ask.change(ask.state.workshop, lead=person.id, **how)]
