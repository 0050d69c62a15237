"""Units by offerings: every cell has a word, what is unknown has somebody who finds out, a grid comes in one go."""

from typing import Any

import pytest

from tests.exercises.scene_a import Scene
from workshop.engine.rulebook import CRITERIA

INSIDE = {"tess", "bram", "lena", "otto", "hana", "lea"}
SET = "white_space.set_cell"
PASTE = "white_space.paste_grid"


@pytest.fixture
def scene() -> Scene:
    """The room at the grid: two units, two offerings, no cell."""
    made = Scene("whitespace", "grid")
    for unit, name in (("u1", "Castorama"), ("u2", "Screwfix")):
        made.put("unit", unit, name=name)
    for offering, name in (("o1", "Shelf"), ("o2", "Spares")):
        made.put("offering", offering, name=name)
    return made


def unmet(scene: Scene, criterion: str, **params: object) -> list[str]:
    return [r for u in CRITERIA[criterion](scene.room.state, params) for r in u.records]


def cell(scene: Scene, unit: str = "u1", offering: str = "o1", **values: Any) -> dict[str, Any]:
    return scene.give("tess", SET, {"unit": unit, "offering": offering, **values})


def test_a_cell_has_one_word_and_a_second_replaces_the_first(scene: Scene) -> None:
    assert cell(scene, status="open", spend=600_000)["ok"]
    assert cell(scene, status="owned")["ok"]
    record = scene.get("cell:u1:o1")
    assert (record["status"], record["spend"], record.rev) == ("owned", 600_000, 2)


def test_the_wall_shows_how_cells_stand_but_no_money_and_no_rival(scene: Scene) -> None:
    cell(scene, status="competitor", competitor="Knapp", spend=5)
    shown = scene.seen("wall", "cell:u1:o1")
    assert shown is not None
    assert shown["body"] == {"unit": "u1", "offering": "o1", "status": "competitor"}
    scene.let_in("marc", "gil")
    assert scene.seers("cell:u1:o1") == INSIDE


@pytest.mark.parametrize(("kind", "there"), [("unit", "u1"), ("offering", "o2")])
def test_a_row_or_a_column_is_taken_once_however_its_name_is_written(
    scene: Scene, kind: str, there: str
) -> None:
    name = str(scene.get(there)["name"])
    for again in (name, f"  {name.upper()} "):
        refused = scene.give("tess", f"white_space.add_{kind}", {"name": again})
        assert refused["refused"] == "invalid"
        assert refused["say"] == f"“{name}” is here already."
    made = scene.give("tess", f"white_space.add_{kind}", {"name": "Another"})["made"][0]
    rename = {"id": made, "set": {"name": name.lower()}}
    assert scene.give("tess", "record.edit", rename)["refused"] == "invalid"
    # Its own name may be written otherwise; what was taken off stands in nobody's way.
    assert scene.give("tess", "record.edit", {"id": there, "set": {"name": name.upper()}})["ok"]
    scene.give("tess", "record.withdraw", {"id": there})
    assert scene.give("tess", f"white_space.add_{kind}", {"name": name})["ok"]


def test_a_cell_nobody_looked_at_is_missing_until_it_has_a_word(scene: Scene) -> None:
    assert len(unmet(scene, "cells_known")) == 4
    cell(scene, status="not_applicable")
    assert unmet(scene, "cells_known") == ["cell:u1:o2", "cell:u2:o1", "cell:u2:o2"]


def test_unknown_counts_only_with_somebody_who_finds_out_by_a_day(scene: Scene) -> None:
    cell(scene, status="unknown")
    assert unmet(scene, "cells_decided") == ["cell:u1:o1"]
    cell(scene, owner="otto")
    assert unmet(scene, "cells_decided") == ["cell:u1:o1"]
    cell(scene, due="2026-11-25")
    assert unmet(scene, "cells_decided") == []


