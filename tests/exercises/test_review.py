"""Reviews: every promise has a word, what changed is answered, and what was signed stays true."""

from typing import Any

from tests.cast import Workshop
from tests.exercises.test_signoff import ids, page, ready


def reviewing() -> Workshop:
    """A first review, after a plan was signed and accepted."""
    room = ready()
    room.ok("Mara", "signoff.decide", verdict="approved", signed=True, **page(room))
    room.go_to("acceptance")
    room.do("Sven", "people.arrive", how="remote")
    room.ok("Sven", "signoff.accept", verdict="accepted", signed=True)
    return room.go_to("review1")


def flags(room: Workshop) -> dict[str, Any]:
    found = room.sees("Tess").get("flags")
    return dict(found.body) if found else {"flagged": {}, "waiting": []}


def signal(room: Workshop, *touched: str, by: str = "Tess") -> str:
    text = "The head of stores left"
    return room.ok(by, "review.add_signal", kind="new executive", text=text, affects=list(touched))[0]


def unmet(room: Workshop, criterion: str) -> list[Any]:
    body = next(r for r in room.sees("Fay").values() if r.kind == "checklist").body
    return [m for c in body["criteria"] if c["criterion"] == criterion for m in c["missing"]]


def test_every_promise_open_at_its_start_needs_a_word() -> None:
    room = reviewing()
    action = ids(room)["action"]
    assert [m["records"] for m in unmet(room, "progress_reported")] == [[action]]
    room.ok("Tom", "actions.report", action=action, status="on_track")
    assert unmet(room, "progress_reported") == []


def test_a_change_flags_what_it_touches_and_everything_that_hangs_on_it() -> None:
    room = reviewing()
    one = signal(room, ids(room)["goal"])
    assert set(flags(room)["flagged"]) == {ids(room)[n] for n in ("goal", "objective", "strategy", "action")}
    assert flags(room)["waiting"] == [one]


def test_a_change_that_touches_something_unknown_is_refused() -> None:
    room = reviewing()
    answer = room.do("Tess", "review.add_signal", kind="result", text="x", affects=["nothing"])
    assert (answer["refused"], answer["field"]) == ("invalid", "affects")


def test_realigning_changes_the_record_says_what_it_was_and_clears_its_flag_alone() -> None:
    room = reviewing()
    one, strategy = signal(room, ids(room)["strategy"]), ids(room)["strategy"]
    room.ok("Tom", "review.realign", target=strategy, because=one, set={"text": "Ask the deputy"})
    entry = next(room.room.state.of("realignment"))
    assert (entry["was"], entry["set"]) == ({"text": "Let the stores tell it"}, {"text": "Ask the deputy"})
    assert set(flags(room)["flagged"]) == {ids(room)["action"]}
    assert unmet(room, "signals_answered") == []


def test_realigning_what_somebody_changed_meanwhile_comes_back_with_both_texts() -> None:
    room = reviewing()
    one, strategy = signal(room, ids(room)["strategy"]), ids(room)["strategy"]
    rev = room.room.state.records[strategy].rev
    room.ok("Tess", "record.edit", id=strategy, set={"text": "Theirs"})
    answer = room.do("Tom", "review.realign", rev=rev, target=strategy, because=one, set={"text": "Mine"})
    assert (answer["refused"], answer["theirs"], answer["mine"]) == ("stale", "Theirs", "Mine")


def test_realigning_somebodys_promise_asks_its_owner_again() -> None:
    room = reviewing()
    action = ids(room)["action"]
    one = signal(room, action)
    room.ok("Tess", "review.realign", target=action, because=one, set={"outcome": "A no is fine"})
    assert room.room.state.records[action]["state"] == "proposed"


def test_realigning_cannot_set_what_only_a_command_sets() -> None:
    room = reviewing()
    one = signal(room, ids(room)["action"])
    for field in ({"state": "accepted"}, {"progress": "done"}):
        assert room.refused("Tom", "review.realign", target=ids(room)["action"], because=one, set=field) == (
            "invalid"
        )


