"""What a correction may reach: contributions, never where the workshop stands or what was counted."""

import itertools
import tomllib
from pathlib import Path

import pytest

from tests.cast import Workshop
from workshop.engine.deciding import Given
from workshop.engine.founding import found
from workshop.engine.rulebook import KINDS
from workshop.room import Room
from workshop.rules.events import Entry
from workshop.rules.roles import Role, Viewer
from workshop.store.memory import MemoryLog

BOOK = tomllib.loads(
    (Path(__file__).parents[2] / "workshop/playbooks/two_days.toml").read_text(encoding="utf-8")
)
STANDING = (
    *("workshop", "stage", "sitting", "playbook", "plan", "timebox", "person"),
    *("ballot", "bet", "rating", "decision"),
)


@pytest.fixture
def room() -> Room:
    """A workshop with a lead and one participant, doors open."""
    ids = (f"id{n}" for n in itertools.count())
    event = found(
        {"title": "Plan", "customer": "Kingfisher"}, BOOK, {"name": "Wanda"}, 1000, lambda: next(ids)
    )
    log = MemoryLog()
    log.append(0, [Entry(person="", command="", answer={}, events=(event,))])
    return Room("w", log, lambda: 2000, lambda: next(ids), list)


def ask(room: Room, viewer: Viewer, command: str, data: object) -> dict[str, object]:
    ask.count = getattr(ask, "count", 0) + 1  # type: ignore[attr-defined]
    return room.handle(viewer, Given(id=f"{ask.count:032x}", type=command, data=data))  # type: ignore[attr-defined]


def people(room: Room) -> tuple[Viewer, Viewer]:
    """The lead, and a participant who is here."""
    lead = Viewer(room.state.workshop["lead"], Role.facilitator)
    made = ask(room, lead, "people.add", {"people": [{"name": "Tess"}]})["made"]
    tess = Viewer(made[0], Role.participant)  # type: ignore[index]
    for one in (lead, tess):
        ask(room, one, "people.arrive", {"how": "room"})
    ask(room, lead, "stage.open_doors", {})
    return lead, tess


@pytest.mark.parametrize("kind", STANDING)
def test_nobody_corrects_where_the_workshop_stands_or_what_was_counted(kind: str) -> None:
    assert not KINDS[kind].edit


def test_a_participant_cannot_move_the_room_by_correcting_its_record(room: Room) -> None:
    _, tess = people(room)
    answer = ask(room, tess, "record.edit", {"id": "workshop", "set": {"stage": "signoff"}})
    assert answer["refused"] == "not_yours"
    assert ask(room, tess, "record.withdraw", {"id": "timebox"})["refused"] == "not_yours"


def test_the_desk_rewrites_the_words_of_a_line_but_not_its_clock_or_its_way_of_writing(room: Room) -> None:
    lead, tess = people(room)
    words = {"id": "slot:questions", "set": {"prompt": "What would you ask if you had one?"}}
    assert ask(room, lead, "record.edit", words)["ok"]
    assert (
        ask(room, lead, "record.edit", {"id": "slot:questions", "set": {"revealed": 1}})["refused"]
        == "invalid"
    )
    assert ask(room, tess, "record.edit", words)["refused"] == "not_yours"


def test_whoever_opens_the_doors_is_in_the_sitting(room: Room) -> None:
    lead = Viewer(room.state.workshop["lead"], Role.facilitator)
    assert ask(room, lead, "stage.open_doors", {})["ok"]
    assert room.state.records[lead.person]["presence"] == "room"


def test_the_guest_corrects_and_takes_back_own_words_whoever_wrote_them_down() -> None:
    workshop = Workshop().open().go_to("briefing")
    carl = workshop.person("Carl").id
    said, ours = (
        workshop.ok("Tess", "questions.add_quote", text=text, said_by=by)[0]
        for text, by in (("Vans are late.", carl), ("They hate systems.", ""))
    )
    workshop.ok("Carl", "record.edit", id=said, set={"text": "Our vans are late."})
    workshop.ok("Carl", "record.withdraw", id=said)
    assert workshop.refused("Carl", "record.withdraw", id=ours) == "invalid"
    assert workshop.refused("Tom", "record.withdraw", id=ours) == "not_yours"


def test_whoever_is_told_of_a_change_meanwhile_reads_who_changed_that_field() -> None:
    plan = Workshop().open()
    plan.go_to("research")
    (note,) = plan.ok("Tom", "research.add_card", c="company", text="They open 35 stores")
    rev = plan.room.state.records[note].rev
    plan.ok("Tess", "record.edit", rev=rev, id=note, set={"text": "They open 30 stores"})
    plan.ok("Ana", "record.edit", id=note, set={"confidence": "sure"})
    answer = plan.do("Ben", "record.edit", rev=rev, id=note, set={"text": "They open 40 stores"})
    assert (answer["refused"], answer["who"]) == ("stale", "Tess")
    assert (answer["theirs"], answer["mine"]) == ("They open 30 stores", "They open 40 stores")
    assert "field_by" not in str(plan.sees("Ben")[note].body)


def test_a_field_nobody_changed_since_is_its_authors() -> None:
    plan = Workshop().open()
    plan.go_to("research")
    (card,) = plan.ok("Tom", "research.add_card", c="company", text="They open 35 stores")
    answer = plan.do("Ben", "record.edit", rev=0, id=card, set={"text": "They open 40 stores"})
    assert (answer["refused"], answer["who"]) == ("stale", "Tom")
