"""Breakouts: people in rooms for a while, each with a task, a board and a clock of its own, then a report.

A clock is a timestamp: the server never ticks, and nothing is cut when time is up. What a
room writes stays in it until the desk ends the breakouts; then what it marked as its report
comes to the stage's board, and the rest stays readable under it.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import clock, presence
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, NOBODY, TEAM
from workshop.rules.sight import DESK_ONLY, Audience, Shown, Sight, guests_inside
from workshop.rules.state import Record, State

MINUTE = 60_000
#: So many cards of a room are its report.
REPORTS = 3


class Breakout(Body):
    """One room: its task, its people, its clock. `calls` is when it asked for help, `coming` who is on the way.

    `c` is what it researches, where the stage's board keeps the three Cs apart. `apart`: what it reported
    did not become facts there.
    """

    title: Short
    prompt: Words = ""
    slot: Ref = ""
    c: Literal["", "customer", "competitor", "company"] = ""
    members: Refs = []
    order: int = 0
    minutes: int = 15
    started: Moment = 0
    ends_at: Moment = 0
    paused_at: Moment = 0
    ended: Moment = 0
    apart: bool = False
    calls: Moment = 0
    coming: Ref = ""


class RoomMessage(Body):
    """What the desk has told some rooms, or one."""

    text: Text
    rooms: Refs


def _shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience is Audience.desk or (audience is Audience.team and record["started"]):
        return record.body
    if audience is Audience.screen and record["started"] and not guests_inside(state):
        seen = ("title", "slot", "members", "order", "minutes", "started", "ends_at", "paused_at", "ended")
        return {name: record[name] for name in seen}
    return None


def _told_whom(record: Record, state: State) -> Mapping[str, Mapping[str, Any]]:
    """Whoever sits in one of these rooms now, whenever they came."""
    rooms = (r for r in running(state) if r.id in record["rooms"])
    return dict.fromkeys((person for r in rooms for person in r["members"]), record.body)


_TOLD = Sight(DESK_ONLY.shared, _told_whom)

breakouts = Exercise(
    kind="breakouts",
    title="Breakouts",
    kinds=(
        Kind("breakout", Breakout, Sight(_shown), title="title", noun="room", edit=NOBODY, planning=False),
        Kind("room_message", RoomMessage, _TOLD, noun="message", edit=NOBODY, planning=False),
    ),
)


class Room(Body):
    room: Short


class Line(Body):
    slot: Ref = ""


class Maybe(Body):
    """One room, or all of them."""

    room: Ref = ""


class More(Body):
    seconds: Annotated[int, Meta(ge=-7200, le=7200)]
    room: Ref = ""


class Note(Body):
    note: Short


class Telling(Body):
    """To one room, or to all of them."""

    text: Text
    room: Ref = ""


@breakouts.command("start", Line, DESK, planning=False, proxy=False)
def start(ask: Ask, data: Line) -> Event:
    """Everybody to their rooms; every clock starts. Rooms without anybody are put away."""
    slot = line(ask, data.slot)
    if slot.id != ask.state.workshop["slot"]:
        raise invalid("slot", "Start that piece of the run sheet first.")
    if running(ask.state):
        raise invalid("slot", "Breakouts are on already. End them first.")
    rooms = waiting(ask.state, slot.id)
    if not any(r["members"] for r in rooms):
        raise invalid("room", "Nobody is in a room yet.")
    empty = (Change(r.id, r.kind, status="withdrawn") for r in rooms if not r["members"])
    begun = (
        ask.change(r, started=ask.now, ends_at=ask.now + r["minutes"] * MINUTE, paused_at=0)
        for r in rooms
        if r["members"]
    )
    return ask.event("breakouts.started", *begun, *empty)


@breakouts.command("extend", More, DESK, planning=False, proxy=False)
def extend(ask: Ask, data: More) -> Event:
    """More time for one room or for all, from now on where its time is up."""
    more = data.seconds * 1000

    def ends(room: Record) -> int:
        over = max(-clock.left(room, ask.now), 0) if more > 0 else 0
        return int(room["ends_at"]) + over + more

    later = (ask.change(room, ends_at=ends(room)) for room in _chosen(ask, data.room))
    return ask.event("breakouts.extended", *later)


@breakouts.command("pause", Maybe, DESK, planning=False, proxy=False)
def pause(ask: Ask, data: Maybe) -> Event:
    """The clock of one room or of all stands still; people write on."""
    return ask.event("breakouts.paused", *_some(clock.paused(ask, _chosen(ask, data.room)), "stands still"))


@breakouts.command("resume", Maybe, DESK, planning=False, proxy=False)
def resume(ask: Ask, data: Maybe) -> Event:
    """The clock of one room or of all goes on where it stood."""
    return ask.event("breakouts.resumed", *_some(clock.resumed(ask, _chosen(ask, data.room)), "runs"))


@breakouts.command("tell", Telling, DESK, planning=False, proxy=False)
def tell(ask: Ask, data: Telling) -> Event:
    """A message that is read in the rooms, or in one of them, and nowhere else."""
    rooms = [r.id for r in _chosen(ask, data.room)]
    return ask.event("breakouts.told", ask.new("room_message", RoomMessage(text=data.text, rooms=rooms)))


@breakouts.command("end", Maybe, DESK, planning=False, between=True, present=False, proxy=False)
def end(ask: Ask, data: Maybe) -> list[Event]:
    """Back together: what the rooms marked comes to the board, the rest stays readable. Nobody's typing is cut."""
    return _brought_back(ask, _chosen(ask, data.room))


