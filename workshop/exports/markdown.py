"""A document as Markdown: to paste into a mail or a wiki, and to keep beside the file."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

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
    Sources,
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
    """One piece. Of what is drawn nothing is written: the sentences beside it say the same."""
    write = _WRITERS.get(type(piece))
    return write(piece) if write else iter(())


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield " ".join(map(_line, paragraph.lines))


def _listing(listing: Listing) -> Iterator[str]:
    yield from (f"- {_line(line)}" for line in listing.lines)


def _figures(figures: Figures) -> Iterator[str]:
    yield from (f"- **{plain(f.number)}** {plain(f.what)}" for f in figures.figures)


def _promises(promises: Promises) -> Iterator[str]:
    yield from (f"- {_promise(p)}" for p in promises.promises)


def _flag(flag: Flag) -> Iterator[str]:
    yield f"⚑ {plain(flag.text)}"


def _signature(signature: Signature) -> Iterator[str]:
    yield f"**{plain(signature.name)}**  "
    yield from (f"{plain(fact)}  " for fact in signature.facts)
    yield f"fingerprint {signature.fingerprint}" if signature.fingerprint else ""


def _sources(sources: Sources) -> Iterator[str]:
    yield from (f"{origin.number}. {_origin(origin)}" for origin in sources.origins)


def _photograph(photograph: Photograph) -> Iterator[str]:
    """The name of its file, with what stands on it: whoever keeps the picture beside the text sees it there."""
    yield f"![{plain(photograph.says)}]({photograph.file})"
    if photograph.caption and photograph.caption != photograph.says:
        yield ""
        yield f"*{plain(photograph.caption)}*"


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
        said = f"{said} {plain(''.join(f'[{origin.number}]' for origin in line.origins))}"
    return f"{said} ({plain(line.by)})" if line.by else said


def _origin(origin: Origin) -> str:
    said = plain(f"{origin.title}, {origin.when}" if origin.when else origin.title)
    return f"[{said}](<{origin.url}>)" if origin.url and ">" not in origin.url else said


def _quote(quote: Quote) -> Iterator[str]:
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


_WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Quote: _quote,
    Figures: _figures,
    Table: _table,
    Promises: _promises,
    Flag: _flag,
    Signature: _signature,
    Sources: _sources,
    Photograph: _photograph,
    Part: _part,
}
