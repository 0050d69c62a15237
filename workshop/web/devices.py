"""A person's browser: what it says it runs on, and that it got here with their link."""

from flask import request

from workshop.room import Room
from workshop.rules import noticed

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


def note_tried(room: Room, person: str) -> None:
    """A tick beside the name, once: this person's link, device and network work."""
    if not room.state.records[person]["ticked"]:
        room.observe(lambda state, now: noticed.ticked(person, now))
        room.commit()
