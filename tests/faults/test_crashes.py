"""What was acknowledged stays, and happens once, whatever happens to the server and its disk."""

import secrets
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.faults.site import Line, Site, come_back, times
from tests.live.wired import Gone
from workshop.store.sqlite import SqliteLog

WRITERS = ("Tess", "Tom", "Mara", "Fay", "Tess", "Tom")


class Writer(threading.Thread):
    """Somebody who writes one card after another, and sends again what was not answered."""

    def __init__(self, site: Site, name: str, number: int, pause: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.site, self.person, self.number, self.pause = site, name, number, pause
        self.taken: dict[str, tuple[str, dict[str, Any]]] = {}
        self.order: list[str] = []
        self.failed: list[BaseException] = []
        self.over = threading.Event()

    def run(self) -> None:
        try:
            self._write()
        except BaseException as failure:  # noqa: BLE001 - told to the test
            self.failed.append(failure)

    def _write(self) -> None:
        line = come_back(self.site, self.person)
        while not self.over.is_set():
            key, text = secrets.token_hex(16), f"{self.number} {len(self.order)}"
            while True:
                try:
                    answer = line.give("research.add_card", key, c="customer", text=text)
                    break
                except (Gone, OSError):
                    line.sock.close()
                    line = come_back(self.site, self.person)
            if answer.get("refused") != "storage_unavailable":
                assert answer.get("ok"), answer
                self.taken[key] = (text, answer)
                self.order.append(text)
            time.sleep(self.pause)
        line.sock.close()

    def stop(self) -> None:
        self.over.set()
        self.join(30)
        assert not self.failed, self.failed
        assert not self.is_alive()


def writing(site: Site, people: tuple[str, ...] = WRITERS, pause: float = 0.0) -> list[Writer]:
    writers = [Writer(site, name, number, pause) for number, name in enumerate(people)]
    for writer in writers:
        writer.start()
    return writers


def check_log(site: Site, writers: list[Writer]) -> None:
    """Every acknowledged command is in the log once, in its author's order, with the answer it got."""
    log = SqliteLog.open(site.file)
    try:
        events = list(log.read())
        assert [seq for seq, _ in events] == list(range(1, log.head + 1))
        assert log.verify().ok
        cards = [
            c for _, e in events if e.type == "research.card_added" for c in e.changes if c.kind == "card"
        ]
        texts = Counter(card.set["text"] for card in cards)
        assert max(texts.values(), default=1) == 1, "something happened twice"
        for writer in writers:
            for key, (text, answer) in writer.taken.items():
                assert texts[text] == 1, "something acknowledged is not there"
                assert log.find(site.people[writer.person], key) == answer
            mine = [c.set["text"] for c in cards if c.set["text"].startswith(f"{writer.number} ")]
            assert [text for text in mine if text in set(writer.order)] == writer.order
    finally:
        log.close()


def test_a_killed_server_loses_nothing_it_acknowledged_and_does_nothing_twice(site: Site) -> None:
    writers = writing(site)
    for _ in range(times("KILLS", 2)):
        time.sleep(0.4 + secrets.randbelow(300) / 1000)
        site.stop(signal.SIGKILL)
        site.start()
    time.sleep(0.4)
    for writer in writers:
        writer.stop()
    site.stop()
    assert sum(len(writer.taken) for writer in writers) > 20
    check_log(site, writers)


def test_the_same_commands_get_the_same_answers_after_a_restart(site: Site) -> None:
    given: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {}
    wishes: list[tuple[str, dict[str, Any]]] = [
        ("research.add_card", {"c": "customer", "text": "one"}),
        ("research.add_card", {"c": "nobody", "text": "refused"}),
        ("stage.advance", {"to": "stakeholders"}),
        ("people.raise_hand", {}),
    ]
    with site.line("Tess") as tess:
        for kind, data in wishes:
            key = secrets.token_hex(16)
            given[key] = (kind, data, tess.give(kind, key, **data))
            assert tess.give(kind, key, **data) == given[key][2]
    site.stop(signal.SIGKILL)
    site.start()
    with site.line("Tess") as tess, site.line("Tom") as tom:
        for key, (kind, data, answer) in given.items():
            assert tess.give(kind, key, **data) == answer
        assert tom.words() == ["one"]
        other = next(iter(given))
        assert tom.give("research.add_card", other, c="customer", text="of Tom's own")["ok"]


def test_a_full_disk_is_said_reading_goes_on_and_service_resumes_by_itself(
    house: Callable[[str], Site],
) -> None:
    site = house("research")
    with sqlite3.connect(site.home / "accounts.db") as accounts:  # everybody was last seen an hour ago
        for table in ("session", "seat"):
            accounts.execute(f"UPDATE {table} SET last_seen = last_seen - 3600000")
    site.start()
    with site.line("Tess") as tess, site.line("Fay") as fay:
        for _ in range(times("FULL_DISKS", 3)):
            site.limit_files(4096)
            key = secrets.token_hex(16)
            text = f"kept {key}"
            wish = {"c": "customer", "text": text}
            assert tess.give("research.add_card", key, **wish)["refused"] == "storage_unavailable"
            status, page = site.request("Tom", "plan.json")
            assert status == 200
            assert text.encode() not in page
            with site.line("Mara") as mara:
                assert text not in mara.words()
            fay.quiet(0.2)
            assert text not in fay.words()
            site.limit_files(-1)
            assert tess.give("research.add_card", key, **wish)["ok"]
            fay.quiet(0.2)
            assert text in fay.words()
        tess.quiet(0.2)
        assert tess.words() == fay.words()
    site.stop()
    assert sorted(site.texts("card")) == fay.words()


def test_a_server_that_stood_still_goes_on_where_it_was(site: Site) -> None:
    assert site.process
    with site.line("Tess") as tess, site.line("Tom") as tom:
        site.process.send_signal(signal.SIGSTOP)
        keys = [secrets.token_hex(16) for _ in range(5)]
        for key in keys:
            tess.event("command", id=key, type="research.add_card", data={"c": "customer", "text": key})
        time.sleep(times("STANDSTILL_S", 1))
        site.process.send_signal(signal.SIGCONT)
        assert all(tess.answer(key)["ok"] for key in keys)
        tom.quiet(0.3)
        assert tom.words() == sorted(keys)


def test_of_two_facilitators_who_move_on_at_once_exactly_one_does(site: Site) -> None:
    with site.line("Fay") as fay, site.line("Cora") as cora:
        assert cora.give("people.arrive", how="room")["ok"]
        for round_ in range(times("RACES", 500)):
            keys: list[tuple[Line, str]] = []
            pair = (fay, cora) if round_ % 2 else (cora, fay)
            for line in pair:
                line.event("command", id=secrets.token_hex(16), type="people.take_over", data={"sure": True})
                keys.append((line, secrets.token_hex(16)))
                move = {"to": "stakeholders", "reason": "a race"}
                line.event("command", id=keys[-1][1], type="stage.advance", data=move)
            answers = [line.answer(key) for line, key in keys]
            assert sorted("ok" in answer for answer in answers) == [False, True], answers
            lost = next(answer for answer in answers if "refused" in answer)
            assert lost["refused"] in ("not_facilitator", "not_next_stage")
            assert fay.give("people.take_over", sure=True)["ok"]
            back = fay.give("stage.back")
            assert back.get("ok"), back
