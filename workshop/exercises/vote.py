"""Dot voting: few dots, hidden until the vote is closed. The result is advice, the decision is separate."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from workshop.rules.asked_alone import SPREAD_FROM
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Label, Moment, Ref, Refs, Short
from workshop.rules.presence import invited
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, MEMBERS, NOBODY, TEAM
from workshop.rules.sight import EVERY, Audience, guests_inside, on_screen_too, owner_only
from workshop.rules.state import Record, State
from workshop.rules.undoable import DESK_MS


class Ballot(Body):
    """A vote: on what, how many dots each, who may. `again_of` is the vote it repeats, which stays as it was.

    `others_only`: nobody puts dots on what they wrote themselves.
    `seen_at` (ms) is when its result was first seen, if it was opened again after that.
    """

    items: Refs
    dots_each: Annotated[int, Meta(ge=1, le=100)]
    title: Label = ""
    max_per_item: Annotated[int, Meta(ge=0, le=100)] = 0
    others_only: bool = False
    voters: Refs = []
    open: bool = True
    closed_at: Moment = 0
    seen_at: Moment = 0
    tally: dict[str, int] = {}
    again_of: Ref = ""
    round: int = 1


class Dots(Body):
    """One voter's dots. Nobody else ever sees them."""

    ballot: Ref
    dots: dict[str, int] = {}
    done: bool = False


vote = Exercise(
    kind="vote",
    title="Dot vote",
    kinds=(
        Kind("ballot", Ballot, on_screen_too(), title="title", edit=NOBODY, stage="focus"),
        Kind("dots", Dots, owner_only(), title="ballot", edit=NOBODY, stage="focus"),
    ),
)


class Open(Body):
    items: Annotated[Refs, Meta(min_length=1)]
    dots_each: Annotated[int, Meta(ge=0, le=100)] = 0
    max_per_item: Annotated[int, Meta(ge=0, le=100)] = 0
    others_only: bool = False
    voters: Refs = []
    title: Label = ""


class Place(Body):
    ballot: Short
    item: Short
    dots: Annotated[int, Meta(ge=0, le=100)]


class One(Body):
    ballot: Short


class Voter(Body):
    ballot: Short
    person: Short


