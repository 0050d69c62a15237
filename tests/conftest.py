"""What every test has: its place in the order, a bound on its time, and a time table by folder."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
ROOT = TESTS.parent
# A shared two-core machine stalls now and then; how long an example takes says nothing there.
settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("usual"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "usual")

_seconds: Counter[str] = Counter()


def _folder(path: Path) -> str:
    inside = path.relative_to(TESTS)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest walks first, then the largest files, so that none is left over for the end.

    What needs the machine to itself is in one folder.
    """
    sizes = Counter(item.path for item in items)
    for item in items:
        if item.get_closest_marker("alone") and _folder(item.path) != "faults":
            raise pytest.UsageError(
                f"{item.nodeid}: what runs alone stands in tests/faults, or nobody would run it"
            )

    def first(item: pytest.Item) -> tuple[float, int]:
        return -max((mark.args[0] for mark in item.iter_markers("timeout")), default=0), -sizes[item.path]

    items.sort(key=first)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up where the time goes; reports of other processes arrive here too."""
    _seconds[_folder(ROOT / report.nodeid.split("::")[0])] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which folder's tests took how long."""
    terminalreporter.section("seconds per part of the tests")
    for folder, seconds in _seconds.most_common():
        terminalreporter.write_line(f"{seconds:10.1f}  {folder}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
