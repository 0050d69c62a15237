"""A new workshop: particulars, people and offerings on one page, or in one JSON message."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from flask import Blueprint, Response, request
from msgspec import Meta

from workshop.exercises.white_space import Offering, name_key
from workshop.rules import fields
from workshop.rules.people import Roster
from workshop.rules.playbook import PlaybookError
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import FUNCTIONS, Role, Viewer
from workshop.store.accounts import Account, Seat
from workshop.web import roster
from workshop.web.devices import device
from workshop.web.figures import MOST_MONEY, amount, percent
from workshop.web.page import answer, page, see
from workshop.web.seat import Seated, account, logged_in, services, utc_now, wants_json
from workshop.web.words import ROLE_WORDS

pages = Blueprint("create", __name__)

CURRENCIES = (
    "EUR",
    "GBP",
    "USD",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "JPY",
    "CNY",
    "INR",
    "AUD",
    "CAD",
    "BRL",
)
SCREEN = [{"name": "Room screen", "role": Role.screen.value}]


class Wanted(fields.Body):
    """A workshop to be. `people` are as `people.add` takes them; whoever is named in `lead` leads it."""

    customer: str
    title: str = ""
    seller: str = ""
    sector: str = ""
    currency: str = "EUR"
    time_zone: str = "UTC"
    days: list[str] = []
    annual_revenue: Annotated[int, Meta(ge=0, le=MOST_MONEY)] | None = None
    growth_target_percent: Annotated[float, Meta(ge=-100, le=10_000)] | None = None
    rehearsal: bool = False
    leader_last: bool = True
    grace_s: Annotated[int, Meta(ge=0, le=86_400)] | None = None
    people: list[dict[str, Any]] = []
    offerings: list[str] = []
    lead: dict[str, Any] = {}
    playbook: str = "two_days"


@pages.get("/new")
def new() -> Response:
    """The empty form."""
    account()
    return show({})


@pages.post("/new")
def create() -> Response:
    """Make it. A form gets the readiness page; JSON gets ids and everybody's link."""
    email = account()
    if not request.is_json and (doubt := roster.doubt(request.form)):
        return refuse(invalid("people", doubt))
    try:
        wanted = from_json() if request.is_json else from_form()
        seated, made = found(wanted, email)
    except (Refusal, PlaybookError) as problem:
        return refuse(problem)
    if not wants_json():
        return see(f"/s/{seated.seat.id}/readiness")
    return answer({"workshop": seated.room.workshop, "seat": seated.seat.id, "people": made})


@pages.post("/new/people")
def people() -> Response:
    """How a pasted list is read, so that the page can show each row while it is typed."""
    account()
    text = str((request.get_json(silent=True) or {}).get("text", ""))[:100_000]
    rows, twice = roster.once(text)
    shown = [{**msgspec.structs.asdict(row), "role": helping(row.role)} for row in rows]
    return answer({"people": shown, "doubts": roster.doubts(rows), "twice": twice})


def found(wanted: Wanted, email: str) -> tuple[Seated, list[dict[str, str]]]:
    """Found the workshop, seat its lead on this browser, invite everybody. Raises Refusal or PlaybookError."""
    parts = services()
    lead, others = leading(wanted, parts.accounts.account(email))
    # Before there is a file: a list that cannot be taken leaves nothing behind.
    lists = [{"people": people} for people in (others, SCREEN) if people]
    for people in lists:
        fields.read(people, Roster)
    for name in wanted.offerings:
        fields.read({"name": name}, Offering)
    workshop = parts.rooms.found(values(wanted), book(wanted.playbook), lead)
    room = parts.rooms.open(workshop)
    boss = room.state.records[room.state.workshop["lead"]]
    seat: Seat = parts.accounts.grant_seat(logged_in().id, workshop, boss.id, device(), parts.clock())
    seated = Seated(seat, room, Viewer(boss.id, Role.facilitator), boss)
    for people in lists:
        unless_refused(seated.give("people.add", people))
    for name in once(wanted.offerings):
        unless_refused(seated.give("white_space.add_offering", {"name": name}))
    parts.rooms.summarise(room)
    made = [
        {"id": p.id, "name": p["name"], "role": str(p["role"]), "link": f"/i#{parts.rooms.link(workshop, p)}"}
        for p in room.state.of("person")
    ]
    return seated, made


def values(wanted: Wanted) -> dict[str, Any]:
    """The particulars as the workshop's record has them."""
    kept = msgspec.structs.asdict(wanted)
    for name in ("people", "offerings", "lead", "playbook"):
        del kept[name]
    kept["title"] = wanted.title.strip() or wanted.customer.strip()
    kept["customer"] = wanted.customer.strip()
    if not kept["customer"]:
        raise invalid("customer", "Please say who the customer is.")
    if wanted.time_zone not in available_timezones():
        raise invalid("time_zone", f"“{wanted.time_zone}” is not a time zone. Europe/London is one.")
    kept["days"] = days(wanted)
    return {name: value for name, value in kept.items() if value is not None}


