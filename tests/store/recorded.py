"""Somebody who works in a workshop, in a process of its own that notes all that reaches the disk.

`python -m tests.store.recorded FOLDER [DEFECT]` leaves there what was done, and at every commit how
the log then stood: the only states in which it may ever be found again.
"""

import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tests.cast import TEAM, Workshop
from tests.store import disk
from workshop.engine.deciding import Given
from workshop.room import Wait
from workshop.rules.events import Entry
from workshop.store import database
from workshop.store.log import Batch
from workshop.store.sqlite import SqliteLog

Picture = dict[str, Any]
#: The side file goes into the file itself so often (pages), that a short run has many of these.
PAGES = 24


def picture(log: SqliteLog, commands: Sequence[tuple[str, str]]) -> Picture:
    """Everything a log promises: its events, its answers, the notes that wait, its secrets."""
    return {
        "head": log.head,
        "chain": log.chain,
        "bodies": [row.body for row in log.rows()],
        "answers": {key: found for key in commands if (found := log.find(*key)) is not None},
        "waiting": log.sealed(),
        "secret": log.secret("pin"),
    }


class Telling(SqliteLog):
    """A log that notes when it has told that something is safe, and what it then holds."""

    noted: list[disk.Op]
    pictures: list[Picture]
    commands: list[tuple[str, str]]

    @contextmanager
    def appending(self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()) -> Iterator[Wait]:
        with super().appending(expected, entries, erase) as wait:
            yield wait
        self.commands += [(e.person, e.command) for e in entries if e.command]
        self.tell()

    def keep(self, name: str, value: bytes | None) -> None:
        super().keep(name, value)
        self.tell()

    def tell(self) -> None:
        """It returns now, and whoever waits is told."""
        self.pictures.append(picture(self, self.commands))
        self.noted.append(disk.Op("told", at=len(self.pictures) - 1))


class AnswersApart(Telling):
    """A defect: the answers follow in a transaction of their own."""

    def _store(self, db: Database, batch: Batch) -> None:
        super()._store(db, Batch(batch.rows, [], {}, (), batch.erase))
        db.conn.execute("COMMIT")
        db.conn.execute("BEGIN IMMEDIATE")
        super()._store(db, Batch([], batch.answers, {}, (), ()))


class TellsTooEarly(Telling):
    """A defect: somebody is told before anything is stored."""

    def appending(
        self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()
    ) -> AbstractContextManager[Wait]:
        self.noted.append(disk.Op("told", at=len(self.pictures)))
        return super().appending(expected, entries, erase)


def work(room: Workshop, chance: random.Random) -> None:
    """A little of everything that is ever stored."""
    room.open().go_to("briefing").go_to("research")
    slot = next(s for s in room.room.state.of("slot") if s["block"] == "debrief")
    cards: list[str] = []
    for _ in range(12):
        name = chance.choice(TEAM)
        cards += room.ok(name, "research.add_card", c="customer", text="x" * chance.randrange(2500))
        room.do(name, "stage.back")
        together(room, chance)
        room.do("Fay", "record.edit", id=chance.choice(cards), set={"text": "better"}, rev=1)
    room.ok("Ida", "research.add_card", c="customer", text="SECRET of hers")
    room.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
    room.ok("Fay", "stage.go", slot=slot.id)
    for number, name in enumerate(TEAM[:5]):
        key = chance.randbytes(16).hex()
        room.do(name, "capture.add_note", key=key, text=f"without a name {number}", slot=slot.id)
    room.room.log.keep("pin", b"hashed")
    room.ok("Fay", "capture.reveal", slot=slot.id)
    room.ok("Fay", "people.erase", person=room.person("Ida").id, why="at her wish")


def together(room: Workshop, chance: random.Random) -> None:
    """Several at once, stored in one transaction."""
    for name in chance.sample(TEAM, 3):
        given = Given(
            chance.randbytes(16).hex(), "research.add_card", {"c": "competitor", "text": f"of {name}"}
        )
        room.room.submit(room.viewer(name), given, lambda answer: None)
    room.room.commit()


def record(folder: Path, defect: str = "") -> None:
    """Work, and leave what was noted in `folder`."""
    path, noted = folder / "w.db", list[disk.Op]()
    SqliteLog.create(path).close()
    before = {path.name: path.read_bytes()}
    if defect == "NORMAL":
        database.SETTINGS["synchronous"] = 1
    disk.watch(noted)
    kind = {"answers apart": AnswersApart, "tells too early": TellsTooEarly}.get(defect, Telling)
    kind.noted, kind.pictures, kind.commands = noted, [], []
    log = kind.open(path)
    log._file.db.conn.execute(f"PRAGMA wal_autocheckpoint={PAGES}")
    kind.pictures.append(picture(log, ()))
    work(Workshop(log), random.Random(3))
    log.close()
    done = {"before": before, "ops": noted, "pictures": kind.pictures, "commands": kind.commands}
    (folder / "recorded").write_bytes(pickle.dumps(done))


if __name__ == "__main__":
    record(Path(sys.argv[1]), *sys.argv[2:])
