"""At every moment the desk's one filled button is right: stage, situation, label."""

import pytest

from tests.cast import TEAM, Workshop
from tests.exports.castor import Castor
from workshop.rules import schedule
from workshop.rules.state import Record


def button(workshop: Workshop) -> tuple[str, str, str]:
    """The button as the desk sees it: situation, label, and the command it sends (or what it opens)."""
    body = workshop.sees("Fay")["next_step"].body
    return body["situation"], body["label"], body["command"] or body["open"]


def to_last_piece(workshop: Workshop) -> Workshop:
    """Through the run sheet of the live stage to its last piece."""
    while button(workshop)[0] == "next_piece":
        workshop.ok("Fay", "stage.go", slot=workshop.sees("Fay")["next_step"]["data"]["slot"])
        slot = workshop.room.state.records[workshop.room.state.workshop["slot"]]
        if slot["mode"] == "write_reveal" and not slot["revealed"] and button(workshop)[0] == "writing":
            workshop.ok("Fay", "capture.reveal", slot=slot.id)
    return workshop


class TestWhileTheManagerIsOut:
    def test_the_desk_reads_what_waits_and_until_when_and_the_team_goes_on(self) -> None:
        workshop = Workshop().open().go_to("research")
        assert "hold" not in workshop.sees("Fay")
        workshop.ok("Mara", "people.step_out", minutes=5)
        said = workshop.sees("Fay")["hold"].body
        clock = schedule.clock_of(workshop.room.state, workshop.person("Mara")["back_at"])
        assert said["by"] == "out"
        assert said["say"].startswith(f"Mara is out until {clock}. Going on to the next stage")
        assert "hold" not in workshop.sees("Tom")
        workshop.ok("Fay", "stage.go", slot="slot:three_cs")
        assert workshop.refused("Fay", "stage.advance", to="stakeholders") == "first_line_manager_absent"
        workshop.ok("Mara", "people.arrive", how="room")
        assert "hold" not in workshop.sees("Fay")

    def test_nothing_waits_while_another_manager_is_here_or_nothing_is_planned(self) -> None:
        workshop = Workshop()
        workshop.ok("Fay", "people.add", people=[{"name": "Nora", "role": "first_line_manager"}])
        workshop.open().go_to("research")
        workshop.ok("Nora", "people.arrive", how="room")
        workshop.ok("Mara", "people.step_out", minutes=5)
        assert "hold" not in workshop.sees("Fay")
        early = Workshop().open()
        early.ok("Mara", "people.step_out", minutes=5)
        assert "hold" not in early.sees("Fay")


