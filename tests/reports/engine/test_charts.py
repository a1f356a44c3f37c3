"""Charts: drawn to scale, said in words, given as a table, the same in grey."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest

from allydesk.reports.engine import Masthead, Theme, render
from allydesk.reports.engine.charts import Bars, Chart, Heat, Likert, Series, Stacked, Trend, page
from allydesk.reports.engine.charts.scale import light, ticks
from allydesk.reports.engine.theme import DARK, PAPER
from tests.reports.engine import pdf
from tests.reports.engine.story import LONG

GROUPS = ("Pride and Allies", "Faith & Belief", "نساء في التقنية", "संगम")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May")
HIDDEN = "Hidden until 5 people have answered"
CHARTS: dict[str, Chart] = {
    "bars": Bars(
        title="Members", labels=GROUPS, values=(120, 44, None, 0), missing=HIDDEN, table=True,
        label_head="Group", value_head="Members",
    ),
    "stacked": Stacked(
        title="Members and allies", labels=GROUPS, note="Counted on 30 June.",
        series=[Series("Members", (80, 30, 9, None)), Series("Allies", (40, 14, 8, None))],
    ),
    "whole": Stacked(
        title="Shares", labels=GROUPS, whole=True,
        series=[Series(name, (3, 1, 2, 0)) for name in "ABCDEFG"],
    ),
    "trend": Trend(
        title="Who came", times=MONTHS,
        series=[Series("Pride", (12, 18, None, 31, 42)), Series("Faith", (8, None, 3, None, 42))],
    ),
    "likert": Likert(
        title="After training", questions=("I can speak up.", "My manager takes part."),
        counts=((2, 3, 6, 20, 14), None), missing=HIDDEN,
    ),
    "heat": Heat(
        title="Weekday and site", across=("Monday", "Tuesday"), down=("Aarhus", "Hà Nội"),
        cells=((3, 12), (None, 5)),
    ),
}  # fmt: skip
EMPTY: list[Chart] = [
    Bars(title="x", labels=(), values=()), Stacked(title="x", labels=(), series=()),
    Trend(title="x", times=(), series=()), Likert(title="x", questions=(), counts=()),
    Heat(title="x", across=(), down=(), cells=()),
]  # fmt: skip


def boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    """Give the filled areas of a document, from top to bottom."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            thing.get_bounds()
            for sheet in document
            for thing in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        ]


def alone(chart: Chart, width: float = 420, **theme: str) -> bytes:
    done = page(chart, Theme(**theme), width)  # type: ignore[arg-type]
    assert not done.warnings
    return done.pdf


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("edition", ["clear", "large"])
@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_charts_can_be_read_by_everybody(edition: str, language: str, *, landscape: bool) -> None:
    theme = Theme(edition=edition, language=language)  # type: ignore[arg-type]
    story = [Masthead("Charts"), *CHARTS.values(), *EMPTY]
    done = render(story, theme, title="Charts", landscape=landscape)
    assert not done.warnings
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.outside(done.pdf)
    assert all(pdf.fonts(done.pdf).values())
    assert min(pdf.sizes(done.pdf)) >= (18 if edition == "large" else 10)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_what_is_drawn_is_said(chart: Chart) -> None:
    data = alone(chart)
    (figure,) = [element for element in pdf.elements(data) if element.S == "/Figure"]
    said = str(figure.Alt)
    assert chart.title in said
    shown = pdf.text(data)
    for label, values in chart.rows():
        assert label.rstrip(".") in said
        assert all(word in shown for word in label.split())
        assert all(f"{value:g}" in said for value in values if value is not None)


def test_the_words_of_a_chart() -> None:
    assert CHARTS["bars"].in_words("en") == (
        "Bar chart: Members. Pride and Allies: 120. Faith & Belief: 44."
        " نساء في التقنية: Hidden until 5 people have answered. संगम: 0."
    )
    long = Bars(title="Many", labels=[f"G{n}" for n in range(40)], values=range(40), table=True)
    assert long.in_words("en") == (
        "Bar chart: Many. 40 numbers, from 0 (G0) to 39 (G39). All of them are in the table below."
    )
    assert EMPTY[0].in_words("en") == "Bar chart: x. There are no numbers yet."
    assert Bars(title="T", labels=["a"], values=[1234.56]).in_words("de").endswith("a: 1.234,6.")


def test_a_table_of_the_numbers_stands_below_where_it_is_asked_for() -> None:
    roles = pdf.roles(render([Masthead("x"), CHARTS["bars"]], Theme(), title="x").pdf)
    assert roles.count("TR") == 5
    assert "Table" not in pdf.roles(alone(CHARTS["heat"]))
    table = CHARTS["bars"].as_table("en")
    assert [column.head for column in table.columns] == ["Group", "Members"]
    assert list(table.rows[2]) == ["نساء في التقنية", HIDDEN]


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = Bars(title="x", labels="abc", values=(40, 20, 10))
    first, second, third = (right - left for left, _b, right, _t in boxes(alone(chart)))
    assert first / second == pytest.approx(2, rel=0.01)
    assert second / third == pytest.approx(2, rel=0.01)


