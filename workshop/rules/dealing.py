"""Chance with rules: people into rooms, pieces of work to pairs. Pure: the chance is given from outside."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import msgspec

from workshop.rules.roles import Role
from workshop.rules.state import Record

Shuffle = Callable[[Iterable[Any]], list[Any]]
#: Where first-line managers go: anywhere, into a room of their own, or not to those who report to them.
Apart = Literal["", "own_room", "from_reports"]
#: A manager without a function of her own has the sellers.
SELLERS = "sales"


class Someone(msgspec.Struct, frozen=True):
    """What drawing knows of a person."""

    id: str
    function: str = ""
    manager: bool = False

    @property
    def leads(self) -> str:
        """The function whose people report to this manager, as far as the list of people knows."""
        return self.function or SELLERS


def known(person: Record) -> Someone:
    """A person of the workshop as drawing sees them."""
    return Someone(person.id, str(person["function"]), person["role"] == Role.first_line_manager)


def rooms(people: Sequence[Someone], count: int, shuffle: Shuffle, apart: Apart = "") -> list[list[str]]:
    """Everybody once, in `count` rooms whose sizes differ by at most one, each function spread over them.

    Keeping managers apart goes before even sizes.
    """
    managers = [one for one in people if one.manager]
    if count < 2 or not managers or not apart:
        return _mixed(people, max(count, 1), shuffle)
    if apart == "own_room":
        others = [one for one in people if not one.manager]
        return [[one.id for one in managers], *_mixed(others, count - 1, shuffle)]
    return _from_reports(people, managers, count, shuffle)


def pieces(
    work: Sequence[str], people: Sequence[Someone], shuffle: Shuffle, together: int = 2
) -> dict[str, list[str]]:
    """Each piece once, to mixed pairs (more where there are fewer pieces than pairs); nobody is left without one."""
    if not work or not people:
        return {}
    groups = _mixed(people, max(1, min(len(work), len(people) // together)), shuffle)
    return {piece: groups[n % len(groups)] for n, piece in enumerate(shuffle(list(work)))}


def _mixed(people: Sequence[Someone], count: int, shuffle: Shuffle) -> list[list[str]]:
    """Dealt like cards that lie by function: neither the sizes nor the shares of a function differ by two."""
    found: list[list[str]] = [[] for _ in range(count)]
    for place, one in enumerate(_by_function(people, shuffle)):
        found[place % count].append(one.id)
    return found


def _by_function(people: Iterable[Someone], shuffle: Shuffle) -> list[Someone]:
    mixed: list[Someone] = shuffle(list(people))
    functions: dict[str, int] = {
        f: n for n, f in enumerate(shuffle(list({one.function: None for one in mixed})))
    }
    return sorted(mixed, key=lambda one: (functions[one.function], not one.manager))


def _from_reports(
    people: Sequence[Someone], managers: list[Someone], count: int, shuffle: Shuffle
) -> list[list[str]]:
    """Managers of one function share a room; whoever reports to them goes into another one."""
    found: list[list[Someone]] = [[] for _ in range(count)]
    home: dict[str, int] = {}
    for manager in shuffle(managers):
        found[home.setdefault(manager.leads, len(home) % count)].append(manager)
    rest = _by_function((one for one in people if not one.manager), shuffle)
    reports = [one for one in rest if one.function in home]
    others = [one for one in rest if one.function not in home]
    # The others even the rooms out, so they come last, one function after the other in turn.
    for one in [*reports, *_in_turn(others)]:
        free = [room for n, room in enumerate(found) if home.get(one.function) != n]
        min(free, key=lambda room: (len(room), sum(1 for o in room if o.function == one.function))).append(
            one
        )
    return [[one.id for one in room] for room in found]


def _in_turn(people: Iterable[Someone]) -> list[Someone]:
    by: dict[str, list[Someone]] = {}
    for one in people:
        by.setdefault(one.function, []).append(one)
    turns = [(n, one) for group in by.values() for n, one in enumerate(group)]
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]