def all_back(ask: Ask) -> list[Event]:
    """Every room that is still out comes back. For whatever moves the room: nobody is in a room of another line."""
    rooms = running(ask.state)
    return _brought_back(ask, rooms) if rooms else []


@breakouts.command("mark", Note, INSIDE, planning=False, refuse="excluded")
def mark(ask: Ask, data: Note) -> Event:
    """This card is part of our report; again takes it back."""
    note = ask.need(data.note, "note")
    room = ask.state.get(note["breakout"], "breakout")
    if room is None or not (ask.at_desk or ask.who.person in room["members"]):
        raise Refusal("not_yours", whose="the people of that room")
    if room["ended"]:
        raise invalid("note", "The rooms have reported already.")
    marked = sum(1 for n in notes_of(ask.state, room) if n["report"])
    if not note["report"] and marked >= REPORTS:
        raise invalid("note", f"A report is {REPORTS} cards. Take one back first.")
    return ask.event("breakouts.marked", ask.change(note, report=not note["report"]))


@breakouts.command("call", Room, INSIDE, planning=False, refuse="excluded")
def call(ask: Ask, data: Room) -> Event:
    """Somebody of the desk, please; again takes it back."""
    room = _own(ask, data.room)
    return ask.event("breakouts.called", ask.change(room, calls=0 if room["calls"] else ask.now, coming=""))


@breakouts.command("come", Room, DESK, planning=False, proxy=False)
def come(ask: Ask, data: Room) -> Event:
    """On my way; once more when it is done."""
    room = open_room(ask, data.room)
    if room["coming"]:
        return ask.event("breakouts.helped", ask.change(room, calls=0, coming=""))
    return ask.event("breakouts.coming", ask.change(room, coming=ask.who.person))


