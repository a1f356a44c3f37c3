"""What speaks against the dates of a series, all of them looked at at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation, schedule
from allydesk.planning import busy, clashes
from allydesk.planning.clashes import SOME, Clash
from allydesk.planning.plan import Plan
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import clear, label, plain

MOST = 6  # dates told one by one


class DateClashes(QWidget):
    """The dates that clash, each with its weightiest reason.

    With leave, each has a tick to leave it out; leave is called when one changes.
    """

    def __init__(self, desk: Desk, leave: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._desk, self._leave = desk, leave
        self._asked: list[Plan] = []
        self._language = "en"
        self._ticks: dict[dt.date, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        self.hide()

    def left_out(self) -> set[dt.date]:
        """Give the days that are ticked to be left out."""
        return {day for day, box in self._ticks.items() if box.isChecked()}

    def ask(self, plans: Sequence[Plan]) -> None:
        """Look at all dates and show those that clash; the same ones again are not looked at."""
        if list(plans) == self._asked:
            return
        self._asked = list(plans)
        found = self._desk.store.read(clashes.of_series, self._asked) if plans else []
        heavy = [(p, f[0]) for p, f in zip(plans, found, strict=True) if f and f[0].weight >= SOME]
        self._show(heavy, len(self._asked))

    def _show(self, heavy: Sequence[tuple[Plan, Clash]], count: int) -> None:
        kept = self.left_out()
        clear(self._column)
        self._ticks = {}
        self.setVisible(bool(count))
        if not heavy:
            self._column.addWidget(label(_("None of the dates clashes."), "muted"))
            return
        words = ngettext("{n} of {count} dates clashes:", "{n} of {count} dates clash:", len(heavy))
        self._column.addWidget(label(words.format(n=len(heavy), count=count), "strong"))
        self._language = self._desk.store.read(organisation.language)
        shown = heavy if self._leave else heavy[:MOST]
        for plan, clash in shown:
            day = dates.short(plan.starts.date(), self._language, self._desk.today())
            if self._leave is None:
                self._column.addWidget(label(f"{day} · {clash.text}"))
            else:
                self._tick(plan.starts.date(), clash.text, kept)
        if len(shown) < len(heavy):
            n = len(heavy) - len(shown)
            more = ngettext("and {n} more", "and {n} more", n).format(n=n)
            self._column.addWidget(label(more, "muted"))

    def _tick(self, day: dt.date, text: str, kept: set[dt.date]) -> None:
        shown = dates.short(day, self._language, self._desk.today())
        box = QCheckBox(plain(_("Leave out {date}").format(date=shown)))
        box.setAccessibleDescription(text)
        box.setChecked(day in kept)
        if self._leave is not None:
            box.clicked.connect(self._leave)
        self._ticks[day] = box
        self._column.addWidget(box)
        self._column.addWidget(label(text, "muted"))


def of_series(desk: Desk, event: int, by: dt.timedelta, scope: str) -> list[Plan]:
    """Give the dates of its series that come and that a change of one event reaches, moved."""
    row = desk.store.read(schedule.row, event)
    if row is None or row.series_id is None or scope == "this":
        return []
    today = desk.today()
    reached = [
        r.id for r in desk.store.read(schedule.of_series, row.series_id)
        if r.starts.date() >= today and (scope == "all" or r.starts >= row.starts)
    ]  # fmt: skip
    plans = desk.store.read(busy.plans, reached)
    return [p.at(p.starts + by) for p in plans]
