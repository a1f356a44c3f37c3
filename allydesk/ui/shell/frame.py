"""The parts of the window and how they share its room; where it is narrow, the sidebar is a drawer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import look, widgets
from allydesk.ui.place import offers
from allydesk.ui.shell.sidebar import Sidebar
from allydesk.ui.shell.status import Status

DRAWER_BELOW = 900  # pixels at 100 %
_THIN_BELOW = 560  # pixels at 100 %: in a lower window a notice is a thin line
SHADE = QColor(0, 0, 0, 90)  # over the page while the drawer is open


class Frame(QWidget):
    """Notices above, sidebar and page in the middle, status line below."""

    def __init__(
        self,
        find: Callable[[], object],
        go: Callable[[str], object],
        undo: Callable[[], object],
    ) -> None:
        super().__init__()
        self.sidebar = Sidebar(find, self._going(go))
        self.sidebar.closing.connect(self.shut_drawer)
        self.pages = QStackedWidget()
        self.status = Status(undo)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(0)
        self._shade = _Shade(self)
        self._shade.hide()
        self._menu = self._menu_row(find)
        self._with_sidebar = False
        self._narrow = False

        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._menu)
        right.addWidget(self.pages, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.sidebar)
        self._body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._notices)
        column.addLayout(self._body, 1)
        column.addWidget(self.status)
        self.furnish(shown=False)

    def _going(self, go: Callable[[str], object]) -> Callable[[str], object]:
        def through_drawer(place: str) -> None:
            self.shut_drawer()
            go(place)

        return through_drawer

    def _menu_row(self, find: Callable[[], object]) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(look.px(16), look.px(8), look.px(16), 0)
        self.menu_button = widgets.button(Action(_("Menu"), self.open_drawer, "menu"), "plain")
        line.addWidget(self.menu_button)
        line.addWidget(widgets.button(Action(_("Find or do…"), find, "search"), "quiet"))
        line.addStretch(1)
        return row

    def furnish(self, *, shown: bool) -> None:
        """Show or hide sidebar and status line: there is no place to go before a desk is open."""
        self._with_sidebar = shown
        self.status.setVisible(shown)
        self._fit()

    def show_page(self, page: QWidget) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def notify(self, notice: QWidget) -> None:
        """Put a notice above everything, over the whole width."""
        notice.setProperty("wide", True)  # noqa: FBT003
        self._notices.addWidget(notice)
        widgets.thin(notice, wanted=self._is_low())

    def _is_low(self) -> bool:
        return self.height() < look.px(_THIN_BELOW)

    def clear_notices(self) -> None:
        widgets.clear(self._notices)

    def panes(self) -> list[QWidget]:
        """Give the parts that F6 walks through."""
        side = [] if self._narrow else [self.sidebar]
        page = self.pages.currentWidget()
        if page is None:
            return []
        panes = offers(page, "panes")
        return [*side, *(panes() if panes else [page]), self.status]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        for n in range(self._notices.count()):
            item = self._notices.itemAt(n)
            if item is not None and (notice := item.widget()) is not None:
                widgets.thin(notice, wanted=self._is_low())

    def _fit(self) -> None:
        self._narrow = self.width() < look.px(DRAWER_BELOW)
        drawer = self._narrow and self._with_sidebar
        self._menu.setVisible(drawer)
        if drawer and self.sidebar.parentWidget() is self and self._body.indexOf(self.sidebar) >= 0:
            self._body.removeWidget(self.sidebar)
            self.sidebar.hide()
        elif not drawer and self._body.indexOf(self.sidebar) < 0:
            self._shade.hide()
            self._body.insertWidget(0, self.sidebar)
        if not drawer:
            self.sidebar.setVisible(self._with_sidebar)
        elif self.sidebar.isVisible():
            self._place_drawer()

    def open_drawer(self) -> None:
        self._place_drawer()
        self._shade.show()
        self._shade.raise_()
        self.sidebar.show()
        self.sidebar.raise_()
        (self.sidebar.chosen() or self.sidebar.find_button).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def shut_drawer(self) -> None:
        if self._body.indexOf(self.sidebar) >= 0 or not self.sidebar.isVisible():
            return
        self.sidebar.hide()
        self._shade.hide()
        self.menu_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_drawer(self) -> None:
        width = self.sidebar.width()
        left = 0 if self.isLeftToRight() else self.width() - width
        self.sidebar.setGeometry(QRect(QPoint(left, 0), self.size()).intersected(self.rect()))
        self._shade.setGeometry(self.rect())


class _Shade(QWidget):
    """What lies behind the open drawer; a click on it shuts the drawer."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._frame.shut_drawer()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), SHADE)
