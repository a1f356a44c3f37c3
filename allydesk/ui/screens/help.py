"""Help: one text for each place, offline, searchable; all keys; the licences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from allydesk import __version__, language, paths
from allydesk.language import _
from allydesk.text import fold
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look, widgets
from allydesk.ui.place import BOTTOM
from allydesk.ui.say import announce

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

    from allydesk.ui.shell.window import Window

ORDER = (
    "start", "howto", "home", "calendar", "observances", "events", "learning", "people", "groups",
    "feedback", "awards", "print", "bring-in", "privacy", "backups", "settings", "keys", "licences",
)  # fmt: skip
FALLBACK = "en"
LOW = 320  # pixels at 100 %: the height below which nothing but list and text is shown


@dataclass(frozen=True, slots=True)
class Topic:
    """One screen of help."""

    name: str
    title: str
    text: str  # Markdown


@cache
def written() -> dict[str, Topic]:
    """Give the topics that are files, in the person's language where there is one."""
    folder = paths.resources() / "help"
    own = folder / language.system().split("-")[0]
    found = {p.stem: p for p in (folder / FALLBACK).glob("*.md")}
    found |= {p.stem: p for p in own.glob("*.md")}
    return {name: _read(name, path) for name, path in found.items()}


def _read(name: str, path: Path) -> Topic:
    text = path.read_text("utf-8")
    return Topic(name, text.partition("\n")[0].removeprefix("# "), text)


def keys(window: Window | None) -> Topic:
    """Give every key, from the menus themselves."""
    rows = [
        f"| {widgets.shown_key(a.key)} | {a.text} |"
        for a in (window.everything() if window else [])
        if a.key
    ]
    more = [
        (_("Enter, F2"), _("Open, edit the name (in a list)")),
        (_("Del"), _("Delete; can be undone (in a list)")),
        (_("Esc"), _("Bring back what stood in a field; close what is open")),
        ("Ctrl+T", _("Show the list as a table")),
    ]
    rows += [f"| {key} | {what} |" for key, what in more]
    head = f"| {_('Key')} | {_('What it does')} |\n|---|---|\n"
    title = _("All keys")
    return Topic("keys", title, f"# {title}\n\n{head}" + "\n".join(rows))


@cache
def licences() -> Topic:
    """Give what AllyDesk is made of, with the licence of each part as it states it."""
    from importlib import metadata  # slow to load

    rows = []
    for line in metadata.requires("allydesk") or []:
        name = re.split(r"[\s;<>=!~\[]", line, maxsplit=1)[0]
        if "extra ==" not in line:
            told = metadata.metadata(name)
            rows.append(f"| {told['Name']} {told['Version']} | {_licence(told)} |")
    title = _("Licences")
    text = (
        f"# {title}\n\n"
        + _("AllyDesk {version} is free software under the MIT licence. It uses:").format(
            version=__version__
        )
        + f"\n\n| {_('Part')} | {_('Licence')} |\n|---|---|\n"
        + "\n".join(rows)
        + "\n"
        + _("| Lucide icons | ISC, some MIT |")
        + "\n"
        + _("| Noto fonts | SIL Open Font License 1.1 |")
        + "\n"
    )
    return Topic("licences", title, text)


