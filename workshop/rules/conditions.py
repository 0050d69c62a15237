"""What is approved or accepted on a condition: an action, asked of its owner, that the reviews follow like any other.

The first-line manager names owner and day as she signs. Senior management only says what it
asks for; the team then says under which strategy, whose it is, and by when.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Unmet, none_left
from workshop.rules.fields import Body, Day, Short
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE
from workshop.rules.state import Record, State

_SUBSTANCE = ("strategy", "what", "outcome", "owner", "due")

conditions = Exercise(kind="conditions", title="Conditions")


class Taking(Body):
    """One condition of an acceptance (the first is 0), and what makes an action of it."""

    acceptance: Short
    number: Annotated[int, Meta(ge=0, le=200)]
    strategy: Short
    owner: Short
    due: Day


@conditions.command("take", Taking, INSIDE, planning=False, between=True, present=False, refuse="excluded")
def take(ask: Ask, data: Taking) -> Event:
    """What senior management made a condition becomes somebody's action; the promise waits for the manager's yes."""
    answer = ask.need(data.acceptance, "acceptance")
    if data.number not in dict(waiting(answer)):
        raise invalid("number", "That condition is somebody's already.")
    values = (data.strategy, answer["conditions"][data.number], "", data.owner, data.due)
    promise = dict(zip(_SUBSTANCE, values, strict=True))
    promise["outcome"] = f"What {answer['name']} asked for with version {answer['version']} is done"
    change = ask.new("action", promise)
    taken = {**(answer["taken"] or {}), str(data.number): change.id}
    return ask.event("conditions.taken", change, ask.change(answer, taken=taken))


@conditions.criterion
def conditions_taken(state: State, params: Mapping[str, Any]) -> list[Unmet]:
    """Every condition of senior management is somebody's action."""
    loose = [answer for answer in state.of("acceptance") for _ in waiting(answer)]
    return none_left(loose, "Conditions of senior management that nobody has taken")


def waiting(answer: Record) -> list[tuple[int, str]]:
    """The conditions of an acceptance that nobody has taken yet, with their numbers."""
    if answer["verdict"] != "accepted":
        return []
    taken = answer["taken"] or {}
    return [(n, text) for n, text in enumerate(answer["conditions"] or ()) if str(n) not in taken]


def marked(ask: Ask) -> list[dict[str, Any]]:
    """Her marks, as the decision keeps them."""
    fields = ("target", "mark", "text", "owner", "due")
    mine = (m for m in ask.state.of("mark") if m.by == ask.who.person)
    return [{name: m[name] for name in fields} for m in mine]


def asked(
    ask: Ask, marks: Iterable[dict[str, Any]], version: int
) -> tuple[list[dict[str, Any]], list[Change]]:
    """The marks of an approval with each condition tied to the action it becomes, and those actions.

    Refuses what cannot be approved so: something marked to go back, a condition that nobody could promise.
    """
    kept, actions = [], []
    for one in marks:
        if one["mark"] == "return":
            raise invalid(
                "verdict", "You send something back to the team: return the plan, or make that a condition."
            )
        if one["mark"] == "condition":
            promise = _promise(ask, one, version)
            change = ask.new("action", promise)
            actions.append(change)
            kept.append({**one, "action": change.id, "promise": {"kind": "action", **promise}})
        else:
            kept.append(one)
    return kept, actions


def signed_with(decision: Record) -> dict[str, dict[str, Any]]:
    """What an approval itself added to the promises: {action: its promised fields}."""
    marks = decision["marks"] or ()
    return {mark["action"]: mark["promise"] for mark in marks if mark.get("action")}


def _promise(ask: Ask, mark: dict[str, Any], version: int) -> dict[str, Any]:
    target = ask.state.get(mark["target"])
    about = str(target["text"] or target["what"] or "")[:60] if target else ""
    if not (mark["text"].strip() and mark["owner"] and mark["due"]):
        raise invalid(
            "owner",
            f"A condition becomes an action. Say what you ask for, who takes it, and by when, for “{about}”.",
        )
    strategy = _strategy(ask.state, target)
    if strategy is None:
        raise invalid(
            "target", f"“{about}” has no strategy, so nobody can promise anything for it. Send it back."
        )
    name = ask.state.records[ask.who.person]["name"]
    said = (strategy.id, mark["text"], f"What {name} asked for with version {version} is done", mark["owner"])
    return dict(zip(_SUBSTANCE, (*said, mark["due"]), strict=True))


def _strategy(state: State, target: Record | None) -> Record | None:
    """The strategy a condition belongs to: the marked one, an action's, or an objective's first."""
    if target is None or target.kind in ("strategy", "action"):
        return state.get(target["strategy"] or target.id, "strategy") if target else None
    return next((s for s in state.of("strategy") if s["objective"] == target.id), None)
