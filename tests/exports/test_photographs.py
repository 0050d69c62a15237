"""Photographs of flip charts in documents: beside what they show, once, with words in their place."""

from collections.abc import Iterator

import pytest

from tests.exports.castor import Castor
from workshop.exports.markdown import as_markdown
from workshop.exports.minutes import minutes
from workshop.exports.outline import Document, Part, Photograph, Pieces, records_of
from workshop.exports.plan import plan

MARK = "ab12" * 16
FILE = "photo-ab12ab12ab12.jpg"


@pytest.fixture
def castor() -> Castor:
    return Castor().whole()


def hang(castor: Castor, *shows: str, mark: str = MARK, **words: str) -> str:
    """A photograph on the wall that shows these."""
    photo = castor.ok("Tess", "photos.keep", picture=mark, width=800, height=600)[0]
    if words:
        castor.ok("Tess", "record.edit", id=photo, set=words)
    for record in shows:
        castor.ok("Tess", "record.link", id=photo, to=record, field="shows")
    return photo


def read(castor: Castor, who: str = "Mara") -> Document:
    return plan(castor.seen(who), castor.time)


def places(document: Document) -> list[tuple[str, str]]:
    """Each photograph with a record of the piece before it, "" where it begins its part."""
    return [place for section in document.sections for place in _places(section.pieces)]


def _places(pieces: tuple[Pieces, ...]) -> Iterator[tuple[str, str]]:
    before = ""
    for piece in pieces:
        if isinstance(piece, Photograph):
            yield piece.record, before
        elif isinstance(piece, Part):
            yield from _places(piece.pieces)
        else:
            before = next(records_of((piece,)), "")


TOLD = ("goal", "pressure", "initiative", "obstacle", "boss", "deal", "objective", "strategy", "action")


@pytest.mark.parametrize("kind", TOLD)
def test_the_plan_shows_a_photograph_where_it_speaks_of_what_stands_on_it(castor: Castor, kind: str) -> None:
    photo = hang(castor, castor.made[kind])
    assert [one for one, _ in places(read(castor))] == [photo]
    assert [one for one, _ in places(read(castor, "Tom"))] == [photo]


def test_a_goals_photograph_stands_under_its_words_before_what_presses_on_it(castor: Castor) -> None:
    hang(castor, castor.made["goal"], caption="The margin")
    made = as_markdown(read(castor))
    assert (
        made.index("### Bring the margin") < made.index("The margin") < made.index("#### What presses on it")
    )


@pytest.mark.parametrize(
    ("kind", "section"), [("boss", "people"), ("deal", "opportunities"), ("action", "objectives")]
)
def test_it_stands_where_the_plan_tells_of_it_not_where_it_is_only_named(
    castor: Castor, kind: str, section: str
) -> None:
    castor.ok("Tom", "record.edit", id=castor.made["goal"], set={"owners": [castor.made["boss"]]})
    hang(castor, castor.made[kind])
    here = [s.id for s in read(castor).sections if [*_places(s.pieces)]]
    assert here == [section]


def test_a_photograph_that_shows_several_things_is_in_the_plan_once(castor: Castor) -> None:
    hang(castor, castor.made["goal"], castor.made["initiative"], castor.made["action"])
    assert len(places(read(castor))) == 1


def test_what_was_joined_brings_its_photograph_along(castor: Castor) -> None:
    twin = castor.ok("Ana", "insight_map.add_goal", text="Margin 7 %", told_by=[castor.made["quote"]])[0]
    photo = hang(castor, twin)
    castor.ok("Fay", "record.merge", into=castor.made["goal"], others=[twin])
    assert [one for one, _ in places(read(castor))] == [photo]


def test_a_fact_behind_an_objective_brings_its_photograph_too(castor: Castor) -> None:
    cards = [castor.ok("Tom", "research.add_card", c="company", text=text)[0] for text in ("One", "Two")]
    for card in cards:
        castor.ok("Tom", "record.link", id=castor.made["objective"], to=card, field="insights")
    photo = hang(castor, cards[1])
    assert [one for one, _ in places(read(castor))] == [photo]
    assert "It rests on “One”. It rests also on “Two”." in as_markdown(read(castor))


def test_markdown_names_the_file_and_what_stands_on_it_and_nothing_in_it_is_a_mark(castor: Castor) -> None:
    hang(castor, castor.made["goal"], caption="Board [1]", text="Margin 7 %\n![x](evil)")
    assert f"![Margin 7 % !\\[x\\](evil)]({FILE})\n\n*Board \\[1\\]*\n" in as_markdown(read(castor))
    events = (event for _, event in castor.room.log.read())
    assert f"]({FILE})" in as_markdown(minutes(castor.seen("Tom"), events, castor.time))


def test_a_photograph_without_words_is_a_flip_chart(castor: Castor) -> None:
    hang(castor, castor.made["goal"])
    assert f"![A flip chart]({FILE})" in as_markdown(read(castor))


def test_what_is_taken_off_or_shows_nothing_is_not_in_the_plan(castor: Castor) -> None:
    photo = hang(castor, castor.made["goal"])
    hang(castor, mark="cd34" * 16)
    castor.ok("Tess", "record.unlink", id=photo, to=castor.made["goal"], field="shows")
    assert places(read(castor)) == []
    castor.ok("Tess", "record.link", id=photo, to=castor.made["goal"], field="shows")
    castor.ok("Tess", "record.withdraw", id=photo)
    assert places(read(castor)) == []


def test_no_visitor_and_no_wall_with_a_visitor_before_it_sees_one(castor: Castor) -> None:
    photo = hang(castor, castor.made["goal"])
    for name in ("Carl", "Sven"):
        assert photo not in castor.seen(name).records


def test_a_photograph_shows_what_stands_on_a_board_and_nothing_else(castor: Castor) -> None:
    photo = hang(castor)
    castor.go_to("actions")
    nobody = castor.person("Tom").id
    for record in ("not there", nobody, "slot:talk", photo):
        assert castor.refused("Tess", "record.link", id=photo, to=record, field="shows") == "invalid"
    assert (
        castor.refused("Carl", "record.link", id=photo, to=castor.made["goal"], field="shows") == "excluded"
    )
