"""Capture: everybody writes, then it is revealed, read, starred and grouped."""

from collections import Counter
from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.breakouts import member_of
from workshop.rules.events import Change, Event, Sealed
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Moment, Ref, Refs, Short, Text
from workshop.rules.photos import written_from
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, TEAM
from workshop.rules.sight import INSIDERS, Audience, guests_inside, on_screen_too, owner_only
from workshop.rules.state import Record, State
from workshop.rules.writing import (
    GRACE_MS,
    NOTES,
    Naming,
    begun,
    hidden,
    hides,
    late_by,
    leaders_cards,
    leaders_hidden,
    leaders_wait,
    require_promise,
)

#: How many stars each person has for the notes of one line of the run sheet.
STARS = 3


class Note(Body):
    """One thought. `late`: it came after its reveal, was written then (ms), and waits in the desk's tray.

    `breakout` is the room that wrote it, `report` what the room brings back, `overtime` when (ms) it
    was written after the room's time was up.
    """

    text: Text
    slot: Ref = ""
    cluster: Ref = ""
    sources: Refs = []
    stars: Refs = []
    late: int = 0
    order: int = 0
    breakout: Ref = ""
    report: bool = False
    overtime: Moment = 0
    holds: Refs = []
    merged_into: Ref = ""


class Cluster(Body):
    """Notes that belong together, under a title."""

    title: Short
    slot: Ref = ""


class Unclear(Body):
    """Somebody does not get the question. The desk sees how many, not who."""

    slot: Ref


capture = Exercise(
    kind="capture",
    title="Write and group",
    kinds=(
        Kind(
            "note",
            Note,
            NOTES,
            whose="author",
            merges=True,
            held=frozenset(Note.__struct_fields__) - {"text", "cluster", "sources"},
        ),
        Kind("cluster", Cluster, on_screen_too(), title="title", noun="heading", edit=INSIDE),
        Kind("unclear", Unclear, owner_only(), title="slot", whose="author", planning=False),
    ),
)


class Writing(Body):
    """`written` is when (ms), as the page says; `breakout` the room in which it was written.

    `naming` is what stood beside the input: how much of a name would show.
    `photo` is the photograph that it was read from.
    """

    text: Text
    slot: Ref = ""
    written: int = 0
    breakout: Ref = ""
    naming: Naming = "named"
    photo: Ref = ""


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
    naming: Naming


class Move(Body):
    note: Short
    cluster: Ref = ""


class One(Body):
    note: Short


class Restated(Body):
    slot: Short
    prompt: Text


@capture.command("add_note", Writing, TEAM | DESK, refuse="excluded")
def add_note(ask: Ask, data: Writing) -> Event | list[Event]:
    """A thought, seen by its author alone until the reveal where writing comes first."""
    if data.breakout:
        return ask.event("capture.note_added", ask.new("note", _in_room(ask, data)))
    slot = _slot(ask, data.slot)
    require_promise(ask.state, slot, data.naming)
    if slot["naming"] == "anonymous":
        # Also after the reveal: an event would keep its author.
        ask.seal.append(Sealed(id=ask.command, block=slot.id, text=data.text))
        return []
    note = ask.new("note", Note(text=data.text, slot=slot.id, late=late_by(slot, data.written, ask.now)))
    first = () if slot["first_note"] else (ask.change(slot, first_note=ask.now),)
    # What is not everybody's yet, or has no name, is tied to nothing.
    told = slot["naming"] == "named" and (slot["mode"] == "open" or slot["revealed"])
    read_from = (written_from(ask, data.photo, note.id),) if data.photo and told else ()
    return ask.event("capture.note_added", note, *first, *read_from)


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
    """Everybody sees everything, in no order that says who was first.

    Notes without names that came afterwards can be revealed once more.
    """
    slot = ask.need(data.slot, "slot")
    kept = [s for s in ask.sealed if s.block == slot.id]
    if slot["mode"] != "write_reveal" or (slot["revealed"] and not any(s.text for s in kept)):
        raise invalid("slot", "There is nothing to reveal.")
    if kept:
        ask.unseal.append(slot.id)
    own = [] if slot["revealed"] else _written_on(ask.state, slot)
    there = len(_written_on(ask.state, slot)) - len(own)
    leaders = leaders_cards(ask.state, slot) if leaders_wait(ask.state, slot) else []
    last = [] if len(leaders) == len(own) else leaders
    own = [note for note in own if note not in last]
    nameless = [
        ask.new("note", Note(text=s.text, slot=slot.id, order=there + n))
        for n, s in enumerate(s for s in ask.shuffle(kept) if s.text)
    ]
    first = there + len(nameless)
    shown = [ask.change(note, order=place) for place, note in enumerate(ask.shuffle(own), first)]
    led = slot["led"] or (0 if last else ask.now)
    opened = ask.change(
        slot, revealed=slot["revealed"] or ask.now, first_note=slot["first_note"] or ask.now, led=led
    )
    events = [ask.event("capture.revealed", opened, *shown)]
    if nameless:
        events.append(Event(type="capture.notes_revealed", at=ask.now, changes=tuple(nameless)))
    return events


