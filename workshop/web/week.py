"""The week between sittings: answer, report, say what happened, settle what it touches. First on a phone."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from workshop.exports import week
from workshop.exports.phrases import moment, title, word
from workshop.room import Answer
from workshop.rules.conditions import waiting
from workshop.rules.roles import INSIDE, Role
from workshop.rules.state import State
from workshop.web.documents import inside, ways
from workshop.web.page import answer, page, see
from workshop.web.seat import Seated, wants_json

pages = Blueprint("week", __name__)

#: What stands on this page: when one of these changes, an open page is behind.
WATCHED = ("acceptance", "action", "signal", "stay", "realignment", "unknown", "amendment_answer", "decision")
#: What is said after something was kept.
SAID = {
    "accept": "Promised. It is yours now.",
    "counter": "Asked. It counts as soon as somebody says yes.",
    "decline": "Said. Somebody else will be asked.",
    "confirm": "Agreed.",
    "report": "Noted.",
    "done": "Done, well done.",
    "signal": "Written down. What it touches is flagged below.",
    "touch": "Tied to it.",
    "stay": "Settled: that stays as it is.",
    "right": "Put right.",
    "amend": "Answered.",
    "unknown": "Found out, and written down.",
    "add": "Kept. It is your next promise.",
    "take": "Asked. It counts as soon as its owner says yes.",
}


@pages.get("/s/<seat>/week")
def read(seat: str) -> Response:
    """What this person has to do this week; for the page's script how far it has gone on."""
    here = inside(seat)
    if wants_json():
        return answer({"version": _changes(here.room.seen_by(here.viewer))})
    return _page(here)


@pages.post("/s/<seat>/week")
def write(seat: str) -> Response:
    """One tap: `do` names it."""
    here = inside(seat)
    what = request.form.get("do", "")
    give = _GIVEN.get(what)
    if give is None:
        return see(f"/s/{seat}/week")
    made = give(here)
    if "refused" in made:
        return _page(here, made)
    if what == "report" and request.form.get("status") == "done":
        return see(f"/s/{seat}/week?said=done&next={request.form.get('action', '')}#next")
    return see(f"/s/{seat}/week?said={what}" + ("#touches" if what in ("signal", "touch") else ""))


def _changes(state: State) -> int:
    """How often anything that stands on this page was written or changed."""
    return sum(record.rev for kind in WATCHED for record in state.all(kind))


def _field(name: str) -> str:
    return request.form.get(name, "").strip()


def _on_action(command: str, *fields: str) -> Callable[[Seated], Answer]:
    """A command about one action, with the fields that are filled in."""

    def give(here: Seated) -> Answer:
        given = {name: _field(name) for name in ("action", *fields) if _field(name)}
        return here.give(f"actions.{command}", given)

    return give


def _follow(here: Seated) -> Answer:
    """What comes next after something is done: mine again, for the same strategy, promised at once."""
    state = here.room.seen_by(here.viewer)
    done = state.get(_field("follows"), "action")
    data = {name: _field(name) for name in ("what", "outcome", "due", "follows")}
    data |= {"strategy": done["strategy"] if done else "", "owner": here.viewer.person}
    made = here.give("actions.add_action", data)
    return made if "refused" in made else here.give("actions.accept", {"action": made["made"][0]})


def _signal(here: Seated) -> Answer:
    kind = _field("other") or _field("kind") or "news"
    data = {
        "kind": kind,
        "text": _field("text"),
        "affects": request.form.getlist("affects"),
        "basis": _field("basis"),
    }
    return here.give("review.add_signal", data)


def _touch(here: Seated) -> Answer:
    """Say of a piece of news what else it touches."""
    signal = here.room.seen_by(here.viewer).get(_field("signal"), "signal")
    before = signal["affects"] if signal else []
    affects = list(dict.fromkeys([*before, *request.form.getlist("affects")]))
    return here.give("record.edit", {"id": _field("signal"), "set": {"affects": affects}})


def _stay(here: Seated) -> Answer:
    data = {"because": _field("because"), "why": _field("why"), "targets": request.form.getlist("targets")}
    return here.give("review.stay", data)


def _right(here: Seated) -> Answer:
    """Put a touched record right: only what was changed in the form."""
    state = here.room.seen_by(here.viewer)
    target = state.get(_field("target"))
    values: dict[str, Any] = {"left": True} if _field("left") else {}
    for name, _, kind in week.RIGHTED.get(target.kind if target else "", ()):
        given: Any = _field(name)
        if kind == "number":
            given = int(given) if given.isdecimal() and len(given) <= 15 else ""
        if target and given not in ("", target[name]):
            values[name] = given
    return here.give(
        "review.realign", {"target": _field("target"), "because": _field("because"), "set": values}
    )


def _amend(here: Seated) -> Answer:
    data = {"target": _field("target"), "verdict": _field("verdict"), "why": _field("why")}
    return here.give("review.answer_amendment", data)


def _unknown(here: Seated) -> Answer:
    return here.give("research.answer_unknown", {"unknown": _field("unknown"), "text": _field("text")})


def _take(here: Seated) -> Answer:
    number = _field("number")
    data = {name: _field(name) for name in ("acceptance", "strategy", "owner", "due")}
    return here.give("conditions.take", {**data, "number": int(number) if number.isdecimal() else -1})


_GIVEN: dict[str, Callable[[Seated], Answer]] = {
    "accept": _on_action("accept"),
    "counter": _on_action("counter", "due", "what"),
    "decline": _on_action("decline", "why"),
    "confirm": _on_action("confirm"),
    "report": _on_action("report", "status", "note"),
    "add": _follow,
    "signal": _signal,
    "touch": _touch,
    "stay": _stay,
    "right": _right,
    "amend": _amend,
    "unknown": _unknown,
    "take": _take,
}


def _page(here: Seated, refused: Answer | None = None) -> Response:
    state, now = here.room.seen_by(here.viewer), here.room.now()
    values: dict[str, Any] = {
        "asked": week.asked_of_me(state, here.viewer, now),
        "promised": week.promised_by_me(state, here.viewer, now),
        "confirm": week.to_confirm(state, here.viewer, now),
        "flagged": week.flagged(state),
        "conditions": [(a.id, n, text) for a in state.of("acceptance") for n, text in waiting(a)],
        "strategies": list(state.of("strategy")),
        "team": [p for p in state.of("person") if p["role"] in INSIDE and not p["withdrawn"]],
        "unknowns": week.unknowns(state, here.viewer),
        "amended": week.waiting_for_manager(state, here.viewer),
        "health": week.health(state, now)
        if here.viewer.role in (Role.first_line_manager, Role.plan_owner)
        else None,
        "touchable": week.touchable(state),
        "righted": week.RIGHTED,
        "kinds": week.KINDS,
        "done": state.get(request.args.get("next", ""), "action"),
        "read_at": moment(state, now),
        "version": _changes(state),
        "told": SAID.get(request.args.get("said", ""), ""),
        "title_of": title,
        "word_of": word,
        "refused": refused,
        "form": request.form,
        **ways(here),
    }
    return page("week.html", here, status=422 if refused else 200, **values)
