"""Opportunities: what we could do for the customer, tied to what the customer is doing anyway."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import fields
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Day, Money, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE, TEAM
from workshop.rules.sight import INSIDE as INSIDERS
from workshop.rules.sight import TEAM_ONLY, Audience, owner_only
from workshop.rules.state import Record, State

STAGES = ("potential", "qualified", "proposal", "won", "lost", "on_hold")
OPEN = ("potential", "qualified", "proposal")
Score = Annotated[int, Meta(ge=0, le=5)]


class Opportunity(Body):
    """Something we could do in an open or owned cell, for an initiative of the customer. Amount in whole currency units."""

    name: Short
    unit: Ref
    offering: Ref
    initiatives: Refs
    stage: Literal["potential", "qualified", "proposal", "won", "lost", "on_hold"] = "potential"
    amount: Money = 0
    close_date: Day = ""
    sponsor: Ref = ""
    evidence: Words = ""
    value_to_customer: Score = 0
    value_to_us: Score = 0
    why_us: Words = ""
    focus: Literal["", "focus", "nurture", "drop"] = ""
    why: Words = ""
    customer_wording: Words = ""
    holds: Refs = []
    merged_into: Ref = ""


class Bet(Body):
    """Would you bet on it? Seen by whoever bets, alone; the room sees the spread."""

    opportunity: Ref
    yes: bool


class Rating(Body):
    """One person's value to the customer and to us, 1 to 5; shown to the room once all are revealed."""

    opportunity: Ref
    to_customer: Score
    to_us: Score


class Verdict(Body):
    """What the honesty round made of a deal."""

    opportunity: Ref
    verdict: Literal["keep", "re-date", "re-price", "drop"]
    reason: Words = ""


def _opportunity(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    if old is None or (values["unit"], values["offering"]) != (old["unit"], old["offering"]):
        ask.need(values["unit"], "unit", "unit")
        ask.need(values["offering"], "offering", "offering")
        cell = ask.state.get(f"cell:{values['unit']}:{values['offering']}", "cell")
        if cell is None or cell["status"] not in ("open", "owned"):
            raise invalid(
                "offering",
                "An opportunity lives where the white space is open or owned. Settle that cell first.",
            )
    before = set(old["initiatives"]) if old else set()
    ask.need_all([i for i in values["initiatives"] if i not in before], "initiative", "initiatives")
    if not values["initiatives"]:
        raise invalid("initiatives", "Tie it to at least one initiative of the customer.")
    if values["close_date"]:
        fields.day(values["close_date"], "close_date")


opportunity_map = Exercise(
    kind="opportunity_map",
    title="Opportunities",
    kinds=(
        Kind("opportunity", Opportunity, TEAM_ONLY, title="name", add=INSIDE, stage="whitespace", plan=True, merges=True, between="decided",
             links=("initiatives",), promises=("amount", "close_date"), held=frozenset({"holds", "merged_into"}), check=_opportunity),
        Kind("bet", Bet, owner_only(), title="opportunity", stage="focus", edit=frozenset()),
        Kind("rating", Rating, owner_only(), title="opportunity", stage="focus", edit=frozenset()),
        Kind("verdict", Verdict, TEAM_ONLY, title="verdict", add=INSIDE, stage="focus", plan=True),
    ),
)  # fmt: skip


class Betting(Body):
    opportunity: Short
    yes: bool


class Rate(Body):
    opportunity: Short
    to_customer: Annotated[int, Meta(ge=1, le=5)]
    to_us: Annotated[int, Meta(ge=1, le=5)]


class Paste(Body):
    opportunities: Annotated[list[Opportunity], Meta(min_length=1, max_length=100)]


@opportunity_map.command("bet", Betting, TEAM, stage="focus", proxy=False, refuse="excluded")
def bet(ask: Ask, data: Betting) -> Event:
    """Would I bet on it? Only I see my answer; again replaces it."""
    ask.need(data.opportunity, "opportunity")
    return ask.event(
        "opportunity_map.bet",
        _mine(ask, "bet", data.opportunity, {"opportunity": data.opportunity, "yes": data.yes}),
    )


@opportunity_map.command("rate", Rate, TEAM, stage="focus", proxy=False, refuse="excluded")
def rate(ask: Ask, data: Rate) -> Event:
    """What it is worth to the customer and to us; only I see mine."""
    ask.need(data.opportunity, "opportunity")
    return ask.event("opportunity_map.rated", _mine(ask, "rating", data.opportunity, fields.plain(data)))


@opportunity_map.criterion
def opportunities(state: State, params: Any) -> list[Unmet]:
    """Enough opportunities, each tied to an initiative that still stands."""
    found = list(state.of("opportunity"))
    loose = [
        o for o in found if not any((i := state.get(x, "initiative")) and i.active for x in o["initiatives"])
    ]
    return at_least(params, len(found), "Opportunities") + none_left(
        loose, "Opportunities without an initiative that still stands"
    )


@opportunity_map.criterion
def focus_of_eight(state: State, params: Any) -> list[Unmet]:
    """Few in focus; the rest to nurture or to drop."""
    focus = [o for o in state.of("opportunity") if o["focus"] == "focus"]
    most = int(params.get("at_most", 8))
    open_ = [o for o in state.of("opportunity") if o["stage"] in OPEN and not o["focus"]]
    many = (
        [Unmet(f"In focus: {len(focus)}, at most {most}", len(focus), most, tuple(o.id for o in focus))]
        if len(focus) > most
        else []
    )
    return many + none_left(open_, "Opportunities neither in focus, nor to nurture, nor dropped")


@opportunity_map.criterion
def deals_questioned(state: State, params: Any) -> list[Unmet]:
    """Every open deal went through the honesty round."""
    asked = {v["opportunity"] for v in state.of("verdict")}
    return none_left(
        (o for o in state.of("opportunity") if o["stage"] in OPEN and o.id not in asked),
        "Open deals not questioned yet",
    )


@opportunity_map.derive("bet", "opportunity", "verdict", "rating", to=INSIDERS)
def spread(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How the bets and ratings lie, once at least three people have answered; never who."""
    found = {}
    for opportunity in state.of("opportunity"):
        bets = [b["yes"] for b in state.of("bet") if b["opportunity"] == opportunity.id]
        ratings = [r for r in state.of("rating") if r["opportunity"] == opportunity.id]
        body: dict[str, Any] = {"opportunity": opportunity.id, "bets": len(bets), "ratings": len(ratings)}
        if len(bets) >= 3:
            body["yes"] = sum(bets)
        if len(ratings) >= 3:
            body["to_customer"] = sorted(r["to_customer"] for r in ratings)
            body["to_us"] = sorted(r["to_us"] for r in ratings)
        if bets or ratings:
            found[f"spread:{opportunity.id}"] = ("spread", body)
    return found


def _mine(ask: Ask, kind: str, about: str, values: dict[str, Any]) -> Any:
    record_id = f"{kind}:{about}:{ask.who.person}"
    old = ask.state.get(record_id, kind)
    return ask.change(old, **values) if old else ask.new(kind, values, record_id)
