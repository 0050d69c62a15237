"""Any objection? Asked of everybody in silence; objections come out together."""

import pytest

from tests.cast import TEAM, Workshop


@pytest.fixture
def team() -> Workshop:
    return Workshop().open("Gus", "Ida", "Sven", "Carl")


def propose(team: Workshop, who: str = "Ana", **more: object) -> str:
    return team.ok(who, "decide.propose", text="We start in France", **more)[0]


def over(team: Workshop) -> None:
    team.time += 20_000


def test_silence_is_consent_and_the_decision_says_who_was_there(team: Workshop) -> None:
    proposal = propose(team)
    assert team.refused("Ana", "decide.close", proposal=proposal) == "invalid"
    over(team)
    (made,) = team.ok("Ben", "decide.close", proposal=proposal)
    decision = team.sees("Tom")[made]
    assert (decision["text"], decision["how"], decision["objections"]) == (
        "We start in France",
        "consent",
        "",
    )
    there = {team.room.state.records[p]["name"] for p in decision["present"]}
    assert {"Ana", "Mara", "Olga"} <= there
    assert not {"Gus", "Ida", "Fay", "Carl"} & there


def test_the_room_screen_shows_what_is_asked_until_it_is_over_and_nothing_while_a_guest_may_be_in(
    team: Workshop,
) -> None:
    assert team.person("Carl")["window"] == "open"
    first = propose(team)
    assert f"proposed:{first}" not in team.sees("Screen")
    over(team)
    team.ok("Ana", "decide.close", proposal=first)
    team.go_to("briefing").go_to("research")
    proposal = propose(team)
    assert team.sees("Screen")[f"proposed:{proposal}"]["text"] == "We start in France"
    over(team)
    team.ok("Ana", "decide.close", proposal=proposal)
    assert f"proposed:{proposal}" not in team.sees("Screen")


def test_an_empty_room_consents_to_nothing() -> None:
    workshop = Workshop().open(*TEAM, "Olga", "Mara")
    assert workshop.refused("Fay", "decide.propose", text="We start in France") == "invalid"


def test_nobody_sees_an_objection_before_all_have_had_their_time(team: Workshop) -> None:
    proposal = propose(team)
    team.ok("Ben", "decide.answer", proposal=proposal, objects=True, reason="Nobody knows Lille")
    for who in ("Fay", "Ana", "Mara", "Tom"):
        assert not any("Lille" in str(r.body) for r in team.sees(who).values()), who
    assert any("Lille" in str(r.body) for r in team.sees("Ben").values())
    assert team.sees("Ana")[f"asking:{proposal}"]["answered"] == 1
    over(team)
    assert team.ok("Fay", "decide.close", proposal=proposal) == []
    said = team.sees("Tom")[proposal]["objections"]
    assert said == [{"person": team.person("Ben").id, "reason": "Nobody knows Lille"}]


def test_when_everybody_has_answered_the_asking_is_over_at_once(team: Workshop) -> None:
    proposal = propose(team)
    for person in team.room.state.records[proposal]["asked"]:
        team.ok(team.room.state.records[person]["name"], "decide.answer", proposal=proposal, objects=False)
    assert len(team.ok("Ana", "decide.close", proposal=proposal)) == 1


def test_several_browsers_closing_at_zero_make_one_decision(team: Workshop) -> None:
    proposal = propose(team)
    over(team)
    team.ok("Ana", "decide.close", proposal=proposal)
    assert team.ok("Fay", "decide.close", proposal=proposal) == []
    assert len(list(team.room.state.of("decision_note"))) == 1


def test_after_objections_it_is_recorded_with_them_by_whoever_proposed_or_the_desk(team: Workshop) -> None:
    proposal = propose(team)
    assert team.refused("Ben", "decide.answer", proposal=proposal, objects=True) == "invalid"
    team.ok("Ben", "decide.answer", proposal=proposal, objects=True, reason="Too early")
    over(team)
    team.ok("Ana", "decide.close", proposal=proposal)
    assert team.refused("Ben", "decide.answer", proposal=proposal, objects=False) == "invalid"
    assert team.refused("Tom", "decide.settle", proposal=proposal, how="consent") == "not_yours"
    mara = team.person("Mara").id
    (made,) = team.ok("Ana", "decide.settle", proposal=proposal, how="decider", decider=mara)
    decision = team.sees("Tom")[made]
    assert (decision["how"], decision["decider"], decision["objections"]) == (
        "decider",
        mara,
        "Ben: Too early",
    )
    assert team.refused("Fay", "decide.settle", proposal=proposal, how="dropped") == "invalid"


def next_morning(team: Workshop) -> None:
    team.time += 15 * 3_600_000
    team.ok("Fay", "stage.open_doors")
    for name in ("Ana", "Ben", "Mara"):
        team.ok(name, "people.arrive", how="room")


