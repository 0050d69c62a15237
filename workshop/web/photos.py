"""Photographs come in and go out here: cleaned, under their fingerprint, to those alone who may see their record."""

import hashlib

from flask import Blueprint, Response, abort, request

from workshop.engine.seeing import shared
from workshop.rules.photos import file_name, stored_as
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.sight import audience_of
from workshop.store.log import StoreError
from workshop.web.documents import inside
from workshop.web.jpeg import NotAPicture, cleaned
from workshop.web.page import answer
from workshop.web.seat import not_too_fast, seated

pages = Blueprint("photos", __name__)

#: Bytes. The browser draws a photograph anew at two thousand pixels, which is well below.
LARGEST = 1_000_000
LONGEST_SIDE = 4000


@pages.post("/s/<seat>/photos")
def keep(seat: str) -> Response:
    """A photograph as a JPEG body, for the line `slot`. Answers 200 with what the command would answer."""
    here = inside(seat)
    not_too_fast(here)
    data = request.get_data()
    if len(data) > LARGEST:
        return answer(Refusal("too_large").answer())
    try:
        picture = cleaned(data)
    except NotAPicture:
        return answer(
            invalid("picture", "This is not a photograph that can be kept. Use a JPEG picture.").answer()
        )
    if max(picture.width, picture.height) > LONGEST_SIDE:
        return answer(Refusal("too_large").answer())
    name = hashlib.sha256(picture.data).hexdigest()
    fresh = here.room.log.secret(stored_as(name)) is None
    try:
        here.room.log.keep(stored_as(name), picture.data)
    except StoreError:
        return answer(Refusal("storage_unavailable").answer())
    values = {"picture": name, "width": picture.width, "height": picture.height}
    made = here.give(
        "photos.keep", {**values, **{n: request.args[n] for n in ("slot", "caption") if n in request.args}}
    )
    if "refused" in made and fresh:
        here.room.log.keep(stored_as(name), None)
    return answer(made)


@pages.get("/s/<seat>/photos/<record>")
def show(seat: str, record: str) -> Response:
    """The picture of one record, if whoever asks sees that record now."""
    here = seated(seat)
    found = here.room.state.get(record, "photo")
    if found is None or not found.active or shared(here.room.state, found, audience_of(here.viewer)) is None:
        abort(404)
    data = here.room.log.secret(stored_as(found["picture"]))
    if data is None:
        abort(404)
    response = Response(data, content_type="image/jpeg")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name(found)}"'
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
