"""What a screen must be for everybody: named, reachable by keyboard, legible, not cut off."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from allydesk.ui.shell.find import Finder

NEEDS_NAME = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit, QAbstractSlider,
)  # fmt: skip
TEXT, LARGE_TEXT = 4.5, 3.0  # WCAG 2.2, 1.4.3
TARGET = 24  # pixels, WCAG 2.2, 2.5.8


def _inner(widget: QWidget) -> bool:
    """Say whether a widget is a part that Qt itself put into another."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(widget, QScrollBar | QHeaderView | QMenuBar)
        or isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit)
    )


def _seen(window: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
    found = window.findChildren(QWidget)
    return [w for w in found if w.isVisible() and isinstance(w, kinds) and not _inner(w)]


def name_of(widget: QWidget) -> str:
    """Give what a screen reader calls a widget, less what it takes from a box around it."""
    name = widget.accessibleName()
    if not name and isinstance(widget, QAbstractButton):
        name = widget.text()
    if not name:
        labels = widget.window().findChildren(QLabel)
        name = next((label.text() for label in labels if label.buddy() is widget), "")
    return name.replace("&&", "&").strip()


def nameless(window: QWidget) -> list[str]:
    """Give the fields, lists and buttons that nobody could call by a name."""
    return [
        f"{type(w).__name__} “{w.objectName()}” at {_at(w)}"
        for w in _seen(window, *NEEDS_NAME)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and not name_of(w)
    ]


def _at(widget: QWidget) -> str:
    point = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{point.x()}, {point.y()}"


def keyboard(window: QWidget, most: int = 400) -> list[str]:
    """Press Tab until it comes round; give what it never reaches, and where it is caught."""
    wanted = [
        w
        for w in _seen(window, QWidget)
        if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]
    if len(wanted) < 2:
        return []
    window.activateWindow()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    order: list[QWidget] = []
    for _press in range(most):
        focused = QApplication.focusWidget()
        if focused is None or focused in order:
            break
        order.append(focused)
        order += [w for w in _peers(focused) if w not in order]
        _tab_on(focused)
    back = QApplication.focusWidget()
    if back is not None and order and back is order[-1]:
        return [f"Tab is caught in {type(back).__name__} “{name_of(back)}”"]
    return [
        f"Tab never reaches {type(w).__name__} “{name_of(w)}” at {_at(w)}"
        for w in wanted
        if w not in order and not any(w.isAncestorOf(o) for o in order)
    ]


def _peers(widget: QWidget) -> list[QWidget]:
    """Give the buttons of a group of which one is chosen: arrow keys lead from one to the next."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return list(group.buttons()) if group is not None and group.exclusive() else []


def _tab_on(focused: QWidget) -> None:
    """Press Tab until the keyboard leaves a widget; a text with links has a stop at each."""
    for _link in range(200 if isinstance(focused, QTextBrowser) else 1):
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is not focused:
            return


Colour = tuple[int, int, int]


def _luminance(colour: Colour) -> float:
    def part(v: int) -> float:
        s = v / 255
        return s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])


def ratio(a: Colour, b: Colour) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(pixel: int) -> Colour:
    return (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255


def _large(font: QFont) -> bool:
    size = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
    return size >= 24 or (size >= 18.7 and font.weight() >= QFont.Weight.DemiBold)


def faint(window: QWidget) -> list[str]:
    """Give the texts whose colour is too near to their ground, measured on the painted pixels."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in _seen(window, QLabel, QAbstractButton, QLineEdit, QComboBox):
        text = _text(widget)
        pixels = _pixels(picture, widget) if text and widget.isEnabled() else Counter()
        if not pixels:
            continue
        ground = _rgb(pixels.most_common(1)[0][0])
        least = 3 if len(text) > 3 else 1  # a thin number has few pixels that nothing blurs
        strokes = [_rgb(p) for p, n in pixels.items() if n >= least]
        contrast = max((ratio(s, ground) for s in strokes), default=1.0)
        if contrast < (LARGE_TEXT if _large(widget.font()) else TEXT):
            found.append(f"“{text[:40]}” in {type(widget).__name__}: {contrast:.2f}")
    return found


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _pixels(picture: QImage, widget: QWidget) -> Counter[int]:
    """Count the colours of a widget, as far as it is not covered or scrolled away."""
    whole = widget.visibleRegion().boundingRect()
    if whole.height() < 0.8 * widget.height():
        return Counter()  # half scrolled away: what is left may hold no letter
    shown = whole.adjusted(4, 3, -4, -3)
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    area = shown.translated(corner).intersected(picture.rect())
    counted: Counter[int] = Counter()
    for y in range(area.top(), area.bottom() + 1):
        for x in range(area.left(), area.right() + 1):
            counted[picture.pixel(x, y)] += 1
    return counted


def clipped(window: QWidget) -> list[str]:
    """Give the texts that have less room than they need."""
    found = []
    for widget in _seen(window, QLabel, QAbstractButton):
        if not _text(widget):
            continue
        width, height = _needs(widget)
        if widget.width() < width or widget.height() < height:
            has = f"{widget.width()}×{widget.height()}, needs {width}×{height}"
            found.append(f"“{_text(widget)[:40]}” in {type(widget).__name__}: {has}")
    return found


def _needs(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    hint = widget.minimumSizeHint()
    return hint.width(), hint.height()


def small(window: QWidget) -> list[str]:
    """Give the buttons that are hard to hit."""
    return [
        f"{type(w).__name__} “{name_of(w)}” is {w.width()}×{w.height()}"
        for w in _seen(window, QAbstractButton)
        if min(w.width(), w.height()) < TARGET
    ]


def sideways(window: QWidget) -> list[str]:
    """Give what one would have to scroll sideways to, lists of columns left out."""
    found = []
    for area in _seen(window, QScrollArea):
        assert isinstance(area, QScrollArea)
        inside, room = area.widget(), area.viewport().width()
        if inside is not None and inside.width() > room:
            found.append(f"{inside.width()} pixels in a page of {room}: {_widest(inside)}")
    return found


def _widest(inside: QWidget) -> str:
    leaves = [w for w in inside.findChildren(QWidget) if w.isVisible() and _text(w)]
    widest = max(leaves, key=lambda w: w.minimumSizeHint().width(), default=inside)
    return f"{type(widest).__name__} “{_text(widest)[:40]}”"


def faults(window: QWidget) -> list[str]:
    """Give everything that is wrong with a window as it is shown now."""
    assert window.findChild(Finder) is None
    return [
        *nameless(window), *faint(window), *clipped(window), *small(window), *sideways(window),
        *keyboard(window),
    ]  # fmt: skip
