"""The customer edition: composed by the team, released by the first-line manager, answered by the customer."""

from typing import Any

from flask import Blueprint, Response, request

from workshop.exports import edition
from workshop.exports.phrases import moment
from workshop.room import Answer
from workshop.rules.roles import INSIDE, Role
from workshop.rules.signing import latest
from workshop.rules.state import State
from workshop.web.documents import ways
from workshop.web.page import page, see
from workshop.web.seat import Seated, seated, stop

pages = Blueprint("customer", __name__)

RESPONSES = (("right", "Right"), ("correct", "Correct it"), ("not now", "Not now"))


@pages.get("/s/<seat>/customer")
def read(seat: str) -> Response:
    """The guest's page, or the team's view to compose it; `?as=customer` shows the team what the customer will see."""
    here = seated(seat)
    if here.viewer.role in INSIDE:
        return _preview(here) if request.args.get("as") == "customer" else _compose(here)
    if here.viewer.role == Role.customer_guest:
        return _edition(here)
    return see(f"/s/{seat}/")


@pages.post("/s/<seat>/customer")
def write(seat: str) -> Response:
    """The team: `do` is add, edit, remove, release (`seen`: what was read) or take_back. The guest: their word."""
    here, form = seated(seat), request.form
    if here.viewer.role == Role.customer_guest:
        given = {
            "item": form.get("item", ""),
            "response": form.get("response", ""),
            "text": form.get("text", ""),
        }
        return _after(here, here.give("signoff.respond", given))
    if here.viewer.role not in INSIDE:
        stop(403, "This page is not yours to change", "Your own page is one step back.")
    values = {name: form.get(name, "").strip() for name in ("text", "who", "due")}
    match form.get("do", ""):
        case "add":
            data = {**values, "section": form.get("section", ""), "about": form.get("about", "")}
            made = here.give("signoff.add_customer_item", data)
        case "edit":
            made = here.give("record.edit", {"id": form.get("item", ""), "set": values})
        case "remove":
            made = here.give("record.withdraw", {"id": form.get("item", "")})
        case "release":
            return _release(here)
        case "take_back":
            made = here.give("signoff.take_back", {})
        case _:
            made = {"ok": True}
    return _after(here, made)


def _release(here: Seated) -> Response:
    """What was read goes to the customer; a line that changed meanwhile is read first."""
    seen = request.form.get("seen", "")
    there = edition.as_read(here.room.seen_by(here.viewer), whole=True)
    if seen and seen != edition.fingerprint(there):
        return _preview(
            here, {"refused": "stale", "say": "A line was changed while you read. Read it again."}
        )
    return _after(here, here.give("signoff.release", {}))


def _after(here: Seated, made: Answer) -> Response:
    if "refused" not in made:
        return see(
            f"/s/{here.seat.id}/customer#{request.form.get('section') or request.form.get('item') or ''}"
        )
    return _edition(here, made) if here.viewer.role == Role.customer_guest else _compose(here, made)


def _compose(here: Seated, refused: Answer | None = None) -> Response:
    state = here.room.seen_by(here.viewer)
    values: dict[str, Any] = {
        "sections": edition.SECTIONS,
        "teach": edition.TEACH,
        "items": edition.as_read(state, whole=True),
        "records": state.records,
        "suggestions": edition.suggestions(state),
        "changed": edition.changed_since(state),
        **_releasing(here, state),
        "refused": refused,
        **ways(here),
    }
    return page("compose.html", here, status=422 if refused else 200, **values)


def _preview(here: Seated, refused: Answer | None = None) -> Response:
    state = here.room.seen_by(here.viewer)
    items = edition.as_read(state, whole=True)
    values = _releasing(here, state) | {
        "preview": True,
        "seen": edition.fingerprint(items),
        "lines": sum(len(found) for found in items.values()),
        "empty": [title for section, title in edition.SECTIONS.items() if not items[section]],
    }
    return _shown(here, state, items, refused=refused, **values)


def _releasing(here: Seated, state: State) -> dict[str, Any]:
    """Whether it may go to the customer, who may send it, and when it went."""
    last = latest(state, "acceptance")
    return {
        "accepted": bool(last and last["verdict"] == "accepted"),
        "may_release": here.viewer.role == Role.first_line_manager,
        "released": _released(state),
    }


def _edition(here: Seated, refused: Answer | None = None) -> Response:
    state = here.room.seen_by(here.viewer)
    return _shown(here, state, edition.as_read(state), refused=refused)


def _shown(here: Seated, state: State, items: dict[str, list[edition.Item]], **more: Any) -> Response:
    values = {"preview": False, "refused": None, **more}
    values |= {
        "customer": state.workshop["customer"],
        "seller": state.workshop["seller"],
        "sections": edition.SECTIONS,
        "items": items,
        "anything": any(items.values()),
        "responses": RESPONSES,
        **ways(here),
    }
    return page("edition.html", here, status=422 if values["refused"] else 200, **values)


def _released(state: State) -> str:
    record = state.get("presentation:customer_presentation", "presentation")
    return moment(state, record["released"]) if record and record["released"] else ""
