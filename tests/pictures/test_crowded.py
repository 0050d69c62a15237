"""Pictures of a full house, to be looked at: thirty people, two hundred cards, names and words that are too long.

One workshop is walked through once; at each line at which another board stands, the desk, the team and the room
screen are drawn at three widths, light and dark. A phone is drawn three windows long. Beside them, `speed.txt`:
how long a card takes to be seen. LINES="grid,dots open" in the environment draws only at these lines.
"""

import os
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.shared_room import page_of
from tests.browser.whole_way import TESS, TOM, Way
from tests.pictures.test_pictures import FOLDER, SIZES

LINES = (
    "doors closed", "doors open", "roll_call", "questions", "talk", "ask", "read_back", "coffee",
    "debrief", "debrief revealed", "three_cs", "insight", "people_map", "spread", "grid", "opportunities",
    "close_of_day", "adjourned", "honesty", "dots", "dots open", "dots closed", "mutual_value", "decide",
    "funnel", "funnel worked out", "names", "objectives", "write_actions", "accept_actions", "load", "first_steps",
    "premortem", "asks", "she_reads", "challenges", "pledge", "decision", "signed", "dates", "senior_review",
    "progress1", "attainment1", "signals1", "stay_or_change1", "closed",
)  # fmt: skip
ASKED = tuple(filter(None, os.environ.get("LINES", "").split(","))) or LINES


def drawn(page: Page, name: str) -> list[str]:
    """Pictures at every width, light and dark; what is wider than its window there."""
    wrong: list[str] = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{name} {width}: {one}" for one in found_on(page, thorough=False)]
        for theme in ("dark", "light"):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.wait_for_timeout(200)  # Colours change gently.
            tall = min(3 * height, page.evaluate("document.documentElement.scrollHeight"))
            page.screenshot(
                path=FOLDER / f"crowded-{name}-{width}-{theme}.png".replace(" ", "-"),
                full_page=width == SIZES[0][0],
                clip={"x": 0, "y": 0, "width": width, "height": tall if width == SIZES[0][0] else height},
            )
    return wrong


def seen_after(way: Way, page: Page) -> float:
    """Milliseconds from somebody's command to their card on another's page."""
    start = time.perf_counter()
    way.ask(TOM, "capture.add_note", text="And one more, at the end", slot="slot:debrief")
    page.get_by_text("And one more, at the end").wait_for()
    return (time.perf_counter() - start) * 1000


@pytest.mark.timeout(3600)
def test_a_full_house_is_drawn_at_every_kind_of_line(room: Callable[..., Room]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    way = Way(room, crowd=True)
    pages = {"desk": page_of(way.room, "Fay"), "team": page_of(way.room, TESS)}
    pages["screen"] = page_of(way.room, "Fay", path="/screen")
    wrong, seen = list[str](), list[str]()
    for line in way.walk():
        if line == "debrief revealed":
            speed = f"{len(way.ids)} people, 201 cards: seen after {seen_after(way, pages['team']):.0f} ms\n"
            (FOLDER / "speed.txt").write_text(speed)
        seen.append(line)
        for who, page in pages.items() if line in ASKED else ():
            wrong += drawn(page, f"{line} {who}")
    assert [line for line in ASKED if line not in seen] == []
    assert wrong == []
