"""Taking a workshop elsewhere: copies made while it runs, and its whole log as JSON.

Everything here is all or nothing: a target file is complete, examined and on the disk before it
has its name, and nothing that is there is ever replaced.
"""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from workshop.rules import photos
from workshop.rules.state import fold
from workshop.store.accounts import ACCOUNTS_FILE
from workshop.store.catalogue import CATALOGUE_FILE, Home
from workshop.store.database import DataFile, Kind, application_id, create, whole
from workshop.store.log import Damaged, Foreign, Log, Newer, Row, Verdict, event_of, judge
from workshop.store.sqlite import WORKSHOP_FILE, SqliteLog, write_rows

KINDS = {kind.application_id: kind for kind in (WORKSHOP_FILE, ACCOUNTS_FILE, CATALOGUE_FILE)}

#: Bytes. An export of a two-day workshop has a few million.
LARGEST_IMPORT = 512 * 1024 * 1024

VERSION = 1


class _Line(msgspec.Struct, omit_defaults=True):
    """One event in an export: its words as they were stored byte by byte, or none if they were erased."""

    seq: int
    hash: str
    chain: str
    salt: str = ""
    event: msgspec.Raw = msgspec.Raw()


class _Export(msgspec.Struct):
    format: Literal["workshop log"]
    version: int
    head: int
    chain: str
    events: list[_Line]
    pictures: dict[str, bytes] = {}


class _Version(msgspec.Struct):
    format: Literal["workshop log"]
    version: int


def backup(source: Path, target: Path) -> Verdict | None:
    """A copy of a file of ours as it is now, also while a server writes to it.

    A workshop file's copy is examined and the verdict given. Raises `Damaged` when the copy does
    not hold together (then there is none), `Conflict` when `target` is there already.
    """
    kind = kind_of(source)
    with whole(target) as draft:
        with DataFile(source, kind, write=False) as file, file.reading() as db:
            db.conn.execute("VACUUM INTO ?", (str(draft),))
        return _examined(draft, kind, source)


def restore(archive: Path, home: Path, name: str = "") -> Path:
    """Put a backup into a home under its own or another name; where it now lies.

    Raises `Conflict` when a workshop of that name is there, and what opening the archive raises.
    """
    accounts = kind_of(archive) == ACCOUNTS_FILE
    target = home / "accounts.db" if accounts else Home(home).file(name or archive.stem)
    backup(archive, target)
    return target


def kind_of(path: Path) -> Kind:
    """What kind of file of ours this is. Raises `Foreign` when it is none."""
    kind = KINDS.get(application_id(path))
    if kind is None:
        raise Foreign(f"{path} is not a file of this program.")
    return kind


def named(paths: Iterable[Path]) -> list[Path]:
    """The files that were named, and those in a folder that was."""
    return [file for path in paths for file in (sorted(path.glob("*.db")) if path.is_dir() else [path])]


def verdict_on(path: Path) -> tuple[str, list[str]]:
    """What is to be said of a file of ours read from end to end, and its faults. Raises what opening it raises."""
    kind = kind_of(path)
    if kind != WORKSHOP_FILE:
        with DataFile(path, kind, write=False) as file:
            faults = file.faults()
        return f"{kind.noun}, {'DAMAGED' if faults else 'whole'}", faults
    with contextlib.closing(SqliteLog.reader(path)) as log:
        verdict = log.verify()
    erased = f", {verdict.erased} erased" if verdict.erased else ""
    whole_ = "whole" if verdict.ok else "ALTERED"
    return f"{verdict.head} events{erased}, {whole_}, head {verdict.chain}", list(verdict.faults)


def _examined(draft: Path, kind: Kind, source: Path) -> Verdict | None:
    if kind != WORKSHOP_FILE:
        DataFile(draft, kind, write=False).close()
        return None
    with contextlib.closing(SqliteLog.reader(draft)) as log:
        verdict = log.verify()
    if not verdict.ok:
        raise Damaged(f"{source} is damaged: {verdict.faults[0]}")
    return verdict


def export_json(log: Log) -> bytes:
    """The whole log with its chain, and its photographs. Waiting anonymous notes, secrets and answers are not in it."""
    lines = [_line(row) for row in log.rows()]
    chain = lines[-1].chain if lines else bytes(32).hex()
    return msgspec.json.encode(_Export("workshop log", VERSION, len(lines), chain, lines, _pictures(log)))


def _pictures(log: Log) -> dict[str, bytes]:
    """Every photograph that some record still shows, by its fingerprint."""
    named = photos.wanted(fold(event for _, event in log.read()).all("photo"))
    found = {name: log.secret(photos.stored_as(name)) for name in sorted(named)}
    return {name: data for name, data in found.items() if data is not None}


def _keep_pictures(pictures: dict[str, bytes], draft: Path, target: Path) -> None:
    for name, data in pictures.items():
        if hashlib.sha256(data).hexdigest() != name:
            raise Damaged(f"The export for {target} was changed: a photograph is not the one that was kept.")
    if pictures:
        with contextlib.closing(SqliteLog.open(draft)) as log:
            for name, data in pictures.items():
                log.keep(photos.stored_as(name), data)


def _line(row: Row) -> _Line:
    if row.body is None or row.salt is None:
        return _Line(row.seq, row.hash.hex(), row.chain.hex())
    return _Line(row.seq, row.hash.hex(), row.chain.hex(), row.salt.hex(), msgspec.Raw(row.body))


def import_json(data: bytes, target: Path) -> Verdict:
    """A workshop file from an export, with the same events and the same chain to the last byte.

    Raises `Foreign` for something else, `Newer` for a later format, `Damaged` when the export was
    changed, `Conflict` when `target` is there already.
    """
    export = _read(data, target)
    rows = list(_rows(export, target))
    verdict = judge(rows)
    if not verdict.ok:
        raise Damaged(f"The export for {target} was changed: {verdict.faults[0]}")
    if (verdict.head, verdict.chain) != (export.head, export.chain):
        raise Damaged(f"The export for {target} was changed: its end is missing.")
    with whole(target) as draft:
        create(draft, WORKSHOP_FILE)
        write_rows(draft, rows)
        _keep_pictures(export.pictures, draft, target)
        return _examined(draft, WORKSHOP_FILE, target) or verdict


def _read(data: bytes, target: Path) -> _Export:
    if len(data) > LARGEST_IMPORT:
        raise Foreign(f"The export for {target} is larger than {LARGEST_IMPORT >> 20} MB.")
    try:
        if msgspec.json.decode(data, type=_Version).version > VERSION:
            raise Newer(f"The export for {target} was made by a newer version of this program.")
        return msgspec.json.decode(data, type=_Export)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Foreign(f"What was given for {target} is not the export of a workshop: {error}.") from error


def _rows(export: _Export, target: Path) -> Iterator[Row]:
    for line in export.events:
        try:
            digest, chain, salt = (bytes.fromhex(text) for text in (line.hash, line.chain, line.salt))
        except ValueError as error:
            raise Damaged(f"The export for {target} was changed: event {line.seq} cannot be read.") from error
        body = bytes(line.event)
        row = Row(line.seq, salt or None, body or None, digest, chain)
        event_of(row, f"the export for {target}")
        yield row
