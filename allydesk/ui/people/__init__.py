"""The parts of the People place."""