class TestTheButton:
    def test_opens_doors_before_anything(self) -> None:
        assert button(Workshop()) == ("before", "Open doors", "stage.open_doors")

    def test_starts_the_next_piece_of_the_run_sheet(self) -> None:
        situation, label, command = button(Workshop().open())
        assert (situation, command) == ("next_piece", "stage.go")
        assert label.startswith("Start “")

    @pytest.mark.parametrize(
        ("block", "label"),
        [
            ("three_cs", "Take the break: Lunch"),
            ("decide", "Take the break"),
            ("asks", "Take the break while the manager reads"),
        ],
    )
    def test_takes_a_break_by_its_name(self, block: str, label: str) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == block)
        workshop.go_to(slot["stage"]).ok("Fay", "stage.go", slot=slot.id)
        assert button(workshop) == ("next_piece", label, "stage.go")

    def test_reveals_what_was_written_with_its_count(self) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "questions")
        workshop.ok("Fay", "stage.go", slot=slot.id)
        workshop.ok("Tom", "questions.add_question", text="What keeps you awake?")
        assert button(workshop) == ("writing", "Reveal 1 card", "capture.reveal")
        workshop.ok("Tess", "questions.add_question", text="Who decides?")
        assert button(workshop)[1] == "Reveal 2 cards"

    def test_says_of_a_reveal_how_many_have_not_written_and_are_not_done(self) -> None:
        workshop = Workshop().open("Ben", "Dev")
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        workshop.ok("Tom", "questions.add_question", text="What keeps you awake?")
        said = workshop.sees("Fay")["next_step"].body
        assert (said["label"], said["note"]) == ("Reveal 1 card", "6 of 7 have not written yet.")
        for name in ("Tess", "Ana", "Eve", "Gus", "Ida"):
            workshop.ok(name, "people.ready", slot="slot:questions")
        assert workshop.sees("Fay")["next_step"]["note"] == "1 of 7 has not written yet."
        workshop.ok("Olga", "questions.add_question", text="Who decides?")
        assert workshop.sees("Fay")["next_step"]["note"] == ""

    def test_says_how_much_is_missing_and_opens_the_list(self) -> None:
        workshop = to_last_piece(Workshop().open("Mara"))
        assert button(workshop) == ("lacking", "Before we move on: 1 thing", "checklist")
        workshop.ok("Mara", "people.arrive", how="room")
        assert button(workshop) == ("ready", "Go live: Customer briefing", "stage.advance")

    def test_closes_an_open_vote_with_its_turnout(self) -> None:
        workshop = Workshop().open().go_to("research")
        cards = [workshop.ok("Tom", "research.add_card", c="company", text=t)[0] for t in ("One", "Two")]
        workshop.go_to("focus")
        ballot = workshop.ok("Fay", "vote.open", items=cards, dots_each=2)[0]
        assert button(workshop)[1] == "Close vote, 0 of 9"
        workshop.ok("Tess", "vote.set_dots", ballot=ballot, item=cards[0], dots=2)
        assert button(workshop) == ("voting", "Close vote, 1 of 9", "vote.close")

    def test_asks_before_closing_a_vote_on_people_who_are_here_and_still_place_dots(self) -> None:
        workshop = Workshop().open().go_to("research")
        cards = [workshop.ok("Tom", "research.add_card", c="company", text=t)[0] for t in ("One", "Two")]
        workshop.go_to("focus")
        voters = [workshop.person(name).id for name in ("Tom", "Tess", "Ana")]
        ballot = workshop.ok("Fay", "vote.open", items=cards, dots_each=2, voters=voters)[0]
        workshop.ok("Tess", "vote.set_dots", ballot=ballot, item=cards[0], dots=2)
        step = workshop.sees("Cora")["next_step"]
        assert (step["label"], step["sure"]) == (
            "Close vote, 1 of 3",
            "Close it without the 2 who still place dots",
        )
        workshop.ok("Tom", "vote.done", ballot=ballot)
        assert workshop.sees("Fay")["next_step"]["sure"] == "Close it without the one who still places dots"
        workshop.ok("Ana", "people.leave")
        assert workshop.sees("Fay")["next_step"]["sure"] == ""

    def test_sends_people_to_prepared_rooms_and_ends_the_breakouts_with_the_count_of_reports(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "breakouts.draw", rooms=3, minutes=15)
        assert button(workshop) == ("rooms_ready", "Send everybody to 3 rooms", "breakouts.start")
        workshop.ok("Fay", "breakouts.start")
        assert button(workshop) == ("breakouts", "End the breakouts: no reports", "breakouts.end")
        rooms = list(workshop.room.state.of("breakout"))
        for done, room in enumerate(rooms, 1):
            member = workshop.room.state.records[room["members"][0]]["name"]
            note = workshop.ok(member, "capture.add_note", text="They count in stores", breakout=room.id)[0]
            workshop.ok(member, "breakouts.mark", note=note)
            count = "3 reports" if done == 3 else f"{done} of 3 reports"
            assert button(workshop) == ("breakouts", f"End the breakouts: {count}", "breakouts.end")
        workshop.ok("Fay", "breakouts.end")
        assert button(workshop)[0] == "next_piece"

    def test_does_not_count_what_rooms_wrote_among_the_cards_to_reveal(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Fay", "breakouts.draw", rooms=1)
        workshop.ok("Fay", "breakouts.start")
        room = next(workshop.room.state.of("breakout"))
        workshop.ok("Tom", "capture.add_note", text="Only ours", breakout=room.id)
        workshop.ok("Fay", "breakouts.end")
        assert "Reveal" not in button(workshop)[1]

    def test_opens_the_sign_off_again_once_senior_management_has_returned_the_plan(self) -> None:
        castor = Castor().at_signoff()
        castor.sign()
        castor.go_to("acceptance")
        castor.do("Sven", "signoff.accept", signed=True, verdict="returned", comments=["Too thin"])
        again = ("returned", "Open the sign-off again", "stage.reopen")
        assert button(castor) == again
        assert castor.sees("Fay")["next_step"]["note"].startswith("Sven returned version")
        castor.ok("Fay", "stage.adjourn")
        assert button(castor) == again
        castor.ok("Fay", "stage.reopen", to="signoff")
        assert castor.sees("Fay")["next_step"]["note"].startswith("Sven returned version")
        # Opened again from home: whoever meets next begins there too.
        castor.ok("Fay", "stage.open_doors")
        assert castor.room.state.workshop["slot"] == "slot:decision"

    def test_begins_at_the_decision_when_senior_management_returned_the_plan_in_a_sitting(self) -> None:
        castor = Castor().at_signoff()
        castor.sign()
        castor.go_to("acceptance")
        castor.do("Sven", "signoff.accept", signed=True, verdict="returned", comments=["Too thin"])
        castor.ok("Fay", "stage.reopen", to="signoff")
        live = castor.room.state.live
        assert live is not None
        assert "decision" in live["board"]
        castor.sign()
        assert button(castor)[2] == "stage.go"

    def test_releases_a_hold(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.hold", text="The coffee machine is on fire")
        assert button(workshop) == ("held", "Release the hold", "stage.release")

    def test_opens_doors_again_after_an_adjournment(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.adjourn")
        assert button(workshop) == ("adjourned", "Open doors: Opening", "stage.open_doors")

    def test_opens_doors_for_the_piece_with_which_the_next_day_goes_on(self) -> None:
        workshop = Workshop().open().go_to("whitespace")
        for piece in ("grid", "close_of_day"):
            workshop.ok("Fay", "stage.go", slot=f"slot:{piece}")
        opened = workshop.room.state.records["sitting:1"]["opened"]
        assert all("next_time" not in workshop.sees(who) for who in ("Fay", "Tom", "Screen"))
        workshop.ok("Fay", "stage.adjourn")
        assert button(workshop)[1] == "Open doors: What we learned overnight"
        for who in ("Fay", "Tom", "Screen"):
            met = {"title": "What we learned overnight", "at": "08:30", "met": opened}
            assert workshop.sees(who)["next_time"].body == met
        assert all("next_time" not in workshop.sees(who) for who in ("Sven", "Carl"))

    @pytest.mark.parametrize("stage", ["research", "stakeholders", "whitespace", "objectives"])
    def test_never_offers_to_go_live_while_something_required_is_missing(self, stage: str) -> None:
        workshop = to_last_piece(Workshop().open().go_to(stage))
        assert button(workshop)[0] in ("lacking", "writing", "next_piece", "end_of_day")

    def test_closes_the_day_where_the_run_sheet_ends_it_and_goes_on_the_next_morning(self) -> None:
        workshop = Workshop().open().go_to("whitespace")
        workshop.ok("Fay", "stage.go", slot="slot:close_of_day")
        assert button(workshop) == ("end_of_day", "Close day 1: adjourn", "adjourn")
        workshop.ok("Fay", "stage.adjourn")
        workshop.ok("Fay", "stage.open_doors")
        assert button(workshop)[:2] == ("next_piece", "Start “What we learned overnight”")

    def test_waits_for_the_manager_when_only_her_signature_is_missing(self) -> None:
        workshop = to_last_piece(Workshop().open().go_to("signoff"))
        assert button(workshop) == ("waiting", "Waiting for the first-line manager", "signoff")

    def test_closes_the_day_after_the_signature_and_says_which_dates_are_not_set(self) -> None:
        castor = Castor().at_signoff()
        castor.sign()
        to_last_piece(castor)
        assert button(castor) == ("end_of_day", "Close the day: adjourn", "adjourn")
        assert castor.sees("Fay")["next_step"]["note"] == "4 of the four dates have no day yet."
        for what in ("weekly", "senior_review", "customer_presentation"):
            castor.ok("Fay", "signoff.set_date", what=what, date="2025-10-20")
        assert castor.sees("Fay")["next_step"]["note"] == "1 of the four dates has no day yet."
        castor.ok("Fay", "stage.adjourn")
        assert button(castor) == ("ready", "Hand it on: Senior review", "stage.advance")

    def test_is_shown_to_nobody_but_the_desk(self) -> None:
        workshop = Workshop().open()
        assert all(
            "next_step" not in workshop.sees(name) for name in ("Tom", "Mara", "Carl", "Sven", "Screen")
        )


def test_no_question_is_put_by_the_one_button_while_the_customer_presents() -> None:
    workshop = Workshop().open()
    workshop.ok("Fay", "stage.go", slot="slot:questions")
    (question,) = workshop.ok("Tom", "questions.add_question", text="What keeps you awake?")
    workshop.ok("Fay", "capture.reveal", slot="slot:questions")
    workshop.ok("Fay", "questions.choose", question=question)
    workshop.go_to("briefing")
    assert button(workshop)[0] == "next_piece"
    workshop.ok("Fay", "stage.go", slot="slot:ask")
    assert button(workshop) == ("asking", "Put: “What keeps you awake?”", "questions.put")


def test_whoever_of_a_small_team_is_missing_is_named() -> None:
    workshop = Workshop()
    for name in TEAM[3:]:
        workshop.ok("Fay", "people.withdraw", person=workshop.person(name).id)
    workshop.open("Tom", "Tess", *TEAM[3:])
    assert missing(workshop) == ["Tom and Tess are not here"]
    workshop.ok("Tom", "people.arrive", how="room")
    assert missing(workshop) == ["Tess is not here"]
    workshop.ok("Tess", "people.arrive", how="room")
    assert missing(workshop) == []


def missing(workshop: Workshop) -> list[str]:
    """What the desk reads as missing, in words."""
    standings = workshop.sees("Fay")["checklist"].body["criteria"]
    return [unmet["say"] for one in standings if one["required"] for unmet in one["missing"]]


def pressed(workshop: Workshop, step: Record) -> bool:
    """Two desks press the one button in the same second: the first is taken, and the second changes nothing."""
    command, data = step["command"], dict(step["data"])
    if not command:
        return False
    workshop.ok("Fay", command, **data)
    stands = (dict(workshop.room.state.records), workshop.room.state.workshop["slot"])
    answer = workshop.do("Cora", command, **data)
    assert "refused" in answer or (dict(workshop.room.state.records), stands[1]) == stands, step
    return True


def test_what_two_desks_press_in_the_same_second_is_done_once() -> None:
    workshop, done, stuck = Workshop(), set[str](), 0
    while workshop.room.state.stage != "signoff" and stuck < 3:
        live = workshop.room.state.live
        if live and live["kind"] == "questions" and "round" not in done:
            workshop.ok("Tom", "questions.add_question", text="What keeps you awake?")
            workshop.ok("Fay", "round.call", how="random")
        if live and live["kind"] == "capture" and "asking_all" not in done:
            workshop.ok("Fay", "pulse.ask")
        step = workshop.sees("Fay")["next_step"]
        if pressed(workshop, step):
            done.add(step["situation"])
            stuck = 0
            if step["situation"] in ("before", "adjourned"):
                for name in ("Tom", "Tess", "Mara", "Cora"):
                    workshop.ok(name, "people.arrive", how="room")
        elif step["open"] == "adjourn":
            workshop.ok("Fay", "stage.adjourn")
        else:
            workshop.go_to(after(workshop))
            stuck += 1
    assert done >= {"before", "next_piece", "writing", "round", "asking_all", "adjourned", "ready"}, done


def after(workshop: Workshop) -> str:
    """The stage that comes next."""
    order = [s["id"] for s in workshop.room.state.records["playbook"]["data"]["stages"]]
    return str(order[order.index(workshop.room.state.stage) + 1])
