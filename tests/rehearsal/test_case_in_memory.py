import json
from pathlib import Path

import pytest

from tests.rehearsal.mutations import (
    deciding_nothing_alone,
    moving_on_too_early,
    renamed,
    staying,
    with_proposals,
)
from tests.rehearsal.stage import played
from workshop.rehearsal.script import ScriptError, load, read

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "open"
SCRIPTS = sorted(CASES.glob("*.json"))

if not SCRIPTS:
    pytest.skip("there are no workshop cases beside this checkout", allow_module_level=True)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_whole_case_gives_every_outcome_and_number_it_should(path):
    player = played(load(path))
    wrong = [(row.where, row.asked, row.seen, row.note) for row in player.compare() if not row.fits]
    assert wrong == []


@pytest.mark.parametrize(
    "change", [renamed, with_proposals, staying, moving_on_too_early, deciding_nothing_alone]
)
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_case_changed_in_its_names_stages_and_answers_is_played_as_well(path, change):
    player = played(read(change(json.loads(path.read_text(encoding="utf-8")))))
    wrong = [(row.where, row.asked, row.seen, row.note) for row in player.compare() if not row.fits]
    assert wrong == []


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda doc: doc["contributions"][50]["data"].update(colour="red"), "seq 51, colour"),
        (lambda doc: doc["contributions"][50].update(type="dance"), "seq 51, type"),
        (lambda doc: doc["contributions"][50].update(by="nobody"), "seq 51, by"),
        (lambda doc: doc["contributions"][50].update(mood="good"), "seq 51"),
        (lambda doc: doc.update(weather="fine"), "weather"),
        (lambda doc: doc["contributions"][7]["expect"].update(unmet=["rain"]), "seq 8, expect.unmet"),
        (lambda doc: doc["contributions"][200].update(key=doc["contributions"][0]["key"]), "seq 201, key"),
    ],
)
@pytest.mark.parametrize("path", SCRIPTS[:1], ids=lambda path: path.stem)
def test_what_a_script_says_and_nobody_understands_is_named_before_anything_is_played(path, spoil, complaint):
    doc = json.loads(path.read_text(encoding="utf-8"))
    spoil(doc)
    with pytest.raises(ScriptError, match=complaint):
        read(doc)
