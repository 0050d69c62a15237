"""What the room screen is told of a piece."""

from tests.cast import Workshop
from workshop.engine.rulebook import KINDS
from workshop.rules.sight import Audience, guests_inside


def test_while_a_guest_may_be_in_the_room_screen_is_not_even_told_when_the_teams_own_were_revealed() -> None:
    workshop = Workshop().open()
    workshop.ok("Fay", "stage.go", slot="slot:promises")
    slot = workshop.room.state.records["slot:promises"]
    slot.body["revealed"] = workshop.time
    shown = KINDS["slot"].sight.shared
    assert guests_inside(workshop.room.state)
    assert (shown(slot, Audience.screen, workshop.room.state) or {})["revealed"] == 0
    assert (shown(slot, Audience.team, workshop.room.state) or {})["revealed"] == workshop.time
