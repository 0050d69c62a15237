"""All workshops of one server: founding and opening them, their links, codes and summaries."""

import base64
import hashlib
import hmac
import secrets
import threading
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import SystemRandom
from typing import Any

from workshop.engine import founding
from workshop.exercises.review import last_begun
from workshop.room import Room
from workshop.rules import playbook
from workshop.rules.events import Entry
from workshop.rules.promises import to_keep
from workshop.rules.schedule import local_day
from workshop.rules.state import Record, State
from workshop.store.catalogue import Catalogue, Home, Person, Summary
from workshop.store.log import StoreError
from workshop.store.sqlite import SqliteLog

#: Letters and digits that nobody confuses when reading them from a screen.
SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PLAYBOOKS = Path(__file__).parent / "playbooks"
_chance = SystemRandom()


class Rooms:
    """The open workshops. `wake` schedules a room's commit; `clock` gives ms UTC."""

    def __init__(
        self, home: Home, catalogue: Catalogue, clock: Callable[[], int], wake: Callable[[Room], None]
    ):
        self._home, self._catalogue, self._clock, self._wake = home, catalogue, clock, wake
        self._open: dict[str, Room] = {}
        self._asked: dict[str, float] = {}
        self._codes: dict[str, str] = {}
        self._opening = threading.RLock()
        self.opened: Callable[[Room], None] = lambda room: None

    def open(self, workshop: str) -> Room:
        """The room of a workshop. KeyError if there is none; StoreError if its file cannot be served."""
        self._asked[workshop] = time.monotonic()
        if room := self._open.get(workshop):
            return room
        with self._opening:
            if room := self._open.get(workshop):
                return room
            path = self._home.file(workshop)
            if not path.exists():
                raise KeyError(workshop)
            return self._take_in(workshop, SqliteLog.open(path))

    def idle(self, workshop: str) -> float:
        """Seconds since a workshop was last asked for."""
        return time.monotonic() - self._asked.get(workshop, 0.0)

    def let_go(self, workshop: str) -> None:
        """Close a workshop that nobody is in. Whoever asks for it opens it anew."""
        with self._opening:
            room = self._open.pop(workshop, None)
            self._asked.pop(workshop, None)
            if room:
                room.close()

    def found(self, values: Mapping[str, Any], book: Mapping[str, Any], lead: Mapping[str, Any]) -> str:
        """Found a workshop: its file and first event. Returns its id. Raises Refusal or PlaybookError."""
        event = founding.found(values, book, lead, self._clock(), new_id)
        workshop = new_id()
        log = SqliteLog.create(self._home.file(workshop))
        log.append(0, [Entry(person="", command="", answer={}, events=(event,))])
        log.keep("links", secrets.token_bytes(32))
        log.keep("code", _new_code())
        self.summarise(self._take_in(workshop, log))
        return workshop

    def all(self) -> list[str]:
        """The ids of every workshop in the home."""
        return [summary.id for summary in self._catalogue.all()]

    def link(self, workshop: str, person: Record) -> str:
        """The token of somebody's personal link: 128 bits that only this workshop can make."""
        return f"{workshop}.{self._mark(self.open(workshop), person)}"

    def whose(self, token: str) -> tuple[str, str] | None:
        """Whose link this is: (workshop, person). None for a wrong, withdrawn or replaced one, in the same time."""
        workshop, _, mark = token.partition(".")
        try:
            room = self.open(workshop)
        except (KeyError, StoreError):
            return None
        found = None
        for person in room.state.all("person"):
            if (
                hmac.compare_digest(self._mark(room, person).encode(), mark.encode())
                and not person["withdrawn"]
            ):
                found = (workshop, person.id)
        return found

    def code(self, workshop: str) -> str:
        """The join code as it is read aloud, "K7QM-2XWD"."""
        plain = self._code(self.open(workshop))
        self._codes[plain] = workshop
        return f"{plain[:4]}-{plain[4:]}"

    def by_code(self, code: str) -> str | None:
        """The workshop this join code belongs to."""
        plain = "".join(c for c in code.upper() if c in SYMBOLS)
        if plain not in self._codes:
            for summary in self._catalogue.all():
                if summary.stage != "closed" and summary.id not in self._codes.values():
                    self._remember(summary.id)
        return self._codes.get(plain) if len(plain) == 8 else None

    def playbook(self, name: str) -> dict[str, Any]:
        """A playbook as plain data. KeyError if there is none of that name; PlaybookError if it is not TOML."""
        for folder in (self._home.path / "playbooks", PLAYBOOKS):
            path = folder / f"{Path(name).name}.toml"
            if path.exists():
                try:
                    return tomllib.loads(path.read_text(encoding="utf-8"))
                except tomllib.TOMLDecodeError as error:
                    raise playbook.PlaybookError(f"{path.name}: {error}") from None
        raise KeyError(name)

    def playbooks(self) -> list[str]:
        """The names of the playbooks there are, the home's own first."""
        folders = (self._home.path / "playbooks", PLAYBOOKS)
        return list(dict.fromkeys(path.stem for folder in folders for path in sorted(folder.glob("*.toml"))))

    def summarise(self, *rooms: Room) -> None:
        """Bring the catalogue up to date about these workshops."""
        known = []
        for room in rooms:
            with room.lock:
                known.append(summary(room.workshop, room.state, room.now()))
        self._catalogue.put(*known)

    def rebuild(self) -> list[str]:
        """Make the catalogue anew from the files; a sentence for each file that cannot be read."""
        found, strange = self._home.summaries(self._read)
        self._catalogue.rebuild(found)
        return strange

    def catch_up(self, workshops: Iterable[str]) -> list[str]:
        """Bring the catalogue up to date about these; a sentence for each that cannot be read."""
        strange = []
        for workshop in sorted(workshops):
            try:
                self.summarise(self.open(workshop))
            except StoreError as error:
                strange.append(str(error))
        return strange

    def close(self) -> None:
        """Commit and close every workshop."""
        for room in self._open.values():
            room.close()
        self._open.clear()

    def _read(self, path: Path) -> Summary:
        room = self.open(path.stem)
        return summary(room.workshop, room.state, room.now())

    def _take_in(self, workshop: str, log: SqliteLog) -> Room:
        room = Room(workshop, log, self._clock, new_id, shuffled, self._wake)
        self._open[workshop] = room
        self.opened(room)
        return room

    def _remember(self, workshop: str) -> None:
        try:
            self._codes[self._code(self.open(workshop))] = workshop
        except (KeyError, StoreError):
            return

    @staticmethod
    def _code(room: Room) -> str:
        kept = room.log.secret("code")
        if kept is None:
            kept = _new_code()
            room.log.keep("code", kept)
        return kept.decode()

    @staticmethod
    def _mark(room: Room, person: Record) -> str:
        key = room.log.secret("links")
        if key is None:
            key = secrets.token_bytes(32)
            room.log.keep("links", key)
        mark = hmac.digest(key, f"{person.id}:{person['links']}".encode(), hashlib.sha256)[:16]
        return base64.urlsafe_b64encode(mark).rstrip(b"=").decode()


