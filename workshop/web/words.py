"""What roles are called on a page, and names and dates as a page shows them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from workshop.exports.phrases import joined
from workshop.rules.roles import Role
from workshop.rules.state import Record

ROLE_WORDS = {
    Role.participant.value: "Participant",
    Role.plan_owner.value: "Plan owner",
    Role.first_line_manager.value: "First-line manager",
    Role.second_level_manager.value: "Second-level manager",
    Role.customer_guest.value: "Customer’s guest",
    Role.co_facilitator.value: "Co-facilitator",
    Role.facilitator.value: "Facilitator",
    Role.screen.value: "Room screen",
}


def initials(name: str) -> str:
    """Two letters of a name, as its avatar has them; the last two signs of a Chinese one, one of a joined script."""
    words = [word for word in re.split(r"[\s-]+", name.strip()) if word]
    if not words:
        return "?"
    script = unicodedata.name(words[0][0], "").partition(" ")[0]
    if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        return words[0][-2:]
    if script in ("ARABIC", "HEBREW"):
        return words[0][0]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def day_words(day: str) -> str:
    """An ISO day as people say it: Tue 1 Dec 2026."""
    date = dt.date.fromisoformat(day)
    return f"{date:%a} {date.day} {date:%b} {date.year}"


def by_name(people: Iterable[Record]) -> list[Record]:
    """People in the order of the alphabet."""
    return sorted(people, key=lambda p: str(p["name"]).casefold())


def days_words(days: list[str]) -> str:
    """Several days, the year said once: Tue 1 Dec and Wed 2 Dec 2026."""
    words = [day_words(day).rpartition(" ")[0] for day in days[:-1]] + [day_words(day) for day in days[-1:]]
    return joined(words)


def ago(at: int, now: int) -> str:
    """How long ago, roughly."""
    minutes = max(0, now - at) // 60_000
    if minutes < 2:
        return "just now"
    if minutes < 120:
        return f"{minutes} minutes ago"
    hours = minutes // 60
    return f"{hours} hours ago" if hours < 48 else f"{hours // 24} days ago"
