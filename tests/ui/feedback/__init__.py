"""Tests of feedback on the screen."""
