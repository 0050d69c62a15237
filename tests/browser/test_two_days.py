"""Two days in a minute: everybody's own page, from the doors to the sign-off, as people use them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.promised import CATEGORIES, OBJECTIVES, PIN, STRATEGIES, WHAT, day
from tests.browser.shared_room import at_home, ok, page_of

TOM, OLGA, MARA, SVEN, CARL = "Tom Okafor", "Olga Ray", "Mara Vandenbroucke", "Sven Pellew", "Carl Marsh"
PEOPLE = [
    {"name": TOM},
    {"name": OLGA, "role": "plan_owner"},
    {"name": MARA, "role": "first_line_manager"},
    {"name": SVEN, "role": "second_level_manager"},
    {"name": CARL, "role": "customer_guest", "function": "COO"},
]
PHONE = {"width": 360, "height": 780}
PLANTED = "He looks at the clock whenever money comes up"
REASON = "We come back to it tomorrow morning"


class Days:
    """The room, everybody's page, and the console's one button."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.ids = {name: str(one["id"]) for name, one in room.people.items()}
        self.console = page_of(room, "Fay")
        self.console.set_default_timeout(20_000)

    def page(self, name: str, **look: int) -> Page:
        """Somebody's page; a slow machine is no failure."""
        page = page_of(self.room, name, **look)
        page.set_default_timeout(20_000)
        return page

    def press(self, *labels: str) -> None:
        """Press the one filled button, again and again, each time named by its effect."""
        for label in labels:
            filled = self.console.locator(".button-filled:visible")
            expect(filled).to_have_text([label], timeout=20_000)
            filled.click()

    def stands_at(self, piece: str) -> None:
        """The room is there."""
        expect(self.console.locator(".stage-kicker")).to_contain_text(piece, timeout=20_000)

    def skip_to(self, *stages: str) -> None:
        """What other tests walk through: move on without it, for a reason."""
        for stage in stages:
            ok(self.room.fay, "stage.advance", to=stage, reason=REASON)

    def ask(self, name: str, command: str, /, **data: object) -> str:
        """Somebody's command; the first record it made."""
        made = ok(at_home(self.room, name), command, **data)["made"]
        return str(made[0]) if made else ""


@pytest.fixture
def days(room: Callable[..., Room]) -> Days:
    """Five people and a facilitator."""
    return Days(room(people=PEOPLE, currency="EUR"))


def come(page: Page) -> None:
    """Say that one is in the room."""
    page.get_by_role("button", name="I’m here, in the room").click()


def write(page: Page, text: str) -> None:
    """One thought into the first box, kept with Enter."""
    box = page.locator("main textarea:visible, main input[type=text]:visible").first
    box.fill(text)
    box.press("Enter")


def choose_pin(page: Page) -> None:
    """Choose a PIN on its own page, typed twice, and come back."""
    for field in page.locator("input[type=password]").all():
        field.fill(PIN)
    page.get_by_role("button", name="Keep this PIN").click()
    page.get_by_role("link", name="To my page").click()


@pytest.mark.timeout(300)
def test_five_people_walk_from_the_doors_to_the_sign_off_by_one_button(days: Days) -> None:
    tom, mara = days.page(TOM, **PHONE), days.page(MARA)
    the_customer_speaks(days, tom, mara)
    planning_waits_for_the_manager(days, tom, mara)
    a_night_between(days, tom)
    everybody_promises(days, tom)


def the_customer_speaks(days: Days, tom: Page, mara: Page) -> None:
    """Doors, questions in secret, the briefing with a guest who is given nothing of the team's."""
    days.press("Open doors")
    for page in (tom, mara):
        come(page)
    mara.get_by_role("link", name="Set the PIN").click()
    choose_pin(mara)
    days.press("Start “What became of the last plan”", "Start “Questions for the customer”")
    expect(tom.locator(".task-stage")).to_contain_text("Questions", timeout=20_000)
    write(tom, "What would your board call a success?")
    days.press("Reveal 1 card")
    days.ask(OLGA, "people.arrive", how="room")
    the_guest_is_heard(days, tom)


