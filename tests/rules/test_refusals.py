"""What people are told when something cannot be taken: in words, never in the program's."""

import re

import msgspec
import pytest

from tests.cast import Workshop
from workshop.engine.rulebook import COMMANDS
from workshop.rules import fields, stages
from workshop.rules.refusals import Refusal

WRONG = ("x", "", None, 3, -99_999, 10**16, 1.5, True, [], {}, "x" * 5000, ["x" * 300], [3], {"a": "zz"})
SYSTEM_WORDS = re.compile(
    r"\b(int|str|float|bool|array|object|null|enum|regex|expected|invalid|\$)|[`{}^\\]", re.IGNORECASE
)


def refused(command, data):
    with pytest.raises(Refusal) as found:
        fields.read(data, COMMANDS[command].data)
    return found.value


def test_no_wrong_value_of_any_field_is_answered_in_the_programs_own_words():
    said = set()
    for command in COMMANDS.values():
        for field in msgspec.structs.fields(command.data):
            for value in WRONG:
                try:
                    fields.read({field.encode_name: value}, command.data)
                except Refusal as refusal:
                    said.add(refusal.say)
    assert len(said) > 100
    assert [line for line in said if SYSTEM_WORDS.search(line.partition(":")[2]) or len(line) > 200] == []


@pytest.mark.parametrize(
    ("command", "data", "say"),
    [
        ("vote.set_dots", {"ballot": "b", "item": "i", "dots": "3"}, "Dots: please give a whole number."),
        ("signoff.pledge", {"confidence": 9}, "Confidence: at most 5."),
        ("signoff.pledge", {"confidence": 0}, "Confidence: at least 1."),
        ("research.add_card", {"c": "custmer", "text": "x"}, "C: that is not one of the choices."),
        ("research.add_card", {"c": "customer", "text": ""}, "Text: please fill this in."),
        (
            "actions.add_action",
            {"strategy": "s", "what": "w", "outcome": "o", "owner": "p", "due": "22.11.2026"},
            "Due: please give a day, as in 2026-11-30.",
        ),
        ("research.add_card", {"c": "customer", "text": " \n\u00a0 "}, "Text: please fill this in."),
        ("research.add_cards", {"c": "customer", "lines": ["One", "  "]}, "Lines: please fill this in."),
        (
            "visit.move",
            {"at": "half past one"},
            "At: please give a time, as in 13:30.",
        ),
        ("research.add_card", [], "This: that cannot be read."),
    ],
)
def test_a_wrong_value_is_named_with_what_would_do(command, data, say):
    assert refused(command, data).say == say


def test_a_currency_is_asked_for_as_it_is_written():
    with pytest.raises(Refusal) as found:
        fields.read({"customer": "Castor", "title": "Plan", "currency": "EURO"}, stages.Workshop)
    assert found.value.say == "Currency: please give three letters, as in EUR."


@pytest.mark.parametrize("who", ["Sven", "Carl", "Tom", "Mara"])
def test_whoever_is_in_but_does_not_lead_reads_whose_it_is_to_move_the_room(who):
    workshop = Workshop().open()
    assert workshop.refused(who, "stage.advance", to="briefing") == "not_facilitator"


@pytest.mark.parametrize(
    ("command", "data", "say"),
    [
        ("funnel.set", {}, "This can be done from “Objectives” until senior management has the plan."),
        ("vote.open", {}, "This can be done during “Focus”."),
        ("questions.put", {}, "This can be done during “Customer briefing”."),
    ],
)
def test_what_belongs_to_another_stage_is_told_in_a_sentence_that_fits_every_command(command, data, say):
    workshop = Workshop().open()
    assert workshop.do("Fay", command, **data)["say"] == say
