"""The desk's one filled button: for every stage and situation, the one thing to do next, named by its effect.

The table of situations is tested; the browser only shows what this says.
"""

from typing import Any

from workshop.rules import breakouts, floor, playbook, presence, schedule, visit
from workshop.rules.gates import Standing
from workshop.rules.playbook import Stage
from workshop.rules.pledging import to_show
from workshop.rules.pulse import open_pulse, turnout
from workshop.rules.roles import Role
from workshop.rules.signing import latest, senior_answer
from workshop.rules.stages import FROM_HOME
from workshop.rules.state import Record, State
from workshop.rules.writing import by_leader, leaders_cards, leaders_hidden, leaders_wait


def next_step(state: State, now: int, standings: list[Standing]) -> dict[str, Any]:
    """{label, note, sure, command, data, situation}; `open` names what it opens when there is nothing to send.

    `sure` is what a second press confirms, where one is too easily made.
    """
    step = _step_now(state, now, [s for s in standings if s.required and s.unmet])
    return step | {"note": step["note"] or _came_back(state) or _without_a_day(step, standings)}


def _without_a_day(step: dict[str, Any], standings: list[Standing]) -> str:
    """Which dates nobody has set, before people go home or the plan goes on."""
    count = sum(len(s.unmet) for s in standings if s.criterion == "dates_set")
    if not count or step["situation"] not in ("end_of_day", "ready"):
        return ""
    return f"{count} of the four dates {'has' if count == 1 else 'have'} no day yet."


def _step_now(state: State, now: int, lacking: list[Standing]) -> dict[str, Any]:
    if not presence.sitting_open(state):
        return _between(state, lacking)
    if state.workshop["hold"]:
        return _step("held", "Release the hold", "stage.release")
    live = state.live
    following = schedule.following(state)
    inside = _with_everybody(state) or _in_rooms(state, live) or (_within(state, live) if live else None)
    if inside:
        return inside
    if visit.how(state) == "later" and visit.inside(state):
        return _before_the_visit(state, lacking)
    coming = visit.due(state, live["order"]) if live else None
    if coming:
        return _begin_visit(playbook.of(state).stage(coming["stage"]))
    if following and live and _day_is_over(state, live, following):
        parked = sum(1 for p in state.of("parked") if not p["settled"])
        label = (
            f"Close day {live['day']}: {parked} still parked"
            if parked
            else f"Close day {live['day']}: adjourn"
        )
        return _step("end_of_day", label, open_="adjourn")
    if following:
        label = _take_the(following["title"]) if following["rest"] else f"Start “{following['title']}”"
        return _step("next_piece", label, "stage.go", {"slot": following.id, "after": state.workshop["slot"]})
    return _move_on(state, lacking)


def _take_the(title: str) -> str:
    """Going into a rest; one that is called a break is not called so twice."""
    is_break = title.lower().startswith("break")
    return f"Take the {title[0].lower()}{title[1:]}" if is_break else f"Take the break: {title}"


def _before_the_visit(state: State, lacking: list[Standing]) -> dict[str, Any]:
    """In the visit's own stage before the customer is here: what can be done without them, or the visit."""
    stage = visit.waited_for(state)
    return _begin_visit(stage) if stage else _move_on(state, lacking)


def _begin_visit(stage: Stage) -> dict[str, Any]:
    return _step("visit", f"Go live: {stage.title}", "visit.begin") | {"to": stage.id}


def _day_is_over(state: State, live: Record, following: Record) -> bool:
    """Whether what follows belongs to another day, and this sitting has already been at the live line."""
    opened = state.records[state.workshop["sitting"]]["opened"]
    return bool(following["day"] > live["day"] and live["started"] >= opened)


def _between(state: State, lacking: list[Standing]) -> dict[str, Any]:
    if state.stage == "closed":
        return _step("closed", "Read the plan", open_="plan")
    if back := _sign_again(state):
        return back
    # What was signed or accepted from home waits for nobody to come together again.
    after = playbook.of(state).after(state.stage)
    if state.stage in FROM_HOME and after and not lacking:
        return _step("ready", f"Hand it on: {after.title}", "stage.advance", {"to": after.id})
    if state.stage in FROM_HOME and after and not any(standing.firm for standing in lacking):
        return _step("lacking", f"Before you hand it on: {_things(lacking)}", open_="checklist")
    if not any(s["adjourned"] for s in state.of("sitting")):
        return _step("before", "Open doors", "stage.open_doors")
    piece = schedule.resumes(state)
    title = piece["title"] if piece else playbook.of(state).stage(state.stage).title
    return _step("adjourned", f"Open doors: {title}", "stage.open_doors")


