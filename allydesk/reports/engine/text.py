"""Blocks of words: headings, paragraphs, lists, facts, call-outs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from allydesk.reports.engine import bidi
from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.galley import Block, Galley, Gap, Press
from allydesk.reports.engine.lines import Fragment, SetLine, broken, direction
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import BOX, INK, MM, MUTED, TINT


@dataclass(frozen=True, slots=True)
class Span:
    """Words inside a paragraph that look or act otherwise."""

    text: str
    bold: bool = False
    url: str = ""


Words = str | Sequence[str | Span]

_HEADINGS = frozenset(("H1", "H2", "H3"))

# Running text is no wider than the eye finds the way back: some 75 letters, in type sizes.
_MEASURE = 38


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set; sizes in points, leading from line to line in sizes."""

    size: float
    bold: bool = False
    ink: str = INK
    leading: float = 1.4
    centred: bool = False


@dataclass
class Label:
    """What stands before the first line of an item: a bullet, a number, a box to tick."""

    text: str = ""
    box: bool = False
    bold: bool = False
    ink: str = INK
    element: Element | None = None


class Lines(Galley):
    """Lines of text of one element, with an indent on the side where reading starts."""

    def __init__(
        self,
        lines: list[SetLine],
        style: Style,
        pitch: float,
        width: float,
        base: int,
        element: Element,
    ) -> None:
        self.lines, self.style, self.pitch = lines, style, pitch
        self.width, self.base, self.element = width, base, element
        # Half of what the leading adds stands above the letters.
        self.fall = pitch / 2 + style.size * 0.36  # from the top to the first baseline
        self.indent = 0.0
        self.shift = 0.0  # from the left, where a page is wider than its text should be
        self.mirrored = bool(base)  # the side of the indent
        self.on_right = bool(base)  # the side where lines are flush
        self.label: Label | None = None
        self.title = ""  # of a heading, for the list of bookmarks

    @property
    def height(self) -> float:  # type: ignore[override]
        return len(self.lines) * self.pitch

    @property
    def least(self) -> float:
        return min(len(self.lines), 2) * self.pitch

    def split(self, room: float, *, tight: bool = False) -> tuple[Lines, Lines] | None:
        """Leave at least two lines on each page."""
        few = 1 if tight else 2
        fit = min(int((room + 0.01) // self.pitch), len(self.lines) - few)
        if fit < few:
            return None
        return self._part(0, fit), self._part(fit, len(self.lines))

    def _part(self, start: int, stop: int) -> Lines:
        part = Lines(
            self.lines[start:stop], self.style, self.pitch, self.width, self.base, self.element
        )
        part.indent, part.mirrored, part.on_right = self.indent, self.mirrored, self.on_right
        part.keep, part.shift = self.keep, self.shift
        if start == 0:
            part.before, part.label, part.title = self.before, self.label, self.title
        return part

    def draw(self, press: Press, x: float, top: float) -> None:
        x += self.shift
        left = x if self.mirrored else x + self.indent
        first = top - self.fall
        if self.label:
            self._draw_label(press, x, first)
        if self.title:
            press.canvas.bookmark(int(self.element.role[1]), self.title, top)
        y = first
        press.canvas.mark(self.element)
        for line in self.lines:
            self._draw_line(press, line, left, y)
            y -= self.pitch
        press.canvas.unmark()

    def _draw_line(self, press: Press, line: SetLine, left: float, y: float) -> None:
        canvas = press.canvas
        room = self.width - self.indent
        spare = room - line.width
        at = left + (spare / 2 if self.style.centred else spare if self.on_right else 0)
        fragments = reversed(line.fragments) if self.base else line.fragments
        for part in fragments:
            wide = part.width(self.base)
            if part.url:
                link = Element("Link", self.element)
                canvas.mark(link)
                self._show(canvas, part, at, y)
                box = (at, y - part.size * 0.3, at + wide, y + part.size * 0.9)
                canvas.link(link, part.url, box)
                canvas.unmark()
                canvas.rule(at, y - part.size * 0.12, wide, 0.5, part.ink)
                canvas.mark(self.element)
            else:
                self._show(canvas, part, at, y)
            at += wide

    def _show(self, canvas: Canvas, part: Fragment, x: float, y: float) -> None:
        canvas.text(x, y, part.text, part.font, part.size, part.ink, self.base, fine=part.fine)

    def _draw_label(self, press: Press, x: float, y: float) -> None:
        label, canvas, size = self.label, press.canvas, self.style.size
        if label is None:
            return
        edge = x + self.width
        if label.box:
            side = size * 0.82
            at = edge - side if self.mirrored else x
            canvas.box(at, y - size * 0.06, side, side, line=BOX, thick=0.9)
            return
        font = press.font(bold=label.bold)
        wide = font.width(label.text, size)
        at = edge - wide if self.mirrored else x
        if label.element:
            canvas.mark(label.element)
        canvas.text(at, y, label.text, font, size, label.ink)
        canvas.unmark()


def set_words(
    press: Press, words: Words, style: Style, width: float, element: Element, indent: float = 0.0
) -> Lines:
    """Set words as one element's lines; each paragraph has one direction of its own."""
    spans = [words] if isinstance(words, str) else words
    parts = [span if isinstance(span, Span) else Span(span) for span in spans]
    text = "".join(part.text for part in parts)
    base = direction(text, press.base)
    fragments = [
        Fragment(
            part.text, press.font(bold=style.bold or part.bold), style.size, style.ink, part.url
        )
        for part in parts
    ]
    lines = broken(fragments, width - indent, base)
    tallest = max((part.font.height(part.text) for part in fragments), default=0.0)
    pitch = style.size * max(style.leading, tallest)
    if bidi.turns(text) and not any(part.url for part in parts):
        # What a reader hears; the page's own text is in the order in which it is seen.
        element.attributes["ActualText"] = tidy(text)
    galley = Lines(lines, style, pitch, width, base, element)
    galley.indent = indent
    if element.role in _HEADINGS:
        galley.title = tidy(text).replace("\n", " ")
    return galley


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; level 1 is the title of the document, which `Masthead` gives."""

    text: str
    level: Literal[2, 3] = 2

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        size = sizes.heading if self.level == 2 else sizes.subheading
        style = Style(size, bold=True, leading=1.25)
        galley = set_words(press, self.text, style, width, Element(f"H{self.level}", parent))
        galley.before = size * (1.25 if self.level == 2 else 1.0)
        galley.keep = True
        galley.on_right = press.theme.rtl  # where the others are, whatever its own direction
        return [galley]


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Running text, in words as they are: no sign in them has a meaning of its own."""

    words: Words
    muted: bool = False
    bold: bool = False
    small: bool = False
    centred: bool = False

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        style = Style(
            sizes.small if self.small else sizes.body, self.bold, MUTED if self.muted else INK,
            sizes.leading, self.centred,
        )  # fmt: skip
        narrow = width if self.centred else min(width, style.size * _MEASURE)
        galley = set_words(press, self.words, style, narrow, Element("P", parent))
        galley.before = style.size * 0.6
        galley.shift = width - narrow if press.theme.rtl else 0.0
        return [galley]


def _keep_ends(parts: Sequence[Galley]) -> None:
    """Let no page begin or end with one entry of a list alone."""
    for part in [*parts[:-1][:1], *parts[:-1][-1:]]:
        part.keep = True


@dataclass(frozen=True, slots=True)
class Items(Block):
    """A list: with bullets, with numbers, or with boxes to tick."""

    items: Sequence[Words]
    kind: Literal["bullets", "numbers", "checks"] = "bullets"

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        style = Style(sizes.body, leading=sizes.leading)
        narrow = min(width, style.size * _MEASURE)
        indent = style.size * {"bullets": 1.2, "numbers": 2.0, "checks": 1.6}[self.kind]
        numbering = "Decimal" if self.kind == "numbers" else "None"
        if self.kind == "bullets":
            numbering = "Disc"
        whole = Element("L", parent, ListNumbering=numbering)
        out: list[Galley] = []
        for number, words in enumerate(self.items, 1):
            item = Element("LI", whole)
            label = Label(box=self.kind == "checks", ink=press.theme.accent)
            if self.kind != "checks":
                label.element = Element("Lbl", item)
                label.text = "•" if self.kind == "bullets" else f"{number}."
                label.bold = True
            lines = set_words(press, words, style, narrow, Element("LBody", item), indent)
            lines.label = label
            lines.shift = width - narrow if press.theme.rtl else 0.0
            lines.before = style.size * (0.75 if self.kind == "checks" else 0.35)
            out.append(lines)
        _keep_ends(out)
        if out:
            out[0].before = out[-1].after = style.size * 0.6
        return out


class _Fact(Galley):
    """A label and its value, side by side or, where there is no room, one above the other."""

    def __init__(self, label: Lines, value: Lines, *, beside: bool) -> None:
        self.label, self.value, self.beside = label, value, beside
        self.height = max(label.height, value.height) if beside else label.height + value.height

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        """Let a long value go on overleaf."""
        parts = self.value.split(room - (0 if self.beside else self.label.height), tight=tight)
        if not parts:
            return None
        first = _Fact(self.label, parts[0], beside=self.beside)
        first.before, parts[1].after = self.before, self.after
        return first, parts[1]

    def draw(self, press: Press, x: float, top: float) -> None:
        # On one line, though the value's script may ask for more room above.
        lower = max(0.0, self.value.pitch - self.label.pitch) / 2 if self.beside else 0.0
        self.label.draw(press, x, top - lower)
        self.value.draw(press, x, top if self.beside else top - self.label.height)


@dataclass(frozen=True, slots=True)
class Facts(Block):
    """Short labels and what they stand for: date, place, who leads."""

    rows: Sequence[tuple[str, Words]]

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        named = Style(sizes.body, ink=MUTED, leading=sizes.leading)
        said = Style(sizes.body, leading=sizes.leading)
        font = press.font()
        column = max((font.width(label, named.size) for label, _ in self.rows), default=0.0)
        column += 2 * sizes.body * 0.6
        beside = column <= width * 0.36
        whole = Element("L", parent, ListNumbering="None")
        out: list[Galley] = []
        for label, value in self.rows:
            item = Element("LI", whole)
            first = set_words(press, label, named, width, Element("Lbl", item))
            second = set_words(
                press, value, said, width, Element("LBody", item), column if beside else 0.0
            )
            first.on_right = second.on_right = second.mirrored = press.theme.rtl
            fact = _Fact(first, second, beside=beside)
            fact.before = sizes.body * 0.25
            out.append(fact)
        _keep_ends(out)
        if out:
            out[0].before = out[-1].after = sizes.body * 0.8
        return out


class _Boxed(Galley):
    """Lines on a tint, with a bar in the accent colour where reading starts."""

    pad = 3.2 * MM

    def __init__(self, inside: list[Lines], width: float) -> None:
        self.inside, self.width = inside, width
        gaps = sum(lines.before for lines in inside[1:])
        self.height = sum(lines.height for lines in inside) + gaps + 2 * self.pad

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        """Cut the last lines off only: a call-out is short, or it is not one."""
        *before, last = self.inside
        taken = sum(lines.height + lines.before for lines in before) + 2 * self.pad
        parts = last.split(room - taken - last.before, tight=tight)
        if not parts:
            return None
        first, rest = parts
        return _Boxed([*before, first], self.width), _Boxed([rest], self.width)

    def draw(self, press: Press, x: float, top: float) -> None:
        bar = 1.1 * MM
        press.canvas.box(x, top - self.height, self.width, self.height, fill=TINT)
        side = x + self.width - bar if press.theme.rtl else x
        press.canvas.box(side, top - self.height, bar, self.height, fill=press.theme.accent)
        y = top - self.pad
        for place, lines in enumerate(self.inside):
            y -= lines.before if place else 0
            lines.draw(press, x + self.pad + bar, y)
            y -= lines.height


@dataclass(frozen=True, slots=True)
class Callout(Block):
    """What must not be overlooked: a sentence or two in a box, with or without a title."""

    words: Words
    title: str = ""

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        inner = width - 2 * _Boxed.pad - 1.1 * MM
        inside = []
        if self.title:
            style = Style(sizes.body, bold=True, leading=sizes.leading)
            inside.append(set_words(press, self.title, style, inner, Element("P", parent)))
        style = Style(sizes.body, leading=sizes.leading)
        lines = set_words(press, self.words, style, inner, Element("P", parent))
        lines.before = sizes.body * 0.2
        galley = _Boxed([*inside, lines], width)
        galley.before = galley.after = sizes.body
        return [galley]


@dataclass(frozen=True, slots=True)
class Space(Block):
    """Empty space, in millimetres."""

    height: float

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        return [Gap(before=self.height * MM)]


@dataclass(frozen=True, slots=True)
class NewPage(Block):
    """What follows starts on a new page."""

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        return [Gap(new_page=True)]
