"""Commands over HTTP, for pages without a socket: the same commands and limits, the same answers, after the commit."""

import math

import msgspec
from flask import Blueprint, Response, request

from workshop.engine.deciding import Given
from workshop.rules.refusals import Refusal, invalid
from workshop.web.page import answer
from workshop.web.seat import seated, services

pages = Blueprint("commands", __name__)


@pages.post("/s/<seat>/commands")
def command(seat: str) -> Response:
    """One command: {id, type, data, rev?, on_behalf?}. Answers 200 with what a socket would answer, refusals too."""
    asking = seated(seat)
    wait = services().house.wait(asking.seat.id) if services().config.rate_limits else 0.0
    if wait:
        return answer(Refusal("too_fast", wait=math.ceil(wait)).answer(), 429)
    try:
        given = msgspec.json.decode(request.get_data(), type=Given)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return answer(invalid("command", str(error)).answer())
    return answer(asking.room.handle(asking.viewer, given, asking.signed_in))
