"""How are we doing: answers are nobody's to see, the distribution comes once, from four on."""

import pytest

from tests.cast import TEAM, Workshop
from tests.rules.test_next_step import button


@pytest.fixture
def workshop() -> Workshop:
    return Workshop().open().go_to("research")


def ask(workshop: Workshop, *values: int) -> str:
    pulse = workshop.ok("Fay", "pulse.ask", question="energy")[0]
    for name, value in zip(TEAM, values, strict=False):
        workshop.ok(name, "pulse.answer", pulse=pulse, value=value)
    return pulse


class TestHowWeAreDoing:
    def test_shows_how_many_said_which_once_it_is_closed(self, workshop: Workshop) -> None:
        pulse = ask(workshop, 2, 3, 3, 5)
        for name in ("Fay", "Ana", "Screen"):
            assert workshop.sees(name)[pulse]["spread"] == {}
            assert workshop.sees(name)["answered"].body == {"pulse": pulse, "have": 4, "of": 10}
        assert button(workshop) == ("asking_all", "Close and show, 4 of 10", "pulse.close")
        workshop.ok("Fay", "pulse.close", pulse=pulse)
        for name in ("Fay", "Ana", "Screen"):
            assert workshop.sees(name)[pulse]["spread"] == {"1": 0, "2": 1, "3": 2, "4": 0, "5": 1}

    def test_shows_nothing_of_fewer_than_four(self, workshop: Workshop) -> None:
        pulse = ask(workshop, 1, 1, 5)
        workshop.ok("Fay", "pulse.close", pulse=pulse)
        kept = workshop.sees("Fay")[pulse]
        assert (kept["answers"], kept["spread"]) == (3, {})

    def test_an_answer_is_for_the_eyes_of_whoever_gave_it(self, workshop: Workshop) -> None:
        ask(workshop, 2, 3)
        answers = {
            n: [r["value"] for r in workshop.sees(n).values() if r.kind == "pulse_answer"]
            for n in (*TEAM, "Fay", "Mara")
        }
        assert {n: found for n, found in answers.items() if found} == {"Tom": [2], "Tess": [3]}

    def test_a_second_answer_replaces_the_first_until_it_is_closed(self, workshop: Workshop) -> None:
        pulse = ask(workshop, 1, 1, 1, 1)
        workshop.ok("Tom", "pulse.answer", pulse=pulse, value=5)
        workshop.ok("Fay", "pulse.close", pulse=pulse)
        assert workshop.sees("Tess")[pulse]["spread"] == {"1": 3, "2": 0, "3": 0, "4": 0, "5": 1}
        assert workshop.refused("Tess", "pulse.answer", pulse=pulse, value=2) == "invalid"

    def test_is_asked_by_the_desk_and_answered_by_the_team(self, workshop: Workshop) -> None:
        assert workshop.refused("Mara", "pulse.ask", question="energy") == "not_facilitator"
        pulse = ask(workshop)
        assert workshop.refused("Cora", "pulse.ask", question="clarity") == "invalid"
        assert workshop.refused("Fay", "pulse.answer", pulse=pulse, value=3) == "excluded"
        assert workshop.refused("Sven", "pulse.answer", pulse=pulse, value=3) == "excluded"

    def test_is_suggested_after_a_break_and_not_again_when_asked(self, workshop: Workshop) -> None:
        assert "good_moment" not in workshop.sees("Fay")
        workshop.ok("Fay", "stage.go", slot="slot:lunch_one")
        workshop.ok("Fay", "stage.go", slot="slot:insight")
        workshop.time += 60_000
        assert workshop.sees("Fay")["good_moment"]["why"] == "after the break"
        assert "good_moment" not in {**workshop.sees("Tom"), **workshop.sees("Screen")}
        workshop.ok("Fay", "pulse.close", pulse=ask(workshop))
        assert "good_moment" not in workshop.sees("Fay")

    def test_is_suggested_before_the_room_leaves_a_stage(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "stage.go", slot="slot:insight")
        workshop.time += 20 * 60_000
        assert "good_moment" not in workshop.sees("Fay")
        workshop.ok("Fay", "clock.set", seconds=200)
        assert workshop.sees("Fay")["good_moment"]["why"] == "before we move on"
