"""What goes over the socket, as bytes: Socket.IO events with one JSON object each.

Outwards everything is encoded once, whoever it goes to. Inwards the JSON is taken
strictly, because what one browser sends every other browser would have to read.
"""

import json
import re
from typing import Any

import msgspec

#: The events a browser may send. Anything else ends the connection.
NAMES = frozenset({"command", "hello", "clock", "presence", "holding", "moving", "notice", "rehearsal"})
MAX_MESSAGE = 64 * 1024
MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1

#: WebSocket close codes (RFC 6455, section 7.4.1).
LEFT, GOING_AWAY, BROKEN, WRONG_TEXT, UNWANTED, TOO_BIG, FAILED = 1000, 1001, 1002, 1007, 1008, 1009, 1011

_KEY = re.compile(rb'"[ \t\r\n]*:')
_encoder = msgspec.json.Encoder()


class Unwanted(Exception):
    """Bytes that no honest client sends. `code` is the close code; the text never quotes them."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


def frame(name: str, data: Any) -> bytes:
    """One event, encoded for any number of receivers. `data` may hold `msgspec.Raw` parts.

    Raises UnicodeEncodeError for text that is not Unicode; NaN becomes null.
    """
    return b'42["%b",%b]' % (name.encode(), _encoder.encode(data))


def event(packet: bytes) -> tuple[str, dict[str, Any]]:
    """Name and data of an event packet as a browser sent it, from after the type: `["hello",{...}]`.

    Raises Unwanted for everything but exactly that, with a known name.
    """
    content = strict(packet)
    if not isinstance(content, list) or len(content) != 2:
        raise Unwanted(UNWANTED, "an event is a name and an object")
    name, data = content
    if not isinstance(name, str) or name not in NAMES:
        raise Unwanted(UNWANTED, "not an event of ours")
    if not isinstance(data, dict):
        raise Unwanted(UNWANTED, "an event carries an object")
    return name, data


def strict(text: bytes) -> Any:
    """JSON that means the same to every reader: no NaN, no repeated keys, no half characters, no huge numbers.

    Raises Unwanted for anything else.
    """
    if len(text) > MAX_MESSAGE:
        raise Unwanted(TOO_BIG, "message too large")
    try:
        content = msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Unwanted(WRONG_TEXT, "not strict JSON") from None
    keys = _measure(content)
    # Every key is followed by a colon. Only where texts hold colons too, look closer, and closer again.
    if keys != text.count(b":") and keys != len(_KEY.findall(text)):
        _refuse_repeated_keys(text)
    return content


def _measure(content: Any) -> int:
    """How many keys there are in all its objects. Raises Unwanted for what no browser can hold."""
    keys, depth, level = 0, 0, [content]
    while level:
        depth += 1
        deeper: list[Any] = []
        for part in level:
            kind = type(part)
            if kind is dict:
                keys += len(part)
                deeper += part.values()
                if "__proto__" in part:
                    raise Unwanted(WRONG_TEXT, "a key browsers cannot take")
            elif kind is list:
                deeper += part
            elif kind is int and not -MAX_INTEGER <= part <= MAX_INTEGER:
                raise Unwanted(WRONG_TEXT, "number out of range")
        level = deeper
    if depth > MAX_DEPTH:
        raise Unwanted(WRONG_TEXT, "nested too deep")
    return keys


def _refuse_repeated_keys(text: bytes) -> None:
    def distinct(pairs: list[tuple[str, Any]]) -> None:
        if len({key for key, _ in pairs}) != len(pairs):
            raise Unwanted(WRONG_TEXT, "a key twice")

    json.loads(text, object_pairs_hook=distinct)
