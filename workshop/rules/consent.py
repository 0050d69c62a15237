"""Deciding together: somebody proposes, everybody present is asked for objections in silence, then it is recorded.

Nobody sees an answer before all are in; then objections stand with name and reason, because they are for the
room to answer. The server never ticks: a proposal holds when its asking ends, and a browser closes it. Where the day
ends before that, nobody has consented: it stays before the room, to be asked again.
"""

from typing import Any, Literal

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.floor import team_here
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import INSIDE, NOBODY
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience, guests_inside, owner_only
from workshop.rules.state import Record, State
from workshop.rules.talk import decision, replaceable

#: How long everybody has to object.
ASK_MS = 20_000


class Proposal(Body):
    """What is to be decided. `asked` are those who were there; `objections` are known once the asking is over.
    Closed without an objection and without an outcome, it was broken off by the end of the day.
    """

    text: Text
    about: Refs = []
    supersedes: Ref = ""
    asked: Refs = []
    ends_at: Moment = 0
    closed_at: Moment = 0
    objections: list[dict[str, str]] = []
    outcome: Literal["", "decided", "dropped"] = ""
    decision: Ref = ""


class Objection(Body):
    """One person's answer. Nobody else sees it before the asking is over."""

    proposal: Ref
    objects: bool
    reason: Words = ""


consent = Exercise(
    kind="decide",
    title="Decide",
    kinds=(
        Kind("proposal", Proposal, TEAM_ONLY, edit=NOBODY, planning=False),
        Kind("objection", Objection, owner_only(), title="reason", edit=NOBODY, planning=False),
    ),
)


class Propose(Body):
    text: Text
    about: Refs = []
    supersedes: Ref = ""


class Answer(Body):
    proposal: Short
    objects: bool
    reason: Words = ""


class One(Body):
    proposal: Short


class Settle(Body):
    """What the room made of the objections: agreed in the end, voted, decided by one person, or let go."""

    proposal: Short
    how: Literal["consent", "vote", "decider", "dropped"]
    text: Words = ""
    decider: Ref = ""


@consent.command("propose", Propose, INSIDE, planning=False, refuse="excluded")
def propose(ask: Ask, data: Propose) -> Event:
    """Put something to everybody who is here: any objection?"""
    replaceable(ask, data.supersedes)
    values = {"text": data.text, "about": data.about, "supersedes": data.supersedes}
    return ask.event("decide.proposed", ask.new("proposal", {**values, **_asking(ask)}))


@consent.command("answer", Answer, INSIDE, planning=False, refuse="excluded")
def answer(ask: Ask, data: Answer) -> Event:
    """No objection, or one with its reason; again replaces it. Nobody sees it before all have had their time."""
    proposal = ask.need(data.proposal, "proposal")
    if ask.who.person not in proposal["asked"]:
        raise Refusal("not_a_voter")
    if proposal["closed_at"]:
        raise invalid("proposal", "The asking is over. Say it aloud, or raise your hand.")
    if data.objects and not data.reason.strip():
        raise invalid("reason", "Say in a few words what speaks against it.")
    values = {"proposal": proposal.id, "objects": data.objects, "reason": data.reason if data.objects else ""}
    return ask.event(
        "decide.answered", ask.put("objection", f"objection:{proposal.id}:{ask.who.person}", values)
    )


@consent.command("close", One, INSIDE, planning=False, refuse="excluded")
def close(ask: Ask, data: One) -> Event | list[Event]:
    """The time to object is over. Without an objection it is decided; else the objections stand before the room."""
    proposal = ask.need(data.proposal, "proposal")
    if proposal["closed_at"]:
        return []  # several browsers saw the time run out
    if not _over(ask, proposal):
        raise invalid("proposal", "There is still time to object.")
    return _closed(ask, proposal)


def day_over(ask: Ask) -> list[Event]:
    """The day ends. What all had their time for is closed as ever; what not stays undecided, for the next time."""
    return [_closed(ask, p) for p in ask.state.of("proposal") if not p["closed_at"]]


@consent.command("ask_again", One, INSIDE, planning=False, refuse="excluded")
def ask_again(ask: Ask, data: One) -> Event:
    """Everybody who is here now is asked, where the day had ended before all could answer."""
    proposal = ask.need(data.proposal, "proposal")
    if not _broken_off(proposal):
        raise invalid("proposal", "This one was asked to its end.")
    _require_own(ask, proposal)
    put_away = [Change(id=o.id, kind=o.kind, status="withdrawn") for o in _said(ask.state, proposal.id)]
    again = ask.change(proposal, closed_at=0, **_asking(ask))
    return ask.event("decide.asked_again", *put_away, again)


