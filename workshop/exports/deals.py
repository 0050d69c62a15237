"""White space, opportunities with what the honesty round made of them, and the money there is to find."""

from typing import Any

from workshop.exports.outline import (
    Cell,
    Figure,
    Figures,
    Line,
    Listing,
    Paragraph,
    Part,
    Pieces,
    Section,
    Table,
)
from workshop.exports.phrases import (
    called,
    counted,
    day,
    joined,
    money,
    name,
    quoted,
    sentence,
    several,
    short_money,
)
from workshop.exports.pictures import attained, both_worth
from workshop.rules.state import Record, State

STATUS = {
    "unknown": "not known",
    "open": "open",
    "owned": "ours",
    "competitor": "a rival’s",
    "in_house": "in house",
    "not_applicable": "not for them",
    "blocked": "blocked",
}
STAGES = {
    "potential": "an idea still",
    "qualified": "qualified",
    "proposal": "proposed",
    "won": "won",
    "lost": "lost",
    "on_hold": "on hold",
}
GROUPS = (
    ("focus", "In focus"),
    ("", "Not sorted yet"),
    ("nurture", "To nurture"),
    ("drop", "Dropped"),
)
_VERDICTS = {
    "keep": "kept it as it is",
    "re-date": "gave it a later date",
    "re-price": "changed its price",
    "drop": "dropped it",
}
_PEOPLE = {
    "to_reach": "still to reach",
    "reached": "reached",
    "engaged": "in conversation",
    "qualified": "qualified",
}


def white_space(state: State) -> Section:
    """Which unit has which of our offerings, as fields of colour with their words."""
    units, offerings = list(state.of("unit")), list(state.of("offering"))
    if not (units and offerings):
        empty = Paragraph((Line("No unit of the customer has been looked at yet"),))
        return Section("whitespace", "White space", (empty,))
    rows = tuple(_row(state, unit, offerings) for unit in units)
    columns = ("Unit", *(str(o["name"]) for o in offerings))
    grid = Table("How each unit stands with each of our offerings", columns, rows, heat=True)
    note = f"{counted(len(units), 'unit')}, {counted(len(offerings), 'offering')}"
    return Section("whitespace", "White space", (Paragraph(_sum_up(state, units, offerings)), grid), note)


def _row(state: State, unit: Record, offerings: list[Record]) -> tuple[Cell, ...]:
    segment = f"segment {unit['segment']}" if unit["segment"] else ""
    return (Cell(unit["name"], segment, record=unit.id), *(_cell(state, unit, o) for o in offerings))


def _sum_up(state: State, units: list[Record], offerings: list[Record]) -> tuple[Line, ...]:
    cells = [c for u in units for o in offerings if (c := state.get(f"cell:{u.id}:{o.id}"))]
    total = len(units) * len(offerings)
    by = {status: [c for c in cells if c["status"] == status] for status in STATUS}
    unknown = total - len(cells) + len(by["unknown"])
    lines = [
        Line(
            f"Of {total} places where a unit could use something of ours, {len(by['open'])} are open "
            f"and {len(by['owned'])} are ours already"
        )
    ]
    if by["competitor"]:
        lines.append(Line(f"In {counted(len(by['competitor']), 'place')} a rival stands"))
    if unknown:
        lines.append(Line(f"Of {counted(unknown, 'place')} we do not know yet", tone="warn"))
    for cell in by["blocked"]:
        unit, offering = state.get(cell["unit"]), state.get(cell["offering"])
        if unit and offering:
            until = f" until {day(cell['until'])}" if cell["until"] else ""
            said = f"{offering['name']} at {unit['name']} is blocked{until}: {cell['reason'] or 'no reason given'}"
            lines.append(Line(said, cell.id))
    return tuple(lines)


