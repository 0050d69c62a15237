"""What a disk really holds: every write of SQLite's and every sync, in order, and what a power cut may leave of them.

SQLite reaches its files through a table of functions (https://www.sqlite.org/vfs.html). `watch`
puts one of ours in front of the default one: it does the same, and notes what was done.

A cut may come after any of them. What a file held at its last sync is there. Of what came later
anything may be: all of it, nothing, some writes without those before them, some sectors of a write
and not the others, garbage where the file was being made longer.
"""

import _sqlite3
import ctypes
import random
import sqlite3
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, NamedTuple

SECTOR = 512


class Op(NamedTuple):
    """One thing done to a file: "write" (at, data), "cut" (at: its new size), "sync", "gone"; or "told" (of what)."""

    kind: str
    file: str = ""
    at: int = 0
    data: bytes = b""


_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(ctypes.Structure):
    _fields_ = [
        *((name, c_int) for name in ("version", "file_size", "longest_path")),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        *((f"other{n}", c_void_p) for n in range(13)),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        *((f"other{n}", c_void_p) for n in range(13)),
    ]


#: What is registered stays for the life of the process, and so must what it points to.
_kept: list[Any] = []


def watch(noted: list[Op]) -> None:
    """From now on note what this process does to database files, for as long as it lives."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    usual = library.sqlite3_vfs_find(None)
    ours = _Vfs.from_buffer_copy(usual.contents)
    tables: dict[int, _Methods] = {}
    names: dict[int, str] = {}

    def opened(_: int, path: int, file: int, flags: int, out: int) -> int:
        done: int = usual.contents.open(usual, path, file, flags, out)
        table = ctypes.cast(file, POINTER(POINTER(_Methods)))
        if path and table[0]:
            address = ctypes.addressof(table[0].contents)
            if address not in tables:
                tables[address] = _noting(table[0].contents, names, noted)
            names[file] = Path(ctypes.string_at(path).decode()).name
            table[0] = ctypes.pointer(tables[address])
        return done

    def deleted(_: int, path: bytes, durable: int) -> int:
        noted.append(Op("gone", Path(path.decode()).name))
        done: int = usual.contents.delete(usual, path, durable)
        return done

    ours.name = b"watched"
    ours.open, ours.delete = _OPEN(opened), _DELETE(deleted)
    _kept.extend([library, usual, ours, opened, deleted, tables, names])
    if library.sqlite3_vfs_register(ctypes.byref(ours), 1) != sqlite3.SQLITE_OK:
        raise RuntimeError("SQLite does not let itself be watched")


def _noting(usual: _Methods, names: dict[int, str], noted: list[Op]) -> _Methods:
    """The same functions, three of which also note what they do once it is done."""

    def write(file: int, data: int, size: int, at: int) -> int:
        done: int = usual.write(file, data, size, at)
        if done == sqlite3.SQLITE_OK:
            noted.append(Op("write", names[file], at, ctypes.string_at(data, size)))
        return done

    def truncate(file: int, size: int) -> int:
        done: int = usual.truncate(file, size)
        if done == sqlite3.SQLITE_OK:
            noted.append(Op("cut", names[file], size))
        return done

    def sync(file: int, flags: int) -> int:
        done: int = usual.sync(file, flags)
        if done == sqlite3.SQLITE_OK:
            noted.append(Op("sync", names[file]))
        return done

    ours = _Methods.from_buffer_copy(usual)
    ours.write, ours.truncate, ours.sync = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
    _kept.append((usual, write, truncate, sync))
    return ours


class Image(NamedTuple):
    """What a cut left: the files' contents; how many of the last things done were not synced, and how many are lost."""

    files: dict[str, bytes]
    unsure: int
    lost: int


def image(before: dict[str, bytes], ops: list[Op], cut: int, how: str, chance: random.Random) -> Image:
    """The files after a power cut behind the first `cut` things done: "whole", "synced", "some" or "torn"."""
    durable = {name: bytearray(content) for name, content in before.items()}
    waiting: dict[str, list[Op]] = {}
    for op in ops[:cut]:
        if op.kind == "sync":
            for done in waiting.pop(op.file, []):
                _apply(durable, done)
        elif op.kind != "told":
            waiting.setdefault(op.file, []).append(op)
    unsure = sum(map(len, waiting.values()))
    lost = 0
    for pending in waiting.values():
        for op in _left(pending, how, chance):
            lost += op is None
            if op:
                _apply(durable, op, chance if how == "torn" else None)
    return Image({name: bytes(content) for name, content in durable.items()}, unsure, lost)


def _left(pending: list[Op], how: str, chance: random.Random) -> Iterator[Op | None]:
    """Of what was not synced, what is there nevertheless."""
    for op in pending:
        there = how == "whole" or (how != "synced" and chance.random() < 0.6)
        yield op if there else None


def _apply(files: dict[str, bytearray], op: Op, torn: random.Random | None = None) -> None:
    if op.kind == "gone":
        files.pop(op.file, None)
        return
    content = files.setdefault(op.file, bytearray())
    if op.kind == "cut":
        del content[op.at :]
        return
    for at, data in _sectors(op) if torn else [(op.at, op.data)]:
        if torn and torn.random() < 0.4:
            if at < len(content) or torn.random() < 0.5:
                continue
            data = torn.randbytes(len(data))  # noqa: PLW2901 - beyond the old end anything may stand
        content.extend(bytes(max(0, at - len(content))))
        content[at : at + len(data)] = data


def _sectors(op: Op) -> Iterator[tuple[int, bytes]]:
    """A write, cut where sectors of the disk begin."""
    at, end = op.at, op.at + len(op.data)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        yield at, op.data[at - op.at : until - op.at]
        at = until
