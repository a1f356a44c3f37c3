"""What stands beside the list: a page for each kind of record, and the one to type nominations in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from allydesk.ui.awards.award import AwardPage
from allydesk.ui.awards.keys import Kind, key, split
from allydesk.ui.awards.reading.new import NewNomination
from allydesk.ui.awards.reading.nomination import Around, NominationPage
from allydesk.ui.awards.rules.kinds import TypePage
from allydesk.ui.awards.rules.rounds import RoundPage
from allydesk.ui.awards.rules.signs import SignatoryPage
from allydesk.ui.desk import Desk
from allydesk.ui.records.screen import Detail

KINDS = frozenset(
    ["nomination", "nominee", "award", "award_recipient", "award_type", "award_round", "round_type",
     "round_reader", "award_criterion", "award_score", "award_conflict", "signatory",
     "award_signature", "own_value", "person", "organisation", "event"]
)  # fmt: skip
Fields = TypePage | RoundPage | SignatoryPage
Shown = NominationPage | AwardPage | Fields


class AwardsDetail(Detail):
    """The record beside the list. added(key) is sent when a new one was stored.

    A page is made when the first record of its kind is shown: the place opens sooner.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, around: Around, wanted: Callable[[], Kind]) -> None:
        super().__init__()
        self.desk, self._around, self._wanted = desk, around, wanted
        self.stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        desk.changed.connect(self._changed)

    # The pages

    @cached_property
    def new(self) -> NewNomination:
        made = NewNomination(self.desk)
        self.stack.addWidget(made)
        return made

    @cached_property
    def nomination(self) -> NominationPage:
        made = NominationPage(self.desk, self._around)
        self.stack.addWidget(made)
        return made

    @cached_property
    def award(self) -> AwardPage:
        made = AwardPage(self.desk, self._around.delete)
        self.stack.addWidget(made)
        return made

    @cached_property
    def type(self) -> TypePage:
        made = TypePage(self.desk, self._around.delete)
        self._put_in(Kind.TYPE, made)
        return made

    @cached_property
    def round(self) -> RoundPage:
        made = RoundPage(self.desk, self._around.delete)
        self._put_in(Kind.ROUND, made)
        return made

    @cached_property
    def signatory(self) -> SignatoryPage:
        made = SignatoryPage(self.desk, self._around.delete)
        self._put_in(Kind.SIGNATORY, made)
        return made

    def _put_in(self, kind: Kind, page: Fields) -> None:
        self.stack.addWidget(page)
        page.form.created.connect(lambda id: self.added.emit(key(kind, id)))

    def _page(self, kind: Kind) -> Shown:
        match kind:
            case Kind.NOMINATION:
                return self.nomination
            case Kind.AWARD:
                return self.award
            case _:
                return self._fields(kind)

    def _fields(self, kind: Kind) -> Fields:
        if kind is Kind.TYPE:
            return self.type
        return self.round if kind is Kind.ROUND else self.signatory

    # What the list asks for

    def load(self, id: int | None) -> None:
        """Show a record by its key, or with None what makes a new one of the kind in the list."""
        if id is not None:
            kind, id = split(id)
            page = self._page(kind)
            page.load(id)
            self.stack.setCurrentWidget(page)
        elif (wanted := self._wanted()) in (Kind.NOMINATION, Kind.AWARD):
            self.new.begin()
            self.stack.setCurrentWidget(self.new)
        else:
            fields = self._fields(wanted)
            fields.load(None)
            self.stack.setCurrentWidget(fields)

    def flush(self) -> None:
        for n in range(self.stack.count()):
            page = self.stack.widget(n)
            if isinstance(page, Shown):
                page.flush()

    def enter(self, *, name: bool = False) -> None:
        page = self.stack.currentWidget()
        target: QWidget = self.new.who.picker
        if name and isinstance(page, Fields):
            target = page.form.lines["name"].editor.field
        elif isinstance(page, Shown):
            target = page.first()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, kinds: frozenset[str]) -> None:
        page = self.stack.currentWidget()
        if kinds & KINDS and isinstance(page, Shown):
            page.refresh()
