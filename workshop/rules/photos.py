"""Photographs of flip charts: kept beside the line of the run sheet they belong to, with what they say in words.

A record holds the fingerprint of the picture (SHA-256, hexadecimal); the picture itself lies in the workshop's own file
beside the log, under that fingerprint, so that the chain covers it and erasing takes it away.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Meta

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Label, Ref, Refs, Words
from workshop.rules.refusals import invalid
from workshop.rules.roles import INSIDE
from workshop.rules.sight import on_screen_too
from workshop.rules.state import Record, State
from workshop.rules.writing import hidden

#: How many one workshop keeps.
MOST = 120
Side = Annotated[int, Meta(ge=1, le=8000)]
#: SHA-256 of the picture's bytes.
Fingerprint = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
#: What a photograph may show: whatever people write on a board.
SHOWN = frozenset({
    "note", "card", "unknown", "question", "brief", "quote", "goal", "pressure", "initiative", "obstacle",
    "stakeholder", "unit", "opportunity", "objective", "strategy", "action", "risk", "ask", "decision_note", "parked",
})  # fmt: skip


class Photo(Body):
    """A photograph, its place on the run sheet, a caption, and in `text` what stands on it. Sides in pixels.

    `shows` are the records whose words stand on it: where they are read, it is shown beside them.
    """

    picture: Ref
    slot: Ref = ""
    caption: Label = ""
    text: Words = ""
    width: int = 0
    height: int = 0
    shows: Refs = []


def _on_a_board(ask: Ask, values: dict[str, Any], old: Record | None) -> None:
    """What is newly named must stand on a board for everybody of the team."""
    before = set(old["shows"] or ()) if old else set()
    for record in (ask.state.get(i) for i in values["shows"] if i not in before):
        if record is None or not record.active or record.kind not in SHOWN or hidden(record, ask.state):
            raise invalid("shows", "Choose something that stands on a board.")


class Taken(Body):
    """A picture that was just stored."""

    picture: Fingerprint
    slot: Ref = ""
    caption: Label = ""
    width: Side = 1
    height: Side = 1


photos = Exercise(
    kind="photos",
    title="Photographs",
    kinds=(
        Kind(
            "photo",
            Photo,
            on_screen_too(),
            title="caption",
            noun="photograph",
            held=frozenset({"picture", "slot", "width", "height", "shows"}),
            links=("shows",),
            check=_on_a_board,
            planning=False,
            between=True,
        ),
    ),
)


@photos.command("keep", Taken, INSIDE, planning=False, between=True, refuse="excluded")
def keep(ask: Ask, data: Taken) -> Event:
    """A photograph beside a line of the run sheet; the live one, if none is named."""
    slot = data.slot or ask.state.workshop["slot"]
    if slot:
        ask.need(slot, "slot", "slot")
    if sum(1 for _ in ask.state.of("photo")) >= MOST:
        raise invalid("picture", f"A workshop keeps {MOST} photographs. Take one off first.")
    if any(p["picture"] == data.picture and p["slot"] == slot for p in ask.state.of("photo")):
        raise invalid("picture", "This photograph is here already.")
    body = Photo(picture=data.picture, slot=slot, caption=data.caption, width=data.width, height=data.height)
    return ask.event("photos.kept", ask.new("photo", body))


def written_from(ask: Ask, photo_id: str, record_id: str) -> Change:
    """The photograph from which a record is just being written shows it."""
    photo = ask.need(photo_id, "photo")
    return Change(photo.id, photo.kind, {"shows": [*(photo["shows"] or ()), record_id]})


def showing(state: State, record: Record) -> list[Record]:
    """The photographs on which a record's words stand, or those of what was joined to it."""
    words = {record.id, *(record["holds"] or ())}
    return [p for p in state.of("photo") if words & set(p["shows"] or ())]


def file_name(photo: Record) -> str:
    """What the picture is called as a file, the same wherever it is named."""
    return f"photo-{photo['picture'][:12]}.jpg"


def stored_as(picture: str) -> str:
    """Under which name a picture lies in the workshop's file."""
    return f"picture:{picture}"


def wanted(records: Iterable[Record]) -> set[str]:
    """The pictures that some photograph still shows, or could show again; erased ones do not."""
    return {r["picture"] for r in records if r.kind == "photo" and r.status != "erased" and r["picture"]}


def unwanted(state: State) -> set[str]:
    """The pictures of erased photographs that no other one shows."""
    erased = {p["picture"] for p in state.all("photo") if p.status == "erased" and p["picture"]}
    return erased - wanted(state.all("photo"))
