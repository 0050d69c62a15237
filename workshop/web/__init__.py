"""Pages: thin, one blueprint for each part of the workshop that is not live."""

from importlib import import_module
from pathlib import Path

from flask import Flask

from workshop.web import assets, errors
from workshop.web.seat import hand_out_cookie

#: Every module here that brings pages, as `pages`. A new one is one more name.
PARTS: tuple[str, ...] = (
    "acceptance",
    "alike",
    "auth",
    "commands",
    "copies",
    "create",
    "customer",
    "documents",
    "enter",
    "help",
    "home",
    "homework",
    "invitations",
    "join",
    "morning",
    "pack",
    "people",
    "photos",
    "pin",
    "preflight",
    "promises_table",
    "readiness",
    "rooms",
    "signoff",
    "waiting",
    "walking",
    "week",
)


def register(app: Flask, static: Path) -> None:
    """Add every page, our own files, what errors say, and the cookie, to the application."""
    assets.register(app, static)
    for name in PARTS:
        app.register_blueprint(import_module(f"workshop.web.{name}").pages)
    app.after_request(hand_out_cookie)
    errors.register(app)