def test_bars_grow_to_the_left_where_reading_does() -> None:
    chart = Bars(title="x", labels="ab", values=(40, 20))
    english, arabic = boxes(alone(chart)), boxes(alone(chart, language="ar"))
    assert english[0][0] == pytest.approx(english[1][0])
    assert arabic[0][2] == pytest.approx(arabic[1][2], abs=0.1)
    assert arabic[0][0] == pytest.approx(420 - english[0][2], abs=0.1)


def test_a_number_that_is_missing_is_no_nought() -> None:
    shown = pdf.text(alone(CHARTS["bars"]))
    assert HIDDEN in shown
    assert len(boxes(alone(Bars(title="x", labels="ab", values=(3, None))))) == 1


def test_a_line_stops_where_a_number_is_missing() -> None:
    def lines(values: tuple[float | None, ...]) -> int:
        """Count what rises from left to right: neither rules and ticks nor dots do."""
        data = alone(Trend(title="x", times=MONTHS, series=[Series("Pride", values)]))
        sizes = [(right - left, top - bottom) for left, bottom, right, top in boxes(data)]
        return sum(wide > 20 and high > 10 for wide, high in sizes)

    assert lines((1, 2, 3, 4, 5)) == 1
    assert lines((1, 2, None, 4, 5)) == 2
    assert lines((1, None, 3, None, 5)) == 0


def test_names_of_lines_that_end_together_stand_apart() -> None:
    series = [Series(f"Line {n}", (1, 2, 3, 4, 20 + n / 10)) for n in range(5)]
    data = alone(Trend(title="x", times=MONTHS, series=series))
    levels = sorted(pdf.boxes(data, f"Line {n}")[0][2] for n in range(5))
    assert all(upper - lower > 11 for lower, upper in pairwise(levels))


def test_no_more_than_five_kinds_and_none_is_lost() -> None:
    shown = pdf.text(alone(CHARTS["whole"]))
    assert "All others" in shown
    assert not pdf.boxes(alone(CHARTS["whole"]), "E")
    assert "G 3" in CHARTS["whole"].in_words("en")


def test_answers_stand_about_the_middle() -> None:
    shown = pdf.text(alone(CHARTS["likert"]))
    assert "11 %" in shown  # against: 2 + 3 of 45
    assert "76 %" in shown  # for it: 20 + 14 of 45
    assert HIDDEN in shown


def test_a_chart_longer_than_a_page_goes_on_on_the_next() -> None:
    labels = [f"{LONG} {n}" for n in range(60)]
    for edition in ("clear", "large"):
        chart = Bars(title="Many", labels=labels, values=range(60))
        done = render([Masthead("x"), chart], Theme(edition=edition), title="x", landscape=True)  # type: ignore[arg-type]
        assert not done.warnings
        assert "Many (continued)" in pdf.text(done.pdf)
        assert not pdf.outside(done.pdf)
    wide = Heat(title="Wide", across=[f"Column {n}" for n in range(40)], down=["a"] * 30,
                cells=[range(40)] * 30)  # fmt: skip
    done = render([Masthead("x"), wide], Theme(edition="large"), title="x")
    assert not done.warnings
    assert not pdf.outside(done.pdf)
    assert "Column 39" in pdf.text(done.pdf).replace("\r\n", " ")


def test_a_chart_for_the_window_is_a_page_of_its_own_size() -> None:
    done = page(CHARTS["trend"], Theme(), 400, DARK)
    with pypdfium2.PdfDocument(done.pdf) as document:
        (sheet,) = document
        assert sheet.get_width() == pytest.approx(400)
        assert 150 < sheet.get_height() < 400
    assert done.pdf == page(CHARTS["trend"], Theme(), 400, DARK).pdf
    assert done.pdf != page(CHARTS["trend"], Theme(), 400).pdf


def test_colours_differ_in_grey_and_from_the_paper() -> None:
    levels = [light(colour) for colour in PAPER.series]
    assert levels == sorted(levels)
    assert all((b + 0.05) / (a + 0.05) > 1.35 for a, b in pairwise(levels))
    for palette in (PAPER, DARK):
        ground = light(palette.ground)
        for line in palette.lines:
            high, low = sorted((light(line), ground), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 3


@pytest.mark.parametrize(
    ("most", "levels"),
    [(42, [0, 20, 40, 60]), (1, [0, 1]), (3, [0, 1, 2, 3]), (0.5, [0, 0.2, 0.4, 0.6]), (100, [0, 25, 50, 75, 100])],
)  # fmt: skip
def test_the_scale_starts_at_nought_and_is_round(most: float, levels: list[float]) -> None:
    assert ticks(most) == pytest.approx(levels)
