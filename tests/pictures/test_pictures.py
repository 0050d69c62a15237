"""Pictures of every page of the demonstration, at three widths, light and dark: to be looked at.

`make pictures` runs this apart from the tests. They go to the folder named by PICTURES
(tests/pictures/out unless said). Those of the handbook and the readme are made by `make handbook`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("PICTURES", Path(__file__).parent / "out"))
SIZES = ((360, 780), (1280, 800), (1920, 1080))
PAGES = {
    "Facilitator": (
        "",
        "readiness",
        "people",
        "invitations",
        "tents",
        "plan",
        "minutes",
        "thread",
        "customer",
        "week",
    ),
    "Participant": ("", "plan", "week"),
    "First-line manager": ("", "signoff", "week"),
    "Room screen": ("",),
}


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The links of a running demonstration, by role."""
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-u", "-m", "workshop", "run", "--port", "8700"]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "WORKSHOP_HOME": str(home)}, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, str] = {}
    assert server.stdout
    for line in server.stdout:
        if link := re.search(r"^  (.+?)\s+(http://\S+/i#\S+)", line):
            found[link[1]] = link[2]
        if "Ctrl-C" in line:
            break
    yield found
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def entered(chromium: Browser, link: str, theme: str) -> tuple[BrowserContext, Page]:
    """Somebody's own page, in a browser of their own."""
    dark = theme == "dark"
    context = chromium.new_context(color_scheme="dark" if dark else "light", locale="en-GB")
    page = context.new_page()
    page.goto(link)
    page.locator("main button").first.click()
    page.wait_for_url("**/s/**")
    page.wait_for_timeout(1500)
    return context, page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", PAGES)
def test_every_page_is_drawn_without_an_error(
    chromium: Browser, links: dict[str, str], role: str, theme: str
) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    context, page = entered(chromium, links[role], theme)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    base = page.url
    for path in PAGES[role]:
        page.goto(base + path)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(800)
            name = f"{role.lower().replace(' ', '-')}-{path or 'own'}-{width}-{theme}.png"
            page.screenshot(path=FOLDER / name)
            assert page.evaluate("document.documentElement.scrollWidth") <= width + 1, f"{name} is too wide"
    context.close()
    assert wrong == []
