"""Documents about what was heard and what was done."""
