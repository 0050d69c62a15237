"""The handbook's pictures: made of the product's own pages, and never older than these are.

What stands in “quotation marks” in the words of a picture has to be there to be read, on that page and in
that window, and the page has to look as its picture does. With HANDBOOK=1 (make handbook) the pictures are made anew.
"""

import base64
import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Room
from tests.browser.shared_room import at_home, go, ok, page_of
from tests.browser.test_screen_guest import CARL, TOM, briefing
from tests.server import Server
from workshop.rehearsal.browser import Browser as Device
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
#: A page's likeness: both drawn as 64 by 48 dots, how far apart their colours are (0 to 255) on average.
APART = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (data) => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    const small = new OffscreenCanvas(64, 48).getContext("2d");
    small.drawImage(image, 0, 0, 64, 48);
    return small.getImageData(0, 0, 64, 48).data;
  }));
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) / one.length;
}"""
#: So far apart they may be: the same page on another day is within 2, one laid out anew beyond 6.
ALIKE = 5


class Demo:
    """The demonstration, served; one browser for each role that is looked at."""

    def __init__(self, home: Path, chromium: Browser) -> None:
        self.links = demonstration(home, dt.datetime.now().astimezone().date()).links
        self.server, self.chromium = Server(home), chromium
        self.devices: list[Device] = []

    def open(self, role: str, path: str, width: int, height: int) -> Page:
        """Somebody's page."""
        page = self.chromium.new_page(viewport={"width": width, "height": height}, locale="en-GB")
        page.goto(f"{self.server.address}/i#{self.links[role]}")
        page.locator("main button").first.click()
        page.wait_for_url("**/s/**")
        if role == "facilitator":
            self.everybody_is_connected(page)
        if path:
            page.goto(page.url + path)
        return page

    def everybody_is_connected(self, desk: Page) -> None:
        """A device for each of the team, as on a day in the room."""
        seat = desk.url.split("/s/")[1].split("/")[0]
        ask = "(path) => fetch(path, {headers: {accept: 'application/json'}}).then((found) => found.json())"
        records = desk.evaluate(ask, f"/s/{seat}/plan.json")["records"]
        team = [
            r["id"]
            for r in records
            if r["kind"] == "person" and r["body"].get("presence") in ("room", "remote")
        ]
        for person in team:
            link = desk.evaluate(ask, f"/s/{seat}/link/{person}.json").get("link")
            if link:
                self.devices.append(Device(self.server.address))
                self.devices[-1].come_in(link)
                self.devices[-1].connect()

    def stop(self) -> None:
        """Everybody goes, and the server ends."""
        for device in self.devices:
            device.disconnect()
        self.server.stop()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Demo]:
    made = Demo(tmp_path_factory.mktemp("demo"), chromium)
    yield made
    made.stop()


def says_and_looks_like(page: Page, picture: str) -> None:
    """Hold a page against its picture, or make that anew."""
    page.locator("main :is(h1, h2)").first.wait_for()
    words = [
        said for (name, _), alt in SAID.items() if name == picture for said in re.findall("“([^“”]+)”", alt)
    ]
    assert words, f"no words about {picture} name anything that could be looked for"
    for word in words:
        expect(
            page.get_by_text(re.compile(rf"\b{re.escape(word)}\b")).filter(visible=True).first
        ).to_be_in_viewport()
    page.evaluate("document.fonts.ready.then(() => true)")
    if "HANDBOOK" in os.environ:
        page.wait_for_timeout(800)
        page.screenshot(path=FOLDER / f"{picture}.png")
    kept = (FOLDER / f"{picture}.png").read_bytes()
    for _ in range(10):  # until all of it has come
        apart = how_far_apart(page, page.screenshot(), kept)
        if apart <= ALIKE:
            return
        page.wait_for_timeout(300)
    pytest.fail(f"{picture}.png is {apart:.1f} from the page as it looks now: make handbook")


def how_far_apart(page: Page, *pictures: bytes) -> float:
    """0 where two pictures are the same."""
    assert page.context.browser
    blank = page.context.browser.new_page()
    found: float = blank.evaluate(APART, [base64.b64encode(one).decode() for one in pictures])
    blank.close()
    return found


@pytest.mark.parametrize("picture", VIEWS)
def test_a_picture_shows_what_its_words_say_as_it_looks_today(demo: Demo, picture: str) -> None:
    page = demo.open(*VIEWS[picture])
    says_and_looks_like(page, picture)
    if picture == "screen":
        other = (FOLDER / "console.png").read_bytes()
        assert how_far_apart(page, page.screenshot(), other) > ALIKE
    page.context.close()


def test_the_guests_page_is_in_the_handbook_as_it_looks_today(live: Room) -> None:
    briefing(live)
    words = "What would give your managers two hours back?"
    made = ok(at_home(live, TOM), "questions.add_question", text=words)["made"][0]
    go(live, "ask")
    ok(live.fay, "questions.put", question=made)
    said = {"text": "Waiting is what they hate.", "said_by": live.people[CARL]["id"]}
    ok(at_home(live, TOM), "questions.add_quote", **said)
    carl = page_of(live, CARL, width=1024, height=720)
    expect(carl.locator(".guest-question")).to_be_visible()
    says_and_looks_like(carl, "guest")


def test_every_picture_is_there_and_all_together_are_light() -> None:
    assert {name for name, _ in SAID} == {*VIEWS, "guest"} == {file.stem for file in FOLDER.glob("*.png")}
    assert sum(file.stat().st_size for file in FOLDER.glob("*.png")) <= 1_500_000
