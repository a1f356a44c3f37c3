"""A certificate set on its one page: what is said first, the name, the wording, who signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from allydesk.language import _
from allydesk.reports.engine import ornaments, picture
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box, column, column_height, draw_column, for_the_eye
from allydesk.reports.engine.flow import Columns
from allydesk.reports.engine.galley import Block, Press
from allydesk.reports.engine.ornaments import LAYOUTS, Layout
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.team import Team
from allydesk.reports.engine.text import Facts, Heading, Items, Lines
from allydesk.reports.engine.theme import BOX, INK, MM, MUTED

if TYPE_CHECKING:
    from allydesk.reports.certificates import Certificate, Covered, Signatory

_LOGO = (56 * MM, 20 * MM)
_INK_ROOM = 15 * MM  # above a line to sign on
_APART = 5 * MM  # between what is said, who signs, and the date
_LONG = 300  # letters of a wording that leaves little room for the names of a team
_STACKED = 3  # names of a team that stand one below the other
_RULE, _PEN_LINE = 62 * MM, 120 * MM  # below a name, and in place of one


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Type sizes of a certificate in points: as large as wanted, and the least."""

    heading: float
    name: float
    name_least: float
    team_least: float
    wording: float
    said: float
    small: float
    least: float


_CLEAR = _Sizes(
    heading=27, name=46, name_least=22, team_least=13, wording=17, said=14, small=12, least=11
)
_LARGE = _Sizes(
    heading=32, name=50, name_least=26, team_least=18, wording=21, said=18, small=18, least=18
)


@dataclass
class _Part:
    """One part of the upper column: drawn by lines or as a picture, with a gap above it."""

    height: float
    gap: float  # in shares of the room that is left over
    lines: Lines | None = None
    team: Team | None = None
    image: ImageReader | None = None
    width: float = 0.0
    rule: float = 0.0  # points long
    printed: bool = False  # stands on pre-printed paper already
    element: Element | None = None


def draw_certificate(
    press: Press, parent: Element, page: Box, *, facts: Certificate, layout: str, preprinted: bool
) -> None:
    """Draw one certificate on a page; with `preprinted`, only what differs from paper to paper."""
    _Sheet(press, parent, page, LAYOUTS[layout], preprinted=preprinted).draw(facts)


def draw_covered(
    press: Press, parent: Element, page: Box, *, covered: Covered, layout: str, preprinted: bool
) -> None:
    """Draw the page behind a certificate: what was covered, in two columns where one is too long."""
    look = LAYOUTS[layout]
    if not preprinted:
        ornaments.draw(press, look, page)
    box = look.inside(page, rtl=press.theme.rtl)
    every = len(covered.items)
    for kept, count in [(every, 1), *((n, 2) for n in range(every, -1, -1))]:
        section = Element("Sect")
        items = Columns([Items(covered.items[:kept])], count)
        blocks: list[Block] = [Heading(covered.title), Facts(covered.facts), items]
        galleys = column(blocks, press, box.width, section)
        if column_height(galleys) <= box.height or not kept:
            parent.children.append(section)
            draw_column(galleys, press, box.left, box.top)
            break
    if kept < every:
        press.warnings.append(
            _("“{text}” is too long for its place. Its end is left out.").format(text=covered.title)
        )


def _crowded(facts: Certificate) -> bool:
    """Say whether a team and a long wording have to share the page."""
    return len(facts.names) > _STACKED and len(facts.wording) > _LONG


