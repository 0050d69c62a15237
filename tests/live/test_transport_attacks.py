"""What no honest client sends: no handler hears of it, nobody else notices, nothing stays behind."""

import itertools
import json
import os
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.live.wired import COOKIE, Raw, Server, exchange, http, masked, running, until

CORPUS = Path(__file__).resolve().parents[2].parent / "shared/corpora/open/sio_malformed.jsonl"
CASES: list[dict[str, Any]] = (
    [json.loads(line) for line in CORPUS.read_text().splitlines()] if CORPUS.exists() else []
)
MISSING = pytest.mark.skipif(not CASES, reason=f"the corpus {CORPUS} is not here")
# Packets that a browser may well send at odd moments: nothing happens, and nobody is thrown out.
HARMLESS = {"3"}
NUMBERS = itertools.count()


def layer(name: str) -> list[Any]:
    return [pytest.param(case["send"], id=case["id"]) for case in CASES if case["layer"] == name] or [
        pytest.param("", marks=MISSING)
    ]


@pytest.fixture(scope="module")
def direct() -> Iterator[Server]:
    """A server that reads frames itself."""
    with running("eventlet") as started:
        yield started


@pytest.fixture(autouse=True)
def nobody_else_notices(request: pytest.FixtureRequest) -> Iterator[None]:
    """Around every attack: another client is served at once, all is cleaned up, the log is clean."""
    name = "direct" if "direct" in request.fixturenames else "server"
    if name not in request.fixturenames:
        yield
        return
    server: Server = request.getfixturevalue(name)
    with Raw(server.port, "witness").connect() as witness:
        yield
        began, worked = time.monotonic(), server.worked()
        witness.event("clock", t0=1)
        assert witness.heard("clock")["t1"] == 1
        # Where it took longer, it was this machine that was busy, not the server.
        assert min(time.monotonic() - began, server.worked() - worked) < 0.5
    until(lambda: server.get("/told")["sockets"] == server.get("/told")["engine"] == 0)
    assert "Traceback" not in server.log.read_text()


def quiet(server: Server, seat: str) -> bool:
    """Whether the handlers heard nothing of a seat but its coming and going."""
    return set(server.names(seat)) <= {"opened", "closed"}


@pytest.fixture
def seat() -> str:
    """A seat that no other test uses."""
    return f"seat-{next(NUMBERS)}"


def flooded(raw: Raw, frames: Iterable[bytes]) -> int:
    """The close code, 0 for a cut connection, of a client that keeps sending until it is ended."""
    try:
        for frame in frames:
            raw.sock.sendall(frame)
        return raw.ended()
    except OSError:
        return 0


@pytest.mark.parametrize("send", layer("eio-ws-text"))
def test_a_malformed_packet_ends_the_connection_unhandled(server: Server, send: str, seat: str) -> None:
    with Raw(server.port, seat).connect() as mallory:
        mallory.say(send)
        if send in HARMLESS:
            mallory.say("41")
        mallory.ended()
    server.wait_for(seat, "closed")
    assert server.told(seat) == [["opened", seat, "abc"], ["closed", seat]]
    assert "FORGED" not in server.log.read_text()


@pytest.mark.parametrize("send", layer("eio-ws-text"))
def test_a_malformed_packet_before_the_handshake_reaches_nobody(server: Server, send: str, seat: str) -> None:
    with Raw(server.port, seat) as stranger:
        stranger.text()
        stranger.say(send)
        stranger.event("command", id="c", type="test.say")
        stranger.ended()
    assert server.told(seat) == []


@pytest.mark.parametrize("send", layer("eio-ws-text") + layer("eio-poll-post"))
def test_a_malformed_packet_by_polling_reaches_nobody(server: Server, send: str, seat: str) -> None:
    opened = http(server.port, "GET", f"/socket.io/?EIO=4&transport=polling&seat={seat}", **COOKIE)
    path = f"/socket.io/?EIO=4&transport=polling&sid={json.loads(opened[2][1:])['sid']}"
    assert http(server.port, "POST", path, b"40", **COOKIE)[0] == 200
    assert http(server.port, "POST", path, send.encode(), **COOKIE)[0] in (200, 400)
    http(server.port, "POST", path, b"1", **COOKIE)
    assert quiet(server, seat)


