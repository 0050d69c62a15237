"""What people read when something cannot be served: plain, kind, and with what to do next."""

import logging
from typing import cast

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from workshop.rules.refusals import Refusal
from workshop.store.log import StoreError
from workshop.web.page import answer, page
from workshop.web.seat import wants_json

log = logging.getLogger("workshop.web")


def register(app: Flask) -> None:
    """Have every failure answered by a page of ours."""
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(StoreError, storage)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(Exception, unforeseen)


def http(error: HTTPException) -> Response:
    """A wrong address, a wrong method, too much at once: or a page that ended the request on purpose."""
    if error.response is not None:
        return cast("Response", error.response)
    return _say(error.code or 500)


def storage(error: StoreError) -> Response:
    """The workshop's file cannot be read or written."""
    log.error("storage: %s", error)
    return _say(503)


def refused(refusal: Refusal) -> Response:
    """The rules do not allow it, in their own words."""
    if wants_json():
        return answer(refusal.answer(), 422)
    return page("message.html", status=422, heading="That is not possible just now", say=refusal.say)


def unforeseen(error: Exception) -> Response:
    """A defect of ours: the log gets everything, the person a sentence."""
    log.error("a page could not be made", exc_info=error)
    return _say(500)


def _say(code: int) -> Response:
    if wants_json():
        return answer({"refused": "invalid", "say": SHORT.get(code, SHORT[500])}, code)
    home = {"href": "/", "title": "To the front door"} if code in (403, 404, 405) else None
    return page("error.html", status=code, code=code, action=home)


SHORT = {
    400: "That did not arrive whole. Please try once more.",
    403: "This is not yours to open.",
    404: "There is nothing at this address.",
    405: "That cannot be done here.",
    410: "This is not here any more.",
    413: "That is too much at once. Send it in smaller pieces.",
    415: "That did not arrive in a form we can read.",
    429: "A little too fast. Wait a few seconds and try again.",
    500: "Something went wrong on our side. What was shown as saved is safe.",
    503: "We cannot keep anything safely just now. Please try again shortly.",
}
