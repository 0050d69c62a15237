"""White space: which unit has which of our offerings, and where nobody has asked yet."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import fields
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Day, Label, Money, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE, VISITORS
from workshop.rules.sight import partly_on_screen
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State

Status = Literal["unknown", "open", "owned", "competitor", "in_house", "not_applicable", "blocked"]


class Unit(Body):
    """A part of the customer that buys, and how much it matters (A to D)."""

    name: Short
    segment: Literal["", "A", "B", "C", "D"] = ""
    sources: Refs = []


class Offering(Body):
    """Something we can bring."""

    name: Short
    note: Words = ""


class Cell(Body):
    """One unit and one offering. `unknown` is not white space: it needs somebody who finds out, by a day."""

    unit: Ref
    offering: Ref
    status: Status = "unknown"
    spend: Money = 0
    our_revenue: Money = 0
    competitor: Label = ""
    contract_end: Day = ""
    reason: Words = ""
    until: Day = ""
    owner: Ref = ""
    due: Day = ""
    confidence: Literal["", "sure", "likely", "guess"] = ""
    sources: Refs = []


def name_key(name: str) -> str:
    """A name as two are compared: without its case, and without blanks around and between."""
    return " ".join(name.split()).casefold()


def _unit(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    _once(ask, "unit", values, old)


def _offering(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    _once(ask, "offering", values, old)


def _once(ask: Ask, kind: str, values: dict[str, Any], old: Record | None) -> None:
    """Two rows or columns of one name would be one too many."""
    key = name_key(values["name"])
    same = (r for r in ask.state.of(kind) if name_key(r["name"]) == key and not (old and r.id == old.id))
    if twin := next(same, None):
        raise invalid("name", f"“{twin['name']}” is here already.")


def _cell(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    for name in ("contract_end", "until", "due"):
        if values[name]:
            fields.day(values[name], name)
    if values["owner"] and (old is None or old["owner"] != values["owner"]):
        finder = ask.need(values["owner"], "person", "owner")
        if finder["role"] in VISITORS:
            raise invalid("owner", "One of us finds out: choose somebody from the team.")


white_space = Exercise(
    kind="white_space",
    title="White space",
    kinds=(
        Kind(
            "unit",
            Unit,
            partly_on_screen("name", "segment"),
            title="name",
            add=INSIDE,
            stage="research",
            plan=True,
            between="decided",
            check=_unit,
        ),
        Kind(
            "offering",
            Offering,
            partly_on_screen("name"),
            title="name",
            add=INSIDE,
            planning=False,
            between=True,
            plan=True,
            check=_offering,
        ),
        Kind(
            "cell",
            Cell,
            partly_on_screen("unit", "offering", "status"),
            title="status",
            stage="whitespace",
            plan=True,
            held=frozenset({"unit", "offering"}),
            between="decided",
            check=_cell,
        ),
    ),
)


class Setting(Body):
    """What is known of one cell; what is left out stays as it was."""

    unit: Short
    offering: Short
    status: Status | None = None
    spend: Money | None = None
    our_revenue: Money | None = None
    competitor: Label | None = None
    contract_end: Day | None = None
    reason: Words | None = None
    until: Day | None = None
    owner: Ref | None = None
    due: Day | None = None
    confidence: Literal["", "sure", "likely", "guess"] | None = None
    sources: Refs | None = None


class Grid(Body):
    """Many cells at once, pasted. A cell names its unit and offering by id or by name; the two lists hold new names."""

    cells: Annotated[list[Setting], Meta(min_length=1, max_length=2000)]
    units: Annotated[list[Short], Meta(max_length=200)] = []
    offerings: Annotated[list[Short], Meta(max_length=200)] = []


@white_space.command("set_cell", Setting, INSIDE, stage="whitespace", between="decided", refuse="excluded")
def set_cell(ask: Ask, data: Setting) -> Event:
    """Say how a unit stands with an offering. A second value replaces the first."""
    unit, offering = ask.need(data.unit, "unit"), ask.need(data.offering, "offering")
    return ask.event("white_space.cell_set", _set(ask, data, unit.id, offering.id))


@white_space.command("paste_grid", Grid, INSIDE, stage="whitespace", between="decided", refuse="excluded")
def paste_grid(ask: Ask, data: Grid) -> Event:
    """A whole grid in one go, with the units and offerings that are not there yet."""
    units, new_units = _places(ask, "unit", data.units)
    offerings, new_offerings = _places(ask, "offering", data.offerings)
    cells: dict[str, Change] = {}
    for setting in data.cells:
        change = _set(
            ask, setting, _place(units, setting.unit, "unit"), _place(offerings, setting.offering, "offering")
        )
        cells[change.id] = change
    ask.made = list(dict.fromkeys(ask.made))
    return ask.event("white_space.grid_pasted", *new_units, *new_offerings, *cells.values())


@white_space.criterion
def cells_known(state: State, params: Any) -> list[Unmet]:
    """Every unit and offering has a status."""
    known = {(c["unit"], c["offering"]) for c in state.of("cell")}
    pairs = ((u.id, o.id) for u in state.of("unit") for o in state.of("offering"))
    return none_left(
        (cell_id(u, o) for u, o in pairs if (u, o) not in known), "White-space cells nobody has looked at"
    )


@white_space.criterion
def cells_decided(state: State, params: Any) -> list[Unmet]:
    """Unknown only with somebody who finds out, by a day."""
    loose = (c for c in counted(state) if c["status"] == "unknown" and not (c["owner"] and c["due"]))
    return none_left(loose, "Unknown cells without an owner and a date")


@white_space.criterion
def blocked_cells_explained(state: State, params: Any) -> list[Unmet]:
    """What is blocked says why, and until when."""
    loose = (c for c in counted(state) if c["status"] == "blocked" and not (c["reason"] and c["until"]))
    return none_left(loose, "Blocked cells without a reason and a date")


def counted(state: State) -> list[Record]:
    """The cells of units and offerings that are still there."""
    there = {r.id for kind in ("unit", "offering") for r in state.of(kind)}
    return [c for c in state.of("cell") if c["unit"] in there and c["offering"] in there]


def cell_id(unit: str, offering: str) -> str:
    """The one id a unit and an offering have together."""
    return f"cell:{unit}:{offering}"


def _places(ask: Ask, kind: str, names: list[str]) -> tuple[dict[str, str], list[Change]]:
    """Where a pasted name or id leads, and the records that are made for new names."""
    there = {name_key(r["name"]): r.id for r in ask.state.of(kind)}
    there |= {r.id: r.id for r in ask.state.of(kind)}
    made: list[Change] = []
    for name in names:
        if name_key(name) not in there:
            if kind == "unit":
                ask.require_open(ask.kinds["unit"])
            made.append(ask.new(kind, {"name": name.strip()}))
            there[name_key(name)] = made[-1].id
    return there, made


def _place(there: dict[str, str], named: str, kind: str) -> str:
    found = there.get(named) or there.get(name_key(named))
    if found is None:
        raise invalid(kind, f"There is no {kind} “{named}”.")
    return found


def _set(ask: Ask, data: Setting, unit: str, offering: str) -> Change:
    names = (n for n in Setting.__struct_fields__ if n not in ("unit", "offering"))
    given = {n: v for n in names if (v := getattr(data, n)) is not None}
    if not given:
        raise invalid("status", "Say how it stands.")
    old = ask.state.get(cell_id(unit, offering), "cell")
    if old is None:
        given |= {"unit": unit, "offering": offering}
    return ask.put("cell", cell_id(unit, offering), given)
