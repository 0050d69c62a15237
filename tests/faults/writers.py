"""People who write one card after another, as fast as they are answered."""

import secrets
import threading
import time
from collections.abc import Iterable
from typing import Any

from tests.browser.house import until
from tests.faults.site import Site, come_back
from tests.live.wired import Gone

WRITERS = ("Tess", "Tom", "Mara", "Fay", "Tess", "Tom")


class Writer(threading.Thread):
    """Somebody who writes one card after another, and sends again what was not answered."""

    def __init__(self, site: Site, name: str, number: int, pause: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.site, self.person, self.number, self.pause = site, name, number, pause
        self.taken: dict[str, tuple[str, dict[str, Any]]] = {}
        self.order: list[str] = []
        self.failed: list[BaseException] = []
        self.over = threading.Event()

    def run(self) -> None:
        try:
            self._write()
        except BaseException as failure:  # noqa: BLE001 - told to the test
            self.failed.append(failure)

    def _write(self) -> None:
        line = come_back(self.site, self.person)
        while not self.over.is_set():
            key, text = secrets.token_hex(16), f"{self.number} {len(self.order)}"
            while True:
                try:
                    answer = line.give("research.add_card", key, c="customer", text=text)
                    break
                except (Gone, OSError):
                    line.sock.close()
                    line = come_back(self.site, self.person)
            if answer.get("refused") != "storage_unavailable":
                assert answer.get("ok"), answer
                self.taken[key] = (text, answer)
                self.order.append(text)
            time.sleep(self.pause)
        line.sock.close()

    def stop(self) -> None:
        self.over.set()
        self.join(30)
        assert not self.failed, self.failed
        assert not self.is_alive()


def writing(site: Site, people: tuple[str, ...] = WRITERS, pause: float = 0.0) -> list[Writer]:
    writers = [Writer(site, name, number, pause) for number, name in enumerate(people)]
    for writer in writers:
        writer.start()
    return writers


def write_on(writers: Iterable[Writer], more: int = 8) -> None:
    """Wait until each of them has written so many more."""
    wanted = [(writer, len(writer.order) + more) for writer in writers]
    until(lambda: all(len(writer.order) >= number or writer.failed for writer, number in wanted), 30)
