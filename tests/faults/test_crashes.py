"""What was acknowledged stays, and happens once, whatever happens to the server and its disk."""

import secrets
import signal
import sqlite3
import time
from collections import Counter
from typing import Any

import pytest

from tests.faults.site import Line, Site, times
from tests.faults.writers import Writer, write_on, writing
from workshop.rules.state import fold
from workshop.store.sqlite import SqliteLog

pytestmark = pytest.mark.alone

TESTS = ("killed", "answers", "full disk", "standstill", "race")


@pytest.fixture(scope="module")
def workshops(street: Site) -> dict[str, Site]:
    """A workshop for each of what follows, on one server."""
    made = {name: street.twin("research") for name in TESTS}
    with sqlite3.connect(street.home / "accounts.db") as accounts:  # everybody was last seen an hour ago
        for table in ("session", "seat"):
            accounts.execute(f"UPDATE {table} SET last_seen = last_seen - 3600000")
    street.start()
    return made


def check_log(site: Site, writers: list[Writer]) -> None:
    """Every acknowledged command is in the log once, in its author's order, with the answer it got."""
    log = SqliteLog.reader(site.file)
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


def test_a_killed_server_loses_nothing_it_acknowledged_and_does_nothing_twice(
    workshops: dict[str, Site],
) -> None:
    site = workshops["killed"]
    writers = writing(site)
    for _ in range(times("KILLS", 2)):
        write_on(writers, 4)
        time.sleep(secrets.randbelow(200) / 1000)
        site.stop(signal.SIGKILL)
        site.start()
    write_on(writers, 4)
    for writer in writers:
        writer.stop()
    check_log(site, writers)


def test_the_same_commands_get_the_same_answers_after_a_restart(workshops: dict[str, Site]) -> None:
    site = workshops["answers"]
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
    workshops: dict[str, Site],
) -> None:
    site = workshops["full disk"]
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
            fay.caught_up()
            assert text not in fay.words()
            site.limit_files(-1)
            assert tess.give("research.add_card", key, **wish)["ok"]
            fay.caught_up()
            assert text in fay.words()
        tess.caught_up()
        assert tess.words() == fay.words() == cards(site)


def cards(site: Site) -> list[str]:
    """What the log says was written."""
    log = SqliteLog.reader(site.file)
    try:
        return sorted(card["text"] for card in fold(event for _, event in log.read()).of("card"))
    finally:
        log.close()


def test_a_server_that_stood_still_goes_on_where_it_was(workshops: dict[str, Site]) -> None:
    site = workshops["standstill"]
    assert site.process
    with site.line("Tess") as tess, site.line("Tom") as tom:
        site.process.send_signal(signal.SIGSTOP)
        keys = [secrets.token_hex(16) for _ in range(5)]
        for key in keys:
            tess.event("command", id=key, type="research.add_card", data={"c": "customer", "text": key})
        time.sleep(times("STANDSTILL_S", 1))
        site.process.send_signal(signal.SIGCONT)
        assert all(tess.answer(key)["ok"] for key in keys)
        tom.caught_up()
        assert tom.words() == sorted(keys)


def test_of_two_facilitators_who_move_on_at_once_exactly_one_does(workshops: dict[str, Site]) -> None:
    site = workshops["race"]
    with site.line("Fay") as fay, site.line("Cora") as cora:
        assert cora.give("people.arrive", how="room")["ok"]
        for round_ in range(times("RACES", 100)):
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
