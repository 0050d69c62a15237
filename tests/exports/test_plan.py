"""The plan as a document: in order, in sentences, tied to its records, and only what the reader may see."""

from typing import Any

import pytest

from tests.exports.castor import Castor
from workshop.exports import reading
from workshop.exports.markdown import as_markdown
from workshop.exports.minutes import minutes
from workshop.exports.outline import Document, Line, Listing, Origin, Paragraph, Part, Section, records_in
from workshop.exports.plan import plan
from workshop.exports.references import cited
from workshop.exports.thread import thread
from workshop.web.promises_table import as_csv


@pytest.fixture(scope="module")
def castor() -> Castor:
    return Castor().at_signoff()


def text(castor: Castor, who: str = "Mara") -> str:
    return as_markdown(plan(castor.seen(who), castor.time))


def test_the_customer_comes_before_anything_we_sell(castor: Castor) -> None:
    sections = [s.id for s in plan(castor.seen("Tom"), castor.time).sections]
    order = [
        "brief",
        "wants",
        "people",
        "whitespace",
        "opportunities",
        "funnel",
        "objectives",
        "load",
        "signatures",
    ]
    assert [s for s in sections if s in order] == order


@pytest.mark.parametrize(
    "sentence",
    [
        "What Castor Homes wants is this: “Bring the margin to 7 %”.",
        "> Give me two hours a day back.",
        "> Carl, confirmed on their own screen",
        "- Wages rise. \\[1\\]",
        "1. [Annual report 2025, 25 March 2025](<https://example.org/r>)",
        "It answers the pressure “Wages rise”. In the way stands “No back room”.",
        "Here we can help: “Stations for forty stores”.",
        "£600,000, expected on 27 March 2026; qualified. It serves “Modernise the small stores”.",
        "There are £1,000,000 to find. At £100,000 a deal that is 10 deals.",
        "With 5 people for each, there are 100 people to meet. None of them is named so far.",
        "⚑ No sentence of the customer stands behind this objective.",
        "**Time the picking route** Outcome: A baseline they agree with. Ana, by 20 Oct 2025 (accepted",
        "A reference visit (£12,000), because nobody saw one work. Nobody has answered yet.",
        "We do not know the name of the Finance chief.",
        "Nobody has signed this plan yet.",
    ],
)
def test_every_sentence_stands_without_the_tool(castor: Castor, sentence: str) -> None:
    assert sentence in text(castor)


def test_a_source_has_one_number_wherever_it_is_cited_and_is_listed_once_in_the_order_of_reading() -> None:
    report, paper = Origin("Annual report", when="2025"), Origin("A paper")
    first = Part("A goal", (Listing((Line("One", origins=(report,)), Line("Two", origins=(paper, report)))),))
    second = Paragraph((Line("Three", origins=(paper,)), Line("Our own judgement")))
    made = cited(Document("Castor", "", (Section("wants", "Wants", (first, second)),)))
    assert [s.title for s in made.sections] == ["Wants", "Sources"]
    said = as_markdown(made)
    for line in (
        "- One. \\[1\\]",
        "- Two. \\[2\\]\\[1\\]",
        "Three. \\[2\\] Our own judgement.",
        "1. Annual report, 2025",
        "2. A paper",
    ):
        assert line in said
    assert said.count("A paper") == 1
    assert cited(Document("Castor", "", ())).sections == ()


def test_what_the_room_went_on_without_is_told_with_its_reason(castor: Castor) -> None:
    assert "Fay went on all the same, because only a test." in text(castor)


def test_an_empty_workshop_is_a_document_as_well() -> None:
    made = text(Castor(), "Tom")
    assert "What Castor Homes wants has not been written down yet." in made
    assert "Nobody has signed this plan yet." in made


def test_every_sentence_leads_only_to_records_the_reader_may_see(castor: Castor) -> None:
    seen = castor.seen("Tess")
    found = records_in(plan(seen, castor.time))
    assert {
        castor.made[name] for name in ("goal", "initiative", "obstacle", "deal", "objective", "action")
    } <= found
    assert found <= set(seen.records)


def test_the_same_plan_gives_the_same_text(castor: Castor) -> None:
    assert text(castor, "Tom") == text(castor, "Tom")


def test_marks_and_tags_in_what_people_wrote_change_nothing_in_the_markdown() -> None:
    castor = Castor().briefing().insight()
    castor.ok(
        "Ana", "record.edit", id=castor.made["goal"], set={"text": "# [x](javascript:y) <b>7 %</b> | **now**"}
    )
    made = text(castor, "Ana")
    assert r"\# \[x\](javascript:y) \<b\>7 %\</b\> \| \*\*now\*\*" in made


def test_a_signature_names_version_and_time_and_stays_true_for_its_version() -> None:
    castor = Castor().at_signoff()
    assert castor.sign(comments=["Show me the drawing first"])["ok"]
    version = castor.room.state.records["plan"]["version"]
    assert f"Version {version}, signed by Mara at " in text(castor)
    castor.ok("Tom", "record.edit", id=castor.made["deal"], set={"amount": 650_000})
    made = text(castor)
    assert f"Version {version + 1}; version {version} was signed by Mara at " in made
    assert (
        "“Stations for forty stores” was changed after the signature and waits for the manager’s yes." in made
    )


def test_what_was_said_aloud_is_marked_as_such() -> None:
    castor = Castor().whole()
    ben = castor.person("Ben").id
    call = {
        "strategy": castor.made["strategy"],
        "what": "Call them",
        "outcome": "A date",
        "due": "2025-10-21",
    }
    castor.ok("Fay", "actions.add_action", behalf="Gus", owner=ben, **call)
    assert "said aloud by Gus" in text(castor)


def test_a_yes_said_aloud_is_marked_wherever_it_is_told() -> None:
    castor = Castor().whole()
    castor.ok("Fay", "actions.accept", behalf="Ben", action=castor.made["asked"])
    seen = castor.seen("Mara")
    assert "Ben said yes aloud" in text(castor)
    assert "Ana said yes aloud" not in text(castor)
    assert reading.spoken_aloud(seen) == ["Ben said yes aloud to “Draw the station”."]
    events = [event for _, event in castor.room.log.read()]
    assert "Ben promised “Draw the station”, said aloud." in as_markdown(minutes(seen, events, castor.time))
    assert "Ben said yes aloud" in thread(seen, seen.records[castor.made["asked"]])[-2].note
    assert "Ben said yes aloud" in as_csv(seen).decode()


def test_a_yes_that_was_asked_for_again_and_given_by_its_owner_is_no_longer_said_aloud() -> None:
    castor = Castor().whole()
    castor.ok("Fay", "actions.accept", behalf="Ben", action=castor.made["asked"])
    castor.ok("Tom", "record.edit", id=castor.made["asked"], set={"due": "2025-12-02"})
    castor.ok("Ben", "actions.accept", action=castor.made["asked"])
    assert "said yes aloud" not in text(castor)


def test_a_reader_who_sees_no_plan_gets_no_sentence_of_it(castor: Castor) -> None:
    seen: Any = castor.seen("Carl")
    assert not any(
        r.kind in ("goal", "opportunity", "objective", "action", "ask", "risk") for r in seen.records.values()
    )
