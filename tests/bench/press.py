"""Measure the press: documents, a pack with charts, and one long table beside others' ways.

python -m tests.bench.press. Then comes the peak of memory.
"""

from collections.abc import Callable
from functools import partial

from allydesk.reports import certificates, on_sheets, sheets
from allydesk.reports.certificates import Certificate, Certificates, Signatory
from allydesk.reports.engine import Column, Heading, Masthead, NewPage, Paragraph, Table, charts
from allydesk.reports.engine.document import Rendered, render
from allydesk.reports.engine.fixed import Pages, render_pages
from allydesk.reports.engine.galley import Block
from allydesk.reports.engine.matrix import Cell, Line, Mark, Matrix
from allydesk.reports.engine.theme import Theme
from allydesk.reports.stationery import badges, labels
from tests.bench import clock, rivals
from tests.bench.clock import measure
from tests.reports.engine.names import NAMES

THEME = Theme(organisation="Harbour & Vale")
PUT = on_sheets.Put(sheets.SHEETS["L4785"], 1, 1, 0.0, 0.0, 100.0, outlines=False)


def _certificate(number: int, name: str) -> Certificate:
    return Certificate(
        (name,), "Certificate of recognition", "presented with thanks to",
        wording=f"for leading the mentoring circle and welcoming {number} new colleagues",
        date="3 March 2026", number=f"No. 2026-{number:03}",
        signatories=(
            Signatory("Ọláyínká Adébáyọ̀", "Director"), Signatory("Małgorzata Żółkiewska", "Chair"),
        ),
    )  # fmt: skip


def _certificates(count: int) -> Pages:
    names = list(NAMES.values())
    made = [_certificate(n, f"{names[n % len(names)]} {n}") for n in range(count)]
    return certificates.story(Certificates(tuple(made)), THEME)


def _badges(count: int) -> object:
    faces = tuple(badges.Face(f"Nguyễn Khai {n}", "Finance", "they/them") for n in range(count))
    return badges.story(badges.Badges(faces, "", PUT, ()), THEME)


def _labels(count: int) -> object:
    texts = tuple(
        labels.Text((f"Nguyễn Khai {n}", "Analyst", "Finance"), large=False) for n in range(count)
    )
    return labels.story(labels.Labels(texts, PUT, ()), THEME)


def _pack() -> Rendered:
    """Set 30 pages: four charts, running text, a list of people on most pages."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
    groups = [f"Group {n}" for n in range(8)]
    numbers = [float(n * 7 % 40) for n in range(8)]
    two = [charts.Series("Members", numbers), charts.Series("Allies", numbers[::-1])]
    story: list[Block] = [
        Masthead("Programme report", ["January to June 2026"]),
        charts.Bars(title="Members by group", labels=groups, values=numbers, table=True),
        charts.Stacked(title="Members and allies", labels=groups, series=two),
        charts.Trend(
            title="Who came", times=months,
            series=[charts.Series("Pride", numbers[:6]), charts.Series("Faith", numbers[2:])],
        ),
        charts.Likert(
            title="After training", questions=("I can speak up.", "I know whom to ask."),
            counts=((1, 2, 5, 20, 12), (0, 1, 4, 18, 17)),
        ),
    ]  # fmt: skip
    people = rivals.rows(mixed=True)
    for n in range(28):
        rows = [line[1:4] for line in people[n * 20 : n * 20 + 20]]
        columns = [Column("Name", bold=True), Column("Team"), Column("Job title")]
        words = Paragraph("What the group did, in words that fill some lines. " * 8)
        story += [NewPage(), Heading(f"Group {n + 1}"), words, Table(columns, rows)]
    return render(story, THEME, title="Programme report")


def _matrix(count: int) -> Rendered:
    """Set who has which course: a word and a sign in each cell, in as many tables as are needed."""
    marks = {"yes": Mark("✓", "current"), "no": Mark("○", "missing")}
    cells = (Cell("yes", "Mar 2027"), Cell("no"))
    names = list(NAMES.values())
    lines = [
        Line(f"{names[n % len(names)]} {n}", [cells[(n + at) % 2] for at in range(20)])
        for n in range(count)
    ]
    matrix = Matrix("Name", [f"Course {n}" for n in range(20)], lines, marks)
    return render([Masthead("Training"), matrix], THEME, title="Training", landscape=True)


FIGURES: tuple[tuple[str, Callable[[], object], float | None], ...] = (
    ("one certificate", lambda: _certificates(1), 20),
    ("100 certificates of 27 kinds of names in one file", lambda: _certificates(100), 2000),
    ("matrix of 500 people and 20 courses", lambda: _matrix(500), None),
    ("30-page pack with 4 charts", _pack, 1500),
    ("400 badges", lambda: _badges(400), None),
    ("400 labels", lambda: _labels(400), None),
)


def _set(make: Callable[[], object]) -> None:
    made = make()
    done = render_pages(made, THEME, "Bench") if isinstance(made, Pages) else made
    assert isinstance(done, Rendered)


def main() -> None:
    with clock.bench("The press"):
        for name, make, budget in FIGURES:
            _set(make)
            measure(name, partial(_set, make), 15 if budget == 20 else 5, budget)
        print(f"{'peak of memory, all of these':58}{rivals.peak():9.0f} MiB\n", flush=True)
        rivals.compare()


if __name__ == "__main__":
    main()
