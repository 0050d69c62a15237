"""The parts and the shells of pages, in a browser: with the keyboard, with axe, in light and dark, and narrow."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SHELLS = (
    *("console", "participant", "board", "sheet", "guest", "room", "plan", "signing"),
    *("home", "create", "ready", "join", "lobby", "parts"),
)
WORST = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
}"""


CONTRAST = """() => {
  const line = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => [r, g, b].map((c) => line(c / 255))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const numbers = (colour) => colour.match(/[0-9.]+/g).map(Number);
  const paper = light(numbers(getComputedStyle(document.documentElement).backgroundColor));
  return [...document.querySelectorAll("main *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .map((one) => [one.className, light(numbers(getComputedStyle(one).color))])
    .map(([name, ink]) => [name, (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)])
    .filter(([, contrast]) => contrast < 7);
}"""


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


def show(page: Page, gallery: str, shell: str, more: str = "") -> None:
    """Open one shell and wait until it is drawn."""
    page.goto(f"{gallery}?screen={shell}{more}")
    page.wait_for_selector("main")


def test_axe_finds_nothing_on_any_shell_by_day_or_by_night(page: Page, gallery: str) -> None:
    found = {}
    for number, shell in enumerate(SHELLS):
        show(page, gallery, shell, "&theme=dark" if number % 2 else "&theme=light")
        page.add_script_tag(path=str(AXE))
        if worst := page.evaluate(WORST):
            found[shell] = worst
    assert found == {}


def test_nothing_is_wider_than_a_phone_of_360_pixels_even_crowded(page: Page, gallery: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    wide = {}
    for shell in SHELLS:
        show(page, gallery, shell, "&crowd=1")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[shell] = over
    assert wide == {}


def test_every_control_on_a_phone_is_large_enough_for_a_finger(page: Page, gallery: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    small = """[...document.querySelectorAll("button:not(.more-link)")]
      .map((button) => [button.textContent.trim(), button.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < 43.9)
      .map(([words, box]) => `${words} ${box.width} x ${box.height}`)"""
    for shell in ("participant", "board", "guest", "join", "signing"):
        show(page, gallery, shell)
        assert page.evaluate(small) == [], shell


def test_console_has_exactly_one_filled_button(page: Page, gallery: str) -> None:
    show(page, gallery, "console")
    expect(page.locator(".button-filled")).to_have_count(1)
    expect(page.locator(".button-filled")).to_have_text("Reveal 23 cards")


def test_room_screen_has_at_most_40_words(page: Page, gallery: str) -> None:
    for more in ("", "&crowd=1"):
        show(page, gallery, "room", more)
        assert len(page.locator("main").inner_text().split()) <= 40


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_room_screen_has_a_contrast_of_7_everywhere(page: Page, gallery: str, theme: str) -> None:
    for more in ("", "&crowd=1"):
        show(page, gallery, "room", f"&theme={theme}{more}")
        assert page.evaluate(CONTRAST) == []


def test_refused_words_come_back_to_the_input_with_the_sentence_beside_them(page: Page, gallery: str) -> None:
    show(page, gallery, "participant")
    box = page.locator("textarea")
    box.fill("Two hours back a day")
    box.press("Enter")
    expect(page.get_by_text("Writing has ended.")).to_be_visible()
    expect(box).to_have_value("Two hours back a day")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_be_focused()


def test_shift_and_enter_breaks_the_line_and_the_input_grows(page: Page, gallery: str) -> None:
    show(page, gallery, "participant")
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
    show(page, gallery, "participant")
    page.locator("textarea").fill("half a thought")
    page.reload()
    expect(page.locator("textarea")).to_have_value("half a thought")


def test_a_pasted_list_is_offered_as_several(page: Page, gallery: str) -> None:
    show(page, gallery, "participant")
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


def test_a_menu_is_walked_with_the_keyboard_and_gives_the_focus_back(page: Page, gallery: str) -> None:
    show(page, gallery, "parts")
    opener = page.get_by_role("button", name="Move to…")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Customer")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Competitor")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_person_is_picked_with_the_keyboard(page: Page, gallery: str) -> None:
    show(page, gallery, "parts")
    box = page.get_by_role("combobox", name="Owner")
    expect(box).to_have_value("Wiktor Zaręba")
    box.fill("mae")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(box).to_have_value("Wiktor Zaręba")
    box.fill("warsaw")
    box.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_sheet_closes_with_escape(page: Page, gallery: str) -> None:
    show(page, gallery, "sheet")
    expect(page.get_by_role("dialog", name="My actions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_tabs_move_with_the_arrows(page: Page, gallery: str) -> None:
    show(page, gallery, "console")
    page.get_by_role("tab", name="Live").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Guide")).to_be_focused()
    expect(page.get_by_role("tab", name="Guide")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("Write on your own for eight minutes.")).to_be_visible()


def test_motion_stands_still_for_those_who_ask(chromium: Browser, gallery: str) -> None:
    window = chromium.new_page(reduced_motion="reduce")
    show(window, gallery, "lobby")
    lasts = window.evaluate(
        "getComputedStyle(document.querySelector('.waiting'), '::before').animationDuration"
    )
    window.close()
    assert float(lasts.removesuffix("s")) < 0.001
