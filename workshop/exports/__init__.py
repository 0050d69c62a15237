"""What leaves a workshop to be read: the plan, the thread, the minutes, in HTML, Markdown and JSON."""
