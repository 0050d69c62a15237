"""Creating a workshop and getting it ready, over HTTP, with and without scripts."""

import re

import pytest

from tests.web.conftest import House
from workshop.web.figures import amount as read_amount

ROSTER = "Name\tRole\tFunction\tMail\nHester\tmanager\tsales\th@x.test\nTess\t\tservice\tt@x.test\nMarta\tguest\t\t"


def test_a_form_without_scripts_makes_a_workshop_with_everybody_in_it(house: House) -> None:
    form = {
        "customer": "Kingfisher",
        "people": ROSTER,
        "offerings": "Service\n\nParts",
        "annual_revenue": "4.8m",
    }
    made = house.fay.post("/new", data=form)
    assert made.url.endswith("/readiness")
    assert "2 named" in made.text
    people = house.fay.get(made.url.removeprefix(house.server.address).replace("readiness", "people")).text
    for name in ("Hester", "Tess", "Marta"):
        assert name in people


def test_the_manager_comes_last_unless_it_is_chosen_otherwise_and_readiness_turns_it(house: House) -> None:
    plain = house.fay.post("/new", data={"customer": "Castor"})
    assert "In the whole workshop" in plain.text
    ticked = house.fay.post("/new", data={"customer": "Castor", "leader_last": ["no", "yes"]})
    assert "In the whole workshop" in ticked.text
    unticked = house.fay.post("/new", data={"customer": "Castor", "leader_last": ["no"]})
    assert "the manager comes with the others" in unticked.text
    path = unticked.url.removeprefix(house.server.address)
    turned = house.fay.post(f"{path}/leader", data={"on": "yes", "next": "readiness"})
    assert "In the whole workshop" in turned.text
    kept = house.fay.post("/new", data={"customer": " ", "leader_last": ["no"]})
    assert 'value="yes" checked' not in kept.text


def test_a_customer_is_enough(house: House) -> None:
    made = house.fay.post("/new", json={"customer": "Only a name"}).json()
    doors = house.fay.post(f"/s/{made['seat']}/readiness/open", data={})
    assert doors.url.endswith(f"/s/{made['seat']}/")
    assert doors.status_code == 200


def test_the_json_answer_has_everybodys_link(house: House) -> None:
    body = {
        "title": "Rehearsal",
        "customer": "Castor",
        "rehearsal": True,
        "grace_s": 0,
        "days": ["2026-12-02", "2026-12-01"],
        "lead": {"name": "Ingrid"},
        "people": [{"name": "Ann", "role": "facilitator"}, {"name": "Bob", "function": "sales"}],
    }
    made = house.fay.post("/new", json=body).json()
    roles = {p["name"]: p["role"] for p in made["people"]}
    assert roles == {
        "Ingrid": "facilitator",
        "Ann": "co_facilitator",
        "Bob": "participant",
        "Room screen": "screen",
    }
    bob = house.stranger().enter(made["people"][2]["link"])
    assert bob.get(f"/s/{bob.seat}/").status_code == 200


def test_whoever_makes_a_workshop_leads_it_and_a_facilitator_in_the_list_helps(house: House) -> None:
    me = "Fay Lindqvist"
    people = (
        f"Name,Role,Mail\nLea Brunner,Facilitator,lea@x.test\nMarc Keller,Co-facilitator,\n{me},Facilitator,"
    )
    shown = house.fay.post("/new/people", json={"text": people}).json()["people"]
    assert [p["role"] for p in shown[:2]] == ["co_facilitator", "co_facilitator"]
    made = house.fay.post(
        "/new", data={"customer": "Castor", "people": people, "offerings": "Parts\nparts \n"}
    )
    seat = made.url.split("/s/")[1].split("/")[0]
    listed = house.fay.get(f"/s/{seat}/plan.json").json()["records"]
    kept = [r.get("body", r) | {"kind": r["kind"]} for r in listed]
    roles = {r["name"]: r["role"] for r in kept if r["kind"] == "person"}
    assert roles == {
        me: "facilitator",
        "Lea Brunner": "co_facilitator",
        "Marc Keller": "co_facilitator",
        "Room screen": "screen",
    }
    assert [r["name"] for r in kept if r["kind"] == "offering"] == ["Parts"]


