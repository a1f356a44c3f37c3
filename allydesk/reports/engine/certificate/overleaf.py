"""What a certificate says on the pages behind: the rest of the wording, all names, what was covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from allydesk.language import _
from allydesk.reports.engine.certificate.face import Rest
from allydesk.reports.engine.certificate.sheet import Sheet
from allydesk.reports.engine.certificate.signing import Signing, dated
from allydesk.reports.engine.certificate.team import team
from allydesk.reports.engine.fit import Room
from allydesk.reports.engine.fixed import Box, FixedPage, column, column_height
from allydesk.reports.engine.flow import Columns, Put, fill, reach
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Facts, Heading, Items, Style, set_words
from allydesk.reports.engine.theme import MM

if TYPE_CHECKING:
    from allydesk.reports.certificates import Certificate, Covered

_APART = 5 * MM  # between the words and the line at the foot
_MEASURE = 38  # type sizes: a longer line loses the eye
_LEADING = 1.45
_LARGER = (1.5, 1.25, 1.0)  # times the usual sizes: few words would be lost in a frame
_SHARE = 0.65  # of a page that the names of a team fill before they get smaller


def of_certificate(sheet: Sheet, parent: Element, facts: Certificate, rest: Rest) -> list[Galley]:
    """Set what had no room on the page that is hung up; nothing where all had."""
    if rest == Rest():
        return []
    out: list[Galley] = [*_titles(sheet, parent, facts)]
    if rest.wording:
        out.append(_wording(sheet, parent, rest.wording))
    if rest.names:
        out += _names(sheet, parent, rest.names, _height(sheet, facts), column_height(out))
    if not rest.signed:
        out.append(Signing(sheet, parent, facts.signatories))
    return out


def _titles(sheet: Sheet, parent: Element, facts: Certificate) -> Iterator[Galley]:
    """Give what tells whose page this is: what it was given for, and to whom."""
    sizes, theme, wide = sheet.sizes, sheet.press.theme, sheet.box.width
    centred = sheet.layout.centred
    whom = facts.team or (facts.names[0] if len(facts.names) == 1 else "")
    accented = Style(sizes.said * 1.15, bold=True, ink=theme.accent, leading=1.25, centred=centred)
    strong = Style(sizes.name_least, bold=True, leading=1.25, centred=centred)
    role = "P" if sheet.preprinted else "H2"  # the first heading is on the paper already
    for text, style, kind in ((facts.heading, accented, role), (whom, strong, "P")):
        if text:
            lines = set_words(sheet.press, text, style, wide, Element(kind, parent))
            lines.on_right, lines.keep = theme.rtl, True
            yield lines


def _wording(sheet: Sheet, parent: Element, words: str) -> Galley:
    """Set running text: flush where reading starts, no wider than reads well."""
    style, wide = Style(sheet.sizes.said, leading=_LEADING), sheet.box.width
    narrow = min(wide, style.size * _MEASURE)
    lines = set_words(sheet.press, words, style, narrow, Element("P", parent))
    lines.before = 6 * MM
    lines.shift = sheet.aligned(Box(0, 0, wide, 0), narrow)
    return lines


def _names(
    sheet: Sheet, parent: Element, names: Sequence[str], height: float, taken: float
) -> list[Galley]:
    """Set all names of a team together below what is taken of a page, else on pages of their own."""
    sizes, gap = sheet.sizes, 8 * MM
    room = Room(sheet.box.width, height - taken - gap, sizes.name_least, sizes.team_least, bold=True,
                centred=sheet.layout.centred, leading=1.5)  # fmt: skip
    rows = team(sheet.press, names, room, Element("Sect"))
    if sum(row.height for row in rows) > room.height + 1:
        room = replace(room, height=height * _SHARE)
    section = Element("Sect")
    rows = team(sheet.press, names, room, section)
    parent.children += section.children
    rows[0].before = gap
    if sum(row.height for row in rows) <= height - 1:
        for row in rows[:-1]:
            row.keep = True
    return [*rows]


def of_covered(sheet: Sheet, parent: Element, covered: Covered) -> list[Galley]:
    """Set what was covered: as large as one page takes it, in two columns where it is long."""

    def listed(columns: int, scale: float) -> tuple[Element, list[Galley]]:
        theme = replace(sheet.press.theme, scale=sheet.press.theme.scale * scale)
        section, items = Element("Sect"), Columns([Items(covered.items)], columns)
        blocks: list[Block] = [Heading(covered.title), Facts(covered.facts), items]
        return section, column(blocks, replace(sheet.press, theme=theme), sheet.box.width, section)

    section, galleys = listed(1, _LARGER[0])
    for columns, scale in (*((1, scale) for scale in _LARGER[1:]), (2, 1.0)):
        if column_height(galleys) <= sheet.box.height:
            break
        section, galleys = listed(columns, scale)
    parent.children.append(section)
    return galleys


def pages(
    sheet: Sheet, parent: Element, facts: Certificate | None, galleys: Sequence[Galley]
) -> list[FixedPage]:
    """Give the pages that galleys take; with `facts`, date and number stand at the foot of each."""
    height = _height(sheet, facts)
    cut = list(_cut(galleys, height))
    return [
        FixedPage(
            sheet.page.width, sheet.page.height,
            partial(_draw, sheet=sheet, parent=parent, facts=facts, puts=puts, height=height,
                    count=_count(number, len(cut) + 1), alone=len(cut) == 1),
        )
        for number, puts in enumerate(cut, 2)
    ]  # fmt: skip


def _height(sheet: Sheet, facts: Certificate | None) -> float:
    """Give the height above the foot of a page."""
    foot = dated(sheet, facts, _count(2, 2)) if facts else None
    return sheet.box.height - (foot.height + _APART if foot else 0.0)


def _count(page: int, pages: int) -> str:
    return _("Page {page} of {pages}").format(page=page, pages=pages)


def _cut(galleys: Sequence[Galley], height: float) -> Iterator[list[Put]]:
    waiting = list(galleys)
    while waiting:
        columns, waiting = fill(waiting, height, 1, tight=True)
        yield columns[0]


def _draw(
    press: Press,
    _section: Element,
    *,
    sheet: Sheet,
    parent: Element,
    facts: Certificate | None,
    puts: list[Put],
    height: float,
    count: str,
    alone: bool,
) -> None:
    """Draw one page. What it says belongs to the element of the certificate."""
    sheet.decorate()
    box = sheet.box
    spare = max(0.0, height - reach(puts))
    top = box.top - (spare * 0.42 if alone else 0.0)
    for put in puts:
        put.galley.draw(press, box.left, top - put.down)
    foot = dated(sheet, facts, count) if facts else None
    if foot:
        parent.children.append(foot.element)
        foot.draw(press, box.left, box.bottom + foot.height)
