"""What is kept beside the boards: the parking lot, decisions, tagged minutes, things said at the desk."""

from typing import Literal

from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Label, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, INSIDE
from workshop.rules.sight import DESK_ONLY, TEAM_ONLY
from workshop.rules.state import State


class Parked(Body):
    """Kept, not now. `origin` is what it came from."""

    text: Text
    origin: Ref = ""
    settled: Literal["", "answered", "action", "next_session", "dropped"] = ""
    how: Words = ""


class Decision(Body):
    """Something decided, how, and who objected."""

    text: Text
    how: Label = "consent"
    objections: Words = ""
    about: Refs = []
    supersedes: Ref = ""


class Minute(Body):
    """A line in the minutes, tagged by the scribe."""

    text: Text
    tag: Literal["note", "decision", "action", "quote"] = "note"
    at: Moment = 0


class DeskNote(Body):
    """A private note of the desk, about a stage or nothing in particular."""

    text: Words
    about: Label = ""


talk = Exercise(
    kind="talk",
    title="Talk",
    kinds=(
        Kind(
            "parked",
            Parked,
            TEAM_ONLY,
            noun="parked item",
            add=INSIDE,
            held=frozenset({"settled"}),
            planning=False,
            between=True,
            merges=False,
        ),
        Kind(
            "decision_note",
            Decision,
            TEAM_ONLY,
            noun="decision",
            add=INSIDE,
            planning=False,
            between=True,
            plan=True,
            whose="author",
        ),
        Kind(
            "minute",
            Minute,
            TEAM_ONLY,
            noun="line of the minutes",
            add=INSIDE,
            planning=False,
            between=True,
            whose="author",
        ),
        Kind(
            "desk_note",
            DeskNote,
            DESK_ONLY,
            noun="note of the desk",
            add=DESK,
            edit=DESK,
            planning=False,
            between=True,
        ),
    ),
)


class Settle(Body):
    id: Short
    settled: Literal["answered", "action", "next_session", "dropped"]
    how: Words = ""


@talk.command("settle", Settle, INSIDE, planning=False, between=True)
def settle(ask: Ask, data: Settle) -> Event:
    """What becomes of a parked item, with a word of reason."""
    item = ask.need(data.id, "parked")
    if data.settled == "dropped" and not data.how.strip():
        raise invalid("how", "Say in a word why it is dropped.")
    return ask.event("talk.settled", ask.change(item, settled=data.settled, how=data.how))


@talk.criterion
def parking_settled(state: State, params: object) -> list[Unmet]:
    """Nothing parked is left without an answer."""
    return none_left((p for p in state.of("parked") if not p["settled"]), "Still in the parking lot")
