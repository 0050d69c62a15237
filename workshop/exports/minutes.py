"""The minutes: made from what happened, never typed afterwards. Only records the reader may see are spoken of."""

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from workshop.exports import timekeeping, voices
from workshop.exports.afterwards import ANSWERS, marked
from workshop.exports.outline import Document, Line, Listing, Paragraph, Pieces, Section
from workshop.exports.photographs import photograph
from workshop.exports.phrases import (
    PROGRESS,
    counted,
    day,
    device_of,
    joined,
    long_day,
    moment,
    name,
    quoted,
    sentence,
    title,
)
from workshop.rules.events import Change, Event
from workshop.rules.schedule import clock_of
from workshop.rules.state import Record, State

MINUTE = 60_000
HERE = ("room", "remote")
#: What is counted, and how one and several are called.
COUNTED = {
    "question": ("question", "questions"),
    "brief": ("note of what the customer said", "notes of what the customer said"),
    "quote": ("quote", "quotes"),
    "note": ("note", "notes"),
    "card": ("fact", "facts"),
    "goal": ("goal", "goals"),
    "pressure": ("pressure", "pressures"),
    "initiative": ("initiative", "initiatives"),
    "obstacle": ("obstacle", "obstacles"),
    "stakeholder": ("person at the customer", "people at the customer"),
    "unit": ("unit", "units"),
    "opportunity": ("opportunity", "opportunities"),
    "objective": ("objective", "objectives"),
    "strategy": ("strategy", "strategies"),
    "action": ("promise", "promises"),
    "prospect": ("person to meet", "people to meet"),
    "risk": ("risk", "risks"),
    "signal": ("piece of news", "pieces of news"),
}
_TAGS = {"note": "Noted", "decision": "Decided", "action": "To do", "quote": "Said"}


class Visit(msgspec.Struct):
    """One time the room was in a stage: from when to when (ms), and what happened meanwhile."""

    stage: str
    begun: int
    ended: int = 0
    events: list[Event] = []
    came: bool = False


class Attendance(msgspec.Struct):
    """When somebody was in: the first arrival, how, and the last departure of a sitting (0 while still in)."""

    came: int
    how: str
    went: int = 0


def minutes(state: State, events: Iterable[Event], now: int) -> Document:
    """The minutes as the reader of this state may have them, up to now (ms)."""
    log = _standing(list(events))
    visits = _visits(log)
    sections = [*_sittings(state, log), *(_stage(state, visit) for visit in visits)]
    return Document(
        title=f"Minutes: {state.workshop['customer']}",
        kicker=state.workshop["title"],
        meta=(f"Up to {moment(state, now)}",),
        sections=tuple(s for s in sections if s),
        foot=("These minutes were made from what happened, as it happened.",),
    )


def _standing(log: list[Event]) -> list[Event]:
    """What was not taken back. An event's number is its place in the log."""
    undone = {event.undoes for event in log if event.undoes}
    return [event for place, event in enumerate(log, 1) if place not in undone]


def _visits(log: list[Event]) -> list[Visit]:
    visits: list[Visit] = []
    for event in log:
        entered = next(
            (c.set["stage"] for c in event.changes if c.kind == "workshop" and "stage" in c.set), ""
        )
        if entered and (not visits or entered != visits[-1].stage):
            if visits:
                visits[-1].ended = event.at
            visits.append(Visit(entered, event.at))
        if event.type == "stage.doors_opened" and len(visits) == 1 and not visits[0].came:
            visits[0].begun, visits[0].came = event.at, True
        if visits:
            visits[-1].events.append(event)
    return visits


def _sittings(state: State, log: list[Event]) -> list[Section]:
    sections = []
    for sitting in state.of("sitting"):
        end = sitting["adjourned"] or 10**15
        inside = [e for e in log if sitting["opened"] <= e.at <= end]
        present = _attended(state, inside)
        until = f" to {clock_of(state, sitting['adjourned'])}" if sitting["adjourned"] else ", still open"
        heading = f"{long_day(state, sitting['opened'])}, {clock_of(state, sitting['opened'])}{until}"
        number = sum(len(names) for names in present.values())
        there = f"{counted(number, 'person', 'people').capitalize()} {'was' if number == 1 else 'were'} there"
        lines = tuple(Line(f"{joined(names)}, {times}") for times, names in present.items())
        pieces = (Paragraph((Line(there),)), Listing(lines))
        anchor = sitting.id.replace(":", "-")
        sections.append(Section(anchor, f"Sitting {sitting['number']}", pieces, heading))
    return sections


