"""The thread: from the customer's sentence to the signature, through every record between, and back."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from workshop.exercises.objectives import behind
from workshop.exports.outline import Document, Line, Listing, Origin, Paragraph, Pieces, Section
from workshop.exports.phrases import (
    CATEGORIES,
    aloud,
    called,
    day,
    moment,
    money,
    name,
    origins,
    several,
    title,
    word,
    yes_aloud,
)
from workshop.exports.promises import standing_of
from workshop.exports.wants import quote_of
from workshop.rules.signing import approval
from workshop.rules.sources import customers_words
from workshop.rules.state import Record, State

WORDS = ("quote", "brief", "question", "source")
ORDER = (
    "words",
    "goal",
    "pressure",
    "initiative",
    "obstacle",
    "opportunity",
    "objective",
    "strategy",
    "action",
)


#: Where the records that rest on one of a kind name it: (their kind, their field).
_RESTING = {
    "goal": (("pressure", "links"), ("initiative", "links")),
    "pressure": (("initiative", "links"),),
    "opportunity": (("objective", "opportunities"),),
    "objective": (("strategy", "objective"),),
    "strategy": (("action", "strategy"),),
    "stakeholder": (("goal", "owners"), ("pressure", "owners"), ("initiative", "owners")),
    "card": (("objective", "insights"),),
}


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One station of the path. `beside` are its siblings: what also hangs on its neighbours."""

    word: str
    text: str
    record: str = ""
    voice: Literal["", "customer", "ours"] = ""
    here: bool = False
    missing: bool = False
    note: str = ""
    origins: tuple[Origin, ...] = ()
    beside: tuple[Line, ...] = ()


def thread(state: State, record: Record) -> list[Step]:
    """The whole path through a record, the customer's words first."""
    up, down = _upwards(state, record), _downwards(state, record)
    path = [*reversed(up), record, *down]
    if path[0].kind not in WORDS and (said := _said_on_the_way(state, path)):
        path = [said, *path]
    steps = [_step(state, one, record, path) for one in path]
    if path[0].kind not in WORDS:
        unsaid = "Nobody at the customer has said this to us yet"
        steps.insert(0, Step("the customer’s words", unsaid, missing=True))
    return steps + _end(state, path)


def above(state: State, record: Record) -> list[Record]:
    """What a record rests on, one step nearer to the customer."""
    match record.kind:
        case "action":
            return several(state, [record["strategy"]])
        case "strategy":
            return several(state, [record["objective"]])
        case "objective":
            return several(state, [*record["opportunities"], *record["insights"]])
        case "opportunity":
            obstacles = (o for i in record["initiatives"] for o in _linking(state, "obstacle", i))
            return list({o.id: o for o in obstacles}.values()) or several(state, record["initiatives"])
        case "risk":
            return several(state, [record["threatens"]])
        case "challenge":
            return several(state, [record["target"]])
        case "prospect":
            return several(state, [record["opportunity"]])
        case "cell":
            return several(state, [record["unit"]])
        case kind if kind in WORDS:
            return []
        case _:
            return several(state, record["links"] or ()) or several(state, customers_words(state, record))


def below(state: State, record: Record) -> list[Record]:
    """What rests on a record, one step nearer to a promise."""
    if record.kind == "initiative":
        return _linking(state, "obstacle", record.id) or _with(state, "opportunity", "initiatives", record.id)
    if record.kind == "obstacle":
        return [o for i in record["links"] for o in _with(state, "opportunity", "initiatives", i)]
    if record.kind in WORDS:
        elements = (e for kind in ORDER[1:5] for e in state.of(kind))
        return [e for e in elements if record.id in customers_words(state, e) or record.id in e["sources"]]
    return [r for kind, field in _RESTING.get(record.kind, ()) for r in _with(state, kind, field, record.id)]


def index(state: State, now: int) -> Document:
    """Every objective by whether the customer's words stand behind it: those without first."""
    bare = [o for o in state.of("objective") if not behind(state, o)]
    good = [o for o in state.of("objective") if behind(state, o)]
    pieces: tuple[Pieces, ...] = (
        Paragraph((Line("Behind every objective stands a sentence of the customer"),)),
    )
    if bare:
        pieces = (Listing(tuple(_objective(o) for o in bare)),)
    sections = [Section("bare", "Without a sentence of the customer", pieces)]
    for category, heading in CATEGORIES.items():
        lines = tuple(_objective(o) for o in good if o["category"] == category)
        if lines:
            sections.append(Section(category, heading, (Listing(lines),)))
    acts = tuple(Line(a["what"], a.id, by=name(state, a["owner"])) for a in state.of("action"))
    if acts:
        sections.append(Section("promises", "Promises", (Listing(acts),)))
    meta = (f"Read at {moment(state, now)}",)
    return Document("From their words to our promises", "Threads", tuple(sections), meta=meta)


def _objective(objective: Record) -> Line:
    return Line(objective["text"], objective.id)


def _upwards(state: State, record: Record) -> list[Record]:
    path: list[Record] = []
    seen = {record.id}
    while True:
        choices = [r for r in above(state, path[-1] if path else record) if r.id not in seen]
        if not choices:
            return path
        linked = {i for r in (record, *path) for i in r["links"] or ()}
        best = max(choices, key=lambda r: _worth_going(state, r) + 2 * (r.id in linked and r.kind == "goal"))
        # The way to a goal goes by what presses on it, where both are known.
        best = next((r for r in choices if r.kind == "pressure" and best.id in r["links"]), best)
        seen.add(best.id)
        path.append(best)


