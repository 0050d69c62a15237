"""Relationship map: who counts at the customer, how they stand, who of us knows them."""

from typing import Any, Literal

from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Label, Ref, Refs, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE, VISITORS
from workshop.rules.sight import TEAM_ONLY
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State

LEVELS = ("executive", "senior manager", "manager", "specialist")
DECISION_ROLES = ("decision maker", "approver", "influencer", "technical evaluator", "user", "gatekeeper")


class Stakeholder(Body):
    """A person at the customer, or a placeholder for a gap. `left` takes them off the map, their history stays."""

    name: Label = ""
    placeholder: bool = False
    title: Label = ""
    unit: Label = ""
    level: Label = ""
    decision_role: Label = ""
    influence: Literal["", "low", "medium", "high"] = ""
    disposition: Literal["supporter", "neutral", "sceptic", "opponent", "unknown"] = "unknown"
    coverage: Ref = ""
    reports_to: Ref = ""
    contact: Literal["", "none", "brief", "multiple", "in depth"] = ""
    relationship: Literal["", "vendor", "credible source", "problem solver", "trusted advisor"] = ""
    wanted: Literal["", "vendor", "credible source", "problem solver", "trusted advisor"] = ""
    mentor: bool = False
    adaptability: Label = ""
    left: bool = False
    successor: Ref = ""
    note: Words = ""
    sources: Refs = []
    holds: Refs = []
    merged_into: Ref = ""


class Influence(Body):
    """Somebody listens to somebody else."""

    of: Ref
    on: Ref
    note: Words = ""


def _stakeholder(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    if not (values["name"] or values["title"]):
        raise invalid("name", "Give a name, or the title of somebody still to be found.")
    if values["coverage"] and (old is None or old["coverage"] != values["coverage"]):
        ours = ask.need(values["coverage"], "person", "coverage")
        if ours["role"] in VISITORS and ours["side"] == "customer":
            raise invalid("coverage", "Coverage is one of our own people.")
    if values["reports_to"] and (old is None or old["reports_to"] != values["reports_to"]):
        ask.need(values["reports_to"], "stakeholder", "reports_to")
        if old and old.id in _above(ask.state, values["reports_to"]):
            raise invalid("reports_to", "That would make a circle of who reports to whom.")


def _influence(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    ask.need_all([values["of"], values["on"]], "stakeholder", "of")


relationship_map = Exercise(
    kind="relationship_map",
    title="Relationship map",
    kinds=(
        Kind("stakeholder", Stakeholder, TEAM_ONLY, title="name", add=INSIDE, stage="stakeholders", plan=True, merges=True, check=_stakeholder,
             held=frozenset({"holds", "merged_into"}), links=("sources",), between=True),
        Kind("influence", Influence, TEAM_ONLY, title="note", add=INSIDE, stage="stakeholders", plan=True, check=_influence),
    ),
)  # fmt: skip


def on_map(state: State) -> list[Record]:
    """The stakeholders who count today."""
    return [s for s in state.of("stakeholder") if not s["left"]]


@relationship_map.criterion
def stakeholders(state: State, params: Any) -> list[Unmet]:
    """Enough people are on the map."""
    return at_least(params, len(on_map(state)), "Stakeholders on the map")


@relationship_map.criterion
def executive_stakeholder(state: State, params: Any) -> list[Unmet]:
    """One of them is an executive."""
    found = any("executive" in s["level"].lower() for s in on_map(state))
    return [] if found else [Unmet("No executive on the map", 0, 1)]


@relationship_map.criterion
def reporting_lines(state: State, params: Any) -> list[Unmet]:
    """Nobody reports to somebody who is not on the map, or in a circle."""
    there = {s.id for s in on_map(state)}
    wrong = [
        s
        for s in on_map(state)
        if (s["reports_to"] and s["reports_to"] not in there) or s.id in _above(state, s["reports_to"])
    ]
    return none_left(wrong, "Reporting lines that lead nowhere")


@relationship_map.criterion
def gaps_held(state: State, params: Any) -> list[Unmet]:
    """Gaps are held open by a placeholder: a unit with a goal or an opportunity has somebody."""
    units = {s["unit"] for s in on_map(state)}
    empty = [u for u in state.of("unit") if u["name"] not in units]
    return none_left(empty, "Units without anybody on the map")


def _above(state: State, boss: str) -> set[str]:
    seen: set[str] = set()
    while boss and boss not in seen:
        seen.add(boss)
        record = state.get(boss, "stakeholder")
        boss = record["reports_to"] if record else ""
    return seen
