"""Icons: Lucide drawings in the colours and at the size of now."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from allydesk import paths
from allydesk.ui.kit import look

SIZE = 20  # pixels at 100 %


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')


def icon(name: str, role: str = "text", size: int = SIZE, gap: int = 0) -> QIcon:
    """Give an icon by its Lucide name, in one of the palette's colours, at size pixels for 100 %.

    gap leaves room between the icon and a text behind it, for buttons, which leave hardly any.
    """
    c = look.colours()
    normal = str(getattr(c, role))
    selected = c.on_selection if role == "text" else normal
    room = look.px(gap) if look.app().isLeftToRight() else -look.px(gap)
    ratio = look.app().devicePixelRatio()  # of the finest screen there is
    return _icon(name, (normal, selected, c.disabled), look.px(size), room, ratio)


def pixmap(name: str, role: str = "text", size: int = SIZE) -> QPixmap:
    """Give the picture of an icon, for labels and painters."""
    return icon(name, role, size).pixmap(look.px(size), look.px(size))


def extent(gap: int = 0, size: int = SIZE) -> QSize:
    """Give the room an icon takes with its gap."""
    return QSize(look.px(size) + look.px(gap), look.px(size))


@lru_cache(maxsize=1024)
def _icon(name: str, colours: tuple[str, str, str], size: int, room: int, ratio: float) -> QIcon:
    made = QIcon()
    modes = (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Disabled)
    for mode, colour in zip(modes, colours, strict=True):
        made.addPixmap(_painted(name, colour, size, room, ratio), mode)
    return made


def _painted(name: str, colour: str, size: int, room: int, ratio: float) -> QPixmap:
    # QSvgRenderer paints currentColor black, so the colour is written into the drawing.
    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    side = round(size * ratio)
    picture = QPixmap(round((size + abs(room)) * ratio), side)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        renderer.render(painter, QRectF(max(0, -room) * ratio, 0, side, side))
    picture.setDevicePixelRatio(ratio)
    return picture
