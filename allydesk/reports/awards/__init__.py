"""Documents of thanks."""
