"""What people do on their boards with a keyboard alone: one gesture of each sort, and what the others see of it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import (
    Hands,
    choose,
    fill,
    fill_day,
    hears_all,
    pick,
    press,
    tab_to,
    to_content,
    write,
)
from tests.browser.whole_way import WIK


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


def reads_back(hands: Hands) -> None:
    """A note, a quote of it, and the facilitator's word that the customer said yes."""
    write(hands.tess, "Nobody counts the minutes")
    press(hands.tess, "^Make it a quote: Nobody counts")
    to_content(hands.fay)
    press(hands.fay, "^Confirmed aloud: Nobody counts")
    quotes = hands.tess.get_by_role("region", name="We heard you say")
    expect(quotes.get_by_role("article", name="Nobody counts")).to_contain_text("confirmed aloud")


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


def says_where_from(hands: Hands) -> None:
    """A fact without a source says so; the question leads to where it is answered."""
    write(hands.tess, "Two hours a day in every store")
    press(hands.tess, "^No source yet.* Two hours a day")
    pick(hands.tess, "^Where from|^What it rests on|^A source", "Annual")
    hands.tess.keyboard.press("Escape")
    fact = hands.tess.get_by_role("article", name="Two hours a day in every")
    expect(fact).to_contain_text("Annual report")


def connects(hands: Hands) -> None:
    """What presses on them, with what it presses on."""
    press(hands.tess, "^presses on")
    choose(hands.tess, "^Half of all sales")
    press(hands.tess, "^Done$")
    tied = hands.mara.get_by_role("group", name="Rents rise")
    expect(tied).to_contain_text("Half of all sales through shops")


def knows_people(hands: Hands) -> None:
    """Somebody new with one line; whom they report to, how they stand and whom they listen to in a sheet."""
    page = hands.tess
    write(page, "Julie Martin, head of planning")
    press(page, "^(?!Undo).*Julie Martin")
    pick(page, "^Reports to$", "Claire")
    choose(page, "^Low$", "ArrowRight", "ArrowRight")
    choose(page, "^Not known$", "ArrowLeft", "ArrowLeft")
    press(page, "^Save$")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("button:focus")).to_contain_text("Julie Martin")
    page.keyboard.press("Enter")
    pick(page, "^Listens to$", "Bernard")
    expect(page.get_by_role("dialog").get_by_role("button", name="Untie: Bernard Bot")).to_be_visible()
    hears_all(page)
    page.keyboard.press("Escape")
    julie = hands.mara.get_by_role("button", name=re.compile("Julie Martin"))
    for said in ("sceptic, high influence", "reports to Claire Boucher", "listens to Bernard Bot"):
        expect(julie).to_contain_text(said)


def rates_alone(hands: Hands) -> None:
    choose(hands.tess, "^Supporter$")
    choose(hands.tess, "^Low$", "Space", "ArrowRight")
    expect(hands.mara.locator(".differ-one").first).to_contain_text("1 answered")


def fills_the_grid(hands: Hands) -> None:
    """Arrows walk, a letter says how it stands, Space goes round, Enter opens; the others see it."""
    choose(hands.tess, "^Castorama France, Shelf-edge collection", "ArrowDown", "ArrowRight", "s")
    place, theirs = (page.locator('[data-place="1:1"]') for page in (hands.tess, hands.mara))
    expect(theirs).to_contain_text("Ours")
    hands.tess.keyboard.press("Space")
    expect(theirs).to_contain_text("A rival")
    expect(place).to_be_focused()
    hands.tess.keyboard.press("Enter")
    fill(hands.tess, "^Who$", "Knapp")
    fill(hands.tess, "^They spend a year$", "600k")
    press(hands.tess, "^Save$")
    expect(theirs).to_contain_text("Knapp · €600k")


def finds_an_opportunity(hands: Hands) -> None:
    """It hangs on an initiative of theirs, and stands in a place that is open."""
    page = hands.tess
    press(page, "^Add an opportunity$")
    sheet = page.get_by_role("dialog")
    fill(page, "^In a few words$", "Shelves for forty stores")
    hears_all(page)
    pick(page, "^Which initiative of theirs", "two hours")
    pick(page, "^Where$", "Castorama")
    fill(page, "^Amount$", "1.3m")
    press(page, "^Add$")
    expect(sheet).to_have_count(0)
    row = hands.mara.get_by_role("button", name=re.compile("Shelves for forty stores"))
    expect(row).to_contain_text("€1,300,000")


