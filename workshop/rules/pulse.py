"""How are we doing: one question, one to five, twenty seconds. Nobody sees an answer but whoever gave it.

The distribution is counted once, when the desk closes the question, and only from four answers on:
a number that grows with each answer would tell who gave which.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import clock, floor, schedule
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment, Ref, Short
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, NOBODY, TEAM
from workshop.rules.sight import EVERY, Audience, guests_inside, on_screen_too, owner_only
from workshop.rules.state import Record, State
from workshop.rules.writing import HIDE_AMONG

#: After a break, or near a stage's end, it is suggested for so long (ms), and not if asked so lately.
LATELY_MS = 20 * 60_000
#: A stage's last piece is nearly over with so much left (ms).
NEARLY_MS = 5 * 60_000

Question = Literal["energy", "clarity", "confidence"]


class Pulse(Body):
    """A question to everybody's gut. `spread` is set when it is closed, where enough have answered."""

    question: Question
    asked: Moment = 0
    closed: Moment = 0
    stage: Label = ""
    slot: Ref = ""
    answers: int = 0
    spread: dict[str, int] = {}


class Answer(Body):
    """One person's answer, theirs alone."""

    pulse: Ref
    value: Annotated[int, Meta(ge=1, le=5)]


pulse = Exercise(
    kind="pulse",
    title="How are we doing?",
    kinds=(
        Kind("pulse", Pulse, on_screen_too(), title="question", edit=NOBODY, planning=False),
        Kind("pulse_answer", Answer, owner_only(), title="value", edit=NOBODY, planning=False),
    ),
)


class Asking(Body):
    question: Question = "energy"


class One(Body):
    pulse: Short


class Saying(Body):
    pulse: Short
    value: Annotated[int, Meta(ge=1, le=5)]


@pulse.command("ask", Asking, DESK, planning=False, proxy=False)
def ask_all(ask: Ask, data: Asking) -> Event:
    """Ask everybody; one question at a time."""
    if open_pulse(ask.state):
        raise invalid("question", "A question is open already. Close it first.")
    state = ask.state
    asked = Pulse(question=data.question, asked=ask.now, stage=state.stage, slot=state.workshop["slot"])
    return ask.event("pulse.asked", ask.new("pulse", asked))


@pulse.command("answer", Saying, TEAM, planning=False, proxy=False, refuse="excluded")
def answer(ask: Ask, data: Saying) -> Event:
    """My answer; another one replaces it until the question is closed."""
    asked = ask.need(data.pulse, "pulse")
    if asked["closed"]:
        raise invalid("value", "This is closed already. The next time it is asked, yours counts.")
    values = {"pulse": asked.id, "value": data.value}
    return ask.event("pulse.answered", ask.put("pulse_answer", f"pulse:{asked.id}:{ask.who.person}", values))


@pulse.command("close", One, DESK, planning=False, proxy=False)
def close(ask: Ask, data: One) -> Event:
    """Count the answers and show how many said which, from four answers on."""
    asked = ask.need(data.pulse, "pulse")
    if asked["closed"]:
        raise invalid("pulse", "This is closed already.")
    values = [a["value"] for a in ask.state.of("pulse_answer") if a["pulse"] == asked.id]
    spread = {str(n): values.count(n) for n in range(1, 6)} if len(values) >= HIDE_AMONG else {}
    return ask.event("pulse.closed", ask.change(asked, closed=ask.now, answers=len(values), spread=spread))


@pulse.derive("pulse", "pulse_answer", "person", to=EVERY - {Audience.guest, Audience.senior})
def answered(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """While it is open: how many have answered, nothing else."""
    asked = open_pulse(state)
    if asked is None or (audience is Audience.screen and guests_inside(state)):
        return {}
    have, of = turnout(state, asked)
    return {"answered": ("answered", {"pulse": asked.id, "have": have, "of": of})}


@pulse.derive("pulse", "slot", "workshop", "timebox", to=frozenset({Audience.desk}))
def good_moment(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """When to ask: after a break, and before the room leaves a stage. Once, and never while something is open."""
    live = state.live
    if not state.workshop["sitting"] or live is None or live["rest"] or open_pulse(state):
        return {}
    if any(now - p["asked"] < LATELY_MS for p in state.of("pulse")):
        return {}
    after_break = any(
        s["rest"] and s["ended"] and 0 <= now - s["ended"] < LATELY_MS // 2 for s in state.of("slot")
    )
    box = state.records["timebox"]
    nearly_over = bool(box["ends_at"]) and clock.left(box, now) < NEARLY_MS
    last = nearly_over and schedule.following(state) is None
    if not (after_break or last):
        return {}
    return {
        "good_moment": ("good_moment", {"why": "after the break" if after_break else "before we move on"})
    }


def open_pulse(state: State) -> Record | None:
    """The question that is being asked."""
    return next((p for p in state.of("pulse") if not p["closed"]), None)


def turnout(state: State, asked: Record) -> tuple[int, int]:
    """How many have answered, and how many of the team are here or have answered."""
    gave = {a.by for a in state.of("pulse_answer") if a["pulse"] == asked.id}
    return len(gave), len(gave | {p.id for p in floor.team_here(state)})
