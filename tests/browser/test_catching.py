"""Grouping, parking, deciding and voting on everybody's own page: one workshop, three people at once."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.board_day import DEBRIEF, Day, revealed
from tests.browser.conftest import Room
from tests.browser.reading import found_on

TOM, TESS, MARA = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke"


def test_a_group_is_made_together_something_is_parked_and_the_room_decides(
    room: Callable[..., Room], pictures: Path
) -> None:
    now = Day(room(), "research", DEBRIEF)
    revealed(now, 6)
    now.give("Fay", "capture.add_cluster", title="Back room", slot=DEBRIEF)
    tom, tess, fay = now.page(TOM), now.page(TESS, width=360, height=740), now.page("Fay")
    mara = now.page(MARA)
    group(tom, mara, fay, pictures)
    park(tom, tess, pictures)
    decide(now, tom, tess, mara, pictures)
    scribe(tom, tess, pictures)
    photograph(tess, fay, pictures)
    share(tess, fay, pictures)


def group(tom: Page, mara: Page, fay: Page, pictures: Path) -> None:
    # Whoever moves a card is seen with it; when they let go, it is free.
    tom.locator("article.card", has_text="Thought 1").locator(".card-menu button").focus()
    tom.keyboard.press("g")
    moved = fay.locator("[data-card]", has_text="Thought 1")
    for page in (fay, mara):
        expect(page.locator("[data-card]", has_text="Thought 1")).to_contain_text("Tom Okafor is moving this")
    expect(moved).to_have_attribute("draggable", "false")
    fay.screenshot(path=pictures / "catching-moving.png", full_page=True)
    tom.get_by_role("button", name="Back room", exact=True).click()
    expect(moved).not_to_contain_text("is moving this")
    for page in (fay, mara):
        expect(page.locator(".group", has_text="Back room")).to_contain_text("Thought 1")
    fay.get_by_role("button", name="The headings stand").click()
    expect(mara.locator("main")).to_contain_text("The headings stand.")


def park(tom: Page, tess: Page, pictures: Path) -> None:
    # One key parks what has the focus; it stays, marked, and the lot leads back to it.
    tom.locator("article.card", has_text="Thought 2").locator(".card-menu button").focus()
    tom.keyboard.press("p")
    expect(tess.locator("article.card", has_text="Thought 2")).to_contain_text("in the parking lot")
    tess.get_by_role("button", name="Parked 1").click()
    expect(tess.get_by_role("dialog")).to_contain_text("Parked by Tom Okafor, from Tom Okafor’s card")
    tess.screenshot(path=pictures / "catching-parked-360.png")
    assert found_on(tess) == []
    tess.get_by_role("button", name="Close").first.click()


def decide(now: Day, tom: Page, tess: Page, mara: Page, pictures: Path) -> None:
    # Proposed to everybody, objected to in silence, and recorded with the objection.
    tom.get_by_role("button", name="Decisions").click()
    tom.get_by_role("dialog").get_by_label("What do you propose?").fill("We start with the French stores")
    tom.get_by_role("button", name="Propose it").click()
    tom.get_by_role("button", name="Close").first.click()
    ask = tess.get_by_role("complementary", name="Any objection?")
    expect(ask).to_contain_text("We start with the French stores")
    tess.screenshot(path=pictures / "catching-ask-360.png")
    ask.get_by_role("button", name="I object").click()
    ask.get_by_label("What speaks against it").fill("Nobody of us knows Lille")
    tess.keyboard.press("Enter")
    expect(ask.get_by_role("button", name="You object")).to_be_visible()
    expect(tom.locator("body")).not_to_contain_text("Nobody of us knows Lille")
    proposal = ask.get_attribute("data-proposal")
    tom.get_by_role("button", name="No objection").click()
    mara.get_by_role("button", name="No objection").click()
    for name in ("陈晓梅", "Wiktor Zaręba"):
        now.give(name, "decide.answer", proposal=proposal, objects=False)
    expect(tom.get_by_role("complementary", name="Objections")).to_contain_text(
        "Tess Marchetti: Nobody of us knows Lille"
    )
    tom.screenshot(path=pictures / "catching-objection.png")
    assert found_on(tom) == []
    expect(tess.get_by_role("group", name="What becomes of it")).to_have_count(0)
    tom.get_by_role("button", name="Agreed after all").click()
    expect(tess.get_by_role("button", name="Decisions 1")).to_be_visible()
    tess.get_by_role("button", name="Decisions 1").click()
    expect(tess.get_by_role("dialog")).to_contain_text("Agreed after objections")
    expect(tess.get_by_role("dialog")).to_contain_text("5 of the team there")
    tess.screenshot(path=pictures / "catching-decided-360.png")


def scribe(tom: Page, tess: Page, pictures: Path) -> None:
    """One box, tagged by the first word; read at once on the others' pages."""
    tom.get_by_role("button", name="Minutes").click()
    expect(tom.get_by_label("A line for the minutes")).to_be_focused()
    tom.keyboard.type("/decision Start in Lille")
    expect(tom.get_by_role("button", name="Decision", exact=True)).to_have_attribute("aria-pressed", "true")
    tom.keyboard.press("Enter")
    tom.keyboard.type("/q Tess: We lose a day each week")
    tom.keyboard.press("Enter")
    tom.get_by_role("button", name="Keep the box on my page").click()
    tom.get_by_role("button", name="Close").first.click()
    expect(tom.get_by_role("complementary", name="The scribe’s box")).to_be_visible()
    tom.screenshot(path=pictures / "catching-scribe.png")
    assert found_on(tom) == []
    tess.get_by_role("button", name="Close").first.click()
    tess.get_by_role("button", name="Minutes 2").click()
    expect(tess.get_by_role("dialog")).to_contain_text("Start in Lille")
    expect(tess.get_by_role("dialog")).to_contain_text("Tess Marchetti · ")
    tess.wait_for_timeout(300)
    tess.screenshot(path=pictures / "catching-minutes-360.png")
    assert found_on(tess) == []


