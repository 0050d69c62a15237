"""After a power cut what was told as safe is there, whatever became of what the disk had not been made to keep."""

import contextlib
import os
import pickle
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store import disk
from tests.store.contract import entry
from tests.store.recorded import picture
from workshop.rules.state import fold
from workshop.store.log import Damaged
from workshop.store.sqlite import SqliteLog

ROOT = Path(__file__).parents[2]
#: Beside every moment at which somebody was told: so many cuts at any moment (FAULTS_CUTS).
CUTS = int(os.environ.get("FAULTS_CUTS", "80"))


class Run:
    """One recorded run of a writer, and the cuts that can be made in it."""

    def __init__(self, folder: Path, defect: str = "") -> None:
        command = [sys.executable, "-m", "tests.store.recorded", str(folder)]
        subprocess.run([*command, *([defect] if defect else [])], cwd=ROOT, check=True, timeout=60)
        found: dict[str, Any] = pickle.loads((folder / "recorded").read_bytes())
        self.before, self.ops = found["before"], found["ops"]
        self.pictures, self.commands = found["pictures"], found["commands"]
        self.folder = folder / "after"

    def told(self, cut: int) -> int:
        """The last state of which somebody had been told before this cut."""
        return max((op.at for op in self.ops[:cut] if op.kind == "told"), default=0)

    def cuts(self, many: int) -> Iterator[tuple[int, str, int]]:
        """Where, how and with which chance: right after each telling, then anywhere."""
        for place, op in enumerate(self.ops):
            if op.kind == "told":
                yield place + 1, "synced", place
        for seed in range(many):
            cut = random.Random(seed).randrange(len(self.ops) + 1)
            yield cut, ("torn", "some", "torn", "whole")[seed % 4], seed

    def check(self, cut: int, how: str, seed: int) -> disk.Image:
        """Cut, open, and find one of the states that were committed, none older than what was told."""
        chance = random.Random(seed)
        image = disk.image(self.before, self.ops, cut, how, chance)
        path = self._put(image, chance)
        case = f"cut {cut}, {how}, seed {seed}"
        try:
            log = SqliteLog.open(path)
        except Damaged as damage:
            raise AssertionError(f"{case}: {damage}") from damage
        with contextlib.closing(log):
            assert log.verify().ok, case
            assert picture(log, self.commands) in self.pictures[self.told(cut) :], case
            events = list(log.read())
            assert [seq for seq, _ in events] == list(range(1, log.head + 1)), case
            fold(event for _, event in events)
            assert log.append(log.head, [entry("and on it goes")]) == len(events) + 1, case
        return image

    def check_all(self, cuts: Iterable[tuple[int, str, int]]) -> None:
        """All of these, until one goes wrong."""
        for cut in cuts:
            self.check(*cut)

    def _put(self, image: disk.Image, chance: random.Random) -> Path:
        self.folder.mkdir(exist_ok=True)
        for old in self.folder.iterdir():
            old.unlink()
        for name, content in image.files.items():
            (self.folder / name).write_bytes(content)
        if chance.random() < 0.5:  # this one is never synced: it is not there, or holds anything
            (self.folder / "w.db-shm").write_bytes(chance.randbytes(32768))
        return self.folder / "w.db"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("run"))


def test_after_a_power_cut_the_log_is_one_that_was_committed_and_no_older_than_what_was_told(
    run: Run,
) -> None:
    seen: Counter[str] = Counter()
    for cut, how, seed in run.cuts(CUTS):
        image = run.check(cut, how, seed)
        seen[how] += 1
        seen["unsure"] += image.unsure > 0
        seen["lost"] += image.lost > 0
        seen["in the file itself"] += any(op.file == "w.db" for op in run.ops[max(0, cut - 3) : cut])
    assert seen["synced"] == sum(op.kind == "told" for op in run.ops) > 60
    assert min(seen["torn"], seen["unsure"], seen["lost"], seen["in the file itself"]) >= 10, seen


def test_what_was_taken_away_on_purpose_does_not_come_back_with_the_power(run: Run) -> None:
    waited = [place for place, shown in enumerate(run.pictures) if shown["waiting"]]
    revealed = next(place for place, op in enumerate(run.ops) if op.kind == "told" and op.at > waited[-1])
    # Of a note that waited only the revealed event is left; of somebody's words, erased last, nothing.
    for cut, words, left in ((revealed + 1, b"without a name 0", 1), (len(run.ops), b"SECRET of hers", 0)):
        assert words in b"".join(op.data for op in run.ops[:cut])
        for seed in range(6):
            run.check(cut, ("torn", "some", "synced")[seed % 3], seed)
            assert sum(file.read_bytes().count(words) for file in run.folder.iterdir()) == left


@pytest.mark.parametrize("defect", ["NORMAL", "answers apart", "tells too early"])
def test_a_planted_defect_is_found(tmp_path: Path, defect: str) -> None:
    planted = Run(tmp_path, defect)
    told, anywhere = [], []
    for case in planted.cuts(max(CUTS, 200)):
        (told if case[1] == "synced" else anywhere).append(case)
    with pytest.raises(AssertionError, match="seed"):
        planted.check_all([*anywhere, *told])
