"""Who has to be here before a stage is left."""

from typing import Any

from workshop.rules import presence
from workshop.rules.exercise import Unmet, at_least, none_left
from workshop.rules.roles import MEMBERS
from workshop.rules.stages import stages
from workshop.rules.state import State

#: So few are named; of more it is said how many.
NAMED = 2


@stages.criterion
def manager_present(state: State, params: Any) -> list[Unmet]:
    """A first-line manager is in the room or remote."""
    managers = presence.managers(state)
    if any(presence.here(p) for p in managers):
        return []
    names = ", ".join(m["name"] for m in managers) or "nobody named yet"
    return [Unmet(f"The first-line manager is not here ({names})", 0, 1, tuple(m.id for m in managers))]


@stages.criterion
def participants_present(state: State, params: Any) -> list[Unmet]:
    """Enough of the team are here; all who are invited where they are fewer."""
    invited = presence.invited(state, MEMBERS)
    missing = [p for p in invited if not presence.here(p)]
    have, need = len(invited) - len(missing), min(int(params.get("at_least", 8)), max(len(invited), 1))
    if need == len(invited) and 0 < len(missing) <= NAMED:
        names = " and ".join(str(p["name"]) for p in missing)
        say = f"{names} {'is' if len(missing) == 1 else 'are'} not here"
        return [Unmet(say, have, need, tuple(p.id for p in missing))]
    return at_least({"at_least": need}, have, "Participants here")


@stages.criterion
def sites_covered(state: State, params: Any) -> list[Unmet]:
    """Every place the customer has is somebody's."""
    uncovered = [
        u for u in state.of("unit") if not any(u["name"] in p["calls_on"] for p in state.of("person"))
    ]
    return none_left(uncovered, f"Nobody here calls on {', '.join(u['name'] for u in uncovered)}")
