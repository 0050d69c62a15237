"""A copy of everything in another folder, every minute, while the server runs."""

import logging

from workshop.config import Config
from workshop.live.scheduler import Scheduler
from workshop.store.copying import beside
from workshop.store.log import StoreError

log = logging.getLogger("workshop.copies")

EVERY_S = 60.0


class Minutely:
    """Copies to the folder that the configuration names, if it names one."""

    def __init__(self, config: Config, scheduler: Scheduler) -> None:
        self._scheduler, self._over, self._failing = scheduler, config.copy_to is None, False
        if config.copy_to is not None:
            self._copies = beside(config.home, config.copy_to)
            scheduler.call_later(1.0, self._renew)

    def stop(self) -> None:
        """No further copy."""
        self._over = True

    def _renew(self) -> None:
        if self._over:
            return
        try:
            self._scheduler.aside(self._copies.renew)
            if self._failing:
                log.info("copies go on")
            self._failing = False
        except (StoreError, OSError) as problem:
            if not self._failing:
                log.warning("no copy: %s", problem)
            self._failing = True
        self._scheduler.call_later(EVERY_S, self._renew)
