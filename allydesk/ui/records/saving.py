"""Save as spreadsheet: who will read it, what goes in, and where it is put."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from allydesk import paths, transfer
from allydesk.language import _, ngettext
from allydesk.models import group, organisation, person, privacy
from allydesk.models.privacy import Audience
from allydesk.reports.report import file_words
from allydesk.transfer import Table
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label, plain
from allydesk.ui.records.editors import Choice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.ui.tasks import Task


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants in the file."""

    audience: Audience = Audience.COORDINATOR
    private: bool = False
    private_groups: bool = False


def people(desk: Desk, parent: QWidget, ids: Sequence[int]) -> Saving | None:
    """Ask how people are to be saved. ids are those on the list, in its order."""
    if not ids:
        desk.say(_("There is nobody on this list to save."))
        return None
    count = ngettext("{n} person", "{n} people", len(ids)).format(n=f"{len(ids):,}")
    name = _("People")
    if len(ids) == 1 and (found := desk.store.read(person.rows, ids)):
        name = found[0].name
    wanted = list(ids)

    def tables(s: Session, asked: Asked) -> list[Table]:
        return [transfer.people_sheet(s, wanted, private=asked.private)]

    made = Saving(desk, parent, name, count, tables)
    made.offer(_("Include access needs and food needs"))
    made.open()
    return made


def groups(desk: Desk, parent: QWidget, ids: Sequence[int]) -> Saving | None:
    """Ask how groups and who takes part in them are to be saved."""
    rows = [r for r in desk.store.read(group.listing, chip="all") if r.id in set(ids)]
    if not rows:
        desk.say(_("There is no group on this list to save."))
        return None
    alone = len(rows) == 1
    name = rows[0].name if alone else _("Groups")
    count = ngettext("{n} group", "{n} groups", len(rows)).format(n=len(rows))

    def tables(s: Session, asked: Asked) -> list[Table]:
        kept = [r for r in rows if alone or asked.private_groups or r.listing == "open"]
        lists = [
            transfer.memberships_sheet(s, asked.audience, private=asked.private, group=r.id)
            for r in kept
        ]
        about = transfer.groups_sheet(s, [r.id for r in rows])
        if not lists:
            return [about]
        together = tuple(row for one in lists for row in one.rows)
        everybody = Table(lists[0].title, lists[0].headings, together)
        return [everybody] if alone else [everybody, about]

    made = Saving(desk, parent, name, count, tables)
    made.ask_audience()
    made.offer(_("Include whether they take part as an ally"))
    if not alone and any(r.listing == "private" for r in rows):
        made.offer_private_groups()
    made.open()
    return made


class Saving(QDialog):
    """The few questions before a file is written. What is private is never ticked beforehand."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        name: str,
        count: str,
        tables: Callable[[Session, Asked], list[Table]],
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Save as spreadsheet"))
        self.desk, self._name, self._tables = desk, name, tables
        self.readers: Choice | None = None
        self.private: QCheckBox | None = None
        self.private_groups: QCheckBox | None = None
        whole = QVBoxLayout(self)
        m = look.px(24)
        whole.setContentsMargins(m, m, m, look.px(16))
        whole.setSpacing(look.px(12))
        whole.addWidget(label(_("Save {count} as spreadsheet").format(count=count), "h2"))
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        whole.addLayout(self._form)
        self.ticks = QVBoxLayout()
        whole.addLayout(self.ticks)
        honest = _("A spreadsheet has no lock: whoever gets the file can read it.")
        whole.addWidget(label(honest, "muted"))
        row = QHBoxLayout()
        row.addStretch(1)
        self.save_button = button(Action(_("Save…"), self.save, "file-spreadsheet"), "primary")
        self.save_button.setDefault(True)
        row.addWidget(button(Action(_("Cancel"), self.reject)))
        row.addWidget(self.save_button)
        whole.addLayout(row)
        self.setMinimumWidth(look.px(420))

    def ask_audience(self) -> None:
        """Ask who will read it: those who agreed to fewer readers are left out."""
        self.readers = Choice()
        for value, words in privacy.READERS.items():
            self.readers.addItem(words, value)
        self.readers.setAccessibleName(_("Who will read it?"))
        self._form.addRow(label(_("Who will read it?"), wrap=False), self.readers)

    def offer(self, words: str) -> None:
        """Offer private fields, unticked."""
        self.private = self._tick(words)

    def offer_private_groups(self) -> None:
        self.private_groups = self._tick(_("Include private groups"))

    def _tick(self, words: str) -> QCheckBox:
        box = QCheckBox(plain(words))
        self.ticks.addWidget(box)
        return box

    def asked(self) -> Asked:
        """Give what is chosen and ticked."""
        reader = self.readers.currentData() if self.readers else Audience.COORDINATOR
        return Asked(
            Audience(reader),
            self.private is not None and self.private.isChecked(),
            self.private_groups is not None and self.private_groups.isChecked(),
        )

    def save(self) -> None:
        """Ask for a place and write the file there, beside the window."""
        kinds = _("Excel workbook") + " (*.xlsx);;" + _("CSV, for other programs") + " (*.csv)"
        proposal = paths.documents() / f"{file_words(self._name)}.xlsx"
        path = self.desk.ask.save_file(self, _("Save as spreadsheet"), kinds, proposal)
        if path is None:
            return
        if path.suffix.lower() not in (".xlsx", ".csv"):
            path = path.with_name(path.name + ".xlsx")
        desk, target, asked, tables_of = self.desk, path, self.asked(), self._tables

        def work(_task: Task) -> list[str]:
            tables = desk.store.read(tables_of, asked)
            language = desk.store.read(organisation.language)
            return [made.name for made in transfer.save(target, tables, language)]

        said = _("Saved as {files} in {folder}.")
        self.desk.run(
            self.desk,
            _("Saving…"),
            work,
            lambda files: desk.say(said.format(files=", ".join(files), folder=target.parent)),
        )
        self.accept()
