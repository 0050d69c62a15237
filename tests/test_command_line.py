"""The commands as somebody types them, over real files and against real servers."""

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from workshop.rehearsal.browser import Browser
from workshop.rehearsal.server import address, start
from workshop.store.accounts import Accounts

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "workshop/rehearsal/demo/two_days.json"
PROGRAM = [sys.executable, "-m", "workshop"]


def workshop(*arguments, home=None, **settings):
    environ = {**os.environ, **({"WORKSHOP_HOME": str(home)} if home else {})}
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **settings,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A home that `workshop run` has set up: its folder, what it printed, and how long the second start took."""
    home = tmp_path_factory.mktemp("home")
    said, _ = run_once(home)
    again, seconds = run_once(home)
    assert again.split("#")[1:] == said.split("#")[1:], "the same workshop with the same links"
    return home, said, seconds


def run_once(home):
    began = time.monotonic()
    process = subprocess.Popen(
        [*PROGRAM, "run", "--port", "8730"],
        cwd=ROOT,
        env={**os.environ, "WORKSHOP_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    while not (lines and lines[-1].startswith("Ctrl-C")):
        line = process.stdout.readline()
        assert line, "".join(lines)
        lines.append(line)
    ready = time.monotonic() - began
    answers = [
        requests.get(link, timeout=10).status_code for link in re.findall(r"http\S+/i", "".join(lines))
    ]
    assert answers == [200] * 5
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process.send_signal(signal.SIGTERM)
    process.wait(15)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # What it cost, whatever else this machine is doing; it cannot have waited for anything else.
    seconds = min(ready, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return "".join(line for line in lines if "#" in line and "set-up" not in line), seconds


def test_run_prints_a_link_for_each_role_and_starts_again_in_three_seconds(demo):
    _, said, seconds = demo
    for role in ("Facilitator", "Participant", "First-line manager", "Customer's guest", "Room screen"):
        assert role in said
    assert seconds < 3


def test_a_workshop_is_verified_exported_imported_backed_up_and_restored(demo, tmp_path):
    home, _, _ = demo
    checked = workshop("verify", home=home)
    assert checked.returncode == 0
    assert "whole" in checked.stdout
    name = next(p.stem for p in home.glob("*.db") if p.stem not in ("accounts", "catalogue"))
    assert workshop("export", name, "--to", tmp_path / "log.json", home=home).returncode == 0
    plan = workshop("export", name, "--format", "markdown", home=home)
    assert plan.stdout.startswith("# ")
    assert "Castor" in plan.stdout
    other = tmp_path / "other"
    taken = workshop("import", tmp_path / "log.json", "--name", "copy", home=other)
    assert taken.returncode == 0, taken.stderr
    heads = [re.search(r"head (\w+)", workshop("verify", home=h).stdout)[1] for h in (home, other)]
    assert heads[0] == heads[1]
    assert workshop("backup", tmp_path / "all", home=home).returncode == 0
    copies = workshop("verify", tmp_path / "all")
    assert (copies.returncode, copies.stdout.count(" whole")) == (0, 2), copies.stdout
    again = workshop("backup", tmp_path / "all", home=home)
    assert (again.returncode, "a new folder" in again.stderr) == (2, True), again.stderr
    assert workshop("restore", tmp_path / "all", home=tmp_path / "third").returncode == 0
    assert (tmp_path / "third" / f"{name}.db").exists()


def test_verify_names_a_file_that_was_altered(demo, tmp_path):
    home, _, _ = demo
    name = next(p for p in home.glob("*.db") if p.stem not in ("accounts", "catalogue"))
    altered = tmp_path / "altered.db"
    shutil.copy(name, altered)
    content = bytearray(altered.read_bytes())
    at = content.find(b"Store pick-and-collect")
    assert at > 0, "the demonstration's words are not in its file"
    content[at : at + 5] = b"Stare"
    altered.write_bytes(content)
    found = workshop("verify", altered)
    assert found.returncode == 1
    assert "altered.db" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "nothing"), "There is no workshop “nothing”"),
        (("import", "nowhere.json"), "workshop: nowhere.json: No such file or directory.\n"),
        (("rehearse", "nowhere.json"), "cannot be read"),
        (("reset-password", "a@example.com"), "is not there"),
        (("rehearse", SCRIPT, "--until", "lunch"), "the script has no stage “lunch” to stop at"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, arguments, sentence):
    done = workshop(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_cannot_have_its_address_says_so_in_a_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = workshop("serve", "--port", port, home=tmp_path)
    assert done.returncode == 2
    assert f"127.0.0.1 port {port} cannot be listened on: Address already in use." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_playbook_is_checked_with_file_and_line(tmp_path):
    good = ROOT / "workshop/playbooks/two_days.toml"
    assert workshop("playbook", "check", good).returncode == 0
    bad = tmp_path / "bad.toml"
    bad.write_text(
        good.read_text("utf-8").replace('criterion = "sites_covered"', 'criterion = "sunshine"'), "utf-8"
    )
    found = workshop("playbook", "check", bad)
    assert found.returncode == 1
    assert re.search(r"bad\.toml:\d+: .*sunshine", found.stdout)


@pytest.mark.parametrize("running", [True, False])
def test_a_password_is_reset_whether_or_not_a_server_runs(tmp_path, running):
    with closing(Accounts.open(tmp_path)) as accounts:
        accounts.create_account("fay@example.com", "Fay", "the old password", 1)
    process = start(tmp_path) if running else None
    url = address(process) if process else ""
    done = workshop("reset-password", "fay@example.com", home=tmp_path)
    assert done.returncode == 0, done.stderr
    if not process:
        process = start(tmp_path)
        url = address(process)
    try:
        token = done.stdout.strip().rpartition("#")[2]
        form = {"token": token, "password": "a new password"}
        assert (
            requests.post(f"{url}/password", data=form, timeout=10, allow_redirects=False).status_code == 303
        )
        assert (
            requests.post(f"{url}/password", data=form, timeout=10, allow_redirects=False).status_code == 422
        )
        Browser(url).log_in("fay@example.com", "a new password")
    finally:
        process.kill()
        process.communicate()


def test_the_types_for_the_browser_code_are_those_of_the_server():
    made = workshop("types")
    assert made.returncode == 0
    there = (ROOT / "static/types.d.ts").read_text("utf-8")
    assert made.stdout == there, "run: workshop types > static/types.d.ts"


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_help_lists_every_command_with_a_line(asked):
    listed = re.findall(r"^    ([a-z][a-z-]+)\s+\S", workshop(asked).stdout, re.MULTILINE)
    assert {"serve", "run", "backup", "restore", "verify", "playbook"} <= set(listed)


def test_every_command_explains_itself():
    for command in (
        "run",
        "rehearse",
        "verify",
        "backup",
        "restore",
        "export",
        "import",
        "reset-password",
        "types",
    ):
        said = workshop(command, "--help")
        assert said.returncode == 0
        assert "--home" in said.stdout


def test_a_rehearsal_elsewhere_without_a_password_says_what_is_missing(tmp_path):
    script = tmp_path / "script.json"
    script.write_text("{}", "utf-8")
    done = workshop(
        "rehearse", script, "--server", "http://127.0.0.1:9", "--email", "fay@ours.test", input=""
    )
    assert done.returncode == 2
    assert "WORKSHOP_PASSWORD" in done.stderr
    assert "Traceback" not in done.stderr
