"""What the minutes say about time: new plans, and the customer's visit at another time."""

from collections.abc import Callable, Mapping
from typing import Any

from workshop.rules.events import Event
from workshop.rules.state import Record, State

Teller = Callable[[State, Event, Record], str]


def _given(event: Event, record: Record) -> Mapping[str, Any]:
    """What this event itself set: the record may have changed since."""
    return next((c.set for c in event.changes if c.id == record.id), {})


def _replanned(state: State, event: Event, record: Record) -> str:
    if record.kind != "replan":
        return ""
    then = f" {record['then']}" if record["then"] else ""
    return f"the run sheet was planned anew. {record['say']}{then}"


def _back(state: State, event: Event, record: Record) -> str:
    return "the plan before was put back" if record.kind == "replan" else ""


def _moved(state: State, event: Event, record: Record) -> str:
    if record.kind != "visit":
        return ""
    set_ = _given(event, record)
    day = f" on day {set_['day']}" if set_.get("day", 1) > 1 else ""
    because = f", because {event.why.rstrip('.')}" if event.why else ""
    return f"the customer’s visit moved to {set_.get('at', '')}{day}{because}"


def _cancelled(state: State, event: Event, record: Record) -> str:
    if record.kind != "visit":
        return ""
    instead = str(_given(event, record).get("instead", "")).rstrip(".")
    return f"no customer came, because {event.why.rstrip('.')}{f'; instead: {instead}' if instead else ''}"


def _begun(state: State, event: Event, record: Record) -> str:
    return (
        "the customer was there: the team put its work aside and listened" if record.kind == "visit" else ""
    )


TELLERS: Mapping[str, Teller] = {
    "replan.applied": _replanned,
    "replan.undone": _back,
    "visit.moved": _moved,
    "visit.cancelled": _cancelled,
    "visit.begun": _begun,
}
