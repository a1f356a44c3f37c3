"""Months and quarters of notes: the finest time that is kept of one, and the order of the list.

A note's id begins with its period and goes on at random: the newest come first without sorting,
and within a month the order says nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets

from allydesk import dates
from allydesk.language import _, ngettext

_RANDOM_BITS = 51
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def month(day: dt.date) -> str:
    """Give the month of a day, as in "2026-11"."""
    return f"{day:%Y-%m}"


def quarter(month: str) -> str:
    """Give the quarter of a month, as in "2026-Q4"."""
    year, number = month.split("-")
    return f"{year}-Q{(int(number) + 2) // 3}"


def place(period: str) -> int:
    """Give a number that orders periods in time; a quarter stands after its months."""
    if found := _QUARTER.fullmatch(period):
        return (int(found[1]) - 2000) * 16 + (int(found[2]) - 1) * 4 + 3
    found = _MONTH.fullmatch(period)
    assert found, period
    n = int(found[2]) - 1
    return (int(found[1]) - 2000) * 16 + n // 3 * 4 + n % 3


def new_id(period: str) -> int:
    """Give an id that tells the period and nothing else."""
    return place(period) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)


def ids(period: str) -> tuple[int, int]:
    """Give the first and the last id that a note of a period can have."""
    first = place(period) << _RANDOM_BITS
    return first, first + (1 << _RANDOM_BITS) - 1


def ends(period: str) -> str:
    """Give the last month of a period."""
    if found := _QUARTER.fullmatch(period):
        return f"{found[1]}-{int(found[2]) * 3:02}"
    return period


def begins(period: str) -> str:
    """Give the first month of a period."""
    if found := _QUARTER.fullmatch(period):
        return f"{found[1]}-{int(found[2]) * 3 - 2:02}"
    return period


def after(period: str) -> str:
    """Give the month that comes after a period."""
    year, month = (int(n) for n in ends(period).split("-"))
    return f"{year + month // 12}-{month % 12 + 1:02}"


def is_last(period: str) -> bool:
    """Say whether a period ends with its quarter."""
    return int(ends(period)[-2:]) % 3 == 0


def is_over(period: str, today: dt.date) -> bool:
    """Say whether a period lies wholly before the month of a day."""
    return ends(period) < month(today)


def words(period: str, language: str) -> str:
    """Give "November 2026", or "4th quarter of 2026" in words of the language."""
    if found := _QUARTER.fullmatch(period):
        return _("Quarter {n} of {year}").format(n=found[2], year=found[1])
    year, number = period.split("-")
    return dates.month(dt.date(int(year), int(number), 1), language)


def months_ago(period: str, today: dt.date) -> int:
    """Give how many months lie between the end of a period and a day."""
    year, number = ends(period).split("-")
    return max(0, (today.year - int(year)) * 12 + today.month - int(number))


def age(period: str, today: dt.date) -> str:
    """Give the age of a note in words; nothing finer is known of it."""
    n = months_ago(period, today)
    if n == 0:
        return _("this month") if _MONTH.fullmatch(period) else _("this quarter")
    return ngettext("{n} month ago", "{n} months ago", n).format(n=n)
