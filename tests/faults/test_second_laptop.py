"""The room's laptop dies; the second one goes on with the copy that it kept."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from tests.server import ROOT, Person, Server, found, set_up
from workshop.rules.state import fold
from workshop.store.sqlite import SqliteLog


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The room's laptop. What ends it comes last."""
    home = tmp_path_factory.mktemp("first")
    server = Server(home / "first", "--room", "--copy-to", str(home / "folder"))
    yield server
    server.kill()


def word(server: Server) -> str:
    return (server.home / "copy-word").read_text()


def copy_from(server: Server, home: Path, *more: str) -> list[str]:
    address = f"http://127.0.0.1:{server.port}"
    return [sys.executable, "-m", "workshop", "copy-from", address, "--home", str(home), *more]


def until(there: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_without_the_printed_word_nothing_is_given(first: Server, tmp_path: Path) -> None:
    for given in ({}, {"Authorization": "Bearer wrong"}):
        for path in ("copies.json", "copies/accounts.db"):
            assert requests.get(f"{first.address}/{path}", headers=given, timeout=5).status_code == 404
    done = subprocess.run(
        copy_from(first, tmp_path / "x", "--token", "wrong", "--once"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "does not give a copy" in done.stderr


def test_nothing_but_the_homes_own_files_is_given(first: Server) -> None:
    known = {"Authorization": f"Bearer {word(first)}"}
    for name in ("copy-word", "..%2Fsecret", ".lock", "catalogue.db"):
        assert requests.get(f"{first.address}/copies/{name}", headers=known, timeout=5).status_code == 404


def test_a_folder_gets_a_copy_by_itself(first: Server) -> None:
    until((first.home.parent / "folder" / "accounts.db").exists)


def test_a_copy_that_a_server_runs_on_is_left_alone(first: Server, tmp_path: Path) -> None:
    taken = Server(tmp_path / "second")
    try:
        done = subprocess.run(
            copy_from(first, taken.home, "--token", word(first), "--once"),
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert "copied" not in done.stdout
    finally:
        taken.stop()


def has_come(copy: Path, name: str) -> bool:
    """Whether the copy knows that somebody came."""
    path = next(path for path in copy.glob("*.db") if path.name != "accounts.db")
    log = SqliteLog.reader(path)
    try:
        people = fold(event for _, event in log.read()).of("person")
        return any(person["name"] == name and person["presence"] == "room" for person in people)
    finally:
        log.close()


def test_the_second_laptop_goes_on_where_the_first_one_died(tmp_path: Path) -> None:
    copy, first = tmp_path / "second", Server(tmp_path / "first", "--room")
    fay = set_up(first)
    people = found(fay)
    follower = subprocess.Popen(
        copy_from(first, copy, "--token", word(first), "--every", "0.3"),
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert follower.stdout
        assert "2 files copied" in follower.stdout.readline()
        assert fay.command("stage.open_doors").get("ok")
        tess = Person(first).enter(people["Tess Marchetti"]["link"])
        assert tess.command("people.arrive", how="room").get("ok")
        assert "copied" in follower.stdout.readline()
        until(lambda: has_come(copy, "Tess Marchetti"))
        first.kill()
        while "workshop serve --room --home" not in (line := follower.stdout.readline()):
            assert line
    finally:
        first.kill()
        follower.kill()
        follower.wait()
    second = Server(copy, "--room")
    try:
        again = Person(second).enter(people["Tess Marchetti"]["link"])
        assert again.command("people.until", at="15:30").get("ok")
        assert "Tess Marchetti" in again.get(f"/s/{again.seat}/").text
        assert requests.get(f"{second.address}/copies.json", timeout=5).status_code == 404
    finally:
        second.kill()


def test_the_terminal_shows_where_to_join_and_how_to_follow(first: Server) -> None:
    assert first.process.stdout
    first.process.terminate()
    said = first.process.stdout.read()
    assert "/join" in said
    assert f"--token {word(first)}" in said
    assert "▀" in said or "█" in said
