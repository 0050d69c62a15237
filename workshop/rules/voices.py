"""Balance: how a stage is shared between those who are there, cards, turns and seconds never mixed.

The desk sees it live, as a suggested move; each person their own part, alone; the group only what
is kept when the stage is left, without names.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from workshop.rules import balance, floor, presence
from workshop.rules.events import Change
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Moment
from workshop.rules.roles import NOBODY, TEAM
from workshop.rules.sight import TEAM_ONLY, Audience
from workshop.rules.state import Record, State

#: What counts as a card.
CARDS = (
    "question", "brief", "quote", "note", "card", "unknown", "goal", "pressure", "initiative", "obstacle",
    "stakeholder", "opportunity", "prospect", "objective", "strategy", "action", "risk", "ask", "signal",
)  # fmt: skip
CHANNELS = ("cards", "turns", "seconds")
_COUNTS = ("active", "merged")
#: Presence is taken in steps of so much (ms): nobody's part changes while nothing happens.
STEP_MS = 60_000


class Reviewed(Body):
    """How a stage was shared, kept when it was left: no names. Each channel is {channel, level, total, silent,
    people, carried, share, fair, most, most_fair} in whole per cent, with {d, evenness, gini} of `balance` from 0 to 1;
    `speakers`, `turns` and `seconds` say how much was spoken.
    """

    stage: Label
    people: int
    since: Moment
    until: Moment
    channels: list[dict[str, Any]] = []
    speakers: int = 0
    turns: int = 0
    seconds: int = 0


voices = Exercise(
    kind="voices",
    title="Voices",
    kinds=(Kind("balance", Reviewed, TEAM_ONLY, title="stage", edit=NOBODY),),
)


def counts(state: State, since: int, now: int) -> dict[str, dict[str, float]]:
    """{channel: {person: how much}} since a moment. Cards whose writers are not named count for nobody."""
    said = floor.said_by(state, since, now)
    return {
        "cards": dict(written(state, since, "stage")),
        "turns": {person: one["turns"] for person, one in said.items()},
        "seconds": {person: one["ms"] / 1000 for person, one in said.items()},
    }


def written(state: State, since: int, name: str) -> Counter[str]:
    """How many cards that carry their writer's name each has written since a moment, which is kept under a name."""
    found: Counter[str] = Counter()
    for (by, slot_id), count in state.tally(f"written since {name}", CARDS, _writer, since).items():
        slot = state.get(slot_id, "slot")
        if slot is None or slot["naming"] == "named":
            found[by] += count
    return found


def _writer(record: Record) -> tuple[str, str] | None:
    """Who wrote a card, and on which line, where that may withhold names."""
    if not record.by or record.status not in _COUNTS:
        return None
    withheld = record.kind in ("note", "question") and not record["breakout"]
    return record.by, str(record["slot"]) if withheld else ""


def there(state: State, since: int, now: int) -> dict[str, float]:
    """How long each of the team was here since a moment (ms): no guests, no facilitators."""
    team = (p for p in state.of("person") if p["role"] in TEAM)
    return {p.id: ms for p in team if (ms := presence.here_ms(state, p.id, since, now))}


def channels(state: State, since: int, now: int) -> dict[str, balance.Channel]:
    """The channels of which something can be said."""
    present, counted = there(state, since, now), counts(state, since, now)
    units = {"cards": 1.0, "turns": 1.0, "seconds": balance.UNIT_MS / 1000}
    found = {name: balance.measure(counted[name], present, units[name]) for name in CHANNELS}
    return {name: channel for name, channel in found.items() if channel}


def entered(state: State) -> int:
    """When the live stage was entered (ms)."""
    return int(state.records[f"stage:{state.stage}"]["entered"])


def since_break(state: State) -> tuple[int, bool]:
    """From when on somebody counts as not heard: the last break in this stage, else its beginning."""
    rests = [s["ended"] for s in state.of("slot") if s["rest"] and s["ended"]]
    last = max(rests, default=0)
    return (last, True) if last > entered(state) else (entered(state), False)


def unheard(state: State, now: int) -> list[str]:
    """Those here who have neither written nor spoken since the break."""
    since, _ = since_break(state)
    heard = set(written(state, since, "break")) | set(floor.said_by(state, since, now))
    return [p.id for p in floor.team_here(state) if p.id not in heard]


