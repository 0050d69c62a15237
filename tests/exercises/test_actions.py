"""Actions: a promise is its owner's own word, and is asked for again when somebody else changes it."""

import datetime as dt
from typing import Any

import pytest

from tests.cast import NINE, TEAM, Workshop
from workshop.rules.state import Record

TODAY = dt.datetime.fromtimestamp(NINE / 1000, dt.UTC).date()


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


class Promises(Workshop):
    """At the actions, with one strategy."""

    strategy = ""

    def begin(self) -> "Promises":
        self.open().go_to("objectives")
        objective = self.ok("Tom", "objectives.add_objective", category="revenue", text="Signed by June")[0]
        self.strategy = self.ok("Tom", "objectives.add_strategy", objective=objective, text="One offer")[0]
        self.go_to("actions")
        return self

    def add(self, owner: str = "Ana", by: str = "Tess", **more: Any) -> str:
        values = {"what": "Ask", "outcome": "A yes", "due": day(5), **more}
        person = self.person(owner).id
        return self.ok(by, "actions.add_action", strategy=self.strategy, owner=person, **values)[0]

    def get(self, action: str) -> Record:
        return self.room.state.records[action]

    def missing(self, criterion: str) -> list[Any]:
        body = next(r for r in self.sees("Fay").values() if r.kind == "checklist").body
        return [m for c in body["criteria"] if c["criterion"] == criterion for m in c["missing"]]


@pytest.fixture
def room() -> Promises:
    return Promises().begin()


def test_only_its_owner_promises(room: Promises) -> None:
    action = room.add()
    assert room.refused("Tess", "actions.accept", action=action) == "not_owner"
    assert room.refused("Fay", "actions.accept", action=action) == "not_owner"
    room.ok("Ana", "actions.accept", action=action)
    assert (room.get(action)["state"], room.get(action)["answered_at"]) == ("accepted", room.time)


def test_what_was_said_aloud_is_the_owners_promise_marked_as_such(room: Promises) -> None:
    action = room.add()
    room.ok("Fay", "actions.accept", behalf="Ana", action=action)
    assert room.get(action)["state"] == "accepted"
    *_, (_, event) = room.room.log.read()
    assert (event.by, event.via) == (room.person("Ana").id, room.person("Fay").id)


def test_another_date_counts_once_the_proposer_says_yes(room: Promises) -> None:
    action = room.add()
    room.ok("Ana", "actions.counter", action=action, due=day(9))
    assert (room.get(action)["state"], room.get(action)["due"]) == ("proposed", day(5))
    assert room.refused("Ana", "actions.confirm", action=action) == "not_yours"
    room.ok("Tess", "actions.confirm", action=action)
    assert (room.get(action)["state"], room.get(action)["due"]) == ("accepted", day(9))


def test_another_wording_must_say_what_is_different(room: Promises) -> None:
    action = room.add()
    assert room.refused("Ana", "actions.counter", action=action, due=day(5)) == "invalid"
    assert room.refused("Ana", "actions.counter", action=action, due=day(-2)) == "invalid"


def test_declining_says_why_and_leaves_it_open_until_somebody_else_takes_it(room: Promises) -> None:
    action = room.add()
    assert room.refused("Ana", "actions.decline", action=action, why="") == "invalid"
    room.ok("Ana", "actions.decline", action=action, why="I leave in May")
    assert [m["records"] for m in room.missing("no_declined_actions")] == [[action]]
    room.ok("Ben", "actions.reassign", action=action, owner=room.person("Ben").id)
    assert (room.get(action)["state"], room.get(action)["declined_why"]) == ("proposed", "")
    room.ok("Ben", "actions.accept", action=action)
    assert room.missing("no_declined_actions") == []


def test_somebody_elses_change_asks_the_owner_again_and_shows_the_difference(room: Promises) -> None:
    action = room.add()
    room.ok("Ana", "actions.accept", action=action)
    room.ok("Tess", "record.edit", id=action, set={"due": day(9)})
    assert (room.get(action)["state"], room.get(action)["before"]) == ("proposed", {"due": day(5)})
    room.ok("Ana", "actions.accept", action=action)
    assert room.get(action)["before"] == {}


def test_the_owners_own_change_stands(room: Promises) -> None:
    action = room.add()
    room.ok("Ana", "actions.accept", action=action)
    room.ok("Ana", "record.edit", id=action, set={"what": "Ask twice"})
    assert room.get(action)["state"] == "accepted"


def test_nobody_sets_an_answer_by_correcting_the_record(room: Promises) -> None:
    action = room.add()
    for field, value in (("state", "accepted"), ("progress", "done"), ("before", {})):
        assert room.refused("Ana", "record.edit", id=action, set={field: value}) == "invalid"


def test_a_date_that_has_passed_and_an_owner_of_the_customers_are_refused(room: Promises) -> None:
    values = {"strategy": room.strategy, "what": "Ask", "outcome": "A yes"}
    tom, carl = room.person("Tom").id, room.person("Carl").id
    late = room.do("Tess", "actions.add_action", owner=tom, due=day(-1), **values)
    theirs = room.do("Tess", "actions.add_action", owner=carl, due=day(5), **values)
    assert (late["field"], theirs["field"]) == ("due", "owner")


def test_progress_is_the_owners_or_the_desks(room: Promises) -> None:
    action = room.add()
    room.ok("Ana", "actions.accept", action=action)
    assert room.refused("Ben", "actions.report", action=action, status="done") == "not_owner"
    room.ok("Ana", "actions.report", action=action, status="late", note="Lille moved it")
    room.ok("Fay", "actions.report", action=action, status="done")
    assert (room.get(action)["progress"], room.get(action)["progress_note"]) == ("done", "")
    assert [p["status"] for p in room.room.state.of("progress")] == ["late", "done"]


def test_what_comes_next_names_what_it_follows(room: Promises) -> None:
    first = room.add()
    assert room.get(room.add(follows=first))["follows"] == first


def test_the_checklist_says_who_carries_too_much_and_what_starts_late(room: Promises) -> None:
    for n in range(8):
        room.add(owner="Ana" if n < 3 else TEAM[n], due=day(40))
    assert [m["records"] for m in room.missing("load_fair")] == [[room.person("Ana").id]]
    assert room.sees("Tess")["load"].body == {"heavy": [room.person("Ana").id]}
    assert room.missing("action_this_week") != []
    assert len(room.missing("first_steps")[0]["records"]) == 8
    room.ok("Tess", "record.edit", id=room.add(due=day(6)), set={"first_step": "Call"})
    assert room.missing("action_this_week") == []


def test_at_home_the_owner_answers_and_promises_wait_for_the_decision(room: Promises) -> None:
    action = room.add()
    room.ok("Fay", "stage.adjourn")
    room.ok("Ana", "actions.accept", action=action)
    assert room.do("Tess", "record.edit", id=action, set={"due": day(9)}).get("ok") is None
