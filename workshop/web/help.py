"""The handbook: Markdown files as pages, for anybody, also without an account."""

import re
from functools import cache
from pathlib import Path

import markdown
import nh3
from flask import Blueprint, Response, abort
from markupsafe import Markup

from workshop.web.assets import address
from workshop.web.page import page

pages = Blueprint("help", __name__)

FOLDER = Path(__file__).parent.parent / "help"
_NAME = re.compile(r"[a-z_]{1,30}")
_PICTURE = re.compile(r'src="([a-z_]{1,30}\.png)"')
#: A table, with the last heading before it.
_TABLE = re.compile(r"(<h[123]>([^<]*)</h[123]>)((?:(?!<h[123]>).)*?)<table>", re.DOTALL)
_TAGS = {
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "a", "hr", "kbd"),
    *("table", "thead", "tbody", "tr", "th", "td", "img"),
}


@pages.get("/help")
@pages.get("/help/<name>")
def help_page(name: str = "index") -> Response:
    """One page of the handbook."""
    if not _NAME.fullmatch(name) or not (FOLDER / f"{name}.md").is_file():
        abort(404)
    title, body = rendered(name)
    return page("help.html", title=title, body=Markup(body), name=name, contents=contents())  # noqa: S704 - cleaned


@cache
def rendered(name: str) -> tuple[str, str]:
    """A page's title and its body as clean HTML."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    html = markdown.markdown(text, extensions=["tables"])
    kept = {"a": {"href"}, "img": {"src", "alt"}}
    clean = nh3.clean(html, tags=_TAGS, attributes=kept, link_rel="noopener noreferrer")
    shown = _PICTURE.sub(lambda found: f'src="{address("help/" + found[1])}" loading="lazy"', clean)
    return titled(text), _TABLE.sub(
        lambda found: f'{found[1]}{found[3]}<table aria-label="{found[2]}">', shown
    )


@cache
def contents() -> list[tuple[str, str]]:
    """Every page's name and title, the beginning first."""
    names = sorted(path.stem for path in FOLDER.glob("*.md"))
    found = [(name, titled((FOLDER / f"{name}.md").read_text(encoding="utf-8"))) for name in names]
    return sorted(found, key=lambda one: (one[0] != "index", one[1]))


def titled(text: str) -> str:
    """The first heading."""
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "Handbook")
