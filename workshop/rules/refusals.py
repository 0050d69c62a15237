"""Every reason for which a command is refused, and the sentence people read.

A refusal is an ordinary answer, not a failure: `say` tells the person what to do next.
"""

from typing import Any

SAY = {
    "first_line_manager_absent": "Planning waits for {manager}. What you wrote is kept and sent when they are back.",
    "excluded": "Thank you. This part of the workshop is for the account team.",
    "not_present": "You have not come in yet. Press “I'm here” and try again.",
    "not_facilitator": "Only the facilitator can do that.",
    "not_next_stage": "The workshop moves one stage at a time. Next is {next}.",
    "exit_criteria": "Not yet: {missing}.",
    "not_a_voter": "You are not on the list of voters for this vote.",
    "ballot_closed": "This vote is closed.",
    "dots_exceeded": "You have {dots_each} dots. Take one back first.",
    "not_owner": "Only {owner} can answer for this action.",
    "not_first_line_manager": "Only the first-line manager can do that.",
    "not_second_level_manager": "Only the second-level manager can do that.",
    "open_challenges": "Challenges that nobody has answered yet: {count}. They come first, or the plan goes back.",
    "out_of_order": "That comes later. {next}",
    "not_admitted": "You are in the lobby. The facilitator lets you in.",
    "pin_needed": "Please give your PIN again before you sign.",
    "stage_closed": "This can be done {when}.",
    "not_yours": "Only {whose} can change this.",
    "stale": "{who} changed the same words meanwhile. Both texts are kept; choose one.",
    "invalid": "{reason}",
    "too_large": "That is longer than fits here ({limit}). Nothing was lost: shorten it and send it again.",
    "too_fast": "Too much at once. It is kept and sent again in a moment.",
    "storage_unavailable": "The workshop cannot be saved at the moment. What you wrote is kept; try again shortly.",
}

#: The same where the room was to move or something to be decided: nobody wrote anything that could be kept.
SAY_MOVING = {
    "first_line_manager_absent": "{manager} is not here. The room moves on, and decides, when they are back. "
    "Nothing has moved.",
}

#: Refusals that are not kept as the command's answer: the same id may be tried again.
RETRY = frozenset({"too_fast", "too_large", "storage_unavailable"})


#: What arrived is no command at all; only a defect, or somebody who is no browser of ours, sends that.
BROKEN = "That did not arrive in a form that can be read."


class Refusal(Exception):
    """A command the rules do not allow. `code` is one of `SAY`; `details` fill its sentence."""

    def __init__(self, code: str, **details: Any):
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def say(self) -> str:
        """The sentence for the person, with what is known filled in."""
        words = SAY_MOVING.get(self.code) if self.details.get("moving") else None
        return (words or SAY[self.code]).format_map(_Gaps(self.details))

    def answer(self) -> dict[str, Any]:
        """The refusal as it goes over the wire: code, sentence, and what the browser needs to lead there."""
        return {"refused": self.code, "say": self.say, **self.details}


def invalid(field: str, reason: str) -> Refusal:
    """A value that cannot be taken: which field, and why in words."""
    return Refusal("invalid", field=field, reason=reason)


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
