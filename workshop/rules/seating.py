"""Who sits in which room: prepared by hand, or drawn; moved, and found a place when they come late."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import dealing
from workshop.rules.breakouts import (
    Line,
    breakouts,
    everybody,
    line,
    open_room,
    running,
    told_anew,
    waiting,
)
from workshop.rules.dealing import Apart
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Ref, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, TEAM
from workshop.rules.state import Record, State

MOST_ROOMS = 12
#: The three Cs, for rooms that research one each.
CS = ("customer", "competitor", "company")
_PREPARING: dict[str, Any] = {"planning": False, "between": True, "present": False, "proxy": False}


class Rooms(Body):
    """How many rooms, for how long. `managers`: whether first-line managers are kept apart, and from whom."""

    slot: Ref = ""
    rooms: Annotated[int, Meta(ge=1, le=MOST_ROOMS)] = 3
    minutes: Annotated[int, Meta(ge=1, le=240)] = 15
    managers: Apart = ""


class Place(Body):
    person: Short
    room: Ref = ""


class Person(Body):
    person: Short


class Particulars(Body):
    """`title` stands on the room screen beside the other rooms'."""

    room: Short
    title: Annotated[str, Meta(min_length=1, max_length=60)]
    prompt: Words = ""
    c: Literal["", "customer", "competitor", "company"] = ""


@breakouts.command("prepare", Rooms, DESK, **_PREPARING)
def prepare(ask: Ask, data: Rooms) -> Event:
    """Rooms without anybody in them, to be filled by hand. Rooms that were there keep their names and people."""
    before = waiting(ask.state, line(ask, data.slot).id)
    return ask.event("breakouts.prepared", *_furnished(ask, data, [list(b["members"]) for b in before]))


@breakouts.command("draw", Rooms, DESK, **_PREPARING)
def draw(ask: Ask, data: Rooms) -> Event:
    """Everybody who is here, drawn into rooms with their functions mixed; again draws anew."""
    people = [dealing.known(p) for p in everybody(ask.state)]
    if len(people) < data.rooms:
        raise invalid("rooms", f"There are {len(people)} people for {data.rooms} rooms.")
    drawn = dealing.rooms(people, data.rooms, ask.shuffle, data.managers)
    return ask.event("breakouts.drawn", *_furnished(ask, data, drawn))


@breakouts.command("place", Place, DESK, **_PREPARING)
def place(ask: Ask, data: Place) -> Event:
    """Somebody into another room of the same breakouts, or out of all."""
    person = _teammate(ask, data.person)
    if not data.room:
        return ask.event("breakouts.placed", *_out(ask, person, _open_rooms(ask.state)))
    room = open_room(ask, data.room)
    beside = [r for r in _open_rooms(ask.state) if bool(r["started"]) == bool(room["started"])]
    return ask.event("breakouts.placed", *_seated(ask, person, room, beside))


@breakouts.command("seat", Person, DESK, planning=False, proxy=False)
def seat(ask: Ask, data: Person) -> Event:
    """Whoever comes late into the room with the fewest people."""
    rooms = running(ask.state)
    if not rooms:
        raise invalid("room", "No breakouts are on.")
    smallest = min(rooms, key=lambda r: (len(r["members"]), r["order"]))
    return ask.event("breakouts.seated", *_seated(ask, _teammate(ask, data.person), smallest, rooms))


@breakouts.command("change", Particulars, DESK, **_PREPARING)
def change(ask: Ask, data: Particulars) -> Event:
    """What a room is called, and what it is to do."""
    room = open_room(ask, data.room)
    return ask.event("breakouts.changed", ask.change(room, title=data.title, prompt=data.prompt, c=data.c))


@breakouts.command("put_away", Line, DESK, **_PREPARING)
def put_away(ask: Ask, data: Line) -> Event:
    """Prepared rooms are not needed after all."""
    rooms = waiting(ask.state, line(ask, data.slot).id)
    return ask.event("breakouts.put_away", *(Change(r.id, r.kind, status="withdrawn") for r in rooms))


def _open_rooms(state: State) -> list[Record]:
    return [r for r in state.of("breakout") if not r["ended"]]


def _teammate(ask: Ask, person_id: str) -> Record:
    person = ask.need(person_id, "person")
    if person["role"] not in TEAM:
        raise invalid("person", "Only the team goes into rooms.")
    return person


def _out(ask: Ask, person: Record, rooms: Sequence[Record]) -> list[Change]:
    """Somebody leaves the rooms they are in, with what was written there told anew."""
    left = [r for r in rooms if person.id in r["members"]]
    changes = [ask.change(r, members=[m for m in r["members"] if m != person.id]) for r in left]
    return changes + told_anew(ask.state, left)


def _seated(ask: Ask, person: Record, room: Record, beside: Sequence[Record]) -> list[Change]:
    if person.id in room["members"]:
        raise invalid("person", f"{person['name']} is in {room['title']} already.")
    left = _out(ask, person, beside)
    return [*left, ask.change(room, members=[*room["members"], person.id]), *told_anew(ask.state, [room])]


def _furnished(ask: Ask, data: Rooms, members: list[list[str]]) -> list[Change]:
    """The prepared rooms of a line with these people; names and tasks that were given stay."""
    slot = line(ask, data.slot)
    before = waiting(ask.state, slot.id)
    first = 1 + max((r["order"] for r in ask.state.all("breakout")), default=0)
    changes = []
    for n in range(data.rooms):
        inside = members[n] if n < len(members) else []
        if n < len(before):
            changes.append(ask.change(before[n], members=inside, minutes=data.minutes))
            continue
        c = CS[n] if slot["kind"] == "research" and n < len(CS) else ""
        body: dict[str, Any] = {
            "title": c.title() or f"Room {n + 1}",
            "slot": slot.id,
            "c": c,
            "members": inside,
        }
        body |= {"order": first + n, "minutes": data.minutes}
        changes.append(ask.new("breakout", body))
    return changes + [Change(r.id, r.kind, status="withdrawn") for r in before[data.rooms :]]
