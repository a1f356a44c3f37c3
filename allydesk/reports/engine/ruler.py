"""The alignment page: outlines and crosshairs of a sheet, and a ruler to measure the printer by."""

from __future__ import annotations

from allydesk.language import _
from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box, for_the_eye
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.labels import draw_outlines, label_box
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import INK, MM, MUTED
from allydesk.reports.sheets import Sheet, described

_LONG = 100 * MM
_CROSS = 2 * MM


def draw_alignment(press: Press, parent: Element, sheet: Sheet) -> None:
    """Draw where labels are; in the middle a panel with the ruler and what to do with the page."""
    canvas = press.canvas
    draw_outlines(press, sheet)
    with for_the_eye(canvas):
        for place in range(sheet.count):
            _cross(canvas, label_box(sheet, place))
            _number(press, label_box(sheet, place), place + 1)
    wide = sheet.paper[0] * MM
    across, tall = (160 * MM, 84 * MM) if press.theme.large else (132 * MM, 48 * MM)
    panel = Box((wide - across) / 2, sheet.paper[1] * MM / 2 - tall / 2, across, tall)
    canvas.box(*panel, fill="#FFFFFF", line=INK, thick=0.8)
    _words(press, parent, panel, sheet)
    with for_the_eye(canvas):
        _ruler(press, panel.left + (across - _LONG) / 2, panel.bottom + 11 * MM)


def _cross(canvas: Canvas, box: Box) -> None:
    """Draw a cross in the middle of a label, to hold against the light."""
    x, y = box.left + box.width / 2, box.bottom + box.height / 2
    canvas.rules([(x - _CROSS, y, x + _CROSS, y), (x, y - _CROSS, x, y + _CROSS)], 0.5, INK)


def _number(press: Press, box: Box, number: int) -> None:
    font = press.font()
    canvas = press.canvas
    canvas.text(box.left + 4 * MM, box.top - 4 * MM - 10 * 0.76, str(number), font, 10, MUTED)


def _words(press: Press, parent: Element, panel: Box, sheet: Sheet) -> None:
    size = press.theme.sizes.small
    inside = panel.inset(5 * MM, 4 * MM)
    name = _("Alignment page: {sheet}").format(sheet=described(sheet))
    title = fit(
        press, name, Room(inside.width, size * 3, size + 2, size, lines=2, bold=True),
        Element("H1", parent),
    )  # fmt: skip
    title.draw(press, inside.left, inside.top)
    told = fit(
        press,
        _(
            "Print at 100 % on plain paper. Hold it with a sheet of labels against the light."
            " Where the lines are out, move them by that many millimetres."
            " If the ruler is not 100 mm long, enter what it measures."
        ),
        Room(inside.width, inside.height - title.height - 14 * MM, size, 10, lines=6, leading=1.25),
        Element("P", parent),
    )
    told.draw(press, inside.left, inside.top - title.height - 1 * MM)


def _ruler(press: Press, x: float, y: float) -> None:
    """Draw 100 mm with a tick for each, longer ones for five and ten."""
    canvas, font, size = press.canvas, press.font(), 10.0
    ticks = []
    for n in range(101):
        long = (4.5 if n % 10 == 0 else 3.2 if n % 5 == 0 else 2.0) * MM
        ticks.append((x + n * MM, y, x + n * MM, y + long))
    canvas.rules([*ticks, (x, y, x + _LONG, y)], 0.4, INK)
    for n in range(0, 101, 10):
        words = str(n) if n < 100 else _("100 mm")
        at = x + n * MM - (font.width(str(n), size) / 2)
        canvas.text(at, y - size * 1.05, words, font, size, INK)
