"""Workshop: a facilitated session tool for strategic account planning."""

__version__ = "0.1.0"
