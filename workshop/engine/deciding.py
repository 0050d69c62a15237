"""Routes a command to the rules it belongs to, in one order of checks."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from workshop.engine.rulebook import COMMANDS, CRITERIA, KINDS
from workshop.engine.seeing import as_seen
from workshop.rules import fields, plan, playbook, presence, tablet, undoable
from workshop.rules.events import Event, Sealed
from workshop.rules.exercise import Ask, Command, Kind
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, VISITORS, Role, Viewer
from workshop.rules.state import Record, State


class Given(msgspec.Struct, frozen=True):
    """A command as it comes in. `rev` is the revision an edit was made on; `on_behalf` whose words the desk types."""

    id: Annotated[str, Meta(min_length=1, max_length=80)]
    type: str
    data: Any = {}
    rev: int | None = None
    on_behalf: str = ""


class Edge(msgspec.Struct, frozen=True):
    """What only the edge knows: the time (ms), fresh ids, chance, sealed notes, a PIN just given, the log."""

    now: int
    new_id: Callable[[], str]
    shuffle: Callable[[Iterable[Any]], list[Any]] = list
    sealed: tuple[Sealed, ...] = ()
    signed_in: bool = False
    head: str = ""
    log: Callable[[], Iterable[tuple[int, Event]]] = tuple


class Outcome(msgspec.Struct, frozen=True):
    """What a command leads to: events in order, ids of new records, notes kept without a name, events to erase.

    `undo` says what was done, where whoever did it may take it back.
    """

    events: tuple[Event, ...]
    made: tuple[str, ...] = ()
    seal: tuple[Sealed, ...] = ()
    unseal: tuple[str, ...] = ()
    erase: tuple[int, ...] = ()
    undo: str = ""


def decide(state: State, given: Given, viewer: Viewer, edge: Edge) -> Outcome:
    """The events a command leads to, or Refusal. Checks run in the order design and scripts rely on:

    window, presence, role, first-line manager, then the command's own.
    """
    command = COMMANDS.get(given.type)
    if command is None:
        raise invalid("type", f"There is no “{given.type}”.")
    person = _person(state, viewer)
    via = ""
    if given.on_behalf:
        _require_window(state, person, edge.now)
        person, via = _spoken_for(state, given, command, person)
    who = Viewer(person.id, Role(person["role"]))
    ask = Ask(
        state,
        who,
        edge.now,
        edge.new_id,
        KINDS,
        CRITERIA,
        given.rev,
        via,
        edge.signed_in,
        edge.shuffle,
        sealed=edge.sealed,
        command=given.id,
        head=edge.head,
        open_for=_require_kind,
        log=edge.log,
    )
    _check(ask, command, person, given.data)
    data = _read(command, _known(ask, given.data))
    done = command.decide(ask, data)
    events = [done] if isinstance(done, Event) else list(done)
    return _outcome(ask, tuple(_versioned(ask, events)))


def _outcome(ask: Ask, events: tuple[Event, ...]) -> Outcome:
    return Outcome(
        events,
        tuple(ask.made),
        tuple(ask.seal),
        tuple(ask.unseal),
        tuple(ask.erase),
        undoable.offered(ask.state, ask.who.role, events, KINDS),
    )


def _person(state: State, viewer: Viewer) -> Record:
    person = state.get(viewer.person, "person")
    if person is None:
        raise Refusal("excluded")
    return person


def _spoken_for(state: State, given: Given, command: Command, device: Record) -> tuple[Record, str]:
    tablet.speaks_for_others(device)
    # What somebody gives alone they may type on a shared device; the desk would read it.
    if not command.proxy or (command.proxy == "shared" and device["role"] in DESK):
        raise invalid("on_behalf", "This one must be done by the person themselves.")
    person = state.get(given.on_behalf, "person")
    if person is None:
        raise invalid("on_behalf", "That person is not on the list.")
    tablet.may_speak_for(device, person)
    return person, device.id


def _check(ask: Ask, command: Command, person: Record, data: Any) -> None:
    state = ask.state
    _require_window(state, person, ask.now)
    _require_presence(ask, command, person)
    allowed = ask.who.role in command.may
    if not allowed and ask.who.role in VISITORS:
        raise Refusal(command.refuse if _told_visitors(command) else "excluded")
    if command.planning or command.moves:
        presence.require_manager(state, ask.now, command.moves)
    if not allowed:
        raise Refusal(command.refuse)
    if command.late and _left(state, command.only) and isinstance(data, dict) and data.get("written"):
        # Whoever was offline, or in the middle of a sentence, when the room moved on could not know.
        _require_stage(state, command.only[0], ())
    else:
        _require_stage(state, command.stage, command.only, command.through)


def _left(state: State, stage_ids: tuple[str, ...]) -> bool:
    """Whether the room has been in one of these stages, and is in none now."""
    were = [state.records[f"stage:{stage_id}"] for stage_id in stage_ids]
    return state.stage not in stage_ids and any(stage["left"] for stage in were)


def _told_visitors(command: Command) -> bool:
    """Whose it is, where that is no secret of the team's: to move the room, and to accept the plan."""
    return command.refuse == "not_second_level_manager" or (
        command.moves and command.refuse == "not_facilitator"
    )