def is_honest(hands: Hands) -> None:
    """A bet in private; a verdict that changes the deal in the same step; the answers shown, one of them changed."""
    page, theirs = hands.mara, hands.tess
    choose(theirs, "^Yes, I would$")
    expect(page.get_by_text("1 answered")).to_be_visible()
    choose(page, "^Keep as it is$", "ArrowRight", "ArrowRight")
    fill(page, "^Amount$", "800k")
    press(page, "^Change the amount$")
    expect(page.locator(".judging")).to_contain_text("Say in a few words why.")
    fill(page, "^Why, in a few words", "Only the first eight stores")
    press(page, "^Change the amount$")
    for one in (page, theirs):
        expect(one.locator(".honest-name")).to_contain_text("Shelf-edge stock")
        press(one, "^Next deal$")
    choose(theirs, "^Yes, I would$", "ArrowRight")
    press(page, "^Show the 4 answers$")
    expect(theirs.locator(".bets")).to_contain_text("3 would bet")
    press(theirs, "^Next deal$")
    expect(theirs.locator(".honest-deal")).to_contain_text("€800,000")
    expect(theirs.locator(".honest-deal")).to_contain_text("Only the first eight stores")


def values(hands: Hands) -> None:
    """Two numbers, given alone; what is agreed stands in the picture and in its table."""
    page = hands.mara
    expect(page.locator(".rate", has_text="4 answered")).to_have_count(1)
    # Where the dots came out even, any deal may be the first.
    rated = [one.count() for one in (line.get_by_text("4 answered") for line in page.locator(".rate").all())]
    for _ in range(2 * rated.index(1)):
        tab_to(page, "^1$")
    choose(page, "^1$", "ArrowRight")
    choose(page, "^1$", "ArrowRight", "ArrowRight")
    press(page, "^Show the 5 answers")
    line = page.locator(".rate").nth(rated.index(1))
    expect(line).to_contain_text("we differ")
    press(page, "^Take ")
    expect(hands.tess.locator(".rate").nth(rated.index(1))).to_contain_text("agreed")
    expect(hands.tess.locator(".two-bubble")).to_have_count(1)
    press(hands.tess, "^Show as a table$")
    expect(hands.tess.get_by_role("row", name=re.compile("Shelf-edge stock in the next"))).to_be_visible()


def votes(hands: Hands) -> None:
    """Each number is a dot; how many are left is said."""
    expect(hands.tess.locator(".purse")).to_contain_text("2 dots left")
    hands.tess.keyboard.press("2")
    heard(hands.tess, "1 dot left.")
    press(hands.tess, "^More:")
    heard(hands.tess, "No dots left.")
    expect(hands.tess.locator(".purse")).to_contain_text("No dots left")


def decides(hands: Hands) -> None:
    page = hands.tess
    tab_to(page, "^Focus$")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Nurture").first).to_be_checked()


def works_it_out(hands: Hands) -> None:
    """Four numbers, and what a rule of the server makes of them; a word is no number."""
    page = hands.tess
    choose(page, "^Revenue and growth$|^An amount$", "ArrowRight", "ArrowLeft", "ArrowLeft")
    if not page.get_by_label("Growth to find").is_visible():
        page.keyboard.press("ArrowRight")
    for label, text in (
        ("^Growth to find", "21"),
        ("^Average deal", "1"),
        ("^We win", "70"),
        ("^New people", "5"),
    ):
        fill(page, label, text)
    press(page, "^Work it out$")
    expect(page.locator(".funnel-opportunities")).to_contain_text("30")
    expect(hands.mara.locator(".funnel-prospects")).to_contain_text("150")


def names_people(hands: Hands) -> None:
    write(hands.tess, "Claire Boucher, through Julian Marsh")
    theirs = hands.mara.locator(".prospect", has_text="Claire Boucher")
    expect(theirs).to_contain_text("through Julian Marsh")
    expect(hands.tess.locator(".prospect-pending")).to_have_count(0)
    press(hands.tess, "^Claire Boucher")
    expect(hands.tess.get_by_role("dialog", name="Claire Boucher")).to_be_visible()
    hands.tess.keyboard.press("Escape")
    choose(hands.tess, "^To reach$", "ArrowRight", "ArrowRight")
    expect(theirs.get_by_role("radio", name="Talking")).to_be_checked()


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


