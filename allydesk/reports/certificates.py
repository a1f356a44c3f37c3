"""What certificates say and how they look, whatever they are given for; each on one page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from allydesk import dates
from allydesk.language import _
from allydesk.models.awards.award_type import LAYOUTS
from allydesk.reports import on_sheets
from allydesk.reports.report import Kind, Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from allydesk.reports.engine.fixed import FixedPage, Pages
    from allydesk.reports.engine.galley import Press
    from allydesk.reports.engine.tags import Element
    from allydesk.reports.engine.theme import Theme

LAYOUT = Option("layout", _("Look"), Kind.CHOICE, "frame", LAYOUTS)
LIES = Option(
    "lies", _("Paper lies"), Kind.CHOICE, "across", {"across": _("Across"), "upright": _("Upright")}
)  # fmt: skip
PREPRINTED = Option(
    "preprinted", _("Pre-printed paper"), Kind.FLAG, default=False,
    hint=_("Prints only name, wording, date, number and signature pictures."),
)  # fmt: skip
# Only what is printed before has to be met by what is printed after.
PRINTER = tuple(replace(option, when=PREPRINTED.name) for option in on_sheets.PRINTER)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: a picture of the signature (PNG or JPEG), or a line to sign on."""

    name: str
    role: str = ""
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """A second page: what was learned, as labels with their values and a list."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate says. Several names are those of a team; none is a line to write on.

    What has no room on one page goes on overleaf: nothing is cut off.
    """

    names: tuple[str, ...]
    heading: str
    given: str = ""
    team: str = ""  # what the team with these names is called
    wording: str = ""
    date: str = ""
    number: str = ""
    signatories: tuple[Signatory, ...] = ()  # up to three
    reprint: str = ""  # see reprint_mark
    layout: str = ""  # its own, where it differs from that of the file
    covered: Covered | None = None


@dataclass(frozen=True, slots=True)
class Certificates:
    """All certificates of a file, and what they look like. Millimetres move pre-printed paper."""

    certificates: tuple[Certificate, ...]
    layout: str = "frame"
    upright: bool = False
    preprinted: bool = False
    right: float = 0.0
    down: float = 0.0
    ruler: float = 100.0


def reprint_mark(number: int, day: dt.date, language: str) -> str:
    """Give what tells a reprint from the first print: "Reprint 2 · 22 Nov 2026"."""
    printed = _("Reprint {number}").format(number=number)
    return f"{printed} · {dates.medium(day, language)}"


def counted(first: str, count: int) -> list[str]:
    """Give numbers that count up from the first: "2026-009", "2026-010"."""
    found = re.search(r"\d+(?=\D*$)", first)
    if not found:
        return [first] * count
    before, digits, after = first[: found.start()], found.group(), first[found.end() :]
    return [f"{before}{int(digits) + n:0{len(digits)}}{after}" for n in range(count)]


def story(data: Certificates, theme: Theme) -> Pages:
    """Lay out each certificate on a page of its own, what was covered and what goes on behind it."""
    from allydesk.reports.engine.fixed import Pages

    pages = [page for facts in data.certificates for page in _pages(data, facts, theme)]
    return Pages(pages, actual_size=data.preprinted)


def _pages(data: Certificates, facts: Certificate, theme: Theme) -> Iterator[FixedPage]:
    from allydesk.reports.engine.certificate import draw_certificate, draw_covered
    from allydesk.reports.engine.fixed import Box, FixedPage
    from allydesk.reports.engine.labels import Correction
    from allydesk.reports.engine.theme import PAPERS

    narrow, long = PAPERS[theme.paper]
    wide, high = (narrow, long) if data.upright else (long, narrow)
    paper = Box(0, 0, wide, high)
    correction = Correction(data.right, data.down, data.ruler) if data.preprinted else Correction()
    look = facts.layout or data.layout
    put = partial(draw_certificate, page=paper, facts=facts, layout=look,
                  preprinted=data.preprinted)  # fmt: skip

    def draw(press: Press, parent: Element) -> list[FixedPage]:
        with correction.on(press.canvas, high):
            return put(press, parent)

    yield FixedPage(wide, high, draw)
    if facts.covered:
        behind = partial(draw_covered, page=paper, covered=facts.covered, layout=look,
                         preprinted=data.preprinted)  # fmt: skip
        yield FixedPage(wide, high, behind)
