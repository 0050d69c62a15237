"""Opportunities: what we could do for the customer, tied to what the customer is doing anyway."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import fields
from workshop.rules.asked_alone import AskedAlone
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Day, Label, Money, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, FIRST_LINE, INSIDE, NOBODY, TEAM
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience, owner_only, partly_on_screen
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State

OPEN = ("potential", "qualified", "proposal")
Score = Annotated[int, Meta(ge=0, le=5)]
#: Private answers about a deal: would you bet on it, and what is it worth.
What = Literal["bet", "rating"]
SIDES = ("to_customer", "to_us")


class Opportunity(Body):
    """Something we could do in an open or owned cell, for an initiative of theirs. Amount in whole currency units."""

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
    sources: Refs = []
    holds: Refs = []
    merged_into: Ref = ""


class Bet(Body):
    """Would you bet on it? Seen by whoever bets, alone; the room sees the spread."""

    opportunity: Ref
    yes: bool


class Rating(Body):
    """One person's value to the customer and to us, 1 to 5; the room sees the spread."""

    opportunity: Ref
    to_customer: Score
    to_us: Score


class Shown(Body):
    """What was answered about a deal, as it was put on the table: how many said yes, or both values in order."""

    opportunity: Ref
    what: What
    answers: int
    yes: int = 0
    to_customer: list[int] = []
    to_us: list[int] = []


class Verdict(Body):
    """What the honesty round made of a deal, and what stood there before."""

    opportunity: Ref
    verdict: Literal["keep", "re-date", "re-price", "drop"]
    reason: Words = ""
    before: Label = ""


