"""Where everything is wired together: the only place that knows all the parts."""

import io
from collections.abc import Callable
from typing import Any

import msgspec
import segno
from flask import Flask

from workshop import web
from workshop.config import Config
from workshop.live.committer import Committer
from workshop.live.copier import Minutely
from workshop.live.house import House
from workshop.live.scheduler import Clock, Scheduler, machine
from workshop.live.socket import Transport, attach
from workshop.rooms import Rooms
from workshop.store.accounts import Accounts
from workshop.store.catalogue import Catalogue, Home
from workshop.web.assets import folders
from workshop.web.auth import set_up_path
from workshop.web.copies import word

KEEP_TIME_S = 60.0


class Services(msgspec.Struct, frozen=True):
    """What pages work with, at `app.extensions["workshop"]`."""

    config: Config
    home: Home
    accounts: Accounts
    catalogue: Catalogue
    rooms: Rooms
    house: House
    scheduler: Scheduler
    clock: Clock
    strange: list[str]


class Application:
    """A running server's parts: its WSGI callable, and how to end it."""

    def __init__(self, app: Flask, services: Services, transport: Transport) -> None:
        self.app, self.services, self._transport = app, services, transport
        self.wsgi: Callable[..., Any] = transport.wsgi
        self._copying = Minutely(services.config, services.scheduler)
        self._over = False
        self._keep_time()

    def notices(self, address: str) -> list[str]:
        """What whoever starts the server should read: the set-up link of a fresh home, files that cannot be served."""
        path = set_up_path(self.services.accounts, self.services.clock())
        first = [f"Set up the first account at {address}{path}"] if path else []
        return [*self.services.strange, *first, *self._for_the_room(address)]

    def _for_the_room(self, address: str) -> list[str]:
        """For one laptop that serves a room: the code to point a phone at, and how a second laptop follows."""
        if not self.services.config.room:
            return []
        drawn = io.StringIO()
        segno.make(f"{address}/join", error="m").terminal(drawn, compact=True, border=2)
        token = word(self.services.config.home)
        follow = f"workshop copy-from {address} --token {token} --home copy"
        return [
            drawn.getvalue().rstrip("\n"),
            f"People join at {address}/join",
            f"A second laptop keeps a copy with: {follow}",
        ]

    def close(self) -> None:
        """End connections, commit what is pending, close every file, let another server in."""
        self._over = True
        self._copying.stop()
        self._transport.close()
        self.services.house.close()
        self.services.rooms.close()
        self.services.catalogue.close()
        self.services.accounts.close()
        self.services.home.unlock()

    def _keep_time(self) -> None:
        """Every minute: follow the machine's clock while nobody is looking."""
        if not self._over:
            self.services.clock.follow(free=self.services.house.empty)
            self.services.scheduler.call_later(KEEP_TIME_S, self._keep_time)


def create_app(config: Config, scheduler: Scheduler, machine: Callable[[], int] = machine) -> Application:
    """Open the home and wire the parts. Raises `Locked` when another server has the home.

    `machine` is the machine's clock, ms since 1970.
    """
    clock = Clock(machine)
    home = Home(config.home)
    home.lock()
    catalogue = Catalogue.open(home.path)
    accounts = Accounts.open(home.path, scheduler.aside)

    rooms = Rooms(home, catalogue, clock, Committer(scheduler).wake)
    house = House(rooms, accounts, scheduler, clock)
    # Files come and go between two starts: restored, imported, carried away.
    interrupted = home.interrupted()
    files = {path.stem for path in home.workshops()[0]}
    if catalogue.fresh or files != set(rooms.all()):
        strange = rooms.rebuild()
    else:
        strange = rooms.catch_up(interrupted & files)
    static, templates = folders()
    app = Flask("workshop", static_folder=None, template_folder=str(templates))
    app.extensions["workshop"] = Services(
        config, home, accounts, catalogue, rooms, house, scheduler, clock, strange
    )
    web.register(app, static)
    return Application(app, app.extensions["workshop"], attach(app, house, config, scheduler))
