"""The floor as it stands: who speaks, who waits, which round goes on. Reads, and changes others need; no commands."""

from typing import Any

from workshop.rules import presence, turns
from workshop.rules.events import Change
from workshop.rules.exercise import Ask
from workshop.rules.roles import TEAM, Role
from workshop.rules.sight import guests_inside
from workshop.rules.state import Record, State

QUEUE = "queue"


def speaking_now(state: State) -> Record | None:
    """The speech whose clock runs."""
    return next((s for s in reversed(list(state.of("speech"))) if not s["ended"]), None)


def open_round(state: State) -> Record | None:
    """The round that goes on."""
    return next((r for r in reversed(list(state.of("round"))) if not r["ended"]), None)


def cleared(ask: Ask) -> list[Change]:
    """The floor is empty: whoever speaks has spoken, and no round goes on. For whatever moves the room."""
    speech, going = speaking_now(ask.state), open_round(ask.state)
    ended = [ask.change(speech, ended=ask.now)] if speech else []
    return [*ended, *([ask.change(going, ended=ask.now)] if going else [])]


def speeches(state: State) -> list[Record]:
    """What was said in the live stage, since it was entered last."""
    entered = state.records[f"stage:{state.stage}"]["entered"]
    return [s for s in state.of("speech") if s["stage"] == state.stage and s["started"] >= entered]


def waiting(state: State) -> list[turns.Hand]:
    """The raised hands in the order of speaking."""
    said: dict[str, list[int]] = {}
    for speech in speeches(state):
        said.setdefault(speech["person"], []).append(
            (speech["ended"] or speech["started"]) - speech["started"]
        )
    hands = [
        turns.Hand(p.id, p["hand"], p["hand_at"], len(said.get(p.id, ())), sum(said.get(p.id, ())))
        for p in state.of("person")
        if p["hand"] and not p["withdrawn"]
    ]
    return turns.order(hands, placed(state))


def placed(state: State) -> list[str]:
    """Whom the desk has placed by hand; a hand that was lowered meanwhile has lost its place."""
    record = state.get(QUEUE, "queue")
    pins: dict[str, int] = record["pins"] if record and record.active else {}
    return [i for i, at in pins.items() if (p := state.get(i, "person")) and p["hand"] and p["hand_at"] == at]


def team_here(state: State) -> list[Record]:
    """Those of the team who are here, by when they first came."""
    found = (p for p in presence.invited(state, TEAM) if presence.here(p))
    return sorted(found, key=lambda p: p["first_came"] or 0)


def to_come(state: State, going: Record) -> list[str]:
    """Who is still to speak in a round: those here, latecomers after them, leaders last where that is agreed."""
    over = {going["turn"], *going["spoken"], *going["silent"]}
    here = [p.id for p in team_here(state)]
    line = [i for i in going["line"] if i not in over and i in here]
    line += [i for i in here if i not in over and i not in going["line"]]
    return leaders_last(state, line) if going["leader_last"] else line


def leaders_last(state: State, line: list[str]) -> list[str]:
    """The same line with the first-line managers at its end."""
    return sorted(line, key=lambda i: state.records[i]["role"] == Role.first_line_manager)


def names_shown(state: State) -> bool:
    """Whether the room screen may name people: no guest is in, and the live line is not one without names."""
    slot = state.live
    return not guests_inside(state) and not (slot and slot["naming"] == "anonymous")


def said_by(state: State, since: int, now: int) -> dict[str, dict[str, Any]]:
    """{person: {turns, ms}} spoken since a moment, what is being said now included."""
    found: dict[str, dict[str, Any]] = {}
    for speech in state.of("speech"):
        if speech["started"] >= since:
            one = found.setdefault(speech["person"], {"turns": 0, "ms": 0})
            one["turns"] += 1
            one["ms"] += max(0, (speech["ended"] or now) - speech["started"])
    return found
