"""What sounds alike is pointed out to whoever may read it, and to nobody else; nothing is joined by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.castor import Castor
from tests.web.library import Library
from workshop.web.alike import ALIKE, PAIRS, TEXTS, pairs

ASK = "alike.json?kind=note&slot=slot:debrief"
SAME = ("The stores have no back room.", "the stores have no back rooms")


def found(*texts: str) -> list[set[str]]:
    """The pairs among these, by their words."""
    by_id = {str(n): text for n, text in enumerate(texts)}
    return [{by_id[pair.one], by_id[pair.other]} for pair in pairs(by_id)]


def test_the_same_in_other_words_order_capitals_accents_or_signs_is_found_and_the_rest_is_not() -> None:
    assert found(*SAME, "Poland is down three per cent") == [set(SAME)]
    assert found("Win the plant pilot", "Plant pilot: win it", "Win the board")
    assert found("Märkte ohne Lager", "MARKTE OHNE LAGER!") == [{"Märkte ohne Lager", "MARKTE OHNE LAGER!"}]
    assert len(found("门店员工每天花四个小时拣货。", "门店员工每天花四小时拣货")) == 1
    assert found("We are late", "We are early", "Prices go up", "Prices go down") == []
    assert found("", "!!", "", "…") == []


@given(st.lists(st.text("ab cé,", max_size=12), max_size=12))
def test_every_two_are_compared_once_and_the_most_alike_come_first(texts: list[str]) -> None:
    made = pairs({str(n): text for n, text in enumerate(texts)})
    assert len({frozenset((pair.one, pair.other)) for pair in made}) == len(made)
    assert all(pair.one != pair.other and ALIKE <= pair.alike <= 100 for pair in made)
    assert [pair.alike for pair in made] == sorted((pair.alike for pair in made), reverse=True)


def test_of_a_great_many_the_newest_are_compared_and_a_number_is_told_that_a_page_can_hold() -> None:
    assert len(pairs({str(n): "the same words" for n in range(60)})) == PAIRS
    assert TEXTS >= 200


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path, Castor().go_to("research"))
    yield made
    made.close()


def test_nothing_is_said_of_what_is_still_hidden_and_after_the_reveal_the_team_is_told(
    library: Library,
) -> None:
    assert library.do("Fay", "stage.go", slot="slot:debrief").get("ok")
    assert library.room.state.records["slot:debrief"]["mode"] == "write_reveal"
    written = [
        library.do(name, "capture.add_note", text=text, slot="slot:debrief")["made"][0]
        for name, text in zip(("Tom", "Tess"), SAME, strict=True)
    ]
    for name in ("Fay", "Tom", "Ana"):
        assert library.reader(name).data(ASK) == {"pairs": []}
    assert library.do("Fay", "capture.reveal", slot="slot:debrief").get("ok")
    for name in ("Fay", "Tom", "Ana", "Mara"):
        told = library.reader(name).data(ASK)["pairs"]
        assert [{pair["one"], pair["other"]} for pair in told] == [set(written)]
    assert library.reader("Fay").data("alike.json?kind=note&slot=slot:promises") == {"pairs": []}
    for name in ("Carl", "Screen"):
        assert library.reader(name).get(ASK).status_code == 403
    assert library.reader("Fay").data("alike.json?kind=nothing") == {"pairs": []}
    assert {library.room.state.records[note].status for note in written} == {"active"}
