"""Relationship map: who counts at the customer, how they stand, who of us knows them."""

from collections import Counter
from typing import Any, Literal

from workshop.rules.asked_alone import AskedAlone
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Label, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, FIRST_LINE, INSIDE, NOBODY, TEAM, VISITORS
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience, owner_only, partly_on_screen
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State

Disposition = Literal["supporter", "neutral", "sceptic", "opponent", "unknown"]


class Stakeholder(Body):
    """A person at the customer, or a placeholder for a gap. `left` takes them off the map, their history stays."""

    name: Label = ""
    placeholder: bool = False
    title: Label = ""
    unit: Label = ""
    level: Label = ""
    decision_role: Label = ""
    influence: Literal["", "low", "medium", "high"] = ""
    disposition: Disposition = "unknown"
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


class Stance(Body):
    """How one of us sees somebody, alone. Nobody else ever sees it; the room sees the spread."""

    stakeholder: Ref
    disposition: Disposition
    influence: Literal["low", "medium", "high"]


class Seen(Body):
    """The spread of what was said about somebody, as it was put on the table: {answer: how many}."""

    stakeholder: Ref
    answers: int
    disposition: dict[str, int] = {}
    influence: dict[str, int] = {}


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
    if values["successor"] and (old is None or old["successor"] != values["successor"]):
        after = ask.need(values["successor"], "stakeholder", "successor")
        if old and after.id == old.id:
            raise invalid("successor", "Somebody else follows: choose another person.")


def _influence(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    ask.need_all([values["of"], values["on"]], "stakeholder", "of")
    if values["of"] == values["on"]:
        raise invalid("on", "Choose two people.")


#: How we see somebody, each alone.
STANCE = AskedAlone("stance", "seen", "stakeholder", "seen:{}")

#: Who sits where may stand on the wall; how they stand to us may not.
ON_SCREEN = partly_on_screen("name", "title", "unit", "level", "placeholder", "reports_to", "left")

relationship_map = Exercise(
    kind="relationship_map",
    title="Relationship map",
    kinds=(
        Kind(
            "stakeholder",
            Stakeholder,
            ON_SCREEN,
            title="name",
            add=INSIDE,
            stage="stakeholders",
            plan=True,
            merges=True,
            check=_stakeholder,
            held=frozenset({"holds", "merged_into"}),
            links=("sources",),
            between=True,
        ),
        Kind(
            "influence",
            Influence,
            TEAM_ONLY,
            title="note",
            add=INSIDE,
            stage="stakeholders",
            plan=True,
            check=_influence,
        ),
        Kind("stance", Stance, owner_only(), title="stakeholder", stage="stakeholders", edit=NOBODY),
        Kind(
            "seen",
            Seen,
            TEAM_ONLY,
            title="stakeholder",
            noun="spread",
            stage="stakeholders",
            edit=NOBODY,
        ),
    ),
)


class About(Body):
    stakeholder: Short


@relationship_map.command("rate", Stance, TEAM, stage="stakeholders", proxy="shared", refuse="excluded")
def rate(ask: Ask, data: Stance) -> Event:
    """How I see somebody; only I see it, and again replaces it, until the spread is shown."""
    person = STANCE.need_open(ask, data.stakeholder)
    values = {"disposition": data.disposition, "influence": data.influence}
    return STANCE.give(ask, "relationship_map.rated", person.id, values)


@relationship_map.command("show", About, DESK | FIRST_LINE, stage="stakeholders", proxy=False)
def show(ask: Ask, data: About) -> Event:
    """Put the spread of one person on the table, without names."""
    person = ask.need(data.stakeholder, "stakeholder")

    def spread(said: list[Record]) -> dict[str, Any]:
        return {field: dict(Counter(s[field] for s in said)) for field in ("disposition", "influence")}

    return STANCE.show(ask, "relationship_map.shown", person.id, spread)


@relationship_map.command("ask_again", About, DESK | FIRST_LINE, stage="stakeholders", proxy=False)
def ask_again(ask: Ask, data: About) -> Event:
    """Ask everybody once more: what was said is put away, and the spread with it."""
    return STANCE.again(ask, "relationship_map.asked_again", data.stakeholder)


@relationship_map.derive("stance", to=INSIDERS)
def answers(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many have said how they see somebody; never who, never what."""
    counts = Counter(s["stakeholder"] for s in state.of("stance"))
    return {
        f"answers:{person}": ("answers", {"stakeholder": person, "answers": n})
        for person, n in counts.items()
    }


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
