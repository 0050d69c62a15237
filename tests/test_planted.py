"""Tests of the tests: defects planted in rules, store, exports and transport, each caught by a check of the suite.

What is planted in a room or its audience stands in `tests/live/test_rooms_planted.py`, what is planted
under a power cut in `tests/store/test_power_loss.py`, leaks of authors in `tests/live/test_anonymity.py`.
"""

import contextlib
import hashlib
import importlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import Workshop
from tests.exercises import test_signoff as signing
from tests.exports import test_words as written
from tests.live import test_time as timed
from tests.live import test_transport_wire as wired
from tests.store.contract import entry
from tests.store.test_damage import tamper
from tests.web import test_letters as posted
from workshop.engine import deciding
from workshop.engine.rulebook import KINDS
from workshop.exports import words
from workshop.live import wire
from workshop.live.scheduler import Clock
from workshop.rules import plan, presence
from workshop.store import archive, log
from workshop.store.sqlite import SqliteLog
from workshop.web import letters

#: The package gives its exercises under their modules' names.
signoff = importlib.import_module("workshop.exercises.signoff")
Plant = Callable[[pytest.MonkeyPatch], None]
Check = Callable[[], None]


def instead(of: Any, name: str, planted: Any) -> Plant:
    """Something wrong in the place of something right."""
    return lambda patch: patch.setattr(of, name, planted)


# What the suite holds, each in a few lines of its own where the suite's test needs more than a moment.


def nobody_plans_without_the_manager() -> None:
    workshop = Workshop().open().go_to("briefing").go_to("research")
    workshop.ok("Mara", "people.leave")
    for name, command, data in (
        ("Tom", "research.add_card", {"c": "customer", "text": "x"}),
        ("Fay", "stage.advance", {"to": "stakeholders", "reason": "late"}),
    ):
        assert workshop.refused(name, command, **data) == "first_line_manager_absent"


def each_kind_is_written_in_its_stages() -> None:
    workshop = Workshop().open()
    assert workshop.refused("Tom", "research.add_card", c="customer", text="x") == "stage_closed"
    assert workshop.refused("Tom", "questions.add_brief", text="x") == "stage_closed"


def every_field_of_a_promise_counts_in_the_fingerprint() -> None:
    workshop = signing.ready()
    content = plan.content(workshop.room.state, KINDS)
    action = content[signing.ids(workshop)["action"]]
    for field in set(action) - {"kind"}:
        other = {**content, signing.ids(workshop)["action"]: {**action, field: "another"}}
        assert plan.fingerprint(other) != plan.fingerprint(content), field


