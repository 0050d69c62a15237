"""Pages as axe reads them, as somebody hears them, and as a phone and a wall have room for them."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Room
from tests.browser.hearing import Listener
from tests.browser.shared_room import page_of

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
#: Comes to a page once, and then looks whenever it is asked: when the page has come to rest, then at each
#: of the board's tabs. What goes on while it looks (a clock) is no unrest.
LOOK = """(() => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const moved = () => Promise.allSettled(document.getAnimations().map((one) => one.finished));
  const still = () => Promise.race([moved(), pause(400)]);
  const quiet = () => new Promise((done) => {
    let timer = setTimeout(stop, 100);
    const seen = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(stop, 100); });
    const late = setTimeout(stop, 2000);
    function stop() { seen.disconnect(); clearTimeout(timer); clearTimeout(late); done(); }
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const rest = async () => { await quiet(); await still(); };
  const wall = () => document.querySelector("main.screen");
  const far = { "color-contrast": { options: { contrastRatio: { normal: { expected: 7 }, large: { expected: 7 } } } } };
  const asked = () => ({ resultTypes: ["violations"], checks: wall() ? far : {} });
  const axes = async () => (await axe.run(document, asked())).violations
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
  const root = document.documentElement;
  const scrolls = (node) =>
    node && (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  const beyond = (one) => one.getBoundingClientRect().right > root.clientWidth + 1;
  const cutOff = () => [...document.querySelectorAll("button, a, input, textarea, select")]
    .filter((one) => one.checkVisibility() && beyond(one) && !scrolls(one))
    .map((one) => `cut off: ${one.textContent || one.outerHTML}`);
  const wide = () => [
    ...(root.scrollWidth > root.clientWidth ? [`${root.scrollWidth - root.clientWidth} px too wide`] : []), ...cutOff(),
  ];
  const shown = (one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const called = (one) => one.getAttribute("aria-label") || one.textContent.trim() || one.outerHTML;
  const filled = () => {
    const sheet = document.querySelector("dialog:modal");
    const there = [...(sheet ?? document).querySelectorAll(".button-filled")].filter(shown);
    const least = document.querySelector(".console-columns") && !sheet && !document.querySelector(".next-wait") ? 1 : 0;
    const wrong = there.length > 1 || there.length < least;
    return wrong ? [`${there.length} filled buttons: ${there.map(called).join(" | ")}`] : [];
  };
  const big = (one) => [one, ...(one.labels ?? [])].map((it) => it.getBoundingClientRect())
    .some((box) => box.width > 23.9 && box.height > 23.9);
  const inSentence = (one) => one.matches("a") && getComputedStyle(one).display === "inline";
  const small = () => root.clientWidth > 360 ? [] : [...document.querySelectorAll(
    "a[href]:not(.skip), button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => shown(one) && !big(one) && !inSentence(one))
    .map((one) => `too small for a finger: ${called(one)}`);
  const told = () => [...document.querySelectorAll("main .screen-top, main .screen-body, main .screen-count")]
    .map((one) => one.innerText).join(" ").trim().split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word));
  const many = () => (wall() && told().length > 40 ? [`${told().length} words: ${told().join(" ")}`] : []);
  const quick = () => [...wide(), ...filled(), ...small(), ...many()];
  const seen = async (thorough) => [...quick(), ...(thorough ? await axes() : [])];
  const lookedAt = new Set();
  const fresh = () => {
    const what = document.querySelector("main [class*=board-]")?.className ?? "no board";
    return !lookedAt.has(what) && Boolean(lookedAt.add(what));
  };
  window.look = async (all, tabs) => {
    await rest();
    if (all === false) return quick();
    const thorough = fresh() || all === true;
    const found = await seen(thorough);
    const others = '[class*=board-] > .tabs [role=tab][aria-selected=false]';
    for (const tab of tabs ? document.querySelectorAll(others) : []) {
      tab.click();
      await rest();
      found.push(...(await seen(thorough)).map((one) => `${tab.textContent}: ${one}`));
    }
    return found;
  };
})()"""


def bring_axe(page: Page) -> None:
    """The page's policy lets in no script of ours either: the browser's own console may still bring one."""
    page.evaluate(AXE)
    page.evaluate(LOOK)


def found_on(page: Page, *, thorough: bool = True, tabs: bool = False, heard: bool = False) -> list[str]:
    """What stands in somebody's way on this page as it is now, and in a listener's; nothing wider than its window."""
    if not page.evaluate("'look' in window"):
        bring_axe(page)
    found: list[str] = page.evaluate("([thorough, tabs]) => look(thorough, tabs)", [thorough, tabs])
    return found + (Listener(page).found() if heard else [])


class Reader:
    """Pages that stay open, and what was found on them."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.pages: dict[str, Page] = {}
        self.listeners: dict[str, Listener] = {}
        self.found: list[str] = []

    def open(self, name: str, **look: Any) -> None:
        """Somebody's page, or the room's screen."""
        self.pages[name] = page_of(self.room, "Fay" if name == "screen" else name, **look)
        self.pages[name].wait_for_selector("main")
        self.listeners[name] = Listener(self.pages[name], speaks=name != "screen")
        bring_axe(self.pages[name])

    def read(
        self, where: str, *thoroughly: str, new: tuple[str, ...] = (), tabs: tuple[str, ...] = ()
    ) -> None:
        """All pages at the same time: what stands there; of some what is heard, and everything that axe knows.

        Of `new` what is heard, and what axe knows where a board stands that this page has not shown before.
        """
        for name, page in self.pages.items():
            asked = [name in thoroughly or (name in new and "new"), name in tabs]
            page.evaluate("([all, tabs]) => void (window.looking = look(all, tabs))", asked)
        for name, page in self.pages.items():
            heard = self.listeners[name].found if name in (*thoroughly, *new) else list
            found = page.evaluate("looking") + heard()
            self.found += [f"{where}, {name}: {one}" for one in found]
