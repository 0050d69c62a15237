"""The sign-off page: what the manager reads, her view of each objective, and her signature on what she has read."""

from typing import Any

from flask import Blueprint, Response, request

from workshop.engine.rulebook import CRITERIA
from workshop.exports import reading
from workshop.exports.changes import in_words
from workshop.exports.deals import money_figures
from workshop.exports.phrases import day, moment, name
from workshop.exports.promises import load
from workshop.room import Answer
from workshop.rules.conditions import signed_with, waiting
from workshop.rules.presence import invited, may_sign, sitting_open
from workshop.rules.roles import INSIDE, Role
from workshop.rules.signing import latest, senior_answer
from workshop.rules.state import Record, State
from workshop.store.accounts import SIGNED_IN
from workshop.web.documents import inside, ways
from workshop.web.page import answer, page, see
from workshop.web.pin import Wrong, choose, field, kept, prove
from workshop.web.seat import Seated, seated, services, wants_json
from workshop.web.words import by_name

pages = Blueprint("signoff", __name__)

MARKS = (("ok", "OK"), ("condition", "On a condition"), ("return", "Back to the team"))


@pages.get("/s/<seat>/signoff")
def read(seat: str) -> Response:
    """The page for whoever signs; the same to read for the team; version and fingerprint for a script."""
    here = inside(seat)
    if wants_json():
        return answer(_facts(here))
    return _page(here)


#: What is asked for with one press (`do`): the command, its fields in the form, where the page goes on.
ASKED = {
    "read": ("signoff.start_reading", (), ""),
    "amend": ("review.answer_amendment", ("target", "verdict", "why"), "#changed"),
    "challenge": ("signoff.challenge", ("target", "text"), "#challenges"),
    "answer": ("signoff.answer_challenge", ("challenge", "text"), "#challenges"),
    "close": ("signoff.close_challenge", ("challenge",), "#challenges"),
}


@pages.post("/s/<seat>/signoff")
def decide(seat: str) -> Response:
    """`do` is one of `ASKED`, keep (her marks so far), approve or return; onward and again move the stage from home."""
    here, form = inside(seat), request.form
    match "decide" if form.get("as_read") else form.get("do", ""):
        case asked if asked in ASKED:
            command, names, anchor = ASKED[asked]
            return _after(here, here.give(command, {name: form.get(name, "") for name in names}), anchor)
        case "keep":
            made = keep_marks(here)
            return _page(here, made if "refused" in made else None)
        case "onward":
            return _after(here, here.give("stage.advance", {"to": "acceptance"}), "#signed")
        case "again":
            return _after(here, here.give("stage.reopen", {"to": "signoff"}))
        case "decide" | "approve" | "return":
            return _decide(here)
        case _:
            return see(f"/s/{seat}/signoff")


def keep_marks(here: Seated) -> Answer:
    """Keep every mark in the form; the first refusal, or ok."""
    state = here.room.seen_by(here.viewer)
    for objective in state.of("objective"):
        chosen = request.form.get(f"mark-{objective.id}", "")
        if chosen:
            given = {f: request.form.get(f"{f}-{objective.id}", "") for f in ("text", "owner", "due")}
            data = {"target": objective.id, "mark": chosen, **given}
            old = state.get(f"mark:{objective.id}:{here.viewer.person}", "mark")
            if old and old.active and all(old[field] == value for field, value in data.items()):
                continue
            made = here.give("signoff.mark", data)
            if "refused" in made:
                return made
    return {"ok": True}


def proved(here: Seated) -> str:
    """Prove the PIN in the form, so that this seat may sign for five minutes; a sentence if it is not the one.

    Whoever has none yet chooses it here (`new_pin`).
    """
    pin, new = request.form.get("pin", ""), request.form.get("new_pin", "")
    first = bool(new) and kept(here.room, here.person.id) is None
    if not pin and not first:
        return "" if here.signed_in else "Please give your PIN: it is your signature."
    try:
        if first:
            # Blind letters are typed twice: a slip is found now, not at the next signature.
            if request.form.get("again", new) != new:
                raise Wrong("The two are not the same. Nothing was kept; type it twice again.")
            choose(here, new)
        else:
            prove(here.room, here.person.id, pin)
    except Wrong as wrong:
        return str(wrong)
    services().accounts.mark_pin(here.seat.id, services().clock() + SIGNED_IN)
    return ""


def _decide(here: Seated) -> Response:
    form = request.form
    # The PIN first: whatever else is still missing, it need not be typed again.
    problem, made = proved(here), keep_marks(here)
    here = seated(here.seat.id)
    if "refused" in made:
        return _page(here, refused=made)
    if problem:
        return _page(here, refused={"refused": "pin_needed", "say": problem})
    comments = [line.strip() for line in form.get("comments", "").splitlines() if line.strip()]
    version = form.get("version", "")
    data = {
        "verdict": _verdict(),
        "version": int(version) if version.isascii() and version.isdecimal() else 0,
        "hash": form.get("hash", ""),
        "comments": comments,
        "as_read": form.get("as_read") == "1",
    }
    return _after(here, here.give("signoff.decide", data), "#signed")


