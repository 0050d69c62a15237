"""New values for some fields of a record: a field may have any name, and a record's standing is another thing."""

from workshop.exercises.questions import questions
from workshop.rules.exercise import Ask
from workshop.rules.roles import Role, Viewer
from workshop.rules.state import Record, State

KINDS = {kind.name: kind for kind in questions.kinds}


def test_a_field_called_status_is_changed_and_the_record_stays_active() -> None:
    ask = Ask(State(), Viewer("ana", Role.facilitator), 1, lambda: "id", KINDS, {})
    body = dict(ask.new("question", {"text": "Which stores come next?"}).set)
    record = Record(id="q1", kind="question", rev=1, status="active", by="ana", at=1, body=body)
    change = ask.change(record, status="answered", answer="The weaker third.")
    assert change.status == ""
    assert change.set == {"status": "answered", "answer": "The weaker third."}
