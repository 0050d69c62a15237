"""One SQLite file of ours: made whole or not at all, recognised, locked, and failing in plain words."""

import contextlib
import fcntl
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from sqlite_utils import Database

from workshop.store.log import Conflict, Damaged, Foreign, Locked, Newer, StoreError, Unavailable

#: Seconds to wait for a lock. Short, because everybody in the room waits with us.
PATIENCE = 0.25

#: What every writer's connection must really run with, read back after it is set.
SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: on the disk before anybody is told
    "secure_delete": 1,
    "trusted_schema": 0,
    "foreign_keys": 1,
    "cell_size_check": 1,
    "recursive_triggers": 1,
}

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


class Kind(NamedTuple):
    """A kind of file: how it is recognised, and the steps that lead to its present schema."""

    noun: str
    application_id: int
    steps: tuple[str, ...]


def hold(path: Path, noun: str) -> int:
    """Take the lock of a file or folder for this process; close the returned descriptor to let go.

    The lock lies beside the file: opening and closing a SQLite file would drop SQLite's own locks.
    Raises `Locked` naming the holder.
    """
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
        os.close(lock)
        raise Locked(f"{noun} is already open in another server (process {holder or 'unknown'}).") from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


#: A damaged name in the schema reaches us as text that cannot be decoded.
_ERRORS = (sqlite3.Error, UnicodeDecodeError)


