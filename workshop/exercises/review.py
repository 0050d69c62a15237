"""Reviews: signals, realigning or staying the course, and promises changed since the signature."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from workshop.rules import conditions, naming, plan, records
from workshop.rules.events import Event
from workshop.rules.exercise import Ask, Exercise, Kind, Unmet, none_left
from workshop.rules.fields import Body, Label, Ref, Refs, Short, Text, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import FIRST_LINE, INSIDE, NOBODY
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience, partly_on_screen
from workshop.rules.signing import approval
from workshop.rules.sources import known_sources
from workshop.rules.state import Record, State
from workshop.rules.timing import MINUTE

FRESH_MS = 14 * 24 * 60 * MINUTE
#: For a sitting that still goes on.
LATEST = 10**14
#: What hangs on what: the fields through which a record rests on another.
RESTS_ON = (
    "links",
    "owners",
    "initiatives",
    "sponsor",
    "opportunities",
    "insights",
    "objective",
    "strategy",
    "reports_to",
    "opportunity",
)
#: Fields in which somebody at the customer is called by name or title, not chosen from the map.
NAMED_IN = ("with_whom", "referrer")


class Signal(Body):
    """Something happened at the customer that may touch the plan."""

    kind: Short
    text: Text
    affects: Refs = []
    sources: Refs = []
    basis: Words = ""
    stage: Label = ""


class Realignment(Body):
    """A record changed because of a signal."""

    target: Ref
    because: Ref
    set: dict[str, Any] = {}
    was: dict[str, Any] = {}
    stage: Label = ""


class Stay(Body):
    """Nothing to change for these, and why."""

    because: Ref
    why: Text
    targets: Refs = []
    stage: Label = ""


class AmendmentAnswer(Body):
    """The manager's yes or no to a promise changed after she signed."""

    target: Ref
    verdict: Literal["ok", "return"]
    now: dict[str, Any] = {}
    why: Words = ""


