"""A log that is gone with the process: for tests, and for a walk-through nobody keeps."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from workshop.rules.events import Entry, Event, Sealed
from workshop.store.log import (
    NO_CHAIN,
    Answer,
    Batch,
    Conflict,
    Row,
    Verdict,
    blind,
    checked,
    judge,
    kept_answer,
    prepare,
    receipt_answer,
    sealed_after,
)

NAME = "The log in memory"


class MemoryLog:
    """The contract of `log.Log`, in lists and dictionaries."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._answers: dict[tuple[str, str], Answer] = {}
        self._receipts: dict[str, str] = {}
        self._sealed: dict[str, Sealed] = {}
        self._secrets: dict[str, bytes] = {}
        self._alone = threading.RLock()

    @property
    def head(self) -> int:
        """The sequence number of the last event."""
        return len(self._rows)

    @property
    def chain(self) -> str:
        """The head of the chain in hexadecimal."""
        return self._chain_at(self.head).hex()

    def _chain_at(self, seq: int) -> bytes:
        return self._rows[seq - 1].chain if seq else NO_CHAIN

    def append(self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()) -> int:
        """Store the entries; the new head."""
        with self.appending(expected, entries, erase):
            pass
        return self.head

    @contextmanager
    def appending(
        self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()
    ) -> Iterator[Callable[[], None]]:
        """The same; nothing has to be waited for."""
        with self._alone:
            if expected != self.head:
                raise Conflict(f"{NAME} is at {self.head}, not at {expected}.")
            batch = prepare(self.head, self._chain_at(self.head), entries, erase)
            self._refuse_repeats(batch)
            yield lambda: None
            self._erase(batch.erase)
            self._rows.extend(batch.rows)
            self._answers.update(((a.person, a.command), a) for a in batch.answers)
            self._receipts.update(batch.receipts)
            self._sealed = sealed_after(self._sealed, batch)

    def _refuse_repeats(self, batch: Batch) -> None:
        named = [(a.person, a.command) for a in batch.answers]
        given = len([entry for entry in batch.entries if entry.command])
        if len(set(named)) + len(batch.receipts) < given:
            raise Conflict(f"{NAME} was given the same command twice.")
        if any(key in self._answers for key in named) or batch.receipts.keys() & self._receipts.keys():
            raise Conflict(f"{NAME} has already answered this command.")

    def _erase(self, seqs: Sequence[int]) -> None:
        for seq in seqs:
            self._rows[seq - 1] = msgspec.structs.replace(self._rows[seq - 1], salt=None, body=None)
        for key, answer in self._answers.items() if seqs else ():
            if "refused" in msgspec.json.decode(answer.body or "{}"):
                self._answers[key] = msgspec.structs.replace(answer, body="")

    def read(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Events after a sequence number, checked against the chain."""
        return checked(self.rows(after), after, self._chain_at(min(after, self.head)), NAME)

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The same as they are kept."""
        return iter(self._rows[after:])

    def find(self, person: str, command: str) -> dict[str, Any] | None:
        """The answer this person's command got."""
        answer = self._answers.get((person, command))
        if answer:
            return kept_answer(answer.body, command)
        receipt = self._receipts.get(blind(person, command))
        return receipt_answer(receipt, command) if receipt else None

    def sealed(self) -> list[Sealed]:
        """Anonymous notes that wait for their reveal."""
        return sorted(self._sealed.values(), key=lambda note: note.id)

    def secret(self, name: str) -> bytes | None:
        """A value outside the chain."""
        return self._secrets.get(name)

    def keep(self, name: str, value: bytes | None) -> None:
        """Set such a value; None forgets it."""
        if value is None:
            self._secrets.pop(name, None)
        else:
            self._secrets[name] = value

    def verify(self) -> Verdict:
        """Examine every row."""
        return judge(self._rows)

    def close(self) -> None:
        """Nothing to let go of."""
