"""The first page of all: three doors, and a backup from another computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates, language, paths
from allydesk.language import _
from allydesk.ui import files, look, widgets
from allydesk.ui.desk import Action, Ask, Desk
from allydesk.ui.tasks import Task

WIDTH = 860  # pixels at 100 %


class Welcome(widgets.Page):
    """One page, no wizard: nothing here has to be filled in."""

    def __init__(self, begin: Callable[..., object], window: QWidget) -> None:
        super().__init__(WIDTH)
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
        grid = QGridLayout(doors)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(16))
        self.bring_in = _door(
            "file-spreadsheet", _("Bring in my people list"),
            _("From Excel, LibreOffice or CSV"), self._bring_in,
        )  # fmt: skip
        self.empty = _door(
            "pencil", _("Start with an empty desk"), _("Add people one by one"), self._empty
        )
        self.example = _door(
            "sprout", _("Look around with example data"),
            _("A desk of its own, to try things"), self._example,
        )  # fmt: skip
        for n, door in enumerate((self.bring_in, self.empty, self.example)):
            grid.addWidget(door, 0, n)
            grid.setColumnStretch(n, 1)
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


def countries(tag: str) -> list[tuple[str, str]]:
    """Give (code, name) of all countries, in the order and the words of a language."""
    from allydesk.collation import sort_key

    names = dates.locale(tag).territories
    found = [(c, n) for c, n in names.items() if len(c) == 2 and c.isalpha() and c not in _NONE]
    return sorted(found, key=lambda pair: sort_key(pair[1], tag))


_NONE = ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA")


def country_here() -> str:
    """Give the country this computer is set to, or nothing."""
    parts = language.system().split("-")
    return parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 2 else ""


def _door(icon: str, title: str, more: str, run: Callable[[], object]) -> QPushButton:
    """Make a large button with a picture, what it does, and one line more."""
    made = QPushButton()
    made.setProperty("kind", "door")
    made.setAccessibleName(title)
    made.setAccessibleDescription(more)
    made.clicked.connect(lambda: run())
    column = QVBoxLayout(made)
    m = look.px(20)
    column.setContentsMargins(m, m, m, m)
    column.setSpacing(look.px(8))
    column.addWidget(widgets.picture(icon, "primary", 32))
    for text, role in ((title, "h2"), (more, "muted")):
        column.addWidget(widgets.label(text, role))
    column.addStretch(1)
    for part in made.findChildren(QWidget):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.setMinimumHeight(look.px(150))
    return made
