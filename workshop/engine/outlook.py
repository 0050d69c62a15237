"""What is worked out from the whole rulebook: the checklist, the desk's one next step, waiting amendments."""

from collections.abc import Mapping
from typing import Any

from workshop.engine.frozen import frozen
from workshop.engine.next_step import next_step
from workshop.exercises.review import amendments
from workshop.rules import gates, playbook, presence, schedule, undoable, visit
from workshop.rules.exercise import Criterion, Derived, Kind, Unmet, none_left
from workshop.rules.sight import INSIDERS, Audience
from workshop.rules.state import Record, State

Made = dict[str, tuple[str, dict[str, Any]]]


def criteria(kinds: Mapping[str, Kind]) -> dict[str, Criterion]:
    """The criteria that need to know every kind."""

    def amendments_answered(state: State, params: Mapping[str, Any]) -> list[Unmet]:
        return none_left(
            (a["id"] for a in amendments(state, kinds)), "Changed promises waiting for the manager"
        )

    return {"amendments_answered": amendments_answered}


def derived(kinds: Mapping[str, Kind], rules: Mapping[str, Criterion]) -> tuple[Derived, ...]:
    """Worked out again whenever anything they may rest on changes."""
    everything = frozenset(kinds)

    def checklist(state: State, audience: Audience, now: int) -> Made:
        stage = playbook.of(state).stage(state.stage)
        after = visit.next_stage(state)
        standings = [s.plain() for s in _standings(state, rules)]
        return {
            "checklist": (
                "checklist",
                {
                    "stage": stage.id,
                    "next": after.title if after else "",
                    "to": after.id if after else "",
                    "out": [p.id for p in visit.must_leave(state, after)] if after else [],
                    "criteria": standings,
                },
            )
        }

    def step(state: State, audience: Audience, now: int) -> Made:
        return {"next_step": ("next_step", next_step(state, now, _standings(state, rules)))}

    def waiting(state: State, audience: Audience, now: int) -> Made:
        return {f"amendment:{a['id']}": ("amendment", a) for a in amendments(state, kinds)}

    promised = frozenset(name for name, kind in kinds.items() if kind.promises) | {
        "decision",
        "amendment_answer",
    }
    return (
        Derived(everything, checklist, INSIDERS),
        Derived(everything, step, frozenset({Audience.desk})),
        undoable.derived(kinds),
        Derived(promised, waiting, INSIDERS),
        Derived(frozenset({"person", "workshop", "stage"}), hold, INSIDERS),
        Derived(frozenset({"decision", "workshop", "person"}), frozen, frozenset({Audience.senior})),
    )


def _standings(state: State, rules: Mapping[str, Criterion]) -> list[gates.Standing]:
    """Every criterion of the live stage, worked out once for a state, whoever asks."""
    held = state.parsed.get("standings")
    if held is None or held[0] != state.seq:
        stage = playbook.of(state).stage(state.stage)
        held = state.parsed["standings"] = (state.seq, gates.standings(state, stage, rules))
    found: list[gates.Standing] = held[1]
    return found


def hold(state: State, audience: Audience, now: int) -> Made:
    """The one banner while planning waits for the first-line manager, or the desk holds everybody.

    While she has stepped out the team goes on, and the desk reads what waits until she is back.
    """
    said = state.workshop["hold"]
    stage = playbook.of(state).stage(state.stage)
    names = ", ".join(m["name"] for m in presence.managers(state))
    if said:
        return {"hold": ("hold", {"say": said, "by": "desk"})}
    if presence.sitting_open(state) and stage.planning and not presence.manager_here(state, now):
        say = f"Planning waits for {names or 'the first-line manager'}. Keep typing: it is sent when they are back."
        return {
            "hold": (
                "hold",
                {"say": say, "by": "manager", "people": [m.id for m in presence.managers(state)]},
            )
        }
    if audience is Audience.desk and presence.sitting_open(state) and stage.planning:
        out = presence.out_for_a_while(state, now)
        if out and not presence.manager_here(state, now, moving=True):
            return {"hold": ("hold", {"say": _waits(state, out[0]), "by": "out"})}
    return {}


def _waits(state: State, manager: Record) -> str:
    until = schedule.clock_of(state, manager["back_at"])
    waits = "Going on to the next stage and deciding wait for that; the pieces of this one go on."
    return f"{manager['name']} is out until {until}. {waits}"
