"""A story made into a PDF: the one entry to the typesetter."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from allydesk.errors import Cancelled
from allydesk.language import _, ngettext
from allydesk.reports.engine.canvas import Canvas, colour
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.lines import direction, wrapped
from allydesk.reports.engine.table import Divider, Table
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM, MUTED, RULE, Page, Theme

_MOST_HEAD = 2  # lines of the running head, which says no more than the title did
MOST_TAGGED_ROWS = 20_000  # beyond, tags make a file slow to write and slow to read out

# ReportLab keeps its fonts for the whole process.
one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document, and what the person should know about it."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]


def render(
    story: Sequence[Block],
    theme: Theme,
    *,
    title: str,
    head: str = "",
    foot: str = "",
    landscape: bool = False,
    actual_size: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Give the PDF of a story. The same story and theme always give the same bytes.

    `head` stands on each page but the first (the title if it is empty), `foot` on every page.
    `actual_size` asks viewers not to fit pages to the printer's margins.
    `progress` is told between pages how many parts of how many are done. Raise `Cancelled` when
    `cancelled` says so.
    """
    with one_at_a_time:
        layout = _Layout(story, theme, title, head or title, foot, landscape, progress, cancelled)
        if actual_size:
            layout.canvas.setViewerPreference("PrintScaling", "None")
        return layout.run()


@dataclass(frozen=True, slots=True)
class Section(Block):
    """From here on a document of its own: a new page, counted from 1, with its own head and foot."""

    head: str
    foot: str

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        return [_Start(self)]


class _Start(Galley):
    """Where a section starts; nothing to see."""

    def __init__(self, section: Section) -> None:
        self.section = section

    def draw(self, press: Press, x: float, top: float) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages with the same head and foot, counted together. `first` is the number of the first."""

    first: int
    head: list[str]
    foot: list[str]


def _first(lines: list[str], most: int) -> list[str]:
    """Give the first lines of a text, which ends in "…" if there are more."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def _rows(story: Sequence[Block]) -> int:
    tables = (block for block in story if isinstance(block, Table))
    return sum(not isinstance(row, Divider) for table in tables for row in table.rows)