def test_what_we_can_bring_is_taken_once_however_often_it_is_named(house: House) -> None:
    made = house.fay.post("/new", json={"customer": "Castor", "offerings": ["Parts", " parts", "Service"]})
    seat = made.json()["seat"]
    house.fay.post(f"/s/{seat}/readiness/offerings", data={"offerings": "PARTS\nTraining\ntraining\nRobots"})
    listed = house.fay.get(f"/s/{seat}/plan.json").json()["records"]
    bodies = [r.get("body", r) for r in listed if r["kind"] == "offering"]
    assert [b["name"] for b in bodies] == ["Parts", "Service", "Training", "Robots"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"customer": "  "},
        {"customer": "X", "time_zone": "Mars/Base"},
        {"customer": "X", "days": ["tomorrow"]},
        {"customer": "X", "currency": "euros"},
        {"customer": "X", "playbook": "../accounts"},
        {"customer": "X", "people": [{"name": "A", "role": "emperor"}]},
        {"customer": "X", "people": [{"name": ""}]},
        {"customer": "X", "surprise": 1},
        {"customer": "x" * 300},
        {"customer": "X", "offerings": ["x" * 300]},
        {"customer": "X", "offerings": [""]},
        {"customer": "X", "annual_revenue": -1},
        {"customer": "X", "lead": {"name": "Ingrid", "surprise": 1}},
        {"customer": "X", "people": [{"name": f"Person {n}"} for n in range(201)]},
        [],
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_leaves_nothing_behind(
    house: House, wrong: object
) -> None:
    before = sorted(house.server.home.glob("*.db"))
    answer = house.fay.post("/new", json=wrong)
    assert answer.status_code == 422
    assert answer.json()["say"]
    assert sorted(house.server.home.glob("*.db")) == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("annual_revenue", "9" * 400),
        ("annual_revenue", "1..2"),
        ("annual_revenue", "a lot"),
        ("growth_target_percent", "nan"),
        ("growth_target_percent", "inf"),
        ("growth_target_percent", "soon"),
    ],
)
def test_a_number_that_is_none_is_refused_in_words(house: House, field: str, text: str) -> None:
    answer = house.fay.post("/new", data={"customer": "X", field: text})
    assert answer.status_code == 422
    assert "in figures" in answer.text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("600k", 600_000),
        ("4.8m", 4_800_000),
        ("1,200,000", 1_200_000),
        ("1.200.000", 1_200_000),
        ("€ 2,5 mio", 2_500_000),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: int) -> None:
    assert read_amount(text) == amount


def test_a_refused_form_comes_back_with_everything_that_was_typed(house: House) -> None:
    form = {"customer": "Kingfisher", "people": "Ann\nBob", "time_zone": "Mars/Base"}
    answer = house.fay.post("/new", data=form)
    assert answer.status_code == 422
    assert "Mars/Base” is not a time zone" in answer.text
    assert "Ann\nBob" in answer.text
    assert 'value="Kingfisher"' in answer.text


def test_only_somebody_with_an_account_makes_workshops(house: House) -> None:
    tess = house.enter("Tess Marchetti")
    assert tess.post("/new", json={"customer": "X"}).status_code == 403
    assert tess.get("/new").url.endswith("/login")


@pytest.mark.parametrize("path", ["readiness", "people", "invitations", "invitations.csv", "tents", "door"])
@pytest.mark.parametrize("who", ["Tess Marchetti", "Mara Vandenbroucke", "Sven Pellew"])
def test_the_desks_pages_open_for_the_desk_alone(house: House, path: str, who: str) -> None:
    other = house.enter(who)
    answer = other.get(f"/s/{other.seat}/{path}")
    assert answer.status_code == 403
    assert "/i#" not in answer.text
    assert house.fay.get(f"/s/{house.fay.seat}/{path}").status_code == 200


