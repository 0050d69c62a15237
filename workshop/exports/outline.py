"""A document as typed pieces, before it is HTML or Markdown. What is said leads back to the record it rests on."""

from collections.abc import Iterator
from typing import Literal

import msgspec

Tone = Literal["", "good", "warn", "bad", "customer", "ours"]


class Piece(msgspec.Struct, frozen=True, tag_field="piece", omit_defaults=True):
    """One piece of a document. Its tag is the name of the macro and the function that render it."""


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a fact comes from: a title, maybe an address, its date in words; its number where it is cited."""

    title: str
    url: str = ""
    when: str = ""
    number: int = 0


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence that stands by itself. `record` is what it rests on; whoever renders it sets the full stop."""

    text: str
    record: str = ""
    origins: tuple[Origin, ...] = ()
    by: str = ""
    tone: Tone = ""


class Paragraph(Piece, frozen=True, tag="paragraph"):
    """Sentences that belong together; `lead` for the ones a reader should not miss."""

    lines: tuple[Line, ...]
    lead: bool = False


class Listing(Piece, frozen=True, tag="listing"):
    """Sentences one under the other."""

    lines: tuple[Line, ...]


class Quote(Piece, frozen=True, tag="quote"):
    """Somebody's own words, who said them, and where or how that is known."""

    text: str
    who: str
    where: str = ""
    record: str = ""
    origin: Origin | None = None


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One number and what it says. `open` is what is still missing."""

    number: str
    what: str
    open: bool = False


class Figures(Piece, frozen=True, tag="figures"):
    """A few numbers on one line."""

    figures: tuple[Figure, ...]


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell of a table; `tone` names how it is drawn, `note` a second line."""

    text: str
    note: str = ""
    tone: str = ""
    record: str = ""
    number: bool = False


class Table(Piece, frozen=True, tag="table"):
    """Rows whose first cell names them. `heat` draws the cells as fields of colour, words included."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heat: bool = False


class Promise(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody does, for what, by when, and how it stands in words."""

    what: str
    outcome: str
    who: str
    due: str
    state: str
    tone: Tone = ""
    record: str = ""
    aside: tuple[str, ...] = ()


class Promises(Piece, frozen=True, tag="promises"):
    """Promises, one under the other."""

    promises: tuple[Promise, ...]


class Bar(msgspec.Struct, frozen=True):
    """How much there is of what is needed; `share` is 0 to 100."""

    label: str
    have: str
    share: float


class Bars(Piece, frozen=True, tag="bars"):
    """Plan against attainment. The sentences beside it say the same."""

    bars: tuple[Bar, ...]


class Dot(msgspec.Struct, frozen=True):
    """Something at a place between 0 and 100 along and, in a square, up; `size` is 0 to 100."""

    label: str
    x: float
    y: float = 0
    size: float = 0
    tone: Tone = ""


class Lane(msgspec.Struct, frozen=True):
    """One person's dots on a timeline."""

    label: str
    dots: tuple[Dot, ...]


class Timeline(Piece, frozen=True, tag="timeline"):
    """What is due when, by person. The table under it says the same."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Dot, ...]


class Square(Piece, frozen=True, tag="square"):
    """Worth to the customer and to us, each opportunity as large as its amount. Its list says the same."""

    dots: tuple[Dot, ...]
    along: str
    up: str


class Branch(msgspec.Struct, frozen=True):
    """Somebody and who reports to them."""

    text: str
    note: str
    tone: Tone = ""
    covered: bool = True
    under: tuple["Branch", ...] = ()


class Tree(Piece, frozen=True, tag="tree"):
    """Who reports to whom. The table under it says the same."""

    branches: tuple[Branch, ...]


class Photograph(Piece, frozen=True, tag="photograph"):
    """A photograph of a flip chart, with its caption and what stands on it. Sides in pixels, 0 where not known."""

    record: str
    file: str
    caption: str = ""
    text: str = ""
    width: int = 0
    height: int = 0

    @property
    def says(self) -> str:
        """What is read in place of the picture."""
        return self.text or self.caption or "A flip chart"


class Flag(Piece, frozen=True, tag="flag"):
    """Something that should not be overlooked."""

    text: str
    record: str = ""


class Sources(Piece, frozen=True, tag="sources"):
    """What the document cites, each under the number it is cited by."""

    origins: tuple[Origin, ...]


class Signature(Piece, frozen=True, tag="signature"):
    """A name under a version. `fingerprint` is small print."""

    name: str
    facts: tuple[str, ...]
    fingerprint: str = ""


class Part(Piece, frozen=True, tag="part"):
    """A piece with a title of its own inside a section: a goal, an objective, a strategy."""

    title: str
    pieces: tuple["Pieces", ...]
    kicker: tuple[str, ...] = ()
    record: str = ""
    level: int = 3


Pictures = Bars | Timeline | Square | Tree
Pieces = (
    Paragraph
    | Listing
    | Quote
    | Figures
    | Table
    | Promises
    | Flag
    | Signature
    | Part
    | Photograph
    | Sources
    | Pictures
)


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """One section: its anchor, its title, a small note under the title, and its pieces."""

    id: str
    title: str
    pieces: tuple[Pieces, ...]
    note: str = ""


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole document."""

    title: str
    kicker: str
    sections: tuple[Section, ...]
    lead: str = ""
    meta: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


def records_in(document: Document) -> set[str]:
    """The ids of every record a document leads back to."""
    return {i for section in document.sections for i in records_of(section.pieces)}


def records_of(pieces: tuple[Pieces, ...]) -> Iterator[str]:
    """The same for some pieces, in the order in which they speak of them."""
    for piece in pieces:
        match piece:
            case Paragraph(lines=lines) | Listing(lines=lines):
                yield from (line.record for line in lines if line.record)
            case Table(rows=rows):
                yield from (cell.record for row in rows for cell in row if cell.record)
            case Promises(promises=promises):
                yield from (p.record for p in promises if p.record)
            case Part(pieces=inner, record=record):
                yield from records_of(inner)
                yield from [record] if record else []
            case Quote(record=record) | Flag(record=record):
                yield from [record] if record else []
            case _:
                continue
