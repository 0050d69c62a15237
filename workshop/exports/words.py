"""What people write: Markdown, made into HTML that can do no harm.

No HTML of the writer's own, no pictures, no styles, no headings; links only to the web and
to mail. What is shown is what was typed: a number that begins a line keeps its value.
"""

import html
import re
import threading

import markdown
import nh3

LIMIT = 4_000
#: Python-Markdown looks for the end of every bracket anew; so many still take a few milliseconds.
BRACKETS = 120
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote", "a"}
_SCHEMES = ("http://", "https://", "mailto:")
_MARKED = re.compile(r"[*_`\[\]<>\\\n\t]")
_BEGINS = re.compile(r" {4}|\s*(?:[-+]|\d+[.)])\s")
_NOT_TAKEN = {
    "inline": ("html", "entity", "image_link", "image_reference", "short_image_ref", "reference", "short_reference"),
    "blocks": ("hashheader", "setextheader", "hr", "reference"),
}  # fmt: skip
_one_at_a_time = threading.Lock()


def safe_html(text: str) -> str | None:
    """The text as HTML that may stand on any page; None if it is plain and needs no HTML at all.

    Longer texts than `LIMIT` characters are shown as plain lines.
    """
    if not _MARKED.search(text) and not _BEGINS.match(text):
        return None
    if len(text) > LIMIT or text.count("[") > BRACKETS:
        return _lines(text)
    with _one_at_a_time:
        try:
            made = _reader.reset().convert(text)
        except RecursionError:  # a list in a list in a list, hundreds deep
            _reader.parser.state.clear()  # it believes to be inside all of them still
            return _lines(text)
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_only_known_addresses,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return None if clean == f"<p>{html.escape(text, quote=False)}</p>" else clean


def in_html(text: str) -> str:
    """The text as HTML whatever it holds: for pages and documents."""
    return safe_html(text) or f"<p>{html.escape(text, quote=False)}</p>"


def one_line(text: str, most: int = 90) -> str:
    """The text without marks, on one line, cut at a word: for titles and links."""
    plain = " ".join(re.sub(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}", r"\1", text).split())
    if len(plain) <= most:
        return plain
    cut = plain[: most - 1].rstrip()
    head = cut.rpartition(" ")[0] if " " in cut[most // 2 :] else cut
    return f"{head.rstrip(' ,;:.')}…"


def unbroken(text: str) -> str:
    """The text with ranges such as 5-7 % that no line breaks apart."""
    return re.sub(r"(?<=\d[-–])(?=\d)", "\u2060", text)


def _only_known_addresses(tag: str, name: str, value: str) -> str | None:
    return None if name == "href" and not value.lower().startswith(_SCHEMES) else value


def _lines(text: str) -> str:
    paragraphs = (
        html.escape(part, quote=False).replace("\n", "<br>\n") for part in re.split(r"\n{2,}", text)
    )
    return "".join(f"<p>{part}</p>" for part in paragraphs)


def _reading() -> markdown.Markdown:
    reader = markdown.Markdown(extensions=["nl2br", "sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")
    for name in _NOT_TAKEN["inline"]:
        reader.inlinePatterns.deregister(name)
    for name in _NOT_TAKEN["blocks"]:
        reader.parser.blockprocessors.deregister(name)
    return reader


_reader = _reading()
