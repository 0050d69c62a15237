"""The registry of exercises: one line each."""

from workshop.exercises.actions import actions
from workshop.exercises.capture import capture
from workshop.exercises.funnel import funnel
from workshop.exercises.insight_map import insight_map
from workshop.exercises.objectives import objectives
from workshop.exercises.opportunity_map import opportunity_map
from workshop.exercises.questions import questions
from workshop.exercises.relationship_map import relationship_map
from workshop.exercises.research import research
from workshop.exercises.review import review
from workshop.exercises.signoff import signoff
from workshop.exercises.vote import vote
from workshop.exercises.white_space import white_space
from workshop.rules.exercise import Exercise

EXERCISES: tuple[Exercise, ...] = (
    capture,
    questions,
    research,
    insight_map,
    relationship_map,
    white_space,
    opportunity_map,
    vote,
    funnel,
    objectives,
    actions,
    signoff,
    review,
)
