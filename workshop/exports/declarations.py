"""The shapes of records and commands as TypeScript declarations, for the browser code's type check."""

import types
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

import msgspec

from workshop.engine.rulebook import COMMANDS, KINDS
from workshop.rules.fields import Body

HEAD = """// Made by `workshop types > static/types.d.ts`: the server's own record kinds and commands.
// Edit those, not this.
"""
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", Any: "unknown", type(None): "null"}


def declarations() -> str:
    """The whole file: an interface for each record's body, and what each command carries."""
    bodies = {f"{_name(kind)}Body": KINDS[kind].body for kind in sorted(KINDS)}
    blocks = [HEAD]
    blocks += [_interface(name, body, whole=True) for name, body in bodies.items()]
    blocks.append(_map("Bodies", {kind: f"{_name(kind)}Body" for kind in sorted(KINDS)}))
    blocks.append(_map("Commands", {name: _inline(COMMANDS[name].data) for name in sorted(COMMANDS)}))
    return "\n".join(blocks)


def _interface(name: str, body: type[Body], *, whole: bool) -> str:
    """A record as it is stored has all its fields; a command may leave out what has a default."""
    lines = [f"  {field}: {kind};" for field, kind in _fields(body, whole=whole)]
    return "\n".join([f"export interface {name} {{", *lines, "}", ""])


def _map(name: str, entries: dict[str, str]) -> str:
    lines = [f'  "{key}": {value};' for key, value in entries.items()]
    return "\n".join([f"export interface {name} {{", *lines, "}", ""])


def _inline(body: type[msgspec.Struct]) -> str:
    found = [f"{field}: {kind}" for field, kind in _fields(body, whole=False)]
    return f"{{ {'; '.join(found)} }}" if found else "Record<string, never>"


def _fields(body: type[msgspec.Struct], *, whole: bool) -> Iterator[tuple[str, str]]:
    hints = typing.get_type_hints(body, include_extras=False)
    for field in msgspec.structs.fields(body):
        needed = whole or field.required
        yield f"{field.encode_name}{'' if needed else '?'}", _kind(hints[field.name])


def _kind(hint: Any) -> str:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return " | ".join(f'"{value}"' if isinstance(value, str) else str(value).lower() for value in inside)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(_kind(one) for one in inside)
    if origin is list:
        return f"Array<{_kind(inside[0])}>"
    if origin is dict:
        return f"Record<string, {_kind(inside[1])}>"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " | ".join(f'"{one.value}"' for one in hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _inline(hint)
    raise TypeError(f"No TypeScript for {hint!r} yet.")


def _name(kind: str) -> str:
    return "".join(part.capitalize() for part in kind.split("_"))
