"""The records of feedback."""
