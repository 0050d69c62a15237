"""The morning: what changed since the doors closed, what waits for me, what we owe, each with my own eyes."""

import msgspec
import pytest

from tests.exports.castor import Castor
from workshop.engine.rulebook import KINDS
from workshop.exports.digest import Digest, as_document, as_text, digest
from workshop.exports.reading import before_signing


def told(castor: Castor, name: str) -> dict[str, list[str]]:
    return {part.title: [line.text for line in part.lines] for part in whole(castor, name).parts}


def whole(castor: Castor, name: str) -> Digest:
    events = [event for _, event in castor.room.log.read()]
    viewer = castor.viewer(name)
    return digest(castor.seen(name), events, dict(KINDS), viewer, castor.time)


@pytest.fixture
def night() -> Castor:
    """The first day is over; a decision was taken while Gus was out, and something was parked for next time."""
    castor = Castor().whole()
    castor.ok("Gus", "people.leave")
    castor.ok("Ana", "talk.add_decision_note", text="We start in Lille")
    (parked,) = castor.ok("Ana", "talk.add_parked", text="Who pays for the pilot?")
    castor.ok("Ana", "talk.settle", id=parked, settled="next_session")
    castor.ok("Fay", "stage.adjourn")
    return castor


def test_before_the_first_day_is_over_there_is_nothing_to_tell() -> None:
    assert whole(Castor().whole(), "Tom") == Digest(0, "", ())


def test_what_waits_is_told_to_whoever_it_waits_for_and_nobody_else(night: Castor) -> None:
    assert any("Draw the station" in line for line in told(night, "Ben")["Waits for you"])
    assert "Waits for you" not in told(night, "Ana")


def test_what_happened_at_the_customer_is_told_to_everybody_of_ours_also_as_the_doors_open(
    night: Castor,
) -> None:
    one = night.ok("Ana", "review.add_signal", kind="somebody left", text="The CFO left on Friday")[0]
    for name in ("Ben", "Mara", "Olga"):
        (line,) = told(night, name)["What happened at the customer"]
        assert line.startswith("The CFO left on Friday. Ana wrote it down on Thursday")
        assert line.endswith("; nobody has answered it yet.")
    night.ok("Fay", "stage.open_doors")
    assert "What happened at the customer" in told(night, "Ben")
    for name in ("Ana", "Mara"):
        night.ok(name, "people.arrive", how="room")
    night.ok("Ana", "review.stay", because=one, why="His deputy thinks the same")
    assert "answered" not in told(night, "Ben")["What happened at the customer"][0]
    night.ok("Fay", "stage.adjourn")
    assert "What happened at the customer" not in told(night, "Ben")


def test_what_a_rehearsal_was_founded_with_is_no_news_though_the_true_clock_is_ahead_of_its_own(
    night: Castor,
) -> None:
    events = [event for _, event in night.room.log.read()]
    half = len(events) // 2
    ahead = [msgspec.structs.replace(event, at=event.at + 10**12) for event in events[:half]]
    for log in (events, [*ahead, *events[half:]]):
        read = digest(night.seen("Tom"), log, dict(KINDS), night.viewer("Tom"), night.time)
        assert "What changed in the plan" not in [part.title for part in read.parts]


def test_a_decision_is_news_to_whoever_was_not_there(night: Castor) -> None:
    assert any("We start in Lille" in line for line in told(night, "Gus")["Decided while you were out"])
    for name in ("Ben", "Fay"):
        assert "Decided while you were out" not in told(night, name)


def test_only_what_changed_after_the_doors_closed_counts_as_changed(night: Castor) -> None:
    assert "What changed in the plan" not in told(night, "Tom")
    night.ok("Ana", "relationship_map.add_stakeholder", name="Nia Roy", title="Buyer")
    changed = told(night, "Tom")["What changed in the plan"]
    assert any("Nia Roy" in line for line in changed)
    assert not any("Ida Norrby" in line for line in changed)


def test_what_was_taken_off_overnight_is_told_by_its_name_until_it_is_put_back(night: Castor) -> None:
    night.ok("Ana", "record.withdraw", id=night.made["cfo"])
    assert told(night, "Tom")["What changed in the plan"] == [
        "Taken out: the person at the customer “Finance chief”"
    ]
    night.ok("Ana", "record.restore", id=night.made["cfo"])
    assert "What changed in the plan" not in told(night, "Tom")


