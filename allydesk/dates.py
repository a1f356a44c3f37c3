"""Days in words, and words as days, in the language of whoever reads them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from allydesk import language as _language
from allydesk.language import _, ngettext
from allydesk.text import fold

if TYPE_CHECKING:
    from babel import Locale


_supposed: ContextVar[dt.date | None] = ContextVar("_supposed", default=None)


def today() -> dt.date:
    """Give the day it is on this computer."""
    return _supposed.get() or dt.date.today()


@contextmanager
def supposing(day: dt.date) -> Iterator[None]:
    """Let it be another day inside, for the example desk alone: its rules are those of its own day."""
    before = _supposed.set(day)
    try:
        yield
    finally:
        _supposed.reset(before)


@cache
def locale(language: str) -> Locale:
    """Give Babel's locale for a language tag; British English for a tag it does not know."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_language.FALLBACK, sep="-")


def _format(day: dt.date | dt.datetime, skeleton: str, language: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, day, locale=locale(language))).replace("\u202f", " ")


def long(day: dt.date, language: str) -> str:
    """Give "Tuesday, 3 March 2026", as it stands on paper."""
    from babel.dates import format_date

    return str(format_date(day, "full", locale=locale(language)))


def heading(day: dt.date, language: str) -> str:
    """Give "Thursday 19 November", as it stands over the day's page."""
    return _format(day, "MMMMEEEEd", language).replace(",", "", 1)


def medium(day: dt.date, language: str) -> str:
    """Give "3 Mar 2026", as it stands in a table."""
    return _format(day, "yMMMd", language)


