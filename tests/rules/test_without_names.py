"""Without names needs enough who could have written: decided when a line begins, and never broken afterwards."""

import pytest

from tests.cast import TEAM, Workshop
from workshop.rules.writing import HIDE_AMONG

LINE = "slot:premortem"
WRITERS = ("Mara", *TEAM, "Olga")


def at_the_premortem(writers: int) -> Workshop:
    """Sign-off has begun with so many who can write, the manager among them."""
    workshop = Workshop().open().go_to("actions")
    for name in WRITERS[writers:]:
        there(workshop, name, "left")
    return workshop.go_to("signoff")


def there(workshop: Workshop, name: str, presence: str = "room") -> None:
    workshop.ok("Fay", "people.attest", person=workshop.person(name).id, presence=presence)


def naming(workshop: Workshop) -> str:
    return str(workshop.room.state.records[LINE]["naming"])


def too_few(workshop: Workshop, who: str = "Fay") -> bool:
    """Whether it is said beside the input, and at the desk, that nothing can be taken without a name now."""
    return bool(workshop.sees(who)[f"written:{LINE}"]["too_few"])


def write(workshop: Workshop, who: str, text: str = "She left in March") -> dict[str, object]:
    return workshop.do(who, "capture.add_note", text=text, slot=LINE, naming=naming(workshop))


@pytest.mark.parametrize("writers", range(1, 6))
def test_a_line_without_names_begins_with_names_where_fewer_than_four_could_write(writers: int) -> None:
    workshop = at_the_premortem(writers)
    enough = writers >= HIDE_AMONG
    line = workshop.room.state.records[LINE]
    assert (line["mode"], line["naming"], line["too_few"]) == (
        "write_reveal",
        "anonymous" if enough else "named",
        not enough,
    )
    assert workshop.sees("Mara")[LINE]["too_few"] is not enough
    assert write(workshop, "Mara").get("ok")
    workshop.ok("Fay", "capture.reveal", slot=LINE)
    if not enough:
        workshop.do("Fay", "capture.reveal_leaders", slot=LINE)
    [note] = workshop.room.state.of("note")
    assert note.by == ("" if enough else workshop.person("Mara").id)


def test_who_is_done_is_not_kept() -> None:
    workshop = at_the_premortem(4)
    before = workshop.room.log.head
    assert workshop.refused("Mara", "people.ready", slot=LINE) == "invalid"
    assert workshop.room.log.head == before
    workshop.ok("Mara", "people.ready", slot="slot:challenges")


def test_people_who_come_after_the_first_card_do_not_take_the_names_off_it_again() -> None:
    workshop = at_the_premortem(3)
    write(workshop, "Tom")
    for name in WRITERS[3:]:
        there(workshop, name)
    workshop.ok("Fay", "stage.go", slot="slot:asks")
    workshop.ok("Fay", "stage.go", slot=LINE)
    assert naming(workshop) == "named"
    manner = {"slot": LINE, "mode": "write_reveal", "naming": "anonymous"}
    assert workshop.refused("Fay", "capture.choose_mode", **manner) == "invalid"


def test_before_the_first_card_the_desk_may_choose_again_and_a_new_beginning_decides_again() -> None:
    workshop = at_the_premortem(3)
    for name in WRITERS[3:]:
        there(workshop, name)
    assert naming(workshop) == "named"
    workshop.ok("Fay", "stage.back")
    workshop.go_to("signoff")
    assert naming(workshop) == "anonymous"
    assert workshop.room.state.records[LINE]["too_few"] is False
    workshop.ok("Fay", "capture.choose_mode", slot=LINE, mode="write_reveal", naming="named")
    workshop.ok("Fay", "stage.go", slot=LINE)
    assert naming(workshop) == "named"


