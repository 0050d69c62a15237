"""The boards of the last stages, by hand, by key and on a phone: objectives, actions, sign-off, review."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Room
from tests.browser.promised import MARA, TESS, TOM, WIK, XIA, Promised, day

Make = Callable[..., Room]
Begin = Callable[..., Promised]


@pytest.fixture
def begin(room: Make) -> Begin:
    """Somebody's last stages."""
    return partial(Promised, room)


def wider(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found


def write(box: Locator, words: str) -> None:
    box.fill(words)
    box.press("Enter")


def named(page: Page, name: str) -> Locator:
    """A button by its words; what it is about may follow them."""
    return page.get_by_role("button", name=re.compile(rf"^{name}(:|$)"))


def choose(page: Page, label: str, words: str) -> None:
    """Find something in a picker by typing, with the keyboard."""
    box = page.get_by_label(label).first
    box.fill(words)
    box.press("Enter")


# Objectives


def test_an_objective_and_its_strategy_are_written_and_reach_the_others(begin: Begin) -> None:
    now = begin("objectives", "objectives")
    page, other = now.page(TOM), now.page(TESS, width=360, height=740)
    expect(page.locator("main textarea").first).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Three managers tell their colleagues")
    page.keyboard.press("Enter")
    card = page.locator(".objective-card").filter(has_text="Three managers")
    write(card.get_by_label(re.compile("How do we get there")), "Let the stores tell it")
    mine = other.locator(".objective-card").filter(has_text="Three managers")
    expect(mine).to_contain_text("Let the stores tell it")
    expect(mine).to_contain_text("No word of the customer")


def test_no_objective_this_year_says_because(begin: Begin) -> None:
    now = begin("objectives", "objectives")
    page = now.page(TOM)
    marketing = page.get_by_role("region", name="Marketing")
    marketing.get_by_role("button", name="None this year").click()
    page.get_by_label("Because…").fill("They know us well")
    named(page, "Keep it so").click()
    expect(marketing).to_contain_text("They know us well")


# Actions


def test_an_action_is_written_as_a_sentence_and_its_owner_promises_it(begin: Begin) -> None:
    now = begin("objectives", "objectives")
    now.go("actions", crowd=False)
    page, owner = now.page(TOM), now.page(TESS, width=360, height=740)
    named(page, "First action").first.click()
    choose(page, "Who", "Tess")
    page.get_by_label("will…").fill("Call the store manager of Lille")
    page.get_by_label("so that…").fill("We know by Friday whether they count")
    named(page, "Next week").click()
    named(page, "Propose it").click()
    asked = owner.get_by_role("region", name=re.compile("You are asked"))
    expect(asked).to_contain_text("I will call the store manager of Lille, so that we know by Friday")
    named(owner, "I promise").first.click()
    expect(page.locator(".promise-card")).to_contain_text("accepted")
    expect(asked).to_have_count(0)


def test_a_promise_given_differently_is_agreed_in_one_tap(begin: Begin) -> None:
    now = begin("actions", "accept_actions")
    action = now.ask(
        TESS, "actions.add_action", strategy=now.made["strategy"][0], what="Call Lille",
        outcome="We know", owner=now.ids[TOM], due=day(4),
    )[0]  # fmt: skip
    page, proposer = now.page(TOM), now.page(TESS)
    page.get_by_role("button", name="Differently…").first.click()
    # The room goes on while the sheet is only being read: it stays open under its reader.
    now.ask("Fay", "stage.go", slot="slot:write_actions")
    expect(page.locator(".looking")).to_contain_text("Finish your sentence")
    page.get_by_label("By", exact=True).fill(day(9))
    named(page, "Offer this").click()
    card = proposer.locator(f'[data-record="{action}"]').first
    card.get_by_role("button", name="Yes, like that").click()
    expect(card).to_contain_text("accepted")


def test_who_carries_how_much_can_be_taken_over(begin: Begin) -> None:
    now = begin("actions", "")
    now.actions(6)
    for n in range(3):
        now.ask(
            TESS, "actions.add_action", strategy=now.made["strategy"][0], what=f"Call store {n}",
            outcome="We know", owner=now.ids[TESS], due=day(4),
        )  # fmt: skip
    now.ask("Fay", "stage.go", slot="slot:load")
    page = now.page(XIA)
    load = page.locator(".load").filter(has_text=TESS)
    # Whoever has more than a quarter is open at once, and stays open under the hand that takes a piece of it.
    named(load, "I take it over").first.click()
    expect(load.get_by_role("button", name=re.compile("I take it over")).first).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("You are asked"))).to_be_visible()


def test_what_is_due_late_gets_a_first_step_on_a_phone(begin: Begin) -> None:
    now = begin("actions", "")
    action = now.ask(
        TESS, "actions.add_action", strategy=now.made["strategy"][0], what="Call Lille",
        outcome="We know", owner=now.ids[TOM], due=day(60),
    )[0]  # fmt: skip
    now.ask(TOM, "actions.accept", action=action)
    now.ask("Fay", "stage.go", slot="slot:first_steps")
    page = now.page(TOM, width=360, height=740)
    write(page.get_by_label("First step, within seven days"), "Find his number")
    expect(page.locator("main")).to_contain_text("Everything of yours that is due late has a first step.")
    expect(now.page(WIK).locator(".promise-card")).to_contain_text("Find his number")


