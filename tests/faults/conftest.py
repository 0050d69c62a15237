"""A workshop in its research stage, made once and copied for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.site import Site


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Everybody seated, doors open."""
    return Site(tmp_path_factory.mktemp("original"))


@pytest.fixture
def house(original: Site, tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    """A workshop at a stage, its server not started: `house("research")`."""
    made: list[Site] = []

    def make(stage: str = "research") -> Site:
        site = original.copy(tmp_path / f"home{len(made)}")
        made.append(site)
        if stage != "open":
            site.go_to(stage)
        return site

    yield make
    for site in made:
        if site.process:
            site.process.kill()
            site.process.communicate()


@pytest.fixture
def site(house: Callable[[str], Site]) -> Site:
    """A server in the research stage."""
    made = house("research")
    made.start()
    return made
