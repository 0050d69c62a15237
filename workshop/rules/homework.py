"""Homework: weeks before, everybody has one question and brings three facts with their source.

Drafts are their author's alone. When the stage opens in which facts are kept, they become
facts there by themselves, under their author's name; what comes later goes straight to the board.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Ref, Short, Text
from workshop.rules.presence import invited
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, NOBODY, TEAM
from workshop.rules.sight import Audience, Shown, Sight, owner_only
from workshop.rules.state import Record, State

#: So many facts each are asked for.
FACTS = 3
#: The stage in which drafts become facts on the board.
OPENS = "research"
C = Literal["customer", "competitor", "company"]
#: What is asked unless the desk writes its own: one question for each C.
QUESTIONS: tuple[tuple[C, str], ...] = (
    ("customer", "What does this customer want to achieve this year, and how do we know?"),
    ("competitor", "Who else are they talking to, and what do those do better than we do?"),
    ("company", "What have we promised them before, and what became of it?"),
)


class Homework(Body):
    """One person's question, and which C it is about."""

    person: Short
    c: C
    question: Text


class Finding(Body):
    """One fact somebody brings, and where it is from. `card` is what it became."""

    text: Text
    source: Short
    url: Annotated[str, Meta(max_length=2000)] = ""
    card: Ref = ""


def _asked(record: Record, audience: Audience, state: State) -> Shown:
    return record.body if audience is Audience.desk else None


def _own(record: Record, state: State) -> dict[str, dict[str, Any]]:
    return {record["person"]: record.body}


def _not_brought(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    if old is not None and old["card"]:
        raise invalid("id", "It is on the board already. Correct it there.")


homework = Exercise(
    kind="homework",
    title="Homework",
    kinds=(
        Kind("homework", Homework, Sight(_asked, _own), title="question", edit=NOBODY, planning=False),
        Kind(
            "finding",
            Finding,
            owner_only(),
            noun="fact",
            edit=TEAM,
            whose="author",
            planning=False,
            between=True,
            held=frozenset({"card"}),
            check=_not_brought,
        ),
    ),
)


class Question(Body):
    c: C
    text: Text


class Dealt(Body):
    """Questions to deal out among these people; among the whole team unless said."""

    questions: Annotated[list[Question], Meta(min_length=1, max_length=100)]
    people: Annotated[list[Short], Meta(max_length=200)] = []


class Given(Body):
    person: Short
    c: C
    question: Text


class Person(Body):
    person: Short


class Answer(Body):
    text: Text
    source: Short
    url: Annotated[str, Meta(max_length=2000)] = ""


_AT_ANY_TIME: dict[str, Any] = {"planning": False, "between": True, "present": False}


@homework.command("deal", Dealt, DESK, proxy=False, **_AT_ANY_TIME)
def deal(ask: Ask, data: Dealt) -> Event:
    """One question to everybody, as evenly as they go. Who has begun to answer keeps their own."""
    people = ask.need_all(data.people, "person", "people") if data.people else invited(ask.state, TEAM)
    free = [p for p in people if not _findings(ask.state, p.id)]
    if not free:
        raise invalid("people", "Nobody is left to ask.")
    turns = sorted(ask.shuffle(free), key=lambda p: str(p["function"]))
    asked = (_asks(ask, p.id, data.questions[n % len(data.questions)]) for n, p in enumerate(turns))
    return ask.event("homework.dealt", *asked)


@homework.command("give", Given, DESK, proxy=False, **_AT_ANY_TIME)
def give(ask: Ask, data: Given) -> Event:
    """This question to this person."""
    person = ask.need(data.person, "person")
    if person["role"] not in TEAM:
        raise invalid("person", "Only the team has homework.")
    return ask.event("homework.given", _asks(ask, person.id, Question(c=data.c, text=data.question)))


@homework.command("take_back", Person, DESK, proxy=False, **_AT_ANY_TIME)
def take_back(ask: Ask, data: Person) -> Event:
    """No homework for this person after all. What they wrote stays theirs."""
    given = ask.need(_id(data.person), "homework", "person")
    return ask.event("homework.taken_back", Change(given.id, given.kind, status="withdrawn"))


@homework.command("answer", Answer, TEAM, refuse="excluded", **_AT_ANY_TIME)
def answer(ask: Ask, data: Answer) -> Event:
    """A fact and where it is from: a draft until its board opens, then a fact like the others."""
    mine = ask.state.get(_id(ask.who.person), "homework")
    if mine is None or not mine.active:
        raise Refusal("not_yours", whose="whoever has homework")
    if not opened(ask.state):
        finding = Finding(text=data.text, source=data.source, url=data.url)
        return ask.event("homework.answered", ask.new("finding", finding))
    ask.require_open(ask.kinds["card"])
    return ask.event("homework.brought", *_as_card(ask, mine["c"], msgspec.to_builtins(data)))


def brought(ask: Ask, stage: str) -> list[Event]:
    """What a stage that is entered makes of the drafts: facts, each by its author, each once."""
    if stage != OPENS:
        return []
    drafts = [f for f in ask.state.of("finding") if not f["card"]]
    asked = {h["person"] for h in ask.state.of("homework")}
    return [_bring(ask, finding) for finding in drafts if finding.by in asked]


@homework.derive("homework", "finding", to=frozenset({Audience.desk}))
def counts(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many facts each has ready, and nothing of what they say."""
    asked = {h["person"]: done_by(state, h["person"]) for h in state.of("homework")}
    return {"homework_counts": ("homework_counts", {"facts": FACTS, "done": asked})} if asked else {}


def opened(state: State) -> bool:
    """Whether drafts have become facts, and what is added now goes straight to the board."""
    stage = state.get(f"stage:{OPENS}", "stage")
    return bool(stage and stage["entered"])


def done_by(state: State, person: str) -> int:
    """How many facts somebody has ready or has brought."""
    return len(_findings(state, person))


def owed(state: State, person: str) -> tuple[int, int] | None:
    """(facts ready, facts asked for) while somebody has homework to do; else None."""
    return (done_by(state, person), FACTS) if given_to(state, person) else None


def given_to(state: State, person: str) -> Record | None:
    """Somebody's homework, as long as it can be done before its board opens."""
    given = state.get(_id(person), "homework")
    return given if given and given.active and not opened(state) else None


def _id(person: str) -> str:
    return f"homework:{person}"


def _findings(state: State, person: str) -> list[Record]:
    """A draft that was brought is put away, and still counts."""
    return [f for f in state.all("finding") if f.by == person and (f.active or f["card"])]


def _asks(ask: Ask, person: str, question: Question) -> Change:
    return ask.put("homework", _id(person), {"person": person, "c": question.c, "question": question.text})


def _bring(ask: Ask, finding: Record) -> Event:
    given = ask.state.records[_id(finding.by)]
    source, card = _as_card(ask, given["c"], finding.body)
    kept = Change(finding.id, finding.kind, {"card": card.id}, status="withdrawn")
    return Event(
        type="homework.brought", at=ask.now, by=finding.by, via=finding.via, changes=(source, card, kept)
    )


def _as_card(ask: Ask, c: str, fact: dict[str, Any]) -> tuple[Change, Change]:
    source = ask.new("source", {"title": fact["source"], "url": fact["url"], "origin": "research"})
    card = ask.new("card", {"c": c, "text": fact["text"]})
    # The source is made in the same breath, so the card cannot be checked against it.
    return source, msgspec.structs.replace(card, set={**card.set, "sources": [source.id]})
