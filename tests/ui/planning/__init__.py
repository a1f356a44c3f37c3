"""Tests of the calendar on the screen."""
