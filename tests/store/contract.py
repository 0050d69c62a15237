"""What every log must do. Each store's test module inherits `LogContract` and opens its own."""

import threading
from collections.abc import Iterator

import pytest

from workshop.rules.events import Change, Entry, Event, Sealed
from workshop.rules.state import fold
from workshop.store.log import ERASED, Conflict, Log

TESS, BEN, ANA = "p_tess", "p_ben", "p_ana"
NINE = 1_768_900_000_000


def noted(text: str, by: str = TESS, record: str = "") -> Event:
    put = Change(id=record or f"n_{text}", kind="note", set={"text": text})
    return Event(type="note_added", at=NINE, by=by, changes=(put,))


def entry(*texts: str, by: str = TESS, command: str = "") -> Entry:
    command = command or "c_" + "_".join(texts)
    return Entry(by, command, {"id": command, "ok": True, "made": []}, tuple(noted(t, by) for t in texts))


def anonymous(note: str, text: str, by: str = BEN, block: str = "b1") -> Entry:
    answer = {"id": f"c_{note}", "ok": True}
    return Entry(by, f"c_{note}", answer, seal=(Sealed(note, block, text),))


def texts(log: Log) -> list[str]:
    return [event.changes[0].set["text"] if event.changes else event.type for _, event in log.read()]


