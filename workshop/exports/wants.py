"""What the customer is trying to achieve, told first and in the customer's own words; and who is who there."""

from collections.abc import Iterable

from workshop.exercises.relationship_map import on_map
from workshop.exports.outline import Cell, Flag, Line, Listing, Paragraph, Part, Pieces, Quote, Section, Table
from workshop.exports.phrases import (
    called,
    counted,
    day,
    joined,
    moment,
    name,
    origin,
    origins,
    quoted,
    sentence,
    several,
)
from workshop.exports.pictures import reporting
from workshop.rules.sources import customers_words
from workshop.rules.state import Record, State

LEVELS = ("executive", "senior manager", "manager", "specialist")
_STANDS = {
    "supporter": "speaks for us",
    "neutral": "neutral",
    "sceptic": "sceptical",
    "opponent": "against us",
    "unknown": "we do not know yet",
}
_TONES = {"supporter": "good", "sceptic": "warn", "opponent": "bad"}


def wants(state: State) -> Section:
    """Goals, what presses on them, what the customer does about it, what stands in the way."""
    told: set[str] = set()
    goals = [_goal(state, goal, told) for goal in state.of("goal")]
    loose = [i for i in state.of("initiative") if i.id not in told]
    if loose:
        rest = tuple(_initiative(state, i, told) for i in loose)
        goals.append(Part(title="Also under way, not tied to a goal yet", pieces=rest))
    customer = state.workshop["customer"]
    start = Paragraph((Line("What the customer wants has not been written down yet"),))
    note = counted(sum(1 for _ in state.of("goal")), "goal") if goals else ""
    return Section("wants", f"What {customer} is trying to achieve", tuple(goals) or (start,), note)


def words_of(state: State, ids: Iterable[str], most: int = 2) -> list[Quote]:
    """The customer's own words behind these records, what was said to us before what was read."""
    found = [record for i in ids if (record := state.get(i))]
    order = {"quote": 0, "brief": 1, "question": 2, "source": 3}
    return [quote_of(state, record) for record in sorted(found, key=lambda r: order.get(r.kind, 4))[:most]]


def quote_of(state: State, record: Record) -> Quote:
    """One piece of the customer’s own words, with who said it and where."""
    customer = str(state.workshop["customer"])
    match record.kind:
        case "quote":
            how = {
                "no": "noted by us",
                "on own screen": "confirmed on their own screen",
                "aloud": "confirmed aloud",
            }
            who = name(state, record["said_by"]) or customer
            return Quote(record["text"], who, how.get(record["confirmed"], ""), record.id)
        case "question":
            answered = state.get(record["answered_by"], "person")
            who = answered["name"] if answered and answered["side"] == "customer" else customer
            return Quote(record["answer"], who, f"asked {quoted(record['text'], 120)}", record.id)
        case "source":
            made = origin(record)
            who = record["said_by"] or customer
            return Quote(record["text"] or record["title"], who, made.when, record.id, made)
        case _:
            who = name(state, record["said_by"]) or name(state, record.by) or customer
            return Quote(record["text"], who, f"in the briefing, {moment(state, record.at)}", record.id)


def _goal(state: State, goal: Record, told: set[str]) -> Part:
    pieces: list[Pieces] = [*words_of(state, customers_words(state, goal), most=1)]
    facts = [_feels(state, goal), *_known(state, goal)]
    pieces.append(Paragraph(tuple(line for line in facts if line)))
    pressures = [p for p in state.of("pressure") if goal.id in p["links"]]
    if pressures:
        lines = tuple(Line(p["text"], p.id, origins(state, p)) for p in pressures)
        pieces.append(Part("What presses on it", (Listing(lines),), level=4))
    serving = _serving(state, goal, pressures)
    if serving:
        doing = tuple(_initiative(state, i, told) for i in serving)
        pieces.append(Part("What they do about it, and what stands in the way", doing, level=4))
    return Part(goal["text"], tuple(pieces), _confirmed(goal), goal.id)


def _serving(state: State, goal: Record, pressures: list[Record]) -> list[Record]:
    reach = {goal.id, *(p.id for p in pressures)}
    return [i for i in state.of("initiative") if reach & set(i["links"])]


