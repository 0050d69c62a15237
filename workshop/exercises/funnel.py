"""The prospecting funnel: from the growth to find to the people to meet, in exact arithmetic."""

import math
from fractions import Fraction
from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet
from workshop.rules.fields import Body, Day, Label, Money, Ref, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE
from workshop.rules.sight import INSIDE as INSIDERS
from workshop.rules.sight import TEAM_ONLY, Audience
from workshop.rules.state import State

OPEN_STAGES = ("potential", "qualified", "proposal")


class Funnel(Body):
    """What we want to find, and what that takes. `versions` holds every earlier setting with its result."""

    growth_target: Money
    average_deal: Annotated[int, Meta(ge=1, le=10**15)]
    win_rate_percent: Annotated[float, Meta(gt=0, le=100)]
    prospects_per_opportunity: Annotated[float, Meta(gt=0, le=1000)]
    account_revenue: Money = 0
    growth_percent: Annotated[float, Meta(ge=0, le=1000)] = 0
    expected_from_existing: Money = 0
    cycle_months: Annotated[int, Meta(ge=0, le=120)] = 0
    result: dict[str, int] = {}
    versions: list[dict[str, Any]] = []


class Prospect(Body):
    """A named person to reach, through whom, by when."""

    name: Short
    unit: Ref = ""
    title: Label = ""
    referrer: Label = ""
    approach: Words = ""
    owner: Ref = ""
    due: Day = ""
    opportunity: Ref = ""
    status: Literal["to_reach", "reached", "engaged", "qualified"] = "to_reach"


funnel = Exercise(
    kind="funnel",
    title="Prospecting funnel",
    kinds=(
        Kind("funnel", Funnel, TEAM_ONLY, title="growth_target", edit=frozenset(), stage="objectives", plan=True, aside=frozenset({"versions"}),
             promises=("growth_target",), between="decided"),
        Kind("prospect", Prospect, TEAM_ONLY, title="name", add=INSIDE, stage="objectives", plan=True, between=True),
    ),
)  # fmt: skip


class Setting(Body):
    """Give the target, or the revenue and the growth in percent."""

    average_deal: Annotated[int, Meta(ge=1, le=10**15)]
    win_rate_percent: Annotated[float, Meta(gt=0, le=100)]
    prospects_per_opportunity: Annotated[float, Meta(gt=0, le=1000)]
    growth_target: Money = 0
    account_revenue: Money = 0
    growth_percent: Annotated[float, Meta(ge=0, le=1000)] = 0
    expected_from_existing: Money = 0
    cycle_months: Annotated[int, Meta(ge=0, le=120)] = 0


@funnel.command("set", Setting, INSIDE, stage="objectives", between="decided", refuse="excluded")
def set_funnel(ask: Ask, data: Setting) -> Event:
    """Record the funnel; the one before is kept as a version."""
    target = data.growth_target or math.ceil(
        Fraction(data.account_revenue) * Fraction(str(data.growth_percent)) / 100
    )
    if target <= 0:
        raise invalid("growth_target", "Give the growth to find, or the revenue and the growth in percent.")
    if data.expected_from_existing > target:
        raise invalid(
            "expected_from_existing", "More is expected from existing business than there is to find."
        )
    values = {name: getattr(data, name) for name in Setting.__struct_fields__} | {"growth_target": target}
    values["result"] = result = work_out(values)
    version = {
        **{n: v for n, v in values.items() if n != "result"},
        **result,
        "at": ask.now,
        "by": ask.who.person,
    }
    old = ask.state.get("funnel", "funnel")
    if old:
        return ask.event("funnel.set", ask.change(old, **values, versions=[*old["versions"], version]))
    return ask.event("funnel.set", ask.new("funnel", {**values, "versions": [version]}, "funnel"))


def work_out(given: dict[str, Any]) -> dict[str, int]:
    """Deals, opportunities and prospects, rounded up after each step; exact, so 21 / 0.70 is 30."""
    to_find = Fraction(given["growth_target"]) - Fraction(given.get("expected_from_existing", 0))
    deals = math.ceil(to_find / Fraction(given["average_deal"]))
    opportunities = math.ceil(deals / (Fraction(str(given["win_rate_percent"])) / 100))
    prospects = math.ceil(opportunities * Fraction(str(given["prospects_per_opportunity"])))
    return {"deals": deals, "opportunities": opportunities, "prospects": prospects}


@funnel.criterion
def funnel_recorded(state: State, params: Any) -> list[Unmet]:
    """The funnel is worked out."""
    return [] if state.get("funnel", "funnel") else [Unmet("The prospecting funnel is not worked out", 0, 1)]


@funnel.criterion
def prospects_named(state: State, params: Any) -> list[Unmet]:
    """Enough named people to reach, each with somebody who opens the door."""
    named = [p for p in state.of("prospect") if p["referrer"]]
    need = int(params.get("at_least", 2))
    return (
        [Unmet(f"People to meet, with somebody who refers us: {len(named)} of {need}", len(named), need)]
        if len(named) < need
        else []
    )


@funnel.criterion
def attainment_seen(state: State, params: Any) -> list[Unmet]:
    """Prospecting was looked at: some status is not the first one."""
    reached = any(p["status"] != "to_reach" for p in state.of("prospect"))
    return (
        []
        if reached or not any(state.of("prospect"))
        else [Unmet("No prospect has moved since sign-off", 0, 1)]
    )


@funnel.derive("funnel", "opportunity", "prospect", "initiative", to=INSIDERS)
def money(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """The plan's money line."""
    body = money_line(state)
    return {"money": ("money", body)} if body else {}


def money_line(state: State) -> dict[str, Any]:
    """To find, covered by the pipeline at the agreed win rate, still to find, the same without the largest deal, by year; and people."""
    record = state.get("funnel", "funnel")
    deals = [o for o in state.of("opportunity") if o["focus"] != "drop"]
    if record is None:
        return {}
    rate = Fraction(str(record["win_rate_percent"])) / 100
    live = [o for o in deals if o["stage"] in OPEN_STAGES]
    won = sum(o["amount"] for o in deals if o["stage"] == "won")
    covered = won + math.floor(sum(o["amount"] for o in live) * rate)
    largest = max((o["amount"] for o in live), default=0)
    to_find = record["growth_target"] - record["expected_from_existing"]
    years: dict[str, int] = {}
    for deal in live:
        year = deal["close_date"][:4] or "no date"
        years[year] = years.get(year, 0) + deal["amount"]
    people = [p for p in state.of("prospect")]
    return {
        "to_find": to_find,
        "pipeline": sum(o["amount"] for o in live),
        "won": won,
        "covered": covered,
        "still_to_find": max(0, to_find - covered),
        "without_largest": max(0, to_find - covered + math.floor(largest * rate)),
        "by_year": dict(sorted(years.items())),
        "prospects_needed": record["result"]["prospects"],
        "prospects_named": len(people),
        "prospects_reached": sum(1 for p in people if p["status"] != "to_reach"),
    }
