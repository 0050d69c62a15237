"""The sources of a document: numbered where they are cited, in the order in which a reader meets them, and listed."""

from collections.abc import Iterable

import msgspec

from workshop.exports.outline import (
    Document,
    Line,
    Listing,
    Origin,
    Paragraph,
    Part,
    Pieces,
    Section,
    Sources,
)


def cited(document: Document) -> Document:
    """The document with a number at each citation, the same for the same source, and a list of them at its end."""
    numbers: dict[Origin, Origin] = {}
    sections = tuple(
        msgspec.structs.replace(section, pieces=_numbered(section.pieces, numbers))
        for section in document.sections
    )
    if numbers:
        listed = Sources(tuple(numbers.values()))
        sections += (Section("sources", "Sources", (listed,)),)
    return msgspec.structs.replace(document, sections=sections)


def _numbered(pieces: Iterable[Pieces], numbers: dict[Origin, Origin]) -> tuple[Pieces, ...]:
    return tuple(_piece(piece, numbers) for piece in pieces)


def _piece(piece: Pieces, numbers: dict[Origin, Origin]) -> Pieces:
    match piece:
        case Part(pieces=inside):
            return msgspec.structs.replace(piece, pieces=_numbered(inside, numbers))
        case Paragraph(lines=lines) | Listing(lines=lines):
            return msgspec.structs.replace(piece, lines=tuple(_line(line, numbers) for line in lines))
        case _:
            return piece


def _line(line: Line, numbers: dict[Origin, Origin]) -> Line:
    for origin in line.origins:
        if origin not in numbers:
            numbers[origin] = msgspec.structs.replace(origin, number=len(numbers) + 1)
    return msgspec.structs.replace(line, origins=tuple(numbers[origin] for origin in line.origins))