def new_id() -> str:
    """A fresh id: 80 random bits, lower-case letters and digits, no order in it."""
    return secrets.token_hex(10)


def _new_code() -> bytes:
    return "".join(_chance.choice(SYMBOLS) for _ in range(8)).encode()


def shuffled(items: Iterable[Any]) -> list[Any]:
    """In an order that nobody can tell anything from."""
    found = list(items)
    _chance.shuffle(found)
    return found


def summary(workshop: str, state: State, now: int) -> Summary:
    """One workshop in one line, for home pages."""
    body = state.workshop
    today = local_day(state, now).isoformat()
    reviewed = last_begun(state)
    funnel = state.get("funnel", "funnel")
    needed = funnel["result"]["prospects"] if funnel else 0
    reached = sum(1 for p in state.of("prospect") if p["status"] != "to_reach")
    return Summary(
        id=workshop,
        title=body["title"],
        customer=body["customer"],
        file=f"{workshop}.db",
        updated=now,
        dates=tuple(body["days"]),
        stage=state.stage,
        state=_standing(state),
        rehearsal=body["rehearsal"],
        overdue=sum(1 for a in to_keep(state) if a["due"] < today),
        last_review=local_day(state, reviewed).isoformat() if reviewed else "",
        attainment=reached / needed if needed else None,
        people=tuple(
            Person(person=p.id, name=p["name"], role=str(p["role"]), email=p["email"])
            for p in state.of("person")
            if not p["withdrawn"]
        ),
    )


def _standing(state: State) -> str:
    if state.workshop["sitting"]:
        return "live"
    if state.stage == "closed":
        return "closed"
    return "between" if any(state.of("sitting")) else "coming"
