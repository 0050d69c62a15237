"""What roles and functions are called on a page."""

from workshop.rules.roles import Role

ROLE_WORDS = {
    Role.participant.value: "Participant",
    Role.plan_owner.value: "Plan owner",
    Role.first_line_manager.value: "First-line manager",
    Role.second_level_manager.value: "Second-level manager",
    Role.customer_guest.value: "Customer's guest",
    Role.co_facilitator.value: "Co-facilitator",
    Role.facilitator.value: "Facilitator",
    Role.screen.value: "Room screen",
}
