"""Actions: what, for what outcome, with whom, by when; promised only when its owner has said yes."""

from collections.abc import Iterable
from typing import Any, Literal

from workshop.rules import fields
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Day, Label, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.presence import name_of
from workshop.rules.promises import overloaded
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import INSIDE, NOBODY
from workshop.rules.schedule import local_day
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience, on_screen_too
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State

Progress = Literal["", "done", "on_track", "late", "blocked", "cancelled"]
_SUBSTANCE = ("what", "outcome", "due", "owner")


class Action(Body):
    """A promise. `counter` is what its owner would accept instead, `before` what changed since they said yes.

    `answered_via` is who recorded the owner's answer, where it was said aloud or given on somebody else's device.
    """

    strategy: Ref
    what: Text
    outcome: Text
    owner: Ref
    due: Day
    with_whom: Label = ""
    because: Ref = ""
    sources: Refs = []
    follows: Ref = ""
    state: Literal["proposed", "accepted", "declined"] = "proposed"
    answered_at: Moment = 0
    answered_via: Ref = ""
    declined_why: Words = ""
    counter: dict[str, Any] = {}
    before: dict[str, Any] = {}
    progress: Progress = ""
    progress_note: Words = ""
    progress_at: Moment = 0
    first_step: Words = ""
    customer_wording: Words = ""
    holds: list[str] = []
    merged_into: Ref = ""


class ProgressReport(Body):
    """How an action stands, said at a moment."""

    action: Ref
    status: Literal["done", "on_track", "late", "blocked", "cancelled"]
    note: Words = ""
    stage: Label = ""


