"""Browsers that people borrow for a test: each is empty when it is borrowed, but knows our files already."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

KEPT = "cookies,local_storage,indexeddb,service_workers,cache_storage"


class Laptops:
    """Contexts of one Chromium, given back clean after each test.

    Loading our hundred small files for the first time takes a browser over a second; a borrowed one has them,
    and its first page, which everybody uses in turn, has them at hand.
    """

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self._free: list[BrowserContext] = []
        self._watched: dict[Page, Callable[[Error], object]] = {}

    def borrow(self) -> BrowserContext:
        """A browser of one's own until it is given back."""
        if self._free:
            return self._free.pop()
        context = self.chromium.new_context(locale="en-GB")
        context.new_page().goto(f"{self.address}/static/icon.svg")
        return context

    def page(
        self, context: BrowserContext, cookies: Any, failed: Callable[[str], object], **look: Any
    ) -> Page:
        """A page in it with these cookies: `width`, `height` in pixels, `dark`. `failed` hears a script die."""
        for name, value in cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": self.address}])
        unused = [page for page in context.pages if page not in self._watched]
        page = unused[0] if unused else context.new_page()
        page.set_viewport_size({"width": look.get("width", 1280), "height": look.get("height", 800)})
        scheme = "dark" if look.get("dark") else "light"
        page.emulate_media(media="null", color_scheme=scheme, reduced_motion="null")
        self._watched[page] = lambda error: failed(f"{page.url}: {error}")
        page.on("pageerror", self._watched[page])
        return page

    def give_back(self, context: BrowserContext) -> None:
        """Forget who used it; what the network brought stays."""
        context.set_offline(False)
        first, *others = context.pages or [context.new_page()]
        for page in [first, *others]:
            if failed := self._watched.pop(page, None):
                page.remove_listener("pageerror", failed)
        for page in others:
            page.close()
        first.goto(f"{self.address}/static/icon.svg")
        first.evaluate("sessionStorage.clear()")
        session = context.new_cdp_session(first)
        session.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": KEPT})
        session.detach()
        context.clear_cookies()
        self._free.append(context)