def _in_rooms(state: State, live: Record | None) -> dict[str, Any] | None:
    """While people are in rooms, or rooms are prepared for the live piece."""
    rooms = breakouts.running(state)
    if rooms:
        told = breakouts.reported(state)
        count = f"{told} of {len(rooms)} reports" if 0 < told < len(rooms) else f"{told or 'no'} reports"
        label = f"End the breakouts: {'1 report' if told == len(rooms) == 1 else count}"
        return _step("breakouts", label, "breakouts.end")
    ready = [r for r in breakouts.waiting(state, live.id) if r["members"]] if live else []
    if live and ready:
        label = f"Send everybody to {len(ready)} room{'s' * (len(ready) != 1)}"
        return _step("rooms_ready", label, "breakouts.start", {"slot": live.id})
    return None


def _with_everybody(state: State) -> dict[str, Any] | None:
    """What goes on across the room, whatever the piece: how we are doing, or a round."""
    if asked := open_pulse(state):
        have, of = turnout(state, asked)
        return _step("asking_all", f"Close and show, {have} of {of}", "pulse.close", {"pulse": asked.id})
    going = floor.open_round(state)
    if going is None:
        return None
    coming = floor.to_come(state, going)
    if not coming:
        return _step("round", "End the round", "round.next", {"person": ""})
    name = _short(state.records[coming[0]]["name"])
    begun = going["turn"] or going["spoken"] or going["later"]
    label = f"Next: {name}" if begun else f"Start the round: {name}"
    return _step("round", label, "round.next", {"person": coming[0]})


def _writing(state: State, live: Record) -> dict[str, Any] | None:
    """Reveal what was written: the team's cards, then the managers'; then the round that was agreed."""
    if not live["revealed"]:
        notes = (n for kind in ("note", "question") for n in state.of(kind))
        cards = [n for n in notes if n["slot"] == live.id and not n["breakout"]]
        team = [n for n in cards if not by_leader(n, state)] if leaders_wait(state, live) else cards
        sealed = sum(1 for s in state.sealed.values() if s.block == live.id and s.text)
        count = len(team) + sealed or len(cards)
        reveal = f"Reveal {count} card{'s' * (count != 1)}"
        step = _step("writing", reveal, "capture.reveal", {"slot": live.id})
        return step | {"note": _still_to_write(state, live)} if count else None
    if leaders_hidden(state, live):
        last = leaders_cards(state, live)
        whose = "manager’s" if len({n.by for n in last}) == 1 else "managers’"
        cards_ = "card" if len(last) == 1 else f"{len(last)} cards"
        return _step("leaders", f"Reveal the {whose} {cards_}", "capture.reveal_leaders", {"slot": live.id})
    held = any(r["slot"] == live.id for r in state.of("round"))
    if live["steps"] == "write_round_choose" and not held:
        return _step("round_due", "Call the round: one card each", "round.call", {"how": "random"})
    return None


def _still_to_write(state: State, live: Record) -> str:
    """How many of those here have neither written nor said that they are done; unknown in an anonymous round."""
    if live["naming"] == "anonymous":
        return ""
    wrote = {n.by for kind in ("note", "question") for n in state.of(kind) if n["slot"] == live.id}
    waits = leaders_wait(state, live)
    asked = [p for p in floor.team_here(state) if not (waits and p["role"] == Role.first_line_manager)]
    left = sum(1 for p in asked if p.id not in wrote and p["ready"] != live.id)
    return f"{left} of {len(asked)} {'has' if left == 1 else 'have'} not written yet." if left else ""


def _within(state: State, live: Record) -> dict[str, Any] | None:
    """What the live piece itself asks for first."""
    if live["mode"] == "write_reveal" and live["kind"] in ("capture", "questions"):
        step = _writing(state, live)
        if step or not live["revealed"]:
            return step
    if state.stage == "signoff" and live["kind"] == "signoff" and (fresh := to_show(state)):
        return _step("pledges", f"Show how sure we are, {fresh} answers", "signoff.show_pledges")
    open_ = next((b for b in state.of("ballot") if b["open"]), None)
    if open_:
        return _voting(state, open_)
    if live["kind"] == "vote" and not any(state.of("ballot")):
        return _step("before_vote", "Open the vote", open_="vote")
    # While the customer presents, questions wait: they are put where the live piece has them on its board.
    if live["kind"] == "questions" and state.stage == "briefing" and "question" in live["board"]:
        chosen = next((q for q in state.of("question") if q["status"] == "chosen"), None)
        asked = any(q["status"] == "put" for q in state.of("question"))
        if chosen and not asked:
            return _step(
                "asking", f"Put: “{_short(chosen['text'])}”", "questions.put", {"question": chosen.id}
            )
    return None


