"""Badges, labels and cards on bought sheets."""
