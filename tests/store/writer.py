"""A writer in a process of its own, to be killed: says which command it was told is safe, and only then."""

import sys
from pathlib import Path

from tests.store.contract import anonymous, entry
from workshop.store.sqlite import SqliteLog


def write(path: Path) -> None:
    log = SqliteLog.open(path)
    for number in range(1_000_000):
        start = log.head
        log.append(start, [entry(f"{start}_{number}_{i}") for i in range(3)])
        sys.stdout.write("".join(f"p_tess c_{start}_{number}_{i}\n" for i in range(3)))
        log.append(log.head, [anonymous(f"{start}_{number}", "unsigned")])
        sys.stdout.write(f"p_ben c_{start}_{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
