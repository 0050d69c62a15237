"""What holds for every request and response, in both modes."""

import json
import time

import pytest

from tests.live.wired import PATIENCE_S, Raw, Server, exchange, http, running
from workshop.live.guard import HEADERS

POLL = "/socket.io/?EIO=4&transport=polling&seat=guarded"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/page", 200),
        ("GET", "/nowhere", 404),
        ("PUT", "/page", 405),
        ("GET", "/defect", 500),
        ("GET", "/static/nothing.js", 404),
        ("GET", POLL, 200),
        ("GET", POLL + "&j=1", 400),
        ("GET", "/socket.io/?EIO=4&transport=polling&sid=AAAA", 400),
    ],
)
def test_every_response_carries_the_headers(server: Server, method: str, path: str, status: int) -> None:
    found, headers, body = http(server.port, method, path)
    assert found == status
    assert {name: headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert not [name for name in headers if name.startswith("access-control-")]
    assert b"Traceback" not in body


def test_refusals_carry_the_headers_too(server: Server) -> None:
    for answer in (
        http(server.port, "GET", "/page", Host="evil.invalid"),
        http(server.port, "GET", POLL, Origin="null"),
    ):
        assert answer[0] in (403, 421)
        assert {name: answer[1].get(name.lower()) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "localhost:99"])
def test_our_own_names_are_served(server: Server, host: str) -> None:
    assert http(server.port, "GET", "/page", Host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.invalid",
        "localhost.evil.invalid",
        "10.0.0.8",
        "127.0.0.1.evil.invalid",
        "",
        "local host",
        "a@localhost",
    ],
)
@pytest.mark.parametrize("path", ["/page", POLL])
def test_other_hosts_are_not_served(server: Server, host: str, path: str) -> None:
    assert http(server.port, "GET", path, Host=host)[0] in (400, 421)


def test_configured_hosts_and_the_meeting_rooms_addresses_are_served_where_asked_for() -> None:
    with running(allowed_hosts="plan.example.com", room=True) as server:
        for host, status in (("plan.example.com", 200), ("192.168.7.9:8000", 200), ("8.8.8.8", 421)):
            assert http(server.port, "GET", "/page", Host=host)[0] == status


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.invalid",
        "null",
        "http://127.0.0.1",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:1{port}",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}.evil.invalid",
        "http://127.0.0.1:{port}, http://127.0.0.1:{port}",
        "file://",
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", POLL), ("POST", "/page"), ("POST", POLL)])
def test_other_origins_are_refused(server: Server, origin: str, method: str, path: str) -> None:
    body = b"x" if method == "POST" else b""
    assert http(server.port, method, path, body, Origin=origin.format(port=server.port))[0] == 403


def test_a_socket_from_another_origin_is_refused(server: Server) -> None:
    with Raw(server.port, "guarded", {"Origin": "https://evil.invalid"}) as raw:
        assert raw.status == 403
    forwarded = {
        "Origin": "https://evil.invalid",
        "X-Forwarded-Host": "evil.invalid",
        "X-Forwarded-Proto": "https",
    }
    with Raw(server.port, "guarded", forwarded) as raw:
        assert raw.status == 403


def test_our_own_origin_is_served(server: Server) -> None:
    origin = f"http://127.0.0.1:{server.port}"
    assert http(server.port, "GET", POLL, Origin=origin)[0] == 200
    assert http(server.port, "POST", "/page", b"x", Origin=origin)[0] == 200
    with Raw(server.port, "guarded", {"Origin": origin}).connect() as raw:
        raw.event("clock", t0=1)
        assert raw.heard("clock")


def test_a_browser_that_hides_its_origin_is_believed_only_for_polling_on_the_same_site(
    server: Server,
) -> None:
    assert http(server.port, "GET", POLL, Sec_Fetch_Site="same-origin")[0] == 200
    assert http(server.port, "GET", POLL, Sec_Fetch_Site="cross-site")[0] == 403
    assert http(server.port, "POST", "/page", b"x", Sec_Fetch_Site="cross-site")[0] == 403
    with Raw(server.port, "guarded", {"Sec-Fetch-Site": "same-origin"}) as raw:
        assert raw.status == 403


def test_bodies_are_limited(server: Server) -> None:
    assert json.loads(http(server.port, "POST", "/page", b"x" * 2**20)[2])["length"] == 2**20
    assert http(server.port, "POST", "/page", b"", Content_Length=str(2**20 + 1))[0] == 413
    assert http(server.port, "POST", POLL, b"", Content_Length=str(2**16 + 1))[0] == 413
    assert http(server.port, "POST", "/page", b"", Content_Length="-1")[0] == 400


def test_a_refused_body_is_not_read_to_its_end(server: Server) -> None:
    began = time.monotonic()
    head = f"POST /page HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 1000000000\r\n\r\n"
    assert exchange(server.port, head.encode() + b"x" * 1000, PATIENCE_S).split()[1] == b"413"
    assert time.monotonic() - began < PATIENCE_S / 2


def test_a_body_with_two_lengths_or_none_is_refused_and_nothing_of_it_becomes_a_request(
    server: Server,
) -> None:
    for extra in ("Content-Length: 5\r\n", ""):
        head = f"POST /page HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nTransfer-Encoding: chunked\r\n{extra}\r\n"
        answer = exchange(
            server.port, head.encode() + b"0\r\n\r\nGET /told HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        assert answer.split()[1] == b"400"
        assert answer.count(b"HTTP/1.1") <= 1 or b"told" not in answer


def test_forwarded_headers_are_believed_only_from_a_known_proxy(server: Server) -> None:
    sent = {"X_Forwarded_For": "6.6.6.6, 203.0.113.9", "X_Forwarded_Proto": "https"}
    assert json.loads(http(server.port, "GET", "/page", **sent)[2])["remote"] == ["127.0.0.1", "http", None]
    with running(proxies="127.0.0.1") as behind:
        answer = json.loads(http(behind.port, "GET", "/page", **sent)[2])
        assert answer["remote"] == ["203.0.113.9", "https", None]


def test_over_https_the_origin_is_https_and_browsers_are_told_to_stay_there() -> None:
    with running(https=True, proxies="127.0.0.1") as server:
        sent = {"X_Forwarded_Proto": "https"}
        good = http(server.port, "GET", POLL, Origin=f"https://127.0.0.1:{server.port}", **sent)
        assert good[0] == 200
        assert "max-age" in good[1]["strict-transport-security"]
        assert http(server.port, "GET", POLL, Origin=f"http://127.0.0.1:{server.port}", **sent)[0] == 403


def test_in_a_meeting_room_the_address_it_tells_is_one_that_it_serves() -> None:
    with running(room=True, host="0.0.0.0") as server:
        host = server.url.removeprefix("http://")
        assert not host.startswith("0.0.0.0")
        assert http(server.port, "GET", "/page", Host=host)[0] == 200
