"""Who has everything that anybody receives, and the files, finds authors of notes without names only by chance."""

import copy
import os
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests import cast
from tests.cast import BOOK, TEAM, Browser, Workshop
from tests.live.attacker import Evidence, beyond_chance, hits, notes
from workshop import room, rooms
from workshop.engine.deciding import Given, Outcome
from workshop.rules.events import Entry
from workshop.rules.roles import Viewer
from workshop.store import database
from workshop.store.archive import export_json
from workshop.store.sqlite import SqliteLog

#: Reveals of eight notes each: a few hundred notes in the usual run (FAULTS_REVEALS).
REVEALS = int(os.environ.get("FAULTS_REVEALS", "30"))
PER_WORKSHOP = 10
WATCHING = ("Fay", "Mara", "Screen", "Tom")


def many_rounds() -> dict[str, Any]:
    """The two days with a line for each of many rounds in its first stage."""
    book = tomllib.loads(BOOK.read_text(encoding="utf-8"))
    blocks = book["stages"][0]["blocks"]
    line = next(block for block in blocks if block["id"] == "promises")
    for number in range(PER_WORKSHOP):
        short = {"id": f"round{number}", "title": f"Round {number}", "minutes": 1, "minimum": 1}
        blocks.append(copy.deepcopy(line) | short)
    return book


class Room(Workshop):
    """A workshop in a file, with the server's own ids and its own way to shuffle, and people who watch everything."""

    new_id, shuffle = staticmethod(rooms.new_id), staticmethod(rooms.shuffled)

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.chance = path, random.Random(seed)
        super().__init__(SqliteLog.create(path), many_rounds())
        self.open()
        self.watching = [Browser(self.audience, self.viewer(name)) for name in WATCHING]
        self.came = [self.person(name).id for name in TEAM]

    def round(self, number: int, naming: str) -> Evidence:
        """Everybody writes, it is revealed, and all that can be had is gathered."""
        slot = f"slot:round{number}"
        self.ok("Fay", "capture.choose_mode", slot=slot, mode="write_reveal", naming=naming)
        self.ok("Fay", "stage.go", slot=slot)
        writing = self.chance.sample(TEAM, len(TEAM))
        truth, steps, before = {}, [], self.heard()
        for name in writing:
            text = f"thought {self.chance.randbytes(self.chance.randrange(6, 30)).hex()}"
            self.ok(name, "capture.add_note", key=self.chance.randbytes(16).hex(), text=text, slot=slot)
            if self.chance.random() < 0.5:
                self.ok(name, "people.raise_hand")
            truth[text] = self.person(name).id
            steps.append((self.person(name).id, self.news(before)))
            before = self.heard()
        self.ok("Fay", "capture.reveal", slot=slot)
        steps.append((self.person("Fay").id, self.news(before)))
        orders = {
            "as they wrote": list(truth.values()),
            "as they came": self.came,
            "by id": sorted(self.came),
        }
        return self.gathered(Evidence(truth, orders, steps))

    def heard(self) -> list[int]:
        return [len(browser.bytes) for browser in self.watching]

    def news(self, before: list[int]) -> bytes:
        return b"".join(browser.bytes[size:] for browser, size in zip(self.watching, before, strict=True))

    def gathered(self, found: Evidence) -> Evidence:
        """With the log, an export, a fresh snapshot, and the bytes of the files."""
        late = Browser(self.audience, self.viewer("Cora"))
        found.records = notes(frames([data for _, data in found.steps] + [late.bytes]), found.truth)
        found.events = [msgspec.to_builtins(event) for _, event in self.room.log.read()]
        found.files = {file.suffix: file.read_bytes() for file in self.path.parent.glob(f"{self.path.name}*")}
        found.files["export"] = export_json(self.room.log)
        return found


def frames(parts: list[bytes]) -> Iterator[bytes]:
    """The frames in what was received: each begins like an event."""
    for part in parts:
        yield from (b'42["' + one for one in part.split(b'42["')[1:])


def played(folder: Path, naming: str = "anonymous", reveals: int = REVEALS) -> Iterator[Evidence]:
    """So many reveals, in as many workshops as it takes."""
    for seed in range(-(-reveals // PER_WORKSHOP)):
        here = Room(folder / f"{seed}.db", seed)
        for number in range(min(PER_WORKSHOP, reveals - seed * PER_WORKSHOP)):
            yield here.round(number, naming)
        here.room.close()


def test_no_way_of_guessing_finds_the_authors_of_notes_without_names(tmp_path: Path) -> None:
    right = hits(played(tmp_path))
    assert len(right) > 60
    assert beyond_chance(right, REVEALS) == {}


def test_the_same_attacker_finds_every_author_where_there_are_names(tmp_path: Path) -> None:
    right = hits(played(tmp_path, "named", 10))
    found = beyond_chance(right, 10)
    assert found["the name with the record"] == found["the name with the event"] == 10 * len(TEAM)


class TellsWhatIsWritten(room.Room):
    """A defect: what was just written goes to somebody at once."""

    def _fold(self, outcome: Outcome) -> None:
        super()._fold(outcome)
        for note in outcome.seal:
            self.audience.tell("notice", {"text": note.text})  # type: ignore[union-attr]


class RemembersWhoseItWas(room.Room):
    """A defect: until they write again, everybody's last words lie in the file."""

    def _decide(self, viewer: Viewer, given: Given, signed_in: bool) -> Any:
        made = super()._decide(viewer, given, signed_in)
        if isinstance(made, Entry) and made.seal:
            self.log.keep(f"last:{viewer.person}", made.seal[0].text.encode())
        return made


def reveals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Room, "shuffle", staticmethod(list))


def leaves_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database.SETTINGS, "secure_delete", 0)
    monkeypatch.setattr(database.DataFile, "truncate", lambda file: None)


def planted(kind: type) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda monkeypatch: monkeypatch.setattr(cast, "Room", kind)


@pytest.mark.parametrize(
    ("plant", "way"),
    [
        (reveals_as_written, "place in the event, as they wrote"),
        (leaves_traces, "first in .db-wal, as they wrote"),
        (planted(TellsWhatIsWritten), "who acted when it first showed"),
        (planted(RemembersWhoseItWas), "the name beside it in .db"),
    ],
    ids=["reveals as written", "leaves traces", "tells what is written", "remembers whose it was"],
)
def test_a_planted_leak_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None], way: str
) -> None:
    plant(monkeypatch)
    found = beyond_chance(hits(played(tmp_path, reveals=5)), 5)
    assert way in found, found