class LogContract:
    @pytest.fixture
    def log(self) -> Iterator[Log]:
        raise NotImplementedError

    def test_a_new_log_is_empty_and_holds_together(self, log: Log) -> None:
        assert log.head == 0
        assert list(log.read()) == []
        assert log.verify().ok
        assert log.chain == log.verify().chain == "00" * 32

    def test_what_is_appended_is_read_back_in_order_with_dense_numbers(self, log: Log) -> None:
        assert log.append(0, [entry("one", "two"), entry("three")]) == 3
        assert log.append(3, [entry("four")]) == 4
        assert [seq for seq, _ in log.read()] == [1, 2, 3, 4]
        assert texts(log) == ["one", "two", "three", "four"]
        assert next(log.read())[1] == noted("one")

    def test_reading_after_a_number_leaves_out_what_came_before(self, log: Log) -> None:
        log.append(0, [entry("one", "two", "three")])
        assert [seq for seq, _ in log.read(after=2)] == [3]
        assert list(log.read(after=3)) == []

    def test_a_writer_who_is_behind_is_refused_and_nothing_is_stored(self, log: Log) -> None:
        log.append(0, [entry("one")])
        for stale in (0, 2):
            with pytest.raises(Conflict, match="is at 1"):
                log.append(stale, [entry("late")])
        assert texts(log) == ["one"]
        assert log.find(TESS, "c_late") is None

    def test_a_command_keeps_its_first_answer_whenever_it_is_asked_for(self, log: Log) -> None:
        log.append(
            0, [Entry(TESS, "c1", {"id": "c1", "ok": True, "n": 1, "made": ["n_one"]}, (noted("one"),))]
        )
        log.append(1, [entry("two")])
        assert log.find(TESS, "c1") == {"id": "c1", "ok": True, "n": 1, "made": ["n_one"]}

    def test_a_command_belongs_to_the_person_who_gave_it(self, log: Log) -> None:
        log.append(0, [entry("one", command="c1")])
        assert log.find(BEN, "c1") is None
        log.append(1, [entry("two", by=BEN, command="c1")])
        assert log.head == 2

    def test_a_refusal_is_an_answer_without_events(self, log: Log) -> None:
        refusal = {"id": "c1", "refused": "not_owner", "say": "Only Ana can answer for this action."}
        assert log.append(0, [Entry(TESS, "c1", refusal)]) == 0
        assert log.find(TESS, "c1") == refusal

    @pytest.mark.parametrize("again", [[entry("one")], [entry("new"), entry("new", command="c_new")]])
    def test_a_command_cannot_be_answered_twice(self, log: Log, again: list[Entry]) -> None:
        log.append(0, [entry("one")])
        with pytest.raises(Conflict):
            log.append(1, again)
        assert log.head == 1
        assert texts(log) == ["one"]

    def test_what_the_server_noticed_itself_needs_no_answer(self, log: Log) -> None:
        noticed = Entry("", "", {}, (noted("left", by=""),))
        log.append(0, [noticed, noticed])
        assert log.head == 2
        assert log.find("", "") is None

    def test_the_log_leads_to_the_same_state_however_often_it_is_read(self, log: Log) -> None:
        log.append(0, [entry("one", "two")])
        first, second = (fold(event for _, event in log.read()) for _ in range(2))
        assert first.records == second.records
        assert first.seq == 2

    def test_every_event_moves_the_chain_and_verification_gives_its_head(self, log: Log) -> None:
        chains = {log.chain}
        for seq, text in enumerate(["one", "two", "two"]):
            log.append(seq, [entry(text, command=f"c{seq}")])
            chains.add(log.chain)
        assert len(chains) == 4
        assert (log.verify().head, log.verify().chain) == (3, log.chain)

    def test_erased_words_are_gone_and_the_chain_still_holds(self, log: Log) -> None:
        log.append(0, [entry("one"), entry("secret"), entry("three")])
        before = log.chain
        log.append(3, [entry("erasure")], erase=[2])
        assert texts(log) == ["one", "erased", "three", "erasure"]
        assert list(log.read())[1] == (2, ERASED)
        assert log.verify().ok
        assert log.verify().erased == 1
        assert list(log.rows())[2].chain.hex() == before

    def test_the_wait_for_the_disk_can_be_made_in_another_thread(self, log: Log) -> None:
        with log.appending(0, [entry("one")]) as wait:
            other = threading.Thread(target=wait)
            other.start()
            other.join()
        assert texts(log) == ["one"]
        assert log.find(TESS, "c_one")
        with log.appending(1, [entry("two")]):
            pass
        assert texts(log) == ["one", "two"]
        assert log.verify().ok

    def test_nothing_is_stored_where_the_wait_for_the_disk_fails(self, log: Log) -> None:
        with pytest.raises(OSError, match="disk"), log.appending(0, [entry("one")]):
            raise OSError("disk")
        assert log.head == 0
        assert texts(log) == []
        assert log.find(TESS, "c_one") is None
        assert log.append(0, [entry("one")]) == 1

    def test_erasing_twice_is_like_erasing_once(self, log: Log) -> None:
        log.append(0, [entry("one")])
        log.append(1, [], erase=[1])
        log.append(1, [], erase=[1, 1])
        assert log.verify().erased == 1

    @pytest.mark.parametrize("seq", [0, -1, 2, 99])
    def test_an_event_that_is_not_there_cannot_be_erased(self, log: Log, seq: int) -> None:
        log.append(0, [entry("one")])
        with pytest.raises(Conflict, match="no event"):
            log.append(1, [entry("two")], erase=[seq])
        assert texts(log) == ["one"]

    def test_refusals_that_may_quote_erased_words_are_reduced(self, log: Log) -> None:
        stale = {"id": "c2", "refused": "stale", "say": "Ana changed the same words.", "theirs": "secret"}
        log.append(0, [entry("secret", command="c1"), Entry(BEN, "c2", stale)])
        log.append(1, [Entry(ANA, "c3", {"id": "c3", "refused": "invalid", "say": "no"})], erase=[1])
        found = log.find(BEN, "c2")
        assert found
        assert found["refused"]
        assert "secret" not in str(found)
        assert log.find(TESS, "c1") == {"id": "c1", "ok": True, "made": []}
        assert log.find(ANA, "c3") == {"id": "c3", "refused": "invalid", "say": "no"}

    def test_anonymous_notes_wait_outside_the_chain_in_the_order_of_their_ids(self, log: Log) -> None:
        before = log.chain
        log.append(0, [anonymous("zz", "first"), anonymous("aa", "second", by=ANA)])
        assert (log.head, log.chain) == (0, before)
        assert log.sealed() == [Sealed("aa", "b1", "second"), Sealed("zz", "b1", "first")]

    def test_the_author_of_an_anonymous_note_gets_the_same_answer_again(self, log: Log) -> None:
        log.append(0, [anonymous("aa", "x")])
        log.append(0, [Entry(TESS, "r1", {}, (noted("reveal"),), unseal=("b1",))])
        assert log.find(BEN, "c_aa") == {"id": "c_aa", "ok": True}
        assert log.find(ANA, "c_aa") is None

    def test_an_anonymous_command_cannot_be_answered_twice(self, log: Log) -> None:
        log.append(0, [anonymous("aa", "x")])
        for again in ([anonymous("aa", "y")], [anonymous("bb", "y"), anonymous("bb", "z")]):
            with pytest.raises(Conflict):
                log.append(0, again)
        assert [note.text for note in log.sealed()] == ["x"]

    def test_an_answer_that_would_betray_the_author_is_not_stored(self, log: Log) -> None:
        note = Sealed("aa", "b1", "x")
        with pytest.raises(ValueError, match="command id"):
            log.append(0, [Entry(BEN, "c1", {"id": "c1", "again": "c1"}, seal=(note,))])
        assert log.sealed() == []

    def test_the_reveal_of_one_block_leaves_the_others_waiting(self, log: Log) -> None:
        log.append(0, [anonymous("aa", "x"), anonymous("bb", "y", block="b2")])
        log.append(0, [Entry(TESS, "r1", {}, (noted("reveal"),), unseal=("b1",))])
        assert log.sealed() == [Sealed("bb", "b2", "y")]
        assert texts(log) == ["reveal"]

    def test_a_note_sealed_and_revealed_in_one_batch_does_not_wait(self, log: Log) -> None:
        log.append(0, [anonymous("aa", "x"), Entry(TESS, "r1", {}, (noted("reveal"),), unseal=("b1",))])
        assert log.sealed() == []

    def test_an_anonymous_note_can_be_rewritten_and_taken_back(self, log: Log) -> None:
        log.append(0, [anonymous("aa", "x")])
        log.append(0, [Entry(BEN, "c2", {}, seal=(Sealed("aa", "b1", "better"),))])
        assert [note.text for note in log.sealed()] == ["better"]
        log.append(0, [Entry(BEN, "c3", {}, seal=(Sealed("aa", "b1", ""),))])
        assert log.sealed() == []

    def test_secrets_are_kept_replaced_and_forgotten_outside_the_chain(self, log: Log) -> None:
        before = log.chain
        assert log.secret("pin") is None
        log.keep("pin", b"one")
        log.keep("pin", b"\x00two")
        assert log.secret("pin") == b"\x00two"
        log.keep("pin", None)
        assert log.secret("pin") is None
        assert log.chain == before

    def test_text_that_no_json_can_carry_is_refused_and_nothing_is_stored(self, log: Log) -> None:
        with pytest.raises(ValueError, match="surrogates"):
            log.append(0, [entry("good"), entry("bad \ud800", command="c2")])
        assert log.head == 0
        assert log.append(0, [entry("good")]) == 1

    @pytest.mark.parametrize("text", ["", "'; DROP TABLE event; --", "雪 عيد é", "\x00nul", "x" * 100_000])
    def test_any_text_comes_back_as_it_was(self, log: Log, text: str) -> None:
        log.append(0, [Entry(TESS, "c1", {"say": text}, (noted(text, record="n1"),))])
        assert texts(log) == [text]
        assert log.find(TESS, "c1") == {"say": text}

    def test_a_reader_meets_only_whole_transactions_while_the_log_grows(self, log: Log) -> None:
        log.append(0, [entry("one", "two")])
        reading = log.read()
        assert next(reading)[0] == 1
        log.append(2, [entry("three")])
        assert next(seq for seq, _ in reading) == 2
        assert log.verify().ok
