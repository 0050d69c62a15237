"""How a stage was shared, and how people were doing, as the minutes say it: never a name, never blame."""

from typing import Any

from workshop.exports.outline import Line
from workshop.exports.phrases import counted, joined, quoted
from workshop.rules.events import Event
from workshop.rules.state import Record, State

CHANNELS = {"cards": "cards", "turns": "turns to speak", "seconds": "speaking time"}
WITHHELD = {"anonymous": "without names", "function": "with functions in place of names"}
LEVELS = {"even": "shared evenly", "uneven": "carried more by a few", "few": "carried mostly by few"}


def shared(state: State, stage: str, begun: int, ended: int) -> list[Line]:
    """What was kept of a stage's balance when it was left; nothing while it goes on."""
    kept = state.get(f"balance:{stage}", "balance")
    if kept is None or not begun <= kept["until"] or (ended and kept["until"] > ended):
        return []
    lines = []
    if kept["turns"]:
        minutes = max(1, round(kept["seconds"] / 60))
        spoke = f"{counted(kept['speakers'], 'person', 'people').capitalize()} spoke"
        lines.append(Line(f"{spoke}, {counted(kept['turns'], 'turn')} in {counted(minutes, 'minute')}"))
    parts = [
        f"{CHANNELS[row['channel']]} were {LEVELS[row['level']]}{_numbers(row)}" for row in kept["channels"]
    ]
    parts = [part.replace("time were", "time was") for part in parts]
    return [*lines, *([Line(f"How it was shared: {joined(parts)}")] if parts else [])]


def _numbers(row: dict[str, Any]) -> str:
    """What a tilted channel rests on: " (the busiest 3 of 10 had 80 %, a fair part is 30 %; 4 had none)"."""
    if row["level"] == "even":
        return ""
    none = f"; {row['silent']} had none" if row["silent"] else ""
    busiest = f"the busiest {row['carried']} of {row['people']} had {row['share']} %"
    return f" ({busiest}, a fair part is {row['fair']} %{none})"


def nameless(state: State, stage: str, begun: int, ended: int) -> list[Line]:
    """Which pieces were revealed without their writers' names, as it was promised beside the input."""
    end = ended or 10**15
    revealed = (s for s in state.of("slot") if s["stage"] == stage and begun <= s["revealed"] < end)
    return [
        Line(f"{quoted(slot['title'], 60)} was written {WITHHELD[slot['naming']]}")
        for slot in revealed
        if slot["naming"] in WITHHELD
    ]


def how_we_are(state: State, event: Event, asked: Record) -> str:
    """How many said which, where four or more answered."""
    spread = asked["spread"] or {}
    said = [f"{count} said {value}" for value, count in sorted(spread.items(), reverse=True) if count]
    return f"how are we doing, {asked['question']} from 1 to 5: {joined(said)}" if said else ""
