"""A card in somebody's hand: seen by the others for five seconds, never a lock, never kept."""

import json
from typing import Any

import pytest

from tests.cast import Browser, Workshop
from workshop.live import audience as module
from workshop.live.audience import Audience


class Hands:
    """Three people at one board, with a clock that the test moves."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.time = 100.0
        self.later: list[tuple[float, Any]] = []
        patch.setattr(module.time, "monotonic", lambda: self.time)
        self.workshop = Workshop().open("Sven", "Carl")
        self.audience = Audience(self.workshop.room, lambda s, do: self.later.append((self.time + s, do)))
        self.browsers = {
            n: Browser(self.audience, self.workshop.viewer(n)) for n in ("Tess", "Ana", "Screen", "Carl")
        }
        self.card = self.workshop.ok("Tess", "talk.add_parked", text="Who decides in France?")[0]

    def hold(self, who: str, card: str) -> None:
        reader = self.audience.readers[self.browsers[who].connection.id]
        self.audience.hold(reader, card)

    def wait(self, seconds: float) -> None:
        self.time += seconds
        due, self.later = (
            [d for at, d in self.later if at <= self.time],
            [x for x in self.later if x[0] > self.time],
        )
        for do in due:
            do()

    def moves(self, who: str) -> dict[str, str]:
        told = [line for line in self.browsers[who].bytes.split(b"42[") if line.startswith(b'"people"')]
        return dict(json.loads(b"[" + told[-1])[1]["moves"]) if told else {}


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


def test_the_team_sees_who_moves_a_card_until_it_is_let_go(hands: Hands) -> None:
    tess = hands.workshop.person("Tess").id
    hands.hold("Tess", hands.card)
    assert hands.moves("Ana") == {hands.card: tess}
    hands.hold("Tess", "")
    assert hands.moves("Ana") == {}


def test_a_hold_is_over_after_five_seconds_unless_it_is_said_again(hands: Hands) -> None:
    hands.hold("Tess", hands.card)
    hands.wait(3)
    hands.hold("Tess", hands.card)
    hands.wait(3)
    assert hands.moves("Ana")
    hands.wait(3)
    assert hands.moves("Ana") == {}


def test_whoever_has_the_card_keeps_it_and_a_lost_connection_lets_go(hands: Hands) -> None:
    hands.hold("Tess", hands.card)
    hands.hold("Ana", hands.card)
    assert set(hands.moves("Ana").values()) == {hands.workshop.person("Tess").id}
    hands.audience.leave(hands.browsers["Tess"].connection)
    hands.wait(0.2)
    assert hands.moves("Ana") == {}
    hands.hold("Ana", hands.card)
    assert set(hands.moves("Ana").values()) == {hands.workshop.person("Ana").id}


def test_a_held_card_stops_no_command_and_the_log_hears_nothing(hands: Hands) -> None:
    before = hands.workshop.room.log.head
    hands.hold("Tess", hands.card)
    assert hands.workshop.room.log.head == before
    assert hands.workshop.do("Ana", "talk.settle", id=hands.card, settled="answered", how="He does")["ok"]


def test_neither_guest_nor_screen_hears_of_it_and_what_the_team_does_not_see_cannot_be_held(
    hands: Hands,
) -> None:
    hands.hold("Tess", "nothing that exists")
    assert hands.moves("Ana") == {}
    hands.hold("Tess", hands.card)
    assert hands.card.encode() not in hands.browsers["Screen"].bytes + hands.browsers["Carl"].bytes
