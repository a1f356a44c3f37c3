"""Compare a list with the desk and say what bringing it in would do; nothing is changed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import fields
from allydesk.models.person import Person
from allydesk.text import fold, sort_name
from allydesk.transfer import names, seats, values
from allydesk.transfer.book import Sheet
from allydesk.transfer.columns import Column
from allydesk.transfer.entries import Entry, Seat, entries, number_key
from allydesk.transfer.match import Found, Index, Known, agree, candidate
from allydesk.transfer.plan import (
    Answers,
    Candidate,
    Changed,
    Doubt,
    FieldChange,
    New,
    Plan,
    Trouble,
    Unchanged,
)
from allydesk.transfer.targets import WHO, targets

Progress = Callable[[int, int], object]  # (done, total); may raise Cancelled
_PERSON = fields(Person)
_NOBODY = Answers()


@dataclass
class _Work:
    """What gathers while the rows are gone through."""

    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: list[Unchanged] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)
    needs_you: list[Trouble] = field(default_factory=list)
    left_out: list[Trouble] = field(default_factory=list)
    sitting: list[seats.Sitting] = field(default_factory=list)


@dataclass
class _Who:
    """One person of the list, with all rows that speak of them."""

    entry: Entry
    seats: list[tuple[int, Seat]]


def plan(
    s: Session,
    sheet: Sheet,
    columns: Sequence[Column],
    *,
    day_first: bool | None = None,
    group: str = "",
    agreed: str = "",
    answers: Answers = _NOBODY,
    today: dt.date | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Plan:
    """Work out what a list would do.

    day_first answers for dates like 3/4/2020 where the list does not tell; group is the name of
    the group the whole list belongs to; agreed is the scope its people agreed to, if asked.
    Raises Problem when no row of the list says who it is about.
    """
    today = today or dates.today()
    _check_columns(sheet, columns)
    reader, unclear = _reader(s, sheet, columns, day_first, agreed, today)
    index = people_index(s)
    work = _Work()
    everybody = _gathered(entries(sheet, columns, reader, answers, group), work, answers)
    if not everybody and not work.needs_you:
        raise no_names(sheet)
    _decide(everybody, index, work, answers, progress)
    places = seats.compare(s, work.sitting, agreed, today, answers)
    work.needs_you += places.troubles
    return Plan(
        tuple(work.new),
        tuple(work.changed),
        tuple(work.unchanged),
        tuple(sorted(work.doubtful, key=lambda d: d.row)),
        tuple(sorted(work.needs_you, key=lambda t: t.row)),
        tuple(sorted(work.left_out, key=lambda t: t.row)),
        places.groups,
        places.new,
        places.changed,
        places.unchanged,
        tuple(columns),
        unclear,
        dates.day_first(reader.language) if day_first is None else day_first,
        last_step(s),
    )


def last_step(s: Session, back: int = 0) -> int:
    """Give the number of the last step on the desk, or of one before it."""
    q = text("SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET :back")
    return int(s.execute(q, {"back": back}).scalar() or 0)


def no_names(sheet: Sheet) -> Problem:
    return Problem(
        _("No names found on sheet “{name}”. Choose another sheet or file.").format(name=sheet.name)
    )


def _check_columns(sheet: Sheet, columns: Sequence[Column]) -> None:
    chosen = {c.target for c in columns}
    who = WHO | ({"staff_number", "email"} if "group" in chosen else set())
    if not chosen & who:
        raise no_names(sheet)


def _reader(
    s: Session,
    sheet: Sheet,
    columns: Sequence[Column],
    day_first: bool | None,  # noqa: FBT001
    agreed: str,
    today: dt.date,
) -> tuple[values.Reader, tuple[str, ...]]:
    """Decide how days are read: by each column as a whole, by its neighbours, else by the answer."""
    language = organisation.language(s)
    rows = [row for _n, row in sheet.rows()]
    orders = {
        c.index: values.order_of(row[c.index] for row in rows)
        for c in columns
        if c.target and (d := targets()[c.target].described) and d.type is dt.date
    }
    plain = {order for order in orders.values() if isinstance(order, bool)}
    fallback = dates.day_first(language) if day_first is None else day_first
    common = plain.pop() if len(plain) == 1 else None
    decided = {
        index: order if isinstance(order, bool) else fallback if common is None else common
        for index, order in orders.items()
    }
    unclear = tuple(c.heading for c in columns if orders.get(c.index) == "?" and common is None)
    return values.Reader(language, today, agreed or "coordinator", decided), unclear


def people_index(s: Session) -> Index:
    """Give the people of the desk to look somebody up in."""
    rows = s.execute(select(Person.id, *(getattr(Person, n) for n in _PERSON)).order_by(Person.id))
    return Index([Known(id, dict(zip(_PERSON, given, strict=True))) for id, *given in rows])


def _gathered(found: Iterable[Entry], work: _Work, answers: Answers) -> list[_Who]:
    """Bring together the rows that speak of one person; a row that says a thing twice is left out."""
    everybody: list[_Who] = []
    by_number: dict[str, _Who] = {}
    by_name: dict[tuple[str, ...], _Who] = {}
    for entry in found:
        if not _usable(entry, work, answers):
            continue
        other = by_number.get(entry.number) if entry.number else None
        if other is None and not entry.number:
            other = by_name.get(_identity(entry))
        if other is None:
            who = _Who(entry, [(entry.row, seat) for seat in entry.seats])
            everybody.append(who)
            if entry.number:
                by_number[entry.number] = who
            else:
                by_name[_identity(entry)] = who
        else:
            _join(other, entry, work)
    return everybody


def _identity(entry: Entry) -> tuple[str, ...]:
    if entry.email:
        return entry.key, entry.email
    return (
        entry.key,
        "",
        fold(str(entry.person.get("team") or "")),
        str(entry.person.get("started") or ""),
    )


def _usable(entry: Entry, work: _Work, answers: Answers) -> bool:
    if not entry.name and not (entry.seats and (entry.number or entry.email)):
        work.left_out.append(Trouble(entry.row, "", _("There is no name."), "name"))
        return False
    if entry.troubles and entry.row not in answers.anyway:
        work.needs_you.append(Trouble(entry.row, entry.name, " ".join(entry.troubles), "anyway"))
        return False
    return True


def _join(who: _Who, entry: Entry, work: _Work) -> None:
    """Add another row of somebody to the first, or say why not."""
    first = who.entry
    if entry.name and first.name and not agree(entry.name, Known(0, _blank(first))):
        reason = _("Row {n} has the same staff number, but another name.").format(n=first.row)
        work.needs_you.append(Trouble(entry.row, entry.name, reason))
        return
    have = [seat for _row, seat in who.seats]
    fresh = [seat for seat in entry.seats if seat not in have]
    if not fresh:
        if _says_nothing_else(first, entry):
            reason = _("The same as row {n}.").format(n=first.row)
            work.left_out.append(Trouble(entry.row, entry.name, reason))
        else:
            reason = _("Row {n} is about the same person and says something else.").format(
                n=first.row
            )
            work.needs_you.append(Trouble(entry.row, entry.name, reason))
        return
    who.seats += [(entry.row, seat) for seat in fresh]
    who.entry = replace(
        first, name=first.name or entry.name, person={**entry.person, **first.person}
    )


def _blank(entry: Entry) -> dict[str, object]:
    return {"known_as": None, "sort_name": None, **entry.person, "full_name": entry.name}


def _says_nothing_else(first: Entry, entry: Entry) -> bool:
    return all(_alike(name, first.person.get(name), value) for name, value in entry.person.items())


def _decide(
    everybody: Sequence[_Who], index: Index, work: _Work, answers: Answers, progress: Progress
) -> None:
    """Say of everybody in the list who they are on the desk."""
    total = len(everybody)
    found: list[tuple[_Who, Found]] = []
    for done, who in enumerate(everybody):
        if done % 500 == 0:
            progress(done, total)
        found.append((who, _answered(who, index, answers) or index.find(who.entry)))
    strangers = [
        w.entry for w, f in found
        if not f.person and not f.candidates and w.entry.name and w.entry.row not in answers.different
    ]  # fmt: skip
    similar = index.similar(strangers)
    claimed: dict[int, int] = {}
    for who, match in sorted(found, key=lambda f: -f[1].strength):
        if match.person and claimed.setdefault(match.person.id, who.entry.row) != who.entry.row:
            reason = _("row {n} of the list is this person").format(n=claimed[match.person.id])
            _put_in_doubt(who, (candidate(match.person, reason),), work)
        elif not match.person and who.entry.row not in answers.different:
            candidates = match.candidates or similar.get(who.entry.row, ())
            if candidates:
                _put_in_doubt(who, candidates, work)
    doubted = {d.row for d in work.doubtful}
    for who, match in found:
        if who.entry.row not in doubted:
            _settle(who, match.person, work)
    progress(total, total)


def _answered(who: _Who, index: Index, answers: Answers) -> Found | None:
    """Give what the person said about a row, if they said something."""
    row = who.entry.row
    if (id := answers.same.get(row)) in index.by_id and id is not None:
        return Found(index.by_id[id], strength=4)
    return Found() if row in answers.different else None


def _put_in_doubt(who: _Who, candidates: tuple[Candidate, ...], work: _Work) -> None:
    entry = who.entry
    work.doubtful.append(Doubt(entry.row, entry.name, tuple(entry.person.items()), candidates))


def _settle(who: _Who, person: Known | None, work: _Work) -> None:
    entry = who.entry
    if person is None:
        if not entry.name:
            reason = _("Nobody on the desk has this number or address, and there is no name.")
            work.needs_you += [
                Trouble(row, "", reason, "name") for row in {r for r, _s in who.seats}
            ]
            return
        work.sitting.append(seats.Sitting(None, len(work.new), entry.name, tuple(who.seats)))
        work.new.append(New(entry.row, entry.name, tuple(entry.person.items())))
        return
    work.sitting.append(seats.Sitting(person.id, None, person.name, tuple(who.seats)))
    if changes := _changes(entry, person.values):
        work.changed.append(Changed(entry.row, person.id, person.name, changes))
    else:
        work.unchanged.append(Unchanged(entry.row, person.id, person.name))


def _alike(name: str, old: object, new: object) -> bool:
    """Say whether two values of a field say the same, though they may be written differently."""
    if old == new:
        return True
    if old is None or new is None:
        return False
    if name == "email":
        return fold(str(old)) == fold(str(new))
    return name == "staff_number" and number_key(old) == number_key(new)


def _changes(entry: Entry, old: Mapping[str, object]) -> tuple[FieldChange, ...]:
    """Give the fields that the list knows better.

    A name that only lacks its accents is no better. In a list of groups the name says who is
    meant and changes nobody's name.
    """
    new = {
        name: value
        for name, value in entry.person.items()
        if not _alike(name, old[name], value) and not (name in entry.gentle and old[name])
    }
    if "full_name" in new and (entry.seats or _worse(str(new["full_name"]), str(old["full_name"]))):
        for name in ("full_name", "sort_name"):
            new.pop(name, None)
    elif "full_name" in new and "sort_name" not in new and old["sort_name"]:
        guess = entry.person.get("sort_name") or None
        if guess != old["sort_name"]:  # it belonged to the name they had before
            new["sort_name"] = guess
    if "sort_name" in new and new["sort_name"] == sort_name(str(old["full_name"])):
        del new["sort_name"]
    return tuple(
        FieldChange(name, _PERSON[name].field.label, old[name], value)
        for name, value in new.items()
    )


def _worse(new: str, old: str) -> bool:
    """Say whether a name is the same one, written with no more care than before."""
    return names.key(new) == names.key(old) and not (old.isascii() and not new.isascii())
