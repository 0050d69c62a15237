"""How much one connection may send: buckets that fill again with time.

Times are monotonic seconds, so that a clock set back or forward changes nothing.
"""

#: Two buckets, both must have room: the burst, and what holds over minutes.
COMMANDS = ((20.0, 20.0), (100.0, 100.0 / 60))
HELLOS = ((10.0, 0.5),)
CLOCKS = ((20.0, 2.0),)
PRESENCE = ((10.0, 5.0),)
#: A played rehearsal sets its clock before everything anybody does in it.
REHEARSALS = ((200.0, 50.0),)
#: Bytes, each frame counted with what handling it costs at least.
BYTES = ((1_000_000.0, 256_000.0),)
FRAME_COST = 128


class Bucket:
    """Holds `size` at most and fills by `rate` a second. Starts full."""

    __slots__ = ("at", "left", "rate", "size")

    def __init__(self, size: float, rate: float) -> None:
        self.size = size
        self.rate = rate
        self.left = size
        self.at = 0.0

    def refill(self, now: float) -> float:
        """What is in it at this time."""
        if self.at:
            self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        return self.left

    def wait(self, cost: float) -> float:
        """Seconds until it holds so much, as of the last refill."""
        return max(0.0, (cost - self.left) / self.rate)


class Allowance:
    """Buckets that are drawn from together, or not at all."""

    __slots__ = ("buckets",)

    def __init__(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self.buckets = [Bucket(size, rate) for size, rate in sizes]

    def take(self, now: float, cost: float = 1.0) -> float:
        """Take it and return 0, or take nothing and return the seconds to wait."""
        short = [bucket for bucket in self.buckets if bucket.refill(now) < cost]
        if short:
            return max(bucket.wait(cost) for bucket in short)
        for bucket in self.buckets:
            bucket.left -= cost
        return 0.0


class Limits:
    """Everything one connection may use up."""

    __slots__ = ("_bytes", "_messages")

    def __init__(self) -> None:
        self._messages = {
            "command": Allowance(COMMANDS),
            "hello": Allowance(HELLOS),
            "clock": Allowance(CLOCKS),
            "presence": Allowance(PRESENCE),
            "moving": Allowance(HELLOS),
            "notice": Allowance(HELLOS),
            "rehearsal": Allowance(REHEARSALS),
        }
        self._bytes = Allowance(BYTES)

    def message(self, name: str, now: float) -> float:
        """0 if this message may be handled now, else the seconds to wait."""
        return self._messages[name].take(now)

    def bytes(self, size: int, frames: int, now: float) -> float:
        """0 if so many bytes in so many frames are within the rate, else the seconds to wait."""
        return self._bytes.take(now, size + frames * FRAME_COST)


class Forms:
    """What each seat may send by form: as many commands as on a socket. Of many seats the latest are remembered."""

    def __init__(self, most: int = 5000) -> None:
        self._most = most
        self._seats: dict[str, Allowance] = {}

    def command(self, seat: str, now: float) -> float:
        """0 if this seat may give a command now, else the seconds to wait."""
        mine = self._seats.pop(seat, None) or Allowance(COMMANDS)
        self._seats[seat] = mine
        if len(self._seats) > self._most:
            del self._seats[next(iter(self._seats))]
        return mine.take(now)
