"""Blocks that are not words: the head of a document, pictures, charts, lines to write on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from allydesk.language import _
from allydesk.reports.engine import picture
from allydesk.reports.engine.galley import Block, Galley, Gap, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Heading, Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, MM, MUTED, Theme

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_LOGO = (42 * MM, 17 * MM)  # the most a logo takes, across and down
_LEAST_LINES = 3  # for a pen: fewer are not worth their heading


@dataclass(frozen=True, slots=True)
class Masthead(Block):
    """The head of the first page: title, lines below it, and the organisation's logo or name."""

    title: str
    lines: Sequence[str] = ()

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        theme, sizes = press.theme, press.theme.sizes
        out: list[Galley] = []
        logo = _logo(press, parent)
        room = width - (logo.width + 6 * MM if logo else 0)
        if logo:
            logo.room = width
            out.append(logo)
        elif theme.organisation:
            style = Style(sizes.small, bold=True, ink=MUTED, leading=1.3)
            out.append(set_words(press, theme.organisation, style, room, Element("P", parent)))
        style = Style(sizes.title, bold=True, leading=1.2)
        out.append(set_words(press, self.title, style, room, Element("H1", parent)))
        for line in self.lines:
            style = Style(sizes.body, ink=MUTED, leading=1.35)
            said = set_words(press, line, style, room, Element("P", parent))
            said.before = 1.0
            out.append(said)
        below = max(0.0, logo.tall - sum(part.before + part.height for part in out)) if logo else 0
        out.append(_Bar(below, width, at_end=theme.rtl))
        for part in out:
            part.keep = True
            if isinstance(part, Lines):  # all on one side, whatever their own direction
                part.on_right = theme.rtl
                part.shift = width - room if theme.rtl else 0.0
        return out


class _Bar(Galley):
    """The short bar in the accent colour that ends the head."""

    height = 2.6 * MM

    def __init__(self, before: float, width: float, *, at_end: bool) -> None:
        self.before, self.width, self.at_end = before, width, at_end

    def draw(self, press: Press, x: float, top: float) -> None:
        long = 22 * MM
        left = x + self.width - long if self.at_end else x
        press.canvas.box(left, top - self.height, long, 0.8 * MM, fill=press.theme.accent)


class _Logo(Galley):
    """The logo, beside the title: it takes no height of its own."""

    height = 0.0

    def __init__(self, image: ImageReader, size: tuple[float, float], element: Element) -> None:
        self.image, self.element = image, element
        self.width, self.tall = size
        self.room = 0.0

    def draw(self, press: Press, x: float, top: float) -> None:
        left = x if press.theme.rtl else x + self.room - self.width
        picture.draw(
            press, self.image, self.element, (left, top - self.tall, self.width, self.tall)
        )


def _logo(press: Press, parent: Element) -> _Logo | None:
    theme = press.theme
    if not theme.logo:
        return None
    image = picture.opened(theme.logo)
    if image is None:
        press.warnings.append(_("The logo is not a picture that can be printed. It is left out."))
        return None
    element = Element("Figure", parent, Alt=theme.organisation or _("Logo"))
    return _Logo(image, picture.scaled(image, _LOGO), element)


