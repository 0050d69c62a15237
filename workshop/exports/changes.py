"""What changed between two versions of the plan, in words."""

from typing import Any

import msgspec

from workshop.exports.outline import Line
from workshop.exports.phrases import CATEGORIES, day, joined, money, name, quoted, title, word
from workshop.exports.words import one_line
from workshop.rules.state import Record, State

_MONEY = frozenset(
    {
        "amount",
        "growth_target",
        "average_deal",
        "spend",
        "our_revenue",
        "account_revenue",
        "expected_from_existing",
    }
)
_DAYS = frozenset({"due", "close_date", "until", "contract_end", "date", "confirmed_on"})
_PEOPLE = frozenset({"owner", "decider", "coverage"})
_NAMES = {
    "what": "what is done",
    "close_date": "date",
    "due": "due date",
    "owner": "who does it",
    "text": "wording",
    "growth_target": "money to find",
    "average_deal": "average deal",
    "win_rate_percent": "deals won of a hundred",
    "prospects_per_opportunity": "people for each opportunity",
    "stage": "standing",
    "state": "answer",
    "status": "standing",
    "reports_to": "reports to",
    "why_us": "why only us",
    "focus": "in focus or not",
    "result": "people to meet",
    "links": "what it serves",
    "insights": "what it rests on",
    "until": "until",
}
#: Fields that follow from others, or that nobody reads.
_SILENT = frozenset({"holds", "merged_into", "sources", "told_by", "result", "basis", "order"})


class Change(msgspec.Struct, frozen=True):
    """One record that differs, each difference as (what, before, now); `how` is new, gone or changed."""

    record: str
    word: str
    title: str
    how: str
    fields: tuple[tuple[str, str, str], ...] = ()


def in_words(state: State, differences: list[dict[str, Any]]) -> list[Change]:
    """What `plan.differences` found, as people say it; what nobody reads is left out."""
    told = (_change(state, one) for one in differences)
    return [change for change in told if change.how != "changed" or change.fields]


def as_lines(changes: list[Change]) -> list[Line]:
    """The same as sentences: for documents."""
    return [Line(_sentence(change), change.record) for change in changes]


def _sentence(change: Change) -> str:
    if change.how == "new":
        return f"New {change.word}: {quoted(change.title)}"
    if change.how == "gone":
        return f"Taken out: the {change.word} {quoted(change.title)}"
    what = joined(
        f"{what} from {before} to {now or 'nothing'}" if before else f"{what} is now {now or 'nothing'}"
        for what, before, now in change.fields
    )
    return f"The {change.word} {quoted(change.title)}: {what}"


def _change(state: State, one: dict[str, Any]) -> Change:
    record = state.get(one["id"]) or Record(
        one["id"], one["kind"], 1, "active", "", 0, one["now"] or one["was"] or {}
    )
    how = "new" if one["was"] is None else "gone" if one["now"] is None else "changed"
    fields = _fields(state, one["was"], one["now"]) if how == "changed" else []
    shown = title(record) if record.kind != "cell" else _cell(state, record)
    return Change(record.id, word(record), one_line(shown, 140), how, tuple(fields))


def _fields(state: State, was: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    names = [n for n in now if n not in _SILENT and now[n] != was.get(n)]
    return [
        (_NAMES.get(n, n.replace("_", " ")), value(state, n, was.get(n)), value(state, n, now[n]))
        for n in names
    ]


def _cell(state: State, cell: Record) -> str:
    places = (state.get(cell["unit"] or ""), state.get(cell["offering"] or ""))
    return ", ".join(title(p) for p in places if p)


def value(state: State, field: str, given: Any) -> str:
    """A field's value as people say it."""
    if given in (None, "", 0, [], {}):
        return ""
    if isinstance(given, list):
        return joined(quoted(title(r), 70) for i in given if (r := state.get(str(i))))
    if field in _MONEY:
        return money(state, int(given))
    if field in _DAYS:
        return day(str(given))
    if field in _PEOPLE:
        return name(state, str(given))
    if field == "category":
        return CATEGORIES.get(str(given), str(given))
    if isinstance(given, bool):
        return "yes" if given else ""
    if isinstance(given, float):
        return f"{given:g}"
    found = state.get(str(given))
    return quoted(title(found), 70) if found else one_line(str(given).replace("_", " "), 300)
