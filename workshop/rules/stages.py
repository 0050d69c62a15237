"""The workshop itself: sittings, stages, moving on, going back."""

from collections.abc import Sequence
from typing import Annotated, Any

from msgspec import Meta

from workshop.rules import (
    breakouts,
    consent,
    floor,
    gates,
    homework,
    playbook,
    presence,
    promises,
    runsheet,
    schedule,
    visit,
    voices,
)
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment, Nothing, Ref, Refs, Short, Text, Words
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, NOBODY, VISITORS
from workshop.rules.sight import Audience, Shown, Sight, shown_to
from workshop.rules.state import Record, State

#: What is left by a signature or an acceptance, which may be given between sittings.
FROM_HOME = ("signoff", "acceptance")
#: What the desk can set of the workshop at any time.
SETTINGS = frozenset(
    (
        *("title", "customer", "seller", "sector", "currency", "time_zone", "locale", "days"),
        *("annual_revenue", "growth_target_percent", "ends", "slot_reason"),
        *("doors_closed", "blank_screen", "screen_message"),
    )
)


class Workshop(Body):
    """The workshop: whose account, whose team, where it stands.

    `leader_last`: managers speak, and are revealed, after the team, on every line that does not say otherwise.
    """

    title: Short
    customer: Short
    seller: Label = ""
    sector: Label = ""
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] = "GBP"
    time_zone: Short = "UTC"
    locale: Label = "en-GB"
    days: Annotated[list[str], Meta(max_length=10)] = []
    annual_revenue: int = 0
    growth_target_percent: float = 0
    rehearsal: bool = False
    grace_s: int = 60
    leader_last: bool = True
    stage: Short = "open"
    slot: Ref = ""
    lead: Ref = ""
    lead_before: Ref = ""
    lead_taken: Moment = 0
    signer: Ref = ""
    plan_owner: Ref = ""
    sitting: Ref = ""
    doors_closed: bool = False
    hold: Words = ""
    slot_reason: Words = ""
    overrides: list[dict[str, Any]] = []
    last_move: dict[str, Any] = {}
    blank_screen: bool = False
    screen_message: Words = ""
    ends: Moment = 0


class StageBody(Body):
    """One stage of this workshop: when it was entered and left, and what was open at its start."""

    title: Short
    purpose: Words = ""
    order: int = 0
    planning: bool = False
    entered: Moment = 0
    left: Moment = 0
    visits: int = 0
    due: Refs = []


class Sitting(Body):
    """From doors open to adjournment."""

    number: int
    opened: Moment
    adjourned: Moment = 0
    stage: Short = "open"


class PlaybookBody(Body):
    data: dict[str, Any]


class PlanBody(Body):
    """The plan as a whole: its version goes up with every change to it."""

    version: int = 0
    changed: Moment = 0


def _workshop_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience in (Audience.desk, Audience.team):
        return {name: value for name, value in record.body.items() if name != "last_move"}
    outside = ("title", "customer", "seller", "time_zone", "currency", "locale", "days")
    shown = {name: record[name] for name in outside}
    if audience is Audience.screen:
        shown |= {
            name: record[name]
            for name in ("blank_screen", "screen_message", "sitting", "stage", "slot", "rehearsal")
        }
    return shown


def _screen_too(record: Record, audience: Audience, state: State) -> Shown:
    return record.body if audience in (Audience.desk, Audience.team, Audience.screen) else None


stages = Exercise(
    kind="stage",
    title="The workshop",
    kinds=(
        Kind("workshop", Workshop, Sight(_workshop_shown), title="title", edit=NOBODY),
        Kind("stage", StageBody, Sight(_screen_too), title="title", edit=NOBODY),
        Kind("sitting", Sitting, shown_to(Audience.desk, Audience.team), title="stage", edit=NOBODY),
        Kind("playbook", PlaybookBody, shown_to(), title="data", edit=NOBODY),
        Kind("plan", PlanBody, shown_to(Audience.desk, Audience.team), title="version", edit=NOBODY),
    ),
)


class To(Body):
    """The stage the room moves to, and why it goes on without what is missing, or goes back."""

    to: Short
    reason: Words = ""


class Going(Body):
    slot: Short
    after: Ref | None = None


class Settings(Body):
    set: dict[str, Any]


@stages.command("open_doors", Nothing, DESK, planning=False, between=True, present=False, proxy=False)
def open_doors(ask: Ask, data: Nothing) -> Event:
    """A sitting begins; the lead is in it. The first line's clock waits for the day to begin."""
    if presence.sitting_open(ask.state):
        raise invalid("sitting", "The doors are open already.")
    number = ask.state.count("sitting") + 1
    sitting = ask.new(
        "sitting", Sitting(number=number, opened=ask.now, stage=ask.state.stage), f"sitting:{number}"
    )
    changes = [sitting, ask.change(ask.state.workshop, sitting=sitting.id, doors_closed=False, hold="")]
    slot = schedule.first_of(ask.state, ask.state.stage)
    if slot and not ask.state.workshop["slot"]:
        changes += runsheet.start(ask, slot, at=schedule.begins(ask.state, slot, ask.now))
    me = ask.state.records[ask.who.person]
    if not presence.here(me):
        changes.append(ask.change(me, presence="room", first_came=me["first_came"] or ask.now))
    return ask.event("stage.doors_opened", *changes)


