"""The paper a certificate is set on: its look, its type sizes, and where things start."""

from __future__ import annotations

from dataclasses import dataclass, replace

from allydesk.reports.engine import ornaments
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.ornaments import Layout
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes of a certificate in points: as large as wanted, and the least."""

    heading: float
    name: float
    name_least: float
    team_least: float
    wording: float
    wording_least: float  # while the name can still give way
    said: float
    small: float
    least: float


_CLEAR = Sizes(
    heading=27, name=46, name_least=22, team_least=13, wording=17, wording_least=13, said=14,
    small=12, least=11,
)  # fmt: skip
_LARGE = Sizes(
    heading=32, name=50, name_least=26, team_least=18, wording=21, wording_least=18, said=18,
    small=18, least=18,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper; `preprinted` carries what is the same on all of them already."""

    press: Press
    page: Box
    layout: Layout
    preprinted: bool

    @property
    def box(self) -> Box:
        return self.layout.inside(self.page, rtl=self.press.theme.rtl)

    @property
    def sizes(self) -> Sizes:
        return _LARGE if self.press.theme.large else _CLEAR

    def decorate(self) -> None:
        """Draw what surrounds the words, unless it is on the paper already."""
        if not self.preprinted:
            ornaments.draw(self.press, self.layout, self.page)

    def element(
        self, parent: Element, role: str = "P", *, printed: bool = False, **more: str
    ) -> Element:
        """Make an element in reading order; none that counts for what is on the paper already."""
        there = self.preprinted and printed
        return Element(role, None if there else parent, **more)

    def set(self, text: str, room: Room, element: Element) -> Lines:
        """Set words as large as their room allows, in the middle or where reading starts."""
        lines = fit(self.press, text, replace(room, centred=self.layout.centred), element)
        lines.on_right = self.press.theme.rtl
        return lines

    def aligned(self, box: Box, width: float) -> float:
        """Give where something of this width starts."""
        if self.layout.centred:
            return box.left + (box.width - width) / 2
        return box.right - width if self.press.theme.rtl else box.left

    def warn(self, sentence: str) -> None:
        if sentence not in self.press.warnings:  # once, not for each of a hundred
            self.press.warnings.append(sentence)
