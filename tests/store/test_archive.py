"""A workshop can be copied while it runs, put back elsewhere, and carried as JSON, equal to the last byte."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.contract import anonymous, entry, texts
from workshop.rules.state import fold
from workshop.store.accounts import Accounts
from workshop.store.archive import backup, export_json, import_json, restore
from workshop.store.log import Conflict, Damaged, Foreign, Log, Newer, StoreError, Unavailable
from workshop.store.memory import MemoryLog
from workshop.store.sqlite import SqliteLog

ROOT = Path(__file__).parents[2]


def fill(log: Log) -> Log:
    for seq in range(30):
        log.append(seq, [entry(f"note {seq} “雪”")])
    log.append(30, [entry("erasure")], erase=[4, 11])
    log.append(31, [anonymous("aa", "canary-sealed")])
    log.keep("link", b"canary-secret")
    return log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(SqliteLog.create(tmp_path / "acme.db")).close()
    return tmp_path / "acme.db"


def test_a_backup_has_the_same_events_chain_answers_and_secrets(path: Path, tmp_path: Path) -> None:
    verdict = backup(path, tmp_path / "copy.db")
    assert verdict
    assert verdict.ok
    source, copy = SqliteLog.reader(path), SqliteLog.reader(tmp_path / "copy.db")
    assert list(copy.rows()) == list(source.rows())
    assert (copy.head, copy.chain) == (source.head, source.chain) == (verdict.head, verdict.chain)
    assert copy.find("p_tess", "c_erasure") == source.find("p_tess", "c_erasure")
    assert copy.find("p_ben", "c_aa") == source.find("p_ben", "c_aa")
    assert copy.sealed() == source.sealed() != []
    assert copy.secret("link") == b"canary-secret"
    source.close()
    copy.close()


def test_a_backup_under_load_is_a_prefix_of_the_log_and_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "acme.db"
    SqliteLog.create(path).close()
    arguments = [sys.executable, "-m", "tests.store.writer", str(path)]
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    heads: list[tuple[int, str]] = []
    source = SqliteLog.reader(path)
    for number in range(6):
        # What is read may have been said before the last backup: the log itself has to have grown since.
        while source.head < (heads[-1][0] if heads else 0) + 40:
            assert process.stdout.readline()
        verdict = backup(path, tmp_path / f"copy{number}.db")
        assert verdict
        heads.append((verdict.head, verdict.chain))
    process.kill()
    process.communicate()
    source.close()
    log = SqliteLog.open(path)
    rows = list(log.rows())
    assert heads[0][0] > 0
    assert len(set(heads)) == 6
    assert all(rows[head - 1].chain.hex() == chain for head, chain in heads)
    for number, (head, _) in enumerate(heads):
        copy = SqliteLog.reader(tmp_path / f"copy{number}.db")
        assert list(copy.rows()) == rows[:head]
        copy.close()
    log.close()


def test_a_backup_made_by_the_server_itself_leaves_its_log_in_order(path: Path, tmp_path: Path) -> None:
    log = SqliteLog.open(path)
    backup(path, tmp_path / "copy.db")
    assert log.append(31, [entry("after")]) == 32
    with pytest.raises(Conflict, match=r"copy\.db is already there"):
        backup(path, tmp_path / "copy.db")
    assert log.verify().ok
    log.close()


def test_a_restored_backup_goes_on_where_it_was_taken(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "copy.db")
    home = tmp_path / "elsewhere"
    home.mkdir()
    placed = restore(tmp_path / "copy.db", home, "acme")
    assert placed == home / "acme.db"
    log, before = SqliteLog.open(placed), SqliteLog.reader(path)
    assert fold(e for _, e in log.read()).records == fold(e for _, e in before.read()).records
    assert export_json(log) == export_json(before)
    assert log.append(31, [entry("next")]) == 32
    with pytest.raises(Conflict, match=r"acme\.db is already there"):
        restore(tmp_path / "copy.db", home, "acme")
    assert log.head == 32
    log.close()
    before.close()
    assert {file.name for file in home.iterdir()} == {"acme.db", "acme.db.lock"}


def test_accounts_can_be_backed_up_and_restored_too(tmp_path: Path) -> None:
    accounts = Accounts.open(tmp_path)
    accounts.create_account("tess@north.example", "Tess", "walnut table", 1)
    assert backup(tmp_path / "accounts.db", tmp_path / "people.db") is None
    accounts.close()
    home = tmp_path / "elsewhere"
    home.mkdir()
    assert restore(tmp_path / "people.db", home) == home / "accounts.db"
    accounts = Accounts.open(home)
    assert accounts.check_password("tess@north.example", "walnut table")
    accounts.close()


def test_a_damaged_workshop_makes_no_backup_and_leaves_nothing_behind(path: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    rule = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'event_only_erased'").fetchone()[0]
    connection.execute("DROP TRIGGER event_only_erased")
    connection.execute("UPDATE event SET body = x'7b7d' WHERE seq = 3")
    connection.execute(rule)
    connection.close()
    with pytest.raises(Damaged, match="words of event 3 were changed"):
        backup(path, tmp_path / "copy.db")
    assert not [file.name for file in tmp_path.iterdir() if not file.name.startswith("acme.db")]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(5000)])
def test_what_is_no_backup_is_not_restored(tmp_path: Path, content: bytes) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"copy\.db"):
        restore(tmp_path / "copy.db", home)
    with pytest.raises(Unavailable, match=r"nothing\.db is not there"):
        restore(tmp_path / "nothing.db", home)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "make", [lambda _: MemoryLog(), lambda folder: SqliteLog.create(folder / "source.db")]
)
def test_an_import_is_equal_to_the_last_byte(tmp_path: Path, make: Callable[[Path], Log]) -> None:
    source = fill(make(tmp_path))
    exported = export_json(source)
    verdict = import_json(exported, tmp_path / "acme.db")
    assert (verdict.head, verdict.chain, verdict.erased) == (31, source.chain, 2)
    log = SqliteLog.open(tmp_path / "acme.db")
    assert list(log.rows()) == list(source.rows())
    assert texts(log) == texts(source)
    assert fold(e for _, e in log.read()).records == fold(e for _, e in source.read()).records
    assert export_json(log) == exported
    assert log.append(31, [entry("next")]) == 32
    log.close()
    source.close()


def test_an_empty_log_can_be_carried_too(tmp_path: Path) -> None:
    assert import_json(export_json(MemoryLog()), tmp_path / "acme.db").head == 0


def test_an_export_holds_neither_waiting_notes_nor_secrets_nor_erased_words(path: Path) -> None:
    log = SqliteLog.open(path)
    exported = export_json(log)
    assert b"canary" not in exported
    assert b"note 3 " not in exported
    assert b"note 5 " in exported
    assert json.loads(exported)["events"][4]["event"]["type"] == "note_added"
    assert sorted(json.loads(exported)["events"][3]) == ["chain", "hash", "seq"]
    log.close()


def change(path: list[Any], value: Any) -> Callable[[Any], None]:
    def edit(export: Any) -> None:
        for step in path[:-1]:
            export = export[step]
        export[path[-1]] = value

    return edit


def cut(export: Any) -> None:
    export["events"].pop()


def swap(export: Any) -> None:
    events = export["events"]
    events[5], events[6] = events[6], events[5]


def leave_out(export: Any) -> None:
    del export["events"][5]


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (change(["events", 5, "event", "by"], "p_ben"), Damaged),
        (change(["events", 5, "salt"], "00" * 16), Damaged),
        (change(["events", 5, "salt"], "no salt"), Damaged),
        (change(["events", 5, "hash"], "00" * 32), Damaged),
        (change(["events", 30, "chain"], "00" * 32), Damaged),
        (change(["events", 5, "event"], {"type": 7}), Damaged),
        (change(["events", 3, "event"], {"type": "x", "at": 1}), Damaged),
        (change(["head"], 30), Damaged),
        (change(["chain"], "00" * 32), Damaged),
        (cut, Damaged),
        (swap, Damaged),
        (leave_out, Damaged),
        (change(["version"], 2), Newer),
        (change(["format"], "something else"), Foreign),
        (change(["events"], 5), Foreign),
    ],
)
def test_a_changed_export_is_refused_and_nothing_is_made(
    tmp_path: Path, edit: Callable[[Any], None], error: type[StoreError]
) -> None:
    export = json.loads(export_json(fill(MemoryLog())))
    compact = json.dumps(export, separators=(",", ":"), ensure_ascii=False).encode()
    import_json(compact, tmp_path / "good.db")
    (tmp_path / "good.db").unlink()
    edit(export)
    with pytest.raises(error, match=r"acme\.db"):
        import_json(
            json.dumps(export, separators=(",", ":"), ensure_ascii=False).encode(), tmp_path / "acme.db"
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format":"workshop log"', b"PK\x03\x04"],
)
def test_what_is_no_export_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Foreign, match=r"acme\.db is not the export"):
        import_json(data, tmp_path / "acme.db")
    assert list(tmp_path.iterdir()) == []


def test_an_import_never_replaces_a_workshop(path: Path) -> None:
    with pytest.raises(Conflict, match=r"acme\.db is already there"):
        import_json(export_json(MemoryLog()), path)
    log = SqliteLog.open(path)
    assert log.head == 31
    log.close()
