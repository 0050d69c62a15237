"""Pictures of the plan: places that follow from the records, and nothing where there is nothing to draw."""

import datetime as dt

from tests.exports.castor import Castor
from workshop.exports.outline import Bars, Square, Timeline, Tree
from workshop.exports.pictures import attained, both_worth, due_when, reporting

TODAY = dt.date(2025, 11, 1)


def test_who_reports_to_whom_is_a_tree_with_who_knows_them() -> None:
    castor = Castor().whole()
    tree = reporting(castor.seen("Tom"), list(castor.seen("Tom").of("stakeholder")))
    assert isinstance(tree, Tree)
    top = tree.branches[0]
    assert (top.text, top.note, top.covered) == ("Ida Norrby (Chief executive)", "known to Tom", True)
    assert [(b.text, b.covered) for b in top.under] == [("the Finance chief (name not known yet)", False)]


def test_promises_stand_in_the_lane_of_their_owner_and_overdue_ones_show() -> None:
    castor = Castor().whole()
    ana, strategy = castor.person("Ana").id, castor.made["strategy"]
    castor.ok(
        "Tom",
        "actions.add_action",
        strategy=strategy,
        what="Call",
        outcome="A date",
        owner=ana,
        due="2025-12-31",
    )
    drawn = due_when(castor.seen("Tom"), TODAY)
    assert isinstance(drawn, Timeline)
    assert [lane.label for lane in drawn.lanes] == ["Ana", "Ben"]
    assert [dot.tone for dot in drawn.lanes[0].dots] == ["bad", "ours"]
    places = [dot.x for lane in drawn.lanes for dot in lane.dots]
    assert all(0 <= x <= 100 for x in places)
    assert drawn.lanes[0].dots[0].x < drawn.lanes[1].dots[0].x < drawn.lanes[0].dots[1].x
    assert [tick.label for tick in drawn.ticks] == ["Oct", "Nov", "Dec"]


def test_the_square_needs_both_values_and_the_largest_deal_is_the_largest_dot() -> None:
    castor = Castor().whole()
    assert both_worth(castor.seen("Tom")) is None
    castor.ok("Tom", "record.edit", id=castor.made["deal"], set={"value_to_customer": 5, "value_to_us": 1})
    square = both_worth(castor.seen("Tom"))
    assert isinstance(square, Square)
    assert [(d.x, d.y, d.size) for d in square.dots] == [(10, 10, 100)]


def test_the_funnel_shows_people_named_and_reached_against_those_to_meet() -> None:
    castor = Castor().whole()
    castor.ok("Tom", "funnel.add_prospect", name="Anna", referrer="Carl")
    bars = attained(castor.seen("Tom").records["money"].body)
    assert isinstance(bars, Bars)
    assert [(b.label, b.have, b.share) for b in bars.bars] == [
        ("named", "1 of 100", 1),
        ("reached", "0 of 100", 0),
    ]


def test_nothing_is_drawn_of_nothing() -> None:
    seen = Castor().seen("Tom")
    assert (reporting(seen, []), due_when(seen, TODAY), both_worth(seen), attained({})) == (
        None,
        None,
        None,
        None,
    )
