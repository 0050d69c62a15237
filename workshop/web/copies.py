"""A second laptop in the room keeps a copy of everything: what there is, and each file as it is now.

Only where one laptop serves a room, and only to who knows the word that was printed at its start.
"""

import hmac
import secrets
from pathlib import Path

from flask import Blueprint, Response, abort, request

from workshop.store import copying
from workshop.store.log import Foreign, StoreError
from workshop.web.page import answer
from workshop.web.seat import services

pages = Blueprint("copies", __name__)


def word(home: Path) -> str:
    """What a second laptop has to know; made once for a home."""
    place = home / "copy-word"
    if not place.exists():
        place.touch(0o600)
        place.write_text(secrets.token_urlsafe(12), encoding="ascii")
    return place.read_text(encoding="ascii").strip()


@pages.get("/copies.json")
def there() -> Response:
    """The files, each with a mark that changes when it does."""
    _known()
    return answer({"files": copying.marks(services().config.home)})


@pages.get("/copies/<name>")
def one(name: str) -> Response:
    """One of them."""
    _known()
    home = services().config.home
    try:
        content = services().scheduler.aside(lambda: copying.taken(home, name))
    except Foreign:
        abort(404)
    except StoreError:
        abort(503)
    response = Response(content, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


def _known() -> None:
    config = services().config
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not config.room or not hmac.compare_digest(given.encode(), word(config.home).encode()):
        abort(404)
