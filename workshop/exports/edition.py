"""The customer edition: composed in words meant for the customer. Nothing of the plan appears by itself."""

import hashlib
from typing import Any

import msgspec

from workshop.exports.afterwards import DATES
from workshop.exports.phrases import day, name
from workshop.rules.state import Record, State

SECTIONS = {
    "heard": "What we heard from you",
    "means": "What it means for you",
    "do": "What we will do",
    "need": "What we need from you",
    "next": "When we meet next",
}
#: What an empty section is for, to whoever composes it.
TEACH = {
    "heard": "In their own words, as confirmed: “The small sites have nowhere to put anything for tomorrow.”",
    "means": "What changes for them, in their terms: “Orders arrive on the day they were promised.”",
    "do": "What we do, who does it, by when: “We walk one shift with your team.”",
    "need": "What only they can give: “Somebody with an hour for us in July.”",
    "next": "Where we see each other again: “At your offices, 3 July.”",
}


class Item(msgspec.Struct, frozen=True):
    """One line as the customer reads it."""

    id: str
    text: str
    who: str = ""
    due: str = ""
    response: str = ""
    response_text: str = ""


class Suggestion(msgspec.Struct, frozen=True):
    """Something that has a wording for the customer already, and could stand in a section."""

    section: str
    about: str
    text: str
    who: str = ""
    due: str = ""


def as_read(state: State, whole: bool = False) -> dict[str, list[Item]]:
    """By section, what the customer reads: what was released, or (`whole`) what would be."""
    found: dict[str, list[Item]] = {section: [] for section in SECTIONS}
    for record in state.of("customer_item"):
        shown: dict[str, Any] = record.body if whole or "shown" not in record.body else record["shown"]
        if shown:
            when = day(shown["due"]) if shown["due"] else ""
            item = Item(
                record.id, shown["text"], shown["who"], when, record["response"], record["response_text"]
            )
            found[shown["section"]].append(item)
    return found


def fingerprint(items: dict[str, list[Item]]) -> str:
    """What a reader had before them: SHA-256 (hex) of every line."""
    return hashlib.sha256(msgspec.json.encode(items)).hexdigest()


def suggestions(state: State) -> list[Suggestion]:
    """Confirmed quotes, wordings people gave to objectives and promises, and the dates that are set."""
    used = {record["about"] for record in state.of("customer_item")}
    found = [Suggestion("heard", q.id, q["text"]) for q in state.of("quote") if q["confirmed"] != "no"]
    for kind in ("objective", "opportunity"):
        found += [
            Suggestion("means", r.id, r["customer_wording"]) for r in state.of(kind) if r["customer_wording"]
        ]
    found += [
        Suggestion("do", r.id, r["customer_wording"]) for r in state.of("strategy") if r["customer_wording"]
    ]
    found += [_promise(state, a) for a in state.of("action") if a["customer_wording"]]
    for what, said in DATES.items():
        record = state.get(f"presentation:{what}", "presentation")
        if what in ("customer_presentation", "first_review") and record and record["date"]:
            found.append(Suggestion("next", record.id, f"{said}.", record["who"], record["date"]))
    return [one for one in found if one.about not in used]


def _promise(state: State, action: Record) -> Suggestion:
    return Suggestion(
        "do", action.id, action["customer_wording"], name(state, action["owner"]), action["due"]
    )


def changed_since(state: State) -> int:
    """How many lines differ from what the customer was last shown."""
    names = ("section", "text", "who", "due")
    return sum(
        1 for record in state.of("customer_item") if record["shown"] != {name: record[name] for name in names}
    )
