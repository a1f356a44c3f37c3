"""Days in weeks as a language counts them, and entries cut into the weeks that they cross."""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from allydesk import dates
from allydesk.dates import locale
from allydesk.language import _
from allydesk.reports.engine.clusters import clusters, tidy
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.sketch import Sketch
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Facts, Heading
from allydesk.reports.engine.theme import MM, Theme

STRIP = 1.4 * MM  # of full colour, where a bar starts
SHADED = "#E3E9EC"  # days off; darker than a weekend, and words on it are read easily
GROUNDS = ("holiday", "event", "observance")  # from the ground up, so that outlines are seen


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on one day or several: an event of the programme, an observance, a public holiday.

    `colour` is that of the group, as "#0B5F6B"; the name always stands with it. `time` goes before it.
    An observance whose days may move is not `sure`.
    """

    name: str
    day: dt.date
    last: dt.date = dt.date.min  # the last day; the first if it is not given
    kind: Literal["event", "observance", "holiday"] = "event"
    colour: str = ""
    time: str = ""
    sure: bool = True

    def __post_init__(self) -> None:
        if self.last < self.day:
            object.__setattr__(self, "last", self.day)

    @property
    def words(self) -> str:
        return f"{self.time} {self.name_only}".strip()

    @property
    def heard(self) -> str:
        """Give the words with what the eye sees of the mark."""
        if self.kind == "holiday":
            return _("{name}, public holiday").format(name=self.words)
        return self.words if self.sure else _("{name}, around this day").format(name=self.words)

    @property
    def name_only(self) -> str:
        return tidy(self.name).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of an entry that lies in one week, from column to column."""

    entry: Entry
    first: int
    last: int
    starts: bool  # whether the entry starts here,
    ends: bool  # and ends here

    def __len__(self) -> int:
        return self.last + 1 - self.first


def of_month(year: int, month: int, language: str) -> list[list[dt.date]]:
    """Give the weeks of a month, whole ones, starting on the day on which weeks start there."""
    return calendar.Calendar(locale(language).first_week_day).monthdatescalendar(year, month)


def days_of(entry: Entry, language: str) -> str:
    """Give when an entry is: "Thu 19 Nov", or "Thu 19 Nov – Fri 20 Nov"."""
    first = dates.short(entry.day, language, entry.day)
    last = dates.short(entry.last, language, entry.day)
    return first if entry.last == entry.day else f"{first} – {last}"


def head_and_foot(theme: Theme) -> float:
    """Give what a title with the organisation above and a line below, and the foot, take."""
    sizes = theme.sizes
    return sizes.title * 1.2 + sizes.small * 2.6 + sizes.body * 2 + 8 * MM


def in_full(entries: Sequence[Entry], press: Press, width: float, parent: Element) -> list[Galley]:
    """Give a list of the entries that a calendar had no room for, or not whole."""
    if not entries:
        return []
    ordered = sorted(entries, key=lambda entry: (entry.day, entry.time, entry.name))
    rows = [(days_of(entry, press.theme.language), entry.heard) for entry in ordered]
    blocks: list[Block] = [Heading(_("In full")), Facts(rows)]
    return [galley for block in blocks for galley in block.set(press, width, parent)]


def is_weekend(day: dt.date, language: str) -> bool:
    where = locale(language)
    start, end = where.weekend_start, where.weekend_end
    return (day.weekday() - start) % 7 <= (end - start) % 7


def names(days: Sequence[dt.date], language: str, fits: Callable[[str], bool]) -> list[str]:
    """Give the names of weekdays, as long as all of them fit."""
    known = locale(language).days["stand-alone"]
    kinds = ("wide", "abbreviated", "short", "narrow")
    tries = [[str(known[kind][day.weekday()]) for day in days] for kind in kinds if kind in known]
    return next((found for found in tries if all(map(fits, found))), tries[-1])


def stretches(entries: Sequence[Entry], days: Sequence[dt.date], month: int) -> list[Stretch]:
    """Give what lies in a week, within its month: what is longest and earliest first."""
    inside = [column for column, day in enumerate(days) if day.month == month]
    first, last = days[inside[0]], days[inside[-1]]
    found = []
    for entry in entries:
        if entry.last < first or entry.day > last:
            continue
        start, end = max(entry.day, first), min(entry.last, last)
        found.append(
            Stretch(
                entry,
                (start - days[0]).days,
                (end - days[0]).days,
                starts=entry.day == start,
                ends=entry.last == end,
            )
        )
    return sorted(
        found,
        key=lambda part: (
            part.first,
            part.first - part.last,
            GROUNDS.index(part.entry.kind),
            part.entry.time,
            part.entry.name,
        ),
    )


def shortened(words: str, width: float, sketch: Sketch) -> str:
    """Give words that fit on one line, ended by … if some are left out."""
    if sketch.wide(words) <= width:
        return words
    ends = [end for _start, end in clusters(words)]
    fit = bisect_right(ends, width, key=lambda end: sketch.wide(words[:end].rstrip() + "…"))
    return words[: ends[fit - 1]].rstrip() + "…" if fit else "…"


def draw_bar(
    sketch: Sketch, entry: Entry, stretch: Stretch, x: float, y: float, width: float, height: float
) -> None:
    """Draw the ground of an entry: tinted with a strip of colour, or a diamond and an outline."""
    if entry.kind == "holiday":  # the day itself is shaded
        return
    colour = entry.colour or sketch.press.theme.accent
    inner, top = height - 0.8, y + 0.4
    if entry.kind == "observance":
        sketch.box(x, top, width, inner, fill=sketch.palette.ground, line=sketch.palette.muted,
                   dashed=not entry.sure)  # fmt: skip
        if stretch.starts:
            reach = diamond(sketch)
            middle = y + min(height, sketch.size * 1.28) / 2
            sketch.diamond(x + 1.2 + reach, middle, reach)
        return
    sketch.box(x, top, width, inner, fill=tinted(colour))
    if stretch.starts:
        sketch.box(x, top, STRIP, inner, fill=colour)


def diamond(sketch: Sketch) -> float:
    """Give how far the sign of an observance reaches from its middle."""
    return sketch.size * 0.34


def beside(stretch: Stretch, sketch: Sketch) -> float:
    """Give how far the words of a bar stand from its edge, for what marks its kind."""
    if stretch.entry.kind == "observance" and stretch.starts:
        return 2 * diamond(sketch) + 3.8
    return STRIP + 0.7 * MM if stretch.entry.kind != "holiday" else 0.4 * MM


def legend(entries: Sequence[Entry]) -> str:
    """Give a line that explains the marks of these entries, or nothing; for below a title."""
    kinds = {entry.kind for entry in entries}
    said = [_("◇ observance")] if "observance" in kinds else []
    if any(not entry.sure for entry in entries):
        said.append(_("dashed: around this day"))
    if "holiday" in kinds:
        said.append(_("shaded: public holiday"))
    return " · ".join(said)


def tinted(colour: str) -> str:
    """Give a colour so light that words on it are read easily."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * 0.16):02X}" for part in parts)
