"""Rounds: everybody once, in an order that lets the quiet begin and the leader come last.

One turn is one point. Whoever has nothing yet is asked again at the end; whoever is away is
not waited for, and whoever comes late is asked too.
"""

from typing import Literal

import msgspec

from workshop.rules import floor, speaking, writing
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment, Nothing, Ref, Refs, Short
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, NOBODY
from workshop.rules.sight import TEAM_ONLY
from workshop.rules.state import Record
from workshop.rules.timing import MINUTE

#: How long everybody writes in silence before a round that begins with writing (minutes).
SILENT_MINUTES = 5


class Round(Body):
    """A round: who is still in line, whose turn it is, who has spoken, who is asked again at the end (`later`)
    and who had nothing to add then (`silent`).
    """

    how: Literal["random", "least"]
    line: Refs
    stage: Label = ""
    slot: Ref = ""
    leader_last: bool = True
    turn: Ref = ""
    spoken: Refs = []
    later: Refs = []
    silent: Refs = []
    ended: Moment = 0


rounds = Exercise(
    kind="round",
    title="Rounds",
    kinds=(Kind("round", Round, TEAM_ONLY, title="how", edit=NOBODY),),
)


class Call(Body):
    how: Literal["random", "least"] = "random"


class Line(Body):
    slot: Short


class Leader(Body):
    """Managers last, or anywhere: on one line of the run sheet, else in the whole workshop."""

    on: bool
    slot: Ref = ""


class Turn(Body):
    """Whom the button that was pressed named: who is called next ("" for the end), or whose turn it is.

    Two desks press at once: what was meant for one is never done to another.
    """

    person: Ref | None = None


@rounds.command("call", Call, DESK, planning=False, proxy=False)
def call(ask: Ask, data: Call) -> Event:
    """A round, in a random order or whoever has spoken least first; the first turn begins with the next press."""
    if floor.open_round(ask.state):
        raise invalid("how", "A round is going on. End it first.")
    line = [p.id for p in ask.shuffle(floor.team_here(ask.state))]
    if not line:
        raise invalid("how", "Nobody of the team is here yet.")
    if data.how == "least":
        entered = ask.state.records[f"stage:{ask.state.stage}"]["entered"]
        said = floor.said_by(ask.state, entered, ask.now)
        line.sort(key=lambda i: (said[i]["turns"] > 0, said[i]["ms"]) if i in said else (False, 0))
    slot = ask.state.live
    anonymous = slot is not None and slot["naming"] == "anonymous"
    last = writing.leader_last(ask.state, slot) is not False and not anonymous
    called = Round(
        how=data.how,
        line=floor.leaders_last(ask.state, line) if last else line,
        stage=ask.state.stage,
        slot=slot.id if slot else "",
        leader_last=last,
    )
    return ask.event("round.called", ask.new("round", called))


@rounds.command("next", Turn, DESK, planning=False, proxy=False)
def next_turn(ask: Ask, data: Turn) -> Event:
    """The next one; after the last the round is over."""
    going = _going(ask)
    _require_meant(ask, data.person, next(iter(floor.to_come(ask.state, going)), ""))
    spoken = [*going["spoken"], going["turn"]] if going["turn"] else going["spoken"]
    return _on(ask, going, "round.went_on", spoken=spoken)


@rounds.command("later", Turn, INSIDE, planning=False, refuse="excluded")
def later(ask: Ask, data: Turn) -> Event:
    """Nothing yet: asked again at the end; the second time it stays with that."""
    going = _going(ask)
    turn = going["turn"]
    _require_meant(ask, data.person, turn)
    if not turn or not (ask.at_desk or turn == ask.who.person):
        raise Refusal("not_yours", whose="the desk or whoever’s turn it is")
    unsaid = _taken_back(ask, going)
    if turn in going["later"]:
        return _on(ask, going, "round.nothing_to_add", *unsaid, silent=[*going["silent"], turn])
    line = [*(i for i in going["line"] if i != turn), turn]
    return _on(ask, going, "round.later", *unsaid, line=line, later=[*going["later"], turn], turn="")


@rounds.command("put_back", Turn, DESK, planning=False, proxy=False)
def put_back(ask: Ask, data: Turn) -> Event:
    """One step back: whoever was called is next again, and whoever spoke before goes on."""
    going = _going(ask)
    turn = going["turn"]
    _require_meant(ask, data.person, turn)
    if not turn:
        raise invalid("turn", "Nobody has been called yet.")
    speech = floor.speaking_now(ask.state)
    before = ask.state.get(speech["after"], "speech") if speech and speech["person"] == turn else None
    again = (
        before["person"]
        if before and before["round"] == going.id and before["person"] in going["spoken"]
        else ""
    )
    line = [turn, *(i for i in going["line"] if i != turn)]
    spoken = [i for i in going["spoken"] if i != again]
    changed = ask.change(going, turn=again, spoken=spoken, line=line)
    return ask.event("round.put_back", changed, *(speaking.unsaid(ask, speech) if speech else ()))


