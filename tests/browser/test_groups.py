"""Splitting up: homework before the day, rooms with boards of their own, one board dealt out; three roles at once."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.shared_room import go, ok, open_room, page_of

PHONE = {"width": 360, "height": 740}
TOM, TESS, XIAO, MARA, WIKTOR = (
    "Tom Okafor",
    "Tess Marchetti",
    "陈晓梅",
    "Mara Vandenbroucke",
    "Wiktor Zaręba",
)
FACT = "85% of their orders are picked up in a store"


def to(room: Room, stage: str) -> None:
    ok(room.fay, "stage.advance", to=stage, reason="only a test")


def said(page: Page, words: str) -> None:
    """Told to people who listen to the page, politely."""
    expect(page.locator("[aria-live=polite]", has_text=words).first).to_be_attached(timeout=8000)


def test_homework_is_ones_own_until_research_opens_and_is_on_its_board_then(live: Room) -> None:
    ok(live.fay, "homework.deal", questions=[{"c": "customer", "text": "What do they want by June?"}])
    tom, mara, console = page_of(live, TOM, **PHONE), page_of(live, MARA), page_of(live, "Fay")
    expect(tom.locator(".homework-ask")).to_have_text("What do they want by June?")
    tom.get_by_label("One fact").fill(FACT)
    tom.get_by_role("button", name="Keep this fact").click()
    expect(tom.locator(".homework .field-error")).to_contain_text("Where is it from?")
    expect(tom.get_by_label("Where it is from")).to_be_focused()
    tom.keyboard.type("Annual report 2025")
    tom.keyboard.press("Enter")
    expect(tom.locator(".homework")).to_contain_text("1 of 3 facts")
    expect(tom.get_by_label("One fact")).to_be_focused()
    assert found_on(tom) == []
    open_room(live, TOM, TESS, MARA)
    expect(tom.locator(".handle").get_by_role("button", name="The day")).to_be_in_viewport(ratio=1)
    for stage in ("briefing", "research"):
        to(live, stage)
    go(live, "three_cs")
    for page in (mara, console):
        card = page.locator(".card", has_text=FACT)
        expect(card).to_contain_text(TOM)
        expect(card).to_contain_text("Annual report 2025")
    expect(tom.locator(".homework")).to_have_count(0)


def test_rooms_are_filled_by_hand_work_apart_and_bring_their_reports_back(live: Room) -> None:
    open_room(live, TOM, TESS, XIAO, MARA)
    for stage in ("briefing", "research"):
        to(live, stage)
    tom, tess = page_of(live, TOM, **PHONE), page_of(live, TESS)
    console, screen = page_of(live, "Fay"), page_of(live, "Room screen")
    prepare(console)
    console.get_by_role("button", name="Send everybody to 2 rooms").click()
    in_their_room(tom, tess, console, screen)
    help_and_time(live, tom, console)
    told_in_their_rooms(tom, tess, console)
    tom.locator(".composer textarea").fill("Half a sentence that goes on")
    tess.get_by_label("One thought for your room").fill("We count in orders")
    tess.keyboard.press("Enter")
    tess.get_by_role("button", name="Report this").click()
    console.get_by_role("button", name="End the breakouts: 2 reports").click()
    expect(tom.locator(".banner-moving")).to_contain_text("all together")
    expect(tom.get_by_text("it is kept and marked late")).to_be_visible()
    expect(tom.locator(".composer textarea")).to_be_focused()
    tom.keyboard.press("Enter")
    expect(tess.locator(".rooms-back")).to_contain_text("They count in stores")
    expect(tess.locator(".rooms-back")).to_contain_text("Lille")
    tess.get_by_text("more card").first.click()
    expect(tess.locator(".rooms-back")).to_contain_text("Half a sentence that goes on")
    expect(tess.locator(".rooms-back")).to_contain_text("written after time was up")
    expect(tom.locator(".rooms-back")).to_contain_text("We count in orders")
    assert found_on(tess) == []


def prepare(console: Page) -> None:
    """Two empty rooms; one person is dragged, the others are moved with the list."""
    console.get_by_role("button", name="Split up").click()
    console.get_by_role("menuitem", name="Breakout rooms").click()
    console.get_by_role("button", name="Fewer: Rooms").click()
    console.get_by_role("button", name="Empty rooms, filled by hand").click()
    rooms = console.locator(".rooms-grid .room")
    expect(rooms).to_have_count(3)
    console.get_by_role("button", name="Name and task of Room 1").click()
    console.get_by_role("textbox", name="Name").fill("Lille")
    console.get_by_role("textbox", name="What this room is to do").fill("Why do they wait two minutes?")
    console.get_by_role("button", name="Save").click()
    expect(rooms.first).to_contain_text("Lille")
    console.locator(".room-seat", has_text=TOM).drag_to(rooms.first)
    expect(rooms.first).to_contain_text(TOM)
    for name, room in ((MARA, "Lille"), (TESS, "Room 2")):
        console.get_by_role("button", name=f"Move {name} to…").press("Enter")
        console.get_by_role("menuitem", name=re.compile(f"^{room}")).press("Enter")
    expect(rooms.nth(1)).to_contain_text(TESS)
    assert found_on(console) == []


def in_their_room(tom: Page, tess: Page, console: Page, screen: Page) -> None:
    """Each at their own board; the desk has numbers, the wall names and clocks."""
    expect(tom.locator(".own-room h1")).to_have_text("Why do they wait two minutes?")
    expect(tom.locator(".task-bar .timebox")).to_contain_text("14:5")
    for thought in ("They count in stores", "The back room is the problem"):
        tom.locator(".composer textarea").fill(thought)
        tom.keyboard.press("Enter")
    tom.locator(".contribution", has_text="They count").get_by_role("button", name="Report this").click()
    expect(tom.locator(".own-room")).to_contain_text("your report: 1 of up to 3")
    expect(tess.locator(".own-room .kicker")).to_have_text("Room 2")
    lille = console.locator("article.room", has_text="Lille")
    expect(lille).to_contain_text(re.compile("2 cards.*1 in the report"))
    for page in (tess, console, screen):
        expect(page.locator("body")).not_to_contain_text("They count in stores")
    expect(screen.locator(".wall-room", has_text="Lille")).to_contain_text(TOM)
    assert found_on(tom) == []
    assert found_on(screen) == []
    tom.get_by_role("button", name="Look at everybody’s board").click()
    expect(tom.locator(".task-ask")).not_to_have_text("Why do they wait two minutes?")
    tom.get_by_role("button", name="Back to your room").click()


def help_and_time(live: Room, tom: Page, console: Page) -> None:
    """A call and its answer, a latecomer, more time, and what is said near the end."""
    tom.get_by_role("button", name="Call for help").click()
    expect(console.locator(".room-call")).to_contain_text("Lille calls for help")
    assert found_on(console) == []
    console.get_by_role("button", name="On my way: Lille").click()
    expect(tom.locator(".own-room")).to_contain_text("Fay Lindqvist is on the way")
    console.get_by_role("button", name="Done: Lille").click()
    expect(tom.get_by_role("button", name="Call for help")).to_be_visible()
    late = page_of(live, WIKTOR, **PHONE)
    late.get_by_role("button", name="I’m here, in the room").click()
    expect(late.get_by_text("The desk finds you one")).to_be_visible()
    console.get_by_role("button", name=f"{WIKTOR} to Room 2").click()
    expect(console.locator("article.room", has_text="Room 2")).to_contain_text(WIKTOR)
    expect(late.locator(".own-room .kicker")).to_have_text("Room 2")
    console.get_by_role("button", name="5 minutes more for every room").click()
    expect(tom.locator(".task-bar .timebox")).to_contain_text("19:")
    console.get_by_role("button", name="Pause: the clock of every room").click()
    expect(tom.locator(".task-bar .timebox")).to_contain_text("paused")
    said(tom, "The clock of your room stands still")
    console.get_by_role("button", name="Go on: the clock of every room").click()
    expect(tom.locator(".task-bar .timebox")).not_to_contain_text("paused")
    leave(live, 55)
    said(tom, "left in your room")
    expect(tom.locator(".room-near")).to_contain_text("Less than a minute left")
    leave(live, 9)
    said(tom, "Ten seconds left")


def leave(live: Room, seconds: int) -> None:
    """So much is left of every room's clock, however long the test has taken until here."""
    rooms = live.fay.get(f"/s/{live.fay.seat}/plan.json").json()["records"]
    ends = next(r["body"]["ends_at"] for r in rooms if r["kind"] == "breakout" and r["body"]["ends_at"])
    ok(live.fay, "breakouts.extend", seconds=seconds - round(ends / 1000 - time.time()))


