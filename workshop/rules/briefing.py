"""What a question for the customer, a note of what they say, and a quote are, and who sees them."""

from collections.abc import Mapping
from typing import Any, Literal

from workshop.rules.exercise import Kind
from workshop.rules.fields import Body, Label, Ref, Refs, Text, Words
from workshop.rules.presence import name_of
from workshop.rules.roles import INSIDE, PEOPLE, Role
from workshop.rules.sight import INSIDERS, Audience, Shown, Sight, guests_inside
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State
from workshop.rules.writing import NOTES

#: The stages in which questions are written, and asked.
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
    prompted_by: Refs = []
    put_at: int = 0
    late: int = 0
    order: int = 0
    holds: Refs = []
    merged_into: Ref = ""


class Brief(Body):
    """Something said in the briefing, by the customer (`said_by`, or the author where that is a guest).

    `about` is the question it answers, if one. `late`: it came after the briefing, and was written then (ms).
    """

    text: Text
    about: Ref = ""
    sources: Refs = []
    said_by: Ref = ""
    late: int = 0


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
                "asked_by": name_of(state, record["asks"]),
                "@by": "",
                "@at": record["put_at"],  # when it was thought of is ours
            }
            if put
            else None
        )
    if audience is Audience.senior:
        return record.body if put else None
    return NOTES.shared(record, audience, state)


def _own_question(record: Record, state: State) -> Mapping[str, Mapping[str, Any]]:
    """To its author what others do not see yet; to senior management their words, nothing of what we made of them."""
    by = state.get(record.by, "person")
    if by and by["role"] == Role.second_level_manager:
        put = record["status"] in ("put", "answered")
        return {} if put else {by.id: {"text": record["text"], "status": "drafted"}}
    return NOTES.personal(record, state) if NOTES.personal else {}


def _brief(record: Record, audience: Audience, state: State) -> Shown:
    if audience in (*INSIDERS, Audience.senior):
        return record.body
    return (
        {**record.body, "sources": []} if audience is Audience.guest and _guests_own(record, state) else None
    )


def _quote(record: Record, audience: Audience, state: State) -> Shown:
    if audience in (*INSIDERS, Audience.senior):
        return record.body
    # Read back to the customer, it stands on the room screen too: the screen never shows more than the guest is shown.
    if audience in (Audience.guest, Audience.screen) and record["said_by"] in guests(state):
        of = state.get(record["of"])
        own = audience is Audience.guest and of is not None and of.kind == "brief" and _guests_own(of, state)
        return {**record.body, "sources": [], "of": record["of"] if own else "", "@by": ""}
    return None


#: What a question's own commands set, never a correction.
_QUESTION_HELD = frozenset(
    {
        "slot",
        "status",
        "answer",
        "answered_by",
        "why_parked",
        "put_at",
        "late",
        "order",
        "holds",
        "merged_into",
    }
)


KINDS: tuple[Kind, ...] = (
    Kind(
        "question",
        Question,
        Sight(_question, _own_question),
        edit=INSIDE,
        whose="author",
        only=BOTH,
        planning=False,
        merges=True,
        held=_QUESTION_HELD,
    ),
    Kind(
        "brief",
        Brief,
        Sight(_brief),
        noun="briefing note",
        edit=PEOPLE,
        whose="author",
        only=("briefing",),
        planning=False,
        held=frozenset({"about", "late"}),
        check=known_sources,
    ),
    Kind(
        "quote",
        Quote,
        Sight(_quote),
        add=INSIDE,
        edit=PEOPLE,
        whose="author",
        only=("briefing", "research"),
        planning=False,
        held=frozenset({"confirmed", "confirmed_at"}),
        check=known_sources,
    ),
)


def guests(state: State) -> set[str]:
    """Everybody who comes from the customer."""
    return {p.id for p in state.of("person") if p["role"] == Role.customer_guest}


def _guests_own(record: Record, state: State) -> bool:
    return record.by in guests(state) or record["said_by"] in guests(state)
