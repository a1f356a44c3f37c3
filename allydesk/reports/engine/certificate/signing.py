"""The foot of a certificate: who signs, side by side, then date and number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from allydesk.language import _
from allydesk.reports.engine import picture
from allydesk.reports.engine.certificate.sheet import Sheet
from allydesk.reports.engine.fit import Room
from allydesk.reports.engine.fixed import Box, for_the_eye
from allydesk.reports.engine.galley import Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines
from allydesk.reports.engine.theme import BOX, INK, MM, MUTED

if TYPE_CHECKING:
    from allydesk.reports.certificates import Certificate, Signatory

MOST = 3
_INK_ROOM = 15 * MM  # above a line to sign on
_BETWEEN = 12 * MM
_WIDEST = 84 * MM
_ANY = 30  # lines: a long position is never cut


def dated(sheet: Sheet, facts: Certificate, *more: str) -> Lines | None:
    """Set the line of date and number, with a reprint told below it."""
    said = " · ".join(filter(None, (facts.date, facts.number, *more)))
    said = "\n".join(filter(None, (said, facts.reprint)))
    if not said:
        return None
    sizes = sheet.sizes
    room = Room(sheet.box.width, sheet.box.height, sizes.small, sizes.least, lines=_ANY, ink=MUTED)
    return sheet.set(said, room, Element("P"))


class Signing(Galley):
    """Places to sign beside each other, each with a signature or a line, a name and a position."""

    def __init__(self, sheet: Sheet, parent: Element, signatories: tuple[Signatory, ...]) -> None:
        self.sheet, self.parent, self.signatories = sheet, parent, signatories[:MOST]
        count = max(1, len(self.signatories))
        self.wide = min(_WIDEST, (sheet.box.width - (count - 1) * _BETWEEN) / count)
        self.under = [self._words(signatory) for signatory in self.signatories]
        below = max((sum(line.height for line in lines) for lines in self.under), default=0.0)
        self.height = _INK_ROOM + below if self.signatories else 0.0
        self.before = 6 * MM

    def _words(self, signatory: Signatory) -> list[Lines]:
        """Set the name of who signs, and what as."""
        sizes, room = self.sheet.sizes, self.sheet.box.height
        strong = Room(self.wide, room, sizes.small, sizes.least, lines=_ANY, bold=True, ink=INK,
                      leading=1.2)  # fmt: skip
        plain = replace(strong, bold=False, ink=MUTED)
        said = ((signatory.name, strong), (signatory.role, plain))
        return [self.sheet.set(text, room, Element("P")) for text, room in said if text]

    def draw(self, press: Press, x: float, top: float) -> None:
        level = top - _INK_ROOM
        for left, signatory, lines in zip(
            self._lefts(x), self.signatories, self.under, strict=True
        ):
            self._sign(press, left, level, signatory, lines)

    def _lefts(self, x: float) -> list[float]:
        """Give where the places to sign start: spread evenly, or from the side of reading."""
        across, count = self.sheet.box.width, len(self.signatories)
        if self.sheet.layout.centred:
            room = across / count if count else 0.0
            lefts = [x + n * room + (room - self.wide) / 2 for n in range(count)]
        else:
            lefts = [x + n * (self.wide + _BETWEEN) for n in range(count)]
        if self.sheet.press.theme.rtl:
            lefts = [2 * x + across - left - self.wide for left in lefts]
        return lefts

    def _sign(
        self, press: Press, left: float, level: float, signatory: Signatory, words: list[Lines]
    ) -> None:
        if signatory.picture:
            self._picture(press, left, level, signatory)
        if self.sheet.preprinted:
            return
        with for_the_eye(press.canvas):
            press.canvas.rule(left, level, self.wide, 0.7, BOX)
        y = level - 1.2 * MM
        for lines in words:
            self.parent.children.append(lines.element)
            lines.draw(press, left, y)
            y -= lines.height

    def _picture(self, press: Press, left: float, level: float, signatory: Signatory) -> None:
        image = picture.signature(signatory.picture or b"")
        if image is None:
            told = _("The signature of {name} is not a picture that can be printed.")
            instead = _("There is a line to sign on instead.")
            self.sheet.warn(f"{told.format(name=signatory.name)} {instead}")
            return
        wide, tall = picture.scaled(image, (self.wide, _INK_ROOM - 1 * MM))
        at = self.sheet.aligned(Box(left, level, self.wide, tall), wide)
        alt = _("Signature of {name}").format(name=signatory.name)
        element = Element("Figure", self.parent, Alt=alt)
        picture.draw(press, image, element, (at, level + 0.5 * MM, wide, tall))
