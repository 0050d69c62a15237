"""The rulebook: every kind, command, criterion and derived thing there is, from all exercises."""

from collections.abc import Iterable, Mapping
from typing import Any

from workshop.engine import outlook
from workshop.exercises import EXERCISES
from workshop.rules import (
    attendance,  # noqa: F401 - brings criteria of `stages`
    erasing,  # noqa: F401 - brings a command of `people`
    leaving,  # noqa: F401 - brings a command of `people`
    rescheduling,  # noqa: F401 - brings commands of `visit`
    returning,  # noqa: F401 - brings a command of `stages`
    seating,  # noqa: F401 - brings commands of `breakouts`
    tablet,  # noqa: F401 - brings a command of `people`
    taking_over,  # noqa: F401 - brings commands of `people`
    undoing,  # noqa: F401 - brings a command of `records`
)
from workshop.rules.breakouts import breakouts
from workshop.rules.conditions import conditions
from workshop.rules.consent import consent
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Command, Criterion, Derived, Exercise, Kind, OwnDerived
from workshop.rules.homework import homework
from workshop.rules.people import people
from workshop.rules.photos import photos
from workshop.rules.pulse import pulse
from workshop.rules.records import records
from workshop.rules.replanning import replanning
from workshop.rules.rounds import rounds
from workshop.rules.runsheet import runsheet
from workshop.rules.shares import shares
from workshop.rules.speaking import speaking
from workshop.rules.stages import stages
from workshop.rules.talk import talk
from workshop.rules.visit import visiting
from workshop.rules.voices import voices

CORE: tuple[Exercise, ...] = (
    stages,
    runsheet,
    replanning,
    visiting,
    people,
    records,
    talk,
    consent,
    conditions,
    photos,
    breakouts,
    shares,
    homework,
    speaking,
    rounds,
    voices,
    pulse,
)


def _kinds(exercises: Iterable[Exercise]) -> dict[str, Kind]:
    return {kind.name: kind for exercise in exercises for kind in exercise.kinds}


def _adding(exercise: Exercise, kind: Kind) -> Command:
    def decide(ask: Ask, data: Any) -> Event:
        return ask.event(f"{exercise.kind}.{kind.name}_added", ask.new(kind.name, data))

    return Command(
        name=f"{exercise.kind}.add_{kind.name}",
        data=kind.body,
        may=kind.add,
        decide=decide,
        planning=kind.planning,
        between=kind.between,
        refuse="excluded",
        stage=kind.stage,
        only=kind.only,
    )


def _commands(exercises: Iterable[Exercise]) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for exercise in exercises:
        for kind in exercise.kinds:
            if kind.add:
                adding = _adding(exercise, kind)
                found[adding.name] = adding
        found.update(exercise.commands)
    return found


ALL: tuple[Exercise, ...] = (*CORE, *EXERCISES)
KINDS: Mapping[str, Kind] = _kinds(ALL)
COMMANDS: Mapping[str, Command] = _commands(ALL)
CRITERIA: Mapping[str, Criterion] = {
    **{name: rule for exercise in ALL for name, rule in exercise.criteria.items()},
    **outlook.criteria(KINDS),
}
DERIVED: tuple[Derived, ...] = (
    *(d for exercise in ALL for d in exercise.derived),
    *outlook.derived(KINDS, CRITERIA),
)
OWN: tuple[OwnDerived, ...] = tuple(o for exercise in ALL for o in exercise.own)
