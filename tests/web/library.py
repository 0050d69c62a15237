"""A running application on real files, with Castor's plan in it, and readers who sit in it."""

import itertools
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.exports.castor import Castor
from workshop.app import create_app
from workshop.config import Config
from workshop.engine.deciding import Given
from workshop.live.scheduler import Threads, Timer
from workshop.rules.events import Entry
from workshop.store.sqlite import SqliteLog
from workshop.web.pin import hash_password

PIN = "4711-mara"
HERE = "http://localhost"
KEPT = hash_password(PIN).encode()


class Calm(Threads):
    """Nothing happens later: what is not done by the end of a test would find its files closed."""

    def call_later(self, seconds: float, work: Callable[[], object]) -> Timer:
        """Not at all."""
        return threading.Timer(seconds, work)


class Still(Calm):
    """The same, and time passes when the test says so (`time`, in seconds)."""

    time = 1000.0

    def now(self) -> float:
        """What the test has set."""
        return self.time


class Library:
    """The application, and one workshop whose log is a copy of Castor's. With a `clock` it limits what one may send."""

    def __init__(self, home: Path, castor: Castor, clock: Still | None = None) -> None:
        self.castor = castor
        config = Config(home=home, async_mode="threading", rate_limits=clock is not None)
        self.app = create_app(config, clock or Calm())
        self.services = self.app.services
        self.workshop = secrets.token_hex(16)
        log = SqliteLog.create(self.services.home.file(self.workshop))
        events = [event for _, event in castor.room.log.read()]
        log.append(0, [Entry(person="", command="", answer={}, events=(event,)) for event in events])
        log.close()
        self.room = self.services.rooms.open(self.workshop)
        for name in ("Mara", "Sven"):
            self.room.log.keep(f"pin:{castor.person(name).id}", KEPT)
        self._turns = itertools.count()

    def reader(self, name: str) -> "Reader":
        """Somebody of the cast with a browser of their own."""
        return Reader(self, name)

    def do(self, name: str, command: str, **data: Any) -> dict[str, Any]:
        """Give a command as somebody, past every page."""
        given = Given(f"by hand {next(self._turns)}", command, data)
        return self.room.handle(self.castor.viewer(name), given)

    def close(self) -> None:
        """End it."""
        self.app.close()


class Reader:
    """One seat, through the application's own pages."""

    def __init__(self, library: Library, name: str) -> None:
        accounts, now = library.services.accounts, library.services.clock()
        token, session = accounts.start_session(now)
        person = library.castor.person(name).id
        self.seat = accounts.grant_seat(session.id, library.workshop, person, "a test", now).id
        self.client = library.app.app.test_client()
        self.cookies = {library.services.config.cookie: token}
        for key, value in self.cookies.items():
            self.client.set_cookie(key, value)

    def get(self, path: str, **headers: str) -> Any:
        """A page of this seat."""
        return self.client.get(f"/s/{self.seat}/{path}", headers={"Accept": "text/html", **headers})

    def text(self, path: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.text)

    def data(self, path: str) -> Any:
        """The same for a script."""
        return self.get(path, Accept="application/json").json

    def command(self, kind: str, /, **data: Any) -> dict[str, Any]:
        """A command without a socket; its answer."""
        body = {"id": secrets.token_hex(16), "type": kind, "data": data}
        answer = self.client.post(f"/s/{self.seat}/commands", json=body, headers={"Origin": HERE})
        return dict(answer.json)

    def send(self, path: str, **form: Any) -> Any:
        """A form, without following where it leads."""
        return self.client.post(
            f"/s/{self.seat}/{path}", data=form, headers={"Origin": HERE, "Accept": "text/html"}
        )
