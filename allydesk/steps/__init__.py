"""The steps that bring an older desk file up to today's shape; each stays as it was when given out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allydesk.steps import second_awards, second_feedback, second_learning

if TYPE_CHECKING:
    from alembic.operations import Operations


def second(op: Operations) -> None:
    """Add learning and observances, feedback, and awards."""
    second_learning.step(op)
    second_feedback.step(op)
    second_awards.step(op)
