"""The parts of the Groups place."""
