"""The documents of a whole played case."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.rehearsal.stage import played
from workshop.exercises.objectives import behind
from workshop.exports.markdown import as_markdown
from workshop.exports.minutes import minutes
from workshop.exports.outline import records_in
from workshop.exports.plan import plan
from workshop.exports.thread import index, thread
from workshop.rehearsal.script import load
from workshop.rules.roles import Role, Viewer

CASES = sorted((Path(__file__).parents[2].parent / "shared" / "cases" / "open").glob("*.json"))

if not CASES:
    pytest.skip("there are no workshop cases beside this checkout", allow_module_level=True)


@pytest.fixture(scope="module")
def room() -> Any:
    return played(load(CASES[0])).hands.room


@pytest.fixture(scope="module")
def state(room: Any) -> Any:
    manager = next(p for p in room.state.of("person") if p["role"] == Role.first_line_manager)
    return room.seen_by(Viewer(manager.id, Role.first_line_manager))


def test_two_of_the_six_objectives_have_no_customer_sentence_and_say_so(state: Any, room: Any) -> None:
    bare = [o for o in state.of("objective") if not behind(state, o)]
    assert (len(bare), sum(1 for _ in state.of("objective"))) == (2, 6)
    text = as_markdown(plan(state, room.now()))
    assert text.count("⚑ No sentence of the customer stands behind this objective.") == 2
    assert {p.record for p in index(state, room.now()).sections[0].pieces[0].lines} == {o.id for o in bare}


def test_what_people_are_told_and_read_is_the_same_in_every_process() -> None:
    """Also its order: a set of texts has another one at each start of Python."""
    command = [sys.executable, "-m", "tests.exports.told", str(CASES[0])]
    both = [
        subprocess.Popen(
            command,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    one, other = (process.communicate()[0].splitlines() for process in both)
    assert len(one) > 500
    assert [line for line, again in zip(one, other, strict=True) if line != again] == []


def test_every_promise_of_a_sourced_objective_leads_to_the_customers_words(state: Any) -> None:
    for action in state.of("action"):
        objective = state.records[state.records[action["strategy"]]["objective"]]
        path = thread(state, action)
        assert path[0].missing == (not behind(state, objective)), action["what"]
        assert path[-1].word == "signature"


def test_the_plan_leads_only_to_what_its_reader_sees(state: Any, room: Any) -> None:
    assert records_in(plan(state, room.now())) <= set(state.records)


def test_no_sentence_names_an_id_or_an_empty_gap(state: Any, room: Any) -> None:
    text = as_markdown(plan(state, room.now())) + as_markdown(
        minutes(state, (e for _, e in room.log.read()), room.now())
    )
    assert not re.search(r"\br\d{2,}\b", text)
    for gap in ("None", "“”", "  .", " ,", "..", "{", "nothing to nothing"):
        assert gap not in text.replace("…", "").replace("None of them", ""), gap
