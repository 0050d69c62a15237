"""Deciding together: somebody proposes, everybody present is asked for objections in silence, then it is recorded.

Nobody sees an answer before all are in; then objections stand with name and reason, because they are for the
room to answer. The server never ticks: a proposal holds when its asking ends, and a browser closes it.
"""

from typing import Any, Literal

from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.presence import here
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import INSIDE, TEAM
from workshop.rules.sight import INSIDE as INSIDERS
from workshop.rules.sight import TEAM_ONLY, Audience, owner_only
from workshop.rules.state import Record, State
from workshop.rules.talk import decision, replaceable

#: How long everybody has to object.
ASK_MS = 20_000


class Proposal(Body):
    """What is to be decided. `asked` are those who were there; `objections` are known once the asking is over."""

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
        Kind("proposal", Proposal, TEAM_ONLY, edit=frozenset(), planning=False),
        Kind("objection", Objection, owner_only(), title="reason", edit=frozenset(), planning=False),
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
    if any(not p["closed_at"] for p in ask.state.of("proposal")):
        raise invalid("text", "Another proposal is before the room. It takes twenty seconds.")
    replaceable(ask, data.supersedes)
    asked = [p.id for p in ask.state.of("person") if p["role"] in TEAM and here(p)]
    if not asked:
        raise invalid("text", "Nobody of the team is here to be asked.")
    values = {"text": data.text, "about": data.about, "supersedes": data.supersedes, "asked": asked}
    return ask.event("decide.proposed", ask.new("proposal", {**values, "ends_at": ask.now + ASK_MS}))


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
    said = _said(ask.state, proposal.id)
    if ask.now < proposal["ends_at"] and len(said) < len(proposal["asked"]):
        raise invalid("proposal", "There is still time to object.")
    against = [{"person": o.by, "reason": o["reason"]} for o in said if o["objects"]]
    if against:
        closed = ask.change(proposal, closed_at=ask.now, objections=against)
        return ask.event("decide.objected", closed)
    made = decision(ask, _recorded(proposal), proposal["asked"])
    closed = ask.change(proposal, closed_at=ask.now, outcome="decided", decision=made.id)
    return ask.event("decide.decided", made, closed)


@consent.command("settle", Settle, INSIDE, planning=False, refuse="excluded")
def settle(ask: Ask, data: Settle) -> Event:
    """After objections: record what was decided and how, the objections beside it; or let it go."""
    proposal = ask.need(data.proposal, "proposal")
    if not proposal["closed_at"] or proposal["outcome"]:
        raise invalid("proposal", "This one is settled already, or still being asked.")
    if not ask.at_desk and proposal.by != ask.who.person:
        raise Refusal("not_yours", whose="whoever proposed it, or the desk")
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
