"""What was not looked at when days were compared, so that nobody takes silence for a clear day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from allydesk.models.observance import YEARS
from allydesk.planning import observances, public_holidays


def of(s: Session, first: dt.date, last: dt.date) -> list[str]:
    """Give a sentence for each thing that is not known of the days from first to last."""
    years = range(max(first.year, YEARS.start), min(last.year + 1, YEARS.stop))
    said = [observances.notice(s, year, weighty=True) for year in years]
    return list(dict.fromkeys(filter(None, [*said, public_holidays.problem(s)])))
