"""The example desk: learning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session


def add(s: Session, groups: Mapping[str, int], today: dt.date) -> None:
    """Add what the example desk shows of learning, around a day."""
