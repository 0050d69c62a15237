"""The desk's list of people: invite, correct, new links and QR codes, devices, windows, the door."""

import re
from typing import Any

from flask import Blueprint, Response, request

from workshop.room import Answer
from workshop.rules.roles import DESK, FUNCTIONS, INSIDE, VISITORS, Role
from workshop.rules.state import Record
from workshop.web import pin, roster, waiting
from workshop.web.create import helping, invited
from workshop.web.page import page, see
from workshop.web.reach import base, qr
from workshop.web.seat import Seated, desk, end_seats, services, stop
from workshop.web.words import ROLE_WORDS

pages = Blueprint("people", __name__)

EDITABLE = ("name", "role", "function", "email", "place", "organisation", "host", "until")
_BACK = re.compile(r"(people|readiness|invitations|tents|homework)(/[a-z0-9]{1,40})?|")
_ORDER = tuple(ROLE_WORDS)


@pages.get("/s/<seat>/people")
def people(seat: str) -> Response:
    """Everybody in this workshop, who asks to come in, and a place to add more."""
    return listed(desk(seat))


def listed(here: Seated, **more: Any) -> Response:
    """The list."""
    persons = [p for p in here.room.state.of("person") if p["role"] != Role.screen]
    persons.sort(key=lambda p: (p["withdrawn"], _ORDER.index(p["role"]), str(p["name"]).casefold()))
    names = {p.id: p["name"] for p in persons}
    asking = [{"id": w.id, "name": names.get(w.person, ""), "device": w.device} for w in asking_at(here)]
    return page(
        "people.html",
        here,
        people=[p for p in persons if p["admitted"]],
        lobby=[p for p in persons if not p["admitted"] and not p["withdrawn"]],
        asking=asking,
        came={p.id for p in persons if services().accounts.seats_of(here.room.workshop, p.id)},
        connected=services().house.connected(here.room.workshop),
        roles=roles(),
        **more,
    )


@pages.post("/s/<seat>/people/add")
def add(seat: str) -> Response:
    """Invite people: a pasted list, or one line with a role chosen beside it."""
    here = desk(seat)
    if doubt := roster.doubt(request.form):
        return listed(here, doubt=doubt, rows=roster.read(request.form["people"]), given=request.form)
    rows = [invited(row) for row in roster.read(request.form.get("people", ""))]
    chosen = request.form.get("role", "")
    for row in rows:
        if chosen in ROLE_WORDS:
            row["role"] = chosen
        row["role"] = helping(row["role"])
        row["side"] = "customer" if row["role"] == Role.customer_guest else "seller"
    if not rows:
        return back(here, problem="No names were found in that. One line for each person is enough.")
    return after(here, here.give("people.add", {"people": rows}))


@pages.get("/s/<seat>/people/<person>")
def one(seat: str, person: str) -> Response:
    """One person: their link as a QR code, their devices, their particulars."""
    here = desk(seat)
    return shown(here, named(here, person))


def shown(here: Seated, person: Record, problem: str = "") -> Response:
    """One person's page."""
    parts = services()
    link = f"{base()}/i#{parts.rooms.link(here.room.workshop, person)}"
    hosts = [p for p in here.room.state.of("person") if p["role"] in INSIDE and not p["withdrawn"]]
    return page(
        "person.html",
        here,
        status=422 if problem else 200,
        person=person,
        link=link,
        qr=qr(link, f"The link of {person['name']}"),
        devices=parts.accounts.seats_of(here.room.workshop, person.id),
        now=parts.clock(),
        roles=roles(),
        functions=FUNCTIONS,
        hosts=hosts,
        visitor=person["role"] in VISITORS,
        helper=person["role"] in DESK,
        signs=person["role"] in (Role.first_line_manager, Role.second_level_manager),
        lead=here.room.state.workshop["lead"] == person.id,
        problem=problem,
    )


