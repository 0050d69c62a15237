"""The speaker queue: hands in a fair order, one clock for whoever speaks, and every speech kept.

Balance, minutes and catch-up all rest on the speeches kept here. Who spoke how long is the
desk's to see, and each person's own; the team sees who speaks and who comes next.
"""

from typing import Annotated, Any

from msgspec import Meta

from workshop.rules import floor, presence, turns
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment, Ref, Short
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, NOBODY, Role
from workshop.rules.sight import DESK_ONLY, EVERY, Audience, Sight
from workshop.rules.state import Record, State


class Speech(Body):
    """Somebody spoke, from when to when (ms); `ended` 0 while they speak. `hand`, `to_say` and `hand_at` are what
    was raised for it, `after` the speech that its beginning ended: so it can be put back.
    """

    person: Ref
    started: Moment
    ended: Moment = 0
    stage: Label = ""
    slot: Ref = ""
    round: Ref = ""
    hand: Label = ""
    to_say: Label = ""
    hand_at: Moment = 0
    after: Ref = ""


class Queue(Body):
    """Places given by the desk: {person: when the hand went up}, first to last."""

    pins: dict[str, Moment] = {}


def _speech_shown(record: Record, audience: Audience, state: State) -> dict[str, Any] | None:
    return record.body if audience is Audience.desk else None


def _own_speech(record: Record, state: State) -> dict[str, dict[str, Any]]:
    person = state.get(record["person"], "person")
    return {person.id: record.body} if person and person["role"] in INSIDE else {}


speaking = Exercise(
    kind="speaking",
    title="Speaking",
    kinds=(
        Kind("speech", Speech, Sight(_speech_shown, _own_speech), title="person", edit=NOBODY),
        Kind("queue", Queue, DESK_ONLY, title="pins", edit=NOBODY),
    ),
)


class Who(Body):
    person: Short


class Move(Body):
    person: Short
    by: Annotated[int, Meta(ge=-200, le=200)]


class Speaker(Body):
    """Who speaks, as the page that was pressed on says."""

    person: Ref = ""


@speaking.command("start", Who, DESK, planning=False, proxy=False)
def start(ask: Ask, data: Who) -> Event:
    """Somebody has the floor: the hand goes down, the clock runs, and whoever spoke before has spoken."""
    person = ask.need(data.person, "person")
    if person["withdrawn"] or person["role"] == Role.screen:
        raise invalid("person", "Choose somebody who is here.")
    now = floor.speaking_now(ask.state)
    if now and now["person"] == person.id:
        raise invalid("person", f"{person['name']} is speaking already.")
    return ask.event("speaking.started", *begun(ask, person))


@speaking.command("stop", Speaker, INSIDE, planning=False, proxy=False)
def stop(ask: Ask, data: Speaker) -> Event:
    """That was it: by the desk, or by whoever speaks."""
    now = floor.speaking_now(ask.state)
    if now is None or data.person not in ("", now["person"]):
        raise invalid("person", "They do not speak any more." if now else "Nobody’s clock is running.")
    if not ask.at_desk and now["person"] != ask.who.person:
        raise Refusal("not_yours", whose="the desk or whoever speaks")
    return ask.event("speaking.ended", ask.change(now, ended=ask.now))


@speaking.command("put_back", Speaker, DESK, planning=False, proxy=False)
def put_back(ask: Ask, data: Speaker) -> Event:
    """Not yet after all: the hand is up again where it was, and whoever was cut short goes on."""
    speech = floor.speaking_now(ask.state)
    if speech is None or speech["round"] or data.person not in ("", speech["person"]):
        raise invalid("person", "There is nobody to put back.")
    changes = unsaid(ask, speech)
    if not speech["hand"]:
        changes.append(ask.change(ask.state.records[speech["person"]], hand="point", hand_at=ask.now))
    return ask.event("speaking.put_back", *changes)


