"""What stands behind the promises: risks, requests, decisions, dates, signatures, and what is still open."""

from workshop.exports.outline import Line, Listing, Paragraph, Pieces, Section, Signature
from workshop.exports.phrases import counted, day, moment, money, name, quoted, sentence, title
from workshop.rules.state import Record, State

DATES = {
    "weekly": "The weekly ten minutes",
    "senior_review": "The senior review",
    "customer_presentation": "The presentation to the customer",
    "first_review": "The first quarterly review",
}
ANSWERS = {"granted": "granted", "partly": "granted in part", "refused": "refused", "later": "put off"}
_SETTLED = {
    "answered": "answered",
    "action": "became a promise",
    "next_session": "for the next session",
    "dropped": "dropped",
}


def risks(state: State) -> Section | None:
    """What could go wrong, how we would notice, what we do then."""
    lines = []
    for risk in state.of("risk"):
        said = sentence(risk["text"]).rstrip(".")
        if risk["early_sign"]:
            said += f". We would notice it by this: {risk['early_sign'].rstrip('.')}"
        if risk["response"]:
            said += f". Then we do this: {risk['response'].rstrip('.')}"
        if owner := name(state, risk["owner"]):
            said += f". {owner} watches it"
        lines.append(Line(said, risk.id))
    return _listed("risks", "What could go wrong", lines)


def asks(state: State) -> Section | None:
    """What the team asks of management, and the answers."""
    return _listed("asks", "What we ask of management", [ask_line(state, wish) for wish in state.of("ask")])


def ask_line(state: State, wish: Record) -> Line:
    """One request and its answer."""
    amount = f" ({money(state, wish['amount'])})" if wish["amount"] else ""
    said = f"{sentence(wish['what']).rstrip('.')}{amount}"
    if wish["why"]:
        said += f", because {wish['why'].rstrip('.')}"
    if wish["answer"]:
        until = f" until {day(wish['until'])}" if wish["until"] else ""
        note = f": {wish['answer_note'].rstrip('.')}" if wish["answer_note"] else ""
        return Line(f"{said}. It was {ANSWERS[wish['answer']]}{until}{note}", wish.id)
    who = name(state, wish["decider"])
    return Line(
        f"{said}. {who or 'Nobody'} has {'not ' if who else ''}answered{'' if who else ' yet'}",
        wish.id,
        tone="warn",
    )


def decisions(state: State) -> Section | None:
    """What was decided, how, and who objected."""
    lines = []
    for note in state.of("decision_note"):
        said = sentence(note["text"]).rstrip(".")
        said += f". It was decided by {note['how']}" if note["how"] else ""
        said += f". Objections: {note['objections'].rstrip('.')}" if note["objections"] else ""
        lines.append(Line(said, note.id))
    return _listed("decisions", "What was decided", lines)


def dates(state: State) -> Section | None:
    """The four dates after the two days."""
    lines = []
    for what, said in DATES.items():
        record = state.get(f"presentation:{what}", "presentation")
        if record and (when := when_of(record)):
            who = f", with {record['who']}" if record["who"] else ""
            lines.append(Line(f"{said}: {when}{who}", record.id))
        elif any(state.of("presentation")) or any(state.of("decision")):
            lines.append(Line(f"{said} has no date yet", tone="warn"))
    return _listed("dates", "When we meet again", lines)


def when_of(date: Record) -> str:
    """One of the dates as it is said: its day, its time, or both; empty while neither is set."""
    return " ".join(x for x in (day(date["date"]) if date["date"] else "", date["when"]) if x)


def since(state: State) -> Section | None:
    """What happened after the signature: news, changes of course, promises changed and waiting."""
    lines = []
    for signal in state.of("signal"):
        done = [r for r in state.of("realignment") if r["because"] == signal.id]
        stays = [s for s in state.of("stay") if s["because"] == signal.id]
        new = [a for a in state.of("action") if a["because"] == signal.id]
        said = f"{sentence(signal['text']).rstrip('.')} ({moment(state, signal.at)})"
        said += _answer(state, done, stays, new)
        lines.append(Line(said, signal.id, tone="" if done or stays or new else "warn"))
    for waiting in state.of("amendment"):
        record = state.get(waiting["id"])
        if record:
            verb = "is new since" if waiting["was"] is None else "was changed after"
            said = f"{quoted(title(record))} {verb} the signature and waits for the manager’s yes"
            lines.append(Line(said, record.id, tone="warn"))
    return _listed("since", "Since then", lines)


