"""Commands over HTTP, for pages without a socket: the same commands and limits, the same answers, after the commit."""

import msgspec
from flask import Blueprint, Response, request

from workshop.engine.deciding import Given
from workshop.rules.refusals import BROKEN, invalid
from workshop.web.page import answer
from workshop.web.seat import not_too_fast, seated

pages = Blueprint("commands", __name__)


@pages.post("/s/<seat>/commands")
def command(seat: str) -> Response:
    """One command: {id, type, data, rev?, on_behalf?}. Answers 200 with what a socket would answer, refusals too."""
    asking = seated(seat)
    not_too_fast(asking)
    try:
        given = msgspec.json.decode(request.get_data(), type=Given)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return answer(invalid("command", BROKEN).answer())
    return answer(asking.room.handle(asking.viewer, given, asking.signed_in))
