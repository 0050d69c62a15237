"""Time in the room, in browsers: one clock, a late day, a customer who comes later."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.shared_room import ok, open_room, page_of

AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`)"""
AXE_SOURCE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TOM, TESS, MARA = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke"
SVEN, CARL = "Sven Pellew", "Carl Marsh"
TEAM = (TOM, TESS, "陈晓梅", "Wiktor Zaręba", MARA)


@pytest.fixture
def live(room: Callable[..., Room]) -> Iterator[Room]:
    """A workshop whose pages never fail."""
    made = room()
    yield made
    assert made.__dict__.get("failures", []) == []


def axe(page: Page) -> list[str]:
    page.evaluate(AXE_SOURCE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(AXE)
    return found


def picture(page: Page, name: str) -> None:
    """Kept where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_customer_is_moved_with_two_presses_and_comes_in_when_they_are_here(live: Room) -> None:
    open_room(live, *TEAM)
    console, carl = page_of(live, "Fay"), page_of(live, CARL)
    time = console.get_by_role("region", name="The customer’s time")
    expect(time).to_contain_text("The customer comes at 09:00.")
    time.get_by_role("button", name="Another time…").click()
    time.get_by_label("When the customer comes").fill("23:30")
    picture(console, "visit-asking")
    time.get_by_role("button", name="Moves to 23:30").click()
    expect(time).to_contain_text("The customer comes at 23:30.")
    expect(
        carl.get_by_role("heading", name=re.compile("We look forward to seeing you at 23:30"))
    ).to_be_visible()
    ok(live.fay, "stage.advance", to="research")
    expect(console.locator(".stage-kicker")).to_contain_text("Three Cs")
    picture(console, "visit-later")
    assert axe(console) == []
    time.get_by_role("button", name="They are here").click()
    expect(console.locator(".stage-kicker")).to_contain_text("The customer speaks", timeout=8000)
    expect(carl.locator(".guest-promise")).to_be_visible()
    expect(time).to_have_count(0)
    ok(live.fay, "stage.advance", to="research", reason="They had to go")
    expect(console.locator(".stage-kicker")).to_contain_text("Three Cs")
    expect(carl.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible()
