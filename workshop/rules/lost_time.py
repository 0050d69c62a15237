"""Ways to make up lost time, worked out: only those that really work.

A way works when no fixed time is missed any more and the day ends when it should. Protected
lines are not touched. What is late before a fixed time is made up before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workshop.rules.timing import MINUTE, Expected, Line, deadline, ends, expect

#: As many as somebody can compare while thirty people wait.
MOST = 3
#: Late by no more than this is borne (minutes): no ways to make it up are offered for it.
MUCH = 10
#: Less time than this with nothing planned in it is nobody's business (minutes).
HOLE = 10


@dataclass(frozen=True)
class Way:
    """A way to make it up: new minutes by line, lines dropped or left for the next day, fixed times moved.

    `early` come before the line `before`, in the `room` (minutes) that is free from the moment `free` (ms) on.
    `ends` is the day's new end (ms), 0 where it stays; `won` the minutes made up.
    """

    name: str
    minutes: Mapping[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    tomorrow: tuple[str, ...] = ()
    fixed: Mapping[str, int] = field(default_factory=dict)
    ends: int = 0
    won: int = 0
    early: tuple[str, ...] = ()
    before: str = ""
    free: int = 0
    room: int = 0


def late(lines: Sequence[Line], begin: int, end: int) -> int:
    """By how many whole minutes a fixed time, or else the day's end, is missed: the larger of both."""
    found = expect(lines, begin, end)
    over = [one.missed for one in found] + [_past(found, begin, end)]
    return max(over, default=0) // MINUTE


def ways(
    lines: Sequence[Line],
    begin: int,
    end: int,
    tomorrow: Sequence[Line] = (),
    tomorrow_end: tuple[int, int] = (0, 0),
    may_wait: Iterable[str] = (),
) -> list[Way]:
    """Up to three ways for lines that begin at `begin` and should end by `end`, none if nothing is late.

    `tomorrow` are the next day's lines with their (begin, end); `may_wait` the lines that may be left for it.
    """
    if not late(lines, begin, end):
        return []
    lines, moved = _from_now(lines, begin)
    if not late(lines, begin, end):
        return [Way("later", fixed=moved)] if moved else []
    made = [
        earlier(lines, begin, end),
        _shorten(lines, begin, end),
        _drop(lines, begin, end),
        _next_day(lines, begin, end, tomorrow, tomorrow_end, frozenset(may_wait)),
        _least(lines, begin, end),
        _later(lines, begin, end),
    ]
    good = [
        replace(way, fixed={**moved, **way.fixed}) for way in made if way and works(lines, way, begin, end)
    ]
    return good[: MOST - 1] + good[-1:] if len(good) > MOST else good


def _from_now(lines: Sequence[Line], begin: int) -> tuple[list[Line], dict[str, int]]:
    """What should have begun before now cannot any more: it begins now, by a new fixed time where it may move."""
    if not lines or not 0 < lines[0].fixed < begin:
        return list(lines), {}
    first = replace(lines[0], fixed=_whole(begin))
    return [first, *lines[1:]], {first.id: first.fixed} if first.movable else {}


def applied(lines: Sequence[Line], way: Way) -> list[Line]:
    """The lines as they stand once a way was taken."""
    if way.early:
        come = [line for name in way.early for line in lines if line.id == name]
        stay = [line for line in lines if line.id not in way.early]
        place = next(n for n, line in enumerate(stay) if line.id == way.before)
        lines = [*stay[:place], *come, *stay[place:]]
    return [
        replace(
            line,
            minutes=way.minutes.get(line.id, line.minutes),
            fixed=way.fixed.get(line.id, line.fixed),
        )
        for line in lines
        if line.id not in way.dropped and line.id not in way.tomorrow
    ]


def works(lines: Sequence[Line], way: Way, begin: int, end: int) -> bool:
    """Whether afterwards every fixed time holds and the day ends in time, with nothing protected touched."""
    after = applied(lines, way)
    kept = {line.id: line for line in after}
    fair = all(line.id in kept and kept[line.id].minutes >= line.minutes for line in lines if line.protected)
    least = all(kept[line.id].minutes >= min(line.minimum, line.minutes) for line in lines if line.id in kept)
    return fair and least and not late(after, begin, way.ends or end)


def earlier(lines: Sequence[Line], begin: int, end: int) -> Way | None:
    """Use the first free time before a fixed one for what comes later in the day, None where nothing fits.

    What is late even then is borne if it is little, else shortened, else the day ends later.
    """
    clock = begin
    for place, one in enumerate(expect(lines, begin, end)):
        room = (one.start - clock) // MINUTE
        come = _fitting(lines[place:], room) if room >= HOLE else []
        if come:
            names = tuple(line.id for line in come)
            way = Way("earlier", early=names, before=lines[place].id, free=clock, room=room)
            return _with_the_rest(applied(lines, way), way, begin, end)
        clock = one.end
    return None


def _fitting(lines: Sequence[Line], room: int) -> list[Line]:
    """What may come before the first of these lines and is over in so many minutes: breaks first, nothing overtaken."""
    found: list[Line] = []
    guest = False
    for line in lines:
        guest = guest or line.guest
        if line.fixed or line.guest or (guest and line.waits):
            continue
        may = line.minutes <= room and not line.protected and (line.early or not guest)
        if not may and not line.rest:
            break
        if may and line.minutes:
            found.append(line)
            room -= line.minutes
    breaks = [line for line in found if line.rest]
    return [*breaks, *(line for line in found if not line.rest)] if len(breaks) < len(found) else []


