"""One workshop in memory: its records, and how an event changes them."""

import datetime as dt
import zoneinfo
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from workshop.rules.events import Event, Sealed

Made = TypeVar("Made")


class Record(msgspec.Struct, frozen=True):
    """Anything on a board. `rev` counts its changes, `by` and `at` say who began it and when (ms).

    `via` is who typed it for somebody without a device; `field_revs` and `field_by` say at which
    revision and by whom a field was last changed (its author where nobody has). Records are
    values: a change makes a new one.
    """

    id: str
    kind: str
    rev: int
    status: str
    by: str
    at: int
    body: dict[str, Any]
    via: str = ""
    changed: int = 0
    changed_by: str = ""
    field_revs: dict[str, int] = {}
    field_by: dict[str, str] = {}

    def __getitem__(self, field: str) -> Any:
        return self.body.get(field)

    @property
    def active(self) -> bool:
        """Whether it still counts: not merged, withdrawn or erased."""
        return self.status == "active"


#: The field of a kind whose whole course is remembered: how long somebody was here is worked out from it.
COURSES = {"person": "presence"}
#: So many of the latest events are remembered with what was there before them.
STEPS = 1000


class Step(msgspec.Struct, frozen=True):
    """One event as it was folded: its place in the log, and each record it touched as it was before (None: new).

    `role` is what whoever did it was then; they may be something else by now.
    """

    seq: int
    event: Event
    before: Mapping[str, Record | None]
    role: str = ""


class Tally(msgspec.Struct):
    """A running count of records by what `key` says of each; None is not counted, nor what began before `since`."""

    kinds: tuple[str, ...]
    since: int
    key: Callable[[Record], Hashable | None]
    counts: Counter[Any] = msgspec.field(default_factory=Counter)

    def take(self, record: Record | None, step: int) -> None:
        """Count a record in (1) or out (-1)."""
        if record and record.at >= self.since and (key := self.key(record)) is not None:
            self.counts[key] += step
            if not self.counts[key]:
                del self.counts[key]


class State:
    """The projection of one log. Only `apply` changes it; rules read it. `steps` are the latest, for undoing."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.seq = 0
        self.steps: deque[Step] = deque(maxlen=STEPS)
        self.touched: set[str] = set()
        self.sealed: dict[str, Sealed] = {}
        self.parsed: dict[str, tuple[int, Any]] = {}
        self.courses: dict[str, list[tuple[int, Any]]] = {}
        self._kinds: dict[str, dict[str, None]] = {}
        self._turns: dict[str, int] = {}
        self._tallies: dict[str, Tally] = {}

    def get(self, record_id: str | None, kind: str | None = None) -> Record | None:
        """The record with this id, if there is one (of this kind)."""
        record = self.records.get(record_id or "")
        return record if record and (kind is None or record.kind == kind) else None

    def all(self, kind: str) -> Iterator[Record]:
        """Every record of a kind in the order in which they began, merged and withdrawn ones included."""
        # The ids are taken at once: in threading mode others write while pages read.
        return (self.records[i] for i in tuple(self._kinds.get(kind, ())))

    def of(self, kind: str) -> Iterator[Record]:
        """The active records of a kind, in the order in which they began."""
        return (record for record in self.all(kind) if record.active)

    def count(self, kind: str) -> int:
        """How many records of a kind ever began."""
        return len(self._kinds.get(kind, ()))

    def once(self, name: str, kind: str, make: Callable[[], Made]) -> Made:
        """Something worked out from all records of a kind, kept under a name until one of them changes."""
        turn = self._turns.get(kind, 0)
        held = self.parsed.get(name)
        if held is None or held[0] != turn:
            held = self.parsed[name] = (turn, make())
        found: Made = held[1]
        return found

    def tally(
        self, name: str, kinds: tuple[str, ...], key: Callable[[Record], Hashable | None], since: int = 0
    ) -> Mapping[Any, int]:
        """How many records of these kinds there are for each key, of those that began since then (ms).

        Counted once under a name, then kept up as records change, so `key` looks at nothing but the record.
        """
        tally = self._tallies.get(name)
        if tally is None or tally.since != since:
            tally = Tally(kinds, since, key)
            for record in (r for kind in kinds for r in self.all(kind)):
                tally.take(record, 1)
            self._tallies[name] = tally
        return tally.counts

    @property
    def workshop(self) -> Record:
        """The one record about the workshop itself."""
        return self.records["workshop"]

    @property
    def stage(self) -> str:
        """The id of the stage the room is in."""
        return str(self.workshop["stage"])

    @property
    def live(self) -> Record | None:
        """The line of the run sheet the room is on, also once its time is over; None while it is on none."""
        return self.get(self.workshop["slot"], "slot")

    def local(self, moment: int) -> dt.datetime:
        """A moment (ms since 1970, UTC) by the clocks where the workshop is."""
        return dt.datetime.fromtimestamp(
            moment / 1000, zoneinfo.ZoneInfo(self.workshop["time_zone"] or "UTC")
        )

    def index(self, record: Record) -> None:
        """Take in a record as it now is."""
        for tally in self._tallies.values():
            if record.kind in tally.kinds:
                tally.take(self.records.get(record.id), -1)
                tally.take(record, 1)
        self.records[record.id] = record
        self._kinds.setdefault(record.kind, {})[record.id] = None
        self._turns[record.kind] = self._turns.get(record.kind, 0) + 1


def apply(state: State, event: Event) -> State:
    """Fold one event into the state, in place, and return it. The same log always gives the same state."""
    state.seq += 1
    before: dict[str, Record | None] = {}
    doer = state.records.get(event.by)
    for change in event.changes:
        old = state.records.get(change.id)
        before.setdefault(change.id, old)
        rev = old.rev + 1 if old else 1
        if (field := COURSES.get(old.kind if old else change.kind)) and field in change.set:
            state.courses.setdefault(change.id, []).append((event.at, change.set[field]))
        state.index(
            Record(
                id=change.id,
                kind=old.kind if old else change.kind,
                rev=rev,
                status=change.status or (old.status if old else "active"),
                by=old.by if old else event.by,
                at=old.at if old else event.at,
                body={**old.body, **change.set} if old else dict(change.set),
                via=old.via if old else event.via,
                changed=event.at,
                changed_by=event.by,
                field_revs={**(old.field_revs if old else {}), **dict.fromkeys(change.set, rev)},
                field_by={**old.field_by, **dict.fromkeys(change.set, event.by)} if old else {},
            )
        )
        state.touched.add(change.id)
    state.steps.append(Step(state.seq, event, before, str(doer.body.get("role", "")) if doer else ""))
    return state


def fold(events: Iterable[Event]) -> State:
    """The state a log leads to."""
    state = State()
    for event in events:
        apply(state, event)
    state.touched.clear()
    return state
