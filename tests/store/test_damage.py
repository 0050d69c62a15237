"""A file that was damaged, edited or is not ours is refused by name, and never served as if it were whole."""

import contextlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.store.contract import anonymous, entry, texts
from workshop.rules.events import Entry
from workshop.store.log import Conflict, Damaged, Foreign, Newer, StoreError, Unavailable
from workshop.store.sqlite import SqliteLog

WORDS = [f"note {n} of the morning" for n in range(60)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "acme.db"
    log = SqliteLog.create(path)
    for seq, words in enumerate(WORDS):
        log.append(seq, [entry(words)])
    log.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """Edit behind the schema's back, leaving the schema as it was."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET body = replace(CAST(body AS TEXT), 'note 7', 'note 8') || '' WHERE 0", None),
        ("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'morning', 'evening') AS BLOB) WHERE seq = 7",
         "the words of event 7 were changed"),
        ("UPDATE event SET hash = zeroblob(32), salt = NULL, body = NULL WHERE seq = 7", "the chain breaks at event 7"),
        ("UPDATE event SET chain = zeroblob(32) WHERE seq = 60", "the chain breaks at event 60"),
        ("DELETE FROM event WHERE seq = 7", "event 8 stands where event 7 should"),
        ("DELETE FROM event WHERE seq > 50", "an answer was given at event 60"),
        ("UPDATE event SET seq = seq + 100", "event 101 stands where event 1 should"),
    ],
)  # fmt: skip
def test_an_edited_row_is_found(path: Path, statement: str, fault: str | None) -> None:
    tamper(path, statement)
    log = SqliteLog.reader(path)
    verdict = log.verify()
    assert verdict.ok is (fault is None)
    assert (fault or "") in " ".join(verdict.faults)
    log.close()


def test_two_swapped_bodies_are_found(path: Path) -> None:
    swap = "UPDATE event SET (salt, body) = (SELECT salt, body FROM event e WHERE e.seq = 7 - event.seq) "
    tamper(
        path,
        "CREATE TABLE event_copy AS SELECT * FROM event",
        swap + "WHERE seq IN (3)",
        "DROP TABLE event_copy",
    )
    log = SqliteLog.open(path)
    assert not log.verify().ok
    with pytest.raises(Damaged, match="event 3"):
        list(log.read())
    log.close()


def test_a_changed_row_is_not_read_as_if_it_were_whole(path: Path) -> None:
    tamper(path, 'UPDATE event SET body = CAST(\'{"type":"x","at":0}\' AS BLOB) WHERE seq = 7')
    log = SqliteLog.open(path)
    with pytest.raises(Damaged, match=r"acme\.db is damaged: the words of event 7"):
        list(log.read())
    assert [seq for seq, _ in log.read(after=7)][:2] == [8, 9]
    log.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = x'00' WHERE seq = 1",
        "UPDATE event SET salt = NULL WHERE seq = 1",
        "UPDATE event SET seq = 99 WHERE seq = 60",
        "DELETE FROM event WHERE seq = 60",
        "INSERT INTO event SELECT 62, salt, body, hash, chain FROM event WHERE seq = 60",
        "INSERT OR REPLACE INTO event SELECT seq, x'', x'', hash, chain FROM event WHERE seq = 60",
        "INSERT INTO event SELECT NULL, salt, body, hash, chain FROM event WHERE seq = 1",
        "INSERT INTO event VALUES (61, x'', x'', x'00', x'00')",
        "UPDATE answer SET body = '{}'",
        "UPDATE answer SET at_seq = 0, body = NULL",
        "DELETE FROM answer",
        "INSERT OR REPLACE INTO answer SELECT person, command, 0, '{}' FROM answer",
        "INSERT INTO answer VALUES ('p', 'c', 'many', '{}')",
    ],
)
def test_the_schema_itself_refuses_what_must_never_happen(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    log = SqliteLog.open(path)
    assert log.verify().ok
    assert texts(log) == WORDS
    log.close()


def test_a_single_flipped_bit_is_refused_or_changes_nothing_that_is_read(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    copy = tmp_path / "copy.db"
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for _ in range(150):
        place = chance.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(damaged)
        served = _served(copy)
        assert served is None or served == WORDS, (seed, place)


def _served(path: Path) -> list[str] | None:
    try:
        with contextlib.closing(SqliteLog.open(path)) as log:
            return texts(log)
    except StoreError as error:
        return None if path.name in str(error) else [str(error)]


@pytest.mark.parametrize("kept", [1, 50, 100, 4096, 5000, 8192, -4096, -1])
def test_a_file_cut_short_is_refused_by_name(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises((Damaged, Foreign), match=r"acme\.db"):
        SqliteLog.open(path)


def test_an_empty_file_is_damaged_and_left_alone(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(Damaged, match=r"acme\.db is damaged: it is empty"):
        SqliteLog.open(path)
    assert path.read_bytes() == b""


def test_garbage_and_other_peoples_databases_are_refused_and_left_alone(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(random.randbytes(20_000))
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY)")
    connection.close()
    for path in (garbage, other):
        before = path.read_bytes()
        with pytest.raises(Foreign, match=path.name):
            SqliteLog.open(path)
        assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_by_name(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=2")
    connection.close()
    with pytest.raises(Newer, match=r"acme\.db was written by a newer version"):
        SqliteLog.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER event_never_deleted",
        "CREATE TRIGGER spy AFTER INSERT ON event BEGIN UPDATE secret SET value = x''; END",
        "CREATE TABLE notes (text TEXT)",
        "CREATE VIEW spy AS SELECT * FROM secret",
    ],
)
def test_a_file_with_other_tables_or_rules_than_ours_is_refused(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()
    with pytest.raises(Damaged, match="tables are not those"):
        SqliteLog.open(path)


def test_a_refused_file_can_be_opened_once_it_is_replaced_by_a_good_one(path: Path, tmp_path: Path) -> None:
    good = tmp_path / "good"
    shutil.copy(path, good)
    path.write_bytes(random.randbytes(9000))
    with pytest.raises(Foreign):
        SqliteLog.open(path)
    shutil.copy(good, path)
    log = SqliteLog.open(path)
    assert texts(log) == WORDS
    log.close()


def test_a_file_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"acme\.db is not there"):
        SqliteLog.open(tmp_path / "acme.db")
    assert list(tmp_path.iterdir()) == []


def test_a_new_workshop_never_replaces_a_file_that_is_there(path: Path) -> None:
    with pytest.raises(Conflict, match=r"acme\.db is already there"):
        SqliteLog.create(path)
    log = SqliteLog.open(path)
    assert texts(log) == WORDS
    log.close()
    assert not list(path.parent.glob("*draft*"))


def test_a_new_workshop_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"acme\.db"):
        SqliteLog.create(tmp_path / "nowhere" / "acme.db")


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_erased_words_are_nowhere_in_the_files(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(
        60, [entry("canary-long " + "canary-tail" * 2000, command="c1"), entry("canary-short", command="c2")]
    )
    stale = {"refused": "stale", "theirs": "canary-short"}
    log.append(62, [Entry("p_ben", "c3", stale)])
    assert b"canary" in everything(path)
    log.append(62, [entry("erasure")], erase=[61, 62])
    assert b"canary" not in everything(path)
    assert log.verify().ok
    log.close()
    assert b"canary" not in everything(path)


def test_revealed_notes_and_forgotten_secrets_are_nowhere_in_the_files(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(60, [anonymous("aa", "canary-note" * 1000), anonymous("bb", "canary-other")])
    log.keep("pin", b"canary-pin")
    assert b"canary-note" in everything(path)
    log.append(60, [Entry("", "", {}, unseal=("b1",))])
    log.keep("pin", b"changed")
    assert b"canary" not in everything(path)
    log.close()


def test_nobody_who_holds_the_files_finds_the_author_of_an_anonymous_note(path: Path) -> None:
    log = SqliteLog.open(path)
    before = everything(path).count(b"p_ana")
    log.append(60, [anonymous(f"note{n}", "unsigned", by="p_ana") for n in range(5)])
    assert everything(path).count(b"p_ana") == before
    assert b"c_note3" not in everything(path)
    log.close()


def test_the_places_in_the_file_do_not_tell_in_which_order_anonymous_notes_came(tmp_path: Path) -> None:
    def pages_after(name: str) -> set[bytes]:
        path = tmp_path / name
        log = SqliteLog.create(path)
        notes = [anonymous(f"{n:03}-note", "x" * (n * 37 % 500), by=f"p{n % 7}") for n in range(120)]
        random.shuffle(notes)
        while notes:
            log.append(0, [notes.pop() for _ in range(min(len(notes), random.randint(1, 4)))])
        log.close()
        whole = path.read_bytes()
        pages = (whole[start : start + 4096] for start in range(0, len(whole), 4096))
        return {page for page in pages if b"-note" in page and b'"ok"' not in page}

    first, second = pages_after("one.db"), pages_after("two.db")
    assert len(first) > 5
    # The page above the others also says where they lie, which depends on how the notes were batched.
    assert len(first ^ second) <= 2


def test_the_connection_really_runs_with_the_settings_durability_needs(path: Path) -> None:
    log = SqliteLog.open(path)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
    }
    found = {name: log._file.db.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
    assert found == expected
    log.close()
