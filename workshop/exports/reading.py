"""What the first-line manager reads before she signs: the version held for her, and what stands in its way."""

from collections.abc import Mapping
from typing import Any

import msgspec

from workshop.engine.rulebook import CRITERIA, KINDS
from workshop.exercises.funnel import money_line
from workshop.exports.afterwards import DATES, about_of, ask_line, when_of
from workshop.exports.changes import Change, in_words
from workshop.exports.deals import STAGES, honesty
from workshop.exports.outline import Line, Part
from workshop.exports.phrases import (
    aloud,
    counted,
    day,
    joined,
    money,
    name,
    quoted,
    sentence,
    several,
    title,
    yes_aloud,
)
from workshop.exports.promises import objective_part
from workshop.rules import plan
from workshop.rules.roles import Viewer
from workshop.rules.signing import latest
from workshop.rules.state import Record, State

#: Criteria whose missing things are said beside the objective they are about.
_WARNED = {
    "two_actions_per_objective": "There are fewer than two promises here",
    "objectives_have_strategies": "There is no strategy yet",
    "strategies_have_accepted_actions": "Nobody has said yes for the strategy {}",
    "first_steps": "{} is more than three weeks away and has no first step",
    "deals_questioned": "{} did not go through the honesty round",
}
_PROMISES = ("objectives", "actions", "signoff")


class Read(msgspec.Struct, frozen=True):
    """One objective as she reads it: the document's part, its deals, what to look at, and her own mark so far.

    `moved`: it went back last time, or was worked on since.
    """

    id: str
    part: Part
    deals: tuple[Line, ...]
    warnings: tuple[str, ...]
    mark: Mapping[str, Any]
    moved: bool


def holding(state: State, viewer: Viewer) -> Record | None:
    """The version that is held still for this reader, if she has begun to read since the last decision."""
    held = state.get(f"reading:{viewer.person}", "reading")
    last = latest(state, "decision")
    return None if held is None or (last and held.changed <= last.at) else held


def version_of(state: State) -> dict[str, Any]:
    """The plan as it is now: {version, hash, plan}."""
    content = plan.content(state, KINDS)
    return {"version": state.records["plan"]["version"], "hash": plan.fingerprint(content), "plan": content}


def as_of(state: State, content: Mapping[str, Mapping[str, Any]]) -> State:
    """The state with the plan's records as they were in `content`; all else as it is now."""
    held = State()
    for record in state.records.values():
        if not KINDS.get(record.kind) or not KINDS[record.kind].plan:
            held.index(record)
    for record_id, body in plan.in_order(state, content).items():
        fields = {name: value for name, value in body.items() if name != "kind"}
        now = state.get(record_id) or Record(record_id, str(body["kind"]), 1, "active", "", 0, {})
        held.index(msgspec.structs.replace(now, status="active", body={**now.body, **fields}))
    line = money_line(held)
    if line:
        held.index(Record("money", "money", 0, "active", "", 0, line))
    return held