def _attended(state: State, events: list[Event]) -> dict[str, list[str]]:
    """Who was there, by when: {"from 08:30 to 12:00": names}, in the order in which they came."""
    found: dict[str, Attendance] = {}
    for event in events:
        for change in event.changes:
            if change.kind == "person" and "presence" in change.set:
                _note_presence(found, change, event.at)
    present: dict[str, list[str]] = {}
    for person, there in found.items():
        if (who := name(state, person)) and state.records[person]["role"] != "screen":
            until = f" to {clock_of(state, there.went)}" if there.went else ""
            how = " (remote)" if there.how == "remote" else ""
            present.setdefault(f"from {clock_of(state, there.came)}{until}{how}", []).append(who)
    return present


def _note_presence(found: dict[str, Attendance], change: Change, at: int) -> None:
    presence = change.set["presence"]
    known = found.get(change.id)
    if presence in HERE:
        if known is None:
            found[change.id] = Attendance(at, presence)
        else:
            known.went = 0
    elif presence in ("left", "out") and known and not known.went:
        known.went = at


def _stage(state: State, visit: Visit) -> Section | None:
    stage = state.get(f"stage:{visit.stage}", "stage")
    if stage is None:
        return None
    tell_time = moment if _days(state, visit) else clock_of
    lines = [line for event in visit.events for line in _said(state, event, tell_time)]
    pieces: list[Pieces] = [Paragraph((_lasted(state, visit), *_written(state, visit)))]
    if lines:
        pieces.append(Listing(tuple(lines)))
    end = visit.ended or 10**15
    shots = [p for p in state.of("photo") if visit.begun <= p.at < end]
    pieces += [photograph(p) for p in shots]
    return Section(f"{visit.stage}-{visit.begun}", stage["title"], tuple(pieces), day_of(state, visit.begun))


def day_of(state: State, when: int) -> str:
    """“10 June 2025, 09:00”."""
    return f"{long_day(state, when).partition(' ')[2]}, {clock_of(state, when)}"


def _days(state: State, visit: Visit) -> bool:
    """Whether a visit went over midnight: then times are said with their day."""
    return bool(visit.ended) and long_day(state, visit.begun) != long_day(state, visit.ended)


def _lasted(state: State, visit: Visit) -> Line:
    planned = sum(
        s["planned_minutes"] for s in state.of("slot") if s["stage"] == visit.stage and not s["dropped"]
    )
    if not visit.ended:
        return Line(
            f"It began at {clock_of(state, visit.begun)} and is still going on; {planned} minutes are planned"
        )
    if _days(state, visit):
        over = f"from {moment(state, visit.begun)} to {moment(state, visit.ended)}"
        return Line(f"It went on {over}; {planned} minutes were planned")
    took = round((visit.ended - visit.begun) / MINUTE)
    return Line(f"It took {took} minutes, to {clock_of(state, visit.ended)}; {planned} minutes were planned")


def _written(state: State, visit: Visit) -> list[Line]:
    """How much was written, in numbers, by what can be seen of it now."""
    count: Counter[str] = Counter()
    for kind in COUNTED:
        end = visit.ended or 10**15
        count[kind] = sum(1 for r in state.of(kind) if visit.begun <= r.at < end)
    parts = [counted(n, *COUNTED[kind]) for kind, n in count.items() if n]
    late = sum(1 for r in state.of("note") if r["late"] and visit.begun <= r.at < (visit.ended or 10**15))
    lines = [Line(f"Written down: {joined(parts)}")] if parts else []
    return [
        *lines,
        *([Line(f"{counted(late, 'note').capitalize()} came late, after the reveal")] if late else []),
        *voices.nameless(state, visit.stage, visit.begun, visit.ended),
        *voices.shared(state, visit.stage, visit.begun, visit.ended),
    ]


def _said(state: State, event: Event, tell_time: Callable[[State, int], str]) -> list[Line]:
    """What one event is worth saying; nothing if its records are not the reader's to see."""
    teller = _TELLERS.get(event.type)
    for change in event.changes if teller else ():
        record = state.get(change.id)
        if teller and record and (text := teller(state, event, record)):
            return [Line(f"{tell_time(state, event.at)}: {text}", record.id)]
    return []


def _by(state: State, event: Event) -> str:
    return name(state, event.by) or "Somebody"


