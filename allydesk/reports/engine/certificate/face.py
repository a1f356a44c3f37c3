"""The page of a certificate that is hung up: what is said first, the name, the wording, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.utils import ImageReader

from allydesk.language import _
from allydesk.reports.engine import picture
from allydesk.reports.engine.certificate.sheet import Sheet
from allydesk.reports.engine.certificate.signing import Signing, dated
from allydesk.reports.engine.certificate.team import TeamRow, team
from allydesk.reports.engine.fit import Room, beginning, holds
from allydesk.reports.engine.fixed import Box
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines
from allydesk.reports.engine.theme import MM, MUTED

if TYPE_CHECKING:
    from allydesk.reports.certificates import Certificate

_LOGO = (56 * MM, 20 * MM)
_APART = 5 * MM  # between what is said, who signs, and the date
_STACKED = 3  # names of a team that stand one below the other
_RULE, _PEN_LINE = 62 * MM, 120 * MM  # below a name, and in place of one
_READABLE = 190 * MM  # a line of wording that is wider is for where there is no other room
_ANY = 60  # lines: as many as there is room for
_LEADING = 1.38  # of the wording
_CONTINUES = _("Continues on the next page.")
_FEW = 2  # lines of wording below which the names of a team rather go overleaf


@dataclass
class _Part:
    """One part of the upper column: drawn by lines or as a picture, with a gap above it."""

    height: float
    gap: float  # in shares of the room that is left over
    lines: Lines | None = None
    team: list[TeamRow] | None = None
    image: ImageReader | None = None
    width: float = 0.0
    rule: float = 0.0  # points long
    printed: bool = False  # stands on pre-printed paper already
    element: Element | None = None


class _Plan(NamedTuple):
    """A way to hold everything: 0 to 1 from roomy to tight, and what goes on overleaf."""

    tight: float
    away: bool = False  # the names of a team
    cut: bool = False  # the end of the wording
    signed: bool = True  # here, not overleaf


class Rest(NamedTuple):
    """What a certificate says overleaf."""

    wording: str = ""
    names: tuple[str, ...] = ()
    signed: bool = True  # on the page that is hung up


def _plans(names: int) -> Iterator[_Plan]:
    """Give the ways to try, the best first; the last holds whatever there is."""
    away = names > _STACKED
    yield from map(_Plan, (0.0, 0.3, 0.6, 1.0))
    if away:
        yield from (_Plan(tight, away=True) for tight in (0.0, 0.3, 1.0))
        yield _Plan(1.0, cut=True)
    for tight in (0.3, 1.0):
        yield _Plan(tight, away, cut=True)
    yield _Plan(1.0, away, cut=True, signed=False)


class Face:
    """One page, set in the first way that cuts nothing off; `rest` is what goes on overleaf."""

    def __init__(self, sheet: Sheet, facts: Certificate) -> None:
        self.sheet, self.facts = sheet, facts
        self.names = tuple(name for name in facts.names if name.strip())
        self.dated, self.below = dated(sheet, facts), Element("Sect")
        self.signing = Signing(sheet, self.below, facts.signatories)
        told = len(sheet.press.warnings)
        for plan in _plans(len(self.names)):
            del sheet.press.warnings[told:]  # of a plan that was given up
            if self._set(plan):
                break

    def _set(self, plan: _Plan) -> bool:
        """Set all parts as planned; say whether they have room."""
        self.plan, self.rest = plan, Rest()
        self.said = Element("Sect")
        if not plan.signed:
            self.signing = Signing(self.sheet, self.below, ())
        foot = self.dated.height + _APART if self.dated else 0.0
        self.foot = foot + self.signing.height + _APART
        box = self.sheet.box
        self.box = Box(box.left, box.bottom + self.foot, box.width, box.height - self.foot)
        self.parts = self._parts()
        return self._taken(self.parts) <= self.box.height + 0.01

    def _taken(self, parts: Sequence[_Part]) -> float:
        """Give the height of parts with the least room between them."""
        apart = (3 - 1.5 * self.plan.tight) * MM
        return sum(part.height + part.gap * apart for part in parts)

    # -- the upper column --------------------------------------------------------------------

    def _parts(self) -> list[_Part]:
        """Set the parts: the wording last, into what the others leave, though it is read later."""
        self.parts = self._head()
        sizes, accent = self.sheet.sizes, self.sheet.press.theme.accent
        if self.facts.heading:
            room = self._room(sizes.heading, sizes.said, bold=True, ink=accent)
            self.parts.append(self._words(self.facts.heading, room, 1.0, "H1", printed=True))
        if given := self._given():
            room = self._room(sizes.said, sizes.least, ink=MUTED)
            self.parts.append(self._words(given, room, 0.8, printed=True))
        self.parts.append(self._name())
        rule = _RULE if self.names else _PEN_LINE
        self.parts.append(
            _Part(1.2 * MM, 0.5 if len(self.names) > _STACKED else 0.35, rule=rule, printed=True)
        )
        self._wording()
        if self.plan.away:
            self.rest = self.rest._replace(names=self.names)
        self.rest = self.rest._replace(signed=self.plan.signed)
        if told := self._goes_on():
            self.parts.append(self._told_overleaf(told, self.said))
        return self.parts

    def _room(self, most: float, least: float, *, bold: bool = False, ink: str) -> Room:
        return Room(self.box.width, self.box.height, most, least, lines=2, bold=bold, ink=ink)

    def _words(
        self, text: str, room: Room, gap: float, role: str = "P", *, printed: bool = False
    ) -> _Part:
        element = self.sheet.element(self.said, role, printed=printed)
        lines = self.sheet.set(text, room, element)
        return _Part(lines.height, gap, lines, printed=printed)

    def _given(self) -> str:
        """Give the line above the name; a team whose names stand here is told in it."""
        team = "" if self.plan.away else self.facts.team
        return " ".join(filter(None, (self.facts.given, team)))

    def _goes_on(self) -> str:
        """Give the line that leads overleaf."""
        if self.rest.wording:
            return _CONTINUES
        return _("All names are on the next page.") if self.rest.names else ""

    def _head(self) -> list[_Part]:
        """Give the logo in a share of its room, else the name of the organisation."""
        sheet = self.sheet
        theme, sizes = sheet.press.theme, sheet.sizes
        image = picture.opened(theme.logo) if theme.logo else None
        if theme.logo and image is None:
            sheet.warn(_("The logo is not a picture that can be printed. It is left out."))
        if image:
            high = _LOGO[1] * (1 - 0.45 * self.plan.tight)
            wide, tall = picture.scaled(image, (_LOGO[0], high))
            alt = theme.organisation or _("Logo")
            element = sheet.element(self.said, "Figure", printed=True, Alt=alt)
            return [_Part(tall, 0.0, image=image, width=wide, printed=True, element=element)]
        if not theme.organisation:
            return []
        room = self._room(sizes.said, sizes.least, bold=True, ink=MUTED)
        return [self._words(theme.organisation, room, 0.0, printed=True)]

    def _name(self) -> _Part:
        sizes, names = self.sheet.sizes, self.names
        self.name_size = sizes.name
        if not names:
            return _Part(20 * MM, 0.6)
        most = sizes.name if len(names) == 1 or self.plan.away else sizes.name * 0.72
        most = max(sizes.name_least, most - (most - sizes.name_least) * self.plan.tight)
        room = Room(self.box.width, self.box.height, most, sizes.name_least, lines=2, bold=True,
                    centred=self.sheet.layout.centred, leading=1.18)  # fmt: skip
        if self.plan.away:
            stands_for = self.facts.team or _("A team of {n}").format(n=len(names))
            return self._words(stands_for, self._narrowed(stands_for, room), 0.6)
        if len(names) > _STACKED:
            return self._team(room)
        text = "\n".join(names)
        room = replace(room, lines=len(names) if len(names) > 1 else 2)
        part = self._words(text, self._narrowed(text, room), 0.6)
        assert part.lines is not None
        self.name_size = part.lines.style.size
        return part

    def _narrowed(self, text: str, room: Room) -> Room:
        """Let a name of one endless word be smaller rather than broken."""
        font = self.sheet.press.font(bold=True)
        if longest_word(text, font, room.least) <= room.width:
            return room
        return replace(room, least=self.sheet.sizes.least)

    def _team(self, room: Room) -> _Part:
        sizes, tight = self.sheet.sizes, self.plan.tight
        most = sizes.name * 0.72
        most -= (most - sizes.team_least) * tight
        height = self.box.height * (0.45 - 0.15 * tight)
        room = replace(room, most=most, least=sizes.team_least, height=height, leading=1.28)
        rows = team(self.sheet.press, self.names, room, self.said)
        return _Part(sum(row.height for row in rows) + 1 * MM, 0.6, team=rows)

    def _wording(self) -> None:
        """Set the wording, or as much of it as has room here."""
        words, sizes = self.facts.wording, self.sheet.sizes
        if not words:
            return
        tight = self.plan.tight
        least = sizes.wording_least - (sizes.wording_least - sizes.least) * tight
        most = max(least, min(sizes.wording, self.name_size))
        wide = min(self.box.width, _READABLE + (self.box.width - _READABLE) * tight)
        room = Room(wide, self._left(1), most, least, lines=_ANY, leading=_LEADING)
        if not holds(self.sheet.press, words, room):
            if not self.plan.cut:
                self.parts.append(self._too_high())
                return
            words, room = self._begun(words, room)
        if words:
            part = self._words(words, room, 0.7)
            assert part.lines is not None
            part.lines.width = self.box.width
            self.parts.append(part)

    def _left(self, more: int) -> float:
        """Give the height that is left for so many more parts."""
        parts = (*self.parts, *[_Part(0.0, 0.7)] * more)
        return self.box.height - self._taken(parts)

    def _too_high(self) -> _Part:
        """Give a part for which there is no room: another plan is needed."""
        return _Part(self.box.height, 0.7)

    def _begun(self, words: str, room: Room) -> tuple[str, Room]:
        """Give as much of the wording as has room above the line that says where it goes on."""
        size, press = self.sheet.sizes.said, self.sheet.press
        told = self._told_overleaf(_CONTINUES, Element("Sect"))
        height = self._left(2) - told.height
        room = replace(room, height=height, most=size, least=size)
        here, rest = beginning(press, words, room)
        self.rest = self.rest._replace(wording=rest)
        if len(self.names) > _STACKED and not self.plan.away and height < _FEW * size * _LEADING:
            self.parts.append(self._too_high())  # too little for a beginning
        return here, room

    def _told_overleaf(self, words: str, parent: Element) -> _Part:
        """Set the line that leads overleaf."""
        sizes = self.sheet.sizes
        room = self._room(sizes.small, sizes.least, ink=MUTED)
        lines = self.sheet.set(words, room, Element("P", parent))
        return _Part(lines.height, 0.7, lines)

    # -- drawing -----------------------------------------------------------------------------

    def draw(self, parent: Element) -> None:
        """Draw the page, tagged below an element."""
        sheet = self.sheet
        sheet.decorate()
        parent.children += self.said.children
        self._column()
        box, press = sheet.box, sheet.press
        self.signing.draw(press, box.left, box.bottom + self.foot - _APART)
        parent.children += self.below.children
        if self.dated:
            parent.children.append(self.dated.element)
            self.dated.draw(press, box.left, box.bottom + self.dated.height)

    def _column(self) -> None:
        """Draw the parts; what room is left over goes between them, not more than looks right."""
        box, parts = self.box, self.parts
        spare = max(0.0, box.height - sum(part.height for part in parts))
        shares = sum(part.gap for part in parts) + 1.0
        unit = min(spare / shares, box.height * 0.085)
        y = box.top - (spare - unit * (shares - 1.0)) * 0.42
        for place, part in enumerate(parts):
            y -= part.gap * unit if place else 0
            if not (self.sheet.preprinted and part.printed):
                self._part(part, y)
            y -= part.height

    def _part(self, part: _Part, top: float) -> None:
        press, box = self.sheet.press, self.box
        if part.lines:
            part.lines.draw(press, box.left, top)
        elif part.team:
            for row in part.team:
                row.draw(press, box.left, top)
                top -= row.height
        elif part.image and part.element:
            left = self.sheet.aligned(box, part.width)
            size = (left, top - part.height, part.width, part.height)
            picture.draw(press, part.image, part.element, size)
        elif part.rule:
            left = self.sheet.aligned(box, part.rule)
            press.canvas.box(left, top - part.height, part.rule, 0.7 * MM, fill=press.theme.accent)