class _Layout:
    """One run through a story: galleys onto pages, then the feet, then the file."""

    def __init__(
        self,
        story: Sequence[Block],
        theme: Theme,
        title: str,
        head: str,
        foot: str,
        landscape: bool,  # noqa: FBT001
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.story, self.theme, self.title, self.head = story, theme, title, head
        self.landscape, self.progress, self.cancelled = landscape, progress, cancelled
        self.number = 1
        first = theme.page(1, landscape=landscape)
        tagged = _rows(story) <= MOST_TAGGED_ROWS
        self.canvas = Canvas((first.width, first.height), theme.language, tagged=tagged)
        self.press = Press(theme, self.canvas)
        if not tagged:
            self.press.warnings.append(
                _("This list is so long that the tags for screen readers are left out.")
            )
        self.runs: list[_Run] = []
        self._begin(head, foot)

    # -- pages -------------------------------------------------------------------------------

    def _begin(self, head: str, foot: str) -> None:
        """Give this page and those after it a head, a foot and a count of their own."""
        size, font, measure = self.theme.sizes.small, self.canvas.regular, self.page.measure
        beside = font.width(self._count(999, 999), size) + 6 * MM
        self.part = _Run(
            self.number,
            _first(wrapped(head, font, size, measure), _MOST_HEAD),
            wrapped(foot, font, size, measure - beside) if foot else [],
        )
        self.runs = [run for run in self.runs if run.first < self.number] + [self.part]
        self.foot_height = max(1, len(self.part.foot)) * size * 1.25 + 4 * MM
        self.head_height = len(self.part.head) * size * 1.25 + 5 * MM

    @property
    def page(self) -> Page:
        return self.theme.page(self.number, landscape=self.landscape)

    @property
    def start(self) -> float:
        """Give where the story starts on this page."""
        page = self.page
        return page.height - page.top - (self.head_height if self.number > self.part.first else 0)

    @property
    def end(self) -> float:
        return self.page.bottom + self.foot_height

    @property
    def later_room(self) -> float:
        """Give how much of the story a page holds that is not the first."""
        return self.page.height - self.page.top - self.head_height - self.end

    def run(self) -> Rendered:
        galleys = self._galleys()
        total = sum(galley.units for galley in galleys)
        done, y, fresh, owed = 0, self.start, True, 0.0
        self._check(0, total)
        waiting = list(reversed(galleys))
        while waiting:
            galley = waiting.pop()
            starts = isinstance(galley, _Start)
            if (galley.new_page or starts) and not fresh:
                y, fresh = self._turn(done, total), True
                if not starts:
                    continue
            if isinstance(galley, _Start):
                self._begin(galley.section.head, galley.section.foot)
                y = self.start
                continue
            gap = 0 if fresh else max(galley.before, owed)
            room = y - gap - self.end
            galley = galley.filled(room, self.later_room)
            parts = galley.split(room, tight=fresh) if galley.height > room else None
            if self._fits(galley, waiting, room) or (fresh and not parts):
                self._warn_if_cut(galley, room)
                galley.draw(self.press, self.page.left, y - gap)
                y -= gap + galley.height
                fresh = fresh and galley.height == 0
                owed = galley.after
                done += galley.units
            elif parts:
                waiting += [parts[1], parts[0]]
            else:
                waiting.append(galley)
                y, fresh = self._turn(done, total), True
        self._turn(total, total)
        return self._finished()

    def _galleys(self) -> list[Galley]:
        root, width = self.canvas.tree.root, self.page.measure
        return [galley for block in self.story for galley in block.set(self.press, width, root)]

    def _fits(self, galley: Galley, waiting: list[Galley], room: float) -> bool:
        """Say whether there is room for a galley and for the start of what must follow it.

        What fits together on no page at all need not stay together.
        """
        alone = needed = galley.height
        behind = reversed(waiting)
        while galley.keep:
            following = next(behind, None)
            if following is None:
                break
            needed += following.before + following.least
            galley = following
        if needed > self.later_room:
            needed = alone
        return needed <= max(room, 0.0) + 0.01  # a gap, or what is left out, begins no page

    def _warn_if_cut(self, galley: Galley, room: float) -> None:
        if galley.height > max(room, 0.0) + 0.01:
            self.press.warnings.append(
                _("Something on page {page} is too tall for the paper.").format(page=self.number)
            )

    def _turn(self, done: int, total: int) -> float:
        """Finish the page; give where the story goes on."""
        if self.number > self.part.first:
            self._draw_head()
        self.canvas.showPage()
        self._check(done, total)
        self.number += 1
        return self.start

    def _check(self, done: int, total: int) -> None:
        if self.cancelled and self.cancelled():
            raise Cancelled
        if self.progress:
            self.progress(done, total)

    # -- head and foot -----------------------------------------------------------------------

    def _draw_head(self) -> None:
        page, size = self.page, self.theme.sizes.small
        y = page.height - page.top - size * 0.8
        for line in self.part.head:
            self.canvas.raw(self._edge_text(line, y, page, far=False))
            y -= size * 1.25
        self.canvas.rule(page.left, y + size * 0.75, page.measure, 0.5, RULE)

    def _edge_text(self, text: str, y: float, page: Page, *, far: bool) -> str:
        """Give the operators of a line at the near or the far margin."""
        size, font = self.theme.sizes.small, self.canvas.regular
        base = direction(text, self.press.base)
        right = far != self.theme.rtl
        x = page.left + (page.measure - font.width(text, size, base) if right else 0)
        shown = font.operators(self.canvas.document, text, size, base=base)
        return f"{colour(MUTED)} BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"

    def _draw_feet(self, pages: int) -> None:
        ends = [*(run.first for run in self.runs[1:]), pages + 1]
        for run, end in zip(self.runs, ends, strict=True):
            for number in range(run.first, end):
                self._draw_foot(number, run, self._count(number - run.first + 1, end - run.first))

    def _draw_foot(self, number: int, run: _Run, count: str) -> None:
        size, page = self.theme.sizes.small, self.theme.page(number, landscape=self.landscape)
        out = [self._edge_text(count, page.bottom, page, far=True)]
        y = page.bottom + (len(run.foot) - 1) * size * 1.25
        for line in run.foot:
            out.append(self._edge_text(line, y, page, far=False))
            y -= size * 1.25
        self.canvas.foot(number - 1, "\n".join(out))

    def _count(self, page: int, pages: int) -> str:
        return _("Page {page} of {pages}").format(page=page, pages=pages)

    def _finished(self) -> Rendered:
        self._draw_feet(len(self.canvas.finished))
        return finished(self.press, self.title)


def finished(press: Press, title: str) -> Rendered:
    """Give the file of all pages drawn so far, with what could not be printed among its warnings."""
    canvas = press.canvas
    warnings = (*press.warnings, *_unprintable(canvas.missing()))
    pages = len(canvas.finished)
    pdf = canvas.finish(tidy(title), tidy(press.theme.organisation))
    return Rendered(pdf, pages, warnings)


def _unprintable(missing: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for text, signs in missing.items():
        yield ngettext(
            "{count} character in “{text}” could not be printed: {signs}",
            "{count} characters in “{text}” could not be printed: {signs}",
            len(signs),
        ).format(count=len(signs), text=text, signs=" ".join(signs))
