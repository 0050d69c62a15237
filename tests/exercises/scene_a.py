"""A small cast in a workshop that is open, for the tests of the first four boards."""

import itertools
import tomllib
from pathlib import Path
from typing import Any

from workshop.engine.deciding import Given
from workshop.engine.founding import found
from workshop.engine.seeing import derived, personal, shared
from workshop.room import Room
from workshop.rules.events import Change, Entry, Event
from workshop.rules.roles import Role, Viewer
from workshop.rules.sight import Audience
from workshop.rules.state import Record
from workshop.store.memory import MemoryLog

BOOK = tomllib.loads(
    (Path(__file__).parents[2] / "workshop/playbooks/two_days.toml").read_text(encoding="utf-8")
)
CAST = (
    ("tess", "participant", "service"),
    ("bram", "participant", "service"),
    ("lena", "participant", "service"),
    ("otto", "participant", "sales"),
    ("hana", "first_line_manager", "sales"),
    ("gil", "second_level_manager", ""),
    ("marc", "customer_guest", "Head of stores"),
    ("wall", "screen", ""),
)
START = 1_000_000


class Scene:
    """A room with its log in memory, a clock that is set by hand (ms), and everybody in it."""

    def __init__(self, stage: str = "open", slot: str = "") -> None:
        self.now = START
        self._ids = (f"r{n}" for n in itertools.count())
        self._commands = itertools.count()
        event = found({"title": "Plan", "customer": "Kingfisher"}, BOOK, {"name": "Lea"}, START, self._id)
        self.log = MemoryLog()
        self._append(event)
        lead = next(c.id for c in event.changes if c.kind == "person")
        people = tuple(self._person(*one) for one in CAST)
        here = (
            Change(lead, "person", {"presence": "room"}),
            Change("s1", "sitting", {"number": 1, "opened": START}),
        )
        at = {"stage": stage, "slot": f"slot:{slot}" if slot else "", "sitting": "s1"}
        moved = Change("workshop", "workshop", at)
        self._append(Event(type="test.gathered", at=START, changes=(*people, *here, moved)))
        self.room = Room("w", self.log, lambda: self.now, self._id, lambda items: list(items)[::-1])
        self.viewers = {one: Viewer(one, Role(role)) for one, role, _ in CAST}
        self.viewers["lea"] = Viewer(lead, Role.facilitator)

    def _id(self) -> str:
        return next(self._ids)

    def _person(self, name: str, role: str, function: str) -> Change:
        inside = role not in ("second_level_manager", "customer_guest", "screen")
        body = {"name": name.title(), "role": role, "function": function, "presence": "room", "admitted": True,
                "window": "open" if inside else "closed"}  # fmt: skip
        return Change(name, "person", body)

    def _append(self, event: Event) -> None:
        self.log.append(self.log.head, [Entry(person="", command="", answer={}, events=(event,))])

    def let_in(self, *visitors: str) -> None:
        """Open these visitors' windows."""
        changes = tuple(Change(v, "person", {"window": "open"}) for v in visitors)
        self.room.observe(lambda state, now: Event(type="test.let_in", at=now, changes=changes))
        self.room.commit()

    def put(self, kind: str, record_id: str, by: str = "tess", **body: Any) -> str:
        """A record that is simply there, complete with its kind's usual values."""
        from workshop.engine.rulebook import KINDS
        from workshop.rules.fields import plain, read

        values = plain(read(body, KINDS[kind].body))
        change = Change(record_id, kind, values)
        self.room.observe(lambda state, now: Event(type="test.put", at=now, by=by, changes=(change,)))
        self.room.commit()
        return record_id

    def give(self, who: str, command: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The answer to somebody's command."""
        given = Given(id=more.pop("id", f"{next(self._commands):032x}"), type=command, data=data, **more)
        return self.room.handle(self.viewers[who], given)

    def made(self, who: str, command: str, data: dict[str, Any], **more: Any) -> str:
        """The first record a command makes; the command must succeed."""
        answer = self.give(who, command, data, **more)
        assert answer.get("ok"), answer
        return str(answer["made"][0])

    def refused(self, who: str, command: str, data: dict[str, Any], **more: Any) -> str:
        """The code with which a command is refused."""
        return str(self.give(who, command, data, **more).get("refused"))

    def get(self, record_id: str) -> Record:
        """A record as it is stored."""
        return self.room.state.records[record_id]

    def seen(self, who: str, record_id: str) -> dict[str, Any] | None:
        """A record as it reaches this person, if it does."""
        viewer = self.viewers[who]
        record = self.get(record_id)
        mine = personal(self.room.state, record).get(viewer.person)
        return mine or shared(self.room.state, record, _audience(viewer))

    def seers(self, record_id: str) -> set[str]:
        """Everybody a record reaches."""
        return {who for who in self.viewers if self.seen(who, record_id)}

    def worked_out(self, who: str) -> dict[str, dict[str, Any]]:
        """What is worked out for this person's audience: {id: body}."""
        found_ = derived(self.room.state, _audience(self.viewers[who]), self.now)
        return {record_id: wire["body"] for record_id, wire in found_.items()}


def _audience(viewer: Viewer) -> Audience:
    from workshop.rules.sight import audience_of

    return audience_of(viewer)
