"""Every page of every role, in several stages, as axe reads it: nothing stands in anybody's way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Room
from tests.browser.shared_room import at_home, ok, open_room, page_of
from tests.server import Person

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`)"""
TESS, MARA, CORA, SVEN, CARL = (
    "Tess Marchetti",
    "Mara Vandenbroucke",
    "Cora Lind",
    "Sven Pellew",
    "Carl Marsh",
)
STAGES = (
    "briefing",
    "research",
    "stakeholders",
    "whitespace",
    "focus",
    "objectives",
    "actions",
    "signoff",
)
OUTSIDE = ("/", "/new", "/colleagues", "/join", "/i", "/preflight", "/help", "/help/guest", "/nowhere")
DESK = (
    "people",
    "people/{tess}",
    "readiness",
    "invitations",
    "tents",
    "pin",
    "plan",
    "minutes",
    "thread",
    "signoff",
    "week",
)
INSIDE = ("plan", "minutes", "thread", "pin", "signoff", "week", "people")
VISITORS = ("customer", "acceptance", "plan", "pin")


def look(page: Page, address: str) -> list[str]:
    """What axe finds on a page, each finding with the page it is on."""
    page.goto(address)
    page.wait_for_selector("main")
    page.wait_for_timeout(200)  # what comes by the socket
    page.evaluate(AXE)
    return [f"{address.partition('/s/')[2] or address}: {found}" for found in page.evaluate(VIOLATIONS)]


def seat_of(room: Room, name: str) -> str:
    return room.fay.seat if name == "Fay" else at_home(room, name).seat


class Looking:
    """A room whose doors are open, and what axe found on its pages."""

    def __init__(self, room: Callable[..., Room]) -> None:
        self.live = room()
        open_room(self.live, TESS, MARA, CORA)
        self.pages: dict[str, Page] = {}
        self.found: list[str] = []

    def go_to(self, stage: str) -> None:
        """The room moves on."""
        ok(self.live.fay, "stage.advance", to=stage, reason="Only a look at every page")

    def see(self, name: str, *paths: str) -> None:
        """Somebody looks at these pages of theirs."""
        if name not in self.pages:
            self.pages[name] = page_of(self.live, name)
        seat = f"{self.live.server.address}/s/{seat_of(self.live, name)}/"
        for path in paths:
            address = seat + path.format(tess=self.live.people[TESS]["id"])
            self.found += [f"{name} {one}" for one in look(self.pages[name], address)]


@pytest.fixture
def looking(room: Callable[..., Room]) -> Iterator[Looking]:
    """Whatever axe found, and whatever failed on a page, fails the test."""
    made = Looking(room)
    yield made
    assert sorted(set(made.found)) == []
    assert made.live.__dict__.get("failures", []) == []


@pytest.mark.parametrize("name", [TESS, "Fay"])
def test_live_pages_stand_in_nobodys_way_in_any_stage(looking: Looking, name: str) -> None:
    looking.see(name, "")
    for stage in STAGES:
        looking.go_to(stage)
        looking.see(name, "")


def test_the_desks_pages_stand_in_nobodys_way(looking: Looking) -> None:
    looking.see("Fay", *DESK)


def test_the_teams_pages_stand_in_nobodys_way(looking: Looking) -> None:
    looking.go_to("briefing")
    looking.see(TESS, *INSIDE)
    looking.see(MARA, "", *INSIDE)


def test_visitors_pages_stand_in_nobodys_way(looking: Looking) -> None:
    looking.go_to("briefing")
    looking.see(SVEN, "", *VISITORS)
    looking.see(CARL, "", *VISITORS)
    looking.go_to("research")
    looking.see(CARL, "", *VISITORS)


def test_what_anybody_may_open_stands_in_nobodys_way(looking: Looking) -> None:
    looking.see("Fay", "")
    server = looking.live.server.address
    for path in OUTSIDE:
        looking.found += look(looking.pages["Fay"], server + path)
    page = looking.live.open(Person(looking.live.server))
    for path in ("/login", "/join", "/i", f"/s/{looking.live.fay.seat}/"):
        looking.found += look(page, server + path)


def test_axe_would_say_so_if_something_did(looking: Looking) -> None:
    looking.see("Fay", "")
    page = looking.pages["Fay"]
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any("button-name" in found for found in page.evaluate(VIOLATIONS))
