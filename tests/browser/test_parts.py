"""The parts of pages, in a browser: with the keyboard."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parent.parent.parent


class Quiet(SimpleHTTPRequestHandler):
    """The checkout as a site, without a line per request."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """Where the gallery is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ROOT)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tests/browser/gallery.html"
    server.shutdown()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop's window that fails the test when a script on the page fails."""
    window = chromium.new_page(viewport={"width": 1280, "height": 800})
    failures: list[str] = []
    window.on("pageerror", lambda error: failures.append(str(error)))
    yield window
    window.close()
    assert failures == []


def show(page: Page, gallery: str) -> None:
    """Open the gallery and wait until it is drawn."""
    page.goto(gallery)
    page.wait_for_selector("main")


def test_refused_words_come_back_to_the_input_with_the_sentence_beside_them(page: Page, gallery: str) -> None:
    show(page, gallery)
    box = page.locator("textarea")
    box.fill("Two hours back a day")
    box.press("Enter")
    expect(page.get_by_text("give them to the desk")).to_be_visible()
    expect(box).to_have_value("Two hours back a day")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_be_focused()


def test_shift_and_enter_breaks_the_line_and_the_input_grows(page: Page, gallery: str) -> None:
    show(page, gallery)
    box = page.locator("textarea")
    before = box.bounding_box()
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    after = box.bounding_box()
    expect(box).to_have_value("one\ntwo")
    assert before
    assert after
    assert after["height"] > before["height"]


def test_a_draft_is_still_there_after_a_reload(page: Page, gallery: str) -> None:
    show(page, gallery)
    page.locator("textarea").fill("half a thought")
    page.reload()
    expect(page.locator("textarea")).to_have_value("half a thought")


def test_a_pasted_list_is_offered_as_several(page: Page, gallery: str) -> None:
    show(page, gallery)
    page.locator("textarea").focus()
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.setData("text", "- spares\\n- back room\\n- SAP");
      const box = document.querySelector("textarea");
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
      document.execCommand("insertText", false, "- spares\\n- back room\\n- SAP");
    }""")
    expect(page.get_by_role("button", name="Add 3")).to_be_visible()
    page.get_by_role("button", name="Keep as one").click()
    expect(page.get_by_role("button", name="Add 3")).to_have_count(0)
    expect(page.locator("textarea")).to_have_value("- spares\n- back room\n- SAP")


def test_a_menu_at_the_lower_edge_opens_upwards_and_moves_nothing(page: Page, gallery: str) -> None:
    show(page, gallery)
    page.set_viewport_size({"width": 1280, "height": 300})
    opener = page.get_by_role("button", name="Move to…")
    opener.evaluate("(one) => one.scrollIntoView({ block: 'end' })")
    at = page.evaluate("scrollY")
    opener.click()
    expect(page.get_by_role("menuitem", name="Customer")).to_be_focused()
    for item in page.get_by_role("menuitem").all():
        expect(item).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == at


def test_a_menu_is_walked_with_the_keyboard_and_gives_the_focus_back(page: Page, gallery: str) -> None:
    show(page, gallery)
    opener = page.get_by_role("button", name="Move to…")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Customer")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Competitor")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Customer")).to_be_focused()
    opener.focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    # At the lower edge it opens upwards, again and again, and a second press where the first was closes it.
    opener.evaluate(
        "(one) => (one.closest('.menu').style.cssText = 'position: fixed; bottom: 0; left: 300px')"
    )
    for _ in range(2):
        opener.click()
        expect(page.get_by_role("menuitem").last).to_be_in_viewport(ratio=1)
        opener.click()
        expect(page.get_by_role("menu")).to_have_count(0)


def test_a_person_is_picked_with_the_keyboard(page: Page, gallery: str) -> None:
    show(page, gallery)
    box = page.get_by_role("combobox", name="Owner")
    expect(box).to_have_value("Wiktor Zaręba")
    box.fill("mae")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(box).to_have_value("Wiktor Zaręba")
    box.fill("warsaw")
    box.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)


def test_what_is_being_typed_stays_whatever_arrives_meanwhile(page: Page, gallery: str) -> None:
    show(page, gallery)
    box, other = page.get_by_label("Outcome"), page.get_by_role("button", name="Somebody else changes it")
    box.fill("They agree in wr")
    page.get_by_role("tab", name="Next").evaluate("tab => tab.click()")
    expect(page.get_by_text("What next shows")).to_be_visible()
    expect(box).to_have_value("They agree in wr")
    box.fill("no")
    box.blur()
    expect(box).to_have_value("no")
    other.click()
    expect(box).to_have_value("They signed")


def test_a_sheet_closes_with_escape(page: Page, gallery: str) -> None:
    show(page, gallery)
    page.get_by_role("button", name="My actions").click()
    expect(page.get_by_role("dialog", name="My actions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_tabs_move_with_the_arrows(page: Page, gallery: str) -> None:
    show(page, gallery)
    page.get_by_role("tab", name="Live").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Guide")).to_be_focused()
    expect(page.get_by_role("tab", name="Guide")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("What guide shows")).to_be_visible()


def test_motion_stands_still_for_those_who_ask(chromium: Browser, gallery: str) -> None:
    window = chromium.new_page(reduced_motion="reduce")
    show(window, gallery)
    lasts = window.evaluate(
        "getComputedStyle(document.querySelector('.waiting'), '::before').animationDuration"
    )
    window.close()
    assert float(lasts.removesuffix("s")) < 0.001
