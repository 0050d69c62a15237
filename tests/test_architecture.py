"""The house rules that no tool knows: sizes, names, who may know what, and a full set for each exercise."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 40
ROOM_METHODS = 10
# A module with such a name collects what nobody found a place for.
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "service",
    "base",
    "misc",
    "shared",
    "lib",
}
TOP = ("workshop", "static", "templates", "sessions", "tests", "pyproject.toml", "README.md")
# What a page fetches: addresses in markup, style sheets, imports. Names of namespaces fetch nothing.
FETCHES = re.compile(
    r"""(?:src|href|action|poster|data)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    r"""|@import\s+["'](?:https?:)?//|(?:from|import)\s*\(?\s*["']https?://|(?:fetch|WebSocket|io)\(\s*["'`]\w+://""",
    re.IGNORECASE,
)


def files(*patterns: str) -> list[Path]:
    """Our own files of these patterns, sorted; nothing that set-up put there."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(p for p in found if p.is_file() and not {"vendor", "vendor.filling"} & set(p.parts))


PYTHON = files("workshop/**/*.py", "tests/**/*.py", "tools/*.py")
SCRIPTS = files("static/**/*.js", "tests/js/**/*.*js", "tools/*.mjs")
STYLES = files("static/**/*.css")
PAGES = files("templates/**/*.html", "templates/**/*.jinja", "templates/**/*.svg")
EXERCISES = [p.stem for p in files("workshop/exercises/*.py") if p.stem != "__init__"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of the modules that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_the_fixed_top_level_is_there() -> None:
    assert [name for name in TOP if not (ROOT / name).exists()] == []


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {named(p): len(text(p).splitlines()) for p in PYTHON + SCRIPTS + STYLES + PAGES}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_python_function_is_longer_than_40_lines() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": lines
        for path in PYTHON
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    # A style sheet layer and a page skeleton called base are what the web calls them.
    assert [named(p) for p in PYTHON + SCRIPTS if NAMELESS & {p.stem, p.parent.name}] == []


def test_the_room_has_at_most_ten_public_methods() -> None:
    tree = ast.parse(text(ROOT / "workshop/room.py"))
    room = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Room")
    methods = [
        node.name
        for node in room.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
    assert len(methods) <= ROOM_METHODS, methods


def test_only_the_program_start_knows_eventlet() -> None:
    knowing = [
        named(path)
        for path in files("workshop/**/*.py")
        if any(name.split(".")[0] == "eventlet" for name in imports(ast.parse(text(path))))
    ]
    assert knowing in ([], ["workshop/__main__.py"])


def test_no_page_fetches_anything_from_outside() -> None:
    outside = [
        f"{named(path)}:{number}"
        for path in PAGES + SCRIPTS + STYLES
        if path.is_relative_to(ROOT / "static") or path in PAGES
        for number, line in enumerate(text(path).splitlines(), 1)
        if FETCHES.search(line)
    ]
    assert outside == []


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/x.js">',
        "<link href=//fonts.example/css>",
        "@import 'https://fonts.example/x.css';",
        "background: url(http://pictures.example/a.png)",
        'import { h } from "https://esm.example/preact";',
    ],
)
def test_the_search_for_outside_addresses_finds_one(line: str) -> None:
    assert FETCHES.search(line)


@pytest.mark.parametrize(
    "line", ['<svg xmlns="http://www.w3.org/2000/svg">', '<a href="/help">', "// see above"]
)
def test_the_search_for_outside_addresses_leaves_the_harmless_alone(line: str) -> None:
    assert not FETCHES.search(line)


def looks(path: Path) -> set[str]:
    """Classes whose own look this style sheet says; what only changes on a narrow screen or on paper is none."""
    css = re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)
    outside = re.sub(r"@[\w-]+[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    selectors = (one.strip() for group in re.findall(r"([^{}]+)\{", outside) for one in group.split(","))
    return {one for one in selectors if re.fullmatch(r"\.[\w-]+", one)}


def test_no_class_gets_its_look_from_two_style_sheets() -> None:
    # Paper takes away what the screen has; that is its work.
    said = [(name, path.name) for path in STYLES if path.name != "print.css" for name in looks(path)]
    homes = {name: sorted(home for other, home in said if other == name) for name, _ in said}
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


#: What stands in an empty place or field for example.
HINT = re.compile(r'(?:example|EXAMPLE|placeholder)(?: =|:|=)\s*["`](?P<words>[^"`]*)["`]')
#: Words of one customer's trade and places, who is nobody's customer here.
TRADE = re.compile(r"\b(?:stores?|shel[fv]\w*|Castor\w*|Lille|France|French|Poland)\b", re.IGNORECASE)


def test_hints_speak_of_no_customer_but_ones_own() -> None:
    pages = [*SCRIPTS, *ROOT.glob("templates/*.html"), *ROOT.glob("workshop/playbooks/*.toml")]
    hints = {(named(p), words) for p in pages for words in HINT.findall(text(p)) if "tests/" not in named(p)}
    assert len(hints) > 60
    assert [hint for hint in sorted(hints) if TRADE.search(re.sub(r"\$\{.*?\}", "", hint[1]))] == []


def test_only_the_two_places_that_speak_say_news_by_themselves() -> None:
    """What a press of one's own brought may be an alert; a clock is silent; a trial of a laptop is watched."""
    own = {"static/parts/live_region.js"}
    speaks = re.compile(r"""role="status"|aria-live="(?!off)|<output""")
    speaking = [named(p) for p in SCRIPTS if p.is_relative_to(ROOT / "static") and speaks.search(text(p))]
    assert set(speaking) == own


def test_the_vendored_browser_code_is_what_the_lock_file_says() -> None:
    made = json.loads(text(ROOT / "static/vendor/versions.json"))
    lock = json.loads(text(ROOT / "package-lock.json"))["packages"]
    assert made["versions"] == {name: lock[f"node_modules/{name}"]["version"] for name in made["versions"]}
    assert [file for file in made["imports"].values() if not (ROOT / "static/vendor" / file).is_file()] == []


def test_every_exercise_has_its_four_pieces() -> None:
    registry = text(ROOT / "workshop/exercises/__init__.py")
    lacking = {
        exercise: missing
        for exercise in EXERCISES
        if (missing := [piece for piece, there in pieces(exercise, registry).items() if not there])
    }
    assert lacking == {}


def pieces(exercise: str, registry: str) -> dict[str, bool]:
    """What an exercise needs beside its Python module, and whether it is there."""
    beside = (f"static/exercises/{exercise}.js", f"tests/exercises/test_{exercise}.py")
    return {"its line in workshop/exercises/__init__.py": exercise in registry} | {
        name: (ROOT / name).is_file() for name in beside
    }


def test_there_are_exercises() -> None:
    assert EXERCISES
    # Talk is a kind of line without a board of its own: its rules are workshop/rules/talk.py.
    orphans = [named(p) for p in files("static/exercises/*.js") if p.stem not in {*EXERCISES, "talk"}]
    assert orphans == [], "browser modules without an exercise"