@breakouts.derive("breakout", "note", to=frozenset({Audience.desk}))
def progress(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How far each room is, in numbers: its words stay in it."""
    found = {}
    for room in running(state):
        notes = notes_of(state, room)
        body = {"room": room.id, "cards": len(notes), "report": sum(1 for n in notes if n["report"])}
        found[f"room_progress:{room.id}"] = ("room_progress", body)
    return found


def running(state: State) -> list[Record]:
    """The rooms that people are in now, in order."""
    return [r for r in _in_order(state) if r["started"] and not r["ended"]]


def waiting(state: State, slot: str) -> list[Record]:
    """The rooms prepared for a line of the run sheet, in order."""
    return [r for r in _in_order(state) if not r["started"] and r["slot"] == slot]


def reported(state: State) -> int:
    """How many of the running rooms have marked something as their report."""
    return sum(1 for r in running(state) if any(n["report"] for n in notes_of(state, r)))


def everybody(state: State) -> list[Record]:
    """Who goes into rooms: the team, once doors are open those who are here."""
    return presence.taking_part(state, TEAM)


def member_of(state: State, room_id: str, person: str) -> Record | None:
    """The room, if this person is one of its people and it has begun."""
    room = state.get(room_id, "breakout")
    return room if room and room.active and room["started"] and person in room["members"] else None


def _in_order(state: State) -> list[Record]:
    return sorted(state.of("breakout"), key=lambda r: (r["order"], r.at))


def notes_of(state: State, room: Record) -> list[Record]:
    """What a room has written."""
    return [n for n in state.of("note") if n["breakout"] == room.id]


def told_anew(state: State, rooms: Sequence[Record]) -> list[Change]:
    """Who may see a room's cards and messages hangs on its people: they are sent again when these change."""
    return [*(Change(n.id, n.kind) for r in rooms for n in notes_of(state, r)), *_messages_anew(state, rooms)]


def _messages_anew(state: State, rooms: Sequence[Record]) -> list[Change]:
    touched = {r.id for r in rooms}
    return [Change(m.id, m.kind) for m in state.of("room_message") if touched & set(m["rooms"])]


def line(ask: Ask, slot_id: str) -> Record:
    """The line of the run sheet that is meant: the live one unless said."""
    return ask.need(slot_id or ask.state.workshop["slot"], "slot")


def open_room(ask: Ask, room_id: str) -> Record:
    """A room that is prepared or on, or a refusal."""
    room = ask.need(room_id, "breakout", "room")
    if room["ended"]:
        raise invalid("room", "That room has reported already.")
    return room


def _chosen(ask: Ask, room_id: str) -> list[Record]:
    rooms = [r for r in running(ask.state) if room_id in ("", r.id)]
    if not rooms:
        raise invalid("room", "No breakouts are on.")
    return rooms


def _brought_back(ask: Ask, rooms: Sequence[Record]) -> list[Event]:
    written = [n for r in rooms for n in notes_of(ask.state, r)]
    first = 1 + max((n["order"] for n in ask.state.of("note")), default=0)
    told = [ask.change(n, order=first + at) for at, n in enumerate(written)]
    cards = {r.id: _as_cards(ask, r) for r in rooms}
    closed = [ask.change(r, ended=ask.now, apart=not cards[r.id], calls=0, coming="") for r in rooms]
    ended = ask.event("breakouts.ended", *closed, *told, *_messages_anew(ask.state, rooms))
    return [ended, *(event for reported in cards.values() for event in reported)]


def _some(changes: list[Change], already: str) -> list[Change]:
    if not changes:
        raise invalid("room", f"That clock {already} already.")
    return changes


def _own(ask: Ask, room_id: str) -> Record:
    room = member_of(ask.state, room_id, ask.who.person)
    if room is None or room["ended"]:
        raise Refusal("not_yours", whose="the people of that room")
    return room


def _as_cards(ask: Ask, room: Record) -> list[Event]:
    """Where the stage's board keeps facts by C, a room's report becomes facts, each under its author's name.

    Where no facts are taken just now, it stays the room's own report: nobody is kept in a room by that.
    """
    slot = ask.state.get(room["slot"], "slot")
    report = [n for n in notes_of(ask.state, room) if n["report"]]
    if not report or not room["c"] or slot is None or slot["kind"] != "research":
        return []
    try:
        ask.require_open(ask.kinds["card"])
    except Refusal:
        return []
    facts = ((n, {"c": room["c"], "text": n["text"], "basis": f"Room {room['title']}"}) for n in report)
    return [
        Event(type="breakouts.reported", at=ask.now, by=n.by, via=n.via, changes=(ask.new("card", fact),))
        for n, fact in facts
    ]
