"""The house behind the sockets: seats that end, whoever does not come back, closing, and what the catalogue knows."""

import json
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.house import House as Site
from tests.browser.house import until
from tests.faults.site import Line
from workshop.app import Application, create_app
from workshop.config import Config
from workshop.live import house
from workshop.live.connection import Connection
from workshop.live.scheduler import Threads, Timer
from workshop.rules.events import Change, Entry, Event
from workshop.store.catalogue import Catalogue
from workshop.store.log import Locked
from workshop.store.sqlite import SqliteLog

REMOTE = {"type": "people.arrive", "data": {"how": "remote"}}


class Later(Threads):
    """Threads whose timers go off when a test says so."""

    def __init__(self) -> None:
        self.due: list[tuple[float, Callable[[], object]]] = []
        self.passed = 0.0

    def now(self) -> float:
        return super().now() + self.passed

    def call_later(self, seconds: float, work: Callable[[], object]) -> Timer:
        self.due.append((self.now() + seconds, work))
        return threading.Timer(seconds, work)

    def pass_time(self, seconds: float) -> None:
        """Everything that was to be done within so many seconds is done."""
        self.passed += seconds
        at = self.now()
        now, self.due = [w for s, w in self.due if s <= at], [d for d in self.due if d[0] > at]
        for work in now:
            work()


class Tab:
    """The far end of a socket."""

    def __init__(self, application: Application, site: Site, name: str) -> None:
        self.house = application.services.house
        self.heard: list[tuple[str, Any]] = []
        self.ended = False
        self.connection = Connection(self, site.seats[name], site.cookies[name], "127.0.0.1")
        self.let_in = self.house.opened(self.connection)

    def deliver(self, frames: tuple[bytes, ...]) -> None:
        self.heard += [tuple(json.loads(frame.removeprefix(b"42"))) for frame in frames]

    def end_soon(self, code: int) -> None:
        self.ended = True

    def say(self, name: str, **data: Any) -> None:
        self.house.message(self.connection, name, data)

    def names(self) -> list[str]:
        return [name for name, _ in self.heard]


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def running(site: Site, later: Later) -> Iterator[Application]:
    application = create_app(Config(home=site.home, async_mode="threading"), later)
    yield application
    application.close()


def test_a_seat_that_ends_leaves_the_room_at_once_and_nothing_more_is_taken_from_it(
    site: Site, running: Application
) -> None:
    tab, other = Tab(running, site, "Tess"), Tab(running, site, "Tom")
    for one in (tab, other):
        one.say("hello", protocol=1)
    running.services.house.end_seats([site.seats["Tess"]])
    assert tab.names()[-1] == "closed"
    assert tab.ended
    size = len(tab.heard)
    tab.say("command", id="k1", type="people.raise_hand", data={})
    other.say("command", id="k2", type="people.raise_hand", data={})
    until(lambda: "answer" in other.names())
    assert len(tab.heard) == size
    person = running.services.rooms.open(site.workshop).state.records[site.people["Tess"]]
    assert person["hand"] == ""
    assert running.services.house.connected(site.workshop) == {site.people["Tom"]}


def test_somebody_elses_browser_does_not_get_a_seat(site: Site, running: Application) -> None:
    site.cookies["Tess"], mine = site.cookies["Tom"], site.cookies["Tess"]
    try:
        assert not Tab(running, site, "Tess").let_in
    finally:
        site.cookies["Tess"] = mine


def test_a_remote_person_who_does_not_come_back_after_a_restart_is_lost(site: Site, later: Later) -> None:
    site.do("Mara", "people.arrive", how="remote")
    site.do("Tess", "people.arrive", how="remote")
    application = create_app(Config(home=site.home, async_mode="threading"), later)
    try:
        tess = Tab(application, site, "Tess")
        tess.say("hello", protocol=1)
        state = application.services.rooms.open(site.workshop).state
        assert state.records[site.people["Mara"]]["presence"] == "remote"
        later.pass_time(60)
        assert state.records[site.people["Mara"]]["presence"] == "lost"
        assert state.records[site.people["Tess"]]["presence"] == "remote"
    finally:
        application.close()


