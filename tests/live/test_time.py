"""One clock for everybody: it goes on evenly while the machine's is set forward and back under it."""

import logging
import sqlite3
from collections.abc import Iterator

import pytest

from tests.browser.house import House as Site
from tests.cast import NINE, Workshop
from tests.live.test_rooms_house import Later, Tab
from workshop.app import Application, create_app
from workshop.config import Config
from workshop.live.scheduler import Clock
from workshop.room import Room
from workshop.rules import people, schedule
from workshop.rules.events import Event
from workshop.web.tries import FAILING_TAKES_MS, Tries, wait_out

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
STEPS = (HOUR, -HOUR, DAY, -DAY, 90 * SECOND, -90 * SECOND)


class Machine:
    """A machine on which time passes, and whose clock is set."""

    def __init__(self) -> None:
        self.passed, self.off = 0, NINE

    def wall(self) -> int:
        return self.passed + self.off

    def steady(self) -> int:
        return self.passed + 77

    def clock(self) -> Clock:
        return Clock(self.wall, self.steady)


@pytest.fixture
def machine() -> Machine:
    return Machine()


class TestClock:
    def test_starts_with_the_machines_time(self, machine: Machine) -> None:
        assert machine.clock()() == NINE
        assert abs(Clock()() - Clock()()) < SECOND

    @pytest.mark.parametrize("step", STEPS)
    def test_goes_on_evenly_when_the_machines_is_set(self, machine: Machine, step: int) -> None:
        clock = machine.clock()
        machine.passed += 5 * SECOND
        machine.off += step
        assert clock() == NINE + 5 * SECOND
        machine.passed += 1
        clock.follow(free=False)
        assert clock() == NINE + 5 * SECOND + 1

    @pytest.mark.parametrize("step", STEPS)
    def test_follows_it_once_it_is_free_to(self, machine: Machine, step: int) -> None:
        clock = machine.clock()
        machine.off += step
        clock.follow(free=True)
        assert clock() == NINE + step

    def test_says_once_that_it_waits(self, machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
        clock = machine.clock()
        with caplog.at_level(logging.WARNING):
            for off in (1, HOUR, HOUR + 1, HOUR):
                machine.off = NINE + off
                clock.follow(free=False)
        assert [record.getMessage() for record in caplog.records] == [
            "the machine's clock was set by +3600 s: followed once nobody is connected"
        ]


class Restarting(Workshop):
    """A workshop whose server can be started again, on a machine whose clock was set meanwhile."""

    def restart(self, step: int = 0) -> "Restarting":
        old, self.time = self.room, self.time + step
        self.room = Room("w", old.log, lambda: self.time, lambda: next(self.ids), list)
        return self

    def left(self) -> int:
        """What every screen shows of the timebox (ms)."""
        return int(self.room.state.records["timebox"]["ends_at"]) - self.room.now()


@pytest.fixture
def room() -> Restarting:
    made = Restarting()
    made.open().go_to("briefing").go_to("research")
    return made


class TestARestartAfterTheClockWasSetBack:
    @pytest.mark.parametrize("step", [-90 * SECOND, -HOUR, -DAY])
    def test_leaves_the_countdown_where_it_was_and_lets_it_go_on(self, room: Restarting, step: int) -> None:
        before = room.left()
        room.restart(step)
        assert room.left() == before
        room.time += 2 * MINUTE
        assert room.left() == before - 2 * MINUTE

    @pytest.mark.parametrize("step", [-90 * SECOND, -HOUR, -DAY])
    def test_leaves_times_in_order_also_of_what_the_server_notices_itself(
        self, room: Restarting, step: int
    ) -> None:
        for _ in range(3):
            room.ok("Tom", "research.add_card", c="customer", text="x")
            room.restart(step)
            room.room.observe(lambda _, now: lost(room, now))
            room.ok("Tess", "people.arrive", how="remote")
        times = [event.at for _, event in room.room.log.read()]
        assert times == sorted(times)
        assert len(set(times[-9:])) > 3

    def test_lets_a_co_facilitator_lead_after_a_minute_and_not_before(self, room: Restarting) -> None:
        room.ok("Fay", "people.arrive", how="remote")
        room.restart(-HOUR)
        room.room.observe(lambda _, now: lost(room, now, "Fay"))
        assert room.refused("Tom", "people.take_over") == "not_facilitator"
        assert room.refused("Tom", "people.take_over", sure=True) == "not_facilitator"
        room.time += 61 * SECOND
        room.ok("Cora", "people.take_over")

    def test_gives_two_minutes_to_undo_and_no_more(self, room: Restarting) -> None:
        given = room.do("Tom", "research.add_card", c="customer", text="x")["undo"]["event"]
        room.restart(-DAY)
        late = room.do("Tom", "research.add_card", c="customer", text="y")["undo"]["event"]
        room.ok("Tom", "record.undo", event=given)
        room.time += 2 * MINUTE
        assert room.refused("Tom", "record.undo", event=late) == "invalid"

    def test_keeps_out_whose_last_day_was_yesterday(self, room: Restarting) -> None:
        room.ok("Fay", "people.edit", person=room.person("Ben").id, set={"until": "2025-10-09"})
        room.time += DAY
        assert room.refused("Ben", "people.raise_hand") == "excluded"
        room.ok("Tom", "people.raise_hand")
        room.restart(-DAY)
        assert room.refused("Ben", "people.raise_hand") == "excluded"


def lost(room: Workshop, now: int, name: str = "Tess") -> Event:
    return people.lost(room.room.state, room.person(name), now)


class TestTheNightTheClocksChange:
    """Europe/Paris, 2025-10-26: three o'clock is two o'clock again."""

    @pytest.fixture
    def night(self) -> Workshop:
        made = Workshop(time_zone="Europe/Paris")
        made.time = 1_761_435_000_000  # half past one in the morning
        return made.open()

    def test_a_clock_runs_its_minutes_and_not_an_hour_more(self, night: Workshop) -> None:
        night.ok("Fay", "clock.set", seconds=5400)
        ends = night.time + 90 * MINUTE
        for _ in range(3):
            night.time += 40 * MINUTE
            night.ok("Tess", "people.raise_hand")
            assert night.room.state.records["timebox"]["ends_at"] == ends
        assert night.room.now() == night.time

    def test_what_is_fixed_at_a_time_of_day_stands_at_that_time_of_the_new_day(self, night: Workshop) -> None:
        for _ in range(5):
            night.time += 45 * MINUTE
            half_past_twelve = schedule.at_clock(night.room.state, "12:30", night.room.now())
            assert half_past_twelve == 1_761_478_200_000  # 11:30 UTC: it is winter's time by then


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def running(site: Site, later: Later, machine: Machine) -> Iterator[Application]:
    application = create_app(Config(home=site.home, async_mode="threading"), later, lambda: machine.off)
    yield application
    application.close()


class TestAServer:
    @pytest.fixture(autouse=True)
    def today(self, machine: Machine) -> None:
        machine.off = Clock()()

    @pytest.mark.parametrize("step", STEPS)
    def test_is_not_moved_while_somebody_is_connected_and_follows_when_all_have_gone(
        self, running: Application, site: Site, later: Later, machine: Machine, step: int
    ) -> None:
        room, clock = running.services.rooms.open(site.workshop), running.services.clock
        tess = Tab(running, site, "Tess")
        before = room.now()
        machine.off += step
        later.pass_time(60)
        assert before <= room.now() < before + 20 * SECOND
        running.services.house.closed(tess.connection)
        later.pass_time(60)
        assert abs(clock() - before - step) < 20 * SECOND
        assert room.now() >= [event.at for _, event in room.log.read()][-1]

    def test_keeps_a_pin_for_five_minutes_whatever_happens_to_the_clock(
        self, running: Application, site: Site, later: Later, machine: Machine
    ) -> None:
        accounts, clock = running.services.accounts, running.services.clock
        seat = site.seats["Mara"]
        accounts.mark_pin(seat, clock() + 5 * MINUTE)

        def may_sign(at: int) -> bool:
            with sqlite3.connect(site.home / "accounts.db") as db:
                session = db.execute("SELECT session FROM seat WHERE id = ?", (seat,)).fetchone()[0]
            found = accounts.seat(seat, session)
            assert found
            return bool(found.may_sign(at))

        assert may_sign(clock())
        for step in STEPS:
            machine.off += step
            assert may_sign(clock())
        assert not may_sign(clock() + 5 * MINUTE)
        assert not may_sign(clock() - HOUR)  # by a clock that was set back before a restart

    def test_answers_a_failed_guess_soon_also_when_the_clock_is_set_back_meanwhile(
        self, running: Application, machine: Machine
    ) -> None:
        waited: list[float] = []
        running.services.scheduler.sleep = waited.append
        with running.app.test_request_context():
            began = running.services.clock()
            machine.off -= HOUR
            wait_out(began)
        assert sum(waited) <= FAILING_TAKES_MS / 1000


def test_tries_are_counted_by_the_same_clock(machine: Machine) -> None:
    clock, tries = machine.clock(), Tries(2, MINUTE)
    for step in (0, -HOUR):
        machine.off += step
        tries.failed("k", clock())
    assert tries.spent("k", clock())
    machine.off += DAY
    assert tries.spent("k", clock())
    machine.passed += MINUTE
    assert not tries.spent("k", clock())
