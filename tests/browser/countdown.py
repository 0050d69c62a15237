"""What lasts for seconds on a page, however slow the machine: countdowns that wait, and what was there to see."""

from playwright.sync_api import Page, expect

#: What a page would do in so many ms waits until it is told to; shorter is drawing, longer is care for the line.
_HOLD = """() => {
  const set = window.setTimeout, clear = window.clearTimeout, held = new Map();
  let last = -1;
  window.setTimeout = (work, ms, ...rest) => {
    if (ms < 2000 || ms > 4000) return set(work, ms, ...rest);
    held.set(--last, work);
    return last;
  };
  window.clearTimeout = (id) => (held.delete(id), clear(id));
  window.letGo = () => {
    window.setTimeout = set;
    for (const [id, work] of held) held.delete(id), work();
  };
}"""
_NOTICE = """(name) => {
  const look = () => {
    const found = document.querySelector(name);
    if (found) document.documentElement.dataset.noticed = found.textContent;
    return Boolean(found);
  };
  const all = { childList: true, subtree: true };
  if (!look()) new MutationObserver((_, seen) => look() && seen.disconnect()).observe(document.body, all);
}"""


def hold(page: Page) -> None:
    """From now on this page's countdowns stay before their end."""
    page.evaluate(_HOLD)


def let_go(page: Page) -> None:
    """They are over now; whatever begins later takes its time again."""
    page.evaluate("letGo()")


def watch(page: Page, name: str) -> None:
    """Remember what stands in the first element of this name (CSS) to come, which may soon be gone."""
    page.evaluate(_NOTICE, name)


def saw(page: Page, words: str) -> None:
    """It has come, with these words."""
    expect(page.locator(f'html[data-noticed*="{words}"]')).to_have_count(1)
