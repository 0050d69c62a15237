"""What changed overnight, for one person's eyes: since the last adjournment, what waits for them, what we owe.

Made from the log and from what this person may see; the page before the doors open, the first line of the next day and
the text for a mail all come from here.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from workshop.engine.seeing import shared
from workshop.exports import changes, week
from workshop.exports.outline import Document, Line, Listing, Paragraph, Section
from workshop.exports.phrases import counted, day, long_day, name, quoted, sentence
from workshop.rules import plan
from workshop.rules.events import Event
from workshop.rules.exercise import Kind
from workshop.rules.roles import TEAM, Viewer
from workshop.rules.schedule import clock_of
from workshop.rules.sight import audience_of
from workshop.rules.state import Record, State, fold


class Part(msgspec.Struct, frozen=True):
    """One heading with its sentences; `mine` where it asks something of the reader."""

    title: str
    lines: tuple[Line, ...]
    mine: bool = False


class Digest(msgspec.Struct, frozen=True):
    """What one person is told in the morning; `since` is the last adjournment (ms), 0 before the first."""

    since: int
    when: str
    parts: tuple[Part, ...]


def last_adjourned(state: State) -> Record | None:
    """The sitting that ended last."""
    ended = [s for s in state.of("sitting") if s["adjourned"]]
    return max(ended, key=lambda s: int(s["adjourned"]), default=None)


def digest(seen: State, events: Iterable[Event], kinds: dict[str, Kind], viewer: Viewer, now: int) -> Digest:
    """Everything somebody should know before the next sitting. `seen` is the state as they may see it."""
    sitting = last_adjourned(seen)
    if sitting is None:
        return Digest(0, "", ())
    since = int(sitting["adjourned"])
    told = [
        Part("Waits for you", tuple(_waits(seen, viewer, now)), mine=True),
        Part("What happened at the customer", tuple(_happened(seen, since))),
        Part("Decided while you were out", tuple(_decided(seen, viewer, int(sitting["opened"])))),
        Part("Still to decide", tuple(_undecided(seen))),
        Part("What changed in the plan", tuple(_changed(seen, events, kinds, viewer, since))),
        Part("What we owe the customer", tuple(_owed(seen))),
        Part("In the parking lot", tuple(_parked(seen))),
    ]
    when = f"{long_day(seen, since)}, {clock_of(seen, since)}"
    return Digest(since, when, tuple(p for p in told if p.lines))


def _waits(seen: State, viewer: Viewer, now: int) -> Iterator[Line]:
    for asked in week.asked_of_me(seen, viewer, now):
        yield Line(
            f"You are asked for {quoted(asked.what, 120)}, {asked.due}: say yes, or what you can do", asked.id
        )
    for wish in week.to_confirm(seen, viewer, now):
        yield Line(
            f"{wish.by} would promise {quoted(wish.what, 100)} differently: say whether that is fine", wish.id
        )
    for unknown in seen.of("unknown"):
        if unknown["owner"] == viewer.person and not unknown["answer"]:
            due = f", by {day(unknown['due'])}" if unknown["due"] else ""
            yield Line(f"You find out: {sentence(unknown['question']).rstrip('.')}{due}", unknown.id)
    for change in week.waiting_for_manager(seen, viewer):
        yield Line(f"A changed promise waits for your yes: {quoted(change.title, 110)}", change.record)


def _happened(seen: State, since: int) -> Iterator[Line]:
    """What somebody wrote down about the customer since, and what nobody has answered yet."""
    flags = seen.get("flags", "flags")
    waiting = flags["waiting"] if flags else ()
    for one in seen.of("signal"):
        if one.at > since or one.id in waiting:
            who = name(seen, one.by)
            wrote = f"{who} wrote it down on {long_day(seen, one.at)}" if who else ""
            settled = "nobody has answered it yet" if one.id in waiting else ""
            about = sentence("; ".join(said for said in (wrote, settled) if said))
            yield Line(f"{sentence(one['text'])} {about}".strip(), one.id)


def _decided(seen: State, viewer: Viewer, opened: int) -> Iterator[Line]:
    """Decisions since the last sitting opened that were taken without this person of the team."""
    if viewer.role not in TEAM:
        return
    for one in seen.of("decision_note"):
        if one.at >= opened and viewer.person not in (one["present"] or ()) and one.by != viewer.person:
            yield Line(f"{clock_of(seen, one.at)}: {sentence(one['text'])}", one.id)


def _undecided(seen: State) -> Iterator[Line]:
    """What is before the room: asked when the day ended, or with objections to hear out."""
    for one in seen.of("proposal"):
        if one["closed_at"] and not one["outcome"]:
            heard = counted(len(one["objections"]), "objection")
            why = (
                f"{heard} to hear out"
                if one["objections"]
                else "the day ended while everybody was being asked"
            )
            yield Line(f"{quoted(one['text'], 140)}: {why}", one.id)


def _changed(
    seen: State, events: Iterable[Event], kinds: dict[str, Kind], viewer: Viewer, since: int
) -> list[Line]:
    """The plan then and now, in the words of every other list of changes; only what the reader may see."""
    log = list(events)
    # By the order of the log: a rehearsal is founded by the true clock, which may be ahead of its own.
    closed = max((n for n, event in enumerate(log, 1) if event.at <= since), default=0)
    before = fold(log[:closed])
    later = {c.id: c.status for event in log[closed:] for c in event.changes if c.status}
    known = _with_withdrawn(seen, before, later, viewer)
    then = {i: body for i, body in plan.content(before, kinds).items() if i in known.records}
    found = plan.differences(then, plan.content(seen, kinds))
    # What was decided anew has a heading of its own.
    told = [one for one in found if one["kind"] != "decision_note" or one["was"] is not None]
    return changes.as_lines(changes.in_words(known, told))


def _with_withdrawn(seen: State, before: State, later: Mapping[str, str], viewer: Viewer) -> State:
    """What somebody sees, and what they saw then that was withdrawn since."""
    known = State()
    for record in seen.records.values():
        known.index(record)
    for record_id, status in later.items():
        there = before.get(record_id)
        if status == "withdrawn" and there and (wire := shared(before, there, audience_of(viewer))):
            known.index(msgspec.structs.replace(there, body=wire["body"], status=status))
    return known


def _owed(seen: State) -> Iterator[Line]:
    for question in seen.of("question"):
        if question["status"] == "put" and not question["answer"]:
            yield Line(f"Asked and not answered yet: {quoted(question['text'], 140)}", question.id)
    for quote in seen.of("quote"):
        if quote["confirmed"] == "no":
            yield Line(
                f"To be confirmed by {name(seen, quote['said_by']) or 'the customer'}: {quoted(quote['text'], 140)}",
                quote.id,
            )
    for line in seen.of("minute"):
        slot = seen.get(line["slot"], "slot") if line["slot"] else None
        if line["tag"] == "action" and slot and slot["stage"] == "briefing":
            yield Line(f"We said we would: {sentence(line['text'])}", line.id)


def _parked(seen: State) -> Iterator[Line]:
    for item in seen.of("parked"):
        if item["settled"] in ("", "next_session"):
            yield Line(sentence(item["text"]), item.id)


def as_document(seen: State, told: Digest) -> Document:
    """As a page."""
    calm = Section(
        "calm", "Nothing new", (Paragraph((Line("Nothing has changed since, and nothing waits for you"),)),)
    )
    before = Section(
        "calm", "Nothing yet", (Paragraph((Line("This page begins when the first day has been closed"),)),)
    )
    made = tuple(
        Section(f"part-{n}", part.title, (Listing(part.lines),)) for n, part in enumerate(told.parts)
    )
    return Document(
        title="What changed",
        kicker=seen.workshop["title"],
        meta=(f"Since we closed on {told.when}",) if told.since else (),
        sections=made or ((calm,) if told.since else (before,)),
        foot=("Made from what happened, for your eyes.",),
    )


def as_text(told: Digest, person: Record) -> str:
    """As a mail that the desk copies."""
    lines = [f"Good morning {person['name']},", "", f"since we closed on {told.when}:", ""]
    for part in told.parts:
        lines += [part.title, *(f"- {sentence(line.text)}" for line in part.lines), ""]
    if not told.parts:
        lines += ["Nothing has changed, and nothing waits for you.", ""]
    return "\n".join([*lines, "The same stands on your own page: open your personal link."]) + "\n"
