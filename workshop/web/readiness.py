"""Before the doors open: what is still missing, each thing put right where it stands."""

import msgspec
from flask import Blueprint, Response, request

from workshop.exercises.white_space import name_key
from workshop.exports.phrases import joined
from workshop.rules import homework, playbook, presence
from workshop.rules.roles import INSIDE, PEOPLE, Role
from workshop.rules.schedule import minutes_of
from workshop.rules.state import Record, State
from workshop.web import pin
from workshop.web.create import named
from workshop.web.page import page, see
from workshop.web.people import after, back
from workshop.web.reach import alone, base, qr
from workshop.web.seat import Seated, desk, services
from workshop.web.words import days_words

pages = Blueprint("readiness", __name__)


class Check(msgspec.Struct, frozen=True):
    """One line: what it is about, why it matters, how it stands ("good", "warn" or nothing), and what puts it right."""

    id: str
    what: str
    why: str
    tone: str
    say: str


@pages.get("/s/<seat>/readiness")
def readiness(seat: str) -> Response:
    """The list."""
    here, parts = desk(seat), services()
    state = here.room.state
    screen = next((p for p in state.of("person") if p["role"] == Role.screen and not p["withdrawn"]), None)
    link = f"{base()}/i#{parts.rooms.link(here.room.workshop, screen)}" if screen else ""
    return page(
        "readiness.html",
        here,
        checks=checks(here),
        workshop=state.workshop,
        days=days_words(state.workshop["days"]),
        open=presence.sitting_open(state),
        link=link,
        qr=qr(link, "The room screen’s link") if link else "",
        guests=_active(state, Role.customer_guest),
        hosts=presence.invited(state, INSIDE),
        managers=_active(state, Role.first_line_manager),
        code=parts.rooms.code(here.room.workshop),
        base=base(),
    )


@pages.post("/s/<seat>/readiness/offerings")
def offerings(seat: str) -> Response:
    """What we can bring, one on each line."""
    here = desk(seat)
    have = {name_key(o["name"]) for o in here.room.state.of("offering")}
    for name in named(request.form.get("offerings", "")):
        if name_key(name) not in have:
            done = here.give("white_space.add_offering", {"name": name})
            if "refused" in done:
                return after(here, done)
    return back(here)


@pages.post("/s/<seat>/readiness/screen")
def screen(seat: str) -> Response:
    """A room screen, where its person was withdrawn."""
    here = desk(seat)
    return after(
        here, here.give("people.add", {"people": [{"name": "Room screen", "role": Role.screen.value}]})
    )


@pages.post("/s/<seat>/readiness/leader")
def leader(seat: str) -> Response:
    """Whether the manager comes after the team, in the whole workshop."""
    here = desk(seat)
    return after(here, here.give("round.leader_last", {"on": request.form.get("on") == "yes"}))


@pages.post("/s/<seat>/readiness/open")
def open_doors(seat: str) -> Response:
    """Open the doors, and on to the desk."""
    here = desk(seat)
    done = here.give("stage.open_doors", {})
    if "refused" in done:
        return after(here, done)
    services().rooms.summarise(here.room)
    return see(f"/s/{seat}/")


def checks(here: Seated) -> list[Check]:
    """Everything that a good start needs, in the order in which people ask about it."""
    state = here.room.state
    found = [_manager(here), _guest(state), _screen(here), _second(state), _everybody(here)]
    found += [_leader(state), _homework(state), _offerings(state), _minutes(state), _address()]
    return found


def _manager(here: Seated) -> Check:
    why = "There is no planning without her or him."
    names = _active(here.room.state, Role.first_line_manager)
    if not names:
        return Check("manager", "First-line manager", why, "warn", "Nobody is named yet.")
    with_pin = [m for m in names if pin.kept(here.room, m.id)]
    say = _names(names) + (
        ", and the PIN is chosen" if with_pin else ". No PIN yet: it is chosen at roll call."
    )
    return Check("manager", "First-line manager", why, "good" if with_pin else "", say)


