"""After the signature: senior management's page, the customer edition, and the week."""

import re
from typing import Any

from tests.exports.castor import Castor
from tests.web.library import PIN


def signed() -> Castor:
    """Signed by Mara, with Ana's confirmed promise in it, and the room in the senior review; Sven reads elsewhere."""
    castor = Castor().at_signoff()
    assert castor.sign()["ok"]
    return castor.go_to("acceptance")


def accepted() -> Castor:
    """Accepted by Sven, the first review next, and the sitting over."""
    castor = signed()
    assert castor.do("Sven", "signoff.answer_ask", ask=castor.made["ask"], answer="granted")["ok"]
    assert castor.do("Sven", "signoff.accept", signed=True, verdict="accepted")["ok"]
    castor.go_to("review1").ok("Fay", "stage.adjourn")
    return castor


# Senior management


def test_the_senior_manager_reads_the_frozen_plan_on_one_page(open_library: Any) -> None:
    library = open_library(signed())
    page = library.reader("Sven").text("acceptance")
    for said in (
        "Give me two hours a day back.",
        "£600,000",
        "Win the forty stores",
        "Ida Norrby",
        "A reference visit",
    ):
        assert said in page


def test_what_changes_after_the_signature_does_not_reach_the_frozen_plan(open_library: Any) -> None:
    castor = Castor().at_signoff()
    castor.sign()
    castor.ok("Tom", "record.edit", id=castor.made["deal"], set={"amount": 999_000})
    library = open_library(castor.go_to("acceptance"))
    page = library.reader("Sven").text("acceptance")
    assert "£600,000" in page
    assert not re.search(r"999[,.\u202f ]?(000|k)", page)


def test_facts_notes_stances_and_single_promises_never_reach_the_senior_manager(open_library: Any) -> None:
    castor = Castor().whole()
    castor.ok("Ben", "actions.accept", action=castor.made["asked"])
    castor.ok("Ana", "research.add_card", c="company", text="We are late in Lille", basis="we all know")
    castor.ok("Tom", "record.edit", id=castor.made["boss"], set={"disposition": "opponent"})
    castor.go_to("signoff")
    castor.sign()
    castor.go_to("acceptance")
    library = open_library(castor)
    sven = library.reader("Sven")
    everything = sven.text("acceptance") + str(castor.seen("Sven").records)
    for hidden in ("late in Lille", "opponent", "Time the picking route"):
        assert hidden not in everything


def test_whoever_has_no_pin_yet_chooses_it_where_they_sign_and_loses_no_word(open_library: Any) -> None:
    library = open_library(signed())
    library.room.log.keep(f"pin:{library.castor.person('Sven').id}", None)
    sven = library.reader("Sven")
    page = sven.text("acceptance")
    assert 'name="new_pin"' in page
    kept = sven.send("acceptance", do="keep", conditions="First the drawing", comments="Half a")
    assert "First the drawing" in kept.text
    guessed = sven.send("acceptance", do="accept", conditions="First the drawing", new_pin="1111")
    assert guessed.status_code == 422
    assert "First the drawing" in guessed.text
    slipped = sven.send("acceptance", do="accept", new_pin="4711-sven", again="4711-sveb")
    assert "The two are not the same" in slipped.text
    assert sven.send("acceptance", do="accept", new_pin="4711-sven", again="4711-sven").status_code == 303
    assert "accepted at" in sven.text("acceptance")


def test_she_answers_requests_and_accepts_with_a_pin(open_library: Any) -> None:
    library = open_library(signed())
    sven, ask = library.reader("Sven"), library.castor.made["ask"]
    assert sven.send("acceptance", do="accept", pin="wrong").status_code == 422
    form = {f"answer-{ask}": "partly", f"note-{ask}": "One visit", "do": "accept", "pin": PIN}
    assert sven.send("acceptance", conditions="First the drawing", **form).status_code == 303
    assert library.room.state.records[ask]["answer"] == "partly"
    last = next(library.room.state.of("acceptance"))
    assert (last["verdict"], last["conditions"]) == ("accepted", ["First the drawing"])
    page = sven.text("acceptance")
    assert "accepted at" in page
    assert "First the drawing" in page


def test_what_senior_management_left_open_or_put_off_is_answered_after_the_plan_is_accepted(
    open_library: Any,
) -> None:
    library = open_library(signed())
    sven, ask = library.reader("Sven"), library.castor.made["ask"]
    assert sven.send("acceptance", do="accept", pin=PIN).status_code == 303
    for answer in ("later", "granted"):
        assert f'name="answer-{ask}"' in sven.text("acceptance")
        assert sven.send("acceptance", do="keep", **{f"answer-{ask}": answer}).status_code == 200
        assert library.room.state.records[ask]["answer"] == answer
    page = sven.text("acceptance")
    assert f'name="answer-{ask}"' not in page
    assert "Keep my answers" not in page


