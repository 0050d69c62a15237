"""A rehearsal without a server: the hands reach straight into a room in this process."""

from typing import Any

from workshop.engine.deciding import Given
from workshop.engine.rulebook import KINDS
from workshop.rehearsal.numbers import Plan
from workshop.rehearsal.player import Answer
from workshop.room import Room
from workshop.rules import people, plan, presence
from workshop.rules.roles import Role, Viewer


class InRoom:
    """Plays in one room. A lost connection counts at once."""

    def __init__(self, room: Room):
        self.room = room
        self._lost: set[str] = set()
        self._signed: set[str] = set()

    def viewer(self, person: str) -> Viewer:
        """Who this is to the rules, now."""
        return Viewer(person, Role(self.room.state.records[person]["role"]))

    def at(self, moment: int) -> None:
        """Set the rehearsal's clock (ms)."""
        self.room.set_clock(moment)

    def send(self, person: str, command: str, kind: str, data: dict[str, Any]) -> Answer:
        """Give a command and commit it."""
        signed = person in self._signed
        self._signed.discard(person)
        return self.room.handle(self.viewer(person), Given(id=command, type=kind, data=data), signed)

    def lose(self, person: str) -> None:
        """The person's connection is gone."""
        self._lost.add(person)
        self.room.observe(
            lambda state, now: (
                people.lost(state, state.records[person], now)
                if presence.here(state.records[person])
                else None
            )
        )
        self.room.commit()

    def find(self, person: str) -> None:
        """The person is connected again."""
        if person not in self._lost:
            return
        self._lost.discard(person)
        self.room.observe(
            lambda state, now: (
                people.returned(state.records[person], now) if state.records[person]["lost_at"] else None
            )
        )
        self.room.commit()

    def read(self, person: str) -> Plan:
        """The plan as this person sees it now."""
        seen = self.room.seen_by(self.viewer(person))
        return Plan(
            {
                "id": r.id,
                "kind": r.kind,
                "rev": r.rev,
                "status": r.status,
                "by": r.by,
                "at": r.at,
                "body": r.body,
            }
            for r in seen.records.values()
        )

    def prove(self, person: str) -> None:
        """The next command of this person counts as signed."""
        self._signed.add(person)

    def sign(self, person: str) -> dict[str, Any]:
        """What a signature now would name, and a PIN for it."""
        self.prove(person)
        content = plan.content(self.room.state, KINDS)
        return {"version": self.room.state.records["plan"]["version"], "hash": plan.fingerprint(content)}
