"""The lead disappears: in every stage somebody else carries on, and the lead takes it back."""

from typing import Any

import pytest

from tests.cast import Browser, Workshop
from tests.exercises.test_signoff import page, ready
from workshop.rules import people

MINUTE = 60_000
STAGES = [
    "open", "briefing", "research", "stakeholders", "whitespace", "focus", "objectives",
    "actions", "signoff", "acceptance", "review1", "review2",
]  # fmt: skip


def at(stage: str) -> Workshop:
    """A workshop in this stage, the later ones with what must have been signed before."""
    if stage in STAGES[:7]:
        return Workshop().open().go_to(stage)
    if stage in STAGES[7:9]:
        return ready(stage)
    workshop = ready("signoff")
    workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))
    workshop.go_to("acceptance")
    if stage != "acceptance":
        workshop.ok("Sven", "people.arrive", how="room")
        workshop.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
    return workshop.go_to(stage)


def lose(workshop: Workshop, name: str) -> None:
    """Every device of somebody is gone for longer than the grace, wherever they said that they are."""
    person = workshop.person(name)
    workshop.room.observe(lambda state, now: people.lost(state, person, now))
    workshop.room.commit()


def button(workshop: Workshop, name: str) -> dict[str, Any]:
    return dict(workshop.sees(name)["next_step"].body)


@pytest.mark.parametrize("stage", STAGES)
def test_in_every_stage_a_co_facilitator_carries_on_and_the_lead_takes_it_back(stage: str) -> None:
    workshop = at(stage)
    cora = Browser(workshop.audience, workshop.viewer("Cora"))
    before = button(workshop, "Fay")
    lose(workshop, "Fay")
    workshop.ok("Tom", "talk.add_parked", text="Writing goes on without a lead")
    workshop.ok("Cora", "clock.pause")
    workshop.ok("Cora", "clock.resume")
    workshop.ok("Cora", "people.take_over")
    assert workshop.room.state.workshop["lead"] == workshop.person("Cora").id
    assert cora.view()["next_step"]["body"]["situation"] == before["situation"]

    carry_on(workshop, stage)

    workshop.ok("Fay", "people.arrive", how="remote")
    workshop.ok("Fay", "people.take_over")
    assert workshop.room.state.workshop["lead"] == workshop.person("Fay").id
    assert workshop.refused("Cora", "stage.reopen", to="open") == "not_facilitator"
    assert not cora.closed


def carry_on(workshop: Workshop, stage: str) -> None:
    """What only the lead may: the room moves on, and back."""
    after = STAGES[STAGES.index(stage) + 1] if stage != "review2" else "closed"
    answer = workshop.do("Cora", "stage.advance", to=after, reason="only a test")
    firm = {"signoff": "approved", "acceptance": "accepted"}.get(stage)
    if firm:
        assert [u["criterion"] for u in answer["unmet"] if u["criterion"] == firm]
        return
    assert answer.get("ok"), answer
    workshop.ok("Cora", "stage.back")
    assert workshop.room.state.stage == stage


def test_in_a_vote_a_co_facilitator_closes_it_and_the_room_goes_on() -> None:
    workshop = at("focus")
    card = workshop.ok("Tom", "research.add_card", c="company", text="We are late")[0]
    ballot = workshop.ok("Fay", "vote.open", items=[card], dots_each=2)[0]
    lose(workshop, "Fay")
    workshop.ok("Tom", "vote.set_dots", ballot=ballot, item=card, dots=2)
    workshop.ok("Cora", "people.take_over")
    assert button(workshop, "Cora")["situation"] == "voting"
    workshop.ok("Cora", "vote.close", ballot=ballot)
    workshop.ok("Cora", "stage.advance", to="objectives", reason="only a test")
    assert workshop.room.state.records[ballot]["tally"][card] == 2


class TestALeadWhoseDevicesAreGone:
    """Declared presence holds until unsaid; for taking over it is the connection that counts."""

    @pytest.mark.parametrize("how", ["room", "remote", "stepped_out"])
    def test_is_gone_for_taking_over_wherever_they_said_they_are(self, how: str) -> None:
        workshop = Workshop().open()
        if how == "stepped_out":
            workshop.ok("Fay", "people.step_out", minutes=15)
        else:
            workshop.ok("Fay", "people.arrive", how=how)
        lose(workshop, "Fay")
        assert workshop.person("Fay")["presence"] == ("lost" if how == "remote" else how)
        workshop.ok("Cora", "people.take_over")

    def test_is_not_gone_before_a_minute_is_over(self) -> None:
        workshop = Workshop(grace_s=10).open()
        lose(workshop, "Fay")
        assert workshop.refused("Cora", "people.take_over") == "invalid"
        workshop.time += 50_000
        workshop.ok("Cora", "people.take_over")

    def test_is_here_again_with_the_next_connection(self) -> None:
        workshop = Workshop().open()
        lose(workshop, "Fay")
        workshop.room.observe(lambda state, now: people.returned(workshop.person("Fay"), now))
        workshop.room.commit()
        assert workshop.person("Fay")["presence"] == "room"
        assert workshop.refused("Cora", "people.take_over") == "invalid"


