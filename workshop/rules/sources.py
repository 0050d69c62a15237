"""What a statement rests on: sources that are there, and whether the customer said it."""

from typing import Any

from workshop.rules.exercise import Ask
from workshop.rules.roles import Role
from workshop.rules.state import Record, State


def known_sources(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    """Every newly named source must be there."""
    before = set(old["sources"] or ()) if old else set()
    ask.need_all([s for s in values["sources"] if s not in before], "source", "sources")


def customers_words(state: State, record: Record) -> list[str]:
    """The records of the customer's own words that this one is tied to, directly or by a shared source."""
    words = [i for i in (record["told_by"] or ()) if _spoken(state, i)]
    shared = set(record["sources"] or ())
    words += [i for i in shared if (source := state.get(i, "source")) and source["customer_words"]]
    for kind in ("brief", "quote", "question"):
        words += [r.id for r in state.of(kind) if shared & set(r["sources"] or ()) and _spoken(state, r.id)]
    return list(dict.fromkeys(words))


def _spoken(state: State, record_id: str) -> bool:
    record = state.get(record_id)
    if record is None:
        return False
    if record.kind == "question":
        return bool(record["status"] == "answered")
    if record.kind == "quote":
        return True
    author = state.get(record.by, "person")
    return record.kind == "brief" and bool(author and author["role"] == Role.customer_guest)
