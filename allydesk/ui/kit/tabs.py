"""Parts of one page behind tabs; the page is as long as the open part, not as the longest one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget


class Tabs(QWidget):
    """A bar of tabs over the part that is open. changed(part) tells that another one is."""

    changed = Signal(object)

    def __init__(self, says: str) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(says)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self.bar.currentChanged.connect(self._show)

    def add(self, part: QWidget, words: str) -> None:
        self._parts.append(part)
        self._column.addWidget(part)
        part.setVisible(False)
        self.bar.addTab(words)

    def _show(self, at: int) -> None:
        for n, part in enumerate(self._parts):
            part.setVisible(n == at)
        if 0 <= at < len(self._parts):
            self.changed.emit(self._parts[at])

    def current(self) -> QWidget:
        return self._parts[max(0, self.bar.currentIndex())]

    def open(self, part: QWidget) -> None:
        self.bar.setCurrentIndex(self._parts.index(part))

    def words(self, part: QWidget) -> str:
        """Give what stands on the tab of a part."""
        return self.bar.tabText(self._parts.index(part))

    def rename(self, part: QWidget, words: str) -> None:
        self.bar.setTabText(self._parts.index(part), words)

    def enable(self, part: QWidget, *, enabled: bool) -> None:
        self.bar.setTabEnabled(self._parts.index(part), enabled)
