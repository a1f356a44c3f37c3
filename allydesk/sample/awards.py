"""The example desk: awards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session


def add(s: Session, groups: Mapping[str, int], today: dt.date) -> None:
    """Add what the example desk shows of awards, around a day."""
