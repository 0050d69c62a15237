"""After the two days: signing, handing on and leading the reviews, without everybody in one room."""

from typing import Any

import pytest

from tests.cast import Workshop
from tests.exercises.test_signoff import ids, ready
from workshop.engine.rulebook import KINDS
from workshop.rules import plan
from workshop.rules.timing import MINUTE


@pytest.fixture
def home() -> Workshop:
    """The day is closed in sign-off, before the manager has decided."""
    workshop = Workshop().open().go_to("signoff")
    workshop.ok("Fay", "stage.adjourn")
    return workshop


def decide(workshop: Workshop, verdict: str = "approved") -> None:
    content = plan.content(workshop.room.state, KINDS)
    read = {"version": workshop.room.state.records["plan"]["version"], "hash": plan.fingerprint(content)}
    workshop.ok("Mara", "signoff.decide", verdict=verdict, signed=True, **read)


def onward(workshop: Workshop, who: str, to: str, **more: Any) -> dict[str, Any]:
    return workshop.do(who, "stage.advance", to=to, reason="only a test", **more)


def asked(workshop: Workshop, what: str) -> str:
    """An action that Tess asks of Tom, and he has not answered."""
    more = {"what": what, "outcome": "A date", "owner": workshop.person("Tom").id, "due": "2026-01-30"}
    return workshop.ok("Tess", "actions.add_action", strategy=ids(workshop)["strategy"], **more)[0]


def step(workshop: Workshop, who: str = "Fay") -> tuple[str, str]:
    body = workshop.sees(who)["next_step"].body
    return body["label"], body["command"]


class TestADayThatEndsRightAfterTheSignature:
    """No four dates, something gone on without: the plan is not stuck until people meet again."""

    @pytest.fixture
    def stuck(self) -> Workshop:
        workshop = ready("signoff")
        asked(workshop, "Call")
        decide(workshop)
        workshop.ok("Fay", "stage.adjourn")
        return workshop

    def test_the_desk_is_led_to_what_is_missing_and_not_to_the_doors(self, stuck: Workshop) -> None:
        body = stuck.sees("Fay")["next_step"].body
        assert (body["label"], body["open"]) == ("Before you hand it on: 1 thing", "checklist")

    @pytest.mark.parametrize("who", ["Fay", "Mara", "Olga"])
    def test_who_leads_signs_or_owns_it_hands_it_on_without_with_a_reason(
        self, stuck: Workshop, who: str
    ) -> None:
        assert stuck.refused(who, "stage.advance", to="acceptance") == "exit_criteria"
        stuck.ok(who, "stage.advance", to="acceptance", reason="Tom answers on Monday")
        assert stuck.room.state.workshop["overrides"][-1]["reason"] == "Tom answers on Monday"

    @staticmethod
    def gone_on_without() -> Workshop:
        """Tom's answer was missing when the room left the actions; Mara read so and signed."""
        workshop = ready("actions")
        asked(workshop, "Call")
        workshop.go_to("signoff")
        decide(workshop)
        workshop.ok("Fay", "stage.adjourn")
        return workshop

    def test_what_she_signed_over_is_not_asked_again(self) -> None:
        workshop = self.gone_on_without()
        assert step(workshop) == ("Hand it on: Senior review", "stage.advance")
        assert "no_proposed_actions" not in str(workshop.sees("Mara")["checklist"].body["criteria"])
        workshop.ok("Olga", "stage.advance", to="acceptance")

    def test_what_is_missing_beyond_that_is_asked(self) -> None:
        workshop = self.gone_on_without()
        one = asked(workshop, "Write")
        assert workshop.refused("Olga", "stage.advance", to="acceptance") == "exit_criteria"
        assert one in str(workshop.sees("Olga")["checklist"].body["criteria"])

    def test_before_the_signature_the_room_meets_again(self) -> None:
        workshop = ready("signoff")
        workshop.ok("Fay", "stage.adjourn")
        assert step(workshop)[1] == "stage.open_doors"

    def test_the_dates_are_set_and_the_news_written_down_from_home(self, stuck: Workshop) -> None:
        stuck.ok("Olga", "signoff.set_date", what="weekly", when="Mondays at nine")
        stuck.ok("Tom", "signoff.set_date", what="senior_review", date="2025-10-20")
        stuck.ok("Tess", "review.add_signal", kind="new executive", text="The CFO left", affects=[])
        overnight = Workshop().open().go_to("whitespace")
        overnight.ok("Fay", "stage.adjourn")
        overnight.ok("Tess", "review.add_signal", kind="new executive", text="The CFO left", affects=[])


def test_the_desk_is_told_at_once_what_came_back_and_that_the_day_may_end() -> None:
    workshop = ready("signoff")
    asked(workshop, "Call")
    tom = workshop.person("Tom").id
    back = {"mark": "return", "text": "Prove it", "owner": tom, "due": "2026-01-20"}
    workshop.ok("Mara", "signoff.mark", target=ids(workshop)["objective"], **back)
    assert workshop.sees("Fay")["next_step"]["note"] == ""
    decide(workshop, "returned")
    version = next(workshop.room.state.of("decision"))["version"]
    told = workshop.sees("Fay")["next_step"].body
    name = workshop.person("Tom")["name"]
    assert told["note"] == f"Version {version} came back to {name}; the next signature may come from home."
    while (at := workshop.sees("Fay")["next_step"].body)["command"] == "stage.go":
        workshop.ok("Fay", "stage.go", **at["data"])
    assert at["label"] == "Close the day: adjourn"
    decide(workshop)
    assert workshop.sees("Fay")["next_step"]["note"] == ""


