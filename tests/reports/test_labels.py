"""Sheets of labels: the arithmetic, the first free label, the printer's error, what is written where."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import ImageOps

from allydesk.errors import Problem
from allydesk.reports import report, sheets
from allydesk.reports.engine.fixed import Box
from allydesk.reports.sheets import INSET, SHEETS, Sheet
from allydesk.store import Store
from tests import factories
from tests.factories import NAMES, TODAY
from tests.reports.engine import pdf

MM = 72 / 25.4


@pytest.mark.parametrize("code", SHEETS)
def test_a_sheet_ends_as_it_begins(code: str):
    sheet = SHEETS[code]
    assert sheet.right_rest == pytest.approx(sheet.left, abs=0.05)
    assert sheet.bottom_rest == pytest.approx(sheet.top, abs=0.05)


@pytest.mark.parametrize("code", SHEETS)
def test_labels_lie_side_by_side_on_the_paper(code: str):
    sheet = SHEETS[code]
    boxes = [sheet.edges(place) for place in range(sheet.count)]
    for left, bottom, wide, high in boxes:
        assert left >= -0.01
        assert bottom >= -0.01
        assert left + wide <= sheet.paper[0] + 0.01
        assert bottom + high <= sheet.paper[1] + 0.01
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            beside = one[0] + one[2] <= other[0] + 0.01 or other[0] + other[2] <= one[0] + 0.01
            below = other[1] + other[3] <= one[1] + 0.01 or one[1] + one[3] <= other[1] + 0.01
            assert beside or below


def test_there_are_thirteen_sheets_to_choose_from():
    offered = {*sheets.BADGES, *sheets.LABELS, *sheets.TENTS}
    assert offered == set(SHEETS)
    assert len(SHEETS) == 13


def ink(data: bytes) -> list[tuple[int, float, float, float, float]]:
    """Give page, left, bottom, right and top in millimetres of all that leaves ink."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            for thing in page.get_objects():
                left, bottom, right, top = (edge / MM for edge in thing.get_bounds())
                if right > left:
                    found.append((number, left, bottom, right, top))
    return found


def label_of(sheet: Sheet, thing: tuple[int, float, float, float, float]) -> int:
    """Give the label in whose safe part the middle of something lies; fail if in none."""
    _page, left, bottom, right, top = thing
    across, up = (left + right) / 2, (bottom + top) / 2
    for place in range(sheet.count):
        x, y, wide, high = (n * MM for n in sheet.edges(place))
        safe = Box(x, y, wide, high).inset(INSET * MM)
        if safe.left <= across * MM <= safe.right and safe.bottom <= up * MM <= safe.top:
            return place
    raise AssertionError(f"{thing} lies on no label")


