"""People: who is invited, who is here, who leads, who may come in."""

from typing import Annotated, Any

from msgspec import Meta

from workshop.rules import presence
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Clock, Day, Label, Moment, Nothing, Ref, Refs, Short
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, FIRST_LINE, NOBODY, PEOPLE, TEAM, VISITORS, Role
from workshop.rules.sight import Audience, Shown, Sight, guests_inside
from workshop.rules.state import Record, State


class Person(Body):
    """Somebody invited. `window` matters for visitors only; `links` counts the personal links issued.

    `lost_at` is when it was noticed that their last device was gone (ms), of the desk also while they are in the room.
    """

    name: Short
    role: Role
    function: Label = ""
    organisation: Label = ""
    side: Label = "seller"
    place: Label = ""
    calls_on: Refs = []
    email: Annotated[str, Meta(max_length=254)] = ""
    host: Ref = ""
    presence: Label = "out"
    back_at: Moment = 0
    lost_at: Moment = 0
    until: Label = ""
    leaves: dict[str, str] = {}
    leaves_at: Clock = ""
    leaves_on: Day = ""
    window: Label = "open"
    admitted: bool = True
    withdrawn: bool = False
    links: int = 1
    has_pin: bool = False
    pin_note: Label = ""
    ticked: Moment = 0
    mailed: Moment = 0
    deputy: Ref = ""
    deputy_signs: bool = False
    no_device: bool = False
    shares_device: bool = False
    first_came: Moment = 0
    hand: Label = ""
    to_say: Label = ""
    hand_at: Moment = 0
    ready: Label = ""


_OUTSIDE = ("name", "role", "organisation")
_PRIVATE = ("email", "links", "ticked", "mailed")
#: What the desk can correct.
_PARTICULARS = frozenset(
    (
        *("name", "role", "function", "organisation", "side", "place", "calls_on", "email", "host"),
        *("no_device", "until"),
    )
)


def _person_shown(record: Record, audience: Audience, state: State) -> Shown:
    if audience is Audience.desk:
        return record.body
    if audience is Audience.team:
        return {name: value for name, value in record.body.items() if name not in _PRIVATE}
    if audience is Audience.screen and not guests_inside(state):
        return {
            "name": record["name"],
            "presence": record["presence"],
            "hand": record["hand"],
            "hand_at": record["hand_at"],
            "role": record["role"],
        }
    return None


def _own(record: Record, state: State) -> dict[str, dict[str, Any]]:
    """Everybody sees themselves; a visitor also the name of whoever invited them."""
    shown = {name: record[name] for name in (*_OUTSIDE, "window", "presence", "has_pin", "email")}
    mine = {record.id: shown} if record["role"] in VISITORS else {}
    for other in state.of("person"):
        if other["host"] == record.id and other["role"] in VISITORS:
            mine[other.id] = {name: record[name] for name in _OUTSIDE}
    return mine


people = Exercise(
    kind="people",
    title="People",
    kinds=(Kind("person", Person, Sight(_person_shown, _own), title="name", edit=NOBODY),),
)