def changes_between(state: State, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs between two versions, in words."""
    return in_words(state, plan.differences(before, after))


def objectives_read(state: State, viewer: Viewer) -> list[Read]:
    """Objective by objective."""
    warned = _warnings(state)
    found = []
    for number, objective in enumerate(state.of("objective"), 1):
        ids = _under(state, objective)
        deals = tuple(_deal(state, d) for d in several(state, objective["opportunities"]))
        mark = state.get(f"mark:{objective.id}:{viewer.person}", "mark")
        warnings = tuple(dict.fromkeys(w for i in ids for w in warned.get(i, ())))
        found.append(
            Read(
                objective.id,
                objective_part(state, objective, number),
                deals,
                warnings,
                mark.body if mark and mark.active else {},
                _moved(state, objective),
            )
        )
    return found


def _under(state: State, objective: Record) -> list[str]:
    strategies = [s.id for s in state.of("strategy") if s["objective"] == objective.id]
    actions = [a.id for a in state.of("action") if a["strategy"] in strategies]
    return [objective.id, *objective["opportunities"], *strategies, *actions]


def _warnings(state: State) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for criterion, said in _WARNED.items():
        for unmet in CRITERIA[criterion](state, {}):
            for record in several(state, unmet.records):
                found.setdefault(record.id, []).append(sentence(said.format(quoted(title(record), 90))))
    return found


def _deal(state: State, deal: Record) -> Line:
    close = f", expected on {day(deal['close_date'])}" if deal["close_date"] else ", without a date"
    said = f"{deal['name']}: {money(state, deal['amount'])}{close}; {STAGES[deal['stage']]}"
    return Line(". ".join([said, *(line.text for line in honesty(state, deal))]), deal.id)


def before_signing(state: State) -> dict[str, list[Line]]:
    """What she should know first: gone on without, challenges, answers missing, requests, risks, dates."""
    return {
        "went_on": _went_on(state),
        "challenges": _challenges(state),
        "waiting": _waiting(state),
        "asks": [ask_line(state, wish) for wish in state.of("ask")],
        "risks": [Line(risk["text"], risk.id) for risk in list(state.of("risk"))[:3]],
        "dates": [line for what, said in DATES.items() if (line := _date(state, what, said))],
    }


def _went_on(state: State) -> list[Line]:
    """Each reason once, after everything it was given for."""
    gaps = sorted(state.workshop["overrides"] or (), key=lambda gap: gap["stage"] not in _PROMISES)
    said: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        said.setdefault((gap["by"], gap["reason"].rstrip(".")), []).append(sentence(gap["say"]))
    return [
        Line(f"{' '.join(missing)} {name(state, by)} went on, because {reason}")
        for (by, reason), missing in said.items()
    ]


def _challenges(state: State) -> list[Line]:
    lines = []
    for challenge in state.of("challenge"):
        if challenge["state"] == "closed":
            continue
        about = state.get(challenge["target"])
        said = sentence(challenge["text"]) + (f" It is about {quoted(title(about), 70)}." if about else "")
        who = name(state, challenge["answered_by"])
        answer = f" {who} answered: {challenge['answer']}" if challenge["answer"] else " Not answered yet"
        lines.append(Line(said + answer, challenge.id, tone="" if challenge["answer"] else "warn"))
    return lines


def _waiting(state: State) -> list[Line]:
    """What is not promised: by whom it was refused, who would do it otherwise, who has not answered."""
    silent: dict[str, list[str]] = {}
    lines = []
    for action in state.of("action"):
        who, what = name(state, action["owner"]), quoted(action["what"], 80)
        if action["state"] == "declined":
            lines.append(Line(f"{who} said no to {what}: {action['declined_why']}", action.id, tone="bad"))
        elif action["counter"]:
            lines.append(Line(f"{who} would promise {what} {_otherwise(action)}", action.id, tone="warn"))
        elif action["state"] == "proposed":
            silent.setdefault(who, []).append(what)
    said = [Line(f"{who} has not answered {joined(what)}", tone="warn") for who, what in silent.items()]
    return [*lines, *said]


def _otherwise(action: Record) -> str:
    wish = action["counter"]
    wording = wish.get("what") or wish.get("outcome")
    ways = [
        f"by {day(wish['due'])}" if wish.get("due") else "",
        f"as {quoted(wording, 80)}" if wording else "",
    ]
    return " and ".join(way for way in ways if way) + "; whoever proposed it has not agreed yet"


def _date(state: State, what: str, said: str) -> Line | None:
    record = state.get(f"presentation:{what}", "presentation")
    if record and (when := when_of(record)):
        return Line(f"{said}: {when}", record.id)
    return Line(f"{said} has no date yet", tone="warn")


def pledges(state: State) -> str:
    """How sure people are, once enough have said so; never who."""
    found = state.get("confidence")
    if found is None:
        return ""
    if not found["spread"]:
        people = counted(found["answers"], "person", "people").capitalize()
        return f"{people} said how sure they are of their promises; it shows once the desk shows it, from four on."
    parts = [
        f"{count} said {level}" for level, count in sorted(found["spread"].items(), reverse=True) if count
    ]
    return f"How sure people are of their own promises, from 1 to 5: {joined(parts)}."


def spoken_aloud(state: State) -> list[str]:
    """What others typed for people without a device, each yes to a promise included."""
    kinds = ("objective", "strategy", "action", "risk", "ask")
    written = [
        f"{quoted(title(r), 80)} was {said}."
        for kind in kinds
        for r in state.of(kind)
        if (said := aloud(state, r))
    ]
    promised = [
        f"{said} to {quoted(title(a), 80)}." for a in state.of("action") if (said := yes_aloud(state, a))
    ]
    return [*written, *promised]


def rework(state: State) -> list[dict[str, Any]]:
    """What the last return asked for, each with owner and day; empty when the last decision was a yes."""
    last = latest(state, "decision")
    if last is None or last["verdict"] != "returned":
        return []
    found = []
    for mark in last["marks"] or ():
        record = state.get(mark["target"])
        if record and mark["mark"] != "ok":
            found.append({
                "target": record.id, "what": about_of(state, mark), "text": mark["text"],
                "owner": name(state, mark["owner"]),
                "due": day(mark["due"]) if mark["due"] else "",
                "touched": any(one.changed > last.at for one in _with_work(state, record)),
                "condition": mark["mark"] == "condition",
            })  # fmt: skip
    return found


def _moved(state: State, objective: Record) -> bool:
    last = latest(state, "decision")
    if last is None:
        return False
    back = any(m["target"] == objective.id and m["mark"] == "return" for m in last["marks"] or ())
    return back or any(one.changed > last.at for one in _with_work(state, objective))


def _with_work(state: State, record: Record) -> list[Record]:
    """It, its strategies and their actions: work on an objective is mostly work on those."""
    strategies = [s for s in state.of("strategy") if s["objective"] == record.id]
    there = {record.id, *(s.id for s in strategies)}
    return [record, *strategies, *(a for a in state.of("action") if a["strategy"] in there)]


def amendments(state: State) -> list[Change]:
    """Promises changed after the signature, waiting for her."""
    return in_words(state, [{"kind": a["kind"], **a.body} for a in state.of("amendment")])
