"""A picture that somebody chooses: a logo, a signature."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from allydesk import paths
from allydesk.language import _
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look


def choose(desk: Desk, parent: QWidget, title: str) -> bytes | None:
    """Ask for a picture and read it; None, and a sentence, where that cannot be done."""
    kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
    path = desk.ask.open_file(parent, title, kinds, paths.documents())
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError:
        said = _("“{name}” cannot be read. Choose another picture.").format(name=path.name)
        desk.say(said, problem=True)
        return None


def within(image: bytes | None, wide: int, high: int) -> QPixmap:
    """Give a picture that fits a place (pixels at 100 %), whole; an empty one where there is none."""
    shown = QPixmap()
    shown.loadFromData(image or b"")
    if shown.isNull():
        return shown
    return shown.scaled(
        look.px(wide), look.px(high), Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip
