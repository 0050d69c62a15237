"""What the people of a walk-through do on a line because of what stands on its board: ask, answer, pledge, decide.

Beyond what a stage lacks, these are the moments that need somebody to be there. Who is not, is found.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from workshop.engine.walkers import Hands
from workshop.rules import presence
from workshop.rules.floor import team_here
from workshop.rules.roles import Role
from workshop.rules.state import Record, State
from workshop.rules.writing import HIDE_AMONG

#: (what would not work, whether it breaks something).
Find = Callable[[str, bool], None]
Act = Callable[[Hands, Find], None]
DATES = ("weekly", "senior_review", "customer_presentation", "first_review")


def asks(hands: Hands, find: Find) -> None:
    """What is asked of senior management is answered by somebody."""
    if not any(
        p["role"] == Role.second_level_manager and not p["withdrawn"] for p in hands.state.of("person")
    ):
        find(
            "No second-level manager is invited: nobody answers what you ask for, or accepts the plan", False
        )


def challenge(hands: Hands, find: Find) -> None:
    """The manager reads and asks, the team answers, and a promise is changed for it and given once more."""
    state, boss = hands.state, signer(hands.state)
    for owner, count in _away(hands).items():
        promises = "one promise" if count == 1 else f"{count} promises"
        find(f"{state.records[owner]['name']} is not there to answer for {promises}", False)
    doubted = next(state.of("objective"), None)
    if boss is None or doubted is None:
        return
    hands.give(boss.id, "signoff.start_reading")
    asked = hands.give(boss.id, "signoff.challenge", target=doubted.id, text="How sure are we of this?")
    hands.give(hands.team(0), "signoff.answer_challenge", challenge=asked, text="This is why")
    promised = [a for a in state.of("action") if a["state"] == "accepted" and _there(state, a["owner"])]
    for action in promised[:1]:
        later = dt.date.fromisoformat(action["due"]) + dt.timedelta(days=1)
        hands.give(hands.lead(), "record.edit", id=action.id, set={"due": later.isoformat()})
        if state.records[action.id]["state"] == "proposed":
            hands.give(action["owner"], "actions.accept", action=action.id)


def pledge(hands: Hands, find: Find) -> None:
    """Everybody says how sure they are, and the desk shows it."""
    here = team_here(hands.state)
    for person in here:
        hands.give(person.id, "signoff.pledge", confidence=4)
    if len(here) < HIDE_AMONG:
        find(f"{len(here)} are there to say how sure they are, and the numbers show from four on", False)
    else:
        hands.give(hands.lead(), "signoff.show_pledges")


def decide(hands: Hands, find: Find) -> None:
    """She takes in what changed while she read, and signs that version."""
    state = hands.state
    named, boss = state.get(state.workshop["signer"], "person"), signer(state)
    if boss is None:
        who = f"{named['name']} is not there to decide" if named else "Nobody is named who decides"
        find(f"{who}, and nobody may sign instead: the plan is not signed", True)
        return
    if not boss["has_pin"]:
        find(f"{boss['name']} has no PIN yet and could not sign", True)
    hands.give(boss.id, "signoff.start_reading")
    read = hands.state.records[f"reading:{boss.id}"]
    hands.give(boss.id, "signoff.decide", verdict="approved", version=read["version"], hash=read["hash"])


def dates(hands: Hands, find: Find) -> None:
    """The four dates that are not set yet."""
    have = {p["what"] for p in hands.state.of("presentation") if p["date"] or p["when"]}
    for weeks, what in enumerate(DATES, 1):
        if what not in have:
            day = hands.today + dt.timedelta(weeks=weeks)
            hands.give(hands.team(0), "signoff.set_date", what=what, date=day.isoformat())


def signer(state: State) -> Record | None:
    """Who can decide now: who signs this plan, or else the deputy who may, if either is here."""
    return next((p for p in presence.signers(state) if presence.here(p)), None)


def _away(hands: Hands) -> dict[str, int]:
    """Whose promises need them and who is not here, with how many; what was only walked does not count."""
    found = (a for a in hands.state.of("action") if a["state"] != "declined" and a.id in hands.known)
    owners = Counter(a["owner"] for a in found)
    return {owner: count for owner, count in owners.items() if not _there(hands.state, owner)}


def _there(state: State, person_id: str) -> bool:
    person = state.get(person_id, "person")
    return person is not None and presence.here(person)


#: By the kind of record on a line's board.
ACTS: Mapping[str, Act] = {
    "ask": asks,
    "challenge": challenge,
    "pledge": pledge,
    "decision": decide,
    "date": dates,
}
