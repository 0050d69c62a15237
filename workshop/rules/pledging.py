"""How sure everybody is of the plan, and what would make them surer: numbers without names, wishes without authors."""

from typing import Any

from workshop.rules.events import Event, Sealed
from workshop.rules.exercise import Ask
from workshop.rules.fields import Nothing
from workshop.rules.refusals import invalid
from workshop.rules.sight import Audience, guests_inside
from workshop.rules.signing import FiveWhy, Pledge
from workshop.rules.state import State
from workshop.rules.writing import HIDE_AMONG, hides

#: Wishes wait under the workshop's own record: touching it tells everybody that one more has come.
WISHES = "workshop"


def pledge(ask: Ask, data: Pledge) -> Event:
    """How sure I am that we will do this."""
    return ask.event(
        "signoff.pledged", ask.put("pledge", f"pledge:{ask.who.person}", {"confidence": data.confidence})
    )


def five_why(ask: Ask, data: FiveWhy) -> list[Event]:
    """What would make it a five: kept without a person, outside the log, until the desk shows all at once."""
    if not hides(ask.state, WISHES):
        raise invalid("text", "You are too few for this to stay without a name. Say it aloud if you like.")
    ask.seal.append(Sealed(id=ask.command, block=WISHES, text=data.text))
    return []


def show_wishes(ask: Ask, data: Nothing) -> Event:
    """Everybody reads what would make it a five, in no order that says who was first."""
    kept = [s for s in ask.sealed if s.block == WISHES and s.text]
    if not kept:
        raise invalid("text", "Nobody has written anything yet.")
    ask.unseal.append(WISHES)
    shown = tuple(ask.new("five_why", FiveWhy(text=s.text)) for s in ask.shuffle(kept))
    return Event(type="signoff.wishes_shown", at=ask.now, changes=shown)


def show_pledges(ask: Ask, data: Nothing) -> Event:
    """Everybody sees how many said which: from four answers on, and again only with four more."""
    if not to_show(ask.state):
        raise invalid("confidence", "The numbers show from four answers on, and again with four more.")
    values = [p["confidence"] for p in ask.state.of("pledge")]
    shown = {"answers": len(values), "spread": _spread(values), "shown": ask.now}
    return ask.event("signoff.pledges_shown", ask.put("pledged", "pledged", shown))


def to_show(state: State) -> int:
    """How many answers, given or changed since the last time, the desk can show now; 0 while they are too few."""
    shown = state.get("pledged", "pledged")
    since = shown["shown"] if shown else 0
    fresh = sum(1 for p in state.of("pledge") if p.changed > since)
    return fresh if fresh >= HIDE_AMONG else 0


def confidence(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """The pledges as the desk has shown them (once the sign-off is over, all); how many wishes wait.

    `wish`: whether one more could be kept without a name now.
    """
    if audience is Audience.screen and guests_inside(state):
        return {}
    values = [p["confidence"] for p in state.of("pledge")]
    wishes = sum(1 for s in state.sealed.values() if s.block == WISHES and s.text)
    shown = state.get("pledged", "pledged")
    if shown and state.stage == "signoff":
        spread = shown["spread"]
    else:
        # Nobody can answer any more, so that nothing can be told from one answer to the next.
        spread = _spread(values) if len(values) >= HIDE_AMONG and state.stage != "signoff" else {}
    body = {"answers": len(values), "spread": spread, "wishes": wishes, "to_show": to_show(state)}
    body |= {"wish": hides(state, WISHES)}
    return {"confidence": ("confidence", body)} if values or wishes else {}


def _spread(values: list[int]) -> dict[str, int]:
    return {str(n): values.count(n) for n in range(1, 6)}
