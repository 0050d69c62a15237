"""What each person is sent: a text, a line for a mail merge, calendar entries, all made from what the desk sees."""

import csv
import datetime as dt
from io import StringIO
from zoneinfo import ZoneInfo

import msgspec

from workshop.rules import homework, playbook
from workshop.rules.roles import VISITORS, Role
from workshop.rules.schedule import minutes_of
from workshop.rules.state import Record, State
from workshop.web.words import ROLE_WORDS, day_words, days_words

#: What a spreadsheet would take for the beginning of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_ASKED = {
    Role.first_line_manager: (
        "Nobody plans without you: you take part, you ask, and at the end you decide on the plan. "
        "Choose your PIN when you first come in; you will sign with it."
    ),
    Role.second_level_manager: (
        "You open the workshop with us and hear the customer; later the finished plan comes to you."
    ),
    Role.customer_guest: (
        "We would like to hear from you what you are trying to achieve. "
        "You see this conversation only, and we show you what we wrote down."
    ),
    Role.plan_owner: "The plan becomes yours: you lead its weekly checks and its reviews afterwards.",
    Role.co_facilitator: "You help to run the two days, and can take over at any moment.",
}


class Sitting(msgspec.Struct, frozen=True):
    """When somebody is expected: begin and end, with the room's time zone."""

    begin: dt.datetime
    end: dt.datetime


class Letter(msgspec.Struct, frozen=True):
    """An invitation, ready to be sent. `homework` is the question it asks, `due` by when its facts are there.

    `stale` says that one was sent before the homework was as it is now.
    """

    person: Record
    link: str
    preflight: str
    subject: str
    text: str
    when: list[Sitting]
    homework: str = ""
    due: str = ""
    stale: bool = False


def letter(state: State, person: Record, base: str, token: str) -> Letter:
    """Somebody's invitation. `base` is the address under which people reach this server."""
    link, preflight = f"{base}/i#{token}", f"{base}/preflight#{token}"
    subject, when, given = _subject(state), sittings(state, person), homework.given_to(state, person.id)
    text = _text(state, person, link, preflight, when)
    one = Letter(person, link, preflight, subject, text, when)
    if given is None:
        return one
    stale = bool(person["mailed"] and given.changed > person["mailed"])
    return msgspec.structs.replace(one, homework=given["question"], due=_due(state), stale=stale)


def sittings(state: State, person: Record) -> list[Sitting]:
    """Both days for the team; for a visitor the hours in which they are with us on the first."""
    days = [dt.date.fromisoformat(day) for day in state.workshop["days"]]
    zone = ZoneInfo(state.workshop["time_zone"])
    run = playbook.of(state).run_sheet
    hours = [(day, *_hours(state, person)) for day in days[:1]] if person["role"] in VISITORS else []
    if person["role"] not in VISITORS:
        hours = [(day, _time(run.day_start), _time(run.day_end)) for day in days[:2]]
    return [
        Sitting(dt.datetime.combine(day, begin, zone), dt.datetime.combine(day, end, zone))
        for day, begin, end in hours
    ]


def mail_merge(letters: list[Letter]) -> bytes:
    """All invitations as a table for a mail program, in which no cell begins a formula."""
    out = StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow(
        ("Name", "Mail", "Role", "Link", "Try it out", "Subject", "Text", "Homework", "Homework by")
    )
    for one in letters:
        role = ROLE_WORDS[one.person["role"]]
        cells = (
            one.person["name"],
            one.person["email"],
            role,
            one.link,
            one.preflight,
            one.subject,
            one.text,
            one.homework,
            one.due,
        )
        table.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def calendar(one: Letter, uid: str, now: dt.datetime) -> bytes:
    """The calendar entries of an invitation (RFC 5545). A second file of the same `uid` replaces the first."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Workshop//Invitation//EN", "METHOD:PUBLISH"]
    for number, sitting in enumerate(one.when, 1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}-{number}@workshop",
            f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(sitting.begin)}",
            f"DTEND:{_utc(sitting.end)}",
            f"SUMMARY:{escaped(one.subject)}",
            f"DESCRIPTION:{escaped(one.text)}",
            f"URL:{escaped(one.link)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """Text as a calendar takes it: no line of its own, no control characters."""
    plain = "\n".join(text.splitlines())
    plain = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(char for char in plain if char.isprintable())


def folded(line: str) -> bytes:
    """A content line in pieces of at most 75 bytes, never through the middle of a character."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        encoded = char.encode("utf-8", "replace")
        if len(piece) + len(encoded) > (74 if pieces else 75):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"


