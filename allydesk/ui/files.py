"""Choosing desk files and backups, and what is done with a file that falls on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from allydesk import dates, language, paths
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.ui.desk import Ask, Desk
from allydesk.ui.tasks import Task

Work = Callable[[Task], Path | None]
Begin = Callable[..., object]  # of Program.begin and Desk.leave: work, and what to do after it
SUFFIX, BACKUP_SUFFIX = ".allydesk", ".allybackup"  # as in allydesk/file.py, which loads slowly


def kinds(words: str, suffix: str) -> str:
    """Give the filter of a file dialog."""
    return f"{words} (*{suffix})"


def choose_desk(parent: QWidget, ask: Ask, begin: Begin) -> None:
    """Ask for a desk file and open it."""
    title = _("Open another desk")
    path = ask.open_file(parent, title, kinds(_("AllyDesk files"), SUFFIX), paths.data())
    if path is not None:
        begin(lambda _task: path)


def open_other(desk: Desk, parent: QWidget) -> None:
    choose_desk(parent, desk.ask, desk.leave)


def choose_backup(parent: QWidget, ask: Ask, begin: Begin, target: Path) -> None:
    """Ask for a backup and put it in the place of a file. What lay there is kept beside it."""
    folder = paths.backups()
    title = _("Restore a backup")
    path = ask.open_file(parent, title, kinds(_("AllyDesk backups"), BACKUP_SUFFIX), folder)
    if path is not None:
        confirm_restore(parent, ask, begin, path, target)


def confirm_restore(
    parent: QWidget, ask: Ask, begin: Begin, backup_file: Path, target: Path
) -> None:
    """Say what a backup holds, ask, and restore it."""
    from allydesk import backup

    try:
        found = backup.look(backup_file)
    except Problem as problem:
        ask.confirm(parent, str(problem), "", _("OK"), _("Close"))
        return
    holds = backup.describe(found, language.system(), dates.today())
    sure = not target.exists() or ask.confirm(
        parent,
        _("Go back to this backup?"),
        "\n".join(
            (
                holds,
                _("The desk as it is now is kept beside it, with today’s date in its name."),
                _("Notes without a name that waited to be filed are in no backup."),
            )
        ),
        _("Restore this backup"),
        _("Keep the desk as it is"),
    )
    if sure:
        restore(begin, backup_file, target)


def restore(begin: Begin, backup_file: Path, target: Path) -> None:
    """Put a backup in the place of a file, open it, and say what became of the one before."""
    replaces = target.exists()

    def work(_task: Task) -> Path:
        from allydesk import backup

        backup.restore(backup_file, target)
        return target

    def say(desk: Desk) -> None:
        kept = _("The backup is restored. The file from before is kept beside it.")
        desk.say(kept if replaces else _("The backup is restored."))

    begin(work, say)


def back_up(desk: Desk, owner: QWidget, then: Callable[[], object] | None = None) -> None:
    """Make a backup that is kept for ever, say where it is, and go on with what comes then."""

    def work(_task: Task) -> Path:
        from allydesk import backup

        return backup.save(desk.store, backup.MANUAL)

    def done(path: Path) -> None:
        second = desk.settings.backup_folder
        if second and (Path(second) / path.name).exists():
            desk.say(_("Backed up here and in {folder}.").format(folder=second))
        elif second:
            desk.say(
                _(
                    "Backed up on this computer. {folder} is not there; plug it in to copy it."
                ).format(folder=second)
            )
        else:
            desk.say(_("Backed up on this computer."))
        if then is not None:
            then()

    desk.run(owner, _("Making a backup…"), work, done)


def show_folders(*files: Path) -> None:
    """Open the folders some files lie in, in the system's file manager."""
    for folder in dict.fromkeys(f.parent for f in files):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def free_name(folder: Path, stem: str) -> Path:
    """Give a name for a new desk file that no file has yet."""
    names = (folder / f"{stem}{n}{SUFFIX}" for n in ("", *(f" {i}" for i in range(2, 1000))))
    return next(name for name in names if not name.exists())


def dropped(
    path: Path,
    desk: Desk | None,
    window: QWidget,
    begin: Callable[..., object],
) -> None:
    """Do with a dropped file what its kind suggests: open, restore, or bring in a list."""
    if path.suffix == SUFFIX:
        begin(lambda _task: path)
    elif path.suffix == BACKUP_SUFFIX:
        target = desk.store.path if desk else paths.desk()
        confirm_restore(window, desk.ask if desk else Ask(), begin, path, target)
    elif desk is not None:
        _bring_in(desk, window, path)
    else:
        begin(new_desk(), lambda opened: _bring_in(opened, window, path))


def _bring_in(desk: Desk, window: QWidget, path: Path | None) -> None:
    from allydesk.ui import bring_in

    bring_in.open(desk, window, path)


def new_desk(name: str = "", country: str | None = None) -> Work:
    """Give the work that makes an empty desk in the usual place."""

    def work(_task: Task) -> Path:
        from allydesk.store import Store

        path = free_name(paths.data(), "desk")
        Store.create(path, name=name, country=country).close()
        return path

    return work