@pytest.mark.parametrize("send", layer("ws-raw-hex"))
def test_a_forbidden_frame_ends_the_connection(direct: Server, send: str, seat: str) -> None:
    with Raw(direct.port, seat).connect() as mallory:
        mallory.sock.sendall(bytes.fromhex(send))
        assert mallory.ended() in (1002, 1007, 1008)
    assert quiet(direct, seat)


EVENT = b'42["clock",{"t0":1}]'
FORBIDDEN = {
    "reserved bit": (masked(EVENT, 0xC1), 1002),
    "unknown opcode": (masked(EVENT, 0x83), 1002),
    "reserved control opcode": (masked(b"", 0x8B), 1002),
    "binary": (masked(b"\x00", 0x82), 1008),
    "no mask": (b"\x81\x01x", 1002),
    "part without a beginning": (masked(EVENT, 0x80), 1002),
    "new message inside another": (masked(b"4", 0x01) + masked(EVENT, 0x81), 1002),
    "long ping": (masked(b"x" * 126, 0x89), 1002),
    "ping in parts": (masked(b"", 0x09), 1002),
    "half a close code": (masked(b"\x03", 0x88), 1002),
    "bad UTF-8": (masked(b'42["clock",{"t0":"\xc3\x28"}]'), 1007),
    "overlong UTF-8": (masked(b'42["clock",{"t0":"\xc0\xaf"}]'), 1007),
    "raw surrogate": (masked(b'42["clock",{"t0":"\xed\xa0\x80"}]'), 1007),
    "escaped surrogate": (masked(rb'42["clock",{"t0":"\ud800"}]'), 1007),
    "NaN": (masked(b'42["clock",{"t0":NaN}]'), 1007),
    "Infinity": (masked(b'42["clock",{"t0":-Infinity}]'), 1007),
    "huge float": (masked(b'42["clock",{"t0":1e999}]'), 1007),
    "huge integer": (masked(b'42["clock",{"t0":9007199254740992}]'), 1007),
    "a key twice": (masked(b'42["clock",{"t0":1,"t0":2}]'), 1007),
    "a prototype": (masked(b'42["clock",{"t0":1,"x":{"__proto__":{}}}]'), 1007),
    "deep nesting": (masked(b'42["clock",{"t0":' + b"[" * 20_000 + b"]" * 20_000 + b"}]"), 1007),
    "unknown event": (masked(b'42["patch",{}]'), 1008),
    "two arguments": (masked(b'42["clock",{},{}]'), 1008),
    "no object": (masked(b'42["clock",1]'), 1008),
    "an acknowledgement asked for": (masked(b'427["clock",{"t0":1}]'), 1007),
    "a name space": (masked(b'42/admin,["clock",{"t0":1}]'), 1007),
    "a second handshake": (masked(b"40"), 1008),
    "64 kB and one": (masked(b'42["clock",{"t0":"' + b"x" * 65_519 + b'"}]'), 1009),
    "parts of 64 kB and one": (
        masked(b"4", 0x01) + masked(b"x" * 40_000, 0x00) + masked(b"x" * 40_000, 0x80),
        1009,
    ),
    "a length of 2^63": (b"\x81\xff" + struct.pack(">Q", 2**63) + b"\x00" * 4, 1009),
}


