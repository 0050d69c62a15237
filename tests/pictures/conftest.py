"""The rooms and browsers of the browser tests, for pictures."""

from tests.browser.conftest import chromium, driver, laptops, lead, room, server

__all__ = ["chromium", "driver", "laptops", "lead", "room", "server"]
