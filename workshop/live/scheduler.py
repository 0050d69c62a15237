"""Time and concurrency, as the rest of the program sees them.

Only `__main__` knows which library runs the sockets; everybody else is handed a
`Scheduler`. `Threads` is the one for plain threads.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

Done = TypeVar("Done")


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

    def watch(self, sock: socket.socket, calls: Calls) -> Watch | None:
        """Call back whenever a non-blocking socket has something; None where one thread per socket reads instead."""


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

    def watch(self, sock: socket.socket, calls: Calls) -> Watch | None:
        """Nothing watches sockets here: each has a thread of its own."""
        return None
