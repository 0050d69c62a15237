"""Pages as axe reads them, and as a phone has room for them."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Room
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
  const axes = async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
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
  const seen = async (thorough) => [...wide(), ...(thorough ? await axes() : [])];
  const lookedAt = new Set();
  const fresh = () => {
    const what = document.querySelector("main [class*=board-]")?.className ?? "no board";
    return !lookedAt.has(what) && Boolean(lookedAt.add(what));
  };
  window.look = async (asked, tabs) => {
    await rest();
    if (asked === false) return wide();
    const thorough = fresh() || asked === true;
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


def found_on(page: Page, *, thorough: bool = True, tabs: bool = False) -> list[str]:
    """What stands in somebody's way on this page as it is now; nothing wider than its window."""
    if not page.evaluate("'look' in window"):
        bring_axe(page)
    found: list[str] = page.evaluate("([thorough, tabs]) => look(thorough, tabs)", [thorough, tabs])
    return found


class Reader:
    """Pages that stay open, and what was found on them."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.pages: dict[str, Page] = {}
        self.found: list[str] = []

    def open(self, name: str, **look: Any) -> None:
        """Somebody's page, or the room's screen."""
        self.pages[name] = page_of(self.room, "Fay" if name == "screen" else name, **look)
        self.pages[name].wait_for_selector("main")
        bring_axe(self.pages[name])

    def read(
        self, where: str, *thoroughly: str, new: tuple[str, ...] = (), tabs: tuple[str, ...] = ()
    ) -> None:
        """All pages at the same time: their width, and on some of them everything that axe knows.

        On those of `new` where a board stands that this page has not shown before.
        """
        for name, page in self.pages.items():
            asked = [name in thoroughly or (name in new and "new"), name in tabs]
            page.evaluate("([all, tabs]) => void (window.looking = look(all, tabs))", asked)
        for name, page in self.pages.items():
            self.found += [f"{where}, {name}: {one}" for one in page.evaluate("looking")]
