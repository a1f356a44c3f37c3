"""What documents of feedback have in common: rounds of questions, what was asked, whose paper it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import organisation, privacy, suppression
from allydesk.models.feedback import period, pulse
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option


def rounds(s: Session) -> dict[int, str]:
    """Give the rounds of questions, the newest first: id -> words."""
    language = organisation.language(s)
    return {w.id: f"{w.name} · {period.words(w.period, language)}" for w in pulse.waves(s)}


def open_round(s: Session, _day: dt.date) -> int | None:
    """Give the newest round that can still be answered."""
    return next((w.id for w in pulse.waves(s) if not w.closed), None)


ROUND = Option(
    "round", _("Round of questions"), Kind.RECORD, remembered=False, among=rounds,
    usual=open_round, typed=_("Its name. The newest that is open, if left empty."),
)  # fmt: skip
SET = Option(
    "questions", _("Questions"), Kind.CHOICE, "belonging", pulse.SETS,
    hint=_("Where no round is chosen."),
)  # fmt: skip
RETURN = Option(
    "return_to", _("Where to hand it in"), Kind.TEXT,
    hint=_("As in “the box by the kitchen”. The HR coordinator, if left empty."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of a round with the numbers under which they stand on screen, and what is written."""

    title: str
    round: str
    questions: tuple[str, ...]
    line: str
    k: int


def asked(s: Session, options: Given) -> Asked:
    """Give what a round asks; without one, what its ready set asks."""
    k, id = suppression.k_of(s), options["round"]
    if isinstance(id, int):
        wave = pulse.wave(s, id)
        return Asked(pulse.SETS[wave.of], wave.name, wave.questions, wave.line, k)
    of = str(options["questions"])
    return Asked(pulse.SETS[of], "", pulse.QUESTIONS[of], pulse.LINES[of], k)


def hand_in(options: Given) -> str:
    """Give the sentence that says where a filled-in form goes."""
    where = str(options["return_to"] or "").strip()
    if not where:
        return _("Give this to the HR coordinator.")
    return _("Hand this in: {where}.").format(where=where.rstrip("."))


def confidential() -> str:
    """Give the line at the foot of what only the coordinator reads."""
    line = report.privacy_line(privacy.Audience.COORDINATOR.value, private=True)
    return f"{_('Confidential.')} {line}"


def lines_of(text: object) -> list[str]:
    """Give the paragraphs of a text as somebody typed it."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
