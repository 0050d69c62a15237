"""What changed since the last adjournment: everybody's own page, the same for the live page, and mails for the desk."""

from typing import Any

from flask import Blueprint, Response

from workshop.engine.rulebook import KINDS
from workshop.exports.digest import Digest, as_document, as_text, digest
from workshop.exports.phrases import sentence
from workshop.rules.presence import invited
from workshop.rules.roles import INSIDE, Role, Viewer
from workshop.rules.state import Record
from workshop.web.documents import inside, shown
from workshop.web.page import answer, page
from workshop.web.seat import Seated, desk

pages = Blueprint("morning", __name__)


@pages.get("/s/<seat>/morning")
def morning(seat: str) -> Response:
    """What changed, for whoever asks."""
    here = inside(seat)
    told = _told(here, here.viewer)
    document = as_document(here.room.seen_by(here.viewer), told)
    return shown(here, document, (("plan", "The plan"), ("minutes", "Minutes")))


@pages.get("/s/<seat>/morning.json")
def as_data(seat: str) -> Response:
    """The same as data, for the page that is open before the doors are."""
    told = _told(here := inside(seat), here.viewer)
    parts = [
        {
            "title": p.title,
            "mine": p.mine,
            "lines": [{"text": sentence(x.text), "id": x.record} for x in p.lines],
        }
        for p in told.parts
    ]
    return answer({"since": told.since, "when": told.when, "parts": parts})


@pages.get("/s/<seat>/mornings")
def letters(seat: str) -> Response:
    """Everybody's text, to be copied into a mail by the desk. Each is made with that person's own eyes."""
    here = desk(seat)
    texts = [_letter(here, person) for person in invited(here.room.state, INSIDE)]
    return page("mornings.html", here, letters=texts)


def _letter(here: Seated, person: Record) -> dict[str, Any]:
    viewer = Viewer(person.id, Role(person["role"]))
    told = _told(here, viewer)
    return {
        "person": person,
        "text": as_text(told, person),
        "parts": len(told.parts),
    }


def _told(here: Seated, viewer: Viewer) -> Digest:
    events = (event for _, event in here.room.log.read())
    return digest(here.room.seen_by(viewer), events, dict(KINDS), viewer, here.room.now())