def told_in_their_rooms(tom: Page, tess: Page, console: Page) -> None:
    """One message to all rooms and one to Tom's: read inside, said aloud, and the focus stays where it was."""
    tom.locator(".composer textarea").focus()
    console.get_by_role("button", name="Message to all rooms…").click()
    console.get_by_label("What should every room read?").fill("Bring one number each")
    console.get_by_role("button", name="Show it").click()
    console.get_by_role("button", name="Time and more for Lille").click()
    console.get_by_role("menuitem", name="Message to this room…").click()
    console.get_by_label("What should the room “Lille” read?").fill("Ask the depot")
    console.get_by_role("button", name="Show it").click()
    expect(tom.locator(".banner-notice")).to_have_text(
        [re.compile("to all rooms: Bring one number"), re.compile("to your room: Ask the depot")]
    )
    said(tom, "Fay Lindqvist to your room: Ask the depot")
    expect(tom.locator(".composer textarea")).to_be_focused()
    expect(tess.locator(".banner-notice")).to_have_text([re.compile("Bring one number each")])
    tom.get_by_role("button", name="Read").first.click()
    expect(tom.locator(".banner-notice")).to_have_text([re.compile("Ask the depot")])
    expect(console.locator("article.room", has_text="Lille").locator(".room-told")).to_contain_text(
        "Ask the depot"
    )
    assert found_on(console) == []


