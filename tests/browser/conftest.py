"""A real server, and real browsers of several people."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.laptops import Laptops
from tests.server import Person, Server, found, set_up

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]
# A shared machine stalls now and then; what is there at once costs nothing.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all; every test makes workshops of its own."""
    running = Server(tmp_path_factory.mktemp("home"), "--no-rate-limits")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def lead(server: Server) -> Person:
    """Fay, logged in."""
    return set_up(server)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives browsers; there can be one at a time."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def laptops(chromium: Browser, server: Server) -> Laptops:
    """Browsers to borrow."""
    return Laptops(chromium, server.address)


class Room:
    """A workshop, and a way for its people to open pages in browsers of their own, where no script may fail."""

    def __init__(self, server: Server, lead: Person, laptops: Laptops, **values: Any) -> None:
        self.server, self.laptops = server, laptops
        self.people = found(lead, **values)
        self.fay = lead
        self.contexts: list[BrowserContext] = []
        self.failures: list[str] = []

    def person(self, name: str) -> Person:
        """Somebody over HTTP only."""
        return Person(self.server).enter(self.people[name]["link"])

    def page(
        self, name: str, path: str = "/", *, width: int = 1280, height: int = 800, dark: bool = False
    ) -> Page:
        """Somebody's page in a browser of their own."""
        person = self.fay if name == "Fay" else self.person(name)
        page = self.open(person, width=width, height=height, dark=dark)
        page.goto(f"{self.server.address}/s/{person.seat}{path}")
        return page

    def open(self, person: Person, **look: Any) -> Page:
        """An empty page in a browser that this person is logged in with."""
        self.contexts.append(self.laptops.borrow())
        return self.laptops.page(self.contexts[-1], person.http.cookies, self.failures.append, **look)

    def close(self) -> None:
        """Give every browser back."""
        for context in self.contexts:
            self.laptops.give_back(context)
        assert self.failures == []


@pytest.fixture
def room(server: Server, lead: Person, laptops: Laptops) -> Iterator[Callable[..., Room]]:
    """Make a workshop: `room(people=..., ...)`."""
    made: list[Room] = []

    def make(**values: Any) -> Room:
        made.append(Room(server, lead, laptops, **values))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def live(room: Callable[..., Room]) -> Room:
    """A workshop of the usual people."""
    return room()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: the folder named by PICTURES, else one that is thrown away."""
    folder = Path(os.environ["PICTURES"]) if "PICTURES" in os.environ else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
