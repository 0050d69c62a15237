"""What a browser says it runs on, in words that its owner recognises in a list."""

from flask import request

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device() -> str:
    """The browser that asks, such as “Chrome on Windows”."""
    agent = request.headers.get("User-Agent", "")
    name = next((words for mark, words in _BROWSERS if mark in agent), "A browser")
    system = next((words for mark, words in _SYSTEMS if mark in agent), "")
    return f"{name} on {system}" if system else name
