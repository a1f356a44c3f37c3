"""What somebody asked for: a group, people or an event, found by words, and values that are possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import group, person, schedule
from allydesk.text import fold

if TYPE_CHECKING:
    from allydesk.reports.report import Option

_MOST_NAMED = 12  # possibilities in one sentence
_MOST_BYTES = 20_000_000  # of a picture
_NEAR = dt.timedelta(days=60)


def possible(s: Session, option: Option, value: object, now: dt.datetime, language: str) -> object:
    """Give what was asked for as its option takes it; raise Problem where it cannot be."""
    match option.kind.value:
        case "choice":
            return choice(option, value)
        case "number" | "place":
            return number(option, value)
        case "measure":
            return measure(option, value)
        case "pictures":
            return pictures(value)
        case "flag" | "text":
            return value
    return _of_desk(s, option, value, now, language)


def _of_desk(s: Session, option: Option, value: object, now: dt.datetime, language: str) -> object:
    match option.kind.value:
        case "group":
            return value if isinstance(value, int) else group_called(s, str(value))
        case "people":
            return people(s, value)
        case "event":
            return event(s, value, now, language)
        case "record":
            return record(s, option, value)
        case _:
            return records(s, option, value)


def group_called(s: Session, name: str) -> int:
    """Give the group of a name, short name or part of a name; raise Problem with those there are."""
    rows = group.listing(s, chip="all")
    wanted = fold(name)
    tries: tuple[Callable[[group.Row], bool], ...] = (
        lambda r: fold(r.name) == wanted,
        lambda r: fold(r.short_name or "") == wanted,
        lambda r: wanted in fold(r.name),
    )
    for fits in tries:
        found = [r for r in rows if fits(r)]
        if len(found) == 1:
            return found[0].id
    raise Problem(
        _no_group(_("There is no group “{name}”.").format(name=name), [r.name for r in rows])
    )


def only_group(s: Session) -> int:
    """Give the group if there is but one; raise Problem with the groups there are."""
    rows = group.listing(s)
    if len(rows) == 1:
        return rows[0].id
    raise Problem(_no_group(_("Say which group."), [r.name for r in rows]))


def _no_group(what: str, names: Sequence[str]) -> str:
    if not names:
        return what + " " + _("There are no groups yet. Add one, or bring in a list of groups.")
    return f"{what} {_possible(names)}"


def _possible(names: Sequence[str]) -> str:
    shown = "; ".join(names[:_MOST_NAMED])
    if (rest := len(names) - _MOST_NAMED) > 0:
        shown += " " + ngettext("and {n} other", "and {n} others", rest).format(n=rest)
    return _("Possible: {names}.").format(names=shown)


def people(s: Session, value: object) -> tuple[int, ...]:
    """Give people by ids, by words as in the list of people, or all of them."""
    if isinstance(value, str):
        everybody = fold(value) in ("all", fold(_("All")))
        found = tuple(person.ids(s, "" if everybody else value))
        if not found and not everybody:
            raise Problem(
                _("Nobody here is found by “{words}”. Try fewer words.").format(words=value)
            )
        return found
    return tuple(int(str(v)) for v in value) if isinstance(value, (tuple, list)) else ()


def record(s: Session, option: Option, value: object) -> int:
    """Give one of what an option looks up, by its id or words; raise Problem with what is possible."""
    if isinstance(value, int):
        return value
    return _records_called(s, option, str(value), one=True)[0]


def records(s: Session, option: Option, value: object) -> tuple[int, ...]:
    """Give several of what an option looks up: by ids, by words with ";" between, or "all".

    What looks up nothing takes ids alone.
    """
    if isinstance(value, (tuple, list)):
        return tuple(int(str(v)) for v in value)
    parts = [part for part in str(value).split(";") if part.strip()]
    if option.among is None:
        return tuple(int(part) for part in parts if part.strip().isdecimal())
    found = (_records_called(s, option, part) for part in parts)
    return tuple(dict.fromkeys(id for ids in found for id in ids))


def _records_called(s: Session, option: Option, words: str, *, one: bool = False) -> list[int]:
    among = option.among(s) if option.among else {}
    wanted = fold(words)
    if not one and wanted in ("all", fold(_("All"))):
        return list(among)
    same = [id for id, said in among.items() if fold(said) == wanted]
    found = same or [id for id, said in among.items() if wanted in fold(said)]
    if not found or (one and len(found) > 1):
        what = _("“{words}” is not possible for {name}.").format(words=words, name=option.name)
        close = [among[id] for id in found] or list(among.values())
        raise Problem(
            f"{what} {_possible(close)}" if close else what + " " + _("There is none yet.")
        )
    return found


def pictures(value: object) -> tuple[bytes, ...]:
    """Give pictures from files: a sequence of paths, or paths with ";" between; bytes stay.

    Raises Problem for a file that cannot be read or is no picture.
    """
    given = value.split(";") if isinstance(value, str) else value
    if not isinstance(given, (tuple, list)):
        return ()
    return tuple(
        one if isinstance(one, bytes) else _picture(Path(str(one).strip()))
        for one in given
        if isinstance(one, bytes) or str(one).strip()
    )


def _picture(path: Path) -> bytes:
    from allydesk.reports.engine import picture

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Problem(
                _("The picture “{name}” is too large. Choose one below 20 MB.").format(
                    name=path.name
                )
            )
        data = path.read_bytes()
    except OSError as error:
        raise Problem(
            _("The picture “{name}” cannot be read. Choose another file.").format(name=path.name)
        ) from error
    if picture.opened(data) is None:
        raise Problem(
            _("“{name}” is not a picture that can be printed. Choose a PNG or JPEG file.").format(
                name=path.name
            )
        )
    return data


def event(s: Session, value: object, now: dt.datetime, language: str) -> int:
    """Give the event of an id, "next", "last", a day, or words of its title.

    Raises Problem with the events that are possible.
    """
    words = str(value).strip()
    if isinstance(value, int) or words.isdecimal():
        found = schedule.row(s, int(words))
        if found is None:
            raise Problem(_("This event is no longer here. Choose another one."))
        return found.id
    if fold(words) in ("next", fold(_("Next"))):
        return _needed(s, next_event(s, now), now, language)
    if fold(words) in ("last", fold(_("Last"))):
        return _needed(s, last_event(s, now), now, language)
    if day := dates.parse(words, language, now.date()):
        what = _("There is no event on {day}.").format(day=dates.medium(day, language))
        return _one(s, schedule.between(s, day, day), what, now, language)
    what = _("There is no event “{words}”.").format(words=words)
    return _one(s, _titled(s, words, now), what, now, language)


def next_event(s: Session, now: dt.datetime) -> int | None:
    """Give the event that is running, else the next one, however far away."""
    if near := schedule.at_hand(s, now):
        return near[0].id
    coming = schedule.rows(s, schedule.ids(s, "", "coming", now, limit=50))
    return next((r.id for r in coming if r.status in ("planned", "confirmed")), None)


def last_event(s: Session, now: dt.datetime) -> int | None:
    """Give the event that is running, else the one that ended last, else the next one."""
    running = (r.id for r in schedule.at_hand(s, now) if r.starts <= now and not r.whole_day)
    return next(running, None) or schedule.last(s, now) or next_event(s, now)


def _titled(s: Session, words: str, now: dt.datetime) -> list[schedule.Row]:
    found = schedule.find(s, words, now, limit=50)
    wanted = fold(words)
    exact = [r for r in found if wanted in (fold(r.title), fold(r.door_title or ""))]
    same = exact or found
    # Of one title there may be many dates: the one that is running or next is meant.
    if len({fold(r.title) for r in same}) == 1:
        coming = sorted((r for r in same if r.ends >= now), key=lambda r: (r.starts, r.id))
        return (coming or same)[:1]
    return same


def _one(
    s: Session, found: Sequence[schedule.Row], what: str, now: dt.datetime, language: str
) -> int:
    if len(found) == 1:
        return found[0].id
    if found:
        raise Problem(f"{_('Say which event.')} {_possible([_told(r, language) for r in found])}")
    return _needed(s, None, now, language, what)


def _needed(s: Session, id: int | None, now: dt.datetime, language: str, what: str = "") -> int:
    """Give an event that must be there; raise Problem with those around this day."""
    if id is not None:
        return id
    around = schedule.between(s, (now - _NEAR).date(), (now + _NEAR).date())
    if not around:
        raise Problem(
            f"{what} {_('There are no events in these weeks. Add one in the calendar.')}".strip()
        )
    nearest = sorted(around, key=lambda r: abs(r.starts - now))[:_MOST_NAMED]
    listed = sorted(nearest, key=lambda r: (r.starts, r.id))
    what = what or _("No event is coming.")
    raise Problem(f"{what} {_possible([_told(r, language) for r in listed])}")


def _told(row: schedule.Row, language: str) -> str:
    return f"{row.title}, {dates.medium(row.starts.date(), language)}"


def choice(option: Option, value: object) -> object:
    """Give a choice that there is; raise Problem with those there are."""
    if option.choices is not None and value not in option.choices:
        raise Problem(
            _("“{value}” is not possible for {name}. Choose one of: {choices}.").format(
                value=value, name=option.name, choices=", ".join(option.choices)
            )
        )
    return value


def day(value: object, language: str, now: dt.date) -> dt.date | None:
    """Give the day that was written; raise Problem if it is none."""
    if isinstance(value, dt.date):
        return value
    if not value:
        return None
    if found := dates.parse(str(value), language, now):
        return found
    raise Problem(_("Write the date like 19 Nov or 19/11/2026."))


def measure(option: Option, value: object) -> float:
    """Give a number with a decimal; raise Problem outside its bounds."""
    try:
        number = float(str(value).replace(",", ".").replace("−", "-"))
    except ValueError:
        number = option.least - 1.0
    if not option.least <= number <= option.most:
        raise Problem(
            _("Choose a number from {least} to {most} for {name}.").format(
                least=option.least, most=option.most, name=option.name
            )
        )
    return round(number, 2)


def number(option: Option, value: object) -> int:
    """Give a whole number; raise Problem outside its bounds."""
    try:
        number = int(str(value))
    except ValueError:
        number = option.least - 1
    if not option.least <= number <= option.most:
        raise Problem(
            _("Choose a number from {least} to {most} for {name}.").format(
                least=option.least, most=option.most, name=option.name
            )
        )
    return number