def _verdict() -> str:
    """What the button says that she pressed; a script, and signing as read, name it themselves."""
    said = {"approve": "approved", "return": "returned"}.get(request.form.get("do", ""))
    return said or request.form.get("verdict", "")


def _after(here: Seated, made: Answer, anchor: str = "") -> Response:
    return _page(here, refused=made) if "refused" in made else see(f"/s/{here.seat.id}/signoff{anchor}")


def _facts(here: Seated) -> dict[str, Any]:
    state = here.room.seen_by(here.viewer)
    now, held = reading.version_of(state), reading.holding(state, here.viewer)
    return {
        "version": now["version"],
        "hash": now["hash"],
        "stage": state.stage,
        "held": {"version": held["version"], "hash": held["hash"]} if held else None,
        "changes": now["version"] - held["version"] if held else 0,
    }


def _page(here: Seated, refused: Answer | None = None) -> Response:
    state = here.room.seen_by(here.viewer)
    values = {
        **_read(here, state),
        **_around(here, state),
        **ways(here),
        "refused": refused,
        "pin": field(here, refused),
        "form": request.form,
        "verdict": _verdict(),
    }
    if refused and refused.get("refused") == "stale":
        values["stale"] = in_words(state, refused.get("differences", []))
    return page("signoff.html", here, status=422 if refused else 200, **values)


def _read(here: Seated, state: State) -> dict[str, Any]:
    """The version she reads: the one held for her, or the plan as it is now."""
    now, held = reading.version_of(state), reading.holding(state, here.viewer)
    shown = reading.as_of(state, held["plan"]) if held else state
    given = held.body if held else now
    return {
        "version": given["version"],
        "fingerprint": given["hash"],
        "held": held,
        "since_reading": reading.changes_between(state, held["plan"], now["plan"]) if held else [],
        "news": _news(state, here, now, held),
        "figures": money_figures(shown),
        "objectives": reading.objectives_read(shown, here.viewer),
        "first": reading.before_signing(shown),
        "load": load(shown),
        "aloud": reading.spoken_aloud(shown),
    }


def _news(state: State, here: Seated, now: dict[str, Any], held: Record | None) -> dict[str, Any]:
    """What changed since she decided last, or since she last looked."""
    last = latest(state, "decision")
    if last and last["plan"]:
        changes = reading.changes_between(state, last["plan"], held["plan"] if held else now["plan"])
        if last["verdict"] == "approved" and state.stage != "signoff":
            promised = {change.record for change in reading.amendments(state)} | {*signed_with(last)}
            return {"since": "", "facts": sum(1 for change in changes if change.record not in promised)}
        verb = "returned" if last["verdict"] == "returned" else "signed"
        return {"since": f"Since you {verb} version {last['version']}", "changes": changes}
    if held and held["changes"]:
        return {"since": "Since you last looked", "changes": in_words(state, held["changes"])}
    return {}


def _around(here: Seated, state: State) -> dict[str, Any]:
    signer = state.get(state.workshop["signer"], "person")
    last, senior = latest(state, "decision"), senior_answer(state)
    return {
        "senior": senior,
        "senior_at": moment(state, senior.at) if senior else "",
        "loose": len(waiting(senior)) if senior else 0,
        "may_sign": may_sign(state, here.viewer.person),
        "may_challenge": here.viewer.role == Role.first_line_manager,
        "open": state.stage == "signoff",
        "stage": state.stage,
        "signer": signer,
        "undecided": bool(CRITERIA["approved"](state, {}) or reading.amendments(state)),
        "hands_on": _hands_on(here, state),
        "opens_again": _opens_again(here, state, senior),
        "deputy": name(state, signer["deputy"]) if signer else "",
        "deputy_signs": bool(signer and signer["deputy_signs"]),
        "last": last,
        "last_at": moment(state, last.at) if last else "",
        "rework": reading.rework(state),
        "amendments": reading.amendments(state),
        "pledges": reading.pledges(state),
        "wishes": [wish["text"] for wish in state.of("five_why")],
        "marks": MARKS,
        "team": by_name(invited(state, INSIDE)),
        "say_day": day,
    }


def _hands_on(here: Seated, state: State) -> bool:
    """Whether this reader may pass the signed plan on from home: it was signed while nobody met."""
    last = latest(state, "decision")
    signed = state.stage == "signoff" and last is not None and last["verdict"] == "approved"
    return signed and not sitting_open(state) and _moves_on(here, state)


def _opens_again(here: Seated, state: State, senior: Record | None) -> bool:
    """Whether this reader may open the sign-off again from home: senior management has returned the plan."""
    back = state.stage == "acceptance" and senior is not None and senior["verdict"] == "returned"
    return back and not sitting_open(state) and _moves_on(here, state)


def _moves_on(here: Seated, state: State) -> bool:
    return here.viewer.person == state.workshop["plan_owner"] or may_sign(state, here.viewer.person)
