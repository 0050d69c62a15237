"""What stands behind the door: every socket of every room, its seat, and what it asks for."""

import math
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import msgspec

from workshop.engine.deciding import Given
from workshop.live import wire
from workshop.live.audience import Audience
from workshop.live.connection import Connection
from workshop.live.limits import Forms
from workshop.live.scheduler import Scheduler
from workshop.room import Room
from workshop.rooms import Rooms
from workshop.rules import people
from workshop.rules.events import Event
from workshop.rules.refusals import BROKEN, invalid
from workshop.rules.roles import DESK, Role, Viewer
from workshop.rules.sight import INSIDERS
from workshop.rules.sight import Audience as Sharers
from workshop.rules.state import Record, State
from workshop.store.accounts import Accounts, Seat
from workshop.store.log import StoreError

SUMMARY_S = 2.0
REFRESH_S = 60.0
#: So long nobody was connected to a workshop and nobody asked for it: then it is closed until somebody does.
REST_S = 600.0
COUNTDOWN_MS = 3000


class Seated(msgspec.Struct):
    """A connection that was let in."""

    seat: Seat
    room: Room
    audience: Audience


class House:
    """The handlers of all sockets. One for the whole server."""

    def __init__(
        self, rooms: Rooms, accounts: Accounts, scheduler: Scheduler, clock: Callable[[], int]
    ) -> None:
        self._rooms, self._accounts, self._scheduler, self._clock = rooms, accounts, scheduler, clock
        self._seated: dict[str, Seated] = {}
        self._connections: dict[str, Connection] = {}
        self._audiences: dict[str, Audience] = {}
        self._stale: dict[str, Room] = {}
        self._over = False
        self._forms = Forms()
        #: When somebody last asked for a page without a socket, in seconds, by workshop and person.
        self._read: dict[tuple[str, str], float] = {}
        self._answers: dict[str, Callable[[Connection, Seated, dict[str, Any]], None]] = {
            "hello": self._hello,
            "command": self._command,
            "clock": self._tell_time,
            "presence": self._presence,
            "holding": self._holding,
            "moving": self._moving,
            "notice": self._notice,
            "rehearsal": self._rehearsal,
        }
        rooms.opened = self._furnish

    def opened(self, connection: Connection) -> bool:
        """Let a connection in if its browser session holds the seat it names."""
        session = self._accounts.session(connection.cookie or "", self._clock())
        seat = self._accounts.seat(connection.seat, session.id) if session else None
        if seat is None:
            return False
        try:
            room = self._rooms.open(seat.workshop)
        except (KeyError, StoreError):
            return False
        self._seated[connection.id] = Seated(seat, room, self._audiences[seat.workshop])
        self._connections[connection.id] = connection
        return True

    def message(self, connection: Connection, name: str, data: dict[str, Any]) -> None:
        """One event of a browser."""
        seated = self._seated.get(connection.id)
        if seated:
            self._answers[name](connection, seated, data)

    def closed(self, connection: Connection) -> None:
        """A connection is gone. A remote person's absence counts once the grace is over."""
        seated = self._seated.pop(connection.id, None)
        self._connections.pop(connection.id, None)
        if seated is None:
            return
        with seated.room.lock:
            person = seated.audience.leave(connection)
        if person is None:
            return
        grace = float(seated.room.state.workshop["grace_s"])
        if grace:
            self._scheduler.call_later(grace, lambda: self._note_loss(seated.room, seated.audience, person))
        else:
            self._note_loss(seated.room, seated.audience, person)

    def end_seats(self, seats: Iterable[str]) -> None:
        """These seats have ended: their sockets are told and closed."""
        ended = set(seats)
        for connection_id, seated in list(self._seated.items()):
            if seated.seat.id in ended:
                connection = self._connections[connection_id]
                connection.send(
                    wire.frame(
                        "closed",
                        {"say": "This link has been replaced. Ask the facilitator for your new one."},
                    )
                )
                # Left at once: nothing more is taken from it, or sent, until the socket is really gone.
                self.closed(connection)
                connection.close()

    def close(self) -> None:
        """Nothing more is done by the clock; what the catalogue does not know yet is told to it."""
        self._over = True
        self._rooms.summarise(*self._stale.values())
        self._stale.clear()

    @property
    def empty(self) -> bool:
        """Whether nobody at all is connected."""
        return not self._seated

    def connected(self, workshop: str) -> set[str]:
        """The persons connected to a workshop now."""
        audience = self._audiences.get(workshop)
        return {reader.person for reader in list(audience.readers.values())} if audience else set()

    def reads(self, room: Room, person: str) -> None:
        """Somebody asked for a page that has no socket, the plan or the sign-off: as good as being connected.

        It counts as long as the grace; an open page asks again and again. Who was lost is back by it.
        """
        known, key = room.state.get(person, "person"), (room.workshop, person)
        if known is None or not (_counts(known) or known["lost_at"]):
            return
        if key not in self._read:
            after, audience = _grace(room), self._audiences[room.workshop]
            self._scheduler.call_later(after, partial(self._note_loss, room, audience, person))
        self._read[key] = self._scheduler.now()
        if known["lost_at"]:
            room.observe(lambda state, now: _returned(state, person, now))

    def wait(self, seat: str) -> float:
        """Seconds until a seat may give another command by form; 0 if it may now."""
        return self._forms.command(seat, self._scheduler.now())

    def _hello(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        with seated.room.lock:
            seated.room.settle()
            seated.audience.welcome(connection, Viewer(seated.seat.person, Role.participant))
        person = seated.room.state.get(seated.seat.person, "person")
        if person and person["lost_at"]:
            seated.room.observe(lambda state, now: _returned(state, seated.seat.person, now))

    def _command(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        try:
            given = msgspec.convert(data, Given)
        except msgspec.ValidationError:
            broken = invalid("command", BROKEN).answer()
            connection.send(wire.frame("answer", {**broken, "id": data.get("id")}))
            return

        def reply(answer: dict[str, Any]) -> None:
            connection.send(wire.frame("answer", {**answer, "n": seated.audience.number(connection)}))

        viewer = Viewer(seated.seat.person, Role.participant)
        seated.room.submit(viewer, given, reply, self._signed_in(seated, given))

    def _signed_in(self, seated: Seated, given: Given) -> bool:
        if not given.type.startswith("signoff."):
            return False
        seat = self._accounts.seat(seated.seat.id, seated.seat.session)
        return bool(seat and seat.may_sign(self._clock()))

    def _tell_time(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        connection.send(wire.frame("clock", {"t0": data.get("t0"), "t1": seated.room.now()}))

    def _presence(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        reader = seated.audience.readers.get(connection.id)
        if reader is None:
            return
        with seated.room.lock:
            reader.typing, reader.ready = bool(data.get("typing")), str(data.get("ready", ""))[:80]
            reader.reading = data.get("looking_at") == "catch-up"
            seated.audience.people_changed()

    def _holding(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        reader = seated.audience.readers.get(connection.id)
        if reader is None or not reader.inside or reader.sharers not in INSIDERS:
            return
        with seated.room.lock:
            seated.audience.hold(reader, str(data.get("card", ""))[:80])

    def _moving(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        """The lead's countdown to a move, shown on every screen, or a call to come back to what is live (`bring`),
        shown to those inside; nothing moves by it.
        """
        state = seated.room.state
        if seated.seat.person != state.workshop["lead"]:
            return
        to = str(data.get("to", ""))[:200]
        body: dict[str, Any] = {"to": to, "at": seated.room.now() + COUNTDOWN_MS}
        if data.get("cancelled"):
            seated.audience.tell("moving", {"cancelled": True})
        elif data.get("bring"):
            body |= {"bring": True, "by": state.records[seated.seat.person]["name"]}
            seated.audience.tell("moving", body, (Sharers.desk, Sharers.team))
        else:
            seated.audience.tell("moving", body)

    def _notice(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        person = seated.room.state.get(seated.seat.person, "person")
        if person and person["role"] in DESK:
            body = {"text": str(data.get("text", ""))[:400], "by": person["name"]}
            seated.audience.tell("notice", body, (Sharers.desk, Sharers.team))

    def _rehearsal(self, connection: Connection, seated: Seated, data: dict[str, Any]) -> None:
        """A rehearsal's lead sets its clock."""
        now = data.get("now")
        if (
            seated.seat.person == seated.room.state.workshop["lead"]
            and isinstance(now, int)
            and seated.room.state.workshop["rehearsal"]
        ):
            seated.room.set_clock(now)
        connection.send(wire.frame("rehearsal", {"now": seated.room.now()}))

    def _note_loss(self, room: Room, audience: Audience, person: str) -> None:
        # Of a workshop that was closed meanwhile, whoever opens it looks after those who are gone.
        here = self._audiences.get(room.workshop) is audience
        if not here or self._over or audience.connected(person):
            self._read.pop((room.workshop, person), None)
        elif (rest := self._read_until(room, person) - self._scheduler.now()) > 0:
            self._scheduler.call_later(rest, partial(self._note_loss, room, audience, person))
        else:
            self._read.pop((room.workshop, person), None)
            room.observe(lambda state, now: _lost(state, person, now))

    def _read_until(self, room: Room, person: str) -> float:
        """Until when somebody counts as connected by the pages they ask for (s)."""
        return self._read.get((room.workshop, person), -math.inf) + _grace(room)

    def _furnish(self, room: Room) -> None:
        audience = Audience(room, self._scheduler.call_later)
        self._audiences[room.workshop] = audience
        room.audience = _Watched(audience, lambda: self._summarise_soon(room))
        self._scheduler.call_later(REFRESH_S, lambda: self._refresh(room, audience))
        # Whose connection counted before a restart and does not come back is lost too.
        grace = _grace(room)
        for person in [p.id for p in room.state.of("person") if _counts(p)]:
            self._scheduler.call_later(grace, partial(self._note_loss, room, audience, person))

    def _refresh(self, room: Room, audience: Audience) -> None:
        if self._over:
            return
        with room.lock:
            if audience.readers:
                audience.refresh()
            elif self._rests(room):
                self._let_go(room)
                return
        self._scheduler.call_later(REFRESH_S, lambda: self._refresh(room, audience))

    def _rests(self, room: Room) -> bool:
        """Whether nobody is connected to a workshop, and nobody has looked into it for a while."""
        connected = any(seated.room is room for seated in self._seated.values())
        return not connected and self._rooms.idle(room.workshop) >= REST_S

    def _let_go(self, room: Room) -> None:
        if self._stale.pop(room.workshop, None):
            self._rooms.summarise(room)
        del self._audiences[room.workshop]
        room.audience = None
        self._rooms.let_go(room.workshop)

    def _summarise_soon(self, room: Room) -> None:
        if not self._stale:
            self._scheduler.call_later(SUMMARY_S, self._summarise)
        self._stale[room.workshop] = room

    def _summarise(self) -> None:
        if not self._over:
            stale, self._stale = self._stale, {}
            self._rooms.summarise(*stale.values())


class _Watched:
    """An audience that also has the catalogue brought up to date now and then."""

    def __init__(self, audience: Audience, after: Callable[[], None]) -> None:
        self._audience, self._after = audience, after

    def publish(self, touched: Iterable[str]) -> Callable[[], None]:
        self._after()
        return self._audience.publish(touched)

    def reset(self) -> None:
        self._audience.reset()


def _lost(state: State, person_id: str, now: int) -> Event | None:
    person = state.get(person_id, "person")
    return people.lost(state, person, now) if person and _counts(person) else None


def _returned(state: State, person_id: str, now: int) -> Event | None:
    person = state.get(person_id, "person")
    return people.returned(person, now) if person and person["lost_at"] else None


def _grace(room: Room) -> float:
    """Seconds for which nobody misses somebody who is gone; a rehearsal that has none takes the usual ones here."""
    return float(room.state.workshop["grace_s"]) or REFRESH_S


def _counts(person: Record) -> bool:
    """Whether it matters when somebody's last device is gone: of the remote, and of whoever may lead the room."""
    at_desk = person["role"] in DESK and person["presence"] in ("room", "stepped_out")
    return bool(person["presence"] == "remote" or at_desk)
