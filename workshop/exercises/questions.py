"""Questions for the customer, what the customer says, and what we heard."""

from typing import Any, Literal

from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, at_least, none_left
from workshop.rules.fields import Body, Label, Ref, Refs, Short, Text, Words
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, PEOPLE, TEAM, Role
from workshop.rules.sight import INSIDE as INSIDERS
from workshop.rules.sight import Audience, Shown, Sight, guests_inside
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State
from workshop.rules.writing import NOTES

GUEST = frozenset({Role.customer_guest})
BOTH = ("open", "briefing")


class Question(Body):
    """A question for the customer. The guest and the room screen see it once it is put."""

    text: Text
    slot: Ref = ""
    status: Literal["drafted", "chosen", "put", "answered", "parked"] = "drafted"
    answer: Words = ""
    answered_by: Ref = ""
    sources: Refs = []
    why_parked: Words = ""
    asks: Ref = ""
    topic: Label = ""
    put_at: int = 0
    late: int = 0
    order: int = 0
    holds: Refs = []
    merged_into: Ref = ""


class Brief(Body):
    """Something said in the briefing."""

    text: Text
    sources: Refs = []
    said_by: Ref = ""


class Quote(Body):
    """The customer's own words as we heard them, and whether the customer said yes to that."""

    text: Text
    said_by: Ref = ""
    of: Ref = ""
    sources: Refs = []
    confirmed: Literal["no", "on own screen", "aloud"] = "no"
    confirmed_at: int = 0


def _question(record: Record, audience: Audience, state: State) -> Shown:
    put = record["status"] in ("put", "answered")
    if audience is Audience.guest or (audience is Audience.screen and guests_inside(state)):
        return (
            {
                "text": record["text"],
                "status": record["status"],
                "answer": record["answer"],
                "put_at": record["put_at"],
                "@by": "",
            }
            if put
            else None
        )
    if audience is Audience.senior:
        return record.body if put else None
    return NOTES.shared(record, audience, state)


def _brief(record: Record, audience: Audience, state: State) -> Shown:
    if audience in (*INSIDERS, Audience.senior):
        return record.body
    return (
        {**record.body, "sources": []} if audience is Audience.guest and _guests_own(record, state) else None
    )


def _quote(record: Record, audience: Audience, state: State) -> Shown:
    if audience in (*INSIDERS, Audience.senior):
        return record.body
    if audience is Audience.guest and record["said_by"] in _guests(state):
        return {**record.body, "sources": [], "of": "", "@by": ""}
    return None


questions = Exercise(
    kind="questions",
    title="Questions and answers",
    kinds=(
        Kind("question", Question, Sight(_question, NOTES.personal), edit=INSIDE, whose="author", only=BOTH, planning=False, merges=True,
             held=frozenset({"slot", "status", "answer", "answered_by", "why_parked", "put_at", "late", "order", "holds", "merged_into"})),
        Kind("brief", Brief, Sight(_brief), noun="briefing note", add=INSIDE | GUEST, edit=PEOPLE, whose="author", only=("briefing",), planning=False,
             check=known_sources),
        Kind("quote", Quote, Sight(_quote), add=INSIDE, edit=PEOPLE, whose="author", only=("briefing", "research"), planning=False,
             held=frozenset({"confirmed", "confirmed_at"}), check=known_sources),
    ),
)  # fmt: skip


class Asking(Body):
    text: Text
    slot: Ref = ""
    written: int = 0


class One(Body):
    question: Short


class Answering(Body):
    question: Short
    text: Text
    sources: Refs = []


class Parking(Body):
    question: Short
    why: Text


class Confirm(Body):
    quote: Short
    how: Literal["on own screen", "aloud"] = "on own screen"
    text: Words = ""


class Assign(Body):
    question: Short
    person: Ref = ""


@questions.command("add_question", Asking, TEAM | DESK, planning=False, only=BOTH, refuse="excluded")
def add_question(ask: Ask, data: Asking) -> Event:
    """What we want to hear from the customer."""
    slot = ask.state.get(data.slot or ask.state.workshop["slot"], "slot")
    answers = slot is not None and slot["kind"] == "questions" and slot["stage"] == "open"
    late = ask.now if slot and answers and data.written and data.written < slot["revealed"] else 0
    body = Question(text=data.text, slot=slot.id if slot and answers else "", late=late)
    return ask.event("questions.question_added", ask.new("question", body))


