"""Paper for the pen: everything to fill in can be seen, is named when heard, and fits its place."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
import pytest

from allydesk.reports.engine import Masthead, Paragraph, Theme, render
from allydesk.reports.engine.document import Rendered
from allydesk.reports.engine.fixed import render_pages
from allydesk.reports.engine.form import Blank
from allydesk.reports.engine.galley import Block
from allydesk.reports.engine.hand.comb import Comb
from allydesk.reports.engine.hand.scale import Question, Scale, Tally
from allydesk.reports.engine.hand.slips import Slip, Stub, WritingRoom, slip_pages
from allydesk.reports.engine.hand.ticks import Ticks
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES

STEPS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
ARABIC = ("أعارض بشدة", "أعارض", "محايد", "أوافق", "أوافق بشدة")
QUESTIONS = [
    Question("1", "I can speak up without fear of what follows."),
    Question("2", "أعرف من أسأل"),
    Question("3", "What I learned will change how I lead meetings, and I know which one first."),
]
THEMES = {
    f"{paper}-{edition}-{language}": Theme(paper=paper, edition=edition, language=language)  # type: ignore[arg-type]
    for paper, edition, language in (
        ("a4", "clear", "en-GB"), ("letter", "clear", "ar"), ("a4", "large", "en-GB"),
        ("letter", "large", "ar"),
    )
}  # fmt: skip


def form(questions: list[Question], steps: tuple[str, ...] = STEPS) -> list[Block]:
    return [
        Masthead("How was it?"),
        Scale(questions, steps),
        Ticks(["Prayer room", "Step-free way in", NAMES["Thai"]], "What helps?", other="Other:"),
        Comb("Date", (2, 2, 4), ("Day", "Month", "Year")),
    ]


def sound(done: Rendered, theme: Theme) -> None:
    assert not done.warnings
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.outside(done.pdf)
    assert min(pdf.sizes(done.pdf)) >= (18 if theme.large else 10)


def fields(done: Rendered) -> list[tuple[str, str]]:
    """Give what each place to fill in is, and what is said of it."""
    return [
        (str(element.A[0].Role), str(element.Alt))
        for element in pdf.elements(done.pdf)
        if str(element.S) == "/Form"
    ]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_form_can_be_filled_in_by_everybody(theme: Theme) -> None:
    done = render(form(QUESTIONS, ARABIC if theme.rtl else STEPS), theme, title="x")
    sound(done, theme)
    found = fields(done)
    assert [kind for kind, _says in found].count("/rb") == len(QUESTIONS) * len(STEPS)
    assert [kind for kind, _says in found].count("/cb") == 4
    assert ("/tv", "Date: 8 squares") in found
    assert ("/cb", "Box to tick: Prayer room") in found
    assert (("/rb", ARABIC[4]) if theme.rtl else ("/rb", "Strongly agree")) in found


def test_the_words_of_the_steps_stand_above_their_circles_on_each_page() -> None:
    many = [Question(str(n + 1), f"Statement number {n + 1} of a long form") for n in range(60)]
    done = render(form(many), Theme(), title="x")
    pages = {page for page, *_box in pdf.boxes(done.pdf, "Neither")}
    assert pages == set(range(1, done.pages + 1)) - {done.pages} or len(pages) == done.pages
    _page, left, low, right, _high = pdf.boxes(done.pdf, "Neither")[0]
    three = next(box for box in pdf.boxes(done.pdf, "3") if left <= box[1] and box[3] <= right)
    assert three[4] < low
    assert pdf.roles(done.pdf).count("THead") == 1
    assert len([1 for kind, _says in fields(done) if kind == "/rb"]) == 60 * 5


def test_from_right_to_left_the_first_step_stands_next_to_the_question() -> None:
    done = render(form(QUESTIONS, ("A", "B", "C")), Theme(language="ar"), title="x")
    first, last = pdf.boxes(done.pdf, "A")[0], pdf.boxes(done.pdf, "C")[0]
    assert first[1] > last[3]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_tally_sheet_has_a_cell_for_every_answer(theme: Theme) -> None:
    story = [Masthead("Count"), Tally(QUESTIONS * 4, STEPS)]
    done = render(story, theme, title="x", landscape=True)
    sound(done, theme)
    assert len(fields(done)) == 12 * 6
    heads = [pdf.boxes(done.pdf, word)[0] for word in ("disagree", "Disagree", "Neither", "Sum")]
    for before, after in pairwise(heads):
        gap = before[1] - after[3] if theme.rtl else after[1] - before[3]
        assert gap > 2  # points between the words of two columns


@pytest.mark.parametrize("count", [1, 2, 4])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_slips_are_cut_apart_with_their_codes(theme: Theme, count: int) -> None:
    codes = [f"amber river {word}" for word in ("one", "two", "three", "four", "five")]
    slips = [
        Slip([Masthead("Tell us"), Ticks(["Idea", "Thanks", "Concern"]), WritingRoom()],
             [Stub(code, "Find the answer under these words.")])
        for code in codes
    ]  # fmt: skip
    done = render_pages(slip_pages(slips, theme, count), theme, "x")  # type: ignore[arg-type]
    sound(done, theme)
    on_page = max(1, count // 2) if theme.large else count
    assert done.pages == -(-5 // on_page)
    said = " ".join(" ".join(pdf.page_texts(done.pdf)).split())
    if not theme.rtl:  # there PDFium gives such words in an order of its own
        assert all(code in said for code in codes)


def test_a_slip_that_is_too_long_is_told_once() -> None:
    slip = Slip([Masthead("Tell us"), Paragraph("Many words. " * 300)])
    done = render_pages(slip_pages([slip] * 4, Theme(), 4), Theme(), "x")
    (warning,) = done.warnings
    assert warning == "The form is too long for its part of the page. Choose fewer on a page."


def test_room_to_write_takes_what_a_slip_has_left() -> None:
    def lines(*more: Block) -> int:
        slip = Slip([Masthead("Tell us"), *more, WritingRoom()], [Stub("a b c", "Keep this.")])
        data = render_pages(slip_pages([slip], Theme(), 2), Theme(), "x").pdf
        content = pikepdf.parse_content_stream(pdf.opened(data).pages[0])
        return sum(str(operator) == "l" for _operands, operator in content)

    others = 2  # the cut between the slips and the one above the stub
    few = lines(Paragraph("Many words. " * 60))
    assert lines() > few + 3
    assert few >= others + 2


def test_a_line_to_write_on_is_never_too_short_for_a_hand() -> None:
    theme = Theme()
    for label in ("Name", "What would you like us to do about it, and by when?"):
        slip = Slip([Masthead("x"), Blank(label)])
        data = render_pages(slip_pages([slip], theme, 4), theme, "x").pdf
        lines = [right - left for _p, left, low, right, high in pdf.outside(data, 9999)
                 if high - low < 2 and right - left > 20]  # fmt: skip
        assert any(85 < line < 260 for line in lines)  # points; 30 mm and more
        assert not pdf.outside(data)
