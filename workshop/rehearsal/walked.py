"""A walk-through, told in a terminal."""

from workshop.engine.walking import walk
from workshop.rules.state import State


def told(state: State, now: int, day: int) -> tuple[list[str], bool]:
    """The lines to print, and whether nothing would break. Raises ValueError for a day without lines."""
    walked = walk(state, now, day)
    head = f"Day {walked.day}, {walked.begins} to {walked.ends}: {walked.lines} lines, {walked.given} contributions"
    lines = [f"{head}, signed at {walked.signed}." if walked.signed else f"{head}."]
    for one in walked.findings:
        where = f"{one.at} {one.line}: ".lstrip() if one.line else ""
        lines.append(f"  {'!' if one.breaks else '-'} {where}{one.say.rstrip('.')}.")
    if not walked.findings:
        lines.append("  Nothing would break.")
    return lines, not any(one.breaks for one in walked.findings)
