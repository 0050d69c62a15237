"""The log in memory keeps the contract."""

from collections.abc import Iterator

import pytest

from tests.store.contract import LogContract
from workshop.store.log import Log
from workshop.store.memory import MemoryLog


class TestMemoryLog(LogContract):
    @pytest.fixture
    def log(self) -> Iterator[Log]:
        log = MemoryLog()
        yield log
        log.close()
