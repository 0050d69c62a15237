"""A list of people as somebody pastes it: out of a spreadsheet, out of a mail's address line, or just names.

Columns are guessed from their heading, and where there is none from what stands in them.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
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
    """The people in a pasted text, each once, at most 200. Address lines and lines of columns may stand mixed."""
    return once(text)[0]


def once(text: str) -> tuple[list[Row], list[str]]:
    """The same, and the names of those who stood there more than once."""
    found: dict[tuple[str, str], Row] = {}
    twice: dict[str, None] = {}
    for row in _rows(re.sub(r"\bmailto:", "", text, flags=re.IGNORECASE)):
        known = (row.name.casefold(), row.email.casefold())
        if known in found:
            twice[row.name] = None
        if row.name:
            found.setdefault(known, row)
    return list(found.values())[:MOST], list(twice)


def _rows(text: str) -> list[Row]:
    lines = [line for line in text.splitlines() if line.strip()]
    columns = [line for line in lines if not _is_addresses(line)]
    table = iter(_table(columns))
    found: list[Row] = []
    for line in lines:
        if _is_addresses(line):
            found += _addresses(line)
        elif not columns:
            continue
        elif (row := next(table, None)) is not None:
            found.append(row)
    return [*found, *table]


def doubts(rows: Sequence[Row]) -> list[str]:
    """The names that are perhaps none: a role, a function, somebody's place, a part of another name."""
    places = {row.place.casefold() for row in rows if row.place}
    wholes = [set(row.name.casefold().split()) for row in rows]

    def odd(row: Row) -> bool:
        plain = row.name.casefold()
        alone = not (row.email or row.place) and any(set(plain.split()) < whole for whole in wholes)
        known = plain in FUNCTIONS or role_of(plain) or _heading(plain) or plain in places
        return bool(known or alone or re.search(r"[\d@]", plain))

    return [row.name for row in rows if odd(row)]


def doubt(form: Mapping[str, str]) -> str:
    """What to ask before these people are made: "" where nothing is doubtful, or where the same list was `seen`."""
    text = form.get("people", "")
    rows = read(text)
    odd = doubts(rows)
    if not odd or form.get("seen", "").split() == text.split():
        return ""
    names = ", ".join(f"“{name}”" for name in odd[:5]) + (f" and {len(odd) - 5} more" if odd[5:] else "")
    people = "1 person" if len(rows) == 1 else f"{len(rows)} people"
    kind = "a person" if len(odd) == 1 else "people"
    return (
        f"This list would make {people}. Is {names} {kind}? "
        "Correct the list, or press once more if everybody in it is right."
    )


def _is_addresses(line: str) -> bool:
    return "\t" not in line and bool(_ADDRESS.search(line))


def _addresses(line: str) -> list[Row]:
    """Out of a mail's address line; or one line of columns whose mail stands in angle brackets."""
    found = _ADDRESS.findall(line)
    if len(found) == 1:
        name, mail = found[0]
        cells = [cell.strip() for cell in f"{name},{_ADDRESS.sub('', line)}".split(",")]
        if any(role_of(cell) or function_of(cell) for cell in cells[1:]):
            return [_alone([*cells, mail])]
    rows = [Row(_person(name.strip(" ,;\"'\t")) or _from_mail(mail), email=mail) for name, mail in found]
    return rows + [Row(name) for name in _bare(_ADDRESS.sub("", line))]


def _bare(rest: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,]", rest) if part.strip()]


def _table(lines: Sequence[str]) -> list[Row]:
    if not lines:
        return []
    delimiter = _delimiter(lines)
    cells = [
        [cell.strip() for cell in row] for row in csv.reader(StringIO("\n".join(lines)), delimiter=delimiter)
    ]
    headings = [_heading(cell) for cell in cells[0]]
    if sum(1 for heading in headings if heading) >= min(2, len(cells[0])) and "@" not in "".join(cells[0]):
        # The line of headings is nobody.
        return [Row(""), *(_row(headings, row) for row in cells[1:])]
    cells = [row if len(row) > 1 else _apart(row) for row in cells]
    columns = _guess(cells)
    return [_row(columns, row) if _fits(columns, row) else _alone(row) for row in cells]


def _apart(row: list[str]) -> list[str]:
    """The columns of a single line among plain names; “Lee, Ann” is a name."""
    for delimiter in (";", ","):
        parts = [part.strip() for part in "".join(row).split(delimiter)]
        known = (role_of(part) or function_of(part) or _MAIL.fullmatch(part) for part in parts[1:])
        if len(parts) > 2 or any(known):
            return parts
    return row


def _fits(columns: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line's cells are what most of their columns are."""
    given = [(column, cell) for column, cell in zip(columns, cells, strict=False) if cell]
    return all(
        bool(_MAIL.fullmatch(cell)) == (column == "email")
        and (column != "role" or role_of(cell))
        and (column != "place" or not (role_of(cell) or cell.casefold() in FUNCTIONS))
        for column, cell in given
        if column != "name"
    )


def _alone(cells: Sequence[str]) -> Row:
    """One line by itself: the name stands first, and every other cell is what it looks like."""
    columns = ["name"]
    for cell in cells[1:]:
        looks = (
            ("email", _MAIL.fullmatch(cell)),
            ("role", role_of(cell)),
            ("function", function_of(cell)),
            ("place", cell),
            ("organisation", cell),
        )
        columns.append(next((column for column, fits in looks if fits and column not in columns), ""))
    return _row(columns, cells)


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
        if not columns[index] and left and any(row[index] for row in cells if index < len(row)):
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
