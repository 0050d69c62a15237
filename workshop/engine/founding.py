"""The first event of a workshop."""

from collections.abc import Callable, Mapping
from typing import Any

from workshop.engine.rulebook import ALL, CRITERIA, KINDS
from workshop.rules import playbook
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.roles import Role, Viewer
from workshop.rules.state import State


def found(
    workshop: Mapping[str, Any],
    book: Mapping[str, Any],
    lead: Mapping[str, Any],
    now: int,
    new_id: Callable[[], str],
) -> Event:
    """The first event of a workshop: its particulars, its playbook, its run sheet and its lead.

    Raises Refusal for particulars that cannot be taken, PlaybookError for a bad playbook.
    """
    parsed = playbook.read(dict(book), frozenset(e.kind for e in ALL), frozenset(CRITERIA))
    state = State()
    ask = Ask(state, Viewer("", Role.facilitator), now, new_id, KINDS, CRITERIA)
    boss = ask.new("person", {**lead, "role": Role.facilitator})
    changes = [
        ask.new("workshop", {**workshop, "lead": boss.id, "stage": parsed.stages[0].id}, "workshop"),
        ask.new("playbook", {"data": dict(book)}, "playbook"),
        ask.new("plan", {}, "plan"),
        ask.new("timebox", {}, "timebox"),
        boss,
    ]
    for place, stage in enumerate(parsed.stages):
        body = {"title": stage.title, "purpose": stage.purpose, "order": place, "planning": stage.planning}
        changes.append(ask.new("stage", body, f"stage:{stage.id}"))
    lines = ((stage, block) for stage in parsed.stages for block in stage.blocks)
    for order, (stage, block) in enumerate(lines, 1):
        changes.append(ask.new("slot", _line(stage, block, order), f"slot:{block.id}"))
    changes.append(Change(id=f"stage:{parsed.stages[0].id}", kind="stage", set={"entered": now, "visits": 1}))
    return Event(type="workshop.founded", at=now, by=boss.id, changes=tuple(changes))


def _line(stage: playbook.Stage, block: playbook.Block, order: int) -> dict[str, Any]:
    """A block as a line of this workshop's run sheet."""
    values = {name: getattr(block, name) for name in block.__struct_fields__ if name not in ("id", "day")}
    where = {"stage": stage.id, "block": block.id, "order": order, "day": block.day or 1}
    return {**values, **where, "planned_minutes": block.minutes}
