"""Every name comes out of the file as it went in, by two programs that know nothing of each other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from fontTools.unicodedata import script

from allydesk.reports.engine import Paragraph, Theme, render
from allydesk.reports.engine.bidi import turns
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.fixed import FixedPage, Pages, column, draw_column, render_pages
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element
from tests.reports.engine import pdf
from tests.reports.engine.names import ALL
from tests.reports.engine.story import roster

# What each program does not give back as it was, and why; in each, our tags tell it right.
_OWN_ORDER = "puts signs between words of two directions where they are seen, not where they belong"
_LEFT_ONLY = "takes this script for one from left to right, so its letters come in reverse"
LISTED = {
    "pdftotext": {
        "Hebrew in English": _OWN_ORDER,
        "English in Arabic": _OWN_ORDER,
        "Two directions in turn": _OWN_ORDER,
        "Adlam": _LEFT_ONLY,
        "N’Ko": _LEFT_ONLY,
    },
    "PDFium": {"Hebrew in English": _OWN_ORDER, "Adlam": _LEFT_ONLY},
}
# What both add to say in which direction a line is to be read.
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\ufeff"))


def one_a_page(names: list[str]) -> bytes:
    def page(name: str) -> FixedPage:
        def draw(press: Press, parent: Element) -> None:
            draw_column(column([Paragraph(name)], press, 500, parent), press, 50, 750)

        return FixedPage(595, 842, draw)

    done = render_pages(Pages([page(name) for name in names]), Theme(), "Names")
    assert not done.warnings
    return done.pdf


def by_pdfium(data: bytes, folder: Path) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]


def by_pdftotext(data: bytes, folder: Path) -> list[str]:
    if not shutil.which("pdftotext"):
        assert not os.environ.get("CI"), "pdftotext is missing: install poppler-utils"
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    file = folder / "names.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", file, "-"], check=True, capture_output=True
    )
    return done.stdout.decode().split("\f")


READERS = {"pdftotext": by_pdftotext, "PDFium": by_pdfium}


def shown(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_DIRECTIONS)).strip()


@pytest.mark.parametrize("reader", READERS)
def test_names_come_out_as_they_went_in(reader: str, tmp_path: Path) -> None:
    pages = READERS[reader](one_a_page(list(ALL.values())), tmp_path)
    wrong = {
        case: text
        for (case, name), text in zip(ALL.items(), pages, strict=False)
        if shown(text) != shown(name)
    }
    assert {case: ascii(text) for case, text in wrong.items() if case not in LISTED[reader]} == {}
    assert len(wrong) <= 0.05 * len(ALL)


def test_the_list_is_what_we_say_it_is() -> None:
    scripts = {script(char) for name in ALL.values() for char in name}
    assert len(ALL) >= 60
    assert len(scripts - {"Zyyy", "Zinh"}) >= 25
    assert max(max(map(len, name.split())) for name in ALL.values()) == 60


def test_each_word_of_a_name_is_found_in_a_list_and_heard_in_order() -> None:
    done = render(roster(len(ALL), list(ALL.values())), Theme(), title="Roster")
    found = unicodedata.normalize("NFC", pdf.text(done.pdf).translate(_DIRECTIONS))
    told = {str(element.get("/ActualText", "")) for element in pdf.elements(done.pdf)}
    for case, name in ALL.items():
        if case not in LISTED["pdftotext"] and "long" not in case:
            words = re.split("[ \u200c-]", shown(name))
            assert not [word for word in words if word not in found], case
        if turns(name):
            assert tidy(name) in told
