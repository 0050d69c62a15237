"""Time in the room, in browsers: one clock, a late day, a customer who comes later."""

import datetime as dt
import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.shared_room import ok, open_room, page_of

#: A laptop whose own clock is wrong by so many ms.
WRONG = """const True_ = Date; window.Date = class extends True_ {
  constructor(...given) { if (given.length) super(...given); else super(True_.now() + %(off)d); }
  static now() { return True_.now() + %(off)d; }
};"""
#: What the clock shows as it turns to its next second, and when that is by the true time.
TURN = """() => new Promise((done) => {
  const face = document.querySelector(".timebox-face"), was = face.textContent;
  const told = () => done([face.textContent, performance.timeOrigin + performance.now()]);
  const look = () => (face.textContent === was ? requestAnimationFrame(look) : told());
  look();
})"""
TOM, TESS, MARA = "Tom Okafor", "Tess Marchetti", "Mara Vandenbroucke"
SVEN, CARL = "Sven Pellew", "Carl Marsh"
TEAM = (TOM, TESS, "陈晓梅", "Wiktor Zaręba", MARA)


def picture(page: Page, name: str) -> None:
    """Kept where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_customer_is_moved_with_two_presses_and_comes_in_when_they_are_here(live: Room) -> None:
    open_room(live, *TEAM)
    console, carl = page_of(live, "Fay"), page_of(live, CARL)
    tess = page_of(live, TESS, width=360, height=740)
    time = console.get_by_role("region", name="The customer’s time")
    expect(time).to_contain_text("The customer comes at 09:00.")
    time.get_by_role("button", name="Another time…").press("Enter")
    expect(time.get_by_label("When the customer comes")).to_be_focused()
    time.get_by_label("When the customer comes").fill("23:30")
    picture(console, "visit-asking")
    time.get_by_role("button", name="Moves to 23:30").click()
    expect(time).to_contain_text("The customer comes at 23:30.")
    expect(
        carl.get_by_role("heading", name=re.compile("We look forward to seeing you at 23:30"))
    ).to_be_visible()
    ok(live.fay, "stage.advance", to="research")
    expect(console.locator(".stage-kicker")).to_contain_text("Three Cs")
    picture(console, "visit-later")
    assert found_on(console) == []
    time.get_by_role("button", name="Another time…").press("Enter")
    time.get_by_role("button", name="Does not come…").press("Enter")
    expect(time.get_by_label("Why does nobody come?")).to_be_focused()
    picture(console, "visit-off")
    expect(time.get_by_role("button", name="Leave it")).to_be_in_viewport(ratio=1)
    time.get_by_role("button", name="Leave it").press("Enter")
    expect(time.get_by_role("button", name="They are here…")).to_be_focused()
    time.get_by_role("button", name="They are here…").press("Enter")
    expect(time).to_contain_text("Every screen goes to Customer briefing now. “Three Cs” goes on afterwards.")
    picture(console, "visit-here")
    time.get_by_role("button", name="Hear them now").click()
    expect(console.locator(".stage-kicker")).to_contain_text("The customer speaks", timeout=8000)
    expect(tess.locator(".task-stage")).to_contain_text("The customer speaks")
    expect(carl.locator(".guest-promise")).to_be_visible()
    expect(time).to_have_count(0)
    ok(live.fay, "stage.advance", to="research", reason="They had to go")
    expect(console.locator(".stage-kicker")).to_contain_text("Three Cs")
    expect(tess.locator(".task-stage")).to_contain_text("Three Cs")
    expect(carl.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible()


def test_whoever_leaves_early_is_seen_coming_and_knows_what_to_do_before(live: Room) -> None:
    open_room(live, *TEAM)
    today = dt.datetime.now(dt.UTC).date()
    days = [(today + dt.timedelta(days=n)).isoformat() for n in (0, 2)]
    ok(live.fay, "stage.edit_workshop", set={"days": days, "time_zone": "UTC"})
    console, mara = page_of(live, "Fay"), page_of(live, MARA, width=360, height=740)
    tess = page_of(live, TESS)
    mara.get_by_role("button", name="More: step out, leave").click()
    mara.get_by_role("menuitem", name="I have to leave early…").click()
    mara.get_by_label("I leave today at").fill("23:58")
    mara.get_by_role("button", name="Say so").click()
    expect(mara.get_by_role("complementary", name="Before you go")).to_contain_text(
        "agree with the facilitator"
    )
    early = console.get_by_role("region", name="Leaving early")
    expect(early).to_contain_text("Mara Vandenbroucke leaves at 23:58")
    mara.get_by_role("button", name="More: step out, leave").click()
    mara.get_by_role("menuitem", name="I have to leave early…").click()
    mara.get_by_label("On which day").select_option(days[1])
    mara.get_by_label("I leave then at").fill("15:30")
    picture(mara, "leaving-which-day")
    mara.get_by_role("button", name="Say so").click()
    expect(early).to_contain_text("Mara Vandenbroucke leaves on day 2 at 15:30 and misses")
    console.get_by_role("button", name=f"More for {TESS}").click()
    console.get_by_role("menuitem", name="Leaves early…").click()
    sheet = console.get_by_role("dialog", name=TESS)
    sheet.get_by_label("Leaves today at").fill("00:00")
    sheet.get_by_role("button", name="Say so").click()
    console.keyboard.press("Escape")
    expect(early).to_contain_text("Tess Marchetti wanted to leave at 00:00.")
    picture(console, "leaving-console")
    picture(mara, "leaving-own")
    assert found_on(console) + found_on(mara) == []
    early.get_by_role("button", name="Has left").click()
    expect(tess.get_by_role("heading", name="You have left")).to_be_visible()
    expect(early).not_to_contain_text("Tess")
    expect(console.locator(".people-group", has_text="Left")).to_contain_text(TESS)


def test_two_laptops_whose_clocks_are_ten_minutes_apart_show_the_same_seconds(live: Room) -> None:
    open_room(live, *TEAM)
    slow, fast = (page_of(live, name, width=360, height=740) for name in (TOM, TESS))
    for page, off in ((slow, -300_000), (fast, 300_000)):
        # It stays wrong, so nobody else may borrow it.
        live.contexts.remove(page.context)
        page.context.add_init_script(WRONG % {"off": off})
        page.reload()
        expect(page.get_by_role("timer")).to_be_visible()
    assert slow.evaluate("Date.now()") + 590_000 < fast.evaluate("Date.now()")
    slow.wait_for_timeout(1500)
    # When each face turns to its next second, on the one clock that this test has.
    first, second = slow.evaluate(TURN), fast.evaluate(TURN)

    def ends(face: list[object]) -> float:
        minutes, seconds = str(face[0]).split(":")
        return float(str(face[1])) + 1000 * (60 * int(minutes) + int(seconds))

    assert abs(ends(first) - ends(second)) < 500


def test_everything_is_there_on_paper_for_the_day_on_which_nothing_works(live: Room) -> None:
    open_room(live, *TEAM)
    paper = page_of(live, "Fay", path="/pack")
    expect(paper.get_by_role("row", name=re.compile("The customer speaks"))).to_contain_text("09:00")
    expect(paper.get_by_role("heading", name="Customer briefing")).to_be_visible()
    expect(paper.get_by_role("row", name=re.compile(MARA))).to_contain_text("First-line manager")
    assert paper.locator(".pack-card").count() == 32
    expect(paper.get_by_role("heading", name="The plan, signed")).to_be_visible()
    assert found_on(paper) == []
    picture(paper, "pack")
    if folder := os.environ.get("PICTURES"):
        paper.emulate_media(media="print")
        paper.set_viewport_size({"width": 672, "height": 970})
        for n, sheet in enumerate(paper.locator(".pack-sheet").all()):
            sheet.screenshot(path=Path(folder) / f"pack-{n:02}.png")
    phone = page_of(live, "Fay", path="/pack", width=360, height=740)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tess = page_of(live, TESS, path="/pack")
    expect(tess.locator(".pack")).to_have_count(0)


def test_the_evening_before_the_next_day_is_walked_through_from_the_console(live: Room) -> None:
    console = page_of(live, "Fay")
    console.get_by_role("link", name="Walk through the next day").click()
    expect(console.get_by_role("heading", level=1)).to_contain_text("would break")
    expect(console.get_by_role("listitem").filter(has_text="Carl Marsh")).to_contain_text("look at it")
    assert found_on(console) == []
    picture(console, "walked")
    phone = page_of(live, "Fay", path="/walk-through", width=360, height=740)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(phone, "walked-phone")


def test_late_by_a_quarter_of_an_hour_one_press_plans_anew_and_one_takes_it_back(
    room: Callable[..., Room],
) -> None:
    # After nine: before the day begins the first clock would wait.
    ahead = (9 - dt.datetime.now(dt.UTC).hour + 12) % 24 - 12
    live = room(time_zone=f"Etc/GMT{-ahead:+d}")
    open_room(live, *TEAM)
    local = dt.datetime.now(dt.timezone(dt.timedelta(hours=ahead)))
    # Ten minutes of roll call, 230 of what comes before lunch; a quarter of an hour, and the coffee's five, too late.
    lunch = (local + dt.timedelta(minutes=10 + 230 - 21)).strftime("%H:%M")
    ok(live.fay, "clock.plan", fixed_at={"slot:talk": "", "slot:lunch_one": lunch})
    console, tess = page_of(live, "Fay"), page_of(live, TESS)
    late = console.get_by_role("region", name="Time", exact=True)
    expect(late.get_by_role("heading")).to_have_text(re.compile(r"Lunch would begin 1[56] minutes late\."))
    expect(late.get_by_role("listitem")).to_have_count(3)
    expect(late.get_by_role("heading")).to_be_in_viewport()
    picture(console, "late")
    found = found_on(console)
    console.emulate_media(color_scheme="dark")
    assert found + found_on(console) == []
    console.set_viewport_size({"width": 360, "height": 740})
    console.get_by_role("navigation", name="Columns").get_by_role("button", name="Run sheet").click()
    picture(console, "late-phone-dark")
    assert console.evaluate("document.documentElement.scrollWidth <= innerWidth")
    late.get_by_role("button", name=re.compile("^Shorten")).click()
    expect(late).to_contain_text(f"Lunch stays at {lunch}.")
    line = console.locator(".runsheet-line", has_text="Three Cs")
    expect(line.locator("s")).to_contain_text(["planned 60"])
    picture(console, "late-planned")
    late.get_by_role("button", name="Back to the plan before").click()
    expect(late.get_by_role("heading")).to_contain_text("minutes late")
    expect(tess.get_by_role("heading", level=1)).to_be_visible()
    expect(tess.get_by_role("region", name="Time", exact=True)).to_have_count(0)
