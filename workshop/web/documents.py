"""What a workshop leaves to be read: the plan, the thread from the customer's words to a signature, the minutes."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Response, abort
from markupsafe import Markup

from workshop.engine.rulebook import KINDS
from workshop.exports import thread as thread_of
from workshop.exports.markdown import as_markdown
from workshop.exports.minutes import minutes as minutes_of
from workshop.exports.outline import Document
from workshop.exports.photographs import photograph
from workshop.exports.phrases import sentence
from workshop.exports.plan import plan as plan_of
from workshop.exports.words import LIMIT, in_html, one_line, unbroken
from workshop.rules import plan as rules
from workshop.rules.photos import showing
from workshop.rules.roles import INSIDE, Role
from workshop.rules.state import Record, State
from workshop.web.page import answer, page, see
from workshop.web.seat import Seated, seated, services, stop

pages = Blueprint("documents", __name__)

#: Records that carry no words of anybody's, so that no path leads through them.
_NOT_SAID = frozenset(
    {"workshop", "stage", "slot", "timebox", "plan", "playbook", "person", "sitting", "dots"}
)


@pages.get("/s/<seat>/plan")
def plan(seat: str) -> Response:
    """The plan as one document. Visitors have pages of their own."""
    here = seated(seat)
    if here.viewer.role not in INSIDE:
        return _visitors_page(here)
    here = inside(seat)
    state = here.room.seen_by(here.viewer)
    accepted = any(answer["verdict"] == "accepted" for answer in state.of("acceptance"))
    links = (
        *([("customer", "For the customer")] if accepted else []),
        ("thread", "Threads"),
        ("minutes", "Minutes"),
        ("plan.md", "As Markdown"),
        ("actions.csv", "Promises as a table"),
        ("plan.json", "As data"),
    )
    return shown(here, plan_of(state, here.room.now()), links, **standing(state))


@pages.get("/s/<seat>/plan.md")
def plan_markdown(seat: str) -> Response:
    """The plan as Markdown."""
    here = inside(seat)
    return markdown(plan_of(here.room.seen_by(here.viewer), here.room.now()), "plan.md")


@pages.get("/s/<seat>/plan.json")
def plan_data(seat: str) -> Response:
    """Every record as this person sees it, merged and derived ones included, with the plan's version."""
    here = inside(seat)
    state = here.room.seen_by(here.viewer)
    made = {
        "records": [plain(record) for record in state.records.values()],
        "generated": here.room.now(),
        "version": state.records["plan"]["version"],
        "hash": standing(state)["fingerprint"],
    }
    response = answer(made)
    response.headers["Content-Disposition"] = 'attachment; filename="plan.json"'
    return response


@pages.get("/s/<seat>/minutes")
def minutes(seat: str) -> Response:
    """The minutes up to now."""
    here = inside(seat)
    return shown(here, _minutes(here), (("plan", "The plan"), ("minutes.md", "As Markdown")))


@pages.get("/s/<seat>/minutes.md")
def minutes_markdown(seat: str) -> Response:
    """The minutes as Markdown."""
    return markdown(_minutes(inside(seat)), "minutes.md")


@pages.get("/s/<seat>/thread")
def threads(seat: str) -> Response:
    """Every objective, those without a sentence of the customer first."""
    here = inside(seat)
    document = thread_of.index(here.room.seen_by(here.viewer), here.room.now())
    return shown(here, document, (("plan", "The plan"),))


@pages.get("/s/<seat>/thread/<record>")
def thread(seat: str, record: str) -> Response:
    """The whole path through one record."""
    here = inside(seat)
    state = here.room.seen_by(here.viewer)
    found = state.get(record)
    if found is None or found.kind not in KINDS or found.kind in _NOT_SAID:
        abort(404)
    steps = thread_of.thread(state, found)
    at = next(step for step in steps if step.here)
    doubts = here.viewer.role == Role.first_line_manager and state.stage == "signoff"
    values: dict[str, Any] = {
        "may_challenge": doubts,
        "steps": steps,
        "here": at,
        "facts": thread_of.facts(state, found),
        "photographs": [photograph(photo) for photo in showing(state, found)],
        **ways(here),
    }
    return page("thread.html", here, **values)


@pages.get("/s/<seat>/version.json")
def version(seat: str) -> Response:
    """The plan's version now: for a page that is open while others go on."""
    here = inside(seat)
    record = here.room.seen_by(here.viewer).records["plan"]
    return answer({"version": record["version"], "changed": record["changed"]})


def inside(seat: str) -> Seated:
    """Somebody of the team or the desk; others are told that this page is not theirs.

    These pages have no socket: whoever reads one is as much there as on their own page.
    """
    here = seated(seat)
    if here.viewer.role not in INSIDE:
        stop(403, "This page is for the account team", "Your own page is one step back.", _home(here))
    services().house.reads(here.room, here.person.id)
    return here


def standing(state: State) -> dict[str, Any]:
    """The version of the plan this reader has before them, and its fingerprint."""
    fingerprint = rules.fingerprint(rules.content(state, KINDS))
    return {"version": state.records["plan"]["version"], "fingerprint": fingerprint}


def plain(record: Record) -> dict[str, Any]:
    """A record as it is sent."""
    names = ("id", "kind", "rev", "status", "by", "at", "via", "body")
    return {name: getattr(record, name) for name in names}


def shown(here: Seated, document: Document, links: Iterable[tuple[str, str]], **values: Any) -> Response:
    """A document as a page, with ways on from it: (name, title)."""
    on = [{"href": f"/s/{here.seat.id}/{name}", "title": title} for name, title in links]
    return page("plan.html", here, **{"document": document, "links": on, **ways(here), **values})


def markdown(document: Document, name: str) -> Response:
    """A document to keep, as Markdown."""
    response = Response(as_markdown(document), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def ways(here: Seated) -> dict[str, Callable[..., Any]]:
    """What the templates of documents need: where a record leads, how a sentence ends, what is written."""
    return {
        "thread": lambda record: f"/s/{here.seat.id}/thread/{record}",
        "said": lambda text: unbroken(said(text)),
        "plainly": lambda text: unbroken(one_line(text, LIMIT)),
        "written": lambda text: Markup(in_html(text)),  # noqa: S704 - made safe there
    }


def said(text: str) -> str:
    """A sentence with its end."""
    return sentence(one_line(text, LIMIT))


def _minutes(here: Seated) -> Document:
    events = (event for _, event in here.room.log.read())
    return minutes_of(here.room.seen_by(here.viewer), events, here.room.now())


def _visitors_page(here: Seated) -> Response:
    own = {Role.second_level_manager: "acceptance", Role.customer_guest: "customer"}.get(here.viewer.role)
    if own is None:
        stop(
            403,
            "This page is for the account team",
            "The room screen shows what the room may see.",
            _home(here),
        )
    return see(f"/s/{here.seat.id}/{own}")


def _home(here: Seated) -> dict[str, str]:
    return {"href": f"/s/{here.seat.id}/", "title": "To my page"}
