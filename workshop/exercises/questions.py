"""Questions for the customer, what the customer says, and what we heard."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.briefing import BOTH, KINDS, Brief, Question, Quote, guests
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Unmet, at_least, none_left
from workshop.rules.fields import Body, Label, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, GUEST, INSIDE, SECOND_LEVEL, Role
from workshop.rules.state import Record, State
from workshop.rules.writing import Naming, hidden, late_by, require_promise

questions = Exercise(kind="questions", title="Questions and answers", kinds=KINDS)


class Asking(Body):
    text: Text
    slot: Ref = ""
    written: int = 0
    prompted_by: Refs = []
    naming: Naming = "named"


class Noting(Body):
    """What was said, to the question `about` if to one; `written` is when (ms), as the page says."""

    text: Text
    about: Ref = ""
    sources: Refs = []
    said_by: Ref = ""
    written: Moment = 0


class One(Body):
    question: Short


class Answering(Body):
    """An answer; `of` is the briefing note it is made of, if it is: whoever said that, said this."""

    question: Short
    text: Text
    sources: Refs = []
    of: Ref = ""


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


class Sorting(Body):
    """Questions under one topic; without a title they are loose again."""

    questions: Annotated[Refs, Meta(min_length=1)]
    topic: Label = ""


class Hearing(Body):
    """Customer's words: from a briefing note or an answer (`of`; `text` where only a part is wanted), or just heard."""

    of: Ref = ""
    text: Words = ""
    said_by: Ref = ""


class Own(Body):
    """Own words as they should be; without a text they are taken back."""

    id: Short
    text: Words = ""


@questions.command(
    "add_question", Asking, INSIDE | SECOND_LEVEL, planning=False, only=BOTH, refuse="excluded"
)
def add_question(ask: Ask, data: Asking) -> Event:
    """What we want to hear from the customer."""
    slot = ask.state.get(data.slot or ask.state.workshop["slot"], "slot")
    ask.need_all(data.prompted_by, "source", "prompted_by")
    if slot is None or slot["kind"] != "questions" or slot["stage"] != "open":
        body = Question(text=data.text, prompted_by=data.prompted_by)
        return ask.event("questions.question_added", ask.new("question", body))
    require_promise(ask.state, slot, data.naming)
    late = late_by(slot, data.written, ask.now)
    body = Question(text=data.text, prompted_by=data.prompted_by, slot=slot.id, late=late)
    first = () if slot["first_note"] else (ask.change(slot, first_note=ask.now),)
    return ask.event("questions.question_added", ask.new("question", body), *first)


@questions.command(
    "add_brief", Noting, INSIDE | GUEST, planning=False, only=("briefing",), late=True, refuse="excluded"
)
def add_brief(ask: Ask, data: Noting) -> Event:
    """What the customer says, note by note; what comes after the briefing is marked late."""
    late = 0 if ask.state.stage == "briefing" else data.written
    if data.about:
        ask.need(data.about, "question")
    body = Brief(text=data.text, about=data.about, sources=data.sources, said_by=data.said_by, late=late)
    return ask.event("questions.brief_added", ask.new("brief", body))


@questions.command("choose", One, DESK, planning=False, only=BOTH)
def choose(ask: Ask, data: One) -> Event:
    """This one will be asked; again takes it back. What was put or parked comes back to the list by this."""
    question = _open(ask, data.question)
    status = "drafted" if question["status"] == "chosen" else "chosen"
    return ask.event("questions.chosen", ask.change(question, status=status, put_at=0))


@questions.command("assign", Assign, DESK, planning=False, only=BOTH)
def assign(ask: Ask, data: Assign) -> Event:
    """Who asks it."""
    if data.person:
        ask.need(data.person, "person")
    return ask.event("questions.assigned", ask.change(_open(ask, data.question), asks=data.person))


@questions.command("put", One, DESK, planning=False, only=("briefing",))
def put(ask: Ask, data: One) -> Event:
    """Put a question to the guest: from now on the guest and the room screen see it."""
    return ask.event("questions.put", ask.change(_open(ask, data.question), status="put", put_at=ask.now))


