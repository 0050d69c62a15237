"""What a sign-off is made of: its records, who sees them, and what its commands carry."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules.fields import Body, Day, Label, Moment, Ref, Refs, Short, Text, Words
from workshop.rules.sight import INSIDERS, Audience, Shown, Sight, guests_inside
from workshop.rules.state import Record, State


class Risk(Body):
    text: Text
    threatens: Ref = ""
    early_sign: Words = ""
    response: Words = ""
    owner: Ref = ""


class AskFor(Body):
    """Something the team needs from management."""

    what: Text
    amount: Annotated[int, Meta(ge=0, le=10**15)] = 0
    why: Words = ""
    decider: Ref = ""
    answer: Literal["", "granted", "partly", "refused", "later"] = ""
    answer_note: Words = ""
    until: Day = ""


class Challenge(Body):
    """The manager doubts something in the plan. The team answers, she closes; approving closes what is answered."""

    target: Ref
    text: Text
    sources: Refs = []
    state: Literal["open", "answered", "closed"] = "open"
    answer: Words = ""
    answered_by: Ref = ""


class Pledge(Body):
    """How sure I am that we will do this, 1 to 5. Only the distribution shows."""

    confidence: Annotated[int, Meta(ge=1, le=5)]


class Pledged(Body):
    """How many said which, counted when the desk showed it: it does not grow with single answers."""

    answers: int
    spread: dict[str, int]
    shown: Moment


class FiveWhy(Body):
    """What would make it a five. No name is kept."""

    text: Text


class Reading(Body):
    """The version the manager is reading, held still for her; `changes` is how it differs from what she read before."""

    version: int
    hash: Label
    plan: dict[str, Any]
    changes: list[dict[str, Any]] = []


class Mark(Body):
    """Her view of one objective while she reads: ok, condition or return."""

    target: Ref
    mark: Literal["ok", "condition", "return"]
    text: Words = ""
    owner: Ref = ""
    due: Day = ""


class Decision(Body):
    """The first-line manager's decision, on a version and its hash, with the plan as signed."""

    verdict: Literal["returned", "approved"]
    version: int
    hash: Label
    comments: list[Words] = []
    head: Label = ""
    name: Label = ""
    role: Label = ""
    witness: Label = ""
    marks: list[dict[str, Any]] = []
    plan: dict[str, Any] = {}
    known: list[dict[str, Any]] = []


class Acceptance(Body):
    """The second-level manager's answer to the approved plan."""

    verdict: Literal["returned", "accepted"]
    comments: list[Words] = []
    conditions: list[Words] = []
    taken: dict[str, str] = {}
    version: int = 0
    hash: Label = ""
    head: Label = ""
    name: Label = ""


class Presentation(Body):
    """One of the dates after the two days: the weekly slot, senior review, customer presentation, first review."""

    what: Literal["weekly", "senior_review", "customer_presentation", "first_review"]
    date: Day = ""
    when: Label = ""
    who: Label = ""
    released: Moment = 0


class CustomerItem(Body):
    """One line of the customer edition, in words meant for the customer; nothing else ever appears there.

    `shown` is what the first-line manager last released of it: only that reaches the customer.
    """

    section: Literal["heard", "means", "do", "need", "next"]
    text: Text
    about: Ref = ""
    who: Label = ""
    due: Day = ""
    response: Literal["", "right", "correct", "not now"] = ""
    response_text: Words = ""
    shown: dict[str, str] = {}


class Answer(Body):
    challenge: Short
    text: Text


class One(Body):
    challenge: Short


class Deciding(Body):
    """`version` and `hash` are of what she has read; `as_read` signs that version although a promise changed since."""

    verdict: Literal["returned", "approved"]
    version: int
    hash: Label
    comments: list[Words] = []
    as_read: bool = False


class Accepting(Body):
    verdict: Literal["returned", "accepted"]
    comments: list[Words] = []
    conditions: list[Words] = []


class Granting(Body):
    ask: Short
    answer: Literal["granted", "partly", "refused", "later"]
    note: Words = ""
    until: Day = ""


class Dating(Body):
    what: Literal["weekly", "senior_review", "customer_presentation", "first_review"]
    date: Day = ""
    when: Label = ""
    who: Label = ""


class Challenging(Body):
    target: Ref
    text: Text
    sources: Refs = []


class Responding(Body):
    item: Short
    response: Literal["right", "correct", "not now"]
    text: Words = ""


def latest(state: State, kind: str) -> Record | None:
    """The last decision, or acceptance."""
    return next(reversed(list(state.of(kind))), None)


def approval(state: State) -> Record | None:
    """The last decision that approved the plan, if there is one."""
    return next((d for d in reversed(list(state.of("decision"))) if d["verdict"] == "approved"), None)


def senior_answer(state: State) -> Record | None:
    """What senior management last said to the plan, as long as the manager has not decided on it again since."""
    answer, decided = latest(state, "acceptance"), latest(state, "decision")
    return answer if answer and (decided is None or decided.at <= answer.at) else None


def released(state: State) -> bool:
    """Whether the customer edition may be seen by the customer."""
    record = state.get("presentation:customer_presentation", "presentation")
    return bool(record and record["released"])


def _decision_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience in (*INSIDERS, Audience.senior):
        body = _with_words(record) if audience in INSIDERS else record.body
        return {name: value for name, value in body.items() if name != "plan"}
    if audience is Audience.screen and not guests_inside(state):
        return {name: record[name] for name in ("verdict", "version", "name")}
    return None


def _dates_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience is Audience.screen:
        return None if guests_inside(state) else record.body
    return record.body if audience in (*INSIDERS, Audience.senior) else None


def _asks_shown(record: Record, audience: Audience, state: State) -> Shown:
    return record.body if audience in (*INSIDERS, Audience.senior) else None


def _customer_item(record: Record, audience: Audience, state: State) -> Shown:
    if audience is Audience.guest:
        answered = {name: record[name] for name in ("response", "response_text")}
        return {**record["shown"], **answered, "@by": ""} if record["shown"] else None
    return record.body if audience in (*INSIDERS, Audience.senior) else None


def _with_words(record: Record) -> dict[str, Any]:
    """A decision, each mark with the words that stood in the version it is about: they may be others by now."""
    plan, marks = record["plan"] or {}, record["marks"]
    if not marks:
        return record.body
    return {**record.body, "marks": [{**mark, "about": _words(plan.get(mark["target"]))} for mark in marks]}


def _words(body: dict[str, Any] | None) -> str:
    return next((str(body[f]) for f in ("text", "what", "name") if body.get(f)), "") if body else ""


def _own_decision(record: Record, state: State) -> dict[str, dict[str, Any]]:
    return {record.by: _with_words(record)}


def _own_paper(record: Record, state: State) -> dict[str, dict[str, Any]]:
    return {record.by: record.body}


def _own_version(record: Record, state: State) -> dict[str, dict[str, Any]]:
    return {record.by: {name: record[name] for name in ("version", "hash")}}


#: The plan as it was read or signed is for the signer's own pages; on the wire go version and hash.
DECIDED = Sight(_decision_shown, paper=_own_decision)
READING = Sight(lambda record, audience, state: None, _own_version, _own_paper)
ASKED = Sight(_asks_shown)
DATED = Sight(_dates_shown)
FOR_CUSTOMER = Sight(_customer_item)
