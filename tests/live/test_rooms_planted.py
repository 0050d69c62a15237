"""Tests of the tests: each defect planted here must be caught by a check that passes without it."""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests import cast
from tests.cast import TEAM, Browser, Workshop
from tests.live import test_audience as sights
from tests.live import test_rooms as rooms
from workshop.engine import seeing
from workshop.engine.deciding import Given
from workshop.live.audience import Audience, Reader, Standing
from workshop.live.connection import Connection
from workshop.live.streams import Stream
from workshop.room import Room
from workshop.rules.events import Entry
from workshop.rules.roles import Viewer
from workshop.rules.sight import Audience as Sharers
from workshop.rules.state import Record


class AcknowledgesBeforeCommitting(Room):
    def _queue(self, key: Any, entry: Entry, replies: list[Any]) -> None:
        for reply in replies:
            reply(entry.answer)
        super()._queue(key, entry, [])


class TellsBeforeCommitting(Room):
    def _queue(self, key: Any, entry: Entry, replies: list[Any]) -> None:
        super()._queue(key, entry, replies)
        if self.audience:
            self.audience.publish(set(self.state.touched))()


class KeepsWhatWasNotStored(Room):
    def _read_log(self) -> None:
        if not self.state.records:
            super()._read_log()


class DropsDuplicateChecks(Room):
    _numbers = itertools.count()

    def submit(self, viewer: Viewer, given: Given, reply: Any, signed_in: bool = False) -> None:
        anew = Given(f"{given.id}-{next(self._numbers)}", given.type, given.data, given.rev, given.on_behalf)
        super().submit(viewer, anew, lambda answer: reply({**answer, "id": given.id}), signed_in)


class QuotesOursInRefusals(Room):
    def _entry(self, viewer: Viewer, given: Given, signed_in: bool) -> Any:
        entry = super()._entry(viewer, given, signed_in)
        if isinstance(entry, Entry) and "refused" in entry.answer:
            entry.answer["near"] = [r["text"] for r in self.state.of("card")]
        return entry


class KeepsWhoWroteNamelessNotes(Room):
    def _decide(self, viewer: Viewer, given: Given, signed_in: bool) -> Any:
        entry = super()._decide(viewer, given, signed_in)
        if isinstance(entry, Entry) and entry.seal:
            return Entry(viewer.person, given.id, {**entry.answer, "made": []}, seal=entry.seal)
        return entry


class RevealsInTheOrderOfItsRows(Room):
    def __init__(self, *parts: Any, **more: Any) -> None:
        super().__init__(*parts[:4], list, *parts[5:], **more)


class RemembersRoles(Audience):
    def _still(self, reader: Reader) -> bool:
        return reader.inside


class LeavesWindowsOpen(Audience):
    def _standing(self, person: Record) -> Standing:
        return Standing.inside


class TellsTheLobby(Audience):
    def _standing(self, person: Record) -> Standing:
        found = super()._standing(person)
        return Standing.inside if found is Standing.lobby else found


class ShowsEverybodyWhatIsPersonal(Audience):
    def _next_own(self, records: list[str], kinds: set[str], at: int) -> dict[str, bytes]:
        state = self.room.state
        mine = {i: seeing.personal(state, state.records[i]).get(state.records[i].by) for i in records}
        found = {person: stream.update(mine, at) for person, stream in self._own.items()}
        return {person: frame for person, frame in found.items() if frame}


class LosesFrames(Audience):
    def publish(self, touched: Iterable[str]) -> Callable[[], None]:
        send = super().publish(touched)
        return send if self.room.log.head % 5 else lambda: None


class SwapsFrames(Audience):
    _held: Callable[[], None] | None = None

    def publish(self, touched: Iterable[str]) -> Callable[[], None]:
        send, held = super().publish(touched), self._held
        self._held = None if held else send

        def both() -> None:
            if held:
                send()
                held()

        return both


class GivesEverybodyTheDesksSnapshot(Audience):
    def _stream(self, sharers: Sharers) -> Stream:
        return super()._stream(Sharers.desk)


class NumbersSnapshotsOneBehind(Audience):
    def welcome(self, connection: Connection, viewer: Viewer) -> None:
        for stream in self._shared.values():
            stream.n -= 1
        super().welcome(connection, viewer)
        for stream in self._shared.values():
            stream.n += 1


class MovesOneTabOnly(Audience):
    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._moved: set[str] = set()

    def _still(self, reader: Reader) -> bool:
        if reader.person in self._moved:
            return True
        self._moved.add(reader.person)
        return super()._still(reader)