def _guest(state: State) -> Check:
    what, why = (
        "The customer’s guest",
        "Without a device is normal. A host looks after them, and leaves with them.",
    )
    guests = _active(state, Role.customer_guest)
    if not guests:
        return Check("guest", what, why, "", "Nobody is invited. Add somebody, or go on without.")
    alone = [g for g in guests if not g["host"]]
    others = [g for g in guests if g["host"]]
    say = f"{_names(alone)} {'has' if len(alone) == 1 else 'have'} no host yet" if alone else ""
    say = "; ".join(part for part in (f"{_names(others)}, with a host" if others else "", say) if part)
    return Check("guest", what, why, "warn" if alone else "good", say)


def _screen(here: Seated) -> Check:
    state, why = here.room.state, "Its own link, opened on the projector’s machine. It shows nothing private."
    screens = _active(state, Role.screen)
    if not screens:
        return Check("screen", "Room screen", why, "warn", "It has no link.")
    on = {s.id for s in screens} & services().house.connected(here.room.workshop)
    return Check(
        "screen", "Room screen", why, "good" if on else "", "Connected" if on else "Not connected yet"
    )


def _second(state: State) -> Check:
    helpers = _active(state, Role.co_facilitator)
    say = (
        _names(helpers)
        if helpers
        else "Nobody. If your machine fails, somebody else has to be able to go on."
    )
    why = "Takes over when you cannot go on."
    return Check("second", "Co-facilitator", why, "good" if helpers else "warn", say)


def _everybody(here: Seated) -> Check:
    people = presence.invited(here.room.state, PEOPLE)
    expected = [p for p in people if p.id != here.room.state.workshop["lead"] and not p["no_device"]]
    tried = [p for p in expected if p["ticked"] or p["first_came"]]
    done = bool(expected) and len(tried) == len(expected)
    say = f"{len(tried)} of {len(expected)} have tried their link" if expected else "Nobody is invited yet."
    why = "Everybody with a part in this account, each with a link of their own."
    return Check("everybody", "The people", why, "good" if done else "", say)


def _leader(state: State) -> Check:
    whole = state.workshop["leader_last"] is not False
    differs = sum(1 for s in state.of("slot") if s["leader_last"] is (not whole) and not s["dropped"])
    but = f", but for {differs} part{'s' if differs > 1 else ''}" if differs else ""
    say = "In the whole workshop" if whole else "Not in this workshop: the manager comes with the others"
    why = "In rounds and at the reveal the team comes first. Never where nobody is named."
    return Check("leader", "The manager last", why, "good" if whole else "", f"{say}{but}")


def _homework(state: State) -> Check:
    """How many have done it, and never a word of what they wrote."""
    asked = [h["person"] for h in state.of("homework")]
    done = sum(1 for person in asked if homework.done_by(state, person) >= homework.FACTS)
    say = (
        f"{done} of {len(asked)} have their {homework.FACTS} facts" if asked else "Nobody has been asked yet."
    )
    why = "One question each, weeks before: three facts with their source, on the board when research opens."
    return Check("homework", "Homework", why, "good" if asked and done == len(asked) else "", say)


def _offerings(state: State) -> Check:
    count = sum(1 for _ in state.of("offering"))
    say = f"{count} named" if count else "None named yet. The white space needs them on day one."
    return Check(
        "offerings", "What we can bring", "Our offerings, one on each line.", "good" if count else "", say
    )


def _minutes(state: State) -> Check:
    """Whether what is planned for each day fits between its beginning and its end."""
    run = playbook.of(state).run_sheet
    room = minutes_of(run.day_end) - minutes_of(run.day_start)
    over = []
    for day in (1, 2):
        planned = sum(s["minutes"] for s in state.of("slot") if s["day"] == day and not s["dropped"])
        if planned > room:
            over.append(f"Day {day} is {planned - room} minutes too long.")
    say = " ".join(over) or f"Both days fit between {run.day_start} and {run.day_end}."
    return Check(
        "minutes",
        "The agenda",
        "Lengths can be changed on the desk at any time.",
        "warn" if over else "good",
        say,
    )


def _address() -> Check:
    why = "Everybody’s device has to reach it."
    if alone() and base() == request.host_url.rstrip("/"):
        say = f"{base()} works on this machine only. Start the server with --room, or open it under its real name."
        return Check("address", "The address", why, "warn", say)
    return Check("address", "The address", why, "good", base())


def _active(state: State, role: Role) -> list[Record]:
    return [p for p in state.of("person") if p["role"] == role and not p["withdrawn"]]


def _names(people: list[Record]) -> str:
    return joined(str(p["name"]) for p in people)