def _initiative(state: State, initiative: Record, told: set[str]) -> Paragraph:
    if initiative.id in told:
        said = f"{quoted(initiative['text'])}, told above, serves this as well"
        return Paragraph((Line(said, initiative.id),))
    told.add(initiative.id)
    lines = [Line(initiative["text"], initiative.id, origins(state, initiative))]
    if initiative["outcome"]:
        lines.append(Line(f"It is meant to bring this: {initiative['outcome']}", initiative.id))
    pressures = [p for p in several(state, initiative["links"]) if p.kind == "pressure"]
    if pressures:
        said = joined(quoted(p["text"]) for p in pressures)
        lines.append(Line(f"It answers the pressure {said}", pressures[0].id))
    obstacles = [o for o in state.of("obstacle") if initiative.id in o["links"]]
    for nth, obstacle in enumerate(obstacles):
        # Not every initiative's sentence begins alike.
        way = (
            f"In the way stands {quoted(obstacle['text'])}"
            if len(told) % 2
            else f"{quoted(obstacle['text'])} stands in the way"
        )
        said = f"So does {quoted(obstacle['text'])}" if nth else way
        lines.append(Line(said, obstacle.id, origins(state, obstacle, 1)))
    deals = [o for o in state.of("opportunity") if initiative.id in o["initiatives"] and o["focus"] != "drop"]
    if deals:
        lines.append(Line(f"Here we can help: {joined(quoted(o['name']) for o in deals)}", deals[0].id))
    return Paragraph(tuple(lines))


def _feels(state: State, goal: Record) -> Line | None:
    owners = several(state, goal["owners"])
    if not owners:
        return None
    verb = "feels" if len(owners) == 1 else "feel"
    return Line(sentence(f"{joined(called(state, o) for o in owners)} {verb} it most"), owners[0].id)


def _known(state: State, record: Record) -> list[Line]:
    found = origins(state, record)
    if found:
        return [Line("It is on record", record.id, found)]
    return [Line(f"The team believes so: {record['basis']}", record.id)] if record["basis"] else []


def _confirmed(goal: Record) -> tuple[str, ...]:
    if goal["state"] == "unconfirmed":
        return ()
    when = f", {day(goal['confirmed_on'])}" if goal["confirmed_on"] else ""
    by = f" by {goal['confirmed_by']}" if goal["confirmed_by"] else ""
    return (f"{goal['state']}{by}{when}",)


def people(state: State) -> Section:
    """Who counts at the customer, how they stand, and who of us knows them."""
    there = on_map(state)
    gone = [s for s in state.of("stakeholder") if s["left"]]
    pieces: list[Pieces] = []
    if there:
        chart = reporting(state, there)
        pieces += [Paragraph(_who(state, there)), *([chart] if chart else []), _table(state, there)]
    if gone:
        said = joined(called(state, s) for s in gone)
        pieces.append(Paragraph((Line(f"{said} {'has' if len(gone) == 1 else 'have'} left", gone[0].id),)))
    empty = Paragraph((Line("Nobody at the customer has been named yet"),))
    return Section("people", "The people", tuple(pieces) or (empty,), counted(len(there), "person", "people"))


def _who(state: State, there: list[Record]) -> tuple[Line, ...]:
    alone = [s for s in there if not s["coverage"]]
    high = [s for s in there if s["influence"] == "high"]
    lines = [Line(f"{counted(len(high), 'person', 'people').capitalize()} here can decide or stop things")]
    if alone:
        some = joined(
            [called(state, s) for s in alone[:3]] + ([f"{len(alone) - 3} more"] if len(alone) > 3 else [])
        )
        lines.append(Line(f"Nobody of ours knows {some}", alone[0].id, tone="warn"))
    return tuple(lines)


def _table(state: State, there: list[Record]) -> Table:
    rows = []
    for person in _in_order(there):
        boss = state.get(person["reports_to"], "stakeholder")
        note = f"reports to {boss['name'] or boss['title']}" if boss else ""
        role = joined(
            [person["decision_role"] or "role not known", f"{person['influence'] or 'unknown'} influence"],
            ",",
        )
        rows.append(
            (
                Cell(_full(person), note, record=person.id),
                Cell(person["unit"] or ""),
                Cell(role.replace(" , ", ", ")),
                Cell(_STANDS.get(person["disposition"], ""), tone=_TONES.get(person["disposition"], "")),
                Cell(
                    name(state, person["coverage"]) or "nobody yet", tone="" if person["coverage"] else "warn"
                ),
            )
        )
    columns = ("Name and title", "Where", "Part in a decision", "How they stand", "Who of us knows them")
    return Table("The people at the customer", columns, tuple(rows))


def _full(person: Record) -> str:
    title = person["title"] or ""
    return f"{person['name']}, {title}".strip(", ") if person["name"] else f"{title} (name not known yet)"


def _in_order(there: list[Record]) -> list[Record]:
    rank = {level: place for place, level in enumerate(LEVELS)}
    return sorted(there, key=lambda s: (rank.get(s["level"], 9), s.at))


def unsaid(record: Record) -> Flag:
    """What stands over an objective nobody at the customer has asked for."""
    return Flag("No sentence of the customer stands behind this objective.", record.id)
