"""What Settings says about backups: how old the last is, making one, a second place, going back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from allydesk import dates, paths
from allydesk.language import _
from allydesk.models import organisation
from allydesk.ui import files
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import widgets
from allydesk.ui.tasks import Task

MOST = 30  # backups offered in the list


# Backups (where, when, in words), and when the second place took one last.
_Found = tuple[list[tuple[Path, dt.datetime, str]], dt.datetime | None]


class Backups(widgets.Card):
    """Backups are made by themselves; here is what a person wants to know and do about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Backup"))
        self.desk = desk
        self.last = widgets.label(_("Looking…"))
        self.last.setObjectName("last backup")
        self.second = widgets.label("", "muted")
        self.now = widgets.button(Action(_("Back up now"), self._back_up, "archive-restore"))
        self.now.setObjectName("back up now")
        self.folder = widgets.button(
            Action(_("Choose a second place…"), self._choose_folder, "usb"), "plain"
        )
        self.folder.setObjectName("backup folder")
        self.no_folder = widgets.button(
            Action(_("Stop copying there"), self._forget_folder), "quiet"
        )
        self.list = _list_of_backups()
        self.restore = widgets.button(
            Action(_("Go back to this one…"), self._restore, "history"), "plain"
        )
        self.restore.setObjectName("restore")
        elsewhere = widgets.button(Action(_("A backup from elsewhere…"), self._elsewhere), "quiet")
        self.add(
            self.last,
            widgets.label(
                _("A backup is made every 30 minutes of work and when you close AllyDesk."), "muted"
            ),
            widgets.flow(self.now),
            widgets.line(),
            self.second,
            widgets.flow(self.folder, self.no_folder),
            widgets.line(),
            widgets.label(_("Go back to an earlier state of the whole desk"), "strong"),
            self.list,
            widgets.flow(self.restore, elsewhere),
        )
        self._copied: dt.datetime | None = None
        self._say_folder()
        self.look()

    def look(self) -> None:
        """Read what backups there are, off the window's thread."""
        desk = self.desk

        def work(_task: Task) -> _Found:
            from allydesk import backup

            language = desk.store.read(organisation.language)
            found = backup.of(desk.store.path)[:MOST]
            told = [(b.path, b.created, backup.describe(b, language, desk.today())) for b in found]
            return told, backup.copied()

        desk.run(self, _("Looking for backups…"), work, self._show)

    def _show(self, told: _Found) -> None:
        found, self._copied = told
        self._say_folder()
        self.list.clear()
        for path, _created, words in found:
            self.list.addItem(words, str(path))
        for part in (self.list, self.restore):
            part.setEnabled(bool(found))
        if found:
            when = dates.ago(found[0][1], dt.datetime.now(dt.UTC))
            self.last.setText(_("Last backup: {when}.").format(when=when))
        else:
            self.last.setText(_("No backup yet."))

    def _back_up(self) -> None:
        files.back_up(self.desk, self, self.look)

    def _say_folder(self) -> None:
        folder = self.desk.settings.backup_folder
        self.no_folder.setVisible(bool(folder))
        if folder:
            said = _("Each backup is copied to {folder} too.").format(folder=folder)
            if self._copied is not None:
                when = dates.ago(self._copied, dt.datetime.now(dt.UTC))
                said += " " + _("Last copied: {when}.").format(when=when)
            self.second.setText(said)
        else:
            self.second.setText(
                _("Backups are on this computer only. Choose a stick or another disk as well.")
            )

    def _choose_folder(self) -> None:
        start = Path(self.desk.settings.backup_folder or paths.documents())
        folder = self.desk.ask.folder(self, _("Choose a second place for backups"), start)
        if folder is None:
            return
        self.desk.prefer(backup_folder=str(folder), copied="")
        self._say_folder()
        self._back_up()

    def _forget_folder(self) -> None:
        self.desk.prefer(backup_folder="", copied="")
        self._say_folder()
        self.desk.say(_("Backups stay on this computer. The copies made so far are kept."))

    def _restore(self) -> None:
        chosen = self.list.currentData()
        if chosen:
            files.confirm_restore(
                self, self.desk.ask, self.desk.leave, Path(chosen), self.desk.store.path
            )

    def _elsewhere(self) -> None:
        files.choose_backup(self, self.desk.ask, self.desk.leave, self.desk.store.path)


def _list_of_backups() -> QComboBox:
    made = QComboBox()
    made.setObjectName("backups")
    made.setAccessibleName(_("Backups on this computer"))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(24)
    return made


class Deleted(widgets.Card):
    """What was deleted in the last 30 days, and can come back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Recently deleted"))
        self.desk = desk
        self._rows: list[QWidget] = []
        desk.changed.connect(self._changed)
        self.refresh()

    def _changed(self, _kinds: frozenset[str]) -> None:
        self.refresh()

    def refresh(self) -> None:
        for old in self._rows:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        found = self.desk.store.deleted("person", "employee_group")
        self._rows = [self._row(n, d) for n, d in enumerate(found)]
        if not found:
            self._rows = [widgets.label(_("Nothing was deleted in the last 30 days."), "muted")]
        self.add(*self._rows)

    def _row(self, n: int, found: object) -> QWidget:
        from allydesk.history import Deleted as Gone

        assert isinstance(found, Gone)
        name = str(found.values.get("full_name") or found.values.get("name") or "")
        when = dates.ago(found.at, dt.datetime.now(dt.UTC))

        def back() -> None:
            self.desk.store.bring_back(_("Bring back {name}").format(name=name), found)
            self.desk.say(_("{name} is back.").format(name=name), undo=True)

        again = widgets.button(Action(_("Bring back"), back, "undo-2"), "quiet")
        again.setAccessibleName(_("Bring back {name}").format(name=name))
        again.setObjectName(f"bring back {n}")
        return widgets.row(widgets.label(name), widgets.label(when, "muted", wrap=False), again)
