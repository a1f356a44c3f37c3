"""What hangs on the wall: read from afar, whole on its sheet, and read aloud in order."""

from __future__ import annotations

import pytest

from allydesk.reports.engine import Heading, Masthead, Paragraph, Table, Theme, render
from allydesk.reports.engine.document import Rendered
from allydesk.reports.engine.fixed import render_pages
from allydesk.reports.engine.flow import Columns
from allydesk.reports.engine.galley import Block
from allydesk.reports.engine.table import Column
from allydesk.reports.engine.wall.answers import Answer, YouSaidWeDid
from allydesk.reports.engine.wall.card import Card
from allydesk.reports.engine.wall.observed import Day, MonthOfDays
from allydesk.reports.engine.wall.poster import Poster
from allydesk.reports.engine.wall.thanks import ThanksCard, thanks_pages
from tests.reports.engine import pdf
from tests.reports.engine.names import NAMES

THEMES = {
    f"{paper}-{edition}-{language}": Theme(paper=paper, edition=edition, language=language)  # type: ignore[arg-type]
    for paper, edition, language in (
        ("a3", "clear", "en-GB"), ("tabloid", "clear", "ar"), ("a4", "clear", "en-GB"),
        ("letter", "large", "ar"),
    )
}  # fmt: skip
MEANING = "The first day of spring; families set a table with seven things."


def months(days: int) -> list[MonthOfDays]:
    found = [Day("3", "Nowruz", MEANING), Day("around 9", "Vesak", "", sure=False),
             Day("12–16", NAMES["Hindi"], MEANING, holiday=True), Day("31", "عيد الفطر")]  # fmt: skip
    return [MonthOfDays(f"Month {n + 1}", found[:days]) for n in range(12)]


def answers(count: int) -> list[Answer]:
    return [
        Answer(f"Room {n} is a store room.", "The chairs are gone.", f"amber river {n}", "Rooms")
        for n in range(count)
    ]


def cards(count: int) -> list[Card]:
    names = list(NAMES.values())
    return [
        Card(names[n % len(names)], "She makes the minutes in large print. " * (1 + n % 4),
             "From Wei Zhang", f"Card {n}")
        for n in range(count)
    ]  # fmt: skip


def poster(*blocks: Block) -> list[Block]:
    return [Poster([Masthead("Poster", ["Spring 2026"]), *blocks])]


def sound(done: Rendered, theme: Theme) -> None:
    assert not done.warnings
    assert not pdf.accessible(done.pdf)
    assert not pdf.disagreements(done.pdf)
    assert not pdf.outside(done.pdf)
    assert min(pdf.sizes(done.pdf)) >= (18 if theme.large else 10)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "across"])
def test_posters_can_be_read_by_everybody(theme: Theme, landscape: bool) -> None:
    for blocks in (
        [Columns(months(4)), Paragraph("◇ The day may move by one.", muted=True)],
        [YouSaidWeDid([*answers(9), Answer("لا أحد يسأل", "")])],
        [Columns(cards(30))],
        [Columns(months(0))],
    ):
        sound(render(poster(*blocks), theme, title="x", landscape=landscape), theme)


def test_the_fewer_words_the_larger() -> None:
    def largest(count: int) -> float:
        done = render(poster(YouSaidWeDid(answers(count))), Theme(paper="a3"), title="x")
        assert (done.pages == 1) == (count < 30)
        return max(pdf.sizes(done.pdf))

    assert largest(2) > largest(12) > largest(40) == 22
    assert largest(2) <= 22 * 2.6


def test_what_was_said_stands_beside_what_was_done() -> None:
    done = render([Masthead("x"), YouSaidWeDid(answers(40))], Theme(), title="x")
    said, did = pdf.boxes(done.pdf, "Room 39")[0], pdf.boxes(done.pdf, "The chairs")[39]
    assert said[0] == did[0] == done.pages
    assert said[3] < did[1]
    assert len(pdf.boxes(done.pdf, "You said")) == done.pages
    assert pdf.roles(done.pdf).count("TH") == 2  # the heads are read once
    right = render([YouSaidWeDid(answers(1))], Theme(language="ar"), title="x").pdf
    assert pdf.boxes(right, "Room 0")[0][1] > pdf.boxes(right, "The chairs")[0][3]


