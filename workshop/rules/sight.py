"""Who sees what. `see` is the one way out: sockets, pages, exports and mail all go through it.

Viewers with the same sight form an audience and share one stream. What only one
person may see (own hidden notes, own dots) is `personal` and goes to that person alone.
A record kind without a declared sight cannot be registered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workshop.rules.roles import Role, Viewer
from workshop.rules.state import Record, State


class Audience(StrEnum):
    """Viewers who see the same things."""

    desk = "desk"
    team = "team"
    senior = "senior"
    guest = "guest"
    screen = "screen"


INSIDERS = frozenset({Audience.desk, Audience.team})
EVERY = frozenset(Audience)

Shown = Mapping[str, Any] | None
Shared = Callable[[Record, Audience, State], Shown]
Personal = Callable[[Record, State], Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Sight:
    """The rule of one record kind: what an audience sees of a record, and what single persons see beyond it.

    `paper` is what single persons see on a page of theirs only: too much for a socket.
    """

    shared: Shared
    personal: Personal | None = None
    paper: Personal | None = None


def audience_of(viewer: Viewer) -> Audience:
    """Which audience a viewer belongs to."""
    match viewer.role:
        case Role.facilitator | Role.co_facilitator:
            return Audience.desk
        case Role.second_level_manager:
            return Audience.senior
        case Role.customer_guest:
            return Audience.guest
        case Role.screen:
            return Audience.screen
        case _:
            return Audience.team


def shown_to(*audiences: Audience) -> Sight:
    """Whole to these audiences, nothing to anybody else."""
    allowed = frozenset(audiences)
    return Sight(lambda record, audience, state: record.body if audience in allowed else None)


TEAM_ONLY = shown_to(*INSIDERS)
DESK_ONLY = shown_to(Audience.desk)


def on_screen_too(*audiences: Audience) -> Sight:
    """As the team sees it, and on the room screen while no guest's window is open."""
    allowed = INSIDERS | frozenset(audiences)

    def shared(record: Record, audience: Audience, state: State) -> Shown:
        if audience is Audience.screen:
            return None if guests_inside(state) else record.body
        return record.body if audience in allowed else None

    return Sight(shared)


def partly_on_screen(*fields: str) -> Sight:
    """As the team sees it; the room screen gets only these fields, and nothing while a guest's window is open."""
    shown = frozenset(fields)

    def shared(record: Record, audience: Audience, state: State) -> Shown:
        if audience is Audience.screen:
            return None if guests_inside(state) else {n: v for n, v in record.body.items() if n in shown}
        return record.body if audience in INSIDERS else None

    return Sight(shared)


def owner_only(field: str = "by") -> Sight:
    """Only to the person it belongs to: the author, or the person named in `field`."""

    def personal(record: Record, state: State) -> Mapping[str, Mapping[str, Any]]:
        person = record.by if field == "by" else record[field]
        return {person: record.body} if person else {}

    return Sight(lambda record, audience, state: None, personal)


def guests_inside(state: State) -> bool:
    """Whether a customer's guest may be in now: the room screen shows nothing of ours then."""

    def inside() -> bool:
        return any(p["window"] == "open" and p["role"] == Role.customer_guest for p in state.of("person"))

    return state.once("guests_inside", "person", inside)
