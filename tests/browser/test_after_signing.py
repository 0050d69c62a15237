"""After the two days: the plan's owner takes the desk from a phone, and the plan goes on without a meeting."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.shared_room import at_home, ok, open_room, page_of
from tests.server import Person

TOM, OLGA, MARA, SVEN = "Tom Okafor", "Olga Ray", "Mara Vandenbroucke", "Sven Pellew"
PEOPLE = [
    {"name": TOM},
    {"name": OLGA, "role": "plan_owner"},
    {"name": MARA, "role": "first_line_manager"},
    {"name": SVEN, "role": "second_level_manager"},
]
STAGES = ("briefing", "research", "stakeholders", "whitespace", "focus", "objectives", "actions", "signoff")
PIN = "5829"


def made_by(person: Person, command: str, **data: Any) -> str:
    """What a command has made."""
    return str(ok(person, command, **data)["made"][0])


def asked(made: Room) -> str:
    """An action that Tom has not answered: the only thing that is missing."""
    tom = at_home(made, TOM)
    goal = made_by(tom, "insight_map.add_goal", text="Fewer returns")
    objective = made_by(
        tom, "objectives.add_objective", category="marketing", text="Be heard", insights=[goal]
    )
    strategy = made_by(tom, "objectives.add_strategy", objective=objective, text="Let the stores tell it")
    more = {"what": "Ask the stores", "outcome": "A yes", "due": "2027-01-30"}
    owner = made.people[TOM]["id"]
    return made_by(tom, "actions.add_action", strategy=strategy, owner=owner, **more)


def she_signs(made: Room) -> Page:
    """The manager's phone, once she has read and signed on it."""
    mara = page_of(made, MARA, path="/signoff", width=360, height=740)
    mara.get_by_role("button", name="Start reading").click()
    edge = "label => getComputedStyle(label.lastElementChild).boxShadow"
    assert mara.locator(".choice-option").first.evaluate(edge) != "none", "an answer looks like a button"
    mara.get_by_label("Comment").fill("Half a sentence")
    mara.get_by_label("Choose the PIN you sign with").fill(PIN)
    mara.get_by_label("The same once more").fill(PIN)
    mara.get_by_role("button", name=re.compile("^Sign version")).click()
    expect(mara.get_by_role("button", name="Hand it to senior management")).to_be_visible()
    return mara


def picture(page: Page, name: str) -> None:
    """Kept where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_plan_owner_hands_the_signed_plan_on_and_runs_the_next_meeting(room: Callable[..., Room]) -> None:
    made = room(people=PEOPLE)
    open_room(made, TOM, OLGA, MARA)
    for stage in STAGES:
        ok(made.fay, "stage.advance", to=stage, reason="only a test")
    action = asked(made)
    ok(made.fay, "stage.adjourn")
    olga = page_of(made, OLGA, width=360, height=740)
    expect(olga.locator(".between")).to_be_visible()
    expect(olga.get_by_role("button", name="Lead from now on")).to_have_count(0)

    mara = she_signs(made)

    # Somebody has not answered yet: the signed plan is not stuck, and the answer comes from home.
    expect(olga.locator(".between .task-why")).to_contain_text("is signed. Next: Senior review.")
    expect(olga.get_by_role("link", name="Something happened at the customer…")).to_be_visible()
    olga.get_by_text("Before you hand it on to Senior review: 2 things").click()
    expect(olga.get_by_label("Go on without it, because…")).to_be_attached()
    picture(olga, "signed-not-handed-on")
    ok(at_home(made, TOM), "actions.accept", action=action)

    olga.get_by_role("button", name="Lead from now on").click()
    # Her page becomes the desk's, by itself.
    button = olga.locator(".stage-dock .button-filled")
    expect(button).to_have_text(re.compile("Hand it on: Senior review"), timeout=10_000)
    # What was on her page is in the desk's menu: the weekly check.
    olga.get_by_role("button", name="More", exact=True).click()
    expect(olga.get_by_role("menuitem", name="This week’s check")).to_be_visible()
    olga.keyboard.press("Escape")
    button.click()
    expect(button).to_have_text(re.compile("Open doors: Senior review"), timeout=10_000)
    sven = at_home(made, SVEN)
    assert "For your acceptance" in sven.get(f"/s/{sven.seat}/acceptance").text
    button.click()
    expect(olga.locator(".stage-kicker")).to_contain_text("Senior review", timeout=10_000)
    mara.reload()
    expect(mara.get_by_role("heading", level=1)).to_be_visible()
    expect(mara.get_by_role("button", name="Hand it to senior management")).to_have_count(0)
