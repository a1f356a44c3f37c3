"""The register of certificates: each number once, what became of it, and printing it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.learning import certificate
from allydesk.text import fold
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.clearing import searching
from allydesk.ui.kit.head import Head
from allydesk.ui.kit.table import day_words
from allydesk.ui.kit.widgets import button, flow, label
from allydesk.ui.learning import prints
from allydesk.ui.learning.done import certificates
from allydesk.ui.learning.empty import Empty
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.learning.ticks import Shown, Ticks, TickTable
from allydesk.ui.learning.wide import Wide


class Register(QWidget):
    """All numbers, the newest first; ticked ones are printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._all: list[certificate.Row] = []
        self._language = desk.store.read(organisation.language)
        self.filter = QLineEdit()
        searching(self.filter)
        self.filter.setPlaceholderText(_("Filter by name, course or number"))
        self.filter.setAccessibleName(_("Filter by name, course or number"))
        self.filter.textChanged.connect(lambda _text: self._show())
        self.rows = Ticks(self._columns(), lambda r: r.number)
        self.table = TickTable(self.rows, _("Register of certificates"))
        self.count, self.none = label("", "muted"), Empty()
        self.print_button = button(
            Action(_("Print certificates"), self.print_what, "printer"), "primary"
        )
        self.new_button = button(Action(_("Tick those not printed yet"), self._tick_new, "check"))
        self.rows.ticked.connect(self._ticked)
        self.sheet = Wide(
            self, Head(_("Certificates"), (), self.filter), self.table, self.count, [self.none],
            [flow(self.print_button, self.new_button)],
        )  # fmt: skip
        desk.changed.connect(self._changed)

    def low(self, switch: QWidget, *, wanted: bool) -> None:
        self.sheet.low(switch, wanted=wanted)

    def _columns(self) -> list[Shown[certificate.Row]]:
        return [
            Shown(_("Number"), lambda r: r.words, 130),
            Shown(_("Name"), lambda r: r.name or r.why or _("kept private"), 220),
            Shown(_("Course"), lambda r: r.course or "", 240),
            Shown(_("Issued on"), lambda r: day_words(r.issued_on, self._language), 120),
            Shown(_("Printed"), self._printed, 160),
        ]

    def _printed(self, row: certificate.Row) -> str:
        if row.revoked_on is not None:
            return _("Revoked")
        if row.name is None:
            return ""
        if not row.printed:
            return _("Not printed yet")
        if row.printed == 1:
            return day_words(row.printed_on, self._language)
        again = ngettext("{n} time", "{n} times", row.printed).format(n=row.printed)
        return f"{day_words(row.printed_on, self._language)} ({again})"

    def first(self) -> QWidget:
        return self.table if self.table.isVisible() else self.none.first() or self.filter

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"certificate", "completion", "person", "course"} and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the register again."""
        self._all = self.desk.store.read(certificate.register)
        self._show()

    def _show(self) -> None:
        words = fold(self.filter.text()).split()
        rows = [
            r for r in self._all
            if all(w in fold(f"{r.words} {r.name or ''} {r.course or ''}") for w in words)
        ] if words else self._all  # fmt: skip
        self.rows.show(rows)
        n = len(rows)
        self.count.setText(ngettext("{n} number", "{n} numbers", n).format(n=f"{n:,}"))
        self._say_none(rows)
        for part in (self.table, self.count):
            part.setVisible(bool(rows))
        self.filter.setVisible(bool(self._all))
        self._ticked()

    def _say_none(self, rows: Sequence[certificate.Row]) -> None:
        if rows:
            self.none.hide()
        elif self._all:
            show_all = Action(_("Show all numbers"), self.filter.clear, "list")
            self.none.say("search", _("No certificate matches the filter."), show_all)
        else:
            words = _("No certificate has a number yet. They get one when completions are noted.")
            go = partial(self.desk.go, "learning", key(Part.COURSES))
            self.none.say("award", words, Action(_("Open courses"), go, "graduation-cap"))

    def _to_print(self) -> Sequence[certificate.Row]:
        """Give what is ticked and can be printed: it counts, and belongs to somebody."""
        return [r for r in self.rows.chosen() if r.completion_id and r.name and not r.revoked_on]

    def _ticked(self) -> None:
        n = len(self._to_print())
        words = ngettext("Print {n} certificate", "Print {n} certificates", n).format(n=n)
        self.print_button.setText(words if n else _("Print certificates"))
        self.print_button.setEnabled(n > 0)
        self.print_button.setVisible(bool(self._all) and prints.there(prints.CERTIFICATE))
        self.new_button.setVisible(any(_new(r) for r in self.rows.rows))

    def _tick_new(self) -> None:
        self.rows.on = {r.number for r in self.rows.rows if _new(r)}
        self.rows.show(self.rows.rows)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_what(self) -> None:
        """Print what is ticked; what was printed before says that it is a reprint."""
        ids = [r.completion_id for r in self._to_print() if r.completion_id is not None]
        if ids:
            certificates(self.desk, self, ids)
        else:
            self.desk.say(_("Tick the certificates to print first."))


def _new(row: certificate.Row) -> bool:
    return row.name is not None and not row.printed and row.revoked_on is None
