"""Write, then reveal: what one person wrote stays theirs alone until the desk reveals it.

Withholding is done by sight, on the server. `slot` is the line of the run sheet that a
note answers.
"""

from collections.abc import Mapping
from typing import Any, Literal

from workshop.rules import floor, presence
from workshop.rules.playbook import NAMINGS
from workshop.rules.refusals import invalid
from workshop.rules.roles import VISITORS, Role
from workshop.rules.sight import INSIDERS, Audience, Shown, Sight, guests_inside
from workshop.rules.state import Record, State

#: How much of a writer's name shows, from most to least.
Naming = Literal["named", "function", "anonymous"]
#: A function is named only where at least so many hold it.
SHARE_A_FUNCTION = 3
#: Words or numbers without a name are asked for, or shown, only where they are one of at least so many.
HIDE_AMONG = 4
#: Who was typing when it was revealed has so long to finish the sentence.
GRACE_MS = 10_000


def hidden(record: Record, state: State) -> bool:
    """Whether only its author, or in a breakout only its room, may see a note now."""
    room = room_of(record, state)
    if room:
        return not room["ended"]
    slot = state.get(record["slot"], "slot")
    if slot is None or slot["mode"] != "write_reveal" or record["late"]:
        return False
    return not slot["revealed"] or (leaders_hidden(state, slot) and by_leader(record, state))


def hides(state: State, where: str) -> bool:
    """Whether one more thing written there (a line) without a name now is one of enough people's.

    What waits there for its reveal was, so that whoever has gone since may still have written this.
    """
    waits = any(kept.block == where and kept.text for kept in state.sealed.values())
    return waits or len(floor.team_here(state)) >= HIDE_AMONG


def begun(state: State, slot: Record) -> bool:
    """Whether people have begun to write on a line: what they were promised stays."""
    return bool(
        slot["first_note"] or slot["revealed"] or any(kept.block == slot.id for kept in state.sealed.values())
    )


def as_it_begins(state: State, slot: Record) -> dict[str, Any]:
    """How names go on a line that begins: those that were to be withheld are, where enough can write.

    Nothing while the doors only open: nobody has come yet.
    """
    withheld = slot["naming"] == "anonymous" or slot["too_few"]
    if not withheld or begun(state, slot) or not presence.sitting_open(state):
        return {}
    few = not hides(state, slot.id)
    return {"naming": "named" if few else "anonymous", "too_few": few}


def require_promise(state: State, slot: Record, naming: str) -> None:
    """Refuse what would show more of a name than stood beside the input (`naming`), or could not hide among enough."""
    if NAMINGS.index(naming) > NAMINGS.index(slot["naming"]):
        raise invalid(
            "text",
            "More of your name would show now than when you wrote this. Read what it says here, then send it.",
        )
    if slot["naming"] == "anonymous" and not hides(state, slot.id):
        raise invalid(
            "text",
            "Fewer than four of you are here, so that this could not stay without a name. Say so to the desk.",
        )


def leader_last(state: State, slot: Record | None) -> bool | None:
    """Whether managers come after the team here: as the line says, else as the whole workshop is set.

    None in workshops from before there was such a choice: last in rounds, and revealed with the rest.
    """
    own = slot["leader_last"] if slot else None
    said: bool | None = state.workshop["leader_last"] if own is None else own
    return said


def leaders_wait(state: State, slot: Record) -> bool:
    """Whether a reveal here shows the managers' cards only after the team's: never where names are withheld."""
    return leader_last(state, slot) is True and slot["naming"] == "named"


def leaders_hidden(state: State, slot: Record) -> bool:
    """Whether the team's cards are revealed on this line, and the managers' are not yet."""
    held = slot["revealed"] and slot["led"] == 0 and slot["mode"] == "write_reveal"
    return bool(held and leaders_wait(state, slot))


def by_leader(record: Record, state: State) -> bool:
    """Whether a first-line manager wrote it."""
    person = state.get(record.by, "person")
    return person is not None and person["role"] == Role.first_line_manager


def leaders_cards(state: State, slot: Record) -> list[Record]:
    """What managers have written on a line, late cards aside."""
    found = (r for kind in ("note", "question") for r in state.of(kind))
    own = (r for r in found if r["slot"] == slot.id and not r["late"] and not r["breakout"])
    return [r for r in own if by_leader(r, state)]


def room_of(record: Record, state: State) -> Record | None:
    """The breakout room in which a note was written, if it was."""
    return state.get(record["breakout"], "breakout")


def late_by(slot: Record, written: int, now: int) -> int:
    """When a note was written (ms) that came too late: before the reveal, here well after it. Else 0."""
    before = slot["mode"] == "write_reveal" and 0 < written < slot["revealed"]
    return written if before and now > slot["revealed"] + GRACE_MS else 0


def named(record: Record, state: State) -> Mapping[str, Any]:
    """A note as the team sees it, with no more about its author than was promised beside the input."""
    slot = state.get(record["slot"], "slot")
    # A room writes under its people's names: they sit at one table.
    naming = slot["naming"] if slot and not record["breakout"] else "named"
    if naming == "named":
        return record.body
    if naming == "anonymous":
        return {**record.body, "@by": ""}
    # Nor when it was written: who was typing just then was there to be seen.
    told = {"@by": "", "@at": max(record.at, slot["revealed"] or 0)} if slot else {}
    return {**record.body, **told, "function": function_of(record.by, state)}


def function_of(person_id: str, state: State) -> str:
    """Somebody's function, or "team" where too few hold it to hide among."""
    person = state.get(person_id, "person")
    function = person["function"] if person else ""
    holders = sum(1 for p in state.of("person") if p["function"] == function and p["role"] not in VISITORS)
    return str(function) if function and holders >= SHARE_A_FUNCTION else "team"


def _shared(record: Record, audience: Audience, state: State) -> Shown:
    if hidden(record, state) or (record["late"] and audience is not Audience.desk):
        return None
    if audience is Audience.screen:
        if guests_inside(state) or (record["breakout"] and not record["report"]):
            return None
        return {**named(record, state), "@by": ""}
    return named(record, state) if audience in INSIDERS else None


def _personal(record: Record, state: State) -> Mapping[str, Mapping[str, Any]]:
    """To its author, with the right to correct it: what others do not see, or see without a name.

    To the people of a breakout room: what is written there, until all read it.
    """
    room = room_of(record, state)
    if room:
        return dict.fromkeys((*room["members"], record.by), record.body) if hidden(record, state) else {}
    if not record.by:
        return {}
    slot = state.get(record["slot"], "slot")
    nameless = slot is not None and slot["naming"] != "named"
    return {record.by: record.body} if hidden(record, state) or record["late"] or nameless else {}


NOTES = Sight(_shared, _personal)
