"""Writing first, revealing, starring, grouping and joining, in real browsers."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board_day import DEBRIEF, Day, card, pick, revealed, write

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
}"""


@pytest.fixture
def day(room: Callable[..., Any]) -> Callable[[str, str], Day]:
    """Begin at a stage and a line of the run sheet."""
    return lambda stage, slot: Day(room(), stage, slot)


def test_what_is_written_first_stays_with_its_author_until_the_desk_reveals_it(
    day: Callable[..., Day],
) -> None:
    now = day("research", DEBRIEF)
    tom, tess, fay = now.page("Tom Okafor", width=360), now.page("Tess Marchetti"), now.page("Fay")
    expect(tom.get_by_text("Only you see these until the reveal")).to_be_visible()
    write(tom, "They count by hand")
    expect(card(tom, "They count by hand")).to_be_visible()
    expect(tom.locator("main textarea").first).to_have_value("")
    expect(fay.get_by_role("button", name="Reveal 1 card")).to_be_visible()
    expect(tess.get_by_text("team 1")).to_be_visible()
    for page in (tess, fay):
        assert "They count by hand" not in page.content()
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    for page in (tess, fay):
        expect(card(page, "They count by hand")).to_be_visible()


def test_own_words_are_changed_and_taken_back_before_the_reveal(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    tom = now.page("Tom Okafor")
    write(tom, "They cuont by hand")
    pick(tom, "They cuont", "Edit")
    tom.get_by_label("Correct the words").fill("They count by hand")
    tom.keyboard.press("Enter")
    expect(card(tom, "They count by hand")).to_be_visible()
    pick(tom, "They count", "Take it back")
    expect(tom.get_by_text("Taken off: They count")).to_be_visible()
    expect(tom.locator("article.card")).to_have_count(0)
    tom.get_by_role("button", name="Put it back").click()
    expect(card(tom, "They count by hand")).to_be_visible()


def test_a_pasted_list_can_become_several_cards(day: Callable[..., Day]) -> None:
    tom = day("research", DEBRIEF).page("Tom Okafor")
    box = tom.locator("main textarea").first
    box.focus()
    tom.evaluate(PASTE, "- one\n- two\n- three")
    box.fill("- one\n- two\n- three")
    tom.get_by_role("button", name="Add 3").click()
    expect(tom.locator("article.card")).to_have_count(3)


def test_without_names_only_the_writers_own_tab_can_change_a_note_and_no_name_is_ever_shown(
    day: Callable[..., Day],
) -> None:
    now = day("research", DEBRIEF)
    fay = now.page("Fay")
    fay.get_by_text("Without names", exact=True).click()
    tom = now.page("Tom Okafor")
    expect(tom.get_by_text("Without names: nobody, the desk included")).to_be_visible()
    write(tom, "Nobody calls them back")
    expect(tom.get_by_text("You 1")).to_be_visible()
    expect(fay.get_by_role("button", name="Reveal 1 card")).to_be_visible()
    tom.reload()
    pick(tom, "Nobody calls them back", "Edit")
    tom.get_by_label("Change your words").fill("Nobody ever calls them back")
    tom.keyboard.press("Enter")
    elsewhere = now.page("Tom Okafor")
    expect(elsewhere.get_by_text("team 1")).to_be_visible()
    assert "calls them back" not in elsewhere.content()
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    for page in (tom, fay, elsewhere):
        note = page.locator("article.card").filter(has_text="Nobody ever calls them back")
        expect(note).to_have_count(1)
        assert "Tom" not in note.inner_text()


def test_without_names_what_comes_after_the_reveal_waits_until_the_desk_shows_it_too(
    day: Callable[..., Day],
) -> None:
    now = day("research", DEBRIEF)
    now.give("Fay", "capture.choose_mode", slot=DEBRIEF, mode="write_reveal", naming="anonymous")
    now.give("Tess Marchetti", "capture.add_note", text="In time", slot=DEBRIEF)
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    tom, fay = now.page("Tom Okafor"), now.page("Fay")
    write(tom, "After it")
    expect(tom.locator(".late-nameless")).to_contain_text("After it")
    expect(fay.locator(".tray")).to_contain_text("1 more card without a name")
    assert "After it" not in fay.content()
    fay.get_by_role("button", name="Show them too").click()
    expect(card(fay, "After it")).to_be_visible()
    expect(tom.locator(".late-nameless")).to_have_count(0)
    expect(tom.locator("article.card")).to_have_count(2)


def test_how_people_write_cannot_be_changed_once_somebody_has(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    now.give("Tom Okafor", "capture.add_note", text="They count by hand", slot=DEBRIEF)
    fay = now.page("Fay")
    expect(fay.get_by_text("People have begun to write, so this stays")).to_be_visible()
    expect(fay.get_by_text("Function only")).to_have_count(0)


def test_not_getting_the_question_reaches_the_desk_as_a_number_and_is_over_when_it_is_put_better(
    day: Callable[..., Day],
) -> None:
    now = day("research", DEBRIEF)
    tom, fay = now.page("Tom Okafor"), now.page("Fay")
    tom.get_by_role("button", name="I do not get the question").click()
    expect(fay.locator(".not-clear")).to_contain_text("1 does not get the question")
    fay.get_by_role("button", name="Say it in other words").click()
    fay.get_by_label("The question in other words").fill("What surprised you today?")
    fay.keyboard.press("Enter")
    expect(tom.get_by_role("heading", name="What surprised you today?")).to_be_visible()
    expect(tom.get_by_role("button", name="I do not get the question")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_cards_go_under_headings_by_dragging_by_list_and_by_one_key(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    revealed(now)
    tom, tess = now.page("Tom Okafor"), now.page("Tess Marchetti")
    tom.get_by_role("button", name="New heading").click()
    tom.get_by_label("Name of the heading").fill("Time")
    tom.keyboard.press("Enter")
    group = tom.locator(".group").filter(has_text="Time")
    expect(group).to_be_visible()  # its coming moves the cards away from where they were
    tom.locator(".groups-loose .dragged").filter(has_text="Thought 0").drag_to(group)
    expect(group.get_by_text("Thought 0")).to_be_visible()
    pick(tom, "Thought 1", "Move to")
    tom.get_by_role("dialog").get_by_role("button", name="Time").click()
    expect(group.get_by_text("Thought 1")).to_be_visible()
    tom.locator("article.card").filter(has_text="Thought 2").locator(".card-menu button").focus()
    tom.keyboard.press("g")
    tom.get_by_role("combobox").fill("People")
    tom.keyboard.press("Enter")
    expect(tess.locator(".group").filter(has_text="People")).to_contain_text("Thought 2")
    group.get_by_role("button", name="More for “Time”").click()
    tom.get_by_role("menuitem", name="Rename").click()
    tom.get_by_label("Name of the heading").fill("Minutes")
    tom.keyboard.press("Enter")
    expect(tess.locator(".group").filter(has_text="Minutes")).to_contain_text("Thought 0")
    dragged_while_the_board_moves(
        tom, "Thought 3", "Thought 4", tom.locator(".group").filter(has_text="People")
    )


def dragged_while_the_board_moves(page: Page, words: str, other: str, group: Locator) -> None:
    """The card that was pressed comes along, also where another lies there once the mouse moves."""
    one, two = (page.locator(".groups-loose .dragged").filter(has_text=text) for text in (words, other))
    one.hover()
    page.mouse.down()
    places = [card.bounding_box() or {} for card in (one, two)]
    for card_, here, there in ((one, *places), (two, *reversed(places))):
        shift = f"{there['x'] - here['x']}px {there['y'] - here['y']}px"
        card_.evaluate("(card, shift) => { card.style.translate = shift; }", shift)
    group.hover()
    page.mouse.up()
    expect(group).to_contain_text(words)
    expect(group).not_to_contain_text(other)


def test_three_stars_each_and_the_most_starred_first(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    revealed(now)
    tom = now.page("Tom Okafor")
    for words in ("Thought 1", "Thought 3", "Thought 4"):
        tom.locator("article.card").filter(has_text=words).get_by_role(
            "button", name="This one matters"
        ).click()
    expect(tom.get_by_text("0 of your 3 stars left")).to_be_visible()
    expect(tom.get_by_role("button", name="This one matters")).to_have_count(3)
    tom.get_by_text("Most stars").click()
    expect(tom.locator(".groups-loose article").first).to_contain_text(re.compile("Thought [134]"))


def test_the_desk_joins_what_says_the_same_and_takes_it_apart_again(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    now.give("Tom Okafor", "capture.add_note", text="The stores have no back room", slot=DEBRIEF)
    now.give("Tess Marchetti", "capture.add_note", text="The stores have no back rooms", slot=DEBRIEF)
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    fay, tom = now.page("Fay"), now.page("Tom Okafor")
    fay.get_by_role("button", name="2 look alike").click()
    fay.get_by_role("button", name="Join them").click()
    expect(tom.locator("article.card")).to_have_count(1)
    expect(tom.get_by_text("2 joined")).to_be_visible()
    pick(fay, "The stores have no back room", "Take apart again")
    expect(tom.locator("article.card")).to_have_count(2)


def test_whoever_is_typing_when_the_reveal_comes_goes_on_typing(day: Callable[..., Day]) -> None:
    now = day("research", DEBRIEF)
    now.give("Tess Marchetti", "capture.add_note", text="They count by hand", slot=DEBRIEF)
    tom = now.page("Tom Okafor")
    tom.locator("main textarea").first.focus()
    tom.keyboard.type("The back room ")
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    expect(card(tom, "They count by hand")).to_be_visible()
    tom.keyboard.type("is full")
    tom.keyboard.press("Enter")
    expect(card(tom, "The back room is full")).to_be_visible()
