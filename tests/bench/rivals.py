"""One table of 10,000 rows and 6 columns, set by us and by others, each in a process of its own.

python -m tests.bench.rivals prints a line for each; python -m tests.bench.rivals NAME runs one.
fpdf2 is measured where it is installed.
"""

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from allydesk import paths

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
    out = []
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
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

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
    story = [
        Table([HEADS, *lines[at : at + CHUNK]], WIDTHS,
              None if paragraphs else [HIGH] * (1 + len(lines[at : at + CHUNK])),
              repeatRows=1, style=style)
        for at in range(0, ROWS, CHUNK)
    ]  # fmt: skip
    out = io.BytesIO()
    pages = 0

    def numbered(canvas: object, document: object) -> None:
        nonlocal pages
        pages += 1
        canvas.setFont("Noto", 10)  # type: ignore[attr-defined]
        canvas.drawRightString(550, 30, f"Page {pages}")  # type: ignore[attr-defined]

    page = SimpleDocTemplate(out, pagesize=A4, leftMargin=30, rightMargin=30)
    page.build(story, onFirstPage=numbered, onLaterPages=numbered)
    return out.getvalue(), pages


def fpdf() -> tuple[bytes, int]:
    from fpdf import FPDF, FontFace

    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Noto", "", FONT)
    pdf.set_font("Noto", size=SIZE)
    pdf.add_page()
    with pdf.table(col_widths=WIDTHS, line_height=HIGH, headings_style=FontFace()) as table:
        for line in (HEADS, *rows()):
            table.row(line)
    return bytes(pdf.output()), pdf.pages_count


SETTERS: dict[str, Callable[[], tuple[bytes, int]]] = {
    "ours, shaped": ours,
    "ours, every fifth name in another script": lambda: ours(mixed=True),
    "ours, tagged": lambda: ours(tagged=True),
    "ours, tagged, every fifth name in another script": lambda: ours(mixed=True, tagged=True),
    "stock ReportLab Table, strings, tuned": stock,
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
    """Set the table once here; print seconds, peak memory in MiB, KiB and pages."""
    start = time.perf_counter()
    try:
        pdf, pages = SETTERS[name]()
    except ModuleNotFoundError:
        print("null")
        return
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, peak(), len(pdf) / 1024, pages]))


def compare() -> dict[str, float]:
    """Print a line for each way, in turn so that all of them meet the same machine; give seconds."""
    found: dict[str, list[list[float]]] = {name: [] for name in SETTERS}
    for run in range(RUNS):
        for name in SETTERS:
            if run and name in SLOW:
                continue
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.rivals", name],
                cwd=ROOT, check=True, capture_output=True, text=True,
            )  # fmt: skip
            if (figures := json.loads(done.stdout)) is not None:
                found[name].append(figures)
    middle = {name: sorted(runs)[len(runs) // 2] for name, runs in found.items() if runs}
    for name in SETTERS:
        if name not in middle:
            print(f"{name:50} not installed")
            continue
        seconds, most, size, pages = middle[name]
        print(f"{name:50} {seconds:6.2f} s {most:6.0f} MiB {size:7.0f} KiB {pages:4.0f} pages")
    return {name: figures[0] for name, figures in middle.items()}


def main() -> int:
    """Compare all, and say whether what we claim holds."""
    times = compare()
    base = times["stock ReportLab Table, strings, tuned"]
    claims = [
        (name, times[name] / base, 4.0 if "tagged" in name else 1.0)
        for name in SETTERS
        if "ours" in name
    ]
    for name, ratio, most in claims:
        print(
            f"{name:50} {ratio:5.2f} of stock, at most {most:.0f}: {'ok' if ratio <= most else 'MISSED'}"
        )
    return int(any(ratio > most for _name, ratio, most in claims))


if __name__ == "__main__":
    if sys.argv[1:]:
        one(sys.argv[1])
    else:
        sys.exit(main())
