"""A place of the sidebar that is a list with a detail beside it, or instead of it where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.head import COMPACT, Further, Head
from allydesk.ui.kit.keyboard import focused, holds, stops
from allydesk.ui.kit.widgets import button, empty_state, flow, label, row
from allydesk.ui.records.browse import Browser, Source

LOWEST = 120  # pixels at 100 %: two rows and a piece of the next
NARROW = 720  # pixels at 100 %: below, the list and the detail take turns


class Detail(QWidget):
    """What stands beside the list for one record."""

    def load(self, id: int | None) -> None:
        """Show a record, or with None the empty fields of a new one."""
        raise NotImplementedError

    def flush(self) -> None:
        """Store what is still waiting."""
        raise NotImplementedError

    def enter(self, *, name: bool = False) -> None:
        """Put the cursor into the fields; into the name, all of it marked, to write another."""
        raise NotImplementedError


class Side(QWidget):
    """One of the two parts of a place, with what the keyboard starts on in it."""

    def __init__(self, first: Callable[[], QWidget]) -> None:
        super().__init__()
        self.first = first


class ListScreen(QWidget):
    """List and detail. A place gives its source, its detail, and what can be done."""

    place: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    section: ClassVar[str] = ""
    order: ClassVar[int]
    key: ClassVar[str] = ""
    help: ClassVar[str]
    depends: ClassVar[frozenset[str]]  # the kinds of record that the list is made from

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._narrow = self._adding = self._in_detail = self._low = False
        self.detail = self.make_detail()
        self.browser = Browser(desk, self.source())
        self._build()
        self.browser.chose.connect(self._show)
        self.browser.opened.connect(self.open)
        self.browser.rename.connect(self.rename)
        self.browser.delete.connect(self.delete_chosen)
        desk.changed.connect(self._changed)
        self.browser.refresh()

    # What a place says for itself.

    def source(self) -> Source:
        raise NotImplementedError

    def make_detail(self) -> Detail:
        raise NotImplementedError

    def heading(self) -> str:
        return self.title

    def empty_words(self) -> str:
        raise NotImplementedError

    def empty_doings(self) -> Sequence[Action]:
        raise NotImplementedError

    def more(self) -> Sequence[Action]:
        """Give what stands behind ⋯ of the list."""
        raise NotImplementedError

    def further(self) -> Further | None:
        """Give what narrows the list beside filter and chips, where a place has it."""
        return None

    def several_words(self, count: int) -> str:
        raise NotImplementedError

    def several_doings(self) -> Sequence[Action]:
        """Give what can be done with several at once."""
        raise NotImplementedError

    def delete(self, ids: Sequence[int]) -> None:
        raise NotImplementedError

    def save_as_sheet(self, ids: Sequence[int]) -> None:
        """Save records as a spreadsheet, where a place offers that."""
        raise NotImplementedError

    # What lists of people and groups have in common.

    def in_and_out(self) -> list[Action]:
        """Give the lines for lists that come in and go out."""
        bring, save = _("import excel csv"), _("export csv excel")
        return [
            Action(_("Bring in a list…"), self.bring_in, "upload", "Ctrl+Shift+I", bring),
            Action(_("Save as spreadsheet…"), self.save, "file-spreadsheet", "", save),
        ]

    def save_chosen_action(self) -> Action:
        return Action(_("Save as spreadsheet…"), self.save_chosen, "file-spreadsheet")

    def bring_in(self) -> None:
        from allydesk.ui import bring_in

        bring_in.open(self.desk, self)

    def save(self) -> None:
        self.save_as_sheet(list(self.browser.model.ids()))

    def save_chosen(self) -> None:
        self.save_as_sheet(self.browser.chosen)

    # What the window asks of every place.

    def record(self) -> int | None:
        """Give the one record that is chosen."""
        return self.browser.chosen[0] if len(self.browser.chosen) == 1 else None

    def first(self) -> QWidget:
        """Give where the keyboard starts: the list, not its filter."""
        found = self.browser.list if self.browser.model.rowCount() else self.browser.filter
        self.left_scroll.ensureWidgetVisible(found)
        return found

    def panes(self) -> list[QWidget]:
        return [self.left, self.right]

    def _first_of_detail(self) -> QWidget:
        self.open()
        at = focused()
        return at if at is not None and holds(self.right, at) else stops(self.right)[0]

    # QWidget has actions of its own; the window asks places for these.
    def doings(self) -> list[Action]:
        return [Action(_("New"), self.new, "plus", "Ctrl+N"), *self.more()]

    def show_record(self, id: int) -> None:
        """Open a record, whatever the list was narrowed to."""
        self.detail.flush()
        self.browser.choose([id])
        self.open()

    def new(self) -> None:
        """Start a new record: it is stored as soon as it has a name."""
        self.detail.flush()
        self._adding = True
        self.browser.choose([])
        self.open()

    def filter(self) -> None:
        self.close_detail()
        self.browser.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.browser.filter.selectAll()

    # Making it.

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        self.sides.setHandleWidth(1)
        # From the outside in, here and below: a part that moves into another is styled anew with
        # all that is in it, and a large one takes 30 ms each time.
        whole.addWidget(self.sides)
        self.left, self.right = self._list_side(), self._detail_side()
        self.sides.setStretchFactor(1, 1)
        kept = self.desk.settings.splitters.get(self.place)
        self.sides.setSizes(kept or [look.px(340), look.px(600)])
        self._moved = QTimer(self, singleShot=True, interval=300)
        self._moved.timeout.connect(self._remember)
        self.sides.splitterMoved.connect(lambda *_at: self._moved.start())

    def _list_side(self) -> QWidget:
        # Large text in a low window: the list keeps some rows, and the whole side scrolls.
        side, inside = Side(self.first), QWidget()
        self.sides.addWidget(side)
        around = QVBoxLayout(side)
        around.setContentsMargins(0, 0, 0, 0)
        self.left_scroll = QScrollArea()
        self.left_scroll.setWidgetResizable(True)
        self.left_scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.left_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.addWidget(self.left_scroll)
        inside.setProperty("kind", "page")
        self.left_scroll.setWidget(inside)
        self._column = QVBoxLayout(inside)
        new = Action(_("New"), self.new, "plus", "Ctrl+N")
        browser = self.browser
        further = self.further()
        line = row(browser.filter, further.button) if further else browser.filter
        self.head = Head(self.heading(), self.more(), line, chips=browser.chips, new=new)
        self._column.addWidget(self.head)
        self._column.addWidget(browser, 1)
        browser.list.setMinimumHeight(look.px(LOWEST))
        side.setMinimumWidth(look.px(260))
        return side

    def _detail_side(self) -> QWidget:
        side = Side(self._first_of_detail)
        self.sides.addWidget(side)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back = button(Action(_("Back to the list"), self.close_detail, "arrow-left"), "quiet")
        self.back.hide()
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.empty = empty_state(self.icon, self.empty_words(), self.empty_doings())
        self.nothing = QWidget()
        self.pages = QStackedWidget()
        column.addWidget(self.pages, 1)
        for page in (self.nothing, self.empty, self.detail, self._several()):
            self.pages.addWidget(page)
        side.setMinimumWidth(look.px(320))
        return side

    def _several(self) -> QWidget:
        self.several = QWidget()
        column = QVBoxLayout(self.several)
        m = look.px(24)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(16))
        self.count = label("", "h1")
        column.addWidget(self.count)
        column.addWidget(flow(*(button(a) for a in self.several_doings())))
        column.addStretch(1)
        return self.several

    def _remember(self) -> None:
        widths = {**self.desk.settings.splitters, self.place: self.sides.sizes()}
        self.desk.prefer(splitters=widths)

    # Showing.

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & self.depends:
            self.browser.refresh()

    def _show(self) -> None:
        """Show what is chosen: one record, several, a new one, or what to do with an empty list."""
        chosen = self.browser.chosen
        if len(chosen) == 1:
            self._adding = False
            self._load(chosen[0])
        elif chosen:
            self.detail.flush()
            self.count.setText(self.several_words(len(chosen)))
            self.pages.setCurrentWidget(self.several)
        elif self._adding:
            self._load(None)
        elif not self.browser.source.total():
            self.pages.setCurrentWidget(self.empty)
        else:
            self.pages.setCurrentWidget(self.nothing)
        self._arrange()

    def _load(self, id: int | None) -> None:
        self.detail.load(id)
        self.pages.setCurrentWidget(self.detail)

    def added(self, id: int) -> None:
        """Go on with a record that was just stored for the first time, without moving the cursor."""
        self._adding = False
        self.browser.choose([id])

    def open(self) -> None:
        """Go from the list into the fields of what is chosen."""
        self._in_detail = True
        self._arrange()
        if self.pages.currentWidget() is self.detail:
            self.detail.enter()

    def toggle_columns(self) -> None:
        """Show the list in columns over the whole width, or in two lines beside the detail."""
        self.detail.flush()
        self._in_detail = False
        self.browser.show_columns(not self.browser.list.in_columns)
        self._arrange()
        self.browser.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def rename(self) -> None:
        if len(self.browser.chosen) == 1:
            self.open()
            self.detail.enter(name=True)

    def close_detail(self) -> None:
        """Go back to the list."""
        self.detail.flush()
        self._in_detail = False
        self._arrange()
        self.browser.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_chosen(self) -> None:
        if self.browser.chosen:
            self.delete(self.browser.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow = self.width() < look.px(NARROW)
        self._arrange()
        decided = self.head.switch is not None  # by the place that this list is a part of
        self.low(wanted=self._low if decided else self.height() < look.px(look.LOW))

    def low(self, switch: QWidget | None = None, *, wanted: bool) -> None:
        """Give the rows the room of what stands over them, or let that stand as usual.

        switch leads to other parts of the place, where this list is one of several.
        """
        self._low = wanted
        self.head.low(switch, wanted=wanted)
        if (further := self.further()) is not None:
            further.low(wanted=wanted)
        m, gap = look.px(8 if wanted else 24), look.px(8 if wanted else 12)
        self._column.setContentsMargins(look.px(24), m, look.px(16), min(m, look.px(16)))
        self._column.setSpacing(gap)
        inside = self.browser.layout()
        assert inside is not None
        inside.setSpacing(gap)
        room = self.height() - self.head.sizeHint().height()
        self.browser.list.compact(wanted=wanted and room < look.px(COMPACT))

    def _arrange(self) -> None:
        """Show both sides, or in a narrow window and beside a table the one that somebody is at."""
        alone = self.pages.currentWidget() is self.empty
        turns = self._narrow or self.browser.list.in_columns
        detail = self._in_detail or (self._narrow and len(self.browser.chosen) > 1)
        self.left.setVisible(not turns or not (detail or alone))
        self.right.setVisible(not turns or detail or alone)
        self.back.setVisible(turns and not alone)
