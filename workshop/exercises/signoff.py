"""Sign-off: what could go wrong, what we ask for, challenges, and a signature on the version that was read."""

from typing import Any

from workshop.rules import conditions, plan, pledging, releasing
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Nothing
from workshop.rules.presence import may_sign
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, FIRST_LINE, GUEST, INSIDE, NOBODY, SECOND_LEVEL, TEAM, Role
from workshop.rules.sight import INSIDERS, Audience, on_screen_too, owner_only, partly_on_screen
from workshop.rules.signing import (
    ASKED,
    DATED,
    DECIDED,
    FOR_CUSTOMER,
    READING,
    Acceptance,
    Accepting,
    Answer,
    AskFor,
    Challenge,
    Challenging,
    CustomerItem,
    Dating,
    Deciding,
    Decision,
    FiveWhy,
    Granting,
    Mark,
    One,
    Pledge,
    Pledged,
    Presentation,
    Reading,
    Responding,
    Risk,
    latest,
    senior_answer,
)
from workshop.rules.state import Record, State

# fmt: off
#: What the manager does by herself, from wherever she is.
_HERS = {"planning": False, "between": True, "present": False, "proxy": False, "refuse": "not_first_line_manager"}
_ANSWER = frozenset({"answer", "answer_note", "until"})

signoff = Exercise(
    kind="signoff",
    title="Sign-off",
    kinds=(
        Kind("risk", Risk, partly_on_screen("text"), add=INSIDE, stage="actions", plan=True, between="decided"),
        Kind("ask", AskFor, ASKED, title="what", add=INSIDE, stage="actions", plan=True, between="decided",
             aside=_ANSWER, held=_ANSWER),
        Kind("challenge", Challenge, partly_on_screen("text", "state"), edit=FIRST_LINE, whose="author",
             only=("signoff",), held=frozenset({"state", "answer", "answered_by"})),
        Kind("pledge", Pledge, owner_only(), title="confidence", edit=NOBODY, planning=False),
        Kind("pledged", Pledged, on_screen_too(), title="answers", edit=NOBODY, planning=False),
        Kind("five_why", FiveWhy, on_screen_too(), edit=NOBODY, planning=False),
        Kind("reading", Reading, READING, title="version", edit=NOBODY),
        Kind("mark", Mark, owner_only(), edit=NOBODY),
        Kind("decision", Decision, DECIDED, title="verdict", edit=NOBODY),
        Kind("acceptance", Acceptance, DECIDED, title="verdict", edit=NOBODY),
        Kind("presentation", Presentation, DATED, title="what", noun="date", edit=INSIDE, planning=False, between=True),
        Kind("customer_item", CustomerItem, FOR_CUSTOMER, noun="line for the customer", add=INSIDE, planning=False,
             between=True, held=frozenset({"response", "response_text", "shown"})),
    ),
)
# fmt: on


@signoff.command("challenge", Challenging, FIRST_LINE, only=("signoff",), refuse="not_first_line_manager")
def challenge(ask: Ask, data: Challenging) -> Event:
    """The manager doubts something; any record of the plan can be doubted."""
    if ask.state.get(data.target) is None:
        raise invalid("target", "Choose what the challenge is about.")
    return ask.event(
        "signoff.challenged",
        ask.new("challenge", Challenge(target=data.target, text=data.text, sources=data.sources)),
    )


@signoff.command("answer_challenge", Answer, INSIDE, only=("signoff",), between="decided", refuse="excluded")
def answer_challenge(ask: Ask, data: Answer) -> Event:
    """What the team says to it."""
    record = ask.need(data.challenge, "challenge")
    if record["state"] == "closed":
        raise invalid("challenge", "That challenge is closed.")
    return ask.event(
        "signoff.challenge_answered",
        ask.change(record, state="answered", answer=data.text, answered_by=ask.who.person),
    )


@signoff.command(
    "close_challenge", One, FIRST_LINE, only=("signoff",), between="decided", refuse="not_first_line_manager"
)
def close_challenge(ask: Ask, data: One) -> Event:
    """Answered well enough."""
    return ask.event(
        "signoff.challenge_closed", ask.change(ask.need(data.challenge, "challenge"), state="closed")
    )


signoff.command("pledge", Pledge, TEAM, planning=False, only=("signoff",), proxy="shared", refuse="excluded")(
    pledging.pledge
)
signoff.command("five_why", FiveWhy, TEAM, planning=False, only=("signoff",), proxy=False, refuse="excluded")(
    pledging.five_why
)
signoff.command("show_wishes", Nothing, DESK, planning=False, proxy=False)(pledging.show_wishes)
signoff.command("show_pledges", Nothing, DESK, planning=False, proxy=False)(pledging.show_pledges)
signoff.derive("pledge", "pledged", "person", "workshop", "five_why", to=INSIDERS | {Audience.screen})(
    pledging.confidence
)


