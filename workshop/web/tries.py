"""How often somebody may guess: failures are counted by who guesses and by what is guessed at.

Counts live in memory. A restart forgives, and guessing 40 bits or more at this pace gets nowhere.
"""

from collections import deque

from flask import current_app, request

from workshop.web.seat import services

MINUTE = 60_000
HOUR = 60 * MINUTE
#: Every answer to a failed guess leaves this long after the request came, so that its time tells nothing.
FAILING_TAKES_MS = 300
MOST_KEYS = 50_000


class Tries:
    """Failures within a window (ms) for any number of keys."""

    def __init__(self, most: int, within: int) -> None:
        self._most, self._within = most, within
        self._failures: dict[str, deque[int]] = {}

    def spent(self, key: str, now: int) -> bool:
        """Whether this key has failed too often lately."""
        failures = self._failures.get(key)
        while failures and failures[0] <= now - self._within:
            failures.popleft()
        return bool(failures) and len(failures or ()) >= self._most

    def failed(self, key: str, now: int) -> None:
        """Count a failure."""
        if len(self._failures) >= MOST_KEYS:
            self._failures = {k: f for k, f in self._failures.items() if f and f[-1] > now - self._within}
        self._failures.setdefault(key, deque(maxlen=self._most)).append(now)

    def take_back(self, key: str) -> None:
        """The last one counted was none."""
        if failures := self._failures.get(key):
            failures.pop()

    def forget(self, key: str) -> None:
        """It was right: start again from nothing."""
        self._failures.pop(key, None)


def tries(name: str, most: int, within: int) -> Tries:
    """The counter of this name in the running server."""
    counters: dict[str, Tries] = current_app.extensions.setdefault("workshop.tries", {})
    return counters.setdefault(name, Tries(most, within))


def too_many(name: str) -> bool:
    """Whether this source has failed ten times within a minute."""
    config, now = services().config, services().clock()
    return config.rate_limits and tries(name, 10, MINUTE).spent(source(), now)


def note_failure(name: str, began: int) -> None:
    """Count this source's failure, and wait until the moment at which every failure is answered."""
    tries(name, 10, MINUTE).failed(source(), services().clock())
    wait_out(began)


def wait_out(began: int) -> None:
    """Wait until the moment at which every failure that began then is answered."""
    parts = services()
    left = began + FAILING_TAKES_MS - parts.clock()
    if left > 0:
        parts.scheduler.sleep(left / 1000)


def source() -> str:
    """Where a request comes from, as far as we know."""
    return request.remote_addr or "?"
