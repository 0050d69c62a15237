"""Promises: which actions still ask something of somebody, and who carries too many of them."""

from collections import Counter

from workshop.rules.state import Record, State

#: How an action stands when nothing is left to do for it.
OVER = ("done", "cancelled")
#: With fewer actions than this, no share of them is too much.
FEW = 8


def to_keep(state: State) -> list[Record]:
    """The actions their owners have accepted and that are not over."""
    return [a for a in state.of("action") if a["state"] == "accepted" and a["progress"] not in OVER]


def carried(state: State) -> list[Record]:
    """The actions somebody carries: accepted or still to be answered, and not over."""
    return [a for a in state.of("action") if a["state"] != "declined" and a["progress"] not in OVER]


def overloaded(state: State) -> list[str]:
    """The ids of those who carry more than a quarter of all open actions, in order; nobody while there are few."""
    actions = carried(state)
    loads = Counter(a["owner"] for a in actions)
    return sorted(p for p, load in loads.items() if len(actions) >= FEW and load * 4 > len(actions))