def test_taking_back_the_beginning_of_a_line_gives_it_its_promise_back() -> None:
    workshop = at_the_premortem(5)
    workshop.ok("Fay", "stage.go", slot="slot:asks")
    for name in WRITERS[3:5]:
        there(workshop, name, "left")
    answer = workshop.do("Fay", "stage.go", slot=LINE)
    assert naming(workshop) == "named"
    workshop.ok("Fay", "record.undo", event=workshop.room.state.seq)
    assert answer.get("ok")
    assert naming(workshop) == "anonymous"


def test_where_people_have_gone_before_the_first_card_it_is_not_taken_and_everybody_reads_why() -> None:
    workshop = at_the_premortem(4)
    assert not too_few(workshop)
    there(workshop, "Ana", "left")
    assert too_few(workshop)
    assert too_few(workshop, "Mara")
    answer = write(workshop, "Tom")
    assert answer["refused"] == "invalid"
    assert "Fewer than four" in str(answer["say"])
    assert not workshop.room.log.sealed()
    there(workshop, "Ana")
    assert not too_few(workshop)
    assert write(workshop, "Tom").get("ok")


def test_a_card_among_four_keeps_its_promise_when_some_of_them_go() -> None:
    workshop = at_the_premortem(4)
    assert write(workshop, "Tom").get("ok")
    there(workshop, "Ana", "left")
    assert write(workshop, "Tess", "Nobody called them").get("ok")
    assert not too_few(workshop)


def test_after_the_reveal_a_new_card_needs_four_again() -> None:
    workshop = at_the_premortem(4)
    write(workshop, "Tom")
    workshop.ok("Fay", "capture.reveal", slot=LINE)
    there(workshop, "Ana", "left")
    assert too_few(workshop)
    assert write(workshop, "Tess")["refused"] == "invalid"


def test_the_doors_open_on_a_line_without_names_before_anybody_has_come() -> None:
    workshop = Workshop()
    manner = {"mode": "write_reveal", "naming": "anonymous"}
    first = "slot:roll_call"
    workshop.room.state.records[first].body.update({"kind": "capture", **manner})
    workshop.open()
    assert workshop.room.state.records[first]["naming"] == "anonymous"
    assert workshop.do("Tom", "capture.add_note", text="Early", slot=first).get("ok")


@pytest.mark.parametrize(
    ("read", "now", "taken"),
    [
        ("named", "named", True),
        ("named", "function", True),
        ("named", "anonymous", True),
        ("function", "named", False),
        ("function", "function", True),
        ("anonymous", "named", False),
        ("anonymous", "function", False),
        ("anonymous", "anonymous", True),
    ],
)
def test_no_card_is_kept_with_more_of_a_name_than_stood_beside_the_input(
    read: str, now: str, taken: bool
) -> None:
    workshop = at_the_premortem(5)
    workshop.ok("Fay", "capture.choose_mode", slot=LINE, mode="write_reveal", naming=now)
    answer = workshop.do("Tom", "capture.add_note", text="They gave up", slot=LINE, naming=read)
    assert bool(answer.get("ok")) is taken
    if not taken:
        assert "They gave up" not in str([event for _, event in workshop.room.log.read()])


def test_a_question_written_for_a_function_is_not_kept_under_a_name() -> None:
    workshop = Workshop().open()
    workshop.ok("Fay", "stage.go", slot="slot:questions")
    words = {"text": "Why now?", "slot": "slot:questions", "naming": "function"}
    assert workshop.refused("Tom", "questions.add_question", **words) == "invalid"


@pytest.mark.parametrize("writers", range(1, 6))
def test_what_would_make_it_a_five_is_asked_only_where_four_here_could_have_written_it(writers: int) -> None:
    workshop = at_the_premortem(writers)
    enough = writers >= HIDE_AMONG
    workshop.ok("Mara", "signoff.pledge", confidence=3)
    assert workshop.sees("Mara")["confidence"]["wish"] is enough
    answer = workshop.do("Mara", "signoff.five_why", text="A named deputy")
    assert bool(answer.get("ok")) is enough
    assert bool(workshop.room.log.sealed()) is enough
