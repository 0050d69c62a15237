"""Two days by keyboard alone: each gesture of the facilitator, of somebody in the team and of the manager.

And what a person hears who listens to the page: names, roles and states, and the two places that speak.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Room
from tests.browser.shared_room import page_of
from tests.browser.whole_way import MARA, TESS, TOM, Way

#: What has the focus, as it is called; nothing has it unseen.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return ["", true];
  const look = getComputedStyle(one), box = getComputedStyle(one.closest("label") ?? one.parentElement);
  const next = one.nextElementSibling && getComputedStyle(one.nextElementSibling);
  const seen = [look, box, next].some((s) => s && (s.outlineStyle !== "none" || s.boxShadow !== "none"));
  const name = one.getAttribute("aria-label") ?? (one.labels?.length ? one.labels[0].textContent : one.textContent);
  return [name.replace(/\\s+/g, " ").trim(), seen];
}"""
Gesture = Callable[["Hands"], None]


class Hands:
    """Three people who have no mouse."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.fay, self.tess, self.mara = (page_of(way.room, name) for name in ("Fay", TESS, MARA))

    def presses(self, label: str) -> None:
        """The facilitator's key brings her to the one filled button; Enter is hers to press."""
        button = self.fay.locator(".button-filled:visible")
        expect(button).to_have_text(label)
        self.fay.keyboard.press("Escape")
        self.fay.evaluate("document.activeElement.blur()")
        self.fay.keyboard.press("g")
        expect(self.fay.locator(".button-filled:focus")).to_have_text(label)
        # For a second after somebody else changed what it does, it takes no press.
        expect(button).not_to_have_attribute("aria-disabled", "true")
        self.fay.keyboard.press("Enter")