@pages.post("/s/<seat>/people/<person>/edit")
def edit(seat: str, person: str) -> Response:
    """Correct somebody's particulars, or give them another role."""
    here = desk(seat)
    found = named(here, person)
    given = {name: request.form[name].strip() for name in EDITABLE if name in request.form}
    changed: dict[str, Any] = {name: value for name, value in given.items() if value != found[name]}
    if "no_device_shown" in request.form and ("no_device" in request.form) != bool(found["no_device"]):
        changed["no_device"] = "no_device" in request.form
    if "outside_shown" in request.form:
        side = "outside" if "outside" in request.form else "seller"
        changed |= {"side": side} if side != found["side"] else {}
    if not changed:
        return back(here)
    return after(here, here.give("people.edit", {"person": person, "set": changed}))


#: What the desk may do with one press, and the command it is.
COMMANDS = {
    "invite-again": "people.invite_again",
    "close-window": "people.close_window",
    "withdraw": "people.withdraw",
    "erase": "people.erase",
    "renew": "people.renew_link",
}


@pages.post("/s/<seat>/people/<person>/<act>")
def act(seat: str, person: str, act: str) -> Response:
    """Withdraw or renew a link, open or close a visitor's window. A link that ends takes its devices with it."""
    here = desk(seat)
    named(here, person)
    if act not in COMMANDS:
        stop(404, "There is nothing at this address", "Go back to the list of people.")
    done = here.give(COMMANDS[act], {"person": person})
    if "refused" not in done and act in ("withdraw", "renew"):
        parts = services()
        end_seats(parts.accounts.end_seats(here.room.workshop, person, parts.clock()))
    return after(here, done)


@pages.post("/s/<seat>/people/<person>/end-device/<device>")
def end_device(seat: str, person: str, device: str) -> Response:
    """Sign one device out."""
    here, parts = desk(seat), services()
    if any(found.id == device for found in parts.accounts.seats_of(here.room.workshop, person)):
        end_seats(parts.accounts.end_seat(device, parts.clock()))
    return back(here)


@pages.post("/s/<seat>/people/<person>/reset-pin")
def reset_pin(seat: str, person: str) -> Response:
    """Take a forgotten PIN away, before a witness."""
    here = desk(seat)
    found = named(here, person)
    try:
        pin.reset(here, person, request.form.get("witness", ""))
    except pin.Wrong as problem:
        return shown(here, found, str(problem))
    return back(here)


@pages.post("/s/<seat>/door/admit")
def admit(seat: str) -> Response:
    """Let in who waits in the lobby: those ticked, or all."""
    here = desk(seat)
    waiting_now = [p.id for p in here.room.state.of("person") if not p["admitted"]]
    chosen = [p for p in request.form.getlist("person") if p in waiting_now] or waiting_now
    return after(here, here.give("people.admit", {"people": chosen})) if chosen else back(here)


@pages.post("/s/<seat>/door/<asking>")
def answer_device(seat: str, asking: str) -> Response:
    """Yes or no to a device that asks to come in as somebody who is here already."""
    here = desk(seat)
    waiting.decide(here, asking, request.form.get("answer") == "yes")
    return back(here)


def asking_at(here: Seated) -> list[waiting.Waiting]:
    """The devices that ask to come into this workshop."""
    return waiting.at_the_door(here.room.workshop)


def named(here: Seated, person: str) -> Record:
    """A person of this workshop, or a page that says there is none."""
    found = here.room.state.get(person, "person")
    if found is None:
        stop(404, "There is nobody here by that address", "Go back to the list of people.")
    return found


def roles() -> list[tuple[str, str]]:
    """The roles one can give somebody."""
    return [(role, words) for role, words in ROLE_WORDS.items() if role != Role.screen]


def after(here: Seated, done: Answer) -> Response:
    """Back to where the form was, or the rules' own words for why not."""
    if "refused" in done:
        return back(here, problem=str(done["say"]))
    return back(here)


def back(here: Seated, problem: str = "") -> Response:
    """Back to the page that the form names; a problem is said on a page of its own."""
    onward = request.form.get("next", "people")
    address = f"/s/{here.seat.id}/{onward if _BACK.fullmatch(onward) else 'people'}"
    if not problem:
        return see(address)
    heading, way = "That is not possible just now", {"href": address, "title": "Back"}
    return page("message.html", here, status=422, heading=heading, say=problem, action=way)
