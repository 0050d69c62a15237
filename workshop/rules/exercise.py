"""What an exercise is made of: record kinds, commands, criteria, and things worked out from records.

The workshop's own parts (people, stages, clock, ...) are written with the same pieces.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from workshop.rules import fields
from workshop.rules.events import Change, Event, Sealed
from workshop.rules.fields import Body
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, INSIDE, Role, Viewer
from workshop.rules.sight import EVERY, Audience, Sight
from workshop.rules.state import Record, State


@dataclass(frozen=True)
class Unmet:
    """One thing still missing before a stage can be left; `records` lead to what it is about."""

    say: str
    have: int | None = None
    need: int | None = None
    records: tuple[str, ...] = ()
    subject: str = ""

    def plain(self) -> dict[str, Any]:
        """As it is sent."""
        return {
            "say": self.say,
            "have": self.have,
            "need": self.need,
            "records": list(self.records),
            "subject": self.subject,
        }


#: (state, the criterion's parameters from the playbook) -> what is missing; empty if it is met.
Criterion = Callable[[State, Mapping[str, Any]], Sequence[Unmet]]


@dataclass(frozen=True)
class Kind:
    """A kind of record: its fields, who sees it, who may write it and when.

    `title` is the field that stands for it, `noun` what people call it. The roles in `add` have an
    `add_...` command for it; those in `edit` correct it, beside the desk only whose it is: anybody's ("team"),
    its author's, its owner's, or the desk's. `stage` is where it opens, `only` names the stages it is bound to;
    `planning` and `between` are as in `Command`.

    `held` fields are set by the exercise's own commands only. `promises` are the fields
    a signature covers as promises; `plan` says whether the kind is part of the plan, and
    `aside` names the fields that are not (progress, say).

    `merges`: several that say the same can become one. `links` are the fields in which it is tied to others.
    `check` refuses values that cannot be (the record as it was with them, None for a new one); `after_edit`
    gives what else a correction changes.
    """

    name: str
    body: type[Body]
    sight: Sight
    title: str = "text"
    noun: str = ""
    add: frozenset[Role] = frozenset()
    edit: frozenset[Role] = INSIDE
    whose: str = "team"
    stage: str = ""
    only: tuple[str, ...] = ()
    planning: bool = True
    between: bool | str = False
    plan: bool = False
    held: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    promises: tuple[str, ...] = ()
    merges: bool = False
    links: tuple[str, ...] = ()
    check: Callable[["Ask", dict[str, Any], Record | None], None] | None = None
    after_edit: Callable[["Ask", Record, Change], Iterable[Change]] | None = None

    @property
    def word(self) -> str:
        """What people call it."""
        return self.noun or self.name.replace("_", " ")


@dataclass
class Ask:
    """One command being decided: who asks, on which state, when (ms), and where new ids come from.

    `rev` is the revision an edit was made on, `via` who types for somebody else, `signed_in` whether the PIN was
    given just now, `command` the command's id, `head` the head of the log's hash chain. `sealed` are the notes kept
    without an author, `log` reads the log as (place, event).

    What the decision leaves beside its events: `made`, ids of new records; `seal`, notes to keep without an author;
    `unseal`, lines whose kept notes are events now; `erase`, places in the log whose words go for good.
    """

    state: State
    who: Viewer
    now: int
    new_id: Callable[[], str]
    kinds: Mapping[str, Kind]
    criteria: Mapping[str, Criterion]
    rev: int | None = None
    via: str = ""
    signed_in: bool = False
    shuffle: Callable[[Iterable[Any]], list[Any]] = list
    sealed: Sequence[Sealed] = ()
    command: str = ""
    head: str = ""
    made: list[str] = field(default_factory=list)
    seal: list[Sealed] = field(default_factory=list)
    unseal: list[str] = field(default_factory=list)
    log: Callable[[], Iterable[tuple[int, Event]]] = tuple
    erase: list[int] = field(default_factory=list)
    open_for: Callable[["Ask", Kind], None] | None = None

    def require_open(self, kind: Kind) -> None:
        """Refuse when this kind cannot be written now (its stage, the manager rule)."""
        if self.open_for:
            self.open_for(self, kind)

    @property
    def at_desk(self) -> bool:
        """Whether the desk is asking (also when it writes for somebody)."""
        typist = self.state.get(self.via, "person") if self.via else None
        return self.who.role in DESK or bool(typist and typist["role"] in DESK)

    def event(self, name: str, *changes: Change, why: str = "") -> Event:
        """What happened, by whoever asks, now."""
        return Event(type=name, at=self.now, by=self.who.person, changes=changes, why=why, via=self.via)

    def new(self, kind: str, body: Body | Mapping[str, Any], record_id: str = "") -> Change:
        """A new record of a kind, checked against its fields and its rule."""
        values = fields.plain(
            fields.read(
                dict(body) if isinstance(body, Mapping) else fields.plain(body), self.kinds[kind].body
            )
        )
        self._check(self.kinds[kind], values, None)
        record_id = record_id or self.new_id()
        self.made.append(record_id)
        return Change(id=record_id, kind=kind, set=values)

    def change(self, record: Record, /, **values: Any) -> Change:
        """New values for some fields of a record, checked as a whole (a field may be called `status` too)."""
        kind = self.kinds[record.kind]
        whole = fields.plain(fields.read({**record.body, **values}, kind.body))
        self._check(kind, whole, record)
        return Change(id=record.id, kind=record.kind, set={name: whole[name] for name in values})

    def put(self, kind: str, record_id: str, values: Mapping[str, Any]) -> Change:
        """The one record of this id: made, or replaced, also when it had been put away."""
        old = self.state.get(record_id, kind)
        if old is None:
            return self.new(kind, values, record_id)
        change = self.change(old, **values)
        return change if old.active else msgspec.structs.replace(change, status="active")

    def need(self, record_id: str, kind: str, field_name: str = "") -> Record:
        """The active record a command names, or `invalid`."""
        record = self.state.get(record_id, kind)
        if record is None or not record.active:
            word = self.kinds[kind].word
            raise invalid(field_name or kind, f"That {word} is not there any more.")
        return record

    def need_all(
        self, record_ids: Iterable[str], kinds: str | tuple[str, ...], field_name: str
    ) -> list[Record]:
        """The active records a command names, each of one of these kinds."""
        allowed = (kinds,) if isinstance(kinds, str) else kinds
        found = [self.state.get(record_id) for record_id in record_ids]
        good = [r for r in found if r and r.active and r.kind in allowed]
        if len(good) < len(found):
            raise invalid(
                field_name,
                f"Choose something that is still there ({' or '.join(k.replace('_', ' ') for k in allowed)}).",
            )
        return good

    def _check(self, kind: Kind, values: dict[str, Any], old: Record | None) -> None:
        if kind.check:
            kind.check(self, values, old)


#: Decides one command: the events it leads to, or raises Refusal.
Decide = Callable[[Ask, Any], Event | list[Event]]


@dataclass(frozen=True)
class Command:
    """One thing people can ask for: its data, who may, when, and how it is decided.

    `planning` commands wait for the first-line manager; `between` ones may be given from
    home while no sitting is open ("decided": once the manager has decided on the plan).
    `stage` is where it opens, `only` names the stages it is bound to, if it is; `through` ones
    go on while senior management has the plan. `late` ones are taken after their stages too where the
    data says when it was `written` (ms). `proxy` ones may be typed for somebody else ("shared": on a device
    that several share, and never by the desk, for what people give alone).
    `refuse` is the code for a role that may not.
    """

    name: str
    data: type[Body]
    may: frozenset[Role]
    decide: Decide
    planning: bool = True
    moves: bool = False
    between: bool | str = False
    present: bool = True
    refuse: str = "not_facilitator"
    stage: str = ""
    only: tuple[str, ...] = ()
    through: bool = False
    late: bool = False
    proxy: bool | str = True


@dataclass(frozen=True)
class Derived:
    """Something worked out from records, sent like a record and sent again only when it changes.

    `of` names the record kinds it depends on; `make` gives {id: (kind, body)} for one audience.
    """

    of: frozenset[str]
    make: Callable[[State, Audience, int], dict[str, tuple[str, dict[str, Any]]]]
    to: frozenset[Audience] = EVERY


@dataclass(frozen=True)
class OwnDerived:
    """Something worked out for single persons, sent to each of them alone.

    `make` gives {person: {id: (kind, body)}}; whoever is not in it gets nothing.
    """

    of: frozenset[str]
    make: Callable[[State, int], dict[str, dict[str, tuple[str, dict[str, Any]]]]]


@dataclass(frozen=True)
class Exercise:
    """Everything one exercise brings, but for its line in the registry and its browser module."""

    kind: str
    title: str
    kinds: tuple[Kind, ...] = ()
    commands: dict[str, Command] = field(default_factory=dict)
    criteria: dict[str, Criterion] = field(default_factory=dict)
    derived: list[Derived] = field(default_factory=list)
    own: list[OwnDerived] = field(default_factory=list)
    outline: Callable[..., Any] | None = None

    def command(
        self, verb: str, data: type[Body], may: frozenset[Role], **settings: Any
    ) -> Callable[[Decide], Decide]:
        """Register the function that decides `<kind>.<verb>`."""

        def register(decide: Decide) -> Decide:
            name = f"{self.kind}.{verb}"
            self.commands[name] = Command(name=name, data=data, may=may, decide=decide, **settings)
            return decide

        return register

    def criterion(self, decide: Criterion) -> Criterion:
        """Register a criterion under its function's name, as playbooks call it."""
        self.criteria[decide.__name__] = decide
        return decide

    def derive(self, *kinds: str, to: frozenset[Audience] = EVERY) -> Callable[[Any], Any]:
        """Register something to be worked out whenever records of these kinds change."""

        def register(make: Any) -> Any:
            self.derived.append(Derived(frozenset(kinds), make, to))
            return make

        return register

    def derive_own(self, *kinds: str) -> Callable[[Any], Any]:
        """Register something each person is told alone, worked out whenever records of these kinds change."""

        def register(make: Any) -> Any:
            self.own.append(OwnDerived(frozenset(kinds), make))
            return make

        return register


def at_least(
    params: Mapping[str, Any], have: int, what: str, records: Iterable[str] = (), subject: str = ""
) -> list[Unmet]:
    """The usual criterion: enough of something."""
    need = int(params.get("at_least", 1))
    return [] if have >= need else [Unmet(f"{what}: {have} of {need}", have, need, tuple(records), subject)]


def none_left(records: Iterable[Record | str], say: str, subject: str = "") -> list[Unmet]:
    """The other usual criterion: nothing of this sort may be left."""
    ids = tuple(r if isinstance(r, str) else r.id for r in records)
    return [Unmet(f"{say}: {len(ids)}", len(ids), 0, ids, subject)] if ids else []
