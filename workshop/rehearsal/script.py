"""A script as it is read from its file."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import msgspec

SCHEMA = "account-planning-workshop-script/1"


class ScriptError(ValueError):
    """A script that cannot be played: says where and why."""


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What should come of a contribution."""

    outcome: str = "accepted"
    reason: str = ""
    unmet: list[str] | None = None
    excluded: list[str] | None = None
    tally: dict[str, int] | None = None
    dots_cast: int | None = None
    result: dict[str, int] | None = None


class Contribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing somebody does. `key` is what a resent one repeats; `at` is local time with its offset."""

    seq: int
    key: str
    at: str
    stage: str
    by: str
    type: str
    data: dict[str, Any] = {}
    note: str = ""
    expect: Expect = Expect()

    @property
    def timed(self) -> bool:
        """Whether `at` is a moment that everybody reads alike."""
        try:
            return dt.datetime.fromisoformat(self.at).tzinfo is not None
        except ValueError:
            return False

    @property
    def moment(self) -> int:
        """When, in milliseconds since 1970."""
        return int(dt.datetime.fromisoformat(self.at).timestamp() * 1000)


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who takes part."""

    id: str
    name: str
    role: str
    function: str = ""
    organisation: str = ""
    side: str = "seller"
    invented: bool = False
    place: str = ""
    calls_on: list[str] = []


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An offering."""

    id: str
    name: str


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a fact is from."""

    title: str
    url: str = ""
    date: str | None = None
    date_note: str = ""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something known, with its source."""

    id: str
    text: str
    source: Origin
    kind: str = ""


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole workshop as written."""

    id: str
    title: str
    currency: str
    time_zone: str
    customer: dict[str, Any]
    seller: dict[str, Any]
    people: list[Person]
    offerings: list[Named]
    facts: list[Fact]
    contributions: list[Contribution]
    stages: list[dict[str, Any]] = []
    expected: dict[str, Any] = {}
    schema: str = SCHEMA
    honesty: str = ""

    def person(self, role: str) -> Person:
        """The first person with a role; ScriptError if there is none."""
        for person in self.people:
            if person.role == role:
                return person
        raise ScriptError(f"the script has nobody with the role “{role}”")


def load(path: Path) -> Script:
    """The script in a file. Raises ScriptError with place and reason."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise ScriptError(f"{path} cannot be read: {problem.strerror}") from None
    except ValueError as problem:
        raise ScriptError(f"{path} is not JSON: {problem}") from None
    return read(raw)


def read(raw: Any) -> Script:
    """A script from plain data, with its form checked. Raises ScriptError with place and reason."""
    if isinstance(raw, dict):
        for entry in raw.get("contributions", ()):
            if isinstance(entry, dict) and entry.get("data") is None:
                entry.pop("data", None)
    try:
        script = msgspec.convert(raw, Script, strict=True)
    except msgspec.ValidationError as problem:
        raise ScriptError(_place(str(problem), raw)) from None
    if script.schema != SCHEMA:
        raise ScriptError(f"the script is written for “{script.schema}”; this plays “{SCHEMA}”")
    from workshop.rehearsal.form import faults

    found = faults(script)
    if found:
        raise ScriptError("\n".join(found))
    return script


def _place(message: str, raw: Any) -> str:
    """The reader's own words, with the contribution's seq where it is about one."""
    before, marker, rest = message.partition("$.contributions[")
    number, _, field = rest.partition("]")
    if not marker or not number.isdigit():
        return message
    entry = raw["contributions"][int(number)]
    seq = entry.get("seq", int(number) + 1) if isinstance(entry, dict) else int(number) + 1
    return f"seq {seq}{field.rstrip('`')}: {before.removesuffix(' - at `')}"