def test_what_the_senior_manager_returns_and_why_stands_on_the_sign_off_page_until_it_is_signed_again(
    open_library: Any,
) -> None:
    library = open_library(signed())
    mara, ana = library.reader("Mara"), library.reader("Ana")
    assert "is with senior management" in mara.text("signoff")
    assert (
        library.reader("Sven").send("acceptance", do="return", comments="Too thin", pin=PIN).status_code
        == 303
    )
    for reader in (mara, ana):
        page = reader.text("signoff")
        assert "Sven</bdi> returned version" in page
        assert "Too thin" in page
        assert "is with senior management" not in page
    his = library.reader("Sven").text("acceptance")
    assert "Too thin" in his
    assert "button-filled" not in his[his.index('id="decided"') :]
    assert "Accept version" in his
    assert "Open the sign-off again" not in mara.text("signoff")
    library.do("Fay", "stage.adjourn")
    assert "Open the sign-off again" not in ana.text("signoff")
    assert mara.send("signoff", do="again").status_code == 303
    page = mara.text("signoff")
    assert "Too thin" in page
    assert "nobody has to sign again" not in page
    page = mara.send("signoff", do="read") and mara.text("signoff")
    read = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "hash")}  # type: ignore[index]
    assert mara.send("signoff", do="approve", pin=PIN, **read).status_code == 303
    assert "Too thin" not in mara.text("signoff")


def test_what_the_senior_manager_accepts_is_said_on_the_sign_off_page_with_what_follows(
    open_library: Any,
) -> None:
    library = open_library(signed())
    library.reader("Sven").send("acceptance", do="accept", conditions="First the drawing", pin=PIN)
    page = library.reader("Mara").text("signoff")
    for said in (
        "Sven</bdi> accepted version",
        "First the drawing",
        "Nobody has taken it yet",
        "yours to release",
    ):
        assert said in page
    assert "is with senior management" not in page
    assert "yours to release" not in library.reader("Ana").text("signoff")


def test_before_the_signature_there_is_nothing_to_accept(open_library: Any) -> None:
    castor = Castor().at_signoff()
    sven = castor.person("Sven").id
    castor.room.state.records[sven].body["window"] = "open"
    assert "frozen" not in castor.seen("Sven").records


# The week


def test_an_asked_promise_is_accepted_in_one_tap(open_library: Any) -> None:
    library = open_library(Castor().whole())
    ben, asked = library.reader("Ben"), library.castor.made["asked"]
    assert "Draw the station" in ben.text("week")
    assert ben.send("week", do="accept", action=asked).status_code == 303
    assert library.room.state.records[asked]["state"] == "accepted"


def test_another_date_waits_for_the_yes_of_whoever_asked(open_library: Any) -> None:
    library = open_library(Castor().whole())
    asked = library.castor.made["asked"]
    library.reader("Ben").send("week", do="counter", action=asked, due="2030-03-01")
    tom = library.reader("Tom")
    assert "1 March 2030" in tom.text("week")
    tom.send("week", do="confirm", action=asked)
    record = library.room.state.records[asked]
    assert (record["due"], record["state"]) == ("2030-03-01", "accepted")


def test_what_is_declined_says_why(open_library: Any) -> None:
    library = open_library(Castor().whole())
    asked = library.castor.made["asked"]
    assert library.reader("Ben").send("week", do="decline", action=asked).status_code == 422
    library.reader("Ben").send("week", do="decline", action=asked, why="I am away")
    assert library.room.state.records[asked]["declined_why"] == "I am away"


def test_done_asks_what_comes_next_and_the_next_one_follows(open_library: Any) -> None:
    library = open_library(accepted())
    ana, action = library.reader("Ana"), library.castor.made["action"]
    answer = ana.send("week", do="report", action=action, status="done", note="timed")
    assert answer.headers["Location"].endswith(f"?said=done&next={action}#next")
    assert "What comes next?" in ana.text(f"week?said=done&next={action}")
    ana.send("week", do="add", follows=action, what="Show it to them", outcome="They agree", due="2030-02-01")
    following = next(a for a in library.room.state.of("action") if a["follows"] == action)
    assert (following["owner"], following["state"]) == (library.castor.person("Ana").id, "accepted")


def test_news_flags_what_it_touches_and_one_reason_settles_it_all(open_library: Any) -> None:
    library = open_library(accepted())
    tess, made = library.reader("Tess"), library.castor.made
    tess.send(
        "week", do="signal", text="The finance chief leaves", kind="new executive", affects=made["deal"]
    )
    page = tess.text("week")
    assert "The finance chief leaves" in page
    assert "things rest on it" in page
    signal = next(library.room.state.of("signal")).id
    touched = re.findall(r'name="targets" value="([^"]+)"', page)
    assert {made["deal"], made["objective"], made["action"]} <= set(touched)
    tess.send("week", do="stay", because=signal, why="She decides nothing here", targets=touched)
    assert "things rest on it" not in tess.text("week")


