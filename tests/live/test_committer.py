"""Several rooms commit at once: each answers for itself, and only for what is stored."""

import threading
from typing import Any

from tests.cast import Browser, Workshop
from workshop.engine.deciding import Given
from workshop.live.committer import Committer
from workshop.live.scheduler import Threads, one_by_one
from workshop.store.log import Unavailable


class Turns(Threads):
    """A scheduler whose background work runs when the test says so; it notes how many wait together."""

    def __init__(self) -> None:
        self.work: list[Any] = []
        self.waits: list[int] = []
        self.full: set[int] = set()

    def spawn(self, work: Any) -> None:
        self.work.append(work)

    def together(self, works: list[Any]) -> list[Exception | None]:
        self.waits.append(len(works))
        full = Unavailable("the disk is full")
        return [full if n in self.full else one_by_one([work])[0] for n, work in enumerate(works)]

    def run(self) -> None:
        work, self.work = self.work, []
        for one in work:
            one()


def write(workshop: Workshop, text: str) -> list[dict[str, Any]]:
    """A card that waits to be stored; what its author is answered."""
    answers: list[dict[str, Any]] = []
    card = Given(f"k-{text}", "research.add_card", {"c": "customer", "text": text})
    workshop.room.submit(workshop.viewer("Tom"), card, answers.append)
    return answers


def three() -> tuple[Turns, list[Workshop]]:
    turns = Turns()
    committer = Committer(turns)
    workshops = [Workshop().open().go_to("briefing").go_to("research") for _ in range(3)]
    for workshop in workshops:
        workshop.room._wake = committer.wake
    return turns, workshops


def test_rooms_in_which_something_waits_wait_for_the_disk_together() -> None:
    turns, workshops = three()
    answers = [write(workshop, text) for workshop in workshops for text in ("one", "two")]
    assert not any(answers)
    turns.run()
    assert turns.waits == [3]
    assert all(answer[0]["ok"] for answer in answers)
    assert [w.room.log.head for w in workshops] == [w.room.state.seq for w in workshops]
    turns.run()
    assert turns.waits == [3]


def test_a_disk_that_fails_is_told_in_its_own_room_alone() -> None:
    turns, workshops = three()
    turns.full = {1}
    held = [Browser(workshop.audience, workshop.viewer("Tess")) for workshop in workshops]
    answers = [write(workshop, "SECRET") for workshop in workshops]
    turns.run()
    assert [a[0].get("refused", "") for a in answers] == ["", "storage_unavailable", ""]
    assert [b"SECRET" in browser.bytes for browser in held] == [True, False, True]
    turns.full = set()
    again = write(workshops[1], "SECRET")
    turns.run()
    assert again[0]["ok"]
    assert b"SECRET" in held[1].bytes


def test_a_room_that_cannot_tell_what_it_stored_keeps_no_other_from_telling() -> None:
    turns, workshops = three()

    def broken(answer: dict[str, Any]) -> None:
        raise OSError("nobody there")

    card = Given("k", "research.add_card", {"c": "customer", "text": "one"})
    workshops[0].room.submit(workshops[0].viewer("Tom"), card, broken)
    answers = write(workshops[1], "two")
    turns.run()
    assert answers[0]["ok"]
    assert workshops[0].room.log.head == workshops[0].room.state.seq


def test_real_threads_do_things_at_the_same_time_and_hand_on_what_each_raised() -> None:
    import queue

    from workshop.__main__ import Hands

    hands = Hands(threading, queue)
    meeting = threading.Barrier(3, timeout=10)

    def meet() -> None:
        meeting.wait()

    def fail() -> None:
        meeting.wait()
        raise OSError("full")

    for _ in range(3):
        first, second, third = hands.do([meet, fail, meet])
        assert first is None
        assert isinstance(second, OSError)
        assert third is None
    assert hands.do([]) == []
