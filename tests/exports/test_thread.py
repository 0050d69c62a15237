"""The thread from the customer's sentence to the signature."""

import pytest

from tests.exports.castor import Castor
from workshop.exports.markdown import as_markdown
from workshop.exports.thread import index, thread


@pytest.fixture(scope="module")
def castor() -> Castor:
    made = Castor().at_signoff()
    made.sign()
    return made


def steps(castor: Castor, name: str) -> list[tuple[str, str]]:
    state = castor.seen("Tom")
    return [(step.word, step.text) for step in thread(state, state.records[castor.made[name]])]


WHOLE = [
    "the customer’s words", "goal", "pressure", "initiative", "obstacle", "opportunity", "objective", "strategy",
    "action", "promised by", "signature",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["quote", "goal", "pressure", "initiative", "obstacle", "deal", "objective", "strategy", "action"]
)
def test_the_whole_path_stands_on_one_page_wherever_one_comes_from(castor: Castor, name: str) -> None:
    assert [word for word, _ in steps(castor, name)] == WHOLE
    assert steps(castor, name)[0][1] == "Give me two hours a day back."


def test_the_path_ends_with_who_promised_and_the_signed_version(castor: Castor) -> None:
    words = dict(steps(castor, "action"))
    assert words["promised by"] == "Ana"
    assert words["signature"].startswith("Version ")


def test_siblings_stand_aside_and_lead_on(castor: Castor) -> None:
    state = castor.seen("Tom")
    at = next(s for s in thread(state, state.records[castor.made["action"]]) if s.here)
    assert [line.record for line in at.beside] == [castor.made["asked"]]


def test_an_objective_nobody_at_the_customer_asked_for_says_so(castor: Castor) -> None:
    state = castor.seen("Tom")
    path = thread(state, state.records[castor.made["bare"]])
    assert path[0].missing
    assert path[-1].text == "Nobody has promised anything for this yet"


def test_the_index_lists_objectives_without_a_customer_sentence_first(castor: Castor) -> None:
    document = index(castor.seen("Tom"), castor.time)
    assert document.sections[0].title == "Without a sentence of the customer"
    text = as_markdown(document)
    assert text.index("Be known in France") < text.index("Win the forty stores")
