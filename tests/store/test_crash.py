"""What was acknowledged is there after the process is killed, the disk fills or another program holds the file."""

import random
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.contract import anonymous, entry, texts
from workshop.store.log import Locked, StoreError, Unavailable
from workshop.store.sqlite import SqliteLog

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "acme.db"
    SqliteLog.create(path).close()
    return path


def writer(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("lines", [1, 40, 333])
def test_a_writer_killed_in_the_middle_loses_nothing_it_acknowledged(path: Path, lines: int) -> None:
    for _ in range(2):
        process = writer(path)
        assert process.stdout
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += [line for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
        log = SqliteLog.open(path)
        assert all(log.find(*line.split()) for line in told)
        assert log.verify().ok
        assert len(texts(log)) == log.head >= sum(line.startswith("p_tess") for line in told)
        assert log.append(log.head, [entry(f"after {log.head}")]) == log.head
        log.close()


def test_what_a_killed_writer_left_in_the_side_file_is_moved_on_opening(path: Path) -> None:
    process = writer(path)
    assert process.stdout
    for _ in range(50):
        process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    log = SqliteLog.open(path)
    assert path.with_name("acme.db-wal").stat().st_size == 0
    log.close()


def test_a_second_server_is_stopped_by_name_and_readers_are_not(path: Path) -> None:
    process = writer(path)
    assert process.stdout
    process.stdout.readline()
    with pytest.raises(
        Locked, match=rf"acme\.db is already open in another server \(process {process.pid}\)"
    ):
        SqliteLog.open(path)
    reader = SqliteLog.reader(path)
    first = reader.head
    assert reader.verify().ok
    while reader.head == first:
        assert process.stdout.readline()
    with pytest.raises(Unavailable, match="only to read"):
        reader.append(reader.head, [entry("no")])
    reader.close()
    process.kill()
    process.wait()
    process.stdout.close()
    SqliteLog.open(path).close()


def test_the_same_process_cannot_open_a_file_twice_to_write(path: Path) -> None:
    first = SqliteLog.open(path)
    with pytest.raises(Locked):
        SqliteLog.open(path)
    first.append(0, [entry("one")])
    first.close()
    second = SqliteLog.open(path)
    assert texts(second) == ["one"]
    second.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_when_the_disk_takes_no_more_the_batch_is_refused_and_service_resumes_by_itself(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(0, [entry("one")])
    side = path.with_name("acme.db-wal").stat().st_size
    with no_file_larger_than(side + 5000):
        for _ in range(3):
            with pytest.raises(Unavailable, match=r"acme\.db"):
                log.append(log.head, [entry("big", "x" * 200_000, command="c2")])
            assert log.head == 1
            assert log.find("p_tess", "c2") is None
            assert texts(log) == ["one"]
    assert log.append(1, [entry("big", "small", command="c2")]) == 3
    assert log.verify().ok
    log.close()


def test_when_the_file_may_not_grow_the_batch_is_refused_and_service_resumes_by_itself(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(0, [entry("one")])
    connection = log._file.db.conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(Unavailable, match="full"):
        log.append(1, [entry("x" * 50_000, command="c2")])
    assert (log.head, texts(log), log.find("p_tess", "c2")) == (1, ["one"], None)
    connection.execute("PRAGMA max_page_count=1000000")
    assert log.append(1, [entry("x" * 50_000, command="c2")]) == 2
    log.close()


def test_after_input_or_output_failed_the_file_is_read_anew_before_anything_is_promised(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(0, [entry("one")])
    log._file._broken = log._stale = True
    with no_file_larger_than(100), pytest.raises(Unavailable):
        log.append(1, [entry("two")])
    assert log.head == 1
    assert log.append(1, [entry("two")]) == 2
    log.close()


def test_a_program_that_holds_the_file_delays_nobody_for_long_and_is_outlived(path: Path) -> None:
    log = SqliteLog.open(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(Unavailable, match="locked"):
        log.append(0, [entry("one")])
    assert time.monotonic() - began < 2
    assert log.find("p_tess", "c_one") is None
    other.execute("ROLLBACK")
    other.close()
    assert log.append(0, [entry("one")]) == 1
    log.close()


def test_words_erased_while_somebody_reads_are_gone_after_the_next_write(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(0, [entry("canary-words", command="c1")])
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchone()
    log.append(1, [], erase=[1])
    assert b"canary-words" in everything(path)
    reader.execute("COMMIT")
    reader.close()
    log.append(1, [entry("next")])
    assert b"canary-words" not in everything(path)
    log.close()


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_closed_log_says_so_in_plain_words(path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(0, [anonymous("aa", "x")])
    log.close()
    with pytest.raises(Unavailable, match=r"acme\.db cannot be used"):
        log.find("p", "c")


def test_a_side_file_cut_anywhere_leaves_a_whole_prefix_of_what_was_committed(
    path: Path, tmp_path: Path
) -> None:
    log = SqliteLog.open(path)
    rows = []
    for number in range(12):
        log.append(log.head, [entry(f"{number}a", f"{number}b")])
    rows = list(log.rows())
    main, side = path.read_bytes(), path.with_name("acme.db-wal").read_bytes()
    log.close()
    frame = 4096 + 24
    edges = [32 + frame * n + off for n in range(len(side) // frame + 1) for off in (-1, 0, 1, 24)]
    copy = tmp_path / "copy.db"
    heads = set()
    for cut in [0, 1, 31, *random.sample(edges, 30), len(side)]:
        copy.write_bytes(main)
        copy.with_name("copy.db-wal").write_bytes(side[:cut])
        recovered = SqliteLog.open(copy)
        assert recovered.head % 2 == 0
        assert recovered.verify().ok
        assert list(recovered.rows()) == rows[: recovered.head]
        heads.add(recovered.head)
        recovered.close()
    assert {0, 24} <= heads
    assert len(heads) > 3


def test_another_workshops_side_file_is_never_taken_for_ones_own(path: Path, tmp_path: Path) -> None:
    log = SqliteLog.open(path)
    log.append(0, [entry("mine")])
    log.close()
    other = SqliteLog.create(tmp_path / "other.db")
    for seq in range(40):
        other.append(seq, [entry(f"theirs {seq}")])
    side = (tmp_path / "other.db-wal").read_bytes()
    other.close()
    path.with_name("acme.db-wal").write_bytes(side)
    try:
        log = SqliteLog.open(path)
    except StoreError as error:
        assert "acme.db" in str(error)  # noqa: PT017 - refusing is as good as ignoring
        return
    whole = log.verify().ok
    served = texts(log)
    log.close()
    # SQLite replays the foreign pages; then the file is that other workshop from end to end, not a mixture.
    assert whole
    assert served in (["mine"], [f"theirs {seq}" for seq in range(40)])


def test_threads_that_ask_and_write_at_once_see_only_whole_transactions(path: Path) -> None:
    log = SqliteLog.open(path)
    wrong: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            seqs = [seq for seq, _ in log.read()]
            if len(seqs) % 2 or seqs != list(range(1, len(seqs) + 1)):
                wrong.append(f"read {seqs}")
            if log.head and not log.find("p_tess", "c_0a_0b"):
                wrong.append("an answer is missing")

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(60):
        log.append(log.head, [entry(f"{number}a", f"{number}b")])
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert log.head == 120
    log.close()
