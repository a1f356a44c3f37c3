"""What a committee gets to read: names hidden until scored, gaps, ties and thresholds in the open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.awards import nomination as nominations
from allydesk.models.awards import round as rounds
from allydesk.models.awards import score as scores
from allydesk.models.awards.nomination import Nomination, Row
from allydesk.models.awards.nominee import Who
from allydesk.models.awards.round import Round
from allydesk.models.person import Person
from allydesk.text import fold

WIDE_GAP = 2.0  # points between two raters' averages that are worth a talk
HIDDEN = "▒▒▒"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_SHORTEST = 2  # a letter alone is an initial, and gives nobody away


class Rating(NamedTuple):
    """What one rater gave in the end."""

    rater_id: int
    rater: str
    average: float
    comments: tuple[str, ...]


class Reading(NamedTuple):
    """One nomination as the committee may see it. number stands for it where names are hidden."""

    id: int
    number: int
    award: str | None
    names: tuple[str, ...]  # empty while hidden
    team_name: str | None
    nominator: str | None
    citation: str
    evidence: str | None
    behaviours: str | None
    state: str
    hidden: bool
    raters: int  # how many may score it
    scored: int  # how many did, by every criterion
    ratings: tuple[Rating, ...]  # empty until all have scored
    average: float | None
    gap: float | None  # between the highest and the lowest rater
    wide: bool
    rank: int | None  # the same for equal averages
    tied: bool  # with another at the last place
    enough: bool | None  # at or above the threshold; None without one or without scores
    out: tuple[tuple[str, str], ...]  # who keeps out, and why in words
    gathered: tuple[int, ...]  # numbers of others for the same nominee


def hide(text: str | None, names: Iterable[str | None]) -> str | None:
    """Take every word of some names out of a text, however it is written."""
    if not text:
        return text
    every = [name for name in names if name]
    parts = {p for name in every for p in (name, *re.split(r"[\s\-‑־,.]+", name))}
    # Scripts without capitals run words together or carry signs that end no word.
    plain = [p for p in parts if len(p) >= _SHORTEST and p.lower() == p.upper()]
    for part in sorted(plain, key=len, reverse=True):
        text = text.replace(part, HIDDEN)
    words = {fold(w) for name in every for w in _WORD.findall(name) if len(w) >= _SHORTEST}
    return _WORD.sub(lambda m: HIDDEN if _is_name(m[0], words) else m[0], text)


def _is_name(word: str, names: set[str]) -> bool:
    folded = fold(word)
    # "Toms" and "Annas" are how some languages say whose it is.
    return folded in names or (folded.endswith("s") and folded[:-1] in names)


def of_round(
    s: Session,
    round_id: int,
    *,
    names: bool | None = None,
    turned_down: bool = False,
    only: int | None = None,
) -> list[Reading]:
    """Give what the committee of a round may read, the best first once all is scored.

    names None follows the round: hidden until everybody who may has scored. True shows them, False
    hides them whatever has been scored. Declined and withdrawn ones only when asked for. only is
    the one nomination that is wanted, with its place among all.
    """
    the = rounds.row(s, round_id)
    every = nominations.for_paper(s, round_id=round_id, turned_down=turned_down)
    committee = {r.id: r.name for r in rounds.committee(s, round_id)}
    criteria = len(rounds.criteria(s, round_id))
    out = scores.excluded(s, [r.id for r in every])
    given: dict[int, list[scores.Given]] = defaultdict(list)
    for one in scores.of(s, [r.id for r in every]):
        given[one.nomination_id].append(one)
    readings = []
    for number, row in enumerate(every, 1):
        may = [p for p in committee if p not in out[row.id]]
        tally = _tally(given[row.id], may, committee, criteria)
        done = bool(may) and len(tally) == len(may)
        hidden = (
            (the.blind and not done and row.state in nominations.WAITING)
            if names is None
            else not names
        )
        kept_out = [
            (committee[p] if not hidden else "", scores.WHY_OUT[why])
            for p, why in out[row.id].items()
            if p in committee
        ]
        if only not in (None, row.id):  # its points count, its words are not read
            row = row._replace(citation="", evidence=None)
        readings.append(_reading(s, row, number, tally, len(may), done, hidden, kept_out))
    ranked = _ranked(_gathered(every, readings), the.places, the.threshold)
    return [r for r in ranked if only in (None, r.id)]


def hidden(s: Session, wanted: Sequence[int]) -> set[int]:
    """Give those of some nominations whose names the committee of their round may not see yet."""
    q = select(Nomination.id, Nomination.round_id).join(Round, Round.id == Nomination.round_id)
    q = q.where(Nomination.id.in_(wanted), Round.blind)
    q = q.where(Nomination.state.in_(nominations.WAITING))
    by: dict[int, list[int]] = defaultdict(list)
    for id, round_id in s.execute(q):
        by[round_id or 0].append(id)
    found: set[int] = set()
    for round_id, ids in by.items():
        committee = {r.id: r.name for r in rounds.committee(s, round_id)}
        criteria, out = len(rounds.criteria(s, round_id)), scores.excluded(s, ids)
        given = scores.of(s, ids)
        for id in ids:
            may = [p for p in committee if p not in out[id]]
            mine = [g for g in given if g.nomination_id == id]
            if not may or len(_tally(mine, may, committee, criteria)) < len(may):
                found.add(id)
    return found


def _tally(
    given: Sequence[scores.Given], may: Sequence[int], committee: dict[int, str], criteria: int
) -> list[Rating]:
    """Give the averages of those who may score and did so by every criterion."""
    by: dict[int, list[scores.Given]] = defaultdict(list)
    for one in given:
        by[one.rater_id].append(one)
    return [
        Rating(
            p,
            committee[p],
            round(sum(g.points for g in by[p]) / len(by[p]), 2),
            tuple(g.comment for g in by[p] if g.comment),
        )
        for p in may
        if by[p] and len(by[p]) >= criteria
    ]


def _reading(
    s: Session,
    row: Row,
    number: int,
    tally: list[Rating],
    may: int,
    done: bool,  # noqa: FBT001
    hidden: bool,  # noqa: FBT001
    out: list[tuple[str, str]],
) -> Reading:
    averages = [r.average for r in tally] if done else []
    gap = round(max(averages) - min(averages), 2) if len(averages) > 1 else None
    secret = []
    if hidden and (row.citation or row.evidence):
        secret = [*_called(s, row.nominees), row.team_name, row.nominator]
    return Reading(
        id=row.id, number=number, award=row.award,
        names=() if hidden else tuple(w.name for w in row.nominees),
        team_name=None if hidden else row.team_name,
        nominator=None if hidden else row.nominator,
        citation=hide(row.citation, secret) or "", evidence=hide(row.evidence, secret),
        behaviours=row.behaviours, state=row.state, hidden=hidden, raters=may, scored=len(tally),
        ratings=tuple(tally) if done else (),
        average=round(sum(averages) / len(averages), 2) if averages else None,
        gap=gap, wide=gap is not None and gap >= WIDE_GAP, rank=None, tied=False, enough=None,
        out=tuple(out), gathered=(),
    )  # fmt: skip


def _called(s: Session, who: Sequence[Who]) -> list[str | None]:
    """Give everything that nominees are called."""
    ids = [w.person_id for w in who if w.person_id]
    q = select(Person.full_name, Person.known_as, Person.badge_name).where(Person.id.in_(ids))
    return [name for r in s.execute(q) for name in r] + [w.name for w in who]


def _gathered(every: Sequence[Row], readings: Sequence[Reading]) -> list[Reading]:
    """Say of each nomination which others are for the same people."""
    by: dict[object, list[int]] = defaultdict(list)
    for row, reading in zip(every, readings, strict=True):
        for key in _keys(row):
            by[key].append(reading.number)
    return [
        reading._replace(
            gathered=tuple(sorted({n for k in _keys(row) for n in by[k]} - {reading.number}))
        )
        for row, reading in zip(every, readings, strict=True)
    ]


def _keys(row: Row) -> set[object]:
    """Give what makes two nominations be for the same: a person, a written name, a team."""
    if row.team_name:
        return {("team", fold(row.team_name))}
    return {w.person_id or ("name", fold(w.name)) for w in row.nominees}


def _ranked(
    readings: Sequence[Reading], places: int | None, threshold: float | None
) -> list[Reading]:
    """Order nominations by their average, equal ones on one rank, those without at the end."""
    ordered = sorted(readings, key=lambda r: (r.average is None, -(r.average or 0), r.number))
    averages = [r.average for r in ordered if r.average is not None]
    tie = None
    if places and len(averages) > places and averages[places - 1] == averages[places]:
        tie = averages[places]
    return [
        r
        if r.average is None
        else r._replace(
            rank=averages.index(r.average) + 1,
            tied=r.average == tie,
            enough=None if threshold is None else r.average >= threshold,
        )
        for r in ordered
    ]


def same_nominee(s: Session, nomination: int) -> list[Row]:
    """Give the other nominations that wait for one of the same people, the oldest first."""
    this = nominations.row(s, nomination)
    waiting = nominations.for_paper(s, states=nominations.WAITING)
    return [r for r in waiting if r.id != nomination and _keys(r) & _keys(this)]


def gathered(s: Session) -> list[tuple[str, tuple[Row, ...]]]:
    """Give who has more than one nomination waiting, with all of them, the most first."""
    by: dict[object, list[Row]] = defaultdict(list)
    for row in nominations.for_paper(s, states=nominations.WAITING):
        for key in _keys(row):
            by[key].append(row)
    several = [(_said(key, rows), tuple(rows)) for key, rows in by.items() if len(rows) > 1]
    return sorted(several, key=lambda g: (-len(g[1]), g[1][0].id))


def _said(key: object, rows: Sequence[Row]) -> str:
    if isinstance(key, int):
        return next(w.name for w in rows[0].nominees if w.person_id == key)
    return rows[0].team_name or next(
        (w.name for w in rows[0].nominees if ("name", fold(w.name)) == key), _("Nobody named")
    )
