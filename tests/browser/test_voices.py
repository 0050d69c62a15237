"""Everybody is heard: the queue and its clock, a round, the manager's cards last, how we are doing, the quiet line."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.shared_room import at_home, go, ok, open_room, page_of
from tests.browser.test_console import the_button

TOM, TESS, XIA, WIKTOR, MARA = "Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba", "Mara Vandenbroucke"
TEAM = (TOM, TESS, XIA, WIKTOR, MARA)


def names(page: Page) -> list[str]:
    """The queue, as the desk sees it."""
    return page.locator(".floor-waiting .floor-name").all_inner_texts()


def the_queue(live: Room, desk: Page, screen: Page, tess: Page, mara: Page, pictures: Path) -> None:
    """First whoever has not spoken; the desk starts, puts back, moves; "You are next" is said aloud."""
    ok(live.fay, "speaking.start", person=live.people[TOM]["id"])
    expect(desk.locator(".floor-now")).to_contain_text(TOM)
    expect(screen.locator(".screen-floor")).to_contain_text(TOM)
    desk.get_by_role("button", name="Has spoken").click()
    ok(at_home(live, TOM), "people.raise_hand")
    tess.get_by_role("button", name="Raise my hand").click()
    expect(tess.locator("[role=status]").filter(has_text="You are next.")).to_have_count(1)
    expect(tess.locator(".my-turn")).to_contain_text("you have not spoken in this stage")
    expect(desk.locator(".floor-waiting")).to_have_count(2)
    assert names(desk) == [TESS, TOM]
    desk.get_by_role("button", name=f"{TESS} speaks now").click()
    expect(tess.locator(".my-turn-now")).to_contain_text("You have the floor.")
    desk.get_by_role("button", name="Put back").click()
    expect(desk.locator(".floor-waiting")).to_have_count(2)
    desk.get_by_role("button", name=f"Place of {TESS}").click()
    desk.get_by_role("menuitem", name="Move down").click()
    expect(desk.locator(".floor-waiting .floor-name").first).to_have_text(TOM)
    expect(tess.locator(".my-turn")).to_contain_text("number 2 of 2")
    tess.get_by_role("button", name="Say what it is about").click()
    tess.get_by_label("In a few words").fill("the rota")
    tess.get_by_role("button", name="Keep it").click()
    waits = desk.locator(".floor-waiting").last
    expect(waits).to_contain_text("the rota")
    # Not now: one key, and it waits as hers; her hand is down.
    waits.get_by_role("button", name=f"Place of {TESS}").focus()
    desk.keyboard.press("p")
    expect(desk.locator(".floor-waiting")).to_have_count(1)
    expect(tess.get_by_role("button", name="Raise my hand")).to_be_visible()
    tess.get_by_role("button", name="Parked 1").click()
    expect(tess.get_by_role("dialog")).to_contain_text(f"Parked by {TESS}")
    expect(tess.get_by_role("dialog")).to_contain_text("the rota")
    tess.get_by_role("button", name="Close").first.click()


def the_round(live: Room, desk: Page, screen: Page, tess: Page, mara: Page, pictures: Path) -> None:
    """The one button leads; the manager is last; "nothing yet" comes back at the end."""
    desk.get_by_role("button", name="Ask everybody").click()
    desk.get_by_role("button", name="Least heard first").click()
    expect(the_button(desk)).to_contain_text("Start the round:")
    expect(desk.locator(".button-filled")).to_have_count(1)
    expect(mara.locator(".my-turn")).to_contain_text("4 before you")
    before = ""
    while TESS not in before:
        before = the_button(desk).inner_text()
        the_button(desk).click()
        expect(the_button(desk)).not_to_have_text(before)
    expect(tess.locator(".task")).to_contain_text("It is your turn")
    tess.get_by_role("button", name="Nothing yet: ask me at the end").click()
    expect(tess.locator(".my-turn-now")).to_have_count(0)
    assert [found_on(page) for page in (desk, tess, screen)] == [[], [], []]
    desk.get_by_role("button", name="End the round").click()
    expect(mara.locator(".my-turn")).to_have_count(0)


def the_managers_cards(live: Room, desk: Page, screen: Page, tess: Page, mara: Page, pictures: Path) -> None:
    """The manager's cards come by a press of their own, unless the whole workshop is set otherwise."""
    expect(mara.locator("main")).to_contain_text("after the team’s")
    desk.get_by_role("button", name="Ask everybody").click()
    whole = desk.get_by_label("The manager last, in the whole workshop")
    whole.uncheck()
    expect(mara.locator("main")).not_to_contain_text("after the team’s")
    expect(desk.get_by_label("The manager last, in this part")).not_to_be_checked()
    desk.screenshot(path=pictures / "voices-ask.png")
    whole.check()
    desk.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    expect(mara.locator("main")).to_contain_text("after the team’s")
    for name in (TOM, MARA):
        ok(at_home(live, name), "capture.add_note", text=f"words of {name}", slot="slot:debrief")
    expect(the_button(desk)).to_have_text("Reveal 1 card")
    the_button(desk).click()
    expect(the_button(desk)).to_have_text("Reveal the manager’s card")
    expect(tess.locator("main")).to_contain_text(f"words of {TOM}")
    expect(tess.locator("main")).not_to_contain_text(f"words of {MARA}")
    the_button(desk).click()
    expect(tess.locator("main")).to_contain_text(f"words of {MARA}")


