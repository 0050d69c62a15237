"""The door as ordinary clients see it, in both modes and over both transports."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
import socketio

from tests.live.wired import MODES, PATIENCE_S, ROOT, Raw, Server, http, running, until

TRANSPORTS = (["websocket"], ["polling"], ["polling", "websocket"])


class Tess:
    """A participant with the ordinary client library."""

    def __init__(self, server: Server, seat: str, transports: list[str], cookie: str = "abc") -> None:
        session = requests.Session()
        session.cookies.set("workshop", cookie)
        self.transports = transports
        self.heard: list[tuple[str, Any]] = []
        self.client = socketio.Client(http_session=session, reconnection=False, request_timeout=PATIENCE_S)
        self.client.on("*", lambda name, data: self.heard.append((name, data)))
        self.client.connect(f"{server.url}?seat={seat}", transports=transports, wait_timeout=PATIENCE_S)

    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    def welcomed(self) -> bool:
        return self.names() == ["notice"]

    def settled(self) -> bool:
        """Whether it is welcomed, and on the last of its transports."""
        return self.welcomed() and self.client.transport() == self.transports[-1]

    def got(self, name: str) -> list[Any]:
        return [data for heard, data in self.heard if heard == name]


@pytest.fixture(params=TRANSPORTS, ids="-".join)
def tess(server: Server, request: pytest.FixtureRequest) -> Iterator[Tess]:
    tess = Tess(server, f"tess-{time.monotonic_ns()}", request.param)
    yield tess
    tess.client.disconnect()


def test_what_one_says_everybody_hears_and_only_the_author_is_answered(server: Server, tess: Tess) -> None:
    with Raw(server.port, "omar").connect() as omar:
        tess.client.emit("command", {"id": "c1", "type": "research.add_card", "text": "Žluťoučký 株 🙂"})
        assert omar.heard("patch")["put"][0]["text"] == "Žluťoučký 株 🙂"
        until(lambda: "patch" in tess.names())
        assert tess.got("answer") == [{"id": "c1", "ok": True, "n": tess.got("patch")[0]["n"], "made": []}]
        omar.event("clock", t0=5)
        assert omar.text() == '42["clock",{"t0":5,"t1":1}]'


def test_the_authors_answer_comes_before_the_patch(server: Server, tess: Tess) -> None:
    tess.client.emit("command", {"id": "c2", "type": "research.add_card", "text": "x"})
    until(lambda: "patch" in tess.names())
    assert tess.names().index("answer") < tess.names().index("patch")


def test_what_is_sent_while_connecting_arrives_after_the_handshake(tess: Tess) -> None:
    until(tess.welcomed)


def test_a_large_snapshot_arrives_whole(tess: Tess) -> None:
    tess.client.emit("hello", {"protocol": 1, "size": 3_000_000})
    until(lambda: "snapshot" in tess.names())
    assert len(tess.got("snapshot")[0]["filler"]) == 3_000_000


def test_messages_of_one_client_are_handled_in_the_order_in_which_they_were_sent(server: Server) -> None:
    with Raw(server.port, "ada").connect() as ada:
        for i in range(15):
            ada.event("command", id=f"c{i}", type="test.say")
        assert [ada.heard("answer")["id"] for _ in range(15)] == [f"c{i}" for i in range(15)]


def test_the_cookie_and_the_seat_reach_the_handlers(server: Server) -> None:
    tess = Tess(server, "seat-with-cookie", ["websocket"], cookie="session-1")
    server.wait_for("seat-with-cookie", "opened")
    tess.client.disconnect()
    assert server.told("seat-with-cookie")[0] == ["opened", "seat-with-cookie", "session-1"]


@pytest.mark.parametrize("transports", TRANSPORTS[:2], ids="-".join)
def test_a_seat_that_is_refused_does_not_connect(server: Server, transports: list[str]) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        Tess(server, "nobody", transports)
    assert "closed" not in server.names("nobody")


def test_leaving_is_told_once(server: Server) -> None:
    for transports in TRANSPORTS:
        seat = f"leaver-{'-'.join(transports)}"
        tess = Tess(server, seat, transports)
        until(tess.settled)  # a client that is still busy connecting leaves without a word
        tess.client.disconnect()
        server.wait_for(seat, "closed")
        assert server.names(seat).count("closed") == 1


def test_a_connection_closed_by_the_handlers_is_gone(server: Server) -> None:
    with Raw(server.port, "sent-away").connect() as raw:
        raw.event("command", id="c", type="test.leave")
        raw.ended()
        server.wait_for("sent-away", "closed")


def test_a_cut_cable_is_told_like_a_goodbye(server: Server) -> None:
    with Raw(server.port, "cut").connect():
        pass
    server.wait_for("cut", "closed")


def test_a_handler_that_fails_ends_its_connection_and_nobody_elses(server: Server) -> None:
    with Raw(server.port, "unlucky").connect() as unlucky, Raw(server.port, "lucky").connect() as lucky:
        unlucky.event("command", id="secret-id", type="test.fail")
        unlucky.ended()
        lucky.event("clock", t0=1)
        assert lucky.heard("clock") == {"t0": 1, "t1": 1}
    assert "secret-id" not in server.log.read_text()


def test_polling_with_somebody_elses_session_is_refused(server: Server) -> None:
    opened = http(
        server.port, "GET", "/socket.io/?EIO=4&transport=polling&seat=polled", Cookie="workshop=mine"
    )
    assert opened[0] == 200
    sid = opened[2].split(b'"sid":"')[1].split(b'"')[0].decode()
    path = f"/socket.io/?EIO=4&transport=polling&sid={sid}"
    assert http(server.port, "POST", path, b"40", Cookie="workshop=other")[0] == 403
    assert http(server.port, "POST", path, b"40")[0] == 403
    assert http(server.port, "POST", path, b"40", Cookie="workshop=mine")[0] == 200
    assert server.told("polled") == [["opened", "polled", "mine"]]


NODE = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
CLIENT = ROOT / "node_modules" / "socket.io-client"


@pytest.mark.skipif(
    not (NODE and CLIENT.exists()), reason="Node or the browser's client library is not installed"
)
@pytest.mark.parametrize("transports", ["websocket,polling", "polling", "polling,websocket"])
def test_the_browsers_own_client_library_is_served(server: Server, transports: str) -> None:
    seat = f"page-{transports}"
    command = [str(NODE), str(ROOT / "tests/live/client.mjs"), server.url, seat, transports]
    printed = subprocess.run(
        command, capture_output=True, text=True, timeout=2 * PATIENCE_S, check=True, cwd=ROOT
    ).stdout
    heard = {line[0]: line[1] for line in map(json.loads, printed.splitlines())}
    assert heard["patch"]["put"][0]["text"] == "naïve 🙂"
    assert heard["answer"]["id"] == "c1"
    assert heard["transport"] == ("polling" if transports == "polling" else "websocket")
    server.wait_for(seat, "closed")


def test_many_connect_at_once(server: Server) -> None:
    def visit(i: int) -> Any:
        with Raw(server.port, f"crowd-{i}").connect() as raw:
            raw.event("hello", protocol=1)
            return raw.heard("snapshot")["protocol"]

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(visit, range(60))) == [1] * 60


@pytest.mark.parametrize("mode", MODES)
def test_who_is_silent_is_gone_after_the_ping(mode: str) -> None:
    with (
        running(mode, ping_interval=0.4, ping_timeout=0.4) as server,
        Raw(server.port, "silent").connect() as silent,
    ):
        with Raw(server.port, "alive").connect() as alive:
            while "closed" not in server.names("silent"):
                assert alive.text() == "2"
                alive.say("3")
            assert server.names("alive") == ["opened"]
        assert server.names("silent") == ["opened", "closed"]
        assert silent.ended() in (0, 1000, 1001)


@pytest.mark.parametrize("mode", MODES)
def test_a_stopped_server_says_goodbye_and_ends_in_order(mode: str) -> None:
    with running(mode) as server, Raw(server.port, "tess").connect() as tess:
        server.process.terminate()
        assert tess.ended() in (0, 1000, 1001)
        assert server.process.wait(PATIENCE_S) == 0
        assert "Traceback" not in server.log.read_text()


@pytest.mark.parametrize("mode", MODES)
def test_a_server_that_nobody_visits_stops_at_once(mode: str) -> None:
    with running(mode) as server:
        server.process.terminate()
        assert server.process.wait(PATIENCE_S / 2) == 0