def test_what_is_blocked_says_why_and_until_when(scene: Scene) -> None:
    cell(scene, status="blocked")
    assert unmet(scene, "blocked_cells_explained") == ["cell:u1:o1"]
    cell(scene, reason="Freeze", until="2027-01-31")
    assert unmet(scene, "blocked_cells_explained") == []


def test_a_withdrawn_row_is_missed_no_more(scene: Scene) -> None:
    cell(scene, "u2", status="unknown")
    scene.give("tess", "record.withdraw", {"id": "u2"})
    assert unmet(scene, "cells_known") == ["cell:u1:o1", "cell:u1:o2"]
    assert unmet(scene, "cells_decided") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "u9", "status": "open"},
        {"status": "ours"},
        {},
        {"owner": "marc"},
        {"owner": "nobody"},
        {"due": "2026-02-31"},
        {"until": "tomorrow"},
        {"spend": -1},
    ],
)
def test_what_makes_no_sense_is_refused(scene: Scene, wrong: dict[str, Any]) -> None:
    assert cell(scene, **{"unit": "u1", **wrong})["refused"] == "invalid"


def test_a_pasted_grid_is_one_event_with_the_rows_and_columns_it_brings(scene: Scene) -> None:
    cells = [
        {"unit": "castorama ", "offering": "Shelf", "status": "open"},
        {"unit": "B&Q", "offering": "o2", "status": "owned", "spend": 250_000},
        {"unit": "B&Q", "offering": "Robots", "status": "competitor"},
    ]
    head = scene.log.head
    data = {"cells": cells, "units": ["Castorama", "B&Q"], "offerings": ["shelf", "Robots"]}
    answer = scene.give("tess", PASTE, data)
    assert answer["ok"]
    assert scene.log.head == head + 1
    units = {u["name"]: u.id for u in scene.room.state.of("unit")}
    offerings = {o["name"]: o.id for o in scene.room.state.of("offering")}
    assert set(units) == {"Castorama", "Screwfix", "B&Q"}
    assert set(offerings) == {"Shelf", "Spares", "Robots"}
    there = {(c["unit"], c["offering"]): c["status"] for c in scene.room.state.of("cell")}
    assert there == {
        ("u1", "o1"): "open",
        (units["B&Q"], "o2"): "owned",
        (units["B&Q"], offerings["Robots"]): "competitor",
    }


def test_a_pasted_grid_with_a_name_nobody_knows_changes_nothing(scene: Scene) -> None:
    cells = [
        {"unit": "u1", "offering": "o1", "status": "open"},
        {"unit": "?", "offering": "o1", "status": "open"},
    ]
    answer = scene.give("tess", PASTE, {"cells": cells, "units": ["New"]})
    assert (answer["refused"], answer["field"]) == ("invalid", "unit")
    assert not list(scene.room.state.of("cell"))
    assert scene.room.state.count("unit") == 2


def test_the_last_of_two_pasted_words_for_one_cell_counts(scene: Scene) -> None:
    cells = [{"unit": "u1", "offering": "o1", "status": s} for s in ("open", "owned")]
    answer = scene.give("tess", PASTE, {"cells": cells})
    assert answer["made"] == ["cell:u1:o1"]
    assert scene.get("cell:u1:o1")["status"] == "owned"


def test_the_grid_is_not_for_visitors_and_not_before_its_time(scene: Scene) -> None:
    scene.let_in("gil")
    assert scene.refused("gil", SET, {"unit": "u1", "offering": "o1", "status": "open"}) == "excluded"
    early = Scene("research", "three_cs")
    early.put("unit", "u1", name="Castorama")
    early.put("offering", "o1", name="Shelf")
    assert early.refused("tess", SET, {"unit": "u1", "offering": "o1", "status": "open"}) == "stage_closed"


def test_the_desk_fills_a_cell_for_whoever_says_it_aloud(scene: Scene) -> None:
    data = {"unit": "u1", "offering": "o1", "status": "open"}
    assert scene.give("lea", SET, data, on_behalf="bram")["ok"]
    assert scene.get("cell:u1:o1").by == "bram"