def _action(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    if old is None or old["strategy"] != values["strategy"]:
        ask.need(values["strategy"], "strategy", "strategy")
    if old is None or old["owner"] != values["owner"]:
        owner = ask.need(values["owner"], "person", "owner")
        if owner["side"] == "customer" or owner["role"] in ("customer_guest", "screen"):
            raise invalid("owner", "An owner is one of our own people.")
    if old is None or old["due"] != values["due"]:
        due = fields.day(values["due"], "due")
        if due < local_day(ask.state, ask.now):
            raise invalid("due", "That date has passed.")
    if values["because"] and (old is None or old["because"] != values["because"]):
        ask.need(values["because"], "signal", "because")


def _proposed_again(ask: Ask, record: Record, change: Change) -> Iterable[Change]:
    """Anybody but the owner changing what was promised asks the owner again, showing the difference."""
    touched = [name for name in _SUBSTANCE if name in change.set and change.set[name] != record[name]]
    new_owner = "owner" in touched
    if not touched or (ask.who.person == record["owner"] and not new_owner):
        return ()
    before = (
        {**{name: record[name] for name in touched}, **record["before"]}
        if record["state"] == "accepted" or record["before"]
        else {}
    )
    return (
        Change(
            id=record.id,
            kind="action",
            set={"state": "proposed", "before": before, "counter": {}, "declined_why": ""},
        ),
    )


_HELD = frozenset(
    {
        "state",
        "answered_at",
        "answered_via",
        "declined_why",
        "counter",
        "before",
        "progress",
        "progress_note",
        "progress_at",
        "holds",
        "merged_into",
    }
)

actions = Exercise(
    kind="actions",
    title="Actions",
    kinds=(
        Kind(
            "action",
            Action,
            on_screen_too(),
            title="what",
            add=INSIDE,
            stage="actions",
            plan=True,
            merges=True,
            held=_HELD,
            check=_action,
            aside=frozenset(
                {
                    "progress",
                    "progress_note",
                    "progress_at",
                    "counter",
                    "before",
                    "answered_at",
                    "answered_via",
                }
            ),
            between="decided",
            promises=("strategy", "what", "outcome", "owner", "due"),
            after_edit=_proposed_again,
        ),
        Kind("progress", ProgressReport, TEAM_ONLY, title="status", noun="progress report", edit=NOBODY),
    ),
)


class One(Body):
    action: Short


class Counter(Body):
    """What the owner would promise instead."""

    action: Short
    due: Day = ""
    what: Words = ""
    outcome: Words = ""


class Decline(Body):
    action: Short
    why: Text


class Reassign(Body):
    action: Short
    owner: Short
    due: Day = ""


class Report(Body):
    action: Short
    status: Literal["done", "on_track", "late", "blocked", "cancelled"]
    note: Words = ""


@actions.command("accept", One, INSIDE, stage="actions", between=True, through=True, refuse="not_owner")
def accept(ask: Ask, data: One) -> Event:
    """I promise."""
    action = _asked(ask, data.action)
    return ask.event(
        "actions.accepted",
        ask.change(
            action, state="accepted", before={}, counter={}, declined_why="",
            answered_at=ask.now, answered_via=ask.via,
        ),
    )  # fmt: skip


@actions.command("counter", Counter, INSIDE, stage="actions", between=True, through=True, refuse="not_owner")
def counter(ask: Ask, data: Counter) -> Event:
    """I would promise it like this; whoever proposed it says yes in one tap."""
    action = _asked(ask, data.action)
    wish = {
        name: value
        for name in ("due", "what", "outcome")
        if (value := getattr(data, name)) and value != action[name]
    }
    if not wish:
        raise invalid("due", "Say what you would change: the date, the wording or the outcome.")
    if "due" in wish and fields.day(wish["due"], "due") < local_day(ask.state, ask.now):
        raise invalid("due", "That date has passed.")
    return ask.event("actions.countered", ask.change(action, counter=wish, answered_via=ask.via))


@actions.command("confirm", One, INSIDE, stage="actions", between=True, through=True, refuse="excluded")
def confirm(ask: Ask, data: One) -> Event:
    """Yes to what the owner would promise instead: it counts as accepted."""
    action = ask.need(data.action, "action")
    if not action["counter"]:
        raise invalid("action", "There is nothing to confirm.")
    if action["owner"] == ask.who.person and action.by != ask.who.person and not ask.at_desk:
        raise Refusal("not_yours", whose="somebody else of the team")
    values = {**action["counter"], "state": "accepted", "answered_at": ask.now, "counter": {}, "before": {}}
    return ask.event("actions.confirmed", ask.change(action, **values))


@actions.command("decline", Decline, INSIDE, stage="actions", between=True, through=True, refuse="not_owner")
def decline(ask: Ask, data: Decline) -> Event:
    """Not mine, and why."""
    action = _own(ask, data.action)
    return ask.event(
        "actions.declined",
        ask.change(
            action, state="declined", declined_why=data.why, counter={},
            answered_at=ask.now, answered_via=ask.via,
        ),
    )  # fmt: skip


@actions.command("reassign", Reassign, INSIDE, stage="actions", between="decided", refuse="excluded")
def reassign(ask: Ask, data: Reassign) -> Event:
    """Ask somebody else."""
    action = ask.need(data.action, "action")
    values = {"owner": data.owner, **({"due": data.due} if data.due else {})}
    change = ask.change(action, **values)
    asked = Change(
        id=action.id,
        kind="action",
        set={"state": "proposed", "declined_why": "", "counter": {}, "before": {}},
    )
    return ask.event("actions.reassigned", change, *(_proposed_again(ask, action, change) or (asked,)))


@actions.command(
    "report", Report, INSIDE, stage="actions", between=True, through=True, planning=True, refuse="excluded"
)
def report(ask: Ask, data: Report) -> Event:
    """How it stands."""
    action = ask.need(data.action, "action")
    if action["owner"] != ask.who.person and not ask.at_desk:
        raise Refusal("not_owner", owner=name_of(ask.state, action["owner"]) or "its owner")
    entry = ask.new(
        "progress",
        ProgressReport(action=action.id, status=data.status, note=data.note, stage=ask.state.stage),
    )
    return ask.event(
        "actions.reported",
        entry,
        ask.change(action, progress=data.status, progress_note=data.note, progress_at=ask.now),
    )


@actions.derive("action", to=INSIDERS)
def load(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Who carries too much, while somebody does."""
    heavy = overloaded(state)
    return {"load": ("load", {"heavy": heavy})} if heavy else {}


@actions.criterion
def strategies_have_accepted_actions(state: State, params: Any) -> list[Unmet]:
    """Every strategy has an action somebody has promised."""
    promised = {a["strategy"] for a in state.of("action") if a["state"] == "accepted"}
    return none_left(
        (s for s in state.of("strategy") if s.id not in promised), "Strategies without an accepted action"
    )


@actions.criterion
def no_declined_actions(state: State, params: Any) -> list[Unmet]:
    """What was declined has found an owner, or was taken back."""
    return none_left((a for a in state.of("action") if a["state"] == "declined"), "Actions declined")


@actions.criterion
def no_proposed_actions(state: State, params: Any) -> list[Unmet]:
    """Every action was answered by its owner."""
    return none_left(
        (a for a in state.of("action") if a["state"] == "proposed"),
        "Actions waiting for their owner's answer",
    )


@actions.criterion
def actions_complete(state: State, params: Any) -> list[Unmet]:
    """Each accepted action has what, outcome, owner and due date."""
    bare = (
        a for a in state.of("action") if a["state"] == "accepted" and not all(a[name] for name in _SUBSTANCE)
    )
    return none_left(bare, "Accepted actions with something missing")


@actions.criterion
def two_actions_per_objective(state: State, params: Any) -> list[Unmet]:
    """Two actions for each objective."""
    count: dict[str, int] = {}
    for action in state.of("action"):
        strategy = state.get(action["strategy"], "strategy")
        if strategy:
            count[strategy["objective"]] = count.get(strategy["objective"], 0) + 1
    return none_left(
        (o for o in state.of("objective") if count.get(o.id, 0) < 2), "Objectives with fewer than two actions"
    )


@actions.criterion
def action_this_week(state: State, params: Any) -> list[Unmet]:
    """Something starts within seven days of the last working session."""
    last = max((a.at for a in state.of("action")), default=0)
    if not last:
        return [Unmet("Nothing starts this week", 0, 1)]
    start = local_day(state, last)
    soon = any((fields.day(a["due"], "due") - start).days <= 7 for a in state.of("action") if a["due"])
    return [] if soon else [Unmet("Nothing is due within seven days", 0, 1)]


@actions.criterion
def load_fair(state: State, params: Any) -> list[Unmet]:
    """Nobody carries more than a quarter of all actions (where there are at least eight)."""
    return none_left(overloaded(state), "People with more than a quarter of all actions")


@actions.criterion
def first_steps(state: State, params: Any) -> list[Unmet]:
    """What is due in more than three weeks has a first step this week."""
    far = (
        a
        for a in state.of("action")
        if a["due"]
        and not a["first_step"]
        and (fields.day(a["due"], "due") - local_day(state, a.at)).days > 21
    )
    return none_left(far, "Actions due in more than three weeks without a first step")


def _own(ask: Ask, action_id: str) -> Record:
    action = ask.need(action_id, "action")
    if action["owner"] != ask.who.person:
        raise Refusal("not_owner", owner=name_of(ask.state, action["owner"]) or "its owner")
    return action


def _asked(ask: Ask, action_id: str) -> Record:
    action = _own(ask, action_id)
    if action["state"] == "accepted":
        raise invalid("action", "You have accepted this already.")
    return action
