"""Whatever becomes of the customer's visit, in any order: what always holds."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import Workshop
from tests.rules.test_visit import morning, window
from workshop.rules import playbook, schedule, visit
from workshop.rules.state import Record
from workshop.rules.timing import MINUTE

DOINGS: list[tuple[str, dict[str, Any]]] = [
    ("visit.move", {"at": "09:00"}), ("visit.move", {"at": "09:40"}), ("visit.move", {"at": "13:30"}),
    ("visit.move", {"at": "16:00"}), ("visit.cancel", {"reason": "She is ill"}), ("visit.begin", {}),
    ("replan.apply", {"way": "earlier"}), ("replan.apply", {"way": "least"}), ("replan.undo", {}),
    ("stage.back", {}), ("next", {}), ("on", {}), ("wait", {}),
]  # fmt: skip


def done(workshop: Workshop, command: str, data: dict[str, Any]) -> None:
    """One thing that the desk does, or is refused."""
    state = workshop.room.state
    following = schedule.following(state)
    if command == "wait":
        workshop.time += 25 * MINUTE
    elif command == "next" and following:
        workshop.do("Fay", "stage.go", slot=following.id)
    elif command == "on":
        to = visit.next_stage(state)
        workshop.do("Fay", "stage.advance", to=to.id if to else "", reason="only a test")
    elif command != "next":
        workshop.do("Fay", command, **data)


def place(workshop: Workshop, slot: Record) -> int:
    return playbook.of(workshop.room.state).place(slot["stage"])


def holds(workshop: Workshop) -> None:
    """No two lines in one place, none left behind the room, nothing that is sold before a customer who is to come."""
    state, book = workshop.room.state, playbook.of(workshop.room.state)
    lines, live = schedule.lines(state), state.records[state.workshop["slot"]]
    assert len({s["order"] for s in lines}) == len(lines)
    to_do = [s for s in lines if not (s["started"] or s["dropped"]) and s["order"] > live["order"]]
    if not visit.inside(state):
        ours = [s for s in to_do if s["stage"] != "briefing"]
        assert all(place(workshop, s) >= book.place(state.stage) for s in ours)
    if visit.how(state) == "later":
        begin = min(s["order"] for s in lines if s["stage"] == "briefing" and not s["dropped"])
        sold = [s for s in to_do if place(workshop, s) >= book.place("whitespace")]
        assert all(s["order"] > begin for s in sold) or book.place(state.stage) >= book.place("whitespace")
    if visit.how(state) in ("later", "cancelled"):
        assert window(workshop, "Carl") == "closed"


def test_a_visit_put_off_since_the_last_move_stays_put_off_when_the_room_goes_back() -> None:
    workshop = morning()
    done(workshop, "on", {})
    workshop.ok("Fay", "visit.move", at="09:40")
    workshop.ok("Fay", "stage.back")
    assert visit.how(workshop.room.state) == "later"
    holds(workshop)


#: Walks are long: a failing one is printed as it is, not shrunk for minutes.
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(st.sampled_from(DOINGS), min_size=2, max_size=9))
def test_nothing_that_we_sell_comes_before_the_visit_and_no_line_is_left_behind(
    doings: list[tuple[str, dict[str, Any]]],
) -> None:
    workshop = morning()
    for command, data in doings:
        done(workshop, command, data)
        holds(workshop)
