"""Guess what each column of a list holds, from its heading and from what stands below it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from allydesk import dates
from allydesk.language import _
from allydesk.transfer import headings, names, values
from allydesk.transfer.book import Cell, Sheet, as_text
from allydesk.transfer.targets import targets

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+[\w.'’-]+){1,4}")
_LOOKED_AT = 400  # rows
_SAMPLES = 3
# What the same heading means in a list of people and in a list of groups.
_AMONG_GROUPS = {"job_title": "role", "started": "joined", "left": "left_group"}
_AMONG_PEOPLE = {"role": "job_title", "joined": "started", "left_group": "left"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list and where it goes. target is empty for what is left out."""

    index: int
    heading: str
    samples: tuple[str, ...]
    target: str
    sure: bool
    reason: str = ""  # why it is left out, or what somebody should know


def guess(
    sheet: Sheet,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    *,
    group_list: bool = False,
) -> tuple[Column, ...]:
    """Give every column with the place it most likely goes to.

    remembered is settings.columns: what somebody chose for a list with the same headings.
    group_list says that the whole list belongs to one group, so that “Role” is a role in it.
    """
    rows = [row for _number, row in islice(sheet.rows(), _LOOKED_AT)]
    below = list(zip(*rows, strict=True)) or [()] * sheet.width
    found = [
        _by_heading(n, h, cells)
        for n, (h, cells) in enumerate(zip(sheet.headings, below, strict=True))
    ]
    if memory := (remembered or {}).get(layout(sheet)):
        return tuple(_as_before(column, memory) for column in found)
    found = _in_context(found, below, group_list=group_list)
    found = [_by_content(column, below[column.index]) for column in found]
    found = _one_each(found, below)
    return tuple(_find_names(found, below))


def layout(sheet: Sheet) -> str:
    """Give the key under which the matches of lists with these headings are remembered."""
    plain = "\n".join(headings.plain(h) for h in sheet.headings)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def memory_of(columns: Sequence[Column]) -> dict[str, str]:
    """Give the matches as they are remembered: column number -> target."""
    return {str(column.index): column.target for column in columns}


def choose(columns: Sequence[Column], index: int, target: str) -> tuple[Column, ...]:
    """Give the columns with one of them sent somewhere else; what went there before is left out."""
    taken = _("“{heading}” goes there now.").format(heading=columns[index].heading)
    return tuple(
        replace(c, target=target, sure=True, reason="")
        if c.index == index
        else replace(c, target="", reason=taken)
        if target and c.target == target
        else c
        for c in columns
    )


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell != ""]


def _share(cells: Sequence[Cell], fits: Callable[[str], object]) -> float:
    filled = _filled(cells)
    return sum(1 for cell in filled if fits(as_text(cell))) / len(filled) if filled else 0.0


def _by_heading(index: int, heading: str, cells: Sequence[Cell]) -> Column:
    samples = tuple(dict.fromkeys(as_text(c) for c in _filled(cells)))[:_SAMPLES]
    found = headings.match(heading)
    if found and found.reason == headings.NOT_KEPT:
        samples = ("…",) if samples else ()  # nobody looking over a shoulder reads them either
    if found is None:
        reason = _("AllyDesk does not know this heading.") if heading else ""
        return Column(index, heading, samples, "", sure=False, reason=reason)
    if found.target == "notes":
        reason = _("Notes often hold what others should not read. Choose Notes to take them.")
        return Column(index, heading, samples, "", sure=True, reason=reason)
    return Column(index, heading, samples, found.target, found.sure, found.reason)


def _as_before(column: Column, memory: Mapping[str, str]) -> Column:
    target = memory.get(str(column.index), column.target)
    if target and target not in targets():
        return column
    reason = "" if target else column.reason or _("Left out, as last time.")
    return replace(column, target=target, sure=True, reason=reason)


def _in_context(
    found: list[Column], below: Sequence[Sequence[Cell]], *, group_list: bool
) -> list[Column]:
    """Settle headings that mean one thing beside some headings and another beside others."""
    have = {c.target for c in found}
    groups = group_list or "group" in have
    plainly = {c.target for c in found if c.target in _AMONG_PEOPLE}  # said in so many words
    settled = []
    for c in found:
        target = c.target
        if target == "name":
            target = _bare_name(c.index, found, below)
        elif groups and headings.plain(c.heading) in (
            "since",
            "from",
            "until",
            "to",
            "start",
            "end",
        ):
            target = _AMONG_GROUPS.get(target, target)
        elif not groups and target in _AMONG_PEOPLE and _AMONG_PEOPLE[target] not in have:
            target = _AMONG_PEOPLE[target]
        elif (
            groups
            and target == "job_title"
            and "role" not in plainly
            and _has_roles(below[c.index])
        ):
            target = "role"
        elif not groups and target in ("role", "joined", "left_group", "takes_part_as", "scope"):
            settled.append(replace(c, target="", reason=_("This list has no column for groups.")))
            continue
        settled.append(replace(c, target=target))
    return settled


