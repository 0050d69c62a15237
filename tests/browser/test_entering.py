"""Coming in and getting ready, in real browsers: first minutes, second devices, and how the pages stand on screens."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.laptops import Laptops
from tests.browser.reading import found_on
from tests.server import LEAD, Person, Server

SMALL = """[...document.querySelectorAll("button, .button, input:not([type=hidden],[type=checkbox]), select")]
  .map((one) => [one.textContent.trim() || one.id, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && box.height < 24).map(([words, box]) => `${words} ${box.height} px high`)"""
PEOPLE = (
    "Name\tRole\tFunction\tE-mail\tPlace\n"
    "Hester Vandenbroucke\tFirst-line manager\tSales\thester@ours.test\tGhent\n"
    "Wiktor Zaręba\t\tService engineer\twiktor@ours.test\tŁódź\n"
    "陈晓梅\t\tProduct\txm@ours.test\tShanghai\n"
    "مریم\t\tTechnical\tm@ours.test\tTehran\n"
    "Marta Kowalska-Abramowicz von und zu Hohenlohe-Langenburg\tCustomer guest"
)


class Prepared:
    """A server with a workshop made by hand in a browser, and the pages around it."""

    def __init__(self, server: Server, lead: Person, laptops: Laptops) -> None:
        self.server, self.laptops = server, laptops
        self.windows: list[BrowserContext] = []
        self.home = laptops.borrow()
        self.lead = laptops.page(self.home, lead.http.cookies, pytest.fail)
        self.lead.goto(server.address + "/new")
        self.lead.fill("#customer", "Kingfisher")
        self.lead.fill("#people", PEOPLE)
        expect(self.lead.locator(".roster-row")).to_have_count(5)
        self.lead.get_by_role("button", name="Make the workshop").click()
        self.lead.wait_for_url("**/readiness")
        self.root = self.lead.url.removesuffix("/readiness")
        self.code = self.lead.inner_text("#everybody strong")
        self.lead.goto(self.root + "/people")
        people = self.lead.eval_on_selector_all(
            ".person-link", "all => all.map(a => [a.textContent, a.href])"
        )
        self.person = dict(people)

    def window(self, width: int = 1280, **look: Any) -> Page:
        """A browser of somebody's own, until the test is over."""
        self.windows.append(self.laptops.borrow())
        return self.laptops.page(self.windows[-1], {}, pytest.fail, width=width, **look)

    def close_windows(self) -> None:
        """Give them back."""
        while self.windows:
            self.laptops.give_back(self.windows.pop())

    def link(self, name: str) -> str:
        """Somebody's personal link."""
        self.lead.goto(self.person[name])
        return self.lead.inner_text("#link")

    def pages(self) -> dict[str, str]:
        """The desk's pages and the ones for anybody, by what they are."""
        there = {
            path: f"{self.root}/{path}" for path in ("readiness", "people", "invitations", "tents", "pin")
        }
        there |= {"person": self.person["Hester Vandenbroucke"], "home": self.server.address + "/"}
        anybody = ("new", "colleagues", "help", "help/facilitator", "nope")
        return there | {path: f"{self.server.address}/{path}" for path in anybody}


@pytest.fixture(scope="module")
def house(server: Server, lead: Person, laptops: Laptops) -> Iterator[Prepared]:
    """One for the module."""
    made = Prepared(server, lead, laptops)
    yield made
    # Making a workshop renewed the cookie, and the lead goes on in other modules with the newest.
    lead.http.cookies.clear()
    for cookie in made.lead.context.cookies():
        lead.http.cookies.set(cookie["name"], cookie["value"], domain=cookie["domain"], path=cookie["path"])
    laptops.give_back(made.home)


@pytest.fixture
def prepared(house: Prepared) -> Iterator[Prepared]:
    """The same, with nobody else's window open."""
    yield house
    house.close_windows()


def test_the_role_and_function_of_a_pasted_row_can_be_chosen(prepared: Prepared) -> None:
    page = prepared.lead
    page.goto(prepared.server.address + "/new")
    page.fill("#customer", "Heron")
    page.fill("#people", "Ann Lee <ann@x.test>; Bob Ray <bob@x.test>")
    page.get_by_label("Role of Ann Lee").select_option("plan_owner")
    page.get_by_label("Function of Bob Ray").select_option("service")
    page.get_by_role("button", name="Make the workshop").click()
    page.wait_for_url("**/readiness")
    page.goto(page.url.replace("readiness", "people"))
    expect(page.get_by_role("row", name=re.compile("Ann Lee"))).to_contain_text("Plan owner")
    expect(page.get_by_role("row", name=re.compile("Bob Ray"))).to_contain_text("service")


def test_a_workshop_is_made_without_scripts_too(prepared: Prepared, chromium: Browser) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(prepared.server.address + "/login")
    page.fill("#email", LEAD["email"])
    page.fill("#password", LEAD["password"])
    page.locator("main button").click()
    page.goto(prepared.server.address + "/new")
    page.fill("#customer", "Without scripts")
    page.fill("#people", "Ann\nBob")
    page.get_by_role("button", name="Make the workshop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ready to open the doors?")
    page.get_by_role("button", name="Open the doors").click()
    page.wait_for_url("**/s/*/")
    page.close()


def test_a_link_is_gone_from_the_address_bar_and_somebody_says_who_they_are(prepared: Prepared) -> None:
    link = prepared.link("Wiktor Zaręba")
    page = prepared.window(360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is that you, Wiktor Zaręba?")
    assert page.url == prepared.server.address + "/i"
    page.reload()
    page.get_by_role("button", name="I am Wiktor Zaręba").click()
    page.wait_for_url("**/s/*/")
    token = link.rpartition("#")[2]
    assert not [url for url in asked if token in url.partition("#")[0]]
    page.go_back()
    assert token not in page.url


def test_a_link_that_was_cut_short_says_what_to_do(prepared: Prepared) -> None:
    page = prepared.window(360)
    page.goto(prepared.link("مریم")[:-3])
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work")
    expect(page.get_by_role("link", name="Join with the code instead")).to_be_visible()


def test_a_new_participant_is_in_by_the_code_once_the_desk_says_yes(prepared: Prepared) -> None:
    page = prepared.window(360)
    page.goto(prepared.server.address + "/")
    page.get_by_label("Join code").press_sequentially(prepared.code.replace("-", "").lower())
    expect(page.get_by_label("Join code")).to_have_value(prepared.code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("I am not on the list").click()
    page.get_by_label("Your name").fill("Anneke de Vries")
    page.get_by_role("button", name="Ask to come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are at the door, Anneke de Vries")
    prepared.lead.goto(prepared.root + "/people")
    prepared.lead.get_by_role("button", name="Let in").click()
    expect(page.get_by_role("heading", name="You are at the door, Anneke de Vries")).to_have_count(
        0, timeout=8000
    )


def test_a_second_device_under_a_name_waits_and_is_let_in_without_a_reload(prepared: Prepared) -> None:
    first, second = prepared.window(), prepared.window(360)
    for page in (first, second):
        page.goto(f"{prepared.server.address}/join#{prepared.code}")
        page.get_by_role("button", name="陈晓梅").click()
    first.wait_for_url("**/s/*/")
    expect(second.get_by_role("heading", level=1)).to_have_text("The desk has to say yes")
    # The desk's page finds out by itself who waits.
    prepared.lead.goto(prepared.root + "/people")
    prepared.lead.locator("#door").get_by_role("button", name="Let in").click()
    second.wait_for_url("**/s/*/", timeout=8000)


def test_a_device_that_works_gets_a_tick_at_the_desk(prepared: Prepared) -> None:
    page = prepared.window()
    page.goto(prepared.link("Hester Vandenbroucke").replace("/i#", "/preflight#"))
    expect(page.get_by_text("It works, Hester Vandenbroucke.")).to_be_visible(timeout=15_000)
    assert page.url == prepared.server.address + "/preflight"
    expect(page.locator(".checks-good")).to_have_count(3)
    prepared.lead.goto(prepared.person["Hester Vandenbroucke"])
    expect(prepared.lead.get_by_text("has tried the device")).to_be_visible()


def test_readiness_notices_by_itself_and_leaves_alone_what_somebody_types(prepared: Prepared) -> None:
    page = prepared.lead
    page.goto(prepared.root + "/readiness")
    page.get_by_label("What are they?").fill("Spare parts")
    other = page.context.new_page()
    other.goto(prepared.root + "/people")
    other.locator("#people").last.fill("Dafydd Prosser")
    other.get_by_label("As", exact=True).select_option("co_facilitator")
    other.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#second .check")).to_contain_text("Dafydd Prosser", timeout=10_000)
    expect(page.get_by_label("What are they?")).to_have_value("Spare parts")
    other.close()


def test_axe_finds_nothing_and_nothing_is_too_wide_or_too_small_for_a_finger(prepared: Prepared) -> None:
    page, found = prepared.lead, {}
    for name, address in prepared.pages().items():
        page.goto(address)
        found[name] = found_on(page, heard=True)
        page.set_viewport_size({"width": 360, "height": 740})
        page.emulate_media(color_scheme="dark")
        found[f"{name} on a phone in the dark"] = [*found_on(page), *page.evaluate(SMALL)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})
    outside = prepared.window(width=360, dark=True)
    for path in ("", "login", "join", "i#x.y", "preflight", "invited", "password"):
        outside.goto(f"{prepared.server.address}/{path}")
        found[path] = found_on(outside, heard=True)
    # That this desk has workshops of one name on one day is the other tests' doing.
    other_tests = re.compile(r"\d+ times link '.*Castor Homes plc")
    left = {name: [one for one in all_ if not other_tests.match(one)] for name, all_ in found.items()}
    assert {name: one for name, one in left.items() if one} == {}


def test_two_name_tents_stand_on_each_sheet(prepared: Prepared) -> None:
    page = prepared.lead
    page.goto(prepared.root + "/tents")
    tents = page.locator(".tent").count()
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert sheets == (tents + 1) // 2


def test_the_console_shows_a_second_device_and_lets_it_in(prepared: Prepared) -> None:
    first, second = prepared.window(), prepared.window(360)
    for page in (first, second):
        page.goto(f"{prepared.server.address}/join#{prepared.code}")
        page.get_by_role("button", name="مریم").click()
    first.wait_for_url("**/s/*/")
    prepared.lead.goto(prepared.root + "/")
    waiting = prepared.lead.get_by_role("region", name="Another device")
    expect(waiting).to_contain_text("مریم", timeout=10_000)
    waiting.get_by_role("button", name="Let in").click()
    second.wait_for_url("**/s/*/", timeout=8000)
    expect(waiting).to_have_count(0)


def later(route: Route) -> None:
    """A network that takes its time."""
    time.sleep(0.4)
    route.continue_()


def test_a_double_click_makes_one_workshop_and_leaves_its_maker_logged_in(prepared: Prepared) -> None:
    page = prepared.window()
    page.context.add_cookies(prepared.lead.context.cookies())  # type: ignore[arg-type]
    page.goto(prepared.server.address + "/new")
    # The list is still being read, slowly, when the button is pressed.
    page.route("**/new/people", later)
    page.fill("#customer", "Pressed twice")
    page.fill("#people", "Ann Lee")
    make = page.get_by_role("button", name="Make the workshop")
    page.context.set_offline(True)
    make.click()
    expect(page.get_by_text("There is no line to the server just now.")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_timeout(800)  # what follows at once is taken for a double click
    make.dblclick()
    page.wait_for_url("**/readiness")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ready to open the doors?")
    page.goto(prepared.server.address + "/")
    expect(page.get_by_text("Pressed twice")).to_have_count(1)
    # Making a workshop renews the cookie of this browser session: the lead's own window goes on with it.
    prepared.lead.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]


def test_a_double_click_on_ones_own_name_comes_in_once(prepared: Prepared) -> None:
    page = prepared.window(360)
    page.goto(prepared.link("陈晓梅"))
    page.get_by_role("button", name="I am 陈晓梅").dblclick()
    page.wait_for_url("**/s/*/")
    expect(page.get_by_text("The doors are still closed")).to_be_visible()
