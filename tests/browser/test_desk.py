"""The desk and the room in one: three walks, each through one workshop with everybody's page open."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Room
from tests.browser.countdown import hold, saw, watch
from tests.browser.reading import found_on
from tests.browser.shared_room import at_home, go, ok, open_room, page_of

TOM, TESS, MARA, CORA, CARL = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke", "Cora Lind", "Carl Marsh"
PHONE = {"width": 360, "height": 740}


def pick(page: Page, menu: str, item: str) -> None:
    """Two presses: a menu, and what is in it."""
    page.get_by_role("button", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=item).click()


#: A double tap, as quick as one is also on a slow machine.
TWICE = "async (one) => { one.click(); await new Promise(requestAnimationFrame); one.click(); }"


def minutes(text: str) -> int:
    """The whole minutes of a clock."""
    found = re.match(r"(\d+):", text)
    assert found, text
    return int(found[1])


def undo_of(page: Page) -> Locator:
    return page.locator(".own-undo button, .desk-undo button")


def test_simple_or_everything_undo_and_following_without_losing_a_sentence(live: Room) -> None:
    open_room(live, TOM, TESS, MARA)
    go(live, "promises")
    console, tom, mara = page_of(live, "Fay"), page_of(live, TOM, **PHONE), page_of(live, MARA)

    # The simple view: what runs and comes, one button and three beside it; kept on this device.
    console.get_by_role("button", name="Simple view").click()
    expect(console.locator(".now-next")).to_contain_text("Questions for the customer")
    expect(console.locator(".runsheet")).to_have_count(0)
    expect(console.locator(".button-filled")).to_have_count(1)
    console.get_by_role("button", name="+2 min").click()
    expect(tom.get_by_role("timer")).to_contain_text(re.compile("9:"))
    console.reload()
    expect(console.locator(".now-next")).to_be_visible()
    assert found_on(console) == []
    console.get_by_role("button", name="Show everything").click()
    expect(console.locator(".runsheet")).to_be_visible()

    own_writing_is_taken_back(tom)
    whoever_is_in_a_sentence_stays_with_it(console, tom, mara)

    # What the desk did last is undone by its name, and everybody is back with the clock of before.
    expect(undo_of(console)).to_have_text("Undo: started “Questions for the customer”")
    undo_of(console).click()
    expect(mara.locator(".task-stage")).to_contain_text("What became of the last plan")
    go(live, "questions")
    everybody_is_called_together(console, tom, mara)


def own_writing_is_taken_back(tom: Page) -> None:
    """By one press, or by Ctrl+Z outside the inputs."""
    tom.locator("main textarea").fill("Kept: the spares in Lille")
    tom.keyboard.press("Enter")
    expect(undo_of(tom)).to_have_accessible_name("Undo: added a card")
    tom.keyboard.press("Control+z")  # in the input it is the browser's own
    expect(tom.locator(".card", has_text="Lille")).to_have_count(1)
    # A page that is loaded again is offered the same.
    tom.reload()
    expect(undo_of(tom)).to_have_accessible_name("Undo: added a card")
    tom.locator("main textarea").blur()
    tom.keyboard.press("Control+z")
    expect(tom.locator(".card", has_text="Lille")).to_have_count(0)
    expect(undo_of(tom)).to_have_count(0)


def whoever_is_in_a_sentence_stays_with_it(console: Page, tom: Page, mara: Page) -> None:
    """The room goes on: they stay, and are told; everybody else follows."""
    tom.locator("main textarea").fill("Half a sent")
    console.get_by_role("button", name="Start “Questions for the customer”").click()
    expect(mara.locator(".task-ask")).to_contain_text("What do you want to hear")
    expect(tom.locator(".looking")).to_contain_text("Finish your sentence")
    expect(tom.locator("main textarea")).to_be_focused()
    expect(tom.locator("main textarea")).to_have_value("Half a sent")
    tom.keyboard.type("ence")
    tom.keyboard.press("Enter")
    tom.get_by_role("button", name="Return to live").click()
    expect(tom.locator(".task-ask")).to_contain_text("What do you want to hear")


def everybody_is_called_together(console: Page, tom: Page, mara: Page) -> None:
    """Announced by name, and nobody loses a draft."""
    for page in (tom, mara):
        page.get_by_role("button", name="The day").click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("What became of")).click()
    tom.locator("main textarea").fill("Not yet")
    watch(mara, ".banner-moving")
    pick(console, "Room", "Bring everyone here")
    saw(mara, "brings everyone to Questions for the customer")
    expect(mara.get_by_role("button", name="Return to live")).to_have_count(0)
    expect(tom.locator(".looking")).to_contain_text("Finish your sentence")
    expect(tom.locator("main textarea")).to_be_focused()


def test_the_room_screen_is_looked_at_before_it_goes_up_and_a_phone_is_enough(live: Room) -> None:
    open_room(live, TOM, TESS, "陈晓梅", "Wiktor Zaręba", MARA, CARL)
    go(live, "questions")
    console, wall = page_of(live, "Fay"), page_of(live, "Fay", path="/screen")
    the_desk_looks_before_the_room_does(console, wall)
    remote, tom = page_of(live, "Fay", path="/remote", **PHONE), page_of(live, TOM, **PHONE)
    two_presses_do_it_and_a_double_tap_does_nothing(remote, tom)
    the_room_counts_down_and_stays(remote, wall, [tom, page_of(live, CARL), console])

    # Without a line it says so, and nothing is armed.
    remote.context.set_offline(True)
    expect(remote.locator(".banner-offline")).to_contain_text("No line to the room", timeout=15000)
    remote.get_by_role("button", name="Go live: Customer briefing").click()
    expect(remote.get_by_role("button", name=re.compile("Press again"))).to_have_count(0)


def the_desk_looks_before_the_room_does(console: Page, wall: Page) -> None:
    """The projector's own page in small, blank or not; a visitor in red, and no question of the team's on the wall."""
    expect(console.locator(".visitors")).to_contain_text("1 visitor")
    expect(console.locator(".visitors")).to_contain_text(f"{CARL}, just in")
    expect(wall.locator(".screen-ask")).to_have_text("Questions for the customer")

    pick(console, "More", "Blank the room screen")
    expect(wall.locator(".screen-blank")).to_be_visible()
    pick(console, "More", "What the room sees")
    small = console.frame_locator(".mini-live")
    expect(small.locator(".screen-body")).to_contain_text("Questions for the customer")
    console.get_by_role("button", name="Words on it…").click()
    console.get_by_label("Words on the room screen").fill("Please move to the large table")
    expect(console.locator(".mini-words")).to_have_text("Please move to the large table")
    assert found_on(console) == []
    expect(wall.locator("main")).not_to_contain_text("large table")
    console.get_by_role("button", name="Put it up").click()
    expect(small.locator(".screen-ask")).to_have_text("Please move to the large table")
    console.get_by_role("button", name="Take the words down").click()
    console.get_by_role("button", name="Show it").click()
    expect(wall.locator(".screen-stage")).to_have_text("Opening")


def two_presses_do_it_and_a_double_tap_does_nothing(remote: Page, tom: Page) -> None:
    """A press says what it will do, and the second does it."""
    expect(remote.locator(".remote-line")).to_be_visible()
    line = remote.locator(".remote-line").inner_text()
    remote.get_by_role("button", name="The next line").click()
    assert remote.locator(".remote-line").inner_text() != line
    assert found_on(remote) == []
    before = remote.get_by_role("timer").inner_text()
    hold(remote)
    remote.get_by_role("button", name="+2 min").evaluate(TWICE)
    armed = remote.get_by_role("button", name="Press again: Give the room 2 more minutes")
    expect(armed).to_be_visible()
    assert minutes(remote.get_by_role("timer").inner_text()) <= minutes(before)
    remote.wait_for_timeout(400)  # what follows at once is taken for a double tap
    armed.click()
    was = minutes(before)  # the clock runs meanwhile
    expect(tom.get_by_role("timer")).to_contain_text(re.compile(f"^({was + 1}|{was + 2}):"))


def the_room_counts_down_and_stays(remote: Page, wall: Page, pages: list[Page]) -> None:
    """The countdown of the console, from a phone: on every screen, and taken back from there."""
    remote.get_by_role("button", name="Go live: Customer briefing").click()
    remote.wait_for_timeout(400)
    for page in (wall, *pages):
        watch(page, ".banner-moving, .screen-moving")
    # The guest stays for the briefing: nobody's page closes by it.
    remote.get_by_role("button", name="Press again: Go live: Customer briefing", exact=True).click()
    for page in (wall, *pages):
        saw(page, "Customer briefing")
    remote.get_by_role("button", name="Stay here").click()
    for page in pages:
        expect(page.locator(".banner-moving")).to_have_count(0)
    expect(wall.locator(".screen-moving")).to_have_count(0)


def test_the_lead_is_gone_and_a_co_facilitator_carries_on_until_she_is_back(live: Room) -> None:
    open_room(live, TOM, TESS, "陈晓梅", "Wiktor Zaręba", MARA)
    go(live, "questions")
    ok(at_home(live, CORA), "people.arrive", how="room")
    fay, cora = page_of(live, "Fay"), page_of(live, CORA)

    # Out for a moment: the console keeps its menus, and taking the lead is asked about first.
    ok(live.fay, "people.step_out", minutes=5)
    expect(fay.get_by_role("button", name="I’m here")).to_be_visible()
    for menu in ("Clock", "Room", "More"):
        expect(fay.get_by_role("button", name=menu, exact=True)).to_be_visible()
    pick(cora, "Room", "Take the lead")
    asked = cora.get_by_role("dialog", name="Take the lead")
    expect(asked).to_contain_text("is back at")
    asked.get_by_role("button", name="Take the lead").click()
    expect(fay.locator(".banner-notice")).to_contain_text("Cora Lind has led since")
    fay.get_by_role("button", name="I’m here").click()
    fay.get_by_role("button", name="Take it back").click()
    expect(fay.locator(".banner-notice")).to_have_count(0)
    is_told_who_leads(live, cora)
    shuts_her_laptop(fay, cora)
    # Gone: it is offered, nobody is asked, and the room moves on by whoever leads now.
    ok(live.fay, "people.leave")
    gone = cora.locator(".banner-offline")
    expect(gone).to_contain_text("Fay Lindqvist leads. They have left.")
    gone.get_by_role("button", name="Take the lead").click()
    expect(gone).to_have_count(0)
    cora.locator(".stage-dock .button-filled").click()
    expect(cora.locator(".stage-kicker")).to_contain_text("Customer briefing", timeout=8000)
    pick(cora, "Room", "Back, exactly as it was")
    expect(cora.locator(".stage-kicker")).to_contain_text("Questions for the customer")

    # Nothing was written, and the refusal does not say that it is kept.
    ok(live.fay, "people.arrive", how="room")
    ok(at_home(live, CORA), "stage.advance", to="briefing")
    ok(at_home(live, MARA), "people.leave")
    answer = at_home(live, CORA).command("stage.advance", to="research", reason="on we go")
    assert "kept" not in answer["say"]


def is_told_who_leads(live: Room, cora: Page) -> None:
    """The lead was taken back from her, handed to her, and handed back; she puts each line away."""
    told, ids = cora.locator(".banner-notice"), live.people
    for words, then in (
        ("Fay Lindqvist leads now.", lambda: ok(live.fay, "people.hand_over", person=ids[CORA]["id"])),
        (
            "You lead now.",
            lambda: ok(at_home(live, CORA), "people.hand_over", person=ids["Fay Lindqvist"]["id"]),
        ),
        ("Fay Lindqvist leads now.", lambda: None),
    ):
        expect(told).to_contain_text(words)
        told.get_by_role("button", name="Read").click()
        expect(told).to_have_count(0)
        then()


def shuts_her_laptop(fay: Page, cora: Page) -> None:
    """In the room by her own word, but without a device: the console says so beside her name."""
    row = cora.locator(".person", has_text="Fay Lindqvist")
    expect(row).not_to_contain_text("no device")
    fay.goto("about:blank")
    expect(row).to_contain_text("leads, no device")
    fay.go_back()
    expect(row).not_to_contain_text("no device")


def test_who_comes_late_reads_for_a_minute_and_the_desk_sees_it(live: Room) -> None:
    open_room(live, TESS, MARA)
    go(live, "promises")
    go(live, "questions")
    console, tom = page_of(live, "Fay"), page_of(live, TOM, **PHONE)
    tom.get_by_role("button", name="I’m here, in the room").click()
    card = tom.get_by_label("Catch up", exact=True)
    expect(card).to_contain_text("Questions for the customer")
    expect(card).to_contain_text("nothing is revealed yet")
    expect(console.locator(".person", has_text=TOM)).to_contain_text("joined, reading what happened")
    card.get_by_role("button", name="I’m with you").click()
    expect(console.locator(".person", has_text=TOM)).not_to_contain_text("reading")
