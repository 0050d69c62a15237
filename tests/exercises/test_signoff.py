"""Sign-off: she signs what she has read, and a signature stays true for its version."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import Workshop
from workshop.engine.rulebook import KINDS
from workshop.rules import plan


def ready(stage: str = "signoff") -> Workshop:
    """A workshop with one objective, one strategy and one promise, at the sign-off."""
    workshop = Workshop().open().go_to("objectives")
    goal = workshop.ok("Tom", "insight_map.add_goal", text="Fewer returns")[0]
    objective = workshop.ok(
        "Tom", "objectives.add_objective", category="marketing", text="Be heard", insights=[goal]
    )[0]
    strategy = workshop.ok(
        "Tess", "objectives.add_strategy", objective=objective, text="Let the stores tell it"
    )[0]
    workshop.go_to("actions")
    due = "2026-01-30"
    action = workshop.ok(
        "Tess",
        "actions.add_action",
        strategy=strategy,
        what="Ask",
        outcome="A yes",
        owner=workshop.person("Tom").id,
        due=due,
    )[0]
    workshop.ok("Tom", "actions.accept", action=action)
    workshop.names = {"objective": objective, "strategy": strategy, "action": action, "goal": goal}  # type: ignore[attr-defined]
    return workshop.go_to(stage)


def page(workshop: Workshop) -> dict[str, Any]:
    """Version and fingerprint of the plan as it is now."""
    content = plan.content(workshop.room.state, KINDS)
    return {"version": workshop.room.state.records["plan"]["version"], "hash": plan.fingerprint(content)}


def ids(workshop: Workshop) -> dict[str, str]:
    return workshop.names  # type: ignore[attr-defined, no-any-return]


class TestDeciding:
    def test_is_the_managers_alone(self) -> None:
        workshop = ready()
        for name in ("Fay", "Tom", "Olga"):
            assert (
                workshop.refused(name, "signoff.decide", verdict="approved", signed=True, **page(workshop))
                == "not_first_line_manager"
            )

    def test_needs_her_pin_within_the_last_minutes(self) -> None:
        workshop = ready()
        assert (
            workshop.refused("Mara", "signoff.decide", verdict="approved", **page(workshop)) == "pin_needed"
        )

    def test_is_her_deputys_too_only_if_she_says_so_and_the_signature_says_for_whom(self) -> None:
        workshop = ready()
        workshop.ok("Fay", "people.add", people=[{"name": "Dora", "role": "first_line_manager"}])
        dora = workshop.person("Dora").id
        workshop.ok("Dora", "people.arrive", how="remote")
        decision = {"verdict": "approved", "signed": True, **page(workshop)}
        workshop.ok("Mara", "people.name_deputy", person=dora)
        assert workshop.refused("Dora", "signoff.decide", **decision) == "not_first_line_manager"
        workshop.ok("Mara", "people.name_deputy", person=dora, signs=True)
        workshop.ok("Mara", "people.leave")
        workshop.ok("Dora", "signoff.decide", **decision)
        assert [d["name"] for d in workshop.room.state.of("decision")] == ["Dora, for Mara"]
        workshop.ok("Fay", "stage.adjourn")
        workshop.ok("Dora", "stage.advance", to="acceptance", reason="The dates come later")

    def test_waits_while_a_challenge_is_open_and_closes_what_was_answered(self) -> None:
        workshop = ready()
        challenge = workshop.ok("Mara", "signoff.challenge", target=ids(workshop)["action"], text="By whom?")[
            0
        ]
        assert (
            workshop.refused("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))
            == "open_challenges"
        )
        workshop.ok("Tom", "signoff.answer_challenge", challenge=challenge, text="By me")
        workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))
        assert workshop.room.state.records[challenge]["state"] == "closed"

    def test_names_version_fingerprint_and_the_head_of_the_chain(self) -> None:
        workshop = ready()
        read, head = page(workshop), workshop.room.log.chain
        decision = workshop.room.state.records[
            workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **read)[0]
        ]
        assert (decision["version"], decision["hash"], decision["head"]) == (
            read["version"],
            read["hash"],
            head,
        )
        assert decision["name"] == "Mara"

    def test_is_not_disturbed_by_a_comma_while_she_reads(self) -> None:
        workshop = ready()
        workshop.ok("Mara", "signoff.start_reading")
        read = page(workshop)
        workshop.ok("Tess", "record.edit", id=ids(workshop)["goal"], set={"text": "Fewer, returns"})
        workshop.ok(
            "Tess", "record.edit", id=ids(workshop)["strategy"], set={"text": "let the stores, tell it"}
        )
        workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **read)
        assert not [r for r in workshop.sees("Mara").values() if r.kind == "amendment"]

    @pytest.mark.parametrize("text", ["Let 1.5 stores tell it", "Let the stores not tell it"])
    def test_asks_where_a_number_or_a_word_is_another(self, text: str) -> None:
        workshop = ready()
        workshop.ok(
            "Tess", "record.edit", id=ids(workshop)["strategy"], set={"text": "Let 15 stores tell it"}
        )
        workshop.ok("Mara", "signoff.start_reading")
        read = page(workshop)
        workshop.ok("Tess", "record.edit", id=ids(workshop)["strategy"], set={"text": text})
        assert workshop.refused("Mara", "signoff.decide", verdict="approved", signed=True, **read) == "stale"

    def test_asks_about_a_promise_changed_meanwhile_and_takes_her_word(self) -> None:
        workshop = ready()
        workshop.ok("Mara", "signoff.start_reading")
        read = page(workshop)
        workshop.ok("Tess", "record.edit", id=ids(workshop)["strategy"], set={"text": "Something else"})
        answer = workshop.do("Mara", "signoff.decide", verdict="approved", signed=True, **read)
        assert answer["refused"] == "stale"
        assert [d["now"] for d in answer["differences"]] == [{"text": "Something else"}]
        workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, as_read=True, **read)
        assert (
            next(workshop.room.state.of("decision"))["plan"][ids(workshop)["strategy"]]["text"]
            == "Let the stores tell it"
        )

    def test_refuses_a_fingerprint_nobody_was_shown(self) -> None:
        workshop = ready()
        assert (
            workshop.refused(
                "Mara", "signoff.decide", verdict="approved", signed=True, version=3, hash="0" * 64
            )
            == "stale"
        )

    def test_can_return_and_approve_later_from_home(self) -> None:
        workshop = ready()
        workshop.ok(
            "Mara", "signoff.decide", verdict="returned", comments=["Redo it"], signed=True, **page(workshop)
        )
        workshop.ok("Fay", "stage.adjourn")
        workshop.ok("Tess", "record.edit", id=ids(workshop)["strategy"], set={"text": "Redone"})
        workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))


class TestFingerprint:
    @settings(
        max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    @given(st.sampled_from(["objective", "strategy", "action", "goal"]), st.data())
    def test_changes_with_every_field_that_means_something(self, name: str, data: st.DataObject) -> None:
        workshop = ready()
        content = plan.content(workshop.room.state, KINDS)
        before = plan.fingerprint(content)
        record = dict(content[ids(workshop)[name]])
        field = data.draw(st.sampled_from(sorted(set(record) - {"kind"})))
        record[field] = "changed" if record[field] != "changed" else "other"
        assert plan.fingerprint({**content, ids(workshop)[name]: record}) != before

    def test_is_the_same_for_the_same_plan_however_it_is_ordered(self) -> None:
        workshop = ready()
        content = plan.content(workshop.room.state, KINDS)
        turned = {i: dict(reversed(list(body.items()))) for i, body in reversed(list(content.items()))}
        assert plan.fingerprint(turned) == plan.fingerprint(content)

    def test_does_not_move_with_progress(self) -> None:
        workshop = ready()
        before = page(workshop)
        workshop.ok("Tom", "actions.report", action=ids(workshop)["action"], status="done")
        assert page(workshop) == before


class TestAfterwards:
    def test_a_changed_promise_waits_as_an_amendment_and_the_signature_stays(self) -> None:
        workshop = ready()
        workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))
        action = ids(workshop)["action"]
        workshop.ok("Tom", "record.edit", id=action, set={"due": "2026-02-15"})
        waiting = workshop.sees("Mara")[f"amendment:{action}"]
        assert (waiting["was"], waiting["now"]) == ({"due": "2026-01-30"}, {"due": "2026-02-15"})
        workshop.ok("Mara", "review.answer_amendment", target=action, verdict="ok")
        assert f"amendment:{action}" not in workshop.sees("Mara")

    def test_somebody_moving_my_date_makes_it_mine_to_accept_again(self) -> None:
        workshop = ready("actions")
        action = ids(workshop)["action"]
        workshop.ok("Tess", "record.edit", id=action, set={"due": "2026-02-15"})
        record = workshop.room.state.records[action]
        assert (record["state"], record["before"]) == ("proposed", {"due": "2026-01-30"})
        workshop.ok("Tom", "actions.accept", action=action)

    def test_senior_management_accepts_only_after_the_approval_and_the_customer_sees_only_after_that(
        self,
    ) -> None:
        workshop = ready()
        assert workshop.refused("Sven", "signoff.accept", verdict="accepted", signed=True) == "excluded"
        assert workshop.refused("Mara", "signoff.release") == "out_of_order"
        workshop.ok("Mara", "signoff.decide", verdict="approved", signed=True, **page(workshop))
        workshop.go_to("acceptance")
        workshop.ok("Sven", "people.arrive", how="remote")
        workshop.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
        assert workshop.refused("Mara", "signoff.release") == "invalid"
        item = workshop.ok(
            "Tom", "signoff.add_customer_item", section="heard", text="You want fewer returns"
        )[0]
        assert item not in workshop.sees("Carl")
        workshop.ok("Mara", "signoff.release")
        assert workshop.sees("Carl")[item]["text"] == "You want fewer returns"
        workshop.ok("Carl", "signoff.respond", item=item, response="right")


class TestHowSureEverybodyIs:
    def test_the_numbers_show_from_four_on_and_nobodys_own_to_anybody_else(self) -> None:
        workshop = ready()
        for name, sure in (("Tom", 4), ("Tess", 3), ("Ana", 4)):
            workshop.ok(name, "signoff.pledge", confidence=sure)
        assert workshop.refused("Fay", "signoff.show_pledges") == "invalid"
        workshop.ok("Fay", "stage.go", slot="slot:pledge")
        workshop.ok("Ben", "signoff.pledge", confidence=5)
        assert workshop.sees("Ben")["confidence"]["spread"] == {}
        assert workshop.sees("Fay")["next_step"]["label"] == "Show how sure we are, 4 answers"
        assert workshop.refused("Mara", "signoff.show_pledges") == "not_facilitator"
        workshop.ok("Fay", "signoff.show_pledges")
        assert workshop.sees("Ben")["confidence"]["spread"] == {"1": 0, "2": 0, "3": 1, "4": 2, "5": 1}
        assert [r for r in workshop.sees("Ben") if r.startswith("pledge:")] == [
            f"pledge:{workshop.person('Ben').id}"
        ]

    def test_the_numbers_do_not_grow_with_single_answers(self) -> None:
        workshop = ready()
        names = ("Tom", "Tess", "Ana", "Ben", "Dev", "Eve", "Gus", "Ida")
        for name in names[:4]:
            workshop.ok(name, "signoff.pledge", confidence=4)
        workshop.ok("Fay", "signoff.show_pledges")
        for name in names[4:7]:
            workshop.ok(name, "signoff.pledge", confidence=1)
            assert workshop.sees("Mara")["confidence"]["spread"]["1"] == 0
            assert workshop.refused("Fay", "signoff.show_pledges") == "invalid"
        workshop.ok("Ida", "signoff.pledge", confidence=1)
        workshop.ok("Fay", "signoff.show_pledges")
        assert workshop.sees("Mara")["confidence"]["spread"] == {"1": 4, "2": 0, "3": 0, "4": 4, "5": 0}

    def test_a_second_number_replaces_the_first(self) -> None:
        workshop = ready()
        workshop.ok("Tom", "signoff.pledge", confidence=2)
        workshop.ok("Tom", "signoff.pledge", confidence=4)
        assert workshop.sees("Tess")["confidence"]["answers"] == 1

    def test_what_would_make_it_a_five_is_kept_without_a_person_and_shown_all_at_once(self) -> None:
        workshop = ready()
        head = len(list(workshop.room.log.read()))
        workshop.ok("Tom", "signoff.five_why", text="A named deputy")
        workshop.ok("Tess", "signoff.five_why", text="Service in every call")
        assert len(list(workshop.room.log.read())) == head
        assert workshop.sees("Ana")["confidence"]["wishes"] == 2
        assert [r for r in workshop.sees("Fay").values() if r.kind == "five_why"] == []
        assert workshop.refused("Tom", "signoff.show_wishes") == "not_facilitator"
        workshop.ok("Fay", "signoff.show_wishes")
        shown = [r for r in workshop.sees("Ana").values() if r.kind == "five_why"]
        assert {r["text"] for r in shown} == {"A named deputy", "Service in every call"}
        assert {r.by for r in shown} == {""}

    def test_there_is_nothing_to_show_before_anybody_has_written(self) -> None:
        assert ready().refused("Fay", "signoff.show_wishes") == "invalid"


class TestTheRoomScreen:
    def test_shows_what_was_decided_and_when_we_meet_but_no_comment_and_nobodys_answer(self) -> None:
        workshop = ready()
        challenge = workshop.ok("Mara", "signoff.challenge", target=ids(workshop)["action"], text="Who pays?")
        workshop.ok("Tom", "signoff.answer_challenge", challenge=challenge[0], text="We do")
        workshop.ok("Tom", "signoff.set_date", what="senior_review", date="2026-02-02", when="14:00")
        made = workshop.ok(
            "Mara",
            "signoff.decide",
            verdict="approved",
            signed=True,
            comments=["Privately"],
            **page(workshop),
        )
        screen = workshop.sees("Screen")
        assert set(screen[made[0]].body) == {"verdict", "version", "name"}
        assert set(screen[challenge[0]].body) == {"text", "state"}
        assert screen["presentation:senior_review"]["date"] == "2026-02-02"
        assert [r for r in screen.values() if r.kind in ("ask", "pledge", "mark", "reading")] == []
