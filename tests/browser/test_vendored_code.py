"""The browser code that set-up fetched, loaded the way pages load it: by import map, under a strict policy."""

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent.parent
VENDOR = ROOT / "static/vendor"

SCRIPT = """
import { h, render } from "preact";
import { useState } from "preact/hooks";
import { signal } from "@preact/signals";
import { effect } from "@preact/signals-core";
import htm from "htm";
import { io } from "socket.io-client";
import { createStore } from "idb-keyval";

const html = htm.bind(h);
const kept = signal(1);
const seen = [];
effect(() => { seen.push(kept.value); });
function Cards() {
  const [name] = useState("陈晓梅");
  return html`<p id="cards">${name}: ${kept}</p>`;
}
render(html`<${Cards} />`, document.body);
kept.value = 2;

window.found = { seen, kinds: [typeof io, typeof createStore] };
"""


def page_text() -> tuple[str, str]:
    """A page with everything in its import map, and the policy that lets just that in."""
    names = json.loads((VENDOR / "versions.json").read_text(encoding="utf-8"))["imports"]
    imports = json.dumps({"imports": {name: f"/static/vendor/{file}" for name, file in names.items()}})
    digest = base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self'; font-src 'self'"
    text = (
        '<!doctype html><meta charset="utf-8"><title>Vendored</title>'
        '<link rel="stylesheet" href="/static/vendor/fonts.css">'
        f'<script type="importmap">{imports}</script><script type="module" src="/script.js"></script>'
        "<body></body>"
    )
    return text, policy


class Handler(SimpleHTTPRequestHandler):
    """The checkout's static files, one page and its script."""

    def do_GET(self) -> None:
        text, policy = page_text()
        made = {
            "/": ("text/html", text),
            "/script.js": ("text/javascript", SCRIPT),
            "/favicon.ico": ("image/png", ""),
        }
        if self.path not in made:
            return super().do_GET()
        kind, body = made[self.path]
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body.encode())
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(ROOT)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def page(address: str, chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.wait_for_function("window.found", timeout=10_000)
    assert wrong == []
    yield page
    page.close()


def test_the_libraries_load_by_their_names_and_work_together_without_eval(page: Page) -> None:
    assert page.evaluate("window.found") == {"seen": [1, 2], "kinds": ["function", "function"]}
    assert page.inner_text("#cards") == "陈晓梅: 2"


@pytest.mark.parametrize("name", ["Wiktor Zaręba", "陈晓梅", "مریم", "Ελένη", "Нгуен", "Nguyễn"])
def test_the_typeface_brings_the_letters_of_every_name(page: Page, name: str) -> None:
    # The browser gives back the faces it loaded for this text: none would mean letters from the system.
    faces = page.evaluate(
        """async (text) => (await document.fonts.load('16px "Noto Sans"', text)).map((face) => face.status)""",
        name,
    )
    assert faces
    assert set(faces) == {"loaded"}
