"""Every document can be heard, copied and read in large print."""

from __future__ import annotations

import pytest

from allydesk.reports.engine import Column, Masthead, Table, Theme, document, render
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES
from tests.reports.engine.story import FOOT, STORIES, chart, picture, roster

THEMES = {
    f"{paper}-{edition}": Theme(paper=paper, edition=edition, organisation="Northwind Works")
    for paper in ("a4", "letter")
    for edition in ("clear", "large")
}
THEMES["logo"] = Theme(logo=picture((500, 300)), organisation="Northwind Works")
THEMES["arabic"] = Theme(language="ar", duplex=True)


@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "landscape"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_page(story: object, theme: Theme, landscape: bool) -> None:
    done = render(story(), theme, title="Kaleidoscope & friends", foot=FOOT, landscape=landscape)  # type: ignore[operator]
    assert not done.warnings
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.outside(done.pdf)
    assert all(pdf.fonts(done.pdf).values())
    assert min(pdf.sizes(done.pdf)) >= (18 if theme.large else 10)
    for number, words in enumerate(pdf.page_texts(done.pdf), 1):
        assert f"Page {number} of {done.pages}" in words
        assert "Shred after" in words


@pytest.mark.parametrize("case", ["Arabic", "Persian", "Hebrew", "English in Arabic"])
def test_names_from_right_to_left_are_told_to_readers_in_order(case: str) -> None:
    done = render(roster(27), Theme(), title="Roster")
    heard = [str(element.get("/ActualText", "")) for element in pdf.elements(done.pdf)]
    assert NAMES[case] in heard


def test_the_tree_of_a_table() -> None:
    done = render(roster(3), Theme(), title="Roster")
    assert pdf.roles(done.pdf) == [
        "Document", "H1", "P", "Table", "THead", "TR", "TH", "TH", "TH", "TH",
        "TBody", *["TR", "TD", "TH", "TD", "TD"] * 3,
    ]  # fmt: skip
    scopes = [str(element.A[0].Scope) for element in pdf.elements(done.pdf) if element.S == "/TH"]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 3


def test_a_head_is_read_once_though_each_page_shows_it() -> None:
    done = render(roster(90), Theme(), title="Roster")
    assert done.pages > 2
    assert pdf.roles(done.pdf).count("THead") == 1
    assert all("Pronouns" in words for words in pdf.page_texts(done.pdf))


def test_the_document_says_what_it_is() -> None:
    done = render(roster(2), Theme(language="pl-PL"), title="Lista: ‘Żółw’ & <co>")
    made = pdf.opened(done.pdf)
    assert made.Root.Lang == "pl-PL"
    assert made.Root.MarkInfo.Marked
    assert made.Root.ViewerPreferences.DisplayDocTitle
    assert str(made.docinfo.Title) == "Lista: ‘Żółw’ & <co>"
    about = made.open_metadata()
    assert about["dc:title"] == "Lista: ‘Żółw’ & <co>"
    assert about["pdfuaid:part"] == "1"


def test_a_link_leads_where_it_says() -> None:
    done = render(STORIES["handout"](), Theme(), title="Handout")
    pages = pdf.opened(done.pdf).pages
    (link,) = [note for sheet in pages for note in sheet.get("/Annots", [])]
    assert str(link.A.URI) == "https://example.org/a?b=(c)"
    assert "/StructParent" in link
    assert pdf.roles(done.pdf).count("Link") == 1


def test_charts_use_our_fonts() -> None:
    from allydesk.reports.engine import Figure

    done = render([Figure(chart, "Three bars")], Theme(), title="Chart")
    assert not any("Helvetica" in name for name in pdf.fonts(done.pdf))
    assert "Zoë" in pdf.text(done.pdf)
    (figure,) = [element for element in pdf.elements(done.pdf) if element.S == "/Figure"]
    assert str(figure.Alt) == "Three bars"


def test_beyond_a_limit_tags_are_left_out_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert document.MOST_TAGGED_ROWS >= 5_000
    monkeypatch.setattr(document, "MOST_TAGGED_ROWS", 50)
    rows = [("Zoë",)] * 51
    done = render([Table([Column("Name")], rows)], Theme(), title="Long")
    assert done.warnings == ("This list is so long that the tags for screen readers are left out.",)
    made = pdf.opened(done.pdf)
    assert "/StructTreeRoot" not in made.Root
    assert "pdfuaid:part" not in made.open_metadata()


def test_an_empty_table_has_heads_only() -> None:
    done = render([Masthead("None"), Table([Column("Name")], [])], Theme(), title="None")
    assert not pdf.accessible(done.pdf)
    assert "Name" in pdf.text(done.pdf)


def test_the_file_is_sound_to_other_programs() -> None:
    done = render(STORIES["handout"](), Theme(), title="Handout")
    assert not pdf.opened(done.pdf).check_pdf_syntax()
