"""Objectives and strategies: what must be true, and how we get there."""

from typing import Any, Literal

from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Label, Ref, Refs, Text, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience, on_screen_too
from workshop.rules.sources import customers_words, known_sources
from workshop.rules.state import Record, State

CATEGORIES = ("marketing", "business_development", "revenue", "cross_account")
Category = Literal["marketing", "business_development", "revenue", "cross_account"]


class Objective(Body):
    """What we want to be true, for which opportunities, resting on which insights."""

    category: Category
    text: Text
    sort: Literal["", "partnering", "relationship", "research", "customer_success", "other"] = ""
    metric: Label = ""
    target: Label = ""
    opportunities: Refs = []
    insights: Refs = []
    sources: Refs = []
    owner: Ref = ""
    customer_wording: Words = ""
    holds: Refs = []
    merged_into: Ref = ""


class Strategy(Body):
    """How an objective is reached."""

    objective: Ref
    text: Text
    sources: Refs = []
    customer_wording: Words = ""
    holds: Refs = []
    merged_into: Ref = ""


class NoneThisYear(Body):
    """Deliberately no objective in a category, because..."""

    category: Category
    because: Text


def _objective(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    before = set(old["opportunities"]) | set(old["insights"]) if old else set()
    ask.need_all([o for o in values["opportunities"] if o not in before], "opportunity", "opportunities")
    ask.need_all(
        [i for i in values["insights"] if i not in before],
        ("goal", "pressure", "initiative", "obstacle", "card"),
        "insights",
    )


def _strategy(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    if old is None or old["objective"] != values["objective"]:
        ask.need(values["objective"], "objective", "objective")


def _because(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    if any(o["category"] == values["category"] for o in ask.state.of("objective")):
        raise invalid("category", "There is an objective in this category.")


objectives = Exercise(
    kind="objectives",
    title="Objectives and strategies",
    kinds=(
        Kind(
            "objective",
            Objective,
            on_screen_too(),
            add=INSIDE,
            stage="objectives",
            plan=True,
            merges=True,
            links=("opportunities", "insights"),
            promises=("category", "text", "opportunities"),
            held=frozenset({"holds", "merged_into"}),
            check=_objective,
            between="decided",
        ),
        Kind(
            "strategy",
            Strategy,
            on_screen_too(),
            add=INSIDE,
            stage="objectives",
            plan=True,
            merges=True,
            promises=("objective", "text"),
            held=frozenset({"holds", "merged_into"}),
            check=_strategy,
            between="decided",
        ),
        Kind(
            "none_this_year",
            NoneThisYear,
            TEAM_ONLY,
            title="because",
            noun="“none this year”",
            add=INSIDE,
            stage="objectives",
            plan=True,
            check=_because,
        ),
    ),
)


@objectives.criterion
def categories_covered(state: State, params: Any) -> list[Unmet]:
    """Each category has an objective, or a reason for none."""
    covered = {o["category"] for o in state.of("objective")} | {
        n["category"] for n in state.of("none_this_year")
    }
    return [
        Unmet(f"No objective in {c.replace('_', ' ')}", 0, 1, subject=c)
        for c in CATEGORIES
        if c not in covered
    ]


@objectives.criterion
def objectives_have_strategies(state: State, params: Any) -> list[Unmet]:
    """Every objective has a strategy."""
    with_one = {s["objective"] for s in state.of("strategy")}
    return none_left(
        (o for o in state.of("objective") if o.id not in with_one), "Objectives without a strategy"
    )


@objectives.criterion
def potential_in_business_development(state: State, params: Any) -> list[Unmet]:
    """Every potential opportunity that is not dropped is in a business-development objective."""
    return _uncovered(state, ("potential",), "business_development")


@objectives.criterion
def qualified_in_revenue(state: State, params: Any) -> list[Unmet]:
    """Every qualified or proposed opportunity is in a revenue objective."""
    return _uncovered(state, ("qualified", "proposal"), "revenue")


@objectives.criterion
def objectives_sourced(state: State, params: Any) -> list[Unmet]:
    """Behind every objective stands something the customer said."""
    return none_left(
        (o for o in state.of("objective") if not behind(state, o)),
        "Objectives without a customer's sentence behind them",
    )


@objectives.derive(
    "objective",
    "opportunity",
    "initiative",
    "goal",
    "pressure",
    "obstacle",
    "card",
    "source",
    "quote",
    "question",
    "brief",
    to=INSIDERS,
)
def coverage(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """The customer's words behind each objective, and the opportunities no objective of the right category holds."""
    words = {o.id: behind(state, o) for o in state.of("objective")}
    missing = {
        "business_development": _loose(state, ("potential",), "business_development"),
        "revenue": _loose(state, ("qualified", "proposal"), "revenue"),
    }
    loose = {category: [o.id for o in found] for category, found in missing.items()}
    return (
        {"coverage": ("coverage", {"behind": words, "uncovered": loose})}
        if words or any(loose.values())
        else {}
    )


def behind(state: State, objective: Record) -> list[str]:
    """The customer's own words an objective rests on, through its insights and its opportunities' initiatives."""
    seen: set[str] = set()
    todo = [objective.id, *objective["insights"], *objective["opportunities"]]
    words: list[str] = []
    while todo:
        record = state.get(todo.pop(0))
        if record is None or record.id in seen:
            continue
        seen.add(record.id)
        words += customers_words(state, record)
        todo += [*(record["links"] or ()), *(record["initiatives"] or ())]
    return list(dict.fromkeys(words))


def _uncovered(state: State, stages: tuple[str, ...], category: str) -> list[Unmet]:
    words = (
        f"{' or '.join(stages).capitalize()} opportunities without a {category.replace('_', ' ')} objective"
    )
    return none_left(_loose(state, stages, category), words)


def _loose(state: State, stages: tuple[str, ...], category: str) -> list[Record]:
    covered = {i for o in state.of("objective") if o["category"] == category for i in o["opportunities"]}
    return [
        o
        for o in state.of("opportunity")
        if o["stage"] in stages and o["focus"] != "drop" and o.id not in covered
    ]
