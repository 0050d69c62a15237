"""A server of its own for one rehearsal, with a folder that is gone afterwards."""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from workshop.rehearsal.browser import Stuck
from workshop.store.accounts import Accounts

START_WITHIN = 30.0


class Own:
    """A running server: its address, and the account that may make workshops there."""

    def __init__(self, url: str, email: str, password: str, home: Path):
        self.url, self.email, self.password, self.home = url, email, password, home


@contextlib.contextmanager
def own_server(name: str, keep: Path | None = None) -> Iterator[Own]:
    """Start a server on a free loopback port with one account; ended and removed at the end (`keep` its folder)."""
    with contextlib.ExitStack() as stack:
        home = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="workshop-rehearsal-")))
        home.mkdir(parents=True, exist_ok=True)
        email, password = "rehearsal@localhost", secrets.token_urlsafe(16)
        with contextlib.closing(Accounts.open(home)) as accounts:
            if accounts.account(email):
                accounts.set_password(email, password, _now())
            else:
                accounts.create_account(email, name, password, _now())
        process = start(home)
        stack.callback(_end, process)
        yield Own(address(process), email, password, home)


def start(home: Path, port: int = 0, *, limits: bool = False) -> subprocess.Popen[str]:
    """A server process on loopback; without `limits` nobody is held to how fast a person types."""
    command = [sys.executable, "-m", "workshop", "serve", "--port", str(port), "--home", str(home)]
    command += [] if limits else ["--no-rate-limits"]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )


def address(process: subprocess.Popen[str]) -> str:
    """Where it is, as it says itself. Stuck if it ends without saying so."""
    assert process.stdout
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end:
        line = process.stdout.readline()
        if not line:
            break
        if line.startswith("Workshop is at "):
            return line.split()[-1].rstrip("/")
    raise Stuck("The server did not start.")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    process.kill()
    process.communicate()


def _now() -> int:
    return time.time_ns() // 1_000_000
