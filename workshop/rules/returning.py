"""Back within two minutes of a move: exactly where the room was."""

from workshop.rules import breakouts, visit, voices
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.fields import Nothing
from workshop.rules.refusals import invalid
from workshop.rules.roles import DESK, Role
from workshop.rules.stages import lead_only, stages, window_of

UNDO_MS = 2 * 60_000


@stages.command("back", Nothing, DESK, planning=False, proxy=False)
def back(ask: Ask, data: Nothing) -> list[Event]:
    """Within two minutes: exactly where we were, windows included."""
    lead_only(ask)
    last = ask.state.workshop["last_move"]
    if not last or ask.now - last["at"] > UNDO_MS:
        raise invalid(
            "stage",
            "More than two minutes have passed. Open the earlier stage again instead: everything is kept.",
        )
    changes = [
        ask.change(
            ask.state.workshop,
            stage=last["stage"],
            slot=last["slot"],
            last_move={},
            overrides=last["overrides"],
        ),
        *(
            _visitor_back(ask, person_id, window, here)
            for person_id, (window, here) in last["people"].items()
        ),
        ask.change(ask.state.records[f"stage:{last['stage']}"], left=0),
        *_pieces_back(ask, last.get("pieces", {})),
        *(ask.change(ask.state.records[i], **stood) for i, stood in last.get("places", {}).items()),
        *voices.taken_back(ask, last["stage"]),
    ]
    if last.get("entered"):
        changes.append(ask.change(ask.state.records[f"stage:{ask.state.stage}"], **last["entered"]))
    if last["timebox"]:
        changes.append(ask.change(ask.state.records["timebox"], **last["timebox"]))
    if was := last.get("visit"):
        kept = (
            was
            if visit.how(ask.state) == "held"
            else {name: was[name] for name in ("resume", "resume_slot", "left")}
        )
        changes.append(ask.change(ask.state.records["visit"], **kept))
    return [*breakouts.all_back(ask), ask.event("stage.restored", *changes)]


def _visitor_back(ask: Ask, person_id: str, window: str, here: str) -> Change:
    """A visitor's window as it was. Who has come or gone since by their own word stays where they are.

    Behind a closed window nobody is here. A guest whose visit was moved or called off since waits for it.
    """
    person = ask.state.records[person_id]
    now = str(person["presence"])
    if person["role"] == Role.customer_guest and visit.how(ask.state) in ("later", "cancelled", "replaced"):
        return window_of(ask, person_id, "closed", now)
    return window_of(ask, person_id, window, here if now == "left" or window == "closed" else now)


def _pieces_back(ask: Ask, pieces: dict[str, list[int]]) -> list[Change]:
    """The run sheet's lines that the move ended and began, as they were."""
    records = ((ask.state.get(slot_id, "slot"), times) for slot_id, times in pieces.items())
    return [ask.change(slot, started=times[0], ended=times[1]) for slot, times in records if slot]
