"""The log in a SQLite file keeps the contract, and what only a file can be asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.contract import LogContract
from workshop.store.log import Log
from workshop.store.sqlite import SqliteLog


class TestSqliteLog(LogContract):
    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[Log]:
        log = SqliteLog.create(tmp_path / "acme.db")
        yield log
        log.close()