def test_people_are_added_and_corrected_in_place(house: House) -> None:
    house.desk("people/add", people="Gus Grant <gus@x.test>", role="plan_owner")
    page = house.fay.get(f"/s/{house.fay.seat}/people").text
    found = re.search(r'people/([a-z0-9]+)"><bdi>Gus Grant', page)
    assert found
    assert house.desk(f"people/{found[1]}/edit", name="Gus Grant-Lee", function="service").status_code == 303
    one = house.fay.get(f"/s/{house.fay.seat}/people/{found[1]}").text
    assert "Gus Grant-Lee" in one
    assert 'value="service"' in one


def test_the_lead_cannot_be_withdrawn_and_hears_why(house: House) -> None:
    page = house.fay.get(f"/s/{house.fay.seat}/people").text
    found = re.search(r'people/([a-z0-9]+)"><bdi>Fay Lindqvist', page)
    assert found
    answer = house.desk(f"people/{found[1]}/withdraw")
    assert answer.status_code == 422
    assert "Hand over first" in answer.text


def test_a_form_leads_back_to_pages_of_this_seat_only(house: House) -> None:
    for onward in ("https://evil.test/", "//evil.test", "../../login", "people/../../x", "javascript:x"):
        answer = house.desk("people/add", people="Ann Other", next=onward)
        assert answer.headers["Location"] == f"/s/{house.fay.seat}/people"


def test_a_room_screen_link_waits_on_the_readiness_page(house: House) -> None:
    page = house.fay.get(f"/s/{house.fay.seat}/readiness").text
    token = page.partition("/i#")[2].partition("<")[0]
    screen = house.stranger().enter(f"/i#{token}")
    assert screen.get(f"/s/{screen.seat}/").status_code == 200


def test_the_table_and_the_calendar_come_as_files(house: House) -> None:
    table = house.fay.get(f"/s/{house.fay.seat}/invitations.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="invitations.csv"'
    assert "Tess Marchetti" in table.text
    person = house.people["Tess Marchetti"]["id"]
    entry = house.fay.get(f"/s/{house.fay.seat}/invitations/{person}.ics")
    assert entry.headers["Content-Type"].startswith("text/calendar")
    assert entry.text.startswith("BEGIN:VCALENDAR\r\n")


def test_names_on_pages_are_text_whatever_they_hold(house: House) -> None:
    name = "<img src=x onerror=alert(1)>\"'</script>"
    made = house.fay.post("/new", json={"customer": name, "people": [{"name": name}, {"name": "Ann"}]}).json()
    for path in ("readiness", "people", "invitations", "tents"):
        page = house.fay.get(f"/s/{made['seat']}/{path}").text
        assert "<img" not in page
        assert "onerror" in page or path == "readiness"


def test_who_came_in_by_their_own_link_has_tried_it(house: House) -> None:
    made = house.fay.post("/new", json={"customer": "Castor", "people": [{"name": "Ann"}, {"name": "Bob"}]})
    desk = made.json()
    before = house.fay.get(f"/s/{desk['seat']}/readiness").text
    assert "0 of 2 have tried their link" in before
    house.stranger().enter(next(p["link"] for p in desk["people"] if p["name"] == "Bob"))
    assert "1 of 2 have tried their link" in house.fay.get(f"/s/{desk['seat']}/readiness").text


def test_a_doubtful_list_of_people_is_shown_once_before_anybody_is_made(house: House) -> None:
    seat, text = house.fay.seat, "Nora Quist, sales, Oslo\r\nsales\r\nNora"
    asked = house.fay.post(f"/s/{seat}/people/add", data={"people": text})
    assert "This list would make 3 people" in asked.text
    assert "“sales”, “Nora”" in asked.text
    assert "Nora Quist" not in house.fay.get(f"/s/{seat}/people").text
    asked = house.fay.post("/new", data={"customer": "Tern", "people": text})
    assert asked.status_code == 422
    assert "This list would make 3 people" in asked.text
    made = house.fay.post("/new", data={"customer": "Tern", "people": text, "seen": text.replace("\r", "")})
    assert made.url.endswith("/readiness")
