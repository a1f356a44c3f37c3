"""Nominations taken at a screen that was handed over."""
