"""Research: the three Cs, each fact with its source, and what we do not know yet."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Day, Label, Ref, Refs, Short, Text, Words
from workshop.rules.roles import INSIDE
from workshop.rules.sight import TEAM_ONLY, on_screen_too
from workshop.rules.sources import known_sources
from workshop.rules.state import State

CS = ("customer", "competitor", "company")


class Source(Body):
    """Where a fact comes from; `date_note` says what the date rests on where there is none."""

    title: Short
    text: Words = ""
    url: Annotated[str, Meta(max_length=2000)] = ""
    date: Day = ""
    date_note: Label = ""
    origin: Literal["crm", "customer", "research", "team"] = "research"
    customer_words: bool = False
    said_by: Label = ""
    ref: Label = ""


class Card(Body):
    """Something known about the customer, a competitor (theirs or ours), or ourselves."""

    c: Literal["customer", "competitor", "company"]
    text: Text
    sources: Refs = []
    basis: Words = ""
    whose: Literal["", "ours", "theirs"] = ""
    confidence: Literal["", "sure", "likely", "guess"] = ""
    holds: Refs = []
    merged_into: Ref = ""


class Unknown(Body):
    """What we do not know, who finds out, by when."""

    question: Text
    owner: Ref = ""
    due: Day = ""
    answer: Words = ""


research = Exercise(
    kind="research",
    title="Research",
    kinds=(
        Kind("source", Source, TEAM_ONLY, title="title", add=INSIDE, planning=False, between=True),
        Kind(
            "card",
            Card,
            on_screen_too(),
            add=INSIDE,
            stage="research",
            between=True,
            plan=True,
            merges=True,
            links=("sources",),
            held=frozenset({"holds", "merged_into"}),
            check=known_sources,
        ),
        Kind(
            "unknown",
            Unknown,
            TEAM_ONLY,
            title="question",
            noun="open question",
            add=INSIDE,
            stage="research",
            between=True,
        ),
    ),
)


class Pack(Body):
    """A research pack: many sources at once."""

    sources: Annotated[list[Source], Meta(min_length=1, max_length=500)]


@research.command("add_sources", Pack, INSIDE, planning=False, between=True)
def add_sources(ask: Ask, data: Pack) -> Event:
    """Bring in a prepared research pack."""
    return ask.event("research.sources_added", *(ask.new("source", source) for source in data.sources))


class Cards(Body):
    """Pasted lines, one card each."""

    c: Literal["customer", "competitor", "company"]
    lines: Annotated[list[Text], Meta(min_length=1, max_length=100)]
    sources: Refs = []
    basis: Words = ""


@research.command("add_cards", Cards, INSIDE, stage="research", between=True, refuse="excluded")
def add_cards(ask: Ask, data: Cards) -> Event:
    """A pasted list, each line a card."""
    cards = ({"c": data.c, "text": line, "sources": data.sources, "basis": data.basis} for line in data.lines)
    return ask.event("research.cards_added", *(ask.new("card", card) for card in cards))


class Answered(Body):
    unknown: Short
    text: Text


@research.command("answer_unknown", Answered, INSIDE, planning=False, between=True)
def answer_unknown(ask: Ask, data: Answered) -> Event:
    """What somebody found out."""
    unknown = ask.need(data.unknown, "unknown")
    return ask.event("research.unknown_answered", ask.change(unknown, answer=data.text))


@research.criterion
def cards_per_c(state: State, params: Any) -> list[Unmet]:
    """Enough cards for each of the three Cs."""
    found: list[Unmet] = []
    for c in CS:
        have = sum(1 for card in state.of("card") if card["c"] == c)
        found += at_least(params, have, f"{c.capitalize()} cards", subject=c)
    return found


@research.criterion
def customer_cards_sourced(state: State, params: Any) -> list[Unmet]:
    """Every customer card rests on a source; what the team merely believes is not one."""
    bare = (card for card in state.of("card") if card["c"] == "customer" and not card["sources"])
    return none_left(bare, "Customer cards without a source")


@research.criterion
def unknowns_owned(state: State, params: Any) -> list[Unmet]:
    """Somebody finds out everything we do not know, by a day."""
    loose = (u for u in state.of("unknown") if not u["answer"] and not (u["owner"] and u["due"]))
    return none_left(loose, "Open questions without an owner and a date")
