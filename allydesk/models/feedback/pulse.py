"""Short questions asked in waves: ready sets, answers without a name, and results that are safe.

Results show once a wave is closed, and it is never opened again: between two looks at an open one
lies the answer of whoever came in between.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.base import Record, field, put
from allydesk.models.event import Event
from allydesk.models.feedback import key, tray
from allydesk.models.suppression import Count, Hidden, NoAnswers, Scale
from allydesk.text import clean

STEPS: Final = (
    _("Strongly disagree"), _("Disagree"), _("Neither"), _("Agree"), _("Strongly agree"),
)  # fmt: skip
SETS = {
    "training": _("After a training"),
    "belonging": _("Belonging"),
    "event": _("After an event"),
}
QUESTIONS = {
    "training": (
        _("I can use what I heard in my work."),
        _("I felt able to ask questions."),
        _("The time was well spent."),
    ),
    "belonging": (
        _("I feel that I belong here."),
        _("I can be myself at work."),
        _("What I say is heard."),
    ),
    "event": (
        _("I felt welcome."),
        _("I heard something new to me."),
        _("I would come again."),
    ),
}
LINES = {
    "training": _("What should be different next time?"),
    "belonging": _("What would make it better?"),
    "event": _("What should be different next time?"),
}
_ROOM = 2000


class Wave(Record):
    """One round of questions."""

    __tablename__ = "feedback_wave"
    __table_args__ = ({"info": {"journal": False}},)
    one: ClassVar[str] = _("round of questions")
    many: ClassVar[str] = _("rounds of questions")

    name: Mapped[str] = field(_("Name"), longest=120, hint=_("As in “Autumn 2026”."))
    of: Mapped[str] = field(_("Questions"), choices=SETS)
    event_id: Mapped[int | None] = field(_("Event"), refers="event")
    period: Mapped[str] = mapped_column()  # the month it began
    closed: Mapped[bool] = mapped_column()
    questions: Mapped[str] = mapped_column()  # JSON, as they were asked
    line: Mapped[str] = mapped_column()  # what is asked for in one line

    def prepare(self, s: Session) -> None:
        self.of = self.of or "belonging"
        self.closed = bool(self.closed)
        self.questions = self.questions or json.dumps(QUESTIONS[self.of], ensure_ascii=False)
        self.line = self.line or LINES[self.of]


ANSWERS = Table(
    "feedback_answers", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("wave_id", Integer, ForeignKey("feedback_wave.id", ondelete="CASCADE"), nullable=False),
    Column("steps", String, nullable=False),
    Column("comment", String),
    Index("ix_feedback_answers_wave", "wave_id"),
    info={"journal": False},
)  # fmt: skip


class Row(NamedTuple):
    """One round of questions. answered says how many there are, as far as that may be said."""

    id: int
    name: str
    of: str
    event: str | None
    period: str
    closed: bool
    questions: tuple[str, ...]
    line: str
    answered: Count


def _row(r: Any, waiting: int, k: int) -> Row:
    n, closed = r[8] + waiting, bool(r[5])
    answered = suppression.total(n, k, whole=True)
    if n and not closed:
        answered = Hidden(k, n, open=True)
    return Row(r[0], r[1], r[2], r[3], r[4], closed, tuple(json.loads(r[6])), r[7], answered)


def waves(s: Session, of: str | None = None) -> list[Row]:
    """Give the rounds of questions, the newest first."""
    answered = select(func.count()).where(ANSWERS.c.wave_id == Wave.id).scalar_subquery()
    q = select(
        Wave.id, Wave.name, Wave.of, Event.title, Wave.period, Wave.closed, Wave.questions,
        Wave.line, answered,
    ).outerjoin(Event, Event.id == Wave.event_id)  # fmt: skip
    if of:
        q = q.where(Wave.of == of)
    sizes, k = tray.sizes(s), suppression.k_of(s)
    found = s.execute(q.order_by(Wave.id.desc())).all()
    return [_row(r, sizes.get(_pile(r[0]), 0), k) for r in found]


def wave(s: Session, id: int) -> Row:
    """Give one round of questions; Problem when it is gone."""
    found = next((w for w in waves(s) if w.id == id), None)
    if found is None:
        raise Problem(_("These questions are no longer here."))
    return found


def begin(s: Session, name: str, of: str, month: str, event: int | None = None) -> int:
    """Begin a round of questions and give its id."""
    key.mark(s)
    return put(s, Wave, None, {"name": name, "of": of, "period": month, "event_id": event})


def answer(s: Session, id: int, steps: Sequence[int | None], comment: str = "") -> int:
    """Lay one person's answers in the tray and give their ticket; questions may be left out.

    Raises Problem when the round is closed, Invalid for an answer that is no step.
    """
    here = wave(s, id)
    if here.closed:
        raise Problem(_("These questions are closed. Begin a new round for further answers."))
    if len(steps) != len(here.questions) or any(a not in (None, 1, 2, 3, 4, 5) for a in steps):
        raise Invalid(
            {"steps": _("Answer each question with a number from 1 to 5, or leave it out.")}
        )
    said = clean(comment, lines=True)
    if len(said) > _ROOM:
        raise Invalid({"comment": _("There is room for {n} characters here.").format(n=_ROOM)})
    if not said and all(a is None for a in steps):
        raise Invalid({"steps": _("Nothing is answered yet. Answer one question, or leave.")})
    _file(s, id)
    return tray.put(s, _pile(id), {"steps": list(steps), "comment": said or None})


def _pile(wave: int) -> str:
    return f"wave {wave}"


def _file(s: Session, id: int, *, rest: bool = False) -> int:
    """File answers from the tray when there are k, all in an order made by chance each time."""
    waiting = tray.sizes(s).get(_pile(id), 0)
    if not waiting or (not rest and waiting < suppression.k_of(s)):
        return 0
    here = ANSWERS.c.wave_id == id
    rows = [(r.steps, r.comment) for r in s.execute(select(ANSWERS).where(here))]
    rows += [(json.dumps(t["steps"]), t["comment"]) for t in tray.take(s, _pile(id))]
    s.execute(delete(ANSWERS).where(here))
    made = [
        {"id": secrets.randbits(62), "wave_id": id, "steps": steps, "comment": comment}
        for steps, comment in rows
    ]
    s.execute(insert(ANSWERS), sorted(made, key=lambda r: str(r["id"])))
    key.mark(s)
    return waiting


def file_answers(s: Session) -> int:
    """File what waits of each round; give how many."""
    return sum(_file(s, w.id) for w in waves(s))


def close(s: Session, id: int) -> None:
    """Close a round for good; its results can be shown from then on."""
    _file(s, id, rest=True)
    put(s, Wave, id, {"closed": True})
    key.mark(s)


def erase(s: Session, id: int) -> None:
    """Delete a round of questions with its answers."""
    tray.take(s, _pile(id))
    s.execute(delete(Wave).where(Wave.id == id))
    key.mark(s)


class Result(NamedTuple):
    """What was answered to one question."""

    question: str
    scale: Scale


class Results(NamedTuple):
    """What was answered in one round; every number in it may be seen."""

    name: str
    period: str
    answered: Count
    questions: tuple[Result, ...]
    line: str
    comments: list[str] | Hidden | NoAnswers


def results(s: Session, id: int) -> Results:
    """Give the results of a round; all hidden while it is open."""
    here, k = wave(s, id), suppression.k_of(s)
    if not here.closed:
        so_far = here.answered if isinstance(here.answered, Hidden) else NoAnswers()
        nothing = Scale((Hidden(k),) * len(STEPS), so_far, so_far)
        questions = tuple(Result(q, nothing) for q in here.questions)
        return Results(here.name, here.period, so_far, questions, here.line, so_far)
    rows = s.execute(
        select(ANSWERS.c.steps, ANSWERS.c.comment).where(ANSWERS.c.wave_id == id)
    ).all()
    answered = suppression.total(len(rows), k, whole=True)
    given = [json.loads(r.steps) for r in rows]
    questions = tuple(
        Result(q, _scale([g[n] for g in given], k)) for n, q in enumerate(here.questions)
    )
    comments = suppression.comments([r.comment for r in rows if r.comment], k)
    return Results(here.name, here.period, answered, questions, here.line, comments)


def _scale(given: list[int | None], k: int) -> Scale:
    counts = [given.count(step) for step in range(1, len(STEPS) + 1)]
    return suppression.scale(counts, k)


def over_time(s: Session, of: str) -> list[Results]:
    """Give the results of all closed rounds of a set, the oldest first."""
    return [results(s, w.id) for w in reversed(waves(s, of)) if w.closed]
