"""Home: what somebody with an account, a manager, and a stranger find at the front door."""

import datetime as dt
import re

from tests.live.wired import until
from tests.server import Person
from tests.web.conftest import House

PAST = [(dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days)).isoformat() for days in (60, 59)]
COMING = [(dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)).isoformat() for days in (10, 11)]


def account(house: House, name: str) -> Person:
    """A colleague with an account of their own, invited by the first one's owner."""
    shown = house.fay.post("/colleagues", data={"email": f"{name.casefold()}@ours.test"}).text
    token = re.search(r"/invited#([\w-]+)", shown)
    assert token
    person = house.stranger()
    person.post("/invited", data={"token": token[1], "name": name, "password": "a long sentence"})
    return person


def shelf(page: str, title: str) -> str:
    """What stands on one shelf."""
    return page.partition(f'shelf-title">{title}<')[2].partition("</section>")[0]


def test_workshops_stand_under_now_coming_and_past(house: House) -> None:
    gus = account(house, "Gus")
    for customer, days in (("Heron", PAST), ("Osprey", COMING), ("Kestrel", COMING)):
        seat = gus.post("/new", json={"customer": customer, "days": days}).json()["seat"]
    gus.post(f"/s/{seat}/readiness/open", data={})
    page = gus.get("/").text
    assert "Heron" in shelf(page, "Past")
    assert "Osprey" in shelf(page, "Coming")
    assert "Kestrel" in shelf(page, "Now")
    assert page.count("button-filled") == 1


def test_a_manager_finds_her_plans_and_what_is_overdue(house: House) -> None:
    mara = account(house, "Mara")
    people = [{"name": "Mara", "email": "MARA@ours.test", "role": "first_line_manager"}]
    house.fay.post("/new", json={"customer": "Heron", "days": PAST, "people": people})
    plans = shelf(mara.get("/").text, "Plans")
    assert "Heron" in plans
    assert "No actions overdue" in plans
    assert "no review yet" in plans
    workshop = re.search(r'action="/open/([a-z0-9]+)/plan"', plans)
    assert workshop
    opened = mara.post(f"/open/{workshop[1]}/plan")
    assert opened.status_code == 200
    assert opened.url.endswith("/plan")


def test_nobody_opens_a_workshop_they_are_not_in(house: House) -> None:
    ida = account(house, "Ida")
    assert "New workshop" in ida.get("/").text
    assert "Castor Homes" not in ida.get("/").text
    for summary in house.server.home.glob("*.db"):
        assert ida.post(f"/open/{summary.stem}").status_code == 404
    assert house.stranger().post("/open/anything").url.endswith("/login")


def test_an_account_and_another_seat_in_the_same_browser_are_not_mixed_up(house: House) -> None:
    eve = account(house, "Eve")
    lead = {"name": "Ingrid", "email": "ingrid@x.test"}
    made = eve.post("/new", json={"customer": "Merlin", "lead": lead}).json()
    eve.post(f"/s/{made['seat']}/people/add", data={"people": "Eve <eve@ours.test>"})
    until(lambda: "/open/" in shelf(eve.get("/").text, "Coming"))  # up to date a little after the fact
    page = eve.get("/").text
    assert "as <bdi>Ingrid" in page
    workshop = re.search(r'action="/open/([a-z0-9]+)', shelf(page, "Coming"))
    assert workshop
    # Its name leads in too, as everywhere.
    assert re.search(rf'action="/open/{workshop[1]}"><button class="shelf-name"><bdi>Merlin', page)
    assert eve.post(f"/open/{workshop[1]}").url != f"{house.server.address}/s/{made['seat']}/"


def test_somebody_without_an_account_finds_their_seats_at_the_front_door(house: House) -> None:
    tess = house.enter("Tess Marchetti")
    page = tess.get("/").text
    assert f"/s/{tess.seat}/" in page
    assert "Tess Marchetti" in page
    assert "Tess" not in house.stranger().get("/").text


def test_access_ends_after_the_last_day_somebody_was_given(house: House) -> None:
    tom = house.enter("Tom Okafor")
    person = house.people["Tom Okafor"]["id"]
    house.desk(f"people/{person}/edit", until=COMING[0])
    assert tom.get(f"/s/{tom.seat}/").status_code == 200
    house.desk(f"people/{person}/edit", until=PAST[0])
    answer = tom.get(f"/s/{tom.seat}/")
    assert answer.status_code == 410
    assert "What you wrote is kept" in answer.text


def test_making_a_workshop_signs_nobody_out_whose_browser_went_on_before_the_answer(house: House) -> None:
    ivo = account(house, "Ivo")
    kept = ivo.http.cookies.copy()
    made = ivo.post("/new", json={"customer": "Plover"})
    assert made.status_code == 200
    ivo.http.cookies = kept
    assert "New workshop" in ivo.get("/").text
    assert ivo.get(f"/s/{made.json()['seat']}/readiness").status_code == 200
