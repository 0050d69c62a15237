"""Roles, and the groups of roles that rights are written in."""

from enum import StrEnum

import msgspec


class Role(StrEnum):
    """What somebody is in this workshop."""

    facilitator = "facilitator"
    co_facilitator = "co_facilitator"
    participant = "participant"
    plan_owner = "plan_owner"
    first_line_manager = "first_line_manager"
    second_level_manager = "second_level_manager"
    customer_guest = "customer_guest"
    screen = "screen"


DESK = frozenset({Role.facilitator, Role.co_facilitator})
MEMBERS = frozenset({Role.participant, Role.plan_owner})
FIRST_LINE = frozenset({Role.first_line_manager})
TEAM = MEMBERS | FIRST_LINE
INSIDE = TEAM | DESK
SECOND_LEVEL = frozenset({Role.second_level_manager})
GUEST = frozenset({Role.customer_guest})
VISITORS = SECOND_LEVEL | GUEST
PEOPLE = INSIDE | VISITORS
NOBODY: frozenset[Role] = frozenset()

FUNCTIONS = ("sales", "technical", "service", "marketing", "product", "partner")


class Viewer(msgspec.Struct, frozen=True):
    """Who asks or looks. Comes from the server's own session, never from a message.

    `person` is the person's record id (empty for the room screen).
    """

    person: str
    role: Role
