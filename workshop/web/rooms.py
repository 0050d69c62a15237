"""The live pages: which one a seat gets, and what a page needs beside the wire (codes, guides)."""

import io
from typing import Any

import segno
from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answered

from workshop.rules import playbook, presence
from workshop.rules.roles import VISITORS, Role
from workshop.rules.state import Record
from workshop.web import reach
from workshop.web.guides import guide
from workshop.web.page import answer, page
from workshop.web.seat import Seated, desk, seated, services

pages = Blueprint("rooms", __name__)


@pages.get("/s/<seat>/")
def room(seat: str) -> Answered:
    """Somebody's own page: the console, the room screen, a visitor's page, or the one task of the team."""
    here = seated(seat)
    role = here.person["role"]
    if here.at_desk:
        boot = {**_joining(here), "windows": _windows(here)}
        return page("console.html", here, boot=boot, frames=True)
    if role == Role.screen:
        # The console looks at it, small, before the room does: from our own pages it may be framed.
        return page("screen.html", here, framed="look" in request.args)
    if role in VISITORS:
        onward = _onward(here)
        return redirect(f"/s/{seat}/{onward}", 303) if onward else page("guest.html", here)
    return page("task.html", here)


@pages.get("/s/<seat>/screen")
def screen(seat: str) -> Answered:
    """The room screen from the desk's own browser: a seat of its own, which sees only what the room may see."""
    here = desk(seat)
    projector = _projector(here)
    parts = services()
    workshop = here.room.workshop
    own = parts.accounts.grant_seat(here.seat.session, workshop, projector, "Room screen", parts.clock())
    return redirect(f"/s/{own.id}/{'?look' if 'look' in request.args else ''}", 303)


@pages.get("/s/<seat>/remote")
def remote(seat: str) -> Response:
    """The console in a pocket: what to say next, the one button, a little more time."""
    here = desk(seat)
    return page("remote.html", here, boot={"windows": _windows(here)})


@pages.get("/s/<seat>/remote.svg")
def remote_code(seat: str) -> Response:
    """The desk's own link to its remote, to be read with its phone."""
    here = desk(seat)
    link = services().rooms.link(here.room.workshop, here.person)
    return drawn(f"{reach.base()}/i?to=remote#{link}")


@pages.get("/s/<seat>/guide/<stage>.html")
def stage_guide(seat: str, stage: str) -> Response:
    """What the guide says about a stage, as a piece of HTML for the console."""
    here = desk(seat)
    try:
        made = guide(here.room.state, stage, services().config.home)
    except KeyError:
        abort(404)
    response = Response(made, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/s/<seat>/join.svg")
def join_code(seat: str) -> Response:
    """The join address as a QR code."""
    here = _may_show_code(seat)
    return drawn(_join_address(here))


@pages.get("/s/<seat>/join.json")
def join_words(seat: str) -> Response:
    """The join code in words, for the room screen while it may show it."""
    return answer(_joining(_may_show_code(seat)))


def _may_show_code(seat: str) -> Seated:
    """The desk, or the room screen while no visitor looks at it."""
    here = seated(seat)
    if not (here.at_desk or (here.viewer.role == Role.screen and presence.code_opens(here.room.state))):
        abort(404)
    return here


@pages.get("/s/<seat>/link/<person>.json")
def link(seat: str, person: str) -> Response:
    """Somebody's personal link, for the desk to hand on."""
    here = desk(seat)
    found = _person(here, person)
    return answer({"name": found["name"], "link": _personal(here, found)})


@pages.get("/s/<seat>/link/<person>.svg")
def link_code(seat: str, person: str) -> Response:
    """The same as a QR code, to be read from the desk's screen with a phone."""
    here = desk(seat)
    return drawn(_personal(here, _person(here, person)))


def drawn(address: str) -> Response:
    """An address as a QR code that a telephone reads from across a table."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False, svgns=True)
    response = Response(out.getvalue(), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "no-store"
    return response


def _onward(here: Seated) -> str:
    """Where a visitor's page is once the briefing is long over: the senior review, or the customer edition."""
    state = here.room.state
    if here.viewer.role == Role.second_level_manager:
        return "acceptance" if state.count("decision") else ""
    return "customer" if any(p["released"] for p in state.of("presentation")) else ""


def _joining(here: Seated) -> dict[str, Any]:
    code = services().rooms.code(here.room.workshop)
    return {"code": code, "where": reach.base().partition("//")[2], "join": _join_address(here)}


def _windows(here: Seated) -> dict[str, list[str]]:
    """Which visitors may be in during each stage: the console asks whether the others have left."""
    return {stage.id: stage.windows for stage in playbook.of(here.room.state).stages}


def _join_address(here: Seated) -> str:
    return f"{reach.base()}/join#{services().rooms.code(here.room.workshop)}"


def _personal(here: Seated, person: Record) -> str:
    return f"{reach.base()}/i#{services().rooms.link(here.room.workshop, person)}"


def _person(here: Seated, person: str) -> Record:
    found = here.room.state.get(person, "person")
    if found is None or not found.active:
        abort(404)
    return found


def _projector(here: Seated) -> str:
    """The record that stands for the projector, made the first time."""
    for person in here.room.state.of("person"):
        if person["role"] == Role.screen and not person["withdrawn"]:
            return person.id
    made = here.give("people.add", {"people": [{"name": "Room screen", "role": "screen"}]})
    return str(made["made"][0])
