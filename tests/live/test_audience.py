"""What each viewer is sent: patches add up to the snapshot, and nobody gets what they may not see."""

import json
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import TEAM, Browser, Workshop
from workshop.live.audience import Audience
from workshop.rules.state import fold

#: Random workshops are long: a failing one is printed as it is, not shrunk for minutes.
RANDOM = settings(
    max_examples=int(os.environ.get("RANDOM_WORKSHOPS", "12")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)

EVERYBODY = ("Fay", "Cora", "Tom", "Tess", "Olga", "Mara", "Sven", "Carl", "Screen")


def browsers(workshop: Workshop) -> dict[str, Browser]:
    return {name: Browser(workshop.audience, workshop.viewer(name)) for name in EVERYBODY}


#: What the minutes alone change; it is sent anew once a minute.
TIMED = frozenset({"forecast", "lost_time", "leaving", "voices", "my_part", "good_moment"})


def check(workshop: Workshop, held: dict[str, Browser]) -> None:
    """Folded patches are what a fresh snapshot would say, for every viewer."""
    fresh = Audience(workshop.room)
    for name, browser in held.items():
        new = Browser(fresh, workshop.viewer(name))
        assert browser.closed == new.closed, name
        mine, theirs = browser.view(), new.view()
        assert {i: r for i, r in mine.items() if r["kind"] not in TIMED} == {
            i: r for i, r in theirs.items() if r["kind"] not in TIMED
        }, name


class Drive:
    """Random but meaningful things to do: every command that random people can give on what is there."""

    def __init__(self, workshop: Workshop, draw: Any) -> None:
        self.workshop, self.draw = workshop, draw

    def step(self) -> None:
        doing = self.draw(st.sampled_from(sorted(n for n in dir(self) if n.startswith("do_"))))
        getattr(self, doing)()

    def who(self, *names: str) -> str:
        return str(self.draw(st.sampled_from(names or EVERYBODY[:-1])))

    def some(self, kind: str) -> str:
        ids = [r.id for r in self.workshop.room.state.all(kind)]
        return str(self.draw(st.sampled_from(ids))) if ids else "nothing"

    def text(self) -> str:
        return str(self.draw(st.text(min_size=1, max_size=12).filter(str.strip)))

    def do_come_and_go(self) -> None:
        name = self.who()
        self.workshop.do(name, self.draw(st.sampled_from(["people.arrive", "people.leave"])))
        self.workshop.do(name, "people.arrive", how="room")

    def do_note(self) -> None:
        self.workshop.do(self.who(), "capture.add_note", text=self.text(), slot=self.some("slot"))

    def do_rooms(self) -> None:
        doing = self.draw(st.sampled_from(["draw", "start", "place", "seat", "end"]))
        data: dict[str, Any] = {"draw": {"rooms": 2}, "start": {}, "end": {}}.get(doing, {})
        if doing in ("place", "seat"):
            data = {"person": self.workshop.person(self.who(*TEAM)).id}
        self.workshop.do(
            "Fay",
            f"breakouts.{doing}",
            **data | ({"room": self.some("breakout")} if doing == "place" else {}),
        )
        self.workshop.do(
            self.who(*TEAM), "capture.add_note", text=self.text(), breakout=self.some("breakout")
        )
        self.workshop.do(self.who(*TEAM), "breakouts.mark", note=self.some("note"))

    def do_homework(self) -> None:
        question = {"c": "company", "text": self.text()}
        self.workshop.do("Fay", "homework.deal", questions=[question])
        self.workshop.do(self.who(*TEAM), "homework.answer", text=self.text(), source=self.text())

    def do_shares(self) -> None:
        self.workshop.do("Fay", "shares.deal", board="research")
        self.workshop.do("Fay", "shares.take_back", board="research", piece="customer")

    def do_reveal(self) -> None:
        reveal = self.draw(st.sampled_from(["capture.reveal", "capture.reveal_leaders"]))
        self.workshop.do("Fay", reveal, slot=self.some("slot"))

    def do_speak(self) -> None:
        self.workshop.do(
            self.who(), "people.raise_hand", type=self.draw(st.sampled_from(["point", "process"]))
        )
        person = self.workshop.person(self.who()).id
        self.workshop.do("Fay", "speaking.start", person=person)
        self.workshop.do("Cora", "speaking.move", person=self.workshop.person(self.who()).id, by=-1)
        self.workshop.do("Fay", self.draw(st.sampled_from(["speaking.stop", "speaking.put_back"])))

    def do_round(self) -> None:
        self.workshop.do("Fay", "round.call", how=self.draw(st.sampled_from(["random", "least"])))
        for verb in self.draw(
            st.lists(st.sampled_from(["next", "next", "later", "put_back", "end"]), max_size=5)
        ):
            self.workshop.do("Fay", f"round.{verb}")

    def do_pulse(self) -> None:
        self.workshop.do("Fay", "pulse.ask", question="energy")
        for name in TEAM[:4]:
            self.workshop.do(
                name, "pulse.answer", pulse=self.some("pulse"), value=self.draw(st.integers(1, 5))
            )
        self.workshop.do("Cora", "pulse.close", pulse=self.some("pulse"))

    def do_question(self) -> None:
        self.workshop.do(self.who(), "questions.add_question", text=self.text())
        self.workshop.do("Cora", "questions.put", question=self.some("question"))
        self.workshop.do(
            self.who("Carl", "Fay"), "questions.answer", question=self.some("question"), text=self.text()
        )

    def do_brief(self) -> None:
        self.workshop.do(self.who(), "questions.add_brief", text=self.text())

    def do_card(self) -> None:
        c = self.draw(st.sampled_from(["customer", "competitor", "company"]))
        self.workshop.do(self.who(), "research.add_card", c=c, text=self.text())

    def do_edit(self) -> None:
        kind = self.draw(st.sampled_from(["card", "note", "question", "brief", "person"]))
        self.workshop.do(self.who(), "record.edit", id=self.some(kind), set={"text": self.text()}, rev=1)

    def do_withdraw(self) -> None:
        self.workshop.do(
            self.who(),
            self.draw(st.sampled_from(["record.withdraw", "record.restore"])),
            id=self.some("card"),
        )

    def do_merge(self) -> None:
        self.workshop.do("Fay", "record.merge", into=self.some("card"), others=[self.some("card")])
        self.workshop.do("Fay", "record.split", id=self.some("card"))

    def do_vote(self) -> None:
        self.workshop.do("Fay", "vote.open", items=[self.some("card")], dots_each=3)
        self.workshop.do(
            self.who(*TEAM), "vote.set_dots", ballot=self.some("ballot"), item=self.some("card"), dots=1
        )
        if self.draw(st.booleans()):
            self.workshop.do("Fay", "vote.close", ballot=self.some("ballot"))

    def do_move(self) -> None:
        order = [s["id"] for s in self.workshop.room.state.records["playbook"]["data"]["stages"]]
        place = order.index(self.workshop.room.state.stage)
        if place + 1 < len(order):
            self.workshop.do(
                "Fay",
                "stage.advance",
                to=order[place + 1],
                reason=self.draw(st.sampled_from(["", "because"])),
            )

    def do_go_back(self) -> None:
        self.workshop.do(
            "Fay", self.draw(st.sampled_from(["stage.back", "stage.adjourn", "stage.open_doors"]))
        )

    def do_guest(self) -> None:
        name = self.who("Carl", "Sven")
        command = self.draw(st.sampled_from(["people.invite_again", "people.close_window"]))
        self.workshop.do("Fay", command, person=self.workshop.person(name).id)

    def do_withdraw_link(self) -> None:
        name = self.who("Tess", "Carl")
        command = self.draw(st.sampled_from(["people.withdraw", "people.renew_link"]))
        self.workshop.do("Fay", command, person=self.workshop.person(name).id)

    def do_manager(self) -> None:
        self.workshop.do("Mara", "people.step_out", minutes=5)
        if self.draw(st.booleans()):
            self.workshop.do("Mara", "people.arrive", how="remote")


class TestPatches:
    @RANDOM
    @given(st.data())
    def test_add_up_to_the_snapshot_for_every_viewer_at_every_step(self, data: st.DataObject) -> None:
        workshop = Workshop().open()
        held = browsers(workshop)
        drive = Drive(workshop, data.draw)
        for _ in range(data.draw(st.integers(5, 25))):
            drive.step()
            check(workshop, held)

    @RANDOM
    @given(st.data())
    def test_rest_on_a_log_that_folds_to_the_same_state_twice(self, data: st.DataObject) -> None:
        workshop = Workshop().open()
        drive = Drive(workshop, data.draw)
        for _ in range(data.draw(st.integers(5, 25))):
            drive.step()
        once = fold(event for _, event in workshop.room.log.read())
        twice = fold(event for _, event in workshop.room.log.read())
        assert once.records == twice.records == workshop.room.state.records


class TestReveal:
    def test_withholds_the_text_from_everybody_but_its_author(self) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "questions")
        workshop.ok("Fay", "stage.go", slot=slot.id)
        held = browsers(workshop)
        workshop.ok("Tom", "questions.add_question", text="SECRET-QUESTION")
        for name, browser in held.items():
            assert (b"SECRET-QUESTION" in browser.bytes) == (name == "Tom"), name
        workshop.ok("Fay", "capture.reveal", slot=slot.id)
        assert b"SECRET-QUESTION" in held["Tess"].bytes
        assert b"SECRET-QUESTION" not in held["Carl"].bytes

    def test_of_notes_without_a_name_says_nothing_of_their_authors(self) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "promises")
        workshop.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
        workshop.ok("Fay", "stage.go", slot=slot.id)
        held = browsers(workshop)
        for name in TEAM[:4]:
            workshop.ok(name, "capture.add_note", text=f"SECRET of {name}", slot=slot.id)
        assert not any(b"SECRET" in browser.bytes for browser in held.values())
        assert not any(b"SECRET" in row.body for row in workshop.room.log.rows())  # type: ignore[operator]
        workshop.ok("Fay", "capture.reveal", slot=slot.id)
        notes = [r for r in held["Tess"].view().values() if r["kind"] == "note"]
        assert len(notes) == 4
        assert {n["by"] for n in notes} == {""}
        assert {n["at"] for n in notes} == {workshop.time}

    def test_without_names_begins_with_nobody_typing(self) -> None:
        workshop = Workshop().open()
        tess, tom, fay = (
            Browser(workshop.audience, workshop.viewer(name)) for name in ("Tess", "Tom", "Fay")
        )
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "promises")
        workshop.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
        workshop.audience.readers[tess.connection.id].typing = True
        workshop.audience.tell_people()
        assert people(tom)["typing"] == [workshop.person("Tess").id]
        assert "ready" not in people(fay)
        workshop.ok("Fay", "stage.go", slot=slot.id)
        assert people(tom)["typing"] == []
        assert people(fay)["ready"] == 0

    def test_without_names_tells_the_desk_how_many_are_done_and_nobody_who(self) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "promises")
        workshop.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
        workshop.ok("Fay", "stage.go", slot=slot.id)
        fay, tom, *tabs = (
            Browser(workshop.audience, workshop.viewer(name))
            for name in ("Fay", "Tom", "Tess", "Tess", "Ana")
        )
        for tab, done_with in zip(tabs, (slot.id, slot.id, "slot:questions"), strict=True):
            reader = workshop.audience.readers[tab.connection.id]
            reader.ready, reader.reading = done_with, True
        workshop.audience.tell_people()
        assert (people(fay)["ready"], people(fay)["reading"]) == (1, [])
        assert set(people(tom)) == {"here", "typing", "moves"}


