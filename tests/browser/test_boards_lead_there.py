"""What is missing leads to its record on every board; headings and influence are drawn by hand and kept."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.board_day import DEBRIEF, THREE_CS, Day, revealed
from tests.browser.promised import TOM, Promised
from tests.browser.standing import NAMES, Standing

CARD = "They open 35 small stores"
PASTED = """(box, text) => { const held = new DataTransfer(); held.setData("text/plain", text);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true })); }"""
INITIATIVE = "The Lille pilot"


@pytest.fixture
def day(room: Callable[..., Any]) -> Callable[[str, str], Day]:
    """Begin at a stage and a line of the run sheet."""
    return lambda stage, slot: Day(room(), stage, slot)


def test_what_is_missing_opens_the_record_it_is_about(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    for _ in range(2):
        now.give("Tom Okafor", "research.add_card", c="customer", text=f"{CARD} {_}")
    now.give("Tom Okafor", "insight_map.add_initiative", text=INITIATIVE)
    fay = now.page("Fay")
    show(fay, "Customer cards without", f"{CARD} 0")
    expect(fay.get_by_role("dialog", name="Where it comes from")).to_be_visible()
    fay.keyboard.press("Escape")
    show(fay, "Initiatives", INITIATIVE)
    expect(fay.get_by_role("dialog")).to_contain_text(INITIATIVE)
    fay.keyboard.press("Escape")
    expect(fay.locator(".insight-frame")).to_be_visible()


def show(page: Any, say: str, title: str) -> None:
    """From the list of what is missing to the record on its board."""
    page.get_by_role("button", name="Still missing").click()
    sheet = page.get_by_role("dialog", name="Before we move on")
    sheet.get_by_role("button", name=say).first.click()
    sheet.get_by_role("button", name=f"Show on its board: {title}").click()


def test_a_heading_renamed_by_two_people_shows_both_names(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    notes = revealed(now, 2)
    heading = now.give("Tom Okafor", "capture.add_cluster", title="Peopel", notes=notes[:1], slot=DEBRIEF)
    tess = now.page("Tess Marchetti")
    group = tess.locator(".group")
    group.get_by_role("button", name="More for “Peopel”").click()
    tess.get_by_role("menuitem", name="Rename").click()
    tess.get_by_label("Name of the heading").fill("Persons")
    now.give("Tom Okafor", "record.edit", id=heading, set={"title": "People"})
    tess.get_by_role("button", name="Save").click()
    conflict = group.locator(".conflicts")
    expect(conflict).to_contain_text("Tom Okafor changed the same words meanwhile")
    expect(conflict).to_contain_text("Persons")
    conflict.get_by_role("button", name="Take mine").click()
    expect(group.locator(".groups-title")).to_contain_text("Persons")


def test_who_listens_to_whom_is_said_in_the_sheet_and_stands_on_the_map(room: Callable[..., Any]) -> None:
    standing = Standing(room, "people_map")
    page, other = standing.room.page(NAMES[0]), standing.room.page(NAMES[1])
    page.get_by_role("button", name="Claire Boucher").first.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("combobox", name="Listens to", exact=True).fill("Bern")
    sheet.get_by_role("option", name="Bernard Bot").click()
    row = other.get_by_role("button", name="Claire Boucher").first
    expect(row).to_contain_text("listens to Bernard Bot")
    sheet.get_by_role("button", name="Untie: Bernard Bot").click()
    expect(row).not_to_contain_text("listens to")


def test_what_is_too_long_stays_and_says_so_and_a_long_list_arrives_whole(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    tom = now.page("Tom Okafor")
    box = tom.locator(".add-card textarea").first
    box.fill("x" * 10_000)
    box.press("Enter")
    expect(tom.locator(".add-card .field-error")).to_contain_text("That is 10,000 characters, and 4,000 fit")
    expect(box).to_have_value("x" * 10_000)
    lines = "\n".join(f"Fact number {n}" for n in range(300))
    box.evaluate(PASTED, lines)
    box.fill(lines)
    tom.get_by_role("button", name="Add 300").click()
    expect(tom.get_by_role("region", name="Customer", exact=True).locator(".lane-count")).to_have_text("300")
    expect(box).to_have_value("")


def test_words_for_the_customer_are_found_where_the_plan_is_thought(room: Callable[..., Any]) -> None:
    promised = Promised(room, "objectives", "objectives")
    promised.objectives()
    page = promised.page(TOM)
    for n, label in enumerate(("What it means for them", "What we do for them")):
        page.locator(".objective-card").first.locator(".card-menu button").nth(n).click()
        page.get_by_role("menuitem", name="How we say it to the customer").click()
        page.get_by_label(label).fill(f"Your stores wait less, {n}")
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
        expect(page.get_by_text(f"To the customer: Your stores wait less, {n}")).to_be_visible()
        expect(page.get_by_text("Saved", exact=True)).to_be_attached()
    edition = promised.person("Fay").get(f"/s/{promised.person('Fay').seat}/customer").text
    assert "Your stores wait less, 0" in edition
    assert "Your stores wait less, 1" in edition
