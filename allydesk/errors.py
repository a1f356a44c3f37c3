"""What a person can act on; every other exception is a bug."""

from __future__ import annotations

from collections.abc import Mapping


class Problem(Exception):
    """Something a person can put right; str(problem) is shown to them as it is.

    The sentence says what happened, then what to do now.
    """


class Invalid(Problem):
    """A record that breaks its own rules: one sentence per field name."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("\n".join(fields.values()))
        self.fields = dict(fields)


class Cancelled(Exception):
    """The person stopped a long job; nothing of it was kept."""
