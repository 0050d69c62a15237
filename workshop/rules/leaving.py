"""Leaving early: who goes at what time today, and what they will not be there for."""

from typing import Any

from workshop.rules import presence, schedule
from workshop.rules.events import Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Clock, Ref
from workshop.rules.people import people
from workshop.rules.refusals import Refusal
from workshop.rules.roles import PEOPLE, VISITORS, Role
from workshop.rules.sight import INSIDE, Audience
from workshop.rules.state import Record, State


class Until(Body):
    """A time of day today; empty where somebody stays after all. Without a person, oneself."""

    at: Clock = ""
    person: Ref = ""


@people.command("until", Until, PEOPLE, planning=False, between=True, present=False, proxy=False)
def until(ask: Ask, data: Until) -> Event:
    """Somebody has to go at a time today; they say so themselves, or the desk does."""
    if data.person and data.person != ask.who.person and not ask.at_desk:
        raise Refusal("not_yours", whose="the person or the desk")
    person = ask.need(data.person or ask.who.person, "person")
    day = schedule.local_day(ask.state, ask.now).isoformat() if data.at else ""
    return ask.event("people.leaving_said", ask.change(person, leaves_at=data.at, leaves_on=day))


def leaves(state: State, person: Record, now: int) -> int:
    """When somebody leaves today (ms), 0 if they stay."""
    today = schedule.local_day(state, now).isoformat()
    if not person["leaves_at"] or person["leaves_on"] != today:
        return 0
    return schedule.at_clock(state, person["leaves_at"], now)


@people.derive("person", "slot", "timebox", "workshop", "replan", "visit", to=INSIDE)
def leaving(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Who leaves early today: when, which lines they miss as the day runs now, and whether it is time."""
    expected = schedule.expect(state, now) if state.workshop["sitting"] else []
    rows = []
    for person in state.of("person"):
        moment = leaves(state, person, now)
        if not moment or person["presence"] == "left" or person["role"] in VISITORS:
            continue
        missed = [e.slot for e in expected if e.end > moment]
        rows.append(
            {
                "person": person.id,
                "at": person["leaves_at"],
                "misses": [i for i in missed if not state.records[i]["rest"]],
                "signs": person.id == state.workshop["signer"],
                "manager": person["role"] == Role.first_line_manager,
                "due": now >= moment and presence.here(person),
            }
        )
    rows.sort(key=lambda row: (not row["signs"], not row["manager"], row["at"]))
    return {"leaving": ("leaving", {"people": rows})} if rows else {}