def explain(error: Exception, path: Path) -> StoreError:
    """SQLite's error in our words."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT:
        return Conflict(f"{path} refused this: {error}.")
    if code == sqlite3.SQLITE_NOTADB:
        return Foreign(f"{path} is not a file of this program, or its beginning is damaged.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR) or "decode" in str(error):
        return Damaged(f"{path} is damaged: {error}. Restore it from a backup.")
    return Unavailable(f"{path} cannot be used at the moment: {error}.")


def application_id(path: Path) -> int:
    """The mark that tells whose file this is. Raises `Damaged` for an empty file, `Foreign` for no database.

    Asked through SQLite, because opening and closing the file ourselves would drop SQLite's locks.
    """
    refuse_missing(path)
    try:
        with contextlib.closing(sqlite3.connect(_uri(path, "ro"), uri=True, timeout=PATIENCE)) as connection:
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except _ERRORS as error:
        raise explain(error, path) from error


def refuse_missing(path: Path) -> None:
    """Raise what is to be said of a file that is not there or empty."""
    if not path.is_file():
        raise Unavailable(f"{path} is not there.")
    if path.stat().st_size == 0:
        raise Damaged(f"{path} is damaged: it is empty. Restore it from a backup.")


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def create(path: Path, kind: Kind) -> None:
    """Make an empty file of this kind, all or nothing. Raises `Conflict` when something is there."""
    with whole(path) as draft:
        try:
            with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode=wal")
                connection.execute(f"PRAGMA application_id={kind.application_id}")
                _climb(connection, kind, 0)
        except _ERRORS as error:
            raise explain(error, path) from error


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its name only once it is complete and on the disk.

    Raises `Conflict` when something is there already, `Unavailable` when the folder cannot be written.
    """
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.draft")
    try:
        yield draft
        draft.chmod(0o600)  # and so are the side files SQLite makes beside it
        _sync(draft)
        os.link(draft, path)  # unlike a rename, refuses to replace anything
        _sync(path.parent)
    except FileExistsError as error:
        raise Conflict(f"{path} is already there.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        for leftover in path.parent.glob(f"{draft.name}*"):
            leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _climb(connection: sqlite3.Connection, kind: Kind, version: int) -> None:
    for number, step in enumerate(kind.steps[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;{step};PRAGMA user_version={number};COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            raise


class DataFile:
    """An open file of ours. One writer per file; readers beside it, also from other processes.

    Opening raises `Unavailable` (not there, not writable), `Foreign`, `Newer`, `Damaged` or `Locked`.
    """

    def __init__(self, path: Path, kind: Kind, *, write: bool = True) -> None:
        self.path = path
        self.kind = kind
        self.writable = write
        self.alone = threading.RLock()
        self._owes_truncation = False
        self._broken = False
        self._durable = False
        refuse_missing(path)
        self._lock = hold(path.with_name(path.name + ".lock"), str(path)) if write else -1
        try:
            self.db = self._connect()
        except BaseException:
            self._unlock()
            raise

    @classmethod
    def ready(cls, path: Path, kind: Kind) -> Self:
        """Open to write, made first where there is none."""
        if not path.exists():
            create(path, kind)
        return cls(path, kind)

    def _connect(self) -> Database:
        uri = _uri(self.path, "rw" if self.writable else "ro")
        try:
            connection = sqlite3.connect(
                uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
        except _ERRORS as error:
            raise explain(error, self.path) from error
        try:
            self._recognise(connection)
            if self.writable:
                self._settle(connection)
                self._refuse_half_a_page(connection)
            self._examine(connection)
            return Database(connection, recursive_triggers=False, execute_plugins=False)
        except _ERRORS as error:
            connection.close()
            raise explain(error, self.path) from error
        except StoreError:
            connection.close()
            raise

    def _recognise(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA application_id").fetchone()[0] != self.kind.application_id:
            raise Foreign(f"{self.path} is not a {self.kind.noun}.")
        if connection.execute("PRAGMA user_version").fetchone()[0] > len(self.kind.steps):
            raise Newer(f"{self.path} was written by a newer version of this program. Update it first.")

    def _settle(self, connection: sqlite3.Connection) -> None:
        for name, value in SETTINGS.items():
            connection.execute(f"PRAGMA {name}={value}")
            found = connection.execute(f"PRAGMA {name}").fetchone()[0]
            if found != value:
                raise Unavailable(f"{self.path} cannot be kept safely here: {name} stays {found}.")
        _climb(connection, self.kind, connection.execute("PRAGMA user_version").fetchone()[0])
        # What a crash left in the side file goes into the file itself, erased words included.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _refuse_half_a_page(self, connection: sqlite3.Connection) -> None:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        if self.path.stat().st_size % size:
            raise Damaged(f"{self.path} is damaged: its end is missing. Restore it from a backup.")

    def _examine(self, connection: sqlite3.Connection) -> None:
        faults = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        if faults != ["ok"]:
            raise Damaged(f"{self.path} is damaged: {faults[0]}. Restore it from a backup.")
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
            _climb(model, self.kind, 0)
            expected = model.execute(_SCHEMA).fetchall()
        if connection.execute(_SCHEMA).fetchall() != expected:
            raise Damaged(f"{self.path} is damaged: its tables are not those of a {self.kind.noun}.")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Database]:
        """The database for a question, with errors in our words."""
        with self.alone:
            if self._broken:
                self._revive()
            try:
                yield self.db
            except _ERRORS as error:
                raise explain(error, self.path) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction, durable at the end of the block, or undone and an error in our words."""
        with self.reading() as db:
            if self._owes_truncation:
                self.truncate()
            db.conn.execute("BEGIN IMMEDIATE")
            self._durable = False
            try:
                yield db
                if not self._durable:
                    self.commit()
            except BaseException as error:
                self._undo(error)
                raise

    def commit(self) -> None:
        """Make what was written in the transaction's block durable before its end. Another thread may do this."""
        self.db.conn.execute("COMMIT")
        self._durable = True

    def _undo(self, error: BaseException) -> None:
        # A write that failed is undone with certainty. After a failed sync nobody knows what
        # reached the disk: only reading the file anew tells.
        code = getattr(error, "sqlite_errorcode", 0)
        self._broken = code & 0xFF == sqlite3.SQLITE_IOERR and code != sqlite3.SQLITE_IOERR_WRITE
        with contextlib.suppress(sqlite3.Error):
            if self.db.conn.in_transaction:
                self.db.conn.rollback()

    def _revive(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.db.conn.close()
        self.db = self._connect()
        self._broken = False

    def truncate(self) -> None:
        """Empty the side file, so that what was erased is gone from the disk.

        A reader may be in the way; then it happens before the next transaction.
        """
        connection = self.db.conn
        try:
            connection.execute("PRAGMA busy_timeout=0")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error:
            busy = 1
        finally:
            connection.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")
        self._owes_truncation = bool(busy)

    def faults(self) -> list[str]:
        """What SQLite's own full examination finds."""
        with self.reading() as db:
            found = [str(row[0]) for row in db.conn.execute("PRAGMA integrity_check(10)")]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Let go of the file and its lock."""
        with self.alone:
            if self.writable and not self._broken:
                with contextlib.suppress(sqlite3.Error):
                    self.truncate()
            self.db.conn.close()
            self._unlock()

    def _unlock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