@signoff.command("start_reading", Nothing, FIRST_LINE, only=("signoff",), **_HERS)
def start_reading(ask: Ask, data: Nothing) -> Event:
    """Hold this version still while I read."""
    record_id = f"reading:{ask.who.person}"
    old = ask.state.get(record_id, "reading")
    held = _current(ask)
    if old is None:
        return ask.event("signoff.reading_started", ask.new("reading", held, record_id))
    changes = plan.differences(old["plan"], held["plan"]) if old["hash"] != held["hash"] else old["changes"]
    change = ask.change(old, **held, changes=changes)
    return ask.event("signoff.reading_started", change)


@signoff.command("mark", Mark, FIRST_LINE, only=("signoff",), **_HERS)
def mark(ask: Ask, data: Mark) -> Event:
    """Ok, on a condition, or back to the team: one objective at a time, hers alone until she decides."""
    if data.mark == "return" and not (data.owner and data.due):
        raise invalid("owner", "What goes back to the team needs somebody who takes it, and a day.")
    record_id = f"mark:{data.target}:{ask.who.person}"
    old = ask.state.get(record_id, "mark")
    values = {"mark": data.mark, "text": data.text, "owner": data.owner, "due": data.due}
    if old:
        return ask.event("signoff.marked", Change(id=record_id, kind="mark", set=values, status="active"))
    return ask.event("signoff.marked", ask.new("mark", data, record_id))


@signoff.command(
    "decide",
    Deciding,
    FIRST_LINE,
    moves=True,
    only=("signoff",),
    between=True,
    present=True,
    proxy=False,
    refuse="not_first_line_manager",
)
def decide(ask: Ask, data: Deciding) -> Event:
    """She signs, or returns, the version she has read.

    Approving closes the challenges that are answered, and asks what she made a condition of its owner.
    """
    if not may_sign(ask.state, ask.who.person):
        raise Refusal("not_first_line_manager")
    open_ = [c for c in ask.state.of("challenge") if c["state"] == "open"]
    if data.verdict == "approved" and open_:
        raise Refusal("open_challenges", count=len(open_), records=[c.id for c in open_])
    if not ask.signed_in:
        raise Refusal("pin_needed")
    read = _as_read(ask, data)
    marks, actions = conditions.marked(ask), list[Change]()
    if data.verdict == "approved":
        marks, actions = conditions.asked(ask, marks, read["version"])
    me = ask.state.records[ask.who.person]
    decided = Decision(
        verdict=data.verdict,
        comments=data.comments,
        marks=marks,
        head=ask.head,
        name=_signature(ask, me),
        role=str(me["role"]),
        witness=me["pin_note"],
        known=_since(ask, read),
        **read,
    )
    decision = ask.new("decision", decided)
    return ask.event(f"signoff.{data.verdict}", decision, *actions, *_settled(ask, data.verdict))


@signoff.command(
    "accept",
    Accepting,
    INSIDE | SECOND_LEVEL,
    planning=False,
    between=True,
    present=False,
    proxy=False,
    refuse="not_second_level_manager",
)
def accept(ask: Ask, data: Accepting) -> Event:
    """Senior management accepts or returns the approved plan."""
    if ask.who.role is not Role.second_level_manager:
        raise Refusal("not_second_level_manager")
    if ask.state.stage != "acceptance":
        raise Refusal("out_of_order", next="First the first-line manager approves the plan.")
    if not ask.signed_in:
        raise Refusal("pin_needed")
    signed = latest(ask.state, "decision")
    body = Acceptance(
        verdict=data.verdict,
        comments=data.comments,
        conditions=data.conditions,
        head=ask.head,
        version=signed["version"] if signed else 0,
        hash=signed["hash"] if signed else "",
        name=ask.state.records[ask.who.person]["name"],
    )
    return ask.event(f"signoff.senior_{data.verdict}", ask.new("acceptance", body))


@signoff.command(
    "answer_ask",
    Granting,
    TEAM | SECOND_LEVEL,
    planning=False,
    between=True,
    present=False,
    proxy=False,
    refuse="not_second_level_manager",
)
def answer_ask(ask: Ask, data: Granting) -> Event:
    """Granted, partly, refused or later; by whoever the ask is for, or a manager."""
    wish = ask.need(data.ask, "ask")
    managers = (Role.first_line_manager, Role.second_level_manager)
    if ask.who.role not in managers and wish["decider"] != ask.who.person:
        raise Refusal("not_second_level_manager")
    return ask.event(
        "signoff.ask_answered", ask.change(wish, answer=data.answer, answer_note=data.note, until=data.until)
    )


