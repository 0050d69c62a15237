"""Who is asking: the browser's session cookie, and the seat in the address that it has to prove.

Every page under `/s/<seat>/` begins with `seated`. It answers for a request that may not go on
with a page that says what to do, so that whatever comes back from it may go on.
"""

import datetime as dt
import math
import secrets
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, Protocol, TypeVar, cast

import msgspec
from flask import Response, abort, current_app, g, redirect, request

from workshop.config import Config
from workshop.engine.deciding import Given
from workshop.room import Answer, Room
from workshop.rooms import Rooms
from workshop.rules.presence import lapsed, window_open
from workshop.rules.refusals import Refusal
from workshop.rules.roles import DESK, Role, Viewer
from workshop.rules.state import Record
from workshop.rules.visit import expected, farewell
from workshop.store.accounts import SESSION_IDLE, Accounts, Seat, Session
from workshop.store.catalogue import Catalogue
from workshop.web.page import answer, page

Done = TypeVar("Done")


class Sockets(Protocol):
    """What pages ask of those who hold the sockets."""

    def end_seats(self, seats: Iterable[str]) -> None: ...

    def reads(self, room: Room, person: str) -> None: ...
    def connected(self, workshop: str) -> set[str]: ...
    def wait(self, seat: str) -> float: ...


class Pause(Protocol):
    """What pages need of the scheduler: to wait, and to keep a processor busy, without holding anybody up."""

    def sleep(self, seconds: float) -> None: ...

    def aside(self, work: Callable[[], Done]) -> Done: ...


class Services(Protocol):
    """What pages work with."""

    @property
    def config(self) -> Config: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def house(self) -> Sockets: ...
    @property
    def scheduler(self) -> Pause: ...
    @property
    def clock(self) -> Callable[[], int]: ...


class Seated(msgspec.Struct, frozen=True):
    """One person in one workshop on this browser. `viewer` is what `Room.seen_by` and `Room.handle` take."""

    seat: Seat
    room: Room
    viewer: Viewer
    person: Record

    @property
    def at_desk(self) -> bool:
        """Whether this is a facilitator."""
        return self.viewer.role in DESK

    @property
    def signed_in(self) -> bool:
        """Whether the PIN was given on this seat within the last five minutes."""
        return self.seat.may_sign(services().clock())

    def give(self, kind: str, data: dict[str, Any], **more: Any) -> Answer:
        """Give a command as this person, and commit: `kind` such as "people.add"."""
        given = Given(id=secrets.token_hex(16), type=kind, data=data, **more)
        return self.room.handle(self.viewer, given, self.signed_in)


def services() -> Services:
    """The parts of the running server."""
    return cast("Services", current_app.extensions["workshop"])


def utc_now() -> dt.datetime:
    """The server's time."""
    return dt.datetime.fromtimestamp(services().clock() / 1000, dt.UTC)


def browser() -> Session | None:
    """The session of the browser that asks, if it has one."""
    if "browser" not in g:
        parts = services()
        token = request.cookies.get(parts.config.cookie, "")
        g.browser = parts.accounts.session(token, parts.clock()) if token else None
    found: Session | None = g.browser
    return found


def know_browser(email: str | None = None) -> Session:
    """The browser's session, begun if there is none, with a fresh cookie: called wherever rights are gained.

    `email` signs somebody in; None changes nothing about that.
    """
    accounts, now, known = services().accounts, services().clock(), browser()
    if known:
        token = accounts.rotate_session(known.id, now, email)
        g.browser = msgspec.structs.replace(known, email=known.email if email is None else email)
    else:
        token, g.browser = accounts.start_session(now, email or "")
    g.cookie = token
    session: Session = g.browser
    return session


def hand_out_cookie(response: Response) -> Response:
    """Give the browser the cookie that was made during this request."""
    token, config = g.pop("cookie", None), services().config
    if token:
        response.set_cookie(
            config.cookie,
            token,
            max_age=SESSION_IDLE // 1000,
            secure=config.https,
            httponly=True,
            samesite="Lax",
            path="/",
        )
    return response


def account() -> str:
    """The mail address of whoever signed in by password; aborts to the log-in page if nobody did."""
    return logged_in().email


