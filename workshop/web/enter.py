"""Personal links: `/i#token`. A person presses “I am Hester”; only then is anything used or begun."""

from typing import Any

import msgspec
from flask import Blueprint, Response, request

from workshop.room import Room
from workshop.rules.roles import VISITORS, Role
from workshop.rules.state import Record
from workshop.web import pin, waiting
from workshop.web.devices import device, note_tried
from workshop.web.page import answer, page, see
from workshop.web.seat import browser, know_browser, services, wants_json
from workshop.web.tries import note_failure, too_many
from workshop.web.words import ROLE_WORDS

pages = Blueprint("enter", __name__)

MANAGERS = frozenset({Role.first_line_manager.value, Role.second_level_manager.value})
WRONG = (
    "This link does not open anything any more. It may have been replaced or cut short: ask for a new one."
)


class Linked(msgspec.Struct, frozen=True):
    """Whom a personal link belongs to."""

    workshop: str
    room: Room
    person: Record


@pages.get("/i")
def landing() -> Response:
    """The page reads the token out of the address and takes it away from there before anything else."""
    return page("enter.html")


@pages.post("/i")
def who() -> Response:
    """Whose link it is, for the page to ask “Is that you?”. Uses nothing up."""
    found = linked()
    if found is None:
        return wrong()
    said = {
        "name": found.person["name"],
        "role": found.person["role"],
        "role_words": ROLE_WORDS[found.person["role"]],
        "workshop": found.room.state.workshop["title"],
        "customer": found.room.state.workshop["customer"],
        "asks": asks(found),
    }
    return answer(said) if wants_json() else page("who.html", token=token(), **said)


@pages.post("/i/enter")
def enter() -> Response:
    """“I am Hester”: a seat on this browser. A manager's further device gives her PIN, a guest's waits for the desk."""
    found = linked()
    if found is None:
        return wrong()
    match asks(found):
        case "desk":
            return onward(waiting.ask(found.workshop, found.person.id))
        case "pin":
            try:
                pin.prove(found.room, found.person.id, str(given().get("pin", "")))
            except pin.Wrong as problem:
                return once_more(found, str(problem))
    parts, session = services(), know_browser()
    seat = parts.accounts.grant_seat(session.id, found.workshop, found.person.id, device(), parts.clock())
    note_tried(found.room, found.person.id)
    return onward(f"/s/{seat.id}/")


def linked() -> Linked | None:
    """Whom the token in this request belongs to; None for a wrong, withdrawn or replaced one, in the same time."""
    began = services().clock()
    if too_many("link"):
        note_failure("link", began)
        return None
    named = services().rooms.whose(token())
    if named is None:
        note_failure("link", began)
        return None
    room = services().rooms.open(named[0])
    return Linked(named[0], room, room.state.records[named[1]])


def asks(found: Linked) -> str:
    """What a further device needs: "pin", "desk", or nothing. A browser that is in already needs nothing."""
    session = browser()
    seats = services().accounts.seats_of(found.workshop, found.person.id)
    if not seats or (session and any(seat.session == session.id for seat in seats)):
        return ""
    if found.person["role"] in MANAGERS:
        return "pin" if pin.kept(found.room, found.person.id) else ""
    return "desk" if found.person["role"] in VISITORS else ""


def token() -> str:
    """The token as the page's script or somebody's pasted link has it."""
    return str(given().get("token", "")).strip().rpartition("#")[2][:200]


def given() -> dict[str, Any]:
    """What was sent, as JSON or as a form."""
    sent = request.get_json(silent=True) if request.is_json else dict(request.form)
    return sent if isinstance(sent, dict) else {}


def onward(address: str) -> Response:
    """Where to go now."""
    return answer({"to": address}) if wants_json() else see(address)


def once_more(found: Linked, problem: str) -> Response:
    """The PIN was wrong."""
    if wants_json():
        return answer({"asks": "pin", "say": problem}, 422)
    shown = {"name": found.person["name"], "workshop": found.room.state.workshop["title"], "asks": "pin"}
    return page("who.html", status=422, token=token(), problem=problem, **shown)


def wrong() -> Response:
    """The same words for every link that opens nothing."""
    if wants_json():
        return answer({"refused": "excluded", "say": WRONG}, 404)
    say = "It may have been replaced or cut short. Ask the facilitator for a new one: it takes seconds."
    code = {"href": "/join", "title": "Join with the code instead"}
    return page("message.html", status=404, heading="This link does not work", say=say, action=code)
