"""The lead goes over: handed on, or taken when whoever leads is gone, and taken back."""

from workshop.rules import presence
from workshop.rules.events import Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Short
from workshop.rules.leading import lead_to, may_lead
from workshop.rules.people import people
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, Role

#: Gone for so long (ms), and a co-facilitator leads without being asked whether they mean it.
TAKE_OVER_MS = 60_000


class Heir(Body):
    """Who leads from now on."""

    person: Short


class Lead(Body):
    """`sure`: whoever leads is still here, and sees it."""

    sure: bool = False


@people.command("hand_over", Heir, DESK, planning=False, between=True, proxy=False)
def hand_over(ask: Ask, data: Heir) -> Event:
    """The lead goes to a co-facilitator (or, after sign-off, to the plan owner)."""
    if ask.who.person != presence.lead(ask.state):
        raise Refusal("not_facilitator")
    person = ask.need(data.person, "person")
    return ask.event("people.handed_over", *lead_to(ask, person, lead_before="", lead_taken=0))


@people.command("take_over", Lead, DESK | {Role.plan_owner}, planning=False, between=True, proxy=False)
def take_over(ask: Ask, data: Lead) -> Event:
    """A co-facilitator takes the lead, or after sign-off the plan owner: at once from somebody who is gone,
    else only when sure. Whoever led sees it, and can take it back.
    """
    me, lead = ask.state.records[ask.who.person], ask.state.records[presence.lead(ask.state)]
    if not may_lead(ask.state, me):
        raise Refusal("not_facilitator")
    back = me.id in (lead.id, ask.state.workshop["lead_before"])
    gone = presence.gone(ask.state, lead, ask.now, TAKE_OVER_MS) or not presence.sitting_open(ask.state)
    if not (back or gone or data.sure):
        raise invalid("sure", f"{lead['name']} leads and is here. Take the lead only if you mean to.")
    before = "" if back else lead.id
    return ask.event("people.taken_over", *lead_to(ask, me, lead_before=before, lead_taken=ask.now))
