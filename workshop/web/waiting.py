"""Devices that ask the desk to come in as somebody: a guest's second one, or a name from the list that is here already.

They wait in memory. After a restart the person simply asks again.
"""

import secrets

import msgspec
from flask import Blueprint, Response, current_app

from workshop.web.devices import device
from workshop.web.page import answer, page
from workshop.web.seat import Seated, browser, desk, know_browser, services, stop

pages = Blueprint("waiting", __name__)

PATIENCE = 15 * 60_000
MOST = 500


class Waiting(msgspec.Struct, frozen=True):
    """One device at the door. `at` in ms."""

    id: str
    workshop: str
    person: str
    session: str
    device: str
    at: int


def ask(workshop: str, person: str) -> str:
    """Have this browser wait; gives the address of its waiting page."""
    session, now = know_browser(), services().clock()
    door = _door()
    for old in [w for w in door.values() if w.session == session.id or now - w.at > PATIENCE]:
        del door[old.id]
    if len(door) >= MOST:
        stop(429, "Too many are waiting", "Ask the facilitator to show you your own code.")
    mine = Waiting(secrets.token_hex(16), workshop, person, session.id, device(), now)
    door[mine.id] = mine
    return f"/wait/{mine.id}"


def at_the_door(workshop: str) -> list[Waiting]:
    """Who asks to come into a workshop, first come first."""
    now = services().clock()
    return [w for w in _door().values() if w.workshop == workshop and now - w.at <= PATIENCE]


def decide(by: Seated, waiting: str, let_in: bool) -> None:
    """The desk's answer. Nothing happens for one that is not waiting any more."""
    found = _door().get(waiting)
    if found is None or found.workshop != by.room.workshop:
        return
    del _door()[waiting]
    if let_in:
        now = services().clock()
        services().accounts.grant_seat(found.session, found.workshop, found.person, found.device, now)


@pages.get("/wait/<waiting>")
def wait(waiting: str) -> Response:
    """The page that waits for the desk's yes, and goes on by itself."""
    state = _state(waiting)
    if "to" in state:
        stop(200, "The desk let you in", "Go on to your page.", {"href": state["to"], "title": "Go on"})
    if "over" in state:
        stop(
            410,
            "That took too long",
            "Nobody answered, or the desk said no. Ask the facilitator, then try again.",
        )
    return page("wait.html", waiting=waiting)


@pages.get("/wait/<waiting>/state")
def state(waiting: str) -> Response:
    """Whether it may go on, for the page's script: {to}, {over} or neither."""
    return answer(_state(waiting))


@pages.get("/s/<seat>/door")
def door(seat: str) -> Response:
    """Who waits, for the desk's console: devices that ask, and people in the lobby."""
    here = desk(seat)
    state = here.room.state
    asking = [
        {
            "id": w.id,
            "person": w.person,
            "name": state.records[w.person]["name"],
            "device": w.device,
            "at": w.at,
        }
        for w in at_the_door(here.room.workshop)
    ]
    lobby = [{"person": p.id, "name": p["name"]} for p in state.of("person") if not p["admitted"]]
    return answer({"asking": asking, "lobby": lobby})


def _state(waiting: str) -> dict[str, str]:
    session = browser()
    found = _door().get(waiting)
    if session is None:
        return {"over": "yes"}
    if found:
        fresh = found.session == session.id and services().clock() - found.at <= PATIENCE
        return {} if fresh else {"over": "yes"}
    seats = services().accounts.seats_in(session.id)
    return {"to": f"/s/{seats[-1].id}/"} if seats else {"over": "yes"}


def _door() -> dict[str, Waiting]:
    door: dict[str, Waiting] = current_app.extensions.setdefault("workshop.door", {})
    return door
