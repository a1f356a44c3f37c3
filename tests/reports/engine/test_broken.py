"""Whatever comes in, a clean page comes out or a sentence: never a crash."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from allydesk.reports.engine import (
    Callout,
    Column,
    Divider,
    Facts,
    Heading,
    Items,
    Masthead,
    Paragraph,
    Picture,
    Rendered,
    Span,
    Table,
    Theme,
    render,
)
from allydesk.reports.engine.charts import Bars, Heat, Likert, Series, Stacked, Trend
from allydesk.reports.engine.galley import Block
from allydesk.reports.engine.month import Month
from allydesk.reports.engine.pack import join
from allydesk.reports.engine.qr import Qr
from allydesk.reports.engine.weeks import Entry
from allydesk.reports.engine.year import Year
from tests.reports.engine import pdf
from tests.reports.engine.story import picture

DAY = dt.date(2027, 3, 8)
# What turns up in files that went through many programs, more often than chance would bring it.
_ODD = (
    "\x00\x07\t\n\r\x1b\x7f\x85\xad\u0301\u061c\u064b\u200b\u200d\u200e\u202a\u202e\u2028\u2066\u2069"
    "\ud800\udfff\ufeff\ufffe\uffff\U000e0041\U0010ffff"
)
words = st.text(st.one_of(st.characters(), st.sampled_from(_ODD)), max_size=60)


def everything(text: str) -> list[Block]:
    """Give a story in which every kind of block says this text."""
    one = Series(text, (1.0, None))
    return [
        Masthead(text, [text]),
        Heading(text),
        Paragraph([text, Span(text, bold=True), Span(text, url=text)]),
        Items([text, ""]),
        Facts([(text, text)]),
        Callout(text, title=text),
        Table([Column(text), Column(text, align="end")], [(text, text), Divider(text), ("", text)]),
        Bars(title=text, labels=(text, ""), values=(1.0, None), unit=text, table=True),
        Stacked(title=text, labels=(text, ""), series=(one, one), note=text),
        Trend(title=text, times=(text, ""), series=(one,)),
        Likert(title=text, questions=(text,), counts=((1, 0, 0, 0, 2),)),
        Heat(title=text, across=(text,), down=(text,), cells=((None,),), missing=text),
        Month(2027, 3, [Entry(text, DAY, time=text), Entry(text, DAY, kind="observance")]),
        Year(2027, [Entry(text, DAY)]),
        Qr(text, text),
    ]


def sound(done: Rendered) -> None:
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.opened(done.pdf).check_pdf_syntax()


@given(words)
@example("")
@example("\x00\x01\x02")
@example("\u202eevil\u202c name")
@example("\ud800 half a character \udfff")
@example("a" * 800)
@example("ש" * 800)
@example("\u0301" * 300)
@example("<b>Bob</b> & Söhne")
@example("\u200d\u200d")
@example("👩🏽‍💻" * 50)
@settings(max_examples=10)
def test_any_text(text: str) -> None:
    for theme in (Theme(organisation=text), Theme(edition="large", language="ar")):
        sound(render(everything(text), theme, title=text, head=text, foot=text[:500]))


def test_a_word_of_ten_thousand_letters() -> None:
    text = "a" * 10_000
    story = [
        Masthead(text),
        Paragraph(text),
        Table([Column("Name"), Column("Team")], [(text, "x")]),
    ]
    done = render(story, Theme(), title=text)
    assert done.warnings == ()
    assert pdf.text(done.pdf).count("a") >= 2 * len(text)  # in the paragraph and in the table
    assert not pdf.accessible(done.pdf)


def test_controls_leave_no_trace() -> None:
    done = render([Masthead("Z\x07o\x00ë\u202e!")], Theme(), title="Z\x00oë")
    assert not done.warnings
    found = pdf.text(done.pdf)
    assert "Z o ë" in found
    assert not set(found) & set("\x00\x07\u202e")


@pytest.mark.parametrize("rows", [[], [()], [(), ()]])
def test_a_table_without_columns(rows: list[tuple[str, ...]]) -> None:
    done = render([Masthead("x"), Table([], rows)], Theme(), title="x")
    assert done.pages == 1
    assert not pdf.accessible(done.pdf)


@pytest.mark.parametrize("short", [("a",), ()])
def test_a_row_with_too_few_cells(short: tuple[str, ...]) -> None:
    done = render([Table([Column("A"), Column("B")], [("1", "2"), short])], Theme(), title="x")
    assert not pdf.accessible(done.pdf)
    assert all(cell in pdf.text(done.pdf) for cell in short)


def stored(size: tuple[int, int], kind: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


PICTURES = {
    "8,000 by 8,000": stored((8_000, 8_000), "PNG", "L"),
    "one pixel": stored((1, 1), "PNG"),
    "a line": stored((5_000, 1), "JPEG"),
    "two colours": stored((40, 20), "PNG", "1"),
    "a palette": stored((40, 20), "PNG", "P"),
    "four inks": stored((40, 20), "JPEG", "CMYK"),
    "deep": stored((40, 20), "PNG", "I;16"),
    "nothing": b"",
    "words": b"This is no picture.",
    "half": picture((300, 300))[:90],
    "another format": stored((40, 20), "GIF", "P"),
    "vectors": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a huge claim": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x0f\xff\xff\x00\x0f\xff\xff\x08\x02\x00\x00\x00",
}  # fmt: skip


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_any_picture(data: bytes) -> None:
    done = render([Masthead("x"), Picture(data, "A picture")], Theme(logo=data), title="x")
    told = [warning for warning in done.warnings if "left out" in warning]
    figures = pdf.roles(done.pdf).count("Figure")
    assert len(told) == len(done.warnings)
    assert figures + len(told) == (2 if data else 1)  # no logo is no broken one
    assert not pdf.accessible(done.pdf)
    assert len(done.pdf) < 2_000_000


def test_broken_texts_in_a_pack() -> None:
    odd = "\x00\ud800\u202e"
    done = render([Masthead(odd)], Theme(), title=odd)
    sound(join([done, done], [odd, odd], odd))