def stains(data: bytes, sheet: Sheet) -> list[tuple[int, int, int, int]]:
    """Give where ink is outside of the safe parts of labels, as the pages look; a pixel is 0.25 mm."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            image = page.render(scale=4 / MM, grayscale=True).to_pil()
            for place in range(sheet.count):
                x, y, wide, high = sheet.edges(place)
                top = sheet.paper[1] - y - high
                safe = (x + INSET, top + INSET, x + wide - INSET, top + high - INSET)
                image.paste(255, tuple(round(edge * 4) for edge in safe))
            if spot := ImageOps.invert(image).point(lambda value: value > 80 and 255).getbbox():
                found.append(spot)
    return found


def make(store: Store, name: str, **given: object) -> report.Printed:
    return report.make(store, name, {"people": "all", **given}, TODAY)


@pytest.fixture
def many(store: Store) -> Store:
    """Open a desk with names that have broken other programs."""
    for name in NAMES:
        factories.person(store, name, team="Finance", job_title="Analyst", location="Quayside")
    return store


@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize(
    ("name", "code"),
    [("badges", c) for c in sheets.BADGES]
    + [("labels", c) for c in sheets.LABELS]
    + [("table-cards", c) for c in sheets.TENTS],
)
def test_nothing_is_printed_near_the_edge_of_a_label(
    many: Store, name: str, code: str, edition: str
):
    given = {"cards" if name == "table-cards" else "sheet": code, "edition": edition}
    printed = make(many, name, **given)
    sheet = SHEETS[code]
    used = {(thing[0], label_of(sheet, thing)) for thing in ink(printed.pdf)}
    assert len(used) == len(NAMES)
    assert not stains(printed.pdf, sheet)
    with pypdfium2.PdfDocument(printed.pdf) as document:
        size = document.get_page_size(0)
    assert size == pytest.approx([edge * MM for edge in sheet.paper], abs=0.5)


def test_printing_starts_at_the_first_free_label(many: Store):
    printed = make(many, "labels", sheet="L7165", start=6)
    sheet = SHEETS["L7165"]
    used = sorted({(thing[0], label_of(sheet, thing)) for thing in ink(printed.pdf)})
    assert used[:3] == [(0, 5), (0, 6), (0, 7)]
    assert used[3:] == [(1 + n // 8, n % 8) for n in range(len(NAMES) - 3)]


def test_a_label_that_the_sheet_does_not_have_is_told(many: Store):
    with pytest.raises(Problem, match="Choose a label from 1 to 8 as the first"):
        make(many, "labels", sheet="L7165", start=9)


def test_each_label_comes_as_often_as_asked_for(many: Store):
    text = pdf.text(make(many, "labels", copies=3, sheet="5160").pdf)
    assert text.count("Łukasz Wąsik") == 3


def test_your_own_words_fill_labels_without_anybody(store: Store):
    factories.person(store, "Ada Byron")
    given = {"kind": "words", "words": "Ally of the year|2026", "copies": 4}
    text = pdf.text(report.make(store, "labels", given, TODAY).pdf)
    assert text.split() == ["Ally", "of", "the", "year", "2026"] * 4
    with pytest.raises(Problem, match="Write the words for the labels"):
        report.make(store, "labels", {"kind": "words"}, TODAY)
    with pytest.raises(Problem, match="Say whom the labels are for"):
        report.make(store, "labels", {}, TODAY)


def test_the_printer_is_corrected(many: Store):
    plain = ink(make(many, "labels").pdf)
    moved = ink(make(many, "labels", right="1.5", down="-0,5").pdf)
    for one, other in zip(plain, moved, strict=True):
        assert other[1] == pytest.approx(one[1] + 1.5, abs=0.02)
        assert other[2] == pytest.approx(one[2] + 0.5, abs=0.02)
    # 100 mm that come out as 98 are printed as 102.04, from the upper left corner.
    wider = ink(make(many, "labels", ruler=98).pdf)
    assert wider[0][1] == pytest.approx(plain[0][1] / 0.98, abs=0.02)
    with pytest.raises(Problem, match="Choose a number from -15 to 15"):
        make(many, "labels", right="a bit")


def test_viewers_are_asked_not_to_shrink_the_page(many: Store):
    for name in ("labels", "badges", "table-cards", "alignment"):
        given = {} if name == "alignment" else {"people": "all"}
        printed = report.make(many, name, given, TODAY)
        with pikepdf.open(io.BytesIO(printed.pdf)) as document:
            assert document.Root.ViewerPreferences.PrintScaling == "/None"
        assert any("actual size" in warning for warning in printed.warnings)


def test_edges_are_shown_only_when_ticked(many: Store):
    bare, shown = (make(many, "labels", outlines=on) for on in (False, True))
    extra = len(ink(shown.pdf)) - len(ink(bare.pdf))
    assert extra == SHEETS["L7160"].count * shown.pages


def test_the_ruler_is_a_hundred_millimetres(store: Store):
    for code in (*SHEETS, "own"):
        given = {"sheet": code, "own_sheet": "2 x 4, 90 x 60, 12, 20"}
        printed = report.make(store, "alignment", given, TODAY)
        widths = [right - left for _page, left, _b, right, _t in ink(printed.pdf)]
        assert any(width == pytest.approx(100.0, abs=0.3) for width in widths), code


def test_a_sheet_of_ones_own(many: Store):
    own = sheets.own("3 x 7, 63,5 x 38,1, 7.2, 15.15", "a4")
    assert own.pitch_x == pytest.approx(66.05)
    assert own.pitch_y == pytest.approx(38.1)
    gaps = sheets.own("2 × 4; 80 × 50; 10; 20; 95; 60", "letter")
    assert gaps.edges(3)[0] == pytest.approx(105)
    printed = make(many, "labels", sheet="own", own_sheet="2 x 8, 95 x 34, 8, 12")
    sheet = sheets.own("2 x 8, 95 x 34, 8, 12", "a4")
    assert len({(t[0], label_of(sheet, t)) for t in ink(printed.pdf)}) == len(NAMES)


@pytest.mark.parametrize(
    "words", ["", "3 by 7", "0 x 0, 10 x 10, 1, 1", "3 x 7, 90 x 38, 7, 15", "1 x 1, 5 x 5, 1, 1"]
)
def test_a_sheet_that_cannot_be_one_is_told(many: Store, words: str):
    with pytest.raises(Problem, match=r"Describe your own sheet|do not fit on this paper"):
        make(many, "labels", sheet="own", own_sheet=words)


def test_a_card_is_read_from_both_sides_and_heard_once(store: Store):
    factories.person(store, "Ada Byron")
    for cards in ("two", "one", *sheets.TENTS):
        printed = make(store, "table-cards", cards=cards)
        assert pdf.text(printed.pdf).count("Ada") == 2
        marked = [str(e.S) for e in pdf.elements(printed.pdf)]
        assert marked.count("/P") == 2  # the organisation and the name
        with pypdfium2.PdfDocument(printed.pdf) as document:
            turned = [
                thing.get_matrix().a < 0
                for thing in document[0].get_objects()
                if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT
            ]
        assert turned.count(True) == turned.count(False)
