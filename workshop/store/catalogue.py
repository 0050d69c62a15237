"""The data home, and its catalogue: which workshops there are, for pages that look across them.

The catalogue is a projection. It can be deleted at any time and is rebuilt from the files.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

import msgspec
from sqlite_utils import Database

from workshop.store.database import DataFile, Kind, application_id, hold
from workshop.store.log import Damaged, Foreign, StoreError, Unavailable
from workshop.store.sqlite import WORKSHOP_FILE

_FIRST = """
CREATE TABLE workshop (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, customer TEXT NOT NULL, dates TEXT NOT NULL,
    stage TEXT NOT NULL, state TEXT NOT NULL, file TEXT NOT NULL, updated INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL, overdue INTEGER NOT NULL, last_review TEXT NOT NULL, attainment REAL
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    workshop TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    person TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (workshop, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_email ON person (email);
"""

CATALOGUE_FILE = Kind("catalogue", 0x57534843, (_FIRST,))  # "WSHC"

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}")


class Person(msgspec.Struct, frozen=True):
    """Somebody in a workshop, as a home page needs them."""

    person: str
    name: str
    role: str
    email: str = ""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """One workshop in one line.

    `dates` are ISO days, `updated` milliseconds since 1970, `overdue` a number of actions,
    `last_review` an ISO day or empty, `attainment` a share from 0 to 1 once it was measured.
    """

    id: str
    title: str
    customer: str
    file: str
    updated: int
    dates: tuple[str, ...] = ()
    stage: str = ""
    state: str = ""
    rehearsal: bool = False
    overdue: int = 0
    last_review: str = ""
    attainment: float | None = None
    people: tuple[Person, ...] = ()


class Home:
    """The folder that holds one installation's data."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = -1

    def lock(self) -> None:
        """Make the folder if need be and keep every other server out. Raises `Locked` naming the holder."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(f"{self.path} cannot be made: {error.strerror}.") from error
        self._lock = hold(self.path / ".lock", f"The data folder {self.path}")

    def unlock(self) -> None:
        """Let another server in."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def file(self, name: str) -> Path:
        """Where the workshop of this name lies. Raises `Foreign` for a name that could lead elsewhere."""
        if not _NAME.fullmatch(name) or name in ("catalogue", "accounts"):
            raise Foreign(f"“{name}” cannot be the name of a workshop file.")
        return self.path / f"{name}.db"

    def workshops(self) -> tuple[list[Path], list[str]]:
        """The workshop files here, and a sentence for every other database that lies among them."""
        found: list[Path] = []
        strange: list[str] = []
        for path in sorted(self.path.glob("*.db")):
            if path.name in ("catalogue.db", "accounts.db") or path.name.startswith("."):
                continue
            try:
                if application_id(path) != WORKSHOP_FILE.application_id:
                    raise Foreign(f"{path} is not a workshop file.")
                found.append(path)
            except StoreError as error:
                strange.append(str(error))
        return found, strange

    def interrupted(self) -> set[str]:
        """The workshops whose server was killed: the catalogue may not know their last minutes."""
        left = self.path.glob("*.db-wal")
        return {path.name.removesuffix(".db-wal") for path in left if path.stat().st_size}

    def summaries(self, summarise: Callable[[Path], Summary]) -> tuple[list[Summary], list[str]]:
        """Every workshop's summary as `summarise` reads it, and a sentence for each file that cannot be read."""
        files, strange = self.workshops()
        summaries: list[Summary] = []
        for path in files:
            try:
                summaries.append(summarise(path))
            except StoreError as error:
                strange.append(str(error))
        return summaries, strange


class Catalogue:
    """The workshops of a home. `fresh` says that it was made anew and waits to be rebuilt."""

    def __init__(self, file: DataFile, *, fresh: bool) -> None:
        self._file = file
        self.fresh = fresh

    @classmethod
    def open(cls, home: Path) -> Self:
        """The home's catalogue; a damaged one is replaced by an empty one."""
        path = home / "catalogue.db"
        fresh = not path.exists()
        try:
            return cls(DataFile.ready(path, CATALOGUE_FILE), fresh=fresh)
        except Damaged:
            for part in ("", "-wal", "-shm"):
                path.with_name(path.name + part).unlink(missing_ok=True)
            return cls(DataFile.ready(path, CATALOGUE_FILE), fresh=True)

    def put(self, *summaries: Summary) -> None:
        """Add workshops, or replace what is known of them."""
        with self._file.writing() as db:
            for summary in summaries:
                _put(db, summary)

    def remove(self, workshop: str) -> None:
        """Forget a workshop whose file was taken away."""
        with self._file.writing() as db:
            db.execute("DELETE FROM workshop WHERE id = ?", (workshop,))

    def rebuild(self, summaries: Iterable[Summary]) -> None:
        """Replace everything by these summaries, all or nothing."""
        with self._file.writing() as db:
            db.execute("DELETE FROM workshop")
            for summary in summaries:
                _put(db, summary)
        self.fresh = False

    def get(self, workshop: str) -> Summary | None:
        """One workshop, if it is known."""
        return next(iter(self._select("WHERE id = ?", workshop)), None)

    def all(self) -> list[Summary]:
        """Every workshop, the one that changed last first."""
        return self._select("")

    def of_account(self, email: str) -> list[Summary]:
        """The workshops somebody with this address belongs to, the one that changed last first."""
        where = "WHERE id IN (SELECT workshop FROM person WHERE email = ?)"
        return self._select(where, plain(email)) if plain(email) else []

    def _select(self, where: str, *values: str) -> list[Summary]:
        with self._file.reading() as db:
            rows = list(db.query(f"SELECT * FROM workshop {where} ORDER BY updated DESC, id", values))  # noqa: S608
            people: dict[str, list[Person]] = {}
            for row in db.query("SELECT * FROM person ORDER BY workshop, name, person"):
                people.setdefault(row.pop("workshop"), []).append(msgspec.convert(row, Person))
        return [_summary(row, tuple(people.get(row["id"], ()))) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def plain(email: str) -> str:
    """An address in the one form in which addresses are compared."""
    return email.strip().casefold()


def _summary(row: dict[str, object], people: tuple[Person, ...]) -> Summary:
    dates = msgspec.json.decode(str(row["dates"]))
    return msgspec.convert(
        {**row, "dates": dates, "people": people, "rehearsal": bool(row["rehearsal"])}, Summary
    )


def _put(db: Database, summary: Summary) -> None:
    row = msgspec.structs.asdict(summary)
    row["dates"] = msgspec.json.encode(row["dates"]).decode()
    people = row.pop("people")
    db.execute("DELETE FROM workshop WHERE id = ?", (summary.id,))
    db.table("workshop").insert(row)
    entries = [{**msgspec.structs.asdict(p), "workshop": summary.id, "email": plain(p.email)} for p in people]
    db.table("person").insert_all(entries)
