"""What every page keeps: headers, origins, methods; and the handbook and errors that anybody may read."""

import base64
import hashlib
import re
from typing import Any

import pytest

from tests.exports.castor import Castor
from tests.web.conftest import House
from tests.web.library import HERE, Still
from workshop.live.limits import COMMANDS

ANYBODY = ("/", "/login", "/join", "/i", "/preflight", "/help", "/help/guest", "/invited", "/password")


def desk_pages(house: House) -> list[str]:
    root = f"/s/{house.fay.seat}"
    person = house.people["Tess Marchetti"]["id"]
    own = ("", "readiness", "people", f"people/{person}", "invitations", "tents", "pin")
    return ["/", "/new", "/colleagues", *[f"{root}/{path}" for path in own]]


def test_every_page_lets_in_our_own_files_and_its_import_map_and_nothing_inline(house: House) -> None:
    for path in (*ANYBODY, *desk_pages(house), "/nope"):
        answer = house.fay.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, path
        assert "frame-ancestors 'none'" in policy
        inline = [
            body
            for kind, body in re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
            if "src=" not in kind and "application/json" not in kind
        ]
        hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in inline]
        assert len(hashes) == 1, path
        assert f"'sha256-{hashes[0]}'" in policy, path
        assert not re.search(r"<[^>]+\s(on\w+|style)=", answer.text), path


def test_every_answer_has_its_headers_and_pages_are_not_stored(house: House) -> None:
    for path in (*ANYBODY, *desk_pages(house), "/nope", "/s/nope/"):
        headers = house.fay.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert headers["Cache-Control"] == "no-store", path
        assert "Werkzeug" not in headers.get("Server", ""), path


@pytest.mark.parametrize(
    "origin",
    ["https://evil.test", "null", "http://127.0.0.1", "http://127.0.0.1.evil.test", "http://localhost:1"],
)
def test_no_form_of_another_site_is_taken(house: House, origin: str) -> None:
    root = f"/s/{house.fay.seat}"
    for path in ("/new", "/logout", "/colleagues", "/join", "/i", f"{root}/people/add", f"{root}/pin"):
        answer = house.fay.post(path, data={"people": "Mallory"}, headers={"Origin": origin})
        assert answer.status_code == 403, path
    assert "Mallory" not in house.fay.get(f"{root}/people").text


def test_reading_a_page_changes_nothing(house: House) -> None:
    root = f"/s/{house.fay.seat}"
    person = house.people["Tess Marchetti"]["id"]
    for path in (
        "people/add",
        f"people/{person}/withdraw",
        "readiness/leader",
        "readiness/open",
        "door/admit",
        f"people/{person}/renew",
    ):
        assert house.fay.get(f"{root}/{path}").status_code in (404, 405), path
    away = house.fay.get("/logout")
    assert away.status_code == 405
    assert "There is nothing at this address" in away.text
    assert house.fay.get("/new").status_code == 200


@pytest.mark.parametrize(
    "path", ["/nope", "/s/x/", "/help/..%2f..%2fconfig", "/help/none", "/static/../app.py", "/wait/x"]
)
def test_a_wrong_address_gets_a_plain_page_that_tells_nothing(house: House, path: str) -> None:
    answer = house.stranger().get(path)
    assert answer.status_code in (403, 404, 410)
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_too_much_at_once_is_refused(house: House) -> None:
    answer = house.fay.post("/new", data={"people": "x" * (1 << 20)})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"token": 5}', b'{"token": "\\ud800"}', b"\xff\xfe"]
)
def test_broken_messages_get_an_answer_and_no_failure(house: House, body: bytes) -> None:
    for path in ("/i", "/i/enter", "/preflight/tick", "/new", "/new/people", f"/s/{house.fay.seat}/pin"):
        answer = house.fay.post(path, data=body, headers={"Content-Type": "application/json"})
        assert answer.status_code < 500, path
    said = house.fay.post(f"/s/{house.fay.seat}/commands", data=body).json()
    assert (said["refused"], said["say"]) == ("invalid", "That did not arrive in a form that can be read.")


def test_the_handbook_is_open_to_everybody_and_its_links_lead_somewhere(house: House) -> None:
    reader = house.stranger()
    for link in sorted(set(re.findall(r'href="(/help[^"#]*)', reader.get("/help").text))):
        assert reader.get(link).status_code == 200, link


def test_commands_by_form_are_limited_like_those_on_a_socket(open_library: Any) -> None:
    clock = Still()
    tess = open_library(Castor(), clock).reader("Tess")
    burst = int(COMMANDS[0][0])
    codes = [tess.command("people.ready", slot=f"{n}").get("refused") for n in range(burst + 1)]
    assert "too_fast" not in codes[:burst]
    assert codes[burst] == "too_fast"
    photo = tess.client.post(
        f"/s/{tess.seat}/photos", data=b"", headers={"Content-Type": "image/jpeg", "Origin": HERE}
    )
    assert (photo.status_code, photo.json["refused"]) == (429, "too_fast")
    refused = tess.command("people.ready", slot="x")
    assert refused["wait"] >= 1
    assert "kept" in refused["say"]
    clock.time += refused["wait"]
    assert tess.command("people.ready", slot="x").get("refused") != "too_fast"


def test_a_page_from_before_the_server_got_newer_files_still_gets_its_next_board(house: House) -> None:
    page = house.fay.get(f"/s/{house.fay.seat}/").text
    version = re.search(r"/static/([0-9a-f]{12})/", page)[1]  # type: ignore[index]
    now = house.fay.get(f"/static/{version}/exercises/vote.js")
    older = house.fay.get(f"/static/{'0' * 12}/exercises/vote.js")
    assert older.content == now.content
    assert ("immutable" in now.headers["Cache-Control"], older.headers["Cache-Control"]) == (True, "no-cache")
    assert house.fay.get(f"/static/{'0' * 12}/exercises/none.js").status_code == 404
