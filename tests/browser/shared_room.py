"""A workshop that live pages can be tried in: doors open, people connected, and the run sheet under the test's hand."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Room
from tests.server import Person


def open_room(room: Room, *here: str) -> None:
    """Doors open, and these people in the room by their own word."""
    ok(room.fay, "stage.open_doors")
    for name in here:
        ok(at_home(room, name), "people.arrive", how="room")


def at_home(room: Room, name: str) -> Person:
    """Somebody over HTTP, the same browser each time: a visitor's second device would ask the desk."""
    known: dict[str, Person] = room.__dict__.setdefault("known", {})
    if name not in known:
        known[name] = Person(room.server).enter(room.people[name]["link"])
    return known[name]


def page_of(room: Room, name: str, **look: Any) -> Page:
    """Somebody's page, on the browser session they already have."""
    person = room.fay if name == "Fay" else at_home(room, name)
    page = room.open(person, **{key: look[key] for key in ("width", "height", "dark") if key in look})
    page.goto(f"{room.server.address}/s/{person.seat}{look.get('path', '/')}")
    return page


def ok(person: Person, kind: str, /, **data: Any) -> dict[str, Any]:
    """Give a command that must be taken."""
    answer = person.command(kind, **data)
    assert answer.get("ok"), (kind, answer)
    return answer


def go(room: Room, block: str) -> None:
    """Start a line of the run sheet in the live stage."""
    ok(room.fay, "stage.go", slot=f"slot:{block}")
