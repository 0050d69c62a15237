"""The home keeps a second server out, and the catalogue can be rebuilt from the files at any time."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.contract import entry
from workshop.store.catalogue import Catalogue, Home, Person, Summary
from workshop.store.log import Foreign, Locked, Newer
from workshop.store.sqlite import SqliteLog

ROOT = Path(__file__).parents[2]
TESS = Person("p_tess", "Tess Okafor", "participant", "tess@north.example")
ANA = Person("p_ana", "Ana Ruiz", "first_line_manager", "Ana@North.example ")


def summary(name: str, updated: int = 1, **fields: object) -> Summary:
    return Summary(
        **{
            "id": name,
            "title": f"Plan for {name}",
            "customer": name,
            "file": f"{name}.db",
            "updated": updated,
        }
        | fields
    )  # type: ignore[arg-type]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue.open(tmp_path)
    yield catalogue
    catalogue.close()


def test_a_summary_comes_back_as_it_was_put(catalogue: Catalogue) -> None:
    whole = summary(
        "castorama", 7, dates=("2026-11-24", "2026-11-25"), stage="research", state="open", rehearsal=True,
        overdue=3, last_review="2026-10-01", attainment=0.4, people=(TESS,),
    )  # fmt: skip
    catalogue.put(whole)
    assert catalogue.all() == [whole]
    assert catalogue.get("castorama") == whole
    assert catalogue.get("nobody") is None


def test_putting_a_workshop_again_replaces_it_and_its_people(catalogue: Catalogue) -> None:
    catalogue.put(summary("acme", people=(TESS, ANA)))
    catalogue.put(summary("acme", 2, people=(ANA,)))
    assert [person.name for person in catalogue.all()[0].people] == ["Ana Ruiz"]
    assert catalogue.of_account("tess@north.example") == []


def test_the_workshop_that_changed_last_comes_first(catalogue: Catalogue) -> None:
    for name, updated in (("old", 1), ("new", 3), ("middle", 2)):
        catalogue.put(summary(name, updated))
    assert [entry.id for entry in catalogue.all()] == ["new", "middle", "old"]


def test_people_find_their_own_workshops_however_they_write_their_address(catalogue: Catalogue) -> None:
    catalogue.put(summary("acme", people=(ANA,)))
    catalogue.put(summary("other", people=(TESS,)))
    assert [found.id for found in catalogue.of_account(" ANA@north.EXAMPLE")] == ["acme"]
    assert catalogue.of_account("") == []
    assert catalogue.of_account("x' OR '1'='1") == []


def test_people_without_an_address_share_nothing(catalogue: Catalogue) -> None:
    catalogue.put(summary("acme", people=(Person("p1", "Guest", "customer_guest"),)))
    assert catalogue.of_account("  ") == []


def test_a_removed_workshop_is_forgotten_with_its_people(catalogue: Catalogue) -> None:
    catalogue.put(summary("acme", people=(TESS,)))
    catalogue.remove("acme")
    assert catalogue.all() == catalogue.of_account("tess@north.example") == []


def test_rebuilding_replaces_everything_or_nothing(catalogue: Catalogue) -> None:
    catalogue.put(summary("gone", people=(TESS,)))
    catalogue.rebuild([summary("acme", people=(ANA,))])
    assert [found.id for found in catalogue.all()] == ["acme"]

    def failing() -> Iterator[Summary]:
        yield summary("half")
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        catalogue.rebuild(failing())
    assert [found.id for found in catalogue.all()] == ["acme"]


def summarise(path: Path) -> Summary:
    log = SqliteLog.reader(path)
    head = sum(1 for _ in log.read())
    log.close()
    return summary(path.stem, head)


def test_a_deleted_catalogue_is_rebuilt_from_the_files_to_the_same(tmp_path: Path) -> None:
    for number, name in enumerate(("acme", "castorama"), 1):
        log = SqliteLog.create(tmp_path / f"{name}.db")
        for seq in range(number):
            log.append(seq, [entry(f"note {seq}")])
        log.close()
    before: list[Summary] = []
    for _ in range(2):
        catalogue = Catalogue.open(tmp_path)
        assert catalogue.fresh
        summaries, strange = Home(tmp_path).summaries(summarise)
        assert strange == []
        catalogue.rebuild(summaries)
        assert not catalogue.fresh
        assert before in ([], catalogue.all())
        before = catalogue.all()
        catalogue.close()
        (tmp_path / "catalogue.db").unlink()
    assert [found.id for found in before] == ["castorama", "acme"]


def test_rebuilding_names_the_files_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    SqliteLog.create(tmp_path / "acme.db").close()
    (tmp_path / "empty.db").touch()
    (tmp_path / "noise.db").write_bytes(random.randbytes(9000))
    SqliteLog.create(tmp_path / "broken.db").close()
    whole = (tmp_path / "broken.db").read_bytes()
    (tmp_path / "broken.db").write_bytes(whole[:8192])
    (tmp_path / "notes.txt").write_text("not a database")
    Catalogue.open(tmp_path).close()
    summaries, strange = Home(tmp_path).summaries(summarise)
    assert [found.id for found in summaries] == ["acme"]
    assert [[name for name in ("broken", "empty", "noise") if name in said] for said in sorted(strange)] == [
        ["broken"], ["empty"], ["noise"],
    ]  # fmt: skip


def test_a_damaged_catalogue_is_made_anew_because_it_can_be(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path)
    catalogue.put(summary("acme"))
    catalogue.close()
    path = tmp_path / "catalogue.db"
    path.write_bytes(path.read_bytes()[:5000])
    catalogue = Catalogue.open(tmp_path)
    assert catalogue.fresh
    assert catalogue.all() == []
    catalogue.close()


def test_a_catalogue_that_is_not_ours_or_newer_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    SqliteLog.create(path).close()
    with pytest.raises(Foreign, match=r"catalogue\.db is not a catalogue"):
        Catalogue.open(tmp_path)
    path.unlink()
    catalogue = Catalogue.open(tmp_path)
    catalogue._file.db.conn.execute("PRAGMA user_version=9")
    catalogue.close()
    with pytest.raises(Newer):
        Catalogue.open(tmp_path)


def test_a_second_server_on_the_same_home_is_stopped_by_name(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from workshop.store.catalogue import Home;"
        "Home(pathlib.Path(sys.argv[1])).lock(); print('held', flush=True); sys.stdin.read()"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "home")]
    server = subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    assert server.stdout.readline() == "held\n"
    home = Home(tmp_path / "home")
    with pytest.raises(Locked, match=rf"home is already open in another server \(process {server.pid}\)"):
        home.lock()
    server.kill()
    server.communicate()
    home.lock()
    with pytest.raises(Locked):
        Home(tmp_path / "home").lock()
    home.unlock()
    Home(tmp_path / "home").lock()


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", ".x", "A", "x.db", "catalogue", "accounts", "x" * 99, "é"]
)
def test_a_name_cannot_lead_out_of_the_home(tmp_path: Path, name: str) -> None:
    with pytest.raises(Foreign):
        Home(tmp_path).file(name)


def test_a_workshop_lies_under_its_name(tmp_path: Path) -> None:
    assert Home(tmp_path).file("acme-2026") == tmp_path / "acme-2026.db"


def test_an_empty_catalogue_file_left_by_a_crash_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").touch()
    catalogue = Catalogue.open(tmp_path)
    assert catalogue.fresh
    assert catalogue.all() == []
    catalogue.close()
