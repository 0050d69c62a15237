"""Home: an account's workshops, a manager's plans, the seats of this browser; for anybody else a code and a log-in."""

import msgspec
from flask import Blueprint, Response

from workshop.rules import homework
from workshop.rules.roles import DESK, Role
from workshop.rules.state import State
from workshop.store.accounts import Account, Session
from workshop.store.catalogue import Summary, plain
from workshop.store.log import StoreError
from workshop.web.devices import device
from workshop.web.page import page, see
from workshop.web.seat import account, browser, logged_in, services, stop, utc_now

pages = Blueprint("home", __name__)

#: Whose home shows plans and promises instead of a desk.
ANSWERABLE = frozenset(
    {Role.first_line_manager.value, Role.second_level_manager.value, Role.plan_owner.value}
)
#: Pages one may be taken to right after sitting down.
ONWARD = frozenset({"", "readiness", "plan", "signoff", "week"})


class Row(msgspec.Struct, frozen=True):
    """One workshop as home shows it. `seat` is this person's seat on this browser, if there is one already."""

    id: str
    title: str
    note: str
    when: str
    role: str
    desk: bool
    seat: str = ""
    overdue: int = 0
    last_review: str = ""
    attainment: str = ""
    homework: str = ""


@pages.get("/")
def home() -> Response:
    """The home of whoever asks."""
    session = browser()
    known = services().accounts.account(session.email) if session and session.email else None
    if known is None or session is None:
        fresh = not services().accounts.has_accounts()
        return page("welcome.html", seats=seats(session) if session else [], fresh=fresh)
    return page("home.html", account=known, shelves=shelves(known, session), others=seats(session, known))


@pages.post("/open/<workshop>")
@pages.post("/open/<workshop>/<where>")
def sit_down(workshop: str, where: str = "") -> Response:
    """Take the seat that an account's owner has in a workshop, on this browser."""
    email, parts = account(), services()
    summary = parts.catalogue.get(workshop)
    mine = next((p for p in summary.people if p.email == email), None) if summary else None
    if mine is None or where not in ONWARD:
        home_again = {"href": "/", "title": "Home"}
        stop(404, "There is nothing at this address", "Your workshops are on your home page.", home_again)
    seat = parts.accounts.grant_seat(logged_in().id, workshop, mine.person, device(), parts.clock())
    return see(f"/s/{seat.id}/{where}")


def shelves(account: Account, session: Session) -> list[tuple[str, list[Row]]]:
    """An account's workshops: what is on now, what comes, the plans one answers for, what is over."""
    now = utc_now().date().isoformat()
    held = {(seat.workshop, seat.person): seat.id for seat in services().accounts.seats_in(session.id)}
    groups: dict[str, list[Row]] = {"Now": [], "Coming": [], "Plans": [], "Past": []}
    for summary in services().catalogue.of_account(account.email):
        row = _row(summary, account.email, held)
        shelf = _shelf(summary, row, now)
        if shelf == "Coming" and not row.desk:
            mine = next(p.person for p in summary.people if p.email == account.email)
            row = msgspec.structs.replace(row, homework=_homework_of(summary.id, mine))
        groups[shelf].append(row)
    groups["Coming"].sort(key=lambda row: row.when)
    return [(title, rows) for title, rows in groups.items() if rows]


def seats(session: Session, known: Account | None = None) -> list[dict[str, str]]:
    """The seats of this browser that its account, if any, does not show anyway."""
    found = []
    for seat in services().accounts.seats_in(session.id):
        try:
            state = services().rooms.open(seat.workshop).state
        except (KeyError, StoreError):
            continue
        person = state.get(seat.person, "person")
        if person is None or person["withdrawn"] or (known and plain(person["email"]) == known.email):
            continue
        note = _homework(state, seat.person)
        found.append(
            {"id": seat.id, "title": state.workshop["title"], "name": person["name"], "homework": note}
        )
    return found


def _homework(state: State, person: str) -> str:
    """What somebody still has to do before the first day, in words."""
    owed = homework.owed(state, person)
    return f"Your homework: {owed[0]} of {owed[1]} facts" if owed else ""


def _homework_of(workshop: str, person: str) -> str:
    try:
        return _homework(services().rooms.open(workshop).state, person)
    except (KeyError, StoreError):
        return ""


def _row(summary: Summary, email: str, held: dict[tuple[str, str], str]) -> Row:
    mine = next(person for person in summary.people if person.email == email)
    share = "" if summary.attainment is None else f"{summary.attainment:.0%}"
    return Row(
        id=summary.id,
        title=summary.title,
        note=_note(summary),
        when=summary.dates[0] if summary.dates else "",
        role=mine.role,
        desk=mine.role in DESK,
        seat=held.get((summary.id, mine.person), ""),
        overdue=summary.overdue,
        last_review=summary.last_review,
        attainment=share,
    )


def _note(summary: Summary) -> str:
    people = sum(1 for person in summary.people if person.role != Role.screen.value)
    about = "" if summary.customer == summary.title else f"{summary.customer}, "
    kind = "Rehearsal. " if summary.rehearsal else ""
    return f"{kind}{about}{people} {'person' if people == 1 else 'people'}"


def _shelf(summary: Summary, row: Row, today: str) -> str:
    over = summary.state == "closed" or (bool(summary.dates) and max(summary.dates) < today)
    if summary.state == "live":
        return "Now"
    if not over:
        return "Coming"
    return "Plans" if row.role in ANSWERABLE and summary.state != "closed" else "Past"
