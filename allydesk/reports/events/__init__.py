"""Documents about one event or a series."""
