"""The bytes: strict JSON in, one encoding out, WebSocket frames in any pieces."""

import base64
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.wired import masked
from workshop.live import websocket
from workshop.live.wire import MAX_MESSAGE, Unwanted, event, frame, strict

CORPUS = Path(__file__).resolve().parents[2].parent / "shared/corpora/open/json_hostile.jsonl"

# Where we differ from the corpus: too small a number is 0 to every reader, and keys are never repeated.
OURS = {"jts-number_1e-999": "accept", "jts-y_object_duplicated_key_and_value": "reject"}

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(text.filter(lambda key: key != "__proto__"), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_a_frame_is_a_socket_io_event() -> None:
    assert (
        frame("patch", {"n": 1, "put": [msgspec.Raw(b'{"id":"a"}')]})
        == b'42["patch",{"n":1,"put":[{"id":"a"}]}]'
    )


def test_a_number_that_is_none_never_leaves_as_nan() -> None:
    assert json.loads(frame("patch", {"n": float("nan")})[2:])[1] == {"n": None}


@given(values)
def test_what_is_json_to_everybody_is_taken_unchanged(value: Any) -> None:
    for ascii_only in (True, False):
        for separators in ((",", ":"), (" , ", "\n:\t")):
            sent = json.dumps(value, ensure_ascii=ascii_only, separators=separators).encode()
            assert strict(sent) == value


@given(st.lists(st.sampled_from(["a", "b", 'c":', '":"', "é"]), min_size=1, max_size=5), text)
def test_a_key_twice_is_refused_wherever_it_hides(keys: list[str], value: str) -> None:
    pairs = ",".join(f"{json.dumps(key)} : {json.dumps(value)}" for key in keys)
    sent = f'{{"x":[{{{pairs}}}]}}'.encode()
    if len(set(keys)) == len(keys):
        assert strict(sent) == {"x": [dict.fromkeys(keys, value)]}
    else:
        with pytest.raises(Unwanted):
            strict(sent)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_unwanted(packet: bytes) -> None:
    try:
        name, data = event(packet)
    except Unwanted:
        return
    assert isinstance(data, dict), name


@pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus {CORPUS} is not here")
def test_hostile_json_is_taken_only_if_python_and_browsers_read_the_same() -> None:
    for case in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()):
        gen, expect = case.get("gen"), OURS.get(case["id"], case["expect"])
        sent = gen["unit"].encode() * gen["n"] if gen else base64.b64decode(case["b64"])
        try:
            taken = strict(sent)
        except Unwanted:
            assert expect != "accept", case["id"]
            continue
        assert expect != "reject", case["id"]
        again = json.loads(msgspec.json.encode(taken), parse_constant=pytest.fail)
        assert again == json.loads(sent), case["id"]


pieces = st.lists(st.binary(max_size=300), min_size=1, max_size=6)


@given(st.lists(pieces, min_size=1, max_size=4), st.data())
def test_frames_are_read_alike_in_whatever_pieces_they_arrive(
    messages: list[list[bytes]], data: st.DataObject
) -> None:
    stream, expected = b"", []
    for parts in messages:
        for i, part in enumerate(parts):
            first = (0x01 if i == 0 else 0x00) | (0x80 if i == len(parts) - 1 else 0)
            stream += masked(part, first, bytes([i, 7, 200, 13]))
            if i < len(parts) - 1:
                stream += masked(b"are you there", 0x89)
                expected.append((websocket.PING, b"are you there"))
        expected.append((websocket.TEXT, b"".join(parts)))
    reader, found, at = websocket.Reader(MAX_MESSAGE), [], 0
    while at < len(stream):
        size = data.draw(st.integers(1, len(stream)))
        found += reader.feed(stream[at : at + size])
        at += size
    assert found == expected


@given(st.binary(max_size=400))
def test_any_bytes_are_frames_or_unwanted_and_little_is_kept(noise: bytes) -> None:
    reader, refused = websocket.Reader(1000), 1002
    try:
        for at in range(0, len(noise), 7):
            reader.feed(noise[at : at + 7])
    except Unwanted as why:
        refused = why.code
    assert refused in (1002, 1008, 1009)


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 200_000])
def test_a_packed_frame_says_its_length(size: int) -> None:
    packed = websocket.pack(b"x" * size)
    short = packed[1]
    said = short if short < 126 else int.from_bytes(packed[2 : 4 if short == 126 else 10], "big")
    assert said == size
    assert packed.endswith(b"x" * min(size, 50))
