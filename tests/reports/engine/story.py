"""Stories that tests print."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing

from allydesk.reports.engine import (
    Callout,
    Column,
    Divider,
    Facts,
    Figure,
    Heading,
    Items,
    Masthead,
    NewPage,
    Paragraph,
    Picture,
    Space,
    Span,
    Table,
    Theme,
    Writing,
)
from allydesk.reports.engine.galley import Block
from tests.reports.engine.names import NAMES

LONG = "Anna-Maria Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh de la Fuente y Santillana"
FOOT = "Internal – personal data. Shred after use."


def picture(size: tuple[int, int] = (60, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#336699").save(out, "PNG")
    return out.getvalue()


def chart(theme: Theme, width: float) -> Drawing:
    drawing = Drawing(width, 120)
    bars = HorizontalBarChart()
    bars.x, bars.y, bars.width, bars.height = 80, 20, 200, 90
    bars.data = [[3, 5, 8]]
    for axis in (bars.categoryAxis, bars.valueAxis):
        axis.labels.fontSize = theme.sizes.small
    bars.categoryAxis.categoryNames = ["ליל", "Ελένη", "Zoë"]
    drawing.add(bars)
    return drawing


def roster(count: int = 27, names: list[str] | None = None) -> list[Block]:
    names = names or list(NAMES.values())
    rows = [
        (str(at + 1), names[at % len(names)], ("she/her", "")[at % 2], "Hà Nội")
        for at in range(count)
    ]
    columns = [
        Column("#", align="end", muted=True),
        Column("Name", bold=True, names_row=True),
        Column("Pronouns"),
        Column("Site"),
    ]
    return [Masthead("Kaleidoscope", ["Members · Tuesday 3 March 2026"]), Table(columns, rows)]


def sign_in(count: int = 30) -> list[Block]:
    names = list(NAMES.values())
    rows = [(names[at % len(names)], "", "") for at in range(count)]
    columns = [
        Column("Name", bold=True, names_row=True),
        Column("Here", kind="check"),
        Column("Signature", kind="sign"),
    ]
    return [Masthead("Sign-in sheet"), Table(columns, rows, row_height=11)]


def handout() -> list[Block]:
    """Give a story with every kind of block."""
    rows = [Divider("A"), *[(f"{LONG} {at}", "Facilities") for at in range(4)], Divider("ב"),
            ("נועה", "")]  # fmt: skip
    return [
        Masthead("Guide for tonight", ["Allyship at work", "3 March 2026"]),
        Callout("Never leave it in the room. " * 6, title="Please read first"),
        Facts([("When", "Tuesday"), ("Where", LONG), ("Led by", "Zoë and ليلى حسن")]),
        Heading("What we will do"),
        Paragraph(["Faith & Belief <3 is the topic. ", Span("Bring questions", bold=True), " and ",
                   Span("read the guide", url="https://example.org/a?b=(c)"), ". " + "Words. " * 60]),
        Items(["Welcome", "Story " * 40, "נושא הערב הוא הקשבה"]),
        Heading("Ways in", 3),
        Items(["Listen", "Ask"], kind="numbers"),
        Items(["Chairs", "Captions"], kind="checks"),
        Paragraph("مرحبا بكم في اجتماع هذا المساء وعن Allyship at Work. " * 4),
        Paragraph("今日は同僚の話を聞くための会です。" * 6, muted=True),
        Space(5),
        Figure(chart, "Bars: 3, 5 and 8"),
        Picture(picture(), "A blue field", width=40),
        NewPage(),
        Heading("Who comes"),
        Table([Column("Name", bold=True, names_row=True), Column("Team")], rows),
        Writing(4),
    ]  # fmt: skip


STORIES = {"roster": roster, "sign-in": sign_in, "handout": handout}
