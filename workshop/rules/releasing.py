"""The customer edition goes to the customer, and is taken back."""

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Nothing
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import Role
from workshop.rules.signing import latest, released

PRESENTED = "presentation:customer_presentation"


def release(ask: Ask, data: Nothing) -> Event:
    """The customer edition goes to the customer: only after senior acceptance, only by the first-line manager."""
    accepted = latest(ask.state, "acceptance")
    if accepted is None or accepted["verdict"] != "accepted":
        raise Refusal("out_of_order", next="First senior management accepts the plan.")
    if not any(ask.state.of("customer_item")):
        raise invalid("customer_item", "Nothing has been worded for the customer yet.")
    old = ask.state.get(PRESENTED, "presentation")
    change = (
        ask.change(old, released=ask.now)
        if old
        else ask.new("presentation", {"what": "customer_presentation", "released": ask.now}, PRESENTED)
    )
    items = [
        ask.change(item, shown={name: item[name] for name in ("section", "text", "who", "due")})
        for item in ask.state.of("customer_item")
    ]
    return ask.event("signoff.released", change, *_guests(ask, window="open"), *items)


def take_back(ask: Ask, data: Nothing) -> Event:
    """The customer sees nothing of it any more, until it is released again; what they said to it stays."""
    if not released(ask.state):
        raise invalid("customer_item", "The customer has not been shown anything.")
    dated = ask.change(ask.need(PRESENTED, "presentation"), released=0)
    items = [ask.change(item, shown={}) for item in ask.state.all("customer_item") if item["shown"]]
    return ask.event("signoff.taken_back", dated, *_guests(ask, window="closed", presence="left"), *items)


def _guests(ask: Ask, **values: str) -> list[Change]:
    people = (p for p in ask.state.of("person") if p["role"] == Role.customer_guest and not p["withdrawn"])
    return [ask.change(p, **values) for p in people]
