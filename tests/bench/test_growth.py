"""What a contribution costs when there are many already, and many who look on; what it takes to open all that.

Processor time, the least of several goes, and ratios where one says enough: a busy machine changes neither much.
"""

import itertools
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.cast import TEAM, Workshop
from tests.rehearsal.stage import played
from tests.web.library import Library
from workshop.engine.deciding import Given
from workshop.live.audience import Audience
from workshop.live.connection import Connection
from workshop.rehearsal.script import load
from workshop.room import Room
from workshop.rules.events import Change, Entry, Event
from workshop.rules.state import Record
from workshop.store.log import Log
from workshop.store.memory import MemoryLog
from workshop.store.sqlite import SqliteLog

TEXT = "What they told us about their stations, and what it would mean for the two sites in the north. " * 3
MANY = 10_000
CASES = sorted((Path(__file__).parents[2].parent / "shared" / "cases" / "open").glob("*.json"))


class Reading:
    """Somebody's browser that only takes in."""

    def __init__(self) -> None:
        self.bytes = 0

    def deliver(self, frames: tuple[bytes, ...]) -> None:
        """What the server sends."""
        self.bytes += sum(map(len, frames))

    def end_soon(self, code: int) -> None:
        """The server ends the connection."""
        raise AssertionError(code)


def laid_out(log: Log, kind: str, number: int) -> Workshop:
    """A workshop in its open debrief, in which so many of these have been written."""
    workshop = Workshop(log).open().go_to("briefing").go_to("research")
    slot = workshop.room.state.workshop["slot"]
    workshop.ok("Fay", "capture.choose_mode", slot=slot, mode="open", naming="named")
    body = {"note": {"slot": slot}, "card": {"c": "customer", "basis": "account_team"}}[kind]
    writers = itertools.cycle([workshop.person(name).id for name in TEAM])
    entries = []
    for n, by in zip(range(number), writers, strict=False):
        change = Change(f"{kind}{n}", kind, {"text": f"{n} {TEXT}", **body})
        event = Event(f"{kind}_added", workshop.time + n, by, (change,))
        entries.append(Entry(by, f"k{n}", {"id": f"k{n}", "ok": True, "made": [change.id]}, (event,)))
    workshop.time += number
    log.append(log.head, entries)
    return workshop


class Crowd:
    """Such a workshop, opened anew, with so many who look on."""

    def __init__(
        self, kind: str = "note", number: int = 300, viewers: int = 20, log: Log | None = None
    ) -> None:
        self.log = log or MemoryLog()
        self.workshop = laid_out(self.log, kind, number)
        self.kind, self.turns = kind, itertools.count()
        self.due: list[tuple[float, Callable[[], object]]] = []
        self.writers = itertools.cycle([self.workshop.viewer(name) for name in TEAM])
        self.open()
        people = ["Fay", *(TEAM[n % len(TEAM)] for n in range(viewers - 1))]
        self.readers = [self.look(name) for name in people]

    def open(self) -> None:
        """The room, read from its log."""
        workshop = self.workshop
        self.room = Room("w", self.log, lambda: workshop.time, lambda: f"new{next(self.turns)}", list)
        self.room.audience = self.audience = Audience(self.room, self.later)

    def look(self, name: str) -> Reading:
        """Somebody more looks on."""
        reading = Reading()
        self.audience.welcome(Connection(reading, "seat", None, ""), self.workshop.viewer(name))
        return reading

    def later(self, seconds: float, work: Callable[[], object]) -> None:
        self.due.append((time.perf_counter() + seconds, work))

    def write(self) -> None:
        """One contribution, committed and told; then whatever was to be done by now."""
        self.workshop.time += 100
        command, data = {
            "note": ("capture.add_note", {"text": TEXT}),
            "card": ("research.add_card", {"c": "customer", "text": TEXT, "basis": "account_team"}),
        }[self.kind]
        answer = self.room.handle(next(self.writers), Given(f"n{next(self.turns)}", command, data))
        assert answer.get("ok"), answer
        now = time.perf_counter()
        due = [work for at, work in self.due if at <= now]
        self.due = [one for one in self.due if one[0] > now]
        for work in due:
            work()

    def cost(self) -> float:
        """Seconds of the processor for one contribution."""
        return least(lambda: [self.write() for _ in range(50)], 8) / 50


def least(work: Callable[[], Any], goes: int) -> float:
    """Seconds of the processor, the least of some goes."""
    found = []
    for _ in range(goes):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.parametrize("kind", ["note", "card"])
def test_a_contribution_costs_the_same_however_many_are_there(kind: str) -> None:
    few, many = Crowd(kind, 300), Crowd(kind, MANY)
    assert many.cost() < 2 * few.cost()


def test_a_contribution_costs_at_most_in_proportion_to_who_looks_on() -> None:
    few, many = Crowd(viewers=20), Crowd(viewers=100)
    assert many.cost() < 5 * few.cost()
    assert min(one.bytes for one in many.readers) > 400 * len(TEXT)


def test_ten_thousand_contributions_open_in_half_a_second(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    crowd = Crowd("note", MANY, 1, SqliteLog.create(path))
    crowd.log.close()

    def opened() -> None:
        crowd.log.close()
        crowd.log = SqliteLog.open(path)
        crowd.open()
        assert crowd.look("Tess").bytes > MANY * len(TEXT)

    # Twice that where everything else on the machine is busy too.
    assert least(opened, 3) < 2 * 0.5
    crowd.log.close()


class Case:
    """A played case, with its people under the names of our cast."""

    roles: ClassVar = {"Mara": "first_line_manager", "Sven": "second_level_manager", "Tess": "participant"}

    def __init__(self, room: Room) -> None:
        self.room = room

    def person(self, name: str) -> Record:
        """Whoever has that part in the case."""
        return next(p for p in self.room.state.of("person") if p["role"] == self.roles[name])


@pytest.mark.skipif(not CASES, reason="there are no workshop cases beside this checkout")
def test_the_plan_of_a_whole_case_is_a_page_in_a_fifth_of_a_second(tmp_path: Path) -> None:
    library = Library(tmp_path, Case(played(load(CASES[0])).hands.room))
    for name in ("Mara", "Tess"):
        reader = library.reader(name)
        assert least(partial(reader.text, "plan"), 3) < 0.2
    library.close()