class TestTakingOver:
    def test_is_asked_about_while_the_lead_is_here_or_has_only_just_gone(self) -> None:
        workshop = Workshop().open()
        assert workshop.refused("Cora", "people.take_over") == "invalid"
        workshop.ok("Fay", "people.step_out", minutes=5)
        assert workshop.refused("Cora", "people.take_over") == "invalid"
        workshop.ok("Cora", "people.take_over", sure=True)
        assert workshop.room.state.workshop["lead_before"] == workshop.person("Fay").id

    def test_needs_no_question_once_somebody_is_overdue_or_gone(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "people.step_out", minutes=5)
        workshop.time += 6 * MINUTE
        workshop.ok("Cora", "people.take_over")

    def test_is_never_a_participants(self) -> None:
        workshop = Workshop().open()
        lose(workshop, "Fay")
        for name in ("Tom", "Olga", "Mara"):
            assert workshop.refused(name, "people.take_over", sure=True) == "not_facilitator"

    def test_from_the_plan_owner_of_a_signed_plan_leaves_them_a_plan_owner(self) -> None:
        workshop = at("acceptance")
        workshop.ok("Fay", "people.hand_over", person=workshop.person("Olga").id)
        workshop.ok("Cora", "people.take_over", sure=True)
        assert workshop.person("Olga")["role"] == "plan_owner"
        assert workshop.person("Cora")["role"] == "facilitator"

    def test_somebody_without_a_device_counts_as_here_by_the_desks_word(self) -> None:
        workshop = Workshop().open("Ben")
        workshop.ok("Fay", "people.attest", person=workshop.person("Ben").id, presence="room")
        assert workshop.person("Ben")["presence"] == "room"
        workshop.ok("Fay", "talk.add_parked", behalf="Ben", text="Who pays for it?")


class TestARefusedMove:
    def test_says_that_nothing_moved_where_nothing_was_written(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Mara", "people.leave")
        moved = workshop.do("Fay", "stage.advance", to="stakeholders", reason="on we go")
        wrote = workshop.do("Tom", "research.add_card", c="company", text="We are late")
        assert moved["refused"] == wrote["refused"] == "first_line_manager_absent"
        assert moved["say"].endswith("Nothing has moved.")
        assert "kept" in wrote["say"]


class TestGoingBack:
    def test_restores_the_pieces_and_the_visitors_but_nobody_who_has_left_since(self) -> None:
        workshop = Workshop().open().go_to("briefing")
        workshop.ok("Fay", "stage.advance", to="research", reason="only a test")
        workshop.ok("Fay", "stage.back")
        assert workshop.person("Carl")["window"] == "open"
        assert workshop.person("Carl")["presence"] == "room"
        slots = {s.id: s for s in workshop.room.state.of("slot")}
        assert slots["slot:talk"]["ended"] == 0
        assert slots["slot:debrief"]["started"] == 0
        assert workshop.room.state.records["stage:research"]["entered"] == 0

    def test_later_an_earlier_stage_opens_again_with_everything_kept(self) -> None:
        workshop = Workshop().open().go_to("research")
        card = workshop.ok("Tom", "research.add_card", c="company", text="We are late")[0]
        cards = [card, workshop.ok("Tom", "research.add_card", c="company", text="Again")[0]]
        workshop.go_to("focus")
        ballot = workshop.ok("Fay", "vote.open", items=cards, dots_each=2)[0]
        workshop.ok("Tom", "vote.set_dots", ballot=ballot, item=card, dots=2)
        workshop.ok("Fay", "vote.close", ballot=ballot)
        workshop.go_to("objectives")
        workshop.time += 3 * MINUTE
        assert workshop.refused("Fay", "stage.back") == "invalid"
        workshop.ok("Fay", "stage.reopen", to="focus")
        state = workshop.room.state
        assert state.stage == "focus"
        assert state.records[ballot]["tally"][card] == 2
        assert state.records[card].active


class TestTheRoomScreen:
    def test_shows_no_question_of_the_teams_while_a_guest_may_be_in(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        workshop.ok("Tom", "questions.add_question", text="Who decides?")
        seen = workshop.sees("Screen")
        assert (seen["slot:questions"]["prompt"], seen["slot:questions"]["task"]) == ("", "")
        assert "written:slot:questions" not in seen
        workshop.ok("Fay", "people.close_window", person=workshop.person("Carl").id)
        seen = workshop.sees("Screen")
        assert seen["slot:questions"]["prompt"] or seen["slot:questions"]["task"]
        assert seen["written:slot:questions"]["total"] == 1
