"""A real server in a process of its own, and people who use it over HTTP and sockets."""

import contextlib
import datetime as dt
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parent.parent
LEAD = {"email": "fay@ours.test", "name": "Fay Lindqvist", "password": "a good long sentence"}


class Server:
    """A server on a home of its own. `stop` asks it to end, `kill` ends it as a power cut would."""

    def __init__(self, home: Path, *options: str, port: int = 0) -> None:
        self.home, self.options, self.port = home, options, port
        self.lines: list[str] = []
        self.start()

    def start(self) -> None:
        """Start it (again), on the same port as before, and wait until it serves."""
        command = [
            sys.executable,
            "-u",
            "-m",
            "workshop",
            "serve",
            "--home",
            str(self.home),
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            [*command, *self.options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if found := re.search(r"Workshop is at http://\S+:(\d+)/", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError("\n".join(self.lines))
        self.address = f"http://127.0.0.1:{self.port}"

    def set_up_token(self) -> str:
        """The token of the printed set-up link."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        return line.strip().rpartition("#")[2]

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        if self.process.poll() is None:
            self.process.kill()
        if self.process.stdout:
            self.process.stdout.close()


class Person:
    """Somebody with a browser, over HTTP only."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.http = requests.Session()
        self.http.headers["Origin"] = server.address
        self.seat = ""

    def get(self, path: str, **settings: Any) -> requests.Response:
        """A page."""
        return self.http.get(self.server.address + path, timeout=20, **settings)

    def post(self, path: str, **settings: Any) -> requests.Response:
        """A form or a message."""
        return self.http.post(self.server.address + path, timeout=20, **settings)

    def enter(self, link: str) -> "Person":
        """Come in by a personal link ("/i#token")."""
        token = link.rpartition("#")[2]
        self.post("/i", json={"token": token})
        entered = self.post("/i/enter", json={"token": token}).json()
        self.seat = entered["to"].split("/")[2]
        return self

    def command(self, kind: str, /, **data: Any) -> dict[str, Any]:
        """A command without a socket; its answer."""
        body = {"id": f"{time.time_ns():032x}", "type": kind, "data": data}
        answer: dict[str, Any] = self.post(f"/s/{self.seat}/commands", json=body).json()
        return answer


def set_up(server: Server) -> Person:
    """The first account, logged in."""
    fay = Person(server)
    made = fay.post("/set-up", data={**LEAD, "token": server.set_up_token()})
    assert made.status_code == 200, made.text
    return fay


def small_hours() -> str:
    """A time zone in which it is about five: no doors are early, and no fixed time has been missed.

    In the evening there is none on the same day, and that does as well.
    """
    hour = dt.datetime.now(dt.UTC).hour
    return f"Etc/GMT{hour - 5:+d}" if hour < 18 else "Etc/UTC"


def found(
    fay: Person, people: list[dict[str, Any]] | None = None, **values: Any
) -> dict[str, dict[str, str]]:
    """A workshop led by this person; everybody invited by name: {name: {id, role, link}}."""
    team = [{"name": name} for name in ("Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba")]
    others = [
        {"name": "Mara Vandenbroucke", "role": "first_line_manager"},
        {"name": "Cora Lind", "role": "co_facilitator"},
        {"name": "Sven Pellew", "role": "second_level_manager"},
        {"name": "Carl Marsh", "role": "customer_guest", "function": "COO"},
    ]
    body = {
        "customer": "Castor Homes plc",
        "people": people or [*team, *others],
        "offerings": ["Stations", "Software"],
        "time_zone": small_hours(),
        **values,
    }
    made = fay.post("/new", json=body)
    assert made.status_code == 200, made.text
    fay.seat = made.json()["seat"]
    return {p["name"]: p for p in made.json()["people"]}
