"""Accounts, one-time tokens, browser sessions and seats."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.store.accounts import DAY, SESSION_IDLE, Accounts, hash_password, matches
from workshop.store.log import Conflict, Damaged, Locked

NINE = 1_768_900_000_000
TESS = "tess@north.example"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    accounts = Accounts.open(tmp_path)
    yield accounts
    accounts.close()


def everything(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.iterdir())


def test_an_account_is_found_however_its_address_is_written(accounts: Accounts) -> None:
    assert not accounts.has_accounts()
    made = accounts.create_account(" Tess@North.example", "Tess Okafor", "walnut table", NINE)
    assert accounts.has_accounts()
    assert accounts.account("TESS@NORTH.EXAMPLE") == made
    assert accounts.accounts() == [made]
    assert made.created == NINE


def test_an_address_has_one_account(accounts: Accounts) -> None:
    accounts.create_account(TESS, "Tess", "walnut table", NINE)
    with pytest.raises(Conflict, match="already has an account"):
        accounts.create_account("TESS@north.example", "Other", "other words", NINE)
    assert accounts.check_password(TESS, "walnut table")


@pytest.mark.parametrize("wrong", ["", "walnut", "Walnut table", "walnut table ", "x" * 100_000, "\ud800"])
def test_only_the_right_password_opens_an_account(accounts: Accounts, wrong: str) -> None:
    accounts.create_account(TESS, "Tess", "walnut table", NINE)
    assert accounts.check_password(TESS, wrong) is None
    assert accounts.check_password("nobody@north.example", "walnut table") is None
    found = accounts.check_password("Tess@North.example", "walnut table")
    assert found
    assert found.name == "Tess"


@pytest.mark.parametrize("impossible", ["", "x" * 1001])
def test_an_impossible_password_makes_no_account(accounts: Accounts, impossible: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        accounts.create_account(TESS, "Tess", impossible, NINE)
    assert not accounts.has_accounts()


def test_an_unknown_address_takes_as_long_as_a_wrong_password(accounts: Accounts) -> None:
    accounts.create_account(TESS, "Tess", "walnut table", NINE)

    def fastest(email: str) -> float:
        times = []
        for _ in range(6):
            began = time.process_time()  # whatever else this machine is doing
            accounts.check_password(email, "wrong")
            times.append(time.process_time() - began)
        return min(times)

    known, unknown = fastest(TESS), fastest("nobody@north.example")
    assert 0.5 < known / unknown < 2


def test_neither_passwords_nor_tokens_can_be_read_from_the_file(accounts: Accounts, tmp_path: Path) -> None:
    accounts.create_account(TESS, "Tess", "walnut table", NINE)
    token = accounts.issue_token("reset", NINE, NINE + DAY, TESS)
    cookie, _ = accounts.start_session(NINE)
    held = everything(tmp_path)
    assert b"$argon2id$" in held
    assert b"walnut" not in held
    assert token.encode() not in held
    assert cookie.encode() not in held


def test_a_pin_can_be_kept_as_its_hash_alone() -> None:
    kept = hash_password("4711")
    assert "4711" not in kept
    assert matches(kept, "4711")
    assert not matches(kept, "4712")
    assert not matches("no hash at all", "4711")
    assert hash_password("4711") != kept


def test_a_token_works_once_for_its_purpose_and_in_its_time(accounts: Accounts) -> None:
    token = accounts.issue_token("reset", NINE, NINE + DAY, "Tess@North.example")
    assert accounts.use_token("invite", token, NINE) is None
    assert accounts.use_token("reset", token, NINE + DAY) is None
    assert accounts.use_token("reset", token + "x", NINE) is None
    assert accounts.token_for("reset", token, NINE) == TESS
    assert accounts.use_token("reset", token, NINE + DAY - 1) == TESS
    assert accounts.use_token("reset", token, NINE) is None
    assert accounts.token_for("reset", token, NINE) is None


def test_a_token_for_anybody_is_not_the_same_as_no_token(accounts: Accounts) -> None:
    token = accounts.issue_token("setup", NINE, NINE + DAY)
    assert accounts.use_token("setup", token, NINE) == ""


def test_a_new_token_ends_the_earlier_one(accounts: Accounts) -> None:
    first = accounts.issue_token("reset", NINE, NINE + DAY, TESS)
    other = accounts.issue_token("reset", NINE, NINE + DAY, "ana@north.example")
    second = accounts.issue_token("reset", NINE, NINE + DAY, TESS)
    assert accounts.use_token("reset", first, NINE) is None
    assert accounts.use_token("reset", second, NINE) == TESS
    assert accounts.use_token("reset", other, NINE) == "ana@north.example"


def test_a_session_lives_while_it_is_seen_and_no_longer(accounts: Accounts) -> None:
    token, session = accounts.start_session(NINE, TESS)
    assert accounts.session(token, NINE) == session
    assert accounts.session(token + "x", NINE) is None
    assert accounts.session("\ud800", NINE) is None
    later = NINE + SESSION_IDLE - 1
    assert accounts.session(token, later)
    assert accounts.session(token, later + SESSION_IDLE - 1)
    assert accounts.session(token, later + 3 * SESSION_IDLE) is None


def test_a_new_cookie_kills_the_old_one_and_keeps_the_seats(accounts: Accounts) -> None:
    old, session = accounts.start_session(NINE)
    seat = accounts.grant_seat(session.id, "acme", "p_tess", "Firefox", NINE)
    new = accounts.rotate_session(session.id, NINE + 1, email="Tess@north.example")
    assert accounts.session(old, NINE + 1) is None
    found = accounts.session(new, NINE + 1)
    assert found
    assert (found.id, found.email) == (session.id, TESS)
    assert accounts.seat(seat.id, found.id) == seat
    newer = accounts.rotate_session(session.id, NINE + 2)
    kept = accounts.session(newer, NINE + 2)
    assert kept
    assert kept.email == TESS


def test_a_seat_belongs_to_one_browser(accounts: Accounts) -> None:
    _, mine = accounts.start_session(NINE)
    _, other = accounts.start_session(NINE)
    seat = accounts.grant_seat(mine.id, "acme", "p_tess", "Firefox on a laptop", NINE)
    assert accounts.seat(seat.id, mine.id) == seat
    assert accounts.seat(seat.id, other.id) is None
    assert accounts.seat("nowhere", mine.id) is None


def test_two_people_can_sit_at_one_browser_and_one_person_at_two(accounts: Accounts) -> None:
    _, laptop = accounts.start_session(NINE)
    _, phone = accounts.start_session(NINE)
    first = accounts.grant_seat(laptop.id, "acme", "p_tess", "laptop", NINE)
    second = accounts.grant_seat(laptop.id, "acme", "p_ben", "laptop", NINE + 1)
    third = accounts.grant_seat(phone.id, "acme", "p_tess", "phone", NINE + 2)
    assert accounts.grant_seat(laptop.id, "acme", "p_tess", "laptop", NINE + 3) == first
    assert accounts.seats_in(laptop.id) == [first, second]
    assert accounts.seats_of("acme", "p_tess") == [first, third]
    assert accounts.seats_of("other", "p_tess") == []


def test_a_seat_needs_a_session(accounts: Accounts) -> None:
    with pytest.raises(Conflict):
        accounts.grant_seat("nobody", "acme", "p_tess", "laptop", NINE)


def test_an_ended_seat_is_gone_and_a_new_one_can_be_taken(accounts: Accounts) -> None:
    _, session = accounts.start_session(NINE)
    seat = accounts.grant_seat(session.id, "acme", "p_tess", "laptop", NINE)
    assert accounts.end_seat(seat.id, NINE) == [seat.id]
    assert accounts.end_seat(seat.id, NINE) == []
    assert accounts.seat(seat.id, session.id) is None
    assert accounts.grant_seat(session.id, "acme", "p_tess", "laptop", NINE).id != seat.id


def test_a_withdrawn_link_ends_all_of_a_persons_seats_and_nobody_elses(accounts: Accounts) -> None:
    _, one = accounts.start_session(NINE)
    _, two = accounts.start_session(NINE)
    ends = [accounts.grant_seat(s.id, "acme", "p_hester", "x", NINE).id for s in (one, two)]
    stays = accounts.grant_seat(one.id, "acme", "p_tess", "x", NINE)
    elsewhere = accounts.grant_seat(one.id, "other", "p_hester", "x", NINE)
    assert sorted(accounts.end_seats("acme", "p_hester", NINE)) == sorted(ends)
    assert {seat.id for seat in accounts.seats_in(one.id)} == {stays.id, elsewhere.id}


def test_ending_a_session_ends_its_seats(accounts: Accounts) -> None:
    token, session = accounts.start_session(NINE)
    seat = accounts.grant_seat(session.id, "acme", "p_tess", "x", NINE)
    assert accounts.end_session(session.id, NINE) == [seat.id]
    assert accounts.session(token, NINE) is None
    assert accounts.seats_of("acme", "p_tess") == []


def test_a_new_password_signs_its_owner_out_everywhere(accounts: Accounts) -> None:
    accounts.create_account(TESS, "Tess", "walnut table", NINE)
    tokens = [accounts.start_session(NINE, TESS) for _ in range(2)]
    other, _ = accounts.start_session(NINE, "ana@north.example")
    seat = accounts.grant_seat(tokens[0][1].id, "acme", "p_tess", "x", NINE)
    assert accounts.set_password("Tess@north.example", "oak chair", NINE) == [seat.id]
    assert [accounts.session(token, NINE) for token, _ in tokens] == [None, None]
    assert accounts.session(other, NINE)
    assert accounts.check_password(TESS, "walnut table") is None
    assert accounts.check_password(TESS, "oak chair")


def test_a_right_pin_marks_one_seat_until_it_is_taken_back(accounts: Accounts) -> None:
    _, session = accounts.start_session(NINE)
    seat = accounts.grant_seat(session.id, "acme", "p_hester", "x", NINE)
    other = accounts.grant_seat(session.id, "acme", "p_tess", "x", NINE)
    assert seat.pin_ok_until == 0
    accounts.mark_pin(seat.id, NINE + 300_000)
    marks = {s.id: s.pin_ok_until for s in accounts.seats_in(session.id)}
    assert marks == {seat.id: NINE + 300_000, other.id: 0}
    accounts.mark_pin(seat.id, 0)
    assert {s.pin_ok_until for s in accounts.seats_in(session.id)} == {0}


def test_being_seen_is_noted_at_most_once_a_minute(accounts: Accounts) -> None:
    _, session = accounts.start_session(NINE)
    seat = accounts.grant_seat(session.id, "acme", "p_tess", "x", NINE)
    seen = []
    for now in (NINE + 59_999, NINE + 60_000, NINE + 100_000):
        accounts.seen(seat.id, now)
        seen.append(accounts.seats_in(session.id)[0].last_seen - NINE)
    assert seen == [0, 60_000, 60_000]


def test_a_crowd_that_is_seen_at_once_is_written_down_at_once(tmp_path: Path) -> None:
    accounts = Accounts.open(tmp_path)
    tokens = [accounts.start_session(NINE)[0] for _ in range(3)]
    noon = NINE + 3 * 3_600_000
    for number, token in enumerate(tokens):
        assert accounts.session(token, noon + number)
    assert [found.last_seen for t in tokens if (found := accounts.session(t, noon + 900))] == [NINE] * 3
    later = [found.last_seen for t in tokens if (found := accounts.session(t, noon + 1100))]
    assert later == [noon, noon + 1, noon + 2]
    assert accounts.session(tokens[0], noon + 70_000)
    accounts.close()
    again = Accounts.open(tmp_path)
    found = again.session(tokens[0], noon + 70_001)
    assert found
    assert found.last_seen == noon + 70_000
    again.close()


def test_accounts_outlive_the_server_and_are_never_made_anew_over_a_damaged_file(tmp_path: Path) -> None:
    accounts = Accounts.open(tmp_path)
    accounts.create_account(TESS, "Tess", "walnut table", NINE)
    with pytest.raises(Locked, match=r"accounts\.db"):
        Accounts.open(tmp_path)
    accounts.close()
    accounts = Accounts.open(tmp_path)
    assert accounts.check_password(TESS, "walnut table")
    accounts.close()
    path = tmp_path / "accounts.db"
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(Damaged, match=r"accounts\.db"):
        Accounts.open(tmp_path)