# Sign-off


def test_a_risk_gets_an_early_sign_and_somebody_who_looks_out(begin: Begin) -> None:
    now = begin("signoff", "asks")
    page = now.page(TOM, width=360, height=740)
    expect(page.locator("main .composer textarea")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("The man who wants this leaves")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="How would we notice?").click()
    page.get_by_label("How we would notice early").fill("His calls move to his deputy")
    choose(page, "Who looks out for it", "Wik")
    named(page, "Save").last.click()
    risk = now.page(TESS).locator(".risk")
    expect(risk).to_contain_text("His calls move to his deputy")
    expect(risk).to_contain_text(WIK)
    assert wider(page) <= 0
    # What the server has not got yet is shown, and opens no sheet.
    for tab, words, missing in (
        ("Risks", "Nobody follows him", "How would we notice?"),
        ("What we ask for", "Two engineers until May", "Who can say yes?"),
    ):
        page.get_by_role("tab", name=re.compile(tab)).click()
        page.context.set_offline(True)
        write(page.locator("main .composer textarea"), words)
        row = page.locator(".risk", has_text=words)
        row.get_by_role("button", name=missing).click()
        expect(row.get_by_role("button", name=missing)).to_be_focused()
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.context.set_offline(False)
        expect(row).not_to_have_class(re.compile("pending"))
        row.get_by_role("button", name=missing).click()
        page.get_by_role("dialog").get_by_role("button", name="Cancel").click()


def test_what_we_ask_for_takes_its_amount_from_the_line(begin: Begin) -> None:
    now = begin("signoff", "asks")
    page = now.page(TOM)
    page.get_by_role("tab", name=re.compile("What we ask for")).click()
    write(page.get_by_label("What do we need from our management?"), "Two engineers until May, 600k")
    expect(page.locator(".risk")).to_contain_text("€600,000")
    expect(page.locator(".risk")).to_contain_text("Two engineers until May")


def test_the_manager_challenges_the_team_answers_and_she_settles_it(begin: Begin) -> None:
    now = begin("signoff", "challenges")
    boss, team = now.page(MARA), now.page(TOM, width=360, height=740)
    choose(boss, "What do you doubt?", "Poland")
    write(boss.get_by_label(re.compile("What about")), "By whose figures?")
    expect(team.get_by_role("region", name="To answer")).to_contain_text("By whose figures?")
    named(team, "Answer").click()
    write(team.get_by_label("Our answer"), "Theirs, from January")
    boss.get_by_role("button", name="Good enough").click()
    expect(team.get_by_role("region", name="Settled")).to_contain_text("Theirs, from January")


def test_the_desk_writes_down_a_challenge_the_manager_says_aloud(begin: Begin) -> None:
    now = begin("signoff", "challenges")
    desk = now.page("Fay")
    desk.get_by_text("Write one from the desk").click()
    expect(desk.locator(".doubt")).to_contain_text(f"Said aloud by {MARA}")
    choose(desk, "What do you doubt?", "Poland")
    write(desk.get_by_label(re.compile("What about")), "Who pays?")
    expect(now.page(MARA).locator(".challenge")).to_contain_text("Who pays?")


def test_own_promises_are_read_and_a_wish_carries_no_name(begin: Begin) -> None:
    now = begin("signoff", "pledge")
    page, desk = now.page(TOM, width=360, height=740), now.page("Fay")
    expect(page.locator(".promises-aloud")).to_contain_text("I will collect the waiting times")
    page.locator(".sure-choice label").filter(has_text="3").click()
    write(page.get_by_label("What would make it a 5?"), "A named deputy")
    desk.get_by_role("button", name="Show what would make it a 5, 1").click()
    expect(page.locator("main")).to_contain_text("A named deputy")
    for name, sure in ((TESS, 4), (XIA, 4), (WIK, 2)):
        now.ask(name, "signoff.pledge", confidence=sure)
    desk.get_by_role("button", name="Show how sure we are, 4 answers").click()
    expect(
        page.get_by_role("img", name="4 answers: 0 say 1, 1 say 2, 1 say 3, 2 say 4, 0 say 5")
    ).to_be_visible()
    assert now.person(TESS).get(f"/s/{now.person(TESS).seat}/log.json").status_code in (403, 404)


def test_while_she_reads_the_others_see_which_version_and_she_the_way_there(begin: Begin) -> None:
    now = begin("signoff", "decision")
    expect(now.page(TOM).locator("main")).to_contain_text(re.compile(rf"Version \d+ is with {MARA}"))
    link = now.page(MARA, width=360, height=740).get_by_role("link", name="Read and decide")
    expect(link).to_have_attribute("href", f"/s/{now.person(MARA).seat}/signoff")
    now.sign(MARA, "signoff.decide", "returned")
    expect(now.page(TESS).locator(".decided")).to_contain_text("Keep Lille informed")


