"""A real server in another process, on a home that was prepared before: a workshop with its people seated."""

import copy
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from workshop.app import create_app
from workshop.config import Config
from workshop.engine.deciding import Given
from workshop.live.scheduler import Threads, Timer
from workshop.rules.roles import Role, Viewer

ROOT = Path(__file__).resolve().parents[2]
CAST = {
    "Fay": "facilitator",
    "Tess": "participant",
    "Tom": "participant",
    "Mara": "first_line_manager",
    "Carl": "customer_guest",
    "Wall": "screen",
}


class Now(Threads):
    """A scheduler for somebody who closes the house before anything could be due."""

    def call_later(self, seconds: float, work: Callable[[], object]) -> Timer:
        """Nothing comes later."""
        return threading.Timer(seconds, work)


class House:
    """One home and its server. `seats` and `cookies` by first name: each person has a browser of their own."""

    #: What is started to serve it.
    program = "workshop"

    def __init__(self, home: Path) -> None:
        self.home = home
        self.seats: dict[str, str] = {}
        self.cookies: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.process: subprocess.Popen[str] | None = None
        self.port = 0
        self._commands = 0
        with self.inside() as parts:
            self.workshop = self._found(parts)

    def copy(self, home: Path) -> Self:
        """The same house somewhere else, its server not started."""
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        twin = copy.copy(self)
        twin.home, twin.process, twin.port = home, None, 0
        return twin

    @contextmanager
    def inside(self) -> Iterator[Any]:
        """The server's parts on this home, while no server runs."""
        application = create_app(Config(home=self.home, async_mode="threading"), Now())
        try:
            yield application.services
        finally:
            application.close()

    def _found(self, parts: Any) -> str:
        values = {"title": "Plan for Castor", "customer": "Castor Homes", "seller": "Ours"}
        workshop = str(parts.rooms.found(values, parts.rooms.playbook("two_days"), {"name": "Fay"}))
        room = parts.rooms.open(workshop)
        self.people["Fay"] = room.state.workshop["lead"]
        invited = [{"name": name, "role": role} for name, role in CAST.items() if name != "Fay"]
        self.give(room, "Fay", "people.add", people=invited)
        self.people |= {p["name"]: p.id for p in room.state.of("person")}
        for name, person in self.people.items():
            self.cookies[name], session = parts.accounts.start_session(parts.clock())
            seat = parts.accounts.grant_seat(session.id, workshop, person, "Chrome", parts.clock())
            self.seats[name] = seat.id
        self.give(room, "Fay", "stage.open_doors")
        for name in ("Fay", "Tess", "Tom", "Mara"):
            self.give(room, name, "people.arrive", how="room")
        return workshop

    def give(self, room: Any, name: str, command: str, **data: Any) -> dict[str, Any]:
        """A command by one of the cast that must be taken."""
        self._commands += 1
        viewer = Viewer(self.people[name], Role(CAST[name]))
        answer: dict[str, Any] = room.handle(viewer, Given(f"{self._commands:032x}", command, data))
        assert answer.get("ok"), answer
        return answer

    def go_to(self, stage: str) -> None:
        """Move the room on, going around what is missing."""
        with self.inside() as parts:
            room = parts.rooms.open(self.workshop)
            order = [s["id"] for s in room.state.records["playbook"]["data"]["stages"]]
            while room.state.stage != stage:
                to = order[order.index(room.state.stage) + 1]
                self.give(room, "Fay", "stage.advance", to=to, reason="only a test")

    def do(self, name: str, command: str, **data: Any) -> None:
        """A command by one of the cast while no server runs."""
        with self.inside() as parts:
            self.give(parts.rooms.open(self.workshop), name, command, **data)

    def texts(self, kind: str) -> list[str]:
        """What the log says was written, in its order; read while no server runs."""
        with self.inside() as parts:
            return [r["text"] for r in parts.rooms.open(self.workshop).state.all(kind)]

    def start(self, port: int = 0) -> None:
        """Serve, at a port of the system's choice or at the one it had."""
        environ = {**os.environ, "WORKSHOP_HOME": str(self.home), "WORKSHOP_PORT": str(port or self.port)}
        command = [sys.executable, "-m", self.program, "serve"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.startswith("Workshop is at"), line
        self.port = int(line.rstrip("/\n").rpartition(":")[2])

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the server, politely or not."""
        if self.process:
            self.process.send_signal(how)
            self.process.communicate(timeout=15)
            self.process = None


def until(true: Any, seconds: float = 10.0) -> None:
    """Wait for something to become true; fail if it does not."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
