"""Minutes made from what happened, as far as the reader may see it."""

from tests.exports.castor import Castor
from workshop.exports.markdown import as_markdown
from workshop.exports.minutes import minutes
from workshop.exports.plan import plan


def text(castor: Castor, who: str = "Tom") -> str:
    events = (event for _, event in castor.room.log.read())
    return as_markdown(minutes(castor.seen(who), events, castor.time))


def test_they_say_who_was_there_what_was_written_and_how_long_it_took() -> None:
    made = text(Castor().at_signoff())
    # Who came and went at the same minute stands in one line: the team, and the visitors.
    together = next(line for line in made.splitlines() if "Mara" in line and ", from " in line)
    assert together.startswith("- Fay, Cora, Tom,")
    assert made.count(", from ") == 2
    assert "## Research" in made
    assert (
        "minutes were planned. Written down: one goal, one pressure, one initiative and one obstacle." in made
    )


def test_one_person_was_there() -> None:
    castor = Castor().at_signoff()
    castor.ok("Fay", "stage.adjourn")
    castor.time += 60_000
    castor.ok("Fay", "stage.open_doors")
    assert "One person was there." in text(castor)


def test_what_was_written_without_names_is_told_as_such_and_what_was_named_is_not() -> None:
    castor = Castor()
    slot = {"slot": "slot:promises"}
    castor.ok("Fay", "stage.go", **slot)
    castor.ok("Fay", "capture.choose_mode", mode="write_reveal", naming="anonymous", **slot)
    castor.ok("Tom", "capture.add_note", text="Nobody asked the store managers", naming="anonymous", **slot)
    assert "without names" not in text(castor)
    castor.ok("Fay", "capture.reveal", **slot)
    made = text(castor)
    title = castor.room.state.records["slot:promises"]["title"]
    assert f"“{title}” was written without names." in made
    castor.ok("Fay", "stage.go", slot="slot:questions")
    castor.ok("Tom", "questions.add_question", text="Who decides?", slot="slot:questions")
    castor.ok("Fay", "capture.reveal", slot="slot:questions")
    assert text(castor).count("was written with") == 1


def test_promises_given_and_refused_are_told_with_the_reason() -> None:
    castor = Castor().whole()
    castor.ok("Ben", "actions.decline", action=castor.made["asked"], why="I am away")
    castor.ok("Mara", "actions.reassign", action=castor.made["asked"], owner=castor.person("Eve").id)
    made = text(castor)
    assert "Ana promised “Time the picking route”." in made
    assert "Ben said no to “Draw the station”, because I am away." in made
    assert "Mara asked Eve for “Draw the station”." in made


def test_going_on_without_something_is_told_with_the_reason() -> None:
    made = text(Castor().whole())
    assert "Fay went on without something: " in made
    assert "because only a test." in made


def test_tagged_lines_decisions_and_parked_items_stand_where_they_were_said() -> None:
    castor = Castor().briefing()
    castor.ok("Ana", "talk.add_decision_note", text="We start in Lille")
    castor.ok("Ana", "talk.add_parked", text="Ask about the frame agreement")
    castor.ok("Ana", "talk.add_minute", text="Carl brought samples", tag="note")
    made = text(castor)
    briefing = made.partition("## Customer briefing")[2]
    for line in (
        "decided: We start in Lille.",
        "parked: Ask about the frame agreement.",
        "Noted: Carl brought samples.",
    ):
        assert line in briefing


def test_what_was_being_asked_when_the_day_ended_is_told_as_undecided() -> None:
    castor = Castor().briefing()
    castor.ok("Ana", "decide.propose", text="We start in Lille")
    castor.ok("Fay", "stage.adjourn")
    made = text(castor)
    assert "the day ended undecided on “We start in Lille”" in made
    assert "decided: We start" not in made


def test_what_the_reader_may_not_see_is_not_told() -> None:
    castor = Castor().whole()
    castor.ok("Fay", "talk.add_desk_note", text="Tom talks too much")
    assert "talks too much" not in text(castor, "Tom")


def test_the_one_who_looks_later_reads_the_same() -> None:
    castor = Castor().at_signoff()
    assert text(castor) == text(castor)


def test_breakouts_are_told_with_who_sat_where_and_what_came_back_and_nothing_else_of_the_rooms() -> None:
    castor = Castor().briefing()
    castor.go_to("research")
    castor.ok("Fay", "breakouts.prepare", rooms=1)
    room = next(castor.room.state.of("breakout")).id
    for name in ("Tom", "Ana"):
        castor.ok("Fay", "breakouts.place", person=castor.person(name).id, room=room)
    castor.ok("Fay", "breakouts.start")
    told = castor.ok("Tom", "capture.add_note", text="They count in stores", breakout=room)[0]
    castor.ok("Tom", "capture.add_note", text="Only for us", breakout=room)
    assert "They count in stores" not in text(castor, "Ben")
    castor.ok("Ana", "breakouts.mark", note=told)
    castor.ok("Fay", "breakouts.end")
    made = text(castor, "Ben")
    assert "the team went into one room: Room 1 (Tom and Ana)" in made
    assert "the rooms brought back Room 1: “They count in stores”" in made
    assert "Only for us" not in made


def test_a_visit_that_moves_and_a_new_plan_are_told_as_they_were_then() -> None:
    castor = Castor()
    castor.ok("Fay", "visit.move", at="13:30", reason="Her train stands still")
    castor.ok("Fay", "visit.cancel", reason="She turned back", instead="We read the annual report")
    made = text(castor)
    assert "the customer’s visit moved to 13:30, because Her train stands still" in made
    assert "no customer came, because She turned back; instead: We read the annual report" in made


def returned() -> Castor:
    """Mara gives one objective back, by name and day; its words are put right after that."""
    castor = Castor().at_signoff()
    objective, ana = castor.made["objective"], castor.person("Ana").id
    given = {
        "target": objective,
        "mark": "return",
        "text": "Name the stores",
        "owner": ana,
        "due": "2025-10-13",
    }
    castor.ok("Mara", "signoff.mark", **given)
    assert castor.sign("returned", comments=["Nearly"])["ok"]
    castor.ok("Tom", "record.edit", id=objective, set={"text": "Win Lille and Douai"})
    return castor


def test_a_return_is_told_with_what_went_back_in_the_words_it_had_to_whom_and_by_when() -> None:
    castor = returned()
    back = "Returned, “Win the forty stores”: Name the stores (Ana, 13 October 2025)."
    for who in ("Mara", "Tom"):
        assert f"Nearly. {back}" in text(castor, who)
        assert back in as_markdown(plan(castor.seen(who), castor.time))


def test_what_senior_management_answers_is_told_with_each_ask_and_condition() -> None:
    castor = Castor().at_signoff()
    castor.sign()
    castor.go_to("acceptance")
    answer = {"ask": castor.made["ask"], "answer": "partly", "note": "£9,000 for one visit"}
    assert castor.do("Sven", "signoff.answer_ask", **answer)["ok"]
    given = {"verdict": "accepted", "conditions": ["Price Poland by December"]}
    assert castor.do("Sven", "signoff.accept", signed=True, **given)["ok"]
    made = text(castor)
    assert "Sven answered “A reference visit”: granted in part: £9,000 for one visit." in made
    assert "On one condition: Price Poland by December." in made
