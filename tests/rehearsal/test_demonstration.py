import contextlib
import datetime as dt
import json

import pytest

from tests.rehearsal.stage import played
from workshop.rehearsal.demonstration import FOLDER, demonstration, on_its_second_day
from workshop.rehearsal.script import read
from workshop.rooms import Rooms
from workshop.store.catalogue import Catalogue, Home

TODAY = dt.date(2026, 5, 4)


def script():
    return json.loads(next(FOLDER.glob("*.json")).read_text(encoding="utf-8"))


def test_the_demonstration_plays_as_it_is_written():
    player = played(read(on_its_second_day(script(), TODAY)))
    assert [(row.where, row.asked, row.seen, row.note) for row in player.rows if not row.fits] == []


def test_its_last_day_is_today_and_the_dates_of_sources_stay():
    moved = on_its_second_day(script(), TODAY)
    assert moved["contributions"][-1]["at"][:10] == "2026-05-04"
    assert moved["facts"] == script()["facts"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A data folder in which it has been played."""
    made = tmp_path_factory.mktemp("home")
    demonstration(made, TODAY)
    return made


def files(home):
    return {path: path.stat().st_mtime_ns for path in home.glob("*.db")}


def test_everybody_of_its_second_day_sits_in_the_room(home):
    found = demonstration(home, TODAY)
    with contextlib.closing(Catalogue.open(home)) as catalogue:
        rooms = Rooms(Home(home), catalogue, lambda: 0, lambda room: None)
        state = rooms.open(found.workshop).state
        rooms.close()
    assert state.stage == "actions"
    here = {str(p["role"]) for p in state.of("person") if p["presence"] == "room"}
    assert here == {"facilitator", "participant", "first_line_manager"}


def test_it_is_played_once_a_day_and_found_again_after_that(home):
    first, before = demonstration(home, TODAY), files(home)
    assert demonstration(home, TODAY) == first
    assert files(home) == before
    assert demonstration(home, TODAY + dt.timedelta(days=1)).workshop != first.workshop
    assert files(home).keys() > before.keys()
    assert {
        "facilitator",
        "participant",
        "first_line_manager",
        "customer_guest",
        "screen",
    } <= first.links.keys()
