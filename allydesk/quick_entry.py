"""Understand an event typed in one line: "Workshop Tue 24 Nov 2–3:30 Room 3 for Finance"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from allydesk import dates, times
from allydesk.language import _, ngettext
from allydesk.models.event import KINDS, USUAL_LENGTH
from allydesk.text import clean, fold

_LONGEST_LINE = 500
_WORDS_OF_A_DAY = 5  # "Thursday, 19th of November 2026"


class Known(NamedTuple):
    """A group that may be meant."""

    id: int
    name: str
    short_name: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What one line says. rest is what is left; said tells what was understood, in words.

    start and end are times on the wall, both None for whole days; last is the last day of those.
    """

    kind: str
    title: str
    day: dt.date | None = None
    last: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    room: str | None = None
    group: int | None = None
    audience: str | None = None
    capacity: int | None = None
    rest: str = ""
    said: tuple[str, ...] = ()

    @property
    def starts(self) -> dt.datetime | None:
        return dt.datetime.combine(self.day, self.start or dt.time()) if self.day else None

    @property
    def ends(self) -> dt.datetime | None:
        """Give the end; past midnight when it is earlier than the start."""
        if self.day is None:
            return None
        if self.end is None or self.start is None:
            return dt.datetime.combine(self.last or self.day, dt.time())
        past = (self.last or self.day) == self.day and self.end < self.start
        return dt.datetime.combine(self.last or self.day, self.end) + dt.timedelta(days=int(past))

    @property
    def values(self) -> dict[str, object]:
        """Give what the fields of a new event are, as far as the line says."""
        given = {
            "kind": self.kind, "title": self.title, "starts": self.starts, "ends": self.ends,
            "whole_day": self.day is not None and self.start is None, "room": self.room,
            "capacity": self.capacity, "audience": self.audience,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value is not None}


def at(
    found: Understood,
    starts: dt.datetime,
    ends: dt.datetime,
    language: str,
    now: dt.date,
    groups: Sequence[Known] = (),
) -> Understood:
    """Give what was understood at another time, said anew."""
    timed = found.start is not None
    last = ends.date() if ends.date() > starts.date() and not timed else None
    moved = replace(
        found, day=starts.date(), last=last, start=starts.time() if timed else None,
        end=ends.time() if timed else None,
    )  # fmt: skip
    return replace(moved, said=tuple(_said(moved, language, now, groups)))


# Words people use for kinds, besides the kinds' own names in their language.
_KIND_WORDS = {
    "training": "training", "course": "training", "class": "training", "refresher": "training",
    "workshop": "workshop", "seminar": "seminar", "webinar": "seminar", "lecture": "seminar",
    "talk": "seminar", "panel": "panel", "debate": "panel", "meeting": "meeting", "meet": "meeting",
    "catch-up": "meeting", "circle": "listening", "listening session": "listening",
    "story session": "story", "stories": "story", "storytelling": "story",
    "focus group": "focus", "party": "celebration", "celebration": "celebration",
    "lunch": "celebration", "dinner": "celebration", "reception": "celebration", "fair": "fair",
    "diversity fair": "fair", "mentor circle": "listening", "listening circle": "listening",
}  # fmt: skip

_WHOLE = re.compile(r"(?<!\w)(?:all[- ]day|whole[- ]day|full day|ganztagig|ganztags)(?!\w)")
_PLACES = re.compile(
    r"(?<!\w)(?:(?:max\.?|maximum|up to|places?:?|capacity:?)\s*(?P<a>\d{1,4})(?: people| places)?"
    r"|(?P<b>\d{1,4})\s*(?:places|seats|people|spots))(?!\w)"
)
_ROOM = re.compile(
    r"(?<!\w)(?:in (?:the )?)?(?P<room>"
    r"(?:meeting )?(?:room|raum|salle|sala|hall|studio|lab) (?:no\.? ?)?[a-z]?\d{1,4}[a-z]?(?:[.-]\d{1,3})?"
    r"|(?:board ?room|canteen|cafeteria|kantine|foyer|lobby|library|auditorium|atrium|kitchen)"
    r"|[\w'-]+ room)(?!\w)"
)
_SHORT_ROOM = re.compile(r"(?<!\w)(?:in |@ ?)(?P<room>[a-z]{1,2}[.-]?\d{1,4}[a-z]?)(?!\w)")
_DAYS = re.compile(
    r"(?<![\w/])(?P<a>\d{1,2})(?:st|nd|rd|th|\.)?\s*-\s*(?P<b>\d{1,2})(?:st|nd|rd|th|\.)?\s+"
)
_FOR = re.compile(r"(?<!\w)(?:for|fur|pour|para)\s+(?P<who>.+)$")
_LOOSE = " ,;:.-–—@·|"


