"""Clocks as records: `ends_at` (ms) counts only while `paused_at` (ms) is 0. The server never ticks.

The live line of the run sheet has one and every breakout room has one; they stand still and go on alike.
"""

from collections.abc import Iterable

from workshop.rules.events import Change
from workshop.rules.exercise import Ask
from workshop.rules.state import Record


def left(clock: Record, now: int) -> int:
    """What a clock has left (ms), below 0 once its time is up."""
    return int(clock["ends_at"]) - int(clock["paused_at"] or now)


def paused(ask: Ask, clocks: Iterable[Record]) -> list[Change]:
    """Those that run stand still from now on."""
    return [ask.change(one, paused_at=ask.now) for one in clocks if not one["paused_at"]]


def resumed(ask: Ask, clocks: Iterable[Record]) -> list[Change]:
    """Those that stand still go on with what they had left."""
    stood = (one for one in clocks if one["paused_at"])
    return [ask.change(one, ends_at=ask.now + left(one, ask.now), paused_at=0) for one in stood]
