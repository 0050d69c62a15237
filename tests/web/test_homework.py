"""Homework as pages: the desk asks and sees numbers, everybody finds theirs, and drafts are on no page."""

from tests.server import Person
from tests.web.conftest import House

TOM, TESS = "Tom Okafor", "Tess Marchetti"


def desk(house: House, path: str) -> str:
    return str(house.fay.get(f"/s/{house.fay.seat}/{path}").text)


def answer(person: Person, text: str) -> None:
    done = person.command("homework.answer", text=text, source="Annual report")
    assert done.get("ok"), done


def test_the_desk_deals_pasted_questions_out_and_learns_who_has_how_many_and_nothing_of_them(
    house: House,
) -> None:
    assert "Nobody has been asked yet" in desk(house, "readiness")
    page = desk(house, "homework")
    assert "What does this customer want to achieve this year" in page
    form = {
        "customer": "1. What do they want by June?\n2. Who there minds waiting?",
        "competitor": "",
        "company": "",
    }
    assert house.desk("homework/deal", **form, next="homework").status_code == 303
    page = desk(house, "homework")
    assert "What do they want by June?" in page
    assert "What do they want by June?" in desk(house, "invitations")
    assert "1. What" not in page
    tom = house.enter(TOM)
    for n in range(3):
        answer(tom, f"a secret draft {n}")
    answer(house.enter(TESS), "another secret")
    page = desk(house, "homework") + desk(house, "readiness")
    assert "3 of 3 facts" in page
    assert "1 of 3 facts" in page
    assert "1 of 5 have their 3 facts" in page
    assert "secret" not in page + desk(house, "people") + desk(house, "minutes") + desk(house, "plan")


def test_somebodys_homework_stands_on_their_front_door(house: House) -> None:
    house.desk("homework/deal", company="What have we promised?", next="homework")
    wiktor = house.enter("Wiktor Zaręba")
    assert "Your homework: 0 of 3 facts" in wiktor.get("/").text
    answer(wiktor, "We promised nine days")
    assert "Your homework: 1 of 3 facts" in wiktor.get("/").text


def test_one_person_gets_a_question_of_their_own_or_none(house: House) -> None:
    mara = house.people["Mara Vandenbroucke"]["id"]
    given = house.desk(f"homework/{mara}", c="company", question="Why nine days?", next="homework")
    assert given.status_code == 303
    assert "Why nine days?" in desk(house, "homework")
    house.desk(f"homework/{mara}", question="Why nine days?", none="yes", next="homework")
    assert "Why nine days?" not in desk(house, "homework")
    assert house.enter("Mara Vandenbroucke").get("/").text.count("Your homework") == 0


def test_without_a_question_nothing_is_dealt_and_only_the_desk_deals(house: House) -> None:
    assert house.desk("homework/deal", customer=" ", next="homework").status_code == 422
    tom = house.enter(TOM)
    assert tom.get(f"/s/{tom.seat}/homework").status_code in (403, 404)
