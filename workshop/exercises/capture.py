"""Capture: everybody writes, then it is revealed, read, starred and grouped."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.events import Event, Sealed
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Ref, Refs, Short, Text
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, INSIDE, TEAM
from workshop.rules.sight import INSIDE as INSIDERS
from workshop.rules.sight import Audience, on_screen_too
from workshop.rules.state import Record, State
from workshop.rules.writing import ENOUGH, NOTES


class Note(Body):
    """One thought. `late` marks one that came after its reveal and waits in the tray."""

    text: Text
    slot: Ref = ""
    cluster: Ref = ""
    sources: Refs = []
    stars: Refs = []
    late: int = 0
    order: int = 0
    holds: Refs = []
    merged_into: Ref = ""


class Cluster(Body):
    """Notes that belong together, under a title."""

    title: Short
    slot: Ref = ""


capture = Exercise(
    kind="capture",
    title="Write and group",
    kinds=(
        Kind(
            "note",
            Note,
            NOTES,
            whose="author",
            planning=False,
            merges=True,
            held=frozenset({"slot", "stars", "late", "order", "holds", "merged_into"}),
        ),
        Kind("cluster", Cluster, on_screen_too(), title="title", edit=INSIDE, planning=False),
    ),
)


class Writing(Body):
    text: Text
    slot: Ref = ""
    written: int = 0


class Line(Body):
    slot: Short


class Mine(Body):
    """A note kept without a name: whoever knows its random id wrote it."""

    id: Short
    text: Annotated[str, Meta(max_length=4000)] = ""


class Group(Body):
    title: Short
    notes: Refs = []
    slot: Ref = ""


class Manner(Body):
    slot: Short
    mode: Literal["open", "write_reveal"]
    naming: Literal["named", "function", "anonymous"]


class Move(Body):
    note: Short
    cluster: Ref = ""


class One(Body):
    note: Short


@capture.command("add_note", Writing, TEAM | DESK, planning=False, refuse="excluded")
def add_note(ask: Ask, data: Writing) -> Event | list[Event]:
    """A thought, seen by its author alone until the reveal where writing comes first."""
    slot = _slot(ask, data.slot)
    if slot["naming"] == "anonymous" and not slot["revealed"]:
        ask.seal.append(Sealed(id=ask.command, block=slot.id, text=data.text))
        return []
    late = (
        ask.now
        if slot["mode"] == "write_reveal"
        and slot["revealed"]
        and data.written
        and data.written < slot["revealed"]
        else 0
    )
    note = ask.new("note", Note(text=data.text, slot=slot.id, late=late))
    first = () if slot["first_note"] else (ask.change(slot, first_note=ask.now),)
    return ask.event("capture.note_added", note, *first)


@capture.command("rewrite", Mine, TEAM | DESK, planning=False, refuse="excluded")
def rewrite(ask: Ask, data: Mine) -> list[Event]:
    """Change, or with no text take back, a note that is kept without a name."""
    kept = next((s for s in ask.sealed if s.id == data.id), None)
    if kept is None:
        raise invalid("id", "That note has been revealed already.")
    ask.seal.append(Sealed(id=kept.id, block=kept.block, text=data.text))
    return []


@capture.command("reveal", Line, DESK, planning=False, proxy=False)
def reveal(ask: Ask, data: Line) -> list[Event]:
    """Everybody sees everything, in no order that says who was first."""
    slot = ask.need(data.slot, "slot")
    if slot["mode"] != "write_reveal" or slot["revealed"]:
        raise invalid("slot", "There is nothing to reveal.")
    kept = [s for s in ask.sealed if s.block == slot.id]
    if kept:
        ask.unseal.append(slot.id)
    nameless = [
        ask.new("note", Note(text=s.text, slot=slot.id, order=n))
        for n, s in enumerate(ask.shuffle(kept))
        if s.text
    ]
    own = [r for kind in ("note", "question") for r in ask.state.of(kind) if r["slot"] == slot.id]
    shown = [ask.change(note, order=place) for place, note in enumerate(ask.shuffle(own), len(nameless))]
    events = [ask.event("capture.revealed", ask.change(slot, revealed=ask.now), *shown)]
    if nameless:
        events.append(Event(type="capture.notes_revealed", at=ask.now, changes=tuple(nameless)))
    return events


@capture.command("show_late", One, DESK, planning=False, proxy=False)
def show_late(ask: Ask, data: One) -> Event:
    """Put a late note from the tray on the board."""
    return ask.event("capture.late_shown", ask.change(ask.need(data.note, "note"), late=0))


@capture.command("choose_mode", Manner, DESK, planning=False, between=True, present=False, proxy=False)
def choose_mode(ask: Ask, data: Manner) -> Event:
    """How people write here and how they are named; fixed once the first note exists."""
    slot = ask.need(data.slot, "slot")
    if slot["first_note"] or any(s.block == slot.id for s in ask.sealed):
        raise invalid("slot", "People have begun to write. What they were promised stays.")
    if data.naming == "anonymous" and (data.mode != "write_reveal" or _writers(ask.state) <= ENOUGH):
        raise invalid(
            "naming", "Without names needs writing first, and at least four who could have written."
        )
    return ask.event("capture.mode_chosen", ask.change(slot, mode=data.mode, naming=data.naming))


@capture.command("add_cluster", Group, INSIDE, planning=False, refuse="excluded")
def add_cluster(ask: Ask, data: Group) -> Event:
    """A heading, with the notes that go under it."""
    cluster = ask.new("cluster", Cluster(title=data.title, slot=data.slot))
    moved = [ask.change(note, cluster=cluster.id) for note in ask.need_all(data.notes, "note", "notes")]
    return ask.event("capture.cluster_added", cluster, *moved)


@capture.command("move", Move, INSIDE, planning=False, refuse="excluded")
def move(ask: Ask, data: Move) -> Event:
    """Put a note under a heading, or back among the loose ones."""
    if data.cluster:
        ask.need(data.cluster, "cluster")
    return ask.event("capture.note_moved", ask.change(ask.need(data.note, "note"), cluster=data.cluster))


@capture.command("star", One, INSIDE, planning=False, refuse="excluded")
def star(ask: Ask, data: One) -> Event:
    """This one matters to me; again takes it back."""
    note = ask.need(data.note, "note")
    stars = [p for p in note["stars"] if p != ask.who.person]
    stars += [ask.who.person] if len(stars) == len(note["stars"]) else []
    return ask.event("capture.starred", ask.change(note, stars=stars))


@capture.derive("note", "slot", "workshop", "question", to=INSIDERS | {Audience.screen})
def written(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many notes there are before the reveal: for all, and named where names are no secret."""
    slot = state.get(state.workshop["slot"], "slot")
    if slot is None or slot["kind"] not in ("capture", "questions"):
        return {}
    notes = [r for kind in ("note", "question") for r in state.of(kind) if r["slot"] == slot.id]
    kept = sum(1 for s in state.sealed.values() if s.block == slot.id and s.text)
    by: dict[str, int] = {}
    for note in notes:
        by[note.by] = by.get(note.by, 0) + 1
    writers = by if slot["naming"] == "named" and audience in INSIDERS else {}
    return {
        f"written:{slot.id}": ("written", {"slot": slot.id, "total": len(notes) + kept, "writers": writers})
    }


def _slot(ask: Ask, slot_id: str) -> Record:
    slot = ask.state.get(slot_id or ask.state.workshop["slot"], "slot")
    if slot is None:
        raise invalid("slot", "There is nothing to write on yet.")
    return slot


def _writers(state: State) -> int:
    return sum(1 for p in state.of("person") if p["role"] in TEAM and p["presence"] in ("room", "remote"))
