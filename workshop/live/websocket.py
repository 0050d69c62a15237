"""WebSocket frames (RFC 6455), the part a server needs: client frames in, text frames out.

Nothing is buffered beyond one message's limit, nothing is decompressed, and what the
standard forbids a client to send is refused with the close code it names.
"""

from workshop.live.wire import BROKEN, TOO_BIG, UNWANTED, Unwanted

MORE, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
FIN = 0x80
#: More parts than this make no message of 64 kB; they are an attack on patience.
MAX_PARTS = 128


def pack(payload: bytes, opcode: int = TEXT) -> bytes:
    """One whole frame from the server."""
    size = len(payload)
    if size < 126:
        return bytes((FIN | opcode, size)) + payload
    if size < 65536:
        return bytes((FIN | opcode, 126, size >> 8, size & 255)) + payload
    return bytes((FIN | opcode, 127)) + size.to_bytes(8, "big") + payload


def unmask(payload: bytes, key: bytes) -> bytes:
    """Undo the client's mask, as one big number: far faster than byte by byte."""
    size = len(payload)
    mask = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "little") ^ int.from_bytes(mask, "little")).to_bytes(size, "little")


class Reader:
    """Puts a client's bytes together into messages and control frames.

    `frames` counts what has been read, control frames and parts included.
    """

    __slots__ = ("_limit", "_parts", "_rest", "frames")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rest = b""
        self._parts: list[bytes] | None = None
        self.frames = 0

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """What became complete, as (opcode, payload), in order. Raises Unwanted."""
        if self._rest:
            data = self._rest + data
        found = []
        at = 0
        while (head := self._head(data, at)) is not None:
            first, start, end = head
            payload = unmask(data[start:end], data[start - 4 : start])
            at = end
            self.frames += 1
            whole = self._complete(first & 15, bool(first & FIN), payload)
            if whole is not None:
                found.append(whole)
        self._rest = data[at:]
        return found

    def _head(self, data: bytes, at: int) -> tuple[int, int, int] | None:
        """First byte of the frame, and where its payload starts and ends; None until it is all there."""
        there = len(data) - at
        if there < 2:
            return None
        first, second = data[at], data[at + 1]
        self._check(first, second)
        size, head = second & 127, 6
        if size == 126:
            if there < 4:
                return None
            size, head = data[at + 2] << 8 | data[at + 3], 8
        elif size == 127:
            if there < 10:
                return None
            size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 14
        if size > self._limit:
            raise Unwanted(TOO_BIG, "message too large")
        if there < head + size:
            return None
        return first, at + head, at + head + size

    def _check(self, first: int, second: int) -> None:
        opcode = first & 15
        if first & 0x70 or opcode not in (MORE, TEXT, BINARY, CLOSE, PING, PONG):
            raise Unwanted(BROKEN, "a frame of no known kind")
        if not second & 0x80:
            raise Unwanted(BROKEN, "a frame without a mask")
        if opcode >= CLOSE and (not first & FIN or second & 127 > 125):
            raise Unwanted(BROKEN, "a control frame in parts")
        if opcode == BINARY:
            raise Unwanted(UNWANTED, "binary")
        if opcode < CLOSE and (opcode == MORE) != (self._parts is not None):
            raise Unwanted(BROKEN, "parts out of order")

    def _complete(self, opcode: int, last: bool, payload: bytes) -> tuple[int, bytes] | None:
        if opcode >= CLOSE or (last and opcode == TEXT):
            return opcode, payload
        self._parts = parts = self._parts or []
        parts.append(payload)
        if len(parts) > MAX_PARTS or sum(map(len, parts)) > self._limit:
            raise Unwanted(TOO_BIG, "message too large")
        if not last:
            return None
        self._parts = None
        return TEXT, b"".join(parts)
