"""How much was said, and about what: periods that are over, small numbers hidden."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation, suppression
from allydesk.models.feedback import count, incident
from allydesk.models.feedback.count import BY, Window
from allydesk.models.suppression import Count, OneWay, Shown
from allydesk.reports.engine.charts import Bars, Chart, Series, Trend
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Chips, button, card, label, row
from allydesk.ui.printing.chart import ChartView
from allydesk.ui.records.editors import Choice
from allydesk.ui.tasks import Task


class Found(NamedTuple):
    """What the page shows."""

    k: int
    so_far: Count
    totals: list[tuple[str, str, Count]]
    windows: dict[str, list[Window]]  # by property
    incidents: tuple[int, OneWay[str]]  # of a year


def open(desk: Desk, parent: QWidget) -> Numbers:
    """Show the numbers of what was said."""
    made = Numbers(desk, parent.window())
    made.open()
    return made


class Numbers(QDialog):
    """Bars of one period by one property, and how much came over time."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Feedback in numbers"))
        self.desk = desk
        self._found: Found | None = None
        self._by = "kind"
        self.page = Page(margin=8)
        self.by = Chips(BY, self._by, self._choose, _("Show"))
        self.when = Choice()
        self.when.setAccessibleName(_("Period"))
        self.when.activated.connect(self._draw)
        self.bars, self.trend, self.year = ChartView(desk), ChartView(desk), ChartView(desk)
        self.none = label("")
        self.close_button = button(Action(_("Close"), self.reject))
        column = QVBoxLayout(self)
        m = look.px(16)
        column.setContentsMargins(m, m, m, m)
        column.addWidget(self.page, 1)
        column.addWidget(row(QWidget(), self.close_button))
        room = self.screen().availableGeometry()
        self.resize(min(look.px(720), room.width() - 40), min(look.px(660), room.height() - 80))
        today, year = desk.today(), desk.today().year - 1

        def work(_task: Task) -> Found:
            read = desk.store.read
            return Found(
                read(suppression.k_of), read(count.so_far), read(count.totals),
                {by: read(count.windows, by) for by in BY},
                (year, read(incident.by_category, year, today)),
            )  # fmt: skip

        desk.run(self, _("Counting…"), work, self._show)
        self.close_button.setFocus()

    def _show(self, found: Found) -> None:
        self._found = found
        language, today = self.desk.store.read(organisation.language), self.desk.today()
        self.page.add(label(_("Feedback in numbers"), "h1"))
        if isinstance(found.so_far, Shown):
            said = ngettext(
                "{n} note is in the register.", "{n} notes are in the register.", found.so_far.n
            ).format(n=found.so_far.n)
        else:
            said = found.so_far.words()
        self.page.add(label(said))
        day = dates.short(count.shows_from(today), language, today)
        self.page.add(
            label(_("Only periods that are over are counted. The next may show from {day}.").format(
                day=day), "muted")
        )  # fmt: skip
        if found.totals:
            for first, last, _n in reversed(found.totals):
                self.when.addItem(count.title(first, last, language), (first, last))
            self.page.add(self.by, self.when, card(self.bars))
            self._draw()
        else:
            self.page.add(label(_("No period is over yet that has enough notes."), "h2"))
        if len(found.totals) > 1:
            self.page.add(card(self.trend))
            self.trend.show_chart(_over_time(found, language))
        year, counts = found.incidents
        if isinstance(counts.total, Shown):
            self.page.add(card(self.year))
            title = _("Incidents of {year}").format(year=year)
            self.year.show_chart(_bars(title, counts, _("Category"), _("Incidents")))
        self.page.add(label(suppression.rule(found.k), "muted"))
        self.page.end()

    def _choose(self, by: str) -> None:
        self._by = by
        self._draw()

    def _draw(self) -> None:
        """Show the period and the property that are chosen."""
        if self._found is None:
            return
        wanted = self.when.currentData()
        windows = self._found.windows[self._by]
        shown = next((w for w in windows if [w.first, w.last] == list(wanted)), None)
        if shown is not None:
            title = f"{BY[self._by]}, {self.when.currentText()}"
            self.bars.show_chart(_bars(title, shown.counts, BY[self._by], _("Notes")))


def _number(n: Count) -> float | None:
    return n.n if isinstance(n, Shown) else None


def _bars(title: str, counts: OneWay[str], head: str, value: str) -> Chart:
    return Bars(
        title=title, labels=list(counts.cells), values=[_number(n) for n in counts.cells.values()],
        label_head=head, value_head=value, missing=_("hidden"),
    )  # fmt: skip


def _over_time(found: Found, language: str) -> Chart:
    times = [count.title(first, last, language) for first, last, _n in found.totals]
    values = [_number(n) for _first, _last, n in found.totals]
    return Trend(
        title=_("Notes over time"), times=times, series=[Series(_("Notes"), values)],
        time_head=_("Period"), missing=_("hidden"),
    )  # fmt: skip