def photograph(tess: Page, fay: Page, pictures: Path) -> None:
    """Taken on a phone, seen large at the desk, its words written beside it."""
    tess.get_by_role("button", name="Close").first.click()
    shot = {"name": "chart.png", "mimeType": "image/png", "buffer": fay.screenshot()}
    tess.locator("input[type=file]").set_input_files(shot)
    thumb = fay.locator(".photo img")
    expect(thumb).to_be_visible()
    thumb.evaluate("one => one.decode()")
    assert thumb.evaluate("one => one.naturalWidth") > 100
    fay.locator(".photo").click()
    fay.get_by_label("What stands on it").fill("Margin 7 % by spring")
    fay.get_by_label("Caption").fill("Their board")
    fay.get_by_label("Caption").press("Tab")
    expect(tess.get_by_role("button", name="Photograph: Their board")).to_be_visible()
    # Whose words stand on it: there it is shown too.
    fay.get_by_role("combobox", name="Whose words stand on it?").fill("Thought 3")
    fay.get_by_role("option", name="Thought 3").click()
    expect(fay.get_by_role("button", name="Not on it: Thought 3")).to_be_visible()
    small = tess.locator(".contribution", has_text="Thought 3").get_by_role("img")
    expect(small).to_have_accessible_name("Photograph: Their board")
    fay.screenshot(path=pictures / "catching-photo.png")
    assert found_on(fay) == []
    tess.get_by_role("button", name="Photograph: Their board").scroll_into_view_if_needed()
    tess.screenshot(path=pictures / "catching-photo-360.png")


def share(tess: Page, fay: Page, pictures: Path) -> None:
    """Several write on one phone: it asks before each card, and the card says both names."""
    fay.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    fay.get_by_role("button", name="More for Tess Marchetti").click()
    fay.get_by_role("menuitem", name="Several people on this device").click()
    asks = tess.get_by_role("region", name="Who is typing?")
    expect(asks).to_contain_text("Who is typing?")
    tess.evaluate("scrollTo(0, 0)")
    tess.screenshot(path=pictures / "catching-who-360.png")
    assert found_on(tess) == []
    asks.get_by_role("button", name="Wiktor Zaręba").click()
    tess.locator(".composer textarea").fill("Nobody counts the returns")
    tess.keyboard.press("Enter")
    expect(fay.locator("article.card", has_text="Nobody counts")).to_contain_text(
        "Wiktor Zaręba, on Tess Marchetti’s device"
    )
    expect(asks).to_contain_text("Who is typing?")


def test_in_the_morning_everybody_reads_what_changed_before_the_doors_and_at_the_first_piece(
    room: Callable[..., Room],
    pictures: Path,
) -> None:
    now = Day(room(), "research", DEBRIEF)
    now.give(TESS, "people.leave")
    now.give(TOM, "talk.add_decision_note", text="We start with the French stores")
    now.give(TOM, "decide.propose", text="Lille comes first")
    now.give("Fay", "stage.adjourn")
    screen = now.page("Fay", "/screen", width=1280, height=720)
    expect(screen.locator(".screen-body")).to_contain_text(
        re.compile(r"^Next: Research\. ?We meet \w+ \d+ \w+ at 08:30\.$")
    )
    expect(screen.get_by_role("timer")).to_have_count(0)
    tess = now.page(TESS, width=360, height=740)
    expect(tess.locator(".what-changed")).to_contain_text("We start with the French stores")
    expect(tess.locator(".what-changed")).to_contain_text("the day ended while everybody was being asked")
    expect(tess.locator(".proposal")).to_have_count(0)
    assert found_on(tess) == []
    now.give("Fay", "stage.open_doors")
    now.give(TESS, "people.arrive", how="room")
    card = tess.get_by_role("complementary", name="What changed")
    expect(card).to_contain_text("We start with the French stores")
    expect(tess.locator(".proposal")).to_have_count(0)
    card.get_by_role("button", name="I have read it").click()
    expect(card).to_have_count(0)
    # Whoever proposed it asks again, of those who are here now.
    now.give(TOM, "people.arrive", how="room")
    tom = now.page(TOM, width=360, height=740)
    undecided = tom.get_by_role("complementary", name="Still to decide")
    expect(undecided).to_contain_text("Lille comes first")
    tom.screenshot(path=pictures / "catching-undecided-360.png")
    assert found_on(tom) == []
    undecided.get_by_role("button", name="Ask again").click()
    expect(tess.get_by_role("complementary", name="Any objection?")).to_contain_text("Lille comes first")
