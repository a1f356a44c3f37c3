"""The page shown when a desk cannot be opened: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk import dates, language, paths
from allydesk.language import _
from allydesk.ui import files
from allydesk.ui.desk import Action, Ask
from allydesk.ui.kit import look, widgets
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.ui.shell.window import Window

Begin = files.Begin


def waiting() -> QWidget:
    """Make the page that is there while a file is being opened."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(2)
    words = widgets.label(_("Opening your desk…"), "muted")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(words)
    column.addStretch(3)
    return page


def unexpected() -> str:
    return _("AllyDesk could not open. Your file is as it was. Close AllyDesk and open it again.")


def page(text: str, doing: Sequence[Action]) -> QWidget:
    """Make the page: one sentence, and what can be done, the best first."""
    made = QWidget()
    around = QHBoxLayout(made)
    m = look.px(24)
    around.setContentsMargins(m, m, m, m)
    card = widgets.Card()
    card.setMaximumWidth(look.px(560))
    card.column.setSpacing(look.px(16))
    card.add(widgets.picture("life-buoy", "primary", 40), widgets.label(text, "h2"))
    buttons = [widgets.button(a, "plain" if n else "primary") for n, a in enumerate(doing)]
    card.add(widgets.flow(*buttons))
    around.addStretch(1)
    around.addWidget(card, 2, Qt.AlignmentFlag.AlignVCenter)
    around.addStretch(1)
    return made


def show(window: Window, begin: Begin, error: Exception, path: Path | None) -> None:
    """Say why a desk could not be opened. A damaged one is offered its newest good backup."""
    from allydesk.file import Damaged

    again = Action(_("Try again"), lambda: begin(lambda _task: path), "rotate-ccw")
    doors = [*_doors(window, begin, path), again]
    if not isinstance(error, Damaged) or path is None:
        _put(window, str(error), [again, *doors[:-1]] if path else doors[:-1])
        return
    window.show_alone(waiting)
    Task(
        window, _("Looking for a good backup…"),
        lambda _task: _rescue(path),
        lambda found: _offer(window, begin, str(error), path, found, doors),
        lambda _error: _put(window, str(error), doors),
    ).start()  # fmt: skip


def _put(window: Window, text: str, doing: Sequence[Action]) -> None:
    window.show_alone(lambda: page(text, doing))


def _doors(window: Window, begin: Begin, path: Path | None) -> list[Action]:
    target = path or paths.desk()
    return [
        Action(
            _("Choose another file…"),
            lambda: files.choose_desk(window, Ask(), begin),
            "folder-open",
        ),
        Action(
            _("Restore a backup…"),
            lambda: files.choose_backup(window, Ask(), begin, target),
            "archive-restore",
        ),
        Action(_("Start a new desk"), lambda: begin(lambda _task: None), "sprout"),
    ]


def _rescue(path: Path) -> tuple[Path, str] | None:
    """Find the newest sound backup of a file, and say of when it is."""
    from allydesk import backup

    found = backup.newest_good(path)
    if found is None:
        return None
    local = found.created.astimezone()
    day = dates.near(local.date(), language.system(), dates.today(), inside=True)
    return found.path, f"{day} {dates.clock(local)}"


def _offer(
    window: Window,
    begin: Begin,
    text: str,
    path: Path,
    found: tuple[Path, str] | None,
    doors: list[Action],
) -> None:
    if found is None:
        _put(window, text, doors)
        return
    backup_file, when = found
    says = _("Your AllyDesk file could not be read. The copy from {when} is fine.").format(
        when=when
    )
    use = Action(
        _("Use that copy"), lambda: files.restore(begin, backup_file, path), "archive-restore"
    )
    both = Action(
        _("Show both files"), lambda: files.show_folders(path, backup_file), "folder-open"
    )
    _put(window, says, [use, both, *doors])
