"""The desk of one HR coordinator: people, groups, training, feedback, thanks, and paper."""

__version__ = "0.1.0"
