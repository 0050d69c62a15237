"""Documents and decisions in a browser: readable at every width, in light and dark, with axe, and without scripts."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.browser.laptops import Laptops
from tests.browser.reading import found_on
from tests.exports.castor import Castor
from tests.web.library import PIN, Library, Reader

LONG = "Wärmerückgewinnungsanlagenbetriebsführung" * 3


class Site:
    """A library that is served, and browsers of its readers."""

    def __init__(self, home: Path, castor: Castor, chromium: Browser) -> None:
        self.library, self.chromium = Library(home, castor), chromium
        self.server = make_server("127.0.0.1", 0, self.library.app.app, threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        self.laptops = Laptops(chromium, self.root)
        self.borrowed: list[BrowserContext] = []

    def open(self, name: str, path: str) -> Page:
        """A page of somebody's; it fails the test when a script on it fails."""
        for before in self.borrowed:
            self.laptops.give_back(before)
        self.borrowed = [self.laptops.borrow()]
        reader = Reader(self.library, name)
        page = self.laptops.page(self.borrowed[0], reader.cookies, pytest.fail, height=900)
        return self._goes(page, reader, path)

    def open_without_scripts(self, name: str, path: str) -> Page:
        """A page of somebody's on a phone that runs none."""
        window = {"width": 360, "height": 900}
        context = self.chromium.new_context(viewport=window, java_script_enabled=False)
        reader = Reader(self.library, name)
        for key, value in reader.cookies.items():
            context.add_cookies([{"name": key, "value": value, "url": self.root}])
        return self._goes(context.new_page(), reader, path)

    def _goes(self, page: Page, reader: Reader, path: str) -> Page:
        answer = page.goto(f"{self.root}/s/{reader.seat}/{path}")
        assert answer
        assert answer.status == 200, path
        return page

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.library.close()


def story() -> Castor:
    """Castor's plan with a long word and another alphabet in it, before the signature."""
    castor = Castor().at_signoff()
    castor.ok("Tom", "record.edit", id=castor.made["obstacle"], set={"text": LONG})
    castor.ok("Tom", "record.edit", id=castor.made["boss"], set={"name": "مریم", "title": "陈晓梅"})
    return castor


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("home"), story(), chromium)
    yield made
    made.close()


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    castor = story()
    castor.sign()
    castor.go_to("acceptance")
    castor.ok("Sven", "people.arrive", how="room")
    castor.ok("Olga", "signoff.add_customer_item", section="do", text="We walk the route with you.")
    made = Site(tmp_path_factory.mktemp("home"), castor, chromium)
    yield made
    made.close()


PAGES = ("plan", "thread", "minutes", "signoff", "week", "customer")


def read_every_way(page: Page) -> list[str]:
    """What stands in somebody's way on paper-like pages: light and dark, on a phone and on a wall."""
    found = found_on(page, heard=True)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for width in (360, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        found += found_on(page, thorough=width == 360)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_its_window(site: Site, path: str) -> None:
    assert read_every_way(site.open("Mara", path)) == []


def test_axe_finds_nothing_on_senior_managements_page_and_a_thread(signed: Site, site: Site) -> None:
    assert read_every_way(signed.open("Sven", "acceptance")) == []
    assert read_every_way(site.open("Tom", f"thread/{site.library.castor.made['action']}")) == []


def test_a_promise_leads_to_the_customers_words_in_one_click_and_back(site: Site) -> None:
    page = site.open("Tom", "plan")
    page.get_by_role("link", name="Time the picking route.").click()
    page.get_by_role("link", name="Give me two hours a day back.").click()
    assert page.locator(".path-here").inner_text().startswith("the customer’s words")
    page.get_by_role("link", name="Time the picking route").click()
    assert page.locator(".path-here").inner_text().startswith("action")


def test_the_plan_says_when_it_went_on_while_somebody_read_it(site: Site) -> None:
    page = site.open("Tess", "plan")
    assert not page.locator("#news").is_visible()
    castor = site.library.castor
    assert site.library.do(
        "Tom", "record.edit", id=castor.made["pressure"], set={"text": "Wages rise again"}
    )["ok"]
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("One change since you opened this.").wait_for()


def test_on_paper_there_are_no_controls_and_every_section_is_there(site: Site) -> None:
    page = site.open("Mara", "plan")
    page.emulate_media(media="print")
    assert not page.locator(".page-top").is_visible()
    assert page.locator(".doc-section").count() >= 9
    assert page.pdf()[:4] == b"%PDF"


def test_her_mark_is_kept_as_she_makes_it(site: Site) -> None:
    page = site.open("Mara", "signoff")
    objective = site.library.castor.made["objective"]
    first = page.locator(f"#objective-{objective}")
    assert not first.locator(".verdict-more").is_visible()
    first.get_by_text("On a condition").click()
    first.get_by_label("What you ask for").fill("First the drawing")
    first.get_by_label("What you ask for").blur()
    first.get_by_text("It becomes an action.").wait_for()
    page.get_by_role("button", name="Approve with 1 condition: version").wait_for()
    mara = site.library.castor.person("Mara").id
    assert site.library.room.state.records[f"mark:{objective}:{mara}"]["mark"] == "condition"


def test_she_signs_on_a_phone_without_scripts(tmp_path: Path, chromium: Browser) -> None:
    site = Site(tmp_path, story(), chromium)
    page = site.open_without_scripts("Mara", "signoff")
    page.get_by_role("button", name="Start reading").click()
    page.get_by_label("Your PIN").fill(PIN)
    page.get_by_role("button", name="Sign version").click()
    page.get_by_text("was signed by").first.wait_for()
    assert next(site.library.room.state.of("decision"))["verdict"] == "approved"
    site.close()


def test_somebody_on_a_phone_accepts_a_promise_in_one_tap(tmp_path: Path, chromium: Browser) -> None:
    site = Site(tmp_path, Castor().whole(), chromium)
    page = site.open_without_scripts("Ben", "week")
    page.get_by_role("button", name="I promise").click()
    page.get_by_text("Promised. It is yours now.").wait_for()
    page.get_by_role("button", name="On track").click()
    page.get_by_text("Noted.").wait_for()
    site.close()