def days(wanted: Wanted) -> list[str]:
    """The days in order, each one a day that exists; today and tomorrow where none was given."""
    if not wanted.days:
        today = utc_now().astimezone(ZoneInfo(wanted.time_zone)).date()
        return [today.isoformat(), (today + dt.timedelta(days=1)).isoformat()]
    try:
        return [day.isoformat() for day in sorted({dt.date.fromisoformat(day) for day in wanted.days})]
    except ValueError:
        raise invalid("days", "Please give the dates as 2026-11-23.") from None


def leading(wanted: Wanted, creator: Account | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Who leads, and everybody else. Whoever makes it leads unless somebody was named; other facilitators help."""
    others, lead = list(wanted.people), dict(wanted.lead)
    if creator:
        mine = [p for p in others if _same(p, creator, by_name=not lead)]
        others = [p for p in others if p not in mine]
        lead = lead or {**(mine[0] if mine else {}), "name": creator.name, "email": creator.email}
        lead.setdefault("email", creator.email)
    lead.pop("role", None)
    return lead, [{**p, "role": helping(p.get("role", Role.participant))} for p in others]


def _same(person: dict[str, Any], creator: Account, *, by_name: bool) -> bool:
    """Whether somebody in a list is its maker: by mail, or by name where no mail stands there."""
    mail = str(person.get("email", "")).strip().casefold()
    return mail == creator.email or (
        by_name and not mail and str(person.get("name", "")).strip() == creator.name
    )


def helping(role: Any) -> Any:
    """The role of somebody in a list: one leads, and every other facilitator helps."""
    return Role.co_facilitator.value if role == Role.facilitator else role


def book(name: str) -> dict[str, Any]:
    """A playbook by name, or a refusal that says there is none."""
    try:
        return services().rooms.playbook(name)
    except KeyError:
        raise invalid("playbook", f"There is no playbook “{name}”.") from None


def unless_refused(done: dict[str, Any]) -> None:
    """Go on only if that was done."""
    if "refused" in done:
        raise Refusal(done["refused"], **{k: v for k, v in done.items() if k not in ("refused", "say", "id")})


def from_json() -> Wanted:
    """The message of a script."""
    return fields.read(request.get_json(silent=True), Wanted)


def from_form() -> Wanted:
    """The form, whether or not scripts helped with it."""
    form = request.form
    revenue, growth = form.get("annual_revenue", "").strip(), form.get("growth_target_percent", "").strip()
    return Wanted(
        customer=form.get("customer", ""),
        title=form.get("title", ""),
        seller=form.get("seller", "").strip(),
        sector=form.get("sector", "").strip(),
        currency=form.get("currency", "EUR").strip().upper(),
        time_zone=form.get("time_zone", "").strip() or "UTC",
        days=[day for day in form.getlist("days") if day],
        annual_revenue=amount(revenue) if revenue else None,
        growth_target_percent=percent(growth) if growth else None,
        rehearsal="rehearsal" in form,
        leader_last=leader_last(),
        people=[invited(row) for row in roster.read(form.get("people", ""))],
        offerings=named(form.get("offerings", "")),
        playbook=form.get("playbook", "two_days"),
    )


def named(text: str) -> list[str]:
    """What a box names, one on each line, each once."""
    return [line for line in once(" ".join(line.split())[:200] for line in text.splitlines()) if line]


def once(names: Iterable[str]) -> list[str]:
    """Each name as it is first written."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return list(found.values())


def leader_last() -> bool:
    """Whether the manager comes after the team. An empty tick is sent as "no"; where nothing is sent, they do."""
    return request.form.getlist("leader_last")[-1:] != ["no"]


def invited(row: roster.Row) -> dict[str, Any]:
    """A row of a list as `people.add` takes it."""
    return {
        **msgspec.structs.asdict(row),
        "side": "customer" if row.role == Role.customer_guest else "seller",
    }


def refuse(problem: Refusal | PlaybookError) -> Response:
    """Why it could not be made, with everything that was typed still there."""
    say = problem.say if isinstance(problem, Refusal) else str(problem)
    field = str(problem.details.get("field", "")) if isinstance(problem, Refusal) else ""
    if wants_json():
        return answer({"refused": "invalid", "say": say, "field": field}, 422)
    given = {**request.form, "days": request.form.getlist("days"), "leader_last": leader_last()}
    return show(given, say, field, 422)


def show(given: dict[str, Any], problem: str = "", field: str = "", status: int = 200) -> Response:
    """The form with what was typed so far."""
    return page(
        "create.html",
        status=status,
        given=given,
        rows=roster.read(str(given.get("people", ""))) if field == "people" else [],
        problem=problem,
        field=field,
        zones=sorted(available_timezones()),
        currencies=CURRENCIES,
        playbooks=services().rooms.playbooks(),
        boot={"roles": [[role, words] for role, words in ROLE_WORDS.items()], "functions": list(FUNCTIONS)},
    )
