"""The contract of a workshop's log, and the arithmetic every log shares.

A log is a row of events with dense sequence numbers from 1. Each row's hash covers its
salted body, and the chain runs over the hashes: a body can be erased and the chain still
holds, while anything else that changes breaks it.

    hash(i)  = sha256(salt(i) + body(i))
    chain(i) = sha256(chain(i-1) + i as 8 bytes + hash(i)),   chain(0) = 32 zero bytes
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec

from workshop.rules.events import Entry, Event, Sealed

NO_CHAIN = bytes(32)
SALT_BYTES = 16
ERASED = Event(type="erased", at=0)

_decode_event = msgspec.json.Decoder(Event).decode
_encode = msgspec.json.encode


class StoreError(Exception):
    """Something about a file. Its text is a plain sentence that names the file."""


class Conflict(StoreError):
    """The log is further than the writer believed, or the same command was already answered."""


class Unavailable(StoreError):
    """Nothing can be saved just now: disk full, file locked, input or output failed. Worth another try."""


class Damaged(StoreError):
    """The file does not hold together. It is not served; a backup is needed."""


class Foreign(StoreError):
    """Not a file of this program."""


class Newer(StoreError):
    """Written by a newer version of this program."""


class Locked(StoreError):
    """Another server holds it."""


class Row(msgspec.Struct, frozen=True):
    """One event as it is kept. `salt` and `body` are both None once it is erased."""

    seq: int
    salt: bytes | None
    body: bytes | None
    hash: bytes
    chain: bytes


class Answer(msgspec.Struct, frozen=True):
    """A command's answer as it is kept: `body` is JSON, `at_seq` the log's head when it was given."""

    person: str
    command: str
    at_seq: int
    body: str


class Verdict(msgspec.Struct, frozen=True):
    """What an examination found. `faults` are sentences; none means the log holds together."""

    head: int
    chain: str
    erased: int
    faults: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


class Batch(msgspec.Struct, frozen=True):
    """Entries made ready to be stored in one transaction."""

    rows: list[Row]
    answers: list[Answer]
    receipts: dict[str, str]
    entries: Sequence[Entry]
    erase: tuple[int, ...]

    @property
    def touches_sealed(self) -> bool:
        """Whether anonymous notes come or go."""
        return any(entry.seal or entry.unseal for entry in self.entries)


class Log(Protocol):
    """One workshop's log. Every method may raise `StoreError`; only one writer is open at a time."""

    @property
    def head(self) -> int:
        """The sequence number of the last event, 0 for an empty log."""

    @property
    def chain(self) -> str:
        """The head of the chain in hexadecimal."""

    def append(self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()) -> int:
        """Store the entries in one transaction, durable on return; the new head.

        `expected` is the head the writer decided on; `erase` names earlier events whose words go.
        Raises `Conflict` for a stale `expected`, an answered command or an unknown event to erase,
        and ValueError for text no JSON can carry; then nothing is stored. After `Unavailable`
        read `head` again: a commit that was cut off may have become durable after all.
        """

    def appending(
        self, expected: int, entries: Sequence[Entry], erase: Sequence[int] = ()
    ) -> AbstractContextManager[Callable[[], None]]:
        """The same with the waiting for the disk apart, so that several logs can wait side by side.

        What it gives makes the entries durable and may be called in another thread; what that raises
        has to be raised in the block. Without a call they are durable at its end.
        """

    def read(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Committed events after a sequence number, checked against the chain. An erased one is `ERASED`."""

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The same as they are kept, unchecked."""

    def find(self, person: str, command: str) -> dict[str, Any] | None:
        """The answer this person's command got, whenever that was."""

    def sealed(self) -> list[Sealed]:
        """Anonymous notes that wait for their reveal, in the order of their random ids."""

    def secret(self, name: str) -> bytes | None:
        """A value that belongs to the workshop and is neither in the chain nor exported."""

    def keep(self, name: str, value: bytes | None) -> None:
        """Set such a value; None forgets it."""

    def verify(self) -> Verdict:
        """Examine everything, without raising for what is found."""

    def close(self) -> None:
        """Let go of the file."""


def hash_of(salt: bytes, body: bytes) -> bytes:
    """The salted hash of an event's body."""
    return hashlib.sha256(salt + body).digest()


def link(chain: bytes, seq: int, row_hash: bytes) -> bytes:
    """The chain one row further."""
    return hashlib.sha256(chain + seq.to_bytes(8, "big") + row_hash).digest()


def prepare(head: int, chain: bytes, entries: Sequence[Entry], erase: Sequence[int]) -> Batch:
    """Give the entries' events their numbers, hashes and links after `head`."""
    missing = [seq for seq in erase if not 0 < seq <= head]
    if missing:
        raise Conflict(f"There is no event {missing[0]} to erase.")
    rows: list[Row] = []
    answers: list[Answer] = []
    receipts: dict[str, str] = {}
    for entry in entries:
        for event in entry.events:
            rows.append(_row(head := head + 1, chain, _encode(event)))
            chain = rows[-1].chain
        if entry.command and entry.seal:
            receipts[blind(entry.person, entry.command)] = _without_id(entry)
        elif entry.command:
            answers.append(Answer(entry.person, entry.command, head, _encode(entry.answer).decode()))
    return Batch(rows, answers, receipts, entries, tuple(sorted(set(erase))))


def _row(seq: int, chain: bytes, body: bytes) -> Row:
    salt = os.urandom(SALT_BYTES)
    digest = hash_of(salt, body)
    return Row(seq, salt, body, digest, link(chain, seq, digest))


def blind(person: str, command: str) -> str:
    """Under what an anonymous note's answer is kept.

    Command ids are 128 random bits which only the author's browser knows, so nobody who
    holds the file can find the person, while the author's retry still gets its answer.
    """
    return hashlib.sha256(f"{person}\n{command}".encode()).hexdigest()


def _without_id(entry: Entry) -> str:
    # The command's id beside its blinded form would let the file's holder try every person.
    answer = dict(entry.answer)
    if answer.get("id") == entry.command:
        answer["id"] = ""
    if isinstance(made := answer.get("made"), list):
        answer["made"] = ["" if one == entry.command else one for one in made]
    text = _encode(answer).decode()
    if f'"{entry.command}"' in text:
        raise ValueError("the answer to an anonymous note must not repeat its command id")
    return text


def kept_answer(body: str | None, command: str) -> dict[str, Any]:
    """An answer as its author got it; without a body, what is left of it."""
    if not body:
        # A refusal may have quoted somebody whose words were erased since.
        say = "This was not taken, and its words have been erased since."
        return {"id": command, "refused": "invalid", "field": "", "say": say}
    try:
        answer: dict[str, Any] = msgspec.json.decode(body, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise Damaged(f"The answer that was given to {command} cannot be read.") from error
    return answer


def receipt_answer(body: str, command: str) -> dict[str, Any]:
    """The answer of an anonymous note as its author got it."""
    answer = kept_answer(body, command)
    if answer.get("id") == "":
        answer["id"] = command
    if isinstance(made := answer.get("made"), list):
        answer["made"] = [one or command for one in made]
    return answer


def sealed_after(kept: Mapping[str, Sealed], batch: Batch) -> dict[str, Sealed]:
    """The notes that wait once the batch is stored: an id given again replaces, an empty text removes."""
    notes = dict(kept)
    for entry in batch.entries:
        notes.update((note.id, note) for note in entry.seal)
        notes = {i: note for i, note in notes.items() if note.text and note.block not in entry.unseal}
    return notes


def event_of(row: Row, name: str) -> Event:
    """The event in a row. Raises `Damaged` when it cannot be read."""
    if row.body is None:
        return ERASED
    try:
        return _decode_event(row.body)
    except msgspec.MsgspecError as error:
        raise Damaged(f"Event {row.seq} of {name} cannot be read.") from error


def checked(rows: Iterable[Row], after: int, chain: bytes, name: str) -> Iterator[tuple[int, Event]]:
    """Events from rows that follow `after` and its chain. Raises `Damaged` where a row does not fit."""
    for row in rows:
        fault = fault_of(row, after + 1, chain)
        if fault:
            raise Damaged(f"{name} is damaged: {fault}")
        after, chain = row.seq, row.chain
        yield row.seq, event_of(row, name)


def fault_of(row: Row, seq: int, chain: bytes) -> str:
    """What is wrong with a row that should have this number and follow this chain, or nothing."""
    if row.seq != seq:
        return f"event {row.seq} stands where event {seq} should."
    if (row.body is None) != (row.salt is None):
        return f"event {seq} is half erased."
    if row.body is not None and row.salt is not None and hash_of(row.salt, row.body) != row.hash:
        return f"the words of event {seq} were changed."
    if link(chain, seq, row.hash) != row.chain:
        return f"the chain breaks at event {seq}."
    return ""


def judge(rows: Iterable[Row], more: Iterable[str] = ()) -> Verdict:
    """Examine a whole log from its first row; `more` are faults found elsewhere in the file."""
    head, chain, erased = 0, NO_CHAIN, 0
    faults = list(more)
    for row in rows:
        fault = fault_of(row, head + 1, chain)
        if fault:
            faults.append(fault)
        head, chain, erased = row.seq, row.chain, erased + (row.body is None)
    return Verdict(head, chain.hex(), erased, tuple(faults))
