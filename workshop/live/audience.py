"""One room's viewers: who is connected, which streams they share, and what each is told.

What is worked out from records is sent with them, and then not again for `PACE_S`, longer
where it is dear: what comes in the meantime is worked out together, so that a contribution's
cost does not grow with what is there already.
"""

import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import msgspec

from workshop.engine import seeing
from workshop.engine.rulebook import KINDS
from workshop.exports.words import safe_html
from workshop.live import wire
from workshop.live.connection import Connection
from workshop.live.streams import Stream
from workshop.room import Room
from workshop.rules import presence, undoable, visit
from workshop.rules.roles import Role, Viewer
from workshop.rules.sight import Audience as Sharers
from workshop.rules.sight import audience_of, guests_inside
from workshop.rules.state import Record

PROTOCOL = 1
PACE_S = 0.25
#: What is worked out takes at most this part of the time.
SHARE = 0.05
#: How long (seconds) a card counts as held by whoever last said that they move it.
HELD_S = 5.0
#: Who comes, goes and types within so long (seconds) is told together.
GATHER_S = 0.1
Later = Callable[[float, Callable[[], object]], object]
Wire = dict[str, Any]


class Standing(StrEnum):
    """How far somebody may come in now."""

    inside = "inside"
    lobby = "lobby"
    outside = "outside"


class Reader(msgspec.Struct):
    """One connection: whose it is, which shared stream it reads, and how far it may come in."""

    connection: Connection
    person: str
    sharers: Sharers
    standing: Standing = Standing.inside
    told: str = ""
    typing: bool = False
    ready: str = ""
    holding: str = ""
    held_until: float = 0.0
    reading: bool = False

    @property
    def inside(self) -> bool:
        """Whether it is told anything at all."""
        return self.standing is Standing.inside


