"""The projector and the visitors' page: what they show, and everything they never show."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.reading import found_on
from tests.browser.shared_room import at_home, go, ok, open_room, page_of

WALL = {"width": 1920, "height": 1080}
TOM, TESS, MARA, SVEN, CARL = (
    "Tom Okafor",
    "Tess Marchetti",
    "Mara Vandenbroucke",
    "Sven Pellew",
    "Carl Marsh",
)
TEAM = (TOM, TESS, "陈晓梅", "Wiktor Zaręba", MARA)


def words(page: Page) -> int:
    """How many words stand on the screen, the join code aside."""
    shown = page.locator("main .screen-top, main .screen-body, main .screen-count")
    text = " ".join(shown.all_inner_texts())
    return len(text.split())


def briefing(room: Room) -> None:
    """The team, both visitors, and the room in the customer briefing."""
    open_room(room, *TEAM, SVEN, CARL)
    ok(room.fay, "stage.advance", to="briefing")


def test_the_room_screen_shows_the_code_until_everybody_of_the_team_is_in(live: Room) -> None:
    open_room(live, TOM, TESS)
    screen = page_of(live, "Fay", path="/screen", **WALL)
    expect(screen.locator(".screen-code")).to_have_text(re.compile(r"^[2-9A-Z]{4}-[2-9A-Z]{4}$"))
    assert screen.locator(".screen-qr").evaluate("i => i.naturalWidth") > 0
    for name in TEAM:
        ok(at_home(live, name), "people.arrive", how="room")
    expect(screen.locator(".screen-code")).to_have_count(0)


def test_the_room_screen_has_few_words_no_controls_and_no_names(live: Room) -> None:
    open_room(live, *TEAM)
    screen = page_of(live, "Fay", path="/screen", **WALL)
    for block, title in (
        ("roll_call", "Roll call"),
        ("promises", "What became"),
        ("questions", "Questions for"),
    ):
        go(live, block)
        expect(screen.locator("main")).to_contain_text(title)
        assert words(screen) <= 40
        expect(screen.locator("main button, main a, main input, main textarea")).to_have_count(0)
        expect(screen.locator("main")).not_to_contain_text(TOM)


def test_the_screens_own_seat_is_given_nothing_of_the_desk(live: Room) -> None:
    open_room(live, *TEAM)
    ok(live.fay, "talk.add_desk_note", text="Watch the second row")
    frames: list[str] = []
    screen = page_of(live, "Fay", path="/screen", **WALL)
    screen.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    screen.reload()
    expect(screen.locator(".screen-stage")).to_have_text("Opening")
    ok(live.fay, "talk.add_desk_note", text="And the third")
    go(live, "questions")
    ok(at_home(live, TOM), "questions.add_question", text="What would your board call a success?")
    go(live, "promises")  # what is sent to one page comes in its order
    expect(screen.locator("main")).to_contain_text("What became")
    everything = " ".join(frames)
    assert "Opening" in everything
    for secret in ("second row", "third", "call a success", "next_step", "checklist"):
        assert secret not in everything


def test_the_desk_blanks_the_screen_and_puts_words_on_it(live: Room) -> None:
    open_room(live, *TEAM)
    screen, console = page_of(live, "Fay", path="/screen", **WALL), page_of(live, "Fay")
    expect(screen.locator(".screen-stage")).to_have_text("Opening")
    console.get_by_role("button", name="More", exact=True).click()
    console.get_by_role("menuitem", name="Blank the room screen").click()
    expect(screen.locator(".screen-blank")).to_be_visible()
    console.get_by_role("button", name="More", exact=True).click()
    console.get_by_role("menuitem", name="Show the room screen again").click()
    expect(screen.locator(".screen-blank")).to_have_count(0)
    console.get_by_role("button", name="More", exact=True).click()
    console.get_by_role("menuitem", name="Words on the room screen…").click()
    console.get_by_role("textbox", name="Words on the room screen").fill("Please move to the large table")
    console.get_by_role("button", name="Put it up").click()
    expect(screen.locator(".screen-ask")).to_have_text("Please move to the large table")


def test_a_question_that_is_put_stands_before_the_guest_and_on_the_screen(live: Room) -> None:
    briefing(live)
    carl, screen = page_of(live, CARL, width=768), page_of(live, "Fay", path="/screen", **WALL)
    expect(carl.locator(".guest-promise")).to_contain_text("You see only this briefing")
    expect(carl.locator("nav, a:not(.skip)")).to_have_count(0)
    made = ok(
        at_home(live, TOM), "questions.add_question", text="What would give your managers two hours back?"
    )["made"][0]
    carl.wait_for_timeout(400)
    expect(carl.locator("body")).not_to_contain_text("two hours back")
    go(live, "ask")
    ok(live.fay, "questions.put", question=made)
    expect(carl.locator(".guest-question")).to_have_text("What would give your managers two hours back?")
    expect(screen.locator("main")).to_contain_text("What would give your managers two hours back?")


def test_while_the_sentences_are_read_back_the_screen_shows_them_and_not_a_question_left_open(
    live: Room,
) -> None:
    briefing(live)
    screen = page_of(live, "Fay", path="/screen", **WALL)
    question = ok(at_home(live, TOM), "questions.add_question", text="What would your board call a success?")[
        "made"
    ][0]
    ok(live.fay, "questions.put", question=question)
    expect(screen.locator(".screen-ask")).to_have_text("What would your board call a success?")
    quote = ok(
        at_home(live, TESS),
        "questions.add_quote",
        text="Two hours back for every store manager.",
        said_by=live.people[CARL]["id"],
    )["made"][0]
    go(live, "read_back")
    expect(screen.locator(".screen-quote")).to_have_text("Two hours back for every store manager.")
    ok(
        at_home(live, TESS),
        "questions.add_quote",
        text="Waiting is what they hate.",
        said_by=live.people[CARL]["id"],
    )
    ok(live.fay, "questions.confirm", quote=quote, how="aloud")
    expect(screen.locator(".screen-quote")).to_have_text("Waiting is what they hate.")


def test_the_guest_answers_and_confirms_corrects_and_takes_back_own_words(live: Room) -> None:
    briefing(live)
    carl, console = page_of(live, CARL, width=768), page_of(live, "Fay")
    made = ok(
        at_home(live, TOM), "questions.add_question", text="What would give your managers two hours back?"
    )["made"][0]
    go(live, "ask")
    ok(live.fay, "questions.put", question=made)
    carl.get_by_label("Your answer").fill("Nothing to collect in the small stores.")
    carl.keyboard.press("Enter")
    own = carl.get_by_role("region", name="Your answers").locator(".guest-words > li")
    expect(own).to_contain_text("Nothing to collect")
    # The question is done when the desk says so; whoever is in mid-sentence then goes on where they are.
    expect(carl.locator(".guest-question")).to_have_text("What would give your managers two hours back?")
    carl.get_by_role("textbox", name="Your answer").fill("And nobody to wait for")
    console.get_by_role("button", name="Make it the answer").click()
    expect(carl.locator(".guest-question")).to_contain_text("The next question comes in a moment")
    expect(own).to_have_count(1)
    expect(carl.get_by_role("textbox", name="Your answer")).to_have_value("And nobody to wait for")
    carl.get_by_role("textbox", name="Your answer").press("Enter")
    expect(own.filter(has_text="nobody to wait for")).to_be_visible()
    expect(carl.get_by_role("textbox", name="Your answer")).to_have_count(0)
    for text in ("I need two hours.", "We hate systems.", "Vans are late."):
        ok(live.fay, "questions.add_quote", text=text, said_by=live.people[CARL]["id"])
    said = carl.locator(".guest-words > li")
    said.filter(has_text="two hours.").get_by_role("button", name="Yes, that is what I said").click()
    expect(said.filter(has_text="two hours.")).to_contain_text("Confirmed by you")
    said.filter(has_text="hate systems").get_by_role("button", name="Correct it").click()
    carl.get_by_label("How would you put it?").fill("We have enough systems.")
    carl.get_by_role("button", name="That is how I put it").click()
    expect(said.filter(has_text="We have enough systems.")).to_contain_text("Confirmed by you")
    said.filter(has_text="Vans").get_by_role("button", name="Take it back").click()
    expect(said.filter(has_text="Vans")).to_have_count(0)
    expect(console.locator("main")).to_contain_text("We have enough systems.")


def test_the_second_level_manager_reads_the_whole_briefing_and_nothing_else(live: Room) -> None:
    open_room(live, *TEAM, SVEN, CARL)
    go(live, "promises")
    ok(at_home(live, TESS), "capture.add_note", text="Kept: the spares in Lille")
    ok(live.fay, "stage.advance", to="briefing")
    ok(live.fay, "questions.add_quote", text="I need two hours.", said_by=live.people[CARL]["id"])
    ok(live.fay, "questions.add_brief", text="Thirty-five small stores by January")
    sven = page_of(live, SVEN)
    expect(sven.locator("main")).to_contain_text("I need two hours.")
    expect(sven.locator("main")).to_contain_text("Thirty-five small stores by January")
    expect(sven.locator("body")).not_to_contain_text("the spares in Lille")
    expect(sven.locator("nav, a:not(.skip)")).to_have_count(0)
    console = page_of(live, "Fay")
    sven.get_by_label("A question you would ask").fill("Who signs for the small stores?")
    sven.keyboard.press("Enter")
    expect(sven.get_by_role("listitem").filter(has_text="Who signs for")).to_contain_text("handed over")
    go(live, "ask")
    expect(console.locator("main")).to_contain_text("Who signs for the small stores?")


def test_when_the_window_closes_the_page_says_thank_you_and_keeps_nothing(live: Room) -> None:
    briefing(live)
    ok(live.fay, "questions.add_quote", text="I need two hours.", said_by=live.people[CARL]["id"])
    carl = page_of(live, CARL, width=768)
    expect(carl.locator("main")).to_contain_text("I need two hours.")
    ok(live.fay, "people.close_window", person=live.people[CARL]["id"])
    expect(carl.get_by_role("heading", level=1)).to_contain_text("Thank you")
    expect(carl.locator("body")).not_to_contain_text("two hours")
    expect(carl.locator("body")).to_contain_text("Nothing of the workshop is kept")
    carl.reload()
    expect(carl.get_by_role("heading", level=1)).to_contain_text("Thank you")
    expect(carl.locator(".own-words")).to_have_count(0)


def test_what_the_guest_wrote_offline_comes_back_to_them_when_the_window_has_closed_meanwhile(
    live: Room,
) -> None:
    briefing(live)
    ok(live.fay, "questions.add_quote", text="I need two hours.", said_by=live.people[CARL]["id"])
    carl = page_of(live, CARL, width=360, height=740)
    box = carl.get_by_role("textbox", name="Something you want us to remember")
    expect(carl.locator("main")).to_contain_text("I need two hours.")
    carl.context.set_offline(True)
    for text in ("The permit comes in April", "Ask Claire about the depot"):
        box.fill(text)
        box.press("Enter")
        expect(carl.get_by_text(text)).to_be_visible()
    box.fill("And one more th")
    ok(live.fay, "people.close_window", person=live.people[CARL]["id"])
    carl.context.set_offline(False)
    own = carl.locator(".own-words-texts > p")
    for reloaded in (False, True):
        if reloaded:
            carl.reload()
        expect(carl.get_by_role("heading", level=1)).to_contain_text("Thank you")
        expect(own).to_have_text(
            ["The permit comes in April", "Ask Claire about the depot", "And one more th"]
        )
        expect(carl.locator("body")).not_to_contain_text("two hours")
        assert found_on(carl) == []
    carl.get_by_role("button", name="Remove it from this browser").click()
    expect(carl.locator("#unsent p.lead")).to_have_text("Your words are removed from this browser.")
    carl.reload()
    expect(carl.get_by_role("heading", level=1)).to_contain_text("Thank you")
    expect(own).to_have_count(0)
