"""The meeting pack: everything for one event in one file, in the order in which it is used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models.privacy import Audience
from allydesk.reports import happening, on_sheets, report, sheets
from allydesk.reports.report import Given, Kind, Option, Page, Part, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_BADGES, _SLIPS = "badges", "feedback-slips"
# In print order: (document, label, ticked at first).
_PARTS = (
    ("run-sheet", _("Run sheet"), True),
    ("handout", _("Meeting handout"), True),
    ("agenda", _("Agenda"), False),
    ("sign-in", _("Sign-in sheet"), True),
    ("discreet-sign-in", _("Discreet sign-in sheet"), False),
    (_BADGES, _("Name badges for those coming"), False),
    (_SLIPS, _("Feedback slips"), False),
    ("minutes", _("Minutes"), False),
)
_OPTIONAL = (_SLIPS,)  # not every AllyDesk has this document


def _ticked(name: str) -> str:
    return f"with_{name.replace('-', '_')}"


def _copies(name: str, of: str, label: str) -> Option:
    return Option(
        name, label, Kind.NUMBER, 1, least=1, most=60, remembered=False, when=_ticked(of),
        document=of if of in _OPTIONAL else "",
    )  # fmt: skip


_TICKS = tuple(
    Option(
        _ticked(name), label, Kind.FLAG, default=default, document=name if name in _OPTIONAL else ""
    )
    for name, label, default in _PARTS
)
_HANDOUTS = _copies("handouts", "handout", _("Copies of the handout"))
_COUNT_OF_SLIPS = _copies("slips", _SLIPS, _("Copies of the feedback slips"))
_SHEET = (
    replace(on_sheets.sheet_option(sheets.BADGES, "L4785", "5395"), when=_ticked(_BADGES)),
    on_sheets.OWN_SHEET,
    *(replace(option, when=_ticked(_BADGES)) for option in on_sheets.PRINTER),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What the cover says."""

    title: str
    head: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]
    foot: str


def parts(options: Given) -> list[Part]:
    """Give the documents that were ticked, with what they have in common."""
    shared = {n: options[n] for n in ("event", "paper", "edition", "confidential")}
    own: dict[str, Given] = {
        _BADGES: {o.name: options[o.name] for o in _SHEET},
        _SLIPS: {"copies": options.get("slips")},
    }
    return [
        Part(name, {**shared, **own.get(name, {})}, _times(name, options))
        for name, _label, _default in _PARTS
        if options.get(_ticked(name))
    ]


def _times(name: str, options: Given) -> int:
    return int(str(options["handouts"])) if name == "handout" else 1


def _count(part: Part) -> int:
    """Give how often a part is there; some documents make their copies themselves."""
    return int(str(part.given.get("copies") or part.copies))


def collect(s: Session, options: Given) -> Pack:
    """Gather what stands on the cover."""
    row, language = happening.the(s, options), str(options["language"])
    labels = {name: label for name, label, _default in _PARTS}
    inside = bool(options[_ticked("run-sheet")])
    reader = Audience.LEADS if inside or options["confidential"] else Audience.GROUP
    return Pack(
        title=happening.title(row),
        head=tuple(happening.head(row, language)),
        parts=tuple((labels[part.name], _count(part)) for part in parts(options)),
        foot=report.privacy_line(reader.value, private=row.reveals or inside),
    )


def story(data: Pack, _theme: Theme) -> list[Block]:
    """Lay the cover out: what is in the pack, to tick off as it is handed out."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Heading, Items, Paragraph

    blocks: list[Block] = [Masthead(data.title, data.head)]
    if not data.parts:
        return [*blocks, Paragraph(_("Nothing is ticked for this pack."))]
    said = [label if n == 1 else _many(label, n) for label, n in data.parts]
    return [*blocks, Heading(_("In this pack")), Items(said, "checks")]


def _many(label: str, n: int) -> str:
    copies = ngettext("{n} copy", "{n} copies", n).format(n=n)
    return f"{label} – {copies}"


def page(data: Pack) -> Page:
    return Page(_("Meeting pack – {title}").format(title=data.title), data.title, data.foot)


REPORT = Report(
    "pack",
    _("Meeting pack"),
    _("What you tick, in print order in one file; each document starts on a sheet of its own."),
    (report.EVENT, *_TICKS, _HANDOUTS, _COUNT_OF_SLIPS, *_SHEET, happening.CONFIDENTIAL),
    collect,
    story,
    page,
    _("Meetings"),
    parts=parts,
    by_kind=True,
)
