"""The questions a document asks before it is printed, made from what the document declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit import widgets as w
from allydesk.ui.printing.chosen import Known, People, Pictures, Ticked
from allydesk.ui.printing.sheet_picker import SheetPicker

if TYPE_CHECKING:
    from allydesk.reports.report import Option
    from allydesk.reports.sheets import Sheet

_PAUSE = 300  # milliseconds after the last letter typed


class Options(QWidget):
    """One editor for each option. changed() tells that a person chose something else."""

    changed = Signal()

    def __init__(
        self, options: Sequence[Option], values: Mapping[str, object], known: Known
    ) -> None:
        super().__init__()
        self._values, self._known = dict(values), known
        self._rows: dict[str, list[QWidget]] = {}
        self._when = {o.name: (o.when, o.having) for o in options if o.when}
        self.editors: dict[str, QWidget] = {}
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        for option in options:
            if (editor := self._editor(option)) is not None:
                self._place(column, option, editor)
        self.changed.connect(self._show_who)
        self._show_who()

    def values(self) -> dict[str, object]:
        return dict(self._values)

    def tell(self) -> None:
        """Tell at once of what was typed a moment ago, instead of after a rest."""
        if self._rest.isActive():
            self._rest.stop()
            self.changed.emit()

    def put(self, values: Mapping[str, object]) -> None:
        """Choose something else for the person; changed() does not tell of it."""
        for name, value in values.items():
            editor = self.editors.get(name)
            self._values[name] = value
            if editor is None:
                continue
            editor.blockSignals(True)  # noqa: FBT003
            match editor:
                case QCheckBox():
                    editor.setChecked(bool(value))
                case QComboBox():
                    editor.setCurrentIndex(max(0, editor.findData(value)))
                case QSpinBox() if isinstance(value, int):
                    editor.setValue(value)
                case QDoubleSpinBox() if isinstance(value, float):
                    editor.setValue(value)
                case QLineEdit():
                    editor.setText(str(value or ""))
            editor.blockSignals(False)  # noqa: FBT003
        self._show_who()

    def _place(self, column: QVBoxLayout, option: Option, editor: QWidget) -> None:
        editor.setObjectName(option.name)
        editor.setAccessibleName(option.label)
        editor.setAccessibleDescription(option.hint)
        self.editors[option.name] = editor
        row = self._rows[option.name] = [editor]
        if not isinstance(editor, QCheckBox):
            label = w.label(option.label, "strong")
            label.setBuddy(editor)
            row.insert(0, label)
        if option.hint:
            row.append(w.label(option.hint, "muted"))
        for part in row:
            column.addWidget(part)
        column.addSpacing(look.px(8))

    def _show_who(self) -> None:
        """Ask for the group only while nobody is chosen by name, for neither of an event, and so on."""
        of_event, named = bool(self._values.get("event")), bool(self._values.get("people"))
        shown = {"group": not of_event and not named, "people": not of_event}
        shown |= {name: self._is_asked(name) for name in self._when}
        for name, visible in shown.items():
            for part in self._rows.get(name, ()):
                part.setVisible(visible)

    def _is_asked(self, name: str) -> bool:
        """Say whether what an option depends on is chosen, and is asked itself."""
        if name not in self._when:
            return True
        when, having = self._when[name]
        value = self._values.get(when)
        chosen = value in having if having else bool(value)
        return chosen and (when == name or self._is_asked(when))

    def _set(self, name: str, value: object) -> None:
        if self._values.get(name) != value:
            self._values[name] = value
            self.changed.emit()

    def _set_soon(self, name: str, value: object) -> None:
        self._values[name] = value
        self._rest.start()

    def _editor(self, option: Option) -> QWidget | None:
        value = self._values.get(option.name)
        match option.kind.value:
            case "choice":
                return self._combo(option.name, option.choices or {}, value)
            case "group" | "event":
                return self._record(option, value)
            case "record":
                return self._one_of(option, value)
            case "records" if option.among is None:
                return None  # a screen chose them
            case "people" | "pictures" | "records":
                return self._several(option, value)
            case "flag":
                return self._tick(option, value)
            case "number" | "measure":
                return self._number(option, value)
            case "place":
                return self._place_on_sheet(option, value)
            case _:
                return self._line(option, value)

    def _record(self, option: Option, value: object) -> QComboBox:
        of_event = option.kind.value == "event"
        known = self._known.events if of_event else self._known.groups
        combo = self._combo(option.name, known, value)
        if not option.needed:
            combo.insertItem(0, _("No event") if of_event else _("No group"), None)
            combo.setCurrentIndex(max(0, combo.findData(value)))
        if not of_event and len(known) > 1:
            combo.addItem(_("Every group, each on sheets of its own"), "all")
        return combo

    def _one_of(self, option: Option, value: object) -> QComboBox:
        combo = self._combo(option.name, self._known.records.get(option.name, {}), value)
        if not option.needed:
            combo.insertItem(0, _("None"), None)
            combo.setCurrentIndex(max(0, combo.findData(value)))
        return combo

    def _combo(
        self, name: str, choices: Mapping[int, str] | Mapping[str, str], value: object
    ) -> QComboBox:
        combo = QComboBox()
        for stored, words in choices.items():
            combo.addItem(words, stored)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.activated.connect(lambda n: self._set(name, combo.itemData(n)))
        return combo

    def _several(self, option: Option, value: object) -> QWidget:
        made: People | Pictures | Ticked
        ids = [id for id in value if isinstance(id, int)] if isinstance(value, tuple) else ()
        if option.kind.value == "pictures":
            made = Pictures(self._known.ask)
        elif option.kind.value == "records":
            made = Ticked(self._known.records.get(option.name, {}), ids)
        else:
            made = People(self._known, ids)
        made.changed.connect(partial(self._set, option.name))
        return made

    def _tick(self, option: Option, value: object) -> QCheckBox:
        box = QCheckBox(w.plain(option.label))
        box.setChecked(bool(value))
        box.clicked.connect(lambda: self._set(option.name, box.isChecked()))
        return box

    def _number(self, option: Option, value: object) -> QSpinBox | QDoubleSpinBox:
        box: QSpinBox | QDoubleSpinBox
        start = value if isinstance(value, (int, float)) else 0
        if option.kind.value == "measure":
            box = w.roomy(QDoubleSpinBox(decimals=1, singleStep=0.1))
            box.setRange(option.least, option.most)
            box.setValue(float(start))
        else:
            box = w.roomy(QSpinBox())
            box.setRange(option.least, option.most)
            box.setValue(int(start))
        box.valueChanged.connect(partial(self._set_soon, option.name))
        return box

    def _place_on_sheet(self, option: Option, value: object) -> SheetPicker | None:
        sheet = self._sheet()
        if sheet is None:
            return None
        picker = SheetPicker(sheet, value if isinstance(value, int) else 1)
        picker.chosen.connect(partial(self._set, option.name))
        self.changed.connect(lambda: self._follow(option.name, picker))
        return picker

    def _sheet(self) -> Sheet | None:
        """Give the sheet that is chosen now, if it makes sense already."""
        from allydesk.reports.on_sheets import chosen_sheet

        try:
            return chosen_sheet(self._values)
        except Problem:
            return None

    def _follow(self, name: str, picker: SheetPicker) -> None:
        """Show the labels of another sheet; the first free one stays, if there is such a label."""
        sheet, first = self._sheet(), self._values.get(name)
        if sheet is None or sheet == picker.picture.sheet:
            return
        if not isinstance(first, int) or first > sheet.count:
            first = self._values[name] = 1
        picker.show_sheet(sheet, first)

    def _line(self, option: Option, value: object) -> QLineEdit:
        line = QLineEdit(str(value or ""))
        line.textEdited.connect(partial(self._set_soon, option.name))
        return line


class Choices(QScrollArea):
    """The questions, scrolled up and down only: the room is as wide as the widest of them needs."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        inside.setProperty("kind", "page")
        self.column = column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(4), 0, look.px(8), 0)  # room for the focus ring
        column.setSpacing(look.px(12))
        column.addWidget(options)
        column.addStretch(1)
        self.setWidget(inside)
        options.changed.connect(self.updateGeometry)  # the picture of a sheet may be a wider one

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        wide = self._inside.minimumSizeHint().width() + bar
        return QSize(wide, super().minimumSizeHint().height())
