"""One round: when it is open, what for, who reads it by which criteria, and how the reading stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from allydesk import awarding
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.awards import reading
from allydesk.models.awards import round as rounds
from allydesk.models.awards.nomination import STATES
from allydesk.models.awards.round import PHASES, Criterion
from allydesk.models.base import drop
from allydesk.ui.awards import prints
from allydesk.ui.awards.forms import CriterionForm, RoundForm, types_offered
from allydesk.ui.awards.head import Head
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.awards.kiosk import window
from allydesk.ui.awards.people import People
from allydesk.ui.awards.reading import scoring
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.table import Column, Rows, table
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, plain, row

_TONES = {"coming": "info", "open": "good", "closed": ""}
_MOST_ROWS = 10
_WIDE = (0, 0, 0, 420, 500, 580)  # pixels at 100 %: a narrower table goes without this column


class RoundPage(Page):
    """A round, its awards, committee and criteria, and its nominations."""

    def __init__(self, desk: Desk, delete: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.head = Head(
            [
                Action(_("Make next year’s round"), self.next_year, "copy"),
                Action(_("Delete"), delete, "trash-2", "Del"),
            ]
        )
        self.form = RoundForm(desk)
        self.form.created.connect(lambda _id: self.refresh())
        self.types = _Types(desk)
        self.committee = _Committee(desk)
        self.criteria = Criteria(desk)
        self.ranking = Ranking(desk)
        self.parts = (self.ranking, self.types, self.committee, self.criteria)
        self.add(self.head, self.ranking, self.form, self.types, self.committee, self.criteria)
        self.end()

    def load(self, id: int | None) -> None:
        if not self.form.shows(id):
            self.flush()
            self.form.load(id)
            self.verticalScrollBar().setValue(0)
        self.refresh()

    def flush(self) -> None:
        self.form.flush()
        self.criteria.flush()

    def first(self) -> QWidget:
        """Give what is done with a round; of a new one, its name."""
        return self.ranking.first() or self.form.lines["name"].editor.field

    def refresh(self) -> None:
        id = self.form.id
        self.head.others.setEnabled(id is not None)
        for part in self.parts:
            part.setVisible(id is not None)
        if id is None:
            self.head.say(_("New round"), _("Stored as soon as it has a name and two days."))
            self.head.show_tags()
            return
        try:
            one = self.desk.store.read(rounds.row, id)
        except Problem:
            return  # gone; the list goes on to another
        phase = one.phase(self.desk.today())
        count = ngettext("{n} nomination", "{n} nominations", one.nominations)
        self.head.say(one.name, ", ".join(one.types), count.format(n=one.nominations))
        self.head.show_tags((PHASES[phase], _TONES[phase]))
        self.types.show_round(id)
        self.committee.show_round(id)
        self.criteria.show_round(id)
        self.ranking.show_round(one)

    def next_year(self) -> None:
        """Make the round of next year from this one, and open it."""
        if self.form.id is None:
            return
        try:
            id = awarding.next_year(self.desk.store, self.form.id)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self.desk.go("awards", key(Kind.ROUND, id))
        self.desk.say(_("Next year’s round is here, with the same committee."), undo=True)


class _Types(Card):
    """Which awards a round is for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Awards in this round"))
        self.desk = desk
        self._round = 0
        self._boxes: dict[int, QCheckBox] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.add(self._column)

    def show_round(self, id: int) -> None:
        self._round = id
        chosen = {t.id: t.name for t in self.desk.store.read(rounds.types, id)}
        offered = {**types_offered(self.desk), **chosen}
        if list(offered) != list(self._boxes) or not offered:
            clear(self._column)
            self._boxes = {}
            for type_id, name in offered.items():
                box = QCheckBox(plain(name))
                box.clicked.connect(self._store)
                self._boxes[type_id] = box
                self._column.addWidget(box)
            if not offered:
                self._column.addWidget(label(_("Add award types first, under “Types”."), "muted"))
        for type_id, box in self._boxes.items():
            box.setChecked(type_id in chosen)

    def _store(self) -> None:
        wanted = [id for id, box in self._boxes.items() if box.isChecked()]
        self.desk.do(
            _("The awards of this round are stored."), _("Change the awards of a round"),
            rounds.choose_types, self._round, wanted,
        )  # fmt: skip


