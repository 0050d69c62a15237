"""The signed plan as senior management reads it: frozen at the signature, without what is the team's own.

No facts as they were noted, no notes, no stakeholder's stance, no single promises: what was promised
is there in numbers.
"""

from collections.abc import Mapping
from typing import Any

from workshop.exercises.funnel import money_line
from workshop.rules import plan as plan_
from workshop.rules.presence import name_of
from workshop.rules.sight import Audience
from workshop.rules.signing import approval
from workshop.rules.sources import customers_words
from workshop.rules.state import Record, State

KEPT: dict[str, tuple[str, ...]] = {
    "goal": ("text", "state"),
    "initiative": ("text", "outcome", "timing"),
    "opportunity": (
        "name",
        "stage",
        "amount",
        "close_date",
        "initiatives",
        "why_us",
        "focus",
        "customer_wording",
    ),
    "objective": ("category", "text", "sort", "metric", "target", "opportunities", "customer_wording"),
    "funnel": ("win_rate_percent", "growth_target"),
    "risk": ("text", "early_sign", "response", "owner"),
}


def frozen(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """The last approved plan for senior management, once the room has gone on to their review."""
    signed = approval(state)
    if signed is None or state.stage == "signoff":
        return {}
    held = _held(plan_.in_order(state, signed["plan"]))
    plan = {
        record.id: {"kind": record.kind, **{name: record[name] for name in KEPT[record.kind]}}
        for record in held.records.values()
        if record.kind in KEPT
    }
    actions = list(held.of("action"))
    body = {
        "version": signed["version"],
        "hash": signed["hash"],
        "name": signed["name"],
        "at": signed.at,
        "plan": plan,
        "words": {g.id: said for g in held.of("goal") if (said := _words(state, g))},
        "money": money_line(held),
        "promises": {"actions": len(actions), "people": len({a["owner"] for a in actions})},
        "executives": [_executive(state, s) for s in held.of("stakeholder") if _counts(s)],
        "people": {r["owner"]: name_of(state, r["owner"]) for r in held.of("risk") if r["owner"]},
        "marks": [_mark(held, mark) for mark in signed["marks"] if mark["mark"] == "condition"],
    }
    return {"frozen": ("frozen", body)}


def _held(plan: Mapping[str, Mapping[str, Any]]) -> State:
    held = State()
    for record_id, body in plan.items():
        fields = {name: value for name, value in body.items() if name != "kind"}
        held.index(Record(record_id, str(body["kind"]), 1, "active", "", 0, fields))
    return held


def _words(state: State, goal: Record) -> dict[str, str]:
    """What the customer said that this goal rests on, if they said it to us; else what they published."""
    found = [r for i in customers_words(state, goal) if (r := state.get(i))]
    order = {"quote": 0, "brief": 1, "question": 2, "source": 3}
    for record in sorted(found, key=lambda r: order[r.kind]):
        text = record["answer"] if record.kind == "question" else record["text"] or ""
        who = record["said_by"] if record.kind in ("quote", "brief") else record["answered_by"] or ""
        if text:
            return {
                "text": text,
                "who": name_of(state, who or record.by) if record.kind != "source" else record["title"],
            }
    return {}


def _counts(person: Record) -> bool:
    return "executive" in str(person["level"]).lower() and not person["left"]


def _executive(state: State, person: Record) -> dict[str, str]:
    return {"name": person["name"], "title": person["title"], "who": name_of(state, person["coverage"])}


def _mark(held: State, mark: dict[str, str]) -> dict[str, str]:
    record = held.get(mark["target"])
    return {"about": str(record["text"]) if record else "", "text": mark["text"]}
