"""The customer edition: worded by the team, read before it is released, answered by the customer."""

import re
from typing import Any

from tests.web.library import Library
from tests.web.test_after_signing import accepted


def compose(library: Library) -> str:
    """Olga writes one line; its id."""
    olga = library.reader("Olga")
    line = {"section": "do", "text": "We walk the route with you.", "who": "Ana", "due": "2030-02-01"}
    assert olga.send("customer", do="add", **line).status_code == 303
    return next(library.room.state.of("customer_item")).id


def test_nothing_reaches_the_customer_before_the_release_and_only_the_manager_releases(
    open_library: Any,
) -> None:
    library = open_library(accepted())
    compose(library)
    assert library.reader("Carl").get("customer").status_code == 403
    assert library.reader("Olga").send("customer", do="release").status_code == 422
    assert library.reader("Mara").send("customer", do="release").status_code == 303
    page = library.reader("Carl").text("customer")
    assert "We walk the route with you." in page
    assert "1 February 2030" in page


def test_she_reads_it_as_the_customer_will_before_she_releases_it_and_takes_it_back(
    open_library: Any,
) -> None:
    library = open_library(accepted())
    item, mara = compose(library), library.reader("Mara")
    assert 'value="release"' not in mara.text("customer")
    assert 'value="release"' not in library.reader("Olga").text("customer?as=customer")
    page = mara.text("customer?as=customer")
    assert "We walk the route with you." in page
    assert "1 line, as above. Nothing stands yet under “What we heard from you”" in page
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert seen
    library.reader("Olga").send("customer", do="edit", item=item, text="We walk it in May.")
    stale = mara.send("customer", do="release", seen=seen[1])
    assert stale.status_code == 422
    assert "A line was changed while you read" in stale.text
    assert not library.room.state.records[item]["shown"]
    again = re.search(r'name="seen" value="([0-9a-f]+)"', stale.text)
    assert again
    assert mara.send("customer", do="release", seen=again[1]).status_code == 303
    carl = library.reader("Carl")
    assert "We walk it in May." in carl.text("customer")
    assert library.do("Olga", "signoff.take_back")["refused"] == "not_first_line_manager"
    assert mara.send("customer", do="take_back").status_code == 303
    assert "We walk it in May." not in carl.get("customer").get_data(as_text=True)
    assert "We walk it in May." in mara.text("customer")
    assert mara.send("customer", do="release").status_code == 303
    assert "We walk it in May." in carl.text("customer")


def test_the_customers_edition_is_in_reach_from_the_accepted_plan(open_library: Any) -> None:
    library = open_library(accepted())
    mara = library.reader("Mara")
    assert f'href="/s/{mara.seat}/customer"' in mara.text("plan")


def test_the_edition_holds_nothing_but_what_was_worded_for_the_customer(open_library: Any) -> None:
    library = open_library(accepted())
    compose(library)
    library.reader("Mara").send("customer", do="release")
    page = library.reader("Carl").text("customer")
    # Ids are made by chance and hold any digits: the amount is looked for as it is written.
    amounts = ("£600", "600,000", "600k")
    for ours in (*amounts, "Stations for forty stores", "Win the forty stores", "reference visit", "margin"):
        assert ours not in page


def test_a_line_changed_after_the_release_waits_for_the_next_one(open_library: Any) -> None:
    library = open_library(accepted())
    item = compose(library)
    library.reader("Mara").send("customer", do="release")
    library.reader("Olga").send("customer", do="edit", item=item, text="Something else entirely.")
    assert "Something else" not in library.reader("Carl").text("customer")
    assert "1 line has changed since" in library.reader("Olga").text("customer")
    library.reader("Mara").send("customer", do="release")
    assert "Something else" in library.reader("Carl").text("customer")


def test_the_customer_puts_a_line_right_and_the_team_reads_it(open_library: Any) -> None:
    library = open_library(accepted())
    item = compose(library)
    library.reader("Mara").send("customer", do="release")
    library.reader("Carl").send("customer", item=item, response="correct", text="With our planner, please.")
    page = library.reader("Olga").text("customer")
    assert "They put it right" in page
    assert "With our planner, please." in page


def test_confirmed_quotes_are_offered_for_what_we_heard(open_library: Any) -> None:
    library = open_library(accepted())
    page = library.reader("Olga").text("customer")
    assert "Give me two hours a day back." in page
    about = re.search(r'name="about" value="([^"]+)"', page)
    assert about
    library.reader("Olga").send(
        "customer", do="add", section="heard", text="Two hours a day.", about=about[1]
    )
    assert f'value="{about[1]}"' not in library.reader("Olga").text("customer")


def test_the_preview_is_the_customers_page_without_its_answers(open_library: Any) -> None:
    library = open_library(accepted())
    compose(library)
    page = library.reader("Olga").text("customer?as=customer")
    assert "We walk the route with you." in page
    assert "Not now" not in page
