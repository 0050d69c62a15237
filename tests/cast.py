"""A cast of named people, and a workshop they can act in: the same in every test.

Fay facilitates, Cora helps her. Tom, Tess and six more are the team, Olga owns the plan.
Mara is the first-line manager, Sven the second-level manager, Carl the customer's guest.
"""

import itertools
import json
import random
import tomllib
from pathlib import Path
from typing import Any

from workshop.engine import founding
from workshop.engine.deciding import Given
from workshop.live.audience import Audience
from workshop.live.connection import Connection
from workshop.room import Room
from workshop.rules.events import Entry
from workshop.rules.roles import Role, Viewer
from workshop.rules.state import Record
from workshop.store.memory import MemoryLog

NINE = 1_760_000_400_000
BOOK = Path(__file__).parent.parent / "workshop/playbooks/two_days.toml"
TEAM = ("Tom", "Tess", "Ana", "Ben", "Dev", "Eve", "Gus", "Ida")
FUNCTIONS = ("sales", "technical", "service", "marketing", "product")


class Workshop:
    """A room over a log in memory, with a clock, ids and a chance that tests set."""

    #: How ids and orders are made; without them they are the same in every run.
    new_id: Any = None
    shuffle: Any = None

    def __init__(self, log: Any = None, book: dict[str, Any] | None = None, **particulars: Any) -> None:
        self.time = NINE
        self.ids = iter(self.new_id, "") if self.new_id else (f"id{n}" for n in itertools.count(1))
        self.commands = itertools.count(1)
        chance = random.Random(7)
        values = {"title": "Plan for Castor", "customer": "Castor Homes", "seller": "Ours", **particulars}
        book = book or tomllib.loads(BOOK.read_text(encoding="utf-8"))
        event = founding.found(values, book, {"name": "Fay"}, self.time, lambda: next(self.ids))
        log = log or MemoryLog()
        log.append(0, [Entry(person="", command="", answer={}, events=(event,))])
        self.room = Room(
            "w",
            log,
            lambda: self.time,
            lambda: next(self.ids),
            self.shuffle or (lambda items: chance.sample(list(items), len(list(items)))),
        )
        self.audience = Audience(self.room)
        self.room.audience = self.audience
        self.invite()

    def invite(self) -> None:
        """The whole cast, by the desk."""
        people: list[dict[str, Any]] = [
            {"name": name, "function": FUNCTIONS[n % 5]} for n, name in enumerate(TEAM)
        ]
        people += [
            {"name": "Olga", "role": "plan_owner", "function": "sales"},
            {"name": "Cora", "role": "co_facilitator"},
            {"name": "Mara", "role": "first_line_manager"},
            {"name": "Sven", "role": "second_level_manager"},
            {"name": "Carl", "role": "customer_guest"},
            {"name": "Screen", "role": "screen"},
        ]
        self.ok("Fay", "people.add", people=people)

    def person(self, name: str) -> Record:
        """Somebody of the cast, as a record."""
        return next(p for p in self.room.state.all("person") if p["name"] == name)

    def viewer(self, name: str) -> Viewer:
        """Somebody of the cast, as who asks."""
        person = self.person(name)
        return Viewer(person.id, Role(person["role"]))

    def do(
        self,
        who: str,
        command: str,
        *,
        rev: int | None = None,
        behalf: str = "",
        signed: bool = False,
        key: str = "",
        **data: Any,
    ) -> dict[str, Any]:
        """Give a command; its answer. A second passes first."""
        self.time += 1000
        given = Given(
            key or f"c{next(self.commands)}", command, data, rev, self.person(behalf).id if behalf else ""
        )
        return self.room.handle(self.viewer(who), given, signed)

    def ok(self, who: str, command: str, **settings: Any) -> list[str]:
        """Give a command that must be taken; the ids it made."""
        answer = self.do(who, command, **settings)
        assert answer.get("ok"), answer
        return list(answer["made"])

    def refused(self, who: str, command: str, **settings: Any) -> str:
        """Give a command that must be refused; the code."""
        answer = self.do(who, command, **settings)
        assert "refused" in answer, answer
        return str(answer["refused"])

    def open(self, *absent: str) -> "Workshop":
        """Doors open and everybody comes, but for those named."""
        self.ok("Fay", "stage.open_doors")
        for name in ("Fay", "Cora", *TEAM, "Olga", "Mara", "Sven", "Carl"):
            if name not in absent and self.do(name, "people.arrive", how="room").get("refused") not in (
                None,
                "excluded",
            ):
                raise AssertionError(name)
        return self

    def go_to(self, stage: str) -> "Workshop":
        """Move on to a stage, going around what is missing with a reason where that is allowed."""
        while self.room.state.stage != stage:
            book = self.room.state.records["playbook"]["data"]
            order = [s["id"] for s in book["stages"]]
            after = order[order.index(self.room.state.stage) + 1]
            self.ok("Fay", "stage.advance", to=after, reason="only a test")
        return self

    def sees(self, name: str) -> dict[str, Record]:
        """Every record somebody may see."""
        return dict(self.room.seen_by(self.viewer(name)).records)


class Browser:
    """What a browser holds: a snapshot and the patches after it, folded the way ours folds them."""

    def __init__(self, audience: Audience, viewer: Viewer) -> None:
        self.audience, self.viewer = audience, viewer
        self.bytes = b""
        self.layers: dict[str, dict[str, Any]] = {}
        self.numbers: dict[str, int] = {}
        self.order: list[str] = []
        self.closed, self.said = False, ""
        self.undo: list[dict[str, Any]] = []
        self.connection = Connection(self, "seat", None, "127.0.0.1")
        audience.welcome(self.connection, viewer)

    def deliver(self, frames: tuple[bytes, ...]) -> None:
        """What the server sends."""
        for frame in frames:
            self.bytes += frame
            name, data = json.loads(frame.removeprefix(b"42"))
            if name == "snapshot":
                self.closed = False
                self.layers, self.numbers, self.order = {}, {}, [layer["stream"] for layer in data["layers"]]
                self.undo = data["undo"]
                for layer in data["layers"]:
                    self.layers[layer["stream"]] = {r["id"]: r for r in layer["put"]}
                    self.numbers[layer["stream"]] = layer["n"]
            elif name == "patch":
                self._patch(data)
            elif name == "closed":
                self.closed, self.said, self.layers = True, data["say"], {}

    def end_soon(self, code: int) -> None:
        """The server ends the connection."""
        self.closed = True

    def view(self) -> dict[str, Any]:
        """The union of the layers; what is personal wins."""
        found: dict[str, Any] = {}
        for stream in self.order:
            found |= self.layers.get(stream, {})
        return found

    def _patch(self, data: dict[str, Any]) -> None:
        stream = data["stream"]
        assert data["n"] == self.numbers[stream] + 1, "a gap, a repeat or a swap"
        self.numbers[stream] = data["n"]
        self.layers[stream].update({r["id"]: r for r in data["put"]})
        for record_id in data["drop"]:
            del self.layers[stream][record_id]