def _opportunity(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
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
    if values["sponsor"] and (old is None or values["sponsor"] != old["sponsor"]):
        ask.need(values["sponsor"], "stakeholder", "sponsor")


def _verdict(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    ask.need(values["opportunity"], "opportunity")
    if values["verdict"] != "keep" and not values["reason"].strip():
        raise invalid("reason", "Say in a few words why.")


#: Would you bet on it, and what is it worth: each alone.
ALONE = {what: AskedAlone(what, "shown", "opportunity", f"shown:{what}:{{}}") for what in ("bet", "rating")}

#: What the room screen may show of a deal.
ON_SCREEN = partly_on_screen(
    "name", "unit", "offering", "stage", "amount", "focus", "value_to_customer", "value_to_us"
)

opportunity_map = Exercise(
    kind="opportunity_map",
    title="Opportunities",
    kinds=(
        Kind(
            "opportunity",
            Opportunity,
            ON_SCREEN,
            title="name",
            add=INSIDE,
            stage="whitespace",
            plan=True,
            merges=True,
            between="decided",
            links=("initiatives",),
            promises=("amount", "close_date"),
            held=frozenset({"holds", "merged_into"}),
            check=_opportunity,
        ),
        Kind("bet", Bet, owner_only(), title="opportunity", stage="focus", edit=NOBODY),
        Kind("rating", Rating, owner_only(), title="opportunity", stage="focus", edit=NOBODY),
        Kind("shown", Shown, TEAM_ONLY, title="what", noun="spread", stage="focus", edit=NOBODY),
        Kind(
            "verdict",
            Verdict,
            TEAM_ONLY,
            title="verdict",
            add=INSIDE,
            stage="focus",
            plan=True,
            check=_verdict,
            held=frozenset({"before"}),
        ),
    ),
)


class Betting(Body):
    opportunity: Short
    yes: bool


class Rate(Body):
    opportunity: Short
    to_customer: Annotated[int, Meta(ge=1, le=5)]
    to_us: Annotated[int, Meta(ge=1, le=5)]


class Table(Body):
    opportunity: Short
    what: What


class Judge(Body):
    """A verdict, and in the same step what it changes: the new date, the new amount."""

    opportunity: Short
    verdict: Literal["keep", "re-date", "re-price", "drop"]
    reason: Words = ""
    close_date: Day = ""
    amount: Money | None = None


@opportunity_map.command("bet", Betting, TEAM, stage="focus", proxy="shared", refuse="excluded")
def bet(ask: Ask, data: Betting) -> Event:
    """Would I bet on it? Only I see my answer; again replaces it, until the spread is shown."""
    deal = ALONE["bet"].need_open(ask, data.opportunity)
    if deal["stage"] not in OPEN:
        raise invalid("opportunity", "This one is not open any more: there is nothing to bet on.")
    return ALONE["bet"].give(ask, "opportunity_map.bet", deal.id, {"yes": data.yes})


@opportunity_map.command("rate", Rate, TEAM, stage="focus", proxy="shared", refuse="excluded")
def rate(ask: Ask, data: Rate) -> Event:
    """What it is worth to the customer and to us; only I see mine, until the spread is shown."""
    deal = ALONE["rating"].need_open(ask, data.opportunity)
    return ALONE["rating"].give(ask, "opportunity_map.rated", deal.id, fields.plain(data))


@opportunity_map.command("show", Table, DESK | FIRST_LINE, stage="focus", proxy=False)
def show(ask: Ask, data: Table) -> Event:
    """Put the answers about one deal on the table, without names."""
    deal = ALONE[data.what].need_open(ask, data.opportunity)

    def spread(said: list[Record]) -> dict[str, Any]:
        if data.what == "bet":
            return {"what": "bet", "yes": sum(b["yes"] for b in said)}
        return {"what": "rating", **{side: sorted(r[side] for r in said) for side in SIDES}}

    return ALONE[data.what].show(ask, "opportunity_map.shown", deal.id, spread)


@opportunity_map.command("ask_again", Table, DESK | FIRST_LINE, stage="focus", proxy=False)
def ask_again(ask: Ask, data: Table) -> Event:
    """Ask everybody once more: what was said is put away. Values only where people differ by two or more."""
    deal = ask.need(data.opportunity, "opportunity")
    shown = ALONE[data.what].shown(ask.state, deal.id)
    if shown is None:
        raise invalid("opportunity", "The answers are not on the table yet.")
    if data.what == "rating" and all(shown[side][-1] - shown[side][0] < 2 for side in SIDES):
        raise invalid("opportunity", "You agree closely enough: there is nothing to ask again.")
    return ALONE[data.what].again(ask, "opportunity_map.asked_again", deal.id)


@opportunity_map.command("judge", Judge, INSIDE, stage="focus", refuse="excluded")
def judge(ask: Ask, data: Judge) -> Event:
    """What becomes of a deal, and what that changes in it, in one step."""
    deal = ask.need(data.opportunity, "opportunity")
    verdict: dict[str, Any] = {"opportunity": deal.id, "verdict": data.verdict, "reason": data.reason}
    change: dict[str, Any] = {}
    if data.verdict == "re-date":
        if not data.close_date:
            raise invalid("close_date", "Give the new date.")
        change, verdict["before"] = {"close_date": data.close_date}, deal["close_date"]
    elif data.verdict == "re-price":
        if data.amount is None:
            raise invalid("amount", "Give the new amount.")
        change, verdict["before"] = {"amount": data.amount}, str(deal["amount"])
    elif data.verdict == "drop":
        change = {"focus": "drop", "why": deal["why"] or data.reason}
    changes = [ask.change(deal, **change)] if change else []
    return ask.event("opportunity_map.judged", ask.new("verdict", verdict), *changes)


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


@opportunity_map.derive("bet", "rating", "shown", to=INSIDERS)
def spread(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many have answered about each deal, never who; and the answers themselves once they are on the table."""
    found: dict[str, dict[str, Any]] = {}
    for kind in ("bet", "rating"):
        for answer in state.of(kind):
            body = _counts(found, answer["opportunity"])
            body[f"{kind}s"] += 1
    for table in state.of("shown"):
        body = _counts(found, table["opportunity"])
        body[f"{table['what']}s_shown"] = True
        if table["what"] == "bet":
            body["yes"] = table["yes"]
        else:
            body |= {side: table[side] for side in SIDES}
            body |= {f"middle_{side}": table[side][len(table[side]) // 2] for side in SIDES}
    return {f"spread:{deal}": ("spread", body) for deal, body in found.items()}


def _counts(found: dict[str, dict[str, Any]], deal: str) -> dict[str, Any]:
    return found.setdefault(deal, {"opportunity": deal, "bets": 0, "ratings": 0})
