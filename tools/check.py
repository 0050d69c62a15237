"""Everything that has to hold before a change lands, with a time table at the end.

Every part runs, whatever the ones before it said, so that one run names all that is wrong.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The tools beside this Python come first, however this was started.
TOOLS = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
PYTEST = [sys.executable, "-m", "pytest"]
# How pytest and node's test runner close: "3 passed, 1 failed in 2.1s", "# pass 3".
PYTEST_CLOSING = re.compile(r"^\d+ \w+.* in [\d.]+s\b")
PYTEST_COUNT = re.compile(r"(\d+) (passed|failed|error|skipped|xfailed)")
NODE_COUNT = re.compile(r"^# (pass|fail|skipped) (\d+)$")
WORDS = {"pass": "passed", "fail": "failed", "error": "failed", "xfailed": "skipped"}


@dataclass
class Part:
    """One tool's run: its name in the table, and how it went. `seconds` is wall time.

    `shaky` parts depend on real time (browsers, kills): what fails there is tried once more by itself,
    and the table says so. A second failure is a failure.
    """

    name: str
    command: list[str]
    seconds: float = 0.0
    ok: bool = False
    tests: Counter[str] = field(default_factory=Counter)
    shaky: bool = False


def parts() -> Iterator[Part]:
    """The quick ones first; node after the first pytest, which writes what both languages are held to."""
    yield Part("style", ["ruff", "check", "--output-format=concise", "."])
    yield Part("format", ["ruff", "format", "--check", "--output-format=concise", "."])
    yield Part("Python types", ["mypy"])
    yield Part("layers", ["lint-imports", "--no-logo"])
    yield Part("JavaScript types", ["node_modules/.bin/tsc", "-p", "tsconfig.json"])
    # They wait now and then: for a disk, a socket, a countdown, a lost network.
    hands = 1 + min(6, max(2, os.cpu_count() or 2))
    usual = ["--dist", "loadfile", "--no-loadscope-reorder", "--ignore=tests/browser", "-m", "not alone"]
    yield Part("tests", [*PYTEST, "-q", "-n", str(hands), *usual])
    scripts = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests/js").rglob("*.test.*js"))
    if scripts:
        yield Part("JavaScript tests", ["node", "--test", "--test-reporter=tap", *scripts])
    # Their files are of very different lengths.
    browsers = ["-n", str(hands), "--dist", "worksteal", "tests/browser"]
    yield Part("tests in browsers", [*PYTEST, "-q", *browsers], shaky=True)
    yield Part("tests, one at a time", [*PYTEST, "-q", "-m", "alone", "tests/faults"], shaky=True)


def counted(line: str) -> dict[str, int]:
    """How many tests went how, if this is a test runner's closing line."""
    if PYTEST_CLOSING.match(line):
        return {WORDS.get(word, word): int(number) for number, word in PYTEST_COUNT.findall(line)}
    closing = NODE_COUNT.match(line)
    return {WORDS.get(closing[1], closing[1]): int(closing[2])} if closing else {}


def run(part: Part) -> None:
    """Run one part, passing its words on as they come."""
    print(f"\n== {part.name}: {' '.join(part.command[:6])}", flush=True)
    start = time.monotonic()
    with subprocess.Popen(
        part.command,
        cwd=ROOT,
        env=TOOLS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            part.tests.update(counted(line))
    part.seconds = time.monotonic() - start
    # pytest says 5 when nothing was there to run, which is no failure of a part that may be empty.
    part.ok = process.returncode == 0 or (process.returncode == 5 and part.command[: len(PYTEST)] == PYTEST)


def once_more(part: Part) -> Part:
    """What failed in a shaky part, by itself; the part counts as this goes."""
    failed = part.tests.pop("failed", 0)
    again = Part(
        f"{part.name}: {failed} once more",
        [*part.command, "--last-failed", "--last-failed-no-failures", "none"],
    )
    run(again)
    part.ok = again.ok
    return again


def main() -> int:
    """Run all parts; 0 when every one held."""
    done = list(parts())
    for part in list(done):
        run(part)
        if part.shaky and not part.ok:
            done.append(once_more(part))
    print("\n   seconds")
    for part in done:
        print(f"{part.seconds:10.1f}  {'ok    ' if part.ok else 'FAILED'}  {part.name}")
    print(f"{sum(part.seconds for part in done):10.1f}          in all\n")
    tests = sum((part.tests for part in done), Counter[str]())
    print(f"{tests['passed']} passed, {tests['failed']} failed, {tests['skipped']} skipped")
    return 0 if all(part.ok for part in done) else 1


if __name__ == "__main__":
    sys.exit(main())
