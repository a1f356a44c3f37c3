"""The parts every page is made of: labels, buttons, cards, tags, chips, title rows, empty pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import icons, look
from allydesk.ui.kit.flow import Flow

Box = TypeVar("Box", bound=QAbstractSpinBox)


def plain(text: str) -> str:
    """Give a text for a button or menu, in which a bare & would underline the next letter."""
    return text.replace("&", "&&")


def label(text: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """Make a label that shows a text as it is: <b> and & are letters like any other.

    role is one of look.ROLES: h1, h2, body, strong, muted, problem.
    """
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setAlignment(leading() | Qt.AlignmentFlag.AlignVCenter)
    return made


def leading() -> Qt.AlignmentFlag:
    """Give the side where reading begins in this window, whatever the script of a single name."""
    left_to_right = look.app().isLeftToRight()
    side = Qt.AlignmentFlag.AlignLeft if left_to_right else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


def picture(name: str, role: str = "muted", size: int = icons.SIZE) -> QLabel:
    """Make a label that shows an icon and says nothing: the words stand beside it."""
    made = QLabel()
    made.setPixmap(icons.pixmap(name, role, size))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def button(action: Action, kind: str = "plain") -> QPushButton:
    """Make a button of an action. kind: primary (one on a page), plain, quiet (in rows)."""
    made = QPushButton(plain(action.text))
    made.setProperty("kind", kind)
    if action.icon:
        role = {"primary": "on_primary", "quiet": "primary"}.get(kind, "text")
        gap = 6 if action.text else 0
        made.setIcon(icons.icon(action.icon, role, gap=gap))
        made.setIconSize(icons.extent(gap))
    if action.key:
        made.setToolTip(shown_key(action.key))
    made.setEnabled(action.enabled)
    made.setAutoDefault(False)  # else Enter in any field of a dialog would press it
    made.clicked.connect(lambda: action.run())
    return made


def show_words(made: QPushButton, action: Action, kind: str, *, wanted: bool) -> None:
    """Show the words of a button beside its icon, or the icon alone; its name stays."""
    role = {"primary": "on_primary", "quiet": "primary"}.get(kind, "text")
    gap = 6 if wanted else 0
    made.setText(plain(action.text) if wanted else "")
    made.setIcon(icons.icon(action.icon, role, gap=gap))
    made.setIconSize(icons.extent(gap))
    made.setAccessibleName(action.text)


def quiet(text: str, run: Callable[[], object], says: str = "") -> QPushButton:
    """Make a button without a frame; says names it for a screen reader."""
    made = button(Action(text, run), "quiet")
    if says:
        made.setAccessibleName(says)
    return made


def icon_button(name: str, says: str, run: Callable[[], object] | None = None) -> QToolButton:
    """Make a button that is only an icon; what it does is its name and tooltip."""
    made = QToolButton()
    made.setIcon(icons.icon(name))
    made.setIconSize(icons.extent())
    made.setAccessibleName(says)
    made.setToolTip(says)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


def shown_key(key: str) -> str:
    """Give a key as it is written on this computer's keyboard."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def menu_item(action: Action, parent: QWidget) -> QAction:
    """Make a menu item of an action. Its key is shown; the window alone listens to it."""
    text = plain(action.text) + (f"\t{shown_key(action.key)}" if action.key else "")
    made = QAction(text, parent)
    if action.icon:
        made.setIcon(icons.icon(action.icon))
    made.setEnabled(action.enabled)
    made.triggered.connect(lambda: action.run())
    return made


def menu(actions: Sequence[Action], parent: QWidget) -> QMenu:
    """Make a menu of actions."""
    made = QMenu(parent)
    made.addActions([menu_item(a, made) for a in actions])
    return made


def menu_button(
    text: str, actions: Sequence[Action], icon: str = "", kind: str = "plain"
) -> QPushButton:
    """Make a button that opens a menu of actions, as in “Print ▾”."""
    made = button(Action(text + " ▾", lambda: None, icon), kind)
    made.setAccessibleName(text)
    items = menu(actions, made)
    made.clicked.connect(lambda: items.popup(made.mapToGlobal(QPoint(0, made.height()))))
    return made


def more_button(actions: Sequence[Action]) -> QToolButton:
    """Make the “⋯” button with all that is done here less often."""
    made = icon_button("ellipsis", _("More"))
    made.setMenu(menu(actions, made))
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def title_row(
    title: str,
    primary: Action | None = None,
    more: Sequence[Action] = (),
    beside: Sequence[QWidget] = (),
) -> QWidget:
    """Make the head of a place: its name, at most one primary button, and ⋯ for the rest.

    beside are further widgets between the name and the primary button. The name is found by
    objectName "title".
    """
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.px(8))
    head = label(title, "h1")
    head.setObjectName("title")
    line.addWidget(head, 1)
    for widget in beside:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    if primary is not None:
        line.addWidget(button(primary, "primary"), 0, Qt.AlignmentFlag.AlignTop)
    if more:
        line.addWidget(more_button(more), 0, Qt.AlignmentFlag.AlignTop)
    return row