class _Sheet:
    """The page of one certificate while it is set."""

    def __init__(
        self, press: Press, parent: Element, page: Box, layout: Layout, *, preprinted: bool
    ) -> None:
        self.press, self.parent, self.page, self.layout = press, parent, page, layout
        self.preprinted = preprinted
        self.box = layout.inside(page, rtl=press.theme.rtl)
        self.large = press.theme.large
        self.sizes = _LARGE if self.large else _CLEAR

    def draw(self, facts: Certificate) -> None:
        if not self.preprinted:
            ornaments.draw(self.press, self.layout, self.page)
        below = _Below(self, facts)
        upper = Box(
            self.box.left, self.box.bottom + below.height, self.box.width,
            self.box.height - below.height,
        )  # fmt: skip
        self._column(self._parts(facts, upper), upper)
        below.draw()

    def element(self, role: str = "P", *, printed: bool = False, **attributes: str) -> Element:
        """Make an element in reading order; none that counts for what is on the paper already."""
        there = self.preprinted and printed
        return Element(role, None if there else self.parent, **attributes)

    def set(self, text: str, room: Room, element: Element) -> Lines:
        lines = fit(self.press, text, replace(room, centred=self.layout.centred), element)
        lines.on_right = self.press.theme.rtl
        return lines

    # -- the upper column --------------------------------------------------------------------

    def _parts(self, facts: Certificate, box: Box) -> list[_Part]:
        """Set the parts: the wording last, into what the others leave, though it is read later."""
        sizes, wide = self.sizes, box.width
        crowded = _crowded(facts)
        parts = self._head(0.6 if crowded else 1.0)
        if facts.heading:
            room = Room(wide, 3 * sizes.heading, sizes.heading, sizes.said, lines=2, bold=True,
                        ink=self.press.theme.accent)  # fmt: skip
            heading = self.set(facts.heading, room, self.element("H1", printed=True))
            parts.append(_Part(heading.height, 1.0, heading, printed=True))
        if facts.given:
            room = Room(wide, 3 * sizes.said, sizes.said, sizes.least, lines=2, ink=MUTED)
            given = self.set(facts.given, room, self.element(printed=True))
            parts.append(_Part(given.height, 0.8, given, printed=True))
        taken = sum(part.height for part in parts) + 3 * sizes.least * bool(facts.wording)
        parts.append(self._name(facts, box, box.height - taken - 8 * MM))
        rule = _RULE if any(facts.names) else _PEN_LINE
        parts.append(_Part(1.2 * MM, 0.35, rule=rule, printed=True))
        if facts.wording:
            taken = sum(part.height for part in parts)
            left = box.height - taken - len(parts) * (2 if crowded else 3) * MM
            room = Room(wide if crowded else min(wide, 190 * MM), max(left, sizes.least * 1.5), sizes.wording,
                        sizes.least, lines=12, leading=1.38)  # fmt: skip
            wording = self.set(facts.wording, room, self.element())
            wording.width = wide
            parts.append(_Part(wording.height, 0.7, wording))
        return parts

    def _head(self, share: float) -> list[_Part]:
        """Give the logo in a share of its room, else the name of the organisation."""
        theme = self.press.theme
        image = picture.opened(theme.logo) if theme.logo else None
        if theme.logo and image is None:
            self.warn(_("The logo is not a picture that can be printed. It is left out."))
        if image:
            wide, tall = picture.scaled(image, (_LOGO[0], _LOGO[1] * share))
            element = self.element("Figure", printed=True, Alt=theme.organisation or _("Logo"))
            return [_Part(tall, 0.0, image=image, width=wide, printed=True, element=element)]
        if not theme.organisation:
            return []
        room = Room(self.box.width, 40, self.sizes.said, self.sizes.least, bold=True, ink=MUTED)
        lines = self.set(theme.organisation, room, self.element(printed=True))
        return [_Part(lines.height, 0.0, lines, printed=True)]

    def warn(self, sentence: str) -> None:
        if sentence not in self.press.warnings:  # once, not for each of a hundred
            self.press.warnings.append(sentence)

    def _name(self, facts: Certificate, box: Box, left: float) -> _Part:
        sizes = self.sizes
        names = [name for name in facts.names if name.strip()]
        if not names:
            return _Part(20 * MM, 0.6)
        room = Room(box.width, box.height * 0.45, sizes.name, sizes.name_least, lines=2, bold=True,
                    centred=self.layout.centred, leading=1.18)  # fmt: skip
        if len(names) == 1:
            set_ = self.set(names[0], room, self.element())
            return _Part(set_.height, 0.6, set_)
        room = replace(room, most=max(sizes.name * 0.72, sizes.name_least))
        if len(names) <= _STACKED:
            set_ = self.set("\n".join(names), replace(room, lines=len(names)), self.element())
            return _Part(set_.height, 0.6, set_)
        share = 0.34 if _crowded(facts) else 0.45
        room = replace(room, height=box.height * share, least=sizes.team_least, leading=1.28)
        section = Element("Sect")
        team = Team(self.press, names, room, section)
        if team.height > left:  # large print: all in one paragraph takes the least room
            run = replace(room, height=left, most=room.least, lines=len(names), leading=1.18)
            set_ = self.set(", ".join(names), run, self.element())
            return _Part(set_.height, 0.6, set_)
        self.parent.children += section.children
        return _Part(team.height + 1 * MM, 0.6, team=team)

    def _column(self, parts: list[_Part], box: Box) -> None:
        """Draw the parts; what room is left over goes between them, not more than looks right."""
        spare = max(0.0, box.height - sum(part.height for part in parts))
        shares = sum(part.gap for part in parts) + 1.0
        unit = min(spare / shares, box.height * 0.085)
        y = box.top - (spare - unit * (shares - 1.0)) * 0.42
        for place, part in enumerate(parts):
            y -= part.gap * unit if place else 0
            if not (self.preprinted and part.printed):
                self._part(part, box, y)
            y -= part.height

    def _part(self, part: _Part, box: Box, top: float) -> None:
        canvas = self.press.canvas
        if part.lines:
            part.lines.draw(self.press, box.left, top)
        elif part.team:
            part.team.draw(box.left, top)
        elif part.image and part.element:
            left = self.aligned(box, part.width)
            size = (left, top - part.height, part.width, part.height)
            picture.draw(self.press, part.image, part.element, size)
        elif part.rule:
            left = self.aligned(box, part.rule)
            canvas.box(left, top - part.height, part.rule, 0.7 * MM, fill=self.press.theme.accent)

    def aligned(self, box: Box, width: float) -> float:
        """Give where something of this width starts."""
        if self.layout.centred:
            return box.left + (box.width - width) / 2
        return box.right - width if self.press.theme.rtl else box.left


