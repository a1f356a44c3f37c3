"""Nominations, awards, their types and rounds, and quick thanks on screen."""
