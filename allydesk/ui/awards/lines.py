"""What the list of the place holds behind each chip, and how its rows read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.awards import award, award_type, nomination, overview, signatory
from allydesk.models.awards import round as rounds
from allydesk.ui.awards.keys import Kind, key, split
from allydesk.ui.desk import Desk
from allydesk.ui.kit.lines import TwoLines

CHIPS = {
    "to_read": _("To read"),
    "shortlisted": _("Shortlisted"),
    "decided": _("Decided"),
    "types": _("Types"),
    "rounds": _("Rounds"),
    "signatories": _("Who signs"),
}
KINDS = {
    "to_read": (Kind.NOMINATION,), "shortlisted": (Kind.NOMINATION,),
    "decided": (Kind.NOMINATION, Kind.AWARD), "types": (Kind.TYPE,), "rounds": (Kind.ROUND,),
    "signatories": (Kind.SIGNATORY,),
}  # fmt: skip
OF_KIND = {Kind.AWARD: "decided", Kind.TYPE: "types", Kind.ROUND: "rounds",
           Kind.SIGNATORY: "signatories"}  # fmt: skip


Record = nomination.Row | award.Row | award_type.Row | rounds.Row | signatory.Row


class Line(NamedTuple):
    """One row of the list."""

    id: int  # see keys
    kind: Kind
    row: Any


def find(desk: Desk, text: str, chip: str) -> list[int]:
    """Give the keys of the records behind a chip whose words match."""
    read = desk.store.read
    if chip in nomination.CHIPS and chip != "decided":
        return [key(Kind.NOMINATION, id) for id in read(nomination.ids, text, chip)]
    if chip == "decided":
        return [key(Kind[d.kind.upper()], d.id) for d in read(overview.decided, text)]
    words = text.casefold().split()
    return [
        key(KINDS[chip][0], r.id)
        for r in _ALL[chip](desk)
        if all(word in r.name.casefold() for word in words)
    ]


_ALL: dict[str, Callable[[Desk], Sequence[Any]]] = {
    "types": lambda desk: desk.store.read(award_type.listing, in_use=False),
    "rounds": lambda desk: desk.store.read(rounds.listing),
    "signatories": lambda desk: desk.store.read(signatory.listing, in_use=False),
}


def fetch(desk: Desk, keys: Sequence[int], kinds: Sequence[Kind]) -> list[Line]:
    """Give the rows of keys; those of other kinds are left out, as if they were gone."""
    found: dict[int, Line] = {}
    for kind in kinds:
        ids = [id for k, id in map(split, keys) if k is kind]
        if ids:
            found |= {key(kind, r.id): Line(key(kind, r.id), kind, r) for r in _of(desk, kind, ids)}
    return [found[k] for k in keys if k in found]


def _of(desk: Desk, kind: Kind, ids: Sequence[int]) -> Sequence[Any]:
    if kind is Kind.NOMINATION:
        return desk.store.read(nomination.rows, ids)
    if kind is Kind.AWARD:
        return desk.store.read(award.rows, ids)
    return [r for r in _ALL[OF_KIND[kind]](desk) if r.id in set(ids)]


def line(desk: Desk, language: str, one: Line) -> TwoLines:
    """Give how a row reads."""
    day = lambda d: dates.near(d, language, desk.today())  # noqa: E731
    return _LINES[one.kind](desk, one.row, day)


def _nomination(_desk: Desk, r: nomination.Row, day: Callable[..., str]) -> TwoLines:
    if r.state in nomination.TURNED_DOWN and r.decided_on:
        parts = [nomination.STATES[r.state], r.award, day(r.decided_on)]
        return TwoLines(r.title, below=" · ".join(filter(None, parts)), quiet=True)
    below = f"{r.award or _('No particular award')} · {day(r.received_on)}"
    return TwoLines(r.title, below=below)


def _award(_desk: Desk, r: award.Row, day: Callable[..., str]) -> TwoLines:
    parts = [r.title or award.KINDS[r.kind], day(r.given_on)]
    if r.returned_on:
        parts.insert(0, _("Returned"))
    elif r.kind == "award" and not r.printed_on:
        parts.append(_("not printed yet"))
    return TwoLines(
        r.for_whom, below=" · ".join(parts), end=r.number or "", quiet=r.returned_on is not None
    )


def _type(_desk: Desk, r: award_type.Row, _day: Callable[..., str]) -> TwoLines:
    parts = [award_type.KINDS[r.kind], award_type.CADENCES[r.cadence]]
    if not r.in_use:
        parts.insert(0, _("Not in use"))
    given = ngettext("{n} given", "{n} given", r.given).format(n=r.given) if r.given else ""
    return TwoLines(r.name, below=" · ".join(parts), end=given, quiet=not r.in_use)


def _round(desk: Desk, r: rounds.Row, day: Callable[..., str]) -> TwoLines:
    phase = r.phase(desk.today())
    words = {"coming": _("Opens {day}"), "open": _("Open until {day}"), "closed": _("Closed {day}")}
    said = words[phase].format(day=day(r.opens if phase == "coming" else r.closes))
    waiting = ngettext("{n} to decide", "{n} to decide", r.undecided).format(n=r.undecided)
    end = waiting if r.undecided else ""
    return TwoLines(r.name, below=said, end=end, quiet=phase == "closed" and not r.undecided)


def _signatory(_desk: Desk, r: signatory.Row, _day: Callable[..., str]) -> TwoLines:
    below = " · ".join(filter(None, [r.position, "" if r.in_use else _("Signs no more")]))
    return TwoLines(r.name, below=below, quiet=not r.in_use)


_LINES: dict[Kind, Callable[[Desk, Any, Callable[..., str]], TwoLines]] = {
    Kind.NOMINATION: _nomination, Kind.AWARD: _award, Kind.TYPE: _type, Kind.ROUND: _round,
    Kind.SIGNATORY: _signatory,
}  # fmt: skip


def filter_words(count: int, kinds: Sequence[Kind]) -> str:
    """Give what stands in the empty filter."""
    words = {
        Kind.NOMINATION: ngettext("Filter {n} nomination", "Filter {n} nominations", count),
        Kind.AWARD: ngettext("Filter {n} award", "Filter {n} awards", count),
        Kind.TYPE: ngettext("Filter {n} award type", "Filter {n} award types", count),
        Kind.ROUND: ngettext("Filter {n} round", "Filter {n} rounds", count),
        Kind.SIGNATORY: ngettext(
            "Filter {n} person who signs", "Filter {n} people who sign", count
        ),
    }
    return words[kinds[-1]].format(n=f"{count:,}")


def none_words(chip: str) -> str:
    """Give what a chip with nothing behind it says."""
    return {
        "to_read": _("Nothing to read. Press New when a nomination comes in."),
        "shortlisted": _("Nothing on the shortlist."),
        "decided": _("Nothing was given yet."),
        "types": _("No award types yet. Press New to add the first."),
        "rounds": _("No rounds yet. Nominations are welcome all year without one."),
        "signatories": _("Nobody signs yet. Press New to add who signs certificates."),
    }[chip]