class _Below:
    """The foot of a certificate: who signs, side by side, then date and number."""

    def __init__(self, sheet: _Sheet, facts: Certificate) -> None:
        self.sheet, self.signatories = sheet, facts.signatories[:3]
        sizes, box = sheet.sizes, sheet.box
        gap = 12 * MM
        count = max(1, len(self.signatories))
        self.width = min(84 * MM, (box.width - (count - 1) * gap) / count)
        self.under = [self._words(signatory) for signatory in self.signatories]
        self.signing = _INK_ROOM + self._under_height() if self.signatories else 0.0
        said = " · ".join(part for part in (facts.date, facts.number) if part)
        self.dated: Lines | None = None
        said = "\n".join(filter(None, (said, facts.reprint)))
        if said:
            room = Room(box.width, 4 * sizes.small, sizes.small, sizes.least, lines=3, ink=MUTED)
            self.dated = sheet.set(said, room, Element("P"))
        below = self.dated.height + _APART if self.dated else 0.0
        self.height = self.signing + below + _APART

    def _words(self, signatory: Signatory) -> list[Lines]:
        """Set the name of who signs, and what as."""
        sizes = self.sheet.sizes
        strong = Room(self.width, 4 * sizes.small, sizes.small, sizes.least, lines=3, bold=True,
                      ink=INK, leading=1.2)  # fmt: skip
        plain = replace(strong, bold=False, ink=MUTED)
        out = []
        for text, room in ((signatory.name, strong), (signatory.role, plain)):
            if text:
                out.append(self.sheet.set(text, room, Element("P")))
        return out

    def _under_height(self) -> float:
        return max((sum(line.height for line in lines) for lines in self.under), default=0.0)

    def draw(self) -> None:
        sheet = self.sheet
        box = sheet.box
        if self.signatories:
            level = box.bottom + self.height - _APART - _INK_ROOM
            for left, signatory, lines in zip(
                self._lefts(), self.signatories, self.under, strict=True
            ):
                self._sign(left, level, signatory, lines)
        if self.dated:
            sheet.parent.children.append(self.dated.element)
            self.dated.draw(sheet.press, box.left, box.bottom + self.dated.height)

    def _lefts(self) -> list[float]:
        """Give where the places to sign start: spread evenly, or from the side of reading."""
        box, count = self.sheet.box, len(self.signatories)
        if self.sheet.layout.centred:
            room = box.width / count
            lefts = [box.left + n * room + (room - self.width) / 2 for n in range(count)]
        else:
            lefts = [box.left + n * (self.width + 12 * MM) for n in range(count)]
        if self.sheet.press.theme.rtl:
            lefts = [2 * box.left + box.width - left - self.width for left in lefts]
        return lefts

    def _sign(self, left: float, level: float, signatory: Signatory, words: list[Lines]) -> None:
        sheet, press = self.sheet, self.sheet.press
        if signatory.picture:
            self._picture(left, level, signatory)
        if sheet.preprinted:
            return
        with for_the_eye(press.canvas):
            press.canvas.rule(left, level, self.width, 0.7, BOX)
        y = level - 1.2 * MM
        for lines in words:
            sheet.parent.children.append(lines.element)
            lines.draw(press, left, y)
            y -= lines.height

    def _picture(self, left: float, level: float, signatory: Signatory) -> None:
        sheet = self.sheet
        image = picture.opened(signatory.picture or b"")
        if image is None:
            sheet.warn(
                _("The signature of {name} is not a picture that can be printed.").format(
                    name=signatory.name
                )
                + " "
                + _("There is a line to sign on instead.")
            )
            return
        wide, tall = picture.scaled(image, (self.width, _INK_ROOM - 1 * MM))
        at = sheet.aligned(Box(left, level, self.width, tall), wide)
        alt = _("Signature of {name}").format(name=signatory.name)
        element = Element("Figure", sheet.parent, Alt=alt)
        picture.draw(sheet.press, image, element, (at, level + 0.5 * MM, wide, tall))