class TestFromHome:
    @pytest.mark.parametrize("who", ["Fay", "Mara", "Olga"])
    def test_what_is_signed_from_home_goes_on_to_senior_management_without_a_sitting(
        self, home: Workshop, who: str
    ) -> None:
        assert onward(home, who, "acceptance")["refused"] == "not_present"
        decide(home, "returned")
        assert onward(home, who, "acceptance")["refused"] == "exit_criteria"
        decide(home)
        assert onward(home, who, "acceptance")["ok"]
        assert home.person("Sven")["window"] == "open"
        assert "frozen" in home.sees("Sven")
        assert home.room.state.records["timebox"]["slot"] == ""
        home.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
        assert onward(home, who, "review1")["ok"]

    def test_only_whoever_leads_signs_or_owns_the_plan_hands_it_on(self, home: Workshop) -> None:
        decide(home)
        for who in ("Tom", "Cora"):
            assert onward(home, who, "acceptance")["refused"] == "not_facilitator"

    def test_nothing_else_moves_while_nobody_meets(self, home: Workshop) -> None:
        decide(home)
        assert onward(home, "Fay", "acceptance")["ok"]
        home.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
        assert onward(home, "Fay", "review1")["ok"]
        assert onward(home, "Fay", "review2")["refused"] == "not_present"
        assert home.refused("Fay", "stage.reopen", to="signoff") == "not_present"

    def test_the_desks_button_hands_it_on_once_nothing_is_missing(self, home: Workshop) -> None:
        assert step(home)[1] == "stage.open_doors"
        decide(home)
        assert step(home) == ("Hand it on: Senior review", "stage.advance")

    def test_what_senior_management_returns_is_reworked_and_signed_again_from_home(
        self, home: Workshop
    ) -> None:
        decide(home)
        onward(home, "Fay", "acceptance")
        assert home.refused("Mara", "stage.reopen", to="signoff") == "not_present"
        home.ok("Sven", "signoff.accept", verdict="returned", comments=["Too dear"], signed=True)
        home.ok("Mara", "stage.reopen", to="signoff")
        home.ok("Tom", "signoff.add_ask", what="Half of it", amount=5)
        assert onward(home, "Mara", "acceptance")["refused"] == "exit_criteria"
        decide(home)
        assert onward(home, "Mara", "acceptance")["ok"]
        assert home.sees("Sven")["frozen"]["version"] == list(home.room.state.of("decision"))[-1]["version"]

    def test_the_first_line_of_the_senior_review_begins_when_its_doors_open(self, home: Workshop) -> None:
        decide(home)
        onward(home, "Fay", "acceptance")
        home.ok("Fay", "stage.open_doors")
        slot = home.room.state.records[home.room.state.workshop["slot"]]
        assert slot["stage"] == "acceptance"


class TestThePlanOwner:
    def test_takes_the_lead_once_the_plan_is_signed_and_not_before(self, home: Workshop) -> None:
        assert home.refused("Olga", "people.take_over") == "not_facilitator"
        assert home.refused("Fay", "people.hand_over", person=home.person("Olga").id) == "invalid"
        decide(home)
        home.ok("Olga", "people.take_over")
        assert home.room.state.workshop["lead"] == home.person("Olga").id
        assert home.person("Fay")["role"] == "co_facilitator"

    def test_runs_a_review_from_the_desk_to_its_end(self, home: Workshop) -> None:
        decide(home)
        onward(home, "Fay", "acceptance")
        home.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
        onward(home, "Fay", "review1")
        home.ok("Fay", "people.hand_over", person=home.person("Olga").id)
        assert "next_step" in home.sees("Olga")
        home.ok("Olga", "stage.open_doors")
        home.ok("Mara", "people.arrive", how="remote")
        assert onward(home, "Olga", "review2")["ok"]
        home.ok("Olga", "stage.adjourn")

    def test_gives_the_lead_back_and_is_the_plan_owner_again(self, home: Workshop) -> None:
        decide(home)
        home.ok("Olga", "people.take_over")
        home.ok("Fay", "people.take_over")
        assert home.person("Olga")["role"] == "plan_owner"
        assert home.room.state.workshop["plan_owner"] == home.person("Olga").id
        assert (home.person("Fay")["role"], home.room.state.workshop["lead"]) == (
            "facilitator",
            home.person("Fay").id,
        )


def test_promises_are_kept_up_to_date_while_senior_management_has_the_plan_and_not_once_it_is_closed() -> (
    None
):
    workshop = ready()
    content = plan.content(workshop.room.state, KINDS)
    read = {"version": workshop.room.state.records["plan"]["version"], "hash": plan.fingerprint(content)}
    workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **read)
    workshop.go_to("acceptance")
    action = ids(workshop)["action"]
    workshop.ok("Tom", "actions.report", action=action, status="on_track")
    assert workshop.refused("Tess", "actions.add_action", what="x", outcome="y", owner=workshop.person("Tom").id,
                            due="2026-03-01", strategy=ids(workshop)["strategy"]) == "stage_closed"  # fmt: skip
    workshop.ok("Sven", "people.arrive", how="remote")
    workshop.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
    workshop.go_to("closed")
    assert workshop.refused("Tom", "actions.report", action=action, status="done") == "stage_closed"


def test_once_everything_is_over_nothing_is_expected_and_nobody_is_late() -> None:
    workshop = ready("signoff")
    decide(workshop)
    workshop.go_to("acceptance")
    workshop.ok("Sven", "people.arrive", how="remote")
    workshop.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
    workshop.go_to("closed")
    workshop.time += 45 * MINUTE
    forecast = workshop.sees("Fay")["forecast"].body
    assert (forecast["lines"], forecast["debt"], forecast["day"]) == ([], 0, 0)
    assert "lost_time" not in workshop.sees("Fay")
