"""One press takes back what was just done: as a new event, and never what somebody else has touched since."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Browser, Workshop
from workshop.engine.rulebook import KINDS
from workshop.exports.minutes import minutes
from workshop.rules.state import fold
from workshop.rules.undoable import last_of_desk

MINUTE = 60_000


def give(workshop: Workshop, who: str, command: str, **data: Any) -> dict[str, Any]:
    """A command that must be taken; its whole answer."""
    answer = workshop.do(who, command, **data)
    assert answer.get("ok"), answer
    return answer


def undo(workshop: Workshop, who: str, answer: dict[str, Any]) -> dict[str, Any]:
    return workshop.do(who, "record.undo", event=answer["undo"]["event"])


def board(workshop: Workshop) -> dict[str, tuple[str, dict[str, Any]]]:
    """What everybody works on: each record's status and body. Where a record stands, not how it came there."""
    skipped = ("plan", "person")
    records = workshop.room.state.records.values()
    return {r.id: (r.status, r.body) for r in records if r.kind not in skipped and r.status != "withdrawn"}


def in_research() -> Workshop:
    return Workshop().open().go_to("research")


class TestOwnWriting:
    def test_what_was_just_added_is_off_the_board_again(self) -> None:
        workshop = in_research()
        added = give(workshop, "Tom", "research.add_card", c="company", text="We are late")
        assert added["undo"]["say"] == "added a card"
        assert undo(workshop, "Tom", added)["ok"]
        assert added["made"][0] not in workshop.sees("Tess")

    def test_a_correction_goes_back_to_the_words_before(self) -> None:
        workshop = in_research()
        card = give(workshop, "Tom", "research.add_card", c="company", text="We are late")["made"][0]
        changed = give(workshop, "Tom", "record.edit", id=card, set={"text": "We are on time"})
        assert undo(workshop, "Tom", changed)["ok"]
        assert workshop.sees("Tess")[card]["text"] == "We are late"

    def test_what_was_taken_off_is_back_with_everything_in_it(self) -> None:
        workshop = in_research()
        goal = give(workshop, "Tom", "insight_map.add_goal", text="Fewer returns")["made"][0]
        before = workshop.sees("Tess")[goal]
        gone = give(workshop, "Tom", "record.withdraw", id=goal)
        assert goal not in workshop.sees("Tess")
        assert undo(workshop, "Tom", gone)["ok"]
        assert workshop.sees("Tess")[goal].body == before.body

    def test_it_is_refused_in_words_once_somebody_else_has_changed_the_same_words(self) -> None:
        workshop = in_research()
        card = give(workshop, "Tom", "research.add_card", c="company", text="We are late")["made"][0]
        changed = give(workshop, "Tom", "record.edit", id=card, set={"text": "We are on time"})
        give(workshop, "Tess", "record.edit", id=card, set={"text": "We are early"})
        answer = undo(workshop, "Tom", changed)
        assert answer["refused"] == "invalid"
        assert answer["say"].startswith("Tess has changed it since")
        assert workshop.sees("Tom")[card]["text"] == "We are early"

    def test_another_field_of_the_same_record_may_have_changed_and_stays_changed(self) -> None:
        workshop = in_research()
        card = give(workshop, "Tom", "research.add_card", c="company", text="We are late")["made"][0]
        changed = give(workshop, "Tom", "record.edit", id=card, set={"text": "We are on time"})
        give(workshop, "Tess", "record.edit", id=card, set={"basis": "team knowledge"})
        assert undo(workshop, "Tom", changed)["ok"]
        assert (workshop.sees("Tom")[card]["text"], workshop.sees("Tom")[card]["basis"]) == (
            "We are late",
            "team knowledge",
        )

    def test_it_is_nobody_elses_to_undo_and_not_twice_and_not_after_two_minutes(self) -> None:
        workshop = in_research()
        added = give(workshop, "Tom", "research.add_card", c="company", text="We are late")
        later = give(workshop, "Tom", "research.add_card", c="company", text="Still")
        assert undo(workshop, "Tess", added)["refused"] == "not_yours"
        assert undo(workshop, "Tom", added)["ok"]
        assert "undone already" in undo(workshop, "Tom", added)["say"]
        workshop.time += 2 * MINUTE
        assert "too long ago" in undo(workshop, "Tom", later)["say"]

    def test_a_page_that_is_opened_again_is_offered_what_was_done_in_the_last_two_minutes(self) -> None:
        workshop = in_research()
        first = give(workshop, "Tom", "research.add_card", c="company", text="We are late")
        second = give(workshop, "Tom", "record.edit", id=first["made"][0], set={"text": "We are early"})
        offered = Browser(workshop.audience, workshop.viewer("Tom")).undo
        assert [(one["event"], one["say"]) for one in offered] == [
            (answer["undo"]["event"], answer["undo"]["say"]) for answer in (first, second)
        ]
        assert undo(workshop, "Tom", second)["ok"]
        assert [one["say"] for one in Browser(workshop.audience, workshop.viewer("Tom")).undo] == [
            "added a card"
        ]
        workshop.time = offered[0]["at"] + 2 * MINUTE + 1
        for name in ("Tom", "Tess"):
            assert Browser(workshop.audience, workshop.viewer(name)).undo == []

    def test_nobody_is_offered_what_somebody_else_did_and_a_guest_nothing(self) -> None:
        workshop = Workshop().open().go_to("briefing")
        workshop.ok("Carl", "questions.add_brief", text="Our stores lose two hours")
        workshop.ok("Tom", "talk.add_minute", text="Noted")
        workshop.ok("Fay", "talk.add_minute", text="Said aloud", behalf="Ana")
        offered = {
            name: [one["say"] for one in Browser(workshop.audience, workshop.viewer(name)).undo]
            for name in ("Tom", "Tess", "Ana", "Carl", "Screen")
        }
        line = "added a line of the minutes"
        assert offered == {"Tom": [line], "Tess": [], "Ana": [], "Carl": [], "Screen": []}
        assert line in [one["say"] for one in Browser(workshop.audience, workshop.viewer("Fay")).undo]

    def test_nothing_leaves_the_log(self) -> None:
        workshop = in_research()
        added = give(workshop, "Tom", "research.add_card", c="company", text="We are late")
        before = workshop.room.log.head
        undo(workshop, "Tom", added)
        events = [event for _, event in workshop.room.log.read()]
        assert workshop.room.log.head == before + 1
        assert events[-1].type == "record.undone"
        assert events[-1].undoes == added["undo"]["event"]

    def test_the_first_note_undone_leaves_the_second_ones_promise_of_naming_alone(self) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "questions").id
        workshop.ok("Fay", "stage.go", slot=slot)
        first = give(workshop, "Tom", "questions.add_question", text="Who decides?")
        give(workshop, "Tess", "questions.add_question", text="By when?")
        assert undo(workshop, "Tom", first)["ok"]
        assert workshop.room.state.records[slot]["first_note"]

    def test_what_a_guest_may_not_know_is_not_in_their_answers(self) -> None:
        workshop = Workshop().open().go_to("briefing")
        assert "undo" not in give(workshop, "Carl", "questions.add_brief", text="Our stores lose two hours")

    def test_an_accepted_promise_is_changed_where_it_stands(self) -> None:
        from tests.exercises.test_signoff import page, ready

        workshop = ready()
        action = workshop.names["action"]  # type: ignore[attr-defined]
        changed = give(workshop, "Tom", "record.edit", id=action, set={"with_whom": "Ana"})
        give(workshop, "Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))
        assert "signed since" in undo(workshop, "Tom", changed)["say"]
        answered = workshop.do("Tom", "actions.report", action=action, status="on_track")
        assert "undo" not in answered


class TestTheDesk:
    def offer(self, workshop: Workshop, name: str = "Fay") -> dict[str, Any]:
        return dict(workshop.sees(name)["undo"].body)

    def press(self, workshop: Workshop, name: str = "Fay") -> dict[str, Any]:
        offer = self.offer(workshop, name)
        return workshop.do(name, offer["command"], **offer["data"])

    def cards(self, workshop: Workshop) -> list[str]:
        texts = ("Late trucks", "Trucks late", "Lorries late")
        return [workshop.ok("Tom", "research.add_card", c="company", text=t)[0] for t in texts]

    def test_a_merge_is_named_and_split_again_with_one_press(self) -> None:
        workshop = in_research()
        into, *others = self.cards(workshop)
        before = board(workshop)
        workshop.ok("Fay", "record.merge", into=into, others=others)
        assert self.offer(workshop)["say"] == "merged 3 cards"
        assert self.press(workshop)["ok"]
        assert board(workshop) == before

    def test_a_closed_vote_is_open_again_and_those_who_were_not_finished_go_on(self) -> None:
        workshop = in_research()
        cards = self.cards(workshop)
        workshop.go_to("focus")
        ballot = workshop.ok("Fay", "vote.open", items=cards, dots_each=2)[0]
        workshop.ok("Fay", "vote.close", ballot=ballot)
        assert self.offer(workshop)["say"] == "closed the vote"
        assert self.press(workshop)["ok"]
        workshop.ok("Tess", "vote.set_dots", ballot=ballot, item=cards[0], dots=1)
        assert self.offer(workshop)["say"] != "closed the vote"

    def test_where_nothing_was_changed_there_is_nothing_to_undo(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "shares.take_back", board="research")
        assert "undo" not in workshop.sees("Fay")

    def test_a_re_planned_run_sheet_is_as_it_was(self) -> None:
        workshop = Workshop().open()
        before = board(workshop)
        workshop.ok("Fay", "clock.plan", minutes={"slot:questions": 5}, dropped={"slot:promises": True})
        assert self.offer(workshop)["say"] == "changed the run sheet"
        assert self.press(workshop)["ok"]
        assert board(workshop) == before

    def test_a_piece_started_by_mistake_gives_the_room_back_with_its_clock(self) -> None:
        workshop = Workshop().open()
        before = board(workshop)
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        assert self.offer(workshop)["say"] == "started “Questions for the customer”"
        assert self.press(workshop)["ok"]
        assert board(workshop) == before

    def test_a_piece_started_while_somebody_spoke_in_a_round_is_taken_back_with_the_round(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "round.call")
        workshop.ok("Fay", "round.next")
        before = board(workshop)
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        assert self.press(workshop)["ok"]
        assert board(workshop) == before

    def test_whoever_has_begun_to_speak_since_is_not_cut_short_by_it(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        offered = self.offer(workshop)
        workshop.ok("Fay", "speaking.start", person=workshop.person("Ana").id)
        workshop.ok("Fay", offered["command"], **offered["data"])
        assert workshop.room.state.workshop["slot"] == "slot:roll_call"
        going = [s["person"] for s in workshop.room.state.of("speech") if not s["ended"]]
        assert going == [workshop.person("Ana").id]

    def test_no_refusal_names_the_author_of_a_card_without_a_name(self) -> None:
        workshop = in_research()
        slot = "slot:debrief"
        workshop.ok("Fay", "capture.choose_mode", slot=slot, mode="write_reveal", naming="function")
        (note,) = workshop.ok("Tom", "capture.add_note", text="Nobody calls back", slot=slot)
        workshop.ok("Fay", "capture.reveal", slot=slot)
        (heading,) = workshop.ok("Fay", "capture.add_cluster", title="Calls", slot=slot)
        rev = workshop.room.state.records[note].rev
        moved = give(workshop, "Fay", "capture.move", note=note, cluster=heading)
        workshop.ok("Tom", "record.edit", id=note, set={"text": "They never call", "cluster": ""})
        assert "Tom" not in str(undo(workshop, "Fay", moved))
        assert "Tom" not in str(workshop.do("Fay", "record.edit", rev=rev, id=note, set={"text": "Mine"}))
        workshop.ok("Ana", "capture.move", note=note, cluster=heading)
        again = give(workshop, "Fay", "capture.move", note=note, cluster="")
        workshop.ok("Tom", "record.withdraw", id=note)
        assert "Tom" not in str(undo(workshop, "Fay", again))

    def test_what_is_written_in_the_rooms_keeps_everybody_there(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "breakouts.draw", rooms=3)
        workshop.ok("Fay", "breakouts.start")
        room = next(workshop.room.state.of("breakout"))
        member = workshop.room.state.records[room["members"][0]]["name"]
        workshop.ok(member, "capture.add_note", text="Between us", breakout=room.id)
        answer = self.press(workshop)
        assert "written in the rooms" in answer["say"]
        assert workshop.room.state.records[room.id]["started"]

    def test_the_co_facilitator_takes_it_back_too_and_nobody_of_the_team_is_offered_it(self) -> None:
        workshop = in_research()
        into, *others = self.cards(workshop)
        workshop.ok("Fay", "record.merge", into=into, others=others)
        assert self.press(workshop, "Cora")["ok"]
        assert all("undo" not in workshop.sees(name) for name in ("Tom", "Mara", "Carl", "Screen"))

    def test_after_one_is_taken_back_the_one_before_it_is_offered(self) -> None:
        workshop = in_research()
        into, other, third = self.cards(workshop)
        workshop.ok("Fay", "record.merge", into=into, others=[other])
        workshop.ok("Fay", "record.merge", into=into, others=[third])
        assert self.press(workshop)["ok"]
        assert self.press(workshop)["ok"]
        records = workshop.room.state.records
        assert all(records[card].active for card in (into, other, third))
        assert records[into]["holds"] == []

    def test_a_reveal_cannot_be_unseen_and_says_so(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        workshop.ok("Tom", "questions.add_question", text="Who decides?")
        workshop.ok("Fay", "capture.reveal", slot="slot:questions")
        offer = self.offer(workshop)
        assert (offer["firm"], offer["command"]) == (True, "")
        assert "cannot be undone" in offer["say"]

    def test_moving_the_room_is_offered_as_the_way_back(self) -> None:
        workshop = Workshop().open()
        before = board(workshop)
        workshop.go_to("briefing")
        assert self.offer(workshop)["command"] == "stage.back"
        assert self.press(workshop)["ok"]
        after = board(workshop)
        assert after == before
        assert workshop.sees("Fay").get("undo") is None

    def test_the_way_back_is_not_itself_offered_to_be_undone(self) -> None:
        workshop = Workshop().open().go_to("briefing")
        answer = give(workshop, "Fay", "stage.back")
        assert "undo" not in answer
        restored = workshop.room.state.seq
        assert workshop.refused("Fay", "record.undo", event=restored) == "invalid"
        assert workshop.room.state.stage == "open"

    def test_a_piece_that_has_run_for_a_while_is_left_by_going_on_not_by_undoing(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        offer = self.offer(workshop)
        assert offer["until"] - workshop.time <= 2 * MINUTE
        workshop.time += 3 * MINUTE
        assert "too long ago" in self.press(workshop)["say"]

    def test_what_was_taken_back_is_not_told_in_the_minutes(self) -> None:
        workshop = in_research()
        cards = self.cards(workshop)
        workshop.go_to("focus")
        ballot = workshop.ok("Fay", "vote.open", items=cards, dots_each=2)[0]
        for _ in range(2):
            workshop.ok("Fay", "vote.close", ballot=ballot)
            self.press(workshop)
        workshop.ok("Tess", "vote.set_dots", ballot=ballot, item=cards[0], dots=2)
        workshop.ok("Fay", "vote.close", ballot=ballot)
        seen = workshop.room.seen_by(workshop.viewer("Tom"))
        told = str(minutes(seen, (event for _, event in workshop.room.log.read()), workshop.time))
        assert told.count("the vote was closed") == 1
        assert "opened again after its result had been seen" in told

    @pytest.mark.parametrize("opened_anew", [False, True])
    def test_it_is_the_same_after_a_restart(self, opened_anew: bool) -> None:
        workshop = in_research()
        into, *others = self.cards(workshop)
        workshop.ok("Fay", "record.merge", into=into, others=others)
        if opened_anew:
            workshop.room._read_log()
        assert self.offer(workshop)["say"] == "merged 3 cards"
        assert self.press(workshop)["ok"]


WORDS = st.sampled_from(["Late trucks", "No stock", "Old tills"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "withdraw"]),
        st.sampled_from(["Tom", "Tess"]),
        WORDS,
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_undoing_everything_backwards_leads_back_to_where_it_began(
    steps: list[tuple[str, str, str, int]],
) -> None:
    workshop = in_research()
    cards = [workshop.ok("Ana", "research.add_card", c="company", text="First")[0]]
    before, done = board(workshop), []
    for what, who, words, which in steps:
        alive = [c for c in cards if workshop.room.state.records[c].active]
        workshop.time -= 900
        if what == "add" or not alive:
            answer = give(workshop, who, "research.add_card", c="company", text=words)
            cards += answer["made"]
        elif what == "edit":
            answer = give(workshop, who, "record.edit", id=alive[which % len(alive)], set={"text": words})
        else:
            answer = give(workshop, who, "record.withdraw", id=alive[which % len(alive)])
        done.append((who, answer))
    for who, answer in reversed(done):
        assert undo(workshop, who, answer).get("ok")
    assert board(workshop) == before


def test_what_the_desk_did_is_the_same_after_a_restart_though_whoever_did_it_has_another_role_by_now() -> (
    None
):
    workshop = Workshop().open()
    slot = next(s for s in workshop.room.state.of("slot") if not s["protected"] and s["minutes"] > 5)
    workshop.ok("Cora", "clock.plan", minutes={slot.id: slot["minutes"] + 5})
    now = workshop.time
    said = last_of_desk(workshop.room.state, KINDS, now)
    assert said
    workshop.ok("Fay", "people.edit", person=workshop.person("Cora").id, set={"role": "participant"})
    again = fold(event for _, event in workshop.room.log.read())
    assert last_of_desk(again, KINDS, now) == last_of_desk(workshop.room.state, KINDS, now) == said
