"""A server in each mode for the tests of a module; a home with a workshop in it, made once and copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.site import Site
from tests.live.wired import MODES, Server, running


@pytest.fixture(scope="module", params=MODES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The socket server of the wire's tests, in both modes."""
    with running(request.param) as started:
        yield started


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Everybody seated, doors open."""
    return Site(tmp_path_factory.mktemp("original"))


@pytest.fixture
def site(original: Site, tmp_path: Path) -> Site:
    """A copy of it."""
    return original.copy(tmp_path / "home")
