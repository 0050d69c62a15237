"""A real server with one account and one workshop, shared by the tests of a module."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exports.castor import Castor
from tests.server import Person, Server, found, set_up
from tests.web.library import Library, Still


class House:
    """A server, its facilitator, and a workshop's people by name."""

    def __init__(self, home: Path, *options: str) -> None:
        self.server = Server(home, *options)
        self.fay = set_up(self.server)
        self.people = found(self.fay)

    def stranger(self) -> Person:
        """Somebody with a browser that was never here."""
        return Person(self.server)

    def enter(self, name: str) -> Person:
        """Somebody of the workshop, on a browser of their own, by their personal link as it is now."""
        return self.stranger().enter(self.link(name))

    def link(self, name: str) -> str:
        """Somebody's personal link, as the desk's page shows it."""
        page = self.fay.get(f"/s/{self.fay.seat}/people/{self.people[name]['id']}").text
        return "/i#" + page.partition("/i#")[2].partition("<")[0]

    def code(self) -> str:
        """The join code, as the desk reads it."""
        page = self.fay.get(f"/s/{self.fay.seat}/readiness").text
        return page.partition('<strong class="num">')[2].partition("<")[0]

    def desk(self, path: str, **form: Any) -> Any:
        """A form at the desk, without following where it leads."""
        return self.fay.post(f"/s/{self.fay.seat}/{path}", data=form, allow_redirects=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server of a module; guessing is not limited."""
    made = House(tmp_path_factory.mktemp("home"), "--no-rate-limits")
    yield made
    made.server.stop()


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[House]:
    """A server of one's own that limits guessing."""
    made = House(tmp_path)
    yield made
    made.server.stop()


@pytest.fixture
def open_library(tmp_path: Path) -> Any:
    made: list[Library] = []

    def build(castor: Castor, clock: Still | None = None) -> Library:
        made.append(Library(tmp_path, castor, clock))
        return made[0]

    yield build
    for library in made:
        library.close()
