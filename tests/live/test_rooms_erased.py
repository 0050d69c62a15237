"""A person's words, erased at the desk: gone from the file, while everything that rested on them stands."""

from pathlib import Path

import pytest

from tests.cast import Browser, Workshop
from workshop.exports.minutes import minutes
from workshop.exports.plan import plan
from workshop.rules.state import fold
from workshop.store.sqlite import SqliteLog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "w.db"


@pytest.fixture
def workshop(file: Path) -> Workshop:
    """Tess wrote, was corrected, merged and built upon by others."""
    made = Workshop(SqliteLog.create(file)).open().go_to("briefing")
    made.ok("Tess", "questions.add_question", text="SECRET question")
    made.go_to("research")
    cards = [made.ok("Tess", "research.add_card", c="customer", text=f"SECRET card {n}")[0] for n in range(3)]
    made.ok("Tess", "record.edit", id=cards[0], set={"text": "SECRET better"}, rev=1)
    made.ok("Fay", "record.edit", id=cards[0], set={"text": "SECRET corrected"}, rev=2)
    made.ok("Tom", "research.add_card", c="customer", text="of Tom")
    made.ok("Tess", "people.raise_hand", to_say="SECRET hand")
    made.ok("Tess", "insight_map.add_goal", text="SECRET goal")
    made.do("Tess", "stage.back")
    return made


def erase(workshop: Workshop, who: str = "Fay") -> None:
    workshop.ok(who, "people.erase", person=workshop.person("Tess").id, why="at her wish")


def test_erased_words_are_in_no_byte_of_the_file_and_the_log_still_holds(
    workshop: Workshop, file: Path
) -> None:
    erase(workshop)
    assert workshop.room.log.verify().ok
    assert workshop.room.log.verify().erased >= 6
    for part in file.parent.iterdir():
        assert b"SECRET" not in part.read_bytes(), part


def test_the_state_after_an_erasure_is_what_the_log_says(workshop: Workshop) -> None:
    before = {i: r for i, r in workshop.room.state.records.items() if r.by != workshop.person("Tess").id}
    erase(workshop)
    after = workshop.room.state.records
    assert fold(event for _, event in workshop.room.log.read()).records == after
    assert {r.status for r in after.values() if r.kind == "card"} == {"erased", "active"}
    for record_id, record in before.items():
        if record.kind not in ("plan", "person"):
            assert (after[record_id].body, after[record_id].status) == (record.body, record.status)


def test_everybody_sees_them_go_and_work_goes_on(workshop: Workshop) -> None:
    tom = Browser(workshop.audience, workshop.viewer("Tom"))
    erase(workshop)
    assert not any("SECRET" in str(record) for record in tom.view().values())
    workshop.ok("Tom", "research.add_card", c="customer", text="afterwards")
    assert tom.view() == Browser(workshop.audience, workshop.viewer("Tom")).view()
    workshop.go_to("stakeholders")
    for name in ("Fay", "Tom"):
        seen, now = workshop.room.seen_by(workshop.viewer(name)), workshop.room.now()
        written = str(plan(seen, now)) + str(minutes(seen, (e for _, e in workshop.room.log.read()), now))
        assert "SECRET" not in written


def test_numbers_that_the_room_agreed_stay_and_every_page_still_opens(workshop: Workshop) -> None:
    workshop.go_to("objectives")
    numbers = {"average_deal": 100_000, "win_rate_percent": 50, "prospects_per_opportunity": 5}
    workshop.ok("Tess", "funnel.set", growth_target=1_000_000, **numbers)
    before = workshop.sees("Tom")["money"].body
    erase(workshop)
    assert workshop.sees("Tom")["money"].body == before
    assert workshop.sees("Tom")["funnel"]["result"]["prospects"] == 100


def test_they_cannot_be_brought_back_and_only_the_desk_may_erase(workshop: Workshop) -> None:
    card = next(r.id for r in workshop.room.state.of("card") if r.by == workshop.person("Tess").id)
    assert workshop.refused("Tom", "people.erase", person=workshop.person("Tess").id) == "not_facilitator"
    erase(workshop, "Cora")
    assert workshop.refused("Tess", "record.restore", id=card) == "invalid"
    assert workshop.refused("Tess", "record.edit", id=card, set={"text": "again"}, rev=1) == "invalid"
    assert workshop.refused("Fay", "people.erase", person=workshop.person("Ida").id) == "invalid"


def test_words_that_are_only_pending_go_too(workshop: Workshop, file: Path) -> None:
    from workshop.engine.deciding import Given

    given = Given("late", "research.add_card", {"c": "customer", "text": "SECRET at the last moment"})
    workshop.room.submit(workshop.viewer("Tess"), given, lambda answer: None)
    erase(workshop)
    assert b"SECRET" not in b"".join(part.read_bytes() for part in file.parent.iterdir())
