"""A script through a real server, with real connections, also when the server is killed in the middle."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.rehearsal.mutations import moving_on_too_early, renamed
from workshop.rehearsal.by_sockets import open_workshop
from workshop.rehearsal.player import Player
from workshop.rehearsal.rehearse import Wishes, rehearse
from workshop.rehearsal.script import load, read
from workshop.rehearsal.server import address, start
from workshop.store.accounts import Accounts

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT.parent / "shared" / "cases" / "open").glob("*.json"))
pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(not CASES, reason="there are no workshop cases beside this checkout"),
]


def differences(player):
    return [(row.where, row.asked, row.seen, row.note) for row in player.rows if not row.fits]


def worked():
    """How long (seconds) processors have worked for this process and those it has ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def test_a_whole_case_is_played_without_a_difference_and_within_a_minute(tmp_path):
    result = tmp_path / "result.json"
    said = []
    kept = tmp_path / "not" / "there" / "yet"
    before = worked()
    assert rehearse(Wishes(CASES[0], result=result, keep=kept), said.append) == 0, "\n".join(said)
    found = json.loads(result.read_text("utf-8"))
    assert found["differences"] == 0
    assert len(found["rows"]) > len(load(CASES[0]).contributions)
    # On a busy machine what the processors worked for it counts, not what others made it wait.
    assert min(found["seconds"], worked() - before) < 60
    assert sorted(kept.glob("*.db"))


def test_a_server_killed_twice_in_the_middle_changes_nothing_in_a_case_with_other_names_and_moves(tmp_path):
    script = read(moving_on_too_early(renamed(json.loads(CASES[0].read_text("utf-8")))))
    with contextlib.closing(Accounts.open(tmp_path)) as accounts:
        accounts.create_account("fay@example.com", "Fay", "a long password", 1)
    process = start(tmp_path)
    url = address(process)
    port = int(url.rpartition(":")[2])
    opened = open_workshop(script, url, "fay@example.com", "a long password")
    player = Player(script, opened.hands, opened.names, salt=opened.workshop)
    running = [process]

    def kill():
        os.kill(running[-1].pid, signal.SIGKILL)
        running[-1].wait()
        running.append(start(tmp_path, port))

    try:
        for entry in player.play():
            if entry.seq in (120, 230):
                # In the middle of whatever comes next, not between two contributions.
                threading.Timer(0.03, kill).start()
        player.compare()
        opened.hands.close()
    finally:
        for one in running:
            one.kill()
            one.wait()
            one.stdout.close()
    assert len(running) == 3
    assert differences(player) == []


def test_a_script_that_asks_for_something_else_ends_with_the_difference_and_status_one(tmp_path):
    doc = json.loads(CASES[0].read_text("utf-8"))
    doc["contributions"] = doc["contributions"][:12]
    doc["contributions"][7]["expect"]["unmet"][1] = "participants present: 5 of 8"
    doc["expected"] = {"goals": 7}
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(doc), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "rehearse", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "≠ 8 fac advance: unmet" in done.stdout
    assert "≠ expected: goals" in done.stdout
    assert "2 differences" in done.stdout


def test_until_a_stage_leaves_the_workshop_open_and_prints_everybodys_link():
    said = []
    seen = []
    waited = rehearse(Wishes(CASES[0], until="briefing"), said.append, lambda: seen.append(list(said)))
    assert waited == 0
    links = [line for line in seen[0] if "/i#" in line]
    assert len(links) == len(load(CASES[0]).people) + 1, "everybody's, and the room screen's"
    signers = [
        p.name for p in load(CASES[0]).people if p.role in ("first_line_manager", "second_level_manager")
    ]
    assert [line.split(":")[0].strip() for line in links if "  PIN " in line] == signers
