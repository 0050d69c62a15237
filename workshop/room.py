"""One running workshop: decides, folds, commits, and only then tells.

Deciding and folding happen at once on the newest state, committed or pending. One
committer takes all that is pending, appends it in one transaction, then answers the
authors and publishes. If appending fails the state goes back to what the log holds.
"""

import logging
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from typing import Any, Protocol

import msgspec

from workshop.engine.deciding import Edge, Given, Outcome, decide
from workshop.engine.seeing import as_seen
from workshop.rules import photos
from workshop.rules.events import Entry, Event
from workshop.rules.refusals import RETRY, Refusal
from workshop.rules.roles import Viewer
from workshop.rules.state import State, apply
from workshop.store.log import Log, StoreError

log = logging.getLogger("workshop.room")

Answer = dict[str, Any]
Reply = Callable[[Answer], None]
Wait = Callable[[], None]


class Audience(Protocol):
    """Whoever is told what was committed."""

    def publish(self, touched: Iterable[str]) -> Callable[[], None]:
        """Work out what each stream gets; the returned function sends it (authors were answered in between)."""
        ...

    def reset(self) -> None:
        """The state was read anew: everybody needs a snapshot."""
        ...


class _Pending(msgspec.Struct):
    entry: Entry
    replies: list[Reply]


