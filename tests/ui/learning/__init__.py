"""Tests of learning on the screen."""
