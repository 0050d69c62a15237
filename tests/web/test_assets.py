"""How our own files reach the browser: small, and saying what their source says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.conftest import House
from workshop.web.assets import packed, without_notes

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
IMPORT = re.compile(r'(?:^import|^export|^} )[^;]*?from "([^"]+)"', re.MULTILINE)
NODE = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def compared(folder: Path) -> list[str]:
    script = str(Path(__file__).parent / "same_scripts.mjs")
    done = subprocess.run(["node", script, str(folder)], env=NODE, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_every_script_without_its_notes_says_the_same_on_the_same_lines(tmp_path: Path) -> None:
    static = ROOT / "static"
    for file in static.rglob("*.js"):
        if "vendor" not in file.parts:
            bare = tmp_path / file.relative_to(static)
            bare.parent.mkdir(parents=True, exist_ok=True)
            bare.write_text(without_notes(file.read_text(encoding="utf-8")), encoding="utf-8")
    [said] = compared(tmp_path)
    assert int(said.split()[0]) > 100
    task = tmp_path / "pages/task.js"
    task.write_text(
        task.read_text(encoding="utf-8").replace('"Between sittings"', '"Never"'), encoding="utf-8"
    )
    assert compared(tmp_path)[0] == "pages/task.js"


def test_a_script_travels_packed_and_without_notes_and_plain_to_whoever_asks_so(house: House) -> None:
    path = re.search(r"/static/[0-9a-f]{12}/pages/[a-z]+\.js", house.fay.get("/login").text)
    assert path
    packed = house.fay.get(path[0], headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "max-age=31536000" in packed.headers["Cache-Control"]
    assert b"/**" not in packed.content
    plain = house.fay.get(path[0], headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    again = house.fay.get(
        path[0], headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    )
    assert again.status_code == 304


def test_the_one_stylesheet_travels_whole_with_every_part_in_its_layer(house: House) -> None:
    page = house.fay.get("/login").text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    [path] = [one for one in sheets if one.endswith("layers.css")]
    listed = re.findall(
        r'url\("([^"]+)"\) layer\((\w+)\)', (STATIC / "css/layers.css").read_text(encoding="utf-8")
    )
    assert len(listed) > 30
    for coding in ("gzip", "identity"):
        text = house.fay.get(path, headers={"Accept-Encoding": coding}).text
        assert "@import" not in text
        at = [
            text.index(f"@layer {layer} {{\n{(STATIC / 'css' / name).read_text(encoding='utf-8')}")
            for name, layer in listed
        ]
        assert at == sorted(at)


def needed(file: Path, known: dict[Path, int]) -> dict[Path, int]:
    """The scripts that a script needs before it runs, with their bytes on the way."""
    if file in known:
        return known
    known[file] = len(packed(file, file.stat().st_mtime_ns))
    names = json.loads((STATIC / "vendor/versions.json").read_text(encoding="utf-8"))["imports"]
    for name in re.findall(
        r'(?:^import|^export|^} )[^;]*?from "([^"]+)"', file.read_text(encoding="utf-8"), re.MULTILINE
    ):
        needed(STATIC / "vendor" / names[name] if name in names else (file.parent / name).resolve(), known)
    return known


@pytest.mark.parametrize("page", ["task", "console", "guest", "screen"])
def test_a_page_needs_less_than_150_kilobytes_of_scripts_a_participants_with_any_board(page: str) -> None:
    first = needed((STATIC / f"pages/{page}.js").resolve(), {})
    assert len(first) > 15
    boards = [needed(board.resolve(), dict(first)) for board in (STATIC / "exercises").glob("*.js")]
    assert max(sum(all_.values()) for all_ in (boards if page == "task" else [first])) < 150_000


def test_no_class_gets_its_look_in_two_layers(root: Path) -> None:
    """The later layer would win everywhere, on pages that never meant it."""
    sheets = (root / "static/css/layers.css").read_text(encoding="utf-8")
    where: dict[str, set[str]] = {}
    for file, layer in re.findall(r'url\("([^"]+)"\) layer\((\w+)\)', sheets):
        if file in ("print.css", "utilities.css"):  # these are about everybody's
            continue
        text = re.sub(
            r"/\*.*?\*/", "", (root / "static/css" / file).read_text(encoding="utf-8"), flags=re.DOTALL
        )
        for selectors in re.findall(r"(?:^|[{}\n;])\s*([^{}@;]+?)\s*\{", text):
            for one in selectors.split(","):
                if re.fullmatch(r"\.[\w-]+", one.strip()):
                    where.setdefault(one.strip(), set()).add(layer)
    assert {name: layers for name, layers in where.items() if len(layers) > 1} == {}
