"""Two days by keyboard alone: each gesture of the facilitator, of somebody in the team and of the manager.

And what a person hears who listens to the page: names, roles and states, and the two places that speak.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import gestures
from tests.browser.conftest import Room
from tests.browser.hands import Hands
from tests.browser.shared_room import page_of
from tests.browser.whole_way import TESS, TOM, Way

Gesture = Callable[[Hands], None]


class ByHand(Way):
    """The two days, where those who sign do it themselves."""

    hands: Hands

    def sign(self, who: str, command: str, verdict: str) -> None:
        """On their own pages."""
        if command == "signoff.decide":
            for action in self.made["action"][4::5]:
                self.ask("Fay", "record.withdraw", id=action)
            self.hands.sign()
        else:
            self.hands.accept()


#: What is done at which line, and how everybody's page is headed there.
WALK: dict[str, tuple[str, Gesture]] = {
    "doors open": ("", gestures.arrives),
    "roll_call": ("Say who you are", gestures.looks_at_the_keys),
    "questions": ("What do you want to hear", gestures.writes_and_reveals),
    "read_back": ("What else must we not forget", gestures.reads_back),
    "debrief revealed": ("What did you hear", gestures.groups),
    "three_cs": ("One fact, and how", gestures.says_where_from),
    "insight": ("What are they trying", gestures.connects),
    "people_map": ("Whom do you know there", gestures.knows_people),
    "spread": ("Rate the key people", gestures.rates_alone),
    "grid": ("Who serves them today", gestures.fills_the_grid),
    "opportunities": ("Which initiative of theirs", gestures.finds_an_opportunity),
    "honesty": ("What did the customer last do", gestures.is_honest),
    "dots open": ("Spread your dots", gestures.votes),
    "mutual_value": ("Rate what is left twice", gestures.values),
    "decide": ("Say for each one", gestures.decides),
    "funnel": ("Which number", gestures.works_it_out),
    "names": ("Who there should know us", gestures.names_people),
    "objectives": ("What will be different", gestures.finds_objectives),
    "write_actions": ("What, for what outcome", gestures.promises),
    "asks": ("What do we need", gestures.sees_risks),
    "challenges": ("What is our answer", gestures.is_asked),
    "pledge": ("What would make it a 5", gestures.is_sure),
    "dates": ("Agree on the weekly slot", gestures.makes_dates),
    "progress1": ("What happened", gestures.says_what_became),
    "signals1": ("What is new", gestures.hears_news),
    "stay_or_change1": ("We change this", gestures.stays_or_changes),
}


@pytest.fixture
def way(room: Callable[..., Room]) -> ByHand:
    return ByHand(room)


@pytest.mark.timeout(900)
def test_the_two_days_and_what_comes_after_can_be_worked_without_a_mouse(way: ByHand) -> None:
    hands, done = Hands(way), []
    way.hands = hands
    for line in way.walk():
        if line in WALK:
            heading, gesture = WALK[line]
            for page in (hands.fay, hands.tess, hands.mara) if heading else ():
                expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            gesture(hands)
            done.append(line)
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
    gestures.heard(tess, "Now: Say who you are")
    expect(spoken(tess)).not_to_contain_text("Which promise")
    tess.context.set_offline(True)
    expect(spoken(tess).get_by_role("alert")).to_contain_text("You are offline", timeout=60_000)