class Audience:
    """The viewers of one room. Called by the room after each commit."""

    def __init__(self, room: Room, later: Later | None = None) -> None:
        self.room = room
        self._later = later
        self._owed: set[str] = set()
        self._waiting = self._gathering = False
        self._next_work = 0.0
        self.readers: dict[str, Reader] = {}
        self._shared: dict[Sharers, Stream] = {}
        self._derived: dict[Sharers, dict[int, frozenset[str]]] = {}
        self._own: dict[str, Stream] = {}
        self._own_ids: set[str] = set()
        self._guests = self._turned = False
        self._slot = ""

    def welcome(self, connection: Connection, viewer: Viewer) -> None:
        """Give a connection its snapshot, and from now on what changes for it; or tell it that its window is closed."""
        person = self.room.state.get(viewer.person, "person")
        if person is None:
            self._farewell(connection, person)
            return
        viewer, standing = Viewer(person.id, Role(person["role"])), self._standing(person)
        sharers = audience_of(viewer)
        reader = self.readers[connection.id] = Reader(connection, person.id, sharers, standing)
        if reader.standing is Standing.outside:
            reader.told = self._farewell(connection, person)
            return
        layers = [self._stream(sharers).layer(), self._person(person.id).layer()] if reader.inside else []
        me = {name: person[name] for name in ("name", "role", "function", "presence", "admitted", "has_pin")}
        now = self.room.now()
        body = {
            "protocol": PROTOCOL,
            "me": {"person": person.id, **me},
            "layers": layers,
            "undo": undoable.own(self.room.state, viewer, now, KINDS) if reader.inside else [],
            "now": now,
        }
        connection.send(wire.frame("snapshot", body))
        self.people_changed()

    def leave(self, connection: Connection) -> str | None:
        """A connection is gone; the person's id if it was their last."""
        reader = self.readers.pop(connection.id, None)
        if reader is None or any(other.person == reader.person for other in self.readers.values()):
            return None
        self._own.pop(reader.person, None)
        self.people_changed()
        return reader.person

    def connected(self, person: str) -> bool:
        """Whether any of somebody's connections is open."""
        return any(reader.person == person for reader in self.readers.values())

    def number(self, connection: Connection) -> int:
        """Where a connection's own shared stream stands: told with an answer, and only to its author."""
        reader = self.readers.get(connection.id)
        stream = self._shared.get(reader.sharers) if reader and reader.inside else None
        return stream.n if stream else 0

    def publish(self, touched: Iterable[str]) -> Callable[[], None]:
        """Work out every stream's next frame; the returned function sends them."""
        slot = self.room.state.workshop["slot"]
        # The room screen sees the live line of the run sheet only: both the old and the new one change for it.
        moved = [i for i in (self._slot, slot) if i in self.room.state.records] if slot != self._slot else []
        self._slot = slot
        records = list(dict.fromkeys([*touched, *moved]))
        if slot in records and any(r.typing or r.reading or r.ready for r in self.readers.values()):
            self.people_changed()  # names may be withheld now
        at = self.room.now()
        kinds = self._to_work_out({self.room.state.records[i].kind for i in records})
        guests = guests_inside(self.room.state)
        self._turned, self._guests = guests != self._guests, guests
        began = time.perf_counter()
        shared = {s: frame for s in self._shared if (frame := self._next(s, records, kinds, at))}
        own = self._next_own(records, kinds, at)
        if kinds:
            self._rest(began)
        changed = {i for i in records if self.room.state.get(i, "person")}
        if "visit" in records:  # whoever waits outside reads what has become of it
            changed |= {r.person for r in self.readers.values() if not r.inside}

        def send() -> None:
            for reader in list(self.readers.values()):
                if (reader.person in changed and not self._still(reader)) or not reader.inside:
                    continue
                frame, mine = shared.get(reader.sharers), own.get(reader.person)
                if mine:
                    reader.connection.send(*(f for f in (mine, frame) if f))
                elif frame:
                    reader.connection.send(frame)

        return send

    def reset(self) -> None:
        """The state was read anew: new streams, new snapshots."""
        self._shared.clear()
        self._own.clear()
        readers, self.readers = list(self.readers.values()), {}
        for reader in readers:
            self.welcome(reader.connection, Viewer(reader.person, Role.participant))

    def refresh(self) -> None:
        """Work out again what depends on the time alone, and see whose time here is over."""
        self.room.commit()  # nothing is told that is not durable
        for reader in list(self.readers.values()):
            self._still(reader)
        for sharers, stream in self._shared.items():
            frame = stream.update(self._worked_out(sharers, None), self.room.now())
            if frame:
                self._tell(frame, {sharers})
        self._tell_alone(None)

    def people_changed(self) -> None:
        """Somebody came, went or types: everybody is told soon, of all at once."""
        if self._later is None:
            self.tell_people()
        elif not self._gathering:
            self._gathering = True
            self._later(GATHER_S, self._tell_gathered)

    def _tell_gathered(self) -> None:
        with self.room.lock:
            self._gathering = False
            self.tell_people()

    def tell_people(self) -> None:
        """Who is here and types, to the desk also who catches up; without names only how many are done."""
        readers = self.readers.values()
        slot = self.room.state.live
        nameless = slot if slot and slot["naming"] == "anonymous" else None
        open_ = () if nameless else readers
        body: Wire = {
            "here": sorted({r.person for r in readers if r.inside}),
            "typing": sorted({r.person for r in open_ if r.typing}),
            "moves": {r.holding: r.person for r in readers if r.holding and r.held_until > time.monotonic()},
        }
        self._tell(wire.frame("people", body), {Sharers.team})
        body["reading"] = sorted({r.person for r in open_ if r.reading})
        if nameless:
            team = (r for r in readers if r.inside and r.sharers is Sharers.team)
            body["ready"] = len({r.person for r in team if r.ready == nameless.id})
        self._tell(wire.frame("people", body), {Sharers.desk})

    def hold(self, reader: Reader, card: str) -> None:
        """Somebody moves a card, or ("") lets go of it: for five seconds, unless they say so again.

        A courtesy, not a lock: it is nowhere kept, stops no command, and is over with its connection.
        """
        now = time.monotonic()
        taken = any(
            r.holding == card and r.held_until > now and r is not reader for r in self.readers.values()
        )
        if card and (taken or not self._shown_to_team(card)):
            return
        news = card != reader.holding or reader.held_until <= now
        reader.holding, reader.held_until = card, now + HELD_S if card else 0.0
        if news:
            self.tell_people()
        if card and self._later is not None:
            self._later(HELD_S + 0.05, lambda: self._let_go(reader))

    def _let_go(self, reader: Reader) -> None:
        with self.room.lock:
            if reader.holding and reader.held_until <= time.monotonic():
                reader.holding = ""
                self.tell_people()

    def _shown_to_team(self, card: str) -> bool:
        record = self.room.state.get(card)
        return record is not None and seeing.shared(self.room.state, record, Sharers.team) is not None

    def tell(self, name: str, body: Wire, to: Iterable[Sharers] = tuple(Sharers)) -> None:
        """Something that passes and is not kept: a countdown, a message to the room."""
        self._tell(wire.frame(name, body), set(to))

    def _tell(self, frame: bytes, to: set[Sharers]) -> None:
        for reader in list(self.readers.values()):
            if reader.inside and reader.sharers in to:
                reader.connection.send(frame)

    def _still(self, reader: Reader) -> bool:
        """Whether a reader may go on as before; else they are told so, or given a new snapshot."""
        person = self.room.state.records[reader.person]
        standing = self._standing(person)
        if standing is Standing.outside:
            if (reader.standing, reader.told) != (standing, visit.farewell(self.room.state, person)):
                reader.standing = standing
                self._own.pop(reader.person, None)
                reader.told = self._farewell(reader.connection, person)
            return False
        viewer = Viewer(person.id, Role(person["role"]))
        if standing is not reader.standing or audience_of(viewer) is not reader.sharers:
            self.welcome(reader.connection, viewer)
            return False
        return True

    def _standing(self, person: Record) -> Standing:
        state = self.room.state
        if not presence.window_open(state, person) or presence.lapsed(state, person, self.room.now()):
            return Standing.outside
        return Standing.inside if person["admitted"] else Standing.lobby

    def _farewell(self, connection: Connection, person: Record | None) -> str:
        say = visit.farewell(self.room.state, person)
        connection.send(wire.frame("closed", {"say": say}))
        return say

    def _stream(self, sharers: Sharers) -> Stream:
        if sharers not in self._shared:
            stream = self._shared[sharers] = Stream()
            self._guests = guests_inside(self.room.state)
            self._slot = self.room.state.workshop["slot"]
            stream.update(self._everything(sharers), 0)
        return self._shared[sharers]

    def _person(self, person: str) -> Stream:
        if person not in self._own:
            stream = self._own[person] = Stream()
            alone = self._worked_out_alone(None)
            mine = {i: worded(shown) for i, shown in seeing.alone(self.room.state, person).items()}
            stream.update(mine | (alone(person) if alone else {}), 0)
        return self._own[person]

    def _worked_out_alone(self, kinds: set[str] | None) -> Callable[[str], dict[str, Wire | None]] | None:
        """What is worked out for single persons, once for all of them: a person's part of it, and what is gone."""
        if kinds is not None and not kinds & seeing.OWN_KINDS:
            return None
        made = seeing.own_worked_out(self.room.state, self.room.now())
        self._own_ids |= {i for mine in made.values() for i in mine}
        return lambda person: {**dict.fromkeys(self._own_ids), **made.get(person, {})}

    def _tell_alone(self, kinds: set[str] | None) -> None:
        alone = self._worked_out_alone(kinds)
        for person, stream in self._own.items() if alone else ():
            frame = stream.update(alone(person), self.room.now()) if alone else None
            for reader in list(self.readers.values()) if frame else ():
                if frame and reader.inside and reader.person == person:
                    reader.connection.send(frame)

    def _to_work_out(self, kinds: set[str]) -> set[str]:
        """The kinds to work things out from now; none where that was done just now and is done again soon."""
        wait = self._next_work - time.perf_counter()
        if self._later is None or wait <= 0:
            owed, self._owed = self._owed | kinds, set()
            return owed
        self._owed |= kinds
        if not self._waiting:
            self._waiting = True
            self._later(wait, self._catch_up)
        return set()

    def _rest(self, began: float) -> None:
        now = time.perf_counter()
        self._next_work = now + max(PACE_S, (now - began) / SHARE)

    def _catch_up(self) -> None:
        with self.room.lock:
            self._waiting = False
            if self.room.pending:
                self._next_work = 0.0  # nothing is told that is not durable: with what is being stored
                return
            owed, self._owed = self._owed, set()
            if not owed:
                return
            began = time.perf_counter()
            for sharers, stream in self._shared.items():
                frame = stream.update(self._worked_out(sharers, owed), self.room.now())
                if frame:
                    self._tell(frame, {sharers})
            self._tell_alone(owed)
            self._rest(began)

    def _next(self, sharers: Sharers, records: list[str], kinds: set[str], at: int) -> bytes | None:
        # What the wall and a guest see hangs on whether a guest is in, not only on the records that changed.
        if self._turned and sharers in (Sharers.screen, Sharers.guest):
            return self._shared[sharers].update(self._everything(sharers), at)
        changed: dict[str, Wire | None] = {i: self._show(i, sharers) for i in records}
        if kinds:
            changed |= self._worked_out(sharers, kinds)
        return self._shared[sharers].update(changed, at)

    def _next_own(self, records: list[str], kinds: set[str], at: int) -> dict[str, bytes]:
        """Each person's own next frame. What is seen alone is looked up once for all, and told to few."""
        changed: dict[str, dict[str, Wire | None]] = {}
        for record in map(self.room.state.records.__getitem__, records):
            if KINDS[record.kind].sight.personal:
                shown = seeing.personal(self.room.state, record)
                for person, stream in self._own.items():
                    if person in shown or record.id in stream.held:
                        changed.setdefault(person, {})[record.id] = worded(shown.get(person))
        if alone := self._worked_out_alone(kinds):
            for person in self._own:
                changed.setdefault(person, {}).update(alone(person))
        frames = {person: self._own[person].update(mine, at) for person, mine in changed.items()}
        return {person: frame for person, frame in frames.items() if frame}

    def _everything(self, sharers: Sharers) -> dict[str, Wire | None]:
        shown: dict[str, Wire | None] = {i: self._show(i, sharers) for i in self.room.state.records}
        return shown | self._worked_out(sharers, None)

    def _worked_out(self, sharers: Sharers, kinds: set[str] | None) -> dict[str, Wire | None]:
        """Derived records for an audience; those a maker gave last time and gives no more are dropped."""
        before = self._derived.setdefault(sharers, {})
        changed: dict[str, Wire | None] = {}
        for place, (of, made) in enumerate(
            seeing.worked_out(self.room.state, sharers, self.room.now(), kinds)
        ):
            if of is None:
                continue
            gone = before.get(place, frozenset()) - made.keys()
            before[place] = frozenset(made)
            changed |= dict.fromkeys(gone) | made
        return changed

    def _show(self, record_id: str, sharers: Sharers) -> Wire | None:
        return worded(seeing.shared(self.room.state, self.room.state.records[record_id], sharers))


def worded(record: Wire | None) -> Wire | None:
    """A record with its Markdown made safe HTML, where there is any to make."""
    if record is None:
        return None
    html = {
        name: made
        for name, text in record["body"].items()
        if name in _WRITTEN and isinstance(text, str) and (made := safe_html(text))
    }
    return {**record, "html": html} if html else record


_WRITTEN = frozenset({"text", "what", "outcome", "answer", "because", "note", "why"})