def test_a_board_is_dealt_out_and_ones_own_row_stands_first(live: Room) -> None:
    open_room(live, TOM, TESS, XIAO, WIKTOR, MARA)
    for stage in ("briefing", "research", "stakeholders", "whitespace"):
        to(live, stage)
    for name in ("Castorama", "Screwfix"):
        ok(live.fay, "white_space.add_unit", name=name)
    go(live, "grid")
    tom, console, mara = page_of(live, TOM, **PHONE), page_of(live, "Fay"), page_of(live, MARA)
    console.get_by_role("button", name="Split up").click()
    console.get_by_role("menuitem", name="Deal out the rows").click()
    expect(console.locator(".dealt-row")).to_have_count(2)
    mine = tom.locator(".my-piece")
    expect(mine).to_contain_text(re.compile(r"Yours: (Castorama|Screwfix) row"))
    row = re.search(r"Yours: (\w+) row", mine.inner_text())
    assert row
    expect(tom.locator(".ws-pager select option:checked")).to_contain_text(row[1])
    tom.locator(".ws-row").first.click()
    tom.get_by_role("dialog").get_by_text("A rival").first.click()
    expect(console.locator(".dealt-row", has_text=row[1])).to_contain_text(f"{row[1]} row: 1 of 2")
    tom.keyboard.press("Escape")
    tom.get_by_role("button", name=f"More for {row[1]} row").click()
    tom.get_by_role("menuitem", name="Hand it to others").click()
    assert found_on(tom) == []
    sheet = tom.get_by_role("dialog")
    sheet.get_by_label(TOM).uncheck()
    sheet.get_by_label(re.compile(MARA)).check()
    sheet.get_by_role("button", name=re.compile("^Give it to")).click()
    expect(tom.locator(".my-piece")).to_have_count(0)
    expect(console.locator(".dealt-row", has_text=row[1])).to_contain_text(MARA)
    expect(mara.locator(".my-piece")).to_contain_text(f"Yours: {row[1]} row")
    assert found_on(console) == []
    console.get_by_role("button", name="Take all back").click()
    expect(console.locator(".dealt-row")).to_have_count(0)
