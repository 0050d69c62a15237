"""What the people of a walk-through write: the least that lets the room move on, one recipe for each criterion."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from workshop.rules.exercise import Unmet
from workshop.rules.roles import MEMBERS
from workshop.rules.state import Record, State


class Hands(Protocol):
    """Somebody's hands in the copy: a command, and what it made. `known` is what was there before the walk."""

    state: State
    known: frozenset[str]

    @property
    def today(self) -> dt.date: ...

    def team(self, number: int) -> str: ...

    def lead(self) -> str: ...

    def give(self, person: str, command: str, /, **data: Any) -> str: ...


Recipe = Callable[[Hands, Unmet], None]


def notes(hands: Hands, unmet: Unmet) -> None:
    """Briefing notes."""
    for n in range(_owed(unmet)):
        hands.give(hands.team(n), "questions.add_brief", text=f"What the customer says, {n + 1}")


def questions(hands: Hands, unmet: Unmet) -> None:
    """Questions, and then answers to each."""
    for n in range(_owed(unmet)):
        hands.give(hands.team(n), "questions.add_question", text=f"What would you ask them, {n + 1}?")


def answers(hands: Hands, unmet: Unmet) -> None:
    """Every question answered."""
    for question in unmet.records:
        hands.give(hands.lead(), "questions.answer", question=question, text="An answer")


def cards(hands: Hands, unmet: Unmet) -> None:
    """Cards of one C, from a source."""
    source = hands.give(hands.lead(), "research.add_source", title="Something published", customer_words=True)
    for n in range(_owed(unmet)):
        hands.give(
            hands.team(n), "research.add_card", c=unmet.subject, text=f"A fact, {n + 1}", sources=[source]
        )


def _element(kind: str, links: str = "") -> Recipe:
    def make(hands: Hands, unmet: Unmet) -> None:
        to = [next(hands.state.of(links)).id] if links else []
        for n in range(_owed(unmet)):
            hands.give(hands.team(n), f"insight_map.add_{kind}", text=f"A {kind}, {n + 1}", links=to)

    return make


def stakeholders(hands: Hands, unmet: Unmet) -> None:
    """People on the map, the first one an executive."""
    for n in range(_owed(unmet)):
        level = "executive" if n == 0 else "manager"
        hands.give(hands.team(n), "relationship_map.add_stakeholder", name=f"Somebody {n + 1}", level=level)


def cells(hands: Hands, unmet: Unmet) -> None:
    """A status in every cell."""
    known = {(c["unit"], c["offering"]) for c in hands.state.of("cell")}
    for unit in list(hands.state.of("unit")):
        for offering in list(hands.state.of("offering")):
            if (unit.id, offering.id) not in known:
                where = {"unit": unit.id, "offering": offering.id}
                hands.give(hands.team(0), "white_space.set_cell", status="open", **where)


def opportunities(hands: Hands, unmet: Unmet) -> None:
    """Opportunities in open cells, for an initiative."""
    if not any(hands.state.of("unit")):
        hands.give(hands.team(0), "white_space.add_unit", name="A part of the customer")
        cells(hands, unmet)
    cell = next(c for c in hands.state.of("cell") if c["status"] in ("open", "owned"))
    initiative = next(hands.state.of("initiative")).id
    for n in range(_owed(unmet)):
        hands.give(
            hands.team(n),
            "opportunity_map.add_opportunity",
            name=f"What we could do, {n + 1}",
            unit=cell["unit"],
            offering=cell["offering"],
            initiatives=[initiative],
        )


def ballot(hands: Hands, unmet: Unmet) -> None:
    """A vote, opened and closed."""
    items = [o.id for o in hands.state.of("opportunity")][:20]
    opened = hands.give(hands.lead(), "vote.open", items=items)
    hands.give(hands.lead(), "vote.close", ballot=opened)


def ballots(hands: Hands, unmet: Unmet) -> None:
    """Votes closed."""
    for record in unmet.records:
        hands.give(hands.lead(), "vote.close", ballot=record)


def funnel(hands: Hands, unmet: Unmet) -> None:
    """A funnel with numbers of nobody's."""
    numbers = {"average_deal": 100_000, "win_rate_percent": 50, "prospects_per_opportunity": 5}
    hands.give(hands.team(0), "funnel.set", growth_target=1_000_000, **numbers)


def objective(hands: Hands, unmet: Unmet) -> None:
    """An objective in a category, with every opportunity that belongs into it."""
    _objective(hands, unmet.subject, ())


def _objective(hands: Hands, category: str, deals: tuple[str, ...]) -> None:
    sort = {"sort": "partnering"} if category == "cross_account" else {}
    hands.give(
        hands.team(0),
        "objectives.add_objective",
        category=category,
        text="An objective",
        opportunities=list(deals),
        **sort,
    )


def strategies(hands: Hands, unmet: Unmet) -> None:
    """A strategy for each objective that has none."""
    for record in unmet.records:
        hands.give(hands.team(0), "objectives.add_strategy", objective=record, text="A strategy")


def actions(hands: Hands, unmet: Unmet) -> None:
    """An accepted action for each strategy that has none."""
    due = (hands.today + dt.timedelta(days=5)).isoformat()
    for n, strategy in enumerate(unmet.records):
        owner = hands.team(n)
        words = {"what": "An action", "outcome": "An outcome"}
        made = hands.give(owner, "actions.add_action", strategy=strategy, owner=owner, due=due, **words)
        action = hands.state.records[made]
        if action["state"] == "proposed":
            hands.give(owner, "actions.accept", action=made)


def accepted(hands: Hands, unmet: Unmet) -> None:
    """Every proposed action accepted by its owner."""
    for record in unmet.records:
        hands.give(hands.state.records[record]["owner"], "actions.accept", action=record)


def answered(hands: Hands, unmet: Unmet) -> None:
    """Every open challenge answered."""
    for record in unmet.records:
        hands.give(hands.team(0), "signoff.answer_challenge", challenge=record, text="An answer")


RECIPES: Mapping[str, Recipe] = {
    "briefing_notes": notes,
    "questions_asked": questions,
    "questions_settled": answers,
    "cards_per_c": cards,
    "goals": _element("goal"),
    "pressures": _element("pressure", "goal"),
    "initiatives": _element("initiative", "pressure"),
    "obstacles": _element("obstacle", "initiative"),
    "stakeholders": stakeholders,
    "executive_stakeholder": lambda hands, unmet: stakeholders(hands, Unmet("", 0, 1)),
    "cells_known": cells,
    "opportunities": opportunities,
    "ballot_opened": ballot,
    "ballots_closed": ballots,
    "funnel_recorded": funnel,
    "categories_covered": objective,
    "objectives_have_strategies": strategies,
    "potential_in_business_development": lambda h, u: _objective(h, "business_development", u.records),
    "qualified_in_revenue": lambda h, u: _objective(h, "revenue", u.records),
    "strategies_have_accepted_actions": actions,
    "no_proposed_actions": accepted,
    "challenges_answered": answered,
}


def members(state: State) -> list[Record]:
    """Those of the team who are here and write."""
    here = [p for p in state.of("person") if p["presence"] in ("room", "remote")]
    return [p for p in here if p["role"] in MEMBERS] or here


def _owed(unmet: Unmet) -> int:
    return max(0, (unmet.need or 1) - (unmet.have or 0))
