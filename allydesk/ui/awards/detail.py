"""What stands beside the list: a page for each kind of record, and the one to type nominations in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from allydesk.ui.awards.award import AwardPage
from allydesk.ui.awards.keys import Kind, key, split
from allydesk.ui.awards.kinds import TypePage
from allydesk.ui.awards.new import NewNomination
from allydesk.ui.awards.nomination import Around, NominationPage
from allydesk.ui.awards.rounds import RoundPage
from allydesk.ui.awards.signs import SignatoryPage
from allydesk.ui.desk import Desk
from allydesk.ui.records.screen import Detail

KINDS = frozenset(
    ["nomination", "nominee", "award", "award_recipient", "award_type", "award_round", "round_type",
     "round_reader", "award_criterion", "award_score", "award_conflict", "signatory",
     "award_signature", "own_value", "person", "organisation", "event"]
)  # fmt: skip
Shown = NominationPage | AwardPage | TypePage | RoundPage | SignatoryPage


class AwardsDetail(Detail):
    """The record beside the list. added(key) is sent when a new one was stored."""

    added = Signal(object)

    def __init__(self, desk: Desk, around: Around, wanted: Callable[[], Kind]) -> None:
        super().__init__()
        self.desk, self._wanted = desk, wanted
        self.new = NewNomination(desk)
        self.nomination = NominationPage(desk, around)
        self.award = AwardPage(desk, around.delete)
        self.type = TypePage(desk, around.delete)
        self.round = RoundPage(desk, around.delete)
        self.signatory = SignatoryPage(desk, around.delete)
        self.pages: dict[Kind, Shown] = {
            Kind.NOMINATION: self.nomination, Kind.AWARD: self.award, Kind.TYPE: self.type,
            Kind.ROUND: self.round, Kind.SIGNATORY: self.signatory,
        }  # fmt: skip
        self.stack = QStackedWidget()
        for page in (self.new, *self.pages.values()):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        for kind, page in ((Kind.TYPE, self.type), (Kind.ROUND, self.round),
                           (Kind.SIGNATORY, self.signatory)):  # fmt: skip
            page.form.created.connect(lambda id, kind=kind: self.added.emit(key(kind, id)))
        desk.changed.connect(self._changed)

    def load(self, id: int | None) -> None:
        """Show a record by its key, or with None what makes a new one of the kind in the list."""
        if id is not None:
            kind, id = split(id)
            self.pages[kind].load(id)
            self.stack.setCurrentWidget(self.pages[kind])
            return
        match self._wanted():
            case Kind.TYPE:
                self._begin(self.type)
            case Kind.ROUND:
                self._begin(self.round)
            case Kind.SIGNATORY:
                self._begin(self.signatory)
            case _:
                self.new.begin()
                self.stack.setCurrentWidget(self.new)

    def _begin(self, page: TypePage | RoundPage | SignatoryPage) -> None:
        page.load(None)
        self.stack.setCurrentWidget(page)

    def flush(self) -> None:
        for page in self.pages.values():
            page.flush()

    def enter(self, *, name: bool = False) -> None:
        page = self.stack.currentWidget()
        target: QWidget = self.new.who.picker
        if isinstance(page, Shown):
            target = page.first()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, kinds: frozenset[str]) -> None:
        page = self.stack.currentWidget()
        if kinds & KINDS and isinstance(page, Shown):
            page.refresh()
