"""How evenly a stage was shared: what holds for every team, and what a workshop says of it to whom."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import TEAM, Workshop
from workshop.exports.voices import shared
from workshop.rules import balance

PRESENCE = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(1, 10**8), min_size=3, max_size=30
)
COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 500), max_size=30)


class TestFairShare:
    @given(PRESENCE)
    def test_sums_to_one_and_follows_presence(self, presence: dict[str, int]) -> None:
        fair = balance.fair(presence)
        assert math.isclose(sum(fair.values()), 1)
        one, other = list(presence)[:2]
        assert (presence[one] > presence[other]) == (fair[one] > fair[other]) or math.isclose(
            fair[one], fair[other]
        )

    @given(PRESENCE, COUNTS, st.randoms())
    def test_does_not_depend_on_the_order_in_which_people_are_named(self, presence, counts, chance) -> None:
        mixed = list(presence.items())
        chance.shuffle(mixed)
        one, other = balance.measure(counts, presence), balance.measure(counts, dict(mixed))
        assert (one is None) == (other is None)
        assert one is None or (math.isclose(one.d, other.d, abs_tol=1e-12) and one.level == other.level)

    @given(PRESENCE, COUNTS)
    def test_index_lies_between_nothing_and_one(
        self, presence: dict[str, int], counts: dict[str, int]
    ) -> None:
        measured = balance.measure(counts, presence)
        assert measured is None or -1e-9 <= measured.d <= 1 + 1e-9

    @given(PRESENCE)
    def test_is_nought_where_everybody_speaks_as_long_as_they_are_there(
        self, presence: dict[str, int]
    ) -> None:
        measured = balance.measure({p: 100 * ms for p, ms in presence.items()}, presence)
        assert measured
        assert math.isclose(measured.d, 0, abs_tol=1e-9)
        assert measured.level == "even"

    @given(PRESENCE)
    def test_is_one_where_there_is_one_voice_of_whoever_was_there_least(
        self, presence: dict[str, int]
    ) -> None:
        alone = min(presence, key=lambda p: presence[p])
        measured = balance.measure({alone: 24}, presence)
        assert measured
        assert math.isclose(measured.d, 1)
        assert measured.level == "few"

    @given(st.integers(2, 10), st.integers(3, 12))
    def test_asks_of_a_latecomer_only_what_their_time_allows(self, late: int, people: int) -> None:
        presence = {f"p{n}": 1000 * late for n in range(people)} | {"late": 1000}
        counts = {f"p{n}": 24 * late for n in range(people)} | {"late": 24}
        measured = balance.measure(counts, presence)
        assert measured
        assert math.isclose(measured.d, 0, abs_tol=1e-9)

    @given(PRESENCE, COUNTS)
    def test_counts_a_leaver_as_one_who_was_there_a_shorter_time(self, presence, counts) -> None:
        left = {**presence, "leaver": 0}
        assert "leaver" not in balance.fair(left)
        gone = balance.measure({**counts, "leaver": 500}, left)
        assert gone == balance.measure(counts, presence)

    @given(st.lists(st.integers(0, 500), min_size=3, max_size=30).filter(any), st.randoms())
    def test_evenness_and_gini_are_those_of_the_counts_in_whatever_order(self, counts, chance) -> None:
        whole = sum(counts)
        even, gini = balance.evenness([c / whole for c in counts]), balance.gini(counts)
        assert 0 <= even <= 1
        assert 0 <= gini <= (len(counts) - 1) / len(counts) + 1e-9
        # By its definition: the mean difference of every two, over twice the mean.
        apart = sum(abs(a - b) for a in counts for b in counts)
        assert math.isclose(gini, apart / (2 * len(counts) * whole), abs_tol=1e-9)
        if len(set(counts)) == 1:
            assert math.isclose(even, 1)
            assert gini < 1e-9
        else:
            assert even < 1
            assert gini > 0
        mixed = chance.sample(counts, len(counts))
        assert math.isclose(balance.gini(mixed), gini, abs_tol=1e-9)
        alone = [0] * len(counts) + [1]
        assert balance.evenness(alone) == 0
        assert math.isclose(balance.gini(alone), len(counts) / len(alone))

    def test_says_nothing_of_few_people_or_little(self) -> None:
        assert balance.measure({"a": 500, "b": 1}, {"a": 1, "b": 1}) is None
        everybody = {"a": 1, "b": 1, "c": 1}
        assert balance.measure({"a": 23}, everybody) is None
        assert balance.measure({"a": 24}, everybody)
        assert balance.measure({"a": 24 * 30 - 1}, everybody, 30) is None
        assert balance.measure({"a": 24 * 30}, everybody, 30)

    def test_calls_uneven_only_what_chance_would_not_give(self) -> None:
        few_cards = [balance.level(d, 24) for d in (0.1, 0.125, 0.13, 0.18, 0.19)]
        assert few_cards == ["even", "even", "uneven", "uneven", "few"]
        assert [balance.level(d, 1000) for d in (0.08, 0.09)] == ["even", "uneven"]


def cards(workshop: Workshop, name: str, count: int) -> None:
    for n in range(count):
        workshop.ok(name, "research.add_card", c="company", text=f"{name} {n}")


class TestWhatIsSaid:
    def test_the_desk_hears_who_carries_it_and_who_was_not_heard_since_the_break(self) -> None:
        workshop = Workshop().open().go_to("research")
        cards(workshop, "Tom", 23)
        assert "voices" not in workshop.sees("Fay")
        cards(workshop, "Tom", 1)
        said = workshop.sees("Fay")["voices"].body
        assert [(row["channel"], row["level"]) for row in said["channels"]] == [("cards", "few")]
        assert said["since"] == "stage"
        assert set(said["unheard"]) == {workshop.person(n).id for n in (*TEAM[1:], "Olga", "Mara")}
        workshop.ok("Fay", "speaking.start", person=workshop.person("Tess").id)
        assert workshop.person("Tess").id not in workshop.sees("Fay")["voices"]["unheard"]
        workshop.ok("Fay", "stage.go", slot="slot:lunch_one")
        assert "voices" not in workshop.sees("Fay")  # nobody has to be heard while everybody eats
        workshop.ok("Fay", "stage.go", slot="slot:insight")
        said = workshop.sees("Fay")["voices"].body
        assert said["since"] == "break"
        assert workshop.person("Tom").id in said["unheard"]

    def test_each_sees_their_own_part_and_nobody_anybody_elses(self) -> None:
        workshop = Workshop().open().go_to("research")
        cards(workshop, "Tom", 20)
        cards(workshop, "Tess", 10)
        mine = {name: workshop.sees(name) for name in ("Tom", "Tess", "Ana", "Mara", "Fay", "Sven", "Screen")}
        assert (mine["Tom"]["my_part"]["cards"], mine["Tess"]["my_part"]["cards"]) == (
            {"share": 67, "fair": 10},
            {"share": 33, "fair": 10},
        )
        assert mine["Ana"]["my_part"]["cards"]["share"] == 0
        assert [mine[name]["my_part"]["carries"] for name in ("Tom", "Ana")] == ["much", "little"]
        assert all("my_part" not in mine[name] for name in ("Fay", "Sven", "Screen"))
        assert all("voices" not in mine[name] for name in mine if name != "Fay")

    def test_cards_without_named_writers_count_for_nobody(self) -> None:
        workshop = Workshop().open()
        workshop.ok(
            "Fay", "capture.choose_mode", slot="slot:promises", mode="write_reveal", naming="function"
        )
        workshop.ok("Fay", "stage.go", slot="slot:promises")
        for n in range(30):
            workshop.ok("Tom", "capture.add_note", text=f"{n}", slot="slot:promises")
        assert "voices" not in workshop.sees("Fay")

    def test_the_group_sees_it_when_the_stage_is_left_and_without_names(self) -> None:
        workshop = Workshop().open().go_to("research")
        cards(workshop, "Tom", 30)
        assert "balance:research" not in workshop.sees("Tess")
        workshop.go_to("stakeholders")
        kept = workshop.sees("Tess")["balance:research"].body
        assert kept["channels"][0] == {
            "channel": "cards", "level": "few", "total": 30, "people": 10, "silent": 9,
            "carried": 3, "share": 100, "fair": 30, "most": 100, "most_fair": 10,
            "d": 1.0, "evenness": 0.0, "gini": 0.9,
        }  # fmt: skip
        assert not any(p.id in str(kept) for p in workshop.room.state.of("person"))
        told = shared(
            workshop.room.state, "research", workshop.room.state.records["stage:research"]["entered"], 0
        )
        assert told[0].text.startswith(
            "How it was shared: cards were carried mostly by few (the busiest 3 of 10"
        )
        assert told[0].text.endswith("had 100 %, a fair part is 30 %; 9 had none)")
        assert "balance:research" not in {**workshop.sees("Sven"), **workshop.sees("Screen")}
        workshop.ok("Fay", "stage.back")
        assert "balance:research" not in workshop.sees("Tess")

    def test_presence_is_what_was_declared_between_coming_and_going(self) -> None:
        workshop = Workshop().open().go_to("research")
        workshop.ok("Ana", "people.leave")
        workshop.time += 3_600_000
        cards(workshop, "Tom", 30)
        assert workshop.sees("Ana")["my_part"]["cards"]["fair"] == 0
        assert workshop.sees("Tess")["my_part"]["cards"]["fair"] == 11