def _spoken(state: State, event: Event) -> str:
    """That somebody else typed it for whoever said it."""
    if not event.via or event.via == event.by:
        return ""
    device = device_of(state, event.via)
    return f", on {device}’s device" if device else ", said aloud"


def _only(kind: str, tell: Callable[[State, Event, Record], str]) -> Callable[[State, Event, Record], str]:
    return lambda state, event, record: tell(state, event, record) if record.kind == kind else ""


def _line(state: State, line: Record) -> str:
    """A scribe's line; a quote with who said it."""
    if line["tag"] == "quote" and (who := name(state, line["said_by"] or "")):
        return f"{who} said: {quoted(line['text'], 2000)}"
    return f"{_TAGS[line['tag']]}: {sentence(line['text'])}"


def _how(state: State, decision: Record) -> str:
    """A decision with how it came about, what spoke against it, and what it takes the place of."""
    decider = f"by {name(state, decision['decider'] or '') or 'one person'}"
    agreed = (
        "after objections" if decision["objections"] else "without objection" if decision["proposal"] else ""
    )
    way = {"consent": agreed, "vote": "by vote", "decider": decider}.get(decision["how"], decision["how"])
    against = f". Objections: {decision['objections']}" if decision["objections"] else ""
    before = state.get(decision["supersedes"] or "", "decision_note")
    instead = f". It takes the place of {quoted(before['text'], 110)}" if before else ""
    how = f" ({way})" if way else ""
    return sentence(f"{sentence(decision['text']).rstrip('.')}{how}{against}{instead}")


def _voted(state: State, event: Event, ballot: Record) -> str:
    tally = sorted((ballot["tally"] or {}).items(), key=lambda pair: -pair[1])
    ranked = [f"{quoted(title(r), 60)} {dots}" for i, dots in tally if (r := state.get(i))]
    seen = " (opened again after its result had been seen)" if ballot["seen_at"] else ""
    return f"the vote was closed{seen}: {joined(ranked)}" if ranked else ""


def _into_rooms(state: State, event: Event, room: Record) -> str:
    rooms = [state.get(c.id, "breakout") for c in event.changes]
    sat = [
        (r["title"], [name(state, p) or "somebody" for p in r["members"]])
        for r in rooms
        if r and r["started"]
    ]
    return f"the team went into {counted(len(sat), 'room')}: " + "; ".join(
        f"{t} ({joined(who)})" for t, who in sat
    )


def _brought_back(state: State, event: Event, room: Record) -> str:
    told = []
    for change in event.changes:
        note = state.get(change.id, "note")
        if note and note["report"] and (its := state.get(note["breakout"], "breakout")):
            told.append(f"{its['title']}: {quoted(note['text'], 110)}")
    return f"the rooms brought back {'; '.join(told)}" if told else "the rooms came back"


def _moved_on(state: State, event: Event, workshop: Record) -> str:
    gaps = [gap for gap in workshop["overrides"] or () if gap["at"] == event.at]
    if not gaps:
        return ""
    missing = joined(sentence(gap["say"]).rstrip(".") for gap in gaps)
    return (
        f"{_by(state, event)} went on without something: {missing}, because {gaps[0]['reason'].rstrip('.')}"
    )


def _reopened(state: State, event: Event, workshop: Record) -> str:
    return f"{_by(state, event)} opened this again{': ' + event.why if event.why else ''}"


def _decided(state: State, event: Event, decision: Record) -> str:
    verb = "signed" if decision["verdict"] == "approved" else "returned"
    said = " ".join([*(sentence(c) for c in decision["comments"] or ()), *marked(state, decision)])
    return f"{decision['name']} {verb} version {decision['version']}. {said}".strip()


def _senior(state: State, event: Event, answer: Record) -> str:
    verb = "accepted" if answer["verdict"] == "accepted" else "returned"
    what = f"version {answer['version']}" if answer["version"] else "the plan"
    conditions = [f"On one condition: {sentence(c)}" for c in answer["conditions"] or ()]
    said = " ".join([*(sentence(c) for c in answer["comments"] or ()), *conditions])
    return f"{answer['name']} {verb} {what}. {said}".strip()


def _answered(state: State, event: Event, wish: Record) -> str:
    """An answer as it was given then; it may have been given anew since."""
    given = next((c.set for c in event.changes if c.set.get("answer")), {})
    if not given:
        return ""
    until = f" until {day(given['until'])}" if given.get("until") else ""
    note = f": {given['answer_note'].rstrip('.')}" if given.get("answer_note") else ""
    return (
        f"{_by(state, event)} answered {quoted(wish['what'], 110)}: {ANSWERS[given['answer']]}{until}{note}"
    )


