"""One device, several people: allowed by the desk, said before each card, and no way round anybody's rights."""

import pytest

from tests.cast import Workshop


@pytest.fixture
def room() -> Workshop:
    made = Workshop().open("Gus", "Sven", "Carl").go_to("research")
    made.ok("Fay", "people.share_device", person=made.person("Tess").id)
    return made


def card(room: Workshop, who: str = "Tess", **more: object) -> dict[str, object]:
    return room.do(who, "research.add_card", c="customer", text="The back room is full", **more)


def test_only_the_desk_lets_a_device_be_shared_and_only_a_participants(room: Workshop) -> None:
    tom = room.person("Tom").id
    assert room.refused("Tom", "people.share_device", person=tom) == "not_facilitator"
    for name in ("Mara", "Carl", "Cora"):
        assert room.refused("Fay", "people.share_device", person=room.person(name).id) == "invalid"
    assert card(room, "Tom", behalf="Ben")["refused"] == "not_facilitator"


def test_a_card_carries_the_name_of_whoever_typed_and_the_device(room: Workshop) -> None:
    (made,) = room.ok("Tess", "research.add_card", behalf="Ben", c="customer", text="The back room is full")
    record = room.sees("Ana")[made]
    assert (record.by, record.via) == (room.person("Ben").id, room.person("Tess").id)


def test_nobody_who_is_out_and_nobody_with_other_rights_is_spoken_for(room: Workshop) -> None:
    for name in ("Gus", "Mara", "Fay", "Carl", "Sven"):
        assert card(room, behalf=name)["refused"] == "invalid", name


def test_a_shared_device_has_not_the_desks_rights(room: Workshop) -> None:
    (made,) = room.ok("Tess", "research.add_card", behalf="Ben", c="customer", text="One")
    (other,) = room.ok("Dev", "research.add_card", c="customer", text="Two")
    assert room.refused("Tess", "record.merge", behalf="Ben", into=made, others=[other]) == "not_yours"
    assert room.ok("Fay", "record.merge", behalf="Ben", into=made, others=[other]) == []
    assert room.refused("Tess", "people.attest", behalf="Ben", person=room.person("Gus").id, presence="room") in (
        "invalid", "not_facilitator")  # fmt: skip


def test_it_ends_when_the_desk_says_so(room: Workshop) -> None:
    tess = room.person("Tess").id
    assert card(room, behalf="Ben")["ok"]
    room.ok("Fay", "people.share_device", person=tess, shared=False)
    assert card(room, behalf="Ben")["refused"] == "not_facilitator"


def test_it_ends_when_whose_device_it_is_becomes_somebody_else(room: Workshop) -> None:
    room.ok("Fay", "people.edit", person=room.person("Tess").id, set={"role": "second_level_manager"})
    room.ok("Fay", "people.invite_again", person=room.person("Tess").id)
    assert card(room, behalf="Ben")["refused"] == "not_facilitator"


def test_a_card_without_a_name_tells_neither_whose_device_it_was_nor_when() -> None:
    room = Workshop().open().go_to("research")
    room.ok("Fay", "people.share_device", person=room.person("Tess").id)
    slot = "slot:debrief"
    room.ok("Fay", "capture.choose_mode", slot=slot, mode="write_reveal", naming="function")
    (made,) = room.ok("Tess", "capture.add_note", behalf="Ben", text="Nobody calls back", slot=slot)
    room.ok("Fay", "capture.reveal", slot=slot)
    seen = room.sees("Ana")[made]
    assert (seen.by, seen.via) == ("", "")
    assert seen.at == room.room.state.records[slot]["revealed"]


def test_what_one_gives_alone_is_typed_on_a_shared_device_but_not_by_the_desk_and_the_device_is_not_told() -> (
    None
):
    room = Workshop().open("Gus").go_to("research")
    (goal,) = room.ok("Tom", "insight_map.add_goal", text="Fewer returns")
    (first,) = room.ok("Tom", "insight_map.add_initiative", text="Collect in an hour", links=[goal])
    room.go_to("stakeholders")
    tess, ben = room.person("Tess").id, room.person("Ben").id
    room.ok("Fay", "people.share_device", person=tess)
    (claire,) = room.ok("Tom", "relationship_map.add_stakeholder", name="Claire")
    room.go_to("whitespace")
    (unit,) = room.ok("Tom", "white_space.add_unit", name="Lille")
    (offering,) = room.ok("Tom", "white_space.add_offering", name="Stations")
    room.ok("Tom", "white_space.set_cell", unit=unit, offering=offering, status="open")
    (deal,) = room.ok(
        "Tom",
        "opportunity_map.add_opportunity",
        name="Lille first",
        unit=unit,
        offering=offering,
        initiatives=[first],
    )
    alone = [
        (
            "stance",
            "relationship_map.rate",
            {"stakeholder": claire, "disposition": "neutral", "influence": "low"},
        )
    ]
    room.go_to("focus")
    alone += [
        ("bet", "opportunity_map.bet", {"opportunity": deal, "yes": True}),
        ("rating", "opportunity_map.rate", {"opportunity": deal, "to_customer": 4, "to_us": 2}),
    ]
    for kind, command, data in alone:
        assert room.do("Fay", command, behalf="Ben", **data)["refused"] == "invalid", command
        room.ok("Tess", command, behalf="Ben", **data)
        assert [one.by for one in room.room.state.of(kind)] == [ben]
        assert not [one for one in room.sees("Tess").values() if one.kind == kind]


def test_how_sure_somebody_is_may_be_said_on_a_shared_device(room: Workshop) -> None:
    room.go_to("signoff")
    assert room.refused("Fay", "signoff.pledge", behalf="Ben", confidence=4) == "invalid"
    room.ok("Tess", "signoff.pledge", behalf="Ben", confidence=4)
    assert [one.by for one in room.room.state.of("pledge")] == [room.person("Ben").id]
