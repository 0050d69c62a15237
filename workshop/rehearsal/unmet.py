"""Reads what a script says is missing, and compares it with what the workshop says.

A script words it for readers ("goals: 1 of 2", "actions declined: a06"); what counts are
the ids and numbers in it. Each row says which stages may say it, how it is worded, and
which criteria of the workshop mean the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from workshop.rehearsal.script import ScriptError

_EARLY = ("open", "briefing")
_REVIEWS = ("review",)


@dataclass(frozen=True)
class Saying:
    """`counts` is "of" (have of need), "number" (how many), "ids", or "" for a plain fact."""

    stages: tuple[str, ...]
    wording: str
    criteria: tuple[str, ...]
    counts: str = ""
    subject: str = ""


class Lack(NamedTuple):
    """One thing missing, in a form that can be compared."""

    criteria: tuple[str, ...]
    subject: str
    have: int | None
    need: int | None
    ids: tuple[str, ...]


_CS = ("customer", "competitor", "company")
_CATEGORIES = ("marketing", "business_development", "revenue", "cross_account")

SAYINGS = (
    Saying(_EARLY, "first-line manager not present", ("manager_present",)),
    Saying(("open",), "participants present", ("participants_present",), "of"),
    Saying(("briefing",), "briefing notes", ("briefing_notes",), "of"),
    Saying(("briefing",), "questions", ("questions_asked",), "of"),
    Saying(("briefing",), "questions neither answered nor parked", ("questions_settled",), "ids"),
    *(Saying(("research",), f"{c} cards", ("cards_per_c",), "of", c) for c in _CS),
    *(Saying(("research",), word, (word,), "of") for word in ("goals", "initiatives", "obstacles")),
    Saying(("research",), "pressures", ("pressures",), "of"),
    Saying(("research",), "customer cards without a source", ("customer_cards_sourced",), "ids"),
    Saying(("research",), "initiatives without goal or pressure", ("initiatives_linked",), "ids"),
    Saying(("research",), "obstacles without initiative", ("obstacles_linked",), "ids"),
    Saying(("stakeholders",), "stakeholders", ("stakeholders",), "of"),
    Saying(("stakeholders",), "no executive stakeholder", ("executive_stakeholder",)),
    Saying(("whitespace",), "cells without a status", ("cells_known",), "number"),
    Saying(("whitespace",), "cells unknown", ("cells_decided",), "number"),
    Saying(("whitespace",), "opportunities", ("opportunities",), "of"),
    Saying(("focus",), "no ballot", ("ballot_opened",)),
    Saying(("focus",), "ballots open", ("ballots_closed",), "ids"),
    Saying(("objectives",), "no funnel", ("funnel_recorded",)),
    *(Saying(("objectives",), f"no {c} objective", ("categories_covered",), "", c) for c in _CATEGORIES),
    Saying(("objectives",), "objectives without a strategy", ("objectives_have_strategies",), "ids"),
    Saying(
        ("objectives",),
        "potential opportunities without a business_development objective",
        ("potential_in_business_development",),
        "ids",
    ),
    Saying(
        ("objectives",),
        "qualified opportunities without a revenue objective",
        ("qualified_in_revenue",),
        "ids",
    ),
    Saying(
        ("actions",), "strategies without an accepted action", ("strategies_have_accepted_actions",), "ids"
    ),
    Saying(("actions",), "actions declined", ("no_declined_actions",), "ids"),
    Saying(("actions",), "actions proposed", ("no_proposed_actions",), "ids"),
    Saying(("signoff",), "plan not approved by the first-line manager", ("approved",)),
    Saying(("acceptance",), "plan not accepted by the second-level manager", ("accepted",)),
    Saying(_REVIEWS, "open actions without progress", ("progress_reported",), "ids"),
    Saying(_REVIEWS, "signals not answered", ("signals_answered",), "ids"),
    Saying(_REVIEWS, "actions not accepted", ("no_declined_actions", "no_proposed_actions"), "ids"),
)


def asked(stage: str, sentences: Iterable[str]) -> set[Lack]:
    """What a script says is missing. ScriptError for a wording that means nothing in this stage."""
    return {_asked(stage, sentence) for sentence in sentences}


def seen(
    stage: str, unmet: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[set[Lack], list[str]]:
    """What the workshop says is missing, by script ids; and sentences about what scripts have no word for here."""
    items = [dict(item) for item in unmet]
    found: set[Lack] = set()
    used: set[int] = set()
    for saying in _of(stage):
        mine = [
            i
            for i, item in enumerate(items)
            if item["criterion"] in saying.criteria and saying.subject in ("", item["subject"])
        ]
        mine = [i for i in mine if saying.counts != "of" or items[i]["need"]]
        if mine:
            used |= set(mine)
            found.add(_seen(saying, [items[i] for i in mine], names))
    return found, [str(item["say"]) for i, item in enumerate(items) if i not in used]


def told(lacks: Iterable[Lack]) -> list[str]:
    """Each thing missing in a few words, for the table."""
    lines = []
    for lack in sorted(lacks, key=str):
        counts = (
            f" {lack.have}/{lack.need}" if lack.need is not None else f" {lack.have}" if lack.have else ""
        )
        about = f" ({lack.subject})" if lack.subject else ""
        lines.append(f"{'+'.join(lack.criteria)}{about}{counts} {' '.join(lack.ids)}".strip())
    return lines


def _of(stage: str) -> list[Saying]:
    plain = "review" if stage.startswith("review") else stage
    return [saying for saying in SAYINGS if plain in saying.stages]


def _asked(stage: str, sentence: str) -> Lack:
    wording, _, tail = sentence.partition(": ")
    for saying in _of(stage):
        if saying.wording == wording and bool(tail) == bool(saying.counts):
            if saying.counts == "of" and (counts := re.fullmatch(r"(\d+) of (\d+)", tail)):
                return Lack(saying.criteria, saying.subject, int(counts[1]), int(counts[2]), ())
            if saying.counts == "number" and tail.isdigit():
                return Lack(saying.criteria, saying.subject, int(tail), None, ())
            if saying.counts == "ids":
                return Lack(saying.criteria, saying.subject, None, None, tuple(sorted(tail.split(", "))))
            if not saying.counts:
                return Lack(saying.criteria, saying.subject, None, None, ())
    raise ScriptError(f"“{sentence}” says nothing that can be missing in {stage}")


def _seen(saying: Saying, items: list[dict[str, Any]], names: Mapping[str, str]) -> Lack:
    if saying.counts == "of":
        return Lack(saying.criteria, saying.subject, items[0]["have"], items[0]["need"], ())
    if saying.counts == "number":
        return Lack(saying.criteria, saying.subject, sum(int(i["have"]) for i in items), None, ())
    if saying.counts == "ids":
        ids = sorted(names.get(record, record) for item in items for record in item["records"])
        return Lack(saying.criteria, saying.subject, None, None, tuple(ids))
    return Lack(saying.criteria, saying.subject, None, None, ())
