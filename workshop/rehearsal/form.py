"""What can be wrong with a script before anything is played: unknown types, fields and ids."""

from collections.abc import Iterator, Mapping
from typing import Any

from workshop.rehearsal import unmet
from workshop.rehearsal.script import Contribution, Script, ScriptError
from workshop.rehearsal.translate import ROWS, Field, Sort, Take


def faults(script: Script) -> list[str]:
    """Every fault, each naming its contribution and field; empty if the script can be played."""
    known = {(Sort.person, p.id) for p in script.people}
    known |= {(Sort.fact, f.id) for f in script.facts}
    known |= {(Sort.offering, o.id) for o in script.offerings}
    types: dict[str, str] = {}
    first: dict[str, Contribution] = {}
    found: list[str] = []
    for entry in script.contributions:
        said = list(_entry(entry, known, types))
        before = first.setdefault(entry.key, entry)
        if before is not entry and (before.by, before.type, before.data) != (
            entry.by,
            entry.type,
            entry.data,
        ):
            said.append(f"key: “{entry.key}” was used before for something else")
        said += _expected(entry)
        found += [f"seq {entry.seq}, {fault}" for fault in said]
        row = ROWS.get(entry.type)
        if row and row.makes and row.named_by in entry.data:
            known.add((row.makes, entry.data[row.named_by]))
            if row.makes is Sort.item:
                types[entry.data[row.named_by]] = entry.type
    return found


def _entry(entry: Contribution, known: set[tuple[Sort, str]], types: Mapping[str, str]) -> Iterator[str]:
    row = ROWS.get(entry.type)
    if row is None:
        yield f"type: there is no “{entry.type}”"
        return
    if (Sort.person, entry.by) not in known:
        yield f"by: there is nobody “{entry.by}”"
    if not entry.timed:
        yield f"at: “{entry.at}” is no moment with its offset"
    allowed = set(row.fields) | ({row.named_by} if row.makes else set())
    needed = {name for name, rule in row.fields.items() if rule.needed}
    needed |= {row.named_by} if row.makes else set()
    yield from (f"{name}: a {entry.type} has no such field" for name in sorted(set(entry.data) - allowed))
    yield from (f"{name}: a {entry.type} needs it" for name in sorted(needed - set(entry.data)))
    for name, rule in row.fields.items():
        if name in entry.data:
            yield from _value(name, rule, entry.data[name], entry, known, types)


def _expected(entry: Contribution) -> list[str]:
    """Wordings of what should be missing that mean nothing here."""
    try:
        unmet.asked(entry.stage, entry.expect.unmet or ())
    except ScriptError as problem:
        return [f"expect.unmet: {problem}"]
    return []


def _value(
    name: str,
    rule: Field,
    value: Any,
    entry: Contribution,
    known: set[tuple[Sort, str]],
    types: Mapping[str, str],
) -> Iterator[str]:
    if rule.take is Take.change:
        yield from _change(value, entry, known, types)
        return
    # What is refused may speak of what is not there yet.
    refused = entry.expect.outcome == "refused"
    if refused or rule.take is Take.as_is or (rule.take is Take.plan_part and value == "funnel"):
        return
    wanted = value if rule.take is Take.many else [value] if value else []
    if not isinstance(wanted, list | None):
        yield f"{name}: should be a list"
        return
    for one in wanted or ():
        if (rule.sort, one) not in known:
            yield f"{name}: there is no {rule.sort.value} “{one}” before this"


def _change(
    change: Any, entry: Contribution, known: set[tuple[Sort, str]], types: Mapping[str, str]
) -> Iterator[str]:
    kind = types.get(entry.data.get("target", ""), "")
    if not kind or not isinstance(change, dict):
        return
    for name, value in change.items():
        if name == "status" and kind == "stakeholder":
            if value != "left":
                yield f"change.status: a stakeholder can have “left”, not “{value}”"
        elif name not in ROWS[kind].fields:
            yield f"change.{name}: a {kind} has no such field"
        else:
            yield from _value(f"change.{name}", ROWS[kind].fields[name], value, entry, known, types)
