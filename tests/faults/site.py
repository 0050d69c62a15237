"""A real server on a home of its own that can be killed, stopped and starved, and people on real sockets."""

import copy
import itertools
import json
import os
import resource
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.request import Request, urlopen

from tests.browser.house import House
from tests.live.wired import Gone, Raw
from workshop.live.audience import PACE_S
from workshop.rules.noticed import walked_in

_asked = itertools.count()
MORE = {"Cora": "co_facilitator", "Sven": "second_level_manager", "Screen": "screen"}


def times(name: str, usual: int) -> int:
    """How often something is done: FAULTS_<NAME> in the environment, few times by default."""
    return int(os.environ.get(f"FAULTS_{name}", usual))


class Served:
    """A server's process and port."""

    process: "subprocess.Popen[str] | None" = None
    port: int = 0


class Site(House):
    """A workshop with everybody seated, and an unknown Walker in its lobby; its server sets nobody a pace.

    Its twins are further workshops in the same home, on the same server.
    """

    def __init__(self, home: Path) -> None:
        self._served = Served()
        super().__init__(home)
        with self.inside() as parts:
            self._seat_more(parts)

    def _seat_more(self, parts: Any) -> None:
        room = parts.rooms.open(self.workshop)
        invited = [{"name": name, "role": role} for name, role in MORE.items()]
        self.give(room, "Fay", "people.add", people=invited)
        self.people |= {p["name"]: p.id for p in room.state.of("person")}
        room.observe(lambda state, now: walked_in("walker", "Walker", "sales", now))
        room.commit()
        self.people["Walker"] = "walker"
        for name in (*MORE, "Walker"):
            self.cookies[name], session = parts.accounts.start_session(parts.clock())
            granted = parts.accounts.grant_seat(
                session.id, self.workshop, self.people[name], "Chrome", parts.clock()
            )
            self.seats[name] = granted.id

    def __copy__(self) -> Self:
        copied = type(self).__new__(type(self))
        copied.__dict__ |= self.__dict__ | {"_served": Served()}
        return copied

    def twin(self, stage: str = "open") -> Self:
        """Another workshop at a stage, made like the first, while no server runs."""
        other = copy.copy(self)
        other._served = self._served
        other.seats, other.cookies, other.people = {}, {}, {}
        with other.inside() as parts:
            other.workshop = other._found(parts)
            other._seat_more(parts)
        if stage != "open":
            other.go_to(stage)
        return other

    @property
    def process(self) -> "subprocess.Popen[str] | None":
        """The server's process, while it runs."""
        return self._served.process

    @process.setter
    def process(self, process: "subprocess.Popen[str] | None") -> None:
        self._served.process = process

    @property
    def port(self) -> int:
        """Where it serves."""
        return self._served.port

    @port.setter
    def port(self, port: int) -> None:
        self._served.port = port

    @property
    def file(self) -> Path:
        """The workshop's file."""
        return self.home / f"{self.workshop}.db"

    def start(self, port: int = 0) -> None:
        """Serve without limits on how fast anybody writes."""
        os.environ["WORKSHOP_RATE_LIMITS"] = "false"
        try:
            super().start(port)
        finally:
            del os.environ["WORKSHOP_RATE_LIMITS"]

    def limit_files(self, size: int) -> None:
        """Let no file of the server grow beyond so many bytes; -1 for any size."""
        assert self.process
        _, hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size if size >= 0 else hard, hard))

    def request(self, name: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        """A page of somebody's, or a form: status, and every byte of headers and body."""
        address = f"http://127.0.0.1:{self.port}"
        sent = {"Cookie": f"workshop={self.cookies[name]}", "Origin": address, **headers}
        asked = Request(f"{address}/s/{self.seats[name]}/{path}", data=body, headers=sent)
        try:
            with urlopen(asked, timeout=20) as answer:
                return int(answer.status), str(answer.headers).encode() + bytes(answer.read())
        except OSError as error:
            if not hasattr(error, "code"):
                raise
            return int(error.code), str(error.headers).encode() + error.read()  # type: ignore[attr-defined]

    @contextmanager
    def line(self, name: str) -> Iterator["Line"]:
        """Somebody's socket, greeted."""
        line = Line(self, name)
        try:
            yield line.come()
        finally:
            line.sock.close()


class Line(Raw):
    """One socket of one person: all it was sent, and the records it holds, checked frame by frame."""

    def __init__(self, site: Site, name: str, window: int = 0) -> None:
        self.texts: list[str] = []
        self.numbers: dict[str, int] = {}
        self.held: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        cookie = {"Cookie": f"workshop={site.cookies[name]}"}
        super().__init__(site.port, site.seats[name], cookie, window)

    def come(self) -> Self:
        """Shake hands and get the snapshot."""
        if self.status != 101 or not self.text().startswith("0{"):
            raise Gone(0)
        self.say("40")
        if not self.text().startswith("40{"):
            raise Gone(0)
        self.event("hello", protocol=1)
        while not self.texts[-1].startswith(('42["snapshot"', '42["closed"')):
            self.text()
        return self

    def text(self) -> str:
        """The next text frame, taken in."""
        found = super().text()
        if found == "2":
            self.say("3")
            return self.text()
        self.texts.append(found)
        if found.startswith("42"):
            name, data = json.loads(found[2:])
            self._learn(name, data)
        return found

    def _learn(self, name: str, data: dict[str, Any]) -> None:
        if name == "snapshot":
            self.numbers = {layer["stream"]: layer["n"] for layer in data["layers"]}
            self.held = {layer["stream"]: {r["id"]: r for r in layer["put"]} for layer in data["layers"]}
        elif name == "patch":
            stream = data["stream"]
            assert data["n"] == self.numbers[stream] + 1, "a gap, a repeat or a swap"
            self.numbers[stream] = data["n"]
            self.held[stream] |= {r["id"]: r for r in data["put"]}
            for record in data["drop"]:
                del self.held[stream][record]
        elif name == "answer":
            self.answers[data["id"]] = data
        elif name == "closed":
            self.numbers, self.held = {}, {}

    def give(self, kind: str, key: str = "", /, **data: Any) -> dict[str, Any]:
        """A command; its answer, without the stream's number. Raises Gone where the connection ends first."""
        key = key or secrets.token_hex(16)
        try:
            self.event("command", id=key, type=kind, data=data)
        except OSError:
            raise Gone(0) from None
        return self.answer(key)

    def answer(self, key: str) -> dict[str, Any]:
        """The answer to a command that was given."""
        while key not in self.answers:
            self.text()
        return {name: value for name, value in self.answers.pop(key).items() if name != "n"}

    def caught_up(self) -> int:
        """Take in all that was sent until now; the server's time (ms)."""
        asked = next(_asked)
        self.event("clock", t0=asked)
        while True:
            found = self.text()
            if found.startswith('42["clock"') and json.loads(found[2:])[1]["t0"] == asked:
                return int(json.loads(self.texts.pop()[2:])[1]["t1"])

    def settled(self) -> None:
        """Take in what was sent until now, and what follows it at the server's own pace."""
        self.caught_up()
        time.sleep(PACE_S * 1.2)
        self.caught_up()

    def quiet(self, seconds: float = 0.5) -> None:
        """Take in what comes until nothing comes any more."""
        self.sock.settimeout(seconds)
        try:
            while True:
                self.text()
        except (TimeoutError, Gone):
            pass
        finally:
            self.sock.settimeout(10)

    def words(self, kind: str = "card") -> list[str]:
        """The texts of the records of a kind that this one holds."""
        return sorted(
            r["body"]["text"] for layer in self.held.values() for r in layer.values() if r["kind"] == kind
        )


def come_back(site: Site, name: str, seconds: float = 20.0) -> Line:
    """A new socket, as soon as the server takes one."""
    end = time.monotonic() + seconds
    while True:
        try:
            return Line(site, name).come()
        except (OSError, Gone):
            assert time.monotonic() < end, "the server did not come back"
            time.sleep(0.1)
