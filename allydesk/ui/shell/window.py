"""The window: which place is open, where to go, what was changed; one desk at a time."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from allydesk import dates, settings
from allydesk.ui.desk import Action, Desk, Going, Message
from allydesk.ui.kit import dropping, keyboard, look
from allydesk.ui.place import Place, called, doings, offers
from allydesk.ui.shell.curtain import Curtain
from allydesk.ui.shell.frame import Frame
from allydesk.ui.shell.menus import Menus
from allydesk.ui.shell.notices import Notices
from allydesk.ui.shell.rooms import Rooms
from allydesk.ui.shell.trail import Trail
from allydesk.ui.shell.trouble import waiting

FIRST_SIZE = (1180, 740)
FRAME = (16, 48)  # pixels the system adds around a window, at most: it tells only once it is shown
SMALLEST = (480, 420)  # the sidebar is a drawer by then
HOME = "home"


class Window(QMainWindow):
    """One window with one desk in it, or a single page while there is none.

    Signals: dropped(path) when a file falls on the window; closing() before it shuts.
    """

    dropped = Signal(object)
    closing = Signal()

    def __init__(self, preferences: settings.Settings) -> None:
        super().__init__()
        self.preferences = preferences
        self.desk: Desk | None = None
        self.setWindowTitle("AllyDesk")
        dropping.catch(self, self.dropped.emit)
        self.setMinimumSize(*SMALLEST)
        self._fit()
        self.restoreGeometry(QByteArray(base64.b64decode(preferences.window or "")))
        self._alone: Callable[[], QWidget] = QWidget
        self._rooms = Rooms()
        self._trail = Trail()
        self._notices = Notices()
        self._menus: Menus | None = None
        self._curtain = Curtain(self)
        self._curtain.hide()
        self._furnish()
        look.app().styleHints().colorSchemeChanged.connect(self._follow_system)

    # Building, and building again when colours or text size change

    def _fit(self) -> None:
        """Take the first size, less where a small screen has no room for it and its frame."""
        room = self.screen().availableGeometry().size()
        self.resize(QSize(*FIRST_SIZE).boundedTo(room - QSize(*FRAME)))

    def _furnish(self) -> None:
        self.frame = Frame(self.find_or_do, self.go, self.undo)
        self.setCentralWidget(self.frame)

    def show_alone(self, make: Callable[[], QWidget]) -> None:
        """Show one page and nothing else: welcome, opening, trouble."""
        self._alone = make
        self.menuBar().setVisible(self.desk is not None)
        self.frame.furnish(shown=False)
        page = make()
        self.frame.show_page(page)
        keyboard.start_in(page)

    def expect(self) -> None:
        """Show the places already, while the file is being opened."""
        if not self._rooms.places:
            self._rooms.find()
            self.frame.sidebar.fill(self._rooms.places)
        self.frame.furnish(shown=True)

    def wait(self) -> None:
        """Say that a file is being opened, so that nobody chooses twice."""
        self.frame.show_page(waiting())

    def enter(self, desk: Desk, title: str) -> None:
        """Show a desk that was just opened."""
        self.desk = desk
        self.setWindowTitle(f"{title} – AllyDesk" if title else "AllyDesk")
        self.expect()
        desk.said.connect(self._said)
        desk.changed.connect(self._changed)
        desk.working.connect(self._working)
        desk.going.connect(self._going)
        desk.restyled.connect(self._restyle_soon)
        desk.counted.connect(self._show_waiting)
        self._fill()
        self.go(HOME)

    def leave(self) -> None:
        """Forget the desk, before its file is closed."""
        self.desk = None
        self._trail = Trail()
        self._notices = Notices()
        self._empty()
        self._menus = None
        self.menuBar().clear()
        self._furnish()
        self.setWindowTitle("AllyDesk")

    def _fill(self) -> None:
        assert self.desk is not None
        self._name_places()
        self._menus = Menus(self, self._rooms.places)
        self.menuBar().show()
        self._notices.show_in(self.frame)
        self._show_steps()

    def _name_places(self) -> None:
        for place in self._rooms.places:
            self.frame.sidebar.rename(place.place, self.name_of(place))

    def _empty(self) -> None:
        self._rooms.drop()
        self._rooms = Rooms()

    def _restyle_soon(self) -> None:
        # Not at once: the button that asked for it is still being clicked.
        QTimer.singleShot(0, self, self.restyle)

    def restyle(self) -> None:
        """Build everything anew in the colours and text size of now, and go on where we were."""
        focused = keyboard.focused()
        name = focused.objectName() if focused is not None else ""
        said = self.frame.status.last()
        here = self._here()
        if self.desk is not None:
            self.preferences = self.desk.settings
        self._empty()
        self.setCentralWidget(QWidget())
        # Gone before the new style sheet comes: it would be worked out for each of them first.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        look.apply(look.app(), self.preferences)
        self._furnish()
        if self.desk is None:
            self.show_alone(self._alone)
            return
        self.expect()
        self._fill()
        if here is not None:
            self._open(here)
        self.frame.status.say(said)
        again = self.frame.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_system(self) -> None:
        if self.preferences.theme == "system":
            self._restyle_soon()

    # Going about

    def go(self, place: str, id: int | None = None) -> None:
        self._going(Going(place, id))

    def _going(self, to: Going) -> None:
        if self.desk is None or self._rooms.place(to.place) is None:
            return
        self._note_record()
        self._trail.go(Going(to.place, to.id))
        self._open(to)

    def _note_record(self) -> None:
        """Remember which record is shown, to come back to it."""
        if (here := self._here()) is not None:
            self._trail.note(here)

    def _here(self) -> Going | None:
        here = self._trail.here()
        if here is None:
            return None
        record = offers(self._rooms.built(here.place), "record")
        return Going(here.place, record()) if record else here

    def _open(self, to: Going) -> None:
        screen = self.screen_of(to.place)
        self.frame.sidebar.choose(to.place)
        inside = keyboard.holds(screen, keyboard.focused())
        self.frame.show_page(screen)
        # Qt gave the keyboard to whatever comes next when the old page went. And who chooses the
        # place again from inside wants its beginning, the list.
        if not inside or (to.id is None and not to.new):
            keyboard.start_in(screen)
        if to.id is not None and (show := offers(screen, "show_record")):
            show(to.id)
        if to.new and (new := offers(screen, "new")):
            new()
        self.show_actions()

    def screen_of(self, place: str) -> QWidget:
        """Give the screen of a place, building it when it is first needed."""
        found = self._rooms.built(place)
        if found is None:
            assert self.desk is not None
            found = self._rooms.build(place, self.desk)
            self.frame.pages.addWidget(found)
            self._show_waiting(place)
        return found

    def prepare_next(self) -> bool:
        """Build one more screen while nobody waits for it; say whether there may be others."""
        missing = self._rooms.missing()
        if self.desk is not None and missing:
            self.screen_of(missing[0])
        return self.desk is not None and len(missing) > 1

    def places(self) -> Sequence[Place]:
        return self._rooms.places

    def built(self, place: str) -> QWidget | None:
        """Give the screen of a place that was opened before, or made ready."""
        return self._rooms.built(place)

    def forget(self, place: str) -> None:
        """Let the screen of a place go; it is built anew when it is needed again."""
        self._rooms.drop(place)

    def name_of(self, place: Place) -> str:
        assert self.desk is not None
        return called(place, self.desk)

    def _place_here(self) -> Place | None:
        here = self._here()
        return self._rooms.place(here.place) if here else None

    def open_screen(self) -> QWidget | None:
        """Give the screen that is open."""
        here = self._here()
        return self._rooms.built(here.place) if here else None

    def take_keyboard(self) -> None:
        """Put the keyboard where the open place starts."""
        if (screen := self.open_screen()) is not None:
            keyboard.start_in(screen)

    def been(self) -> list[Going]:
        """Give where the person was, the latest first."""
        return self._trail.lately()

    def everything(self) -> list[Action]:
        """Give every action of the menu bar, for Find or do…"""
        return self._menus.everything if self._menus is not None else []

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        self._note_record()
        if (to := self._trail.step(by)) is not None:
            self._open(to)

    def next_pane(self, by: int) -> None:
        """Move the keyboard to the next part of the window."""
        keyboard.walk(self.frame.panes(), by)

    # What every place shares

    def show_actions(self) -> None:
        """Offer in the menu bar what the open place offers now."""
        screen, here = self.open_screen(), self._place_here()
        if self._menus is None or screen is None or here is None:
            return
        self._menus.show_place(self.name_of(here), doings(screen))
        self._menus.new.setEnabled(offers(screen, "new") is not None)
        self._menus.filter.setEnabled(offers(screen, "filter") is not None)
        self._menus.print_what.setEnabled(offers(screen, "print_what") is not None)

    def _do(self, name: str) -> None:
        if what := offers(self.open_screen(), name):
            what()

    def new(self) -> None:
        self._do("new")

    def filter(self) -> None:
        self._do("filter")

    def print_what(self) -> None:
        self._do("print_what")

    def undo(self) -> None:
        if self.desk is not None:
            self.desk.undo(self)

    def redo(self) -> None:
        if self.desk is not None:
            self.desk.redo(self)

    def _said(self, message: Message) -> None:
        self.frame.status.say(message)

    def _working(self, task: object) -> None:
        from allydesk.ui.tasks import Task

        assert isinstance(task, Task)
        self.frame.status.work(task)

    def _changed(self, kinds: frozenset[str]) -> None:
        self._show_steps()
        self.show_actions()
        if "organisation" in kinds:
            self._name_places()

    def _show_steps(self) -> None:
        if self.desk is None or self._menus is None:
            return
        store = self.desk.store
        self._menus.show_steps(self.desk.undo_label, self.desk.redo_label)
        self.frame.status.saved_at(dates.clock(store.saved_at) if store.saved_at else "")
        for place in self._rooms.places:
            self._show_waiting(place.place)

    def _show_waiting(self, place: str) -> None:
        """Say in the sidebar how much waits in a place that is built."""
        if waiting := offers(self._rooms.built(place), "waiting"):
            self.frame.sidebar.wait(place, str(waiting()))

    def notify(self, text: str, tone: str, doing: Sequence[Action]) -> None:
        """Show a notice above everything until the desk is left or a button in it was pressed."""
        self._notices.add(self.frame, text, tone, doing)

    # Look

    def step_text(self, by: int) -> None:
        sizes = settings.TEXT_SIZES
        at = sizes.index(self.preferences.text_size) + by
        self.text_size(sizes[min(max(at, 0), len(sizes) - 1)])

    def text_size(self, size: int) -> None:
        self._prefer(text_size=size)

    def theme(self, theme: str) -> None:
        self._prefer(theme=theme)

    def _prefer(self, **values: object) -> None:
        if self.desk is not None:
            self.desk.prefer(**values)
            self.desk.restyled.emit()
        else:
            self.preferences = settings.change(**values)
            self._restyle_soon()

    def hide_names(self) -> None:
        """Cover everything until the next key."""
        self._curtain.draw()

    # Doors to the rest of the program, opened when needed

    def find_or_do(self) -> None:
        from allydesk.ui.shell import find

        if self.desk is not None:
            find.open(self, self.desk)

    def help(self, topic: str = "") -> None:
        place = self._place_here()
        self.go("help")
        if show := offers(self.open_screen(), "show_topic"):
            show(topic or (place.help if place else "start"))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._curtain.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        if (focused := keyboard.focused()) is not None:
            focused.clearFocus()  # what is being typed is stored
        kept = base64.b64encode(self.saveGeometry().data()).decode()
        self.preferences = settings.change(window=kept)
        self.closing.emit()
        super().closeEvent(event)
