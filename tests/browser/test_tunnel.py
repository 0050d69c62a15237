"""A phone in a tunnel: what was written there is there afterwards, late, and once; what is not taken is shown.

What was begun and not sent is shared, kept or discarded by whoever began it.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.shared_room import go, ok, open_room, page_of

TOM, TESS, MARA = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke"
THREE = ("The back room is full", "Nobody counts the returns", "The new CFO likes numbers")
HEARD = ("Night shift has nobody to ask", "Nobody there knew our night service", "The depot is full by noon")
ASK = ("Who pays for the nights?", "Who opens the depot?", "When is it counted?")


def test_three_notes_of_a_stage_that_passed_meanwhile_come_late_and_what_is_not_taken_is_shown(
    room: Callable[..., Room],
) -> None:
    made = room()
    open_room(made, TOM, MARA)
    ok(made.fay, "stage.advance", to="briefing", reason="only a test")
    phone = page_of(made, TOM, width=360, height=740)
    note, ask = phone.get_by_label("What did they say"), phone.get_by_label("Something we should ask")
    expect(note).to_be_visible()

    phone.context.set_offline(True)
    for box, texts in ((note, HEARD), (ask, ASK)):
        for words in texts:
            box.fill(words)
            box.press("Enter")
            expect(phone.get_by_text(words)).to_be_visible()
    ok(made.fay, "stage.advance", to="research", reason="only a test")
    phone.context.set_offline(False)

    each_once_until_let_go(phone)
    ok(made.fay, "stage.reopen", to="briefing", reason="only a test")
    for words in HEARD:
        card = phone.locator(".briefing-notes .card", has_text=words)
        expect(card).to_have_count(1)
        expect(card).to_contain_text("late, written")


def each_once_until_let_go(phone: Page) -> None:
    """Every question that came back stands there with its words, also after a reload, until it is let go."""
    back = phone.locator(".came-back")
    for reloaded in (False, True):
        if reloaded:
            phone.reload()
        expect(back).to_have_count(3)
        for words in ASK:
            expect(back.get_by_text(words)).to_have_count(1)
    back.filter(has_text=ASK[1]).get_by_role("button", name="Let it go").click()
    expect(back).to_have_count(2)
    phone.reload()
    expect(back).to_have_count(2)


def test_three_cards_written_in_a_tunnel_come_late_and_once(room: Callable[..., Room]) -> None:
    made = room()
    open_room(made, TOM, TESS, MARA)
    for stage in ("briefing", "research"):
        ok(made.fay, "stage.advance", to=stage, reason="only a test")
    go(made, "debrief")
    console, mara, tess = page_of(made, "Fay"), page_of(made, MARA), page_of(made, TESS)
    phone = page_of(made, TOM, width=360, height=740)
    box = phone.locator("main textarea").first
    box.fill("Written in the light")
    box.press("Enter")
    expect(console.get_by_role("button", name="Reveal 1 card")).to_be_visible()

    phone.context.set_offline(True)
    writes_in_the_dark(phone)
    tess.locator("main textarea").first.fill("A whole one")
    mara.locator("main textarea").first.fill("Perhaps")
    console.get_by_role("button", name="Reveal 1 card").click()
    expect(mara.get_by_text("Written in the light")).to_be_visible()

    phone.wait_for_timeout(10_500)  # longer than those who are typing are waited for
    what_was_not_sent_is_shared_or_kept(tess, mara, console)

    phone.context.set_offline(False)
    tray = console.locator(".tray")
    expect(tray).to_contain_text("late, written")
    for words in THREE:
        expect(phone.get_by_text(words)).to_have_count(1)
        expect(tray.get_by_text(words)).to_have_count(1)
        expect(mara.get_by_text(words)).to_have_count(0)
    phone.get_by_role("button", name="Discard it").click()
    expect(box).to_have_value("")
    phone.reload()
    for words in THREE:
        expect(phone.get_by_text(words)).to_have_count(1)
    tray.get_by_role("button", name="Put it on the board").first.click()
    expect(mara.get_by_text(THREE[0])).to_be_visible()


def writes_in_the_dark(phone: Page) -> None:
    """Three cards, and one that was only begun."""
    box = phone.locator("main textarea").first
    for words in THREE:
        box.fill(words)
        box.press("Enter")
        expect(phone.get_by_text(words)).to_be_visible()
    expect(phone.get_by_text("You are offline; 3 changes waiting")).to_be_visible()
    box.fill("Not even half a")


def what_was_not_sent_is_shared_or_kept(tess: Page, mara: Page, console: Page) -> None:
    """Begun before the reveal, it stays its author's until they say what becomes of it."""
    for page in (tess, mara):
        expect(page.get_by_text("This is still yours alone.")).to_be_visible()
        assert found_on(page) == []
    expect(console.locator("body")).not_to_contain_text("A whole one")
    tess.get_by_role("button", name="Share it").click()
    expect(console.get_by_text("A whole one")).to_be_visible()
    mara.get_by_role("button", name="Keep it here").click()
    expect(mara.get_by_text("This is still yours alone.")).to_have_count(0)
    expect(mara.locator("main textarea").first).to_have_value("Perhaps")
    expect(console.locator("body")).not_to_contain_text("Perhaps")
