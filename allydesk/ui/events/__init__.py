"""The parts of the Events place."""
