"""Plays a case and prints, for several people, a fingerprint of each record they see and of each document they read."""

import hashlib
import json
import sys
from pathlib import Path

from tests.rehearsal.stage import played
from workshop.exports.minutes import minutes
from workshop.exports.plan import plan
from workshop.rehearsal.script import load
from workshop.rules.roles import Role, Viewer


def told(path: Path) -> list[str]:
    """Lines of `role what fingerprint`, in the order things are told."""
    room = played(load(path)).hands.room
    people = {str(p["role"]): p for p in room.state.of("person")}
    now, lines = room.now(), []
    for role, person in people.items():
        seen = room.seen_by(Viewer(person.id, Role(role)))
        # The head of a chain over salted sums is another one in each play.
        bodies = (
            (r, {name: v for name, v in r.body.items() if name != "head"}) for r in seen.records.values()
        )
        made = {f"{r.kind} {r.id}": json.dumps(body, default=str) for r, body in bodies}
        made["plan"] = str(plan(seen, now))
        made["minutes"] = str(minutes(seen, (event for _, event in room.log.read()), now))
        lines += [f"{role} {what} {hashlib.sha256(text.encode()).hexdigest()}" for what, text in made.items()]
    return lines


if __name__ == "__main__":
    print("\n".join(told(Path(sys.argv[1]))))