def test_one_reason_stays_the_course_for_everything_that_is_left() -> None:
    room = reviewing()
    one = signal(room, ids(room)["objective"])
    room.ok("Mara", "review.stay", because=one, why="The deputy thinks the same")
    assert len(next(room.room.state.of("stay"))["targets"]) == 3
    assert flags(room) == {"flagged": {}, "waiting": []}


def test_a_stay_for_some_leaves_the_others_flagged_and_the_change_answered() -> None:
    room = reviewing()
    one = signal(room, ids(room)["objective"])
    room.ok("Mara", "review.stay", because=one, why="Not this", targets=[ids(room)["objective"]])
    assert set(flags(room)["flagged"]) == {ids(room)["strategy"], ids(room)["action"]}
    assert flags(room)["waiting"] == []


def test_a_new_action_that_names_it_answers_a_change() -> None:
    room = reviewing()
    one = signal(room)
    assert [m["records"] for m in unmet(room, "signals_answered")] == [[one]]
    values = {"what": "Meet the deputy", "outcome": "She knows us", "due": "2026-02-20", "because": one}
    room.ok(
        "Tess", "actions.add_action", strategy=ids(room)["strategy"], owner=room.person("Tess").id, **values
    )
    assert unmet(room, "signals_answered") == []


def test_a_changed_promise_waits_for_the_one_who_signed_and_only_she_answers() -> None:
    room = reviewing()
    strategy = ids(room)["strategy"]
    room.ok("Tess", "record.edit", id=strategy, set={"text": "Something else"})
    waiting = room.sees("Tess")[f"amendment:{strategy}"]
    assert (waiting["was"], waiting["now"]) == (
        {"text": "Let the stores tell it"},
        {"text": "Something else"},
    )
    assert room.refused("Tess", "review.answer_amendment", target=strategy, verdict="ok") == (
        "not_first_line_manager"
    )
    room.ok("Mara", "review.answer_amendment", target=strategy, verdict="ok")
    assert f"amendment:{strategy}" not in room.sees("Tess")


def test_a_promise_given_back_keeps_waiting_and_one_put_back_as_signed_does_not() -> None:
    room = reviewing()
    strategy = ids(room)["strategy"]
    room.ok("Tess", "record.edit", id=strategy, set={"text": "Something else"})
    room.ok("Mara", "review.answer_amendment", target=strategy, verdict="return", why="Not without Lille")
    assert f"amendment:{strategy}" in room.sees("Tess")
    room.ok("Tess", "record.edit", id=strategy, set={"text": "Let the stores tell it"})
    assert f"amendment:{strategy}" not in room.sees("Tess")


def test_progress_and_facts_are_no_amendments() -> None:
    room = reviewing()
    room.ok("Tom", "actions.report", action=ids(room)["action"], status="late", note="Lille moved it")
    room.ok("Tess", "record.edit", id=ids(room)["goal"], set={"text": "Fewer, returns"})
    assert [r for r in room.sees("Mara") if r.startswith("amendment:")] == []


def test_changes_are_written_from_home_and_seen_inside_only() -> None:
    room = reviewing()
    room.ok("Fay", "stage.adjourn")
    one = signal(room, by="Tom")
    assert one in room.sees("Mara")
    for outsider in ("Sven", "Carl"):
        assert one not in room.sees(outsider)
    assert set(room.sees("Screen")[one].body) == {"kind", "text"}


def test_what_names_somebody_at_the_customer_hangs_on_them() -> None:
    room = reviewing()
    boss = room.ok(
        "Tess", "relationship_map.add_stakeholder", name="Ida Norrby", title="Chief Financial Officer"
    )[0]
    values = {
        "what": "Meet",
        "outcome": "She knows us",
        "due": "2026-02-20",
        "strategy": ids(room)["strategy"],
    }
    owner = room.person("Tess").id
    (one,) = room.ok("Tess", "actions.add_action", owner=owner, with_whom="the CFO and her deputy", **values)
    room.ok("Tess", "actions.add_action", owner=owner, with_whom="Ann Lind", **values)
    signal(room, boss)
    assert set(flags(room)["flagged"]) == {boss, one}
