"""The page of the team: arriving, the one task, everything else one pull away; and what a manager has beside it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.shared_room import at_home, go, ok, open_room, page_of

PHONE = {"width": 360, "height": 740}
TOM, TESS, MARA, WIKTOR = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke", "Wiktor Zaręba"
TEAM = (TOM, TESS, "陈晓梅", WIKTOR, MARA)


def test_somebody_arrives_with_one_press_and_has_the_task_before_them(live: Room) -> None:
    open_room(live)
    tom, console = page_of(live, TOM, **PHONE), page_of(live, "Fay")
    tom.get_by_role("button", name="I’m here, in the room").click()
    expect(tom.locator(".task-ask")).to_contain_text("Say who you are")
    expect(console.locator(".people-group", has_text="Here").first).to_contain_text(TOM)


def test_a_first_card_is_kept_and_counted_for_everybody(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "questions")
    tom, tess = page_of(live, TOM, **PHONE), page_of(live, TESS)
    tom.locator(".composer textarea").fill("What would your board call a success?")
    tom.keyboard.press("Enter")
    expect(tom.locator(".task-count")).to_contain_text("You 1, team 1")
    expect(tom.locator(".light-saved")).to_be_visible()
    expect(tess.locator(".task-count")).to_contain_text("You 0, team 1")
    expect(tess.locator("body")).not_to_contain_text("call a success")


def test_the_room_moves_and_what_was_being_typed_is_still_there_on_coming_back(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "questions")
    tom = page_of(live, TOM, **PHONE)
    tom.locator(".composer textarea").fill("Half a thou")
    go(live, "promises")
    expect(tom.locator(".task-stage")).to_contain_text("What became of the last plan")
    go(live, "questions")
    expect(tom.locator(".composer textarea")).to_have_value("Half a thou")


def test_an_earlier_piece_is_looked_at_and_the_way_back_is_one_press(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "promises")
    ok(at_home(live, TESS), "capture.add_note", text="Kept: the spares in Lille")
    go(live, "questions")
    tom = page_of(live, TOM, **PHONE)
    tom.get_by_role("button", name="The day").click()
    tom.get_by_role("dialog").get_by_role("button", name=re.compile("What became of the last plan")).click()
    expect(tom.get_by_text("You are looking at an earlier piece.")).to_be_visible()
    expect(tom.locator("main")).to_contain_text("Kept: the spares in Lille")
    tom.get_by_role("button", name="Return to live").click()
    expect(tom.locator(".task-ask")).to_contain_text("What do you want to hear")


def test_being_called_brings_back_whoever_looks_elsewhere(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "promises")
    go(live, "questions")
    tom, console = page_of(live, TOM, **PHONE), page_of(live, "Fay")
    tom.get_by_role("button", name="The day").click()
    tom.get_by_role("dialog").get_by_role("button", name=re.compile("What became of the last plan")).click()
    expect(tom.get_by_role("button", name="Return to live")).to_be_visible()
    console.get_by_role("button", name="Room", exact=True).click()
    console.get_by_role("menuitem", name="Bring everyone here").click()
    expect(tom.get_by_role("button", name="Return to live")).to_have_count(0, timeout=8000)
    expect(console.locator(".stage-kicker")).to_contain_text("Questions for the customer")


def test_a_hand_goes_up_with_a_key_and_says_its_place(live: Room) -> None:
    open_room(live, *TEAM)
    tom, console = page_of(live, TOM), page_of(live, "Fay")
    expect(tom.locator(".task-ask")).to_be_visible()
    tom.keyboard.press("h")
    expect(tom.locator(".hand-place")).to_have_text("You are number 1")
    expect(console.locator(".floor-waiting")).to_contain_text(TOM)
    tom.get_by_role("button", name="Lower my hand").click()
    expect(console.locator(".people-group", has_text="Hands")).to_have_count(0)


def test_stepping_out_says_when_one_is_back_and_afterwards_what_was_missed(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "promises")
    mara, console = page_of(live, MARA), page_of(live, "Fay")
    mara.get_by_role("button", name="More: step out, leave").click()
    mara.get_by_role("menuitem", name="Back in 10 minutes").click()
    expect(mara.locator(".stepped-out")).to_contain_text("back at")
    expect(console.locator(".people-group", has_text="Away")).to_contain_text("back at")
    for n in range(3):
        ok(at_home(live, TESS), "capture.add_note", text=f"Promise {n}, kept")
    mara.get_by_role("button", name="I’m back").click()
    expect(mara.locator(".late-card", has_text="while you were out")).to_contain_text(
        "3 cards while you were out"
    )
    mara.get_by_role("button", name="Seen").click()
    expect(mara.locator(".late-card", has_text="while you were out")).to_have_count(0)


def test_a_latecomer_is_caught_up_in_a_minute_and_not_asked_twice(live: Room) -> None:
    open_room(live, *[name for name in TEAM if name != WIKTOR])
    ok(at_home(live, TOM), "talk.add_decision_note", text="We start in France")
    go(live, "promises")
    wiktor = page_of(live, WIKTOR, **PHONE)
    wiktor.get_by_role("button", name="I’m remote").click()
    card = wiktor.get_by_role("complementary", name="Catch up")
    expect(card).to_contain_text("We start in France")
    expect(card).to_contain_text("What became of the last plan")
    card.get_by_role("button", name="I’m with you").click()
    wiktor.reload()
    expect(wiktor.locator(".task-ask")).to_be_visible()
    expect(card).to_have_count(0)


def test_planning_waits_for_the_manager_with_one_banner_and_what_was_written_is_sent_when_she_is_back(
    live: Room,
) -> None:
    open_room(live, *TEAM)
    ok(live.fay, "stage.advance", to="briefing")
    ok(live.fay, "stage.advance", to="research", reason="No customer today, we read the report")
    go(live, "three_cs")
    ok(at_home(live, MARA), "people.leave")
    tom = page_of(live, TOM)
    expect(tom.locator(".banner-hold")).to_contain_text("Planning waits for Mara Vandenbroucke")
    tom.locator(".composer textarea, main textarea").first.fill("They open 35 small stores")
    tom.keyboard.press("Enter")
    expect(tom.locator(".banner-hold")).to_contain_text("1 of yours waits", timeout=8000)
    expect(tom.locator(".card-pending")).to_contain_text("kept on this device, waits for the manager")
    expect(tom.locator(".light-held")).to_contain_text("1 kept here")
    # Her own page does not speak of her as of somebody else, and does not greet who has just gone.
    mara = page_of(live, MARA, **PHONE)
    expect(mara.get_by_role("heading", level=1)).to_have_text("You have left, Mara.")
    expect(mara.locator(".banner-hold")).to_contain_text("planning waits for you")
    mara.get_by_role("button", name="I’m here, in the room").click()
    expect(tom.locator(".banner-hold")).to_have_count(0, timeout=8000)
    expect(page_of(live, TESS).locator("main")).to_contain_text("They open 35 small stores", timeout=30000)


def test_something_is_parked_and_settled_with_a_word_of_reason(live: Room) -> None:
    open_room(live, *TEAM)
    tom, tess = page_of(live, TOM, **PHONE), page_of(live, TESS)
    tom.get_by_role("button", name=re.compile("Parked")).click()
    tom.get_by_label("Park something").fill("Who decides that in France?")
    tom.keyboard.press("Enter")
    tess.get_by_role("button", name=re.compile("Parked 1")).click()
    sheet = tess.get_by_role("dialog", name="Parking lot")
    sheet.get_by_role("button", name=re.compile("Settle")).click()
    sheet.get_by_role("menuitem", name="Drop it").click()
    sheet.get_by_label("Why it is dropped").fill("Asked and answered")
    tess.keyboard.press("Enter")
    expect(tess.get_by_role("button", name=re.compile("^Parked$"))).to_be_visible()
    expect(sheet).to_contain_text("dropped: Asked and answered")


def test_everybody_sees_what_is_missing_before_the_room_moves_on(live: Room) -> None:
    open_room(live, TOM, TESS)
    tom = page_of(live, TOM, **PHONE)
    tom.get_by_role("button", name="The day").click()
    sheet = tom.get_by_role("dialog", name="The day")
    expect(sheet.get_by_text(re.compile("first-line manager is not here"))).to_be_visible()
    ok(at_home(live, MARA), "people.arrive", how="room")
    expect(sheet.get_by_text("The first-line manager is here")).to_be_visible()


def test_i_am_done_is_counted_at_the_desk(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "questions")
    tom, console = page_of(live, TOM, **PHONE), page_of(live, "Fay")
    tom.get_by_role("button", name="I’m done").click()
    expect(tom.get_by_role("button", name="You are done")).to_have_attribute("aria-pressed", "true")
    facts, column = console.locator(".stage-facts"), console.get_by_role("complementary", name="People")
    expect(facts).to_contain_text(re.compile(r"1\s*of 5\s*is ready"))
    expect(column.get_by_text("ready", exact=True)).to_have_count(1)
    # Without names the desk is told how many, and nobody who.
    ok(live.fay, "capture.choose_mode", slot="slot:promises", mode="write_reveal", naming="anonymous")
    go(live, "promises")
    expect(tom.get_by_role("button", name="I’m done")).to_have_attribute("aria-pressed", "false")
    expect(facts.get_by_text("ready")).to_have_count(0)
    tom.get_by_role("button", name="I’m done").click()
    expect(tom.get_by_role("button", name="You are done")).to_have_attribute("aria-pressed", "true")
    expect(facts).to_contain_text(re.compile(r"1\s*of 5\s*is ready"))
    expect(column.get_by_text("ready", exact=True)).to_have_count(0)
    tom.get_by_role("button", name="You are done").click()
    expect(facts.get_by_text("ready")).to_have_count(0)


def test_the_manager_is_asked_for_a_pin_until_she_has_one(live: Room) -> None:
    open_room(live, *TEAM)
    mara, tom = page_of(live, MARA), page_of(live, TOM)
    expect(mara.get_by_role("link", name="Set the PIN")).to_have_attribute("href", re.compile(r"/pin$"))
    expect(tom.locator(".task-ask")).to_be_visible()
    expect(tom.get_by_role("link", name="Set the PIN")).to_have_count(0)


def test_somebody_withdrawn_keeps_nothing_of_the_workshop_on_the_page(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "promises")
    ok(at_home(live, TESS), "capture.add_note", text="Kept: the spares in Lille")
    tom = page_of(live, TOM)
    expect(tom.locator("main")).to_contain_text("the spares in Lille")
    ok(live.fay, "people.withdraw", person=live.people[TOM]["id"])
    expect(tom.locator("body")).not_to_contain_text("the spares in Lille")
    expect(tom.get_by_role("heading", level=1)).to_be_visible()
