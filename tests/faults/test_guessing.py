"""Guessing gets nobody further by guessing many times at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server import LEAD
from tests.web.conftest import House


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that limits guessing; whoever guesses passwords comes last, and is shut out for all."""
    made = House(tmp_path_factory.mktemp("guarded"))
    yield made
    made.server.stop()


def test_who_knows_the_password_is_not_counted_as_guessing(guarded: House) -> None:
    for _ in range(12):
        assert guarded.stranger().post("/login", data=LEAD, allow_redirects=False).status_code == 303


def test_many_wrong_pins_at_the_same_moment_are_as_many_tries(guarded: House) -> None:
    mara = guarded.enter("Mara Vandenbroucke")
    pin = f"/s/{mara.seat}/pin"
    assert mara.post(pin, json={"new_pin": "7294"}).json()["ok"]
    with ThreadPoolExecutor(12) as many:
        guesses = [{"pin": f"81{number:02}"} for number in range(12)]
        said = [
            answer.json()["say"] for answer in many.map(lambda guess: mara.post(pin, json=guess), guesses)
        ]
    assert sum(say.startswith("That is not the PIN") for say in said) == 5
    assert sum(say.startswith("Too many") for say in said) == 7
    assert mara.post(pin, json={"pin": "7294"}).json()["say"].startswith("Too many")


def test_many_wrong_passwords_at_the_same_moment_are_as_many_tries(guarded: House) -> None:
    def guess(number: int) -> int:
        form = {"email": LEAD["email"], "password": f"a guess, number {number}"}
        return guarded.stranger().post("/login", data=form).status_code

    with ThreadPoolExecutor(16) as many:
        said = sorted(many.map(guess, range(16)))
    assert said == [422] * 10 + [429] * 6
