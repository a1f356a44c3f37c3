"""The first page of all: three doors, and a backup from another computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates, language, paths
from allydesk.language import _
from allydesk.ui import files
from allydesk.ui.desk import Action, Ask, Desk
from allydesk.ui.kit import look, widgets
from allydesk.ui.kit.page import Page
from allydesk.ui.preferences.places import countries, country_here
from allydesk.ui.tasks import Task

WIDTH = 860  # pixels at 100 %


class Welcome(Page):
    """One page, no wizard: nothing here has to be filled in."""

    def __init__(self, begin: Callable[..., object], window: QWidget) -> None:
        super().__init__(WIDTH, centred=True)
        self._begin, self._window = begin, window
        self.ask = Ask()
        self.column.setSpacing(look.px(24))
        self.column.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(look.px(4))
        head.addWidget(widgets.label(_("Welcome to AllyDesk"), "h1"))
        head.addWidget(
            widgets.label(_("Everything stays on this computer. No account, no internet."), "muted")
        )
        self.column.addLayout(head)
        self.column.addWidget(self._doors())
        self.column.addWidget(self._about_you())
        self.restore = widgets.button(
            Action(_("I have a backup from another computer"), self._restore, "archive-restore"),
            "quiet",
        )
        self.column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(2)

    def first(self) -> QWidget:
        return self.bring_in

    def _doors(self) -> QWidget:
        doors = QWidget()
        line = QHBoxLayout(doors)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(16))
        self.bring_in = Door(
            "file-spreadsheet", _("Bring in my people list"),
            _("From Excel, LibreOffice or CSV"), self._bring_in,
        )  # fmt: skip
        self.empty = Door(
            "pencil", _("Start with an empty desk"), _("Add people one by one"), self._empty
        )
        self.example = Door(
            "sprout", _("Look around with example data"),
            _("A desk of its own, to try things"), self._example,
        )  # fmt: skip
        for door in (self.bring_in, self.empty, self.example):
            line.addWidget(door, 1)
        return doors

    def _about_you(self) -> QWidget:
        card = widgets.Card()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setSpacing(look.px(8))
        self.name = QLineEdit()
        self.name.setObjectName("organisation")
        self.name.setMaxLength(120)
        self.country = QComboBox()
        self.country.setObjectName("country")
        self.country.setAccessibleName(_("Country"))
        self.country.addItem("", "")
        for code, words in countries(language.system()):
            self.country.addItem(words, code)
        self.country.setCurrentIndex(max(0, self.country.findData(country_here())))
        form.addRow(widgets.plain(_("Organisation name")), self.name)
        form.addRow(widgets.plain(_("Country, for paper size and holidays")), self.country)
        card.add(form)
        card.add(widgets.label(_("Both can wait. Settings has them too."), "muted"))
        return card

    def _new_desk(self) -> files.Work:
        return files.new_desk(self.name.text(), self.country.currentData() or None)

    def _bring_in(self) -> None:
        def guide(desk: Desk) -> None:
            from allydesk.ui import bring_in

            bring_in.open(desk, self._window, None)

        self._begin(self._new_desk(), guide)

    def _empty(self) -> None:
        self._begin(self._new_desk())

    def _example(self) -> None:
        self._begin(example)

    def _restore(self) -> None:
        target = files.free_name(paths.data(), "desk")
        files.choose_backup(self._window, self.ask, self._begin, target)


def example(_task: Task) -> Path:
    """Make the example desk, unless it is there from before."""
    from allydesk import sample

    path = paths.data() / "example.allydesk"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        sample.write(path, dates.today())
    return path


class Door(QPushButton):
    """A large button with a picture, what it does, and one line more; as high as its words need."""

    def __init__(self, icon: str, title: str, more: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "door")
        self.setAccessibleName(title)
        self.setAccessibleDescription(more)
        self.clicked.connect(lambda: run())
        column = QVBoxLayout(self)
        m = look.px(20)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(8))
        column.addWidget(widgets.picture(icon, "primary", 32))
        for text, role in ((title, "h2"), (more, "muted")):
            column.addWidget(widgets.label(text, role))
        column.addStretch(1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = column

    def sizeHint(self) -> QSize:
        return QSize(look.px(180), self.heightForWidth(look.px(220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(150), look.px(120))

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def hasHeightForWidth(self) -> bool:
        return True