def _promise(verb: str) -> Callable[[State, Event, Record], str]:
    def tell(state: State, event: Event, action: Record) -> str:
        why = next((c.set.get("declined_why") for c in event.changes if c.set.get("declined_why")), "")
        because = f", because {str(why).rstrip('.')}" if why else ""
        return f"{_by(state, event)} {verb} {quoted(action['what'], 110)}{because}{_spoken(state, event)}"

    return _only("action", tell)


def _reassigned(state: State, event: Event, action: Record) -> str:
    owner = next((c.set.get("owner") for c in event.changes if c.set.get("owner")), "")
    return f"{_by(state, event)} asked {name(state, str(owner)) or 'somebody else'} for {quoted(action['what'], 110)}"


def _progress(state: State, event: Event, progress: Record) -> str:
    action = state.get(progress["action"], "action")
    note = f" ({progress['note'].rstrip('.')})" if progress["note"] else ""
    return f"{quoted(action['what'], 90)} is {PROGRESS[progress['status']]}{note}" if action else ""


_TELLERS: dict[str, Callable[[State, Event, Record], str]] = {
    **timekeeping.TELLERS,
    "stage.advanced": _only("workshop", _moved_on),
    "stage.reopened": _only("workshop", _reopened),
    "breakouts.started": _only("breakout", _into_rooms),
    "breakouts.ended": _only("breakout", _brought_back),
    "vote.closed": _only("ballot", _voted),
    "pulse.closed": _only("pulse", voices.how_we_are),
    "talk.decision_note_added": _only("decision_note", lambda s, e, r: f"decided: {_how(s, r)}"),
    "decide.decided": _only("decision_note", lambda s, e, r: f"decided: {_how(s, r)}"),
    "decide.broken_off": _only("proposal", lambda s, e, r: f"the day ended undecided on {quoted(r['text'])}"),
    "talk.minute_added": _only("minute", lambda s, e, r: _line(s, r)),
    "talk.parked_added": _only("parked", lambda s, e, r: f"parked: {sentence(r['text'])}"),
    "talk.settled": _only("parked", lambda s, e, r: f"taken up again: {quoted(r['text'])}: {r['how'] or r['settled']}"),
    "questions.parked": _only("question", lambda s, e, r: f"not asked: {quoted(r['text'])}, because {r['why_parked']}"),
    "questions.quote_confirmed": _only("quote", lambda s, e, r: f"the customer confirmed: {quoted(r['text'])}"),
    "funnel.set": _only("funnel", lambda s, e, r: "the money to find and the people to meet were worked out"),
    "actions.accepted": _promise("promised"),
    "actions.confirmed": _promise("agreed to"),
    "actions.declined": _promise("said no to"),
    "actions.reassigned": _only("action", _reassigned),
    "actions.reported": _only("progress", _progress),
    "signoff.challenged": _only("challenge", lambda s, e, r: f"{_by(s, e)} asked: {sentence(r['text'])}"),
    "signoff.challenge_answered": _only("challenge", lambda s, e, r: f"{_by(s, e)} answered: {sentence(r['answer'])}"),
    "signoff.approved": _only("decision", _decided),
    "signoff.returned": _only("decision", _decided),
    "signoff.senior_accepted": _only("acceptance", _senior),
    "signoff.senior_returned": _only("acceptance", _senior),
    "signoff.ask_answered": _only("ask", _answered),
    "signoff.released": _only("presentation", lambda s, e, r: f"{_by(s, e)} released the customer’s edition"),
    "signoff.taken_back": _only("presentation", lambda s, e, r: f"{_by(s, e)} took the customer’s edition back"),
    "signoff.date_set": _only("presentation", lambda s, e, r: f"a date was set: {day(r['date'])} {r['when']}".rstrip()),
    "review.signal_noticed": _only("signal", lambda s, e, r: f"news from the customer: {sentence(r['text'])}"),
    "review.realigned": _only("realignment", lambda s, e, r: f"changed course: {_target(s, r)}"),
    "review.stayed": _only("stay", lambda s, e, r: f"stayed the course: {sentence(r['why'])}"),
}  # fmt: skip


def _target(state: State, realignment: Record) -> str:
    target = state.get(realignment["target"])
    return quoted(title(target), 110) if target else "something that is gone since"