def test_what_was_being_asked_when_the_day_ended_is_not_decided_but_asked_again(team: Workshop) -> None:
    proposal = propose(team)
    team.ok("Tom", "decide.answer", proposal=proposal, objects=False)
    team.ok("Fay", "stage.adjourn")
    next_morning(team)
    assert team.ok("Ben", "decide.close", proposal=proposal) == []
    assert not any(team.room.state.of("decision_note"))
    assert (team.sees("Tom")[proposal]["closed_at"] > 0, team.sees("Tom")[proposal]["outcome"]) == (True, "")
    assert team.refused("Ben", "decide.ask_again", proposal=proposal) == "not_yours"
    assert team.refused("Ana", "decide.settle", proposal=proposal, how="consent") == "invalid"
    team.ok("Ana", "decide.ask_again", proposal=proposal)
    asked = {team.room.state.records[p]["name"] for p in team.sees("Ana")[proposal]["asked"]}
    assert asked == {"Ana", "Ben", "Mara"}
    assert team.sees("Ana")[f"asking:{proposal}"]["answered"] == 0
    over(team)
    assert len(team.ok("Ana", "decide.close", proposal=proposal)) == 1
    assert team.refused("Ana", "decide.ask_again", proposal=proposal) == "invalid"


def test_an_objection_given_before_the_day_ended_is_heard_the_next_day(team: Workshop) -> None:
    proposal = propose(team)
    team.ok("Ben", "decide.answer", proposal=proposal, objects=True, reason="Too early")
    team.ok("Fay", "stage.adjourn")
    next_morning(team)
    assert [o["reason"] for o in team.sees("Tom")[proposal]["objections"]] == ["Too early"]
    assert team.refused("Ana", "decide.ask_again", proposal=proposal) == "invalid"
    team.ok("Ana", "decide.settle", proposal=proposal, how="dropped")


def test_what_all_had_their_time_for_is_decided_though_the_day_ends_before_a_browser_says_so(
    team: Workshop,
) -> None:
    propose(team)
    over(team)
    team.ok("Fay", "stage.adjourn")
    (made,) = team.room.state.of("decision_note")
    assert (made["how"], made["text"]) == ("consent", "We start in France")


def test_one_proposal_at_a_time_and_only_whoever_was_there_is_asked(team: Workshop) -> None:
    proposal = propose(team)
    assert team.refused("Ben", "decide.propose", text="Another") == "invalid"
    assert team.refused("Fay", "decide.answer", proposal=proposal, objects=False) == "not_a_voter"
    assert team.refused("Carl", "decide.propose", text="Ours") in ("excluded", "not_present")


def test_a_decision_takes_the_place_of_an_earlier_one_once(team: Workshop) -> None:
    (first,) = team.ok("Ana", "talk.add_decision_note", text="We start in France")
    (second,) = team.ok("Ana", "talk.add_decision_note", text="We start in Spain", supersedes=first)
    assert team.sees("Tom")[second]["supersedes"] == first
    assert team.sees("Tom")[first].active
    assert team.refused("Ben", "talk.add_decision_note", text="Neither", supersedes=first) == "invalid"
    assert team.refused("Ben", "talk.add_decision_note", text="x", present=["me"]) == "invalid"


def test_anything_the_team_sees_is_parked_with_what_it_came_from(team: Workshop) -> None:
    (card,) = team.ok("Ben", "talk.add_minute", text="Who pays for the pilot?")
    (parked,) = team.ok("Ana", "talk.park", origin=card)
    item = team.sees("Tom")[parked]
    assert (item["text"], item["origin"], item.by) == ("Who pays for the pilot?", card, team.person("Ana").id)
    assert team.sees("Tom")[card].active
    assert team.refused("Tom", "talk.park", origin=card) == "invalid"
    team.ok("Tom", "talk.settle", id=parked, settled="answered", how="They do")
    assert team.ok("Tom", "talk.park", origin=card)


def test_what_is_hidden_cannot_be_parked_not_even_by_guessing_its_id(team: Workshop) -> None:
    (note,) = team.ok("Fay", "talk.add_desk_note", text="Watch Ben")
    for who in ("Ana", "Fay"):
        assert team.refused(who, "talk.park", origin=note) == "invalid"
    assert team.refused("Ana", "talk.park", origin="nothing") == "invalid"


def test_a_scribes_line_knows_the_piece_it_was_said_in_and_who_said_it(team: Workshop) -> None:
    slot = next(s.id for s in team.room.state.of("slot"))
    team.ok("Fay", "stage.go", slot=slot)
    ana = team.person("Ana").id
    (line,) = team.ok("Tom", "talk.add_minute", text="We lose a day", tag="quote", said_by=ana)
    assert (team.sees("Mara")[line]["slot"], team.sees("Mara")[line]["said_by"]) == (slot, ana)
    assert team.refused("Tom", "talk.add_minute", text="x", said_by="nobody") == "invalid"
    assert team.refused("Tom", "talk.add_minute", text="x", slot=slot) == "invalid"
    assert line not in team.sees("Carl")


def test_what_a_scribe_hears_the_guest_say_is_a_quote_that_the_guest_confirms(team: Workshop) -> None:
    team.go_to("briefing")
    team.ok("Carl", "people.arrive", how="room")
    carl = team.person("Carl").id
    (quote,) = team.ok("Tom", "questions.quote", text="We lose a day each week", said_by=carl)
    assert team.sees("Carl")[quote]["text"] == "We lose a day each week"
    team.ok("Carl", "questions.confirm", quote=quote)
    assert team.sees("Tom")[quote]["confirmed"] == "on own screen"
