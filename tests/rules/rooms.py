"""Breakout rooms as the tests of their rules begin: prepared, or with people in them."""

from typing import Any

from tests.exercises.scene_a import Scene

PEOPLE = ("tess", "bram", "lena", "otto", "hana")
MINUTE = 60_000


def prepared(stage: str = "research", slot: str = "debrief", rooms: int = 2) -> tuple[Scene, list[str]]:
    """Rooms for a line, nobody in them yet."""
    scene = Scene(stage, slot)
    assert scene.give("lea", "breakouts.prepare", {"rooms": rooms, "minutes": 10}).get("ok")
    return scene, [r.id for r in scene.room.state.of("breakout")]


def started(stage: str = "research", slot: str = "debrief") -> tuple[Scene, str, str]:
    """Tess and Bram in one room, Lena and Otto in the other; Hana comes late."""
    scene, (one, two) = prepared(stage, slot)
    assert scene.give("lea", "stage.go", {"slot": f"slot:{slot}"}).get("ok")
    for person, room in (("tess", one), ("bram", one), ("lena", two), ("otto", two)):
        scene.give("lea", "breakouts.place", {"person": person, "room": room})
    assert scene.give("lea", "breakouts.start", {}).get("ok")
    return scene, one, two


def note(scene: Scene, who: str, room: str, text: str = "They count in stores", **more: Any) -> str:
    return scene.made(who, "capture.add_note", {"text": text, "breakout": room, **more})
