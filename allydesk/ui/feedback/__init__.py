"""Feedback: what was heard, what was done about it, and its numbers."""
