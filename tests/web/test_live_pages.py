"""Who gets which live page, and what the console asks for beside the wire."""

import re
from pathlib import Path

import pytest

from tests.exports.castor import Castor
from tests.web.conftest import House
from tests.web.library import Library

SCRIPTS = {
    "Tom Okafor": "task.js",
    "Mara Vandenbroucke": "task.js",
    "Cora Lind": "console.js",
    "Sven Pellew": "guest.js",
    "Carl Marsh": "guest.js",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_everybody_gets_the_page_of_their_role(house: House, name: str) -> None:
    someone = house.enter(name)
    page = someone.get(f"/s/{someone.seat}/").text
    assert f"pages/{SCRIPTS[name]}" in page
    # Who may read the plan is led to it where there are no scripts.
    assert (f'href="/s/{someone.seat}/plan"' in page) == (SCRIPTS[name] != "guest.js")


def test_who_accepts_the_plan_reads_before_it_is_signed_that_it_comes_to_them(tmp_path: Path) -> None:
    library = Library(tmp_path, Castor().at_signoff())
    try:
        assert "once the first-line manager has signed it" in library.reader("Sven").get("").text
        assert "Nothing more is asked of you now" in library.reader("Carl").get("").text
    finally:
        library.close()


def test_a_guest_who_comes_before_their_time_waits_on_a_page_that_opens_by_itself(house: House) -> None:
    fay = house.fay
    made = fay.command("people.add", people=[{"name": "Gita Roy", "role": "customer_guest"}])["made"][0]
    house.people["Gita Roy"] = {"id": made}
    gita = house.enter("Gita Roy")
    assert fay.command("visit.move", at="23:30")["ok"]
    early = gita.get(f"/s/{gita.seat}/")
    assert "We look forward to seeing you at 23:30" in early.text
    assert "Thank you for being here" not in early.text
    assert (early.status_code, f'data-waiting="/s/{gita.seat}/waiting"' in early.text) == (403, True)
    says = "We look forward to seeing you at 23:30. This page opens again then."
    assert gita.get(f"/s/{gita.seat}/waiting").json() == {"admitted": False, "say": says}
    assert fay.command("visit.cancel", reason="She is ill")["ok"]
    off = gita.get(f"/s/{gita.seat}/")
    assert "Our meeting does not take place as planned" in off.text
    assert "Nothing more is asked" not in off.text
    assert "Our meeting does not take place as planned" in gita.get(f"/s/{gita.seat}/waiting").json()["say"]
    assert fay.command("visit.move", at="09:00")["ok"]
    assert gita.get(f"/s/{gita.seat}/waiting").json()["admitted"]
    assert "pages/guest.js" in gita.get(f"/s/{gita.seat}/").text


def test_the_desk_opens_a_room_screen_whose_seat_is_nobodys_but_the_screens(house: House) -> None:
    opened = house.fay.get(f"/s/{house.fay.seat}/screen")
    assert "pages/screen.js" in opened.text
    seat = opened.url.split("/")[4]
    assert seat != house.fay.seat
    again = house.fay.get(f"/s/{house.fay.seat}/screen")
    assert again.url == opened.url
    assert house.fay.get(f"/s/{seat}/guide/open.html").status_code == 403
    assert house.fay.get(f"/s/{seat}/join.svg").status_code == 200


@pytest.mark.parametrize("path", ["screen", "guide/open.html", "link/{me}.json", "link/{me}.svg"])
def test_what_is_the_desks_is_refused_to_everybody_else(house: House, path: str) -> None:
    tom = house.enter("Tom Okafor")
    assert tom.get(f"/s/{tom.seat}/{path.format(me=house.people['Tom Okafor']['id'])}").status_code == 403


def test_the_join_code_is_not_drawn_for_a_visitor(house: House) -> None:
    sven = house.enter("Sven Pellew")
    assert sven.get(f"/s/{sven.seat}/join.svg").status_code == 404


def test_the_guide_comes_as_safe_html_and_an_unknown_stage_is_not_found(house: House) -> None:
    desk = f"/s/{house.fay.seat}/guide/"
    guide = house.fay.get(f"{desk}briefing.html")
    assert "<blockquote>" in guide.text
    assert "<h1" not in guide.text
    assert not re.search(r"<(script|style|img|a)\b", guide.text)
    assert house.fay.get(f"{desk}nowhere.html").status_code == 404


def test_somebodys_link_is_what_lets_them_in(house: House) -> None:
    wiktor = house.people["Wiktor Zaręba"]["id"]
    link = house.fay.get(f"/s/{house.fay.seat}/link/{wiktor}.json").json()
    assert link["name"] == "Wiktor Zaręba"
    assert house.stranger().enter(link["link"]).seat
    assert house.fay.get(f"/s/{house.fay.seat}/link/nobody.json").status_code == 404


def test_the_second_level_managers_own_page_becomes_the_senior_review(tmp_path: Path) -> None:
    castor = Castor().at_signoff()
    castor.sign()
    castor.go_to("acceptance")
    library = Library(tmp_path, castor)
    try:
        answer = library.reader("Sven").get("")
        assert (answer.status_code, answer.location.rpartition("/")[2]) == (303, "acceptance")
    finally:
        library.close()