@speaking.command("move", Move, DESK, planning=False, proxy=False)
def move(ask: Ask, data: Move) -> Event:
    """The desk gives somebody another place. From then on the queue stays as it stands; newcomers come after it."""
    queue = [hand.person for hand in floor.waiting(ask.state)]
    if data.person not in queue:
        raise invalid("person", "That hand is down again.")
    pins = {i: ask.state.records[i]["hand_at"] for i in turns.moved(queue, data.person, data.by)}
    return ask.event("speaking.moved", ask.put("queue", floor.QUEUE, {"pins": pins}))


def begun(ask: Ask, person: Record, round_id: str = "") -> list[Change]:
    """The changes by which somebody begins to speak: their hand goes down, and whoever spoke has spoken."""
    state = ask.state
    before = floor.speaking_now(state)
    speech = Speech(
        person=person.id,
        started=ask.now,
        stage=state.stage,
        slot=state.workshop["slot"],
        round=round_id,
        hand=person["hand"] or "",
        to_say=person["to_say"] or "",
        hand_at=person["hand_at"] or 0,
        after=before.id if before else "",
    )
    ended = [ask.change(before, ended=ask.now)] if before else []
    lowered = [ask.change(person, hand="", to_say="", hand_at=0)] if person["hand"] else []
    return [*ended, *lowered, ask.new("speech", speech)]


def unsaid(ask: Ask, speech: Record) -> list[Change]:
    """The changes by which a speech was none: the hand is up again, and whoever was cut short goes on."""
    changes = [Change(id=speech.id, kind="speech", set={"ended": ask.now}, status="withdrawn")]
    before = ask.state.get(speech["after"], "speech")
    if before and before.active and before["ended"] == speech["started"]:
        changes.append(ask.change(before, ended=0))
    if speech["hand"]:
        raised = {"hand": speech["hand"], "to_say": speech["to_say"], "hand_at": speech["hand_at"]}
        changes.append(ask.change(ask.state.records[speech["person"]], **raised))
    return changes


@speaking.derive("person", "speech", "round", "queue", "workshop", "slot", "stage", to=EVERY)
def the_floor(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Who speaks, who waits in which order, where a round stands. The reasons are the desk's and the person's own."""
    if audience in (Audience.guest, Audience.senior):
        return {}
    if audience is Audience.screen and not floor.names_shown(state):
        return {}
    speech, going, hands = floor.speaking_now(state), floor.open_round(state), floor.waiting(state)
    if not (speech or going or hands) and audience is not Audience.desk:
        return {}
    body: dict[str, Any] = {
        "queue": [h.person for h in hands],
        "speaking": {"person": speech["person"], "started": speech["started"]} if speech else None,
        "round": {"turn": going["turn"], "coming": floor.to_come(state, going)} if going else None,
    }
    if audience is Audience.desk:
        body |= _for_the_desk(state, hands)
    return {"floor": ("floor", body)}


@speaking.derive_own("person", "speech", "queue", "workshop", "stage")
def own_place(state: State, now: int) -> dict[str, dict[str, tuple[str, dict[str, Any]]]]:
    """Whoever has a hand up: their own place, and why it is theirs."""
    hands, placed = floor.waiting(state), floor.placed(state)
    return {
        hand.person: {
            "my_place": ("my_place", {"place": n, "of": len(hands), "why": turns.reason(hand, placed)})
        }
        for n, hand in enumerate(hands, 1)
        if state.records[hand.person]["role"] in INSIDE
    }


def _for_the_desk(state: State, hands: list[turns.Hand]) -> dict[str, Any]:
    placed, said = floor.placed(state), {s["person"] for s in floor.speeches(state)}
    heard = said | {hand.person for hand in hands}
    silent = [p.id for p in floor.team_here(state) if p.id not in heard]
    return {
        "why": {hand.person: _why(state, hand, placed) for hand in hands},
        "not_spoken": silent if said else [],
        "spoken": len(said),
    }


def _why(state: State, hand: turns.Hand, placed: list[str]) -> str:
    person = state.records[hand.person]
    away = not presence.here(person) and not person["no_device"]
    return "not here just now" if away else turns.reason(hand, placed)
