"""Joined, sealed and found again: packs, passwords, bookmarks, codes."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from allydesk.errors import Problem
from allydesk.reports.engine import Heading, Masthead, Paragraph, Theme, render
from allydesk.reports.engine.fixed import Box, FixedPage, Pages, render_pages
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.pack import join
from allydesk.reports.engine.qr import Qr, alt, draw_qr, modules
from allydesk.reports.engine.seal import seal
from allydesk.reports.engine.tags import Element
from tests.reports.engine import pdf
from tests.reports.engine.story import handout, roster, sign_in

TITLES = ["Handout", "Roster – ألف", "Sign-in sheet"]
ADDRESS = "https://intranet.example.org/groups/pride?from=paper"


def parts() -> list[object]:
    return [
        render(handout(), Theme(organisation="Northwind"), title="Handout"),
        render(roster(60), Theme(language="ar"), title="Roster"),
        render(sign_in(), Theme(edition="large"), title="Sign-in", landscape=True),
    ]


@pytest.mark.parametrize("duplex", [False, True])
def test_a_pack_is_as_accessible_as_its_parts(*, duplex: bool) -> None:
    made = parts()
    pack = join(made, TITLES, "Tonight", duplex=duplex)  # type: ignore[arg-type]
    assert not pdf.accessible(pack.pdf)
    assert not pdf.disagreements(pack.pdf)
    assert not pdf.opened(pack.pdf).check_pdf_syntax()
    assert pack.pdf == join(made, TITLES, "Tonight", duplex=duplex).pdf  # type: ignore[arg-type]
    roles = [[*pdf.roles(part.pdf)[1:]] for part in made]  # type: ignore[attr-defined]
    expected = ["Document", *(role for part in roles for role in ("Part", *part))]
    assert pdf.roles(pack.pdf) == expected


def test_a_pack_has_all_pages_in_order() -> None:
    made = parts()
    pack = join(made, TITLES)  # type: ignore[arg-type]
    assert pack.pages == sum(part.pages for part in made)  # type: ignore[attr-defined]
    assert pdf.page_texts(pack.pdf) == [
        text for part in made for text in pdf.page_texts(part.pdf)  # type: ignore[attr-defined]
    ]  # fmt: skip
    assert all(pdf.fonts(pack.pdf).values())


def test_each_part_starts_on_a_sheet_of_its_own() -> None:
    made = parts()
    pack = join(made, TITLES, duplex=True)  # type: ignore[arg-type]
    texts = pdf.page_texts(pack.pdf)
    starts = [at for at, text in enumerate(texts) if "Page 1 of" in text or "1 of" in text[:40]]
    assert all(at % 2 == 0 for at in starts)
    assert "" in texts


def test_a_pack_says_what_is_where() -> None:
    document = pdf.opened(join(parts(), TITLES, "Tonight").pdf)  # type: ignore[arg-type]
    with document.open_outline() as outline:
        top = list(outline.root)
        assert [mark.title for mark in top] == TITLES
        assert [mark.title for mark in top[0].children] == ["What we will do", "Who comes"]
        assert [mark.title for mark in top[0].children[0].children] == ["Ways in"]
    assert [sheet.label for sheet in document.pages][:4] == ["1.1", "1.2", "1.3", "2.1"]
    assert str(document.docinfo.Title) == "Tonight"
    assert str(document.docinfo.Author) == "Northwind"
    languages = [str(element.Lang) for element in document.Root.StructTreeRoot.K.K]
    assert languages == ["en-GB", "ar", "en-GB"]


def test_links_in_a_pack_still_lead_there() -> None:
    document = pdf.opened(join([*parts(), *parts()], TITLES * 2).pdf)  # type: ignore[list-item]
    notes = [note for sheet in document.pages for note in sheet.get("/Annots", [])]
    assert len({int(note.StructParent) for note in notes}) == len(notes) == 2


def test_nothing_to_join_is_said() -> None:
    with pytest.raises(Problem, match="at least one document"):
        join([], [])


def test_headings_are_bookmarks() -> None:
    story = [
        Masthead("Guide"), Heading("One"), Heading("Ways ﻷ in", 3), Heading("Two"), Paragraph("x")
    ]  # fmt: skip
    document = pdf.opened(render(story, Theme(), title="Guide").pdf)
    with document.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Guide"
        assert [mark.title for mark in top.children] == ["One", "Two"]
        assert [mark.title for mark in top.children[0].children] == ["Ways ﻷ in"]
    assert document.Root.Outlines.First.Dest[0].objgen == document.pages[0].objgen


def test_a_document_says_who_made_it_and_no_time() -> None:
    document = pdf.opened(render([], Theme(organisation="Zoë & Co"), title="List").pdf)
    assert dict(document.docinfo) == {
        "/Title": "List", "/Author": "Zoë & Co", "/Creator": "AllyDesk", "/Producer": "AllyDesk",
    }  # fmt: skip


@pytest.mark.parametrize("exact", [False, True])
def test_viewers_are_asked_to_print_as_it_is(*, exact: bool) -> None:
    done = render([Paragraph("x")], Theme(), title="x", actual_size=exact)
    for data in (done.pdf, join([done], ["x"]).pdf):
        shown = pdf.opened(data).Root.ViewerPreferences
        assert (shown.get("/PrintScaling") == "/None") == exact
        assert shown.DisplayDocTitle


def test_a_sealed_file_opens_with_its_password_only() -> None:
    done = render(roster(5), Theme(), title="Roster")
    sealed = seal(done, "zwölf Äpfel im Korb")
    assert b"Kaleidoscope" not in sealed.pdf
    for wrong in ("", "zwolf apfel im korb"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(sealed.pdf), password=wrong)
    with pikepdf.open(io.BytesIO(sealed.pdf), password="zwölf Äpfel im Korb") as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
        assert all(opened.allow)
        assert "/StructTreeRoot" in opened.Root
    with pypdfium2.PdfDocument(sealed.pdf, password="zwölf Äpfel im Korb") as document:
        assert len(document) == sealed.pages


@pytest.mark.parametrize("password", ["", "   ", "ä" * 64])
def test_a_password_that_cannot_be_is_said(password: str) -> None:
    with pytest.raises(Problem):
        seal(render([], Theme(), title="x"), password)


def test_a_code_is_drawn_with_its_white_edge_and_said() -> None:
    done = render([Masthead("Join"), Qr(ADDRESS, "Join Pride")], Theme(), title="Join")
    assert not done.warnings
    assert not pdf.accessible(done.pdf)
    (figure,) = [element for element in pdf.elements(done.pdf) if element.S == "/Figure"]
    assert str(figure.Alt) == alt("Join Pride", ADDRESS)
    assert drawn(done.pdf, figure) == modules(ADDRESS)
    assert pdf.roles(done.pdf).count("Link") == 1


def drawn(data: bytes, figure: pikepdf.Object) -> tuple[tuple[bool, ...], ...]:
    """Give the modules of a code as they are seen on the page."""
    rows = len(modules(ADDRESS) or ())
    left, _bottom, right, top = (float(side) for side in figure.A[0].BBox)
    unit = (right - left) / (rows + 8)
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[0]
        scale = 4
        image = sheet.render(scale=scale).to_pil().convert("L")
        height = sheet.get_height()

        def black(down: int, across: int) -> bool:
            x = left + (across + 4.5) * unit
            y = height - top + (down + 4.5) * unit
            return bool(image.getpixel((int(x * scale), int(y * scale))) < 128)

        edge = [black(down, across) for across in (-2, rows + 1) for down in range(-2, rows + 2)]
        assert not any(edge)
        return tuple(tuple(black(down, across) for across in range(rows)) for down in range(rows))


def test_a_code_on_a_fixed_page() -> None:
    def draw(press: Press, parent: Element) -> None:
        figure = Element("Figure", parent, Alt=alt("Join", ADDRESS))
        assert draw_qr(press, ADDRESS, figure, Box(50, 60, 90, 90))

    done = render_pages(Pages([FixedPage(300, 200, draw)]), Theme(), "Card")
    assert not pdf.accessible(done.pdf)
    assert not pdf.outside(done.pdf)


def test_a_text_too_long_for_a_code_is_printed_and_said() -> None:
    done = render([Masthead("x"), Qr("y" * 5000, "Much")], Theme(), title="x")
    assert len(done.warnings) == 1
    assert done.warnings[0].startswith("This text is too long for a QR code: yyy")
    assert not pdf.accessible(done.pdf)
    assert "Figure" not in pdf.roles(done.pdf)