@contextlib.contextmanager
def a_log() -> Iterator[tuple[SqliteLog, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.db"
        with contextlib.closing(SqliteLog.create(path)) as kept:
            yield kept, path


def nothing_of_an_event_can_be_changed_behind_its_chain() -> None:
    with a_log() as (kept, path):
        kept.append(0, [entry("one"), entry("two")])
        kept.close()
        for was, becomes in (("p_tess", "p_carl"), ("1768900000000", "1768900000001"), ("two", "six")):
            change = f"CAST(replace(CAST(body AS TEXT), '{was}', '{becomes}') AS BLOB)"
            copy = Path(shutil.copy(path, path.with_name(f"{was}.db")))
            tamper(copy, f"UPDATE event SET body = {change} WHERE seq = 2")
            with contextlib.closing(SqliteLog.reader(copy)) as edited:
                assert not edited.verify().ok, was


def a_backup_holds_what_was_written_last() -> None:
    with a_log() as (kept, path):
        kept.append(0, [entry("one")])
        archive.backup(path, path.with_name("copy.db"))
        with contextlib.closing(SqliteLog.reader(path.with_name("copy.db"))) as copy:
            assert copy.head == 1


def erased_words_are_in_no_file() -> None:
    with a_log() as (kept, path):
        kept.append(0, [entry("SECRET", command="c")])
        kept.append(1, [entry("erasure")], erase=[1])
        assert not any(b"SECRET" in file.read_bytes() for file in path.parent.iterdir())
        assert kept.verify().ok


# What is planted.


def copied(source: Path, target: Path) -> None:
    shutil.copy(source, target)


def without_owners(content: Any) -> str:
    bare = {i: {n: v for n, v in body.items() if n != "owner"} for i, body in content.items()}
    return hashlib.sha256(json.dumps(bare, sort_keys=True).encode()).hexdigest()


def of_what_is_read(content: Any) -> str:
    said = [str(body.get("what") or body.get("text") or "") for body in content.values()]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def without_the_author(salt: bytes, body: bytes) -> bytes:
    return hashlib.sha256(salt + re.sub(rb'"by":"[^"]*"', b"", body)).digest()


def here_lately(state: Any, now: int, moving: bool = False) -> bool:
    return any(m["first_came"] for m in presence.managers(state))


def any_decision(state: Any, kind: str) -> Any:
    return {"verdict": "accepted", "version": 1, "hash": ""}


AFTERWARDS = signing.TestAfterwards()
approve_accept_publish = (
    AFTERWARDS.test_senior_management_accepts_only_after_the_approval_and_the_customer_sees_only_after_that
)
PLANTED: dict[str, tuple[Plant, Check]] = {
    "planning goes on without the manager": (
        instead(presence, "require_manager", lambda *_: None),
        nobody_plans_without_the_manager,
    ),
    "the manager counts as here after she has left": (
        instead(presence, "manager_here", here_lately),
        nobody_plans_without_the_manager,
    ),
    "only the page knows what is written when": (
        instead(deciding, "_require_stage", lambda *_: None),
        each_kind_is_written_in_its_stages,
    ),
    "a visitor's window is closed on the page alone": (
        instead(deciding, "_require_window", lambda *_: None),
        approve_accept_publish,
    ),
    "the customer is shown a plan that nobody accepted": (
        instead(signoff, "latest", any_decision),
        approve_accept_publish,
    ),
    "what is signed is whatever is there by now": (
        instead(signoff, "_as_read", lambda ask, data: signoff._current(ask)),
        lambda: signing.TestDeciding().test_asks_where_a_number_or_a_word_is_another(
            "Let 15 stores not tell it"
        ),
    ),
    "a fingerprint is taken for granted": (
        instead(signoff, "_as_read", lambda ask, data: {**signoff._current(ask), "hash": data.hash}),
        signing.TestDeciding().test_refuses_a_fingerprint_nobody_was_shown,
    ),
    "the fingerprint leaves out owners": (
        instead(plan, "fingerprint", without_owners),
        every_field_of_a_promise_counts_in_the_fingerprint,
    ),
    "the fingerprint covers what is read alone": (
        instead(plan, "fingerprint", of_what_is_read),
        every_field_of_a_promise_counts_in_the_fingerprint,
    ),
    "the chain leaves out who it was": (
        instead(log, "hash_of", without_the_author),
        nothing_of_an_event_can_be_changed_behind_its_chain,
    ),
    "the chain is not compared": (
        instead(log, "fault_of", lambda *_: ""),
        nothing_of_an_event_can_be_changed_behind_its_chain,
    ),
    "a backup is a copy of the file": (
        instead(archive, "backup", copied),
        a_backup_holds_what_was_written_last,
    ),
    "erased words stay in the file": (
        instead(SqliteLog, "_erase", lambda *_: None),
        erased_words_are_in_no_file,
    ),
    "time goes by the machine's clock": (
        instead(Clock, "__call__", lambda clock: clock._machine()),
        lambda: timed.TestClock().test_goes_on_evenly_when_the_machines_is_set(timed.Machine(), timed.HOUR),
    ),
    "formulas go into the table": (
        instead(letters, "harmless", str),
        posted.test_no_cell_of_the_table_begins_a_formula,
    ),
    "what is typed acts on the page": (
        instead(words, "nh3", SimpleNamespace(clean=lambda made, **_: made)),
        lambda: written.test_nothing_that_acts_gets_through("[x](javascript:alert(1))"),
    ),
    "a number that is none goes to every browser": (
        instead(wire, "_encoder", SimpleNamespace(encode=lambda data: json.dumps(data).encode())),
        wired.test_a_number_that_is_none_never_leaves_as_nan,
    ),
}


@pytest.mark.parametrize("defect", PLANTED)
def test_a_planted_defect_is_caught_by_a_check_that_passes_without_it(
    defect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant, check = PLANTED[defect]
    check()
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        check()
