"""The questions of a round on paper, with the numbers they have on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.feedback.pulse import STEPS
from allydesk.reports import listened
from allydesk.reports.listened import Asked
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.theme import Theme

_FORMAT = Option(
    "format", _("Format"), Kind.CHOICE, "two",
    {"two": _("Two on a page, to cut"), "full": _("Full page")},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """What the form asks, and where it goes."""

    asked: Asked
    hand_in: str
    two: bool


def collect(s: Session, options: Given) -> Form:
    """Take the questions; the form asks for no name."""
    return Form(listened.asked(s, options), listened.hand_in(options), options["format"] == "two")


def story(data: Form, theme: Theme) -> Pages:
    """Lay the form out: the digit in a circle is the one that is typed in."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.hand.scale import Question, Scale
    from allydesk.reports.engine.hand.slips import Slip, WritingRoom, slip_pages
    from allydesk.reports.engine.text import Paragraph

    asked = data.asked
    questions = [Question(str(n), words) for n, words in enumerate(asked.questions, 1)]
    safe = _("No name is asked for. Results show only once {k} people have answered.")
    slip = Slip(
        [
            Masthead(asked.title, [asked.round] if asked.round else []),
            Paragraph(_("Tick one circle a line. Leave out what you do not want to answer.")),
            Scale(questions, STEPS),
            Paragraph(asked.line, bold=True),
            WritingRoom(),
        ],
        [
            Paragraph(safe.format(k=asked.k), small=True, muted=True),
            Paragraph(data.hand_in, small=True, muted=True),
        ],
    )
    two = data.two and not theme.large
    return slip_pages([slip] * (2 if two else 1), theme, 2 if two else 1)


def page(_data: Form) -> Page:
    return Page(REPORT.title, REPORT.title, "")


REPORT = Report(
    "question-form",
    _("Question form"),
    _("The questions of a round, to answer with a pen. Its digits are typed in afterwards."),
    (listened.ROUND, listened.SET, _FORMAT, listened.RETURN),
    collect,
    story,
    page,
    _("Feedback"),
)