def _with_the_rest(lines: Sequence[Line], way: Way, begin: int, end: int) -> Way | None:
    """A way with what is needed besides, on the lines as they stand by it."""
    owed = late(lines, begin, end)
    if not owed:
        return way
    tries = [_later, _shorten, _least] if owed <= MUCH else [_shorten, _least, _later]
    more = next((one for found in tries if (one := found(lines, begin, end))), None)
    return (
        replace(way, minutes=more.minutes, fixed=more.fixed, ends=more.ends, won=more.won) if more else None
    )


def _shorten(lines: Sequence[Line], begin: int, end: int) -> Way | None:
    """From each in proportion to what it has above its minimum, fixed time by fixed time."""
    minutes: dict[str, int] = {}
    clock, place = begin, 0
    while place < len(lines):
        limit, until = deadline(lines, place, end)
        run = list(lines[place:until])
        over = -(-max(0, ends(run, clock, limit) - limit) // MINUTE) if limit else 0
        # A break has already given what it has; the others give in proportion.
        spare = {
            x.id: x.minutes - x.minimum for x in run if not (x.protected or x.rest or x.minutes <= x.minimum)
        }
        if over > sum(spare.values()):
            return None
        for name, share in _shares(spare, over).items():
            minutes[name] = next(x.minutes for x in run if x.id == name) - share
        clock = ends([replace(x, minutes=minutes.get(x.id, x.minutes)) for x in run], clock, limit)
        place = until
    won = sum(x.minutes - minutes[x.id] for x in lines if x.id in minutes)
    return Way("shorten", minutes=minutes, won=won) if minutes else None


def _shares(spare: Mapping[str, int], owed: int) -> dict[str, int]:
    """`owed` minutes shared out in proportion, in whole minutes that add up exactly."""
    total = sum(spare.values())
    if not owed or not total:
        return {}
    exact = {name: have * owed / total for name, have in spare.items()}
    shares = {name: int(share) for name, share in exact.items()}
    left = owed - sum(shares.values())
    by_rest = sorted(spare, key=lambda name: (shares[name] - exact[name], -spare[name]))
    for name in by_rest:
        if left and shares[name] < spare[name]:
            shares[name], left = shares[name] + 1, left - 1
    return {name: share for name, share in shares.items() if share}


def _drop(lines: Sequence[Line], begin: int, end: int) -> Way | None:
    """Leave out what may be left out, the last first and no more than needed; what is still owed is shortened."""
    may = [x for x in reversed(lines) if x.optional and not x.protected]
    dropped: list[Line] = []
    for line in may:
        if late(_without(lines, dropped), begin, end):
            dropped.append(line)
    for line in sorted(dropped, key=lambda x: -x.minutes):
        fewer = [x for x in dropped if x.id != line.id]
        # What does not help is not dropped: a line after lunch, say, when it is lunch that would be late.
        if late(_without(lines, fewer), begin, end) <= late(_without(lines, dropped), begin, end):
            dropped = fewer
    if not dropped:
        return None
    rest = _without(lines, dropped)
    more = _shorten(rest, begin, end) if late(rest, begin, end) else None
    won = sum(x.minutes for x in dropped) + (more.won if more else 0)
    return Way("drop", more.minutes if more else {}, tuple(x.id for x in dropped), won=won)


def _next_day(
    lines: Sequence[Line],
    begin: int,
    end: int,
    tomorrow: Sequence[Line],
    hours: tuple[int, int],
    may_wait: frozenset[str],
) -> Way | None:
    """Leave something for the next day, where that has room for it by shortening."""
    for line in reversed(lines):
        if line.id not in may_wait or line.protected or line.rest:
            continue
        if late(_without(lines, [line]), begin, end):
            continue
        day = [replace(line, fixed=0), *tomorrow]
        if not late(day, *hours):
            return Way("tomorrow", tomorrow=(line.id,), won=line.minutes)
        less = _shorten(day, *hours)
        if less:
            return Way("tomorrow", less.minutes, tomorrow=(line.id,), won=line.minutes)
    return None


def _later(lines: Sequence[Line], begin: int, end: int) -> Way | None:
    """Let what may move begin later, and the day end later; a time that somebody else depends on stays."""
    found = expect(lines, begin, end)
    moved = {}
    for line, one in zip(lines, found, strict=True):
        if one.missed and not line.movable:
            return None
        if one.missed:
            moved[line.id] = _whole(one.start)
    after = applied(lines, Way("later", fixed=moved))
    over = _past(expect(after, begin, end), begin, end)
    if not moved and not over:
        return None
    return Way("later", fixed=moved, ends=_whole(end + over) if over else 0)


def _least(lines: Sequence[Line], begin: int, end: int) -> Way | None:
    """Where shortening alone is not enough: what helps goes to its minimum, and the day ends later by what is left."""
    spare = [x for x in lines if not (x.protected or x.rest or x.minutes <= x.minimum)]
    minutes = {x.id: x.minimum for x in spare}
    if not minutes or _shorten(lines, begin, end):
        return None
    least = late(applied(lines, Way("least", minutes=minutes)), begin, end)
    for line in spare:
        fewer = {name: left for name, left in minutes.items() if name != line.id}
        if late(applied(lines, Way("least", minutes=fewer)), begin, end) <= least:
            minutes = fewer
    later = _later(applied(lines, Way("least", minutes=minutes)), begin, end) if minutes else None
    won = sum(x.minutes - x.minimum for x in spare if x.id in minutes)
    return replace(later, name="least", minutes=minutes, won=won) if later else None


def _without(lines: Sequence[Line], gone: Sequence[Line]) -> list[Line]:
    names = {line.id for line in gone}
    return [line for line in lines if line.id not in names]


def _past(found: Sequence[Expected], begin: int, end: int) -> int:
    return max(0, (found[-1].end if found else begin) - end) if end else 0


def _whole(moment: int) -> int:
    """The next whole minute."""
    return -(-moment // MINUTE) * MINUTE
