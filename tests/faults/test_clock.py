"""A real server whose machine's clock is set while a timebox runs: nobody's countdown moves by it."""

import time

import pytest

from tests.faults.site import Line, Site
from workshop.store.sqlite import SqliteLog

HOUR, DAY = 3_600_000, 86_400_000


class Screen:
    """What one person's page shows of the clock, from what the server tells, beside a stopwatch of their own."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.began, self.first = time.monotonic(), self.left()

    def left(self) -> float:
        """What is left of the timebox (ms)."""
        now = self.line.caught_up()
        box = next(r["timebox"]["body"] for r in self.line.held.values() if "timebox" in r)
        return float(box["ends_at"]) - now

    def off(self) -> float:
        """How much more it shows than it should by the stopwatch (ms)."""
        return self.left() - self.first + (time.monotonic() - self.began) * 1000


@pytest.fixture(scope="module")
def workshops(street: Site) -> list[Site]:
    """A workshop for each of what follows, on one server."""
    street.program = "tests.faults.laid_open"
    made = [street.twin("research") for _ in range(3)]
    street.start()
    return made


def set_machine(site: Site, off: int) -> None:
    (site.home / "clock").write_text(str(off))


def times(site: Site) -> list[int]:
    """Of all that happened, by the log (ms)."""
    log = SqliteLog.reader(site.file)
    try:
        return [event.at for _, event in log.read()]
    finally:
        log.close()


def test_a_clock_that_is_set_forward_and_back_moves_no_countdown_and_no_time_in_the_log(
    workshops: list[Site],
) -> None:
    site = workshops[0]
    with site.line("Tess") as tess, site.line("Fay") as fay, site.line("Cora") as cora:
        assert fay.give("clock.set", seconds=1800)["ok"]
        screen = Screen(tess)
        assert cora.give("people.arrive", how="room")["ok"]
        for step in (HOUR, -HOUR, DAY, -DAY, 0, -90_000, 90_000, DAY):
            set_machine(site, step)
            assert fay.give("people.raise_hand")["ok"]
            assert tess.give("research.add_card", c="customer", text=f"{step}")["ok"]
            assert abs(screen.off()) < 1000
            assert cora.give("people.take_over")["refused"] == "invalid"  # whoever leads has not been away
    assert times(site) == sorted(times(site))
    assert abs(times(site)[-1] - time.time_ns() // 1_000_000) < 60_000


@pytest.mark.parametrize(("number", "step"), [(1, -HOUR), (2, -DAY)])
def test_a_server_that_starts_by_a_clock_that_was_set_back_goes_on_where_it_was(
    workshops: list[Site], number: int, step: int
) -> None:
    site = workshops[number]
    with site.line("Fay") as fay:
        assert fay.give("clock.set", seconds=1800)["ok"]
        screen = Screen(fay)
    set_machine(site, step)
    site.stop()
    site.start()
    with site.line("Fay") as fay:
        away = (time.monotonic() - screen.began) * 1000
        screen.line = fay
        # What passed while it was away cannot be known; nothing more is given or taken.
        assert -1000 < screen.off() < away + 1000
        assert fay.give("people.raise_hand")["ok"]
    assert times(site) == sorted(times(site))