@vote.command("open", Open, DESK, stage="focus", only=("focus",), proxy=False)
def open_vote(ask: Ask, data: Open) -> Event:
    """Open a vote. Without a number of dots: a quarter of the options, two to six. Without voters: the participants."""
    items = list(dict.fromkeys(data.items))
    for item in items:
        record = ask.state.get(item)
        if record is None or not record.active:
            raise invalid("items", "One of the options is not there any more.")
    _grouped(ask.state, items)
    voters = data.voters or [p.id for p in invited(ask.state, MEMBERS)]
    ask.need_all(voters, "person", "voters")
    voters = list(dict.fromkeys(voters))
    # A quarter of the options, halves up.
    dots = data.dots_each or min(6, max(2, (len(items) + 2) // 4))
    ballot = Ballot(
        title=data.title,
        items=items,
        dots_each=dots,
        max_per_item=data.max_per_item,
        others_only=data.others_only,
        voters=voters,
    )
    return ask.event("vote.opened", ask.new("ballot", ballot))


@vote.command("set_dots", Place, INSIDE, refuse="not_a_voter")
def set_dots(ask: Ask, data: Place) -> Event:
    """Put this many dots on an option; it replaces what was there."""
    ballot = _voting_in(ask, data.ballot)
    if data.item not in ballot["items"]:
        raise invalid("item", "That is not among the options.")
    mine = _mine(ask, ballot)
    dots = {**(mine["dots"] if mine else {}), data.item: data.dots}
    if sum(dots.values()) > ballot["dots_each"]:
        raise Refusal("dots_exceeded", dots_each=ballot["dots_each"])
    if ballot["max_per_item"] and data.dots > ballot["max_per_item"]:
        raise invalid("dots", f"At most {ballot['max_per_item']} on one option.")
    if ballot["others_only"] and data.dots and ask.state.records[data.item].by == ask.who.person:
        raise invalid("dots", "You wrote this one. In this vote dots go to what others wrote.")
    return ask.event(
        "vote.dots_set", _put(ask, ballot, dots=dots, done=sum(dots.values()) == ballot["dots_each"])
    )


@vote.command("done", One, INSIDE, refuse="not_a_voter")
def done(ask: Ask, data: One) -> Event:
    """Finished, with dots to spare."""
    ballot = _voting_in(ask, data.ballot)
    return ask.event("vote.finished", _put(ask, ballot, done=True))


@vote.command("let_in", Voter, DESK, proxy=False)
def let_in(ask: Ask, data: Voter) -> Event:
    """Somebody else may vote too, while the vote is open."""
    ballot = _ballot(ask, data.ballot)
    if not ballot["open"]:
        raise Refusal("ballot_closed")
    person = ask.need(data.person, "person")
    if person["role"] not in TEAM or person.id in ballot["voters"]:
        raise invalid("person", "Only somebody of the team who does not vote yet can be let in.")
    return ask.event("vote.let_in", ask.change(ballot, voters=[*ballot["voters"], person.id]))


@vote.command("close", One, DESK, proxy=False)
def close(ask: Ask, data: One) -> Event:
    """Close the vote: everybody sees the tally."""
    ballot = _ballot(ask, data.ballot)
    if not ballot["open"]:
        raise Refusal("ballot_closed")
    return ask.event(
        "vote.closed", ask.change(ballot, open=False, closed_at=ask.now, tally=tally(ask.state, ballot))
    )


@vote.command("reopen", One, DESK, stage="focus", only=("focus",), proxy=False)
def reopen(ask: Ask, data: One) -> Event:
    """Take back the closing: whoever was not finished goes on, and it stays said that the result had been seen."""
    ballot = _ballot(ask, data.ballot)
    if ballot["open"]:
        raise invalid("ballot", "This vote is open.")
    if ask.now - ballot["closed_at"] > DESK_MS or ballot.id != list(ask.state.of("ballot"))[-1].id:
        raise invalid("ballot", "That is too long ago. Vote on this again: the first result stays beside it.")
    seen = ballot["seen_at"] or ballot["closed_at"]
    back = ask.change(ballot, open=True, closed_at=0, seen_at=seen, tally={})
    closing = next(s.seq for s in reversed(ask.state.steps) if s.event.type == "vote.closed")
    return msgspec.structs.replace(ask.event("vote.reopened", back), undoes=closing)


@vote.command("again", One, DESK, stage="focus", only=("focus",), proxy=False)
def again(ask: Ask, data: One) -> Event:
    """The same vote once more, on what is still there, with whoever has joined the team since.

    What came out before stays beside it.
    """
    first = _ballot(ask, data.ballot)
    if first["open"]:
        raise invalid("ballot", "Close this vote first.")
    items = [i for i in first["items"] if (r := ask.state.get(i)) and r.active]
    if not items:
        raise invalid("ballot", "Nothing of what was voted on is there any more.")
    kept = {
        name: first[name] for name in ("title", "dots_each", "max_per_item", "others_only") if first[name]
    }
    joined = [p.id for p in invited(ask.state, MEMBERS) if p.at > first.at and p.id not in first["voters"]]
    voters = [*first["voters"], *joined]
    ballot = Ballot(items=items, voters=voters, again_of=first.id, round=(first["round"] or 1) + 1, **kept)
    return ask.event("vote.opened", ask.new("ballot", ballot))


@vote.criterion
def ballot_opened(state: State, params: Any) -> list[Unmet]:
    """There was a vote."""
    return [] if any(state.of("ballot")) else [Unmet("No vote yet", 0, 1)]


@vote.criterion
def ballots_closed(state: State, params: Any) -> list[Unmet]:
    """No vote is left open."""
    return none_left((b for b in state.of("ballot") if b["open"]), "Votes still open")


@vote.derive("dots", "ballot", "person", to=EVERY - {Audience.guest, Audience.senior})
def turnout(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """While a vote is open: how many have finished, to the desk also who, never how.

    Once closed: the ranking, 1, 2, 2, 4, and how the dots of each option are spread over people without a name.
    """
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    if audience is Audience.screen and guests_inside(state):
        return found
    for ballot in state.of("ballot"):
        cast = [d for d in state.of("dots") if d["ballot"] == ballot.id]
        body: dict[str, Any] = {
            "ballot": ballot.id,
            "finished": sum(1 for d in cast if d["done"]),
            "voters": len(ballot["voters"]),
        }
        if audience is Audience.desk:
            body["finished_by"] = [d.by for d in cast if d["done"]]
        if not ballot["open"]:
            body["ranking"] = ranking(ballot["tally"])
            body["voted"] = sum(1 for d in cast if sum(d["dots"].values()))
            body["spread"] = spread(cast, ballot["items"])
        found[f"turnout:{ballot.id}"] = ("turnout", body)
    return found


def tally(state: State, ballot: Record) -> dict[str, int]:
    """Dots per option."""
    cast = [d["dots"] for d in state.of("dots") if d["ballot"] == ballot.id]
    return {item: sum(dots.get(item, 0) for dots in cast) for item in ballot["items"]}


def ranking(dots: dict[str, int]) -> list[dict[str, Any]]:
    """Options by dots; equal tallies share a rank: 1, 2, 2, 4."""
    rows = [
        {"item": item, "dots": n, "rank": 1 + sum(1 for other in dots.values() if other > n)}
        for item, n in dots.items()
    ]
    return sorted(rows, key=lambda row: row["rank"])


def spread(cast: list[Record], items: list[str]) -> dict[str, list[int]]:
    """For each option the dots of each person who gave it any, the most first; nothing where too few voted."""
    if sum(1 for d in cast if sum(d["dots"].values())) < SPREAD_FROM:
        return {}
    return {i: sorted((n for d in cast if (n := d["dots"].get(i, 0))), reverse=True) for i in items}


def _grouped(state: State, items: list[str]) -> None:
    """Refuse a vote on cards that are still being put under headings: what they are voted as would move."""
    slots = {r["slot"] for i in items if (r := state.get(i)) and r.kind in ("note", "cluster")}
    headed = {c["slot"] for c in state.of("cluster")}
    if any((slot := state.get(s, "slot")) and not slot["grouped"] for s in slots & headed):
        raise invalid(
            "items",
            "These cards are still being put under headings. Say that the headings stand, then open the vote.",
        )


def _ballot(ask: Ask, ballot_id: str) -> Record:
    ballot = ask.state.get(ballot_id, "ballot")
    if ballot is None:
        raise invalid("ballot", "There is no such vote.")
    return ballot


def _voting_in(ask: Ask, ballot_id: str) -> Record:
    """A vote in which whoever asks can still place dots."""
    ballot = _ballot(ask, ballot_id)
    if ask.who.person not in ballot["voters"]:
        raise Refusal("not_a_voter")
    if not ballot["open"]:
        raise Refusal("ballot_closed")
    return ballot


def _mine(ask: Ask, ballot: Record) -> Record | None:
    return ask.state.get(f"dots:{ballot.id}:{ask.who.person}", "dots")


def _put(ask: Ask, ballot: Record, **values: Any) -> Any:
    return ask.put("dots", f"dots:{ballot.id}:{ask.who.person}", {"ballot": ballot.id, **values})