def test_nothing_is_lost_of_what_is_longer_than_a_page() -> None:
    long = " ".join(f"word{n}" for n in range(1500))
    theme = Theme(edition="large")
    for block in (YouSaidWeDid([Answer(long, "Done.")]), Columns([Card("Zoë", long)], 2)):
        done = render([Masthead("x"), block], theme, title="x")
        assert not done.warnings
        found = pdf.text(done.pdf)
        assert all(f"word{n}" in found for n in (0, 700, 1499))
        assert not pdf.outside(done.pdf)
        assert not pdf.disagreements(done.pdf)


def test_columns_are_as_long_as_each_other_and_read_one_after_the_other() -> None:
    done = render([Columns([Paragraph(f"Line {n}") for n in range(40)], 2)], Theme(), title="x")
    first, last = pdf.boxes(done.pdf, "Line 0")[0], pdf.boxes(done.pdf, "Line 39")[0]
    assert first[1] < last[1]
    ends = [pdf.boxes(done.pdf, f"Line {n}")[0][2] for n in (19, 39)]
    assert abs(ends[0] - ends[1]) < 20
    heard = [str(e.S) for e in pdf.elements(done.pdf)]
    assert heard.count("/P") == 40


def test_a_heading_in_a_column_stays_with_what_follows() -> None:
    blocks = [block for n in range(30) for block in (Heading(f"Head {n}"), Paragraph(f"Tail {n}"))]
    done = render([Masthead("x"), Columns(blocks, 3)], Theme(paper="letter"), title="x")
    for n in range(30):
        head, tail = pdf.boxes(done.pdf, f"Head {n}")[0], pdf.boxes(done.pdf, f"Tail {n}")[0]
        assert head[0] == tail[0]
        assert abs(head[1] - tail[1]) < 3
        assert 0 < head[2] - tail[2] < 60


def test_a_table_runs_on_in_the_next_column() -> None:
    table = Table([Column("Name")], [[f"Row {n}"] for n in range(90)])
    done = render([Columns([table], 2)], Theme(), title="x")
    assert all(pdf.boxes(done.pdf, f"Row {n}") for n in (0, 50, 89))
    assert not pdf.outside(done.pdf)


def test_a_date_that_may_move_has_another_sign() -> None:
    done = render([Masthead("x"), MonthOfDays("March", months(4)[0].days)], Theme(), title="x")
    said = pdf.text(done.pdf)
    assert said.count("◆") == 3
    assert said.count("◇") == 1
    assert "around 9" in said


CARD = ThanksCard("Thank you", "Zoë Łukaszewicz", "for the minutes in large print", "Wei Zhang")


@pytest.mark.parametrize("size", ["a5", "a6"])
@pytest.mark.parametrize("folded", [False, True], ids=["flat", "folded"])
@pytest.mark.parametrize("edition", ["clear", "large"])
def test_cards_of_thanks(size: str, folded: bool, edition: str) -> None:
    made = [CARD, ThanksCard("شكرا", NAMES["Arabic"], "على كل شيء"), ThanksCard("Thank you"),
            ThanksCard("Thanks", NAMES["Thai"], NAMES["Japanese"], "", "3 March 2026")]  # fmt: skip
    for paper, language in (("a4", "en-GB"), ("letter", "ar")):
        theme = Theme(paper=paper, edition=edition, language=language)  # type: ignore[arg-type]
        done = render_pages(thanks_pages(made * 2, theme, size, folded=folded), theme, "x")  # type: ignore[arg-type]
        per_page = {("a5", False): 2, ("a6", False): 4, ("a5", True): 1, ("a6", True): 2}
        assert done.pages == 8 // per_page[size, folded] * (2 if folded else 1)
        assert [note[:19] for note in done.warnings] == (["Print on both sides"] if folded else [])
        assert not pdf.accessible(done.pdf)
        assert not pdf.disagreements(done.pdf)
        assert not pdf.outside(done.pdf)
        assert min(pdf.sizes(done.pdf)) >= (18 if edition == "large" else 10)
        assert len(pdf.boxes(done.pdf, "Zoë Łukaszewicz")) == 2


def test_a_folded_card_has_its_message_behind_the_cover() -> None:
    done = render_pages(thanks_pages([CARD], Theme(), "a5", folded=True), Theme(), "x")
    cover, message = pdf.boxes(done.pdf, "Thank you")[0], pdf.boxes(done.pdf, "minutes")[0]
    assert (cover[0], message[0]) == (1, 2)
    assert min(cover[1], message[1]) > 297 / 2 / 25.4 * 72
