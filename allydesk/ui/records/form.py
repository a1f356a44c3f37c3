"""A form made from a record's own fields, which stores each as soon as a person is done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, card
from allydesk.ui.planning.day import DayHint
from allydesk.ui.records.editors import DayEditor, Editor, editor
from allydesk.ui.records.field import Line, complain, line

if TYPE_CHECKING:
    from allydesk.models.base import Described, Record

BESIDE = 400  # pixels at 100 %: a narrower form has its labels above the fields
_ROOM = (
    240  # pixels at 100 % that a field has beside the longest label: a day, and what was understood
)
REST = 800  # milliseconds without a key, after which a text is stored


class Section(NamedTuple):
    """Fields that stand together. Those in more show when they hold something, or when asked for."""

    title: str
    names: tuple[str, ...]
    more: tuple[str, ...] = ()


class Form(QWidget):
    """The fields of one record. created is sent with the id when a new one was stored.

    What somebody is typing is never touched by a refresh, and what could not be stored yet is kept
    per record until they come back to it.
    """

    kind: ClassVar[type[Record]]
    sections: ClassVar[Sequence[Section]]
    created = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from allydesk.models.base import fields

        self.desk = desk
        self.id: int | None = None
        self.given: dict[str, object] = {}  # what a new record has besides what is typed
        self.stored: dict[str, object] = {}
        self.lines: dict[str, Line] = {}
        self._fields = fields(self.kind)
        self._drafts: dict[int | None, dict[str, object]] = {}
        self._open = False
        self._loaded = self._writing = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._resting = ""  # the field whose rest is awaited
        self._visit: tuple[str, int | None] | None = None  # the field being typed in, and its step
        self._rest.timeout.connect(self._rested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(16))
        self._widest = 0  # of the labels
        self._cards = [self._section(s) for s in self.sections]
        for one, _layout, _names in self._cards:
            column.addWidget(one)
        self._more = button(Action(_("More fields"), self.toggle, "chevron-down"), "quiet")
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.setVisible(any(s.more for s in self.sections))
        self._align()
        desk.changed.connect(self._changed)
        desk.restyled.connect(self.flush)  # all screens are made anew then

    # What a kind of record says for itself.

    def words(self, name: str, value: object) -> tuple[str, str]:
        """Give the label of the step that changes a field, and what is said afterwards."""
        raise NotImplementedError

    def told(self, said: str) -> str:
        """Add to what is said what came of storing it."""
        return said

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        """Give the label of the step that makes a record, and what is said afterwards."""
        raise NotImplementedError

    def read(self, id: int) -> dict[str, object] | None:
        """Give the stored fields of a record, or None when it is gone."""
        from allydesk.models.base import values

        return self.desk.store.read(values, self.kind, id)

    def fresh(self) -> dict[str, object]:
        """Give what a new record will have before anybody has said anything."""
        from allydesk.models.base import fresh

        return self.desk.store.read(fresh, self.kind)

    def save(self, label: str, values: Mapping[str, object]) -> int:
        """Store fields of the record, new or known, as one step, and give its id."""
        from allydesk.models.base import put

        store = self.desk.store
        visited = self._visit[1] if self._visit and [self._visit[0]] == list(values) else None
        id = store.write_on(visited, label, put, self.kind, self.id, values)
        # What is typed on in the same field belongs to the same step of undo.
        typed = [
            n for n in values if self._fields[n].type is str and not self._fields[n].field.choices
        ]
        self._visit = (typed[0], store.last_step) if len(typed) == len(values) == 1 else None
        return id

    def make_editor(self, name: str, described: Described) -> Editor:
        """Make the editor of a field: the usual one for its kind of value."""
        from allydesk.models.base import used

        return editor(
            name, described, language=self.language, today=self.desk.today,
            used=partial(self.desk.store.read, used, self.kind, name),
        )  # fmt: skip

    def language(self) -> str:
        from allydesk.models import organisation

        return self.desk.store.read(organisation.language)

    # Making it.

    def _section(self, section: Section) -> tuple[QWidget, QFormLayout, tuple[str, ...]]:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(look.px(16))
        form.setVerticalSpacing(look.px(8))
        names = (*section.names, *section.more)
        for name in names:
            self._add(form, name, optional=name in section.more)
        if section.title:
            return card(form, title=section.title), form, names
        bare = QWidget()  # stands in a card already
        form.setContentsMargins(0, 0, 0, 0)
        bare.setLayout(form)
        return bare, form, names

    def _add(self, form: QFormLayout, name: str, *, optional: bool) -> None:
        described = self._fields[name]
        made = self.make_editor(name, described)
        self.lines[name] = one = line(name, described, made, optional=optional)
        form.addRow(one.label, one.block)
        if described.field.ahead and isinstance(made, DayEditor):
            DayHint(self.desk, made.day)
        made.typed.connect(partial(self._typed, name))
        made.done.connect(partial(self.store, name))
        made.field.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put labels above their fields where there is no room beside them."""
        super().resizeEvent(event)
        policy = QFormLayout.RowWrapPolicy
        least = max(look.px(BESIDE), self._widest + look.px(_ROOM))
        wanted = policy.WrapAllRows if self.width() < least else policy.DontWrapRows
        for _card, form, _names in self._cards:
            if form.rowWrapPolicy() != wanted:
                form.setRowWrapPolicy(wanted)

    def _align(self) -> None:
        """Give all labels one width, so that the fields of all cards stand in one line."""
        self._widest = max(one.label.sizeHint().width() for one in self.lines.values())
        for one in self.lines.values():
            one.label.setMinimumWidth(self._widest)

    # Showing.

    def shows(self, id: int | None) -> bool:
        """Say whether a record, or with None the form for a new one, is what is on screen."""
        return self._loaded and self.id == id

    def load(self, id: int | None, **given: object) -> None:
        """Show a record, or with None an empty form for a new one that will have what is given."""
        self.flush()
        self._loaded = True
        self.id, self.given = id, given
        self.stored = (self.fresh() if id is None else self.read(id)) or {}
        for name, one in self.lines.items():
            self._show(name, one)
        for name, draft in self._drafts.get(id, {}).items():
            self.lines[name].editor.resume(draft)
            self.store(name)
        self._disclose()

    def _show(self, name: str, one: Line) -> None:
        one.editor.put(self.stored.get(name))
        complain(self.lines[name], "")

    def refresh(self) -> None:
        """Read the record again; what somebody typed and is not stored yet stays as it is."""
        if self.id is None or (fresh := self.read(self.id)) is None:
            return
        self.stored = fresh
        for name, one in self.lines.items():
            if self._holds_what_is_stored(name):
                self._settled(name)
                if not one.editor.field.hasFocus():
                    one.editor.put(fresh[name])  # as it was tidied; the cursor is elsewhere
            elif name not in self._draft():
                self._show(name, one)
        self._disclose()

    def _changed(self, kinds: frozenset[str]) -> None:
        if self.kind.__tablename__ in kinds:
            self.refresh()

    def toggle(self) -> None:
        self._open = not self._open
        self._disclose()

    def _disclose(self) -> None:
        """Show the fields behind "More" that hold something, and all when they were asked for."""
        hidden = 0
        for _card, form, names in self._cards:
            for name in names:
                one = self.lines[name]
                holds = self._says_something(name) or name in self._draft()
                shown = self._open or not one.optional or holds or one.editor.field.hasFocus()
                form.setRowVisible(one.block, shown)
                hidden += not shown
        self._more.setText(_("Fewer fields") if self._open else _("More fields"))
        self._more.setVisible(self._open or hidden > 0)

    def _says_something(self, name: str) -> bool:
        """Say whether a field holds more than nothing, or than the first of its choices."""
        choices = self._fields[name].field.choices
        usual = (None, next(iter(choices))) if choices else (None,)
        return self.stored.get(name) not in usual

    def reveal(self, name: str) -> None:
        """Take somebody to a field, also if it is behind "More"."""
        if self.lines[name].optional and not self._open:
            self.toggle()
        self.lines[name].editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Storing.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        name = watched.objectName()
        if name in self.lines:
            if isinstance(event, QFocusEvent) and event.lostFocus():
                self._left(name, event.reason())
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return event.key() == Qt.Key.Key_Escape and self._give_up(name)
        return super().eventFilter(watched, event)

    def _draft(self) -> dict[str, object]:
        """Give what was typed into this record and is not stored: names with what stands there."""
        return self._drafts.get(self.id, {})

    def _typed(self, name: str) -> None:
        self._drafts.setdefault(self.id, {})[name] = self.lines[name].editor.draft()
        self._resting = name
        self._rest.start()

    def _rested(self) -> None:
        # Half an e-mail address is no mistake while somebody is still writing it.
        self.store(self._resting, speak=False)

    def _left(self, name: str, why: Qt.FocusReason) -> None:
        if why == Qt.FocusReason.PopupFocusReason:
            return  # a menu or a list of matches: they are still here
        self.store(name)
        self._visit = None
        if name not in self._draft() and why != Qt.FocusReason.ActiveWindowFocusReason:
            self._show(name, self.lines[name])

    def _give_up(self, name: str) -> bool:
        """Bring the stored value back; say whether there was anything to bring back."""
        if name not in self._draft():
            return False
        self._draft().pop(name)
        self._show(name, self.lines[name])
        return True

    def flush(self) -> None:
        """Store whatever is still waiting for its rest."""
        self._rest.stop()
        for name in list(self._draft()):
            self.store(name, speak=False)

    def _holds_what_is_stored(self, name: str) -> bool:
        wrong, value = self._value(name)
        return not wrong and value == self.stored.get(name)

    def store(self, name: str, *, speak: bool = True) -> None:
        """Store a field if a person changed it; say below it why it cannot be."""
        if self._resting == name:
            self._rest.stop()
        if name not in self._draft() or self._writing:
            return
        self._draft()[name] = self.lines[name].editor.draft()
        if self.id is not None and self._holds_what_is_stored(name):
            self._settled(name)
            return
        wrong = self._create() if self.id is None else self._change(name)
        if speak and wrong:
            self._show_wrong(name, wrong)

    def _show_wrong(self, name: str, wrong: Mapping[str, str]) -> None:
        for field, sentence in wrong.items():
            if field in self._draft() or field == name:
                complain(self.lines[field], sentence)
        if name not in wrong and self.id is not None:
            complain(self.lines[name], next(iter(wrong.values())))

    def _settled(self, name: str) -> None:
        """Note that a field holds what is stored."""
        self._draft().pop(name, None)
        complain(self.lines[name], "")

    def _change(self, name: str) -> dict[str, str]:
        """Store one field of the record; give what is wrong with it."""
        wrong, value = self._value(name)
        if wrong:
            return {name: wrong}
        label, said = self.words(name, value)
        return self._write(label, said, {name: value}) or self._try_the_rest(name)

    def _try_the_rest(self, name: str) -> dict[str, str]:
        """Store what could not be stored before and now perhaps can: two dates that belong together."""
        self._settled(name)
        for other in list(self._draft()):
            wrong, value = self._value(other)
            if not wrong and not self._write(*self.words(other, value), {other: value}):
                self._settled(other)
        return {}

    def _create(self) -> dict[str, str]:
        """Store a new record with all that was typed and can be; give what is wrong."""
        values: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for name in self._draft():
            sentence, value = self._value(name)
            if sentence:
                wrong[name] = sentence
            else:
                values[name] = value
        while True:
            label, said = self.words_new(values)
            found = self._write(label, said, {**self.given, **values})
            wrong |= found
            hopeless = [n for n in found if n not in values or not self._fields[n].optional]
            if not found or hopeless:
                break
            values = {n: v for n, v in values.items() if n not in found}
        if not found:
            self._made(values)
        return wrong

    def _made(self, values: Mapping[str, object]) -> None:
        assert self.id is not None
        drafts = self._drafts.pop(None, {})
        self._drafts[self.id] = {n: d for n, d in drafts.items() if n not in values}
        for name in values:
            complain(self.lines[name], "")
        self.refresh()
        self.created.emit(self.id)

    def _value(self, name: str) -> tuple[str, object]:
        """Give what is wrong with the text of a field, or its value."""
        from allydesk.models.base import tidy

        one = self.lines[name]
        try:
            return "", tidy(one.described, one.editor.take())
        except Invalid as wrong:
            return str(wrong), None

    def _write(self, label: str, said: str, values: Mapping[str, object]) -> dict[str, str]:
        self._writing = True  # what is told to others meanwhile may ask this form to store
        try:
            self.id = self.save(label, values)
        except Invalid as wrong:
            return wrong.fields
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return dict.fromkeys(values, str(problem))
        finally:
            self._writing = False
        self.desk.say(self.told(said), undo=True)
        return {}
