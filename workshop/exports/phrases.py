"""How a document says names, days, amounts and sources: in words a reader takes in without the tool."""

import datetime as dt
from collections.abc import Iterable, Sequence
from unicodedata import bidirectional

from workshop.exports.outline import Origin
from workshop.exports.words import one_line
from workshop.rules.presence import name_of
from workshop.rules.roles import MEMBERS
from workshop.rules.schedule import clock_of
from workshop.rules.state import Record, State

SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "PLN": "zł ", "CHF": "CHF ", "SEK": "kr "}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CATEGORIES = {
    "marketing": "Marketing",
    "business_development": "Business development",
    "revenue": "Revenue",
    "cross_account": "Cross-account",
}
#: Titles by which people call each kind of record.
KINDS = {
    "brief": "said in the briefing",
    "quote": "the customer’s words",
    "question": "answer to a question",
    "source": "source",
    "card": "fact",
    "goal": "goal",
    "pressure": "pressure",
    "initiative": "initiative",
    "obstacle": "obstacle",
    "stakeholder": "person at the customer",
    "unit": "unit",
    "offering": "offering",
    "opportunity": "opportunity",
    "objective": "objective",
    "strategy": "strategy",
    "action": "action",
    "funnel": "prospecting funnel",
    "prospect": "person to meet",
    "risk": "risk",
    "ask": "request to management",
    "challenge": "challenge",
    "decision": "decision",
    "decision_note": "decision",
    "signal": "news from the customer",
    "parked": "parked item",
    "unknown": "open question",
}
#: How an action stands, in words.
PROGRESS = {
    "done": "done",
    "on_track": "on track",
    "late": "late",
    "blocked": "blocked",
    "cancelled": "given up",
}
_TITLES = ("text", "name", "what", "question", "title", "because", "verdict")


def joined(words: Iterable[str], last: str = "and") -> str:
    """“a, b and c”."""
    said = [word for word in words if word]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {last} {said[-1]}" if said else ""


def counted(count: int, one: str, many: str = "") -> str:
    """“one promise”, “12 promises”."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{small[count] if count < len(small) else count} {one if count == 1 else many or one + 's'}"


def quoted(text: str, most: int = 160) -> str:
    """Words in quotation marks, on one line."""
    return f"“{one_line(text, most).rstrip('.')}”"


def sentence(text: str) -> str:
    """The text with a capital letter and an end."""
    said = text.strip()
    if not said:
        return ""
    end = "" if said[-1] in ".!?…。" or said.endswith((".”", "?”", "!”")) else "."
    return said[0].upper() + said[1:] + end


def day(iso: str) -> str:
    """“25 March 2025”; what is no day is said as it is."""
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_day(iso: str) -> str:
    """“25 Mar 2025”."""
    number, _, rest = day(iso).partition(" ")
    month, _, year = rest.partition(" ")
    return f"{number} {month[:3]} {year}" if year else day(iso)


def long_day(state: State, moment: int) -> str:
    """“Wednesday 11 June 2025”."""
    at = state.local(moment)
    return f"{DAYS[at.weekday()]} {day(at.date().isoformat())}"


def moment(state: State, when: int) -> str:
    """“16:52 on 11 June 2025”."""
    return f"{clock_of(state, when)} on {day(state.local(when).date().isoformat())}"


def money(state: State, amount: int) -> str:
    """“£590,000”."""
    currency = state.workshop["currency"] or "GBP"
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,}"


def short_money(state: State, amount: int) -> str:
    """“£590k”, “£2.25m”: for figures beside which the words stand."""
    currency = state.workshop["currency"] or "GBP"
    sign = SYMBOLS.get(currency, currency + " ")
    for size, letter, digits in ((10**9, "bn", 2), (10**6, "m", 2), (10**3, "k", 0)):
        if amount >= size:
            number = f"{amount / size:.{digits}f}"
            return f"{sign}{number.rstrip('0').rstrip('.') if digits else number}{letter}"
    return f"{sign}{amount}"


def name(state: State, person: str) -> str:
    """Somebody's name; empty where nobody is named."""
    return isolated(name_of(state, person))


def isolated(text: str) -> str:
    """A name that is read from the right, set apart so that it does not turn the sentence it begins around."""
    strong = next((kind for char in text if (kind := bidirectional(char)) in ("L", "R", "AL")), "L")
    return text if strong == "L" else f"\u2068{text}\u2069"


def called(state: State, stakeholder: Record) -> str:
    """A person at the customer: name and title, or the title of somebody still to be found."""
    if stakeholder["name"]:
        title = f" ({stakeholder['title']})" if stakeholder["title"] else ""
        return f"{stakeholder['name']}{title}"
    return f"the {stakeholder['title']} (name not known yet)" if stakeholder["title"] else "somebody unnamed"


def title(record: Record) -> str:
    """What a record says, as it was written."""
    if record.kind == "stakeholder" and not record["name"]:
        return str(record["title"])
    return next((str(record[field]) for field in _TITLES if record[field]), "") or word(record)


def word(record: Record) -> str:
    """What people call this kind of record."""
    return KINDS.get(record.kind, record.kind.replace("_", " "))


def origin(source: Record) -> Origin:
    """A source as a document names it."""
    when = day(source["date"]) if source["date"] else source["date_note"] or ""
    return Origin(title=one_line(source["title"], 100), url=_web(source["url"] or ""), when=when)


def origins(state: State, record: Record, most: int = 3) -> tuple[Origin, ...]:
    """The sources a record names, each document once."""
    sources = (source for i in record["sources"] or () if (source := state.get(i, "source")))
    found = {(made.title, made.when): made for made in map(origin, sources)}
    return tuple(found.values())[:most]


def aloud(state: State, record: Record) -> str:
    """“said aloud by Ana” where somebody else typed it."""
    if not record.via or record.via == record.by:
        return ""
    said, device = f"by {name(state, record.by)}", device_of(state, record.via)
    return f"written {said} on {device}’s device" if device else f"said aloud {said}"


def yes_aloud(state: State, action: Record) -> str:
    """“Ana said yes aloud” where the desk recorded it; empty where its owner's own device did."""
    via = action["answered_via"]
    if action["state"] != "accepted" or not via or via == action["owner"]:
        return ""
    device = device_of(state, via)
    how = f"on {device}’s device" if device else "aloud"
    return f"{name(state, action['owner'])} said yes {how}"


def device_of(state: State, via: str) -> str:
    """Whose device it was typed on for somebody else; empty where it was the desk's."""
    typist = state.get(via, "person")
    return name(state, via) if typist and typist["role"] in MEMBERS else ""


def several(state: State, ids: Sequence[str]) -> list[Record]:
    """The active records of these ids that the reader may see."""
    return [r for i in ids if (r := state.get(i)) and r.active]


def _web(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
