"""Version 2: the tables of awards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations


def step(op: Operations) -> None:
    """Make the tables."""
