"""A document as Markdown: to paste into a mail or a wiki, and to keep beside the file."""

import re
from collections.abc import Iterable, Iterator

from workshop.exports.outline import (
    Cell,
    Document,
    Figures,
    Flag,
    Line,
    Listing,
    Origin,
    Paragraph,
    Part,
    Photograph,
    Pieces,
    Promise,
    Promises,
    Quote,
    Signature,
    Table,
)
from workshop.exports.phrases import sentence

_ACTS = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(document: Document) -> str:
    """The whole document. What people wrote is shown as they typed it, never as marks."""
    lines = [f"# {plain(document.title)}", "", plain(document.kicker), ""]
    if document.lead:
        lines += [plain(document.lead), ""]
    lines += [*(plain(fact) + "  " for fact in document.meta), ""]
    for section in document.sections:
        lines += [f"## {plain(section.title)}", ""]
        for piece in section.pieces:
            lines += [*_piece(piece), ""]
    lines += [plain(fact) for fact in document.foot]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def plain(text: str) -> str:
    """Text whose characters mean nothing to Markdown, on one line."""
    return _ACTS.sub(r"\\\1", " ".join(text.split()))


def _piece(piece: Pieces) -> Iterator[str]:
    match piece:
        case Paragraph(lines=lines):
            yield " ".join(map(_line, lines))
        case Listing(lines=lines):
            yield from (f"- {_line(line)}" for line in lines)
        case Quote() | Photograph():
            yield from _quote(piece)
        case Figures(figures=figures):
            yield from (f"- **{plain(f.number)}** {plain(f.what)}" for f in figures)
        case Table():
            yield from _table(piece)
        case Promises(promises=promises):
            yield from (f"- {_promise(p)}" for p in promises)
        case Flag(text=text):
            yield f"⚑ {plain(text)}"
        case Signature(name=name, facts=facts, fingerprint=mark):
            yield f"**{plain(name)}**  "
            yield from (f"{plain(fact)}  " for fact in facts)
            yield f"fingerprint {mark}" if mark else ""
        case Part():
            yield from _part(piece)
        case _:  # a picture: what it shows is said beside it
            return


def _part(part: Part) -> Iterator[str]:
    yield f"{'#' * part.level} {plain(part.title)}"
    yield ""
    if part.kicker:
        yield f"*{', '.join(map(plain, part.kicker))}*"
        yield ""
    for piece in part.pieces:
        yield from _piece(piece)
        yield ""


def _line(line: Line) -> str:
    said = plain(sentence(line.text))
    if line.origins:
        said = f"{said.rstrip('.')} ({'; '.join(map(_origin, line.origins))})."
    return f"{said} ({plain(line.by)})" if line.by else said


def _origin(origin: Origin) -> str:
    said = plain(f"{origin.title}, {origin.when}" if origin.when else origin.title)
    return f"[{said}](<{origin.url}>)" if origin.url and ">" not in origin.url else said


def _quote(quote: Quote | Photograph) -> Iterator[str]:
    if isinstance(quote, Photograph):
        yield f"Photograph: {plain(quote.caption) or 'a flip chart'}"
        yield from ("", f"> {plain(quote.text)}") if quote.text else ()
        return
    yield f"> {plain(quote.text)}"
    yield ">"
    where = _origin(quote.origin) if quote.origin else plain(quote.where)
    yield f"> {plain(quote.who)}{', ' + where if where else ''}"


def _table(table: Table) -> Iterator[str]:
    yield plain(table.caption)
    yield ""
    yield _row(map(plain, table.columns))
    yield _row("---" for _ in table.columns)
    yield from (_row(map(_cell, row)) for row in table.rows)


def _cell(cell: Cell) -> str:
    return plain(f"{cell.text} ({cell.note})" if cell.note else cell.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _promise(promise: Promise) -> str:
    aside = "".join(f"; {plain(word)}" for word in promise.aside)
    outcome = plain(sentence(promise.outcome)).rstrip(".")
    who = f"{plain(promise.who)}, by {plain(promise.due)}" if promise.who else plain(promise.due)
    return f"**{plain(promise.what)}** Outcome: {outcome}. {who} ({plain(promise.state)}{aside})."
