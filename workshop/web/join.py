"""The join code on the room screen: invited names walk in, others wait in the lobby. Participants only."""

from flask import Blueprint, Response, request

from workshop.room import Room
from workshop.rooms import new_id
from workshop.rules import noticed, presence, visit
from workshop.rules.events import Event
from workshop.rules.refusals import Refusal
from workshop.rules.roles import FUNCTIONS, MEMBERS
from workshop.rules.state import Record, State
from workshop.web import waiting
from workshop.web.devices import device, note_tried
from workshop.web.page import answer, page, see
from workshop.web.seat import knock, know_browser, services
from workshop.web.tries import HOUR, note_failure, too_many, tries
from workshop.web.words import by_name

pages = Blueprint("join", __name__)

#: So many may wait in one lobby, and so many persons be in one workshop, before the code opens nothing more.
MOST_WAITING = 30
MOST_PERSONS = 200
#: Beyond so many wrong codes an hour from everywhere, every wrong one takes long. Nobody who is in is held up.
MOST_WRONG = 100
NO = "That code does not open a workshop just now. Look at the room screen and type it again, or ask the facilitator."


@pages.get("/join")
def join() -> Response:
    """The code; a QR code brings it in the fragment, and the page's script types it."""
    return page("join.html")


@pages.post("/join")
def names() -> Response:
    """Who are you? The invited names, for a right code. Wrong, closed and full get the same answer in the same time."""
    room = opened()
    if room is None:
        return no()
    taken = here(room)
    people = [{"id": p.id, "name": p["name"], "taken": p.id in taken} for p in invited(room)]
    state = room.state
    return page("names.html", code=code(), title=state.workshop["title"], people=people, functions=FUNCTIONS)


@pages.post("/join/enter")
def enter() -> Response:
    """Come in under one's name from the list, or wait in the lobby under a new one.

    A name on the list waits for the desk's yes where somebody has come in under it, and while a visitor is in.
    """
    room = opened()
    if room is None:
        return no()
    person = next((p for p in invited(room) if p.id == request.form.get("person")), None)
    if person is None:
        return _walk_in(room)
    if person.id in here(room) or not presence.code_opens(room.state):
        return see(waiting.ask(room.workshop, person.id))
    return see(seat(room, person.id))


@pages.get("/s/<seat>/waiting")
def lobby(seat: str) -> Response:
    """Whether they may come in now, for the page's script: let in by the desk, or expected and the visit begins.

    `say`: what a guest who is expected reads until then.
    """
    found = knock(seat)
    person = found.person
    state = found.room.state
    may = person["withdrawn"] or presence.window_open(state, person)
    told = {"say": visit.farewell(state, person)} if visit.expected(state, person) else {}
    over = {"over": True} if person["withdrawn"] else {}
    return answer({"admitted": bool(person["admitted"] and may), **told, **over})


@pages.post("/s/<seat>/waiting")
def write_again(seat: str) -> Response:
    """Another name, while nobody has let them in under the first one."""
    here = knock(seat)
    name, function = request.form.get("name", "").strip(), here.person["function"]

    def notice(state: State, now: int) -> Event | None:
        waits = (
            not state.records[here.person.id]["admitted"] and not state.records[here.person.id]["withdrawn"]
        )
        return noticed.walked_in(here.person.id, name, function, now) if waits else None

    here.room.observe(notice)
    here.room.commit()
    return see(f"/s/{seat}/")


def opened() -> Room | None:
    """The workshop that the code in this request opens now. Every no takes the same time."""
    parts, began = services(), services().clock()
    if not too_many("code"):
        workshop = parts.rooms.by_code(code())
        room = parts.rooms.open(workshop) if workshop else None
        if room and not room.state.workshop["doors_closed"] and room.state.count("person") < MOST_PERSONS:
            return room
    everywhere = tries("code everywhere", MOST_WRONG, HOUR)
    if parts.config.rate_limits and everywhere.spent("", parts.clock()):
        parts.scheduler.sleep(2)
    everywhere.failed("", parts.clock())
    note_failure("code", began)
    return None


def code() -> str:
    """The code as it was typed."""
    return request.form.get("code", "")[:40]


def invited(room: Room) -> list[Record]:
    """Who may walk in by picking a name: participants and the plan owner, in the order of the alphabet."""
    return by_name(presence.invited(room.state, MEMBERS))


def here(room: Room) -> set[str]:
    """Whose name somebody has come in under: on a further device the desk has to say yes."""
    session_of = services().accounts.seats_of
    return {p.id for p in invited(room) if session_of(room.workshop, p.id)}


def seat(room: Room, person: str) -> str:
    """Seat somebody on this browser; gives the address of their page."""
    parts, session = services(), know_browser()
    granted = parts.accounts.grant_seat(session.id, room.workshop, person, device(), parts.clock())
    note_tried(room, person)
    return f"/s/{granted.id}/"


def no() -> Response:
    """The one answer to every code that opens nothing."""
    return page("join.html", status=404, problem=NO, code=code())


def _walk_in(room: Room) -> Response:
    name, function = request.form.get("name", "").strip(), request.form.get("function", "").strip()
    person = new_id()

    def notice(state: State, now: int) -> Event | None:
        if sum(1 for p in state.of("person") if not p["admitted"]) >= MOST_WAITING:
            return None
        return noticed.walked_in(person, name, function, now)

    try:
        room.observe(notice)
    except Refusal:
        return names()
    room.commit()
    if room.state.get(person) is None:
        note_failure("code", services().clock())
        return no()
    return see(seat(room, person))
