"""White space: which unit has which of our offerings, and where nobody has asked yet."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Day, Label, Money, Ref, Refs, Short, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE
from workshop.rules.sight import TEAM_ONLY
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


white_space = Exercise(
    kind="white_space",
    title="White space",
    kinds=(
        Kind(
            "unit", Unit, TEAM_ONLY, title="name", add=INSIDE, stage="research", plan=True, between="decided"
        ),
        Kind(
            "offering", Offering, TEAM_ONLY, title="name", add=INSIDE, planning=False, between=True, plan=True
        ),
        Kind(
            "cell",
            Cell,
            TEAM_ONLY,
            title="status",
            stage="whitespace",
            plan=True,
            held=frozenset({"unit", "offering"}),
            between="decided",
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
    """Many cells at once, pasted."""

    cells: Annotated[list[Setting], Meta(min_length=1, max_length=2000)]


@white_space.command("set_cell", Setting, INSIDE, stage="whitespace", between="decided", refuse="excluded")
def set_cell(ask: Ask, data: Setting) -> Event:
    """Say how a unit stands with an offering. A second value replaces the first."""
    return ask.event("white_space.cell_set", _set(ask, data))


@white_space.command("paste_grid", Grid, INSIDE, stage="whitespace", between="decided", refuse="excluded")
def paste_grid(ask: Ask, data: Grid) -> Event:
    """A whole grid in one go."""
    return ask.event("white_space.grid_pasted", *(_set(ask, setting) for setting in data.cells))


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


def _set(ask: Ask, data: Setting) -> Change:
    unit, offering = ask.need(data.unit, "unit"), ask.need(data.offering, "offering")
    given = {
        n: v
        for n in Setting.__struct_fields__
        if n not in ("unit", "offering") and (v := getattr(data, n)) is not None
    }
    if not given:
        raise invalid("status", "Say how it stands.")
    old = ask.state.get(cell_id(unit.id, offering.id), "cell")
    if old is None:
        return ask.new(
            "cell", {"unit": unit.id, "offering": offering.id, **given}, cell_id(unit.id, offering.id)
        )
    return ask.change(old, **given)