def people(browser: Browser) -> dict[str, Any]:
    """Who is there, as somebody was told last."""
    last = browser.bytes.rpartition(b'42["people",')[2].partition(b"42[")[0]
    found: dict[str, Any] = json.loads(last.removesuffix(b"]"))
    return found


class TestGuest:
    def test_gets_nothing_that_was_not_put_and_nothing_after_the_briefing(self) -> None:
        workshop = Workshop().open()
        guest = Browser(workshop.audience, workshop.viewer("Carl"))
        workshop.ok("Tom", "questions.add_question", text="SECRET-DRAFT")
        workshop.go_to("briefing")
        put = workshop.ok("Tess", "questions.add_question", text="PUT-TO-YOU")
        workshop.ok("Fay", "questions.put", question=put[0])
        assert b"PUT-TO-YOU" in guest.bytes
        assert b"SECRET-DRAFT" not in guest.bytes
        workshop.go_to("research")
        assert guest.closed
        size = len(guest.bytes)
        workshop.ok("Tom", "research.add_card", c="customer", text="SECRET-CARD")
        assert len(guest.bytes) == size
        assert workshop.refused("Carl", "questions.answer", question=put[0], text="more") == "excluded"

    def test_reads_at_once_what_has_become_of_the_visit(self) -> None:
        workshop = Workshop().open()
        guest, senior = (Browser(workshop.audience, workshop.viewer(n)) for n in ("Carl", "Sven"))
        workshop.ok("Fay", "visit.move", at="13:30")
        assert "seeing you at 13:30" in guest.said
        workshop.ok("Fay", "visit.move", at="14:15")
        assert "seeing you at 14:15" in guest.said
        workshop.ok("Fay", "visit.cancel", reason="SECRET-REASON")
        assert guest.said.startswith("Our meeting does not take place as planned.")
        size = len(guest.bytes)
        workshop.ok("Tom", "questions.add_question", text="What else?")
        assert len(guest.bytes) == size
        workshop.ok("Fay", "visit.move", at="15:00")
        assert "seeing you at 15:00" in guest.said
        workshop.ok("Fay", "visit.cancel", reason="SECRET-REASON", instead="SECRET-REPORT")
        assert guest.said.startswith("Our meeting does not take place as planned.")
        assert b"SECRET" not in guest.bytes
        assert not senior.closed
        workshop.ok("Fay", "visit.move", at="16:00")
        workshop.ok("Fay", "visit.begin")
        assert not guest.closed

    def test_cannot_tell_from_the_bytes_how_busy_the_team_is(self) -> None:
        sent = []
        for busy in (0, 12):
            workshop = Workshop().open()
            workshop.go_to("briefing")
            guest = Browser(workshop.audience, workshop.viewer("Carl"))
            for n in range(busy):
                workshop.do("Tom", "questions.add_question", text=f"hidden {n}")
            sent.append(len(guest.bytes))
        assert sent[0] == sent[1]


@pytest.mark.parametrize("name", ["Tom", "Carl", "Screen"])
def test_a_withdrawn_person_is_shut_out_at_once(name: str) -> None:
    workshop = Workshop().open()
    browser = Browser(workshop.audience, workshop.viewer(name))
    workshop.ok("Fay", "people.withdraw", person=workshop.person(name).id)
    assert browser.closed
    assert workshop.refused(name, "people.arrive", how="room") == "excluded"


def test_what_came_with_time_alone_goes_again_with_time_or_with_what_is_done() -> None:
    workshop = Workshop().open()
    desk = Browser(workshop.audience, workshop.viewer("Fay"))
    workshop.ok("Fay", "stage.go", slot="slot:questions")
    workshop.time += 26 * 60_000
    workshop.audience.refresh()
    assert "good_moment" in desk.view()
    workshop.ok("Fay", "pulse.ask", question="energy")
    assert "good_moment" not in desk.view()
    check(workshop, {"Fay": desk})
    workshop.ok("Fay", "stage.go", slot="slot:roll_call")
    assert desk.view() == Browser(Audience(workshop.room), workshop.viewer("Fay")).view()
