"""A version that is held still reads in the order in which its records began, whatever their ids."""

from typing import Any

from workshop.exports.reading import as_of
from workshop.rules import plan
from workshop.rules.state import Record, State


def objective(record_id: str, text: str) -> Record:
    body: dict[str, Any] = {"category": "revenue", "text": text}
    return Record(record_id, "objective", 1, "active", "", 0, body)


def test_a_held_version_keeps_the_order_in_which_the_objectives_were_made() -> None:
    state = State()
    for record in (objective("z", "First"), objective("m", "Second"), objective("a", "Third")):
        state.index(record)
    content = {i: {"kind": "objective", "text": state.records[i]["text"]} for i in ("a", "m", "z")}
    assert [o["text"] for o in as_of(state, content).of("objective")] == ["First", "Second", "Third"]


def test_what_has_gone_since_comes_last() -> None:
    state = State()
    state.index(objective("z", "Still there"))
    assert list(plan.in_order(state, {"a": {"kind": "objective"}, "z": {"kind": "objective"}})) == ["z", "a"]
