"""The second laptop in the room: it fetches a copy every minute, and goes on with it when the first one dies."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from workshop.store.copying import Copies
from workshop.store.log import Unavailable

#: Seconds after which an answer is not waited for any more.
PATIENCE = 30
Say = Callable[[str], None]


def follow(address: str, word: str, home: Path, every: float, say: Say, times: int = 0) -> None:
    """Copy from a running server into a home every so many seconds, for ever or so many `times`.

    Raises `Unavailable` when the first attempt fails, `Locked` when a server runs on the copy.
    """
    base = address.rstrip("/")

    def fetch(path: str) -> bytes:
        asked = urllib.request.Request(f"{base}/{path}", headers={"Authorization": f"Bearer {word}"})  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - the address was typed
                content: bytes = answer.read()
                return content
        except (urllib.error.URLError, OSError) as problem:
            reason = getattr(problem, "reason", "") or problem
            raise Unavailable(f"{base} does not give a copy: {reason}.") from problem

    copies = Copies(
        home, lambda: dict(json.loads(fetch("copies.json"))["files"]), lambda name: fetch(f"copies/{name}")
    )
    done, last, gone = 0, "", False
    while True:
        try:
            copied, gone = copies.renew(), False
            last = time.strftime("%H:%M:%S")
            if copied:
                say(f"{last}: {len(copied)} {'file' if len(copied) == 1 else 'files'} copied.")
        except Unavailable as problem:
            if not last:
                raise
            if not gone:
                say(f"{problem} The copy here is of {last}. To go on with it, stop this and type:")
                say(f"  workshop serve --room --home {home}")
            gone = True
        done += 1
        if done == times:
            return
        time.sleep(every)