def reviewed(ask: Ask) -> list[Change]:
    """What is kept of a stage's balance when it is left; nothing where there is nothing to say."""
    state = ask.state
    since = entered(state)
    said = counts(state, since, ask.now)
    rows = [_row(name, channel) for name, channel in channels(state, since, ask.now).items()]
    if not rows and not said["turns"]:
        return []
    kept = {
        "stage": state.stage,
        "people": len(there(state, since, ask.now)),
        "since": since,
        "until": ask.now,
        "channels": rows,
        "speakers": len(said["turns"]),
        "turns": round(sum(said["turns"].values())),
        "seconds": round(sum(said["seconds"].values())),
    }
    return [ask.put("balance", f"balance:{state.stage}", kept)]


def taken_back(ask: Ask, stage: str) -> list[Change]:
    """The stage goes on: its review is not due yet."""
    kept = ask.state.get(f"balance:{stage}", "balance")
    return [Change(id=kept.id, kind="balance", status="withdrawn")] if kept and kept.active else []


@voices.derive("speech", "slot", "workshop", "person", "round", *CARDS, to=frozenset({Audience.desk}))
def live_balance(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """For the desk: how each channel stands, and who has not been heard. Nothing where nothing can be said yet,
    and nothing in a break.
    """
    live = state.get(state.workshop["slot"], "slot")
    if not presence.sitting_open(state) or (live and live["rest"]):
        return {}
    measured = _measured(state, now)
    if not measured:
        return {}
    rows = [{**_row(name, channel), "parts": _parts(channel)} for name, channel in measured.items()]
    _, after_break = since_break(state)
    body = {"channels": rows, "unheard": unheard(state, now), "since": "break" if after_break else "stage"}
    return {"voices": ("voices", body)}


@voices.derive_own("speech", "slot", "workshop", "timebox")
def own_part(state: State, now: int) -> dict[str, dict[str, tuple[str, dict[str, Any]]]]:
    """To each person alone: their part of each channel, and what would be a fair one, in whole per cent.

    `carries` says what that comes to: much, little or fair.
    """
    if not presence.sitting_open(state):
        return {}
    found: dict[str, dict[str, balance.Part]] = {}
    for name, channel in _measured(state, now).items():
        for person, part in channel.parts.items():
            found.setdefault(person, {})[name] = part
    return {person: {"my_part": ("my_part", _mine(state, parts))} for person, parts in found.items()}


def _mine(state: State, parts: Mapping[str, balance.Part]) -> dict[str, Any]:
    shares = {channel: _shares(part) for channel, part in parts.items()}
    return {"stage": state.stage, "carries": balance.carries(parts.values()), **shares}


def _measured(state: State, now: int) -> dict[str, balance.Channel]:
    """The live stage's channels, worked out once for a state and a minute, whoever asks."""
    step = now // STEP_MS * STEP_MS + STEP_MS
    held = state.parsed.get("voices")
    if held is None or held[0] != state.seq or held[1][0] != step:
        held = state.parsed["voices"] = (state.seq, (step, channels(state, entered(state), step)))
    found: dict[str, balance.Channel] = held[1][1]
    return found


def _row(name: str, channel: balance.Channel) -> dict[str, Any]:
    people, share, fair = balance.carried(channel)
    most = balance.busiest(channel)
    return {
        "channel": name,
        "level": channel.level,
        "total": round(channel.total),
        "people": len(channel.parts),
        "silent": sum(1 for part in channel.parts.values() if not part.share),
        "carried": people,
        "share": _percent(share),
        "fair": _percent(fair),
        "most": _percent(most.share),
        "most_fair": _percent(most.fair),
        "d": round(channel.d, 3),
        "evenness": round(channel.evenness, 3),
        "gini": round(channel.gini, 3),
    }


def _parts(channel: balance.Channel) -> list[dict[str, Any]]:
    found = [{"person": person, **_shares(part)} for person, part in channel.parts.items()]
    return sorted(found, key=lambda one: (-one["share"], one["person"]))


def _shares(part: balance.Part) -> dict[str, int]:
    return {"share": _percent(part.share), "fair": _percent(part.fair)}


def _percent(part: float) -> int:
    return round(100 * part)
