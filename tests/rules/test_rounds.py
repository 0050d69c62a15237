"""Rounds: everybody once, the leader last, nobody waited for and nobody left out; and the leader's cards last."""

import pytest

from tests.cast import TEAM, Workshop
from tests.rules.test_next_step import button


def name_of(workshop: Workshop, person: str) -> str:
    return str(workshop.room.state.records[person]["name"]) if person else ""


def going(workshop: Workshop, name: str = "Tess") -> tuple[str, list[str]]:
    """Whose turn it is, and who is to come, as somebody sees it."""
    body = workshop.sees(name)["floor"]["round"]
    return name_of(workshop, body["turn"]), [name_of(workshop, i) for i in body["coming"]]


def run(workshop: Workshop) -> list[str]:
    """The rest of the round, turn by turn: the names in order."""
    spoken = []
    while button(workshop)[0] == "round":
        workshop.ok("Fay", "round.next")
        floor = workshop.sees("Fay")["floor"]["round"]
        spoken += [name_of(workshop, floor["turn"])] if floor else []
    return spoken


@pytest.fixture
def workshop() -> Workshop:
    return Workshop().open().go_to("research")


class TestARound:
    def test_gives_everybody_one_turn_and_the_manager_the_last(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call", how="random")
        assert button(workshop)[1].startswith("Start the round: ")
        names = run(workshop)
        assert sorted(names) == sorted([*TEAM, "Olga", "Mara"])
        assert names[-1] == "Mara"
        assert names[:-1] != sorted(names[:-1])
        assert len(list(workshop.room.state.of("speech"))) == len(names)
        assert "floor" not in workshop.sees("Tess")

    def test_skips_nobody_when_two_desks_press_the_one_button_at_once(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call", how="random")
        order = []
        while button(workshop)[0] == "round":
            step = workshop.sees("Fay")["next_step"]
            workshop.ok("Fay", step["command"], **step["data"])
            assert workshop.refused("Cora", step["command"], **step["data"]) == "invalid"
            turn = workshop.sees("Fay")["floor"]["round"]
            order += [turn["turn"]] if turn else []
        assert len(order) == len(set(order)) == len([*TEAM, "Olga", "Mara"])

    def test_does_to_nobody_what_was_meant_for_whoever_spoke_before(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call", how="random")
        for command in ("round.later", "round.put_back"):
            workshop.ok("Fay", "round.next")
            workshop.ok("Fay", "round.next")
            turn = workshop.sees("Fay")["floor"]["round"]["turn"]
            workshop.ok("Fay", command, person=turn)
            assert workshop.refused("Cora", command, person=turn) == "invalid"
        tom, ana = (workshop.person(name).id for name in ("Tom", "Ana"))
        workshop.ok("Fay", "round.end")
        workshop.ok("Fay", "speaking.start", person=tom)
        workshop.ok("Fay", "speaking.start", person=ana)
        for command in ("speaking.stop", "speaking.put_back"):
            assert workshop.refused("Cora", command, person=tom) == "invalid"
        workshop.ok("Cora", "speaking.put_back", person=ana)
        assert workshop.sees("Fay")["floor"]["speaking"]["person"] == tom

    def test_can_begin_with_whoever_has_spoken_least(self, workshop: Workshop) -> None:
        for name, seconds in (("Tom", 90), ("Mara", 1), ("Ana", 30)):
            workshop.ok("Fay", "speaking.start", person=workshop.person(name).id)
            workshop.time += seconds * 1000
            workshop.ok("Fay", "speaking.stop")
        workshop.ok("Fay", "round.call", how="least")
        assert run(workshop)[-3:] == ["Ana", "Tom", "Mara"]

    def test_asks_whoever_has_nothing_yet_again_at_the_end_and_then_lets_it_be(
        self, workshop: Workshop
    ) -> None:
        workshop.ok("Fay", "round.call")
        workshop.ok("Fay", "round.next")
        first = going(workshop)[0]
        assert workshop.refused("Mara", "round.later") == "not_yours"
        workshop.ok(first, "round.later")
        assert going(workshop)[1][-2:] == [first, "Mara"]
        workshop.ok("Fay", "round.leader_last", slot="slot:debrief", on=True)
        while going(workshop)[0] != first:
            workshop.ok("Fay", "round.next")
        workshop.ok(first, "round.later")
        assert going(workshop)[0] == "Mara"
        workshop.ok("Fay", "round.next")
        assert not [s for s in workshop.room.state.of("speech") if s["person"] == workshop.person(first).id]

    def test_skips_who_is_away_takes_latecomers_in_and_keeps_the_manager_last(self) -> None:
        workshop = Workshop().open("Ida").go_to("research")
        workshop.ok("Fay", "round.call")
        workshop.ok("Fay", "round.next")
        away = going(workshop)[1][0]
        workshop.ok(away, "people.step_out", minutes=5)
        workshop.ok("Ida", "people.arrive", how="remote")
        _, coming = going(workshop)
        assert away not in coming
        assert coming[-2:] == ["Ida", "Mara"]
        workshop.ok("Fay", "round.next")
        workshop.ok(away, "people.arrive", how="room")
        assert going(workshop)[1][0] == away

    def test_goes_one_step_back_in_one_press(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.call")
        workshop.ok("Fay", "round.next")
        first, coming = going(workshop)
        workshop.ok("Fay", "round.next")
        workshop.ok("Fay", "round.put_back")
        assert going(workshop) == (first, coming)
        assert [s["ended"] for s in workshop.room.state.of("speech")] == [0]
        workshop.ok("Fay", "round.put_back")
        assert going(workshop) == ("", [first, *coming])

    def test_lets_the_manager_come_anywhere_where_the_desk_says_so(self, workshop: Workshop) -> None:
        live = workshop.room.state.workshop["slot"]
        workshop.ok("Fay", "round.leader_last", slot=live, on=False)
        places = set()
        for _ in range(12):
            workshop.ok("Fay", "round.call")
            places.add(going(workshop)[1].index("Mara"))
            workshop.ok("Fay", "round.end")
        assert len(places) > 1

    def test_lets_the_manager_come_anywhere_in_a_workshop_that_is_set_so(self, workshop: Workshop) -> None:
        workshop.ok("Fay", "round.leader_last", on=False)
        places = set()
        for _ in range(12):
            workshop.ok("Fay", "round.call")
            places.add(going(workshop)[1].index("Mara"))
            workshop.ok("Fay", "round.end")
        assert len(places) > 1
        workshop.ok("Fay", "round.leader_last", slot=workshop.room.state.workshop["slot"], on=True)
        workshop.ok("Fay", "round.call")
        assert going(workshop)[1][-1] == "Mara"

    def test_puts_nobody_last_where_nobody_is_named_whatever_the_workshop_says(self) -> None:
        workshop = Workshop().open()
        workshop.ok(
            "Fay", "capture.choose_mode", slot="slot:promises", mode="write_reveal", naming="anonymous"
        )
        workshop.ok("Fay", "stage.go", slot="slot:promises")
        places = set()
        for _ in range(12):
            workshop.ok("Fay", "round.call")
            places.add(going(workshop)[1].index("Mara"))
            workshop.ok("Fay", "round.end")
        assert len(places) > 1
        assert workshop.refused("Fay", "round.leader_last", slot="slot:promises", on=True) == "invalid"

    def test_is_the_desks_and_only_one_at_a_time(self, workshop: Workshop) -> None:
        assert workshop.refused("Mara", "round.call") == "not_facilitator"
        workshop.ok("Fay", "round.call")
        assert workshop.refused("Cora", "round.call") == "invalid"
        workshop.ok("Fay", "stage.go", slot="slot:three_cs")
        assert button(workshop)[0] != "round"
        assert workshop.refused("Fay", "round.next") == "invalid"

    def test_shows_on_the_room_screen_where_names_may(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "people.close_window", person=workshop.person("Carl").id)
        workshop.ok("Fay", "round.call")
        assert len(workshop.sees("Screen")["floor"]["round"]["coming"]) == 10
        workshop.ok(
            "Fay", "capture.choose_mode", slot="slot:promises", mode="write_reveal", naming="anonymous"
        )
        workshop.ok("Fay", "stage.go", slot="slot:promises")
        workshop.ok("Fay", "round.call")
        assert "floor" not in workshop.sees("Screen")

    def test_beginning_in_writing_leads_the_desk_through_reveal_and_round(self) -> None:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.go", slot="slot:promises")
        workshop.ok("Fay", "round.begin_in_writing", slot="slot:promises")
        box = workshop.room.state.records["timebox"]
        assert box["ends_at"] - workshop.time == 5 * 60_000
        workshop.ok("Tom", "capture.add_note", text="one", slot="slot:promises")
        assert button(workshop)[2] == "capture.reveal"
        workshop.ok("Fay", "capture.reveal", slot="slot:promises")
        assert button(workshop) == ("round_due", "Call the round: one card each", "round.call")
        workshop.ok("Fay", "round.call")
        run(workshop)
        assert button(workshop)[0] == "next_piece"


class TestTheLeadersCards:
    def write(self, *names: str) -> Workshop:
        workshop = Workshop().open()
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        for name in names:
            workshop.ok(name, "questions.add_question", text=f"WORDS OF {name}")
        return workshop

    def texts(self, workshop: Workshop, name: str) -> set[str]:
        return {
            str(r["text"]).rpartition(" ")[2] for r in workshop.sees(name).values() if r.kind == "question"
        }

    def test_come_after_the_teams_by_a_press_of_their_own(self) -> None:
        workshop = self.write("Tom", "Tess", "Mara", "Mara")
        assert button(workshop) == ("writing", "Reveal 2 cards", "capture.reveal")
        workshop.ok("Fay", "capture.reveal", slot="slot:questions")
        assert [self.texts(workshop, n) for n in ("Fay", "Ana", "Mara")] == [{"Tom", "Tess"}] * 2 + [
            {"Tom", "Tess", "Mara"}
        ]
        assert button(workshop) == ("leaders", "Reveal the manager’s 2 cards", "capture.reveal_leaders")
        workshop.ok("Fay", "capture.reveal_leaders", slot="slot:questions")
        assert self.texts(workshop, "Ana") == {"Tom", "Tess", "Mara"}
        assert workshop.refused("Fay", "capture.reveal_leaders", slot="slot:questions") == "invalid"
        workshop.ok("Mara", "questions.add_question", text="LATER")
        assert "LATER" in self.texts(workshop, "Ana")

    def test_come_with_the_rest_where_the_desk_says_so_or_nobody_else_wrote(self) -> None:
        workshop = self.write("Tom", "Mara")
        workshop.ok("Fay", "round.leader_last", slot="slot:questions", on=False)
        assert button(workshop)[1] == "Reveal 2 cards"
        workshop.ok("Fay", "capture.reveal", slot="slot:questions")
        assert self.texts(workshop, "Ana") == {"Tom", "Mara"}
        assert workshop.refused("Mara", "round.leader_last", on=True) == "not_facilitator"
        alone = self.write("Mara")
        assert button(alone)[1] == "Reveal 1 card"
        alone.ok("Fay", "capture.reveal", slot="slot:questions")
        assert self.texts(alone, "Ana") == {"Mara"}

    def test_come_with_the_rest_in_a_workshop_that_is_set_so_and_last_on_a_line_that_differs(self) -> None:
        workshop = Workshop(leader_last=False).open()
        workshop.ok("Fay", "round.leader_last", slot="slot:promises", on=True)
        workshop.ok("Fay", "capture.choose_mode", slot="slot:promises", mode="write_reveal", naming="named")
        for slot, wanted in (("slot:promises", {"Tom"}), ("slot:debrief", {"Tom", "Mara"})):
            if slot == "slot:debrief":
                workshop.go_to("research")
            workshop.ok("Fay", "stage.go", slot=slot)
            for name in ("Tom", "Mara"):
                workshop.ok(name, "capture.add_note", text=name, slot=slot)
            workshop.ok("Fay", "capture.reveal", slot=slot)
            seen = workshop.sees("Ana").values()
            assert {r["text"] for r in seen if r.kind == "note" and r["slot"] == slot} == wanted

    def test_are_never_shown_by_a_setting_but_by_their_own_press(self) -> None:
        workshop = self.write("Tom", "Mara")
        workshop.ok("Fay", "capture.reveal", slot="slot:questions")
        assert workshop.refused("Fay", "round.leader_last", on=False) == "invalid"
        workshop.ok("Fay", "capture.reveal_leaders", slot="slot:questions")
        workshop.ok("Fay", "round.leader_last", on=False)
        workshop.ok("Fay", "round.leader_last", on=True)
        assert self.texts(workshop, "Ana") == {"Tom", "Mara"}

    def test_hold_on_every_line_once_it_is_set_for_the_whole_workshop(self) -> None:
        workshop = self.write("Tom", "Mara")
        workshop.ok("Fay", "round.leader_last", slot="slot:questions", on=True)
        workshop.ok("Fay", "round.leader_last", on=False)
        workshop.ok("Fay", "capture.reveal", slot="slot:questions")
        assert self.texts(workshop, "Ana") == {"Tom", "Mara"}

    def test_are_not_held_back_where_names_are(self) -> None:
        workshop = Workshop().open()
        workshop.ok(
            "Fay", "capture.choose_mode", slot="slot:promises", mode="write_reveal", naming="function"
        )
        workshop.ok("Fay", "stage.go", slot="slot:promises")
        for name in ("Tom", "Mara"):
            workshop.ok(name, "capture.add_note", text=name, slot="slot:promises")
        workshop.ok("Fay", "capture.reveal", slot="slot:promises")
        assert {r["text"] for r in workshop.sees("Ana").values() if r.kind == "note"} == {"Tom", "Mara"}

    def test_are_shown_with_the_rest_in_workshops_from_before_there_was_such_a_choice(self) -> None:
        workshop = Workshop().open()
        slot = workshop.room.state.records["slot:questions"]
        for name in ("leader_last", "led", "steps"):
            del slot.body[name]
        del workshop.room.state.workshop.body["leader_last"]
        workshop.ok("Fay", "stage.go", slot="slot:questions")
        for name in ("Tom", "Mara"):
            workshop.ok(name, "questions.add_question", text=f"WORDS OF {name}")
        workshop.ok("Fay", "capture.reveal", slot="slot:questions")
        assert self.texts(workshop, "Ana") == {"Tom", "Mara"}
        workshop.ok("Fay", "round.call")
        assert going(workshop)[1][-1] == "Mara"
        workshop.ok("Fay", "round.leader_last", on=True)
        assert self.texts(workshop, "Ana") == {"Tom", "Mara"}
