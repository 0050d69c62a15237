"""Photographs of flip charts beside what they show, in whatever document speaks of it."""

from collections.abc import Iterable, Iterator

import msgspec

from workshop.exports.outline import Document, Part, Photograph, Pieces, Section, records_of
from workshop.rules.photos import file_name, showing
from workshop.rules.state import Record, State

#: The section of the plan that tells a kind of record; elsewhere it is only named.
_TOLD_IN = {
    "goal": "wants",
    "pressure": "wants",
    "initiative": "wants",
    "obstacle": "wants",
    "stakeholder": "people",
    "unit": "whitespace",
    "opportunity": "opportunities",
    "objective": "objectives",
    "strategy": "objectives",
    "action": "objectives",
}


def photograph(photo: Record) -> Photograph:
    """One photograph as a piece of a document."""
    return Photograph(
        record=photo.id,
        file=file_name(photo),
        caption=photo["caption"],
        text=photo["text"],
        width=photo["width"] or 0,
        height=photo["height"] or 0,
    )


def beside(state: State, document: Document) -> Document:
    """The document with each photograph where it tells of something on it: after that piece, and once."""
    if not any(p["shows"] for p in state.of("photo")):
        return document
    gone: set[str] = set()
    sections = tuple(_Album(state, section, gone).whole() for section in document.sections)
    return msgspec.structs.replace(document, sections=sections)


class _Album:
    """The photographs of one section; `gone` are those that stand somewhere already."""

    def __init__(self, state: State, section: Section, gone: set[str]) -> None:
        self._state, self._section, self._gone = state, section, gone

    def whole(self) -> Section:
        return msgspec.structs.replace(self._section, pieces=tuple(self._placed(self._section.pieces)))

    def _placed(self, pieces: Iterable[Pieces]) -> Iterator[Pieces]:
        for piece in pieces:
            if isinstance(piece, Part):
                yield self._in_part(piece)
            else:
                yield piece
                yield from self._of(records_of((piece,)))

    def _in_part(self, part: Part) -> Part:
        """Its own photographs stand under its words, before the parts inside it."""
        own = [*self._of([part.record])]
        words = [p for p in part.pieces if not isinstance(p, Part)]
        inside = [p for p in part.pieces if isinstance(p, Part)]
        return msgspec.structs.replace(part, pieces=(*self._placed(words), *own, *self._placed(inside)))

    def _of(self, records: Iterable[str]) -> Iterator[Photograph]:
        for record in filter(None, map(self._state.get, records)):
            home = _TOLD_IN.get(record.kind, self._section.id)
            for photo in showing(self._state, record) if home == self._section.id else ():
                if photo.id not in self._gone:
                    self._gone.add(photo.id)
                    yield photograph(photo)
