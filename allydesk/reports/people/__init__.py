"""Documents about people and groups."""
