"""How often things are worked out: what is dear waits, also where it is dear for single persons alone."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Browser, Workshop
from workshop.engine import seeing
from workshop.live.audience import SHARE, Audience
from workshop.rules.exercise import OwnDerived
from workshop.rules.state import State

#: What working things out for one person costs here (seconds).
DEAR_S = 0.1


@pytest.fixture
def dear_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that says each something of their own about facts, and takes its time."""

    def slowly(state: State, now: int) -> dict[str, dict[str, tuple[str, dict[str, Any]]]]:
        time.sleep(DEAR_S)
        return {}

    monkeypatch.setattr(seeing, "OWN", (OwnDerived(frozenset({"card"}), slowly),))
    monkeypatch.setattr(seeing, "OWN_KINDS", frozenset({"card"}))


class Pace:
    """A workshop that one person looks at, and when things will be worked out again: (seconds, what to do)."""

    def __init__(self) -> None:
        self.workshop = Workshop().open().go_to("research")
        self.later: list[tuple[float, Callable[[], object]]] = []
        audience = Audience(self.workshop.room, lambda s, do: self.later.append((s, do)))
        self.workshop.room.audience = audience
        Browser(audience, self.workshop.viewer("Tess"))

    def fact(self) -> None:
        self.workshop.ok("Tom", "research.add_card", c="customer", text="They count in stores")

    def wait(self) -> float:
        """Seconds until the next time, as of the last contribution that did not wait for it."""
        return self.later[-1][0]


@pytest.mark.usefixtures("dear_alone")
def test_what_is_worked_out_for_single_persons_counts_in_its_cost() -> None:
    pace = Pace()
    pace.fact()
    pace.fact()
    assert pace.wait() > DEAR_S / SHARE / 2  # a shared machine stalls now and then


@pytest.mark.usefixtures("dear_alone")
def test_it_counts_as_well_where_it_was_done_for_several_contributions_at_once() -> None:
    pace = Pace()
    pace.fact()
    pace.fact()
    again = pace.later.pop()[1]
    again()
    pace.fact()
    assert pace.wait() > DEAR_S / SHARE / 2  # a shared machine stalls now and then
