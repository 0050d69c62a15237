"""The sign-off page: what she reads holds still, and she signs what she has read."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.exports.castor import Castor
from tests.web.library import PIN, Library, Reader
from workshop.engine.seeing import personal
from workshop.rules import noticed


@pytest.fixture
def library(tmp_path: Path) -> Any:
    made = Library(tmp_path, Castor().at_signoff())
    yield made
    made.close()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def decide(mara: Reader, verdict: str = "approved", **more: Any) -> Any:
    page = mara.text("signoff")
    form = {
        "version": hidden(page, "version"),
        "hash": hidden(page, "hash"),
        "verdict": verdict,
        "pin": PIN,
        "do": "decide",
    }
    return mara.send("signoff", **{**form, **more})


def decisions(library: Library) -> list[Any]:
    return list(library.room.state.of("decision"))


def test_she_signs_the_version_on_her_page_with_her_pin(library: Library) -> None:
    mara = library.reader("Mara")
    mara.send("signoff", do="read")
    assert decide(mara, comments="Show me the drawing first").status_code == 303
    signed = decisions(library)[0]
    assert signed["verdict"] == "approved"
    assert signed["comments"] == ["Show me the drawing first"]
    assert signed["version"] == library.room.state.records["plan"]["version"]
    assert f"Version {signed['version']} was signed by" in mara.text("signoff")


@pytest.mark.parametrize("pin", ["", "0000"])
def test_without_the_right_pin_nothing_is_signed_and_nothing_typed_is_lost(
    library: Library, pin: str
) -> None:
    mara = library.reader("Mara")
    answer = decide(mara, pin=pin, comments="Kept words")
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert decisions(library) == []


def test_her_page_holds_its_version_still_and_says_what_happened_meanwhile(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    mara.send("signoff", do="read")
    before = hidden(mara.text("signoff"), "version")
    library.do("Tom", "record.edit", id=made["goal"], set={"text": "Bring the margin to 8 %"})
    library.do("Tom", "record.edit", id=made["obstacle"], set={"text": "No back room at all"})
    page = mara.text("signoff")
    assert hidden(page, "version") == before
    assert "2 <span>changes since you started reading." in page
    assert mara.data("signoff")["changes"] == 2
    assert decide(mara).status_code == 303
    assert str(decisions(library)[0]["version"]) == before


def test_a_promise_changed_meanwhile_is_shown_and_she_takes_it_in_or_signs_as_read(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    mara.send("signoff", do="read")
    version = hidden(mara.text("signoff"), "version")
    library.do("Tom", "record.edit", id=made["deal"], set={"amount": 650_000})
    answer = decide(mara)
    assert answer.status_code == 422
    assert re.search(r"<del[^>]*>£600,000</del> <ins[^>]*>£650,000</ins>", answer.text)
    assert f"Sign version {version} as read" in answer.text
    assert decide(mara, as_read="1").status_code == 303
    assert str(decisions(library)[0]["version"]) == version


def test_taking_it_in_shows_the_new_version_and_what_it_changed(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    mara.send("signoff", do="read")
    library.do("Tom", "record.edit", id=made["deal"], set={"amount": 650_000})
    mara.send("signoff", do="read")
    page = mara.text("signoff")
    assert "Since you last looked" in page
    assert "£650,000</ins>" in page
    assert decide(mara).status_code == 303


def test_what_goes_back_needs_somebody_and_a_day_and_stands_on_the_list_of_rework(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    bare = made["bare"]
    answer = decide(mara, "returned", **{f"mark-{bare}": "return", f"text-{bare}": "Who asked for this?"})
    assert answer.status_code == 422
    assert "needs somebody who takes it" in answer.text
    more = {f"owner-{bare}": library.castor.person("Eve").id, f"due-{bare}": "2030-01-07"}
    assert (
        decide(
            mara, "returned", **{f"mark-{bare}": "return", f"text-{bare}": "Who asked?", **more}
        ).status_code
        == 303
    )
    for name in ("Mara", "Eve"):
        page = library.reader(name).text("signoff")
        assert "What went back to the team" in page
        assert "Who asked?" in page
        assert "by 7 January 2030" in page


def test_the_second_reading_begins_with_what_differs_and_folds_away_what_stands(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    decide(mara, "returned")
    first = next(library.room.state.of("objective"))
    library.do("Tom", "record.edit", id=made["deal"], set={"close_date": "2026-05-29"})
    library.do("Tom", "record.edit", id=first.id, set={"text": "Something named"})
    page = mara.text("signoff")
    assert "Since you returned version" in page
    assert page.index("29 May 2026</ins>") < page.index("What you gave back, and what was changed")
    worked_on, folded = page.split('<details class="signing-rest">')
    assert f'data-objective="{first.id}"' in worked_on
    others = [o.id for o in library.room.state.of("objective") if o.id != first.id]
    assert others
    assert all(f'data-objective="{one}"' in folded for one in others)
    assert "£600,000</del>" not in page


def test_her_marks_are_kept_when_she_asks_and_go_with_the_decision(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    one = made["objective"]
    mark = {f"mark-{one}": "condition", f"text-{one}": "First the drawing"}
    kept = mara.send("signoff", do="keep", comments="Half a sentence", **mark)
    assert kept.status_code == 200
    assert "Half a sentence" in kept.text
    assert re.search(rf'name="mark-{one}" value="condition" checked', mara.text("signoff"))
    assert "who takes it, and by when" in decide(mara).text
    more = {f"owner-{one}": library.castor.person("Eve").id, f"due-{one}": "2030-01-07"}
    assert decide(mara, do="approve", **mark, **more).status_code == 303
    assert decisions(library)[0]["marks"][0]["text"] == "First the drawing"
    assert "On one condition" in library.reader("Tom").text("plan")


def test_the_team_reads_along_and_cannot_sign(library: Library) -> None:
    tom = library.reader("Tom")
    page = tom.text("signoff")
    assert "Your decision" not in page
    assert tom.send("signoff", do="decide", verdict="approved", version="1", hash="x").status_code == 422
    assert decisions(library) == []


def test_what_the_room_went_on_without_challenges_and_answers_missing_stand_before_the_objectives(
    library: Library,
) -> None:
    made = library.castor.made
    library.do("Mara", "signoff.challenge", target=made["deal"], text="Who has the budget?")
    page = library.reader("Mara").text("signoff").partition("Objective by objective")[0]
    assert "We went on without this" in page
    assert "Who has the budget?" in page
    assert "A reference visit" in page
    assert "has no date yet" in page


def test_a_changed_promise_waits_after_the_signature_and_is_answered_from_the_page(library: Library) -> None:
    mara, made = library.reader("Mara"), library.castor.made
    decide(mara)
    library.do("Tom", "record.edit", id=made["deal"], set={"amount": 700_000})
    assert "Promised differently since the signature" in mara.text("signoff")
    assert "Promised differently since you signed" in mara.text("week")
    mara.send("signoff", do="amend", target=made["deal"], verdict="ok")
    assert "Promised differently since the signature" not in mara.text("signoff")


def test_what_she_reads_goes_to_her_own_pages_and_only_its_version_over_the_wire(library: Library) -> None:
    mara, state = library.castor.viewer("Mara"), library.room.state
    library.do("Mara", "signoff.start_reading")
    record = state.records[f"reading:{mara.person}"]
    assert set(personal(state, record)[mara.person]["body"]) == {"version", "hash"}
    assert record.id not in library.room.seen_by(library.castor.viewer("Tom")).records
    assert library.room.seen_by(mara).records[record.id]["plan"]


def test_a_pin_set_anew_at_the_desk_is_noted_beside_the_signature(library: Library) -> None:
    mara = library.castor.person("Mara").id
    note = "PIN reset by Fay, before Olga"
    library.room.observe(
        lambda state, now: noticed.pin_reset(mara, now, library.castor.person("Fay").id, note)
    )
    library.room.commit()
    decide(library.reader("Mara"))
    assert decisions(library)[0]["witness"] == note
    assert note in library.reader("Tom").text("plan")


def test_she_doubts_something_from_its_thread_the_team_answers_and_approving_closes_it(
    library: Library,
) -> None:
    mara, tom, deal = library.reader("Mara"), library.reader("Tom"), library.castor.made["deal"]
    assert "What you doubt about this" in mara.text(f"thread/{deal}")
    assert "What you doubt about this" not in tom.text(f"thread/{deal}")
    assert mara.send("signoff", do="challenge", target=deal, text="Who has the budget?").status_code == 303
    assert decide(mara).status_code == 422
    challenge = next(library.room.state.of("challenge")).id
    assert tom.send("signoff", do="answer", challenge=challenge, text="Ida has it").status_code == 303
    assert "Tom answered: Ida has it" in mara.text("signoff")
    assert decide(mara).status_code == 303
    assert library.room.state.records[challenge]["state"] == "closed"


def test_the_button_says_what_it_does_and_a_condition_is_promised_by_its_owner(library: Library) -> None:
    mara, one = library.reader("Mara"), library.castor.made["objective"]
    assert re.search(r">Sign version \d+</button>", mara.text("signoff"))
    assert ">Return to the team</button>" in mara.text("signoff")
    mark = {f"mark-{one}": "condition", f"text-{one}": "First the drawing"}
    mark |= {f"owner-{one}": library.castor.person("Eve").id, f"due-{one}": "2030-01-07"}
    assert re.search(
        r">Approve with 1 condition: version \d+</button>", mara.send("signoff", do="keep", **mark).text
    )
    decide(mara, do="approve", **mark)
    assert "First the drawing" in library.reader("Eve").text("week")
    assert "I promise" in library.reader("Eve").text("week")
    page = mara.text("signoff")
    assert "Your decision" not in page
    assert "put right beside that" not in page


def test_returning_is_a_button_of_its_own(library: Library) -> None:
    assert decide(library.reader("Mara"), do="return").status_code == 303
    assert decisions(library)[0]["verdict"] == "returned"


def test_what_she_signs_after_the_day_is_closed_she_hands_on_from_the_same_page(library: Library) -> None:
    library.do("Fay", "stage.adjourn")
    mara = library.reader("Mara")
    decide(mara, do="approve")
    assert "Hand it to senior management" in mara.text("signoff")
    assert "Hand it to senior management" not in library.reader("Tom").text("signoff")
    assert mara.send("signoff", do="onward").status_code == 303
    assert library.room.state.stage == "acceptance"
    assert "For your acceptance" in library.reader("Sven").text("acceptance")


def test_a_return_that_lacks_somebody_says_so_and_does_not_ask_for_the_pin_again(library: Library) -> None:
    mara = library.reader("Mara")
    mara.send("signoff", do="read")
    objective = re.search(r'data-objective="([^"]+)"', mara.text("signoff"))
    assert objective
    page = decide(mara, do="return", **{f"mark-{objective[1]}": "return"}).text
    assert "Not sent back yet" in page
    assert "this can stay empty" in page
    assert decisions(library) == []


def test_whoever_reads_on_is_asked_for_the_pin_though_it_was_given_a_while_ago(library: Library) -> None:
    mara = library.reader("Mara")
    mara.send("pin", pin=PIN)
    page = mara.text("signoff")
    assert "this can stay empty" not in page
    assert re.search(r'<input id="pin" name="pin"[^>]* required', page)


def test_what_is_wrong_with_the_pin_stands_at_its_field_and_the_page_opens_there(library: Library) -> None:
    mara = library.reader("Mara")
    page = decide(mara, pin="").text
    assert re.search(r'<input id="pin" name="pin"[^>]* autofocus', page)
    assert "Nothing is signed yet. Please give your PIN" in page
    assert 'id="answer"' not in page


def test_a_reason_given_for_several_things_is_read_once(library: Library) -> None:
    page = library.reader("Mara").text("signoff").partition("We went on without this")[2]
    lines = re.findall(r"went on, because[^<]*", page.partition("</section>")[0])
    assert lines
    assert len(lines) == len(set(lines))
