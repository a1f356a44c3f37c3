"""The place for awards, as a person uses it."""