@capture.command("reveal_leaders", Line, DESK, planning=False, proxy=False)
def reveal_leaders(ask: Ask, data: Line) -> Event:
    """The managers' cards too, after the team's."""
    slot = ask.need(data.slot, "slot")
    if not leaders_hidden(ask.state, slot):
        raise invalid("slot", "There is nothing to reveal.")
    last = leaders_cards(ask.state, slot)
    first = len(_written_on(ask.state, slot)) - len(last)
    shown = [ask.change(note, order=place) for place, note in enumerate(ask.shuffle(last), first)]
    return ask.event("capture.leaders_revealed", ask.change(slot, led=ask.now), *shown)


@capture.command("show_late", One, DESK, planning=False, proxy=False)
def show_late(ask: Ask, data: One) -> Event:
    """Put a late note from the tray on the board."""
    return ask.event("capture.late_shown", ask.change(_written(ask, data.note), late=0))


@capture.command("choose_mode", Manner, DESK, planning=False, between=True, present=False, proxy=False)
def choose_mode(ask: Ask, data: Manner) -> Event:
    """How people write here and how they are named; fixed once the first note exists."""
    slot = ask.need(data.slot, "slot")
    if slot["kind"] not in ("capture", "questions"):
        raise invalid("slot", "Nothing is written first on this one.")
    if begun(ask.state, slot):
        raise invalid("slot", "People have begun to write. What they were promised stays.")
    if data.naming == "anonymous" and slot["kind"] == "questions":
        raise invalid("naming", "A question for the customer keeps the name of who wants to ask it.")
    if data.naming == "anonymous" and (data.mode != "write_reveal" or not hides(ask.state, slot.id)):
        raise invalid(
            "naming", "Without names needs writing first, and at least four who could have written."
        )
    return ask.event(
        "capture.mode_chosen", ask.change(slot, mode=data.mode, naming=data.naming, too_few=False)
    )


@capture.command("add_cluster", Group, INSIDE, refuse="excluded")
def add_cluster(ask: Ask, data: Group) -> Event:
    """A heading, with the notes that go under it."""
    slot = _slot(ask, data.slot)
    _require_grouping(slot)
    cluster = ask.new("cluster", Cluster(title=data.title, slot=slot.id))
    moved = [ask.change(_on_board(ask, note), cluster=cluster.id) for note in dict.fromkeys(data.notes)]
    return ask.event("capture.cluster_added", cluster, *moved)


@capture.command("move", Move, INSIDE, refuse="excluded")
def move(ask: Ask, data: Move) -> Event:
    """Put a note under a heading, or back among the loose ones."""
    if data.cluster:
        ask.need(data.cluster, "cluster")
    note = _on_board(ask, data.note)
    if slot := ask.state.get(note["slot"], "slot"):
        _require_grouping(slot)
    return ask.event("capture.note_moved", ask.change(note, cluster=data.cluster))


@capture.command("finish_grouping", Line, DESK, planning=False, proxy=False)
def finish_grouping(ask: Ask, data: Line) -> Event:
    """The headings stand as they are: from here on they can be voted on."""
    return ask.event("capture.grouping_finished", ask.change(_slot(ask, data.slot), grouped=ask.now))


@capture.command("regroup", Line, DESK, planning=False, proxy=False)
def regroup(ask: Ask, data: Line) -> Event:
    """Cards move again; not while they are being voted on."""
    slot = _slot(ask, data.slot)
    here = {r.id for kind in ("note", "cluster") for r in ask.state.of(kind) if r["slot"] == slot.id}
    if any(b["open"] and here & set(b["items"]) for b in ask.state.of("ballot")):
        raise invalid("slot", "They are being voted on. Close the vote first.")
    return ask.event("capture.grouping_opened", ask.change(slot, grouped=0))


@capture.command("star", One, INSIDE, refuse="excluded")
def star(ask: Ask, data: One) -> Event:
    """This one matters to me; again takes it back. Each has three for one line of the run sheet."""
    note = _on_board(ask, data.note)
    me = ask.who.person
    if me in note["stars"]:
        return ask.event(
            "capture.star_taken_back", ask.change(note, stars=[p for p in note["stars"] if p != me])
        )
    given = sum(1 for n in ask.state.of("note") if n["slot"] == note["slot"] and me in n["stars"])
    if given >= STARS:
        raise invalid("note", f"You have given your {STARS} stars. Take one back first.")
    return ask.event("capture.starred", ask.change(note, stars=[*note["stars"], me]))


