"""The week: what one person has to answer and to report, what is flagged, what nobody knows; how the plan does."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from workshop.exercises.review import last_begun
from workshop.exports.changes import Change, in_words
from workshop.exports.phrases import PROGRESS, day, long_day, name, quoted, title, word
from workshop.exports.promises import in_order
from workshop.exports.reading import amendments
from workshop.rules import naming
from workshop.rules.promises import OVER, to_keep
from workshop.rules.roles import Role, Viewer
from workshop.rules.schedule import local_day
from workshop.rules.state import Record, State

KINDS = (
    "somebody left",
    "new executive",
    "changed priority",
    "new outcome",
    "new market",
    "reorganisation",
    "result",
)
#: What news may touch, and what it is called in the list.
TOUCHED = ("stakeholder", "goal", "initiative", "opportunity", "objective", "action")
#: How many of what the words name are offered at once.
MOST_LIKELY = 6
#: What can be put right at once, by kind: (field, label, input type).
RIGHTED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "opportunity": (("amount", "Amount", "number"), ("close_date", "Date", "date")),
    "stakeholder": (("name", "Name", "text"), ("title", "Title", "text")),
    "action": (("due", "Due", "date"), ("what", "What", "text")),
    "goal": (("text", "Wording", "text"),),
    "pressure": (("text", "Wording", "text"),),
    "initiative": (("text", "Wording", "text"),),
    "obstacle": (("text", "Wording", "text"),),
    "objective": (("text", "Wording", "text"),),
    "strategy": (("text", "Wording", "text"),),
}


class Mine(msgspec.Struct, frozen=True):
    """One of my promises, or one I am asked for. `days` is how many are left, negative when it is overdue."""

    id: str
    what: str
    outcome: str
    due: str
    days: int
    said: str
    changed: tuple[Change, ...] = ()
    wish: tuple[tuple[str, str, str], ...] = ()
    by: str = ""


class Flagged(msgspec.Struct, frozen=True):
    """One piece of news and what it touches that nobody has put right or left as it is.

    `resting` says how many of those are not named in it but hang on what is; `likely` is what its words name besides.
    """

    id: str
    text: str
    when: str
    answered: bool
    touched: tuple[Record, ...]
    resting: int
    likely: tuple[Record, ...]


def asked_of_me(state: State, viewer: Viewer, now: int) -> list[Mine]:
    """What waits for my yes."""
    mine = [a for a in state.of("action") if a["owner"] == viewer.person and a["state"] == "proposed"]
    return [_mine(state, a, now) for a in in_order(mine)]


def promised_by_me(state: State, viewer: Viewer, now: int) -> list[Mine]:
    """What I have promised and not finished, the next one first."""
    mine = (a for a in to_keep(state) if a["owner"] == viewer.person)
    return [_mine(state, a, now) for a in in_order(mine)]


def to_confirm(state: State, viewer: Viewer, now: int) -> list[Mine]:
    """What somebody would promise differently, waiting for a yes from whoever proposed it."""
    asked = [a for a in state.of("action") if a["counter"] and a["owner"] != viewer.person]
    return [
        _mine(state, a, now) for a in asked if a.by == viewer.person or viewer.role == Role.first_line_manager
    ]


def _mine(state: State, action: Record, now: int) -> Mine:
    before = action["before"] or {}
    now_ = {field: action[field] for field in before}
    changed = (
        in_words(state, [{"id": action.id, "kind": "action", "was": before, "now": now_}]) if before else []
    )
    wish = in_words(state, [_wish(action)]) if action["counter"] else []
    return Mine(
        action.id, action["what"], action["outcome"], day(action["due"]), _days(state, action["due"], now),
        PROGRESS.get(action["progress"], ""), tuple(changed), wish[0].fields if wish else (),
        name(state, action["owner"]),
    )  # fmt: skip


def _wish(action: Record) -> dict[str, Any]:
    counter = action["counter"]
    return {"id": action.id, "kind": "action", "was": {n: action[n] for n in counter}, "now": counter}


def _days(state: State, due: str, now: int) -> int:
    return (dt.date.fromisoformat(due) - local_day(state, now)).days if due else 999


def flagged(state: State) -> list[Flagged]:
    """News whose effect is not settled yet, the newest first."""
    found = state.get("flags", "flags")
    by: dict[str, list[Record]] = {}
    for record_id, signals in (found["flagged"] if found else {}).items():
        for signal in signals:
            if record := state.get(record_id):
                by.setdefault(signal, []).append(record)
    waiting = set(found["waiting"]) if found else set()
    signals = [s for s in state.of("signal") if s.id in by or s.id in waiting]
    return [_flagged(state, s, s.id not in waiting, _sorted(by.get(s.id, ()))) for s in reversed(signals)]


def _flagged(state: State, signal: Record, answered: bool, touched: list[Record]) -> Flagged:
    resting = sum(1 for record in touched if record.id not in signal["affects"])
    there = {record.id for record in touched} | set(signal["affects"])
    likely = () if answered else tuple(r for r in _likely(state, signal) if r.id not in there)[:MOST_LIKELY]
    when = long_day(state, signal.at)
    return Flagged(signal.id, signal["text"], when, answered, tuple(touched), resting, likely)


def _likely(state: State, signal: Record) -> list[Record]:
    """What the words of a piece of news name, those first who are people."""
    open_ = [r for kind in TOUCHED for r in state.of(kind) if _open(r)]
    texts = {r.id: " ".join((title(r), r["outcome"] or "")) for r in open_ if r.kind != "stakeholder"}
    people = [r for r in open_ if r.kind == "stakeholder"]
    return [state.records[one] for one in naming.named(signal["text"], texts, people)]


def _open(record: Record) -> bool:
    return not (record["left"] or record["progress"] in OVER)


def _sorted(records: Iterable[Record]) -> list[Record]:
    order = {kind: place for place, kind in enumerate(TOUCHED)}
    return sorted(records, key=lambda r: order.get(r.kind, 9))


def touchable(state: State) -> list[tuple[str, list[tuple[str, str]]]]:
    """What news may be said to touch: (kind in words, [(id, title)])."""
    groups = []
    for kind in TOUCHED:
        found = [(r.id, title(r)) for r in state.of(kind) if _open(r)]
        if found:
            groups.append((word(next(state.of(kind))), found))
    return groups


def unknowns(state: State, viewer: Viewer) -> list[Record]:
    """What nobody has found out, mine first, then what is nobody's."""
    open_ = [u for u in state.of("unknown") if not u["answer"] and u["owner"] in (viewer.person, "")]
    return sorted(open_, key=lambda u: u["owner"] != viewer.person)


def waiting_for_manager(state: State, viewer: Viewer) -> list[Change]:
    """Promises changed after the signature, for whoever may say yes."""
    return amendments(state) if viewer.role == Role.first_line_manager else []


def health(state: State, now: int) -> dict[str, Any]:
    """How a plan does: promises overdue and whose, the day of the last review, people reached of people needed."""
    today = local_day(state, now).isoformat()
    open_ = to_keep(state)
    late = [a for a in open_ if a["due"] and a["due"] < today]
    reviewed = last_begun(state)
    line = state.get("money", "money")
    return {
        "open": len(open_),
        "overdue": len(late),
        "owners": [
            f"{name(state, a['owner'])}: {quoted(a['what'], 80)}, {day(a['due'])}" for a in in_order(late)
        ],
        "last_review": long_day(state, reviewed) if reviewed else "",
        "reached": line["prospects_reached"] if line else 0,
        "named": line["prospects_named"] if line else 0,
        "needed": line["prospects_needed"] if line else 0,
        "waiting": sum(1 for _ in state.of("amendment")),
    }
