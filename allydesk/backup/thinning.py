"""Which backups may go, so that a year of them takes little room and none is missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from allydesk.backup.archive import Backup, by_age

MANUAL = "manual"
_KEEP_ALL = dt.timedelta(hours=48)
_KEEP_BEFORE = dt.timedelta(days=90)
_LADDER: tuple[tuple[str, int], ...] = (("%Y-%j", 12), ("%G-%V", 10), ("%Y-%m", 12))


def thin(backups: Iterable[Backup], now: dt.datetime) -> list[Backup]:
    """Give the backups of one desk that may go.

    Kept are all of the last 48 hours, then the newest of each of 12 days, 10 weeks and 12 months;
    those made before something for 90 days; those made by hand for ever. The newest never goes,
    and one dated in the future is left alone: the clock was wrong, not the backup.
    """
    past = sorted((b for b in backups if b.created <= now), key=by_age, reverse=True)
    kept = {b.path for b in past[:1]}
    kept |= {b.path for b in past if _kept_by_reason(b, now - b.created)}
    older = [b for b in past if now - b.created >= _KEEP_ALL and b.reason != MANUAL]
    for bucket, count in _LADDER:
        newest: dict[str, Path] = {}
        for b in older:
            newest.setdefault(b.created.strftime(bucket), b.path)
        kept |= set(list(newest.values())[:count])
    return [b for b in past if b.path not in kept]


def _kept_by_reason(backup: Backup, age: dt.timedelta) -> bool:
    if backup.reason == MANUAL:
        return True
    return age < (_KEEP_BEFORE if backup.reason.startswith("before-") else _KEEP_ALL)
