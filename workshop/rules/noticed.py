"""What the server itself notices about people: at the door, before the day, and about their PIN."""

from typing import Any

import msgspec

from workshop.rules import fields
from workshop.rules.events import Change, Event
from workshop.rules.people import Person


def walked_in(new_id: str, name: str, function: str, now: int) -> Event:
    """Somebody not on the list came in by the join code and waits in the lobby. Refuses an impossible name."""
    values = {"name": name, "role": "participant", "function": function, "admitted": False}
    body = fields.plain(fields.read(values, Person))
    return Event(type="people.walked_in", at=now, changes=(Change(id=new_id, kind="person", set=body),))


def ticked(person: str, now: int) -> Event:
    """Somebody's link, laptop and network work: they came in with it, or tried it beforehand."""
    return _noticed("people.ticked", person, now, ticked=now)


def mailed(people: list[str], by: str, now: int) -> Event:
    """Invitations went to these people by mail, at the desk's word."""
    changes = tuple(Change(id=person, kind="person", set={"mailed": now}) for person in people)
    return Event(type="people.mailed", at=now, by=by, changes=changes)


def pin_set(person: str, now: int) -> Event:
    """Somebody chose the PIN they will sign with."""
    return _noticed("people.pin_set", person, now, has_pin=True)


def pin_reset(person: str, now: int, by: str, note: str) -> Event:
    """The desk took a forgotten PIN away, before a witness; `note` stands beside the signature."""
    event = _noticed("people.pin_reset", person, now, has_pin=False, pin_note=note)
    return msgspec.structs.replace(event, by=by, why=note)


def _noticed(name: str, person: str, now: int, **values: Any) -> Event:
    return Event(type=name, at=now, changes=(Change(id=person, kind="person", set=values),))
