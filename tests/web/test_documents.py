"""Documents as pages: who gets them, what leaves with them, and that links lead somewhere."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.exports.castor import Castor
from tests.web.library import Library
from workshop.engine.rulebook import KINDS
from workshop.rules import plan


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = Library(tmp_path_factory.mktemp("home"), Castor().at_signoff())
    yield made
    made.close()


def test_the_team_the_manager_and_the_desk_read_the_plan(library: Library) -> None:
    for name in ("Tom", "Olga", "Mara", "Fay"):
        assert "What Castor Homes is trying to achieve" in library.reader(name).text("plan")


@pytest.mark.parametrize(
    "path",
    [
        "plan",
        "plan.md",
        "minutes",
        "minutes.md",
        "thread",
        "version.json",
        "week",
        "signoff",
        "morning",
        "morning.json",
    ],
)
def test_nobody_from_outside_reads_what_is_the_teams(library: Library, path: str) -> None:
    for name in ("Screen", "Carl", "Sven"):
        answer = library.reader(name).get(path)
        assert answer.status_code in (303, 403), (name, path)
        assert "two hours" not in answer.text


def test_a_browser_without_the_seat_reads_nothing(library: Library) -> None:
    seat = library.reader("Tom").seat
    stranger = library.app.app.test_client()
    assert stranger.get(f"/s/{seat}/plan").status_code == 403


def test_every_thread_the_plan_leads_to_is_there(library: Library) -> None:
    tess = library.reader("Tess")
    threads = set(re.findall(rf"/s/{tess.seat}/thread/([\w:-]+)", tess.text("plan")))
    assert len(threads) > 10
    assert [record for record in threads if tess.get(f"thread/{record}").status_code != 200] == []


def test_each_promise_is_one_click_from_the_customers_words_and_back(library: Library) -> None:
    tess = library.reader("Tess")
    made = library.castor.made
    page = tess.text(f"thread/{made['action']}")
    assert "Give me two hours a day back." in page
    assert f"thread/{made['action']}" in tess.text(f"thread/{made['quote']}")


def test_a_thread_through_nothing_is_not_found(library: Library) -> None:
    tess = library.reader("Tess")
    for record in ("nothing", "workshop", "plan", tess.seat):
        assert tess.get(f"thread/{record}").status_code == 404


def test_the_plans_data_is_what_this_person_sees_with_version_and_fingerprint(library: Library) -> None:
    made = library.reader("Tess").data("plan.json")
    seen = library.room.seen_by(library.castor.viewer("Tess"))
    assert {record["id"] for record in made["records"]} == set(seen.records)
    assert set(made["records"][0]) == {"id", "kind", "rev", "status", "by", "at", "via", "body"}
    assert made["version"] == library.room.state.records["plan"]["version"]
    content = plan.content(library.room.state, KINDS)
    assert made["hash"] == hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def test_every_promise_is_a_line_of_a_table_in_which_nothing_acts(library: Library) -> None:
    tess = library.reader("Tess")
    assert "actions.csv" in tess.text("plan")
    action = library.room.state.records[library.castor.made["action"]]
    assert library.do("Fay", "record.edit", id=action.id, set={"outcome": "=1+1"}).get("ok")
    answer = tess.get("actions.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="actions.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == sum(1 for _ in library.room.state.of("action"))
    row = next(row for row in rows if row["What"] == action["what"])
    owner = library.room.state.records[action["owner"]]["name"]
    assert (row["Owner"], row["Due"], row["Outcome"]) == (owner, action["due"], "'=1+1")
    assert row["Strategy"]
    assert row["Objective"]
    for name in ("Carl", "Screen"):
        assert library.reader(name).get("actions.csv").status_code == 403


def test_a_guests_data_holds_nothing_of_ours_and_no_version(library: Library) -> None:
    carl = library.castor.person("Carl")
    library.room.observe(lambda state, now: None)
    made = library.castor.seen("Carl")
    assert carl.id in made.records
    assert {r.kind for r in made.records.values() if r.active} <= {
        "workshop", "person", "question", "brief", "quote", "slot", "timebox", "customer_item", "presentation",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["plan.md", "plan.json"])
def test_the_plan_as_text_and_as_data_are_refused_to_visitors_alike(library: Library, path: str) -> None:
    for name in ("Carl", "Sven"):
        assert library.reader(name).get(path, Accept="application/json").status_code == 403
    assert library.reader("Tess").get(path).status_code == 200


def test_what_people_wrote_cannot_act_on_the_page(tmp_path: Path) -> None:
    castor = Castor().briefing().insight()
    castor.ok("Ana", "record.edit", id=castor.made["goal"], set={"text": '<script>alert(1)</script> & "it"'})
    library = Library(tmp_path, castor)
    tom = library.reader("Tom")
    for path in ("plan", "thread", f"thread/{castor.made['goal']}", "minutes", "signoff", "week"):
        page = tom.text(path)
        assert "<script>alert" not in page
        assert not re.search(r"<[^>]+\s(on\w+|style)=", page), path
    library.close()


def test_the_markdown_and_the_minutes_can_be_kept(library: Library) -> None:
    tom = library.reader("Tom")
    assert tom.get("plan.md").headers["Content-Type"].startswith("text/markdown")
    assert tom.text("minutes.md").startswith("# Minutes: Castor Homes")


def test_words_of_the_program_never_stand_on_a_page(library: Library) -> None:
    mara = library.reader("Mara")
    for path in ("plan", "thread", "minutes", "signoff", "week", "customer"):
        shown = re.sub(r"<[^>]+>", " ", mara.text(path).partition("<main")[2].partition("<script")[0])
        assert not re.search(
            r"\b(gate|override|exercise|block|pass|pulse|hash|sight)\b", shown, re.IGNORECASE
        ), path


def test_the_desk_copies_everybodys_morning_and_nobody_else_reads_it(library: Library) -> None:
    page = library.reader("Fay").text("mornings")
    assert "Good morning Tom" in page
    for name in ("Tom", "Mara", "Carl"):
        assert library.reader(name).get("mornings").status_code in (303, 403)
