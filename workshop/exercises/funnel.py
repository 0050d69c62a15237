"""The prospecting funnel: from the growth to find to the people to meet, in exact arithmetic."""

import calendar
import math
import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import fields
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least
from workshop.rules.fields import Body, Day, Label, Money, Ref, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE, NOBODY, VISITORS
from workshop.rules.sight import INSIDERS, Audience, partly_on_screen
from workshop.rules.state import Record, State

OPEN_STAGES = ("potential", "qualified", "proposal")
MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: 2027-06-30, 2027-06, Q2 2027, June 2027, 2027: whatever people write as a time.
TIMING = (
    r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?",
    r"[qQ](?P<quarter>[1-4])\D{0,3}(?P<year>\d{4})",
    r"(?P<name>[A-Za-z]{3})[a-z]*\.?\s+(?P<year>\d{4})",
    r"(?P<year>\d{4})",
)


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


def _prospect(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    for name, kind in (("unit", "unit"), ("opportunity", "opportunity"), ("owner", "person")):
        if values[name] and (old is None or old[name] != values[name]):
            found = ask.need(values[name], kind, name)
            if kind == "person" and found["role"] in VISITORS:
                raise invalid("owner", "One of us reaches them: choose somebody from the team.")
    if values["due"]:
        fields.day(values["due"], "due")


#: What the room screen shows: the arithmetic, and how many people are named, never who.
FIGURES = partly_on_screen(
    "growth_target", "average_deal", "win_rate_percent", "prospects_per_opportunity", "result"
)

funnel = Exercise(
    kind="funnel",
    title="Prospecting funnel",
    kinds=(
        Kind(
            "funnel",
            Funnel,
            FIGURES,
            title="growth_target",
            edit=NOBODY,
            stage="objectives",
            plan=True,
            aside=frozenset({"versions"}),
            promises=("growth_target",),
            between="decided",
        ),
        Kind(
            "prospect",
            Prospect,
            partly_on_screen("status"),
            title="name",
            add=INSIDE,
            stage="objectives",
            plan=True,
            between=True,
            check=_prospect,
        ),
    ),
)


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
    return at_least({"at_least": 2, **params}, len(named), "People to meet, with somebody who refers us")


@funnel.criterion
def attainment_seen(state: State, params: Any) -> list[Unmet]:
    """Prospecting was looked at: some status is not the first one."""
    people = list(state.of("prospect"))
    reached = not people or any(p["status"] != "to_reach" for p in people)
    return [] if reached else [Unmet("No prospect has moved since sign-off", 0, 1)]


@funnel.derive("funnel", "opportunity", "prospect", "initiative", to=INSIDERS)
def money(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """The plan's money line."""
    body = money_line(state)
    return {"money": ("money", body)} if body else {}


def money_line(state: State) -> dict[str, Any]:
    """To find, covered by the pipeline at the agreed win rate, still to find, the same without the largest deal.

    By year, what closes too late for its initiatives, and people. Whole currency units.
    """
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
    people = list(state.of("prospect"))
    return {
        "to_find": to_find,
        "pipeline": sum(o["amount"] for o in live),
        "won": won,
        "covered": covered,
        "still_to_find": max(0, to_find - covered),
        "without_largest": max(0, to_find - covered + math.floor(largest * rate)),
        "by_year": dict(sorted(years.items())),
        "too_late": [deal.id for deal in live if _after_its_initiatives(state, deal)],
        "prospects_needed": record["result"]["prospects"],
        "prospects_named": len(people),
        "prospects_reached": sum(1 for p in people if p["status"] != "to_reach"),
    }


def _after_its_initiatives(state: State, deal: Record) -> bool:
    """Whether a deal closes when every initiative it serves, as far as they have a time, is over."""
    served = [i for x in deal["initiatives"] if (i := state.get(x, "initiative")) and i.active]
    ends = [end for i in served if (end := last_day(i["timing"]))]
    return bool(deal["close_date"] and ends and deal["close_date"] > max(ends))


def last_day(timing: str) -> str:
    """The last calendar day that words such as "by June 2027" or "Q2 2027" can mean; empty if they name no time."""
    found = next((m for pattern in TIMING if (m := re.search(pattern, timing or ""))), None)
    if found is None:
        return ""
    given = found.groupdict()
    year, month = int(given["year"]), _month(given)
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return ""
    return f"{year:04}-{month:02}-{int(given.get('day') or calendar.monthrange(year, month)[1]):02}"


def _month(given: dict[str, Any]) -> int:
    if given.get("quarter"):
        return 3 * int(given["quarter"])
    if given.get("name"):
        name = given["name"].lower()
        return MONTHS.index(name) if name in MONTHS else 12
    return int(given.get("month") or 12)
