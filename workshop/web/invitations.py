"""Invitations to copy, to merge into mails, to put into calendars; and name tents to print."""

from flask import Blueprint, Response, request

from workshop.rules import noticed, presence
from workshop.rules.roles import PEOPLE, Role
from workshop.rules.state import Record
from workshop.web import post
from workshop.web.letters import Letter, calendar, letter, mail_merge
from workshop.web.page import page, see
from workshop.web.people import named
from workshop.web.reach import alone, base, qr
from workshop.web.seat import Seated, desk, services, stop, utc_now
from workshop.web.words import by_name

pages = Blueprint("invitations", __name__)


@pages.get("/s/<seat>/invitations")
def invitations(seat: str) -> Response:
    """Everybody's invitation, ready to be copied."""
    return _shown(desk(seat))


@pages.post("/s/<seat>/invitations/send")
def send(seat: str) -> Response:
    """By mail to one (`person`), or to everybody with an address who has had none."""
    here, config = desk(seat), services().config
    if not by_mail():
        stop(404, "No mail server is set up", "Copy each text, or give the table to your mail program.")
    one = request.form.get("person", "")
    chosen = [
        w
        for w in letters(here)
        if w.person["email"] and (w.person.id == one if one else not w.person["mailed"])
    ]
    if not chosen:
        return see(f"/s/{seat}/invitations")
    now = utc_now()
    messages = [
        (w.person.id, post.mail(config.mail_from, w, calendar(w, f"{here.room.workshop}-{w.person.id}", now)))
        for w in chosen
    ]
    try:
        went, refused = services().scheduler.aside(lambda: post.deliver(config.smtp, messages))
    except post.NotSent as problem:
        return _shown(here, str(problem))
    here.room.observe(lambda state, now: noticed.mailed(went, here.person.id, now) if went else None)
    here.room.commit()
    names = [str(here.room.state.records[person]["name"]) for person in refused]
    return _shown(desk(seat), f"Not taken: {', '.join(names)}. Check the addresses." if names else "")


def by_mail() -> bool:
    """Whether this server can send mails."""
    return bool(services().config.smtp and services().config.mail_from)


def _shown(here: Seated, problem: str = "") -> Response:
    made = letters(here)
    return page(
        "invitations.html",
        here,
        status=422 if problem else 200,
        letters=made,
        alone=alone() and not services().config.room,
        by_mail=by_mail(),
        unsent=sum(1 for w in made if w.person["email"] and not w.person["mailed"]),
        problem=problem,
        now=services().clock(),
    )


@pages.get("/s/<seat>/invitations.csv")
def merge(seat: str) -> Response:
    """All of them as a table for a mail program."""
    here = desk(seat)
    return download(mail_merge(letters(here)), "text/csv; charset=utf-8", "invitations.csv")


@pages.get("/s/<seat>/invitations/<person>.ics")
def entries(seat: str, person: str) -> Response:
    """One person's calendar entries."""
    here = desk(seat)
    found = written(here, named(here, person))
    now = utc_now()
    return download(
        calendar(found, f"{here.room.workshop}-{person}", now), "text/calendar; charset=utf-8", "workshop.ics"
    )


@pages.get("/s/<seat>/tents")
def tents(seat: str) -> Response:
    """Name tents, two on a sheet, each with its own QR code."""
    here = desk(seat)
    people = [p for p in invited(here) if not p["no_device"] or p["role"] == Role.customer_guest]
    made = [
        (p, "" if p["no_device"] else qr(written(here, p).link, f"The link of {p['name']}")) for p in people
    ]
    return page("tents.html", here, tents=made, title=here.room.state.workshop["title"])


def letters(here: Seated) -> list[Letter]:
    """Everybody's letter, in the order of the alphabet."""
    return [written(here, person) for person in invited(here) if person.id != here.person.id]


def written(here: Seated, person: Record) -> Letter:
    """One person's letter."""
    return letter(here.room.state, person, base(), services().rooms.link(here.room.workshop, person))


def invited(here: Seated) -> list[Record]:
    """Who is invited, the room screen apart."""
    return by_name(presence.invited(here.room.state, PEOPLE))


def download(body: bytes, kind: str, name: str) -> Response:
    """A file to keep."""
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