class NumbersByTheLog(Audience):
    def number(self, connection: Connection) -> int:
        return self.room.log.head


class TellsGuestsWhoIsHere(Audience):
    def tell_people(self) -> None:
        self.tell("people", {"here": len(self.readers)})


class TellsWhoTypesWithoutNames(Audience):
    def tell_people(self) -> None:
        typing = sorted({reader.person for reader in self.readers.values() if reader.typing})
        self.tell("people", {"here": [], "typing": typing})


class KnowsIdsAlone(Room):
    def submit(self, viewer: Viewer, given: Given, reply: Any, signed_in: bool = False) -> None:
        for (_, command), waiting in self.pending.items():
            if command == given.id:
                waiting.replies.append(reply)
                return
        super().submit(viewer, given, reply, signed_in)


class ForgetsAnswersAtARestart(Room):
    def submit(self, viewer: Viewer, given: Given, reply: Any, signed_in: bool = False) -> None:
        anew = Given(f"{id(self)} {given.id}", given.type, given.data, given.rev, given.on_behalf)
        super().submit(viewer, anew, lambda answer: reply({**answer, "id": given.id}), signed_in)


class StartsClocksAnewAtARestart(Room):
    def _read_log(self) -> None:
        super()._read_log()
        if box := self.state.get("timebox"):
            box.body["ends_at"] = self.now() + int(box["minutes"]) * 60_000


def answers_to_a_guest_hold_nothing_of_ours() -> None:
    workshop = Workshop().open().go_to("briefing").go_to("research")
    card = workshop.ok("Tom", "research.add_card", c="customer", text="SECRET")[0]
    workshop.ok("Fay", "people.invite_again", person=workshop.person("Carl").id)
    for command in ("record.edit", "record.withdraw", "research.add_card", "questions.answer"):
        said = workshop.do("Carl", command, id=card, question=card, text="x", set={"text": "x"}, rev=1)
        assert "SECRET" not in str(said), said


def reveals_say_nothing_of_the_order_of_writing() -> None:
    workshop = Workshop().open()
    slot = next(s for s in workshop.room.state.of("slot") if s["block"] == "promises")
    workshop.ok("Fay", "capture.choose_mode", slot=slot.id, mode="write_reveal", naming="anonymous")
    workshop.ok("Fay", "stage.go", slot=slot.id)
    for number, name in enumerate(TEAM):
        workshop.ok(name, "capture.add_note", key=f"k{number}", text=f"{number}", slot=slot.id)
    workshop.ok("Fay", "capture.reveal", slot=slot.id)
    notes = sorted(workshop.room.state.of("note"), key=lambda note: note["order"])
    assert [note["text"] for note in notes] != sorted(note["text"] for note in notes)


def patches_add_up_to_the_snapshot() -> None:
    workshop = Workshop().open()
    held = sights.browsers(workshop)
    for number in range(12):
        workshop.ok("Tess", "questions.add_question", text=f"{number}")
        sights.check(workshop, held)


def who_comes_late_misses_nothing() -> None:
    workshop = Workshop().open()
    for number in range(6):
        workshop.ok("Tess", "questions.add_question", text=f"{number}")
        workshop.ok("Tess", "people.raise_hand")
        sights.check(workshop, {name: Browser(workshop.audience, workshop.viewer(name)) for name in LATE})
    late = {name: Browser(workshop.audience, workshop.viewer(name)) for name in LATE}
    workshop.ok("Fay", "stage.go", slot="slot:questions")
    workshop.ok("Fay", "capture.reveal", slot="slot:questions")
    sights.check(workshop, late)


def a_guests_snapshot_holds_nothing_of_ours() -> None:
    workshop = Workshop().open().go_to("briefing")
    carl = Browser(workshop.audience, workshop.viewer("Carl"))
    assert b'"Gus"' not in carl.bytes
    assert b'"Gus"' in Browser(workshop.audience, workshop.viewer("Tess")).bytes


def a_guest_is_told_nothing_of_how_many_we_are_and_how_much_we_do() -> None:
    told = []
    for busy in (0, 3):
        workshop = Workshop().open().go_to("briefing")
        carl = Browser(workshop.audience, workshop.viewer("Carl"))
        size = len(carl.bytes)
        for name in TEAM[:busy]:
            Browser(workshop.audience, workshop.viewer(name))
            workshop.ok(name, "people.raise_hand")
        told.append((len(carl.bytes) - size, workshop.audience.number(carl.connection)))
    assert told[0] == told[1]


