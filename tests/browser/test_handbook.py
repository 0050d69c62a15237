"""The handbook's pictures: made of the demonstration's own pages, and never older than what their words say.

What stands in “quotation marks” in the words of a picture has to be there to be read, on that page and in
that window. With HANDBOOK=1 (make handbook) the pictures are made anew.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server import Server
from workshop.rehearsal.demonstration import demonstration

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "static/help"
PICTURE = re.compile(r"!\[(.+?)\]\((\w+)\.png\)")
SAID = {
    (found[2], page.stem): found[1]
    for page in sorted((ROOT / "workshop/help").glob("*.md"))
    for found in PICTURE.finditer(page.read_text("utf-8"))
}
#: Whose page a picture shows, and in which window.
VIEWS = {
    "console": ("facilitator", "", 1280, 800),
    "participant": ("participant", "", 360, 780),
    "reading": ("first_line_manager", "signoff", 1280, 800),
    "screen": ("screen", "", 1280, 720),
}


class Demo:
    """The demonstration, served; one browser for each role that is looked at."""

    def __init__(self, home: Path, chromium: Browser) -> None:
        self.links = demonstration(home, dt.datetime.now().astimezone().date()).links
        self.server, self.chromium = Server(home), chromium

    def open(self, role: str, path: str, width: int, height: int) -> Page:
        """Somebody's page."""
        page = self.chromium.new_page(viewport={"width": width, "height": height}, locale="en-GB")
        page.goto(f"{self.server.address}/i#{self.links[role]}")
        page.locator("main button").first.click()
        page.wait_for_url("**/s/**")
        if path:
            page.goto(page.url + path)
        return page


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Demo]:
    made = Demo(tmp_path_factory.mktemp("demo"), chromium)
    yield made
    made.server.stop()


@pytest.mark.parametrize("picture", VIEWS)
def test_a_picture_shows_what_its_words_say(demo: Demo, picture: str) -> None:
    page = demo.open(*VIEWS[picture])
    page.locator("main :is(h1, h2)").first.wait_for()
    words = [
        said for (name, _), alt in SAID.items() if name == picture for said in re.findall("“([^“”]+)”", alt)
    ]
    assert words, f"no words about {picture} name anything that could be looked for"
    for word in words:
        expect(
            page.get_by_text(re.compile(rf"\b{re.escape(word)}\b")).filter(visible=True).first
        ).to_be_in_viewport()
    if "HANDBOOK" in os.environ:
        page.wait_for_timeout(800)
        page.screenshot(path=FOLDER / f"{picture}.png")
    page.context.close()


def test_every_picture_is_there_and_all_together_are_light() -> None:
    assert {name for name, _ in SAID} == set(VIEWS) == {file.stem for file in FOLDER.glob("*.png")}
    assert sum(file.stat().st_size for file in FOLDER.glob("*.png")) <= 1_500_000
