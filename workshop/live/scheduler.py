"""Time and concurrency, as the rest of the program sees them.

Only `__main__` knows which library runs the sockets; everybody else is handed a
`Scheduler`. `Threads` is the one for plain threads.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

log = logging.getLogger("workshop.clock")

Done = TypeVar("Done")

#: Counts also while the machine sleeps, where the system has such a clock.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
#: By so much (ms) the machine's clock may differ before anybody is told.
WORTH_SAYING = 2000


class Timer(Protocol):
    """Something that will happen once, unless it is cancelled before."""

    def cancel(self) -> None: ...


class Signal(Protocol):
    """A flag to wait for."""

    def set(self) -> None: ...

    def clear(self) -> None: ...

    def wait(self, timeout: float | None = None) -> bool: ...


class Watch(Protocol):
    """A socket being watched: `writes(True)` also calls when it accepts bytes; `stop` ends all."""

    def writes(self, wanted: bool) -> None: ...

    def stop(self) -> None: ...


class Calls(Protocol):
    """What a watched socket tells. Called from the loop itself: nothing here may wait for anything."""

    def readable(self) -> None: ...

    def writable(self) -> None: ...

    def broken(self) -> None: ...


class Scheduler(Protocol):
    """Background work. Seconds throughout; `now` is monotonic and means nothing outside this process."""

    def spawn(self, work: Callable[[], object]) -> None:
        """Run in the background; an exception there is logged, never lost."""

    def sleep(self, seconds: float) -> None: ...

    def call_later(self, seconds: float, work: Callable[[], object]) -> Timer: ...

    def lock(self) -> AbstractContextManager[Any]:
        """A re-entrant lock."""

    def signal(self) -> Signal: ...

    def now(self) -> float: ...

    def aside(self, work: Callable[[], Done]) -> Done:
        """Do something that keeps a processor busy, such as hashing a password, without holding up everybody else."""

    def together(self, works: list[Callable[[], None]]) -> list[Exception | None]:
        """Do several things that wait for the disk, and give what each of them raised, or None.

        Nothing else runs meanwhile where one loop runs everything.
        """

    def watch(self, sock: socket.socket, calls: Calls) -> Watch | None:
        """Call back whenever a non-blocking socket has something; None where one thread per socket reads instead."""


def one_by_one(works: list[Callable[[], None]]) -> list[Exception | None]:
    """Do several things one after the other; what each of them raised, or None."""
    return [tried(work) for work in works]


def tried(work: Callable[[], None]) -> Exception | None:
    """Do it; what it raised, or None."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - it is handed on
        return error
    return None


class Threads:
    """The scheduler of threading mode: daemon threads and the standard library's locks."""

    def spawn(self, work: Callable[[], object]) -> None:
        """Run in a daemon thread."""
        threading.Thread(target=work, daemon=True).start()

    def sleep(self, seconds: float) -> None:
        """Let others run for so many seconds."""
        time.sleep(seconds)

    def call_later(self, seconds: float, work: Callable[[], object]) -> Timer:
        """Run once, after so many seconds."""
        timer = threading.Timer(seconds, work)
        timer.daemon = True
        timer.start()
        return timer

    def lock(self) -> AbstractContextManager[Any]:
        """A re-entrant lock."""
        return threading.RLock()

    def signal(self) -> Signal:
        """A flag to wait for."""
        return threading.Event()

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def aside(self, work: Callable[[], Done]) -> Done:
        """Each request has a thread of its own already."""
        return work()

    def together(self, works: list[Callable[[], None]]) -> list[Exception | None]:
        """One after the other."""
        return one_by_one(works)

    def watch(self, sock: socket.socket, calls: Calls) -> Watch | None:
        """Nothing watches sockets here: each has a thread of its own."""
        return None


def machine() -> int:
    """What the machine's clock says, which people and networks set: ms since 1970, UTC."""
    return time.time_ns() // 1_000_000


def steady() -> int:
    """Milliseconds by a clock that nobody sets."""
    return time.clock_gettime_ns(_STEADY) // 1_000_000


class Clock:
    """The server's one clock: calling it gives ms since 1970, UTC.

    It is set by the machine's clock and goes by one that nobody sets. So no countdown jumps and no time
    in a log goes back when somebody puts the machine right in the middle of a day.
    """

    def __init__(self, machine: Callable[[], int] = machine, steady: Callable[[], int] = steady) -> None:
        self._machine, self._steady = machine, steady
        self._ahead = machine() - steady()
        self._said = 0

    def __call__(self) -> int:
        return self._steady() + self._ahead

    def follow(self, free: bool) -> None:
        """Where it is free to, take the machine's time; else say once that it waits for that."""
        off = self._machine() - self()
        if free:
            self._ahead += off
            self._said = 0
        elif abs(off - self._said) > WORTH_SAYING:
            log.warning(
                "the machine's clock was set by %+.0f s: followed once nobody is connected", off / 1000
            )
            self._said = off