def the_guest_is_heard(days: Days, tom: Page) -> None:
    """The briefing: the guest answers what is put, and is sent nothing else."""
    carl = days.page(CARL, **PHONE)
    told: list[str] = []
    carl.on("websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(str(frame))))
    carl.reload()
    come(carl)
    screen = page_of(days.room, "Fay", path="/screen", width=1920, height=1080)
    days.press("Go live: Customer briefing")
    days.stands_at("The customer speaks")
    expect(tom.locator(".task-stage")).to_contain_text("The customer speaks", timeout=20_000)
    for n in range(3):
        write(tom, f"{PLANTED}, {n}")
    expect(tom.get_by_text(f"{PLANTED}, 2")).to_be_visible()
    days.press("Start “Our questions”")
    days.console.get_by_role("button", name=re.compile("^Put: ")).click()
    expect(screen.locator(".screen-ask")).to_have_text(
        "What would your board call a success?", timeout=20_000
    )
    expect(carl.get_by_text("The team asks")).to_be_visible(timeout=20_000)
    carl.get_by_label("Your answer").fill("Managers who recommend us")
    carl.get_by_role("button", name="Answer", exact=True).click()
    days.console.get_by_role("button", name=re.compile("^Make it the answer")).click(timeout=20_000)
    for n in range(2):
        question = days.ask(TOM, "questions.add_question", text=f"And what else, {n}?")
        ok(days.room.fay, "questions.answer", question=question, text="Less waiting.")
    days.press("Start “We heard you say”", "Start “Thanks”", "Take the break: Coffee with our guest")
    expect(screen.locator("main")).not_to_contain_text(
        re.compile(f"{PLANTED}|-[2-9A-Z]{{4}}|missing", re.IGNORECASE)
    )
    days.press("Go live: Research")
    days.console.get_by_role("button", name="Go on: their pages close").click()
    days.stands_at("Research")
    expect(carl.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible(timeout=20_000)
    assert told
    assert not [frame for frame in told if PLANTED in frame]


def planning_waits_for_the_manager(days: Days, tom: Page, mara: Page) -> None:
    """Gone, she holds one banner up; back, she reads what she missed, and nothing that she did not."""
    mara.get_by_role("button", name=re.compile("^More")).click()
    mara.get_by_role("menuitem", name=re.compile("I have to leave(?! early)")).click()
    banner = tom.locator(".banner-hold")
    expect(banner).to_have_count(1, timeout=20_000)
    write(tom, "The back room is the problem")
    expect(banner).to_contain_text("1 of yours waits")
    come(mara)
    expect(banner).to_have_count(0, timeout=20_000)


def a_night_between(days: Days, tom: Page) -> None:
    """The day is closed and the next one opened by the same button."""
    days.skip_to("stakeholders", "whitespace")
    # What was named when the workshop was made stands there: nobody types it again.
    expect(tom.get_by_role("listitem").filter(has_text="Stations")).to_be_visible()
    ok(days.room.fay, "stage.go", slot="slot:close_of_day")
    days.press("Close day 1: adjourn")
    days.console.get_by_role("button", name="Adjourn now").click()
    expect(tom.locator("#main").get_by_text("Between sittings")).to_be_visible(timeout=20_000)
    again = re.compile("We meet .+ at 08:30. Next: What we learned overnight.")
    expect(tom.locator(".between .task-why")).to_contain_text(again)
    days.press("Open doors: What we learned overnight")
    come(tom)
    for name in (MARA, OLGA):
        days.ask(name, "people.arrive", how="room")
    days.press("Start “What we learned overnight”")


def everybody_promises(days: Days, tom: Page) -> None:
    """Objectives, strategies, and actions that count once their owner has said yes, on a phone."""
    days.skip_to("focus", "objectives")
    objectives = [
        days.ask(TOM, "objectives.add_objective", category=category, text=text)
        for category, text in zip(CATEGORIES, OBJECTIVES, strict=True)
    ]
    strategies = [
        days.ask(OLGA, "objectives.add_strategy", objective=one, text=text)
        for one, text in zip(objectives, STRATEGIES, strict=True)
    ]
    days.skip_to("actions")
    for n, (strategy, what) in enumerate(zip(strategies, WHAT, strict=True)):
        owner = days.ids[TOM if n < 2 else OLGA]
        days.ask(
            OLGA,
            "actions.add_action",
            strategy=strategy,
            what=what,
            outcome="They agree",
            owner=owner,
            due=day(n + 3),
        )
    days.press("Start “Accept”")
    for left in (1, 0):
        tom.get_by_role("button", name="I promise").first.click()
        expect(tom.get_by_role("button", name="I promise")).to_have_count(left, timeout=20_000)
    olga = days.page(OLGA, **PHONE)
    for left in (1, 0):
        olga.get_by_role("button", name="I promise").first.click()
        expect(olga.get_by_role("button", name="I promise")).to_have_count(left, timeout=20_000)
    expect(olga.get_by_text("Saved", exact=True)).to_be_attached(timeout=20_000)
    olga.close()
    days.press("Start “Gaps and load”", "Start “First steps”", "Go live: Sign-off")
    days.stands_at("How it failed")