@signoff.command("set_date", Dating, INSIDE, planning=False, between=True, refuse="excluded")
def set_date(ask: Ask, data: Dating) -> Event:
    """One of the four dates after the two days."""
    record_id = f"presentation:{data.what}"
    old = ask.state.get(record_id, "presentation")
    values = {"date": data.date, "when": data.when, "who": data.who}
    change = (
        ask.change(old, **values)
        if old
        else ask.new("presentation", {"what": data.what, **values}, record_id)
    )
    return ask.event("signoff.date_set", change)


signoff.command("release", Nothing, FIRST_LINE, **_HERS)(releasing.release)
signoff.command("take_back", Nothing, FIRST_LINE, **_HERS)(releasing.take_back)


@signoff.command("respond", Responding, GUEST, planning=False, between=True, present=False)
def respond(ask: Ask, data: Responding) -> Event:
    """The customer's word on one item: right, correct it, not now."""
    item = ask.need(data.item, "customer_item")
    if not item["shown"]:
        raise Refusal("excluded")
    return ask.event(
        "signoff.customer_responded", ask.change(item, response=data.response, response_text=data.text)
    )


@signoff.criterion
def approved(state: State, params: Any) -> list[Unmet]:
    """The first-line manager has approved the plan, and again after senior management has returned it."""
    decision, senior = latest(state, "decision"), senior_answer(state)
    if decision is None or decision["verdict"] != "approved":
        return [Unmet("The first-line manager has not approved the plan", 0, 1)]
    if senior and senior["verdict"] == "returned":
        return [Unmet("Senior management returned the plan; it is not signed again yet", 0, 1)]
    return []


@signoff.criterion
def challenges_answered(state: State, params: Any) -> list[Unmet]:
    """No challenge is open."""
    return none_left((c for c in state.of("challenge") if c["state"] == "open"), "Challenges not answered")


@signoff.criterion
def accepted(state: State, params: Any) -> list[Unmet]:
    """Senior management has accepted the plan."""
    answer = latest(state, "acceptance")
    return (
        []
        if answer and answer["verdict"] == "accepted"
        else [Unmet("Senior management has not accepted the plan", 0, 1)]
    )


@signoff.criterion
def asks_answered(state: State, params: Any) -> list[Unmet]:
    """Every ask has an answer."""
    return none_left((a for a in state.of("ask") if not a["answer"]), "Asks without an answer")


@signoff.criterion
def dates_set(state: State, params: Any) -> list[Unmet]:
    """The four dates are set."""
    have = {p["what"] for p in state.of("presentation") if p["date"] or p["when"]}
    names = {
        "weekly": "weekly slot",
        "senior_review": "senior review",
        "customer_presentation": "customer presentation",
        "first_review": "first review",
    }
    return [
        Unmet(f"No date yet for the {word}", 0, 1, subject=what)
        for what, word in names.items()
        if what not in have
    ]


def _settled(ask: Ask, verdict: str) -> list[Change]:
    """What a decision ends: her marks, and with an approval the challenges that were answered."""
    mine = [m for m in ask.state.of("mark") if m.by == ask.who.person]
    done = [c for c in ask.state.of("challenge") if c["state"] == "answered"] if verdict == "approved" else []
    cleared = [Change(id=m.id, kind="mark", status="withdrawn") for m in mine]
    return [*(ask.change(c, state="closed") for c in done), *cleared]


def _signature(ask: Ask, me: Record) -> str:
    """The name under a decision; a deputy signs for somebody, and says for whom."""
    signer = ask.state.get(ask.state.workshop["signer"], "person")
    deputy = signer is not None and signer.id != me.id
    return f"{me['name']}, for {signer['name']}" if signer and deputy else str(me["name"])


def _current(ask: Ask) -> dict[str, Any]:
    content = plan.content(ask.state, ask.kinds)
    return {
        "version": ask.state.records["plan"]["version"],
        "hash": plan.fingerprint(content),
        "plan": content,
    }


def _as_read(ask: Ask, data: Deciding) -> dict[str, Any]:
    """The version she names: the current one, or the one held for her; a promise changed since must be known to her."""
    now = _current(ask)
    if now["hash"] == data.hash:
        return now
    held = ask.state.get(f"reading:{ask.who.person}", "reading")
    if held is None or held["hash"] != data.hash:
        raise Refusal("stale", who="Somebody", version=now["version"], hash=now["hash"], differences=[])
    changed = plan.changed_promises(held["plan"], now["plan"], ask.kinds)
    if changed and not data.as_read:
        raise Refusal("stale", who="Somebody", version=now["version"], hash=now["hash"], differences=changed)
    return {"version": held["version"], "hash": held["hash"], "plan": held["plan"]}


def _since(ask: Ask, read: dict[str, Any]) -> list[dict[str, Any]]:
    return plan.changed_promises(read["plan"], plan.content(ask.state, ask.kinds), ask.kinds)
