"""Byte by byte: what is hidden until a reveal, how a vote stands, and who wrote without a name, reach nobody."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.faults.site import Line, Site
from tests.faults.test_guests import leaks, received
from workshop.live.audience import PACE_S

ELSE = ("Fay", "Cora", "Tom", "Mara", "Sven", "Screen")
NOTE = "SECRET thought of hers"
MORE = ("Ana", "Ben", "Ida")


class Listening:
    """Everybody's socket on one workshop at a stage; what each was sent, and every page they can ask for."""

    def __init__(self, site: Site, stack: ExitStack) -> None:
        self.site = site
        self.lines: dict[str, Line] = {n: stack.enter_context(site.line(n)) for n in ("Tess", *ELSE)}
        assert self.lines["Cora"].give("people.arrive", how="room")["ok"]

    def ok(self, name: str, command: str, /, **data: Any) -> list[str]:
        """Somebody's command, which must be taken."""
        answer = self.lines[name].give(command, **data)
        assert answer.get("ok"), (name, command, answer)
        return list(answer["made"])

    def got(self, name: str) -> bytes:
        """Every byte somebody got so far."""
        return received(self.site, name, self.lines[name], ())

    def hear(self) -> None:
        """Everybody takes in all that was sent until now, and what follows it at the server's pace."""
        for pause in (PACE_S * 1.2, 0):
            for line in self.lines.values():
                line.caught_up()
            time.sleep(pause)

    def nobody_has(self, *secrets: str) -> None:
        """None of these reached anybody but their author."""
        assert {name: found for name in ELSE if (found := leaks(self.got(name), secrets))} == {}

    def records(self, name: str, kind: str) -> Iterator[dict[str, Any]]:
        """Every record of a kind that was ever sent to somebody."""
        for text in self.lines[name].texts:
            if text.startswith(('42["patch"', '42["snapshot"')):
                said = json.loads(text[2:])[1]
                for layer in said.get("layers", [said]):
                    yield from (r for r in layer["put"] if r["kind"] == kind)


@pytest.fixture(scope="module")
def stages(street: Site) -> dict[str, Site]:
    """A workshop at each stage a test needs, all on one server; the one that is stopped for its file is the last."""
    made = {stage: street.twin(stage) for stage in ("research", "focus", "stakeholders", "signoff")}
    street.start()
    return made


@pytest.fixture
def listening(stages: dict[str, Site]) -> Iterator[Callable[[str], Listening]]:
    with ExitStack() as stack:
        yield lambda stage: Listening(stages[stage], stack)


def test_a_named_thought_reaches_nobody_before_its_reveal_and_everybody_inside_after_it(
    listening: Callable[[str], Listening],
) -> None:
    room = listening("research")
    room.ok("Fay", "stage.go", slot="slot:debrief")
    room.ok("Tess", "capture.add_note", text=NOTE)
    assert leaks(room.got("Tess"), [NOTE]) == [NOTE]
    room.nobody_has(NOTE)
    room.ok("Fay", "capture.reveal", slot="slot:debrief")
    assert [name for name in ELSE if leaks(room.got(name), [NOTE])] == [
        "Fay",
        "Cora",
        "Tom",
        "Mara",
        "Screen",
    ]


def test_nobody_learns_how_a_vote_stands_before_it_is_closed(
    listening: Callable[[str], Listening],
) -> None:
    room = listening("focus")
    deals = [room.ok("Tess", "insight_map.add_goal", text=text)[0] for text in "ABCD"]
    voters = [room.site.people[n] for n in ("Tess", "Tom", "Mara")]
    ballot = room.ok("Fay", "vote.open", title="Which", items=deals, dots_each=4, voters=voters)[0]
    for item, dots in zip(deals, (3, 1), strict=False):
        room.ok("Tess", "vote.set_dots", ballot=ballot, item=item, dots=dots)
    room.hear()
    tally = re.compile(rf'"{deals[0]}":\s*3'.encode())
    for name in ELSE:
        assert not tally.search(room.got(name)), name
        assert not list(room.records(name, "dots")), name
        assert all(not r["body"].get("tally") for r in room.records(name, "ballot")), name
    assert [r["body"]["dots"][deals[0]] for r in room.records("Tess", "dots")][-1] == 3
    room.ok("Fay", "vote.close", ballot=ballot)
    room.hear()
    assert any(r["body"].get("tally") for r in room.records("Tom", "ballot"))
    assert [name for name in ELSE if not tally.search(room.got(name))] == ["Sven"]
    assert not list(room.records("Tom", "dots"))


def test_how_one_person_feels_reaches_nobody_and_four_make_a_picture(
    listening: Callable[[str], Listening],
) -> None:
    room = listening("stakeholders")
    asked = room.ok("Fay", "pulse.ask", question="energy")[0]
    room.ok("Tess", "pulse.answer", pulse=asked, value=1)
    room.hear()
    for name in ELSE:
        assert not list(room.records(name, "pulse_answer")), name
    room.ok("Fay", "pulse.close", pulse=asked)
    room.hear()
    assert [r["body"]["spread"] for r in room.records("Tom", "pulse")][-1] == {}


def test_a_thought_without_a_name_leads_to_nobody_in_any_byte_or_row(
    listening: Callable[[str], Listening],
) -> None:
    room = listening("signoff")
    more = room.ok("Fay", "people.add", people=[{"name": name} for name in MORE])
    # Three could have written when it began: with names, and nothing that was begun without one is kept.
    begun = room.lines["Tess"].give("capture.add_note", text=NOTE, naming="anonymous")
    assert begun["refused"] == "invalid"
    for person in more:
        room.ok("Fay", "people.attest", person=person, presence="room")
    room.ok("Fay", "stage.go", slot="slot:premortem")
    room.ok("Tess", "capture.add_note", text=NOTE, naming="anonymous")
    room.ok("Tom", "capture.add_note", text="Another one", naming="anonymous")
    room.nobody_has(NOTE)
    room.ok("Fay", "capture.reveal", slot="slot:premortem")
    room.hear()
    for name in ("Tess", "Fay", "Tom"):
        shown = [r for r in room.records(name, "note") if r["body"]["text"] == NOTE]
        assert shown
        assert {r["by"] for r in shown} == {""}
        assert room.site.people["Tess"] not in json.dumps(shown)
    room.site.stop()
    with room.site.inside() as parts:
        log = parts.rooms.open(room.site.workshop).log
        [event] = [e for _, e in log.read() if NOTE in str(e.changes)]
        assert event.by == ""
        assert not log.sealed()
    for file in room.site.home.glob(f"{room.site.workshop}*"):
        around = [part[-400:] + NOTE.encode() for part in file.read_bytes().split(NOTE.encode())[:-1]]
        assert all(room.site.people["Tess"].encode() not in part for part in around)