@questions.command("answer", Answering, DESK | GUEST, planning=False, only=("briefing",))
def answer(ask: Ask, data: Answering) -> Event:
    """What the customer said to a question, as the guest or the desk says it: with it the question is done.

    The guest answers only what was put. What is written down until then, by the guest on their page or by whoever
    heard it, are notes about it (`add_brief`).
    """
    question = ask.need(data.question, "question")
    if ask.who.role is Role.customer_guest and question["status"] not in ("put", "answered"):
        raise invalid("question", "That question has not been asked yet.")
    note = ask.need(data.of, "brief", "of") if data.of else None
    change = ask.change(
        question,
        status="answered",
        answer=data.text,
        answered_by=(note and _guest_behind(ask.state, note)) or ask.who.person,
        put_at=question["put_at"] or ask.now,
    )
    sources = [*question["sources"], *(note["sources"] if note else ()), *data.sources]
    shared = ask.change(question, sources=list(dict.fromkeys(sources)))
    ask.need_all(data.sources, "source", "sources")
    return ask.event("questions.answered", change, shared)


@questions.command("park", Parking, INSIDE, planning=False, only=BOTH, refuse="excluded")
def park(ask: Ask, data: Parking) -> Event:
    """Not asked, and why; the reason stays the team's."""
    question = _open(ask, data.question)
    return ask.event("questions.parked", ask.change(question, status="parked", why_parked=data.why))


@questions.command("confirm", Confirm, DESK | GUEST, planning=False, only=("briefing",), proxy=False)
def confirm(ask: Ask, data: Confirm) -> Event:
    """We heard you say...: yes. The guest may put it right in the same breath."""
    quote = ask.need(data.quote, "quote")
    guest = ask.who.role is Role.customer_guest
    if guest and quote["said_by"] != ask.who.person:
        raise Refusal("not_yours", whose="whoever said it")
    how = "on own screen" if guest else "aloud"
    change = ask.change(quote, confirmed=how, confirmed_at=ask.now, text=data.text or quote["text"])
    return ask.event("questions.quote_confirmed", change)


@questions.command("group", Sorting, INSIDE, planning=False, only=BOTH, refuse="excluded")
def group(ask: Ask, data: Sorting) -> Event:
    """Questions that ask for the same thing, under one title."""
    chosen = ask.need_all(dict.fromkeys(data.questions), "question", "questions")
    if any(hidden(q, ask.state) for q in chosen):
        raise invalid("questions", "Those questions are not on the board yet.")
    return ask.event("questions.grouped", *(ask.change(q, topic=data.topic) for q in chosen))


@questions.command("quote", Hearing, INSIDE, planning=False, only=("briefing", "research"), refuse="excluded")
def quote_from(ask: Ask, data: Hearing) -> Event:
    """Make a quote of what was noted, answered or heard; who said it is known where one guest is here."""
    if not data.of:
        return ask.event(
            "questions.quote_added", ask.new("quote", Quote(text=data.text, said_by=data.said_by))
        )
    words = ask.state.get(data.of)
    if words is None or not words.active or words.kind not in ("brief", "question"):
        raise invalid("of", "That is not there any more.")
    text = data.text or words["answer" if words.kind == "question" else "text"]
    if any(q["of"] == words.id and q["text"] == text for q in ask.state.of("quote")):
        raise invalid("of", "That is a quote already.")
    said_by = data.said_by or _speaker(ask.state, words)
    body = Quote(text=text, said_by=said_by, of=words.id, sources=words["sources"])
    return ask.event("questions.quote_added", ask.new("quote", body))


@questions.command(
    "put_right", Own, GUEST, planning=False, only=("briefing",), refuse="excluded", proxy=False
)
def put_right(ask: Ask, data: Own) -> Event:
    """The guest corrects, or takes back, own words: a quote, an answer, a briefing note."""
    words = ask.state.get(data.id)
    if words is None or not words.active or words.kind not in ("brief", "quote", "question"):
        raise invalid("id", "That is not there any more.")
    if words.kind == "question":
        if words["status"] != "answered":
            raise invalid("id", "That question is not answered yet.")
        status = "answered" if data.text else "put"
        return ask.event("questions.put_right", ask.change(words, answer=data.text, status=status))
    if ask.who.person not in (words["said_by"], words.by):
        raise Refusal("not_yours", whose="whoever said it")
    if not data.text:
        return ask.event("questions.taken_back", Change(words.id, words.kind, status="withdrawn"))
    said = {"confirmed": "on own screen", "confirmed_at": ask.now} if words.kind == "quote" else {}
    return ask.event("questions.put_right", ask.change(words, text=data.text, **said))


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


def _speaker(state: State, words: Record) -> str:
    """Who of the customer said it, as far as that is certain."""
    known_guests = guests(state)
    alone = next(iter(known_guests)) if len(known_guests) == 1 else ""
    return _guest_behind(state, words) or alone


def _guest_behind(state: State, words: Record) -> str:
    """The guest who is known to have said or written it, "" if none is."""
    known = guests(state)
    return next((i for i in (words["said_by"], words["answered_by"], words.by) if i in known), "")