class Room:
    """A workshop that is open. Log, clock (ms), ids and chance are passed in; nothing here knows a socket."""

    def __init__(
        self,
        workshop: str,
        log: Log,
        clock: Callable[[], int],
        new_id: Callable[[], str],
        shuffle: Callable[[Iterable[Any]], list[Any]],
        wake: Callable[["Room"], None] | None = None,
    ):
        self.workshop = workshop
        self.log = log
        self.audience: Audience | None = None
        self.state = State()
        self._clock, self._new_id, self._shuffle, self._wake = clock, new_id, shuffle, wake
        self.pending: dict[tuple[str, str], _Pending] = {}
        self._unnamed = 0
        self._astray = False
        self._last = self._ahead = 0
        self.lock = threading.RLock()
        self._read_log()

    def now(self) -> int:
        """The workshop's time in ms: the server's clock, or a rehearsal's own. It goes on from what last happened,
        also where that was by a clock that has been set back since.
        """
        at = self._clock()
        if at + self._ahead < self._last:
            self._ahead = self._last - at
        return at + self._ahead

    def set_clock(self, moment: int) -> None:
        """Give a rehearsal its own time (ms): any time before doors first open, later never one that has
        passed. ValueError for a real workshop.
        """
        if not self.state.workshop["rehearsal"]:
            raise ValueError("Only a rehearsal has its own clock.")
        if not self.state.count("sitting"):
            self._last = moment
        self._ahead = max(moment, self._last) - self._clock()

    def submit(self, viewer: Viewer, given: Given, reply: Reply, signed_in: bool = False) -> None:
        """Take a command; `reply` gets its answer once that is durable. The same id gets the same answer for ever."""
        with self.lock:
            key = (viewer.person, given.id)
            if waiting := self.pending.get(key):
                waiting.replies.append(reply)
                return
            try:
                self._find_back()
                answered = self.log.find(*key)
                entry = self._entry(viewer, given, signed_in) if answered is None else answered
            except StoreError:
                log.exception("nothing can be looked up")
                reply({**Refusal("storage_unavailable").answer(), "id": given.id})
                return
            if isinstance(entry, dict):
                reply(entry)
            else:
                self._queue(key, entry, [reply])

    def handle(self, viewer: Viewer, given: Given, signed_in: bool = False) -> Answer:
        """Take a command and commit at once: for pages, whose answer is the response."""
        answers: list[Answer] = []
        self.submit(viewer, given, answers.append, signed_in)
        if not answers:
            self.commit()
        return answers[0]

    def observe(self, notice: Callable[[State, int], Event | None]) -> None:
        """The server itself noticed something (a connection lost, somebody at the door), or None after all."""
        with self.lock:
            self._find_back()
            event = notice(self.state, self.now())
            if event is None:
                return
            self._last = max(self._last, event.at)
            apply(self.state, event)
            self._unnamed += 1
            self._queue(
                ("", f"server:{self._unnamed}"), Entry(person="", command="", answer={}, events=(event,)), []
            )

    def commit(self) -> None:
        """Make all that is pending durable in one transaction, then answer and publish."""
        going = self.committing()
        for wait in going:
            try:
                wait()
            except Exception as error:  # noqa: BLE001 - it is handed on
                with suppress(StopIteration):
                    going.throw(error)

    def committing(self) -> Generator[Wait, None, None]:
        """The same in two steps: what it gives waits for the disk; then it goes on, or takes what was raised."""
        with self.lock:
            batch, self.pending = list(self.pending.values()), {}
            if not batch:
                return
            erase = [seq for p in batch for seq in p.entry.erase]
            try:
                with self.log.appending(self.log.head, [p.entry for p in batch], erase) as make_durable:
                    yield make_durable
            except Exception:
                # A defect of ours must no more leave the state ahead of the log than a full disk.
                log.exception("nothing was stored")
                self._give_up(batch)
                return
            send = self._publish()
            for pending in batch:
                for reply in pending.replies:
                    reply(pending.entry.answer)
            send()
            if erase:
                # What is in memory is made from what is left.
                self._astray = True
                with suppress(StoreError):
                    self._find_back()
                    self._forget_pictures()

    def _forget_pictures(self) -> None:
        """The pictures of erased photographs go with their words."""
        for picture in photos.unwanted(self.state):
            if self.log.secret(photos.stored_as(picture)) is not None:
                self.log.keep(photos.stored_as(picture), None)

    def settle(self) -> None:
        """Leave nothing pending, before somebody looks: they see what is durable. StoreError if that cannot be told."""
        with self.lock:
            self.commit()
            self._find_back()

    def seen_by(self, viewer: Viewer) -> State:
        """The state as this viewer may see it: what pages and documents are made from."""
        with self.lock:
            self.settle()
            return as_seen(self.state, viewer, self.now())

    def close(self) -> None:
        """Commit what is pending and let go of the log."""
        self.commit()
        self.log.close()

    def _entry(self, viewer: Viewer, given: Given, signed_in: bool) -> Entry | Answer:
        """What is to be stored for a new command; or its answer, where nothing is."""
        if given.id in self.state.sealed:
            return {"id": given.id, "ok": True, "made": [given.id]}
        if given.type == "people.erase":
            self.settle()  # only what is stored can be erased
        try:
            return self._decide(viewer, given, signed_in)
        except Refusal as refusal:
            # An anonymous note that was taken, and sent again after its reveal.
            if (done := self.log.find("", given.id)) is not None:
                return done
            answer = {**refusal.answer(), "id": given.id}
            if refusal.code in RETRY:
                return answer
            return Entry(person=viewer.person, command=given.id, answer=answer)

    def _decide(self, viewer: Viewer, given: Given, signed_in: bool) -> Entry | Answer:
        now = self.now()
        edge = Edge(
            now,
            self._new_id,
            self._shuffle,
            tuple(self.state.sealed.values()),
            signed_in,
            self.log.chain,
            self.log.read,
        )
        outcome = decide(self.state, given, viewer, edge)
        if outcome.seal and (done := self.log.find("", given.id)) is not None:
            return done
        self._last = now
        self._fold(outcome)
        answer = {"id": given.id, "ok": True, "made": [*outcome.made, *(s.id for s in outcome.seal)]}
        if outcome.undo:
            answer["undo"] = {"event": self.state.seq, "say": outcome.undo}
        if outcome.seal:
            # Kept under the command alone: with a person to try, the file would tell whose it was.
            return Entry(person="", command=given.id, answer=answer, seal=outcome.seal)
        return Entry(
            person=viewer.person,
            command=given.id,
            answer=answer,
            events=outcome.events,
            unseal=outcome.unseal,
            erase=outcome.erase,
        )

    def _fold(self, outcome: Outcome) -> None:
        for event in outcome.events:
            apply(self.state, event)
        for note in outcome.seal:
            self.state.sealed[note.id] = note
            self.state.touched.add(note.block)
        for block in outcome.unseal:
            self.state.sealed = {i: s for i, s in self.state.sealed.items() if s.block != block}

    def _queue(self, key: tuple[str, str], entry: Entry, replies: list[Reply]) -> None:
        first = not self.pending
        self.pending[key] = _Pending(entry, replies)
        if first and self._wake:
            self._wake(self)

    def _give_up(self, batch: list[_Pending]) -> None:
        """Nothing of this batch happened: back to the log, everybody may try again with the same id."""
        self._astray = True
        refusal = Refusal("storage_unavailable")
        for pending in batch:
            for reply in pending.replies:
                reply({**refusal.answer(), "id": pending.entry.answer.get("id", pending.entry.command)})
        with suppress(StoreError):
            self._find_back()

    def _find_back(self) -> None:
        """Read the log anew where that failed after a write that failed. StoreError while it still does."""
        if self._astray:
            self._read_log()
            self._astray = False
            if self.audience:
                self.audience.reset()

    def _publish(self) -> Callable[[], None]:
        touched, self.state.touched = self.state.touched, set()
        if self.audience is None:
            return lambda: None
        try:
            return self.audience.publish(touched)
        except Exception:
            # What is stored is stored: its authors get their answers, and everybody looks anew.
            log.exception("what was stored could not be shown")
            return self.audience.reset

    def _read_log(self) -> None:
        state, last, first = State(), 0, not self.state.records
        for _, event in self.log.read():
            apply(state, event)
            last = event.at
        state.sealed = {note.id: note for note in self.log.sealed()}
        state.touched.clear()
        self.state, self._last = state, last
        if first and "workshop" in state.records and state.workshop["rehearsal"]:
            self._ahead = last - self._clock()  # a rehearsal goes on where it was
