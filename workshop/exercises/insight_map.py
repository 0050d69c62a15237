"""Insight map: the customer's goals, what presses on them, what they do about it, what stands in the way."""

from collections.abc import Callable
from typing import Any, Literal

from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Day, Label, Ref, Refs, Text, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE
from workshop.rules.sight import on_screen_too
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State

ELEMENTS = ("goal", "pressure", "initiative", "obstacle")
#: What each of them may serve: obstacles stand before initiatives, those serve goals or answer pressures.
SERVES = {"obstacle": ("initiative",), "initiative": ("goal", "pressure"), "pressure": ("goal",), "goal": ()}
SERVES_SAY = {
    "obstacle": "An obstacle stands in the way of an initiative: choose one.",
    "initiative": "An initiative serves a goal or answers a pressure: choose one.",
    "pressure": "A pressure presses on a goal: choose one.",
    "goal": "A goal serves nothing else here: connect the others to it.",
}
SAID = ("brief", "quote", "question")
#: How each of them ends well.
DONE = {"goal": "achieved", "pressure": "resolved", "initiative": "completed", "obstacle": "overcome"}
States = Literal["unconfirmed", "confirmed", "achieved", "resolved", "completed", "overcome"]


class Element(Body):
    """One thing that moves the customer. `links` lead to what it serves, see `SERVES`."""

    text: Text
    links: Refs = []
    owners: Refs = []
    told_by: Refs = []
    sources: Refs = []
    basis: Words = ""
    state: States = "unconfirmed"
    confirmed_by: Label = ""
    confirmed_on: Day = ""
    holds: Refs = []
    merged_into: Ref = ""


class Pressure(Element):
    sort: Literal["", "internal", "external"] = ""


class Initiative(Element):
    priority: Literal["", "high", "medium", "low"] = ""
    outcome: Words = ""
    timing: Label = ""


def _rule(kind: str) -> Callable[[Ask, dict[str, Any], Record | None], None]:
    def check(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
        known_sources(ask, values, old)
        ask.need_all(_fresh(values, old, "told_by"), SAID, "told_by")
        ask.need_all(_fresh(values, old, "owners"), "stakeholder", "owners")
        served = ask.need_all(_fresh(values, old, "links"), ELEMENTS, "links")
        if any(r.kind not in SERVES[kind] for r in served):
            raise invalid("links", SERVES_SAY[kind])
        if values["state"] not in ("unconfirmed", "confirmed", DONE[kind]):
            raise invalid("state", f"This one is done when it is {DONE[kind]}.")

    return check


def _fresh(values: dict[str, Any], old: Record | None, field: str) -> list[str]:
    before = set(old[field] or ()) if old else set()
    return [i for i in values[field] if i not in before]


def _kind(name: str, body: type[Body]) -> Kind:
    return Kind(
        name,
        body,
        on_screen_too(),
        add=INSIDE,
        stage="research",
        plan=True,
        merges=True,
        links=("links", "owners", "told_by", "sources"),
        held=frozenset({"holds", "merged_into"}),
        check=_rule(name),
        between="decided",
    )


insight_map = Exercise(
    kind="insight_map",
    title="Insight map",
    kinds=(
        _kind("goal", Element),
        _kind("pressure", Pressure),
        _kind("initiative", Initiative),
        _kind("obstacle", Element),
    ),
)


def _enough(kind: str, word: str) -> None:
    def criterion(state: State, params: Any) -> list[Unmet]:
        return at_least(params, sum(1 for _ in state.of(kind)), f"The customer's {word}", subject=kind)

    criterion.__name__ = word
    criterion.__doc__ = f"Enough of the customer's {word} are on the map."
    insight_map.criterion(criterion)


for _name, _word in (
    ("goal", "goals"),
    ("pressure", "pressures"),
    ("initiative", "initiatives"),
    ("obstacle", "obstacles"),
):
    _enough(_name, _word)


@insight_map.criterion
def initiatives_linked(state: State, params: Any) -> list[Unmet]:
    """Every initiative serves a goal or answers a pressure."""
    return none_left(
        _loose(state, "initiative", ("goal", "pressure")), "Initiatives not tied to a goal or a pressure"
    )


@insight_map.criterion
def obstacles_linked(state: State, params: Any) -> list[Unmet]:
    """Every obstacle stands in the way of an initiative."""
    return none_left(_loose(state, "obstacle", ("initiative",)), "Obstacles not tied to an initiative")


@insight_map.criterion
def chain_complete(state: State, params: Any) -> list[Unmet]:
    """There is at least one chain from an obstacle over an initiative to a goal."""
    for obstacle in state.of("obstacle"):
        for initiative in _linked(state, obstacle, ("initiative",)):
            if any(_linked(state, initiative, ("goal",))) or any(
                _linked(state, p, ("goal",)) for p in _linked(state, initiative, ("pressure",))
            ):
                return []
    return [Unmet("No chain yet from an obstacle over an initiative to a goal", 0, 1)]


@insight_map.criterion
def goals_felt(state: State, params: Any) -> list[Unmet]:
    """Every goal has a named person who feels it."""
    named = {s.id for s in state.of("stakeholder") if s["name"] and not s["left"]}
    return none_left(
        (g for g in state.of("goal") if not named & set(g["owners"])),
        "Goals nobody at the customer is named for",
    )


def _linked(state: State, record: Record, kinds: tuple[str, ...]) -> list[Record]:
    return [r for i in record["links"] if (r := _now(state, i)) and r.kind in kinds and r.active]


def _now(state: State, record_id: str) -> Record | None:
    """A record, or what it has become part of."""
    record = state.get(record_id)
    while record and record.status == "merged":
        record = state.get(record["merged_into"])
    return record


def _loose(state: State, kind: str, to: tuple[str, ...]) -> list[Record]:
    return [r for r in state.of(kind) if not _linked(state, r, to)]