@consent.command("settle", Settle, INSIDE, planning=False, refuse="excluded")
def settle(ask: Ask, data: Settle) -> Event:
    """After objections: record what was decided and how, the objections beside it; or let it go."""
    proposal = ask.need(data.proposal, "proposal")
    if not proposal["closed_at"] or proposal["outcome"]:
        raise invalid("proposal", "This one is settled already, or still being asked.")
    _require_own(ask, proposal)
    if data.how == "consent" and _broken_off(proposal):
        raise invalid("how", "Not everybody could answer. Ask again.")
    if data.how == "dropped":
        return ask.event("decide.dropped", ask.change(proposal, outcome="dropped"))
    values = _recorded(proposal) | {"how": data.how, "objections": _in_words(ask.state, proposal)}
    if data.text.strip():
        values["text"] = data.text
    if data.how == "decider":
        values["decider"] = ask.need(data.decider, "person", "decider").id
    made = decision(ask, values, proposal["asked"])
    return ask.event("decide.decided", made, ask.change(proposal, outcome="decided", decision=made.id))


@consent.derive("proposal", "objection", to=INSIDERS)
def asking(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """While a proposal is before the room: how many have answered. Never who, never what."""
    return {
        f"asking:{p.id}": ("asking", {"proposal": p.id, "answered": len(_said(state, p.id))})
        for p in state.of("proposal")
        if not p["closed_at"]
    }


def _asking(ask: Ask) -> dict[str, Any]:
    """Who is asked, those of the team who are here, and until when."""
    if any(not p["closed_at"] for p in ask.state.of("proposal")):
        raise invalid("text", "Another proposal is before the room. It takes twenty seconds.")
    asked = [p.id for p in team_here(ask.state)]
    if not asked:
        raise invalid("text", "Nobody of the team is here to be asked.")
    return {"asked": asked, "ends_at": ask.now + ASK_MS}


def _over(ask: Ask, proposal: Record) -> bool:
    """Whether all had their time to object, or have answered."""
    said = _said(ask.state, proposal.id)
    return ask.now >= proposal["ends_at"] or len(said) >= len(proposal["asked"])


def _closed(ask: Ask, proposal: Record) -> Event:
    said = _said(ask.state, proposal.id)
    against = [{"person": o.by, "reason": o["reason"]} for o in said if o["objects"]]
    if against or not _over(ask, proposal):
        closed = ask.change(proposal, closed_at=ask.now, objections=against)
        return ask.event("decide.objected" if against else "decide.broken_off", closed)
    made = decision(ask, _recorded(proposal), proposal["asked"])
    closed = ask.change(proposal, closed_at=ask.now, outcome="decided", decision=made.id)
    return ask.event("decide.decided", made, closed)


def _broken_off(proposal: Record) -> bool:
    return bool(proposal["closed_at"] and not proposal["outcome"] and not proposal["objections"])


def _require_own(ask: Ask, proposal: Record) -> None:
    if not ask.at_desk and proposal.by != ask.who.person:
        raise Refusal("not_yours", whose="whoever proposed it, or the desk")


@consent.derive("proposal", "person", "workshop", to=frozenset({Audience.screen}))
def put_to_the_room(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """What everybody in the room is asked just now, for the room screen; nothing while a guest may be in."""
    if guests_inside(state):
        return {}
    return {
        f"proposed:{p.id}": ("proposed", {"text": p["text"], "ends_at": p["ends_at"]})
        for p in state.of("proposal")
        if not p["closed_at"] and not p["outcome"]
    }


def _said(state: State, proposal: str) -> list[Record]:
    return [o for o in state.of("objection") if o["proposal"] == proposal]


def _recorded(proposal: Record) -> dict[str, Any]:
    kept = {name: proposal[name] for name in ("text", "about", "supersedes")}
    return {**kept, "how": "consent", "proposal": proposal.id}


def _in_words(state: State, proposal: Record) -> str:
    names = {o["person"]: state.get(o["person"], "person") for o in proposal["objections"]}
    return "; ".join(
        f"{person['name'] if (person := names[o['person']]) else 'Somebody'}: {o['reason']}"
        for o in proposal["objections"]
    )[:4000]
