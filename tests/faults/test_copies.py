"""Backups and exports are the workshop, also when they are made while everybody writes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults.site import Site
from tests.faults.writers import write_on, writing
from workshop.rules.state import fold
from workshop.store.log import Row
from workshop.store.sqlite import SqliteLog


def workshop(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "workshop", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def rows(path: Path) -> list[Row]:
    log = SqliteLog.reader(path)
    try:
        assert log.verify().ok
        return list(log.rows())
    finally:
        log.close()


def test_a_backup_made_under_load_is_a_beginning_of_the_log_and_comes_back_whole(
    site: Site, tmp_path: Path
) -> None:
    writers = writing(site, pause=0.01)
    write_on(writers)
    workshop("backup", "--home", site.home, site.workshop, tmp_path / "copy.db")
    write_on(writers)
    for writer in writers:
        writer.stop()
    site.stop()
    elsewhere = tmp_path / "elsewhere"
    workshop("restore", "--home", elsewhere, tmp_path / "copy.db")
    restored = next(path for path in elsewhere.glob("*.db") if path.name != "accounts.db")
    copied, all_rows = rows(restored), rows(site.file)
    assert 0 < len(copied) < len(all_rows)
    assert copied == all_rows[: len(copied)]


def test_an_export_taken_in_elsewhere_is_the_same_workshop(
    house: Callable[[str], Site], tmp_path: Path
) -> None:
    site = house("research")
    site.do("Tess", "research.add_card", c="customer", text="Žluťoučký 株 🙂")
    workshop("export", "--home", site.home, site.workshop, "--to", tmp_path / "out.json")
    workshop("import", "--home", tmp_path / "other", tmp_path / "out.json", "--name", "again")
    before, after = SqliteLog.reader(site.file), SqliteLog.reader(tmp_path / "other" / "again.db")
    try:
        assert (before.head, before.chain) == (after.head, after.chain)
        assert fold(e for _, e in before.read()).records == fold(e for _, e in after.read()).records
    finally:
        before.close()
        after.close()
