"""How a script's contributions become commands, as one table.

A script speaks of its own ids ("op3", "ros"); the workshop gives every record an id of its
own. `Names` keeps the two apart, one namespace for each sort of thing, because scripts may
use the same id for a unit and for a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from workshop.rehearsal.script import Contribution


class Sort(Enum):
    """The namespaces of a script's ids."""

    person = "person"
    fact = "fact"
    offering = "offering"
    unit = "unit"
    item = "item"
    question = "question"
    ballot = "ballot"
    challenge = "challenge"


class Take(Enum):
    """How a value is carried over."""

    as_is = "as it is, nothing for null"
    one = "the record with this id, nothing for null"
    many = "the records with these ids"
    plan_part = "a record of the plan, or the funnel"
    change = "new values for fields of the record that `target` names"


@dataclass(frozen=True)
class Field:
    """A field of a contribution: what it is called in the command and how its value is carried over."""

    to: str
    take: Take = Take.as_is
    sort: Sort = Sort.item
    needed: bool = True


@dataclass(frozen=True)
class Row:
    """One type of contribution: its command, its fields, and which of them names what it makes."""

    command: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    always: Mapping[str, Any] = field(default_factory=dict)
    makes: Sort | None = None
    named_by: str = "id"


def _must(to: str, take: Take = Take.as_is, sort: Sort = Sort.item) -> Field:
    return Field(to, take, sort)


def _may(to: str, take: Take = Take.as_is, sort: Sort = Sort.item) -> Field:
    return Field(to, take, sort, needed=False)


FACTS = _may("sources", Take.many, Sort.fact)
LINKS = _may("links", Take.many)
WHY = _must("why")
TEXT = _must("text")
TARGET = _must("id", Take.one)
ACTION = _must("action", Take.one)
_ELEMENT = {"text": TEXT, "links": LINKS, "facts": FACTS, "basis": _may("basis")}
_ARRIVE = Row("people.arrive", always={"how": "remote"})

ROWS: dict[str, Row] = {
    "join": _ARRIVE,
    "rejoin": _ARRIVE,
    "leave": Row("people.leave"),
    "drop": Row(""),
    "adjourn": Row("stage.adjourn"),
    "advance": Row("stage.advance", {"to": _must("to")}),
    "brief": Row("questions.add_brief", {"text": TEXT, "facts": FACTS}),
    "question": Row(
        "questions.add_question",
        {"text": TEXT, "facts": _may("prompted_by", Take.many, Sort.fact)},
        makes=Sort.question,
    ),
    "answer": Row(
        "questions.answer",
        {"question": _must("question", Take.one, Sort.question), "text": TEXT, "facts": FACTS},
    ),
    "park": Row("questions.park", {"question": _must("question", Take.one, Sort.question), "why": WHY}),
    "card": Row(
        "research.add_card",
        {"c": _must("c"), "text": TEXT, "facts": FACTS, "basis": _may("basis")},
        makes=Sort.item,
    ),
    "goal": Row("insight_map.add_goal", _ELEMENT, makes=Sort.item),
    "pressure": Row("insight_map.add_pressure", _ELEMENT, makes=Sort.item),
    "initiative": Row("insight_map.add_initiative", _ELEMENT, makes=Sort.item),
    "obstacle": Row("insight_map.add_obstacle", _ELEMENT, makes=Sort.item),
    "link": Row("record.link", {"from": TARGET, "to": _must("to", Take.one)}),
    "edit": Row("record.edit", {"target": TARGET, "change": _must("set", Take.change), "why": WHY}),
    "merge": Row(
        "record.merge",
        {"into": _must("into", Take.one), "from": _must("others", Take.many), "why": WHY},
    ),
    "withdraw": Row("record.withdraw", {"target": TARGET, "why": WHY}),
    "stakeholder": Row(
        "relationship_map.add_stakeholder",
        {
            "name": _must("name"),
            "title": _must("title"),
            "unit": _must("unit"),
            "level": _must("level"),
            "decision_role": _must("decision_role"),
            "influence": _must("influence"),
            "disposition": _must("disposition"),
            "coverage": _must("coverage", Take.one, Sort.person),
            "reports_to": _must("reports_to", Take.one),
            "facts": FACTS,
        },
        makes=Sort.item,
    ),
    "unit": Row("white_space.add_unit", {"name": _must("name"), "facts": FACTS}, makes=Sort.unit),
    "cell": Row(
        "white_space.set_cell",
        {
            "unit": _must("unit", Take.one, Sort.unit),
            "offering": _must("offering", Take.one, Sort.offering),
            "status": _must("status"),
            "facts": FACTS,
        },
    ),
    "opportunity": Row(
        "opportunity_map.add_opportunity",
        {
            "name": _must("name"),
            "unit": _must("unit", Take.one, Sort.unit),
            "offering": _must("offering", Take.one, Sort.offering),
            "stage": _must("stage"),
            "amount": _must("amount"),
            "close_date": _must("close_date"),
            "initiatives": _must("initiatives", Take.many),
            "facts": FACTS,
        },
        makes=Sort.item,
    ),
    "vote_open": Row(
        "vote.open",
        {
            "items": _must("items", Take.many),
            "dots_each": _must("dots_each"),
            "voters": _must("voters", Take.many, Sort.person),
        },
        makes=Sort.ballot,
        named_by="ballot",
    ),
    "vote": Row(
        "vote.set_dots",
        {
            "ballot": _must("ballot", Take.one, Sort.ballot),
            "item": _must("item", Take.one),
            "dots": _must("dots"),
        },
    ),
    "vote_close": Row("vote.close", {"ballot": _must("ballot", Take.one, Sort.ballot)}),
    "funnel": Row(
        "funnel.set",
        {
            "growth_target": _must("growth_target"),
            "average_deal": _must("average_deal"),
            "win_rate_percent": _must("win_rate_percent"),
            "prospects_per_opportunity": _must("prospects_per_opportunity"),
        },
    ),
    "objective": Row(
        "objectives.add_objective",
        {
            "category": _must("category"),
            "text": TEXT,
            "opportunities": _may("opportunities", Take.many),
            "facts": FACTS,
        },
        makes=Sort.item,
    ),
    "strategy": Row(
        "objectives.add_strategy",
        {"objective": _must("objective", Take.one), "text": TEXT, "facts": FACTS},
        makes=Sort.item,
    ),
    "action": Row(
        "actions.add_action",
        {
            "strategy": _must("strategy", Take.one),
            "what": _must("what"),
            "outcome": _must("outcome"),
            "owner": _must("owner", Take.one, Sort.person),
            "due": _must("due"),
            "because": _may("because", Take.one),
            "facts": FACTS,
        },
        makes=Sort.item,
    ),
    "accept_action": Row("actions.accept", {"action": ACTION}),
    "decline_action": Row("actions.decline", {"action": ACTION, "why": WHY}),
    "reassign": Row(
        "actions.reassign",
        {"action": ACTION, "owner": _must("owner", Take.one, Sort.person), "due": _may("due")},
    ),
    "challenge": Row(
        "signoff.challenge",
        {"target": _must("target", Take.plan_part), "text": TEXT, "facts": FACTS},
        makes=Sort.challenge,
    ),
    "resolve": Row(
        "signoff.answer_challenge",
        {"challenge": _must("challenge", Take.one, Sort.challenge), "text": TEXT},
    ),
    "decision": Row("signoff.decide", {"verdict": _must("verdict"), "comments": _may("comments")}),
    "acceptance": Row("signoff.accept", {"verdict": _must("verdict"), "comments": _may("comments")}),
    "progress": Row("actions.report", {"action": ACTION, "status": _must("status"), "note": _may("note")}),
    "signal": Row(
        "review.add_signal",
        {
            "kind": _must("kind"),
            "text": TEXT,
            "affects": _must("affects", Take.many),
            "facts": FACTS,
            "basis": _may("basis"),
        },
        makes=Sort.item,
    ),
    "realign": Row(
        "review.realign",
        {
            "target": _must("target", Take.one),
            "because": _must("because", Take.one),
            "change": _must("set", Take.change),
            "why": _may("why"),
        },
    ),
    "stay": Row(
        "review.stay",
        {"because": _must("because", Take.one), "why": WHY, "targets": _may("targets", Take.many)},
    ),
}