def tab_to(page: Page, name: str, most: int = 120) -> None:
    """Press Tab until something of this name has the focus, and can be seen to have it."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        label, seen = page.evaluate(FOCUSED)
        passed.append(label)
        if re.search(name, label):
            assert seen, f"nobody sees that {label} has the focus"
            return
    pytest.fail(f"Tab never came to {name}, only to {passed}")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def write(page: Page, text: str) -> None:
    """`N`, the words, Enter."""
    page.evaluate("document.activeElement.blur()")
    expect(page.locator("main textarea").first).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(":is(textarea, input):focus")).to_be_visible()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def heard(page: Page, politely: str) -> None:
    """The polite place says this within its second."""
    expect(page.locator("div.spoken [role=status]")).to_contain_text(politely)


def arrives(hands: Hands) -> None:
    press(hands.tess, "I’m here, in the room")
    expect(hands.tess.locator(".task-ask, .between")).to_have_count(1)


def looks_at_the_keys(hands: Hands) -> None:
    hands.tess.keyboard.press("?")
    expect(hands.tess.get_by_role("dialog", name="Keys")).to_contain_text("Lower my hand")
    hands.tess.keyboard.press("Escape")
    hands.tess.keyboard.press("h")
    expect(hands.tess.get_by_role("button", name="Raise my hand")).to_be_visible()


def writes_and_reveals(hands: Hands) -> None:
    """Nothing moves by a key; what is revealed is told in one sentence."""
    write(hands.tess, "What does a good year look like?")
    expect(hands.tess.get_by_role("article", name="What does a good year look")).to_be_visible()
    hands.presses("Reveal 4 cards")
    expect(hands.tess.get_by_role("article")).to_have_count(4)
    heard(hands.tess, "Revealed: 4 cards.")
    expect(hands.tess.locator("div.spoken [role=alert]")).to_have_text("")


def groups(hands: Hands) -> None:
    """`G` on a card: to a heading that is there, and to a new one."""
    page = hands.tess
    tab_to(page, "More for “.*门店员工")
    page.keyboard.press("g")
    sheet = page.get_by_role("dialog", name="Move to…")
    press(page, "^The back room$")
    expect(sheet).to_be_hidden()
    headed = page.locator(".groups-headed")
    expect(headed.get_by_role("article", name=re.compile("门店员工"))).to_have_count(1)
    tab_to(page, "More for “.*Donau")
    page.keyboard.press("g")
    tab_to(page, "^A heading, or a new one")
    page.keyboard.type("Words that are too long")
    page.keyboard.press("Enter")
    expect(headed.get_by_role("heading", name=re.compile("Words that are too long"))).to_be_visible()


def votes(hands: Hands) -> None:
    """Each number is a dot; how many are left is said."""
    left = hands.tess.locator(".purse")
    expect(left).to_contain_text("2 dots left")
    hands.tess.keyboard.press("2")
    heard(hands.tess, "1 dot left.")
    press(hands.tess, "^More:")
    heard(hands.tess, "No dots left.")
    expect(left).to_contain_text("No dots left")


def decides(hands: Hands) -> None:
    page = hands.tess
    tab_to(page, "^Focus$")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Nurture").first).to_be_checked()


def finds_objectives(hands: Hands) -> None:
    page = hands.tess
    expect(page.get_by_role("button", name="One more objective").first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Nobody waits for a spare part")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody waits for a spare part", exact=True)).to_be_visible()


def promises(hands: Hands) -> None:
    """Proposed to oneself in one form, answered with one button."""
    page = hands.tess
    expect(page.get_by_role("button", name="One more action").first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Ask three store managers")
    tab_to(page, "^so that")
    page.keyboard.type("We know what they wait for")
    press(page, "this week|in a week|Friday|week")
    press(page, "Propose it")
    press(page, "I promise")
    mine = page.get_by_role("article").filter(has_text="ask three store managers")
    expect(mine.last).to_contain_text("accepted")


def is_asked(hands: Hands) -> None:
    """The manager doubts something that she finds by typing."""
    expect(hands.mara.get_by_role("combobox").first).to_be_visible()
    hands.mara.evaluate("document.activeElement.blur()")
    hands.mara.keyboard.press("n")
    hands.mara.keyboard.type("waiting")
    hands.mara.keyboard.press("Enter")
    expect(hands.mara.locator(":is(textarea, input):focus")).to_be_visible()
    hands.mara.keyboard.type("Who counts?")
    hands.mara.keyboard.press("Enter")
    asked = hands.tess.get_by_role("article").filter(has_text="Who counts?")
    expect(asked).to_be_visible()
    press(hands.tess, "^Answer: Who counts")
    expect(hands.tess.locator("textarea:focus")).to_be_visible()
    hands.tess.keyboard.type("We do, with a watch")
    hands.tess.keyboard.press("Enter")
    expect(hands.tess.get_by_text("We do, with a watch")).to_be_visible()


#: What is done at which line, and how everybody's page is headed there.
WALK: dict[str, tuple[str, Gesture]] = {
    "doors open": ("", arrives),
    "roll_call": ("Say who you are", looks_at_the_keys),
    "questions": ("What do you want to hear", writes_and_reveals),
    "debrief revealed": ("What did you hear", groups),
    "dots open": ("Spread your dots", votes),
    "decide": ("Say for each one", decides),
    "objectives": ("What will be different", finds_objectives),
    "write_actions": ("What, for what outcome", promises),
    "challenges": ("What is our answer", is_asked),
}


@pytest.fixture
def way(room: Callable[..., Room]) -> Way:
    return Way(room)


@pytest.mark.timeout(300)
def test_the_two_days_can_be_worked_without_a_mouse(way: Way) -> None:
    hands, done = Hands(way), []
    for line in way.walk():
        if line in WALK:
            heading, gesture = WALK[line]
            for page in (hands.fay, hands.tess, hands.mara) if heading else ():
                expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            gesture(hands)
            done.append(line)
        if done[-1:] == ["challenges"]:
            break
    assert done == list(WALK)


def spoken(page: Page) -> Locator:
    """The two places whose words are read out."""
    return page.locator("div.spoken")


def test_what_is_said_aloud_is_few_words_and_new_ones(way: Way) -> None:
    for _ in way.opening():
        pass
    tess = page_of(way.room, TESS)
    expect(tess.locator("main h1")).to_be_visible()
    for n in range(4):
        way.ask(TOM, "questions.add_question", text=f"And what else, {n}?")
    way.ask("Fay", "stage.go", slot="slot:promises")
    way.ask("Fay", "stage.go", slot="slot:roll_call")
    heard(tess, "Now: Say who you are")
    expect(spoken(tess)).not_to_contain_text("Which promise")
    tess.context.set_offline(True)
    expect(spoken(tess).get_by_role("alert")).to_contain_text("You are offline", timeout=60_000)
