"""The menu bar: every action there is, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from allydesk.language import _
from allydesk.settings import TEXT_SIZES
from allydesk.ui.desk import Action
from allydesk.ui.kit import icons
from allydesk.ui.kit.widgets import plain
from allydesk.ui.place import offers
from allydesk.ui.shell import doors

if TYPE_CHECKING:
    from allydesk.ui.place import Place
    from allydesk.ui.shell.window import Window

THEMES = {"system": _("Like the system"), "light": _("Light"), "dark": _("Dark")}


class Menus:
    """The menu bar of a window in which a desk is open."""

    def __init__(self, window: Window, places: Iterable[Place]) -> None:
        self._window = window
        self.everything: list[Action] = []  # for Find or do…
        self._taken: set[str] = set()  # keys that mean one thing everywhere
        self._bar = window.menuBar()
        self._bar.clear()
        for old in self._bar.findChildren(QMenu):
            old.deleteLater()
        self._menus: list[QMenu] = []  # a menu that Python lets go of takes its actions along
        self._file(self._menu(_("&File")))
        self._edit(self._menu(_("&Edit")))
        self.here = self._menu("")
        self._view(self._menu(_("&View")), places)
        printing = self._menu(_("&Print"))
        self.print_what = self._item(
            printing, _("Print what you see…"), window.print_what, "Ctrl+P", "printer"
        )
        self._help(self._menu(_("&Help")))

    def _menu(self, title: str, parent: QMenu | None = None, icon: str = "") -> QMenu:
        made = (parent or self._bar).addMenu(title)
        if icon:
            made.setIcon(icons.icon(icon))
        self._menus.append(made)
        return made

    def _item(
        self,
        menu: QMenu,
        text: str,
        run: Callable[[], object],
        key: str = "",
        icon: str = "",
        words: str = "",
    ) -> QAction:
        self.everything.append(Action(text, run, icon, key.split(" ")[0], words))
        self._taken |= {QKeySequence(k).toString() for k in key.split(" ") if k}
        return self._plain_item(menu, text, run, key, icon)

    def _plain_item(
        self, menu: QMenu, text: str, run: Callable[[], object], key: str = "", icon: str = ""
    ) -> QAction:
        made = menu.addAction(plain(text))
        made.triggered.connect(lambda: run())
        if key:
            made.setShortcuts([QKeySequence(k) for k in key.split(" ")])
        if icon:
            made.setIcon(icons.icon(icon))
        return made

    def _file(self, menu: QMenu) -> None:
        w = self._window
        self.new = self._item(menu, _("New here"), w.new, "Ctrl+N", "plus")
        self._item(
            menu,
            _("Bring in a list…"),
            partial(doors.bring_in, w),
            "Ctrl+Shift+I",
            "file-spreadsheet",
            _("import excel csv ods upload"),
        )
        self._item(
            menu,
            _("Start check-in"),
            partial(_check_in, w),
            "Ctrl+Shift+C",
            "user-check",
            _("door arrive attendance register"),
        )
        self._item(
            menu,
            _("Thank somebody…"),
            partial(_thank, w),
            "Ctrl+Shift+T",
            "heart",
            _("quick thanks shout-out praise"),
        )
        self._item(
            menu,
            _("Write a note…"),
            partial(_note, w),
            "Ctrl+Shift+F",
            "message-square-heart",
            _("quick feedback heard log anonymous"),
        )
        menu.addSeparator()
        self._item(
            menu, _("Open another desk…"), partial(doors.open_other, w), "Ctrl+O", "folder-open"
        )
        self._item(
            menu,
            _("Back up now"),
            partial(doors.back_up, w),
            "",
            "archive-restore",
            _("backup copy stick usb"),
        )
        self._item(
            menu,
            _("Is it saved?"),
            partial(doors.say_saved, w),
            "Ctrl+S",
            "hard-drive",
            _("save store"),
        )
        menu.addSeparator()
        self._item(menu, _("Quit"), w.close, "Ctrl+Q", "log-out").setMenuRole(
            QAction.MenuRole.QuitRole
        )

    def _edit(self, menu: QMenu) -> None:
        w = self._window
        self.undo = self._item(menu, _("Undo"), w.undo, "Ctrl+Z", "undo-2")
        self.redo = self._item(menu, _("Redo"), w.redo, "Ctrl+Shift+Z Ctrl+Y", "redo-2")
        menu.addSeparator()
        self._item(menu, _("Find or do…"), w.find_or_do, "Ctrl+K", "search")
        self.filter = self._item(menu, _("Filter this list"), w.filter, "Ctrl+F", "filter")

    def _view(self, menu: QMenu, places: Iterable[Place]) -> None:
        w = self._window
        for place in places:
            self._item(menu, w.name_of(place), partial(w.go, place.place), place.key, place.icon)
        menu.addSeparator()
        self._item(menu, _("Back"), w.back, "Alt+Left", "arrow-left")
        self._item(menu, _("Forward"), w.forward, "Alt+Right", "arrow-right")
        self._item(menu, _("Next part of the window"), partial(w.next_pane, 1), "F6")
        self._item(menu, _("Previous part of the window"), partial(w.next_pane, -1), "Shift+F6")
        menu.addSeparator()
        sizes = self._menu(_("Text size"), menu, "type")
        self._item(
            sizes,
            _("Larger text"),
            partial(w.step_text, 1),
            "Ctrl++ Ctrl+=",
            "zoom-in",
            _("bigger zoom text"),
        )
        self._item(
            sizes, _("Smaller text"), partial(w.step_text, -1), "Ctrl+-", "zoom-out", _("zoom text")
        )
        self._item(sizes, _("Usual text size"), partial(w.text_size, 100), "Ctrl+0", "rotate-ccw")
        sizes.addSeparator()
        now = w.preferences
        self._choices(
            sizes, {str(n): f"{n} %" for n in TEXT_SIZES}, str(now.text_size),
            lambda chosen: w.text_size(int(chosen)),
        )  # fmt: skip
        self._choices(self._menu(_("Light or dark"), menu, "sun"), THEMES, now.theme, w.theme)
        menu.addSeparator()
        self._item(
            menu,
            _("Hide names"),
            w.hide_names,
            "Ctrl+Shift+H",
            "eye-off",
            _("privacy lock curtain"),
        )

    def _choices(
        self, menu: QMenu, words: dict[str, str], chosen: str, run: Callable[[str], object]
    ) -> None:
        group = QActionGroup(menu)
        for name, text in words.items():
            made = self._plain_item(menu, text, partial(run, name))
            made.setCheckable(True)
            made.setChecked(name == chosen)
            group.addAction(made)

    def _help(self, menu: QMenu) -> None:
        w = self._window
        self._item(menu, _("Help for this place"), w.help, "F1", "circle-question-mark")
        self._item(menu, _("All keys"), partial(w.help, "keys"), "", "keyboard", _("shortcuts"))
        self._item(menu, _("Save a problem report…"), partial(doors.save_report, w), "", "bug")
        about = self._item(menu, _("About AllyDesk"), partial(w.help, "about"), "", "info")
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def show_place(self, name: str, offered: Iterable[Action]) -> None:
        """Fill the menu of the place that is open, with the keys that are free."""
        self.here.clear()
        self.here.setTitle(plain(name))
        for action in offered:
            free = QKeySequence(action.key).toString() not in self._taken
            made = self._plain_item(
                self.here, action.text, action.run, action.key if free else "", action.icon
            )
            made.setEnabled(action.enabled)
        self.here.menuAction().setVisible(not self.here.isEmpty())

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Name what would be undone and done again."""
        for item, bare, label in (
            (self.undo, _("Undo"), undo),
            (self.redo, _("Redo"), redo),
        ):
            item.setEnabled(label is not None)
            item.setText(plain(f"{bare}: {label}") if label else bare)


def _check_in(window: Window) -> None:
    """Open the door for the event that is chosen in its place, else for the next one."""
    from allydesk.ui import door

    if window.desk is not None:
        start = offers(window.open_screen(), "check_in")
        (start or partial(door.open, window.desk, window))()


def _thank(window: Window) -> None:
    """Thank somebody in one sentence, from wherever one is."""
    from allydesk.ui.awards import thanks

    if window.desk is not None:
        thanks.open(window.desk, window)


def _note(window: Window) -> None:
    """Write down what was heard, from wherever one is."""
    from allydesk.ui.feedback import quick

    if window.desk is not None:
        quick.open(window.desk, window)
