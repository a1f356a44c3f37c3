"""Tests of the preview and of what comes after it."""