def sees_risks(hands: Hands) -> None:
    """A risk with its early sign and somebody who watches; what is asked for takes its amount from the line."""
    page = hands.tess
    write(page, "Rents go up again")
    expect(hands.mara.locator(".risk", has_text="Rents go up again")).to_have_count(1)
    press(page, "^How would we notice.* Rents go up again")
    fill(page, "^How we would notice early$", "His calls move to his deputy")
    pick(page, "^Who looks out for it$", "Wik")
    hears_all(page)
    press(page, "^Save$")
    risk = hands.mara.locator(".risk", has_text="Rents go up again")
    expect(risk).to_contain_text("His calls move to his deputy")
    expect(risk).to_contain_text(WIK)
    to_content(page)
    choose(page, "^Risks", "ArrowRight")
    fill(page, "^What do we need from our management", "Two engineers until May, 600k")
    page.keyboard.press("Enter")
    expect(page.locator(".risk", has_text="Two engineers until May")).to_contain_text("€600,000")


def is_asked(hands: Hands) -> None:
    """The manager doubts something that she finds by typing."""
    hands.mara.evaluate("document.activeElement.blur()")
    expect(hands.mara.get_by_role("combobox").first).to_be_visible()
    hands.mara.keyboard.press("n")
    hands.mara.keyboard.type("waiting")
    hands.mara.keyboard.press("Enter")
    expect(hands.mara.locator("textarea:focus")).to_be_visible()
    hands.mara.keyboard.type("Who counts?")
    hands.mara.keyboard.press("Enter")
    asked = hands.tess.get_by_role("article").filter(has_text="Who counts?")
    expect(asked).to_be_visible()
    press(hands.tess, "^Answer: Who counts")
    expect(hands.tess.locator("textarea:focus")).to_be_visible()
    hands.tess.keyboard.type("We do, with a watch")
    hands.tess.keyboard.press("Enter")
    expect(asked).to_contain_text("We do, with a watch")
    press(hands.mara, "^Good enough: Who counts")
    expect(hands.tess.get_by_role("region", name="Settled")).to_contain_text("We do, with a watch")


def is_sure(hands: Hands) -> None:
    """How sure, for oneself; what would make it a five, without a name."""
    choose(hands.tess, "^1$", "Space", "ArrowRight", "ArrowRight", "ArrowRight")
    heard(hands.tess, "I think I will.")
    fill(hands.tess, "^What would make it a 5", "A named deputy")
    hands.tess.keyboard.press("Enter")
    heard(hands.tess, "Kept without a name.")


def makes_dates(hands: Hands) -> None:
    page = hands.tess
    fill_day(page, "^Day$", 20)
    fill(page, "^Time and place$", "14:00")
    press(page, "^Keep$")
    expect(page.locator(".date", has_text="Senior review")).to_contain_text("more than 14 days away")
    expect(hands.mara.locator(".date-set", has_text="14:00")).to_have_count(1)
    fill(page, "^Who tells whom", "Ana tells the stores on Monday")
    page.keyboard.press("Enter")
    expect(hands.mara.locator(".who-tells")).to_contain_text("Ana tells the stores on Monday")


def says_what_became(hands: Hands) -> None:
    """Late needs a word of why; what is done asks what comes next."""
    page = hands.tess
    press(page, "^Late$")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Lille moved it")
    page.keyboard.press("Enter")
    expect(hands.fay.locator(".report", has_text="Lille moved it")).to_have_count(1)
    press(page, "^Done$")
    heard(page, "What comes next?")
    press(page, "^The next action$")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("Write to them")
    fill(page, "^so that", "They know")
    press(page, "^Next week$")
    press(page, "^Propose it$")
    expect(page.locator(".tally").first).to_contain_text("1 done")


def hears_news(hands: Hands) -> None:
    page = hands.tess
    press(page, "^new executive$")
    write(page, "The head of stores left")
    pick(page, "^What does it touch", "Poland")
    expect(hands.mara.get_by_role("list", name="What it touches").first).to_contain_text("Poland")


def stays_or_changes(hands: Hands) -> None:
    """One thing is changed in its place, for the rest we stay."""
    page = hands.tess
    shift = page.get_by_role("region", name="The head of stores left")
    shift.get_by_role("checkbox").first.focus()  # the same thing hangs on other news too
    press(page, "^Change: Measure the waiting times")
    fill(page, "^In words$", "Ask the deputy")
    hears_all(page)
    press(page, "^Change it$")
    expect(shift.locator(".shift-answers")).to_contain_text("Changed: Ask the deputy")
    shift.get_by_role("button", name=re.compile("^Stay for all|^We stay")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.type("The deputy thinks the same")
    page.keyboard.press("Enter")
    expect(hands.mara.locator("details", has_text="Answered")).to_contain_text("The head of stores left")
