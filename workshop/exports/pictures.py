"""Pictures of a plan: who reports to whom, what is due when, what is worth most to both, plan against attainment.

Each stands beside a table or sentences that say the same, so that nothing is told by a picture alone.
"""

import datetime as dt
import math
from typing import Any

from workshop.exports.outline import Bar, Bars, Branch, Dot, Lane, Square, Timeline, Tone, Tree
from workshop.exports.phrases import MONTHS, called, name
from workshop.rules.state import Record, State

_STANCE: dict[str, Tone] = {"supporter": "good", "sceptic": "warn", "opponent": "bad"}


def reporting(state: State, there: list[Record]) -> Tree | None:
    """The organisation chart; nothing where nobody reports to anybody."""
    ids = {person.id for person in there}
    if not any(person["reports_to"] in ids for person in there):
        return None
    tops = [p for p in there if p["reports_to"] not in ids and any(q["reports_to"] == p.id for q in there)]
    return Tree(tuple(_branch(state, top, there, frozenset()) for top in tops))


def _branch(state: State, person: Record, there: list[Record], seen: frozenset[str]) -> Branch:
    known = seen | {person.id}
    under = tuple(
        _branch(state, p, there, known) for p in there if p["reports_to"] == person.id and p.id not in known
    )
    who = name(state, person["coverage"])
    tone = _STANCE.get(person["disposition"], "")
    return Branch(
        called(state, person), f"known to {who}" if who else "known to nobody of ours", tone, bool(who), under
    )


def due_when(state: State, today: dt.date) -> Timeline | None:
    """Promises by owner along the months; nothing for fewer than three."""
    dated = [
        a
        for a in state.of("action")
        if a["due"] and a["state"] != "declined" and a["progress"] != "cancelled"
    ]
    if len(dated) < 3:
        return None
    days = sorted(dt.date.fromisoformat(a["due"]) for a in dated)
    first = days[0].replace(day=1)
    last = (days[-1].replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    owners = sorted({a["owner"] for a in dated}, key=lambda o: name(state, o).casefold())
    lanes = tuple(
        Lane(name(state, owner), tuple(_dot(a, first, last, today) for a in dated if a["owner"] == owner))
        for owner in owners
    )
    return Timeline(lanes, tuple(_ticks(first, last)))


def _place(day: dt.date, first: dt.date, last: dt.date) -> float:
    return round((day - first).days / max((last - first).days, 1) * 100, 2)


def _dot(action: Record, first: dt.date, last: dt.date, today: dt.date) -> Dot:
    due = dt.date.fromisoformat(action["due"])
    tone: Tone = "good" if action["progress"] == "done" else "bad" if due < today else "ours"
    return Dot(action["what"], _place(due, first, last), tone=tone)


def _ticks(first: dt.date, last: dt.date) -> list[Dot]:
    ticks, day = [], first
    while day < last:
        ticks.append(Dot(MONTHS[day.month - 1][:3], _place(day, first, last)))
        day = (day + dt.timedelta(days=32)).replace(day=1)
    step = max(1, math.ceil(len(ticks) / 6))
    return ticks[::step]


def both_worth(state: State) -> Square | None:
    """Where both values are known: worth to the customer upwards, to us to the right, the amount as size."""
    rated = [
        o
        for o in state.of("opportunity")
        if o["value_to_customer"] and o["value_to_us"] and o["focus"] != "drop"
    ]
    if not rated:
        return None
    most = max(int(o["amount"]) for o in rated) or 1
    rated.sort(key=lambda o: -int(o["amount"]))
    taken: dict[tuple[int, int], int] = {}
    dots = []
    for deal in rated:
        place = (deal["value_to_us"], deal["value_to_customer"])
        beside = taken[place] = taken.get(place, -1) + 1  # the same worth: side by side
        x, y = place[0] * 20 - 10 + beside * 5, 110 - place[1] * 20
        size = round(math.sqrt(deal["amount"] / most) * 100)
        dots.append(Dot(deal["name"], min(x, 96), y, size, "good" if deal["focus"] == "focus" else "ours"))
    return Square(tuple(dots), "worth to us", "worth to the customer")


def attained(line: dict[str, Any]) -> Bars | None:
    """People named and reached against the people to meet."""
    need = line.get("prospects_needed", 0)
    if not need:
        return None
    pairs = (("named", line["prospects_named"]), ("reached", line["prospects_reached"]))
    return Bars(
        tuple(Bar(label, f"{have} of {need}", min(100, round(have / need * 100, 1))) for label, have in pairs)
    )
