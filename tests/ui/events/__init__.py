"""Tests of events on the screen."""
