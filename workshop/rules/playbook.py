"""The agenda as data: stages, their blocks, what must be true before moving on."""

import re
from typing import Any

import msgspec

from workshop.rules.state import State

MODES = ("open", "write_reveal")
#: How much of a writer's name shows, from most to least.
NAMINGS = ("named", "function", "anonymous")


class PlaybookError(ValueError):
    """A playbook that cannot be used: says where and why."""


class CriterionPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One criterion of a stage. `firm` ones can never be gone around."""

    criterion: str
    at_least: int | None = None
    at_most: int | None = None
    firm: bool = False


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A timeboxed piece of a stage. `minutes` planned, `minimum` below which it makes no sense.

    `leader_last`: whether the first-line manager speaks, and is revealed, after the team, where it is not as the
    whole workshop is set.
    """

    id: str
    title: str
    kind: str
    minutes: int
    minimum: int = 0
    task: str = ""
    prompt: str = ""
    example: str = ""
    board: list[str] = []
    fixed_at: str = ""
    protected: bool = False
    optional: bool = False
    rest: bool = msgspec.field(default=False, name="break")
    after_visit: bool = False
    before_visit: bool = False
    day: int = 0
    mode: str = "open"
    naming: str = "named"
    leader_last: bool | None = None


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phase of the workshop. `windows` names the visitors who may be in during it."""

    id: str
    title: str
    purpose: str = ""
    guide: str = ""
    team: bool = True
    planning: bool = False
    windows: list[str] = []
    require: list[CriterionPlan] = []
    advise: list[CriterionPlan] = []
    blocks: list[Block] = []


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a workshop day begins and ends, local time."""

    day_start: str = "08:30"
    day_end: str = "17:30"


class Playbook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole agenda."""

    id: str
    title: str
    stages: list[Stage]
    version: int = 1
    run_sheet: Day = Day()

    def stage(self, stage_id: str) -> Stage:
        """The stage with this id; KeyError if there is none."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def after(self, stage_id: str) -> Stage | None:
        """The stage that follows, or None after the last."""
        order = [stage.id for stage in self.stages]
        place = order.index(stage_id) + 1
        return self.stages[place] if place < len(order) else None

    def place(self, stage_id: str) -> int:
        """Where a stage stands in the order; beyond the end if there is no such stage."""
        order = [stage.id for stage in self.stages]
        return order.index(stage_id) if stage_id in order else len(order)


def read(data: dict[str, Any], kinds: frozenset[str], criteria: frozenset[str]) -> Playbook:
    """A playbook from plain data, checked against the exercise kinds and criteria there are.

    Raises PlaybookError with the place and the reason.
    """
    try:
        playbook = msgspec.convert(data, Playbook, strict=True)
    except msgspec.ValidationError as error:
        raise PlaybookError(str(error)) from None
    _unique([stage.id for stage in playbook.stages], "stage")
    _unique([block.id for stage in playbook.stages for block in stage.blocks], "block")
    for stage in playbook.stages:
        for wanted in (*stage.require, *stage.advise):
            if wanted.criterion not in criteria:
                raise PlaybookError(f"stage “{stage.id}”: there is no criterion “{wanted.criterion}”")
        for block in stage.blocks:
            _check_block(stage, block, kinds)
    return playbook


def line_of(text: str, problem: str) -> str:
    """The line that a complaint is about, as ":12", where it names something that is written there."""
    for name in reversed(re.findall(r"“([^”]+)”", problem)):
        for number, line in enumerate(text.splitlines(), 1):
            if f'"{name}"' in line:
                return f":{number}"
    return ""


def of(state: State) -> Playbook:
    """The playbook this workshop runs on (kept in its log, so that it never changes under it)."""
    record = state.records["playbook"]
    held = state.parsed.get(record.id)
    if held is None or held[0] != record.rev:
        held = state.parsed[record.id] = (record.rev, msgspec.convert(record["data"], Playbook))
    book: Playbook = held[1]
    return book


def _check_block(stage: Stage, block: Block, kinds: frozenset[str]) -> None:
    where = f"stage “{stage.id}”, “{block.id}”"
    if block.kind not in kinds:
        raise PlaybookError(
            f"{where}: there is no kind “{block.kind}”; choose one of {', '.join(sorted(kinds))}"
        )
    if not 0 <= block.minimum <= block.minutes:
        raise PlaybookError(
            f"{where}: the minimum ({block.minimum}) must lie between 0 and its minutes ({block.minutes})"
        )
    if block.mode not in MODES or block.naming not in NAMINGS:
        raise PlaybookError(f"{where}: mode is one of {', '.join(MODES)}, naming one of {', '.join(NAMINGS)}")
    if block.naming == "anonymous" and block.mode != "write_reveal":
        raise PlaybookError(f'{where}: anonymous writing needs mode = "write_reveal"')


def _unique(ids: list[str], what: str) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise PlaybookError(f"the {what} id “{name}” is used twice")
