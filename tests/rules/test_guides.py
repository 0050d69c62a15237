"""The words people read: guides, handbook and the playbook's own sentences."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from workshop.rules.state import State

WORKSHOP = Path(__file__).parents[2] / "workshop"
PLAYBOOK: dict[str, Any] = tomllib.loads((WORKSHOP / "playbooks" / "two_days.toml").read_text("utf-8"))
STAGES = {stage["id"]: stage for stage in PLAYBOOK["stages"]}
GUIDES = WORKSHOP / "playbooks" / PLAYBOOK["id"]
HELP = {page.stem: page.read_text("utf-8") for page in (WORKSHOP / "help").glob("*.md")}
HEADINGS = ["Purpose", "Say", "Timing", "Ask", "Traps", "If stuck"]
HANDBOOK = [
    "facilitator",
    "guest",
    "index",
    "manager",
    "moves",
    "participant",
    "plan_owner",
    "production",
    "words",
]
FORBIDDEN = re.compile(
    r"\b(gates?|overrid\w+|exercises?|blocks?|pass(es|ed|ing)?|pulses?|hash(es)?|sight)\b",
    re.IGNORECASE,
)
SHOWN = ("title", "purpose", "task", "prompt")


def guide(stage_id: str) -> str:
    return (GUIDES / STAGES[stage_id]["guide"]).read_text("utf-8")


def section(text: str, heading: str) -> str:
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def forbidden_in(text: str) -> list[str]:
    return [found.group(0) for found in FORBIDDEN.finditer(text)]


def test_the_forbidden_words_are_found_where_they_stand_and_not_inside_others() -> None:
    assert forbidden_in("The gate is overridden; pass on.") == ["gate", "overridden", "pass"]
    assert forbidden_in("Insight, compass, blocked by a delegate, passport.") == []


def test_no_guide_lies_about_without_a_stage() -> None:
    assert {path.name for path in GUIDES.glob("*.md")} == {stage["guide"] for stage in STAGES.values()}


@pytest.mark.parametrize("stage_id", STAGES)
def test_a_guide_has_its_stage_s_title_and_the_six_parts_in_order(stage_id: str) -> None:
    text = guide(stage_id)
    assert text.startswith(f"# {STAGES[stage_id]['title']}\n")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("stage_id", STAGES)
def test_a_guide_gives_words_to_say_aloud_and_questions_to_ask(stage_id: str) -> None:
    text = guide(stage_id)
    assert len(re.findall(r"^> \S", section(text, "Say"), re.MULTILINE)) >= 3
    assert section(text, "Ask").count("\n- ") >= 3
    assert section(text, "Traps").count("\n- **") >= 3
    assert section(text, "If stuck").count("\n- ") >= 3


@pytest.mark.parametrize("stage_id", STAGES)
def test_a_guide_splits_the_time_as_the_run_sheet_does(stage_id: str) -> None:
    said = re.findall(r"\d+", section(guide(stage_id), "Timing"))
    planned = [str(block["minutes"]) for block in STAGES[stage_id]["blocks"]]
    assert [minutes for minutes in planned if minutes not in said] == []


@pytest.mark.parametrize("stage_id", STAGES)
def test_a_guide_can_be_read_in_three_minutes(stage_id: str) -> None:
    words = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", guide(stage_id))
    assert 250 <= len(words) <= 520


@pytest.mark.parametrize("stage_id", STAGES)
def test_a_guide_uses_no_word_of_the_machinery(stage_id: str) -> None:
    assert forbidden_in(guide(stage_id)) == []


@pytest.mark.parametrize("stage_id", STAGES)
def test_what_the_playbook_puts_on_screens_uses_no_word_of_the_machinery(stage_id: str) -> None:
    stage = STAGES[stage_id]
    shown = [part[name] for part in [stage, *stage["blocks"]] for name in SHOWN if name in part]
    assert forbidden_in("\n".join(shown)) == []


def test_the_opening_guide_keeps_planning_waiting_for_the_first_line_manager() -> None:
    assert "first-line manager" in section(guide("open"), "Say")


def test_the_briefing_guide_asks_who_has_left_the_room() -> None:
    assert "left the room?" in guide("briefing")


def test_the_handbook_has_a_page_for_everybody() -> None:
    assert sorted(HELP) == HANDBOOK


@pytest.mark.parametrize("page", HANDBOOK)
def test_a_page_of_the_handbook_has_one_title_and_short_parts(page: str) -> None:
    text = HELP[page]
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    parts = re.split(r"^## .+$", re.sub(r"^!\[.*\)$", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    assert parts
    assert max(len(part.split()) for part in parts) <= 220


@pytest.mark.parametrize("page", HANDBOOK)
def test_a_page_of_the_handbook_uses_no_word_of_the_machinery(page: str) -> None:
    assert forbidden_in(HELP[page]) == []


@pytest.mark.parametrize("page", HANDBOOK)
def test_links_inside_the_handbook_lead_somewhere(page: str) -> None:
    linked = re.findall(r"\]\(/help(?:/(\w+))?(?:#[\w-]+)?\)", HELP[page])
    assert {name or "index" for name in linked} <= set(HANDBOOK)


def test_the_first_page_of_the_handbook_leads_to_every_other() -> None:
    assert set(re.findall(r"\]\(/help/(\w+)\)", HELP["index"])) == set(HANDBOOK) - {"index"}


def test_the_handbook_says_what_a_copy_of_the_file_could_show_before_the_reveal() -> None:
    assert "order" in section(HELP["participant"], "Without names")
    assert "never an author" in section(HELP["participant"], "Without names")


def test_the_exercise_that_the_readme_shows_brings_its_record_and_its_criterion() -> None:
    readme = (WORKSHOP.parent / "README.md").read_text("utf-8")
    code = readme.split("```python\n", 1)[1].split("```", 1)[0]
    made: dict[str, Any] = {"__name__": "thanks"}
    exec(code, made)
    assert [kind.name for kind in made["thanks"].kinds] == ["thank"]
    assert [missing.need for missing in made["thanks"].criteria["thanks_said"](State(), {"at_least": 3})] == [
        3
    ]
