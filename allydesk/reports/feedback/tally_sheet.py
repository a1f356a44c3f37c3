"""The sheet on which filled-in question forms are counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.feedback.pulse import STEPS
from allydesk.reports import listened
from allydesk.reports.listened import Asked
from allydesk.reports.report import Given, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme


def collect(s: Session, options: Given) -> Asked:
    """Take the questions of the forms to count."""
    return listened.asked(s, options)


def story(data: Asked, _theme: Theme) -> list[Block]:
    """Lay the sheet out: a cell for strokes for each question and step."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.form import Blank
    from allydesk.reports.engine.hand.scale import Question, Tally
    from allydesk.reports.engine.text import Paragraph

    questions = [Question(str(n), words) for n, words in enumerate(data.questions, 1)]
    steps = [f"{n} {words}" for n, words in enumerate(STEPS, 1)]
    lines = " · ".join(filter(None, (data.title, data.round)))
    return [
        Masthead(REPORT.title, [lines]),
        Paragraph(_("One stroke for each form, every fifth across. Question left out: no stroke.")),
        Tally(questions, steps),
        Blank(_("How many forms, counted by whom")),
    ]


def page(data: Asked) -> Page:
    keep = _("Fewer than {k} forms: pass no numbers on. Shred this once it is typed in.")
    return Page(REPORT.title, REPORT.title, keep.format(k=data.k), wide=True)


REPORT = Report(
    "tally-sheet",
    _("Tally sheet"),
    _("To count filled-in question forms by hand."),
    (listened.ROUND, listened.SET),
    collect,
    story,
    page,
    _("Feedback"),
)
