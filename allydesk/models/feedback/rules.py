"""How this organisation listens: its own procedure, the words that point to it, how long texts stay."""

from __future__ import annotations

import re
from typing import ClassVar, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models.base import Record, field
from allydesk.text import fold

URGENT = _(
    "harass*, bully*, assault*, threat*, unsafe, violen*, stalk*, groped, touched me, racist, "
    "slur, suicid*, hurt myself, self-harm, retaliat*, discriminat*"
)
NOTE_MONTHS, INCIDENT_MONTHS = 24, 36


def _months_problem(months: int) -> str | None:
    return None if 1 <= months <= 120 else _("Choose a number of months from 1 to 120.")


class Rules(Record):
    """One row; where it is missing, the usual holds."""

    __tablename__ = "feedback_rules"
    one: ClassVar[str] = _("rule for feedback")
    many: ClassVar[str] = _("rules for feedback")

    procedure: Mapped[str | None] = field(
        _("Your formal procedure"), longest=4000, lines=4,
        hint=_("Whom to turn to, and how. Shown quietly where a note may need it."),
    )  # fmt: skip
    urgent: Mapped[str] = field(
        _("Words that may need it"), longest=2000, lines=3,
        hint=_("With commas between them; * stands for any ending."),
    )  # fmt: skip
    note_months: Mapped[int] = field(
        _("Keep notes for so many months"), check=_months_problem,
        hint=_("Their numbers stay. 24 is usual."),
    )  # fmt: skip
    incident_months: Mapped[int] = field(
        _("Keep closed incidents for so many months"), check=_months_problem,
        hint=_("From the day they are closed. 36 is usual; your law comes first."),
    )  # fmt: skip

    def prepare(self, s: Session) -> None:
        self.urgent = self.urgent or URGENT
        self.note_months = self.note_months or NOTE_MONTHS
        self.incident_months = self.incident_months or INCIDENT_MONTHS


class Now(NamedTuple):
    """What holds now. id is None as long as everything is as usual."""

    id: int | None
    procedure: str | None
    urgent: str
    note_months: int
    incident_months: int


def now(s: Session) -> Now:
    """Give what holds on this desk."""
    q = select(Rules.id, Rules.procedure, Rules.urgent, Rules.note_months, Rules.incident_months)
    row = s.execute(q.limit(1)).one_or_none()
    return Now(*row) if row else Now(None, None, URGENT, NOTE_MONTHS, INCIDENT_MONTHS)


def is_urgent(text: str, urgent: str) -> bool:
    """Say whether a text has one of the words that may need the formal procedure."""
    words = [fold(w) for w in urgent.replace("\n", ",").split(",") if w.strip(" *")]
    patterns = [re.escape(w.removesuffix("*")) + (r"\w*" if w.endswith("*") else "") for w in words]
    return bool(patterns and re.search(rf"\b(?:{'|'.join(patterns)})(?!\w)", fold(text)))


def advice(s: Session, text: str) -> str | None:
    """Give the procedure to show beside a text that may need it; None where it needs none."""
    found = now(s)
    if not is_urgent(text, found.urgent):
        return None
    return found.procedure or _(
        "This may need your formal procedure. You can write it down in Settings, under Feedback."
    )
