"""How a page is made: its template, the policy that lets in just what it needs, what its script starts with."""

import base64
import hashlib
import json
from functools import cache
from typing import Any

from flask import Response, current_app, make_response, render_template, request
from markupsafe import Markup

from workshop.web.assets import address, folders
from workshop.web.words import ROLE_WORDS, ago, day_words, initials

PROTOCOL = 1
#: What templates may call.
WORDS = {"day_words": day_words, "initials": initials, "ago": ago, "role_words": ROLE_WORDS}


def page(template: str, seated: Any = None, status: int = 200, **values: Any) -> Response:
    """A rendered page. With somebody `seated`, its script starts with who they are (`boot` adds to that).

    `frames` lets it show pages of our own inside, `framed` lets it be shown inside one.
    """
    frames, framed = values.pop("frames", False), values.pop("framed", False)
    boot = {**(_boot(seated) if seated else {}), **values.pop("boot", {})}
    if boot:
        values["boot"] = boot
    imports = import_map()
    values |= {
        **WORDS,
        "seated": seated,
        "static": address,
        "import_map": Markup(f'<script type="importmap">{imports}</script>'),  # noqa: S704 - our own JSON
    }
    response = make_response(render_template(template, **values), status)
    response.headers["Content-Security-Policy"] = policy(imports, frames, framed)
    if framed:
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store"
    return response


def answer(data: Any, status: int = 200) -> Response:
    """The same for a script: plain data as JSON."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    response = Response(text, status, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def see(address: str) -> Response:
    """Send the browser on after a form, so that going back or loading again repeats nothing."""
    response = Response(status=303)
    response.headers["Location"] = address
    return response


@cache
def import_map() -> str:
    """Which file each bare name in our modules is, as the page's import map."""
    versions = folders()[0] / "vendor/versions.json"
    names = json.loads(versions.read_text(encoding="utf-8"))["imports"] if versions.exists() else {}
    addresses = {name: address(f"vendor/{file}") for name, file in names.items()}
    return json.dumps({"imports": addresses}, separators=(",", ":"))


def policy(imports: str, frames: bool = False, framed: bool = False) -> str:
    """What a page may load: our own files, and the one inline script that is the import map."""
    digest = base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()
    # Older Safari does not count the socket of the same host as 'self'.
    socket = f"{'wss' if current_app.extensions['workshop'].config.https else 'ws'}://{request.host}"
    return (
        f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self'; font-src 'self'; "
        f"img-src 'self'; connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; "
        f"frame-src {_ours(frames)}; frame-ancestors {_ours(framed)}; object-src 'none'"
    )


def _ours(may: bool) -> str:
    return "'self'" if may else "'none'"


def _boot(seated: Any) -> dict[str, Any]:
    return {
        "seat": seated.seat.id,
        "person": seated.person.id,
        "role": seated.person["role"],
        "name": seated.person["name"],
        "workshop": seated.room.state.workshop["title"],
        "protocol": PROTOCOL,
        "now": seated.room.now(),
    }
