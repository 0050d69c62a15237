"""What is installed is what the locks say, and the locks hold no version with a known hole."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$", re.MULTILINE)
LOCKS = ("build", "run", "dev", "node")

# The first versions without the holes found in them: forged heartbeats and attachment floods, request
# smuggling, session and multipart faults.
FLOORS = {
    "python-engineio": (4, 13, 3),
    "python-socketio": (5, 16, 2),
    "eventlet": (0, 40, 3),
    "flask": (3, 1, 3),
    "werkzeug": (3, 1, 6),
}
PARSER_FLOOR = (4, 2, 7)


def lock(name: str) -> str:
    return (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_has_its_hashes(name: str) -> None:
    pins = [line for line in lock(name).splitlines() if "==" in line and not line.lstrip().startswith("#")]
    assert pins
    assert all(PINNED.match(f"{line}\n") for line in pins)
    assert lock(name).count("--hash=sha256:") >= len(pins)


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_place_to_fetch_from(name: str) -> None:
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", lock(name))


def test_the_browser_lock_names_no_place_to_fetch_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, facts in packages.items() if "resolved" in facts] == []
    assert [name for name, facts in packages.items() if name and "integrity" not in facts] == []


def test_what_runs_is_what_the_lock_says() -> None:
    pins = dict(PINNED.findall(lock("run")))
    assert {name: version(name) for name in pins} == pins


@pytest.mark.parametrize("name", FLOORS)
def test_no_server_package_is_older_than_its_last_known_hole(name: str) -> None:
    assert numbers(dict(PINNED.findall(lock("run")))[name]) >= FLOORS[name]


def test_the_browser_s_message_parser_is_not_older_than_its_last_known_hole() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert numbers(packages["node_modules/socket.io-parser"]["version"]) >= PARSER_FLOOR