def test_what_the_words_name_is_offered_once_the_news_is_kept(open_library: Any) -> None:
    library = open_library(accepted())
    tess, cfo = library.reader("Tess"), library.castor.made["cfo"]
    page = tess.text("week")
    assert 'value="somebody left"' in page
    assert not re.search(r'name="kind"[^>]*checked', page)
    assert page.index("Finance chief") < page.index("Bring the margin to 7 %")
    answer = tess.send("week", do="signal", text="The finance chief left on Friday", kind="somebody left")
    assert answer.headers["Location"].endswith("#touches")
    page = tess.text("week")
    assert "Does it touch this?" in page
    signal = next(library.room.state.of("signal"))
    tess.send("week", do="touch", signal=signal.id, affects=cfo)
    assert library.room.state.records[signal.id]["affects"] == [cfo]
    page = tess.text("week")
    assert "Does it touch" not in page
    assert "Nothing is tied to" in page
    assert "1 thing rests" not in page


def test_what_news_touches_is_put_right_from_the_page(open_library: Any) -> None:
    library = open_library(accepted())
    tess, made = library.reader("Tess"), library.castor.made
    tess.send("week", do="signal", text="They close ten stores", kind="result", affects=made["deal"])
    signal = next(library.room.state.of("signal")).id
    tess.send(
        "week", do="right", because=signal, target=made["deal"], amount="450000", close_date="2026-03-27"
    )
    assert library.room.state.records[made["deal"]]["amount"] == 450_000
    assert "Promised differently since you signed" in library.reader("Mara").text("week")


def test_what_nobody_knew_is_written_down_from_the_page(open_library: Any) -> None:
    library = open_library(accepted())
    library.do("Tess", "research.add_unknown", question="Who follows the finance chief?")
    unknown = next(library.room.state.of("unknown")).id
    tess = library.reader("Tess")
    assert "Who follows the finance chief?" in tess.text("week")
    tess.send("week", do="unknown", unknown=unknown, text="Nobody before March")
    assert library.room.state.records[unknown]["answer"] == "Nobody before March"


def test_the_manager_sees_how_the_plan_does(open_library: Any) -> None:
    library = open_library(accepted())
    page = library.reader("Mara").text("week")
    assert "overdue" in page
    assert "Ana: “Time the picking route”, 20 October 2025" in page
    assert "0 of 100 people to meet are named, 0 reached." in page


def test_a_plan_handed_on_from_home_has_had_no_review_until_people_come_together_for_one(
    open_library: Any,
) -> None:
    castor = signed()
    castor.do("Sven", "signoff.answer_ask", ask=castor.made["ask"], answer="granted")
    castor.do("Sven", "signoff.accept", signed=True, verdict="accepted")
    castor.ok("Fay", "stage.adjourn")
    library = open_library(castor)
    library.do("Mara", "stage.advance", to="review1")
    assert library.room.state.stage == "review1"
    assert "There has been no review yet" in library.reader("Mara").text("week")
    library.do("Fay", "stage.open_doors")
    assert "The last review began on" in library.reader("Mara").text("week")


def test_the_week_says_when_it_was_read_and_how_far_it_has_gone_on_since(open_library: Any) -> None:
    library = open_library(Castor().whole())
    ben, castor = library.reader("Ben"), library.castor
    page = ben.text("week")
    assert "As it stood at" in page
    before = ben.data("week")["version"]
    assert f'data-version="{before}"' in page
    library.do("Tom", "people.raise_hand")
    assert ben.data("week")["version"] == before
    library.do("Tom", "record.edit", id=castor.made["asked"], set={"due": "2030-03-01"})
    assert ben.data("week")["version"] > before


def test_a_condition_of_senior_management_is_taken_from_the_week(open_library: Any) -> None:
    library = open_library(signed())
    sven, olga, castor = library.reader("Sven"), library.reader("Olga"), library.castor
    assert sven.send("acceptance", do="accept", pin=PIN, conditions="First the drawing").status_code == 303
    page = olga.text("week")
    assert "What senior management accepted it on" in page
    answer = next(library.room.state.of("acceptance")).id
    form = {"acceptance": answer, "number": "0", "strategy": castor.made["strategy"], "due": "2030-01-07"}
    taken = olga.send("week", do="take", owner=castor.person("Eve").id, **form)
    assert taken.status_code == 303
    assert "What senior management accepted it on" not in olga.text("week")
    assert "First the drawing" in library.reader("Eve").text("week")
