"""Pages: where they end, what stands on them, and that the same story gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from allydesk.errors import Cancelled
from allydesk.reports.engine import (
    Callout,
    Column,
    Divider,
    Heading,
    Items,
    Masthead,
    Paragraph,
    Picture,
    Table,
    Theme,
    render,
)
from tests.reports.engine import pdf
from tests.reports.engine.story import LONG, picture, roster, sign_in


def table(count: int, text: str = "Zoë") -> Table:
    return Table([Column("Name", bold=True)], [(f"{text} {at}",) for at in range(count)])


@pytest.mark.parametrize("count", range(20, 110, 3))
@pytest.mark.parametrize("edition", ["clear", "large"])
def test_never_one_or_two_rows_alone_on_the_last_page(count: int, edition: str) -> None:
    done = render([Masthead("List"), table(count)], Theme(edition=edition), title="List")  # type: ignore[arg-type]
    last = pdf.page_texts(done.pdf)[-1]
    assert done.pages == 1 or last.count("Zoë") >= 3
    assert all(f"Zoë {at}" in pdf.text(done.pdf) for at in range(count))


def test_a_heading_stays_with_what_it_heads() -> None:
    for words in range(400, 900, 40):
        story = [Paragraph("word " * words), Heading("Who comes"), table(30)]
        pages = pdf.page_texts(render(story, Theme(), title="x").pdf)
        (found,) = [page for page in pages if "Who comes" in page]
        assert "Zoë 2" in found


def test_a_divider_stays_with_the_rows_below_it() -> None:
    for before in range(24, 40):
        rows = [*[("Noa",)] * before, Divider("Next"), *[("Levi",)] * 30]
        story = [Table([Column("Name")], rows)]
        pages = pdf.page_texts(render(story, Theme(), title="x").pdf)
        (found,) = [page for page in pages if "Next" in page]
        assert "Levi" in found


def test_a_paragraph_leaves_no_line_alone() -> None:
    for words in range(300, 1100, 37):
        story = [Paragraph("lead " * words), Paragraph("tail " * 120)]
        for page in pdf.page_texts(render(story, Theme(), title="x").pdf):
            lines = [line for line in page.splitlines() if "tail" in line]
            assert len(lines) != 1


def test_a_long_name_is_set_on_more_lines_and_whole() -> None:
    done = render([Masthead("List"), *roster(3, [LONG])], Theme(edition="large"), title="List")
    words = pdf.text(done.pdf).replace("\r\n", " ").replace("\n", " ")
    for part in LONG.replace("-", "- ").split():
        assert part[:8] in words
    assert min(pdf.sizes(done.pdf)) >= 18


def test_a_signature_has_room() -> None:
    from allydesk.reports.engine.canvas import Canvas
    from allydesk.reports.engine.galley import Press
    from allydesk.reports.engine.table import Plan
    from allydesk.reports.engine.theme import MM

    for theme in (Theme(), Theme(paper="letter"), Theme(edition="large")):
        page = theme.page(1)
        canvas = Canvas((page.width, page.height), "en")
        (sheet,) = (block for block in sign_in() if isinstance(block, Table))
        plan = Plan(sheet, Press(theme, canvas), page.measure, canvas.tree.root)
        assert plan.widths[2] >= 50 * MM - 0.1
        assert plan.ends[1] >= 11 * MM - 0.1


def test_a_cell_taller_than_a_page_goes_on_overleaf() -> None:
    words = " ".join(f"word{n}" for n in range(3000))
    story = [Table([Column("Note"), Column("Day")], [("first", "1"), (words, "2"), ("end", "3")])]
    done = render(story, Theme(), title="x")
    assert done.warnings == ()
    assert not pdf.outside(done.pdf)
    seen = " ".join(pdf.text(done.pdf).split()).replace("Note Day ", "")
    assert all(f"word{n}" in seen for n in range(0, 3000, 7))
    assert (
        seen.index("first 1") < seen.index("word0") < seen.index("word2999") < seen.index("end 3")
    )


def test_a_callout_longer_than_a_page_goes_on_on_the_next() -> None:
    done = render([Callout("word " * 900, title="Read")], Theme(), title="x")
    assert not done.warnings
    assert done.pages == 2
    assert not pdf.outside(done.pdf)


def test_the_running_head_stands_from_the_second_page_on() -> None:
    done = render(roster(90), Theme(), title="Kaleidoscope", head="Members of Kaleidoscope")
    first, *others = pdf.page_texts(done.pdf)
    assert "Members of Kaleidoscope" not in first
    assert all("Members of Kaleidoscope" in page for page in others)


def test_margins_change_sides_when_both_sides_are_printed() -> None:
    done = render(roster(60), Theme(duplex=True), title="x")
    lefts = {page: left for page, left, *_rest in pdf.boxes(done.pdf, "Pronouns")}
    assert lefts[1] - lefts[2] == pytest.approx(7 / 25.4 * 72, abs=0.5)


def test_the_first_column_stands_on_the_right_in_arabic() -> None:
    english = render(roster(3), Theme(), title="x").pdf
    arabic = render(roster(3), Theme(language="ar"), title="x").pdf
    assert pdf.boxes(english, "Pronouns")[0][1] < pdf.boxes(english, "Site")[0][1]
    assert pdf.boxes(arabic, "Pronouns")[0][1] > pdf.boxes(arabic, "Site")[0][1]


def test_no_sign_in_words_has_a_meaning_of_its_own() -> None:
    odd = "<b>Faith</b> & Belief <3 &amp; {x} %s \\n (a) [b] </para>"
    story = [Masthead(odd), Paragraph(odd), Items([odd]), Table([Column(odd)], [(odd,)] * 3)]
    done = render(story, Theme(), title=odd, head=odd, foot=odd)
    assert pdf.text(done.pdf).replace("\r\n", " ").count("&amp; {x} %s \\n (a) [b] </para>") >= 4


@pytest.mark.parametrize("broken", [b"?", b"", picture()[:60]])
def test_a_picture_that_is_none_is_left_out_and_said(broken: bytes) -> None:
    done = render([Masthead("x"), Picture(broken, "Nothing")], Theme(logo=b"?"), title="x")
    assert done.warnings == (
        "The logo is not a picture that can be printed. It is left out.",
        "A picture could not be read. It is left out.",
    )
    assert not render([Masthead("x")], Theme(logo=picture()), title="x").warnings


def test_progress_is_told_between_pages() -> None:
    told: list[tuple[int, int]] = []
    done = render(
        roster(200), Theme(), title="x", progress=lambda done, total: told.append((done, total))
    )
    assert len(told) == done.pages + 1
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_a_long_job_can_be_stopped() -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        render(roster(2000), Theme(), title="x", cancelled=cancelled)
    assert len(asked) == 4
    assert render(roster(2), Theme(), title="x").pages == 1


def test_the_same_story_gives_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.reports.engine.story import handout, roster;"
        "from allydesk.reports.engine import Theme, render;"
        "print(hashlib.sha256(render([*roster(60), *handout()], Theme(), title='x').pdf).hexdigest())"
    )
    root = Path(__file__).parents[3]
    here = hashlib.sha256(render([*roster(60), *_handout()], Theme(), title="x").pdf).hexdigest()
    for seed in ("1", "2"):
        again = subprocess.run(
            [sys.executable, "-c", script], cwd=root, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()  # fmt: skip
        assert again == here


def _handout() -> list[object]:
    from tests.reports.engine.story import handout

    return list(handout())


def test_threads_take_turns() -> None:
    stories = [roster(count) for count in range(10, 40, 5)]
    alone = [render(story, Theme(), title="x").pdf for story in stories]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda story: render(story, Theme(), title="x").pdf, stories))
    assert alone == together


def test_an_empty_story_is_one_page() -> None:
    done = render([], Theme(), title="Nothing", foot="Foot")
    assert done.pages == 1
    assert not pdf.accessible(done.pdf)
