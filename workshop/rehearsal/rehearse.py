"""The whole of one rehearsal: a server, the people, the script, and what came of it."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.rehearsal import table
from workshop.rehearsal.by_sockets import Opened, open_workshop
from workshop.rehearsal.player import Player
from workshop.rehearsal.script import Script, ScriptError, load
from workshop.rehearsal.server import own_server

#: Nobody wants to watch a night pass: at most so many seconds between two contributions.
LONGEST_WAIT = 5.0
Say = Callable[[str], None]


@dataclass(frozen=True)
class Wishes:
    """How to rehearse. `speed` is how many times faster than written (0: as fast as it goes).

    `until` names the stage on whose entry to stop and leave the workshop open; `server`
    is one that runs already, with an account there; `keep` is a folder to keep the data in.
    """

    script: Path
    server: str = ""
    email: str = ""
    password: str = ""
    speed: float = 0.0
    until: str = ""
    keep: Path | None = None
    result: Path | None = None


def rehearse(wishes: Wishes, say: Say, wait: Callable[[], object] | None = None) -> int:
    """Rehearse, and say what was asked for and what was seen. 0 if nothing differs, else 1.

    Raises ScriptError for a script that cannot be played, Stuck when the server does not answer.
    """
    script = load(wishes.script)
    if wishes.until and wishes.until not in (reached := {c.stage: None for c in script.contributions}):
        raise ScriptError(
            f"the script has no stage “{wishes.until}” to stop at; it goes through {', '.join(reached)}"
        )
    with _server(wishes, script) as (url, email, password):
        began = time.monotonic()
        opened = open_workshop(script, url, email, password)
        try:
            player = Player(script, opened.hands, opened.names, salt=opened.workshop)
            for entry in player.play(wishes.until):
                _pace(script, entry.seq, wishes.speed)
            if wishes.until:
                _leave_open(opened, wishes.until, say, wait or threading.Event().wait)
            else:
                player.compare()
        finally:
            opened.hands.close()
    return _report(wishes, script, player, time.monotonic() - began, say)


@contextlib.contextmanager
def _server(wishes: Wishes, script: Script) -> Iterator[tuple[str, str, str]]:
    if wishes.server:
        yield wishes.server, wishes.email, wishes.password
        return
    with own_server(script.person("facilitator").name, wishes.keep) as own:
        yield own.url, own.email, own.password


def _pace(script: Script, seq: int, speed: float) -> None:
    """Wait as long as people would have, at this speed."""
    if speed > 0 and seq < len(script.contributions):
        now, after = script.contributions[seq - 1 : seq + 1]
        time.sleep(min(LONGEST_WAIT, (after.moment - now.moment) / 1000 / speed))


def _leave_open(opened: Opened, stage: str, say: Say, wait: Callable[[], object]) -> None:
    say(f"The workshop has come to “{stage}” and is open. Everybody's link:")
    for name, link in opened.links.items():
        say(f"  {name}: {link}")
    say("Ctrl-C ends it.")
    with contextlib.suppress(KeyboardInterrupt):
        wait()


def _report(wishes: Wishes, script: Script, player: Player, seconds: float, say: Say) -> int:
    for line in table.lines(script, player.rows, seconds):
        say(line)
    if wishes.result:
        made = table.as_data(script, player.rows, seconds)
        wishes.result.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row.fits for row in player.rows) else 1