@pytest.mark.parametrize(("bytes_", "code"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_is_forbidden_ends_the_connection_with_the_standards_code(
    direct: Server, bytes_: bytes, code: int, seat: str
) -> None:
    with Raw(direct.port, seat).connect() as mallory:
        mallory.sock.sendall(bytes_)
        assert mallory.ended() == code
    assert quiet(direct, seat)


def test_a_message_may_come_in_parts_with_pings_between_and_byte_by_byte(direct: Server, seat: str) -> None:
    with Raw(direct.port, seat).connect() as raw:
        parts = (
            masked(EVENT[:5], 0x01) + masked(b"hi", 0x89) + masked(EVENT[5:9], 0x00) + masked(EVENT[9:], 0x80)
        )
        for byte in parts:
            raw.sock.sendall(bytes([byte]))
        assert raw.frame() == (10, b"hi")
        assert raw.heard("clock")


def test_a_message_of_64_kb_is_taken(direct: Server, seat: str) -> None:
    with Raw(direct.port, seat).connect() as raw:
        text = "x" * (65_536 - len('42["command",{"id":"c","type":"test.say","text":""}]'))
        raw.say(f'42["command",{{"id":"c","type":"test.say","text":"{text}"}}]')
        assert raw.heard("answer")["id"] == "c"


def test_parts_without_an_end_are_not_collected(direct: Server, seat: str) -> None:
    before = direct.get("/memory")["bytes"]
    for _ in range(5):
        with Raw(direct.port, seat) as mallory:
            mallory.text()
            parts = [masked(b"x", 0x01), *[masked(b"x" * 900, 0x00)] * 2_000]
            assert flooded(mallory, parts) in (0, 1009)
    assert direct.get("/memory")["bytes"] - before < 10_000_000


@pytest.mark.parametrize(
    "packet", [b"3", b'42["presence",{}]', b""], ids=["pongs", "presence", "empty frames"]
)
def test_a_flood_ends_the_connection(server: Server, packet: bytes, seat: str) -> None:
    flood = masked(packet) * 1000
    with Raw(server.port, seat).connect() as mallory:
        assert flooded(mallory, [flood] * 100) in (0, 1000, 1008)
    server.wait_for(seat, "closed")


def test_attachments_are_not_collected(direct: Server, seat: str) -> None:
    with Raw(direct.port, seat).connect() as mallory:
        mallory.say('459999999999-["command"]')
        assert mallory.ended() == 1008


def test_ten_thousand_name_spaces_do_not_open(server: Server, seat: str) -> None:
    with Raw(server.port, seat) as mallory:
        mallory.text()
        assert flooded(mallory, (masked(b"40/ns%d," % i) for i in range(10_000))) in (0, 1000, 1008)
    assert server.told(seat) == []


def test_trying_many_seats_on_one_connection_ends_it(direct: Server) -> None:
    with Raw(direct.port, "nobody") as nobody:
        nobody.text()
        for _ in range(3):
            nobody.say("40")
            assert nobody.text().startswith("44")
        nobody.say("40")
        assert nobody.ended() == 1008


def test_compression_is_not_agreed_to(server: Server) -> None:
    offer = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    with Raw(server.port, "browser", offer) as browser:
        assert browser.status == 101
        assert "sec-websocket-extensions" not in browser.head.lower()


def test_an_upgrade_that_goes_wrong_leaves_polling_alive(direct: Server, seat: str) -> None:
    opened = http(direct.port, "GET", "/socket.io/?EIO=4&transport=polling&seat=changer", **COOKIE)
    sid = json.loads(opened[2][1:])["sid"]
    path = f"/socket.io/?EIO=4&transport=polling&sid={sid}"
    assert http(direct.port, "POST", path, b"40", **COOKIE)[0] == 200
    for wrong in (b"2probe", b'42["clock",{"t0":1}]', b"5"):
        with Raw(direct.port, f"changer&sid={sid}") as raw:
            assert raw.status == 101
            raw.say(wrong)
            if wrong == b"2probe":
                assert raw.text() == "3probe"
            elif wrong != b"5":
                raw.ended()
            else:
                raw.say("41")
                raw.ended()
        if wrong != b"5":
            until(lambda: http(direct.port, "POST", path, b'42["clock",{"t0":1}]', **COOKIE)[0] == 200)
    assert direct.names("changer").count("clock") == 2


DRAFTS = {
    "hixie-75": "Upgrade: WebSocket\r\nConnection: Upgrade\r\nOrigin: http://{host}\r\n",
    "hixie-76": "Upgrade: WebSocket\r\nConnection: Upgrade\r\nOrigin: http://{host}\r\n"
    "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nSec-WebSocket-Key2: 12998 5 Y3 1  .P00\r\n",
    "hybi-8": "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
}


@pytest.mark.parametrize("upgrade", DRAFTS.values(), ids=DRAFTS)
def test_drafts_of_the_standard_are_refused(server: Server, upgrade: str) -> None:
    host = f"127.0.0.1:{server.port}"
    line = "GET /socket.io/?EIO=4&transport=websocket&seat=old HTTP/1.1"
    request = f"{line}\r\nHost: {host}\r\n{upgrade.format(host=host)}\r\n12345678"
    assert exchange(server.port, request.encode()).split()[1] == b"400"


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("GET", "EIO=3&transport=polling"),
        ("GET", "EIO=4&transport=polling&sid=AAAA"),
        ("GET", "EIO=4&transport=websocket"),
        ("GET", "EIO=4&transport=polling&j=0"),
        ("GET", "EIO=4&transport=polling&seat=a&seat=b"),
        ("GET", "EIO=4&transport=flash"),
        ("POST", "EIO=4&transport=polling"),
        ("DELETE", "EIO=4"),
        ("OPTIONS", "EIO=4"),
    ],
)
def test_a_request_that_is_not_of_the_protocol_is_refused(server: Server, method: str, query: str) -> None:
    assert http(server.port, method, f"/socket.io/?{query}")[0] in (400, 405)


