"""One page for senior management: what the customer wants, what changes, the money, what is asked of them."""

from typing import Any

from workshop.exports.deals import STAGES
from workshop.exports.outline import (
    Cell,
    Figure,
    Figures,
    Line,
    Listing,
    Paragraph,
    Part,
    Pieces,
    Quote,
    Section,
    Table,
)
from workshop.exports.phrases import CATEGORIES, counted, day, joined, money, quoted, sentence, short_money
from workshop.rules.state import Record, State

GOALS, RISKS = 3, 3
Plan = dict[str, dict[str, Any]]


def page(state: State, frozen: Record) -> list[Section]:
    """The sections before the requests, all from the plan as it was signed."""
    plan: Plan = frozen["plan"]
    sections = (
        _goals(plan, frozen["words"]), _changes(state, plan), _money(state, frozen), _focus(state, plan),
        _objectives(plan, frozen["promises"]),
    )  # fmt: skip
    return [section for section in sections if section is not None]


def rest(frozen: Record) -> list[Section]:
    """The sections after the requests: risks, executives, the first-line manager's conditions."""
    sections = (
        _risks(frozen["plan"], frozen["people"]),
        _executives(frozen["executives"]),
        _conditions(frozen["marks"]),
    )
    return [section for section in sections if section is not None]


def _of(plan: Plan, kind: str) -> list[dict[str, Any]]:
    return [{"id": i, **body} for i, body in plan.items() if body["kind"] == kind]


def _goals(plan: Plan, words: dict[str, dict[str, str]]) -> Section | None:
    goals = sorted(_of(plan, "goal"), key=lambda goal: goal["id"] not in words)[:GOALS]
    parts = []
    for goal in goals:
        said = words.get(goal["id"])
        pieces: tuple[Pieces, ...] = (Quote(said["text"], said["who"]),) if said else ()
        parts.append(Part(goal["text"], pieces))
    return Section("goals", "What the customer wants", tuple(parts)) if parts else None


def _deals(plan: Plan) -> list[dict[str, Any]]:
    """What is in focus; where nothing was sorted, what is still open."""
    live = [
        o for o in _of(plan, "opportunity") if o["stage"] not in ("lost", "on_hold") and o["focus"] != "drop"
    ]
    focus = [o for o in live if o["focus"] == "focus"] or live
    return sorted(focus, key=lambda o: -int(o["amount"]))


def _changes(state: State, plan: Plan) -> Section | None:
    deals = _deals(plan)
    if not deals:
        return None
    serves = dict.fromkeys(i for deal in deals for i in deal["initiatives"])
    for_them = [o["customer_wording"] for o in (*_of(plan, "objective"), *deals) if o["customer_wording"]]
    for_them = for_them or [plan[i]["outcome"] or plan[i]["text"] for i in serves if i in plan]
    them = f"For them: {joined(quoted(text) for text in for_them[:3])}"
    worth = money(state, sum(deal["amount"] for deal in deals))
    us = f"For us: {counted(len(deals), 'opportunity', 'opportunities')} worth {worth}"
    return Section("changes", "What changes", (Paragraph((Line(them), Line(us)), lead=True),))


def _money(state: State, frozen: Record) -> Section | None:
    line = frozen["money"]
    if not line:
        return None
    figures = Figures((
        Figure(short_money(state, line["to_find"]), "to find"),
        Figure(short_money(state, line["covered"]), "covered at the agreed win rate"),
        Figure(short_money(state, line["still_to_find"]), "still to find", bool(line["still_to_find"])),
        Figure(short_money(state, line["without_largest"]), "still to find without the largest deal"),
    ))  # fmt: skip
    years = [
        f"{money(state, amount)} {'without a date' if year == 'no date' else 'in ' + year}"
        for year, amount in line["by_year"].items()
    ]
    met = (
        f"{counted(line['prospects_named'], 'person', 'people')} named of {line['prospects_needed']} to meet"
    )
    lines = [Line(f"By year, the open deals are worth {joined(years)}")] if years else []
    return Section("money", "The money", (figures, Paragraph((*lines, Line(sentence(met))))))


def _focus(state: State, plan: Plan) -> Section | None:
    lines = []
    for deal in _deals(plan):
        close = f", expected on {day(deal['close_date'])}" if deal["close_date"] else ""
        why = f". Why us: {deal['why_us'].rstrip('.')}" if deal["why_us"] else ""
        lines.append(
            Line(f"{deal['name']}: {money(state, deal['amount'])}{close}; {STAGES[deal['stage']]}{why}")
        )
    return Section("focus", "Where the team puts its strength", (Listing(tuple(lines)),)) if lines else None


def _objectives(plan: Plan, promises: dict[str, int]) -> Section | None:
    parts: list[Pieces] = []
    for category, title in CATEGORIES.items():
        lines = tuple(Line(o["text"]) for o in _of(plan, "objective") if o["category"] == category)
        if lines:
            parts.append(Part(title, (Listing(lines),)))
    people = counted(promises["people"], "person", "people")
    said = f"{counted(promises['actions'], 'promise').capitalize()} by {people} stand behind these"
    return Section("objectives", "Objectives", (*parts, Paragraph((Line(said),)))) if parts else None


def _risks(plan: Plan, people: dict[str, str]) -> Section | None:
    lines = []
    for risk in _of(plan, "risk")[:RISKS]:
        response = f" {sentence(risk['response'])}" if risk["response"] else ""
        who = f" {people[risk['owner']]} watches it" if people.get(risk["owner"]) else ""
        lines.append(Line(f"{sentence(risk['text'])}{response}{who}"))
    return Section("risks", "What could go wrong", (Listing(tuple(lines)),)) if lines else None


def _executives(found: list[dict[str, str]]) -> Section | None:
    rows = tuple(
        (
            Cell(person["name"] or "name not known yet", person["title"]),
            Cell(person["who"] or "nobody yet", tone="" if person["who"] else "warn"),
        )
        for person in found
    )
    table = Table(
        "Executives at the customer and who of us knows them", ("At the customer", "Who of us"), rows
    )
    return Section("executives", "Who knows their executives", (table,)) if rows else None


def _conditions(marks: list[dict[str, str]]) -> Section | None:
    lines = tuple(Line(f"{quoted(mark['about'])}: {mark['text']}") for mark in marks)
    return Section("conditions", "On these conditions it was signed", (Listing(lines),)) if lines else None
