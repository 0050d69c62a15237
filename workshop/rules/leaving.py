"""Leaving early: who goes at what time on which day, and what they will not be there for."""

from typing import Any

from workshop.rules import presence, schedule
from workshop.rules.events import Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Clock, Day, Ref, day
from workshop.rules.people import people
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import PEOPLE, VISITORS, Role
from workshop.rules.sight import INSIDERS, Audience
from workshop.rules.state import Record, State


class Until(Body):
    """A time on a day, today unless said; empty where somebody stays after all. Without a person, oneself."""

    at: Clock = ""
    day: Day = ""
    person: Ref = ""


@people.command("until", Until, PEOPLE, planning=False, between=True, present=False, proxy=False)
def until(ask: Ask, data: Until) -> Event:
    """Somebody has to go at a time on a day; they say so themselves, or the desk does."""
    if data.person and data.person != ask.who.person and not ask.at_desk:
        raise Refusal("not_yours", whose="the person or the desk")
    person = ask.need(data.person or ask.who.person, "person")
    today = schedule.local_day(ask.state, ask.now)
    on = day(data.day, "day") if data.day else today
    if on < today:
        raise invalid("day", "That day is over.")
    kept = {d: at for d, at in said(person).items() if d >= today.isoformat() and d != on.isoformat()}
    if data.at:
        kept[on.isoformat()] = data.at
    return ask.event("people.leaving_said", ask.change(person, leaves=kept, leaves_at="", leaves_on=""))


def said(person: Record) -> dict[str, str]:
    """{day: time}: when somebody leaves. Workshops of before know one day."""
    before = {person["leaves_on"]: person["leaves_at"]} if person["leaves_at"] else {}
    return before | (person["leaves"] or {})


def leaves(state: State, person: Record, now: int) -> int:
    """When somebody leaves on the day of this moment (ms), 0 if they stay."""
    at = said(person).get(schedule.local_day(state, now).isoformat())
    return schedule.at_clock(state, at, now) if at else 0


@people.derive("person", "slot", "timebox", "workshop", "replan", "visit", to=INSIDERS)
def leaving(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Who leaves early: when, which lines they miss as the day runs now, and whether it is time.

    `day` is empty today; another day is a date, and what is missed then as that day is planned.
    """
    today = schedule.local_day(state, now).isoformat()
    expected = schedule.expect(state, now) if state.workshop["sitting"] else []
    ends = [(e.slot, e.end) for e in expected]
    rows = []
    for person in state.of("person"):
        if person["role"] in VISITORS:
            continue
        for on, at in said(person).items():
            if on == today and person["presence"] != "left":
                moment = schedule.at_clock(state, at, now)
                due = now >= moment and presence.here(person)
                rows.append({**_row(state, person, at, ends, moment), "day": "", "due": due})
            elif on > today:
                noon = schedule.noon(on)
                moment = schedule.at_clock(state, at, noon)
                rows.append(
                    {**_row(state, person, at, _planned(state, on, noon), moment), "day": on, "due": False}
                )
    rows.sort(key=lambda row: (row["day"], not row["signs"], not row["manager"], row["at"]))
    return {"leaving": ("leaving", {"people": rows})} if rows else {}


def _row(state: State, person: Record, at: str, ends: list[tuple[str, int]], moment: int) -> dict[str, Any]:
    missed = [slot for slot, end in ends if end > moment]
    return {
        "person": person.id,
        "at": at,
        "misses": [i for i in missed if not state.records[i]["rest"]],
        "signs": person.id == state.workshop["signer"],
        "manager": person["role"] == Role.first_line_manager,
    }


def _planned(state: State, on: str, noon: int) -> list[tuple[str, int]]:
    """The lines of a coming day with their ends (ms), when it begins in time."""
    days = state.workshop["days"]
    number = days.index(on) + 1 if on in days else 0
    slots = [s for s in schedule.lines(state) if s["day"] == number and not s["dropped"]]
    morning = schedule.at_clock(state, schedule.day_start(state), noon)
    found = schedule.expected_of_day(state, slots, morning)
    return [(slot.id, end) for slot, (_, end) in zip(slots, found, strict=True)]
