"""What is kept beside the boards: the parking lot, decisions, tagged minutes, things said at the desk."""

from collections.abc import Mapping
from typing import Any, Literal

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Label, Moment, Ref, Refs, Short, Text, Words, plain
from workshop.rules.floor import team_here
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, INSIDE
from workshop.rules.sight import DESK_ONLY, TEAM_ONLY, Audience
from workshop.rules.state import State


class Parked(Body):
    """Kept, not now. `origin` is what it came from."""

    text: Text
    origin: Ref = ""
    settled: Literal["", "answered", "action", "next_session", "dropped"] = ""
    how: Words = ""


class Decision(Body):
    """Something decided, how, and who objected. `present` are those of the team who were there."""

    text: Text
    how: Label = "consent"
    objections: Words = ""
    about: Refs = []
    supersedes: Ref = ""
    present: Refs = []
    decider: Ref = ""
    proposal: Ref = ""


class Minute(Body):
    """A line in the minutes, tagged by the scribe: what was said, by whom, and during which piece."""

    text: Text
    tag: Literal["note", "decision", "action", "quote"] = "note"
    at: Moment = 0
    said_by: Ref = ""
    slot: Ref = ""


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
            held=frozenset({"present", "proposal"}),
            aside=frozenset({"present", "decider", "proposal"}),
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
            held=frozenset({"slot"}),
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


class Park(Body):
    """What is put aside: a card, a question, anything the team sees. `text` where one wants other words."""

    origin: Short
    text: Words = ""


@talk.command("park", Park, INSIDE, planning=False, between=True, refuse="excluded")
def park(ask: Ask, data: Park) -> Event:
    """Put something aside from where it stands: it stays there, and its words wait in the parking lot."""
    origin = ask.state.get(data.origin)
    shown = ask.kinds[origin.kind].sight.shared(origin, Audience.team, ask.state) if origin else None
    if origin is None or not origin.active or shown is None:
        raise invalid("origin", "Only what everybody of the team sees can be parked.")
    if any(p["origin"] == origin.id and not p["settled"] for p in ask.state.of("parked")):
        raise invalid("origin", "It waits in the parking lot already.")
    text = data.text.strip() or str(shown.get(ask.kinds[origin.kind].title) or "").strip()
    if not text:
        raise invalid("text", "Say in a few words what is parked.")
    return ask.event("talk.parked_added", ask.new("parked", Parked(text=text, origin=origin.id)))


@talk.command("add_minute", Minute, INSIDE, planning=False, between=True, refuse="excluded")
def write_minute(ask: Ask, data: Minute) -> Event:
    """A line for the minutes, tied to the piece the room is at."""
    if data.said_by:
        ask.need(data.said_by, "person", "said_by")
    line = {**plain(data), "slot": ask.state.workshop["slot"]}
    return ask.event("talk.minute_added", ask.new("minute", line))


@talk.command("add_decision_note", Decision, INSIDE, planning=False, between=True, refuse="excluded")
def record_decision(ask: Ask, data: Decision) -> Event:
    """A decision that was taken, with who was there; it may take the place of an earlier one."""
    replaceable(ask, data.supersedes)
    present = [p.id for p in team_here(ask.state)]
    return ask.event("talk.decision_note_added", decision(ask, plain(data), present))


def decision(ask: Ask, values: Mapping[str, Any], present: list[str]) -> Change:
    """The record of a decision, and who of the team was there."""
    return ask.new("decision_note", {**values, "present": present})


def replaceable(ask: Ask, earlier: str) -> None:
    """Refuse to take the place of something that is no decision, or has been replaced before."""
    if not earlier:
        return
    ask.need(earlier, "decision_note", "supersedes")
    if any(d["supersedes"] == earlier for d in ask.state.of("decision_note")):
        raise invalid("supersedes", "Another decision has taken its place already. Change that one.")


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
