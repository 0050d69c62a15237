"""Weeks before: does this laptop, in this network, take part? Tried on a page, noted as a tick."""

from flask import Blueprint, Response

from workshop.web.devices import note_tried
from workshop.web.enter import given, linked, wrong
from workshop.web.page import answer, page
from workshop.web.seat import services

pages = Blueprint("preflight", __name__)


@pages.get("/preflight")
def preflight() -> Response:
    """The page that tries the line, the clock and the browser's own storage."""
    return page("preflight.html", boot={"now": services().clock()})


@pages.get("/preflight/time")
def time() -> Response:
    """The server's time in ms, for the page to compare with its own."""
    return answer({"now": services().clock()})


@pages.post("/preflight/tick")
def tick() -> Response:
    """It works: a tick beside the name, once, by the person's own link. Says whose it was."""
    found = linked()
    if found is None:
        return wrong()
    if given().get("works") is True:
        note_tried(found.room, found.person.id)
    return answer({"name": found.person["name"], "workshop": found.room.state.workshop["title"]})
