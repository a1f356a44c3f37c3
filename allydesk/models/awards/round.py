"""Rounds of nominations: when they open and close, who reads them, and by which criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation, person
from allydesk.models.awards.award_type import AwardType
from allydesk.models.base import Record, field, put
from allydesk.models.person import Person

LOWEST, HIGHEST = 1, 5
PHASES = {"coming": _("Not open yet"), "open": _("Open"), "closed": _("Closed")}
_YEARS = range(1990, 2200)


def _threshold_problem(average: float) -> str | None:
    return None if LOWEST <= average <= HIGHEST else _("Choose a number from 1 to 5.")


def _places_problem(places: int) -> str | None:
    return None if 1 <= places <= 1000 else _("Choose a number from 1 upwards, or leave it empty.")


class Round(Record):
    """A time in which nominations are taken and then read together."""

    __tablename__ = "award_round"
    one: ClassVar[str] = _("round")
    many: ClassVar[str] = _("rounds")

    name: Mapped[str] = field(_("Name"), longest=120, hint=_("As in “Allies of the year 2026”."))
    opens: Mapped[dt.date] = field(_("Opens"), ahead=True)
    closes: Mapped[dt.date] = field(
        _("Closes"), hint=_("The last day on which nominations count."), ahead=True
    )
    decided_by: Mapped[dt.date | None] = field(_("To be decided by"), ahead=True)
    blind: Mapped[bool] = field(
        _("Names hidden until scored"),
        hint=_("The committee reads what was done, and only then who did it."),
    )
    places: Mapped[int | None] = field(
        _("How many awards"), check=_places_problem, hint=_("Empty: as many as deserve one.")
    )
    threshold: Mapped[float | None] = field(
        _("Least average to be shortlisted"), check=_threshold_problem,
        hint=_("From 1 to 5. Empty: none."),
    )  # fmt: skip
    notes: Mapped[str | None] = field(
        _("Notes"), longest=5000, lines=3, hint=_("What the committee should know.")
    )
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("award_round.id", ondelete="SET NULL"), index=True
    )  # the round this one was made from

    def prepare(self, s: Session) -> None:
        if self.blind is None:
            self.blind = True

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        language = organisation.language(s)
        if self.opens.year not in _YEARS:
            yield "opens", _("Check the year.")
        if self.closes.year not in _YEARS:
            yield "closes", _("Check the year.")
        elif self.closes < self.opens:
            yield (
                "closes",
                _(
                    "It closes ({closes}) before it opens ({opens}). Change one of the two days."
                ).format(
                    closes=dates.medium(self.closes, language),
                    opens=dates.medium(self.opens, language),
                ),
            )
        if self.decided_by and self.decided_by < self.opens:
            yield (
                "decided_by",
                _("It would be decided before it opens. Change one of the two days."),
            )


class RoundType(Record):
    """A kind of award that a round is for."""

    __tablename__ = "round_type"
    one: ClassVar[str] = _("award in a round")
    many: ClassVar[str] = _("awards in rounds")

    round_id: Mapped[int] = field(
        _("Round"), ForeignKey("award_round.id", ondelete="CASCADE"), refers="award_round"
    )
    award_type_id: Mapped[int] = field(
        _("Award"), ForeignKey("award_type.id", ondelete="CASCADE"), index=True, refers="award_type"
    )
    __table_args__ = (UniqueConstraint("round_id", "award_type_id"),)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        q = select(RoundType.id).filter_by(round_id=self.round_id, award_type_id=self.award_type_id)
        if s.execute(q.where(RoundType.id != (self.id or 0))).first():
            yield "award_type_id", _("This award is in the round already.")


class Reader(Record):
    """Somebody on the committee of a round."""

    __tablename__ = "round_reader"
    one: ClassVar[str] = _("person on the committee")
    many: ClassVar[str] = _("people on the committee")

    round_id: Mapped[int] = field(
        _("Round"), ForeignKey("award_round.id", ondelete="CASCADE"), refers="award_round"
    )
    person_id: Mapped[int] = field(
        _("Person"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        q = select(Reader.id).filter_by(round_id=self.round_id, person_id=self.person_id)
        if s.execute(q.where(Reader.id != (self.id or 0))).first():
            yield "person_id", _("They are on this committee already.")


class Criterion(Record):
    """What nominations of a round are scored by, with words for each number of points."""

    __tablename__ = "award_criterion"
    one: ClassVar[str] = _("criterion")
    many: ClassVar[str] = _("criteria")

    round_id: Mapped[int] = field(
        _("Round"), ForeignKey("award_round.id", ondelete="CASCADE"), index=True, refers="award_round"
    )  # fmt: skip
    name: Mapped[str] = field(_("Criterion"), longest=120, hint=_("As in “Difference it made”."))
    one_point: Mapped[str | None] = field(_("1 point means"), longest=200)
    two_points: Mapped[str | None] = field(_("2 points mean"), longest=200)
    three_points: Mapped[str | None] = field(_("3 points mean"), longest=200)
    four_points: Mapped[str | None] = field(_("4 points mean"), longest=200)
    five_points: Mapped[str | None] = field(_("5 points mean"), longest=200)
    place: Mapped[int] = mapped_column()

    def prepare(self, s: Session) -> None:
        if self.place is None:
            last = select(func.max(Criterion.place)).where(Criterion.round_id == self.round_id)
            self.place = (s.execute(last).scalar() or 0) + 1


_POINTS = ("one_point", "two_points", "three_points", "four_points", "five_points")
USUAL_CRITERIA: Final = (
    (_("What they did"),
     (_("Said to be helpful"), "", _("One thing, clearly described"), "", _("Several things, with dates or results"))),
    (_("Difference it made"),
     (_("Hard to see"), "", _("To one person"), "", _("To many, or for good"))),
    (_("Beyond their job"),
     (_("Part of their job"), "", _("Some of it"), "", _("All of it, of their own accord"))),
)  # fmt: skip


class Row(NamedTuple):
    """One round in a list."""

    id: int
    name: str
    opens: dt.date
    closes: dt.date
    decided_by: dt.date | None
    blind: bool
    places: int | None
    threshold: float | None
    types: tuple[str, ...]
    readers: int
    nominations: int
    undecided: int

    def phase(self, on: dt.date) -> str:
        """Say where it stands on a day: a key of PHASES."""
        return phase(self.opens, self.closes, on)


_ROW = (
    Round.id, Round.name, Round.opens, Round.closes, Round.decided_by, Round.blind, Round.places,
    Round.threshold,
)  # fmt: skip


def phase(opens: dt.date, closes: dt.date, on: dt.date) -> str:
    """Say where a round stands on a day: "coming", "open" or "closed"."""
    if on < opens:
        return "coming"
    return "open" if on <= closes else "closed"


def listing(s: Session) -> list[Row]:
    """Give all rounds, the last to close first."""
    from allydesk.models.awards.nomination import WAITING, Nomination

    by = Nomination.round_id
    count = select(by, func.count()).group_by(by)
    all_of = dict(s.execute(count).all())
    undecided = dict(s.execute(count.where(Nomination.state.in_(WAITING))).all())
    readers = dict(s.execute(select(Reader.round_id, func.count()).group_by(Reader.round_id)).all())
    return [
        Row(
            *r,
            types=tuple(t.name for t in types(s, r[0])),
            readers=readers.get(r[0], 0),
            nominations=all_of.get(r[0], 0),
            undecided=undecided.get(r[0], 0),
        )
        for r in s.execute(select(*_ROW).order_by(Round.closes.desc(), Round.id.desc()))
    ]


def row(s: Session, id: int) -> Row:
    """Give one round. Raises Problem when it is gone."""
    found = next((r for r in listing(s) if r.id == id), None)
    if found is None:
        raise Problem(_("This round is no longer here. Undo may bring it back."))
    return found


def followed(s: Session) -> set[int]:
    """Give the ids of rounds from which the next one was made already."""
    return {id for id in s.execute(select(Round.follows_id)).scalars() if id is not None}


class Named(NamedTuple):
    """An id and its name."""

    id: int
    name: str


def types(s: Session, round_id: int) -> list[Named]:
    """Give the kinds of award that a round is for."""
    q = select(AwardType.id, AwardType.name).join(
        RoundType, RoundType.award_type_id == AwardType.id
    )
    q = q.where(RoundType.round_id == round_id).order_by(AwardType.sort_key, AwardType.id)
    return [Named(*r) for r in s.execute(q)]


def committee(s: Session, round_id: int) -> list[Named]:
    """Give the people who read a round, in name order."""
    q = select(Person.id, Person.full_name).join(Reader, Reader.person_id == Person.id)
    q = q.where(Reader.round_id == round_id).order_by(Person.sort_key, Person.id)
    return [Named(*r) for r in s.execute(q)]


class Scale(NamedTuple):
    """One criterion with the words for 1 to 5 points, empty ones where nobody wrote any."""

    id: int
    name: str
    anchors: tuple[str, ...]


def criteria(s: Session, round_id: int) -> list[Scale]:
    """Give what the nominations of a round are scored by, in order."""
    q = select(Criterion.id, Criterion.name, *(getattr(Criterion, n) for n in _POINTS))
    q = q.where(Criterion.round_id == round_id).order_by(Criterion.place, Criterion.id)
    return [Scale(r[0], r[1], tuple(w or "" for w in r[2:])) for r in s.execute(q)]


def open_for(s: Session, award_type: int | None, on: dt.date) -> int | None:
    """Give the round that is open for a kind of award on a day; the one that closes first."""
    q = (
        select(Round.id)
        .where(Round.opens <= on, Round.closes >= on)
        .order_by(Round.closes, Round.id)
    )
    if award_type:
        q = q.join(RoundType, RoundType.round_id == Round.id).where(
            RoundType.award_type_id == award_type
        )
    found = s.execute(q).scalars().all()
    return found[0] if found and (award_type or len(found) == 1) else None


def is_open(s: Session, round_id: int, on: dt.date) -> bool:
    """Say whether a round takes nominations on a day."""
    q = select(Round.id).where(Round.id == round_id, Round.opens <= on, Round.closes >= on)
    return s.execute(q).first() is not None


def types_asked_for(s: Session, on: dt.date, round_id: int | None = None) -> list[Named]:
    """Give the kinds of award that somebody can be put forward for on a day, by name.

    Those of one round, or of all that are open; where none is open, every kind in use.
    """
    q = select(AwardType.id, AwardType.name).where(AwardType.in_use)
    q = q.order_by(AwardType.sort_key, AwardType.id)
    opened = select(Round.id).where(Round.opens <= on, Round.closes >= on)
    if round_id is not None:
        opened = opened.where(Round.id == round_id)
    if s.execute(opened.limit(1)).first() is not None:
        of = select(RoundType.award_type_id).where(RoundType.round_id.in_(opened))
        q = q.where(AwardType.id.in_(of))
    return [Named(*r) for r in s.execute(q)]


def choose_types(s: Session, round_id: int, wanted: Iterable[int]) -> None:
    """Say which kinds of award a round is for; others no longer are."""
    _choose(s, RoundType, "award_type_id", round_id, wanted)


def choose_committee(s: Session, round_id: int, people: Iterable[int]) -> None:
    """Say who reads a round; others no longer do, what they scored stays."""
    _choose(s, Reader, "person_id", round_id, people)


def _choose(
    s: Session,
    kind: type[RoundType] | type[Reader],
    name: str,
    round_id: int,
    wanted: Iterable[int],
) -> None:
    wanted = list(dict.fromkeys(wanted))
    stored = {
        getattr(r, name): r for r in s.execute(select(kind).filter_by(round_id=round_id)).scalars()
    }
    for id, link in stored.items():
        if id not in wanted:
            s.delete(link)
    s.flush()
    for id in wanted:
        if id not in stored:
            put(s, kind, None, {"round_id": round_id, name: id})


def set_criteria(s: Session, round_id: int, wanted: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Give a round that has no criteria yet some, each a name with words for 1 to 5 points."""
    for name, anchors in wanted:
        words = dict(zip(_POINTS, anchors, strict=True))
        put(s, Criterion, None, {"round_id": round_id, "name": name, **words})


