"""The PIN somebody signs with: chosen at roll call, asked again before signing, never part of a command."""

import re
from typing import Any

from flask import Blueprint, Response, request

from workshop.room import Answer, Room
from workshop.rules import noticed
from workshop.rules.roles import VISITORS, Role
from workshop.rules.schedule import clock_of
from workshop.store.accounts import LONGEST_PASSWORD, SIGNED_IN, hash_password, matches
from workshop.web.page import answer, page, see
from workshop.web.seat import Seated, seated, services, wants_json
from workshop.web.tries import HOUR, MINUTE, tries

pages = Blueprint("pin", __name__)

_WHERE = re.compile(r"[a-z]{0,20}")


class Wrong(Exception):
    """A PIN that cannot be taken; the text is for the person."""


@pages.get("/s/<seat>/pin")
def ask(seat: str) -> Response:
    """The form, for whoever comes without scripts or to change it."""
    return _form(seated(seat))


@pages.post("/s/<seat>/pin")
def give(seat: str) -> Response:
    """Choose a PIN (`new_pin`), or prove one (`pin`): then this seat may sign for five minutes."""
    who = seated(seat)
    given: dict[str, Any] = (request.get_json(silent=True) or {}) if request.is_json else dict(request.form)
    pin, new = str(given.get("pin", "")), str(given.get("new_pin", ""))
    try:
        if kept(who.room, who.person.id) is not None:
            prove(who.room, who.person.id, pin)
        elif not new:
            raise Wrong("Choose a PIN first.")
        if new:
            # Blind letters are typed twice: a slip is found now, not when the plan is signed.
            if given.get("again", new) != new:
                raise Wrong("The two are not the same. Nothing was kept; type it twice again.")
            choose(who, new)
    except Wrong as wrong:
        return (
            answer({"refused": "invalid", "say": str(wrong)}, 422) if wants_json() else _form(who, str(wrong))
        )
    until = services().clock() + SIGNED_IN
    services().accounts.mark_pin(who.seat.id, until)
    if wants_json():
        return answer({"ok": True, "until": until})
    onward = str(given.get("next", ""))
    if new and not onward:
        return page(
            "message.html",
            who,
            heading="Your PIN is kept",
            say="You typed it the same twice. You give it again when you sign.",
            action={"href": f"/s/{seat}/", "title": "To my page"},
        )
    return see(f"/s/{seat}/{onward if _WHERE.fullmatch(onward) else ''}")


def field(here: Seated, refused: Answer | None) -> dict[str, Any]:
    """What the PIN's field needs where something is signed: {has, until, problem}.

    `until` (a clock time) only with what was just sent and refused: who reads for long is asked for the PIN.
    """
    fresh = here.signed_in and refused is not None
    code, say = (refused.get("refused"), refused.get("say", "")) if refused else ("", "")
    return {
        "has": kept(here.room, here.person.id) is not None,
        "until": clock_of(here.room.state, here.seat.pin_ok_until) if fresh else "",
        "problem": say if code == "pin_needed" else "",
    }


def kept(room: Room, person: str) -> str | None:
    """The PIN in the form in which it is kept, if there is one."""
    found = room.log.secret(f"pin:{person}")
    return found.decode() if found else None


def prove(room: Room, person: str, pin: str) -> None:
    """Raises Wrong unless this is the PIN; after five wrong ones in five minutes, or twenty in a day, in any case."""
    if not pin:
        raise Wrong("Type your PIN.")
    now, key = services().clock(), f"{room.workshop}:{person}"
    soon, long = tries("pin", 5, 5 * MINUTE), tries("pin of the day", 20, 24 * HOUR)
    if services().config.rate_limits and (soon.spent(key, now) or long.spent(key, now)):
        raise Wrong("Too many wrong tries. Wait five minutes, or ask the desk to reset it before a witness.")
    # Counted before it is looked at: many tries at once are as many tries.
    soon.failed(key, now)
    long.failed(key, now)
    have = kept(room, person)
    if have is None or not services().scheduler.aside(lambda: matches(have, pin)):
        raise Wrong("That is not the PIN. Try again.")
    soon.forget(key)
    long.forget(key)


def choose(who: Seated, pin: str) -> None:
    """Keep a new PIN. Raises Wrong for one that anybody would guess."""
    if who.viewer.role in VISITORS and who.viewer.role != Role.second_level_manager:
        raise Wrong("Guests sign nothing, so they need no PIN.")
    if not 4 <= len(pin) <= min(64, LONGEST_PASSWORD):
        raise Wrong("A PIN has 4 to 64 characters.")
    if len(set(pin)) == 1 or pin in "01234567890" or pin in "09876543210":
        raise Wrong("That one is guessed first. Choose another.")
    hashed = services().scheduler.aside(lambda: hash_password(pin))
    who.room.log.keep(f"pin:{who.person.id}", hashed.encode())
    who.room.observe(lambda state, now: noticed.pin_set(who.person.id, now))
    who.room.commit()


def reset(desk: Seated, person: str, witness: str) -> None:
    """The desk takes a forgotten PIN away, before a witness; it is noted. Raises Wrong without one."""
    if not witness.strip():
        raise Wrong("Somebody has to see it: write who the witness is.")
    desk.room.log.keep(f"pin:{person}", None)
    note = f"PIN reset by {desk.person['name']}, before {witness.strip()}"[:200]
    desk.room.observe(lambda state, now: noticed.pin_reset(person, now, desk.person.id, note))
    desk.room.commit()
    for name in ("pin", "pin of the day"):
        tries(name, 20, HOUR).forget(f"{desk.room.workshop}:{person}")
    for seat in services().accounts.seats_of(desk.room.workshop, person):
        services().accounts.mark_pin(seat.id, 0)


def _form(who: Seated, problem: str = "") -> Response:
    return page(
        "pin.html",
        who,
        status=422 if problem else 200,
        has_pin=kept(who.room, who.person.id) is not None,
        problem=problem,
        onward=request.values.get("next", ""),
    )
