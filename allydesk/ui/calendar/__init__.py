"""The parts of the Calendar place."""
