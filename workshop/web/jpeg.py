"""What we take of a JPEG picture: that it is one, its size, and nothing of what it says about where it was taken."""

from typing import NamedTuple

#: Start of frame: where height and width stand. 0xC4, 0xC8 and 0xCC are something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
#: Application segments that say how colours are meant; all others (place, camera, time, thumbnails) go.
_KEPT = frozenset({0xE0, 0xEE})


class NotAPicture(ValueError):
    """These bytes are not a whole JPEG picture."""


class Picture(NamedTuple):
    """A picture without its metadata; sides in pixels."""

    data: bytes
    width: int
    height: int


def cleaned(data: bytes) -> Picture:
    """The same picture without metadata. Raises NotAPicture for anything else, and for one that is cut off."""
    if data[:3] != b"\xff\xd8\xff" or not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise NotAPicture("not a JPEG picture")
    kept, width, height, at = bytearray(data[:2]), 0, 0, 2
    while True:
        mark, end = _segment(data, at)
        if mark in _FRAMES and end - at >= 9:
            height, width = int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 7 : at + 9])
        if not (mark == _COMMENT or (0xE0 <= mark <= 0xEF and mark not in _KEPT)):
            kept += data[at:end]
        at = end
        if mark == _SCAN:
            break
    if not width or not height:
        raise NotAPicture("a picture without a size")
    return Picture(bytes(kept + data[at:]), width, height)


def _segment(data: bytes, at: int) -> tuple[int, int]:
    """The marker of the segment at a place, and where the next one begins."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] in (0x00, 0xFF, _END):
        raise NotAPicture("a broken picture")
    end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
    if end > len(data) or end < at + 4:
        raise NotAPicture("a picture that is cut off")
    return data[at + 1], end
