"""The plan as one thing: its canonical form, its hash, its version, and what changed since a signature.

A signature on version 7 stays true for version 7. The version goes up with every change
to a field of a plan kind; the hash is SHA-256 over a canonical form of all of them.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from workshop.rules.events import Change
from workshop.rules.exercise import Kind
from workshop.rules.state import State

Kinds = Mapping[str, Kind]
_WORD = re.compile(r"[-+−]?\d[\d.,:/]*\d|[-+−]?\d|[^\W\d]+|[%€$£¥]")


def content(state: State, kinds: Kinds) -> dict[str, dict[str, Any]]:
    """Every plan record that counts: {id: {kind, ...its fields}}, in order of id."""
    plan = {}
    for name, kind in kinds.items():
        if kind.plan:
            for record in state.of(name):
                plan[record.id] = {
                    "kind": name,
                    **{f: record[f] for f in kind.body.__struct_fields__ if f not in kind.aside},
                }
    return dict(sorted(plan.items()))


def in_order(state: State, plan: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """A plan's content in the order in which its records began, as people know it; gone ones come last."""
    known = {record_id: place for place, record_id in enumerate(state.records)}
    return dict(sorted(plan.items(), key=lambda item: known.get(item[0], len(known))))


def fingerprint(plan: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the canonical form: keys sorted, no spaces, UTF-8."""
    return hashlib.sha256(msgspec.json.encode(plan, order="sorted")).hexdigest()


def touches(changes: Iterable[Change], kinds: Kinds) -> bool:
    """Whether these changes alter the plan."""
    return any(
        kinds[c.kind].plan and (c.status or set(c.set) - kinds[c.kind].aside)
        for c in changes
        if c.kind in kinds
    )


def promises(plan: Mapping[str, Mapping[str, Any]], kinds: Kinds) -> dict[str, dict[str, Any]]:
    """The promised fields of a plan's content: {id: {kind, ...promised fields}}."""
    found = {}
    for record_id, body in plan.items():
        names = kinds[body["kind"]].promises
        if names:
            found[record_id] = {"kind": body["kind"], **{name: body.get(name) for name in names}}
    return found


def changed_promises(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]], kinds: Kinds
) -> list[dict[str, Any]]:
    """What was promised differently between two contents; a comma, a space or a capital letter is no promise."""
    return differences(promises(before, kinds), promises(after, kinds), wording)


def wording(value: Any) -> Any:
    """What a text says without its punctuation; numbers keep theirs, for 1.5 is not 15. All else as it is."""
    return _WORD.findall(value.casefold()) if isinstance(value, str) else value


def differences(
    before: Mapping[str, Mapping[str, Any]],
    after: Mapping[str, Mapping[str, Any]],
    said: Callable[[Any], Any] = lambda value: value,
) -> list[dict[str, Any]]:
    """What differs between two contents, record by record: {id, kind, was, now} with the fields that differ.

    `said` is what of a field's value counts.
    """
    found = []
    for record_id in sorted({*before, *after}):
        was, now = before.get(record_id), after.get(record_id)
        if was == now:
            continue
        names = sorted({*(was or {}), *(now or {})} - {"kind"})
        changed = [n for n in names if said((was or {}).get(n)) != said((now or {}).get(n))]
        if was and now and not changed:
            continue
        found.append(
            {
                "id": record_id,
                "kind": (now or was or {})["kind"],
                "was": {n: was.get(n) for n in changed} if was else None,
                "now": {n: now.get(n) for n in changed} if now else None,
            }
        )
    return found
