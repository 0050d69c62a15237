"""Sets up a room in memory for a script, and plays it there."""

import itertools
import tomllib
from pathlib import Path

from workshop.engine.founding import found
from workshop.rehearsal import founding
from workshop.rehearsal.in_room import InRoom
from workshop.rehearsal.player import Player
from workshop.room import Room
from workshop.rules.events import Entry
from workshop.store.memory import MemoryLog

BOOK = Path(__file__).parents[2] / "workshop" / "playbooks" / "two_days.toml"
START = 1_700_000_000_000


def player(script):
    numbers = itertools.count(1)

    def new_id():
        return f"r{next(numbers)}"

    log = MemoryLog()
    book = tomllib.loads(BOOK.read_text(encoding="utf-8"))
    first = script.contributions[0].moment - 3_600_000
    event = found(founding.particulars(script), book, founding.lead(script), first, new_id)
    log.append(0, [Entry(person="", command="", answer={}, events=(event,))])
    room = Room("w", log, lambda: START, new_id, list)
    hands = InRoom(room)
    lead = room.state.workshop["lead"]
    names = founding.named(script, lead)
    for turn, (sort, ids, kind, data) in enumerate(founding.commands(script)):
        answer = hands.send(lead, f"setup{turn}", kind, data)
        assert answer.get("ok"), answer
        for script_id, record in zip(ids, answer["made"], strict=True):
            names.learn(sort, script_id, record)
    return Player(script, hands, names, salt="test")


def played(script):
    found = player(script)
    for _ in found.play():
        pass
    return found