class _Committee(Card):
    """Who reads and scores a round."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Committee"))
        self.desk = desk
        self._round = 0
        self.who = People(
            desk, _("Who reads this round"), _("Add somebody: type a name, press Enter"),
            others=False,
        )  # fmt: skip
        self.who.changed.connect(self._store)
        hint = _("Nobody scores a nomination for themselves, or one they wrote.")
        self.add(label(hint, "muted"), self.who)

    def show_round(self, id: int) -> None:
        self._round = id
        people = {p.id: p.name for p in self.desk.store.read(rounds.committee, id)}
        if people != self.who.people:
            self.who.put(people)

    def _store(self) -> None:
        self.desk.do(
            _("The committee is stored."), _("Change the committee of a round"),
            rounds.choose_committee, self._round, list(self.who.people),
        )  # fmt: skip


class Criteria(Card):
    """What nominations are scored by, with words for the points; one is open at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Scored by"))
        self.desk = desk
        self._round = 0
        self._open: int | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.form = CriterionForm(desk)
        self.form.created.connect(self._created)
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, look.px(8), 0, 0)
        inside.addWidget(self.form)
        close = button(Action(_("Close"), self._close))
        self.remove_button = button(
            Action(_("Delete this criterion"), self._remove, "trash-2"), "quiet"
        )
        inside.addWidget(flow(close, self.remove_button))
        self.add_button = button(Action(_("Add a criterion"), self._add, "plus"), "quiet")
        self.add(self._rows, self.fields, flow(self.add_button))
        self.fields.hide()

    def flush(self) -> None:
        self.form.flush()

    def show_round(self, id: int) -> None:
        if id != self._round:
            self.flush()
            self.fields.hide()
            self._open = None
        self._round = id
        clear(self._rows)
        for scale in self.desk.store.read(rounds.criteria, id):
            words = " · ".join(f"{n} {w}" for n, w in enumerate(scale.anchors, 1) if w)
            made = button(Action(_("Change"), partial(self._change, scale.id)), "quiet")
            made.setAccessibleName(_("Change: {text}").format(text=scale.name))
            self._rows.addWidget(row(label(scale.name, "strong"), made))
            if words:
                self._rows.addWidget(label(words, "muted"))

    def _change(self, id: int) -> None:
        self._open = id
        self.form.load(id)
        self._show_fields()

    def _add(self) -> None:
        self._open = None
        self.form.load(None, round_id=self._round)
        self._show_fields()

    def _show_fields(self) -> None:
        self.fields.show()
        self.remove_button.setEnabled(self.form.id is not None)
        self.form.reveal("name")

    def _created(self, id: int) -> None:
        self._open = id
        self.remove_button.setEnabled(True)

    def _close(self) -> None:
        self.flush()
        self.fields.hide()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if self.form.id is not None:
            self.desk.do(
                _("The criterion is gone, with its points."), _("Delete a criterion"),
                drop, Criterion, [self.form.id],
            )  # fmt: skip
            self._close()


class Ranking(Card):
    """The nominations of a round, the best first once all is scored; names hidden until then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Nominations in this round"))
        self.desk = desk
        self._round = 0
        self.note = label("", "muted")
        self.rows: Rows[reading.Reading] = Rows(_columns(), _says)
        self.table = table(self.rows, _("Nominations in this round"))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _at: self._open())
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, head.ResizeMode.Stretch)
        self.score_button = button(Action(_("Score…"), self._score, "star"))
        self.open_button = button(Action(_("Open"), self._open), "quiet")
        self.print_button = button(Action(_("Print shortlist…"), self._print, "printer"))
        self.here_button = button(Action(_("Take nominations here…"), self._take_here, "users"))
        self.add(
            self.note, self.table,
            flow(self.score_button, self.print_button, self.here_button, self.open_button),
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where there is no room for them; names come first."""
        super().resizeEvent(event)
        for n, wide in enumerate(_WIDE):
            self.table.setColumnHidden(n, self.width() < look.px(wide))

    def show_round(self, one: rounds.Row) -> None:
        self._round = one.id
        rows = self.desk.store.read(reading.of_round, one.id)
        self.rows.show(rows)
        self.table.setVisible(bool(rows))
        self.open_button.setVisible(bool(rows))
        self.score_button.setVisible(bool(rows) and one.readers > 0)
        self.here_button.setVisible(one.phase(self.desk.today()) == "open")
        self.print_button.setVisible(bool(rows) and prints.there(prints.SHORTLIST))
        head = self.table.horizontalHeader().sizeHint().height()
        high = self.table.verticalHeader().defaultSectionSize() * min(max(len(rows), 1), _MOST_ROWS)
        self.table.setFixedHeight(head + high + look.px(6))
        said = [] if rows else [_("No nominations yet.")]
        if any(r.hidden for r in rows):
            said.append(_("Names show when everybody who may has scored."))
        if any(r.tied for r in rows):
            said.append(_("There is a tie for the last place."))
        self.note.setText(" ".join(said))
        self.note.setVisible(bool(said))

    def first(self) -> QWidget | None:
        """Give the first button there is."""
        every = (self.score_button, self.print_button, self.here_button)
        return next((b for b in every if b.isVisible()), None)

    def _score(self) -> None:
        scoring.open(self.desk, self, self._round)

    def _take_here(self) -> None:
        window.open(self.desk, self, self._round)

    def _print(self) -> None:
        prints.of_round(self.desk, self, self._round)

    def _open(self) -> None:
        at = self.table.currentIndex()
        id = self.rows.id_at(at.row()) if at.isValid() else None
        if id is None:
            self.desk.say(_("Choose one nomination first."))
        else:
            self.desk.go("awards", key(Kind.NOMINATION, id))


def _who(r: reading.Reading) -> str:
    names = r.team_name or ", ".join(r.names)
    return names or _("Nomination {n}").format(n=r.number)


def _columns() -> list[Column[reading.Reading]]:
    return [
        Column(_("Rank"), lambda r: f"{r.rank}{' =' if r.tied else ''}" if r.rank else "–", width=64),
        Column(_("Who"), _who, width=200),
        Column(_("Average"), lambda r: f"{r.average:.2f}" if r.average is not None else "", width=90),
        Column(_("Apart"), _apart, width=90),
        Column(_("Scored"), lambda r: _("{n} of {all}").format(n=r.scored, all=r.raters), width=80),
        Column(_("State"), lambda r: STATES[r.state], width=150),
    ]  # fmt: skip


def _apart(r: reading.Reading) -> str:
    if r.gap is None:
        return ""
    return f"{r.gap:.1f} !" if r.wide else f"{r.gap:.1f}"


def _says(r: reading.Reading) -> str:
    parts = [
        _who(r),
        _("rank {n}").format(n=r.rank) if r.rank else "",
        _("tied") if r.tied else "",
        _("average {n}").format(n=f"{r.average:.2f}") if r.average is not None else "",
        _("far apart") if r.wide else "",
        _("{n} of {all} have scored").format(n=r.scored, all=r.raters),
        STATES[r.state],
    ]
    return ", ".join(filter(None, parts))
