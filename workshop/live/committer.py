"""Commits what waits in all rooms: those that wait when it runs share one wait for the disk."""

import logging
from collections.abc import Iterable

from workshop.live.scheduler import Scheduler
from workshop.room import Room

log = logging.getLogger("workshop.live")


class Committer:
    """Without a timer: what comes while it commits waits for the next time."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._lock = scheduler.lock()
        self._waiting: list[Room] = []

    def wake(self, room: Room) -> None:
        """Something waits in this room."""
        with self._lock:
            self._waiting.append(room)
            if len(self._waiting) == 1:
                self._scheduler.spawn(self._run)

    def _run(self) -> None:
        with self._lock:
            rooms, self._waiting = self._waiting, []
        self._commit(rooms)

    def _commit(self, rooms: Iterable[Room]) -> None:
        begun = []
        for room in rooms:
            going = room.committing()
            if wait := next(going, None):
                begun.append((going, wait))
        raised = self._scheduler.together([wait for _, wait in begun])
        for (going, _), error in zip(begun, raised, strict=True):
            try:
                going.throw(error) if error else next(going)
            except StopIteration:
                pass
            except Exception:
                log.exception("what was stored could not be told")
