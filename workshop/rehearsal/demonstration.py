"""The demonstration: a workshop in its second day, played from a script into a data folder."""

import contextlib
import datetime as dt
import hashlib
import json
import re
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from workshop.rehearsal import founding
from workshop.rehearsal.in_room import InRoom
from workshop.rehearsal.player import Player
from workshop.rehearsal.script import Script, ScriptError, read
from workshop.rehearsal.translate import Names, Sort
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.rules.roles import Role
from workshop.store.catalogue import Catalogue, Home

FOLDER = Path(__file__).parent / "demo"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\S{8,}")
#: Seconds after which somebody whose connection is gone is missed.
GRACE = 60


class Demo(msgspec.Struct, frozen=True):
    """Which workshop the demonstration is, of which day, made from which script."""

    workshop: str
    day: str
    script: str
    links: dict[str, str] = {}


def demonstration(home: Path, today: dt.date) -> Demo:
    """Today's demonstration in this home, played if it is not there yet. `links` are tokens by role.

    Raises Locked when a server has the home, ScriptError for a script that does not play as written.
    """
    raw, mark = _script()
    note = home / "demo.json"
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        found = msgspec.json.decode(note.read_bytes(), type=Demo)
        same = (found.day, found.script) == (today.isoformat(), mark)
        if same and Home(home).file(found.workshop).exists():
            return found
    script = read(on_its_second_day(raw, today))
    workshop, links = _play(home, script)
    made = Demo(workshop, today.isoformat(), mark, links)
    note.touch(mode=0o600)
    note.write_bytes(msgspec.json.encode(made))
    return made


def on_its_second_day(raw: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """The script with every day of its own moved, so that the last one it reaches is today.

    Dates of sources stay what they are.
    """
    last = dt.date.fromisoformat(raw["contributions"][-1]["at"][:10])
    by = today - last
    zone = ZoneInfo(raw["time_zone"])
    return {**raw, "contributions": [_moved(entry, by, zone) for entry in raw["contributions"]]}


def _moved(value: Any, by: dt.timedelta, zone: ZoneInfo) -> Any:
    if isinstance(value, dict):
        return {name: _moved(one, by, zone) for name, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, by, zone) for one in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (dt.date.fromisoformat(value) + by).isoformat()
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        # The same time on the wall, whatever the season.
        return (dt.datetime.fromisoformat(value).replace(tzinfo=zone) + by).isoformat()
    return value


def _script() -> tuple[dict[str, Any], str]:
    paths = sorted(FOLDER.glob("*.json"))
    if not paths:
        raise ScriptError("There is no script for the demonstration.")
    content = paths[0].read_bytes()
    marked = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.rglob("*.json"))))
    return json.loads(content), marked.hexdigest()[:16]


def _play(home: Path, script: Script) -> tuple[str, dict[str, str]]:
    place = Home(home)
    place.lock()
    try:
        with contextlib.closing(Catalogue.open(home)) as catalogue:
            rooms = Rooms(place, catalogue, lambda: time.time_ns() // 1_000_000, lambda room: None)
            values = {**founding.particulars(script), "grace_s": GRACE}
            workshop = rooms.found(values, rooms.playbook("two_days"), founding.lead(script))
            room = rooms.open(workshop)
            _perform(script, room)
            rooms.summarise(room)
            links = {str(p["role"]): rooms.link(workshop, p) for p in reversed(list(room.state.of("person")))}
            rooms.close()
            return workshop, links
    finally:
        place.unlock()


def _perform(script: Script, room: Room) -> None:
    hands = InRoom(room)
    lead = str(room.state.workshop["lead"])
    names = founding.named(script, lead)
    hands.at(script.contributions[0].moment - 3_600_000)
    for sort, ids, kind, data in founding.commands(script):
        made = _done(hands.send(lead, secrets.token_hex(16), kind, data))
        for script_id, record in zip(ids, made, strict=True):
            names.learn(sort, script_id, record)
    screen = [{"name": "Room screen", "role": Role.screen.value}]
    _done(hands.send(lead, secrets.token_hex(16), "people.add", {"people": screen}))
    player = Player(script, hands, names, salt=room.workshop)
    beside = _beside(script)
    last = ""
    for entry in player.play():
        row = player.rows[-1]
        if not row.fits:
            raise ScriptError(
                f"seq {entry.seq}: {row.where} should be {row.asked}, was {row.seen}. {row.note}"
            )
        for one in beside.get(entry.seq, []):
            person = names.records[Sort.person, one["by"]]
            made = _done(
                hands.send(person, secrets.token_hex(16), one["type"], _meant(one["data"], names, last))
            )
            last = made[-1] if made else last
    _in_the_room(hands, lead)


def _beside(script: Script) -> dict[int, list[dict[str, Any]]]:
    """What people do beside what scripts can say, by the contribution it follows; days as the script's."""
    found: dict[int, list[dict[str, Any]]] = {}
    raw, _ = _script()
    path = FOLDER / "beside" / f"{raw['id'].replace('-', '_')}.json"
    last = dt.date.fromisoformat(raw["contributions"][-1]["at"][:10])
    by = dt.date.fromisoformat(script.contributions[-1].at[:10]) - last
    for one in json.loads(path.read_bytes()) if path.exists() else []:
        found.setdefault(one["after"], []).append(_moved(one, by, ZoneInfo(raw["time_zone"])))
    return found


def _meant(value: Any, names: Names, last: str) -> Any:
    """The data of a command with "$id" put right for the record of that name, "$last" for what was just made."""
    if isinstance(value, dict):
        return {name: _meant(one, names, last) for name, one in value.items()}
    if isinstance(value, list):
        return [_meant(one, names, last) for one in value]
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    named = {script_id: record for (_, script_id), record in names.records.items()}
    return last if value == "$last" else named[value[1:]]


def _in_the_room(hands: InRoom, lead: str) -> None:
    """Whoever came sits in the room: there they stay when a page of the demonstration is closed."""
    for person in list(hands.room.state.of("person")):
        if person["presence"] == "remote":
            data = {"person": person.id, "presence": "room"}
            _done(hands.send(lead, secrets.token_hex(16), "people.attest", data))


def _done(answer: Mapping[str, Any]) -> list[str]:
    if "refused" in answer:
        raise ScriptError(f"The demonstration cannot be set up: {answer['say']}")
    return list(answer["made"])