def _answer(state: State, done: list[Record], stays: list[Record], new: list[Record]) -> str:
    said = ""
    changed = [r for i in done if (r := state.get(i["target"]))]
    if changed:
        said += f". It changed {quoted(title(changed[0]), 80)}"
        said += f" and {counted(len(changed) - 1, 'other thing')}" if len(changed) > 1 else ""
    for stay in stays:
        said += f". The team stays its course: {stay['why'].rstrip('.')}"
    if new:
        said += f". {counted(len(new), 'new promise').capitalize()} came of it"
    return said or ". It has not been answered yet"


def went_on(state: State) -> Section | None:
    """What was still missing when the room moved on, and why it did."""
    lines = []
    for gap in state.workshop["overrides"] or ():
        why = f"{name(state, gap['by'])} went on all the same, because {gap['reason'].rstrip('.')}"
        lines.append(Line(f"{sentence(gap['say'])} {why}"))
    return _listed("went_on", "Gone on without", lines)


def signatures(state: State) -> Section:
    """Every decision on the plan, with its version and time."""
    pieces: list[Pieces] = [_signature(state, d) for d in state.of("decision")]
    pieces += [_senior(state, a) for a in state.of("acceptance")]
    empty = Paragraph((Line("Nobody has signed this plan yet"),))
    return Section("signatures", "Signatures", tuple(pieces) or (empty,))


def _signature(state: State, decision: Record) -> Signature:
    verdict = "approved" if decision["verdict"] == "approved" else "returned to the team"
    facts = [
        f"First-line manager. Version {decision['version']} {verdict} at {moment(state, decision.at)}",
        *(sentence(comment) for comment in decision["comments"] or ()),
        *marked(state, decision),
    ]
    if decision["witness"]:
        facts.append(sentence(decision["witness"]))
    return Signature(decision["name"], tuple(facts), decision["hash"][:16])


def marked(state: State, decision: Record) -> list[str]:
    """What she returned or made a condition, in the words of the version she decided on; to whom, by when."""
    return [said for mark in decision["marks"] or () if (said := _mark(state, mark))]


def _mark(state: State, mark: dict[str, str]) -> str:
    about = about_of(state, mark)
    if not about or mark["mark"] == "ok":
        return ""
    who = name(state, mark["owner"])
    by = f" ({who}{', ' if who and mark['due'] else ''}{day(mark['due'])})" if who or mark["due"] else ""
    verb = "On one condition" if mark["mark"] == "condition" else "Returned"
    return f"{verb}, {quoted(about, 90)}: {mark['text'].rstrip('.') or 'see the comments'}{by}."


def about_of(state: State, mark: dict[str, str]) -> str:
    """The words a mark is about, as they stood in the version that was decided on."""
    record = state.get(mark["target"])
    return mark.get("about") or (title(record) if record else "")


def _senior(state: State, answer: Record) -> Signature:
    verdict = "accepted" if answer["verdict"] == "accepted" else "returned"
    version = f"Version {answer['version']} {verdict}" if answer["version"] else verdict.capitalize()
    facts = [
        f"Second-level manager. {version} at {moment(state, answer.at)}",
        *(sentence(comment) for comment in answer["comments"] or ()),
        *(f"On one condition: {sentence(c)}" for c in answer["conditions"] or ()),
    ]
    return Signature(answer["name"], tuple(facts), str(answer["hash"])[:16])


def open_ends(state: State) -> tuple[Section | None, ...]:
    """What we do not know, and what was parked."""
    unknown = [_unknown(state, gap) for gap in state.of("unknown")]
    nameless = [s for s in state.of("stakeholder") if not s["name"] and not s["left"]]
    unknown += [Line(f"We do not know the name of the {s['title']}", s.id) for s in nameless]
    parked = [_parked(item) for item in state.of("parked")]
    unasked = [q for q in state.of("question") if q["status"] == "parked"]
    parked += [Line(f"{sentence(q['text'])} It was not asked: {q['why_parked']}", q.id) for q in unasked]
    return _listed("unknown", "What we do not know", unknown), _listed("parked", "Parking lot", parked)


def _unknown(state: State, gap: Record) -> Line:
    asked = sentence(gap["question"])
    if gap["answer"]:
        return Line(f"{asked} We found out: {gap['answer'].rstrip('.')}", gap.id)
    who = name(state, gap["owner"])
    by = f" by {day(gap['due'])}" if gap["due"] else ""
    return Line(
        f"{asked} {who} finds out{by}" if who else f"{asked} Nobody finds it out yet",
        gap.id,
        tone="" if who else "warn",
    )


def _parked(item: Record) -> Line:
    settled = _SETTLED.get(item["settled"], "still open").capitalize()
    return Line(f"{sentence(item['text'])} {settled}{': ' + item['how'] if item['how'] else ''}", item.id)


def _listed(section: str, heading: str, lines: list[Line]) -> Section | None:
    return Section(section, heading, (Listing(tuple(lines)),)) if lines else None