def test_what_an_objective_rests_on_since_last_night_is_told_in_words(night: Castor) -> None:
    night.ok("Fay", "stage.open_doors")
    for name in ("Ana", "Mara"):
        night.ok(name, "people.arrive", how="room")
    night.ok("Ana", "record.edit", id=night.made["bare"], set={"insights": [night.made["goal"]]})
    (line,) = told(night, "Tom")["What changed in the plan"]
    assert line.endswith("what it rests on is now “Bring the margin to 7 %”")


def test_a_tie_to_what_was_taken_off_overnight_is_told_by_its_name(night: Castor) -> None:
    night.ok("Ana", "record.edit", id=night.made["cfo"], set={"reports_to": ""})
    night.ok("Ana", "record.withdraw", id=night.made["boss"])
    changed = told(night, "Tom")["What changed in the plan"]
    assert any("reports to from “Ida Norrby" in line and line.endswith("to nothing") for line in changed)


def test_a_decision_withdrawn_overnight_is_told_and_one_changed(night: Castor) -> None:
    (other,) = (d.id for d in night.room.state.of("decision_note"))
    night.ok("Ana", "record.edit", id=other, set={"text": "We start in Arras"})
    assert any("Lille" in line and "Arras" in line for line in told(night, "Ben")["What changed in the plan"])
    night.ok("Ana", "record.withdraw", id=other)
    assert told(night, "Ben")["What changed in the plan"] == ["Taken out: the decision “We start in Lille”"]
    night.ok("Ana", "talk.add_decision_note", text="We start in Spain")
    assert not any("Spain" in line for line in told(night, "Ben")["What changed in the plan"])


def test_what_was_being_asked_when_the_day_ended_is_still_to_decide(night: Castor) -> None:
    night.ok("Fay", "stage.open_doors")
    for name in ("Ana", "Ben"):
        night.ok(name, "people.arrive", how="room")
    night.ok("Ana", "decide.propose", text="We start in Spain")
    night.ok("Fay", "stage.adjourn")
    (line,) = told(night, "Gus")["Still to decide"]
    assert line == "“We start in Spain”: the day ended while everybody was being asked"


def test_erased_words_are_not_told_again_as_taken_off(night: Castor) -> None:
    night.ok("Tom", "record.withdraw", id=night.made["boss"])
    assert "Norrby" in as_text(whole(night, "Ana"), night.person("Ana"))
    night.ok("Fay", "people.erase", person=night.person("Tom").id)
    assert "Norrby" not in as_text(whole(night, "Ana"), night.person("Ana"))


def test_what_is_parked_comes_back_in_the_morning_and_stays_known_once_doors_are_open(night: Castor) -> None:
    assert told(night, "Tom")["In the parking lot"] == ["Who pays for the pilot?"]
    night.ok("Fay", "stage.open_doors")
    assert "In the parking lot" in told(night, "Tom")


def test_a_promise_given_to_the_customer_in_the_briefing_is_owed(night: Castor) -> None:
    castor = Castor().briefing()
    castor.ok(
        "Fay", "stage.go", slot=next(s.id for s in castor.room.state.of("slot") if s["stage"] == "briefing")
    )
    castor.ok("Tom", "talk.add_minute", text="Send the drawings to Carl", tag="action")
    castor.ok("Tom", "questions.quote", text="We lose a day", said_by=castor.person("Carl").id)
    castor.ok("Fay", "stage.adjourn")
    owed = told(castor, "Ben")["What we owe the customer"]
    assert any("Send the drawings to Carl" in line for line in owed)
    assert any("To be confirmed by Carl" in line for line in owed)


def test_nobody_is_told_what_is_not_theirs_to_see(night: Castor) -> None:
    night.ok("Fay", "talk.add_desk_note", text="Tom talks too much")
    for name in ("Tom", "Mara", "Ben"):
        text = as_text(whole(night, name), night.person(name))
        assert "talks too much" not in text
        assert text.startswith(f"Good morning {name}")
    assert as_document(night.seen("Tom"), whole(night, "Tom")).title == "What changed"


def test_the_manager_reads_who_refused_who_would_do_it_otherwise_and_who_is_silent() -> None:
    castor = Castor().whole()
    asked = castor.made["asked"]

    def waiting() -> list[str]:
        return [line.text for line in before_signing(castor.seen("Mara"))["waiting"]]

    assert waiting() == ["Ben has not answered “Draw the station”"]
    castor.ok("Ben", "actions.counter", action=asked, due="2025-12-08")
    assert waiting() == [
        "Ben would promise “Draw the station” by 8 December 2025; whoever proposed it has not agreed yet"
    ]
    castor.ok("Ben", "actions.decline", action=asked, why="I am on leave until January")
    assert waiting() == ["Ben said no to “Draw the station”: I am on leave until January"]