def test_whoever_is_remote_and_reads_the_plan_or_the_page_to_sign_is_there_and_is_back_by_asking_for_it(
    site: Site, running: Application, later: Later
) -> None:
    mara = Tab(running, site, "Mara")
    mara.say("hello", protocol=1)
    mara.say("command", id="k1", **REMOTE)
    until(lambda: "answer" in mara.names())
    browser = running.app.test_client()
    browser.set_cookie(running.services.config.cookie, site.cookies["Mara"])
    state = running.services.rooms.open(site.workshop).state

    def presence_after(seconds: float, *pages: str) -> str:
        for page in pages:
            assert browser.get(f"/s/{site.seats['Mara']}/{page}").status_code == 200
        later.pass_time(seconds)
        return str(state.records[site.people["Mara"]]["presence"])

    assert presence_after(0, "signoff") == "remote"
    running.services.house.closed(mara.connection)
    assert presence_after(40) == "remote"
    assert presence_after(40, "version.json") == "remote"
    assert presence_after(40, "thread") == "remote"
    assert presence_after(61) == "lost"
    assert presence_after(0, "plan") == "remote"
    assert presence_after(61) == "lost"


def test_a_lead_in_the_room_whose_last_device_is_gone_for_a_minute_is_noticed_until_it_is_back(
    site: Site, later: Later
) -> None:
    site.do("Fay", "people.arrive", how="room")
    site.do("Tom", "people.arrive", how="room")
    application = create_app(Config(home=site.home, async_mode="threading"), later)
    try:
        tabs = {name: Tab(application, site, name) for name in ("Fay", "Tom")}
        for tab in tabs.values():
            tab.say("hello", protocol=1)
            tab.house.closed(tab.connection)
        later.pass_time(60)
        state = application.services.rooms.open(site.workshop).state
        fay, tom = (state.records[site.people[name]] for name in ("Fay", "Tom"))
        assert (fay["presence"], bool(fay["lost_at"])) == ("room", True)
        assert (tom["presence"], bool(tom["lost_at"])) == ("room", False)
        Tab(application, site, "Fay").say("hello", protocol=1)
        assert state.records[site.people["Fay"]]["lost_at"] == 0
    finally:
        application.close()


def test_a_message_to_the_room_is_the_teams_and_no_visitor_or_wall_hears_of_it(
    site: Site, later: Later
) -> None:
    site.do("Fay", "stage.advance", to="briefing", reason="a test")
    application = create_app(Config(home=site.home, async_mode="threading"), later)
    try:
        tabs = {name: Tab(application, site, name) for name in ("Fay", "Tess", "Mara", "Carl", "Wall")}
        for tab in tabs.values():
            tab.say("hello", protocol=1)
        tabs["Tess"].say("notice", text="Not the desk")
        tabs["Fay"].say("notice", text="Sandwiches at noon")
        heard = {name: d for name, tab in tabs.items() for n, d in tab.heard if n == "notice"}
        assert heard == {
            name: {"text": "Sandwiches at noon", "by": "Fay"} for name in ("Fay", "Tess", "Mara")
        }
        assert all("snapshot" in tabs[name].names() for name in ("Wall", "Carl"))
    finally:
        application.close()


def test_only_a_rehearsal_has_its_own_clock(site: Site, running: Application) -> None:
    room = running.services.rooms.open(site.workshop)
    fay = Tab(running, site, "Fay")
    before = room.now()
    fay.say("rehearsal", now=before + 10_000_000)
    assert room.now() < before + 60_000
    with pytest.raises(ValueError, match="rehearsal"):
        room.set_clock(0)


