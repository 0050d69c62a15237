"""A workshop in its research stage, made once and copied; one for each test of a module, all on one server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.site import Site


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Everybody seated, doors open."""
    return Site(tmp_path_factory.mktemp("original"))


def end(site: Site) -> None:
    """The server has done its part."""
    if site.process:
        site.process.kill()
        site.process.communicate()


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
        end(site)


@pytest.fixture
def site(house: Callable[[str], Site]) -> Site:
    """A server in the research stage, to be killed."""
    made = house("research")
    made.start()
    return made


@pytest.fixture(scope="module")
def street(original: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A house whose twins are the workshops of a module's tests; its server not started."""
    made = original.copy(tmp_path_factory.mktemp("street"))
    yield made
    end(made)
