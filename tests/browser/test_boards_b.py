"""The boards of the planning stages, by hand, by key and on a phone: people, white space, deals, dots, funnel."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.standing import NAMES, Standing

TOM, TESS, XIA, WIK = NAMES
MARA = "Mara Vandenbroucke"
Make = Callable[..., Room]


def wider(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found


def test_a_person_is_added_with_a_line_and_completed_in_a_sheet(room: Make) -> None:
    standing = Standing(room, "people_map")
    page, other = standing.room.page(TOM), standing.room.page(TESS)
    expect(page.locator(".board-people")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Julie Martin, head of planning")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Julie Martin"))).to_be_visible()
    row = other.get_by_role("button", name=re.compile("Julie Martin"))
    expect(row).to_contain_text("head of planning")
    row.click()
    sheet = other.get_by_role("dialog")
    sheet.get_by_text("Sceptic", exact=True).click()
    sheet.get_by_text("High", exact=True).click()
    sheet.get_by_role("combobox", name="Reports to").fill("Claire")
    sheet.get_by_role("option", name=re.compile("Claire Boucher")).click()
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_be_hidden()
    seen = page.get_by_role("button", name=re.compile("Julie Martin"))
    expect(seen).to_contain_text("sceptic, high influence")
    expect(seen).to_contain_text("reports to Claire Boucher")


def test_a_place_is_held_open_in_one_tap_and_gets_its_name_later(room: Make) -> None:
    standing = Standing(room, "people_map")
    page = standing.room.page(TOM, width=360, height=740)
    page.get_by_role("button", name="Somebody in B&Q").click()
    gap = page.locator(".org-gap", has_text="Somebody in B&Q")
    expect(gap).to_contain_text("name wanted")
    gap.click()
    page.get_by_label("Name, once you know it").fill("Ewa Kowalska")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name=re.compile("Ewa Kowalska"))).not_to_contain_text("name wanted")
    assert wider(page) <= 0


def test_two_who_change_the_same_words_see_both_and_choose(room: Make) -> None:
    standing = Standing(room, "people_map")
    page = standing.room.page(TOM)
    page.get_by_role("button", name=re.compile("high influence Bernard Bot")).click()
    page.get_by_role("dialog").get_by_label("Title").fill("Group CFO")
    standing.ask(TESS, "record.edit", id=standing.known["Bernard Bot"], set={"title": "Finance director"})
    page.get_by_role("button", name="Save").click()
    both = page.locator(".both-texts")
    expect(both).to_contain_text("Finance director")
    expect(both).to_contain_text("Group CFO")
    both.get_by_role("button", name="Take mine").click()
    expect(page.get_by_role("button", name=re.compile("high influence Bernard Bot"))).to_contain_text(
        "Group CFO"
    )


def test_whoever_leaves_is_followed_and_their_people_move_in_one_tap(room: Make) -> None:
    standing = Standing(room, "people_map")
    page = standing.room.page(TOM)
    page.get_by_role("button", name=re.compile("^neutral.*Claire Boucher")).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Has left").click()
    sheet.get_by_role("combobox", name="Who follows").fill("Anaïs")
    sheet.get_by_role("option", name=re.compile("Anaïs Roux")).click()
    sheet.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Move 1 to Anaïs Roux").click()
    expect(page.get_by_role("button", name=re.compile("Move 1"))).to_have_count(0)


def test_how_we_see_somebody_shows_only_when_it_is_put_on_the_table(room: Make) -> None:
    standing = Standing(room, "spread")
    claire = standing.known["Claire Boucher"]
    for who in (TESS, XIA):
        standing.ask(
            who, "relationship_map.rate", stakeholder=claire, disposition="neutral", influence="high"
        )
    page, mara = standing.room.page(TOM), standing.room.page(MARA)
    mine = page.locator(".differ-one", has_text="Claire Boucher")
    expect(mine).to_contain_text("2 answered")
    mine.get_by_text("Sceptic", exact=True).click()
    mine.get_by_text("High", exact=True).click()
    hers = mara.locator(".differ-one", has_text="Claire Boucher")
    expect(mine.locator(".spread")).to_have_count(0)
    hers.get_by_role("button", name="Show the 3 answers").click()
    expect(mine.locator(".spread-line", has_text="Neutral")).to_contain_text("2")
    expect(mine).to_contain_text("We differ")


def test_a_grid_is_walked_and_filled_from_the_keyboard(room: Make) -> None:
    standing = Standing(room, "grid")
    page, other = standing.room.page(TOM), standing.room.page(TESS)
    cell = page.locator('[data-place="0:0"]')
    cell.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    place = page.locator('[data-place="1:1"]')
    expect(place).to_be_focused()
    page.keyboard.press("s")
    expect(place).to_contain_text("Ours")
    expect(other.locator('[data-place="1:1"]')).to_contain_text("Ours")
    page.keyboard.press(" ")
    expect(other.locator('[data-place="1:1"]')).to_contain_text("A rival")
    expect(place).to_be_focused()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Who", exact=True).fill("Knapp")
    sheet.get_by_label("They spend a year").fill("600k")
    sheet.get_by_role("button", name="Save").click()
    expect(other.locator('[data-place="1:1"]')).to_contain_text("Knapp · €600k")


def test_unknown_wants_somebody_and_a_day(room: Make) -> None:
    standing = Standing(room, "grid")
    page = standing.room.page(TOM, width=360, height=740)
    page.get_by_role("combobox").first.select_option(index=1)
    page.get_by_role("button", name=re.compile("Spares contract")).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("combobox", name="Who finds out").fill("Tess")
    sheet.get_by_role("option", name=re.compile("Tess Marchetti")).click()
    sheet.get_by_label("By when").fill("2026-12-01")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name=re.compile("Spares contract"))).to_contain_text("Tess Marchetti")
    assert wider(page) <= 0


def test_a_grid_from_a_spreadsheet_is_looked_at_before_it_is_taken(room: Make) -> None:
    standing = Standing(room, "grid")
    page = standing.room.page(TOM)
    page.get_by_role("button", name="Add to the grid").click()
    page.get_by_role("menuitem", name=re.compile("A whole grid")).click()
    table = "\tShelf-edge collection\tRobots\nscrewfix\tours 2m\tKnapp\nTradePoint\topen 600k\t?"
    page.get_by_label("From your spreadsheet").fill(table)
    expect(page.get_by_role("region", name="What it becomes")).to_contain_text("1 new unit")
    page.get_by_role("button", name="Put 4 cells in the grid").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(
        page.get_by_role("button", name=re.compile("TradePoint, Shelf-edge collection, Open"))
    ).to_contain_text("€600k")
    expect(page.get_by_role("button", name=re.compile("Screwfix, Robots, A rival"))).to_contain_text("Knapp")


def test_an_opportunity_grows_from_an_open_place(room: Make) -> None:
    standing = Standing(room, "grid")
    page = standing.room.page(TOM)
    page.get_by_role("button", name=re.compile("Castorama France, Shelf-edge collection, Open")).click()
    wall = standing.room.page("Fay", "/screen")
    for name in ("Who serves them today", "Castorama France", "Shelf-edge collection"):
        expect(wall.locator(".screen-figures").get_by_text(name)).to_be_visible()
    page.get_by_role("button", name="Add an opportunity here").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_label("In a few words")).to_be_focused()
    sheet.get_by_label("In a few words").fill("Shelves for forty stores")
    sheet.get_by_role("button", name="Add", exact=True).click()
    expect(sheet).to_contain_text("Tie it to at least one initiative of the customer.")
    sheet.get_by_role("combobox", name="Which initiative of theirs does it serve?").fill("two hours")
    page.keyboard.press("Enter")
    sheet.get_by_label("Amount").fill("1.2m")
    sheet.get_by_role("button", name="Add", exact=True).click()
    expect(sheet.get_by_role("heading", name="What could we do?")).to_be_hidden()
    expect(page.locator(".ws-deals")).to_contain_text("€1,200,000")


def test_nobody_sees_a_bet_and_a_verdict_changes_the_deal_in_the_same_step(room: Make) -> None:
    standing = Standing(room, "honesty")
    deal = standing.deal_ids[0]
    for who, yes in ((TESS, True), (XIA, False)):
        standing.ask(who, "opportunity_map.bet", opportunity=deal, yes=yes)
    page, mara = standing.room.page(TOM), standing.room.page(MARA)
    expect(page.get_by_text("2 answered")).to_be_visible()
    page.get_by_text("No, I would not").click()
    mara.get_by_role("button", name="Show the 3 answers").click()
    expect(page.locator(".bets")).to_contain_text("1 would bet")
    expect(page.locator(".bets")).to_contain_text("2 would not")
    mara.get_by_text("New amount", exact=True).click()
    mara.get_by_role("textbox", name="Amount").fill("800k")
    mara.get_by_role("button", name="Change the amount").click()
    expect(mara.locator(".judging")).to_contain_text("Say in a few words why.")
    mara.get_by_label("Why, in a few words").fill("Only the first eight stores")
    mara.get_by_role("button", name="Change the amount").click()
    page.get_by_role("combobox").first.select_option(value=deal)
    expect(page.locator(".honest-deal")).to_contain_text("€800,000")
    expect(page.locator(".honest-deal")).to_contain_text("Only the first eight stores")


def test_two_values_are_given_alone_shown_as_a_spread_and_drawn_when_agreed(room: Make) -> None:
    standing = Standing(room, "mutual_value")
    deal = standing.deal_ids[0]
    for who in (TESS, XIA):
        standing.ask(who, "opportunity_map.rate", opportunity=deal, to_customer=5, to_us=3)
    page = standing.room.page(MARA)
    card = page.locator(".rate", has_text="Shelf-edge stock")
    card.get_by_role("group", name="Worth to them").get_by_text("2", exact=True).click()
    card.get_by_role("group", name="Worth to us").get_by_text("3", exact=True).click()
    card.get_by_role("button", name="Show the 3 answers").click()
    expect(card).to_contain_text("we differ")
    card.get_by_role("button", name="Take 5 and 3").click()
    expect(card).to_contain_text("agreed: 5 and 3")
    expect(page.locator(".two-bubble")).to_have_count(1)
    page.get_by_role("button", name="Show as a table").click()
    expect(page.get_by_role("row", name=re.compile("Shelf-edge stock"))).to_contain_text("5")


def test_focus_nurture_or_drop_in_one_tap_with_a_word_of_why(room: Make) -> None:
    standing = Standing(room, "decide")
    page = standing.room.page(TOM)
    row = page.locator(".decide-one", has_text="Spares within two days")
    row.get_by_text("Drop", exact=True).click()
    row.get_by_label("Why, in a few words").fill("Nobody there wants it")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Nobody there wants it")
    page.locator(".decide-one", has_text="Shelf-edge stock").get_by_text("Focus", exact=True).click()
    expect(page.locator(".tally").first).to_contain_text("1 of at most 8")


def test_a_vote_from_opening_to_ranking(room: Make) -> None:
    standing = Standing(room, "dots")
    desk, page = standing.room.page("Fay", height=1400), standing.room.page(TOM)
    tess, wall = standing.room.page(TESS, width=360, height=740), standing.room.page("Fay", "/screen")
    mara = standing.room.page("Mara Vandenbroucke")
    expect(page.get_by_text("The vote opens in a moment.")).to_be_visible()
    desk.get_by_label("Nobody puts dots on what they wrote themselves").check()
    desk.get_by_role("button", name=re.compile("Open the vote: 4 options")).click()
    # The deals are Tess's, and the manager is no voter.
    expect(tess.get_by_text("yours: the others decide")).to_have_count(4)
    expect(mara.get_by_text("The others vote this time.")).to_be_visible()
    expect(page.get_by_text("2 dots left")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text("1 dot left")).to_be_visible()
    line = page.locator(".vote-line", has=page.locator(".vote-number", has_text="1"))
    line.get_by_role("button", name=re.compile("More")).click()
    expect(page.get_by_text("No dots left")).to_be_visible()
    chosen = line.locator(".vote-title").inner_text()
    expect(desk.get_by_text("have finished")).to_be_visible()
    expect(desk.get_by_role("button", name="Close vote, 1 of 4")).to_be_visible()
    for seen in (desk, tess, mara, wall):
        expect(seen.locator("main")).to_contain_text(re.compile("1 of 4"))
        assert "●●" not in seen.locator("main").inner_text()
        expect(seen.locator(".bar, .pile-line")).to_have_count(0)
    desk.get_by_role("button", name="Close vote, 1 of 4").click()
    desk.get_by_role("button", name="Close it without").click()
    for seen in (page, tess, mara, wall):
        best = seen.locator(".bar").first
        expect(best).to_contain_text(chosen)
        expect(best.locator(".bar-dots")).to_have_text("2")


def test_people_see_the_options_in_orders_of_their_own_under_the_same_numbers(room: Make) -> None:
    standing = Standing(room, "dots")
    standing.ask("Fay", "vote.open", items=standing.deal_ids)
    orders, numbered = set(), set()
    for who in NAMES:
        page = standing.room.page(who, width=360, height=740)
        expect(page.locator(".vote-title")).to_have_count(4)
        orders.add(tuple(page.locator(".vote-title").all_inner_texts()))
        lines = page.locator(".vote-words").evaluate_all(
            "all => all.map((one) => one.innerText.split('\\n')[0])"
        )
        numbered.add(tuple(sorted(lines)))
        expect(page.get_by_role("button", name="I place none")).to_be_in_viewport()
        assert wider(page) <= 0
    assert len(orders) > 1
    assert len(numbered) == 1
    assert [line[0] for line in numbered.pop()] == ["1", "2", "3", "4"]


def test_the_funnel_is_worked_out_by_the_server_and_kept_by_version(room: Make) -> None:
    standing = Standing(room, "funnel")
    page, other = standing.room.page(TOM), standing.room.page(TESS)
    for label, text in (
        ("Growth to find", "21"),
        ("Average deal", "1"),
        ("We win", "70"),
        ("New people for one opportunity", "5"),
    ):
        if label == "Growth to find":
            page.get_by_text("An amount").click()
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator(".funnel-opportunities")).to_contain_text("30")
    expect(other.locator(".funnel-prospects")).to_contain_text("150")
    page.get_by_label("We win").fill("50")
    page.get_by_role("button", name="Work it out").click()
    expect(other.get_by_text("2 settings so far")).to_be_visible()
    page.get_by_label("We win").fill("many")
    expect(page.get_by_text("Write a number.")).to_be_visible()


def test_people_to_meet_are_named_by_pasting_and_moved_on_in_one_tap(room: Make) -> None:
    standing = Standing(room, "names")
    page, other = standing.room.page(TOM, width=360, height=740), standing.room.page(TESS)
    box = page.get_by_role("textbox").first
    box.fill("Claire Boucher, through Julian Marsh")
    page.keyboard.press("Enter")
    row = other.locator(".prospect", has_text="Claire Boucher")
    expect(row).to_contain_text("through Julian Marsh")
    row.get_by_text("Talking", exact=True).click()
    expect(
        page.locator(".prospect", has_text="Claire Boucher").get_by_role("radio", name="Talking")
    ).to_be_checked()
    assert wider(page) <= 0


def test_axe_finds_nothing_on_a_crowded_grid_and_its_sheet(room: Make) -> None:
    standing = Standing(room, "grid", crowd=True)
    page = standing.room.page(TOM, dark=True)
    page.locator('[data-place="1:0"]').click()
    page.get_by_role("dialog").wait_for()
    assert found_on(page) == []
    assert wider(page) <= 0
