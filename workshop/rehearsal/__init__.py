"""Plays a written workshop from beginning to end, and compares what comes out with what should."""