@stages.command("adjourn", Nothing, DESK, planning=False, proxy=False)
def adjourn(ask: Ask, data: Nothing) -> list[Event]:
    """The sitting ends: everybody is out, every clock pauses, and nothing that is being asked counts as agreed."""
    if not presence.sitting_open(ask.state):
        raise invalid("sitting", "There is no sitting to adjourn.")
    sitting = ask.state.records[ask.state.workshop["sitting"]]
    changes = [ask.change(sitting, adjourned=ask.now), ask.change(ask.state.workshop, sitting="")]
    changes += [
        ask.change(p, presence="out", hand="") for p in ask.state.of("person") if p["presence"] != "out"
    ]
    live = ask.state.live
    if live and not live["ended"]:
        changes.append(runsheet.ended(ask, live))
    adjourned = ask.event("stage.adjourned", *changes, *runsheet.paused(ask), *floor.cleared(ask))
    return [*consent.day_over(ask), adjourned]


@stages.command("advance", To, INSIDE, planning=False, moves=True, between="decided", proxy=False)
def advance(ask: Ask, data: To) -> list[Event]:
    """The room moves to the next stage, by the lead, when nothing required is missing (or with a reason).

    What was signed or accepted from home also goes on from home.
    """
    _may_move(ask)
    book = playbook.of(ask.state)
    after = visit.next_stage(ask.state)
    if after is None or data.to != after.id:
        raise Refusal("not_next_stage", next=after.title if after else "nothing: the workshop is closed")
    lacking = gates.missing(ask.state, book.stage(ask.state.stage), ask.criteria)
    if lacking and (not data.reason.strip() or any(s.firm for s in lacking)):
        unmet = [{"criterion": s.criterion, **u.plain()} for s in lacking for u in s.unmet]
        raise Refusal("exit_criteria", unmet=unmet, missing="; ".join(str(u["say"]) for u in unmet))
    entered = enter(ask, after.id, lacking, data.reason)
    moved = ask.event("stage.advanced", *entered, why=data.reason if lacking else "")
    return [*breakouts.all_back(ask), moved, *homework.brought(ask, after.id)]


@stages.command("reopen", To, INSIDE, planning=False, moves=True, between="decided", proxy=False)
def reopen(ask: Ask, data: To) -> list[Event]:
    """An earlier stage again, with everything kept. No visitor's window opens by this.

    From home only the sign-off, when senior management has returned the plan.
    """
    if presence.sitting_open(ask.state):
        lead_only(ask)
    else:
        _may_move(ask)
        back = [a["verdict"] for a in ask.state.of("acceptance")][-1:] == ["returned"]
        if not (back and (ask.state.stage, data.to) == ("acceptance", "signoff")):
            raise Refusal("not_present")
    book = playbook.of(ask.state)
    if book.place(data.to) >= book.place(ask.state.stage):
        raise invalid("to", "Choose an earlier stage.")
    changes = _move(ask, data.to)
    moved = ask.event("stage.reopened", *changes, why=data.reason)
    return [*breakouts.all_back(ask), moved, *homework.brought(ask, data.to)]


@stages.command("go", Going, DESK, planning=False, proxy=False)
def go(ask: Ask, data: Going) -> list[Event]:
    """The next item of the run sheet in this stage: its clock starts.

    `after` is the line that ran when the button was pressed: two desks that press at once start one thing once.
    """
    slot = ask.need(data.slot, "slot")
    if slot["stage"] != ask.state.stage:
        raise invalid("slot", "That belongs to another stage. Move the room there first.")
    if data.after is not None:
        runsheet.still(ask, slot, data.after)
    return [*breakouts.all_back(ask), ask.event("stage.slot_started", *runsheet.start(ask, slot))]


@stages.command("edit_workshop", Settings, DESK, planning=False, between=True, present=False, proxy=False)
def edit_workshop(ask: Ask, data: Settings) -> Event:
    """The particulars of the workshop: names, dates, currency, time zone."""
    wrong = set(data.set) - SETTINGS
    if wrong:
        raise invalid(min(wrong), "That cannot be set here.")
    return ask.event("stage.workshop_edited", ask.change(ask.state.workshop, **data.set))


class Notice(Body):
    text: Text


@stages.command("hold", Notice, DESK, planning=False, proxy=False)
def hold(ask: Ask, data: Notice) -> Event:
    """Everybody waits, and reads why."""
    return ask.event("stage.held", ask.change(ask.state.workshop, hold=data.text))


