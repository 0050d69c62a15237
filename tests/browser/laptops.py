"""Browsers that people borrow for a test: each is empty when it is borrowed, but knows our files already."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

KEPT = "cookies,local_storage,indexeddb,service_workers,cache_storage"


class Laptops:
    """Contexts of one Chromium, given back clean after each test.

    Loading our hundred small files for the first time takes a browser over a second; a borrowed one has them.
    """

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self._free: list[BrowserContext] = []

    def borrow(self) -> BrowserContext:
        """A browser of one's own until it is given back."""
        if self._free:
            return self._free.pop()
        context = self.chromium.new_context(locale="en-GB")
        context.new_page().goto(f"{self.address}/static/icon.svg")
        return context

    def page(self, context: BrowserContext, cookies: Any, **look: Any) -> Page:
        """A new page in it with these cookies: `width`, `height` in pixels, `dark`."""
        for cookie in cookies:
            context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "url": self.address}])
        page = context.new_page()
        page.set_viewport_size({"width": look.get("width", 1280), "height": look.get("height", 800)})
        page.emulate_media(color_scheme="dark" if look.get("dark") else "light")
        return page

    def give_back(self, context: BrowserContext) -> None:
        """Close its pages and forget who used it; what the network brought stays."""
        context.set_offline(False)
        idle, *used = context.pages
        for page in used:
            page.close()
        session = context.new_cdp_session(idle)
        session.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": KEPT})
        session.detach()
        context.clear_cookies()
        self._free.append(context)
