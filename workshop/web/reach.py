"""Under which address other people's devices reach this server, and that address as a picture."""

import io

import segno
from flask import request
from markupsafe import Markup

from workshop.config import LOOPBACK, own_address
from workshop.web.seat import services


def base() -> str:
    """The address for links: as the desk's browser has it, or this laptop's own in the room's network."""
    here = request.host_url.rstrip("/")
    if not alone():
        return here
    found = own_address() if services().config.room else ""
    port = request.host.rpartition(":")[2] if ":" in request.host else ""
    return f"{request.scheme}://{found}:{port}" if found not in ("", *LOOPBACK) and port.isdigit() else here


def alone() -> bool:
    """Whether the desk's browser uses an address that means something on this machine only."""
    name = request.host.rpartition(":")[0] or request.host
    return name.strip("[]").lower() in LOOPBACK


def qr(text: str, label: str) -> Markup:
    """A QR code as a picture in the page, drawn in the page's own ink on its own white."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=4,
        dark="#000",
        light="#fff",
        omitsize=True,
        title=label,
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - segno escapes the title
