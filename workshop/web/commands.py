"""Commands over HTTP, for pages without a socket: the same commands and limits, the same answers, after the commit."""

import math
import time

import msgspec
from flask import Blueprint, Response, current_app, request

from workshop.engine.deciding import Given
from workshop.live.limits import COMMANDS, Allowance
from workshop.rules.refusals import Refusal, invalid
from workshop.web.page import answer
from workshop.web.seat import seated, services

pages = Blueprint("commands", __name__)

#: So many seats are remembered; beyond that the ones remembered longest are full again.
MOST_SEATS = 5000


@pages.post("/s/<seat>/commands")
def command(seat: str) -> Response:
    """One command: {id, type, data, rev?, on_behalf?}. Answers 200 with what a socket would answer, refusals too."""
    asking = seated(seat)
    if wait := _wait(asking.seat.id):
        return answer({**Refusal("too_fast").answer(), "wait": wait}, 429)
    try:
        given = msgspec.json.decode(request.get_data(), type=Given)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return answer(invalid("command", str(error)).answer())
    return answer(asking.room.handle(asking.viewer, given, asking.signed_in))


def _wait(seat: str) -> int:
    """Seconds until this seat may give another command; 0 if it may now. What a socket may, a form may."""
    if not services().config.rate_limits:
        return 0
    seats: dict[str, Allowance] = current_app.extensions.setdefault("workshop commands", {})
    mine = seats.pop(seat, None) or Allowance(COMMANDS)
    seats[seat] = mine
    if len(seats) > MOST_SEATS:
        del seats[next(iter(seats))]
    return math.ceil(mine.take(time.monotonic()))
