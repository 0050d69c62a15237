"""A list of people as somebody pastes it: out of a spreadsheet, out of a mail's address line, or just names.

Columns are guessed from their heading, and where there is none from what stands in them.
"""

import csv
import re
from collections.abc import Callable, Sequence
from io import StringIO

import msgspec

from workshop.rules.roles import FUNCTIONS, Role

MOST = 200
_ADDRESS = re.compile(r"([^<>;\n]*)<\s*([^<>\s]+@[^<>\s]+)\s*>")
_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")

#: The heading of each column, as people write it.
HEADINGS = {
    "name": ("name", "full name", "person", "participant", "who", "nom", "naam"),
    "first": ("first name", "given name", "forename", "vorname", "first"),
    "last": ("last name", "surname", "family name", "nachname", "last"),
    "role": ("role", "workshop role", "part"),
    "function": ("function", "title", "job title", "job", "department", "discipline", "position"),
    "email": ("email", "e-mail", "mail", "e-mail address", "email address", "address"),
    "place": ("place", "site", "location", "city", "town", "office", "where"),
    "organisation": ("organisation", "organization", "company", "employer", "firm"),
}

#: The first that is found in what was written. Longer names of a role come before shorter ones.
ROLES = (
    (Role.co_facilitator, ("co-facilitator", "co facilitator", "cofacilitator")),
    (Role.facilitator, ("facilitator", "moderator")),
    (
        Role.second_level_manager,
        ("second-level", "second level", "second line", "second-line", "senior manager"),
    ),
    (Role.first_line_manager, ("first-line", "first line", "line manager", "manager of the team")),
    (Role.plan_owner, ("plan owner", "plan lead")),
    (Role.customer_guest, ("customer guest", "guest", "customer")),
    (Role.participant, ("participant", "team member", "member", "attendee")),
)
TITLES = {
    "sales": (
        "sales",
        "account manager",
        "account executive",
        "commercial",
        "key account",
        "business development",
    ),
    "service": ("service", "support", "field", "maintenance", "customer success", "operations"),
    "technical": (
        "technical",
        "engineer",
        "engineering",
        "solution",
        "presales",
        "pre-sales",
        "application",
        "it",
    ),
    "marketing": ("marketing", "communication"),
    "product": ("product", "portfolio", "r&d"),
    "partner": ("partner", "distributor", "reseller", "integrator"),
}


class Row(msgspec.Struct):
    """One person as read. `function` is one of ours, or the title as it was written."""

    name: str
    role: str = Role.participant.value
    function: str = ""
    email: str = ""
    place: str = ""
    organisation: str = ""


def read(text: str) -> list[Row]:
    """The people in a pasted text, each once, at most 200."""
    found = _addresses(text) if "\t" not in text and _ADDRESS.search(text) else _table(text)
    once = {(row.name.casefold(), row.email.casefold()): row for row in found if row.name}
    return list(once.values())[:MOST]


def _addresses(text: str) -> list[Row]:
    rows = []
    for line in text.splitlines():
        for name, mail in _ADDRESS.findall(line):
            rows.append(Row(_person(name.strip(" ,;\"'\t")) or _from_mail(mail), email=mail))
        rows += [Row(name) for name in _bare(_ADDRESS.sub("", line))]
    return rows


def _bare(rest: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,]", rest) if part.strip()]


def _table(text: str) -> list[Row]:
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    delimiter = _delimiter(lines)
    cells = [
        [cell.strip() for cell in row] for row in csv.reader(StringIO("\n".join(lines)), delimiter=delimiter)
    ]
    headings = [_heading(cell) for cell in cells[0]]
    if sum(1 for heading in headings if heading) >= min(2, len(cells[0])) and "@" not in "".join(cells[0]):
        return [_row(headings, row) for row in cells[1:]]
    columns = _guess(cells)
    return [_row(columns, row) for row in cells]


def _delimiter(lines: Sequence[str]) -> str:
    for candidate in ("\t", ";", ","):
        if sum(candidate in line for line in lines) * 2 > len(lines):
            return candidate
    return "\t"


def _heading(cell: str) -> str:
    plain = cell.casefold().strip(" *:.")
    return next((column for column, words in HEADINGS.items() if plain in words), "")


def _guess(cells: Sequence[Sequence[str]]) -> list[str]:
    """A column's meaning from what most of its cells look like; what is left is name, place, organisation."""
    width = max(len(row) for row in cells)
    columns = [""] * width
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("email", _MAIL.fullmatch),
        ("role", role_of),
        ("function", function_of),
    )
    for index in range(width):
        filled = [row[index] for row in cells if index < len(row) and row[index]]
        for column, test in tests:
            if (
                column not in columns
                and filled
                and sum(bool(test(cell)) for cell in filled) * 2 > len(filled)
            ):
                columns[index] = column
                break
    left = ["name", "place", "organisation"]
    for index in range(width):
        if not columns[index] and left:
            columns[index] = left.pop(0)
    return columns


def _row(columns: Sequence[str], cells: Sequence[str]) -> Row:
    given = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
    mail = given.get("email", "")
    name = given.get("name") or f"{given.get('first', '')} {given.get('last', '')}".strip()
    if _MAIL.fullmatch(name):
        name, mail = "", mail or name
    title = given.get("function", "")
    role = role_of(given.get("role", "")) or role_of(title) or Role.participant.value
    function = function_of(title) or function_of(given.get("role", "")) or title
    if role_of(function):
        function = ""
    return Row(
        _person(name) or (_from_mail(mail) if mail else ""),
        role,
        function[:200],
        mail[:254],
        given.get("place", "")[:200],
        given.get("organisation", "")[:200],
    )


def role_of(text: str) -> str:
    """The role somebody means by these words; empty if none."""
    plain = text.casefold().replace("_", " ").strip()
    if plain in ("manager", "boss"):
        return Role.first_line_manager.value
    return (
        next((role.value for role, words in ROLES if any(word in plain for word in words)), "")
        if plain
        else ""
    )


def function_of(text: str) -> str:
    """The function a title belongs to; empty if none can be told."""
    plain = text.casefold().strip()
    if plain in FUNCTIONS:
        return plain
    words = re.findall(r"[\w&-]+", plain)
    for function, titles in TITLES.items():
        if any((title in words) if " " not in title else (title in plain) for title in titles):
            return function
    return ""


def _person(name: str) -> str:
    """A name the way one says it: “Lee, Ann” is Ann Lee."""
    last, comma, first = " ".join(name.split()).strip("\"'").partition(", ")
    return (f"{first} {last}" if comma and first and "," not in first else f"{last}{comma}{first}")[:200]


def _from_mail(mail: str) -> str:
    """A name guessed from an address: ann.lee@x.org is Ann Lee."""
    return " ".join(part.capitalize() for part in re.split(r"[._-]+", mail.partition("@")[0]) if part)
