"""Settings: one page; whatever is chosen holds at once."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from allydesk import __version__
from allydesk.language import _, ngettext
from allydesk.settings import TEXT_SIZES
from allydesk.ui import files
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look, widgets
from allydesk.ui.kit.page import Page
from allydesk.ui.place import BOTTOM
from allydesk.ui.shell.menus import THEMES

HIDE_AFTER = (0, 1, 2, 5, 10, 15, 30)  # minutes


class Screen(QWidget):
    """All preferences, in cards."""

    place: ClassVar[str] = "settings"
    title: ClassVar[str] = _("Settings")
    icon: ClassVar[str] = "settings"
    section: ClassVar[str] = BOTTOM
    order: ClassVar[int] = 900
    key: ClassVar[str] = "Ctrl+,"
    help: ClassVar[str] = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from allydesk.ui.preferences import backups, calendar, privacy

        self.desk = desk
        self.page = Page()
        self.page.add(
            widgets.title_row(self.title),
            self._look(),
            self._words(),
            calendar.card(desk),
            self._paper(),
            self._privacy(),
            privacy.Feedback(desk),
            backups.Backups(desk),
            backups.Deleted(desk),
            self._about(),
        )
        self.page.end()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        widgets.align(self.page)

    def doings(self) -> list[Action]:
        words = _("recycle bin trash restore undelete")
        return [
            Action(_("Recently deleted"), self._show_deleted, "trash-2", "", words),
            Action(_("Where is my data?"), self._show_folder, "hard-drive", "", _("file folder")),
        ]

    def _look(self) -> QWidget:
        now = self.desk.settings
        themes = widgets.Chips(THEMES, now.theme, self._theme, _("Light or dark"))
        sizes = widgets.Chips(
            {str(n): f"{n} %" for n in TEXT_SIZES}, str(now.text_size), self._text_size,
            _("Text size"),
        )  # fmt: skip
        still = QCheckBox(widgets.plain(_("No moving or blinking")))
        still.setObjectName("reduce motion")
        still.setChecked(now.reduce_motion)
        still.clicked.connect(self._still)
        return widgets.card(
            widgets.label(_("Light or dark"), "strong"), themes,
            widgets.label(_("Text size"), "strong"), sizes, still,
            title=_("Look"),
        )  # fmt: skip

    def _words(self) -> QWidget:
        from allydesk.ui.preferences import organisation

        return widgets.card(
            organisation.form(self.desk, organisation.WordsForm),
            organisation.language(self.desk),
            title=_("Words"),
        )

    def _paper(self) -> QWidget:
        from allydesk.ui.preferences import organisation

        return widgets.card(
            organisation.form(self.desk, organisation.PaperForm),
            organisation.Logo(self.desk),
            title=_("Organisation and paper"),
        )

    def _privacy(self) -> QWidget:
        from allydesk.ui.preferences import organisation

        after = QComboBox()
        after.setObjectName("hide after")
        for minutes in HIDE_AFTER:
            words = ngettext("After {n} minute", "After {n} minutes", minutes).format(n=minutes)
            after.addItem(words if minutes else _("Never by itself"), minutes)
        after.setCurrentIndex(max(0, after.findData(self.desk.settings.hide_after)))
        after.activated.connect(lambda _n: self._hide_after(after.currentData()))
        head = QLabel(widgets.plain(_("Hide names when nobody types")))
        head.setBuddy(after)
        after.setAccessibleName(_("Hide names when nobody types"))
        rows = QFormLayout()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setHorizontalSpacing(look.px(16))
        rows.addRow(head, after)
        says = _("{key} hides names at once. This hides the screen; it does not encrypt the file.")
        return widgets.card(
            organisation.form(self.desk, organisation.PrivacyForm),
            rows,
            widgets.label(says.format(key=widgets.shown_key("Ctrl+Shift+H")), "muted"),
            title=_("Privacy"),
        )

    def _about(self) -> QWidget:
        where = widgets.label(str(self.desk.store.path), "muted")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = widgets.button(Action(_("Show folder"), self._show_folder, "folder-open"))
        show.setObjectName("show folder")
        report = widgets.button(Action(_("Save a problem report…"), self._report, "bug"))
        licences = widgets.button(
            Action(_("Licences"), lambda: self._help("licences"), "scroll-text"), "quiet"
        )
        return widgets.card(
            widgets.label(f"AllyDesk {__version__}"),
            widgets.label(_("Where is my data?"), "strong"), where,
            widgets.label(
                _("This one file holds everything. To move to another computer, take it along."),
                "muted",
            ),
            widgets.flow(show, report, licences),
            title=_("About"),
        )  # fmt: skip

    # What is chosen

    def _prefer_look(self, **values: object) -> None:
        self.desk.prefer(**values)
        self.desk.restyled.emit()

    def _theme(self, theme: str) -> None:
        self._prefer_look(theme=theme)

    def _text_size(self, size: str) -> None:
        self._prefer_look(text_size=int(size))

    def _still(self, still: bool) -> None:  # noqa: FBT001
        self._prefer_look(reduce_motion=still)

    def _hide_after(self, minutes: int) -> None:
        self.desk.prefer(hide_after=minutes)

    def _show_folder(self) -> None:
        files.show_folders(self.desk.store.path)

    def _show_deleted(self) -> None:
        from allydesk.ui.preferences.backups import Deleted

        found = self.page.findChild(Deleted)
        if isinstance(found, Deleted):
            self.page.ensureWidgetVisible(found)
            stop = next(iter(found.findChildren(QWidget, "bring back 0")), None)
            if stop is not None:
                stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _report(self) -> None:
        from allydesk.ui.shell import crash

        crash.save_report(self.window(), self.desk)

    def _help(self, topic: str) -> None:
        from allydesk.ui.shell.window import Window

        window = self.window()
        assert isinstance(window, Window)
        window.help(topic)