def _voting(state: State, ballot: Record) -> dict[str, Any]:
    """Close the vote; `sure` asks first while somebody who is here still places dots."""
    done = {d.by for d in state.of("dots") if d["ballot"] == ballot.id and d["done"]}
    label = f"Close vote, {len(done)} of {len(ballot['voters'])}"
    step = _step("voting", label, "vote.close", {"ballot": ballot.id})
    out = [
        p for v in ballot["voters"] if v not in done and (p := state.get(v, "person")) and presence.here(p)
    ]
    who = "the one who still places dots" if len(out) == 1 else f"the {len(out)} who still place dots"
    return step | {"sure": f"Close it without {who}" if out else ""}


def _move_on(state: State, lacking: list[Standing]) -> dict[str, Any]:
    after = visit.next_stage(state)
    if after is None:
        return _step("closed", "Read the plan", open_="plan")
    if back := _sign_again(state):
        return back
    if lacking:
        waits = {"signoff": "approved", "acceptance": "accepted"}.get(state.stage)
        if _goes_on_from_home(state, lacking):
            return _step("end_of_day", "Close the day: adjourn", open_="adjourn")
        if [s.criterion for s in lacking] == [waits]:
            label = (
                "Waiting for the first-line manager"
                if waits == "approved"
                else "Waiting for senior management"
            )
            return _step("waiting", label, open_="signoff" if waits == "approved" else "acceptance")
        return _step("lacking", f"Before we move on: {_things(lacking)}", open_="checklist")
    if _another_day(state, after):
        return _step("end_of_day", "Close the day: adjourn", open_="adjourn")
    return _step("ready", f"Go live: {after.title}", "stage.advance", {"to": after.id})


def _another_day(state: State, after: Stage) -> bool:
    """Whether what was signed or accepted just now goes on from home, to a stage that has a day of its own."""
    live, first = state.live, schedule.first_of(state, after.id)
    return bool(state.stage in FROM_HOME and live and first and _day_is_over(state, live, first))


def _things(lacking: list[Standing]) -> str:
    count = sum(len(s.unmet) for s in lacking)
    return "1 thing" if count == 1 else f"{count} things"


def _goes_on_from_home(state: State, lacking: list[Standing]) -> bool:
    """Whether nobody here can do what is missing: the plan went back to the team, or nobody senior is in the room."""
    if state.stage == "acceptance":
        seniors = [p for p in state.of("person") if p["role"] == Role.second_level_manager]
        return [s.criterion for s in lacking] == ["accepted"] and not any(presence.here(p) for p in seniors)
    return bool(_returned(state))


def _returned(state: State) -> Record | None:
    """The decision by which the plan is with the team again, in the stage that waits for her signature."""
    last = latest(state, "decision")
    return last if state.stage == "signoff" and last and last["verdict"] == "returned" else None


def _sign_again(state: State) -> dict[str, Any] | None:
    """Senior management returned the plan: it goes back to where it is signed."""
    if state.stage != "acceptance" or not _returned_by_senior(state):
        return None
    return _step("returned", "Open the sign-off again", "stage.reopen", {"to": "signoff"})


def _returned_by_senior(state: State) -> Record | None:
    answer = senior_answer(state)
    return answer if answer and answer["verdict"] == "returned" else None


def _came_back(state: State) -> str:
    """What a manager gave back, and to whom, beside whatever the button does."""
    if senior := _returned_by_senior(state):
        return f"{senior['name']} returned version {senior['version']}; it is signed again before the next answer."
    last = _returned(state)
    if last is None:
        return ""
    marks = [mark for mark in last["marks"] if mark["mark"] == "return"]
    owners = dict.fromkeys(str(r["name"]) for m in marks if (r := state.get(m.get("owner", ""), "person")))
    to = f" to {', '.join(owners)}" if owners else " to the team"
    return f"Version {last['version']} came back{to}; the next signature may come from home."


def _step(
    situation: str, label: str, command: str = "", data: dict[str, Any] | None = None, open_: str = ""
) -> dict[str, Any]:
    sends = {"command": command, "data": data or {}, "open": open_}
    return {"situation": situation, "label": label, "note": "", "sure": "", **sends}


def _short(text: str) -> str:
    return text if len(text) <= 48 else text[:47].rstrip() + "…"