@dataclass
class Names:
    """Which record each id of the script has become, and what it was there."""

    records: dict[tuple[Sort, str], str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def learn(self, sort: Sort, script_id: str, record_id: str) -> None:
        """A script's id now names this record."""
        self.records[sort, script_id] = record_id

    def backwards(self, *sorts: Sort) -> dict[str, str]:
        """Record ids to script ids, of these sorts."""
        return {record: name for (sort, name), record in self.records.items() if sort in sorts}


def command(contribution: Contribution, names: Names) -> tuple[str, dict[str, Any]]:
    """The command type and data of a contribution ("" for what is no command)."""
    row = ROWS[contribution.type]
    data = dict(row.always)
    for name, rule in row.fields.items():
        if name in contribution.data:
            value = contribution.data[name]
            data[rule.to] = _carried(contribution, rule, value, names)
    return row.command, data


def made(contribution: Contribution, names: Names, record_ids: list[str]) -> None:
    """Remember which record an accepted contribution has become."""
    row = ROWS[contribution.type]
    if row.makes and record_ids:
        script_id = contribution.data[row.named_by]
        names.learn(row.makes, script_id, record_ids[0])
        if row.makes is Sort.item:
            names.types[script_id] = contribution.type


def _carried(contribution: Contribution, rule: Field, value: Any, names: Names) -> Any:
    match rule.take:
        case Take.change:
            return _changed(contribution, value, names)
        case Take.plan_part if value == "funnel":
            return "funnel"
        case Take.many:
            return [_record(rule.sort, one, names) for one in value or ()]
        case Take.one | Take.plan_part:
            return _record(rule.sort, value, names) if value else ""
    return "" if value is None else value


def _changed(contribution: Contribution, change: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """New values for a record: the fields of its own type, and a stakeholder's "left"."""
    kind = names.types.get(contribution.data["target"], "")
    values: dict[str, Any] = {}
    for name, value in change.items():
        if name == "status":
            values["left"] = value == "left"
            continue
        # Of what was never accepted nothing is known; the workshop will say that it is not there.
        rule = ROWS[kind].fields[name] if kind else Field(name)
        values[rule.to] = _carried(contribution, rule, value, names)
        if kind == "card" and name == "facts" and value:
            values["basis"] = ""
    return values


def _record(sort: Sort, script_id: str, names: Names) -> str:
    """The record an id has become; what was never accepted keeps its id, and the workshop will say so."""
    return names.records.get((sort, script_id), script_id)
