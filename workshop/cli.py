"""The command line. Each command imports only what it needs, so that it starts at once.

Exit status: 0 done, 1 not as it should be (differences, damage), 2 could not be done, with a sentence.
"""

import argparse
import contextlib
import getpass
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

OK, WRONG, FAILED = 0, 1, 2
DAY = 86_400_000


class Problem(Exception):
    """Something that cannot be done; the text is for whoever typed the command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] == "serve":
        _serve(given)
    options = _parser().parse_args(given)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except KeyboardInterrupt:
        return FAILED
    except Exception as problem:
        if not _expected(problem):
            raise
        said = f"{problem.filename}: {problem.strerror}." if isinstance(problem, OSError) else problem
        print(f"workshop: {said}", file=sys.stderr)
        return FAILED


def _expected(problem: Exception) -> bool:
    """Whether a problem says in a sentence what is wrong; anything else is a defect of ours and shows itself."""
    from workshop.rehearsal.browser import Stuck
    from workshop.rehearsal.script import ScriptError
    from workshop.rules.playbook import PlaybookError
    from workshop.store.log import StoreError

    return isinstance(problem, Problem | ScriptError | Stuck | PlaybookError | StoreError | OSError)


def _serve(given: list[str]) -> NoReturn:
    """Become the server: that has to begin with a process in which nothing of the application is loaded."""
    os.execv(sys.executable, [sys.executable, "-m", "workshop", *given])  # noqa: S606 - our own program


# A demonstration


def run(options: argparse.Namespace) -> int:
    """A demonstration in its second day, on this machine only."""
    import datetime as dt

    from workshop.rehearsal.demonstration import demonstration
    from workshop.rehearsal.server import address, start

    home = _home(options)
    found = demonstration(home, dt.datetime.now().astimezone().date())
    process = start(home, _free_port(options.port), limits=True)
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        url = address(process)
        print(
            f"Workshop is at {url}/\n\nA workshop in its second day. Open each link in a window of its own:"
        )
        for role, words in ROLES.items():
            if role in found.links:
                print(f"  {words:<20} {url}/i#{found.links[role]}")
        print("\nCtrl-C ends it; everything is kept.", flush=True)
        threading.Thread(target=_pass_on, args=(process.stdout,), daemon=True).start()
        return process.wait()
    except KeyboardInterrupt:
        return process.wait()
    finally:
        process.terminate()


ROLES = {
    "facilitator": "Facilitator",
    "participant": "Participant",
    "first_line_manager": "First-line manager",
    "customer_guest": "Customer's guest",
    "screen": "Room screen",
}


def _pass_on(lines: Iterable[str] | None) -> None:
    for line in lines or ():
        print(line, end="", flush=True)


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise Problem(f"Ports {wanted} to {wanted + 99} are all in use.")


# Rehearsing


def rehearse(options: argparse.Namespace) -> int:
    """Play a script against a real server and compare everything."""
    from workshop.rehearsal.rehearse import Wishes, rehearse

    password = os.environ.get("WORKSHOP_PASSWORD", "")
    if options.server and not password:
        try:
            password = getpass.getpass(f"Password of {options.email}: ")
        except EOFError:
            raise Problem("No password came. Give it in WORKSHOP_PASSWORD, or type it.") from None
    wishes = Wishes(
        options.script, options.server, options.email, password, options.speed, options.until, options.keep,
        options.json,
    )  # fmt: skip
    return rehearse(wishes, partial(print, flush=True))


# Looking after workshops


def verify(options: argparse.Namespace) -> int:
    """Read logs from end to end, and say whether anything was altered. A folder means every file in it."""
    from workshop.store.archive import named, verdict_on
    from workshop.store.catalogue import Home
    from workshop.store.log import StoreError

    files, strange = (named(options.files), []) if options.files else Home(_home(options)).workshops()
    fine = not strange
    for sentence in strange:
        print(sentence)
    for path in files:
        try:
            said, faults = verdict_on(path)
        except StoreError as problem:
            said, faults = "", [str(problem)]
        fine = fine and not faults
        print(*([f"{path}: {said}"] if said else []), *faults, sep="\n")
    if not files and not strange:
        print(f"There are no workshops in {', '.join(map(str, options.files)) or _home(options)}.")
    return OK if fine else WRONG


def backup(options: argparse.Namespace) -> int:
    """Copy one workshop to a file, or all of them and the accounts to a new folder; they may be running."""
    from workshop.store.archive import backup
    from workshop.store.catalogue import Home

    home, target = Home(_home(options)), options.target
    if options.workshop:
        source = _file(options, options.workshop)
        backup(source, target / source.name if target.is_dir() else target)
        print(f"{source.name} is copied to {target}.")
        return OK
    if any(target.glob("*.db")):
        raise Problem(f"There is a backup in {target}. Name a new folder each time, one with the date, say.")
    target.mkdir(parents=True, exist_ok=True)
    sources, strange = home.workshops()
    accounts = home.path / "accounts.db"
    for source in [*sources, *([accounts] if accounts.exists() else [])]:
        backup(source, target / source.name)
        print(f"{source.name} is copied to {target}.")
    print("".join(f"{sentence}\n" for sentence in strange), end="")
    return WRONG if strange else OK


def walk_through(options: argparse.Namespace) -> int:
    """Play the next day's run sheet in a copy that is thrown away, and say what would break."""
    from workshop.rehearsal.walked import told
    from workshop.rules.state import fold
    from workshop.store.sqlite import SqliteLog

    with contextlib.closing(SqliteLog.reader(_file(options, options.workshop))) as log:
        state = fold(event for _, event in log.read())
    try:
        lines, fine = told(state, time.time_ns() // 1_000_000, options.day)
    except ValueError as problem:
        raise Problem(str(problem)) from None
    print("\n".join(lines))
    return OK if fine else WRONG


def copy_from(options: argparse.Namespace) -> int:
    """Keep a copy of another laptop's workshops here, every minute, to go on with if that one dies."""
    from workshop.store.following import follow

    wishes = (_home(options), options.every, partial(print, flush=True), int(options.once))
    follow(options.address, options.token, *wishes)
    return OK


def restore(options: argparse.Namespace) -> int:
    """Put a backup, or a folder of them, into the home. Nothing that is there is replaced."""
    from workshop.store.archive import restore

    home = _home(options)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    archives = sorted(options.archive.glob("*.db")) if options.archive.is_dir() else [options.archive]
    if not archives:
        raise Problem(f"There is no backup in {options.archive}.")
    for archive in archives:
        print(f"{archive.name} is now {restore(archive, home)}.")
    return OK


def export(options: argparse.Namespace) -> int:
    """One workshop as data or as a document, to a file or to the terminal."""
    from workshop.store.sqlite import SqliteLog

    source = _file(options, options.workshop)
    with contextlib.closing(SqliteLog.reader(source)) as log:
        if options.format == "json":
            from workshop.store.archive import export_json

            content = export_json(log)
        else:
            from workshop.exports.from_log import document

            content = document(log).encode()
    if options.to:
        options.to.write_bytes(content)
        print(f"{source.stem} is written to {options.to}.")
    else:
        sys.stdout.buffer.write(content)
    return OK


def import_(options: argparse.Namespace) -> int:
    """A workshop from an export, under a new name."""
    from workshop.rooms import new_id
    from workshop.store.archive import import_json
    from workshop.store.catalogue import Home

    home = Home(_home(options))
    home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = home.file(options.name or new_id())
    verdict = import_json(options.file.read_bytes(), target)
    print(f"{options.file} is now {target}: {verdict.head} events; a server shows it after a restart.")
    return OK


def reset_password(options: argparse.Namespace) -> int:
    """A link that works once, for somebody who is locked out; it makes no difference whether a server runs."""
    from workshop.store.accounts import hand_in

    token = hand_in(_home(options), "password", options.mail, time.time_ns() // 1_000_000 + DAY)
    print(f"Works once, for a day. Put the server's address in front:\n/password#{token}")
    return OK


def check_playbook(options: argparse.Namespace) -> int:
    """Whether a playbook can be used; if not, where and why."""
    import tomllib

    from workshop.engine.rulebook import ALL, CRITERIA
    from workshop.rules import playbook

    text = options.file.read_text(encoding="utf-8")
    try:
        found = playbook.read(tomllib.loads(text), frozenset(e.kind for e in ALL), frozenset(CRITERIA))
    except (tomllib.TOMLDecodeError, playbook.PlaybookError) as problem:
        print(f"{options.file}{playbook.line_of(text, str(problem))}: {problem}")
        return WRONG
    stages, blocks = len(found.stages), sum(len(stage.blocks) for stage in found.stages)
    print(f"{options.file}: “{found.title}” can be used: {stages} stages, {blocks} items.")
    return OK


def types(options: argparse.Namespace) -> int:
    """The shapes of records and commands, for the browser code's type check."""
    from workshop.exports.declarations import declarations

    print(declarations(), end="")
    return OK


# What commands share


def _home(options: argparse.Namespace) -> Path:
    return Path(options.home or os.environ.get("WORKSHOP_HOME", "sessions")).expanduser()


def _file(options: argparse.Namespace, workshop: str) -> Path:
    """The file of a workshop, given as its id or as a path."""
    from workshop.store.catalogue import Home

    path = Path(workshop)
    if path.suffix == ".db" and path.exists():
        return path
    found = Home(_home(options)).file(workshop)
    if not found.exists():
        raise Problem(f"There is no workshop “{workshop}” in {_home(options)}.")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workshop", description="A facilitated account-planning workshop.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    # Its own options are read by `config`; this line is for the help.
    commands.add_parser("serve", help="Serve the workshops of a folder.", add_help=False)
    demo = _add(commands, "run", run)
    first = os.environ.get("WORKSHOP_PORT", "8000")
    demo.add_argument("--port", type=int, default=first, help="the first port to try (WORKSHOP_PORT, 8000)")
    _rehearsing(_add(commands, "rehearse", rehearse))
    _add(commands, "verify", verify).add_argument(
        "files", type=Path, nargs="*", help="files, or a backup's folder; all in the home if none"
    )
    copy = _add(commands, "backup", backup)
    copy.add_argument("workshop", nargs="?", default="", help="its id or file; all of them if none is named")
    copy.add_argument("target", type=Path, help="a file, or a new folder for all of them")
    _for_the_room(commands)
    _add(commands, "restore", restore).add_argument(
        "archive", type=Path, help="a backup, or a folder of them"
    )
    out = _add(commands, "export", export)
    out.add_argument("workshop", help="its id or file")
    out.add_argument(
        "--format", choices=("json", "markdown"), default="json", help="json holds the whole log"
    )
    out.add_argument("--to", type=Path, help="the file to write (the terminal)")
    back = _add(commands, "import", import_)
    back.add_argument("file", type=Path, help="what `export` wrote as json")
    back.add_argument("--name", default="", help="its new id (made up)")
    _add(commands, "reset-password", reset_password).add_argument("mail", help="the account's mail address")
    books = commands.add_parser("playbook", help="Look after playbooks.").add_subparsers(
        required=True, metavar="check"
    )
    _add(books, "check", check_playbook).add_argument("file", type=Path, help="a playbook")
    _add(commands, "types", types)
    return parser


def _for_the_room(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    walked = _add(commands, "walk-through", walk_through)
    walked.add_argument("workshop", help="its id or file")
    walked.add_argument("--day", type=int, default=0, help="the day of the run sheet (the next one)")
    follow = _add(commands, "copy-from", copy_from)
    follow.add_argument("address", help="the first laptop's address, as it prints it")
    follow.add_argument("--token", required=True, help="the word the first laptop prints at its start")
    follow.add_argument("--every", type=float, default=60, help="seconds between two copies (60)")
    follow.add_argument("--once", action="store_true", help="copy once and end")


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    command: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    says = (command.__doc__ or "").strip()
    parser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(command=command)
    parser.add_argument(
        "--home", default="", help="folder that holds the workshops (WORKSHOP_HOME, ./sessions)"
    )
    return parser


def _rehearsing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("script", type=Path, help="the script to play")
    parser.add_argument(
        "--server", default="", help="a server that runs already (one of its own, thrown away)"
    )
    parser.add_argument(
        "--email", default="", help="with --server: the account that makes the workshop there"
    )
    parser.add_argument(
        "--speed", type=float, default=0, help="so many times faster than written, to watch it"
    )
    parser.add_argument("--until", default="", metavar="STAGE", help="stop there and leave the workshop open")
    parser.add_argument("--keep", type=Path, help="a folder to keep the data of the server in")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything compared to a file")


if __name__ == "__main__":
    sys.exit(main())
