"""Our own files for the browser: where they lie, the addresses they have, and how they are served.

Their addresses change with their content, so a browser may keep them for ever and never shows old ones.
"""

import gzip
import hashlib
import mimetypes
import re
from functools import cache, lru_cache
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
#: What is worth compressing.
TEXTS = frozenset({".js", ".css", ".svg", ".md"})
#: How our one stylesheet brings in the others, each into its layer.
_IMPORT = re.compile(r'@import url\("([^":]+)"\) layer\((\w+)\);')
#: JSDoc, and whole lines of comment. tests/web/test_assets.py holds that scripts say the same without them.
_NOTE = re.compile(r"/\*\*.*?\*/|^[ \t]*//[^\n]*", re.DOTALL | re.MULTILINE)


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
    """One file, compressed where the browser takes it so."""
    found = safe_join(str(static), path)
    if found is None or not Path(found).is_file():
        abort(404)
    file = Path(found)
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(found)[0] or "application/octet-stream"
    changed = max(one.stat().st_mtime_ns for one in (file, *brought_in(file)))
    coding = "gzip" if file.suffix in TEXTS and request.accept_encodings["gzip"] > 0 else ""
    response = Response(packed(file, changed) if coding else whole(file), content_type=kind)
    response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Cache-Control"] = FOR_EVER if known else "no-cache"
    response.set_etag(f"{changed:x}{coding}")
    response.make_conditional(request)
    return response


def brought_in(file: Path) -> list[Path]:
    """The stylesheets that a stylesheet imports into its layers."""
    if file.suffix != ".css":
        return []
    return [file.parent / name for name, _ in _IMPORT.findall(file.read_text(encoding="utf-8"))]


def whole(file: Path) -> bytes:
    """A file as it lies there; a stylesheet with what it imports in the place of each import, so that it is one answer
    and not one for each of its forty parts.
    """
    if not brought_in(file):
        return file.read_bytes()

    def part(found: re.Match[str]) -> str:
        return f"@layer {found[2]} {{\n{(file.parent / found[1]).read_text(encoding='utf-8')}\n}}"

    return _IMPORT.sub(part, file.read_text(encoding="utf-8")).encode()


@lru_cache(maxsize=1024)
def packed(file: Path, changed: int) -> bytes:
    """A text as it travels: gzipped, and our scripts without the notes to those who read their source.

    `changed` is the time of its last change (ns), so that a newer text is packed anew.
    """
    text = whole(file)
    if file.suffix == ".js" and "vendor" not in file.parts:
        text = without_notes(text.decode()).encode()
    return gzip.compress(text, 9, mtime=0)


def without_notes(script: str) -> str:
    """A script of ours without its comments; every line stays in its place, so that errors name the right one."""
    return _NOTE.sub(lambda note: "\n" * note[0].count("\n"), script)
