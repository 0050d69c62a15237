"""One running workshop: what is told, when, to whom, and what happens when nothing can be stored."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from tests.cast import TEAM, Browser, Workshop
from workshop.engine.deciding import Given
from workshop.rules import noticed
from workshop.rules.events import Entry
from workshop.store.log import Damaged, Unavailable
from workshop.store.memory import MemoryLog


class Disk(MemoryLog):
    """A log whose disk can be full, or fail altogether."""

    full = broken = False

    def appending(self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()) -> Any:
        if self.full or self.broken:
            raise Unavailable("the disk is full")
        return super().appending(expected, entries, erase)

    def read(self, after: int = 0) -> Any:
        if self.broken:
            raise Damaged("it cannot be read")
        return super().read(after)

    def find(self, person: str, command: str) -> dict[str, Any] | None:
        if self.broken:
            raise Unavailable("it cannot be read")
        return super().find(person, command)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def workshop(disk: Disk) -> Workshop:
    return Workshop(disk).open().go_to("briefing").go_to("research")


def submit(workshop: Workshop, who: str, key: str, text: str) -> list[dict[str, Any]]:
    """A card, decided but not stored yet; what its author will be answered."""
    answers: list[dict[str, Any]] = []
    card = Given(key, "research.add_card", {"c": "customer", "text": text})
    workshop.room.submit(workshop.viewer(who), card, answers.append)
    return answers


def texts(workshop: Workshop, name: str = "Tom") -> list[str]:
    return [r["text"] for r in workshop.sees(name).values() if r.kind == "card"]


def lobby(workshop: Workshop, name: str = "Nobody") -> str:
    """Somebody unknown at the door."""
    workshop.room.observe(lambda state, now: noticed.walked_in("walker", name, "sales", now))
    workshop.room.commit()
    return "walker"


class TestCommitting:
    def test_answers_and_tells_only_what_is_stored(self, workshop: Workshop) -> None:
        held = [Browser(workshop.audience, workshop.viewer(n)) for n in ("Fay", "Tom", "Carl")]
        before = [len(b.bytes) for b in held]
        answers = submit(workshop, "Tom", "k1", "SECRET")
        assert answers == []
        assert [len(b.bytes) for b in held] == before
        workshop.room.commit()
        assert answers[0]["ok"]
        assert b"SECRET" in held[0].bytes
        assert len(held[2].bytes) == before[2]

    def test_holds_back_a_refusal_that_rests_on_something_not_stored_yet(self, workshop: Workshop) -> None:
        moved: list[dict[str, Any]] = []
        late: list[dict[str, Any]] = []
        viewer = workshop.viewer("Fay")
        move = {"to": "stakeholders", "reason": "only a test"}
        workshop.room.submit(viewer, Given("a", "stage.advance", move), moved.append)
        workshop.room.submit(viewer, Given("b", "stage.advance", move), late.append)
        assert (moved, late) == ([], [])
        workshop.room.commit()
        assert moved[0]["ok"]
        assert late[0]["refused"] == "not_next_stage"

    def test_answers_the_same_id_alike_for_ever_also_when_it_was_refused(self, workshop: Workshop) -> None:
        taken = workshop.do("Tom", "research.add_card", key="same", c="customer", text="once")
        refused = workshop.do("Tom", "stage.back", key="no")
        workshop.go_to("stakeholders")
        assert workshop.do("Tom", "research.add_card", key="same", c="customer", text="other") == taken
        assert workshop.do("Tom", "stage.back", key="no") == refused
        assert texts(workshop) == ["once"]

    def test_answers_every_try_of_a_command_that_is_still_pending(self, workshop: Workshop) -> None:
        first = submit(workshop, "Tom", "k", "once")
        second = submit(workshop, "Tom", "k", "once")
        workshop.room.commit()
        assert first == second
        assert texts(workshop) == ["once"]

    def test_keeps_ids_of_different_people_apart(self, workshop: Workshop) -> None:
        submit(workshop, "Tom", "k", "of Tom")
        submit(workshop, "Tess", "k", "of Tess")
        workshop.room.commit()
        assert sorted(texts(workshop)) == ["of Tess", "of Tom"]

    def test_shows_a_page_nothing_that_could_still_come_to_nothing(
        self, workshop: Workshop, disk: Disk
    ) -> None:
        submit(workshop, "Tom", "k", "maybe")
        disk.full = True
        assert texts(workshop, "Tess") == []

    def test_works_out_late_things_only_from_what_is_stored(self, workshop: Workshop, disk: Disk) -> None:
        tess = Browser(workshop.audience, workshop.viewer("Tess"))
        submit(workshop, "Tom", "k", "SECRET")
        disk.full = True
        workshop.audience.refresh()
        assert b"SECRET" not in tess.bytes
        assert tess.view() == Browser(workshop.audience, workshop.viewer("Tess")).view()


class TestAFullDisk:
    def test_refuses_what_waited_and_goes_on_by_itself(self, workshop: Workshop, disk: Disk) -> None:
        browsers = [Browser(workshop.audience, workshop.viewer(n)) for n in ("Fay", "Tom", "Screen")]
        disk.full = True
        answer = workshop.do("Tom", "research.add_card", key="k", c="customer", text="kept")
        assert answer["refused"] == "storage_unavailable"
        assert answer["id"] == "k"
        assert texts(workshop) == []
        disk.full = False
        assert workshop.do("Tom", "research.add_card", key="k", c="customer", text="kept")["ok"]
        for browser, name in zip(browsers, ("Fay", "Tom", "Screen"), strict=True):
            fresh = Browser(workshop.audience, workshop.viewer(name))
            assert browser.view() == fresh.view(), name

    def test_that_cannot_even_be_read_shows_nobody_what_was_never_stored(
        self, workshop: Workshop, disk: Disk
    ) -> None:
        answers = submit(workshop, "Tom", "k", "SECRET")
        disk.broken = True
        workshop.room.commit()
        assert answers[0]["refused"] == "storage_unavailable"
        assert submit(workshop, "Tess", "t", "more")[0]["refused"] == "storage_unavailable"
        with pytest.raises(Damaged):
            workshop.sees("Tess")
        disk.broken = False
        assert texts(workshop) == []
        assert workshop.do("Tom", "research.add_card", key="k", c="customer", text="kept")["ok"]
        assert texts(workshop) == ["kept"]

    def test_and_a_defect_of_ours_leave_the_state_where_the_log_is(self, workshop: Workshop) -> None:
        odd = submit(workshop, "Tom", "k", "half \ud800 a character")
        other = submit(workshop, "Tess", "t", "whole")
        workshop.room.commit()
        assert [a["refused"] for a in (*odd, *other)] == ["storage_unavailable"] * 2
        assert workshop.do("Tess", "research.add_card", key="t", c="customer", text="whole")["ok"]
        assert texts(workshop) == ["whole"]


class TestTheLobby:
    def test_hears_nothing_of_the_room(self, workshop: Workshop) -> None:
        person = lobby(workshop)
        outside = Browser(workshop.audience, workshop.viewer("Nobody"))
        size = len(outside.bytes)
        workshop.ok("Tom", "research.add_card", c="customer", text="SECRET")
        workshop.audience.tell("notice", {"text": "SECRET"})
        workshop.audience.tell_people()
        assert len(outside.bytes) == size
        assert workshop.audience.number(outside.connection) == 0
        workshop.ok("Fay", "people.admit", people=[person])
        assert b"SECRET" in outside.bytes

    def test_lets_every_tab_of_a_person_in(self, workshop: Workshop) -> None:
        person = lobby(workshop)
        tabs = [Browser(workshop.audience, workshop.viewer("Nobody")) for _ in range(3)]
        workshop.ok("Fay", "people.admit", people=[person])
        assert all(tab.view() for tab in tabs)
        workshop.ok("Tom", "research.add_card", c="customer", text="to all tabs")
        assert all(b"to all tabs" in tab.bytes for tab in tabs)

    def test_is_told_when_its_link_ends(self, workshop: Workshop) -> None:
        person = lobby(workshop)
        outside = Browser(workshop.audience, workshop.viewer("Nobody"))
        workshop.ok("Fay", "people.withdraw", person=person)
        assert outside.closed


class TestRoles:
    def test_are_looked_up_at_every_command_and_every_send(self, workshop: Workshop) -> None:
        tess = [Browser(workshop.audience, workshop.viewer("Tess")) for _ in range(2)]
        asked = workshop.viewer("Tess")
        workshop.ok("Fay", "people.edit", person=asked.person, set={"role": "customer_guest"})
        workshop.ok("Fay", "people.close_window", person=asked.person)
        sizes = [len(tab.bytes) for tab in tess]
        workshop.ok("Tom", "research.add_card", c="customer", text="SECRET")
        assert [len(tab.bytes) for tab in tess] == sizes
        answers: list[dict[str, Any]] = []
        workshop.room.submit(asked, Given("x", "people.raise_hand", {}), answers.append)
        workshop.room.commit()
        assert answers[0]["refused"] == "excluded"

    def test_end_with_somebodys_last_day(self, workshop: Workshop) -> None:
        ben = Browser(workshop.audience, workshop.viewer("Ben"))
        workshop.ok("Fay", "people.edit", person=workshop.person("Ben").id, set={"until": "2025-10-09"})
        workshop.time += 86_400_000
        assert workshop.refused("Ben", "people.raise_hand") == "excluded"
        workshop.audience.refresh()
        assert ben.closed
        size = len(ben.bytes)
        workshop.ok("Fay", "people.edit", person=workshop.person("Tom").id, set={"place": "SECRET"})
        assert len(ben.bytes) == size
        assert Browser(workshop.audience, workshop.viewer("Ben")).closed


class TestNotesWithoutNames:
    def test_sent_again_after_their_reveal_are_not_taken_twice(self) -> None:
        workshop = Workshop().open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "promises")
        workshop.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
        workshop.ok("Fay", "stage.go", slot=slot.id)
        first = {
            name: workshop.do(name, "capture.add_note", key=f"k{name}", text=f"of {name}", slot=slot.id)
            for name in TEAM[:4]
        }
        workshop.ok("Fay", "capture.reveal", slot=slot.id)
        for name, answer in first.items():
            again = workshop.do(name, "capture.add_note", key=f"k{name}", text=f"of {name}", slot=slot.id)
            assert again == answer
        assert not any(note.text for note in workshop.room.log.sealed())
        workshop.ok("Fay", "stage.adjourn")
        late = workshop.do("Tom", "capture.add_note", key="kTom", text="of Tom", slot=slot.id)
        assert late == first["Tom"]

    def test_leave_nothing_in_the_log_that_names_their_author(self) -> None:
        log = MemoryLog()
        workshop = Workshop(log).open()
        slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "promises")
        workshop.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
        workshop.ok("Fay", "stage.go", slot=slot.id)
        for name in TEAM[:4]:
            workshop.ok(name, "capture.add_note", key=f"k{name}", text=f"of {name}", slot=slot.id)
        people = [p.id for p in workshop.room.state.all("person")]
        assert not any(log.find(person, f"k{name}") for person in people for name in TEAM[:4])


def test_many_threads_at_once_leave_a_dense_log_and_one_effect_for_each_id() -> None:
    workshop = Workshop().open().go_to("briefing").go_to("research")
    browsers = [Browser(workshop.audience, workshop.viewer(n)) for n in ("Fay", "Mara")]
    viewers = {name: workshop.viewer(name) for name in TEAM[:4]}
    answers: list[dict[str, Any]] = []

    def write(name: str) -> None:
        for n in range(20):
            card = Given(
                f"{name}{n // 2}", "research.add_card", {"c": "customer", "text": f"{name} {n // 2}"}
            )
            answers.append(workshop.room.handle(viewers[name], card))

    threads = [threading.Thread(target=write, args=(name,)) for name in viewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 80
    assert all(answer["ok"] for answer in answers)
    assert len(set(texts(workshop))) == len(texts(workshop)) == 40
    assert [seq for seq, _ in workshop.room.log.read()] == list(range(1, workshop.room.log.head + 1))
    for browser in browsers:
        assert sum(r["kind"] == "card" for r in browser.view().values()) == 40
