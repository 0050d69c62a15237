"""Invitations by mail, handed to a real mail server on this machine."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import House

REFUSED = "nobody@ours.test"


class Line(socketserver.StreamRequestHandler):
    """As much of a mail server as a client needs; one address is refused."""

    def handle(self) -> None:
        """One conversation."""
        self.say("220 ready")
        for raw in self.rfile:
            words = raw.decode().strip()
            match words[:4].upper():
                case "RCPT" if REFUSED in words:
                    self.say("550 no such person")
                case "DATA":
                    self.say("354 go on")
                    lines = iter(self.rfile.readline, b".\r\n")
                    self.server.mails.append(b"".join(lines))  # type: ignore[attr-defined]
                    self.say("250 taken")
                case "QUIT":
                    self.say("221 bye")
                    break
                case _:
                    self.say("250 fine")

    def say(self, words: str) -> None:
        """One answer."""
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mails() -> Iterator[Any]:
    """A mail server that keeps what it takes."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        server.mails = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def posting(mails: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A server that sends through it."""
    monkeypatch.setenv("WORKSHOP_SMTP", f"smtp://127.0.0.1:{mails.server_address[1]}")
    monkeypatch.setenv("WORKSHOP_MAIL_FROM", "desk@ours.test")
    house = House(tmp_path, "--no-rate-limits")
    yield house
    house.server.stop()


def test_everybody_with_an_address_gets_their_own_link_once(posting: House, mails: Any) -> None:
    addresses = {"Tom Okafor": "tom@ours.test", "陈晓梅": "mei@ours.test", "Tess Marchetti": REFUSED}
    for name, address in addresses.items():
        posting.desk(f"people/{posting.people[name]['id']}/edit", email=address)
    root = f"/s/{posting.fay.seat}/invitations"
    assert "Send 3 by mail" in posting.fay.get(root).text
    sent = posting.fay.post(f"{root}/send", data={})
    assert "Not taken: Tess Marchetti" in sent.text
    parsed = [email.message_from_bytes(raw, policy=email.policy.default) for raw in mails.mails]
    assert {str(one["To"]) for one in parsed} == {"tom@ours.test", "mei@ours.test"}
    mine = next(one for one in parsed if one["To"] == "tom@ours.test")
    text = mine.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert posting.link("Tom Okafor").removeprefix("/i") in text
    assert posting.link("陈晓梅").removeprefix("/i") not in text
    assert [part.get_filename() for part in mine.iter_attachments()] == ["workshop.ics"]
    assert "Send 1 by mail" in posting.fay.get(root).text


def test_a_mail_server_that_is_not_there_is_said_and_nothing_counts_as_sent(
    posting: House, mails: Any
) -> None:
    posting.desk(f"people/{posting.people['Tom Okafor']['id']}/edit", email="tom@ours.test")
    mails.server_close()
    mails.shutdown()
    answer = posting.fay.post(f"/s/{posting.fay.seat}/invitations/send", data={})
    assert answer.status_code == 422
    assert "The mail server did not take them" in answer.text
    assert "Send 1 by mail" in answer.text


def test_without_a_mail_server_nothing_offers_to_send(house: House) -> None:
    page = house.fay.get(f"/s/{house.fay.seat}/invitations").text
    assert "by mail" not in page
    assert house.desk("invitations/send").status_code == 404