class _Picture(Galley):
    def __init__(self, image: ImageReader, size: tuple[float, float], element: Element) -> None:
        self.image, self.element = image, element
        self.width, self.height = size

    def draw(self, press: Press, x: float, top: float) -> None:
        box = (x, top - self.height, self.width, self.height)
        picture.draw(press, self.image, self.element, box)


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A photo or signature; `alt` says in words what it shows. Sizes in millimetres."""

    data: bytes
    alt: str
    width: float = 60.0
    height: float = 60.0

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        image = picture.opened(self.data)
        if image is None:
            press.warnings.append(_("A picture could not be read. It is left out."))
            return []
        most = (min(width, self.width * MM), self.height * MM)
        element = Element("Figure", parent, Alt=self.alt)
        galley = _Picture(image, picture.scaled(image, most), element)
        galley.before = press.theme.sizes.body
        return [galley]


class _Chart(Galley):
    def __init__(self, drawing: Drawing, factor: float, element: Element) -> None:
        self.drawing, self.factor, self.element = drawing, factor, element
        self.width, self.height = drawing.width * factor, drawing.height * factor

    def draw(self, press: Press, x: float, top: float) -> None:
        from reportlab.graphics import renderPDF  # here, because most documents have no chart

        bottom = top - self.height
        self.element.attributes["BBox"] = [x, bottom, x + self.width, top]
        with press.canvas.tag(self.element):
            press.canvas.saveState()
            press.canvas.translate(x, bottom)
            press.canvas.scale(self.factor, self.factor)
            renderPDF.draw(self.drawing, press.canvas, 0, 0)
            press.canvas.restoreState()


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A ReportLab drawing, as a chart; `alt` says in words what it shows.

    `drawing` makes it for a theme, whose type sizes it keeps, and a width in points.
    """

    drawing: Callable[[Theme, float], Drawing]
    alt: str

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        drawing = self.drawing(press.theme, width)
        factor = min(1.0, width / drawing.width)
        galley = _Chart(drawing, factor, Element("Figure", parent, Alt=self.alt))
        galley.before = galley.after = press.theme.sizes.body
        return [galley]


class _Rows(Galley):
    """Empty lines for a pen."""

    def __init__(self, count: int, pitch: float, width: float) -> None:
        self.count, self.pitch, self.width = count, pitch, width
        self.height = count * pitch

    def draw(self, press: Press, x: float, top: float) -> None:
        levels = [top - (row + 1) * self.pitch for row in range(self.count)]
        lines = [(x, level, x + self.width, level) for level in levels]
        press.canvas.rules(lines, 0.6, BOX)


@dataclass(frozen=True, slots=True)
class Writing(Block):
    """Lines to write on by hand, 9 mm apart, 11 mm in large print."""

    count: int = 3

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        return [_Rows(self.count, _pitch(press), width)]


def _pitch(press: Press) -> float:
    """Give the room that a line of handwriting takes."""
    return (11 if press.theme.large else 9) * MM


class _Notes(Galley):
    """A heading and lines for a pen to the end of the page."""

    def __init__(self, notes: Notes, head: Galley | None, pitch: float, width: float) -> None:
        self.notes, self.head, self.pitch, self.width = notes, head, pitch, width
        self.above = head.height + pitch * 0.15 if head else 0.0
        self.height = self.above + notes.count * pitch
        self.before = head.before if head else 0.0

    def filled(self, room: float, page: float) -> Galley:
        """Take all lines that have room; where there are hardly any, a few are left out."""
        del page
        few, most = self.notes.count <= self.notes.few, self._most(room)
        if most >= (min(self.notes.count, _LEAST_LINES) if few else self.notes.count):
            return self._of(most)
        return Gap() if few else self

    def _most(self, room: float) -> int:
        return int((room - self.above + 0.01) // self.pitch)

    def _of(self, count: int) -> _Notes:
        return _Notes(replace(self.notes, count=count), self.head, self.pitch, self.width)

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        """Go on where there are more lines than a page has, not where a new page has them."""
        here = self._most(room)
        if here < 1 or not tight:
            return None
        rest = replace(self.notes, count=self.notes.count - here)
        return self._of(here), _Notes(rest, None, self.pitch, self.width)

    def draw(self, press: Press, x: float, top: float) -> None:
        if self.head:
            self.head.draw(press, x, top)
        rows = _Rows(self.notes.count, self.pitch, self.width)
        rows.draw(press, x, top - self.above)


@dataclass(frozen=True, slots=True)
class Notes(Block):
    """A heading and lines for a pen, at the end of a story: they go to the end of the page.

    Up to a `few` lines are left out where they have no room; more get a page of their own.
    """

    title: str
    count: int
    few: int

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        section = Element("Sect", parent)  # empty where the lines are left out
        head = Heading(self.title).set(press, width, section)[0]
        return [_Notes(self, head, _pitch(press), width)]
