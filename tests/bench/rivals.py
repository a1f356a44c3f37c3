"""One table of 10,000 rows and 6 columns, set by us and by others, each in a process of its own.

python -m tests.bench.rivals prints a line for each; python -m tests.bench.rivals NAME runs one.
fpdf2 is measured where it is installed.
"""

import importlib
import io
import itertools
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from allydesk import paths
from tests.bench import clock

ROWS, CHUNK, RUNS = 10_000, 400, 3
HEADS = ("#", "Name", "Team", "Job title", "Site", "Since")
WIDTHS = (42.0, 190.0, 80.0, 88.0, 58.0, 77.0)
SIZE, HIGH = 11.0, 22.0
ROOT = Path(__file__).parent.parent.parent
FONT = paths.resources() / "fonts" / "NotoSans.ttf"
_PEOPLE = json.loads((paths.resources() / "sample" / "people.json").read_text("utf-8"))
_LATIN = [one["full_name"] for one in _PEOPLE if max(one["full_name"]) < "\u0530"]
_NAMES = list(json.loads((ROOT / "tests/data/names.json").read_text("utf-8")).values())


def rows(*, mixed: bool = False) -> list[tuple[str, ...]]:
    """Give the same people each time; with mixed, every fifth name is in any of the scripts."""
    out: list[tuple[str, ...]] = []
    for n in range(ROWS):
        name = f"{_LATIN[n % len(_LATIN)]} {n // len(_LATIN)}"
        if mixed and n % 5 == 0:
            name = _NAMES[n // 5 % len(_NAMES)]
        out.append((str(n + 1), name, "Field work", "Coordinator", "Aarhus", "3 Mar 2024"))
    return out


def ours(*, mixed: bool = False, tagged: bool = False) -> tuple[bytes, int]:
    from allydesk.reports.engine import Column, Table, Theme, document, render

    document.MOST_TAGGED_ROWS = 10**9 if tagged else -1
    columns = [Column(head, bold=head == "Name") for head in HEADS]
    done = render([Table(columns, rows(mixed=mixed))], Theme(binding=15), title="People")
    return done.pdf, done.pages


def stock(*, paragraphs: bool = False) -> tuple[bytes, int]:
    """Set it with ReportLab's own table, tuned: all sizes given, so nothing has to be measured."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(TTFont("Noto", FONT))
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Noto", SIZE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey),
        ]
    )
    words = ParagraphStyle("cell", fontName="Noto", fontSize=SIZE, leading=SIZE * 1.2)
    lines: list[tuple[object, ...]] = list(rows())
    if paragraphs:
        lines = [tuple(Paragraph(str(cell), words) for cell in line) for line in lines]
    story: list[Flowable] = [
        Table([HEADS, *lines[at : at + CHUNK]], WIDTHS,
              None if paragraphs else [HIGH] * (1 + len(lines[at : at + CHUNK])),
              repeatRows=1, style=style)
        for at in range(0, ROWS, CHUNK)
    ]  # fmt: skip
    out = io.BytesIO()
    pages = 0

    def numbered(canvas: Canvas, document: object) -> None:
        nonlocal pages
        pages += 1
        canvas.setFont("Noto", 10)
        canvas.drawRightString(550, 30, f"Page {pages}")

    page = SimpleDocTemplate(out, pagesize=A4, leftMargin=30, rightMargin=30)
    page.build(story, onFirstPage=numbered, onLaterPages=numbered)
    return out.getvalue(), pages


def fpdf() -> tuple[bytes, int]:
    other = importlib.import_module("fpdf")  # nothing we depend on
    pdf = other.FPDF(unit="pt", format="A4")
    pdf.add_font("Noto", "", FONT)
    pdf.set_font("Noto", size=SIZE)
    pdf.add_page()
    with pdf.table(col_widths=WIDTHS, line_height=HIGH, headings_style=other.FontFace()) as table:
        for line in (HEADS, *rows()):
            table.row(line)
    return bytes(pdf.output()), pdf.pages_count


STOCK = "stock ReportLab Table, strings, tuned"
_MOST, _MOST_TAGGED = 1.0, 4.0  # of what the stock table takes
SETTERS: dict[str, Callable[[], tuple[bytes, int]]] = {
    "ours, shaped": ours,
    "ours, every fifth name in another script": lambda: ours(mixed=True),
    "ours, tagged": lambda: ours(tagged=True),
    "ours, tagged, every fifth name in another script": lambda: ours(mixed=True, tagged=True),
    STOCK: stock,
    "stock ReportLab Table, Paragraph cells": lambda: stock(paragraphs=True),
    "fpdf2 table": fpdf,
}
SLOW = ("stock ReportLab Table, Paragraph cells", "fpdf2 table")


def peak() -> float:
    """Give the most memory this process has held, in MiB; getrusage would count its parent's too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(name: str) -> None:
    """Set the table once here; print milliseconds, those of the processor, MiB, KiB and pages."""
    start, began = time.perf_counter(), time.process_time()
    try:
        pdf, pages = SETTERS[name]()
    except ModuleNotFoundError:
        print("null")
        return
    took, busy = time.perf_counter() - start, time.process_time() - began
    print(json.dumps([took * 1000, busy * 1000, peak(), len(pdf) / 1024, pages]))


def compare() -> None:
    """Print a line for each way, in turn so that all of them meet the same machine.

    Our budget is a multiple of what the stock table keeps the processor busy: see _MOST.
    """
    found: dict[str, list[list[float]]] = {name: [] for name in SETTERS}
    for run, name in itertools.product(range(RUNS), SETTERS):
        if run and name in SLOW:
            continue
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.rivals", name],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        if (figures := json.loads(done.stdout)) is not None:
            found[name].append(figures)
    stock_busy = statistics.median(run[1] for run in found[STOCK])
    clock.head(f"One table of {ROWS:,} rows, by us and by others")
    for name, runs in found.items():
        if not runs:
            print(f"{name:58} not installed")
            continue
        most = _MOST_TAGGED if "tagged" in name else _MOST
        took, busy, memory, size, pages = (list(figures) for figures in zip(*runs, strict=True))
        clock.say(name, took, busy, stock_busy * most if "ours" in name else None)
        print(f"    {max(memory):.0f} MiB of memory, {size[0]:.0f} KiB, {pages[0]:.0f} pages")


def main() -> None:
    """Compare all, and say whether what we claim holds."""
    with clock.bench("Ours and others’ tables"):
        compare()


if __name__ == "__main__":
    if sys.argv[1:]:
        one(sys.argv[1])
    else:
        main()
