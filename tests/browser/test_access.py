"""Every page of every role, in every stage: axe finds nothing, whoever listens hears each thing by a name of its own,
nothing is wider than its window or too small for a finger, one button is filled, and the wall is read from far off.

One workshop, one page for each role, never reloaded: the room moves and the pages follow. Pages around
it (making a workshop, people, documents) are read where they are tested.
"""

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Room
from tests.browser.hearing import Listener
from tests.browser.reading import Reader, found_on
from tests.browser.shared_room import at_home, page_of
from tests.browser.whole_way import CARL, CORA, MARA, SVEN, TESS, TOM, Way
from tests.server import Person

PHONE, DARK = {"width": 360, "height": 780}, {"dark": True}
#: Each role, on a phone wherever it could be one; the desk and the team on a laptop too.
LOOKS: dict[str, dict[str, Any]] = {
    "Fay": {}, TOM: PHONE | DARK, TESS: {}, CORA: PHONE, MARA: PHONE, SVEN: PHONE, CARL: PHONE | DARK,
    "screen": {"path": "/screen", "width": 1280, "height": 720},
}  # fmt: skip
#: These have other boards within a stage too; the others are read where a stage begins.
ALWAYS = ("Fay", TOM)
#: READ_LINES=every in the environment: also where a board stands again that was read before.
EVERY_LINE = os.environ.get("READ_LINES") == "every"
BOOK = tomllib.loads(
    (Path(__file__).parents[2] / "workshop/playbooks/two_days.toml").read_text(encoding="utf-8")
)
KINDS = {block["id"]: block["kind"] for stage in BOOK["stages"] for block in stage["blocks"]}
#: Lines at which everybody's page is read, besides the first of each stage.
ALL_READ = ("ask", "debrief revealed", "close_of_day", "dots closed", "challenges", "signed", "closed")


#: What nobody should meet who listens: twins, a name that is not what is seen, a stop of the Tab key without a role,
#: a level left out, a third place that speaks.
AGAINST_LISTENERS = """document.querySelector('main').insertAdjacentHTML('beforeend', `
  <button>Keep</button><button>Keep</button><button aria-label="Save">Store</button>
  <div tabindex="0" aria-label="Here">Here</div>
  <article>Words</article><h4>Deep</h4><p role="status">3 new cards</p>
  <button class="button button-filled">First</button><button class="button button-filled">Second</button>`)"""
FINDINGS = (
    *(
        "button-name",
        "cut off",
        "too wide",
        "button without a name",
        "2 times button 'Keep'",
        "'Save' shows 'Store'",
    ),
    *(
        "has the focus and is nothing",
        "article without a name",
        "of level 4 follows one of level 1",
        "speaks by itself",
    ),
    *("too small for a finger: Keep", "2 filled buttons: First | Second"),
)
#: What nobody would read from the last row: grey that is dark enough for a laptop, and too much of it.
AGAINST_THE_LAST_ROW = """document.querySelector('main .screen-join-where').style.color = '#666';
  document.querySelector('main .screen-body').innerHTML = `<p>${'word '.repeat(41)}</p>`;"""


@pytest.fixture
def way(room: Callable[..., Room]) -> Way:
    return Way(room)


@pytest.mark.timeout(400)
def test_nothing_stands_in_anybodys_way_from_the_doors_to_the_last_review(way: Way) -> None:
    reader = Reader(way.room)
    for name, look in LOOKS.items():
        reader.open(name, **look)
    before, known = "", set[str]()
    for line in way.walk():
        everybody = way.reached != before or line in ALL_READ
        kind = KINDS.get(line.partition(" ")[0], line)
        if everybody or EVERY_LINE or kind not in known:
            known.add(kind)
            reader.read(f"{way.reached} {line}", *(LOOKS if everybody else ()), new=ALWAYS, tabs=(TOM,))
        before = way.reached
    assert before == "closed"
    assert sorted(set(reader.found)) == []


def test_pages_beside_the_live_ones_stand_in_nobodys_way_on_a_phone(way: Way) -> None:
    for _ in way.opening():
        pass
    way.go_to("briefing")
    visits = {SVEN: ("customer", "acceptance", "plan", "pin"), CARL: ("customer", "acceptance", "plan")}
    seen = {name: page_of(way.room, name, width=360, dark=name == SVEN) for name in visits}
    found = []
    for name, paths in visits.items():
        for path in paths:
            seen[name].goto(f"{way.room.server.address}/s/{at_home(way.room, name).seat}/{path}")
            found += [f"{name} {path}: {one}" for one in found_on(seen[name], heard=True)]
    stranger = way.room.open(Person(way.room.server), width=360)
    for path in ("login", "join", "i", "help/guest", f"s/{way.room.fay.seat}/"):
        stranger.goto(f"{way.room.server.address}/{path}")
        found += [f"{path}: {one}" for one in found_on(stranger, heard=True)]
    assert found == []


def test_axe_would_say_so_if_something_did(way: Way) -> None:
    page = page_of(way.room, TESS, width=360)
    page.wait_for_selector("main h1")
    assert found_on(page, heard=True) == []
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    page.evaluate(
        "document.querySelector('main button').style.cssText = 'position: fixed; left: 340px; width: 30px'"
    )
    page.evaluate("document.querySelector('main h1').style.width = '400px'")
    page.evaluate(AGAINST_LISTENERS)
    found = " ".join([*found_on(page), *Listener(page, speaks=True).found()])
    for finding in FINDINGS:
        assert finding in found
    wall = page_of(way.room, "Fay", path="/screen", width=1280, height=720)
    wall.wait_for_selector("main .screen-body")
    assert found_on(wall, heard=True) == []
    wall.evaluate(AGAINST_THE_LAST_ROW)
    found = " ".join(found_on(wall))
    for finding in ("color-contrast: .screen-join-where", " words: "):
        assert finding in found
