"""After a storm the server is as large as after the one before it, and holds nothing of what was."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.house import until
from tests.faults.site import Line, Site, times
from workshop.rules.events import Change, Entry, Event

pytestmark = pytest.mark.alone

#: Seconds in which everything has to be forgotten. With 70 the server's waiting times are its own, else short.
IDLE_S = times("IDLE_S", 20)
SHORT = IDLE_S < 70
MANY = times("STORM", 40)
PEOPLE = ("Tess", "Tom", "Mara", "Fay", "Screen")


class Laid:
    """A server that tells what it holds, and several workshops in it, each of which has its storm."""

    def __init__(self, first: Site, workshops: int) -> None:
        self.sites = [first, *(first.twin("research") for _ in range(workshops - 1))]
        for site in self.sites:
            if SHORT:
                hurry(site)
        first.program = "tests.faults.laid_open"
        first.start()

    def held(self) -> dict[str, int]:
        """How many of everything that comes and goes."""
        with urlopen(f"http://127.0.0.1:{self.sites[0].port}/held", timeout=10) as response:
            found: dict[str, int] = json.load(response)
        return found

    def size(self) -> int:
        """The bytes of its process."""
        assert self.sites[0].process
        pages = int(Path(f"/proc/{self.sites[0].process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def storm(self, site: Site) -> None:
        """Everything that comes over one of the workshops."""
        come_and_go(site)
        self.write_to_somebody_who_reads_nothing(site)
        look_at_pages(site)

    def size_at_rest(self, before: dict[str, int]) -> int:
        """How large it is, once it holds what it held before."""
        end = time.monotonic() + IDLE_S
        while (held := self.held()) != before and time.monotonic() < end:
            time.sleep(0.2)
        assert held == before
        return self.size()

    def write_to_somebody_who_reads_nothing(self, site: Site) -> None:
        """One writes as fast as it goes; of those who listen one takes in nothing, until it is dropped."""
        with site.line("Fay") as fay, site.line("Tess") as tess:
            stuck = Line(site, "Mara", window=4096).come()
            for number in range(MANY):
                assert tess.give("research.add_card", c="customer", text=f"{number} " + "y" * 3000)["ok"]
            with pytest.raises(ConnectionError):
                ask_again_and_again(stuck)
            until(lambda: self.held()["sockets"] == 2)
            stuck.sock.close()
            fay.caught_up()
            assert len(fay.words()) == MANY


def hurry(site: Site) -> None:
    """Whoever loses the connection is lost after a second, not a minute."""
    with site.inside() as parts:
        room = parts.rooms.open(site.workshop)
        change = Change("workshop", "workshop", {"grace_s": 1})
        event = Event("test.hurried", room.now(), "", (change,))
        room.log.append(room.log.head, [Entry("", "", {}, (event,))])


def ask_again_and_again(line: Line) -> None:
    """For all there is, and take in nothing of it, until the server has had enough."""
    while True:
        line.event("hello", protocol=1)


def come_and_go(site: Site) -> None:
    """Many connect, say hello and drop, and some drop in the middle of the handshake."""
    for number in range(4 * MANY):
        line = Line(site, PEOPLE[number % len(PEOPLE)])
        if number % 7:
            line.come()
            line.event("presence", typing=True, ready=True)
        line.sock.close()


def look_at_pages(site: Site) -> None:
    for path in ("", "plan", "plan.json", "minutes.md") * 5:
        assert site.request("Tom", path)[0] == 200


def test_the_server_holds_no_more_after_every_storm(
    house: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAID_OPEN_REST_S", "0.5" if SHORT else "60")
    server = Laid(house("research"), 2 + times("STORMS", 2))
    first, warm, *rest = server.sites
    with first.line("Tess"):
        pass
    until(lambda: not sum(number for name, number in server.held().items() if name != "greenlets"), IDLE_S)
    before = server.held()
    server.storm(warm)
    size = server.size_at_rest(before)
    for site in rest:
        server.storm(site)
        assert server.size_at_rest(before) < size * 1.05
