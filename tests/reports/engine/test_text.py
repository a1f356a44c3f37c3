"""Blocks of words: how they are set and what a screen reader makes of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from allydesk.reports.engine import (
    Facts,
    Heading,
    Items,
    Masthead,
    Paragraph,
    Span,
    Theme,
    faces,
    render,
)
from allydesk.reports.engine.theme import PAPERS
from tests.reports.engine import pdf
from tests.reports.engine.story import LONG, picture


def made(*blocks: object, theme: Theme | None = None, landscape: bool = False) -> bytes:
    return render(blocks, theme or Theme(), title="x", landscape=landscape).pdf  # type: ignore[arg-type]


def left(data: bytes, words: str) -> float:
    return pdf.boxes(data, words)[0][1]


def right(data: bytes, words: str) -> float:
    return pdf.boxes(data, words)[0][3]


def test_lists_are_lists() -> None:
    data = made(Items(["one", "two"]), Items(["three"], kind="checks"))
    assert pdf.roles(data) == [
        "Document", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody", "L", "LI", "LBody",
    ]  # fmt: skip


def test_the_second_line_of_an_item_stands_under_the_first() -> None:
    data = made(Items(["start " + "word " * 40 + "end"], kind="numbers"))
    assert left(data, "start") == pytest.approx(
        min(box[1] for box in pdf.boxes(data, "word")), abs=1.5
    )
    assert left(data, "1.") < left(data, "start") - 10


def test_an_item_from_right_to_left_has_its_bullet_on_the_right() -> None:
    data = made(Items(["נושא הערב הוא הקשבה"]))
    assert left(data, "•") > right(data, "נושא")


def test_a_fact_with_a_long_label_has_its_value_below() -> None:
    beside = made(Facts([("When", "Tuesday")]))
    below = made(Facts([(LONG, "Tuesday")]))
    assert left(beside, "Tuesday") > left(beside, "When") + 20
    assert left(below, "Tuesday") == pytest.approx(left(below, "Anna"), abs=2)


def test_running_text_is_no_wider_than_is_good_to_read() -> None:
    data = made(Paragraph("word " * 200), landscape=True)
    width = PAPERS["a4"][1]
    assert max(box[3] for box in pdf.boxes(data, "word")) < width * 0.65


def test_running_text_in_arabic_starts_at_the_right_margin() -> None:
    data = made(Paragraph("كلمة " * 200), theme=Theme(language="ar"), landscape=True)
    width = PAPERS["a4"][1]
    assert max(box[3] for box in pdf.boxes(data, "كلمة")) == pytest.approx(width - 42.5, abs=3)


def test_a_link_covers_its_words() -> None:
    data = made(Paragraph(["See ", Span("our guide", url="https://example.org"), " first."]))
    _page, x0, y0, x1, y1 = pdf.boxes(data, "our guide")[0]
    (sheet,) = pdf.opened(data).pages
    area = [float(part) for part in sheet.Annots[0].Rect]
    assert area[0] <= x0 + 1
    assert area[1] <= y0 + 1
    assert area[2] >= x1 - 1
    assert area[3] >= y1 - 1


def test_headings_have_their_levels() -> None:
    data = made(Heading("A"), Paragraph("x"), Heading("B", 3), Paragraph("y"))
    assert [role for role in pdf.roles(data) if role.startswith("H")] == ["H2", "H3"]


def test_fonts_are_found_in_a_folder_with_an_accent(tmp_path: Path) -> None:
    folder = tmp_path / "Zoë" / "fonts"
    folder.mkdir(parents=True)
    source = faces.paths.resources() / "fonts" / "NotoSansHebrew.ttf"
    shutil.copy(source, folder)
    face = faces.Face(faces.Source(folder / source.name, faces.BOLD))
    assert face.has("נועה")
    assert face.name == "NotoSansHebrew-Bold"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_head_stands_on_one_side(language: str) -> None:
    theme = Theme(language=language, organisation="Northwind", logo=picture())
    data = made(Masthead("ملتقى", ["Tuesday"]), theme=theme)
    if language == "en":
        assert left(data, "ملتقى") == pytest.approx(left(data, "Tuesday"), abs=4)
    else:
        assert right(data, "ملتقى") == pytest.approx(right(data, "Tuesday"), abs=4)
