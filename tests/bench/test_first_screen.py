"""What the first screen costs a browser that was never here: as good as all its time on a laptop."""

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.server import Person, Server, found, set_up


def busy(chromium: Browser, person: Person) -> float:
    """Seconds that the page's own thread works until the first screen stands; waiting for others is left out."""
    address = person.server.address
    laptop = chromium.new_context()
    laptop.add_cookies(
        [{"name": c.name, "value": c.value or "", "url": address} for c in person.http.cookies]
    )
    page = laptop.new_page()
    tools = laptop.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"{address}/s/{person.seat}/")
    page.get_by_text("The doors are still closed").wait_for()
    found = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    laptop.close()
    return float(found["TaskDuration"])


def test_the_first_screen_is_half_a_second_of_work(tmp_path: Path) -> None:
    server = Server(tmp_path, "--no-rate-limits")
    try:
        people = found(set_up(server))
        tom = Person(server).enter(people["Tom Okafor"]["link"])
        with sync_playwright() as driver:
            chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            assert 0.01 < min(busy(chromium, tom) for _ in range(2)) < 0.5
            chromium.close()
    finally:
        server.stop()
