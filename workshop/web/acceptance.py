"""Senior management's page: the signed plan on one page, the requests to answer, accept or return."""

from typing import Any

from flask import Blueprint, Response, request

from workshop.exports import acceptance
from workshop.exports.phrases import day, moment, money
from workshop.room import Answer
from workshop.rules.roles import INSIDE, Role
from workshop.rules.signing import senior_answer
from workshop.rules.state import Record, State
from workshop.web.documents import ways
from workshop.web.page import page, see
from workshop.web.pin import field
from workshop.web.seat import Seated, seated, stop
from workshop.web.signoff import proved

pages = Blueprint("acceptance", __name__)

ANSWERS = (("granted", "Yes"), ("partly", "Partly"), ("refused", "No"), ("later", "Later"))


@pages.get("/s/<seat>/acceptance")
def read(seat: str) -> Response:
    """The page for the second-level manager; the team goes to the plan itself."""
    here = seated(seat)
    if here.viewer.role in INSIDE:
        return see(f"/s/{seat}/plan#signatures")
    return _page(_senior(here))


@pages.post("/s/<seat>/acceptance")
def decide(seat: str) -> Response:
    """`do` is keep (the answers so far), accept or return."""
    here = _senior(seated(seat))
    made = _answer_requests(here)
    verdict = {"accept": "accepted", "return": "returned"}.get(request.form.get("do", ""))
    if "refused" not in made and verdict:
        if problem := proved(here):
            return _page(here, {"refused": "pin_needed", "say": problem})
        data = {"verdict": verdict, "comments": _lines("comments"), "conditions": _lines("conditions")}
        made = seated(seat).give("signoff.accept", data)
    if "refused" in made or not verdict:
        # What is typed and not yet sent stays in the form.
        return _page(seated(seat), made if "refused" in made else None)
    return see(f"/s/{seat}/acceptance#decided")


def _senior(here: Seated) -> Seated:
    if here.viewer.role != Role.second_level_manager:
        action = {"href": f"/s/{here.seat.id}/", "title": "To my page"}
        stop(403, "This page is for senior management", "Your own page is one step back.", action)
    return here


def _answer_requests(here: Seated) -> Answer:
    """Give every answer in the form that is new; the first refusal, or ok."""
    form = request.form
    for wish in here.room.seen_by(here.viewer).of("ask"):
        given = {field: form.get(f"{field}-{wish.id}", "") for field in ("answer", "note", "until")}
        known = {"answer": wish["answer"], "note": wish["answer_note"], "until": wish["until"]}
        if not given["answer"] or given == known:
            continue
        made = here.give("signoff.answer_ask", {"ask": wish.id, **given})
        if "refused" in made:
            return made
    return {"ok": True}


def _lines(field: str) -> list[str]:
    return [line.strip() for line in request.form.get(field, "").splitlines() if line.strip()]


def _page(here: Seated, refused: Answer | None = None) -> Response:
    state = here.room.seen_by(here.viewer)
    frozen = state.get("frozen", "frozen")
    values: dict[str, Any] = {**_decided(state), **ways(here), "refused": refused, "form": request.form}
    values |= {
        "plan": frozen,
        "signed_at": moment(state, frozen["at"]) if frozen else "",
        "before": acceptance.page(state, frozen) if frozen else [],
        "after": acceptance.rest(frozen) if frozen else [],
        "asks": (asks := list(state.of("ask"))),
        # What is not answered, or put off, can be answered after the plan is accepted.
        "unanswered": any(wish["answer"] in ("", "later") for wish in asks),
        "answers": ANSWERS,
        "say_money": lambda amount: money(state, amount),
        "say_day": day,
        "pin": field(here, refused),
    }
    return page("acceptance.html", here, status=422 if refused else 200, **values)


def _decided(state: State) -> dict[str, Any]:
    last: Record | None = next(reversed(list(state.of("acceptance"))), None)
    done = last is not None and last["verdict"] == "accepted"
    # The version on this page is the one that went back: it is not asked for again.
    back = senior_answer(state)
    returned = back is not None and back["verdict"] == "returned"
    return {
        "last": last,
        "done": done,
        "returned": returned,
        "last_at": moment(state, last.at) if last else "",
    }
