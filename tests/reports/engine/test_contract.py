"""What the engine relies on inside ReportLab: a new release that changes it fails here first."""

from __future__ import annotations

import inspect

import reportlab
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from allydesk.reports.engine.stack import BOLD, REGULAR, Stack


def test_the_release_is_one_we_know() -> None:
    assert reportlab.Version.split(".")[:2] == ["5", "1"]


def test_text_goes_through_one_method() -> None:
    assert list(inspect.signature(PDFTextObject._formatText).parameters) == ["self", "text"]
    assert "beginText" in inspect.getsource(Canvas.drawString)


def test_a_page_is_handed_over_before_the_next_begins() -> None:
    source = inspect.getsource(Canvas.showPage)
    assert source.index("addPage") < source.index("_startPage")
    assert "StructParents" in pdfdoc.PDFPage.__NoDefault__


def test_a_document_asks_its_fonts_for_their_objects() -> None:
    assert "delayedFonts" in inspect.getsource(pdfdoc.PDFDocument.GetPDFData)
    assert "addObjects" in inspect.getsource(pdfdoc.PDFDocument.GetPDFData)


def test_our_fonts_are_known_by_name() -> None:
    for name in (REGULAR, BOLD):
        font = pdfmetrics.getFont(name)
        assert isinstance(font, Stack)
        assert pdfmetrics.stringWidth("Zoë", name, 10) == font.width("Zoë", 10)
