"""Objectives with their strategies, and what people promise: what, for what, who, by when."""

from collections.abc import Iterable

from workshop.exercises.objectives import behind
from workshop.exports.outline import (
    Cell,
    Line,
    Paragraph,
    Part,
    Pieces,
    Promise,
    Promises,
    Section,
    Table,
    Tone,
)
from workshop.exports.phrases import (
    CATEGORIES,
    PROGRESS,
    aloud,
    counted,
    day,
    joined,
    name,
    quoted,
    sentence,
    several,
    short_day,
    yes_aloud,
)
from workshop.exports.pictures import due_when
from workshop.exports.wants import unsaid, words_of
from workshop.rules.promises import carried, overloaded
from workshop.rules.schedule import clock_of, local_day
from workshop.rules.state import Record, State

_SORTS = {
    "partnering": "partnering",
    "relationship": "relationship",
    "research": "research",
    "customer_success": "customer success",
}
_TONES: dict[str, Tone] = {"done": "good", "late": "warn", "blocked": "bad"}


def objectives(state: State) -> Section:
    """Objective by objective, grouped by category, with everything that was promised under it."""
    pieces: list[Pieces] = []
    number = 0
    for category, title in CATEGORIES.items():
        for objective in (o for o in state.of("objective") if o["category"] == category):
            number += 1
            pieces.append(objective_part(state, objective, number))
        for none in (n for n in state.of("none_this_year") if n["category"] == category):
            said = (
                f"In {title.lower()} there is no objective this year, because {none['because'].rstrip('.')}"
            )
            pieces.append(Paragraph((Line(said, none.id),)))
    empty = Paragraph((Line("No objective has been set yet"),))
    return Section("objectives", "Objectives", tuple(pieces) or (empty,), counted(number, "objective"))


def objective_part(state: State, objective: Record, number: int) -> Part:
    """One objective: the customer's sentence, what it is for, its strategies and promises."""
    words = words_of(state, behind(state, objective), most=1)
    pieces: list[Pieces] = [*words] if words else [unsaid(objective)]
    lines = _for_what(state, objective)
    if lines:
        pieces.append(Paragraph(lines))
    pieces += [strategy_part(state, s) for s in state.of("strategy") if s["objective"] == objective.id]
    kicker = (f"Objective {number}", _kind(objective), name(state, objective["owner"]))
    return Part(objective["text"], tuple(pieces), tuple(k for k in kicker if k), objective.id)


def _kind(objective: Record) -> str:
    sort = _SORTS.get(objective["sort"] or "", "")
    return f"{CATEGORIES[objective['category']]}{', ' + sort if sort else ''}"


def _for_what(state: State, objective: Record) -> tuple[Line, ...]:
    lines = []
    if deals := several(state, objective["opportunities"]):
        lines.append(Line(f"It is for {joined(quoted(d['name']) for d in deals)}", deals[0].id))
    if insights := several(state, objective["insights"]):
        lines += [
            Line(f"It rests {'also ' if at else ''}on {quoted(i['text'])}", i.id)
            for at, i in enumerate(insights)
        ]
    if objective["metric"] or objective["target"]:
        measure = ": ".join(x for x in (objective["metric"], objective["target"]) if x)
        lines.append(Line(f"We see that it is reached by this: {measure}", objective.id))
    return tuple(lines)


def strategy_part(state: State, strategy: Record) -> Part:
    """One strategy and what people promise for it."""
    under = [a for a in state.of("action") if a["strategy"] == strategy.id]
    pieces: tuple[Pieces, ...] = (Promises(tuple(promise(state, a) for a in in_order(under))),)
    if not under:
        pieces = (Paragraph((Line("Nobody has promised anything for this yet", strategy.id, tone="warn"),)),)
    return Part(strategy["text"], pieces, record=strategy.id, level=4)


def in_order(actions: Iterable[Record]) -> list[Record]:
    """By the day they are due."""
    return sorted(actions, key=lambda a: (a["due"], a.at))


def promise(state: State, action: Record) -> Promise:
    """An action as somebody promised it, or has not yet."""
    standing, tone = standing_of(state, action)
    aside = [f"with {action['with_whom']}" if action["with_whom"] else ""]
    aside += [aloud(state, action), yes_aloud(state, action)]
    if action["first_step"]:
        aside.append(f"first step: {action['first_step'].rstrip('.')}")
    signal = state.get(action["because"], "signal")
    if signal:
        aside.append(f"because of {quoted(signal['text'], 90)}")
    return Promise(
        action["what"], action["outcome"], name(state, action["owner"]), short_day(action["due"]), standing, tone,
        action.id, tuple(a for a in aside if a),
    )  # fmt: skip


def standing_of(state: State, action: Record) -> tuple[str, Tone]:
    """How a promise stands, in words."""
    if action["progress"]:
        note = f": {action['progress_note']}" if action["progress_note"] else ""
        return PROGRESS[action["progress"]] + note, _TONES.get(action["progress"], "")
    owner = name(state, action["owner"]) or "its owner"
    match action["state"]:
        case "accepted":
            at = action["answered_at"]
            when = (
                f" {short_day(state.local(at).date().isoformat())[:-5]}, {clock_of(state, at)}" if at else ""
            )
            return f"accepted{when}", ""
        case "declined":
            return sentence(f"{owner} said no: {action['declined_why']}").rstrip("."), "bad"
        case _:
            return (
                (f"{owner} would promise something else", "warn")
                if action["counter"]
                else (f"waits for {owner}", "warn")
            )


def load(state: State, now: int = 0) -> Section:
    """Who carries how much; with the time (ms) also when it is due, drawn."""
    open_ = carried(state)
    owners = sorted(
        dict.fromkeys(a["owner"] for a in state.of("action")),
        key=lambda o: -sum(1 for a in open_ if a["owner"] == o),
    )
    rows = tuple(_carried(state, owner, open_) for owner in owners)
    columns = ("Who", "Open promises", "Next one due", "Kept so far")
    drawn = due_when(state, local_day(state, now)) if now else None
    pieces: tuple[Pieces, ...] = (
        *([drawn] if drawn else []),
        Table("Open promises by person", columns, rows),
    )
    heavy = [owner for owner in owners if owner in overloaded(state)]
    if heavy:
        verb = "carries" if len(heavy) == 1 else "carry"
        said = f"{joined(name(state, o) for o in heavy)} {verb} more than a quarter of all"
        pieces = (Paragraph((Line(said, tone="warn"),)), *pieces)
    if not owners:
        pieces = (Paragraph((Line("Nobody carries anything yet"),)),)
    return Section("load", "Who carries what", pieces, counted(len(owners), "person", "people"))


def _carried(state: State, owner: str, open_: list[Record]) -> tuple[Cell, ...]:
    mine = in_order(a for a in open_ if a["owner"] == owner)
    kept = sum(1 for a in state.of("action") if a["owner"] == owner and a["progress"] == "done")
    following = (
        Cell(day(mine[0]["due"]), mine[0]["what"], record=mine[0].id) if mine else Cell("nothing open")
    )
    return (
        Cell(name(state, owner)),
        Cell(str(len(mine)), number=True),
        following,
        Cell(str(kept), number=True),
    )
