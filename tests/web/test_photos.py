"""Photographs: only a real picture comes in, nothing of where it was taken stays, and only who may see it gets it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.exports.castor import Castor
from tests.web.library import Library
from workshop.rules.photos import stored_as
from workshop.store.archive import backup, export_json, import_json
from workshop.store.log import Damaged
from workshop.store.sqlite import SqliteLog
from workshop.web.jpeg import NotAPicture, cleaned


def segment(mark: int, body: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(body) + 2).to_bytes(2) + body


FRAME = segment(0xC0, b"\x08" + (600).to_bytes(2) + (800).to_bytes(2) + b"\x01\x11\x00")
PLACE = segment(0xE1, b"Exif\0\0GPS 52.52 13.40 taken by Tess") + segment(0xFE, b"a comment")
JFIF = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")


def jpeg(words: bytes = b"words on a flip chart", more: bytes = PLACE) -> bytes:
    """As a browser or a camera makes one, as far as it is looked at."""
    return b"\xff\xd8" + JFIF + more + FRAME + segment(0xDA, b"\x01\x01\0\0\x3f\0") + words + b"\xff\xd9"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path, Castor().briefing())
    yield made
    made.close()


def post(library: Library, name: str, data: bytes, query: str = "") -> dict[str, object]:
    reader = library.reader(name)
    answer = reader.client.post(f"/s/{reader.seat}/photos{query}", data=data, content_type="image/jpeg")
    return dict(msgspec.json.decode(answer.data)) if answer.is_json else {"status": answer.status_code}


def kept(library: Library, name: str = "Tess", data: bytes = b"") -> str:
    answer = post(library, name, data or jpeg(), "?caption=Their+board")
    assert answer.get("ok"), answer
    (made,) = answer["made"]  # type: ignore[misc]
    return str(made)


def test_a_picture_comes_back_to_the_team_without_its_place_and_comment(library: Library) -> None:
    photo = kept(library)
    answer = library.reader("Ben").get(f"photos/{photo}")
    assert answer.data == jpeg(more=b"")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    record = library.room.state.records[photo]
    assert (record["caption"], record["width"], record["height"]) == ("Their board", 800, 600)


def test_no_guest_and_no_visitor_gets_it_and_the_screen_not_while_a_guest_is_in(library: Library) -> None:
    photo = kept(library)
    for name in ("Carl", "Sven", "Screen"):
        assert library.reader(name).get(f"photos/{photo}").status_code in (303, 403, 404), name
    assert post(library, "Carl", jpeg()).get("ok") is None
    assert photo not in library.room.seen_by(library.castor.viewer("Carl")).records


def test_what_is_taken_off_is_not_shown_until_it_is_put_back(library: Library) -> None:
    photo = kept(library)
    assert library.do("Tess", "record.withdraw", id=photo)["ok"]
    assert library.reader("Ben").get(f"photos/{photo}").status_code == 404
    assert library.do("Tess", "record.restore", id=photo)["ok"]
    assert library.reader("Ben").get(f"photos/{photo}").status_code == 200


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg onload=alert(1)>", b"GIF89a", b"\x89PNG\r\n", jpeg()[:60], jpeg()[:-2], b"\xff\xd8\xff\xd9",
     b"\xff\xd8" + JFIF + segment(0xDA, b"\0") + b"\xff\xd9", b"\xff\xd8\xff\xe0\xff\xff" + b"\xff\xd9"],
)  # fmt: skip
def test_what_is_no_picture_is_refused_and_leaves_nothing(library: Library, data: bytes) -> None:
    assert post(library, "Tess", data).get("refused") == "invalid"
    with pytest.raises(NotAPicture):
        cleaned(data)
    assert library.room.state.count("photo") == 0


def test_a_picture_that_is_too_large_is_refused(library: Library) -> None:
    assert post(library, "Tess", jpeg(b"x" * 1_000_001)).get("refused") == "too_large"
    huge = jpeg(more=segment(0xC0, b"\x08" + (9000).to_bytes(2) * 2 + b"\x01\x11\x00")).replace(FRAME, b"")
    assert post(library, "Tess", huge).get("refused") == "too_large"


def test_the_picture_goes_with_the_words_of_whoever_took_it(library: Library) -> None:
    photo = kept(library)
    name = stored_as(library.room.state.records[photo]["picture"])
    assert library.room.log.secret(name)
    tess = library.castor.person("Tess").id
    assert library.do("Fay", "people.erase", person=tess)["ok"]
    assert library.room.log.secret(name) is None
    assert library.reader("Ben").get(f"photos/{photo}").status_code == 404
    file = library.services.home.file(library.workshop)
    sqlite3.connect(file).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    assert b"words on a flip chart" not in file.read_bytes()


def test_backup_and_export_carry_the_pictures_and_a_changed_one_is_refused(
    library: Library, tmp_path: Path
) -> None:
    photo = kept(library)
    name = stored_as(library.room.state.records[photo]["picture"])
    backup(library.services.home.file(library.workshop), tmp_path / "copy.db")
    exported = export_json(library.room.log)
    import_json(exported, tmp_path / "import.db")
    for file in ("copy.db", "import.db"):
        log = SqliteLog.reader(tmp_path / file)
        assert log.secret(name) == jpeg(more=b"")
        log.close()
    whole = msgspec.json.decode(exported)
    whole["pictures"] = {n: whole["pictures"][n][:-8] + "AAAAAAA=" for n in whole["pictures"]}
    with pytest.raises(Damaged):
        import_json(msgspec.json.encode(whole), tmp_path / "changed.db")
    assert not (tmp_path / "changed.db").exists()


def test_the_plan_shows_it_where_what_stands_on_it_is_told_and_the_data_says_what_that_is(
    tmp_path: Path,
) -> None:
    whole = Library(tmp_path, Castor().whole())
    try:
        photo, goal = kept(whole), whole.castor.made["goal"]
        whole.do("Ben", "record.edit", id=photo, set={"text": "Margin 7 %"})
        assert whole.do("Ben", "record.link", id=photo, to=goal, field="shows")["ok"]
        name = f"photo-{whole.room.state.records[photo]['picture'][:12]}.jpg"
        image = f'/photos/{photo}" alt="Margin 7 %" width="800" height="600"'
        tom = whole.reader("Tom")
        assert image in tom.text("plan")
        assert image in tom.text(f"thread/{goal}")
        assert f"![Margin 7 %]({name})" in tom.text("plan.md")
        data = msgspec.json.decode(tom.get("plan.json").data)
        assert next(r for r in data["records"] if r["id"] == photo)["body"]["shows"] == [goal]
        assert name in tom.get(f"photos/{photo}").headers["Content-Disposition"]
        for who in ("Carl", "Sven"):
            assert photo not in whole.reader(who).get("plan.json").get_data(as_text=True)
    finally:
        whole.close()


def test_the_minutes_show_it_with_its_words(library: Library) -> None:
    photo = kept(library)
    library.do("Ben", "record.edit", id=photo, set={"text": "Margin 7 % by spring"})
    assert f"photos/{photo}" in library.reader("Tom").text("minutes")
    assert "Margin 7 % by spring" in library.reader("Tom").text("minutes.md")
