"""How evenly a stage was shared: each one's part against a fair one, weighted by how long each was there.

D is 0 where everybody's part is as large as their presence, and 1 where one voice (of whoever was
there least) was all there was. Below three people or 24 contributions nothing is said: chance alone
would look uneven. Beside it stand two measures that know no presence, to compare with others' figures:
the normalised entropy of the shares, and Gini's coefficient of the counts.
"""

import math
from collections.abc import Collection, Mapping

import msgspec

PEOPLE = 3
CONTRIBUTIONS = 24
#: So much speaking counts as one contribution (ms).
UNIT_MS = 30_000
UNEVEN, FEW = 0.08, 0.18
#: So many times a fair part, and so much more of the whole, is much for one person; less than half of one is little.
MUCH, MUCH_MORE, LITTLE = 1.8, 0.08, 0.5


class Part(msgspec.Struct, frozen=True):
    """One person's share of a channel and the share that would be fair, both 0 to 1."""

    share: float
    fair: float


class Channel(msgspec.Struct, frozen=True):
    """Cards, turns or seconds of one stage: how many, how unevenly (`d`, 0 to 1), and each one's part.

    `evenness` is 1 and `gini` 0 where everybody has as much as everybody else, however long they were there.
    """

    total: float
    d: float
    evenness: float
    gini: float
    level: str
    parts: dict[str, Part]


def fair(presence: Mapping[str, float]) -> dict[str, float]:
    """Fair shares, in proportion to presence; nobody who was never there. They sum to 1."""
    there = {person: time for person, time in presence.items() if time > 0}
    whole = sum(there.values())
    return {person: time / whole for person, time in there.items()}


def index(shares: Mapping[str, float], fair_: Mapping[str, float]) -> float:
    """D: the squared distance from the fair shares over the largest that there could be."""
    apart = sum((shares.get(person, 0.0) - e) ** 2 for person, e in fair_.items())
    most = 1 - 2 * min(fair_.values()) + sum(e * e for e in fair_.values())
    return apart / most if most else 0.0


def measure(counts: Mapping[str, float], presence: Mapping[str, float], unit: float = 1) -> Channel | None:
    """A channel measured; None where too few people were there or too little came (in units of `unit`)."""
    fair_ = fair(presence)
    mine = {person: counts.get(person, 0) for person in fair_}
    total = sum(mine.values())
    n = total / unit
    if len(fair_) < PEOPLE or n < CONTRIBUTIONS:
        return None
    shares = {person: count / total for person, count in mine.items()}
    d = index(shares, fair_)
    parts = {person: Part(shares[person], e) for person, e in fair_.items()}
    return Channel(total, d, evenness(shares.values()), gini(mine.values()), level(d, n), parts)


def evenness(shares: Collection[float]) -> float:
    """Normalised entropy, H / ln n: 1 where all shares are equal, 0 where one voice is all there was."""
    said = -sum(q * math.log(q) for q in shares if q > 0)
    return min(1.0, max(0.0, said / math.log(len(shares)))) if len(shares) > 1 else 1.0


def gini(counts: Collection[float]) -> float:
    """Gini's coefficient: 0 where all have as much, (n - 1) / n where one has everything."""
    n, whole = len(counts), sum(counts)
    ranked = sum(place * count for place, count in enumerate(sorted(counts), 1))
    return max(0.0, 2 * ranked / (n * whole) - (n + 1) / n) if whole else 0.0


def level(d: float, n: float) -> str:
    """One of even, uneven and few (voices): uneven only above what chance gives with so many contributions."""
    if d > FEW:
        return "few"
    return "uneven" if d > max(UNEVEN, 3 / n) else "even"


def busiest(channel: Channel) -> Part:
    """The part of whoever has the largest share."""
    return max(channel.parts.values(), key=lambda part: part.share)


def carries(parts: Collection[Part]) -> str:
    """What somebody's parts of the channels come to: "much" of one, "little" of all, or "fair"."""
    if any(part.share > MUCH * part.fair and part.share - part.fair > MUCH_MORE for part in parts):
        return "much"
    return "little" if all(part.share < LITTLE * part.fair for part in parts) else "fair"


def carried(channel: Channel) -> tuple[int, float, float]:
    """What the busiest third carried: how many people, their share, and the share that would have been fair."""
    busiest = sorted(channel.parts.values(), key=lambda part: part.fair - part.share)
    third = max(1, round(len(busiest) / 3))
    return third, sum(p.share for p in busiest[:third]), sum(p.fair for p in busiest[:third])
