"""A mark of the chosen day beside the calendar: what it is, and what can be done."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout

from allydesk.language import _
from allydesk.planning.marks import Mark
from allydesk.planning.observances import Occurrence
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, label, more_button, picture, row
from allydesk.ui.planning import paint, words
from allydesk.ui.planning.doing import Doing

_SMALL = 16


class MarkCard(Card):
    """One observance, public holiday or closed day."""

    def __init__(
        self, mark: Mark, day: dt.date, doing: Doing, language: str, today: dt.date
    ) -> None:
        super().__init__()
        self.column.setSpacing(look.px(4))
        m = look.px(12)
        self.column.setContentsMargins(m, look.px(10), m, look.px(6))
        self.mark = mark
        head = QHBoxLayout()
        head.setSpacing(look.px(6))
        sign = paint.sign() if mark.observance else picture("calendar", "muted", _SMALL)
        head.addWidget(sign)
        head.addWidget(label(mark.name, "strong"), 1)
        self.add(head, label(self._below(day, language, today), "muted"))
        if mark.observance is not None:
            self._about(mark.observance)
            self._buttons(mark.observance, doing, today)

    def _below(self, day: dt.date, language: str, today: dt.date) -> str:
        when = words.span(self.mark, language, today)
        if self.mark.eve(day):
            when = _("begins this evening")
        return " · ".join(filter(None, [words.what(self.mark), when]))

    def _about(self, one: Occurrence) -> None:
        for text in (one.note, " ".join(one.plan)):
            if text:
                self.add(label(text))
        if one.greeting:
            self.add(label(_("Greeting: “{words}”").format(words=one.greeting), "muted"))
        if one.kind == "religious":
            self.add(label(_("Ask colleagues how they mark it; don’t assume."), "muted"))

    def _buttons(self, one: Occurrence, doing: Doing, today: dt.date) -> None:
        more = more_button(doing.more(one))
        more.setAccessibleName(_("More about {title}").format(title=one.name))
        if one.last < today:
            self.add(row(label(), more))
            return
        plan = button(Action(_("Plan something"), lambda: doing.plan(one)), "quiet")
        plan.setAccessibleName(_("Plan something for {name}").format(name=one.name))
        line = QHBoxLayout()
        line.addWidget(plan)
        line.addStretch(1)
        line.addWidget(more)
        self.add(line)
        self.plan_button = plan