def _require_window(state: State, person: Record, now: int) -> None:
    if not presence.window_open(state, person) or presence.lapsed(state, person, now):
        raise Refusal("excluded")
    if not person["admitted"]:
        raise Refusal("not_admitted")


def _require_presence(ask: Ask, command: Command, person: Record) -> None:
    if not command.present:
        return
    if not presence.sitting_open(ask.state):
        # Whoever says "I'm here" before the doors open is at home all the same.
        fine = _from_home(ask.state, command.between)
    else:
        stepped_out = person["presence"] == "stepped_out" and not command.moves
        fine = presence.here(person) or stepped_out or bool(ask.via)
    if not fine:
        raise Refusal("not_present")


def _from_home(state: State, between: bool | str) -> bool:
    """Whether something may be done while no sitting is open."""
    return state.count("decision") > 0 if between == "decided" else bool(between)


def _require_kind(ask: Ask, kind: Kind) -> None:
    """For commands that name a record: what adding one of its kind would have to pass.

    A kind bound to its own stage stays correctable afterwards.
    """
    if not presence.sitting_open(ask.state) and not _from_home(ask.state, kind.between):
        raise Refusal("not_present")
    if kind.planning:
        presence.require_manager(ask.state, ask.now, False)
    if not kind.only:
        _require_stage(ask.state, kind.stage, ())


def _require_stage(state: State, stage_id: str, only: tuple[str, ...], through: bool = False) -> None:
    """Refuse outside the stages in which something may be done."""
    if not stage_id and not only:
        return
    book = playbook.of(state)
    reviewing = state.stage.startswith("review")
    if only:
        fine = state.stage in only or (reviewing and "review" in only)
    else:
        place, now, last = book.place(stage_id), book.place(state.stage), book.place("acceptance")
        fine = place <= now and (now < last or reviewing or (through and now == last))
    if not fine:
        raise Refusal("stage_closed", when=_when(book, stage_id, only))


def _when(book: playbook.Playbook, stage_id: str, only: tuple[str, ...]) -> str:
    if only:
        return "during " + " and ".join(f"“{book.stage(s).title}”" for s in only if s != "review")
    return f"from “{book.stage(stage_id).title}” until senior management has the plan"


def _known(ask: Ask, data: Any) -> Any:
    """For a guest, what they do not see is not there: no answer may tell the one from the other."""
    if ask.who.role != Role.customer_guest:
        return data
    seen = as_seen(ask.state, ask.who, ask.now).records

    def known(value: Any) -> Any:
        if isinstance(value, dict):
            # Who brings a fact may name its source by the long random id they were told; nothing else has one there.
            return {name: part if name == "sources" else known(part) for name, part in value.items()}
        if isinstance(value, list):
            return [known(part) for part in value]
        hidden = isinstance(value, str) and value in ask.state.records and value not in seen
        return ask.new_id() if hidden else value

    return known(data)


def _read(command: Command, data: Any) -> fields.Body:
    name = command.name.rpartition(".add_")[2]
    if name in KINDS and command.data is KINDS[name].body and isinstance(data, dict):
        held = KINDS[name].held & set(data)
        if held:
            raise invalid(min(held), "That is not something that can be set here.")
    return fields.read(data, command.data)


def _versioned(ask: Ask, events: list[Event]) -> list[Event]:
    """A change to the plan raises its version, in the same event."""
    return [_raised(ask, event) if plan.touches(event.changes, KINDS) else event for event in events]


def _raised(ask: Ask, event: Event) -> Event:
    record = ask.state.records["plan"]
    change = ask.change(record, version=record["version"] + 1, changed=ask.now)
    return msgspec.structs.replace(event, changes=(*event.changes, change))
