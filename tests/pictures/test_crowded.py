"""Pictures of a full house, to be looked at: thirty people, two hundred cards, names and words that are too long.

One workshop is walked through once; at one line of each kind the desk, the team and the room screen are drawn
at three widths, some of them in the dark. Beside them, `speed.txt`: how long a card takes to be seen.
"""

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
    "questions", "read_back", "debrief revealed", "three_cs", "insight", "people_map", "grid", "opportunities",
    "honesty", "dots open", "decide", "names", "objectives", "write_actions", "asks", "challenges",
    "progress1", "stay_or_change1",
)  # fmt: skip
DARK = ("debrief revealed", "grid", "write_actions")


def drawn(page: Page, name: str, *, dark: bool) -> list[str]:
    """Pictures at every width; what is wider than its window there."""
    wrong: list[str] = []
    for theme in ("light", "dark") if dark else ("light",):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            wrong += [f"{name} {width}: {one}" for one in found_on(page, thorough=False)]
            page.screenshot(path=FOLDER / f"crowded-{name}-{width}-{theme}.png".replace(" ", "-"))
    return wrong


def seen_after(way: Way, page: Page) -> float:
    """Milliseconds from somebody's command to their card on another's page."""
    start = time.perf_counter()
    way.ask(TOM, "capture.add_note", text="And one more, at the end", slot="slot:debrief")
    page.get_by_text("And one more, at the end").wait_for()
    return (time.perf_counter() - start) * 1000


@pytest.mark.timeout(1800)
def test_a_full_house_is_drawn_at_every_kind_of_line(room: Callable[..., Room]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    way = Way(room, crowd=True)
    pages = {"desk": page_of(way.room, "Fay"), "team": page_of(way.room, TESS)}
    pages["screen"] = page_of(way.room, "Fay", path="/screen")
    wrong: list[str] = []
    for line in way.walk():
        if line == "debrief revealed":
            speed = f"{len(way.ids)} people, 201 cards: seen after {seen_after(way, pages['team']):.0f} ms\n"
            (FOLDER / "speed.txt").write_text(speed)
        for who, page in pages.items() if line in LINES else ():
            wrong += drawn(page, f"{line} {who}", dark=line in DARK)
    assert wrong == []