def logged_in() -> Session:
    """The session of whoever signed in by password; aborts to the log-in page if nobody did.

    Taking what their account owns anyway gains no right, so the cookie stays as it is: an answer
    that never arrives signs nobody out.
    """
    session = browser()
    if session and session.email:
        return session
    if not wants_json():
        abort(redirect("/login", 303))
    return stop(403, "Please log in first", "Only somebody with an account can do this.")


def seated(seat_id: str) -> Seated:
    """Who sits there, proved by this browser's cookie. Aborts with a plain page for anybody who may not come in."""
    found = knock(seat_id)
    person = found.person
    if not person.active or person["withdrawn"] or lapsed(found.room.state, person, found.room.now()):
        stop(
            410,
            "This link has ended",
            "What you wrote is kept. Ask the facilitator for a new link if you need one.",
            unsent=seat_id,
        )
    if not person["admitted"]:
        abort(page("lobby.html", found))
    if not window_open(found.room.state, person):
        _closed(found)
    return found


def _closed(found: Seated) -> NoReturn:
    """The page of a visitor whose window is closed: it opens by itself where they are expected, else it thanks."""
    state, say = found.room.state, farewell(found.room.state, found.person)
    if expected(state, found.person) and not wants_json():
        abort(page("lobby.html", found, status=403, say=say))
    heading = "Thank you for being here" if found.person["first_came"] else f"Welcome, {found.person['name']}"
    awaits = found.person["role"] == Role.second_level_manager and not state.count("acceptance")
    later = "The plan comes to you once the first-line manager has signed it." if awaits else ""
    stop(403, heading, f"{say} {later or 'Nothing more is asked of you now.'}", unsent=found.seat.id)


def knock(seat_id: str) -> Seated:
    """The same, without asking whether they may come in: for the lobby, which waits for just that."""
    parts, session = services(), browser()
    seat = parts.accounts.seat(seat_id, session.id) if session else None
    if seat is None:
        stop(
            403,
            "This browser has no seat here",
            "Open the personal link you were sent, or type the code on the room screen. What you wrote is kept.",
            {"href": "/join", "title": "Join with the code"},
        )
    try:
        room = parts.rooms.open(seat.workshop)
    except KeyError:
        stop(410, "This workshop is not here any more", "Ask the facilitator where it has gone.")
    room.settle()
    person = room.state.get(seat.person, "person")
    if person is None:
        stop(410, "This link has ended", "Ask the facilitator for a new one.")
    parts.accounts.seen(seat.id, parts.clock())
    return Seated(seat, room, Viewer(person.id, Role(person["role"])), person)


def desk(seat_id: str) -> Seated:
    """A facilitator's seat; aborts for anybody else."""
    found = seated(seat_id)
    if not found.at_desk:
        stop(
            403,
            "This page is for the facilitators",
            "Your own page is one step back.",
            {"href": f"/s/{seat_id}/", "title": "To my page"},
        )
    return found


def not_too_fast(found: Seated) -> None:
    """End the request of a seat that has given more commands by form than a socket would have been allowed."""
    wait = services().house.wait(found.seat.id) if services().config.rate_limits else 0.0
    if wait:
        abort(answer(Refusal("too_fast", wait=math.ceil(wait)).answer(), 429))


def stop(
    status: int, heading: str, say: str, action: dict[str, str] | None = None, unsent: str = ""
) -> NoReturn:
    """End the request with a plain page, or with the same words as JSON for a script.

    `unsent` is a seat: what was written on its pages in this browser, and never arrived, is given back there.
    """
    if wants_json():
        abort(answer({"refused": "excluded", "heading": heading, "say": say}, status))
    abort(page("message.html", status=status, heading=heading, say=say, action=action, unsent=unsent))


def wants_json() -> bool:
    """Whether a script asks, which reads JSON, and not somebody with a form."""
    return bool(request.is_json or str(request.accept_mimetypes.best) == "application/json")


def end_seats(seats: list[str]) -> None:
    """Close what is connected on these seats, which have just ended."""
    if seats:
        services().house.end_seats(seats)
