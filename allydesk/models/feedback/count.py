"""How much was said, over time: counted once for each window that is over, and kept.

A window is a quarter; where much is said, a month of it; where fewer than k notes come, more than
one quarter. What is counted stays as it was when the window closed, whatever becomes of the notes: a
page printed later never differs by one note from a page printed before, and numbers outlive texts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sqlalchemy import Column, Index, Integer, String, Table, func, insert, select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.base import Record
from allydesk.models.feedback import key, period
from allydesk.models.feedback.note import CHANNELS, KINDS, Note
from allydesk.models.group import Group
from allydesk.models.suppression import Hidden, OneWay, Shown

COUNT = Table(
    "feedback_count", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Column("by", String, nullable=False),
    Column("value", String, nullable=False),
    Column("n", Integer, nullable=False),
    Index("ix_feedback_count_by", "by", "last"),
    info={"journal": False},
)  # fmt: skip
BY = {
    "kind": _("By kind"),
    "topic": _("By topic"),
    "channel": _("By where it was heard"),
    "group": _("By group"),
}
_COLUMNS = {"kind": Note.kind, "topic": Note.topic, "channel": Note.channel, "group": Note.group_id}
_FIXED: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "channel": CHANNELS}
OTHERS = _("All others together")
_MUCH = 4  # so many times k in a month need not wait for the quarter


class Window(NamedTuple):
    """The counts of one window, in words of the desk; labels are those of the cells."""

    first: str
    last: str
    counts: OneWay[str]


def close(s: Session, today: dt.date) -> int:
    """Count the windows that are over and not counted yet, and give how many."""
    done = s.execute(select(func.max(COUNT.c.id))).scalar() or 0
    last = s.execute(select(COUNT.c.last).where(COUNT.c.id == done)).scalar()
    new = _numbers(s, last, today)
    if not new:
        return 0
    rows: list[dict[str, object]] = []
    begins = period.after(last) if last else None
    found = _divided({p: c["all"][""] for p, c in new.items()}, suppression.k_of(s), today)
    for window, ends in found:
        first = begins or period.begins(window[0])
        begins = period.after(ends)
        rows += [
            {"first": first, "last": ends, "by": by, "value": value, "n": n}
            for by in ("all", *_COLUMNS)
            for value, n in sorted(sum((new[p][by] for p in window), Counter[str]()).items())
        ]
    if rows:
        s.execute(insert(COUNT), [{"id": done + n, **row} for n, row in enumerate(rows, 1)])
        key.mark(s)
    return len(found)


def _divided(counts: Mapping[str, int], k: int, today: dt.date) -> list[tuple[list[str], str]]:
    """Divide periods into windows (the periods, what it ends with); what is left waits.

    When this is asked makes no difference to the windows, only to how many there are yet.
    """
    found: list[tuple[list[str], str]] = []
    waiting: list[str] = []
    n = 0
    quarters = [period.quarter(period.ends(p)) for p in counts]
    for p, quarter, next_one in zip(counts, quarters, [*quarters[1:], ""], strict=True):
        waiting.append(p)
        n += counts[p]
        whole = quarter != next_one and period.is_over(quarter, today)
        if (whole and n >= k) or (n >= _MUCH * k and not period.is_last(p)):
            found.append((waiting, quarter if whole else p))
            waiting, n = [], 0
    return found


def _numbers(s: Session, after: str | None, today: dt.date) -> dict[str, dict[str, Counter[str]]]:
    """Give the counts of each period that is over and comes after one, in the order of time."""
    q = select(Note.period).distinct()
    periods = sorted(s.execute(q).scalars(), key=period.place)
    fresh = [
        p
        for p in periods
        if period.is_over(p, today) and (after is None or period.place(p) > period.place(after))
    ]
    found: dict[str, dict[str, Counter[str]]] = {}
    for p in fresh:
        here = Note.id.between(*period.ids(p))
        counts = {
            by: Counter(
                {
                    "" if value is None else str(value): n
                    for value, n in s.execute(
                        select(column, func.count()).where(here).group_by(column)
                    )
                }
            )
            for by, column in _COLUMNS.items()
        }
        found[p] = {"all": Counter({"": sum(counts["kind"].values())}), **counts}
    return found


def windows(s: Session, by: str = "kind") -> list[Window]:
    """Give the counts of every window that is over by one property, the oldest first.

    A label that somebody wrote shows only with a number that may be seen: the rest is one sum.
    """
    k = suppression.k_of(s)
    found: dict[tuple[str, str], dict[str, int]] = {}
    q = select(COUNT.c.first, COUNT.c.last, COUNT.c.value, COUNT.c.n).where(COUNT.c.by == by)
    for first, last, value, n in s.execute(q.order_by(COUNT.c.id)):
        found.setdefault((first, last), dict.fromkeys(_FIXED.get(by, ()), 0))[value] = n
    words = _words(s, by)
    return [
        Window(
            first, last, _worded(suppression.one_way(counts, k), words, by, sum(counts.values()))
        )
        for (first, last), counts in found.items()
    ]


def _worded(counts: OneWay[str], words: Callable[[str], str], by: str, total: int) -> OneWay[str]:
    if by in _FIXED:
        return OneWay({words(v): c for v, c in counts.cells.items()}, counts.total)
    shown = {v: c for v, c in counts.cells.items() if isinstance(c, Shown)}
    ordered = sorted(shown.items(), key=lambda item: (-item[1].n, item[0]))
    cells: dict[str, Shown | Hidden] = {words(v): c for v, c in ordered}
    rest = total - sum(c.n for c in shown.values())
    if isinstance(counts.total, Shown) and rest:
        cells[OTHERS] = Shown(rest)
    return OneWay(cells, counts.total)


def _words(s: Session, by: str) -> Callable[[str], str]:
    if by in _FIXED:
        return lambda value: _FIXED[by][value]
    if by == "group":
        names = {str(id): name for id, name in s.execute(select(Group.id, Group.name))}
        return lambda value: names.get(value, _("A group of before")) if value else _("No group")
    return lambda value: value or _("No topic")


def totals(s: Session) -> list[tuple[str, str, suppression.Count]]:
    """Give how much was said in each window (first, last period, number), the oldest first."""
    return [(w.first, w.last, w.counts.total) for w in windows(s, "all")]


def so_far(s: Session) -> suppression.Count:
    """Give how many notes stand in the register at all; a part of them is never counted like this."""
    n = s.execute(select(func.count(Note.id))).scalar_one()
    return suppression.total(n, suppression.k_of(s), whole=True)


def title(first: str, last: str, language: str) -> str:
    """Give a window in words: "October 2026", or "October 2026 – December 2026"."""
    ends = period.words(period.ends(last), language)
    return ends if first == period.ends(last) else f"{period.words(first, language)} – {ends}"


def shows_from(today: dt.date) -> dt.date:
    """Give the day from which the numbers of now can show at the latest, if enough is said."""
    year, month = today.year, (today.month + 2) // 3 * 3 + 1
    return dt.date(year + month // 13, month % 12, 1)
