"""A picture that somebody chooses: a logo, a signature."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QWidget

from allydesk import paths
from allydesk.language import _
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look

_ROOM = 1_000_000  # bytes: a larger picture is made smaller, as the photos of a phone are
_SHARP_ENOUGH = 1_600  # pixels along the longer side, for a logo or a signature on paper


def choose(desk: Desk, parent: QWidget, title: str) -> bytes | None:
    """Ask for a picture and read it, a large one smaller; None, and a sentence, where it cannot be."""
    kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
    path = desk.ask.open_file(parent, title, kinds, paths.documents())
    if path is None:
        return None
    try:
        image = _no_larger(path.read_bytes())
    except OSError:
        image = None
    if image is None:
        said = _("“{name}” cannot be read. Choose another picture.").format(name=path.name)
        desk.say(said, problem=True)
    return image


def _no_larger(image: bytes) -> bytes | None:
    """Give a picture with no more than paper needs; None where it is damaged.

    What is no picture at all comes back as it is: the rule of its record says what is wanted.
    """
    read = QBuffer()
    read.setData(image)
    reader = QImageReader(read)
    reader.setAutoTransform(True)
    if not reader.canRead():
        return image
    size = reader.size()
    if max(size.width(), size.height()) > _SHARP_ENOUGH:
        most = QSize(_SHARP_ENOUGH, _SHARP_ENOUGH)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    shown = reader.read()
    if shown.isNull():
        return None
    return image if len(image) <= _ROOM else _packed(shown)


def _packed(shown: QImage) -> bytes:
    """Give a picture as it is stored: half as large until it takes no more than its room."""
    while True:
        into = QBuffer()
        into.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(into, QByteArray(b"PNG" if shown.hasAlphaChannel() else b"JPEG"))
        writer.setQuality(90)
        writer.write(shown)
        packed = bytes(into.data().data())
        if len(packed) <= _ROOM:
            return packed
        half = shown.size() / 2
        shown = shown.scaled(half, mode=Qt.TransformationMode.SmoothTransformation)


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