def _cell(state: State, unit: Record, offering: Record) -> Cell:
    cell = state.get(f"cell:{unit.id}:{offering.id}", "cell")
    status = cell["status"] if cell else "unknown"
    deals = [o for o in state.of("opportunity") if o["unit"] == unit.id and o["offering"] == offering.id]
    notes = [short_money(state, sum(o["amount"] for o in deals)) + " possible"] if deals else []
    if cell and cell["competitor"]:
        notes.append(str(cell["competitor"]))
    if cell and cell["our_revenue"]:
        notes.append(f"{short_money(state, cell['our_revenue'])} a year with us")
    elif cell and cell["spend"]:
        notes.append(f"{short_money(state, cell['spend'])} spent a year")
    return Cell(STATUS[status], ", ".join(notes), status, cell.id if cell else "")


def opportunities(state: State) -> Section:
    """What we could do, sorted by what the team decided about it."""
    found = list(state.of("opportunity"))
    square = both_worth(state)
    pieces: list[Pieces] = [square] if square else []
    for focus, heading in GROUPS:
        group = sorted((o for o in found if o["focus"] == focus), key=lambda o: -int(o["amount"]))
        if group:
            deals = tuple(_deal(state, o) for o in group)
            title = heading if len(found) > len(group) or focus else "What we could do"
            pieces.append(Part(title, deals, (_worth(state, group),)))
    empty = Paragraph((Line("No opportunity has been tied to one of the customer’s initiatives yet"),))
    note = counted(len(found), "opportunity", "opportunities")
    return Section("opportunities", "Opportunities", tuple(pieces) or (empty,), note)


def _worth(state: State, deals: list[Record]) -> str:
    return f"{counted(len(deals), 'opportunity', 'opportunities')}, {money(state, sum(d['amount'] for d in deals))}"


def _deal(state: State, deal: Record) -> Part:
    close = f", expected on {day(deal['close_date'])}" if deal["close_date"] else ", without a date"
    amount = money(state, deal["amount"]) if deal["amount"] else "without an amount yet"
    lines = [Line(f"{amount}{close}; {STAGES[deal['stage']]}", deal.id)]
    serves = several(state, deal["initiatives"])
    if serves:
        lines.append(Line(f"It serves {joined(quoted(i['text']) for i in serves)}", serves[0].id))
    if sponsor := state.get(deal["sponsor"], "stakeholder"):
        lines.append(Line(f"Its sponsor is {called(state, sponsor)}", sponsor.id))
    for field, said in (
        ("why_us", "Why only we can do it: {}"),
        ("evidence", "The customer’s last word on it: {}"),
    ):
        if deal[field]:
            lines.append(Line(said.format(deal[field]), deal.id))
    if deal["value_to_customer"] and deal["value_to_us"]:
        worth = f"{deal['value_to_customer']} of 5 to the customer and {deal['value_to_us']} of 5 to us"
        lines.append(Line(f"The team holds it worth {worth}", deal.id))
    lines += [*honesty(state, deal), *_dots(state, deal), *_later_than_needed(state, deal)]
    if deal["why"]:
        lines.append(Line(f"Why it stands here: {deal['why']}", deal.id))
    return Part(deal["name"], (Paragraph(tuple(lines)),), record=deal.id, level=4)


def honesty(state: State, deal: Record) -> list[Line]:
    """What the honesty round made of a deal."""
    lines = []
    spread = state.get(f"spread:{deal.id}")
    if spread and spread["yes"] is not None:
        lines.append(Line(f"{spread['yes']} of {spread['bets']} would bet on it", deal.id))
    for verdict in state.of("verdict"):
        if verdict["opportunity"] == deal.id:
            because = f", because {verdict['reason'].rstrip('.')}" if verdict["reason"] else ""
            lines.append(
                Line(f"In the honesty round the team {_VERDICTS[verdict['verdict']]}{because}", verdict.id)
            )
    return lines


def _dots(state: State, deal: Record) -> list[Line]:
    for ballot in state.of("ballot"):
        tally = ballot["tally"] or {}
        if not ballot["open"] and deal.id in tally:
            place = 1 + sum(1 for dots in tally.values() if dots > tally[deal.id])
            said = f"The vote gave it {counted(tally[deal.id], 'dot')}, place {place} of {len(tally)}"
            return [Line(said, ballot.id)]
    return []


