"""One device, several people: the desk allows it for one person's device, and whoever types says first who it is.

What is written there carries the name of whoever said it, and whose device it was. It stays with those of the team who
are here: nobody signs, leads or answers for a manager on somebody else's device.
"""

from workshop.rules import presence
from workshop.rules.events import Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Body, Short
from workshop.rules.people import people
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, MEMBERS
from workshop.rules.state import Record


class Sharing(Body):
    """Whether several people write on this person's device."""

    person: Short
    shared: bool = True


@people.command("share_device", Sharing, DESK, planning=False, between=True, present=False, proxy=False)
def share_device(ask: Ask, data: Sharing) -> Event:
    """Several people write on this device from now on, or no longer."""
    person = ask.need(data.person, "person")
    if person["role"] not in MEMBERS:
        raise invalid(
            "person", "Only a participant's device can be shared: nobody else's page is for all eyes."
        )
    return ask.event("people.device_shared", ask.change(person, shares_device=data.shared))


def speaks_for_others(device: Record) -> None:
    """Refuse where nobody but its own person writes on a device: the desk's and a shared one are for others too."""
    shared = device["shares_device"] and device["role"] in MEMBERS
    if device["role"] not in DESK and not shared:
        raise Refusal("not_facilitator")


def may_speak_for(device: Record, other: Record) -> None:
    """Refuse to write for somebody on such a device: the desk may for anybody, a shared one for those who are here."""
    if device["role"] in DESK:
        return
    if other["role"] not in MEMBERS:
        raise invalid(
            "on_behalf", "On a shared device only participants write. Others use a device of their own."
        )
    if not presence.here(other):
        raise invalid("on_behalf", f"{other['name']} is not here. The desk can say so.")