@rounds.command("end", Nothing, DESK, planning=False, proxy=False)
def end(ask: Ask, data: Nothing) -> Event:
    """That was the round, also where somebody is left."""
    return ask.event("round.ended", *_closed(ask, _going(ask)))


@rounds.command("leader_last", Leader, DESK, planning=False, between=True, present=False, proxy=False)
def leader_last(ask: Ask, data: Leader) -> Event:
    """Whether managers speak, and are revealed, after the team: in the whole workshop, or on one line of the run sheet.

    Set for the whole workshop it holds on every line, until one is set differently again.
    """
    whole = ask.state.workshop
    lines = [ask.need(data.slot, "slot")] if data.slot else list(ask.state.of("slot"))
    if data.slot and data.on and lines[0]["naming"] == "anonymous":
        raise invalid("on", "Where nobody is named, nobody comes last.")
    if any(writing.leaders_hidden(ask.state, line) for line in lines):
        raise invalid("on", "The manager’s cards are still hidden. Reveal them first.")
    if data.slot:
        own = None if data.on is whole["leader_last"] else data.on
        return ask.event("round.leader_set", ask.change(lines[0], leader_last=own))
    own_say = [ask.change(line, leader_last=None) for line in lines if line["leader_last"] is not None]
    return ask.event("round.leader_set", ask.change(whole, leader_last=data.on), *own_say)


@rounds.command("begin_in_writing", Line, DESK, planning=False, proxy=False)
def begin_in_writing(ask: Ask, data: Line) -> Event:
    """Five minutes of silent writing now; after the reveal the desk is led through a round and the choice."""
    slot = ask.need(data.slot, "slot")
    if slot["kind"] != "capture" or slot.id != ask.state.workshop["slot"]:
        raise invalid("slot", "This needs a line on which people write, and it must be the one that runs.")
    if slot["revealed"]:
        raise invalid("slot", "The cards are on the board already. Call a round instead.")
    begun = slot["first_note"] or any(s.block == slot.id for s in ask.sealed)
    if begun and slot["mode"] != "write_reveal":
        raise invalid("slot", "People have begun to write where everybody reads along. Call a round instead.")
    box = ask.state.records["timebox"]
    until = ask.now + SILENT_MINUTES * MINUTE
    clock = ask.change(box, ends_at=until, paused_at=0) if box["slot"] == slot.id else None
    changed = ask.change(slot, mode="write_reveal", steps="write_round_choose")
    return ask.event("round.began_in_writing", changed, *([clock] if clock else ()))


def _going(ask: Ask) -> Record:
    going = floor.open_round(ask.state)
    if going is None:
        raise invalid("round", "No round is going on.")
    return going


def _require_meant(ask: Ask, named: str | None, now: str) -> None:
    if named is not None and named != now:
        whose = f"It is {ask.state.records[now]['name']} now" if now else "Nobody is in line now"
        raise invalid("person", f"{whose}: somebody pressed before you. Look again, then press.")


def _on(ask: Ask, going: Record, name: str, *changes: Change, **values: object) -> Event:
    """Whoever is next has the floor; with nobody left the round is over."""
    after = _after(going, values)
    coming = floor.to_come(ask.state, after)
    if not coming:
        closed = [c for c in _closed(ask, going) if c.id not in {one.id for one in changes}]
        over = ask.change(going, **{**values, "turn": "", "ended": ask.now})
        return ask.event("round.ended", *changes, *(c for c in closed if c.id != going.id), over)
    person = ask.state.records[coming[0]]
    line = [i for i in after["line"] if i != person.id]
    changed = ask.change(going, **{**values, "turn": person.id, "line": line})
    gone = {c.id for c in changes}
    begun = [c for c in speaking.begun(ask, person, going.id) if c.id not in gone]
    return ask.event(name, *changes, *begun, changed)


def _after(going: Record, values: dict[str, object]) -> Record:
    return msgspec.structs.replace(going, body={**going.body, **values, "turn": ""})


def _taken_back(ask: Ask, going: Record) -> list[Change]:
    """A turn without a word is no speech; a hand that was up for it stays up."""
    speech = floor.speaking_now(ask.state)
    if speech is None or speech["round"] != going.id or speech["person"] != going["turn"]:
        return []
    return [c for c in speaking.unsaid(ask, speech) if c.id != speech["after"]]


def _closed(ask: Ask, going: Record) -> list[Change]:
    speech = floor.speaking_now(ask.state)
    ended = [ask.change(speech, ended=ask.now)] if speech and speech["round"] == going.id else []
    return [*ended, ask.change(going, ended=ask.now, turn="")]