def test_long_lines_and_headers_are_refused(direct: Server) -> None:
    assert b" 414 " in exchange(direct.port, b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 3)[:40]
    long = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: " + b"y" * 8000 + b"\r\n"
    assert b" 200 " not in exchange(direct.port, long + b"X-B: y\r\n" * 20_000 + b"\r\n", 3)[:40]


def test_idle_connections_keep_nobody_out(direct: Server) -> None:
    idle = [socket.create_connection(("127.0.0.1", direct.port)) for _ in range(300)]
    with Raw(direct.port, "guest").connect() as guest:
        guest.event("clock", t0=1)
        assert guest.heard("clock")
    for sock in idle:
        sock.close()


def test_random_bytes_never_reach_a_handler(direct: Server, seat: str) -> None:
    def visit(seed: int) -> None:
        noise = bytes((seed * 31 + i * i * 17) & 255 for i in range(300)) + os.urandom(200)
        with Raw(direct.port, seat).connect() as raw:
            flooded(raw, [noise, masked(b"", 0x88)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(visit, range(40)))
    until(lambda: direct.names(seat).count("closed") == 40)
    assert quiet(direct, seat)


def test_nothing_a_stranger_sends_makes_a_line_in_the_log(server: Server) -> None:
    http(server.port, "GET", "/socket.io/?EIO=4&transport=polling&sid=x%0aFORGED+LINE", **COOKIE)
    http(server.port, "GET", "/socket.io/?EIO=4&transport=FORGED", **COOKIE)
    http(server.port, "GET", "/page?token=FORGED", Origin="http://FORGED")
    assert "FORGED" not in server.log.read_text()


def test_many_visits_leave_nothing_behind(direct: Server, seat: str) -> None:
    def visits(count: int) -> int:
        for _ in range(count):
            with Raw(direct.port, seat).connect() as raw:
                raw.event("clock", t0=1)
                raw.text()
        until(lambda: direct.get("/memory")["engine"] == 1)
        memory: int = direct.get("/memory")["bytes"]
        return memory

    before = visits(200)
    assert visits(500) - before < 1_500_000  # what the handlers heard is remembered for the tests