def _said_on_the_way(state: State, path: list[Record]) -> Record | None:
    """The customer's words behind something on the path, where its beginning has none of its own."""
    found = (r for one in path for i in customers_words(state, one) if (r := state.get(i)))
    return max(found, key=lambda r: _worth_going(state, r), default=None)


def _worth_going(state: State, record: Record) -> int:
    """How near to the customer's own words a way leads."""
    if record.kind in WORDS:
        return {"quote": 9, "brief": 8, "question": 7, "source": 6}[record.kind]
    own = 5 if customers_words(state, record) else 0
    return own + (3 if behind(state, record_as_objective(record)) else 0) + _nearness(record)


def _nearness(record: Record) -> int:
    return 1 if record.kind in ("obstacle", "pressure") else 0


def record_as_objective(record: Record) -> Record:
    """Any record, asked as an objective is asked what it rests on."""
    body = {"insights": record["links"] or [], "opportunities": record["initiatives"] or []}
    return msgspec.structs.replace(record, body={**body, **record.body})


def _downwards(state: State, record: Record) -> list[Record]:
    path: list[Record] = []
    seen = {record.id}
    while True:
        choices = [r for r in below(state, path[-1] if path else record) if r.id not in seen]
        if not choices:
            return path
        best = max(choices, key=lambda r: (_reach(state, r, 0), r["progress"] != "cancelled"))
        seen.add(best.id)
        path.append(best)


def _reach(state: State, record: Record, depth: int) -> int:
    """How many steps lead on from a record: the way to a promise is taken before one that ends."""
    if depth > len(ORDER):
        return 0
    return max((1 + _reach(state, r, depth + 1) for r in below(state, record)), default=0)


def _step(state: State, record: Record, here: Record, path: list[Record]) -> Step:
    place = path.index(record)
    before = below(state, path[place - 1]) if place else []
    after = above(state, path[place + 1]) if place + 1 < len(path) else []
    known = {r.id for r in path}
    rest = {r.id: r for r in (*before, *after) if r.id not in known and r.kind == record.kind}
    beside = tuple(Line(title(r), r.id) for r in list(rest.values())[:6])
    voice: Literal["customer", "ours"] = "customer" if record.kind in (*WORDS, *ORDER[1:5]) else "ours"
    return Step(_word(record), _text(state, record), record.id, voice, record is here, False, _note(state, record),
                origins(state, record) if record.kind not in WORDS else (), beside)  # fmt: skip


def _word(record: Record) -> str:
    return "read in a source" if record.kind == "source" and not record["customer_words"] else word(record)


def _text(state: State, record: Record) -> str:
    return quote_of(state, record).text if record.kind in WORDS else title(record)


def _note(state: State, record: Record) -> str:
    match record.kind:
        case kind if kind in WORDS:
            made = quote_of(state, record)
            return ", ".join(x for x in (made.who, made.origin.title if made.origin else "", made.where) if x)
        case "opportunity":
            close = f", expected on {day(record['close_date'])}" if record["close_date"] else ""
            return f"{money(state, record['amount'])}{close}"
        case "action":
            return f"Outcome: {record['outcome']}. Due {day(record['due'])}."
        case "stakeholder":
            return called(state, record)
        case _:
            owners = several(state, record["owners"] or ())
            return f"felt most by {called(state, owners[0])}" if owners else ""


def _end(state: State, path: list[Record]) -> list[Step]:
    action = path[-1] if path[-1].kind == "action" else None
    if action is None:
        return [Step("promise", "Nobody has promised anything for this yet", missing=True)]
    notes = (standing_of(state, action)[0], aloud(state, action), yes_aloud(state, action))
    note = ", ".join(x for x in notes if x)
    owner = Step("who", name(state, action["owner"]), voice="ours", note=note)
    if action["state"] == "accepted":
        owner = msgspec.structs.replace(owner, word="promised by")
    last = approval(state)
    if last is None:
        return [owner, Step("signature", "Not signed yet", missing=True)]
    said = f"Version {last['version']}, signed by {last['name']} at {moment(state, last.at)}"
    later = action.at > last.at
    note = "This promise came after the signature" if later else ""
    return [owner, Step("signature", said, last.id, "ours", note=note)]


def _linking(state: State, kind: str, target: str) -> list[Record]:
    return _with(state, kind, "links", target)


def _with(state: State, kind: str, field: str, target: str) -> list[Record]:
    """The records of a kind whose field names the target, alone or among others."""
    return [
        r for r in state.of(kind) if r[field] == target or (isinstance(r[field], list) and target in r[field])
    ]


def facts(state: State, record: Record) -> list[str]:
    """Who wrote a record and when, who changed it last, what was merged into it."""
    said = []
    if record.by and record.at:
        said.append(f"{name(state, record.by) or 'Somebody'} wrote this at {moment(state, record.at)}")
    if spoken := aloud(state, record):
        said.append(f"It was {spoken}; {name(state, record.via)} typed it")
    if record.by and record.rev > 1 and record.changed_by and record.changed != record.at:
        who = name(state, record.changed_by) or "somebody"
        said.append(f"Last changed by {who} at {moment(state, record.changed)}")
    said += [f"Merged into it: “{title(r)}”" for r in _held(state, record)]
    if record["basis"]:
        said.append(f"It rests on what the team knows: {record['basis']}")
    return said


def _held(state: State, record: Record) -> Iterable[Record]:
    return (r for i in record["holds"] or () if (r := state.get(i)))
