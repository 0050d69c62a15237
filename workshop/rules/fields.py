"""The types that records are made of, with their limits."""

import datetime as dt
import functools
import re
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, inspect

from workshop.rules.refusals import Refusal, invalid

#: What people write: Markdown, at most 4,000 characters.
Text = Annotated[str, Meta(min_length=1, max_length=4000)]
#: Text that may be left empty.
Words = Annotated[str, Meta(max_length=4000)]
#: A title or a name.
Short = Annotated[str, Meta(min_length=1, max_length=200)]
#: A short text that may be left empty.
Label = Annotated[str, Meta(max_length=200)]
#: The id of another record; empty where nothing is named.
Ref = Annotated[str, Meta(max_length=64)]
Refs = Annotated[list[Ref], Meta(max_length=500)]
#: A whole amount in the workshop's currency.
Money = Annotated[int, Meta(ge=0, le=10**15)]
#: A calendar day, "2026-11-23"; empty where none is named.
Day = Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
#: A time of day, "13:30"; empty where none is named.
Clock = Annotated[str, Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")]
#: Milliseconds since 1970, UTC; 0 is never.
Moment = Annotated[int, Meta(ge=0, le=10**14)]


B = TypeVar("B", bound="Body")


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a record of one kind holds, or what a command carries."""


class Nothing(Body):
    """A command that carries nothing."""


def read(data: Any, body: type[B]) -> B:
    """Data from outside as a typed body. Refuses as `invalid`, naming the field, or as `too_large`."""
    try:
        found = msgspec.convert(data, body, strict=True)
    except msgspec.ValidationError as error:
        raise _refusal(str(error)) from None
    for name in _filled(body):
        value = getattr(found, name)
        if any(one.isspace() for one in (value if isinstance(value, list) else [value])):
            raise _refusal(f"length >= 1 - at `$.{name}`")
    return found


@functools.cache
def _filled(body: type[Body]) -> tuple[str, ...]:
    """The fields whose text, or whose texts, may not be empty: blanks alone are as good as nothing."""

    def text(kind: Any) -> bool:
        return isinstance(kind, inspect.StrType) and bool(kind.min_length)

    shape = inspect.type_info(body)
    fields = shape.fields if isinstance(shape, inspect.StructType) else ()
    return tuple(
        one.name
        for one in fields
        if text(one.type) or (isinstance(one.type, inspect.ListType) and text(one.type.item_type))
    )


def plain(body: Body) -> dict[str, Any]:
    """A typed body as the plain values that are stored and sent."""
    values: dict[str, Any] = msgspec.to_builtins(body)
    return values


def day(value: str, field: str) -> dt.date:
    """A day that must be there and exist."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise invalid(field, "Please give a date.") from None


def _refusal(message: str) -> Refusal:
    reason, _, path = message.partition(" - at `")
    field = path.rstrip("`").removeprefix("$").lstrip(".")
    if "length <=" in reason:
        return Refusal("too_large", field=field, limit=reason.split("length <= ")[-1])
    if "unknown field" in reason:
        field = reason.split("`")[1]
        return invalid(field, f"“{field}” is not something that can be set here.")
    if "missing required field" in reason:
        field = reason.split("`")[1]
    return invalid(
        field, f"{(field.split('.')[-1] or 'This').replace('_', ' ').capitalize()}: {_plainly(reason)}"
    )


#: What would do, by the word the reader of messages has for it.
_WANTED = {
    "int": "please give a whole number",
    "float": "please give a number",
    "bool": "please say yes or no",
    "str": "please give words",
    "array": "please give a list",
}
#: The same for texts of one form, by what tells that form.
_FORMS = {
    "{4}-": "please give a day, as in 2026-11-30",
    ":": "please give a time, as in 13:30",
    "[A-Z]{3}": "please give three letters, as in EUR",
}
_BOUND = re.compile(r"(<=|>=|<|>) (-?\d+)(\.0)?$")
_SAID = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}


def _plainly(reason: str) -> str:
    """The reader's message in words for people."""
    if "missing required" in reason or "length >= 1" in reason:
        return "please fill this in."
    if "enum" in reason:
        return "that is not one of the choices."
    if bound := _BOUND.search(reason):
        return f"{_SAID[bound[1]]} {int(bound[2]):,}."
    wanted = reason.partition("`")[2].partition("`")[0].partition(" ")[0]
    if "regex" in reason:
        return next((said for mark, said in _FORMS.items() if mark in reason), "that cannot be read") + "."
    return _WANTED.get(wanted, "that cannot be read") + "."
