"""Who is here, whose window is open, and the rule that nobody plans without the first-line manager."""

from collections.abc import Collection

from workshop.rules import playbook
from workshop.rules.refusals import Refusal
from workshop.rules.roles import DESK, VISITORS, Role
from workshop.rules.state import Record, State

#: A facilitator from outside may come back for so long after the last sitting (ms).
OUTSIDE_MS = 14 * 24 * 60 * 60_000


def here(person: Record) -> bool:
    """In the room, or remote."""
    return person["presence"] in ("room", "remote")


def here_ms(state: State, person: str, since: int, until: int) -> int:
    """How long somebody was in the room or remote between two moments (ms)."""
    total, began = 0, 0
    for at, how in [*state.courses.get(person, ()), (until, "out")]:
        if began:
            total += max(0, min(at, until) - max(began, since))
        began = at if how in ("room", "remote") else 0
    return total


def sitting_open(state: State) -> bool:
    """Whether doors are open."""
    return bool(state.workshop["sitting"])


def window_open(state: State, person: Record) -> bool:
    """Whether this person may see and do anything now. Only visitors have windows that close."""
    return bool(
        person.active
        and not person["withdrawn"]
        and (person["role"] not in VISITORS or person["window"] == "open")
    )


def gone(state: State, person: Record, now: int, for_ms: int) -> bool:
    """Whether nobody can reach the room through somebody (ms): left, not back when they said, or all devices gone.

    This is about who leads. Where somebody is stays as declared, whatever their laptop does.
    """
    # Noticed once the grace was over: they were gone for as long already.
    unplugged = (
        now - int(person["lost_at"]) + int(state.workshop["grace_s"]) * 1000 if person["lost_at"] else 0
    )
    match person["presence"]:
        case "out" | "left":
            return True
        case "stepped_out" if now >= int(person["back_at"]) + for_ms:
            return True
    return unplugged >= for_ms


def lapsed(state: State, person: Record, now: int) -> bool:
    """Whether somebody's own last day is over at this time (ms).

    A facilitator from outside has one without being given it: 14 days after the last sitting.
    """
    if not person["until"]:
        outside = person["side"] == "outside" and person["role"] in DESK
        return outside and not sitting_open(state) and now > _last_adjourned(state, now) + OUTSIDE_MS
    return state.local(now).date().isoformat() > str(person["until"])


def _last_adjourned(state: State, now: int) -> int:
    return max((int(sitting["adjourned"]) for sitting in state.of("sitting")), default=now)


def code_opens(state: State) -> bool:
    """Whether the join code stands on the room screen and lets people in without the desk's yes.

    Not while a visitor looks at that screen. In the first stage everybody comes in, with the second-level
    manager among them and a guest's window open long before the guest: there only a guest who is here counts.
    """
    coming_in = state.stage == playbook.of(state).stages[0].id
    visitors = (p for p in state.of("person") if p["role"] in VISITORS and window_open(state, p))
    return not any(not coming_in or (p["role"] == Role.customer_guest and here(p)) for p in visitors)


def managers(state: State) -> list[Record]:
    """The first-line managers of this workshop."""

    def found() -> list[Record]:
        return [p for p in state.of("person") if p["role"] == Role.first_line_manager]

    return state.once("managers", "person", found)


def manager_here(state: State, now: int, moving: bool = False) -> bool:
    """Whether planning may go on (or, `moving`, whether a stage may be left or a decision taken).

    A manager who has stepped out still counts for writing until the time she gave.
    """
    counting = _who_count(state)
    return any(here(person) for person in counting) or (not moving and bool(out_for_a_while(state, now)))


def out_for_a_while(state: State, now: int) -> list[Record]:
    """The managers who have stepped out, until the time they gave."""
    return [p for p in _who_count(state) if p["presence"] == "stepped_out" and now <= p["back_at"]]


def _who_count(state: State) -> list[Record]:
    """The first-line managers, and whoever stands in for one."""
    deputies = (state.get(m["deputy"], "person") for m in managers(state))
    return [*managers(state), *(d for d in deputies if d and d.active)]


def signers(state: State) -> list[Record]:
    """Who may sign the plan: the first-line manager it waits for, and after her the deputy whom she lets sign."""
    named = state.get(state.workshop["signer"], "person")
    deputy = state.get(named["deputy"], "person") if named and named["deputy_signs"] else None
    return [p for p in (named, deputy) if p and p["role"] == Role.first_line_manager]


def may_sign(state: State, person: str) -> bool:
    """Whether this person is one of them."""
    return any(signer.id == person for signer in signers(state))


def require_manager(state: State, now: int, moving: bool) -> None:
    """Refuse planning, and moves, while no first-line manager is here in a sitting."""
    if not sitting_open(state) or not playbook.of(state).stage(state.stage).planning:
        return
    if not manager_here(state, now, moving):
        names = ", ".join(str(m["name"]) for m in managers(state)) or "the first-line manager"
        moved = {"moving": True} if moving else {}
        raise Refusal("first_line_manager_absent", manager=names, **moved)


def invited(state: State, roles: Collection[Role]) -> list[Record]:
    """Those in these roles who are expected: neither withdrawn nor still in the lobby."""
    people = (p for p in state.of("person") if p["role"] in roles)
    return [p for p in people if p["admitted"] and not p["withdrawn"]]


def taking_part(state: State, roles: Collection[Role]) -> list[Record]:
    """The same; once doors are open, those of them who are here."""
    people = invited(state, roles)
    return [p for p in people if here(p)] if sitting_open(state) else people


def name_of(state: State, person_id: str) -> str:
    """Somebody's name; empty where nobody is named."""
    person = state.get(person_id, "person")
    return str(person["name"]) if person else ""


def lead(state: State) -> str:
    """The person id of the one lead facilitator."""
    return str(state.workshop["lead"])
