"""Works out a script's expected numbers from the plan as a viewer reads it.

Nothing here knows how they came about: everything is counted again from the records.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop.rehearsal.translate import Names, Sort

Wire = Mapping[str, Any]


class Plan:
    """The records a viewer was given, easy to look through."""

    def __init__(self, records: Iterable[Wire]):
        self.records = {record["id"]: record for record in records}

    def of(self, kind: str, *, status: str = "active") -> list[Wire]:
        """The records of a kind (by default the active ones), as they came."""
        return [r for r in self.records.values() if r["kind"] == kind and r["status"] == status]

    def on_map(self) -> list[Wire]:
        """The stakeholders who count today."""
        return [s for s in self.of("stakeholder") if not s["body"]["left"]]

    def tally(self, kind: str, of: str) -> dict[str, int]:
        """How many active records of a kind have each value of a field."""
        return dict(Counter(r["body"][of] for r in self.of(kind)))


@dataclass
class Answers:
    """What came back for each contribution, counted as it went."""

    outcomes: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    refusals: list[list[str]] = field(default_factory=list)
    excluded: list[str] | None = None
    plans: dict[str, Plan] = field(default_factory=dict)


def numbers(plan: Plan, names: Names, answers: Answers) -> dict[str, Any]:
    """Every number a script may expect, counted from the plan and from the answers."""
    moments = _snapshots(plan, names, answers)
    return {
        **_from_answers(answers),
        **_research(plan, names),
        **_customer(plan),
        "votes": votes(plan, names),
        "funnel": [
            {step: version[step] for step in ("deals", "opportunities", "prospects")}
            for funnel in plan.of("funnel")
            for version in funnel["body"]["versions"]
        ],
        "objectives_by_category": plan.tally("objective", "category"),
        "strategies": len(plan.of("strategy")),
        "challenges": len(plan.of("challenge")),
        "decisions": [d["body"]["verdict"] for d in _in_order(plan, "decision")],
        "acceptance": [a["body"]["verdict"] for a in _in_order(plan, "acceptance")],
        **moments,
        "reviews": {stage: _review(plan, stage) for stage in ("review1", "review2")},
    }


def totals(plan: Plan) -> dict[str, Any]:
    """The plan at one moment: opportunities, pipeline, actions and stakeholders."""
    stages: dict[str, dict[str, int]] = {}
    for opportunity in plan.of("opportunity"):
        row = stages.setdefault(opportunity["body"]["stage"], {"count": 0, "amount": 0})
        row["count"] += 1
        row["amount"] += opportunity["body"]["amount"]
    actions = Counter(a["body"]["progress"] or a["body"]["state"] for a in plan.of("action"))
    return {
        "opportunities": stages,
        "pipeline_total": sum(row["amount"] for row in stages.values()),
        "actions": dict(actions),
        "stakeholders": len(plan.on_map()),
    }


def votes(plan: Plan, names: Names) -> dict[str, Any]:
    """Each vote's tally, turnout and ranking, by the script's ids."""
    ballots = names.backwards(Sort.ballot)
    items: dict[str, str] = names.backwards(Sort.item)
    found: dict[str, Any] = {}
    for ballot in plan.of("ballot"):
        name = ballots.get(str(ballot["id"]), str(ballot["id"]))
        tally = {items.get(i, i): dots for i, dots in ballot["body"]["tally"].items()}
        turnout = plan.records.get(f"turnout:{ballot['id']}", {"body": {}})["body"]
        ranks: dict[str, list[str]] = {}
        for row in turnout.get("ranking", ()):
            ranks.setdefault(str(row["rank"]), []).append(items.get(row["item"], row["item"]))
        found[name] = {
            "tally": tally,
            "dots_cast": sum(tally.values()),
            "voters_who_voted": turnout.get("voted"),
            "ranking": {rank: sorted(ids) for rank, ids in ranks.items()},
        }
    return found


def funnel_result(plan: Plan) -> dict[str, int]:
    """What the funnel comes to now."""
    found = [f["body"]["result"] for f in plan.of("funnel")]
    return dict(found[-1]) if found else {}


def _from_answers(answers: Answers) -> dict[str, Any]:
    outcomes = answers.outcomes
    return {
        "contributions": {
            "total": outcomes.total(),
            **{name: outcomes[name] for name in ("accepted", "refused", "duplicate")},
        },
        "refusals": answers.refusals,
        "excluded_after_briefing": answers.excluded or [],
        "edits": answers.types["edit"],
        "declines": answers.types["decline_action"],
    }


def _research(plan: Plan, names: Names) -> dict[str, Any]:
    made = names.backwards(Sort.item)
    merged = [r for r in made if r in plan.records and plan.records[r]["status"] == "merged"]
    return {
        "cards_active": plan.tally("card", "c"),
        "cards_merged": len(merged),
        # What was taken off the boards is not sent to anybody any more.
        "cards_withdrawn": sum(1 for record in made if record not in plan.records),
        **{f"{kind}s": len(plan.of(kind)) for kind in ("goal", "pressure", "initiative", "obstacle")},
    }


def _customer(plan: Plan) -> dict[str, Any]:
    statuses = [q["body"]["status"] for q in plan.of("question")]
    settled = {status: statuses.count(status) for status in ("answered", "parked")}
    cells = plan.of("cell")
    people = plan.on_map()
    return {
        "questions": {**settled, "open": len(statuses) - sum(settled.values())},
        "stakeholders_by_level": dict(Counter(s["body"]["level"] for s in people)),
        "stakeholders_by_disposition": dict(Counter(s["body"]["disposition"] for s in people)),
        "stakeholders_covered": sum(1 for s in people if s["body"]["coverage"]),
        "grid": {
            "units": len(plan.of("unit")),
            "offerings": len(plan.of("offering")),
            "cells": len(cells),
            "by_status": dict(Counter(c["body"]["status"] for c in cells)),
        },
    }


def _snapshots(plan: Plan, names: Names, answers: Answers) -> dict[str, Any]:
    moments = {
        "at_vote": "focus",
        "at_signoff": "signoff",
        "after_review1": "review1",
        "after_review2": "review2",
    }
    found: dict[str, Any] = {
        name: totals(answers.plans[stage]) for name, stage in moments.items() if stage in answers.plans
    }
    signed = answers.plans.get("signoff")
    people = names.backwards(Sort.person)
    still = {a["id"] for a in plan.of("action")}
    owners = [a["body"]["owner"] for a in (signed.of("action") if signed else ()) if a["id"] in still]
    found["actions_by_owner_at_signoff"] = dict(Counter(people.get(o, o) for o in owners))
    return found


def _review(plan: Plan, stage: str) -> dict[str, int]:
    """What a review did; an action belongs to the review in which it was written."""
    body = plan.records.get(f"stage:{stage}", {"body": {"entered": 0, "left": 0}})["body"]
    begun, ended = body["entered"], body["left"] or 10**15
    during = [a for a in plan.of("action") if begun and begun <= a["at"] < ended]
    return {
        "progress": len({p["body"]["action"] for p in plan.of("progress") if p["body"]["stage"] == stage}),
        "signals": sum(1 for s in plan.of("signal") if s["body"]["stage"] == stage),
        "realigned": sum(1 for r in plan.of("realignment") if r["body"]["stage"] == stage),
        "new_actions": len(during),
    }


def _in_order(plan: Plan, kind: str) -> list[Wire]:
    return sorted(plan.of(kind), key=lambda record: int(record["at"]))