@stages.command("release", Nothing, DESK, planning=False, proxy=False)
def release(ask: Ask, data: Nothing) -> Event:
    """The wait is over."""
    return ask.event("stage.released", ask.change(ask.state.workshop, hold=""))


def _may_move(ask: Ask) -> None:
    from_home = not presence.sitting_open(ask.state)
    if from_home and ask.state.stage not in FROM_HOME:
        raise Refusal("not_present")
    stage = ask.state.stage
    shared = from_home or stage in ("acceptance", "closed") or stage.startswith("review")
    me = ask.who.person
    other = shared and (me == ask.state.workshop["plan_owner"] or presence.may_sign(ask.state, me))
    if me != presence.lead(ask.state) and not other:
        raise Refusal("not_facilitator")


def lead_only(ask: Ask) -> None:
    if ask.who.person != presence.lead(ask.state):
        raise Refusal("not_facilitator")


def enter(
    ask: Ask, stage_id: str, lacking: Sequence[gates.Standing] = (), reason: str = "", stands: str = ""
) -> list[Change]:
    """The changes by which the room enters a stage; what was lacking is written down with the reason."""
    overrides = list(ask.state.workshop["overrides"])
    overrides += gates.written(lacking, ask.state.stage, reason, ask.who.person, ask.now)
    heard, record = visit.stage_of(playbook.of(ask.state)), ask.state.get("visit", "visit")
    if record and record["state"] == "cancelled" and heard and _passes(ask, heard.id, stage_id):
        lacking = gates.unheard(ask.state, heard, ask.criteria)
        overrides += gates.written(lacking, heard.id, record["reason"], ask.who.person, ask.now)
    return _move(ask, stage_id, overrides) + windows(ask, stage_id, stands or visit.how(ask.state))


def windows(ask: Ask, stage_id: str, stands: str) -> list[Change]:
    """The visitors' windows as they are in a stage, with the customer's visit as it `stands` then."""
    changes = []
    for person in ask.state.of("person"):
        if person["role"] in VISITORS:
            window = "open" if visit.may_be_in(ask.state, person, stage_id, stands) else "closed"
            if window != person["window"]:
                out = window == "closed" and person["presence"] != "left"
                changes.append(window_of(ask, person.id, window, "left" if out else person["presence"]))
    return changes


def _passes(ask: Ask, over: str, to: str) -> bool:
    """Whether a move leads from before a stage to behind it."""
    book = playbook.of(ask.state)
    return book.place(ask.state.stage) < book.place(over) < book.place(to)


def _move(ask: Ask, stage_id: str, overrides: list[Any] | None = None) -> list[Change]:
    state = ask.state
    before = state.workshop["overrides"] if overrides is None else overrides
    leaving = state.records[f"stage:{state.stage}"]
    entering = state.records[f"stage:{stage_id}"]
    slot, left = visit.resumed(state, stage_id) or (schedule.first_of(state, stage_id), 0)
    # From home nothing begins: the first line of the stage starts when the doors open.
    slot = slot if presence.sitting_open(state) else None
    restore = _restore(state, ask.now, entering, (state.live, slot))
    due = [action.id for action in promises.to_keep(state)]
    workshop = ask.change(
        state.workshop, stage=stage_id, slot=slot.id if slot else "", overrides=before, last_move=restore
    )
    changes = [
        workshop,
        ask.change(leaving, left=ask.now),
        *voices.reviewed(ask),
        ask.change(entering, entered=ask.now, left=0, visits=entering["visits"] + 1, due=due),
    ]
    if state.get("visit", "visit"):
        changes.append(ask.change(state.records["visit"], resume=""))
    return changes + (runsheet.start(ask, slot, left) if slot else runsheet.stopped(ask))


def _restore(
    state: State, now: int, entering: Record, pieces: tuple[Record | None, Record | None]
) -> dict[str, Any]:
    """What is needed to be exactly here again within two minutes."""
    return {
        "at": now,
        "stage": state.stage,
        "slot": state.workshop["slot"],
        "overrides": state.workshop["overrides"],
        "people": {p.id: [p["window"], p["presence"]] for p in state.of("person") if p["role"] in VISITORS},
        "timebox": state.records["timebox"].body,
        "visit": state.records["visit"].body if "visit" in state.records else {},
        "entered": {name: entering[name] for name in ("entered", "left", "visits", "due")},
        "pieces": {s.id: [s["started"], s["ended"]] for s in pieces if s},
        "places": _places(state, now, pieces[1]),
    }


def _places(state: State, now: int, begins: Record | None) -> dict[str, dict[str, Any]]:
    """Where the lines stand that move because a break comes along."""
    lines = schedule.brought_along(state, begins, now) if begins else {}
    names = ("order", "stage", "first")
    return {i: {name: state.records[i][name] for name in names} for i in lines}


def window_of(ask: Ask, person_id: str, window: str, here: str) -> Change:
    return ask.change(ask.state.records[person_id], window=window, presence=here)