@people.derive("person", "workshop", to=frozenset({Audience.screen}))
def arrivals(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How many are here, and whether the room screen shows the code: until the team is in, and to no visitor."""
    here = sum(1 for p in state.of("person") if presence.here(p))
    team = [p for p in state.of("person") if p["role"] in TEAM and not p["withdrawn"]]
    missing = any(not presence.here(p) for p in team)
    return {"arrivals": ("arrivals", {"here": here, "code": missing and presence.code_opens(state)})}


class Invited(Body):
    """One person as the desk invites them."""

    name: Short
    role: Role = Role.participant
    function: Label = ""
    organisation: Label = ""
    side: Label = "seller"
    place: Label = ""
    calls_on: Refs = []
    email: Annotated[str, Meta(max_length=254)] = ""
    host: Ref = ""
    no_device: bool = False


class Roster(Body):
    people: Annotated[list[Invited], Meta(min_length=1, max_length=200)]


class Who(Body):
    person: Short


class Whom(Body):
    people: Annotated[list[str], Meta(min_length=1, max_length=200)]


class PersonEdit(Body):
    person: Short
    set: dict[str, Any]


class Coming(Body):
    how: Label = "remote"
    known: bool = True


class Back(Body):
    minutes: Annotated[int, Meta(ge=1, le=15)]


class Attest(Body):
    person: Short
    presence: Label


class Hand(Body):
    type: Label = "point"
    to_say: Annotated[str, Meta(max_length=60)] = ""


class Deputy(Body):
    person: Ref = ""
    signs: bool = False


class Ready(Body):
    slot: Ref = ""


@people.command("add", Roster, DESK, planning=False, between=True, present=False, proxy=False)
def add(ask: Ask, data: Roster) -> Event:
    """Invite people, at any time."""
    changes = [ask.new("person", _person(ask.state, person)) for person in data.people]
    return ask.event("people.invited", *changes, *_roles_filled(ask, changes))


@people.command("edit", PersonEdit, DESK, planning=False, between=True, present=False, proxy=False)
def edit(ask: Ask, data: PersonEdit) -> Event:
    """Correct somebody's particulars, or give them another role."""
    wrong = set(data.set) - _PARTICULARS
    if wrong:
        raise invalid(min(wrong), "That cannot be set here.")
    person = ask.need(data.person, "person")
    if person.id == presence.lead(ask.state) and data.set.get("role", person["role"]) != person["role"]:
        raise invalid("role", "Hand the lead over first.")
    changes = [ask.change(person, **data.set)]
    return ask.event("people.edited", *changes, *_roles_filled(ask, changes))


@people.command("withdraw", Who, DESK, planning=False, between=True, present=False, proxy=False)
def withdraw(ask: Ask, data: Who) -> Event:
    """Somebody's link and seats end at once; what they wrote stays."""
    person = ask.need(data.person, "person")
    if person.id == presence.lead(ask.state):
        raise invalid("person", "The lead facilitator cannot be withdrawn. Hand over first.")
    return ask.event(
        "people.withdrawn", ask.change(person, withdrawn=True, links=person["links"] + 1, presence="out")
    )


@people.command("renew_link", Who, DESK, planning=False, between=True, present=False, proxy=False)
def renew_link(ask: Ask, data: Who) -> Event:
    """A new personal link; the old one is void."""
    person = ask.need(data.person, "person")
    return ask.event("people.link_renewed", ask.change(person, withdrawn=False, links=person["links"] + 1))


@people.command("invite_again", Who, DESK, planning=False, between=True, present=False, proxy=False)
def invite_again(ask: Ask, data: Who) -> Event:
    """Open a visitor's window again, on purpose and on the record."""
    person = ask.need(data.person, "person")
    return ask.event("people.invited_again", ask.change(person, window="open", withdrawn=False))


@people.command("close_window", Who, DESK, planning=False, between=True, present=False, proxy=False)
def close_window(ask: Ask, data: Who) -> Event:
    """A visitor's window closes now."""
    person = ask.need(data.person, "person")
    if person["role"] not in VISITORS:
        raise invalid("person", "Only a guest or the second-level manager has a window.")
    return ask.event("people.window_closed", ask.change(person, window="closed", presence="left"))


@people.command("admit", Whom, DESK, planning=False, between=True, present=False, proxy=False)
def admit(ask: Ask, data: Whom) -> Event:
    """Let people in who wait in the lobby."""
    return ask.event(
        "people.admitted", *(ask.change(ask.need(p, "person"), admitted=True) for p in data.people)
    )


@people.command("arrive", Coming, PEOPLE, planning=False, between=True, present=False, proxy=False)
def arrive(ask: Ask, data: Coming) -> Event:
    """I'm here: in the room, or remote."""
    if data.how not in ("room", "remote"):
        raise invalid("how", "Say whether you are in the room or remote.")
    me = ask.state.records[ask.who.person]
    return ask.event(
        "people.arrived",
        ask.change(me, presence=data.how, back_at=0, lost_at=0, first_came=me["first_came"] or ask.now),
    )


@people.command("step_out", Back, PEOPLE, planning=False, proxy=False)
def step_out(ask: Ask, data: Back) -> Event:
    """Out for a few minutes, back at a time everybody knows."""
    me = ask.state.records[ask.who.person]
    return ask.event(
        "people.stepped_out", ask.change(me, presence="stepped_out", back_at=ask.now + data.minutes * 60_000)
    )


@people.command("leave", Nothing, PEOPLE, planning=False, proxy=False)
def leave(ask: Ask, data: Nothing) -> Event:
    """Gone for now."""
    return ask.event("people.left", ask.change(ask.state.records[ask.who.person], presence="left", hand=""))


@people.command("attest", Attest, DESK, planning=False, proxy=False)
def attest(ask: Ask, data: Attest) -> Event:
    """The desk says where somebody is: "Hester is in the room"."""
    if data.presence not in ("room", "remote", "left", "out"):
        raise invalid("presence", "Say in the room, remote, left or not here.")
    person = ask.need(data.person, "person")
    if not presence.window_open(ask.state, person) and data.presence in ("room", "remote"):
        raise Refusal("excluded")
    return ask.event(
        "people.attested",
        ask.change(person, presence=data.presence, first_came=person["first_came"] or ask.now),
    )


@people.command("raise_hand", Hand, PEOPLE, planning=False)
def raise_hand(ask: Ask, data: Hand) -> Event:
    """I'd like to speak."""
    me = ask.state.records[ask.who.person]
    return ask.event(
        "people.hand_raised",
        ask.change(me, hand=data.type, to_say=data.to_say, hand_at=me["hand_at"] if me["hand"] else ask.now),
    )


@people.command("lower_hand", Who, PEOPLE, planning=False)
def lower_hand(ask: Ask, data: Who) -> Event:
    """My hand is down again; the desk may lower anybody's."""
    if data.person != ask.who.person and not ask.at_desk:
        raise Refusal("not_yours", whose="the person or the desk")
    return ask.event(
        "people.hand_lowered", ask.change(ask.need(data.person, "person"), hand="", to_say="", hand_at=0)
    )


@people.command("ready", Ready, PEOPLE, planning=False)
def ready(ask: Ask, data: Ready) -> Event:
    """I'm done with this one. Never of a line without names: who is done when would be kept."""
    slot = ask.state.get(data.slot, "slot")
    if slot and slot["naming"] == "anonymous":
        raise invalid("slot", "Without names it is only counted how many are done. Load this page anew.")
    return ask.event("people.readied", ask.change(ask.state.records[ask.who.person], ready=data.slot))


@people.command(
    "name_deputy",
    Deputy,
    FIRST_LINE,
    planning=False,
    between=True,
    present=False,
    proxy=False,
    refuse="not_first_line_manager",
)
def name_deputy(ask: Ask, data: Deputy) -> Event:
    """Another first-line manager stands in for the day; signing stays hers unless she says otherwise."""
    if data.person and ask.need(data.person, "person")["role"] != Role.first_line_manager:
        raise invalid("person", "A deputy is another first-line manager.")
    return ask.event(
        "people.deputy_named",
        ask.change(ask.state.records[ask.who.person], deputy=data.person, deputy_signs=data.signs),
    )


def lost(state: State, person: Record, now: int) -> Event:
    """The server noticed: every device of a person has been gone for longer than the grace.

    Whoever was remote is lost by it; in the room, or out until a time, they are where they said.
    """
    where = {"presence": "lost"} if person["presence"] == "remote" else {}
    change = Change(id=person.id, kind="person", set={**where, "lost_at": now})
    return Event(type="people.lost", at=now, by="", changes=(change,))


def returned(person: Record, now: int) -> Event:
    """The server noticed: a lost person is connected again."""
    where = {"presence": "remote"} if person["presence"] == "lost" else {}
    change = Change(id=person.id, kind="person", set={**where, "lost_at": 0})
    return Event(type="people.returned", at=now, by="", changes=(change,))


def _person(state: State, invited: Invited) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(invited, name) for name in Invited.__struct_fields__}
    if invited.role in VISITORS:
        from workshop.rules import playbook

        values["window"] = (
            "open" if invited.role in playbook.of(state).stage(state.stage).windows else "closed"
        )
    if invited.role == Role.customer_guest:
        values["side"] = "customer"
    return values


def _roles_filled(ask: Ask, changes: list[Change]) -> list[Change]:
    """The first manager named signs, the first plan owner owns, unless somebody else was chosen."""
    found: dict[str, Any] = {}
    for change in changes:
        if change.set.get("role") == Role.first_line_manager and not ask.state.workshop["signer"]:
            found.setdefault("signer", change.id)
        if change.set.get("role") == Role.plan_owner:
            found["plan_owner"] = change.id
    return [ask.change(ask.state.workshop, **found)] if found else []
