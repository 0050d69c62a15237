"""The end of the two days, as people use it: read, returned, reworked from home, signed on a phone, accepted, alive."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.promised import MARA, PIN, STRATEGIES, SVEN, TESS, TOM, Promised, day

PHONE = {"width": 360, "height": 780}
NAMED = "Three named store managers tell their colleagues what changed"


def opened(there: Promised, name: str, path: str = "", **look: int) -> Page:
    """Somebody's page."""
    person = there.person(name)
    page = there.room.open(person, **look)
    page.goto(f"{there.room.server.address}/s/{person.seat}/{path}")
    return page


def test_returned_reworked_from_home_signed_on_a_phone_accepted_and_alive(room: Callable[..., Room]) -> None:
    there = Promised(room, "signoff", "decision")
    for waiting in there.made["action"][4::5]:
        there.ask("Fay", "record.withdraw", id=waiting)
    mara = there.person(MARA)
    assert mara.post(f"/s/{mara.seat}/pin", json={"new_pin": PIN}).ok
    console = opened(there, "Fay")
    she_returns_it(there)
    the_day_is_closed(console)
    the_team_reworks_from_home(there)
    she_signs_on_a_phone_what_differs(there)
    senior_management_accepts(there, console)
    the_plan_lives_on(there)


def she_returns_it(there: Promised) -> None:
    """A comma does not disturb her; one objective goes back, with somebody and a day."""
    page = opened(there, MARA, "signoff")
    page.get_by_role("button", name=re.compile("Start reading")).click()
    strategy = there.made["strategy"][0]
    there.ask(TOM, "record.edit", id=strategy, set={"text": STRATEGIES[0].replace(",", "")})
    objective = page.locator("[data-objective]").first
    objective.get_by_text("Back to the team", exact=True).click()
    objective.get_by_label("What you ask for").fill("Name the three managers")
    objective.get_by_label("Who takes it").select_option(label=TOM)
    objective.get_by_label("By when").fill(day(2))
    page.get_by_label("Comment").fill("Nearly there")
    page.get_by_label(re.compile("Your PIN")).fill(PIN)
    page.get_by_role("button", name="Return to the team").click()
    expect(page.get_by_role("heading", name="What went back to the team")).to_be_visible()
    page.close()


def the_day_is_closed(console: Page) -> None:
    """From the console's menu, in two clicks."""
    console.get_by_role("button", name="Room", exact=True).click()
    console.get_by_role("menuitem", name="Adjourn").click()
    console.get_by_role("button", name="Adjourn now").click()
    expect(console.locator(".stage-kicker")).to_contain_text("Between sittings")


def the_team_reworks_from_home(there: Promised) -> None:
    """What came back is the first thing on its owner's phone, and opens where it is mended."""
    page = opened(there, TOM, **PHONE)
    expect(page.get_by_text("Name the three managers")).to_be_visible()
    page.get_by_role("button", name="Work on it").click()
    card = page.locator(f'[data-record="{there.made["objective"][0]}"]').first
    card.get_by_role("button", name=re.compile("^More")).first.click()
    page.get_by_role("menuitem", name=re.compile("Correct|Change|Edit")).first.click()
    box = page.locator("dialog[open] textarea, form textarea").first
    box.fill(NAMED)
    box.press("Control+Enter")
    expect(page.get_by_text(NAMED)).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.close()


def she_signs_on_a_phone_what_differs(there: Promised) -> None:
    """The difference first, what stands folded away, and her signature without a facilitator."""
    page = opened(there, MARA, "signoff", **PHONE)
    expect(page.locator("ins", has_text=NAMED)).to_be_visible()
    expect(page.locator("[data-objective]:visible")).to_have_count(1)
    page.get_by_text("3 of 4 objectives").click()
    expect(page.locator("[data-objective]:visible")).to_have_count(4)
    page.get_by_label(re.compile("Your PIN")).fill(PIN)
    page.get_by_role("button", name=re.compile("^Sign version")).click()
    page.get_by_role("button", name="Hand it to senior management").click()
    expect(page.get_by_text("is with senior management")).to_be_visible()
    page.close()


def senior_management_accepts(there: Promised, console: Page) -> None:
    """On one page, from wherever he is, with a condition; the desk's one button then goes on."""
    sven = there.person(SVEN)
    assert sven.post(f"/s/{sven.seat}/pin", json={"new_pin": PIN}).ok
    page = opened(there, SVEN, **PHONE)
    expect(page).to_have_url(re.compile("/acceptance$"))
    expect(page.locator("main")).to_contain_text(NAMED)
    page.get_by_label("Conditions").fill("Show me the numbers in March")
    page.get_by_label("Your PIN").fill(PIN)
    page.get_by_role("button", name=re.compile("^Accept version")).click()
    expect(page.locator("#decided")).to_contain_text("accepted at")
    expect(page.locator("#decided")).to_contain_text("Show me the numbers in March")
    page.close()
    button = console.locator(".stage-dock .button-filled")
    expect(button).to_have_text("Hand it on: First review")
    button.click()
    expect(button).to_have_text("Open doors: First review")


def the_plan_lives_on(there: Promised) -> None:
    """Somebody moves my date, and it is mine to accept again; what happened at the customer is down in one form."""
    action = there.made["action"][0]
    there.ask(TESS, "record.edit", id=action, set={"due": day(40)})
    page = opened(there, TOM, **PHONE)
    page.get_by_role("button", name="I promise").click()
    expect(page.get_by_role("button", name="I promise")).to_have_count(0)
    page.get_by_role("link", name=re.compile("This week")).click()
    page.get_by_label("What happened").fill("The CFO left")
    page.get_by_text("Whom or what it touches").click()
    page.locator("details[open] label", has_text=NAMED[:30]).first.click()
    page.get_by_label("How you know").fill("On the telephone")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("The CFO left").first).to_be_visible()
    page.close()
