"""A real server, and real browsers of several people."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.server import Person, Server, found, set_up

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for a test module."""
    running = Server(tmp_path_factory.mktemp("home"), "--no-rate-limits")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def lead(server: Server) -> Person:
    """Fay, logged in."""
    return set_up(server)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Room:
    """A workshop, and a way for its people to open pages in browsers of their own."""

    def __init__(self, server: Server, lead: Person, chromium: Browser, **values: Any) -> None:
        self.server, self.chromium = server, chromium
        self.people = found(lead, **values)
        self.fay = lead
        self.contexts: list[BrowserContext] = []

    def person(self, name: str) -> Person:
        """Somebody over HTTP only."""
        return Person(self.server).enter(self.people[name]["link"])

    def page(
        self, name: str, path: str = "/", *, width: int = 1280, height: int = 800, dark: bool = False
    ) -> Page:
        """Somebody's page in a browser of their own."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
        )
        self.contexts.append(context)
        person = self.fay if name == "Fay" else self.person(name)
        for cookie in person.http.cookies:
            context.add_cookies(
                [{"name": cookie.name, "value": cookie.value or "", "url": self.server.address}]
            )
        page = context.new_page()
        page.goto(f"{self.server.address}/s/{person.seat}{path}")
        return page

    def close(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def room(server: Server, lead: Person, chromium: Browser) -> Iterator[Callable[..., Room]]:
    """Make a workshop: `room(people=..., ...)`."""
    made: list[Room] = []

    def make(**values: Any) -> Room:
        made.append(Room(server, lead, chromium, **values))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: the folder named by PICTURES, else one that is thrown away."""
    folder = Path(os.environ["PICTURES"]) if "PICTURES" in os.environ else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
