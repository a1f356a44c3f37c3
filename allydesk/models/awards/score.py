"""How the committee scores nominations, and who keeps out of which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.awards.nomination import WAITING, Nomination
from allydesk.models.awards.nominee import Nominee
from allydesk.models.awards.round import HIGHEST, LOWEST, Criterion, Reader
from allydesk.models.base import Record, Sensitivity, field, put


def _points_problem(points: int) -> str | None:
    return None if LOWEST <= points <= HIGHEST else _("Choose 1 to 5 points.")


class Score(Record):
    """The points that one rater gives one nomination by one criterion."""

    __tablename__ = "award_score"
    one: ClassVar[str] = _("score")
    many: ClassVar[str] = _("scores")

    nomination_id: Mapped[int] = field(
        _("Nomination"), ForeignKey("nomination.id", ondelete="CASCADE"), refers="nomination"
    )
    rater_id: Mapped[int] = field(
        _("Scored by"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    criterion_id: Mapped[int] = field(
        _("Criterion"), ForeignKey("award_criterion.id", ondelete="CASCADE"), index=True,
        refers="award_criterion",
    )  # fmt: skip
    points: Mapped[int] = field(_("Points"), check=_points_problem)
    comment: Mapped[str | None] = field(
        _("Comment"), longest=1000, lines=2, sensitivity=Sensitivity.PRIVATE
    )
    __table_args__ = (UniqueConstraint("nomination_id", "rater_id", "criterion_id"),)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        q = select(Score.id).filter_by(
            nomination_id=self.nomination_id, rater_id=self.rater_id, criterion_id=self.criterion_id
        )
        if s.execute(q.where(Score.id != (self.id or 0))).first():
            yield "points", _("They have scored this already. Change what they gave.")


class Conflict(Record):
    """A reader who keeps out of one nomination, and why."""

    __tablename__ = "award_conflict"
    one: ClassVar[str] = _("conflict of interest")
    many: ClassVar[str] = _("conflicts of interest")

    nomination_id: Mapped[int] = field(
        _("Nomination"), ForeignKey("nomination.id", ondelete="CASCADE"), refers="nomination"
    )
    rater_id: Mapped[int] = field(
        _("Who keeps out"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    reason: Mapped[str | None] = field(
        _("Why"), longest=300, sensitivity=Sensitivity.PRIVATE,
        hint=_("As in “Manages the nominee” or “Close friend”."),
    )  # fmt: skip
    declared_on: Mapped[dt.date] = field(_("Declared on"))
    __table_args__ = (UniqueConstraint("nomination_id", "rater_id"),)

    def prepare(self, s: Session) -> None:
        from allydesk.models.base import today

        if self.declared_on is None:
            self.declared_on = today()

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        q = select(Conflict.id).filter_by(nomination_id=self.nomination_id, rater_id=self.rater_id)
        if s.execute(q.where(Conflict.id != (self.id or 0))).first():
            yield "rater_id", _("They keep out of this one already.")


WHY_OUT = {
    "nominee": _("Is put forward themselves"),
    "nominator": _("Wrote this nomination"),
    "declared": _("Declared a conflict of interest"),
}


def excluded(s: Session, nominations: Sequence[int]) -> dict[int, dict[int, str]]:
    """Give, by nomination, who may not score it and why: a key of WHY_OUT."""
    found: dict[int, dict[int, str]] = {id: {} for id in nominations}
    for why, q in (
        ("declared", select(Conflict.nomination_id, Conflict.rater_id)),
        ("nominator", select(Nomination.id, Nomination.nominator_id)),
        ("nominee", select(Nominee.nomination_id, Nominee.person_id)),
    ):
        column = q.selected_columns[0]
        for id, person in s.execute(q.where(column.in_(nominations))):
            if person is not None:
                found[id][person] = why
    return found


def declare(s: Session, nomination: int, rater: int, reason: str | None = None) -> int:
    """Note that a reader keeps out of a nomination; what they gave it before is taken out."""
    known = select(Conflict.id).filter_by(nomination_id=nomination, rater_id=rater)
    id = s.execute(known).scalar()
    for score in s.execute(
        select(Score).filter_by(nomination_id=nomination, rater_id=rater)
    ).scalars():
        s.delete(score)
    return put(s, Conflict, id, {"nomination_id": nomination, "rater_id": rater, "reason": reason})


def give(
    s: Session,
    nomination: int,
    rater: int,
    points: Mapping[int, int],
    comments: Mapping[int, str] | None = None,
) -> None:
    """Store what one rater gives a nomination, by id of criterion; again changes what they gave.

    Raises Problem where they may not score it, and Invalid for points that are not 1 to 5.
    """
    _may_score(s, nomination, rater, points)
    q = select(Score.criterion_id, Score.id).filter_by(nomination_id=nomination, rater_id=rater)
    known = dict(s.execute(q).all())
    for criterion, n in points.items():
        values: dict[str, object] = {
            "nomination_id": nomination, "rater_id": rater, "criterion_id": criterion, "points": n,
        }  # fmt: skip
        if comments is not None:
            values["comment"] = comments.get(criterion)
        put(s, Score, known.get(criterion), values)


def _may_score(s: Session, nomination: int, rater: int, points: Mapping[int, int]) -> None:
    q = select(Nomination.round_id, Nomination.state).where(Nomination.id == nomination)
    found = s.execute(q).one_or_none()
    if found is None:
        raise Problem(_("This nomination is no longer here. Undo may bring it back."))
    if found.state not in WAITING:
        raise Problem(_("This nomination is decided. Put it back to “To read” to score it."))
    if why := excluded(s, [nomination])[nomination].get(rater):
        raise Problem(
            _("They may not score this one: {why}. Choose another nomination.").format(
                why=WHY_OUT[why][:1].lower() + WHY_OUT[why][1:]
            )
        )
    reads = select(Reader.id).filter_by(round_id=found.round_id, person_id=rater)
    if s.execute(reads).first() is None:
        raise Problem(_("They are not on the committee of this round. Add them there first."))
    own = select(Criterion.id).where(Criterion.round_id == found.round_id)
    if not set(points) <= set(s.execute(own).scalars()):
        raise Problem(_("The criteria of this round have changed. Open the nomination again."))


class Given(NamedTuple):
    """Points by one rater for one criterion."""

    nomination_id: int
    rater_id: int
    criterion_id: int
    points: int
    comment: str | None


def of(s: Session, nominations: Sequence[int]) -> list[Given]:
    """Give all points of some nominations."""
    q = select(*(getattr(Score, n) for n in Given._fields))
    q = q.where(Score.nomination_id.in_(nominations)).order_by(Score.id)
    return [Given(*r) for r in s.execute(q)]
