"""A workshop's log as one SQLite file that can be carried away and read with any SQLite tool."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import msgspec
from sqlite_utils import Database

from workshop.rules.events import Entry, Event, Sealed
from workshop.store.database import DataFile, Kind, create
from workshop.store.log import (
    NO_CHAIN,
    Batch,
    Conflict,
    Row,
    StoreError,
    Unavailable,
    Verdict,
    blind,
    checked,
    judge,
    kept_answer,
    prepare,
    receipt_answer,
    sealed_after,
)

# The schema itself refuses what must never happen, whoever writes.
_FIRST = """
CREATE TABLE event (
    seq INTEGER PRIMARY KEY, salt BLOB, body BLOB, hash BLOB NOT NULL, chain BLOB NOT NULL,
    CHECK ((salt IS NULL) = (body IS NULL)), CHECK (length(hash) = 32 AND length(chain) = 32)
) STRICT;
CREATE TRIGGER event_in_order BEFORE INSERT ON event
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT raise(ABORT, 'an event must follow the last one'); END;
CREATE TRIGGER event_only_erased BEFORE UPDATE ON event
WHEN NOT (new.seq IS old.seq AND new.hash IS old.hash AND new.chain IS old.chain
    AND new.salt IS NULL AND new.body IS NULL)
BEGIN SELECT raise(ABORT, 'an event can only be erased'); END;
CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
CREATE TABLE answer (
    person TEXT NOT NULL, command TEXT NOT NULL, at_seq INTEGER NOT NULL, body TEXT,
    PRIMARY KEY (person, command)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER answer_once BEFORE INSERT ON answer
WHEN EXISTS (SELECT 1 FROM answer WHERE person = new.person AND command = new.command)
BEGIN SELECT raise(ABORT, 'this command was already answered'); END;
CREATE TRIGGER answer_only_erased BEFORE UPDATE ON answer
WHEN NOT (new.person IS old.person AND new.command IS old.command AND new.at_seq IS old.at_seq
    AND new.body IS NULL)
BEGIN SELECT raise(ABORT, 'an answer can only be erased'); END;
CREATE TRIGGER answer_never_deleted BEFORE DELETE ON answer
BEGIN SELECT raise(ABORT, 'an answer is never deleted'); END;
CREATE TABLE sealed (id TEXT PRIMARY KEY, block TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE receipt (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""

WORKSHOP_FILE = Kind("workshop file", 0x57534850, (_FIRST,))  # "WSHP"

_INSERT = "INSERT INTO event (seq, salt, body, hash, chain) VALUES (?, ?, ?, ?, ?)"
_ANSWER = "INSERT INTO answer (person, command, at_seq, body) VALUES (?, ?, ?, ?)"
_ANSWERED = "SELECT person, command FROM answer UNION ALL SELECT '', id FROM receipt"
_PAGE = "SELECT seq, salt, body, hash, chain FROM event WHERE seq > ? ORDER BY seq LIMIT 1000"
_ERASE = "UPDATE event SET salt = NULL, body = NULL WHERE seq = ?"
_ERASE_REFUSALS = "UPDATE answer SET body = NULL WHERE json_extract(body, '$.refused') IS NOT NULL"


class SqliteLog:
    """The contract of `log.Log` in a file. `open` to write, `reader` beside a running server."""

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._head = 0
        self._chain = NO_CHAIN
        self._stale = False
        self._known: set[int] = set()
        try:
            self._look()
        except StoreError:
            file.close()
            raise

    @classmethod
    def create(cls, path: Path) -> Self:
        """A new, empty workshop file. Raises `Conflict` when something is there already."""
        create(path, WORKSHOP_FILE)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """A workshop file, to write. Raises `Locked` when another server holds it."""
        return cls(DataFile(path, WORKSHOP_FILE))

    @classmethod
    def reader(cls, path: Path) -> Self:
        """A workshop file, only to read, also while a server runs."""
        return cls(DataFile(path, WORKSHOP_FILE, write=False))

    def _look(self) -> None:
        with self._file.reading() as db:
            last = db.conn.execute("SELECT seq, chain FROM event ORDER BY seq DESC LIMIT 1").fetchone()
            if self._file.writable:
                self._known = {hash(key) for key in db.conn.execute(_ANSWERED)}
        self._head, self._chain = last or (0, NO_CHAIN)
        self._stale = not self._file.writable

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def head(self) -> int:
        """The sequence number of the last committed event."""
        self._refresh()
        return self._head

    @property
    def chain(self) -> str:
        """The head of the chain in hexadecimal."""
        self._refresh()
        return self._chain.hex()

    def _refresh(self) -> None:
        if self._stale:
            self._look()

    def append(self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()) -> int:
        """Store the entries in one transaction, durable on return; the new head."""
        with self.appending(expected, entries, erase) as make_durable:
            make_durable()
        return self._head

    @contextmanager
    def appending(
        self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()
    ) -> Iterator[Callable[[], None]]:
        """The same with the waiting for the disk apart."""
        with self._file.alone:
            if not self._file.writable:
                raise Unavailable(f"{self.path} is open only to read.")
            self._refresh()
            if expected != self._head:
                raise Conflict(f"{self.path} is at {self._head}, not at {expected}.")
            batch = prepare(self._head, self._chain, entries, erase)
            try:
                with self._file.writing() as db:
                    self._store(db, batch)
                    yield self._file.commit
            except StoreError:
                self._stale = True
                raise
            if batch.erase or batch.touches_sealed:
                self._file.truncate()
            self._known.update(hash((answer.person, answer.command)) for answer in batch.answers)
            self._known.update(hash(("", receipt)) for receipt in batch.receipts)
            if batch.rows:
                self._head, self._chain = batch.rows[-1].seq, batch.rows[-1].chain

    def _store(self, db: Database, batch: Batch) -> None:
        self._erase(db, batch.erase)
        db.conn.executemany(_INSERT, (msgspec.structs.astuple(row) for row in batch.rows))
        db.conn.executemany(_ANSWER, (msgspec.structs.astuple(answer) for answer in batch.answers))
        if batch.touches_sealed:
            self._store_sealed(db, batch)

    def _erase(self, db: Database, seqs: Sequence[int]) -> None:
        if seqs:
            db.conn.executemany(_ERASE, ((seq,) for seq in seqs))
            db.conn.execute(_ERASE_REFUSALS)

    def _store_sealed(self, db: Database, batch: Batch) -> None:
        # Both tables are written anew in the order of their random ids: else the places
        # on the page would tell in which order the notes came, and so perhaps from whom.
        notes = sealed_after({note.id: note for note in self._sealed(db)}, batch)
        receipts = dict(db.conn.execute("SELECT id, body FROM receipt").fetchall())
        if receipts.keys() & batch.receipts.keys() or self._repeats(batch):
            raise Conflict(f"{self.path} has already answered this command.")
        receipts.update(batch.receipts)
        db.conn.execute("DELETE FROM sealed")
        db.conn.execute("DELETE FROM receipt")
        rows = ((note.id, note.block, note.text) for _, note in sorted(notes.items()))
        db.conn.executemany("INSERT INTO sealed VALUES (?, ?, ?)", rows)
        db.conn.executemany("INSERT INTO receipt VALUES (?, ?)", sorted(receipts.items()))

    @staticmethod
    def _repeats(batch: Batch) -> bool:
        return len(batch.receipts) < sum(1 for entry in batch.entries if entry.command and entry.seal)

    def read(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Committed events after a sequence number, checked against the chain."""
        with self._file.reading() as db:
            before = db.conn.execute("SELECT chain FROM event WHERE seq = ?", (after,)).fetchone()
        return checked(self.rows(after), after, before[0] if before else NO_CHAIN, str(self.path))

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The same as they are kept, a thousand at a time so that nobody waits for a slow reader."""
        while page := self._page(after):
            yield from (Row(*row) for row in page)
            after = page[-1][0]

    def _page(self, after: int) -> list[Any]:
        with self._file.reading() as db:
            return db.conn.execute(_PAGE, (after,)).fetchall()

    def find(self, person: str, command: str) -> dict[str, Any] | None:
        """The answer this person's command got, whenever that was. That it is new is known without looking."""
        self._refresh()
        mine = {hash((person, command)), hash(("", blind(person, command)))}
        if self._file.writable and not mine & self._known:
            return None
        with self._file.reading() as db:
            row = db.conn.execute(
                "SELECT body FROM answer WHERE person = ? AND command = ?", (person, command)
            ).fetchone()
            if row is None:
                return self._receipt(db, person, command)
        return kept_answer(row[0], command)

    def _receipt(self, db: Database, person: str, command: str) -> dict[str, Any] | None:
        key = blind(person, command)
        row = db.conn.execute("SELECT body FROM receipt WHERE id = ?", (key,)).fetchone()
        return receipt_answer(row[0], command) if row else None

    def sealed(self) -> list[Sealed]:
        """Anonymous notes that wait for their reveal, in the order of their random ids."""
        with self._file.reading() as db:
            return self._sealed(db)

    def _sealed(self, db: Database) -> list[Sealed]:
        return [Sealed(*row) for row in db.conn.execute("SELECT id, block, text FROM sealed ORDER BY id")]

    def secret(self, name: str) -> bytes | None:
        """A value outside the chain."""
        with self._file.reading() as db:
            row = db.conn.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def keep(self, name: str, value: bytes | None) -> None:
        """Set such a value; None forgets it."""
        with self._file.writing() as db:
            db.conn.execute("DELETE FROM secret WHERE name = ?", (name,))
            if value is not None:
                db.conn.execute("INSERT INTO secret VALUES (?, ?)", (name, value))
        self._file.truncate()

    def verify(self) -> Verdict:
        """Examine the file, every row and the chain."""
        with self._file.alone:
            faults = self._file.faults()
            with self._file.reading() as db:
                latest = db.conn.execute("SELECT max(at_seq) FROM answer").fetchone()[0] or 0
            verdict = judge(self.rows(), faults)
        if latest <= verdict.head:
            return verdict
        missing = f"the end is missing: an answer was given at event {latest}."
        return msgspec.structs.replace(verdict, faults=(*verdict.faults, missing))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._stale = True


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Fill an empty workshop file with rows that were judged before. For archives only."""
    with DataFile(path, WORKSHOP_FILE) as file, file.writing() as db:
        db.conn.executemany(_INSERT, (msgspec.structs.astuple(row) for row in rows))