def parse(
    text: str,
    language: str,
    now: dt.datetime,
    groups: Sequence[Known] = (),
    otherwise: dt.date | None = None,
) -> Understood:
    """Understand one line. Never raises: what is not understood is the title.

    groups are those that may be named; now is what "next Thursday" is counted from; otherwise is
    the day of a line that names none.
    """
    line = _Line(clean(text)[:_LONGEST_LINE])
    found: dict[str, Any] = dict(_capacity(line))
    whole, length = line.find(_WHOLE), line.find(times.LENGTH)
    found |= _day(line, language, now.date())
    if not whole:
        found |= _time(line, times.length(length) if length else None, timed="day" in found)
    found |= _room(line)
    found |= _who(line, groups)
    title = line.left().strip(_LOOSE)
    kind = _kind(title) or ("meeting" if "group" in found else "other")
    if "day" not in found and not _wrong_day(title, language, now.date()):
        if otherwise is not None:
            found["day"] = otherwise
        elif "start" in found:
            found["day"] = _soonest(found["start"], now)
    shown = title or (KINDS[kind] if text.strip() else "")
    understood = Understood(kind, shown[:1].upper() + shown[1:], rest=title, **found)
    return replace(understood, said=tuple(_said(understood, language, now.date(), groups)))


class _Line:
    """A line of which parts are taken out as they are understood."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = [False] * len(text)

    def folded(self) -> str:
        """Give the line letter by letter without case and accents; what is taken is a wall."""
        return "".join(
            "\x00" if gone else _letter(c) for c, gone in zip(self.text, self.taken, strict=True)
        )

    def take(self, start: int, end: int) -> str:
        self.taken[start:end] = [True] * (end - start)
        return self.text[start:end]

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find the first match that is sensible, and take it out."""
        found = pattern.search(self.folded())
        if found:
            self.take(found.start(), found.end())
        return found

    def left(self) -> str:
        kept = ("\x00" if gone else c for c, gone in zip(self.text, self.taken, strict=True))
        parts = (part.strip(_LOOSE) for part in "".join(kept).split("\x00"))
        words = [re.sub(r"(?:^|\s+)(?:at|on|in|from|am|the|@)$", "", p, flags=re.I) for p in parts]
        return " ".join(filter(None, words))


def _letter(c: str) -> str:
    folded = fold(c)
    return folded if len(folded) == 1 else c.lower() if len(c.lower()) == 1 else c


def _capacity(line: _Line) -> dict[str, int]:
    found = line.find(_PLACES)
    number = int(found["a"] or found["b"]) if found else 0
    return {"capacity": number} if number else {}


def _day(line: _Line, language: str, now: dt.date) -> dict[str, dt.date]:
    """Find one day or a range of days: the longest run of words that a date is."""
    spans = list(_spans(line))
    for start, end in spans:
        words = line.text[start:end]
        if found := _DAYS.match(line.folded()[start:end]):
            month = words[found.end() :]
            first = _upcoming(f"{found['a']} {month}", language, now)
            last = _upcoming(f"{found['b']} {month}", language, now)
            if first and last and first < last:
                line.take(start, end)
                return {"day": first, "last": last}
        if first := _upcoming(words, language, now):
            line.take(start, end)
            return {"day": first} | _until(line, end, first, language)
    return {}


def _until(line: _Line, at: int, first: dt.date, language: str) -> dict[str, dt.date]:
    """Find the last day after a first one: "Fri 4 Dec to Sun 6 Dec"."""
    link = re.match(r"\s*(?:-|to|until|till|bis)\s*", line.folded()[at:])
    if not link:
        return {}
    at += link.end()
    for start, end in _spans(line):
        last = _upcoming(line.text[start:end], language, first) if start == at else None
        if last and last > first:
            line.take(at - link.end(), end)
            return {"last": last}
    return {}


def _spans(line: _Line) -> Iterator[tuple[int, int]]:
    """Give where runs of words stand, the longest first, then from the left."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\s\x00]+", line.folded())]
    for length in range(_WORDS_OF_A_DAY, 0, -1):
        for n in range(len(words) - length + 1):
            start, end = words[n][0], words[n + length - 1][1]
            if not any(line.taken[start:end]):
                yield start, end


_PREFIX = re.compile(r"^(?:on|am|le|el|op)\s+", re.IGNORECASE)
_CALLED = re.compile(r"[^\W\d]{2}")
# What stands behind a day and is a time, not a short year: "3 Dec 12", "24.11. 14".
_THEN_A_TIME = re.compile(r"\d[.\s]*[^\W\d]+\.?\s+\d{2}|.*[./-]\s+\d{1,2}")


def _upcoming(words: str, language: str, now: dt.date) -> dt.date | None:
    """Read a day; one without a year that is past is next year's. A number alone is no day."""
    words = re.sub(r"\s*[-–—]\s*", "-", _PREFIX.sub("", words)).strip(" ,;")
    words = re.sub(r"\b(?:this|coming)\s+", "next ", words, flags=re.IGNORECASE)
    if _THEN_A_TIME.fullmatch(words):
        return None
    numbers = re.findall(r"\d+", words)
    if not _CALLED.search(words) and (len(numbers) < 2 or re.fullmatch(r"\d+-\d+", words)):
        return None  # a number, or from two to three
    if re.fullmatch(r"\d{1,2}\.\d{2}", words) and int(numbers[1]) > 12:
        return None  # half past two, not a day of a month
    day = dates.parse(words, language, now)
    has_year = any(len(n) == 4 for n in numbers) or len(numbers) > 2
    if day and day < now and numbers and not has_year:
        try:
            return day.replace(year=day.year + 1)
        except ValueError:  # 29 February
            return None
    return day


