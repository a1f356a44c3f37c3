"""The parts of Settings: each makes one card."""
