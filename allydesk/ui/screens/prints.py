"""Every document in one place: what it is for, and its preview in one click."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit import widgets as w
from allydesk.ui.kit.page import Page

if TYPE_CHECKING:
    from allydesk.reports.report import Report


class Screen(QWidget):
    place = "print"
    title = _("Print")
    icon = "printer"
    section = _("Plans")
    order = 150
    key = "Ctrl+9"
    help = "print"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        from allydesk.reports.report import available

        self._reports = list(available().values())
        page = Page()
        page.add(w.title_row(self.title))
        sections: dict[str, list[Report[object]]] = defaultdict(list)
        for report in self._reports:
            sections[report.section].append(report)
        for name, reports in sections.items():
            card = w.card(title=name)
            for n, report in enumerate(reports):
                card.add(*([w.line()] if n else []), self._row(report))
            page.add(card)
        page.end()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page)

    def _row(self, report: Report[object]) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addWidget(w.label(report.title, "strong"))
        column.addWidget(w.label(report.hint, "muted"))
        show = w.button(Action(_("Preview"), partial(self._open, report.name), "eye"), "quiet")
        show.setAccessibleName(_("Preview: {title}").format(title=report.title))
        return w.row(words, show)

    def _open(self, name: str) -> None:
        from allydesk.ui.printing import preview

        preview.open(self.desk, self, name)

    # QWidget has actions of its own; the window asks places for these.
    def doings(self) -> list[Action]:
        """Give every document, so that Find or do… knows it too."""
        return [
            Action(
                _("Print: {title}").format(title=report.title),
                partial(self._open, report.name),
                "printer",
                words=f"{report.name} {report.hint}",
            )
            for report in self._reports
        ]
