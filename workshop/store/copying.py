"""Keeping a second copy of a whole home up to date, so that another laptop can go on with it."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from workshop.store.archive import backup
from workshop.store.catalogue import Home
from workshop.store.log import Foreign, Unavailable

ACCOUNTS = "accounts.db"


def marks(home: Path) -> dict[str, str]:
    """Every file that a copy needs, with a mark that changes when it does. Raises OSError when it cannot look."""
    files, _ = Home(home).workshops()
    accounts = home / ACCOUNTS
    return {path.name: _mark(path) for path in [*files, *([accounts] if accounts.exists() else [])]}


def taken(home: Path, name: str) -> bytes:
    """One file of a home as it is now, whole and examined, also while a server writes to it. `Foreign`: none such."""
    if name not in marks(home):
        raise Foreign(f"“{name}” is not a file of this home.")
    with tempfile.TemporaryDirectory(prefix="workshop-copy-") as folder:
        draft = Path(folder) / name
        backup(home / name, draft)
        return draft.read_bytes()


class Copies:
    """A copy of a home in a folder. `take` gives a file's bytes, `marks` what there is now."""

    def __init__(
        self, target: Path, marks: Callable[[], dict[str, str]], take: Callable[[str], bytes]
    ) -> None:
        self.target, self._marks, self._take = target, marks, take
        self._have: dict[str, str] = {}

    def renew(self) -> list[str]:
        """Bring the copy up to date; the names of what was copied.

        Each file is replaced as a whole or not at all. Raises `Locked` when a server runs on the copy, and
        what marking and taking raise.
        """
        copied = []
        with _alone(self.target):
            for name, mark in self._marks().items():
                if self._have.get(name) != mark:
                    _put(self.target / name, self._take(name))
                    self._have[name] = mark
                    copied.append(name)
        return copied


def beside(home: Path, target: Path) -> Copies:
    """A copy of a home of this machine, in a mounted or synchronised folder."""
    return Copies(target, lambda: marks(home), lambda name: taken(home, name))


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    place = Home(target)
    place.lock()
    try:
        yield
    finally:
        place.unlock()


def _put(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        draft.replace(path)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.") from error


def _mark(path: Path) -> str:
    sides = [path, path.with_name(f"{path.name}-wal")]
    found = [side.stat() for side in sides if side.exists()]
    return ".".join(f"{one.st_mtime_ns}-{one.st_size}" for one in found)
