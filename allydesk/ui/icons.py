"""Icons: Lucide drawings in the colours and at the size of now."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from allydesk import paths
from allydesk.ui import look

SIZE = 20  # pixels at 100 %


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')


def icon(name: str, role: str = "text", size: int = SIZE) -> QIcon:
    """Give an icon by its Lucide name, in one of the palette's colours, at size pixels for 100 %."""
    c = look.colours()
    ratio = look.app().devicePixelRatio()  # of the finest screen there is
    return _icon(
        name, getattr(c, role), c.on_selection if role == "text" else getattr(c, role),
        c.disabled, look.px(size), ratio,
    )  # fmt: skip


def pixmap(name: str, role: str = "text", size: int = SIZE) -> QPixmap:
    """Give the picture of an icon, for labels and painters."""
    return icon(name, role, size).pixmap(look.px(size), look.px(size))


@lru_cache(maxsize=1024)
def _icon(name: str, normal: str, selected: str, disabled: str, size: int, ratio: float) -> QIcon:
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, normal),
        (QIcon.Mode.Selected, selected),
        (QIcon.Mode.Disabled, disabled),
    ):
        made.addPixmap(_painted(name, colour, size, ratio), mode)
    return made


def _painted(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    # QSvgRenderer paints currentColor black, so the colour is written into the drawing.
    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    picture.setDevicePixelRatio(ratio)
    return picture