def written(day: dt.date, language: str) -> str:
    """Give "3 March 2026", as it stands on a certificate."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=locale(language)))


def month(day: dt.date, language: str) -> str:
    """Give "March 2026"."""
    return _format(day, "yMMMM", language)


def month_short(day: dt.date, language: str) -> str:
    """Give "Mar 2026", as it stands in a narrow column."""
    return _format(day, "yMMM", language)


def month_numbers(day: dt.date, language: str) -> str:
    """Give "3/2026", for a column where not even a short name fits."""
    return _format(day, "yM", language)


def interval(first: dt.date, last: dt.date, language: str) -> str:
    """Give "16–22 Nov 2026", what the two days share said once."""
    from babel.dates import format_interval

    return str(format_interval(first, last, "yMMMd", locale=locale(language)))


def first_weekday(language: str) -> int:
    """Give the day that weeks begin with where this language is spoken; Monday is 0."""
    return int(locale(language).first_week_day)


def weekend(language: str) -> frozenset[int]:
    """Give the days of the weekend where this language is spoken; Monday is 0."""
    place = locale(language)
    length = (place.weekend_end - place.weekend_start) % 7 + 1
    return frozenset((place.weekend_start + n) % 7 for n in range(length))


def short(day: dt.date, language: str, now: dt.date) -> str:
    """Give "Thu 19 Nov", with the year when it is not this year."""
    return _format(day, "MMMEd" if day.year == now.year else "yMMMEd", language).replace(",", "", 1)


def day_month(day: dt.date, language: str) -> str:
    """Give "29 Feb", a day of any year."""
    return _format(day, "MMMd", language)


def weekday(day: dt.date, language: str) -> str:
    """Give "Thursday"."""
    from babel.dates import format_date

    return str(format_date(day, "EEEE", locale=locale(language)))


def near(day: dt.date, language: str, now: dt.date, *, inside: bool = False) -> str:
    """Give "Today", "Tomorrow", "Yesterday", or the short day; inside a sentence "today"."""
    names = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    if inside:
        names = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return names.get((day - now).days) or short(day, language, now)


def weekday_short(day: dt.date, language: str) -> str:
    """Give "Thu", as it stands over a column."""
    return _format(day, "E", language)


def ago(then: dt.datetime, now: dt.datetime) -> str:
    """Give how long something is past: "just now", "5 minutes ago", "3 days ago"."""
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < 60:
        return _("just now")
    for size, one, many in (
        (86_400, "{n} day ago", "{n} days ago"),
        (3_600, "{n} hour ago", "{n} hours ago"),
        (60, "{n} minute ago", "{n} minutes ago"),
    ):
        if seconds >= size:
            n = seconds // size
            return ngettext(one, many, n).format(n=n)
    raise AssertionError(seconds)


def clock(moment: dt.datetime | dt.time) -> str:
    return moment.strftime("%H:%M")


def day_first(language: str) -> bool:
    """Say whether 3/4 is the third of April where this language is spoken."""
    return fold(language.replace("_", "-")) not in ("en-us", "en-ph", "en-pr", "es-us")


@cache
def _names(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Give month and weekday names of a language and of English, folded, whole and short."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for tag in (language, "en"):
        found = locale(tag)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for n, word in found.months[context][width].items():
                    months.setdefault(fold(word).rstrip("."), n)
                for n, word in found.days[context][width].items():
                    weekdays.setdefault(fold(word).rstrip("."), n)
    months["sept"] = 9
    return months, weekdays


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?z?)?$")
_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?\.?$")
_SPOKEN_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:de |of )?([^\W\d]+)\.?,?(?:\s+(?:de |of )?(\d{4}))?$"
)
_SPOKEN_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$")
_THE = ("the", "den", "le")
_SHORT_SPOKEN = re.compile(r"(\d{1,2})[- ]([^\W\d]+)[- ](\d{2}|\d{4})$")


def parse(text: str, language: str, now: dt.date, *, first: bool | None = None) -> dt.date | None:
    """Understand a day as people write it; None when it cannot be one.

    first says that the day stands before the month in 3/4/2020; by default the language decides.
    Reads "2026-11-19", "19/11", "19.11.26", "19 Nov", "Nov 19, 2026", "today", "next thu".
    """
    words = fold(text).strip(" ,")
    if not words:
        return None
    day_leads = day_first(language) if first is None else first
    try:
        if found := _relative(words, language, now):
            return found
        for reading in (words, _without_weekday(words, language)):
            found = _written(reading, day_leads, now) or _spoken(reading, language, now)
            if found:
                return found
    except ValueError:  # a 31st of February
        pass
    return None


def _without_weekday(words: str, language: str) -> str:
    """Leave out the day of the week, which some write first and some last, and "the"."""
    weekdays = _names(language)[1]
    parts = words.split(" ")
    if re.search(r"\d-\d", words):
        return words  # "Fri 10-12" are hours
    if len(parts) > 1 and parts[0].rstrip(".,") in weekdays:
        del parts[0]  # only one of them: "mar" is a Tuesday and a March
    elif len(parts) > 1 and parts[-1].rstrip(".,") in weekdays:
        del parts[-1]
    if len(parts) > 1 and parts[0] in _THE:
        del parts[0]
    return " ".join(parts)


def _relative(words: str, language: str, now: dt.date) -> dt.date | None:
    fixed = {"today": 0, "tomorrow": 1, "yesterday": -1}
    fixed |= {fold(_("Today")): 0, fold(_("Tomorrow")): 1, fold(_("Yesterday")): -1}
    if words in fixed:
        return now + dt.timedelta(days=fixed[words])
    if found := re.fullmatch(r"in (\d{1,3}) (day|week)s?", words):
        return now + dt.timedelta(days=int(found[1]) * (7 if found[2] == "week" else 1))
    bare = re.sub(r"^(next|this) ", "", words).rstrip(".")
    weekday = _names(language)[1].get(bare)
    if weekday is None:
        return None
    return now + dt.timedelta(days=(weekday - now.weekday() - 1) % 7 + 1)


def _year(text: str | None, now: dt.date) -> int:
    if not text:
        return now.year
    # Two digits: the century in which a start date or a coming event is likeliest.
    return int(text) if len(text) > 2 else 2000 + int(text) - (100 if int(text) > 50 else 0)


def _written(words: str, first: bool, now: dt.date) -> dt.date | None:  # noqa: FBT001
    if found := _ISO.match(words):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if not (found := _NUMBERS.match(words)):
        return None
    a, b, year = int(found[1]), int(found[2]), _year(found[3], now)
    if a > 12 or (first and b <= 12):
        return dt.date(year, b, a)
    return dt.date(year, a, b)


def _spoken(words: str, language: str, now: dt.date) -> dt.date | None:
    months = _names(language)[0]
    for pattern, day_at, month_at in (
        (_SPOKEN_DAY_FIRST, 1, 2),
        (_SHORT_SPOKEN, 1, 2),
        (_SPOKEN_MONTH_FIRST, 2, 1),
    ):
        found = pattern.match(words)
        if found and (month := months.get(found[month_at].rstrip("."))):
            return dt.date(_year(found[3], now), month, int(found[day_at]))
    return None
