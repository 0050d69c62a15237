"""Streams: what an audience, or one person, has been sent, and the next frame for it.

A stream remembers the bytes of every record its readers hold. So a reader gets nothing
when nothing changed for them, a snapshot is what is held, and numbers are dense.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import msgspec

from workshop.live import wire

_encode = msgspec.json.Encoder().encode


class Stream:
    """One numbered stream. `id` is random and new at each server start."""

    def __init__(self) -> None:
        self.id = secrets.token_hex(8)
        self.n = 0
        self.held: dict[str, bytes] = {}

    def update(self, changed: Mapping[str, dict[str, Any] | None], at: int) -> bytes | None:
        """The patch frame for these records (None drops one); nothing if nothing changed for these readers."""
        put, drop = [], []
        for record_id, record in changed.items():
            if record is None:
                if self.held.pop(record_id, None) is not None:
                    drop.append(record_id)
                continue
            encoded = _encode(record)
            if self.held.get(record_id) != encoded:
                self.held[record_id] = encoded
                put.append(msgspec.Raw(encoded))
        if not put and not drop:
            return None
        self.n += 1
        return wire.frame("patch", {"stream": self.id, "n": self.n, "put": put, "drop": drop, "at": at})

    def layer(self) -> dict[str, Any]:
        """The whole stream as one layer of a snapshot: a patch from nothing."""
        return {"stream": self.id, "n": self.n, "put": msgspec.Raw(b"[%b]" % b",".join(self.held.values()))}