def test_nothing_is_done_on_a_closed_house_and_the_catalogue_knows_the_last_word(
    site: Site, later: Later
) -> None:
    application = create_app(Config(home=site.home, async_mode="threading"), later)
    tab = Tab(application, site, "Fay")
    tab.say("hello", protocol=1)
    tab.say("command", id="k", type="stage.advance", data={"to": "briefing", "reason": "a test"})
    until(lambda: "answer" in tab.names())
    application.close()
    later.pass_time(10_000)
    catalogue = Catalogue.open(site.home)
    try:
        known = catalogue.get(site.workshop)
        assert known
        assert known.stage == "briefing"
    finally:
        catalogue.close()


def test_the_catalogue_catches_up_after_a_server_was_killed(site: Site, later: Later) -> None:
    site.start()
    try:
        fay = Line(site, "Fay").come()  # type: ignore[arg-type]
        assert fay.give("stage.advance", to="briefing", reason="a test")["ok"]
        fay.sock.close()
    finally:
        site.stop(signal.SIGKILL)
    with site.inside() as parts:
        known = parts.catalogue.get(site.workshop)
        assert known.stage == "briefing"


def test_a_workshop_that_nobody_looks_into_rests_and_is_as_it_was_for_whoever_comes(
    site: Site, running: Application, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, path = running.services.rooms, running.services.home.file(site.workshop)
    tess = Tab(running, site, "Tess")
    for name, data in (("hello", {"protocol": 1}), ("command", {"id": "k1", **REMOTE})):
        tess.say(name, **data)
    until(lambda: "answer" in tess.names())
    later.pass_time(60)
    running.services.house.closed(tess.connection)
    later.pass_time(59)
    with pytest.raises(Locked):
        SqliteLog.open(path)
    monkeypatch.setattr(house, "REST_S", 0)
    later.pass_time(60)
    SqliteLog.open(path).close()  # nobody holds it
    assert not running.services.house.connected(site.workshop)
    later.pass_time(60)
    state = rooms.open(site.workshop).state
    assert state.records[site.people["Tess"]]["presence"] == "remote"
    tom = Tab(running, site, "Tom")
    tom.say("hello", protocol=1)
    tom.say("command", id="k2", type="people.raise_hand", data={})
    until(lambda: "answer" in tom.names())
    assert "patch" in tom.names()
    later.pass_time(60)
    assert state.records[site.people["Tess"]]["presence"] == "lost"
    assert rooms.open(site.workshop).state is state  # somebody is in


def told_of_tess(application: Application, site: Site, later: Later) -> tuple[list[str], list[int]]:
    """Everybody who Tom is told types, once Tess types, and how many the desk is told are done, once she is."""
    tess, tom, fay = (Tab(application, site, name) for name in ("Tess", "Tom", "Fay"))
    for tab in (tess, tom, fay):
        tab.say("hello", protocol=1)
    slot = application.services.rooms.open(site.workshop).state.workshop["slot"]
    tess.say("presence", typing=True, ready=slot)
    later.pass_time(1)
    typing = [person for name, data in tom.heard if name == "people" for person in data["typing"]]
    return typing, [data["ready"] for name, data in fay.heard if name == "people" and "ready" in data]


def test_who_types_is_told_but_without_names_only_how_many_are_done(site: Site, later: Later) -> None:
    found = []
    for naming in ("named", "anonymous"):
        with site.inside() as parts:
            room = parts.rooms.open(site.workshop)
            change = Change(room.state.workshop["slot"], "slot", {"naming": naming, "mode": "write_reveal"})
            event = Event("test.named", room.now(), "", (change,))
            room.log.append(room.log.head, [Entry("", "", {}, (event,))])
        application = create_app(Config(home=site.home, async_mode="threading"), later)
        try:
            found.append(told_of_tess(application, site, later))
        finally:
            application.close()
    assert found == [([site.people["Tess"]], []), ([], [1])]


def test_two_threads_open_the_same_workshop_once(site: Site, running: Application) -> None:
    rooms: list[Any] = []
    both = threading.Barrier(4)

    def come() -> None:
        both.wait()
        rooms.append(running.services.rooms.open(site.workshop))

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rooms) == 4
    assert len({id(room) for room in rooms}) == 1
