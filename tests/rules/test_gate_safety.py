"""Over random sequences of commands no rule of order is ever broken: checked on the log alone."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import Workshop
from workshop.rules import playbook, presence
from workshop.rules.events import Event
from workshop.rules.roles import VISITORS
from workshop.rules.state import State, apply

PEOPLE = ("Fay", "Cora", "Tom", "Tess", "Mara", "Sven", "Carl")
NOT_PLANNING = (
    "stage.",
    "clock.",
    "people.",
    "talk.",
    "workshop.",
    "questions.",
    "capture.",
    "parked.",
    "research.source",
)

RANDOM = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def play(workshop: Workshop, draw: Any) -> None:
    """One random command by a random person."""
    who = draw(st.sampled_from(PEOPLE))
    order = [s["id"] for s in workshop.room.state.records["playbook"]["data"]["stages"]]
    after = order[min(order.index(workshop.room.state.stage) + 1, len(order) - 1)]
    reason = draw(st.sampled_from(["", "because it is late"]))
    choices: list[tuple[str, dict[str, Any]]] = [
        ("stage.advance", {"to": after, "reason": reason}),
        ("stage.advance", {"to": draw(st.sampled_from(order)), "reason": reason}),
        ("stage.adjourn", {}),
        ("stage.open_doors", {}),
        ("stage.back", {}),
        ("people.arrive", {"how": draw(st.sampled_from(["room", "remote"]))}),
        ("people.leave", {}),
        ("people.step_out", {"minutes": 5}),
        ("research.add_card", {"c": "customer", "text": "They said so"}),
        ("relationship_map.add_stakeholder", {"name": "The CFO", "level": "executive"}),
        ("questions.add_brief", {"text": "We want calm"}),
        ("signoff.decide", {"verdict": "approved", "version": 0, "hash": "x"}),
        ("signoff.accept", {"verdict": "accepted"}),
        ("signoff.release", {}),
        ("people.invite_again", {"person": workshop.person(draw(st.sampled_from(["Sven", "Carl"]))).id}),
    ]
    kind, data = draw(st.sampled_from(choices))
    workshop.time += draw(st.sampled_from([0, 60_000, 400_000]))
    workshop.do(who, kind, signed=True, **data)


class TestEveryPrefix:
    @RANDOM
    @given(st.data())
    def test_holds_planning_only_while_a_first_line_manager_is_here(self, data: st.DataObject) -> None:
        workshop = Workshop().open()
        for _ in range(data.draw(st.integers(10, 40))):
            play(workshop, data.draw)
        state = State()
        for _, event in workshop.room.log.read():
            if state.records and planning(event):
                stage = playbook.of(state).stage(state.stage)
                if stage.planning and presence.sitting_open(state):
                    assert presence.manager_here(state, event.at), event.type
            apply(state, event)

    @RANDOM
    @given(st.data())
    def test_holds_nothing_by_a_visitor_whose_window_was_closed(self, data: st.DataObject) -> None:
        workshop = Workshop().open()
        for _ in range(data.draw(st.integers(10, 40))):
            play(workshop, data.draw)
        state = State()
        for _, event in workshop.room.log.read():
            author = state.get(event.by, "person")
            if author and author["role"] in VISITORS:
                assert author["window"] == "open", event.type
            apply(state, event)

    @RANDOM
    @given(st.data())
    def test_moves_one_stage_at_a_time_and_never_past_a_firm_criterion(self, data: st.DataObject) -> None:
        workshop = Workshop().open()
        for _ in range(data.draw(st.integers(10, 40))):
            play(workshop, data.draw)
        state = State()
        for _, event in workshop.room.log.read():
            before = state.stage if state.records else ""
            entered_signed = any(d["verdict"] == "approved" for d in state.of("decision"))
            apply(state, event)
            if event.type == "stage.advanced":
                after = playbook.of(state).after(before)
                assert after is not None
                assert state.stage == after.id
                assert before != "signoff" or entered_signed


def planning(event: Event) -> bool:
    """Whether an event is a planning contribution or a move forward."""
    return event.type == "stage.advanced" or not event.type.startswith((*NOT_PLANNING, "signoff.start"))
