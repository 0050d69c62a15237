"""Four people who have no mouse, and what a keyboard does on their pages."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hearing import Listener
from tests.browser.promised import PIN, day
from tests.browser.shared_room import page_of
from tests.browser.whole_way import MARA, SVEN, TESS, Way

#: What has the focus, as it is called; nothing has it unseen.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return ["", true];
  const look = getComputedStyle(one), box = getComputedStyle(one.closest("label") ?? one.parentElement);
  const next = one.nextElementSibling && getComputedStyle(one.nextElementSibling);
  const seen = [look, box, next].some((s) => s && (s.outlineStyle !== "none" || s.boxShadow !== "none"));
  const title = document.getElementById(one.getAttribute("aria-labelledby"));
  const label = title ?? (one.labels?.length ? one.labels[0] : one);
  const name = one.getAttribute("aria-label") ?? label.textContent;
  return [name.replace(/\\s+/g, " ").trim(), seen];
}"""


class Hands:
    """The facilitator, somebody in the team, the manager; senior management when it comes to that."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.fay, self.tess, self.mara = (page_of(way.room, name) for name in ("Fay", TESS, MARA))

    def presses(self, label: str) -> None:
        """The facilitator's key brings her to the one filled button; Enter is hers to press."""
        button = self.fay.locator(".button-filled:visible")
        expect(button).to_have_text(label)
        self.fay.keyboard.press("Escape")
        self.fay.evaluate("document.activeElement.blur()")
        self.fay.keyboard.press("g")
        expect(self.fay.locator(".button-filled:focus")).to_have_text(label)
        # For a second after somebody else changed what it does, it takes no press.
        expect(button).not_to_have_attribute("aria-disabled", "true")
        self.fay.keyboard.press("Enter")

    def sign(self) -> None:
        """The manager goes to her page, marks each objective, asks for something on the second, and signs."""
        page = self.mara
        follow(page, "^Read and decide$")
        follow(page, "^Start reading version")
        for n, objective in enumerate(page.locator("article.objective").all()):
            tab_to(page, "^OK$")
            page.keyboard.press("Space")
            if n == 1:
                page.keyboard.press("ArrowRight")
                fill(page, "^What you ask for$", "Two more stores")
                tab_to(page, "^Who takes it$")
                page.keyboard.type("Tess")
                fill_day(page, "^By when$", 21)
            if n == 2:  # she thinks better of it
                page.keyboard.press("ArrowLeft")
                expect(page.locator("#verdict-note")).to_contain_text("return it, or make that a condition")
                page.keyboard.press("ArrowRight")
            expect(objective.locator(".verdict-saved")).to_have_text("Kept.")
        hears_all(page)
        fill(page, "^Comment$", "Keep Lille informed")
        fill(page, "PIN", PIN)
        fill(page, "^The same once more$", PIN)
        page.keyboard.press("Enter")
        expect(page.locator("#approve:focus")).to_have_text(re.compile("^Approve with 1 condition: version"))
        page.keyboard.press("Enter")
        expect(page.locator("#signed")).to_contain_text("Keep Lille informed")
        follow(page, "^Back to my page$")

    def accept(self) -> None:
        """Senior management is led to the plan, answers what is asked, and accepts."""
        page = page_of(self.way.room, SVEN, path="/acceptance")
        tab_to(page, "^Granted$|^Yes")
        page.keyboard.press("Space")
        fill(page, "^What you say to it$", "From January")
        hears_all(page)
        fill(page, "^Comment$", "Well thought through")
        fill(page, "PIN", PIN)
        fill(page, "^The same once more$", PIN)
        press(page, "^Accept version")
        expect(page.locator("#decided")).to_contain_text("Well thought through")
        page.close()


def hears_all(page: Page) -> None:
    """Whoever listens misses nothing on this page."""
    found = Listener(page).found()
    assert found == [], found


def to_content(page: Page) -> None:
    """From the first stop of the Tab key past everything that stands before the content."""
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.skip")).not_to_be_focused()  # the browser goes there in its own time


def tab_to(page: Page, name: str, most: int = 120) -> None:
    """Press Tab until something of this name has the focus, and can be seen to have it; it may still be on its way."""
    passed, until = list[str](), time.monotonic() + 15
    while len(passed) < most or time.monotonic() < until:
        page.keyboard.press("Tab")
        label, seen = page.evaluate(FOCUSED)
        passed.append(label)
        if re.search(name, label):
            assert seen, f"nobody sees that {label} has the focus"
            return
    pytest.fail(f"Tab never came to {name}, only to {passed}")


def press(page: Page, name: str) -> None:
    """Tab to it, Enter."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def follow(page: Page, name: str) -> None:
    """Tab to what leads to another page, Enter, and be there."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, text: str) -> None:
    """Tab to a field, these words in place of what is there."""
    tab_to(page, label)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def pick(page: Page, label: str, words: str) -> None:
    """Tab to a list, a word of what is looked for, Enter for the first that is found."""
    tab_to(page, label)
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def choose(page: Page, first: str, *keys: str) -> None:
    """Tab to a group of answers, where one of this name has the focus; then keys."""
    tab_to(page, first)
    for key in keys or ("Space",):
        page.keyboard.press(key)


def write(page: Page, text: str) -> None:
    """`N`, the words, Enter."""
    page.evaluate("document.activeElement.blur()")
    expect(page.locator("main textarea").first).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(":is(textarea, input):focus")).to_be_visible()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def fill_day(page: Page, label: str, days: int) -> None:
    """Tab to a date, and type the one so many days from now, figure by figure."""
    tab_to(page, label)
    year, month, this = day(days).split("-")
    page.keyboard.type(f"{month}{this}{year}")
    assert page.evaluate("document.activeElement.value") == day(days)
