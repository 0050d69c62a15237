"""Invitations, the table for a mail merge, and calendar entries, read back as other programs read them."""

import csv
import datetime as dt
import io

import pytest

from tests.cast import Workshop
from workshop.rules import noticed
from workshop.web.letters import calendar, escaped, folded, harmless, letter, mail_merge

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
DAYS = {"days": ["2026-12-01", "2026-12-02"], "time_zone": "Europe/London"}


def test_a_participant_is_invited_to_both_days_and_the_guest_to_the_briefing_alone() -> None:
    scene = Workshop(**DAYS)
    state = scene.room.state
    tess = letter(state, scene.person("Tess"), "http://x.test", "t")
    carl = letter(state, scene.person("Carl"), "http://x.test", "c")
    assert [(s.begin.day, s.begin.hour, s.end.hour) for s in tess.when] == [(1, 8, 17), (2, 8, 17)]
    (briefing,) = carl.when
    assert (briefing.begin.day, briefing.begin.hour) == (1, 9)
    assert briefing.end.hour < 13


def test_the_guests_letter_says_nothing_about_planning() -> None:
    scene = Workshop(**DAYS)
    text = letter(scene.room.state, scene.person("Carl"), "http://x.test", "c").text.casefold()
    assert "http://x.test/i#c" in text
    for word in ("plan", "account", "target", "white space", "pin"):
        assert word not in text.replace("workshop of ours", "")


def test_homework_is_asked_with_its_question_how_many_facts_and_by_when() -> None:
    scene = Workshop(**DAYS)
    asked = {"c": "company", "question": "What have we promised them?\nAnd kept, since 2024;"}
    scene.ok("Fay", "homework.give", person=scene.person("Tess").id, **asked)
    letters = {
        n: letter(scene.room.state, scene.person(n), "http://x.test", "t") for n in ("Tess", "Tom", "Carl")
    }
    for words in (
        "What have we promised them?\nAnd kept",
        "3 facts, each with its source, by Tue 1 Dec 2026",
    ):
        assert words in letters["Tess"].text
    assert all("homework" not in letters[name].text for name in ("Tom", "Carl"))
    table = mail_merge(list(letters.values())).decode("utf-8-sig")
    rows = {row["Name"]: (row["Homework"], row["Homework by"]) for row in csv.DictReader(io.StringIO(table))}
    assert rows == {"Tess": (asked["question"], "Tue 1 Dec 2026"), "Tom": ("", ""), "Carl": ("", "")}
    entry = calendar(letters["Tess"], "id", NOW).replace(b"\r\n ", b"").decode()
    assert "promised them?\\nAnd kept\\, since 2024\\;" in entry


def test_homework_is_asked_no_more_once_it_was_taken_back_or_its_board_is_open() -> None:
    for over in ("homework.take_back", "stage"):
        scene = Workshop(**DAYS)
        tess = scene.person("Tess").id
        scene.ok("Fay", "homework.give", person=tess, c="company", question="What have we promised?")
        if over == "stage":
            scene.open().go_to("research")
        else:
            scene.ok("Fay", over, person=tess)
        one = letter(scene.room.state, scene.person("Tess"), "http://x.test", "t")
        assert "promised" not in one.text + one.homework


def test_a_letter_that_went_before_the_homework_was_set_is_told_apart() -> None:
    scene = Workshop(**DAYS)
    tess = scene.person("Tess").id
    for sent_first in (True, False):
        if not sent_first:
            scene.ok("Fay", "homework.give", person=tess, c="company", question="What have we promised?")
        scene.time += 1000
        scene.room.observe(lambda state, now: noticed.mailed([tess], scene.person("Fay").id, now))
        scene.room.commit()
        if sent_first:
            scene.ok("Fay", "homework.give", person=tess, c="company", question="Who decides?")
        assert letter(scene.room.state, scene.person("Tess"), "http://x.test", "t").stale is sent_first


def test_no_cell_of_the_table_begins_a_formula() -> None:
    scene = Workshop(**DAYS)
    scene.ok("Fay", "people.add", people=[{"name": "=1+1", "email": "+x@x.test"}, {"name": "＝cmd"}])
    people = list(scene.room.state.of("person"))
    table = mail_merge([letter(scene.room.state, p, "http://x.test", "t") for p in people])
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert len(rows) == len(people) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝"))]


@pytest.mark.parametrize("cell", ["=1", " =1", "+1", "-1", "@x", "\t=1", "\r=1", "＋1"])
def test_what_a_spreadsheet_takes_for_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_calendar_lines_are_folded_escaped_and_never_broken_into() -> None:
    scene = Workshop(**DAYS)
    scene.ok("Fay", "people.add", people=[{"name": "Eve\r\nATTENDEE:x, 陈晓梅; \\"}])
    person = next(p for p in scene.room.state.of("person") if p["name"].startswith("Eve\r"))
    made = calendar(letter(scene.room.state, person, "http://x.test", "t"), "id", NOW)
    lines = made.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in made.replace(b"\r\n", b"")
    whole = made.replace(b"\r\n ", b"").decode()
    assert "\r\nATTENDEE" not in whole
    assert whole.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20261201T083000Z" in whole


def test_folding_keeps_characters_whole() -> None:
    line = "SUMMARY:" + "陈" * 60
    assert folded(line).decode().replace("\r\n ", "").strip() == line


def test_text_in_a_calendar_has_no_control_characters() -> None:
    assert escaped("a\x00b\x07c\nd;e,f\\g") == "abc\\nd\\;e\\,f\\\\g"
