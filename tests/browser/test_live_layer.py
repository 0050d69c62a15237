"""The live layer in a real browser against a real server, over a network that fails in every way networks do."""

import json
import mimetypes
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, WebSocketRoute, expect

from tests.browser.house import House
from tests.browser.line import Line

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    *(
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ),
    # A page that the test hands out has no address, so the browser would not let it talk to this machine.
    "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
]
THREE = ["first card", "second card", "third card"]


@pytest.fixture(scope="module")
def started(driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium, with these flags."""
    running = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield running
    running.close()


@pytest.fixture
def browser(started: Browser) -> Iterator[Browser]:
    """The same; what a test opens in it ends with the test."""
    yield started
    for context in started.contexts:
        context.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A workshop in its research stage, nobody serving it yet."""
    made = House(tmp_path_factory.mktemp("prepared"))
    made.go_to("research")
    return made


@pytest.fixture
def house(prepared: House, tmp_path: Path) -> Iterator[House]:
    """A workshop in its research stage, served."""
    made = prepared.copy(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def line(house: House) -> Iterator[Line]:
    """What lies between the browsers and the server."""
    with Line(house.port) as relay:
        yield relay


class Laptop:
    """One person's browser. Pages and scripts come from its cache, so that it can reload without a network."""

    def __init__(self, browser: Browser, house: House, line: Line, name: str) -> None:
        self.house, self.name = house, name
        self.url = f"http://127.0.0.1:{line.port}/s/{house.seats[name]}/probe"
        self.context: BrowserContext = browser.new_context()
        cookie = {"name": "workshop", "value": house.cookies[name], "domain": "127.0.0.1", "path": "/"}
        self.context.add_cookies([cookie])  # type: ignore[list-item]
        self.context.route("**/static/**", self._file)
        self.context.route("**/probe", self._page)

    def open(self) -> Page:
        page = self.context.new_page()
        page.goto(self.url)
        return page

    def _page(self, route: Route) -> None:
        names = json.loads((ROOT / "static/vendor/versions.json").read_text(encoding="utf-8"))["imports"]
        imports = {"imports": {name: f"/static/vendor/{file}" for name, file in names.items()}}
        boot = {
            "seat": self.house.seats[self.name],
            "person": self.house.people[self.name],
            "role": "",
            "name": self.name,
        }
        text = (ROOT / "tests/browser/live_layer.html").read_text(encoding="utf-8")
        text = text.replace("IMPORTS", json.dumps(imports)).replace("BOOT", json.dumps(boot))
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    def _file(self, route: Route) -> None:
        path = ROOT / "static" / route.request.url.partition("/static/")[2]
        route.fulfill(path=path, content_type=mimetypes.guess_type(path.name)[0])


def cards(page: Page, *texts: str, state: str = "here", timeout: float = 10_000) -> None:
    """The board shows exactly these, in this order, all in this state."""
    expect(page.locator("main > ul").first.locator("li")).to_have_text(list(texts), timeout=timeout)
    expect(page.locator(f'li[data-state="{state}"]')).to_have_count(len(texts), timeout=timeout)


def kept(page: Page) -> int:
    """How many things the browser keeps for this seat."""
    found: int = page.evaluate(
        """async () => {
          const result = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
          const [{ name }] = await indexedDB.databases();
          const db = await result(indexedDB.open(name));
          const count = await result(db.transaction("kept").objectStore("kept").count());
          db.close();
          return count;
        }"""
    )
    return found


def ready(page: Page) -> Page:
    """Once the first snapshot is there."""
    expect(page.locator("#stage")).to_have_text("research")
    return page


def test_three_cards_written_in_airplane_mode_survive_a_reload_and_are_kept_once_and_in_order(
    browser: Browser, house: House, line: Line
) -> None:
    laptop = Laptop(browser, house, line, "Tess")
    tom = ready(Laptop(browser, house, line, "Tom").open())
    page = ready(laptop.open())
    laptop.context.set_offline(True)
    line.cut()
    for text in THREE:
        page.evaluate("text => window.add(text)", text)
    cards(page, *THREE, state="waiting")
    expect(page.locator("#line")).to_have_text("You are offline; 3 changes waiting", timeout=15_000)
    expect(page.locator("#saved")).to_have_text("kept")
    page.reload()
    cards(page, *THREE, state="waiting")
    line.heal()
    laptop.context.set_offline(False)
    cards(page, *THREE)
    cards(tom, *THREE)
    expect(page.locator("#line")).to_have_text("")
    expect(page.locator("#saved")).to_have_text("saved")
    assert kept(page) == 0
    house.stop()
    assert house.texts("card") == THREE


def test_a_server_killed_while_people_write_loses_and_doubles_nothing(
    browser: Browser, house: House, line: Line
) -> None:
    page = ready(Laptop(browser, house, line, "Tess").open())
    texts = [f"card {n}" for n in range(12)]
    for n, text in enumerate(texts):
        page.evaluate("text => window.add(text)", text)
        if n == 5:
            house.stop(signal.SIGKILL)
    house.start()
    cards(page, *texts, timeout=20_000)
    house.stop()
    assert house.texts("card") == texts


def test_where_websockets_are_blocked_polling_takes_over_by_itself(
    browser: Browser, house: House, line: Line
) -> None:
    line.no_websockets = True
    page = Laptop(browser, house, line, "Tess").open()
    ready(page)
    page.evaluate("text => window.add(text)", "by polling")
    cards(page, "by polling")
    assert line.upgrades
    expect(page.locator("#line")).to_have_text("")


def test_a_network_that_dies_without_a_word_is_noticed_and_what_was_written_arrives(
    browser: Browser, house: House, line: Line
) -> None:
    page = ready(Laptop(browser, house, line, "Tess").open())
    line.swallow()
    page.evaluate("text => window.add(text)", "into the dark")
    expect(page.locator("#line")).to_have_text("You are offline; 1 change waiting", timeout=40_000)
    line.heal()
    cards(page, "into the dark", timeout=15_000)
    house.stop()
    assert house.texts("card") == ["into the dark"]


def test_a_patch_that_is_lost_is_noticed_and_asked_for(browser: Browser, house: House, line: Line) -> None:
    laptop = Laptop(browser, house, line, "Tom")
    lost: list[str] = []

    def lossy(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: Any) -> None:
            if '"patch"' in str(message)[:20] and not lost:
                lost.append(str(message))
            else:
                socket.send(message)

        server.on_message(pass_on)

    laptop.context.route_web_socket("**/socket.io/**", lossy)
    tom = ready(laptop.open())
    tess = ready(Laptop(browser, house, line, "Tess").open())
    for text in THREE:
        tess.evaluate("text => window.add(text)", text)
    cards(tom, *THREE)
    assert lost


def test_two_tabs_of_one_seat_send_everything_once(browser: Browser, house: House, line: Line) -> None:
    laptop = Laptop(browser, house, line, "Tess")
    one, two = ready(laptop.open()), ready(laptop.open())
    line.cut()
    for n in range(6):
        (one, two)[n % 2].evaluate("text => window.add(text)", f"card {n}")
    line.heal()
    for page in (one, two):
        expect(page.locator('li[data-state="here"]')).to_have_count(6)
        expect(page.locator("main > ul > li")).to_have_count(6)
    assert kept(one) == 0
    house.stop()
    assert sorted(house.texts("card")) == [f"card {n}" for n in range(6)]


def test_planning_waits_for_the_manager_as_one_state_and_is_sent_when_she_is_back(
    browser: Browser, house: House, line: Line
) -> None:
    page = ready(Laptop(browser, house, line, "Tess").open())
    mara = ready(Laptop(browser, house, line, "Mara").open())
    assert mara.evaluate("live.send('people.leave', {})")["ok"]
    for text in THREE:
        page.evaluate("text => window.add(text)", text)
    cards(page, *THREE, state="held")
    expect(page.locator("#held")).to_have_text("3")
    expect(page.locator("#refused > li")).to_have_count(0)
    assert mara.evaluate("live.send('people.arrive', {how: 'room'})")["ok"]
    cards(page, *THREE)
    house.stop()
    assert house.texts("card") == THREE


def test_what_is_refused_comes_back_with_its_sentence_and_stays_over_a_reload(
    browser: Browser, house: House, line: Line
) -> None:
    page = ready(Laptop(browser, house, line, "Tess").open())
    answer = page.evaluate("live.send('research.add_card', {c: 'customer', text: ''})")
    assert answer["refused"] == "invalid"
    expect(page.locator("#refused > li")).to_have_text([answer["say"]])
    page.reload()
    expect(page.locator("#refused > li")).to_have_text([answer["say"]])
    page.evaluate("live.dismiss(live.store.refusals.value[0].id)")
    expect(page.locator("#refused > li")).to_have_count(0)
    assert kept(page) == 0


def test_when_access_ends_the_page_and_the_browser_keep_nothing_but_own_words_that_never_arrived(
    browser: Browser, house: House, line: Line
) -> None:
    page = ready(Laptop(browser, house, line, "Tess").open())
    page.evaluate("text => window.add(text)", "seen by Tess")
    cards(page, "seen by Tess")
    page.evaluate("sessionStorage.setItem('draft:x', 'half a thought')")
    page.evaluate("sessionStorage.setItem('seen', 'yes')")
    page.evaluate("live.send('research.add_card', {c: 'customer', text: ''})")
    page.evaluate("live.send('research.add_card', {c: 'nobody', text: 'my own'})")
    expect(page.locator("#refused > li")).to_have_count(2)
    fay = ready(Laptop(browser, house, line, "Fay").open())
    fay.evaluate("person => live.send('people.withdraw', {person})", house.people["Tess"])
    expect(page.locator("#farewell")).to_contain_text("closed: ", timeout=5000)
    assert "seen by Tess" not in page.content()
    assert kept(page) == 1
    assert page.evaluate("live.store.refusals.value.map((back) => back.data.text)") == ["my own"]
    assert page.evaluate("Object.keys(sessionStorage)") == ["draft:x"]
    page.evaluate("live.leave()")
    assert (kept(page), page.evaluate("sessionStorage.length")) == (0, 0)


def test_two_browsers_show_the_same_second_whatever_their_own_clocks_say(
    browser: Browser, house: House, line: Line
) -> None:
    early, late = Laptop(browser, house, line, "Tess"), Laptop(browser, house, line, "Tom")
    shift = "const now = Date.now; Date.now = () => now() + {};"
    early.context.add_init_script(shift.format(-300_000))
    late.context.add_init_script(shift.format(300_000))
    pages = [ready(early.open()), ready(late.open())]
    for page in pages:
        page.wait_for_timeout(400)
    # Both answers are taken within this process: what it costs to ask is counted against the half second.
    times = [page.evaluate("live.clock.serverNow()") for page in pages]
    assert abs(times[0] - times[1]) < 500


def test_a_seat_that_the_server_does_not_know_asks_for_a_new_page_and_keeps_what_was_written(
    browser: Browser, house: House, line: Line
) -> None:
    laptop = Laptop(browser, house, line, "Tess")
    laptop.context.clear_cookies()
    page = laptop.open()
    page.evaluate("text => window.add(text)", "not lost")
    expect(page.locator("#farewell")).to_contain_text("reload", timeout=8000)
    assert kept(page) == 1


def test_a_server_that_speaks_another_protocol_asks_for_a_new_page(
    browser: Browser, house: House, line: Line
) -> None:
    laptop = Laptop(browser, house, line, "Tess")

    def newer(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: socket.send(str(message).replace('"protocol":1', '"protocol":2')))

    laptop.context.route_web_socket("**/socket.io/**", newer)
    expect(laptop.open().locator("#farewell")).to_contain_text("reload")


def test_a_part_that_fails_leaves_a_plain_sentence_and_everything_typed(
    browser: Browser, house: House, line: Line
) -> None:
    page = ready(Laptop(browser, house, line, "Tess").open())
    line.cut()
    page.evaluate("text => window.add(text)", "words on their way")
    page.evaluate("sessionStorage.setItem('draft:note', 'half a thought')")
    page.evaluate("window.broken.value = true")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nothing you wrote is lost")
    expect(alert).to_contain_text("words on their way")
    expect(alert).to_contain_text("half a thought")
    page.evaluate("window.broken.value = false")
    page.get_by_role("button", name="Show it again").click()
    cards(page, "words on their way", state="waiting")
