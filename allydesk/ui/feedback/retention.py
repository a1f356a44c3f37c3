"""What has been kept long enough: shown first, deleted for good when somebody says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.listening import retention
from allydesk.listening.retention import Due
from allydesk.models import organisation
from allydesk.models.feedback import period, rules
from allydesk.models.feedback.incident import Access
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, card, clear, flow, label, row
from allydesk.ui.tasks import Task


def open(desk: Desk, parent: QWidget, access: Access | None) -> KeptLong:
    """Show what is due. Incidents are deleted only while they are open to whoever asks."""
    made = KeptLong(desk, parent.window(), access)
    made.open()
    return made


class KeptLong(QDialog):
    """Notes by month, and closed incidents, with a button for each."""

    def __init__(self, desk: Desk, parent: QWidget, access: Access | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Kept long enough"))
        self.desk, self._access = desk, access
        self.page = Page(margin=8)
        self._due = QVBoxLayout()
        self._due.setSpacing(look.px(8))
        now = desk.store.read(rules.now)
        said = _("Notes are kept {n} months, closed incidents {m}. Change that in Settings.")
        self.page.add(
            label(_("Kept long enough"), "h1"),
            label(said.format(n=now.note_months, m=now.incident_months), "muted"),
        )
        self.page.column.addLayout(self._due)
        self.page.end()
        self.close_button = button(Action(_("Close"), self.reject))
        column = QVBoxLayout(self)
        m = look.px(16)
        column.setContentsMargins(m, m, m, m)
        column.addWidget(self.page, 1)
        column.addWidget(row(QWidget(), self.close_button))
        self.resize(look.px(560), look.px(440))
        self.refresh()
        self.close_button.setFocus()

    def refresh(self) -> None:
        """Read again what is due."""
        found = self.desk.store.read(retention.due, self.desk.today())
        notes = [d for d in found if d.period is not None]
        incidents = next((d.n for d in found if d.period is None), 0)
        clear(self._due)
        if notes:
            self._due.addWidget(self._card(
                [self._words(d) for d in notes], _("Delete these notes for good…"), self._delete_notes
            ))  # fmt: skip
        if incidents:
            words = ngettext("{n} closed incident", "{n} closed incidents", incidents)
            parts = [words.format(n=incidents)]
            if self._access is None or not self._access.is_open:
                parts.append(_("Open the incidents first to delete them."))
                self._due.addWidget(card(*map(label, parts)))
            else:
                self._due.addWidget(
                    self._card(parts, _("Delete these incidents for good…"), self._delete_incidents)
                )
        if not found:
            self._due.addWidget(label(_("Nothing is due. Everything here is still in its time.")))

    def _words(self, one: Due) -> str:
        language = self.desk.store.read(organisation.language)
        when = period.words(one.period or "", language)
        words = ngettext("{when}: {n} note", "{when}: {n} notes", one.n)
        return words.format(when=when, n=one.n)

    def _card(self, words: list[str], does: str, run: Callable[[], object]) -> QWidget:
        return card(*map(label, words), flow(button(Action(does, run, "trash-2"))))

    def _delete_notes(self) -> None:
        today = self.desk.today()
        self._delete(
            _("Delete these notes for good?"),
            _("Their words cannot come back. Their numbers stay."),
            lambda: self.desk.store.quietly(
                ["feedback_note"], retention.delete_notes, today
            ),
        )  # fmt: skip

    def _delete_incidents(self) -> None:
        access, today = self._access, self.desk.today()
        if access is None:
            return
        self._delete(
            _("Delete these incidents for good?"),
            _("They cannot come back."),
            lambda: self.desk.store.quietly(
                ["incident"], retention.delete_incidents, access, today
            ),
        )  # fmt: skip

    def _delete(self, ask: str, more: str, work: Callable[[], int]) -> None:
        yes, no = _("Delete for good"), _("Keep them")
        if not self.desk.ask.confirm(self, ask, more, yes, no):
            return

        def run(_task: Task) -> int:
            return work()

        def done(n: int) -> None:
            self.desk.say(
                ngettext("{n} is deleted for good.", "{n} are deleted for good.", n).format(n=n)
            )
            self.refresh()

        self.desk.run(self, _("Deleting…"), run, done)