def _licence(told: PackageMetadata) -> str:
    stated = next((told[n] for n in ("License-Expression", "License") if n in told), "")
    if stated and "\n" not in stated and len(stated) < 60:
        return stated
    classes = [c for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    return ", ".join(c.rpartition(" :: ")[2] for c in classes) or _("see the part itself")


class Screen(QWidget):
    """Topics on the left, one text on the right."""

    place: ClassVar[str] = "help"
    title: ClassVar[str] = _("Help")
    icon: ClassVar[str] = "circle-question-mark"
    section: ClassVar[str] = BOTTOM
    order: ClassVar[int] = 910
    key: ClassVar[str] = ""
    help: ClassVar[str] = "start"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.search = QLineEdit()
        self.search.setObjectName("search help")
        self.search.setPlaceholderText(_("Search the help"))
        self.search.setAccessibleName(_("Search the help"))
        self.search.textEdited.connect(self._searched)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Topics"))
        self.list.setProperty("kind", "topics")
        self.list.currentItemChanged.connect(self._chosen)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Help text"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.anchorClicked.connect(self._linked)
        self.text.document().setDocumentMargin(look.px(20))
        self._found: list[Topic] = []
        self._shown = ""
        self._lay_out()
        self._list(self._topics())
        self.show_topic("start")

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setSpacing(look.px(16))
        printing = widgets.button(Action(_("Print"), self.print_what, "printer", "Ctrl+P"), "plain")
        self._head = widgets.title_row(self.title, beside=[printing])
        column.addWidget(self._head)
        left = QVBoxLayout()
        left.setSpacing(look.px(8))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        self.search.setMaximumWidth(look.px(240))
        self.list.setMaximumWidth(look.px(240))
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        line.addLayout(left)
        line.addWidget(self.text, 1)
        column.addLayout(line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what room there is in a low window to the text; the menu prints it too."""
        super().resizeEvent(event)
        low = self.height() < look.px(LOW)
        self._head.setVisible(not low)
        m = look.px(8 if low else 24)
        self._column.setContentsMargins(m, m, m, m)

    # What other parts ask for

    def show_topic(self, name: str) -> None:
        """Show a text; the first one if there is none of that name."""
        topic = self._topics_by_name().get(name) or written()["start"]
        if self.search.text():
            self.search.clear()
            self._list(self._topics())
        self._show(topic)

    def filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first(self) -> QWidget:
        return self.list

    def panes(self) -> list[QWidget]:
        return [self.list, self.text]

    def print_what(self) -> None:
        """Print the text that is shown."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.text.print_(printer))
        dialog.setModal(True)
        dialog.show()

    # Topics

    def _topics_by_name(self) -> dict[str, Topic]:
        from allydesk.ui.shell.window import Window

        window = self.window()
        known = window if isinstance(window, Window) else None
        return written() | {"keys": keys(known), "licences": licences()}

    def _topics(self) -> list[Topic]:
        found = self._topics_by_name()
        return [found[n] for n in ORDER if n in found]

    def _list(self, topics: list[Topic]) -> None:
        self._found = topics
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for topic in topics:
            item = QListWidgetItem(topic.title)
            item.setSizeHint(QSize(0, look.px(34)))
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(self._found[self.list.row(item)])

    def _show(self, topic: Topic) -> None:
        if topic.name != self._shown or topic.name == "keys":
            self._shown = topic.name
            self.text.setMarkdown(topic.text)
            _set(self.text.document())
            self.text.verticalScrollBar().setValue(0)
        names = [t.name for t in self._found]
        if topic.name in names:
            self.list.blockSignals(True)  # noqa: FBT003
            self.list.setCurrentRow(names.index(topic.name))
            self.list.blockSignals(False)  # noqa: FBT003

    def _linked(self, link: QUrl) -> None:
        self.show_topic(link.toString().removesuffix(".md"))

    def _searched(self, text: str) -> None:
        words = fold(text).split()
        topics = [t for t in self._topics() if all(w in fold(t.text) for w in words)]
        # A word in the title weighs more than one in the text.
        topics.sort(key=lambda t: not all(w in fold(t.title) for w in words))
        self._list(topics)
        if topics:
            self._show(topics[0])
        else:
            self.text.setPlainText(_("Nothing found. Try another word."))
            self._shown = ""
        announce(self.search, topics[0].title if topics else self.text.toPlainText())


def _set(document: QTextDocument) -> None:
    """Give a text room: air between lines, headings in the sizes of the window, space between parts."""
    block = document.begin()
    while block.isValid():
        shape, cursor = block.blockFormat(), QTextCursor(block)
        level = shape.headingLevel()
        shape.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(look.px({0: 0, 1: 0}.get(level, 20)))
        shape.setBottomMargin(look.px(6))
        cursor.setBlockFormat(shape)
        if level:
            look_of = QTextCharFormat()
            look_of.setFont(look.font("h1" if level == 1 else "h2"))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.setCharFormat(look_of)
        block = block.next()