def start(
    s: Session,
    values: dict[str, object],
    award_types: Iterable[int] = (),
    people: Iterable[int] = (),
    scales: Sequence[tuple[str, Sequence[str]]] = USUAL_CRITERIA,
) -> int:
    """Make a round with its awards, committee and criteria, and give its id."""
    id = put(s, Round, None, values)
    choose_types(s, id, award_types)
    choose_committee(s, id, people)
    set_criteria(s, id, scales)
    return id


def a_year_on(day: dt.date) -> dt.date:
    """Give the same day of the next year."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def next_year(s: Session, round_id: int) -> int:
    """Make next year's round of a round: same awards, committee still here and criteria, a year on.

    Raises Problem when the round is gone or has been carried on already.
    """
    old = s.get(Round, round_id)
    if old is None:
        raise Problem(_("This round is no longer here. Undo may bring it back."))
    after = s.execute(select(Round.name).where(Round.follows_id == round_id)).scalar()
    if after is not None:
        raise Problem(
            _("“{name}” was already made from this round. Look there.").format(name=after)
        )
    opens = a_year_on(old.opens)
    year, new = str(old.opens.year), str(opens.year)
    values = {
        "name": old.name.replace(year, new) if year in old.name else f"{old.name} {new}"[:120],
        "opens": opens, "closes": a_year_on(old.closes),
        "decided_by": a_year_on(old.decided_by) if old.decided_by else None, "blind": old.blind,
        "places": old.places, "threshold": old.threshold, "notes": old.notes, "follows_id": round_id,
    }  # fmt: skip
    here = select(Reader.person_id).join(Person, Person.id == Reader.person_id)
    here = here.where(Reader.round_id == round_id, person.here(opens))
    in_use = select(RoundType.award_type_id).join(
        AwardType, AwardType.id == RoundType.award_type_id
    )
    in_use = in_use.where(RoundType.round_id == round_id, AwardType.in_use)
    scales = [(c.name, c.anchors) for c in criteria(s, round_id)]
    kinds, people = (list(s.execute(q).scalars()) for q in (in_use, here))
    return start(s, values, kinds, people, scales)
