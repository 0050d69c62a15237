"""The facilitator's guide to a stage: a Markdown file beside its playbook, as HTML for the console."""

import re
from pathlib import Path

import markdown
import nh3

from workshop.rooms import PLAYBOOKS
from workshop.rules import playbook
from workshop.rules.state import State

_TAGS = {"h2", "h3", "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code"}
_TITLE = re.compile(r"\A\s*# .*\n")


def guide(state: State, stage_id: str, home: Path) -> str:
    """The guide to a stage as safe HTML, without its title; "" where there is none. KeyError: no such stage.

    A playbook kept in the home brings its own guides in a folder of its name; for the rest
    the guides that come with Workshop are read.
    """
    book = playbook.of(state)
    name = Path(book.stage(stage_id).guide).name
    for folder in (home / "playbooks" / book.id, PLAYBOOKS / book.id, PLAYBOOKS / "two_days"):
        path = folder / name
        if name and path.is_file():
            return _html(path.read_text(encoding="utf-8"))
    return ""


def _html(text: str) -> str:
    made = markdown.markdown(_TITLE.sub("", text), extensions=["sane_lists"], output_format="html")
    return nh3.clean(made, tags=_TAGS, attributes={})