def the_same_command_gets_the_same_answer_after_a_restart() -> None:
    workshop = Workshop().open().go_to("briefing").go_to("research")
    first = workshop.do("Tom", "research.add_card", key="k", c="customer", text="once")
    again = cast.Room("w", workshop.room.log, lambda: workshop.time, lambda: "new", list)
    card = Given("k", "research.add_card", {"c": "customer", "text": "once"})
    assert again.handle(workshop.viewer("Tom"), card) == first
    assert again.state.count("card") == 1


def a_countdown_goes_on_over_a_restart() -> None:
    workshop = Workshop().open()
    ends = workshop.room.state.records["timebox"]["ends_at"]
    workshop.time += 120_000
    again = cast.Room("w", workshop.room.log, lambda: workshop.time, lambda: "new", list)
    assert again.state.records["timebox"]["ends_at"] == ends


def researching(check: Callable[[Workshop], None]) -> Callable[[], None]:
    return lambda: check(Workshop(rooms.Disk()).open().go_to("briefing").go_to("research"))


def starving(check: Callable[[Workshop, rooms.Disk], None]) -> Callable[[], None]:
    def run() -> None:
        disk = rooms.Disk()
        check(Workshop(disk).open().go_to("briefing").go_to("research"), disk)

    return run


def a_role_changes(workshop: Workshop) -> None:
    browser = Browser(workshop.audience, workshop.viewer("Tess"))
    workshop.ok("Fay", "people.edit", person=workshop.person("Tess").id, set={"role": "customer_guest"})
    workshop.ok("Tom", "research.add_card", c="customer", text="SECRET")
    assert b"SECRET" not in browser.bytes


LATE = ("Fay", "Tess", "Carl", "Screen")
COMMITTING, ROLES, LOBBY = rooms.TestCommitting(), rooms.TestRoles(), rooms.TestTheLobby()
PLANTED: list[tuple[type, Callable[[], None]]] = [
    (AcknowledgesBeforeCommitting, researching(COMMITTING.test_answers_and_tells_only_what_is_stored)),
    (TellsBeforeCommitting, researching(COMMITTING.test_answers_and_tells_only_what_is_stored)),
    (KeepsWhatWasNotStored, starving(rooms.TestAFullDisk().test_refuses_what_waited_and_goes_on_by_itself)),
    (
        DropsDuplicateChecks,
        researching(COMMITTING.test_answers_the_same_id_alike_for_ever_also_when_it_was_refused),
    ),
    (QuotesOursInRefusals, answers_to_a_guest_hold_nothing_of_ours),
    (
        KeepsWhoWroteNamelessNotes,
        rooms.TestNotesWithoutNames().test_leave_nothing_in_the_log_that_names_their_author,
    ),
    (RevealsInTheOrderOfItsRows, reveals_say_nothing_of_the_order_of_writing),
    (RemembersRoles, researching(a_role_changes)),
    (LeavesWindowsOpen, sights.TestGuest().test_gets_nothing_that_was_not_put_and_nothing_after_the_briefing),
    (TellsTheLobby, researching(LOBBY.test_hears_nothing_of_the_room)),
    (ShowsEverybodyWhatIsPersonal, sights.TestReveal().test_withholds_the_text_from_everybody_but_its_author),
    (LosesFrames, patches_add_up_to_the_snapshot),
    (SwapsFrames, patches_add_up_to_the_snapshot),
    (GivesEverybodyTheDesksSnapshot, a_guests_snapshot_holds_nothing_of_ours),
    (NumbersSnapshotsOneBehind, who_comes_late_misses_nothing),
    (MovesOneTabOnly, researching(ROLES.test_are_looked_up_at_every_command_and_every_send)),
    (NumbersByTheLog, a_guest_is_told_nothing_of_how_many_we_are_and_how_much_we_do),
    (TellsGuestsWhoIsHere, a_guest_is_told_nothing_of_how_many_we_are_and_how_much_we_do),
    (TellsWhoTypesWithoutNames, sights.TestReveal().test_without_names_begins_with_nobody_typing),
    (KnowsIdsAlone, researching(COMMITTING.test_keeps_ids_of_different_people_apart)),
    (ForgetsAnswersAtARestart, the_same_command_gets_the_same_answer_after_a_restart),
    (StartsClocksAnewAtARestart, a_countdown_goes_on_over_a_restart),
]


@pytest.mark.parametrize(("planted", "check"), PLANTED, ids=[planted.__name__ for planted, _ in PLANTED])
def test_a_planted_defect_is_caught_by_a_check_that_passes_without_it(
    planted: type, check: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    check()
    monkeypatch.setattr(cast, "Room" if issubclass(planted, Room) else "Audience", planted)
    with pytest.raises(AssertionError):
        check()
