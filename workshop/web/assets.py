"""Our own files for the browser: where they lie, the addresses they have, and how they are served.

Their addresses change with their content, so a browser may keep them for ever and never shows old ones.
"""

import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.security import safe_join

PACKAGE = Path(__file__).parent.parent
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".md": "text/markdown",
}
_VERSION = re.compile(r"[0-9a-f]{12}")
PACKED = (("br", ".br"), ("gzip", ".gz"))


def folders() -> tuple[Path, Path]:
    """Where the browser's files and the templates lie: beside the package in a checkout, inside it once installed."""
    around = PACKAGE if (PACKAGE / "static").is_dir() else PACKAGE.parent
    return around / "static", around / "templates"


@cache
def version() -> str:
    """A name for the files as they were when the server started."""
    static = folders()[0]
    digest = hashlib.sha256()
    for file in sorted(path for path in static.rglob("*") if path.is_file()):
        facts = file.stat()
        digest.update(f"{file.relative_to(static)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def address(path: str) -> str:
    """The address of one of our files, such as `pages/console.js`; from there modules go by relative names."""
    return f"/static/{version()}/{path}"


def register(app: Flask, static: Path) -> None:
    """Serve the folder at `/static/<version>/`; without a version the browser asks each time.

    A page that was open before the server got newer files asks for its next board under the old
    version: it gets the file as it is now, so that it can go on, and keeps none of it.
    """
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<path:path>")
    def file(path: str) -> Response:
        named, _, rest = path.partition("/")
        versioned = bool(_VERSION.fullmatch(named)) and bool(rest)
        return send(static, rest if versioned else path, named == version())

    app.register_blueprint(pages)


def send(static: Path, path: str, known: bool) -> Response:
    """One file, in the form that the browser reads best."""
    found = safe_join(str(static), path)
    if found is None or not Path(found).is_file() or Path(found).suffix in (".br", ".gz"):
        abort(404)
    chosen, coding = Path(found), ""
    for name, suffix in PACKED:
        if request.accept_encodings[name] > 0 and Path(found + suffix).is_file():
            chosen, coding = Path(found + suffix), name
            break
    kind = TYPES.get(Path(found).suffix) or mimetypes.guess_type(found)[0] or "application/octet-stream"
    response = Response(chosen.read_bytes(), content_type=kind)
    response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Cache-Control"] = FOR_EVER if known else "no-cache"
    response.set_etag(f"{chosen.stat().st_mtime_ns:x}-{chosen.stat().st_size:x}{coding}")
    response.make_conditional(request)
    return response
