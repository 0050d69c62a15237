"""Accounts over HTTP: set-up, log-in, invitations, new passwords, and what must look alike."""

import re
import time

from tests.server import LEAD, Person
from tests.web.conftest import House


def log_in(house: House, email: str, password: str) -> tuple[Person, int]:
    person = house.stranger()
    return person, person.post("/login", data={"email": email, "password": password}).status_code


def link_on(text: str, purpose: str) -> str:
    found = re.search(rf"/{purpose}#([\w-]+)", text)
    assert found, text
    return found[1]


def test_the_set_up_link_works_once(house: House) -> None:
    again = house.stranger().post("/set-up", data={**LEAD, "email": "eve@x.test", "token": "anything"})
    assert again.status_code == 422
    assert house.stranger().get("/set-up").status_code == 410


def test_a_wrong_address_and_a_wrong_password_get_the_same_answer_in_the_same_time(house: House) -> None:
    pages: set[tuple[int, str]] = set()
    # The quickest of several: a busy machine slows some down, none can be quicker than it is.
    quickest = dict.fromkeys((LEAD["email"], "nobody@ours.test"), 99.0)
    for _ in range(4):
        for email in quickest:
            began = time.monotonic()
            answer = house.stranger().post(
                "/login", data={"email": email, "password": "wrong and long enough"}
            )
            quickest[email] = min(quickest[email], time.monotonic() - began)
            pages.add((answer.status_code, answer.text.replace(email, "")))
    assert len(pages) == 1
    assert min(quickest.values()) >= 0.29
    assert max(quickest.values()) - min(quickest.values()) < 0.1


def test_logging_in_changes_the_cookie_and_the_old_one_is_dead(house: House) -> None:
    person = house.stranger()
    person.post("/join", data={"code": "K7QM2XWD"})
    person.post("/login", data=LEAD)
    first = person.http.cookies["workshop"]
    person.post("/login", data=LEAD)
    assert person.http.cookies["workshop"] != first
    old = house.stranger()
    old.http.cookies.set("workshop", first)
    assert "/new" not in old.get("/").text


def test_the_cookie_is_for_pages_only_and_for_this_site(house: House) -> None:
    answer = house.stranger().post("/login", data=LEAD, allow_redirects=False)
    header = answer.headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Domain" not in header


def test_logging_out_ends_the_seats_of_this_browser(house: House) -> None:
    person, _ = log_in(house, LEAD["email"], LEAD["password"])
    workshop = person.post("/open/" + open_id(person)).url
    assert person.get(workshop.removeprefix(house.server.address)).status_code == 200
    cookie = person.http.cookies["workshop"]
    person.post("/logout")
    person.http.cookies.set("workshop", cookie)
    assert person.get(workshop.removeprefix(house.server.address)).status_code == 403


def open_id(person: Person) -> str:
    found = re.search(r'action="/open/([a-z0-9]+)', person.get("/").text)
    assert found
    return found[1]


def test_a_colleague_is_invited_by_a_link_that_works_once(house: House) -> None:
    shown = house.fay.post("/colleagues", data={"email": "cora@ours.test"})
    token = link_on(shown.text, "invited")
    cora = house.stranger()
    form = {"token": token, "name": "Cora Lind", "password": "another long sentence"}
    assert cora.post("/invited", data=form).url == house.server.address + "/"
    assert "New workshop" in cora.get("/").text
    assert house.stranger().post("/invited", data=form).status_code == 422


def test_a_short_password_is_refused_and_the_link_still_works(house: House) -> None:
    token = link_on(house.fay.post("/colleagues", data={"email": "dev@ours.test"}).text, "invited")
    dev = house.stranger()
    form = {"token": token, "name": "Dev", "password": "short"}
    assert dev.post("/invited", data=form).status_code == 422
    assert dev.post("/invited", data={**form, "password": "long enough now"}).status_code == 200


def test_a_new_password_logs_out_every_other_browser(house: House) -> None:
    token = link_on(house.fay.post("/colleagues", data={"email": "ida@ours.test"}).text, "invited")
    ida = house.stranger()
    ida.post("/invited", data={"token": token, "name": "Ida", "password": "the first password"})
    shown = house.fay.post("/colleagues", data={"email": "ida@ours.test", "for": "password"})
    reset = link_on(shown.text, "password")
    assert (
        house.stranger().post("/password", data={"token": reset, "password": "the second one"}).status_code
        == 200
    )
    assert "New workshop" not in ida.get("/").text
    assert log_in(house, "ida@ours.test", "the first password")[1] == 422
    assert log_in(house, "ida@ours.test", "the second one")[1] == 200


def test_only_the_owner_of_the_first_account_makes_links_for_new_passwords(house: House) -> None:
    token = link_on(house.fay.post("/colleagues", data={"email": "ben@ours.test"}).text, "invited")
    ben = house.stranger()
    ben.post("/invited", data={"token": token, "name": "Ben", "password": "the first password"})
    asked = ben.post("/colleagues", data={"email": LEAD["email"], "for": "password"})
    assert asked.status_code == 403
    assert "/password#" not in asked.text


def test_guessing_passwords_is_slowed_down_and_others_are_not(guarded: House) -> None:
    eve = guarded.stranger()
    codes = [
        eve.post("/login", data={"email": LEAD["email"], "password": f"guess {n} guess"}).status_code
        for n in range(12)
    ]
    assert codes[:10] == [422] * 10
    assert codes[10:] == [429, 429]
    assert guarded.fay.get("/new").status_code == 200