def _subject(state: State) -> str:
    title = state.workshop["title"]
    return f"{title}: our workshop" if not state.workshop["days"] else f"{title}: {_days(state)}"


def _days(state: State) -> str:
    return days_words(state.workshop["days"][:2])


def _text(state: State, person: Record, link: str, preflight: str, when: list[Sitting]) -> str:
    boss, role, zone = (
        state.records[state.workshop["lead"]],
        Role(person["role"]),
        state.workshop["time_zone"],
    )
    hours = [
        f"{day_words(one.begin.date().isoformat())}, {one.begin:%H:%M} to {one.end:%H:%M} ({zone})"
        for one in when
    ]
    asked = [_ASKED[role], ""] if role in _ASKED else []
    lines = [f"Dear {person['name']},", "", _invites(state, role), *hours, "", *asked]
    lines += _homework(state, person)
    lines += _links(role, link, preflight)
    return "\n".join([*lines, "", "Until then,", str(boss["name"])])


def _homework(state: State, person: Record) -> list[str]:
    """What somebody is asked to find out, how much of it, by when, and where they write it."""
    given = homework.given_to(state, person.id)
    if given is None:
        return []
    due = f"by {_due(state)}" if _due(state) else "before we begin"
    return [
        "Your homework:",
        given["question"].strip(),
        f"Please bring {homework.FACTS} facts, each with its source, {due}.",
        "You write them on your own page; nobody else reads them before research opens.",
        "",
    ]


def _due(state: State) -> str:
    """The day on which what was found is needed: the first one."""
    days = state.workshop["days"]
    return day_words(days[0]) if days else ""


def _invites(state: State, role: Role) -> str:
    if role == Role.customer_guest:
        return f"you are invited to the workshop of {state.workshop['seller'] or 'our account team'}."
    return f"you are invited to the workshop about {state.workshop['customer']}."


def _links(role: Role, link: str, preflight: str) -> list[str]:
    if role == Role.customer_guest:
        return ["You need no device. If you bring one, this link is yours alone:", link]
    return [
        "Your own link, for every device of yours. Please keep it to yourself:",
        link,
        "",
        "Please try your laptop beforehand; it takes a few seconds:",
        preflight,
    ]


def _hours(state: State, person: Record) -> tuple[dt.time, dt.time]:
    """From when to when a visitor's window is open on the first day, as the run sheet plans it."""
    book = playbook.of(state)
    begin = end = clock = minutes_of(book.run_sheet.day_start)
    found = False
    for slot in sorted(state.of("slot"), key=lambda s: int(s["order"])):
        stage = book.stage(slot["stage"])
        if slot["day"] != 1 or person["role"] not in stage.windows:
            break
        fixed = minutes_of(slot["fixed_at"]) if slot["fixed_at"] else 0
        clock = max(clock, fixed)
        # A guest comes to the first thing with a time of its own; a senior manager opens the day.
        if not found and (fixed or person["role"] == Role.second_level_manager):
            found, begin = True, clock
        clock += slot["minutes"]
        end = clock
    return _clock(begin), _clock(max(end, begin + 60))


def _time(text: str) -> dt.time:
    return _clock(minutes_of(text))


def _clock(minutes: int) -> dt.time:
    return dt.time(min(minutes // 60, 23), minutes % 60 if minutes < 24 * 60 else 59)


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