class Card(QFrame):
    """A sheet on the page; add() puts widgets and layouts below each other."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        m = look.px(16)
        self.column.setContentsMargins(m, m, m, m)
        self.column.setSpacing(look.px(8))
        if title:
            self.add(label(title, "h2"))

    def add(self, *parts: QWidget | QLayout) -> None:
        for part in parts:
            self.column.addWidget(part) if isinstance(part, QWidget) else self.column.addLayout(
                part
            )


def card(*parts: QWidget | QLayout, title: str = "") -> Card:
    """Make a card with some parts in it."""
    made = Card(title)
    made.add(*parts)
    return made


def tag(text: str, colour: str = "", tone: str = "") -> QLabel:
    """Make a small coloured label: colour is a group's, tone good, attention, problem, info, award."""
    made = label(text, "", wrap=False)
    made.setProperty("kind", "tag")
    made.setProperty("colour", colour)
    made.setProperty("tone", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def chip(text: str) -> QPushButton:
    """Make a button that stays pressed, to narrow a list."""
    made = button(Action(text, lambda: None), "chip")
    made.setCheckable(True)
    return made


class Chips(QWidget):
    """A row of chips of which one is chosen; it wraps where the window is narrow.

    Folded it is one button, which shows the chosen chip and offers the others.
    """

    def __init__(
        self, choices: Mapping[str, str], chosen: str, run: Callable[[str], object], says: str
    ) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self._group = QButtonGroup(self)  # exclusive: arrow keys move in it
        self._chips: dict[str, QAbstractButton] = {}
        self._choices = dict(choices)
        self._folded: QPushButton | None = None
        line = Flow(self, look.px(8))
        for name, words in choices.items():
            made = chip(words)
            made.setChecked(name == chosen)
            made.setObjectName(f"{says} {name}")
            made.clicked.connect(partial(run, name))
            self._group.addButton(made)
            self._chips[name] = made
            line.addWidget(made)
        self._group.buttonToggled.connect(lambda *_which: self._say())

    def choose(self, name: str) -> None:
        """Show one chip as chosen, without telling anybody."""
        self._chips[name].setChecked(True)

    def chosen(self) -> str:
        """Give which chip is chosen; nothing where none is yet."""
        return next((name for name, made in self._chips.items() if made.isChecked()), "")

    def fold(self, *, wanted: bool) -> None:
        """Be one button, or all chips."""
        if self._folded is None:
            offered = [Action(self._choices[n], made.click) for n, made in self._chips.items()]
            self._folded = menu_button("", offered)
            inside = self.layout()
            assert inside is not None
            inside.addWidget(self._folded)
        self._folded.setVisible(wanted)
        for made in self._chips.values():
            made.setHidden(wanted)
        self._say()

    def _say(self) -> None:
        if self._folded is not None:
            says, words = self.accessibleName(), self._choices.get(self.chosen(), "")
            self._folded.setText(plain(words or says) + " ▾")
            self._folded.setAccessibleName(": ".join(filter(None, [says, words])))


def flow(*widgets: QWidget) -> QWidget:
    """Put widgets beside each other as long as there is room, and below where there is none."""
    row = QWidget()
    line = Flow(row, look.px(8))
    for widget in widgets:
        line.addWidget(widget)
    return row


def row(*widgets: QWidget, stretch: int = 0) -> QWidget:
    """Put widgets beside each other; the one at index stretch takes the room."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.px(8))
    for n, widget in enumerate(widgets):
        line.addWidget(widget, 1 if n == stretch else 0)
    return made


def notice(text: str, tone: str = "info", actions: Sequence[Action] = ()) -> QFrame:
    """Make a strip that says something about the page, with what to do about it."""
    made = QFrame()
    made.setProperty("kind", "notice")
    made.setProperty("tone", tone)
    line = QHBoxLayout(made)
    m = look.px(8)
    line.setContentsMargins(look.px(12), m, m, m)
    line.setSpacing(m)
    line.addWidget(label(text), 1)
    for action in actions:
        line.addWidget(button(action))
    return made


def thin(strip: QWidget, *, wanted: bool) -> None:
    """Let a strip take as little height as it can, or as much as usual."""
    line = strip.layout()
    if line is None or bool(strip.property("thin")) == wanted:
        return
    strip.setProperty("thin", wanted)
    above = look.px(2 if wanted else 8)
    line.setContentsMargins(look.px(12), above, look.px(8), above)
    for part in strip.findChildren(QPushButton):
        retone(part)


def empty_state(icon: str, sentence: str, actions: Sequence[Action] = ()) -> QWidget:
    """Make what an empty page shows: one sentence, and buttons of which the first is primary."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setSpacing(look.px(16))
    column.addStretch(2)
    column.addWidget(picture(icon, "primary", 48), 0, Qt.AlignmentFlag.AlignHCenter)
    words = label(sentence, "h2")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(words)
    line = QHBoxLayout()
    line.setSpacing(look.px(8))
    line.addStretch(1)
    for n, action in enumerate(actions):
        line.addWidget(button(action, "plain" if n else "primary"))
    line.addStretch(1)
    column.addLayout(line)
    column.addStretch(3)
    return made


def line() -> QFrame:
    """Make a thin line between two parts."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def roomy(box: Box) -> Box:
    """Let the number in a box stand away from its border; the style sheet cannot reach it there."""
    box.lineEdit().setTextMargins(look.px(8), 0, look.px(8), 0)
    return box


def align(within: QWidget) -> None:
    """Give the labels of all forms in a widget one width, so that their fields begin in one line."""
    labels = [
        label
        for form in within.findChildren(QFormLayout)
        for n in range(form.rowCount())
        if (item := form.itemAt(n, QFormLayout.ItemRole.LabelRole)) and (label := item.widget())
    ]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(min(widest, look.px(200)))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def retone(widget: QWidget, **properties: object) -> None:
    """Change properties the style sheet looks at, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