def _bare_name(index: int, found: Sequence[Column], below: Sequence[Sequence[Cell]]) -> str:
    """Say what “Name” is: beside a first name the last name, unless it holds both."""
    have = {c.target: c.index for c in found}
    for other, missing in (("first_name", "last_name"), ("last_name", "first_name")):
        if other not in have or missing in have:
            continue
        pairs = zip(below[index], below[have[other]], strict=True)
        both = [_words(b) < _words(a) for a, b in pairs if a and b]
        return "full_name" if both and sum(both) * 2 > len(both) else missing
    return "full_name"


def _words(cell: Cell) -> set[str]:
    return set(names.key(as_text(cell)).split())


def _has_roles(cells: Sequence[Cell]) -> bool:
    return _share(cells, lambda text: headings.plain(text) in headings.role_words()) > 0.1


def _by_content(column: Column, cells: Sequence[Cell]) -> Column:
    """Look whether what stands in a column fits its heading, and let e-mail speak for itself."""
    if not _filled(cells):
        return column
    if not column.target:
        if not column.sure and _share(cells, _EMAIL.fullmatch) > 0.8:
            return replace(column, target="email", reason="")
        return column
    if _share(cells, lambda t: headings.plain(t) in headings.words("words", "salutation")) > 0.8:
        return replace(column, target="", sure=True, reason=headings.NOT_KEPT)
    if column.target == "full_name" and _share(cells, names.last_first) > 0.6:
        return replace(column, target="name_last_first")
    if (reason := _misfit(column.target, cells)) and _share(cells, str.strip):
        return replace(column, target="", sure=False, reason=reason)
    return column


def _misfit(target: str, cells: Sequence[Cell]) -> str:
    """Say why what stands in a column cannot be what its heading promises, or nothing."""
    described = targets()[target].described
    if target == "email":
        return (
            "" if _share(cells, lambda t: "@" in t) > 0.3 else _("These are no e-mail addresses.")
        )
    if described is None:
        return ""
    if target == "group":
        answers = headings.words("words", "yes") | headings.words("words", "no")
        told = _share(cells, lambda t: headings.plain(t) in answers) > 0.5
        return _("These are no names of groups.") if told else ""
    if described.type is dt.date:
        fits = _share(cells, lambda t: values.read_day(t, "en", dates.today(), None)) > 0.3
        words = _share(cells, lambda t: re.search(r"\d", t) and re.search(r"[^\W\d]{3}", t)) > 0.3
        return "" if fits or words else _("These are no days AllyDesk can read.")
    if described.field.choices:
        reader = values.Reader("en", dates.today(), "coordinator", {})

        def readable(text: str) -> bool:
            try:
                values.value_of(text, targets()[target], 0, reader)
            except values.Unreadable:
                return False
            return True

        if _share(cells, readable) < 0.5:
            return _("These are none of: {choices}.").format(
                choices=", ".join(described.field.choices.values())
            )
    return ""


def _one_each(found: list[Column], below: Sequence[Sequence[Cell]]) -> list[Column]:
    """Let each place be filled by one column: the surest, then the fullest, then the first."""
    winners: dict[str, Column] = {}
    for c in sorted(found, key=lambda c: (not c.sure, -len(_filled(below[c.index])), c.index)):
        if c.target:
            winners.setdefault(c.target, c)
    return [
        c
        if not c.target or winners[c.target].index == c.index
        else replace(
            c, target="", sure=False,
            reason=_("“{heading}” goes there already.").format(heading=winners[c.target].heading),
        )
        for c in found
    ]  # fmt: skip


def _find_names(found: list[Column], below: Sequence[Sequence[Cell]]) -> list[Column]:
    """Find the names by their looks where no heading speaks of names."""
    have = {c.target for c in found}
    if have & {"full_name", "name_last_first", "last_name", "first_name"}:
        return found
    for c in found:
        cells = below[c.index]
        if c.target or (c.sure and c.reason) or not _filled(cells):
            continue
        various = len(set(cells)) * 2 > len(cells)
        if various and _share(cells, _NAME.fullmatch) > 0.8:
            order = "name_last_first" if _share(cells, names.last_first) > 0.6 else "full_name"
            return [replace(o, target=order, reason="") if o is c else o for o in found]
    return found
