"""When things will be: lines of a run sheet walked forward from now.

Moments are milliseconds, lengths whole minutes. A line with a fixed time waits for it. A gap
before a fixed time takes up lateness by itself, a break gives what it has above its minimum;
only then is a fixed time said to be missed, with its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MINUTE = 60_000


@dataclass(frozen=True)
class Line:
    """One line still to come. `fixed` is when it must start (ms), 0 where it floats; `movable` says that it may.

    `guest`: the customer is there; `waits` for what they say; `early`: it may come before them.
    """

    id: str
    minutes: int
    minimum: int = 0
    fixed: int = 0
    movable: bool = False
    protected: bool = False
    optional: bool = False
    rest: bool = False
    guest: bool = False
    waits: bool = False
    early: bool = False


@dataclass(frozen=True)
class Expected:
    """When a line is expected: start and end (ms), and by how much its fixed time is missed (ms).

    `give` is what a break could still give up (ms).
    """

    slot: str
    start: int
    end: int
    missed: int = 0
    give: int = 0


def expect(lines: Sequence[Line], begin: int, end: int = 0) -> list[Expected]:
    """Start and end of every line, the first one from `begin` (ms) on, with `end` as the day's end (0: none)."""
    clock, found = begin, []
    for place, line in enumerate(lines):
        start = max(clock, line.fixed)
        spare = max(0, line.minutes - line.minimum) * MINUTE if line.rest else 0
        given = min(spare, _over(lines, place, start, end)) if spare else 0
        finish = start + line.minutes * MINUTE - given
        missed = max(0, clock - line.fixed) if line.fixed else 0
        found.append(Expected(line.id, start, finish, missed, spare - given))
        clock = finish
    return found


def ends(lines: Sequence[Line], begin: int, end: int = 0) -> int:
    """When the last of these lines is over (ms)."""
    found = expect(lines, begin, end)
    return found[-1].end if found else begin


def nearest(lines: Sequence[Line], begin: int, moment: int) -> int | None:
    """The place of the line that ends nearest to a moment (ms); None if they are all over before it."""
    ends_ = [line.end for line in expect(lines, begin)]
    if not ends_ or ends_[-1] <= moment:
        return None
    return min(range(len(ends_)), key=lambda place: abs(ends_[place] - moment))


def deadline(lines: Sequence[Line], place: int, end: int = 0) -> tuple[int, int]:
    """The next fixed time after a line and its place: the day's end and the number of lines where there is none."""
    for later in range(place + 1, len(lines)):
        if lines[later].fixed:
            return lines[later].fixed, later
    return end, len(lines)


def _over(lines: Sequence[Line], place: int, start: int, end: int) -> int:
    """By how much the next fixed time would be missed if this line began then and nothing gave way (ms)."""
    limit, until = deadline(lines, place, end)
    if not limit:
        return 0
    return max(0, start + sum(line.minutes for line in lines[place:until]) * MINUTE - limit)
