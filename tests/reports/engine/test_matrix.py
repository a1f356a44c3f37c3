"""Who has what: signs that are told apart and heard in words, heads that stay readable."""

from __future__ import annotations

from itertools import pairwise

import pytest

from allydesk.reports.engine import Divider, Masthead, Theme, render
from allydesk.reports.engine.document import Rendered
from allydesk.reports.engine.matrix import Cell, Line, Mark, Matrix
from allydesk.reports.engine.stack import REGULAR, stack
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES

MARKS = {
    "current": Mark("✓", "current"),
    "soon": Mark("▲", "runs out soon"),
    "expired": Mark("✕", "expired"),
    "missing": Mark("○", "missing"),
    "never": Mark("–", "never asked for"),
}
CELLS = (Cell("current", "Mar 2027"), Cell("soon", "12 Jan"), Cell("expired", "May 2025"),
         Cell("missing"), None)  # fmt: skip
THEMES = {
    f"{paper}-{edition}-{language}": Theme(paper=paper, edition=edition, language=language)  # type: ignore[arg-type]
    for paper, edition, language in (
        ("a4", "clear", "en-GB"), ("letter", "clear", "ar"), ("a4", "large", "en-GB"),
        ("letter", "large", "ar"),
    )
}  # fmt: skip


def lines(people: int, courses: int) -> list[Line]:
    names = list(NAMES.values())
    return [
        Line(names[n % len(names)], [CELLS[(n + at) % len(CELLS)] for at in range(courses)])
        for n in range(people)
    ]


def heads(courses: int) -> list[str]:
    return [f"Course{n} about understanding" for n in range(courses)]


def printed(matrix: Matrix, theme: Theme, *, landscape: bool = True) -> Rendered:
    return render([Masthead("Training"), matrix], theme, title="x", landscape=landscape)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("courses", [1, 5, 20])
def test_a_matrix_can_be_read_by_everybody(theme: Theme, courses: int) -> None:
    rows = [Divider("Finance"), *lines(12, courses)]
    for landscape in (True, False):
        done = printed(Matrix("Name", heads(courses), rows, MARKS), theme, landscape=landscape)
        assert not done.warnings
        assert not pdf.accessible(done.pdf)
        assert not pdf.disagreements(done.pdf)
        assert not pdf.outside(done.pdf)
        assert min(pdf.sizes(done.pdf)) >= (18 if theme.large else 10)
        heard = [str(e.get("/ActualText", "")) for e in pdf.elements(done.pdf)]
        assert heard.count("runs out soon, 12 Jan") == sum(
            line.cells.count(CELLS[1]) for line in lines(12, courses)
        )


def test_what_is_too_wide_goes_on_with_the_names_again() -> None:
    done = printed(Matrix("Name", heads(20), lines(6, 20), MARKS), Theme())
    tables = pdf.roles(done.pdf).count("Table")
    assert tables > 1
    assert len(pdf.boxes(done.pdf, "Zoë Muñoz")) == tables
    said = pdf.text(done.pdf)
    assert all(said.count(f"Course{n} ") == 1 for n in range(20))


def test_narrow_columns_have_turned_heads_that_do_not_meet() -> None:
    bare = [Line(line.name, [Cell(c.mark) if c else None for c in line.cells])
            for line in lines(6, 20)]  # fmt: skip
    long = [f"Course{n} with a name that goes on and on until nobody has time" for n in range(20)]
    done = printed(Matrix("Name", long, bare, MARKS), Theme())
    assert pdf.roles(done.pdf).count("Table") == 1
    spots = [pdf.boxes(done.pdf, f"Course{n} ")[0] for n in range(20)]
    for _page, left, low, right, high in spots:
        assert high - low > right - left
    edges = sorted((left, right) for _page, left, _low, right, _high in spots)
    assert all(a[1] < b[0] for a, b in pairwise(edges))
    assert not pdf.outside(done.pdf)


def test_only_the_marks_that_are_used_are_explained() -> None:
    done = printed(Matrix("Name", heads(2), [Line("Zoë", CELLS[:2])], MARKS), Theme())
    said = pdf.text(done.pdf)
    assert "✓ current · ▲ runs out soon" in said
    assert "never asked for" not in said
    assert "expired" not in said


def test_heads_stand_on_every_page() -> None:
    done = printed(Matrix("Name", heads(3), lines(80, 3), MARKS), Theme())
    pages = {page for page, *_box in pdf.boxes(done.pdf, "Course1")}
    assert pages == set(range(1, done.pages + 1))
    assert pdf.roles(done.pdf).count("THead") == 1


def test_nobody_is_listed_without_fault() -> None:
    done = printed(Matrix("Name", heads(3), [], MARKS), Theme())
    assert done.pages == 1
    assert not pdf.accessible(done.pdf)


def test_digits_after_a_sign_are_as_wide_as_others() -> None:
    font = stack(REGULAR)
    plain = font.width("12 Jan", 10)
    for sign in "▲◇✓⚠∑":
        assert font.width(f"{sign} 12 Jan", 10) - font.width(f"{sign} ", 10) == pytest.approx(plain)


def test_a_head_of_one_endless_word_leaves_room_for_rows_and_the_title_whole():
    heads = [
        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh and all the rest",
        "Bias",
        "Law",
    ]
    matrix = Matrix("Name", heads, lines(30, 3), MARKS)
    theme = Theme(paper="letter", edition="large", organisation="Harbour & Vale")
    done = render(
        [Masthead("Training matrix", ["30 people"]), matrix], theme, title="x", landscape=True
    )
    pages = pdf.page_texts(done.pdf)
    assert len(pages) <= 8
    assert "Training matrix" in pages[0]
    assert not done.warnings


def test_months_are_numbers_where_that_saves_a_table() -> None:
    """Nine courses on A4: side by side in numbers; three courses leave room for the words."""
    cell = Cell("missing", "Sept 2026", "09/2026")
    names = [
        *(f"Ada Lovelace {n}" for n in range(5)),
        "Alessandra Maria von Hohenstein Castelbarco",
    ]
    for courses, seen, unseen in ((9, "09/2026", "Sept 2026"), (3, "Sept 2026", "09/2026")):
        rows = [Line(name, [cell] * courses) for name in names]
        done = printed(Matrix("Name", heads(courses), rows, MARKS), Theme())
        assert pdf.roles(done.pdf).count("Table") == 1
        assert pdf.text(done.pdf).count(seen) == len(names) * courses
        assert unseen not in pdf.text(done.pdf)
        heard = [str(e.get("/ActualText", "")) for e in pdf.elements(done.pdf)]
        assert heard.count("missing, Sept 2026") == len(names) * courses
        assert not pdf.outside(done.pdf)
