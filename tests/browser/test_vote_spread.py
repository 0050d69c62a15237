"""A vote with a spread: pairs that sound alike, who is still out, piles before sums, and once more beside the first."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.standing import NAMES, Standing


def test_a_vote_shows_how_its_dots_are_spread_and_is_taken_again(
    room: Callable[..., Room], pictures: Path
) -> None:
    standing = Standing(room, "dots", crowd=True)
    desk = standing.room.page("Fay", height=1200)
    desk.wait_for_selector("main")
    expect(desk.get_by_role("group", name="Options that sound alike")).to_be_visible()
    desk.screenshot(path=pictures / "vote-opening.png")
    desk.get_by_role("button", name=re.compile("Open the vote: 40 options")).click()
    expect(desk.locator(".still-out")).to_contain_text(NAMES[0])
    ballot = desk.locator("[data-ballot]").get_attribute("data-ballot")
    items = standing.deal_ids
    for n, (who, count) in enumerate(zip(NAMES, (1, 2, 1, 1), strict=True)):
        standing.ask(who, "vote.set_dots", ballot=ballot, item=items[n // 2], dots=count)
    standing.ask(NAMES[0], "vote.done", ballot=ballot)
    expect(desk.locator(".still-out")).not_to_contain_text(NAMES[0])
    desk.screenshot(path=pictures / "vote-open.png")
    desk.get_by_role("button", name=re.compile("Close vote")).click()
    closing = desk.get_by_role("button", name="Close it without the 9 who still place dots")
    expect(closing).to_be_visible()
    desk.screenshot(path=pictures / "vote-closing.png")
    expect(desk.get_by_role("button", name="Not yet")).to_be_visible()
    closing.click()
    # The one with two people behind it is first: three dots in two piles.
    first = desk.locator(".pile-line").first
    expect(first.locator(".pile")).to_have_count(2)
    expect(first).to_contain_text("2 people")
    desk.screenshot(path=pictures / "vote-spread.png")
    wall = standing.room.page("Fay", "/screen", width=1280, height=720)
    expect(wall.locator(".pile-line").first.locator(".pile")).to_have_count(2)
    wall.screenshot(path=pictures / "vote-wall.png")
    assert found_on(desk) == []
    desk.get_by_role("button", name="Another vote").click()
    desk.get_by_role("menuitem", name="Vote on this again").click()
    expect(desk.locator(".still-out")).to_contain_text(NAMES[0])
    desk.get_by_role("button", name=re.compile("Close vote")).click()
    desk.get_by_role("button", name=re.compile("Close it without")).click()
    expect(desk.locator(".bars, .piles").first).to_be_visible()
    desk.screenshot(path=pictures / "vote-again.png")