def _wrong_day(title: str, language: str, now: dt.date) -> bool:
    """Say whether something in the title was meant as a day and is none, as 31 February."""
    months = re.findall(r"\d\.?\s*([^\W\d]{3,})", title)
    return any(dates.parse(f"1 {word}", language, now) for word in months)


def _time(line: _Line, length: dt.timedelta | None, *, timed: bool) -> dict[str, dt.time]:
    """Find from when to when: a range, a start with a length, or a start alone."""
    if found := _sensible(line, times.RANGE):
        start, end = times.both(found["a"], found["b"])
        if start is not None and end is not None:
            return {"start": start, "end": end}
    found = _sensible(line, times.ONE) or (_sensible(line, _BARE) if timed else None)
    start = times.parse(found["a"] or found["b"]) if found else None
    if start is None:
        return {}
    end = (dt.datetime.combine(dt.date(2000, 1, 1), start) + (length or USUAL_LENGTH)).time()
    return {"start": start, "end": end}


_BARE = re.compile(r"(?<=\x00)\s*,?\s*(?P<a>\d{1,2})(?P<b>)(?![\w/:.])")


def _sensible(line: _Line, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Take out the first match whose times are times of a day."""
    for found in pattern.finditer(line.folded()):
        if all(times.parse(text) is not None for text in (found["a"], found["b"]) if text):
            line.take(found.start(), found.end())
            return found
    return None


def _room(line: _Line) -> dict[str, str]:
    for pattern in (_ROOM, _SHORT_ROOM):
        found = pattern.search(line.folded())
        if found:
            room = line.text[found.start("room") : found.end("room")]
            line.take(found.start(), found.end())
            room = re.sub(r"^the ", "", room, flags=re.IGNORECASE)
            return {"room": room[:1].upper() + room[1:]}
    return {}


def _who(line: _Line, groups: Sequence[Known]) -> dict[str, object]:
    """Find a group by its name anywhere, else whoever stands after "for"."""
    folded = line.folded()
    for name, id in sorted(_called(groups), key=lambda c: -len(c[0])):
        found = re.search(
            rf"(?<!\w)(?:(?:for|fur|pour|para|with|by) )?{re.escape(name)}(?!\w)", folded
        )
        if found:
            _take_group(line, found, name)
            return {"group": id}
    if found := _FOR.search(folded.rstrip("\x00 ")):
        who = line.text[found.start("who") : found.end("who")].strip(_LOOSE)
        if who and "\x00" not in found["who"]:
            line.take(found.start(), found.end())
            return {"audience": who}
    return {}


def _take_group(line: _Line, found: re.Match[str], name: str) -> None:
    """Take "for Finance" out; "Pride meeting" keeps the name in its title."""
    if found.group() != name:
        line.take(found.start(), found.end())


def _called(groups: Sequence[Known]) -> Iterator[tuple[str, int]]:
    for group in groups:
        for name in (group.name, group.short_name, group.name.replace("&", "and")):
            if name and len(fold(name)) == len(name) and len(name) > 1:
                yield fold(name), group.id


def _kind(title: str) -> str | None:
    """Give the kind that a title names: the last word for one before "on" or "about"."""
    head = re.split(r" (?:on|about|zu|uber|sur|sobre) |:", fold(title))[0]
    words = _KIND_WORDS | {fold(words): kind for kind, words in KINDS.items() if kind != "other"}
    found = [
        (m.end(), len(word), kind)
        for word, kind in words.items()
        for m in re.finditer(rf"(?<!\w){re.escape(word)}s?(?!\w)", head)
    ]
    return max(found)[2] if found else None


def _soonest(start: dt.time, now: dt.datetime) -> dt.date:
    """Give today for a time still to come, else tomorrow."""
    return now.date() + dt.timedelta(days=int(start <= now.time()))


def _said(found: Understood, language: str, now: dt.date, groups: Sequence[Known]) -> Iterator[str]:
    """Say what was understood, one part after the other."""
    yield KINDS[found.kind]
    if found.day:
        day = dates.short(found.day, language, now)
        if found.last:
            day = _("{first} to {last}").format(
                first=day, last=dates.short(found.last, language, now)
            )
        yield day
        if found.start and found.end:
            yield f"{dates.clock(found.start)}–{dates.clock(found.end)}"
        else:
            yield _("whole day")
    if found.room:
        yield found.room
    if found.group:
        yield next(g.name for g in groups if g.id == found.group)
    if found.audience:
        yield _("for {whom}").format(whom=found.audience)
    if found.capacity:
        yield ngettext("{n} place", "{n} places", found.capacity).format(n=found.capacity)