@questions.command("choose", One, DESK, planning=False, only=BOTH)
def choose(ask: Ask, data: One) -> Event:
    """This one will be asked; again takes it back."""
    question = _open(ask, data.question)
    status = "drafted" if question["status"] == "chosen" else "chosen"
    return ask.event("questions.chosen", ask.change(question, status=status))


@questions.command("assign", Assign, DESK, planning=False, only=BOTH)
def assign(ask: Ask, data: Assign) -> Event:
    """Who asks it."""
    return ask.event("questions.assigned", ask.change(_open(ask, data.question), asks=data.person))


@questions.command("put", One, DESK, planning=False, only=("briefing",))
def put(ask: Ask, data: One) -> Event:
    """Put a question to the guest: from now on the guest and the room screen see it."""
    return ask.event("questions.put", ask.change(_open(ask, data.question), status="put", put_at=ask.now))


@questions.command("answer", Answering, INSIDE | GUEST, planning=False, only=("briefing",), refuse="excluded")
def answer(ask: Ask, data: Answering) -> Event:
    """What the customer said to a question; the guest answers only what was put."""
    question = ask.need(data.question, "question")
    if ask.who.role is Role.customer_guest and question["status"] not in ("put", "answered"):
        raise invalid("question", "That question has not been asked yet.")
    change = ask.change(
        question,
        status="answered",
        answer=data.text,
        answered_by=ask.who.person,
        put_at=question["put_at"] or ask.now,
    )
    shared = ask.change(question, sources=list(dict.fromkeys([*question["sources"], *data.sources])))
    ask.need_all(data.sources, "source", "sources")
    return ask.event("questions.answered", change, shared)


@questions.command("park", Parking, TEAM | DESK, planning=False, only=BOTH, refuse="excluded")
def park(ask: Ask, data: Parking) -> Event:
    """Not asked, and why; the reason stays the team's."""
    question = _open(ask, data.question)
    if not ask.at_desk and question.by != ask.who.person:
        raise Refusal("not_yours", whose="the desk or its author")
    return ask.event("questions.parked", ask.change(question, status="parked", why_parked=data.why))


@questions.command("confirm", Confirm, DESK | GUEST, planning=False, only=("briefing",), proxy=False)
def confirm(ask: Ask, data: Confirm) -> Event:
    """We heard you say...: yes. The guest may put it right in the same breath."""
    quote = ask.need(data.quote, "quote")
    if ask.who.role is Role.customer_guest and quote["said_by"] != ask.who.person:
        raise Refusal("not_yours", whose="whoever said it")
    how = "on own screen" if ask.who.role is Role.customer_guest else "aloud"
    return ask.event(
        "questions.quote_confirmed",
        ask.change(quote, confirmed=how, confirmed_at=ask.now, text=data.text or quote["text"]),
    )


@questions.criterion
def briefing_notes(state: State, params: Any) -> list[Unmet]:
    """Enough was written down of what the customer said."""
    return at_least(params, sum(1 for _ in state.of("brief")), "Briefing notes")


@questions.criterion
def questions_asked(state: State, params: Any) -> list[Unmet]:
    """Enough questions were prepared."""
    return at_least(params, sum(1 for _ in state.of("question")), "Questions for the customer")


@questions.criterion
def questions_settled(state: State, params: Any) -> list[Unmet]:
    """Each question is answered or parked."""
    left = (q for q in state.of("question") if q["status"] not in ("answered", "parked"))
    return none_left(left, "Questions neither answered nor parked")


@questions.criterion
def quotes_confirmed(state: State, params: Any) -> list[Unmet]:
    """The customer said yes to what we heard."""
    return at_least(params, sum(1 for q in state.of("quote") if q["confirmed"] != "no"), "Quotes confirmed")


@questions.criterion
def guest_recorded(state: State, params: Any) -> list[Unmet]:
    """It is written down who came from the customer, and who invited them."""
    loose = (
        p
        for p in state.of("person")
        if p["role"] == Role.customer_guest and not (p["function"] and p["host"])
    )
    return none_left(loose, "Guests whose position or host is not written down")


def _open(ask: Ask, question_id: str) -> Record:
    question = ask.need(question_id, "question")
    if question["status"] == "answered":
        raise invalid("question", "That question is answered already.")
    return question


def _guests(state: State) -> set[str]:
    return {p.id for p in state.of("person") if p["role"] == Role.customer_guest}


def _guests_own(record: Record, state: State) -> bool:
    return record.by in _guests(state) or record["said_by"] in _guests(state)