def how_everybody_is(live: Room, desk: Page, screen: Page, tess: Page, mara: Page, pictures: Path) -> None:
    """Private, and shown once, from four on."""
    pulse = ok(live.fay, "pulse.ask", question="clarity")["made"][0]
    expect(screen.locator(".screen-ask")).to_contain_text("How clear is it to you")
    tess.locator(".how-scale label").filter(has_text="4").click()
    expect(the_button(desk)).to_have_text("Close and show, 1 of 5")
    for name in (TOM, XIA, WIKTOR):
        ok(at_home(live, name), "pulse.answer", pulse=pulse, value=2)
    expect(the_button(desk)).to_have_text("Close and show, 4 of 5")
    assert [found_on(page) for page in (desk, tess)] == [[], []]
    the_button(desk).click()
    for page in (tess, desk, screen):
        expect(
            page.get_by_role("img", name="4 answers: 0 say 1, 3 say 2, 0 say 3, 1 say 4, 0 say 5")
        ).to_be_visible()


def the_quiet_line(live: Room, desk: Page, screen: Page, tess: Page, mara: Page, pictures: Path) -> None:
    """Words and a move; each their own part; the group when the stage is left."""
    for n in range(30):
        ok(at_home(live, TOM), "research.add_card", c="company", text=f"fact {n}")
    expect(desk.locator(".voices-few")).to_contain_text("few carry most of it")
    expect(desk.locator(".voices-move")).to_contain_text(TESS)
    go(live, "three_cs")
    mara.get_by_role("button", name="More: step out, leave").click()
    mara.get_by_role("menuitem", name="My part in this stage").click()
    expect(mara.locator(".own-part")).to_contain_text("would be a fair part")
    assert found_on(mara) == []
    ok(live.fay, "stage.advance", to="stakeholders", reason="only a test")
    expect(tess.locator(".shared-stage")).to_contain_text("How we shared “Research”")
    expect(tess.locator(".shared-stage")).not_to_contain_text(TOM)


def test_a_queue_a_round_and_a_question_are_run_from_the_desk_and_seen_on_every_page(
    live: Room, pictures: Path
) -> None:
    open_room(live, *TEAM)
    for stage in ("briefing", "research"):
        ok(live.fay, "stage.advance", to=stage, reason="only a test")
    desk, screen = page_of(live, "Fay"), page_of(live, "Fay", path="/screen")
    tess, mara = page_of(live, TESS, width=360, height=740), page_of(live, MARA)
    for scene in (the_queue, the_round, the_managers_cards, how_everybody_is, the_quiet_line):
        scene(live, desk, screen, tess, mara, pictures)
