"""The facilitators' console in a browser, with the team's pages and the room screen open beside it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Room
from tests.browser.countdown import hold, let_go, saw, watch
from tests.browser.reading import found_on
from tests.browser.shared_room import at_home, go, ok, open_room, page_of
from tests.server import Person

TOM, TESS, MARA, CORA = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke", "Cora Lind"
SVEN, CARL = "Sven Pellew", "Carl Marsh"
TEAM = (TOM, TESS, "陈晓梅", "Wiktor Zaręba", MARA)


def the_button(console: Page) -> Locator:
    """The one filled button."""
    return console.locator(".stage-dock .button-filled")


#: A hand that was on its way when the button changed: it presses at the moment at which it has another meaning.
SLIP = """() => {
  const box = document.querySelector(".next");
  new MutationObserver((_, seen) => {
    if (!box.textContent.includes("Reveal")) return;
    seen.disconnect();
    box.querySelector(".button-filled").click();
    box.dataset.slipped = "yes";
  }).observe(box, { childList: true, subtree: true, characterData: true });
}"""


def test_the_first_press_opens_the_doors_for_everybody(live: Room) -> None:
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    expect(tom.get_by_text("The doors are still closed")).to_be_visible()
    expect(the_button(console)).to_have_text("Open doors")
    the_button(console).click()
    expect(console.locator(".stage-kicker")).to_have_text("Opening · Roll call")
    expect(tom.get_by_role("button", name="I’m here, in the room")).to_be_visible()


def test_there_is_exactly_one_filled_button_named_by_its_effect(live: Room) -> None:
    open_room(live, *TEAM)
    console = page_of(live, "Fay")
    go(live, "questions")
    expect(the_button(console)).to_have_text("Go live: Customer briefing")
    console.evaluate(SLIP)
    ok(at_home(live, TESS), "questions.add_question", text="What would your board call a success?")
    expect(console.locator(".next[data-slipped]")).to_have_count(1)
    expect(the_button(console)).to_have_text("Reveal 1 card")
    expect(console.locator(".next-note")).to_contain_text("have not written yet")
    expect(console.locator(".button-filled")).to_have_count(1)
    the_button(console).click()
    expect(the_button(console)).to_have_text("Go live: Customer briefing")


def test_going_live_counts_down_on_every_screen_and_then_moves_everybody(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "questions")
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    screen = page_of(live, "Fay", path="/screen")
    expect(screen.locator(".screen-stage")).to_have_text("Opening")
    expect(tom.locator(".task-ask")).to_be_visible()
    for page in (console, tom, screen):
        watch(page, ".banner-moving, .screen-moving")
    hold(console)
    the_button(console).click()
    for page in (console, tom, screen):
        saw(page, "Customer briefing")
    expect(console.locator(".stage-kicker")).to_contain_text("Opening")
    let_go(console)
    expect(console.locator(".stage-kicker")).to_contain_text("Customer briefing")
    expect(tom.locator(".task-stage")).to_contain_text("The customer speaks")
    expect(screen.locator(".screen-stage")).to_have_text("Customer briefing")
    expect(console.locator(".banner-moving")).to_have_count(0)


def test_the_lead_can_stay_and_nothing_has_moved(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "questions")
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    expect(tom.locator(".task-ask")).to_be_visible()
    watch(tom, ".banner-moving")
    hold(console)
    the_button(console).click()
    saw(tom, "Customer briefing")
    expect(the_button(console)).to_have_text("Stay here")
    the_button(console).click()
    expect(tom.locator(".banner-moving")).to_have_count(0)
    expect(the_button(console)).to_have_text("Go live: Customer briefing")
    let_go(console)
    console.get_by_role("button", name="Pause").click()  # the next thing that it says: nothing came before
    expect(console.get_by_role("button", name="Go on")).to_be_visible()
    expect(console.locator(".stage-kicker")).to_contain_text("Opening")


def test_what_is_missing_leads_to_its_records_and_goes_away_when_put_right(live: Room) -> None:
    open_room(live, TOM, TESS)
    go(live, "questions")
    console = page_of(live, "Fay")
    expect(the_button(console)).to_have_text(re.compile("Before we move on: 2 things"))
    the_button(console).click()
    sheet = console.get_by_role("dialog", name="Before we move on")
    sheet.get_by_role("button", name=re.compile("first-line manager is not here")).click()
    sheet.get_by_role("button", name="Is in the room").click()
    expect(sheet.get_by_role("button", name=re.compile("first-line manager is not here"))).to_have_count(0)
    expect(sheet.get_by_text("There already")).to_be_visible()


def test_going_on_without_something_needs_a_reason_and_is_never_offered_for_a_firm_thing(live: Room) -> None:
    open_room(live, TOM, TESS)
    go(live, "questions")
    console = page_of(live, "Fay")
    the_button(console).click()
    sheet = console.get_by_role("dialog", name="Before we move on")
    expect(sheet.get_by_text("Nobody can go on without this one.")).to_be_visible()
    expect(sheet.get_by_text("Go on without it")).to_have_count(0)
    ok(at_home(live, MARA), "people.arrive", how="remote")
    sheet.get_by_text("Go on without it", exact=True).click()
    sheet.get_by_label("Go on without it, because…").fill("Two of them are stuck behind an accident")
    sheet.get_by_role("button", name="Go on: Customer briefing").click()
    expect(console.locator(".stage-kicker")).to_contain_text("Customer briefing", timeout=8000)


def test_looking_at_another_piece_moves_nobody(live: Room) -> None:
    open_room(live, *TEAM)
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    the_run_sheet_is_one_stop_of_the_tab_key(console)
    console.get_by_role("button", name=re.compile("Insight map")).first.click()
    expect(console.get_by_text("You are looking at another piece.")).to_be_visible()
    expect(console.locator(".stage-kicker")).to_contain_text("Insight map")
    expect(tom.locator(".task-stage")).to_contain_text("Roll call")
    console.get_by_role("button", name="Return to live").click()
    expect(console.locator(".stage-kicker")).to_contain_text("Roll call")


def the_run_sheet_is_one_stop_of_the_tab_key(console: Page) -> None:
    """Arrows walk in it; the next stop is the stage."""
    lines, keys = console.locator(".runsheet-line"), console.keyboard
    now = lines.get_by_role("button", name=re.compile("Roll call")).first
    now.focus()
    keys.press("ArrowDown")
    expect(lines.get_by_role("button", name=re.compile("last plan")).first).to_be_focused()
    keys.press("ArrowRight")
    menu = console.get_by_role("button", name="Change What became of the last plan")
    expect(menu).to_be_focused()
    expect(menu).to_have_css("outline-style", "solid")  # and is seen to have it
    keys.press("Enter")
    expect(console.get_by_role("menuitem").first).to_be_focused()
    for key in ("ArrowDown", "Escape", "ArrowLeft", "ArrowUp"):
        keys.press(key)
    expect(now).to_be_focused()
    keys.press("Tab")
    expect(console.get_by_role("tab", name="Live")).to_be_focused()
    keys.press("Shift+Tab")
    expect(now).to_be_focused()


def test_visitors_show_in_red_and_leaving_the_briefing_asks_for_them(live: Room) -> None:
    open_room(live, *TEAM, SVEN, CARL)
    go(live, "questions")
    console = page_of(live, "Fay")
    expect(console.locator(".visitors")).to_contain_text("2 visitors")
    the_button(console).click()
    expect(console.locator(".stage-kicker")).to_contain_text("Customer briefing", timeout=8000)
    for n in range(3):
        made = ok(at_home(live, TOM), "questions.add_question", text=f"Question {n} for the customer?")[
            "made"
        ][0]
        ok(live.fay, "questions.answer", question=made, text="Two hours a day for every store manager.")
        ok(live.fay, "questions.add_brief", text=f"Note {n}")
    go(live, "coffee")
    expect(the_button(console)).to_have_text("Go live: Research")
    carl = page_of(live, CARL)
    the_button(console).click()
    asked = console.get_by_role("dialog", name="Before the room moves on")
    expect(asked).to_contain_text("Has Sven Pellew left the room?")
    asked.get_by_role("listitem").filter(has_text="Sven").get_by_role("button", name="Has left").click()
    expect(asked).not_to_contain_text("Sven")
    asked.get_by_role("button", name="Go on: their pages close").click()
    expect(console.locator(".stage-kicker")).to_contain_text("Research", timeout=8000)
    expect(console.locator(".visitors")).to_have_count(0)
    expect(carl.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible()
    expect(carl.locator("body")).not_to_contain_text("Two hours a day")


def test_time_is_given_with_two_presses_and_the_team_sees_it(live: Room) -> None:
    open_room(live, *TEAM)
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    mara, screen = page_of(live, MARA), page_of(live, "Fay", path="/screen")
    everybody = (tom, mara, screen)
    for page in everybody:
        expect(page.get_by_role("timer")).to_contain_text("9:")
    console.get_by_role("button", name="Clock").click()
    console.get_by_role("menuitem", name="5 minutes more").click()
    for page in everybody:
        expect(page.get_by_role("timer")).to_contain_text("14:")
    console.get_by_role("button", name="Pause").click()
    for page in everybody:
        expect(page.get_by_role("timer")).to_contain_text("paused")


def test_hands_stand_in_order_and_whoever_is_at_the_door_is_let_in_at_once(live: Room) -> None:
    open_room(live, *TEAM)
    console = page_of(live, "Fay")
    ok(at_home(live, TOM), "people.raise_hand")
    ok(at_home(live, TESS), "people.raise_hand", type="process", to_say="Can we slow down?")
    hands = console.locator(".floor-waiting")
    expect(hands).to_have_count(2)
    expect(hands.first).to_contain_text("Tess Marchetti")
    expect(hands.first).to_contain_text("Can we slow down?")


def test_one_tap_says_that_somebody_is_in_the_room(live: Room) -> None:
    open_room(live, TOM)
    console, mara = page_of(live, "Fay"), page_of(live, MARA)
    console.get_by_role("button", name=f"{MARA} is in the room").click()
    expect(mara.locator(".task-ask")).to_contain_text("Say who you are")
    here = console.locator(".people-group", has_text="Here")
    expect(here.first).to_contain_text(MARA)


def test_the_next_piece_is_rewritten_without_anybody_seeing_it_yet(live: Room) -> None:
    open_room(live, *TEAM)
    go(live, "promises")
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    console.get_by_role("tab", name="Next").click()
    field = console.get_by_label("The question on everybody’s screen")
    field.fill("What would you ask their chief executive in a lift?")
    field.blur()
    console.get_by_role("button", name="5 minutes more").click()
    expect(console.locator(".next-minutes")).to_have_text("17")
    expect(tom.locator(".task-ask")).to_be_visible()
    expect(tom.locator("body")).not_to_contain_text("in a lift")
    go(live, "questions")
    expect(tom.locator(".task-ask")).to_have_text("What would you ask their chief executive in a lift?")


def test_the_guide_and_the_desks_notes_are_for_the_desk_alone(live: Room) -> None:
    open_room(live, *TEAM)
    console, cora = page_of(live, "Fay"), page_of(live, CORA)
    console.get_by_role("tab", name="Guide").click()
    expect(console.locator(".guide-text blockquote").first).to_contain_text("Good morning")
    console.get_by_label("A note for the desk alone").fill("Ask Bettina first")
    console.keyboard.press("Enter")
    cora.get_by_role("tab", name="Guide").click()
    expect(cora.get_by_text("Ask Bettina first")).to_be_visible()
    assert at_home(live, TOM).get(f"/s/{at_home(live, TOM).seat}/guide/open.html").status_code == 403


def test_a_co_facilitator_sees_who_moves_the_room_and_can_take_the_lead(live: Room) -> None:
    open_room(live, *TEAM, CORA)
    go(live, "questions")
    cora = page_of(live, CORA)
    expect(cora.locator(".next-wait")).to_contain_text("leads and moves the room")
    cora.get_by_role("button", name="Room", exact=True).click()
    cora.get_by_role("menuitem", name="Take the lead").click()
    # Fay is here: taking the lead from her is asked about first.
    cora.get_by_role("dialog").get_by_role("button", name="Take the lead").click()
    expect(the_button(cora)).to_have_text("Go live: Customer briefing")


def test_holding_everybody_says_why_on_every_page_until_it_is_released(live: Room) -> None:
    open_room(live, *TEAM)
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    console.get_by_role("button", name="Room", exact=True).click()
    console.get_by_role("menuitem", name="Hold…").click()
    console.get_by_label("Why does everybody wait?").fill("The projector has to cool down")
    console.get_by_role("button", name="Hold everybody").click()
    expect(tom.locator(".banner-hold")).to_contain_text("The projector has to cool down")
    expect(the_button(console)).to_have_text("Release the hold")
    the_button(console).click()
    expect(tom.locator(".banner-hold")).to_have_count(0)


def test_a_message_reaches_every_page_and_each_puts_it_away(live: Room) -> None:
    open_room(live, *TEAM)
    console, tom = page_of(live, "Fay"), page_of(live, TOM, width=360, height=740)
    expect(tom.locator(".task-ask")).to_be_visible()
    console.get_by_role("button", name="Room", exact=True).click()
    console.get_by_role("menuitem", name="Message to the room…").click()
    console.get_by_label("What should everybody read?").fill("Sandwiches are here")
    console.get_by_role("button", name="Show it").click()
    expect(tom.locator(".banner-notice")).to_contain_text("Sandwiches are here")
    tom.get_by_role("button", name="Read").click()
    expect(tom.locator(".banner-notice")).to_have_count(0)
    expect(console.locator(".banner-notice")).to_be_visible()


def test_a_key_only_focuses_the_button_and_a_question_mark_lists_the_keys(live: Room) -> None:
    open_room(live, *TEAM)
    console = page_of(live, "Fay")
    expect(the_button(console)).to_be_visible()
    console.keyboard.press("g")
    expect(the_button(console)).to_be_focused()
    expect(console.locator(".stage-kicker")).to_contain_text("Roll call")
    console.keyboard.press("?")
    expect(console.get_by_role("dialog", name="Keys")).to_contain_text("To the next step")
    console.get_by_role("button", name="Switch single keys off").click()
    console.keyboard.press("Escape")
    console.get_by_role("button", name="Pause").focus()
    console.keyboard.press("g")
    expect(console.get_by_role("button", name="Pause")).to_be_focused()


def test_somebodys_own_link_is_read_from_the_screen_and_a_new_one_ends_the_old(live: Room) -> None:
    open_room(live, *TEAM)
    console = page_of(live, "Fay")
    console.get_by_role("button", name=f"More for {TESS}").click()
    console.get_by_role("menuitem", name=re.compile("Link and QR code")).click()
    sheet = console.get_by_role("dialog", name=TESS)
    old = sheet.get_by_label("Or the link itself")
    expect(old).to_have_value(re.compile(r"/i#"))
    before = old.input_value()
    expect(sheet.locator("img")).to_have_js_property("complete", True)
    assert sheet.locator("img").evaluate("i => i.naturalWidth") > 0
    sheet.get_by_role("button", name="Make a new link").click()
    expect(old).not_to_have_value(before)


def test_in_the_pocket_the_console_is_three_pages_with_the_button_in_reach(live: Room) -> None:
    open_room(live, *TEAM)
    phone = page_of(live, "Fay", width=360, height=700)
    expect(the_button(phone)).to_be_in_viewport()
    phone.get_by_role("button", name="People").click()
    expect(phone.get_by_role("heading", name="Here 6")).to_be_visible()
    phone.get_by_role("navigation", name="Columns").get_by_role("button", name="Run sheet").click()
    expect(phone.get_by_role("button", name=re.compile("Roll call")).first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_at_any_tab_of_the_console(live: Room) -> None:
    open_room(live, *TEAM, CARL)
    go(live, "questions")
    ok(at_home(live, TOM), "people.raise_hand")
    console = page_of(live, "Fay", dark=True)
    expect(the_button(console)).to_be_visible()
    found = {"Live": found_on(console)}
    for tab in ("Next", "Guide"):
        console.get_by_role("tab", name=tab).click()
        found[tab] = found_on(console)
    assert {where: what for where, what in found.items() if what} == {}


def test_somebody_who_is_not_on_the_list_waits_at_the_door_until_the_desk_lets_them_in(live: Room) -> None:
    open_room(live, *TEAM)
    console = page_of(live, "Fay")
    console.get_by_role("button", name="Codes and links").click()
    code = console.locator(".code-word").inner_text()
    console.keyboard.press("Escape")
    stranger = live.open(Person(live.server))
    stranger.goto(f"{live.server.address}/join")
    stranger.request.post(
        f"{live.server.address}/join/enter",
        form={"code": code, "name": "Bartholomew Featherstonehaugh", "function": "partner"},
        headers={"Origin": live.server.address},
    )
    console.get_by_role("button", name="Admit Bartholomew Featherstonehaugh").click()
    expect(console.get_by_role("region", name="At the door")).to_have_count(0)
    expect(console.locator(".people-group", has_text="Not here yet")).to_contain_text("Bartholomew")


def test_within_two_minutes_one_press_brings_the_room_back_exactly(live: Room) -> None:
    open_room(live, *TEAM, CARL)
    go(live, "questions")
    ok(live.fay, "stage.advance", to="briefing")
    console, carl = page_of(live, "Fay"), page_of(live, CARL)
    expect(console.locator(".stage-kicker")).to_contain_text("Customer briefing")
    console.get_by_role("button", name="Room", exact=True).click()
    console.get_by_role("menuitem", name="Back, exactly as it was").click()
    expect(console.locator(".stage-kicker")).to_contain_text("Opening · Questions for the customer")
    expect(carl.locator(".guest-promise")).to_be_visible()


def test_the_customers_time_is_moved_on_the_run_sheet(live: Room) -> None:
    open_room(live, *TEAM)
    console = page_of(live, "Fay")
    line = console.locator(".runsheet-line", has_text="The customer speaks")
    line.hover()
    line.get_by_role("button", name="Change The customer speaks").click()
    console.get_by_role("menuitem", name="Not at 09:00…").click()
    expect(line.get_by_label("When The customer speaks starts")).to_be_focused()
    line.get_by_label("When The customer speaks starts").fill("10:15")
    # Meanwhile the plan moves under it.
    ok(live.fay, "clock.plan", minutes={"slot:talk": 50})
    expect(line).to_contain_text("50")
    line.get_by_role("button", name="Set").click()
    expect(line.get_by_label("When The customer speaks starts")).to_have_count(0)
    expect(line).to_contain_text("10:15")
    expect(line.get_by_role("button").first).to_be_focused()
    line.hover()
    line.get_by_role("button", name="Change The customer speaks").click()
    expect(console.get_by_role("menuitem", name="Not at 10:15…")).to_be_visible()