def _signal(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    known_sources(ask, values, old)
    for target in values["affects"]:
        if ask.state.get(target) is None:
            raise invalid("affects", "One of those is not there.")


review = Exercise(
    kind="review",
    title="Review",
    kinds=(
        Kind(
            "signal",
            Signal,
            partly_on_screen("kind", "text"),
            stage="research",
            between=True,
            held=frozenset({"stage"}),
            check=_signal,
        ),
        Kind("realignment", Realignment, TEAM_ONLY, title="target", edit=NOBODY),
        Kind("stay", Stay, TEAM_ONLY, title="why", edit=NOBODY),
        Kind("amendment_answer", AmendmentAnswer, TEAM_ONLY, title="verdict", edit=NOBODY),
    ),
)


class Noticing(Body):
    kind: Short
    text: Text
    affects: Refs = []
    sources: Refs = []
    basis: Words = ""


class Realign(Body):
    target: Short
    because: Short
    set: Annotated[dict[str, Any], Meta(min_length=1, max_length=40)]
    why: Words = ""


class Staying(Body):
    """One reason for one or for many affected items; none named means all that are still flagged by this signal."""

    because: Short
    why: Text
    targets: Refs = []


class Amending(Body):
    target: Short
    verdict: Literal["ok", "return"]
    why: Words = ""


@review.command("add_signal", Noticing, INSIDE, between=True, refuse="excluded")
def add_signal(ask: Ask, data: Noticing) -> Event:
    """The CFO left; a new priority; a result: written down in half a minute, from anywhere."""
    body = {name: getattr(data, name) for name in Noticing.__struct_fields__} | {"stage": ask.state.stage}
    return ask.event("review.signal_noticed", ask.new("signal", body))


@review.command("realign", Realign, INSIDE, between=True, refuse="excluded")
def realign(ask: Ask, data: Realign) -> Event:
    """Change course: put a record right because of a signal. `left` takes a stakeholder off the map."""
    ask.need(data.because, "signal", "because")
    target = ask.state.get(data.target)
    if target is None or target.kind not in ask.kinds:
        raise invalid("target", "Choose what changes.")
    kind = ask.kinds[target.kind]
    if set(data.set) & kind.held or not kind.edit:
        raise invalid("set", "That cannot be set here.")
    records.fresh(ask, target, data.set)
    change = ask.change(target, **data.set)
    was = {name: target[name] for name in data.set}
    entry = ask.new(
        "realignment",
        Realignment(target=target.id, because=data.because, set=change.set, was=was, stage=ask.state.stage),
    )
    extra = list(kind.after_edit(ask, target, change)) if kind.after_edit else []
    return ask.event("review.realigned", entry, change, *extra, why=data.why)


@review.command("stay", Staying, INSIDE, between=True, refuse="excluded")
def stay(ask: Ask, data: Staying) -> Event:
    """Stay the course, with a reason; many at once if wanted."""
    signal = ask.need(data.because, "signal", "because")
    targets = data.targets or [r for r, by in flagged(ask.state).items() if signal.id in by]
    body = Stay(because=signal.id, targets=targets, why=data.why, stage=ask.state.stage)
    return ask.event("review.stayed", ask.new("stay", body))


@review.command(
    "answer_amendment",
    Amending,
    FIRST_LINE,
    planning=False,
    between=True,
    present=False,
    proxy=False,
    refuse="not_first_line_manager",
)
def answer_amendment(ask: Ask, data: Amending) -> Event:
    """Ok, or back to the team, for one promise changed after the signature."""
    waiting = {a["id"]: a for a in amendments(ask.state, ask.kinds)}
    if data.target not in waiting:
        raise invalid("target", "There is nothing waiting about that.")
    body = AmendmentAnswer(
        target=data.target, verdict=data.verdict, now=waiting[data.target]["promise"], why=data.why
    )
    return ask.event("review.amendment_answered", ask.new("amendment_answer", body))


@review.criterion
def progress_reported(state: State, params: Any) -> list[Unmet]:
    """Every action open at the review's start has a progress entry in it, or from the 14 days before.

    What was said in an earlier review belongs to that one, however short ago it was.
    """
    stage = state.records[f"stage:{state.stage}"]
    since = stage["entered"] - FRESH_MS
    earlier = [(s["opened"], s["adjourned"] or LATEST) for s in _other_reviews(state)]
    fresh = {
        p["action"]
        for p in state.of("progress")
        if p["stage"] == state.stage
        or (p.at >= since and not any(begun <= p.at <= ended for begun, ended in earlier))
    }
    return none_left(
        (a for a in stage["due"] if a not in fresh and (x := state.get(a)) and x.active),
        "Actions without a word on progress",
    )


@review.criterion
def signals_answered(state: State, params: Any) -> list[Unmet]:
    """Every signal is answered by a realignment, a stay or a new action."""
    done = answered(state)
    return none_left((s for s in state.of("signal") if s.id not in done), "Signals without an answer")


def _other_reviews(state: State) -> list[Record]:
    """The sittings that began as a review other than the one the room is in."""
    return [s for s in state.of("sitting") if s["stage"].startswith("review") and s["stage"] != state.stage]


def answered(state: State) -> set[str]:
    """The signals that any realignment, stay or action names."""
    found = {r["because"] for kind in ("realignment", "stay") for r in state.of(kind)}
    return found | {a["because"] for a in state.of("action") if a["because"]}


def flagged(state: State) -> dict[str, list[str]]:
    """What signals touch, with everything that hangs on it, until it is realigned or stayed: {record: [signals]}."""
    cleared = {(r["because"], r["target"]) for r in state.of("realignment")}
    cleared |= {(s["because"], t) for s in state.of("stay") for t in s["targets"]}
    found: dict[str, list[str]] = {}
    hangs = _hanging(state) if any(state.of("signal")) else {}
    for signal in state.of("signal"):
        # A dictionary, for its order: the same list in every process.
        todo, seen = list(signal["affects"]), dict[str, None]()
        while todo:
            record_id = todo.pop(0)
            if record_id in seen:
                continue
            seen[record_id] = None
            todo += hangs.get(record_id, [])
        for record_id in seen:
            record = state.get(record_id)
            if record and record.active and (signal.id, record_id) not in cleared:
                found.setdefault(record_id, []).append(signal.id)
    return found


@review.derive(
    "signal",
    "realignment",
    "stay",
    "action",
    "opportunity",
    "objective",
    "strategy",
    "stakeholder",
    "initiative",
    to=INSIDERS,
)
def flags(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """The flags on what signals touch."""
    found = flagged(state)
    done = answered(state)
    waiting = [s.id for s in state.of("signal") if s.id not in done]
    return {"flags": ("flags", {"flagged": found, "waiting": waiting})} if found or waiting else {}


def amendments(state: State, kinds: plan.Kinds) -> list[dict[str, Any]]:
    """Promises that differ from what was last signed, answers taken into account: [{id, kind, was, now, promise}]."""
    signed = approval(state)
    if signed is None:
        return []
    current = plan.promises(plan.content(state, kinds), kinds)
    base = plan.promises(signed["plan"], kinds) | conditions.signed_with(signed)
    for answer in state.of("amendment_answer"):
        if answer["verdict"] == "ok" and answer.at >= signed.at:
            if answer["now"]:
                base[answer["target"]] = answer["now"]
            else:
                base.pop(answer["target"], None)
    return [{**d, "promise": current.get(d["id"], {})} for d in plan.differences(base, current, plan.wording)]


def last_begun(state: State) -> int:
    """When people last came together for a review (ms), 0 while they never have: handing the plan on is none."""
    sittings = list(state.of("sitting"))
    begun = [s["opened"] for s in sittings if s["stage"].startswith("review")]
    entered = (s["entered"] for s in state.of("stage") if s.id.startswith("stage:review"))
    inside = (at for at in entered if any(s["opened"] <= at <= (s["adjourned"] or at) for s in sittings))
    return max((*begun, *inside), default=0)


def _hanging(state: State) -> dict[str, list[str]]:
    hangs: dict[str, list[str]] = {}
    for record in state.records.values():
        if not record.active or record.kind in ("signal", "realignment", "stay", "person"):
            continue
        for name in RESTS_ON:
            value = record.body.get(name)
            for target in value if isinstance(value, list) else [value]:
                if isinstance(target, str) and target:
                    hangs.setdefault(target, []).append(record.id)
        said = " ".join(str(record.body[name]) for name in NAMED_IN if record.body.get(name))
        for person in state.of("stakeholder") if said else ():
            if naming.names(said, person):
                hangs.setdefault(person.id, []).append(record.id)
    return hangs