def test_a_date_is_kept_as_soon_as_it_is_said(begin: Begin) -> None:
    now = begin("signoff", "dates")
    page, other = now.page(TOM), now.page(TESS, width=360, height=740)
    senior = page.locator(".date").filter(has_text="Senior review")
    senior.get_by_label("Day").fill(day(20))
    senior.get_by_label("Time and place").fill("14:00")
    named_ = senior.get_by_role("button", name="Keep")
    named_.click()
    expect(senior).to_contain_text("more than 14 days away")
    expect(other.locator(".date-set")).to_contain_text("14:00")
    write(page.get_by_label("Who tells whom, and by when?"), "Ana tells the stores on Monday")
    expect(other.locator(".who-tells")).to_contain_text("Ana tells the stores on Monday")


# Review


def test_a_promise_gets_its_word_in_two_taps_and_done_asks_what_comes_next(begin: Begin) -> None:
    now = begin("review1", "progress1")
    page, desk = now.page(TOM, width=360, height=740), now.page("Fay")
    theirs = desk.locator("details.theirs").first
    for done in theirs.get_by_role("button", name="Done").all():
        done.click()
    expect(theirs.get_by_text("without a word")).to_have_count(0)
    expect(theirs.get_by_text("What comes next?").first).to_be_visible()
    row = page.locator(".report").first
    row.get_by_role("button", name="Late").click()
    write(row.get_by_label(re.compile("By when now")), "Lille moved it")
    expect(desk.locator(".report").filter(has_text="Lille moved it")).to_have_count(1)
    row.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="The next action").click()
    page.get_by_label("will…").fill("Write to them")
    page.get_by_label("so that…").fill("They know")
    named(page, "Next week").click()
    named(page, "Propose it").click()
    expect(page.locator(".tally")).to_contain_text("3 of")


def test_what_changed_is_tied_changed_in_place_and_stayed_in_one_go(begin: Begin) -> None:
    now = begin("review1", "signals1")
    page = now.page(TOM)
    named(page, "new executive").click()
    page.keyboard.press("n")
    page.keyboard.type("The head of stores left")
    page.keyboard.press("Enter")
    choose(page, "What does it touch?", "Poland")
    expect(page.locator(".touched-list")).to_contain_text("Poland")
    page.get_by_role("tab", name=re.compile("Stay or change")).click()
    row = page.locator(".flagged-row").filter(has_text="Measure the waiting times")
    row.get_by_role("button", name=re.compile("Change")).click()
    row.get_by_label("In words").fill("Ask the deputy")
    row.get_by_role("button", name="Change it").click()
    expect(page.locator(".shift-answers")).to_contain_text("Changed: Ask the deputy")
    page.get_by_role("button", name=re.compile("Stay for all")).click()
    write(page.get_by_label("We stay, because"), "The deputy thinks the same")
    expect(page.locator("main")).to_contain_text("Everything that changed has its answer.")


def test_a_change_made_meanwhile_comes_back_with_both_texts(begin: Begin) -> None:
    now = begin("review1", "stay_or_change1")
    strategy = now.made["strategy"][1]
    now.ask(TOM, "review.add_signal", kind="result", text="Poland said no", affects=[strategy])
    page = now.page(TOM)
    row = page.locator(".flagged-row").filter(has_text="Measure the waiting times")
    row.get_by_role("button", name=re.compile("Change")).click()
    row.get_by_label("In words").fill("Mine")
    now.ask(TESS, "record.edit", id=strategy, set={"text": "Theirs"})
    page.get_by_role("button", name="Change it").click()
    both = page.locator(".both-texts")
    expect(both).to_contain_text("Theirs")
    expect(both).to_contain_text("Mine")
    both.get_by_role("button", name="Take mine").click()
    expect(page.locator(".shift-answers")).to_contain_text("Changed: Mine")
    # Side by side, so that a laptop shows three and more.
    news = ("Their budget is frozen", "They open a site in Spain", "A rival is in the north")
    for text in news:
        now.ask(TOM, "review.add_signal", kind="result", text=text, affects=[strategy])
    for text in news:
        expect(page.get_by_role("heading", name=text)).to_be_in_viewport(ratio=1)


def test_the_manager_says_yes_to_a_changed_promise_on_her_phone(begin: Begin) -> None:
    now = begin("review1", "stay_or_change1")
    now.ask(TESS, "record.edit", id=now.made["strategy"][0], set={"text": "Something else"})
    boss = now.page(MARA, width=360, height=740)
    boss.get_by_role("tab", name=re.compile("For a yes")).click()
    expect(boss.locator(".amendment")).to_contain_text("Something else")
    boss.get_by_role("button", name="Yes to this").click()
    expect(boss.locator(".amendment")).to_have_count(0)
