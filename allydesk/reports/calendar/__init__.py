"""Calendars on paper."""