@capture.command("unclear", Line, INSIDE, planning=False, refuse="excluded")
def unclear(ask: Ask, data: Line) -> Event:
    """I do not get the question; again takes it back."""
    slot = _slot(ask, data.slot)
    said = [u for u in ask.state.of("unclear") if u["slot"] == slot.id and u.by == ask.who.person]
    if said:
        return ask.event("capture.understood", *(Change(u.id, u.kind, status="withdrawn") for u in said))
    return ask.event("capture.not_understood", ask.new("unclear", Unclear(slot=slot.id)))


@capture.command("restate", Restated, DESK, planning=False, between=True, present=False, proxy=False)
def restate(ask: Ask, data: Restated) -> Event:
    """The question in other words; whoever did not get it is asked anew."""
    slot = ask.need(data.slot, "slot")
    said = (u for u in ask.state.of("unclear") if u["slot"] == slot.id)
    return ask.event(
        "capture.restated",
        ask.change(slot, prompt=data.prompt),
        *(Change(u.id, u.kind, status="withdrawn") for u in said),
    )


@capture.derive("unclear", to=frozenset({Audience.desk}))
def not_clear(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many do not get the question; nobody's name."""
    count: dict[str, int] = {}
    for said in state.of("unclear"):
        count[said["slot"]] = count.get(said["slot"], 0) + 1
    return {f"not_clear:{slot}": ("not_clear", {"slot": slot, "people": n}) for slot, n in count.items()}


@capture.derive("note", "slot", "workshop", "question", "person", to=INSIDERS | {Audience.screen})
def written(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many notes there are: on the live line, and wherever some still wait for their reveal.

    Named only inside, and only where names are no secret. `too_few`: nothing can be taken without a name now.
    The room screen says nothing while a guest may be in.
    """
    if audience is Audience.screen and guests_inside(state):
        return {}
    kept = Counter(s.block for s in state.sealed.values() if s.text)
    by: dict[str, Counter[str]] = {}
    for (slot_id, author), count in state.tally("written", ("note", "question"), _place).items():
        by.setdefault(slot_id, Counter())[author] += count
    found = {}
    for slot in state.of("slot"):
        if slot["kind"] != "capture" and (slot["kind"] != "questions" or slot["stage"] != "open"):
            continue
        total = kept[slot.id] + sum(by.get(slot.id, Counter()).values())
        waits = total and slot["mode"] == "write_reveal" and not slot["revealed"]
        if slot.id == state.workshop["slot"] or waits:
            named = slot["naming"] == "named" and audience in INSIDERS
            writers = dict(by.get(slot.id, {})) if named else {}
            few = slot["naming"] == "anonymous" and not hides(state, slot.id)
            body = {"slot": slot.id, "total": total, "writers": writers, **({"too_few": True} if few else {})}
            found[f"written:{slot.id}"] = ("written", body)
    return found


def _place(note: Record) -> tuple[str, str] | None:
    """On which line a note stands, and whose it is; nothing for a breakout's."""
    return (note["slot"], note.by) if note.active and not note["breakout"] else None


def _slot(ask: Ask, slot_id: str) -> Record:
    slot = ask.state.get(slot_id or ask.state.workshop["slot"], "slot")
    if slot is None:
        raise invalid("slot", "There is nothing to write on yet.")
    return slot


def _written_on(state: State, slot: Record) -> list[Record]:
    kinds = ("note", "question")
    return [r for k in kinds for r in state.of(k) if r["slot"] == slot.id and not r["breakout"]]


def _in_room(ask: Ask, data: Writing) -> Note:
    """A note on a breakout room's own board; what was still being typed when time was up is kept, and marked."""
    room = member_of(ask.state, data.breakout, ask.who.person)
    if room is None:
        raise Refusal("not_yours", whose="the people of that room")
    when = min(data.written or ask.now, ask.now)
    # What counts is what the room's clock showed: it may stand still.
    over = min(when, room["paused_at"] or when) > room["ends_at"] + GRACE_MS
    return Note(
        text=data.text, slot=room["slot"], breakout=room.id, overtime=when if over or room["ended"] else 0
    )


def _on_board(ask: Ask, note_id: str) -> Record:
    note = ask.need(note_id, "note")
    if hidden(note, ask.state) or note["late"]:
        raise invalid("note", "That note is not on the board yet.")
    return note


def _require_grouping(slot: Record) -> None:
    if slot["grouped"]:
        raise invalid("slot", "The headings stand. The desk can open them again.")


def _written(ask: Ask, record_id: str) -> Record:
    record = ask.state.get(record_id)
    if record is None or not record.active or record.kind not in ("note", "question"):
        raise invalid("note", "That note is not there any more.")
    return record
