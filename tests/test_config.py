"""Settings from the environment and the command line."""

import re
from pathlib import Path

import pytest

from workshop.config import Config, read


def test_without_settings_it_serves_this_machine_only() -> None:
    config = read([], {})
    assert (config.home, config.host, config.port) == (Path("sessions"), "127.0.0.1", 8000)
    assert config.hosts == {"localhost", "127.0.0.1", "::1"}
    assert config.rate_limits


def test_the_command_line_wins_over_the_environment() -> None:
    environ = {
        "WORKSHOP_PORT": "9000",
        "WORKSHOP_HOME": "/srv/plans",
        "WORKSHOP_RATE_LIMITS": "false",
        "PATH": "x",
    }
    config = read(["--port", "9001", "--room"], environ)
    assert (config.port, config.home, config.rate_limits, config.room) == (
        9001,
        Path("/srv/plans"),
        False,
        True,
    )


def test_a_meeting_room_is_served_on_all_addresses_unless_one_is_given() -> None:
    assert read(["--room"], {}).host == "0.0.0.0"
    assert read(["--room", "--host", "192.168.1.4"], {}).host == "192.168.1.4"


def test_lists_are_separated_by_commas() -> None:
    config = read(["--allowed-hosts", "Plan.Example.com, b.example"], {"WORKSHOP_PROXIES": ""})
    assert {"plan.example.com", "b.example"} < config.hosts
    assert config.proxies == ()


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"WORKSHOP_PORT": "many"}, "port cannot be “many”."),
        ({"WORKSHOP_PORT": "70000"}, "port is between 0 and 65535, not 70000"),
        ({"WORKSHOP_ROOM": "perhaps"}, "room cannot be “perhaps”."),
    ],
)
def test_a_setting_that_cannot_be_taken_is_named(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read([], environ)


def test_over_https_the_cookie_is_bound_to_the_host() -> None:
    assert (Config().cookie, Config(https=True).cookie) == ("workshop", "__Host-workshop")


def test_a_setting_never_changes() -> None:
    with pytest.raises(AttributeError):
        Config().port = 1  # type: ignore[misc]
