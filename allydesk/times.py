"""Times of day and lengths of time as people write them: 2pm, 14:00, 17h30, noon, 90 min."""

from __future__ import annotations

import datetime as dt
import re

from allydesk.text import fold

_PARTS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?h?\s*(am|pm|a\.m\.?|p\.m\.?|uhr)?")
_HALF = re.compile(r"[ap]\.?m|noon|midday|midnight")
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}

# For looking in folded text. ONE needs a sign that it is a time; BARE is what follows "at" or "to".
BARE = r"(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|uhr)?|\d{1,2}h|noon|midday|midnight)"
_TO = r"\s*(?:-|–|to|until|till|bis)\s*"
RANGE = re.compile(rf"(?<![\w/.:])(?:from |von |at |@ ?)?(?P<a>{BARE}){_TO}(?P<b>{BARE})(?![\w/:])")
ONE = re.compile(
    rf"(?<![\w/.:])(?:(?:at |@ ?|from |um |ab )(?P<a>{BARE})"
    r"|(?P<b>\d{1,2}:\d{2}\s*(?:am|pm)?|\d{1,2}(?:\.\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|uhr)"
    r"|\d{1,2}h(?:\d{2})?|noon|midday|midnight))(?![\w/:]|\.\d)"
)
LENGTH = re.compile(
    r"(?<![\w:.])(?:for )?(?:"
    r"(?P<hours>\d{1,2}(?:[.,]\d)?)(?:\s*(?:hours?|hrs?|std)|(?<=[.,]\d)\s*h|\s+h)(?!\w)"
    r"(?:\s*(?:and )?(?P<more>\d{1,2})\s*(?:minutes?|mins?|m)(?!\w))?"
    r"|(?P<minutes>\d{1,3})\s*(?:minutes?|mins?|min)(?!\w)"
    r"|(?:an? )?(?P<named>half an hour|hour and a half|hour)(?!\w))"
)
_LENGTHS = {"half an hour": 30, "hour and a half": 90, "hour": 60}


def parse(text: str) -> dt.time | None:
    """Understand a time of day; None when it is none. 1 to 6 without more is in the afternoon."""
    words = fold(text)
    if words in _NAMED:
        return dt.time(_NAMED[words])
    found = _PARTS.fullmatch(words)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif _afternoon(words, hour):
        hour += 12
    if (hour, minute) == (24, 0):
        return dt.time(0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _afternoon(words: str, hour: int) -> bool:
    """Say whether an hour means the afternoon: 2 and 3:30 do, 02:00 and 3h do not."""
    return 1 <= hour <= 6 and not words.startswith("0") and "u" not in words and "h" not in words


def both(a: str, b: str) -> tuple[dt.time | None, dt.time | None]:
    """Understand the ends of a range: "7-9 pm" is in the evening, "11-1" over noon, "9-7" till 19:00."""
    a, b = fold(a), fold(b)
    start, end = parse(a), parse(b)
    if start is None or end is None:
        return start, end
    if _HALF.search(a):
        return start, end
    if half := re.search(r"([ap])\.?m", b):
        for guess in (parse(f"{a} {half[1]}m"), parse(f"{a} am")):
            if guess is not None and guess <= end:
                return guess, end
    if end < start and end.hour < 12 and ":" not in b:
        later = dt.time(end.hour + 12, end.minute)
        return start, later if later > start else end
    return start, end


def length(found: re.Match[str]) -> dt.timedelta:
    """Give the time that a match of LENGTH stands for."""
    if found["minutes"]:
        return dt.timedelta(minutes=int(found["minutes"]))
    if found["named"]:
        return dt.timedelta(minutes=_LENGTHS[found["named"]])
    hours = float(found["hours"].replace(",", "."))
    return dt.timedelta(hours=hours, minutes=int(found["more"] or 0))