def _later_than_needed(state: State, deal: Record) -> list[Line]:
    """A deal that closes after the year its initiative names."""
    for initiative in several(state, deal["initiatives"]):
        timing = str(initiative["timing"] or "")
        if deal["close_date"] and timing[:4].isdigit() and deal["close_date"] > timing:
            said = f"It closes after the initiative it serves ({timing})"
            return [Line(said, initiative.id, tone="warn")]
    return []


def money_figures(state: State) -> Figures | None:
    """The money line: to find, covered, still to find, without the largest deal."""
    line = _money(state)
    if not line:
        return None
    figures = (
        Figure(short_money(state, line["to_find"]), "to find"),
        Figure(short_money(state, line["covered"]), "covered by open deals, at the agreed win rate"),
        Figure(short_money(state, line["still_to_find"]), "still to find", bool(line["still_to_find"])),
        Figure(short_money(state, line["without_largest"]), "still to find without the largest deal"),
    )
    return Figures(figures)


def _money(state: State) -> dict[str, Any]:
    record = state.get("money", "money")
    return record.body if record else {}


def funnel(state: State) -> Section:
    """From the money to find to the people to meet, and who they are."""
    record, line = state.get("funnel", "funnel"), _money(state)
    if record is None or not line:
        empty = Paragraph((Line("What there is to find has not been worked out yet"),))
        return Section("funnel", "The money and the people to meet", (empty,))
    pieces: list[Pieces] = [Paragraph(_arithmetic(state, record, line))]
    if figures := money_figures(state):
        pieces.insert(0, figures)
    if bars := attained(line):
        pieces.append(bars)
    if line["by_year"]:
        pieces.append(Paragraph((_years(state, line["by_year"], record.id),)))
    people = list(state.of("prospect"))
    if people:
        pieces.append(_prospects(state, people))
    return Section("funnel", "The money and the people to meet", tuple(pieces))


def _arithmetic(state: State, record: Record, line: dict[str, Any]) -> tuple[Line, ...]:
    result, base = record["result"], ""
    if record["growth_percent"]:
        base = f", {record['growth_percent']:g} % of {money(state, record['account_revenue'])}"
    deals = counted(result["deals"], "deal")
    chances = counted(result["opportunities"], "opportunity", "opportunities")
    people = counted(result["prospects"], "person", "people")
    said = [
        f"There are {money(state, line['to_find'])} to find{base}",
        f"At {money(state, record['average_deal'])} a deal that is {deals}",
        f"Winning {record['win_rate_percent']:g} of a hundred, it takes {chances}",
        f"With {record['prospects_per_opportunity']:g} people for each, there are {people} to meet",
        f"{line['prospects_named'] or 'None'} of them {'is' if line['prospects_named'] < 2 else 'are'} named so far",
    ]
    if line["prospects_reached"]:
        said.append(
            f"{counted(line['prospects_reached'], 'person', 'people').capitalize()} of these we have reached"
        )
    for was in (record["versions"] or [])[:-1][-1:]:
        rate = f"{was['win_rate_percent']:g} of a hundred"
        said.append(f"Before, the team reckoned with {rate} won and {was['prospects']} people to meet")
    return tuple(Line(text, record.id) for text in said)


def _years(state: State, years: dict[str, int], record: str) -> Line:
    parts = [
        f"{money(state, amount)} {'without a date' if y == 'no date' else 'in ' + y}"
        for y, amount in years.items()
    ]
    return Line(sentence(f"by year, the open deals are worth {joined(parts)} before any win rate"), record)


def _prospects(state: State, people: list[Record]) -> Part:
    lines = []
    for person in people:
        through = (
            f"through {person['referrer']}" if person["referrer"] else "with nobody yet to open the door"
        )
        owner = f"; {name(state, person['owner'])} sees to it" if person["owner"] else ""
        due = f" by {day(person['due'])}" if person["due"] else ""
        title = f", {person['title']}," if person["title"] else ""
        lines.append(
            Line(f"{person['name']}{title} {through}{owner}{due}; {_PEOPLE[person['status']]}", person.id)
        )
    return Part("People to meet", (Listing(tuple(lines)),))
