"""People into rooms and work to pairs, whatever the list of people and whatever chance does."""

import random
from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workshop.rules.dealing import Someone, pieces, rooms

FUNCTIONS = ("sales", "technical", "service", "marketing", "")
TEAM = st.lists(st.tuples(st.sampled_from(FUNCTIONS), st.booleans()), max_size=31).map(
    lambda drawn: [Someone(f"p{n}", function, boss and n < 4) for n, (function, boss) in enumerate(drawn)]
)
CHANCE = st.integers(0, 10_000)


def shuffle(seed: int) -> Any:
    chance = random.Random(seed)

    def shuffled(items: Iterable[Any]) -> list[Any]:
        found = list(items)
        chance.shuffle(found)
        return found

    return shuffled


def spread(sizes: Iterable[int]) -> int:
    found = list(sizes)
    return max(found) - min(found)


@given(TEAM, st.integers(1, 12), CHANCE, st.sampled_from(["", "own_room", "from_reports"]))
def test_everybody_is_in_one_room_and_there_are_as_many_rooms_as_asked_for(
    team: list[Someone], count: int, seed: int, apart: Any
) -> None:
    found = rooms(team, count, shuffle(seed), apart)
    assert len(found) == count
    assert Counter(p for room in found for p in room) == Counter(one.id for one in team)


@given(TEAM, st.integers(1, 12), CHANCE)
def test_sizes_and_the_shares_of_every_function_differ_by_at_most_one(
    team: list[Someone], count: int, seed: int
) -> None:
    found = rooms(team, count, shuffle(seed))
    function = {one.id: one.function for one in team}
    assert spread(len(room) for room in found) <= 1
    for name in FUNCTIONS:
        assert spread(sum(1 for p in room if function[p] == name) for room in found) <= 1


@given(TEAM, st.integers(2, 12), CHANCE)
def test_managers_in_a_room_of_their_own_are_alone_there_and_the_others_are_even(
    team: list[Someone], count: int, seed: int
) -> None:
    managers = {one.id for one in team if one.manager}
    found = rooms(team, count, shuffle(seed), "own_room")
    if managers:
        assert set(found[0]) == managers
        assert spread(len(room) for room in found[1:]) <= 1


@given(TEAM, st.integers(2, 12), CHANCE)
def test_managers_apart_from_reports_never_sit_with_anybody_of_the_function_they_lead(
    team: list[Someone], count: int, seed: int
) -> None:
    someone = {one.id: one for one in team}
    for room in rooms(team, count, shuffle(seed), "from_reports"):
        led = {someone[p].leads for p in room if someone[p].manager}
        assert not [p for p in room if not someone[p].manager and someone[p].function in led]


@given(TEAM, st.integers(2, 6), CHANCE)
def test_keeping_one_managers_people_apart_costs_even_sizes_only_where_nobody_else_is_left(
    team: list[Someone], count: int, seed: int
) -> None:
    team = [Someone(one.id, one.function) for one in team] + [Someone("boss", "sales", True)]
    found = rooms(team, count, shuffle(seed), "from_reports")
    others = sum(1 for one in team if one.function != "sales")
    if others + 1 >= -(-len(team) // count):
        assert spread(len(room) for room in found) <= 1


@given(st.lists(st.uuids().map(str), unique=True, max_size=20), TEAM, CHANCE)
def test_each_piece_is_dealt_once_nobody_is_without_one_and_no_group_is_alone_or_lopsided(
    work: list[str], team: list[Someone], seed: int
) -> None:
    dealt = pieces(work, team, shuffle(seed))
    if not work or not team:
        assert dealt == {}
        return
    assert set(dealt) == set(work)
    groups = {tuple(group) for group in dealt.values()}
    assert Counter(p for group in groups for p in group) == Counter(one.id for one in team)
    assert spread(len(group) for group in groups) <= 1
    assert len(team) < 2 or min(len(group) for group in groups) >= 2
    counts = Counter(tuple(group) for group in dealt.values())
    assert spread(counts.values()) <= 1


def test_chance_decides_and_the_same_chance_decides_the_same() -> None:
    team = [Someone(f"p{n}", FUNCTIONS[n % 4]) for n in range(12)]
    assert rooms(team, 3, shuffle(1)) == rooms(team, 3, shuffle(1))
    assert len({str(rooms(team, 3, shuffle(seed))) for seed in range(20)}) > 10
