"""Questions and the briefing, the three Cs, and the insight map, in real browsers; and how all boards look."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.board_day import DEBRIEF, MAP, THREE_CS, Day, card, pick, revealed, write
from tests.browser.reading import found_on

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def day(room: Callable[..., Any]) -> Callable[[str, str], Day]:
    """Begin at a stage and a line of the run sheet."""
    return lambda stage, slot: Day(room(), stage, slot)


def test_the_desk_writes_what_somebody_says_aloud(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    fay, tom = now.page("Fay"), now.page("Tom Okafor")
    fay.get_by_text("Write one from the desk").click()
    fay.get_by_role("button", name="Said aloud by").click()
    fay.get_by_role("combobox", name="Said aloud by").fill("Wiktor")
    fay.keyboard.press("Enter")
    write(fay, "Poland is down three per cent", ".add-card textarea")
    expect(card(tom, "Poland is down three per cent")).to_contain_text("said aloud by Wiktor Zaręba")
    # Whose words it writes stays until it is changed, or the room goes on.
    now.give("Fay", "stage.go", slot=MAP)
    expect(fay.locator(".stage-kicker")).to_contain_text("Insight map")
    expect(fay.locator(".aloud b")).to_have_count(0)
    fay.get_by_role("button", name="Said aloud by").click()
    fay.get_by_role("combobox", name="Said aloud by").fill("Wiktor")
    fay.keyboard.press("Enter")
    write(fay, "Two hours back for each manager", ".insight-goal textarea")
    for view in ("Picture", "Columns"):
        fay.get_by_role("radio", name=view).check(force=True)
    expect(fay.locator(".aloud b")).to_have_text("Wiktor Zaręba")


def test_questions_are_put_one_by_one_and_the_guest_sees_only_those(day: Callable[..., Day]) -> None:
    now = day("open", "slot:questions")
    tom = now.page("Tom Okafor")
    write(tom, "What keeps you awake?")
    write(tom, "What would you buy from us?")
    expect(tom.locator("article.card")).to_have_count(2)
    now.give("Fay", "capture.reveal", slot="slot:questions")
    now.give("Fay", "stage.advance", to="briefing", reason="For this test")
    now.give("Fay", "stage.go", slot="slot:ask")
    fay, carl = now.page("Fay"), now.page("Carl Marsh")
    asked = fay.locator("article.card").filter(has_text="What keeps you awake?")
    asked.get_by_role("button", name="Put").press("Enter")
    expect(fay.locator(".in-the-room textarea")).to_be_focused()
    expect(carl.get_by_role("heading", name="What keeps you awake?")).to_be_visible()
    assert "What would you buy" not in carl.content()
    write(fay, "The French stores.", ".in-the-room textarea")
    expect(fay.locator(".answered")).to_contain_text("The French stores.")
    expect(fay.get_by_role("button", name="Put: What would you buy")).to_be_focused()
    pick(fay, "What would you buy from us?", "Park it")
    fay.get_by_label("Why it is not asked").fill("it sells")
    fay.keyboard.press("Enter")
    expect(fay.get_by_text("Parked 1")).to_be_visible()
    assert "it sells" not in carl.content()


def test_notes_are_one_line_and_enter_and_become_quotes_that_are_read_back(day: Callable[..., Day]) -> None:
    now = day("briefing", "slot:read_back")
    tom, fay = now.page("Tom Okafor", width=360), now.page("Fay")
    for words in ("We count everything twice.", "The back room is full."):
        write(tom, words, ".briefing-notes textarea")
    expect(tom.locator(".briefing-notes article")).to_have_count(2)
    tom.locator(".briefing-notes article").filter(has_text="twice").get_by_role(
        "button", name="Make it a quote"
    ).click()
    quote = fay.locator(".read-back article").filter(has_text="We count everything twice.")
    expect(quote).to_be_visible()
    quote.get_by_role("button", name="Confirmed aloud").click()
    expect(tom.locator(".read-back article")).to_contain_text("confirmed aloud")
    expect(tom.get_by_text("1 of 1 confirmed")).to_be_visible()


def test_on_a_phone_a_fact_gets_a_new_source_in_place(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    tom = now.page("Tom Okafor", width=360, height=740)
    write(tom, "85% is picked up in stores")
    expect(tom.get_by_text("No source yet")).to_be_visible()
    tom.get_by_role("button", name="No source yet").click()
    tom.get_by_role("combobox").fill("Annual report, p. 14")
    tom.keyboard.press("Enter")
    tom.get_by_label("Date").fill("2026-03-24")
    tom.get_by_role("button", name="Add the source").click()
    expect(tom.locator("article.card")).to_contain_text("Annual report, p. 14, 2026-03-24")
    expect(tom.get_by_text("No source yet")).to_have_count(0)
    assert tom.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_same_words_changed_by_two_people_show_both_and_one_is_chosen(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    fact = now.give("Tom Okafor", "research.add_card", c="company", text="We are in Lile")
    tess = now.page("Tess Marchetti")
    pick(tess, "We are in Lile", "Correct")
    tess.get_by_label("Correct the words").fill("We are in Lille and Paris")
    now.give("Tom Okafor", "record.edit", id=fact, set={"text": "We are in Lille"})
    tess.get_by_role("button", name="Save").click()
    conflict = tess.locator(".conflicts")
    expect(conflict).to_contain_text("We are in Lille")
    expect(conflict).to_contain_text("We are in Lille and Paris")
    conflict.get_by_role("button", name="Take mine").click()
    expect(card(tess, "We are in Lille and Paris")).to_be_visible()
    expect(tess.locator(".conflicts")).to_have_count(0)


def test_facts_are_found_by_a_word_and_moved_to_another_c(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    for n in range(8):
        now.give("Tom Okafor", "research.add_card", c="customer", text=f"Fact number {n}")
    tess = now.page("Tess Marchetti")
    tess.get_by_placeholder("Find a card").fill("number 5")
    expect(tess.locator("article.card")).to_have_count(1)
    pick(tess, "Fact number 5", "Move to Competitor")
    expect(tess.get_by_role("region", name="Competitor")).to_contain_text("Fact number 5")


def test_what_nobody_knows_gets_a_name_a_day_and_an_answer(day: Callable[..., Day]) -> None:
    now = day("research", THREE_CS)
    tom = now.page("Tom Okafor")
    write(tom, "Who decides in Lille?", ".unknowns textarea")
    row = tom.locator(".unknown").filter(has_text="Who decides in Lille?")
    row.get_by_role("button", name="Who finds out?").click()
    row.get_by_role("combobox").fill("Tess")
    tom.keyboard.press("Enter")
    row.get_by_label("By which day").fill("2026-12-01")
    expect(row).to_contain_text("Tess Marchetti")
    row.get_by_role("button", name="We know now").click()
    tom.get_by_label("What we found out").fill("The banner does.")
    tom.keyboard.press("Enter")
    expect(tom.get_by_text("Found out 1")).to_be_visible()


def test_the_dots_are_connected_with_the_keyboard_and_the_chain_lights_up(day: Callable[..., Day]) -> None:
    now = day("research", MAP)
    goal = now.give("Tom Okafor", "insight_map.add_goal", text="Ready in fifteen minutes")
    now.give("Tom Okafor", "insight_map.add_goal", text="Another goal")
    tom = now.page("Tom Okafor")
    write(tom, "The Lille pilot", ".insight-initiative textarea")
    loose = tom.get_by_role("button", name="Not connected: serves")
    loose.focus()
    tom.keyboard.press("Enter")
    tom.get_by_role("checkbox", name="Ready in fifteen minutes").focus()
    tom.keyboard.press("Space")
    tom.get_by_role("button", name="Done", exact=True).click()
    pilot = tom.locator(".insight-item").filter(has_text="The Lille pilot")
    expect(pilot.locator(".tie")).to_contain_text("Ready in fifteen minutes")
    expect(loose).to_have_count(0)
    pilot.hover()
    expect(tom.locator(f'.insight-item[data-item="{goal}"]')).to_have_class(re.compile("insight-lit"))
    expect(tom.locator(".insight-item").filter(has_text="Another goal").first).to_have_class(
        re.compile("insight-dim")
    )
    pilot.get_by_role("button", name="Take away the line to").click()
    expect(loose).to_be_visible()


def test_an_item_is_told_by_a_quote_and_confirmed(day: Callable[..., Day]) -> None:
    now = day("briefing", "slot:read_back")
    now.give("Tom Okafor", "questions.add_quote", text="Fifteen minutes or they go elsewhere.")
    now.give("Fay", "stage.advance", to="research", reason="For this test")
    now.give("Fay", "stage.go", slot=MAP)
    now.give("Tom Okafor", "insight_map.add_goal", text="Ready in fifteen minutes")
    tom = now.page("Tom Okafor")
    pick(tom, "Ready in fifteen minutes", "Who told us")
    tom.get_by_role("combobox", name="A quote, an answer or a briefing note").fill("elsewhere")
    tom.keyboard.press("Enter")
    expect(tom.locator(".ties-quote")).to_contain_text("Fifteen minutes or they go elsewhere.")
    tom.get_by_role("dialog").get_by_role("button", name="Close").click()
    pick(tom, "Ready in fifteen minutes", "Confirmed by the customer")
    tom.get_by_text("Confirmed", exact=True).click()
    expect(tom.locator(".insight-item .tag-good")).to_have_text("confirmed")


def crowded(now: Day) -> None:
    """Some of everything, with long words."""
    source = now.give("Tom Okafor", "research.add_source", title="Annual report", customer_words=True)
    for n, c in enumerate(("customer", "competitor", "company") * 4):
        now.give(
            "Tess Marchetti", "research.add_card", c=c, text=f"{LONG} {n}", sources=[source] if n % 2 else []
        )
    now.give("Tom Okafor", "research.add_unknown", question="Who decides in Lille?")
    goal = now.give("Tom Okafor", "insight_map.add_goal", text=LONG)
    now.give("Tom Okafor", "insight_map.add_initiative", text="门店员工每天花四个小时拣货。", links=[goal])
    now.give("Tom Okafor", "insight_map.add_obstacle", text="«فروشگاه‌های کوچک جای انبار ندارند»")


def test_a_crowded_board_stands_in_nobodys_way_on_a_phone_in_the_dark(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    revealed(now)
    crowded(now)
    pages = {name: now.page(name, width=360, height=800, dark=True) for name in ("Tom Okafor", "Fay")}
    found = []
    for slot, words in ((DEBRIEF, "Thought 0"), (THREE_CS, f"{LONG} 0"), (MAP, LONG)):
        now.give("Fay", "stage.go", slot=slot)
        for name, page in pages.items():
            expect(page.locator("main").get_by_text(words).first).to_be_visible()
            found += [f"{name}, {slot}: {one}" for one in found_on(page)]
    for page in pages.values():
        page.get_by_text("Picture", exact=True).click()
        expect(page.locator(".layers-box").first).to_be_visible()
        found += found_on(page)
    assert found == []


def test_the_room_screen_never_shows_more_than_forty_words(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    screen = now.page("Fay", "/screen", width=1280, height=720)
    now.give("Tom Okafor", "capture.add_note", text="word " * 60, slot=DEBRIEF)
    expect(screen.locator("main")).to_contain_text("1 card")
    assert "word word" not in screen.locator("main").inner_text()
    revealed(now)
    crowded(now)
    for slot, words in ((DEBRIEF, "Thought"), (THREE_CS, "Competitor"), (MAP, "What they want")):
        now.give("Fay", "stage.go", slot=slot)
        expect(screen.locator(".screen-body")).to_contain_text(words)
        body = screen.locator(".screen-body").inner_text()
        assert 0 < len(body.split()) <= 40, body


def test_everything_revealed_has_its_turn_on_the_screen_and_how_we_are_doing_makes_room_for_it(
    day: Callable[..., Day],
) -> None:
    now = day("research", DEBRIEF)
    pulse = now.give("Fay", "pulse.ask", question="clarity")
    for n, name in enumerate(("Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba")):
        now.give(name, "pulse.answer", pulse=pulse, value=2)
        now.give(
            name,
            "capture.add_note",
            text=f"Thought {n} has so many words that few stand at once",
            slot=DEBRIEF,
        )
    now.give("Fay", "pulse.close", pulse=pulse)
    screen = now.page("Fay", "/screen", width=1280, height=720)
    expect(screen.locator("main")).to_contain_text("How we are doing")
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    expect(screen.locator(".screen-more")).to_have_text(re.compile("^[1-4] of 4$"))
    screen.clock.install()
    seen = set()
    for _ in range(24):
        screen.clock.fast_forward(4_000)
        screen.wait_for_timeout(50)
        seen.add(screen.locator(".screen-cards li").first.inner_text().split(" has")[0])
    assert seen == {f"Thought {n}" for n in range(4)}


def test_the_guest_sees_who_asks_and_corrects_the_answer(day: Callable[..., Day]) -> None:
    now = day("briefing", "slot:ask")
    asked = now.give("Tom Okafor", "questions.add_question", text="What keeps you awake?")
    now.give("Fay", "questions.assign", question=asked, person=now.room.people["Tom Okafor"]["id"])
    now.give("Fay", "questions.put", question=asked)
    carl, tom, fay = now.page("Carl Marsh", width=360), now.page("Tom Okafor"), now.page("Fay")
    carl.get_by_role("button", name="I’m here, in the room").click()
    expect(carl.get_by_text("Tom Okafor asks")).to_be_visible()
    write(carl, "The French stores.", "main textarea")
    fay.get_by_role("button", name="Make it the answer: The French stores.").click()
    expect(tom.locator(".answered")).to_contain_text("The French stores.")
    carl.get_by_role("button", name="Correct it").click()
    carl.get_by_label("How would you put it?").fill("The thirteen French stores.")
    carl.get_by_role("button", name="That is how I put it").click()
    expect(tom.locator(".answered")).to_contain_text("The thirteen French stores.")
    carl.get_by_role("button", name="Take it back: The thirteen French stores.").click()
    expect(tom.locator(".in-the-room")).to_contain_text("What keeps you awake?")
