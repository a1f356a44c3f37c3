"""Measure documents of fixed pages: certificates, badges, labels: python -m tests.bench.press.

Each figure is the median of several runs and the slowest, in milliseconds, with the machine warm.
"""

import time
from collections.abc import Callable

from allydesk.reports import badges, certificate, labels, on_sheets, sheets
from allydesk.reports.certificate import Certificate, Certificates, Signatory
from allydesk.reports.engine.fixed import Pages, render_pages
from allydesk.reports.engine.theme import Theme
from tests.reports.engine.names import NAMES

THEME = Theme(organisation="Harbour & Vale")
PUT = on_sheets.Put(sheets.SHEETS["L4785"], 1, 1, 0.0, 0.0, 100.0, outlines=False)


def _certificate(number: int, name: str) -> Certificate:
    return Certificate(
        (name,), "Certificate of recognition", "presented with thanks to",
        f"for leading the mentoring circle and welcoming {number} new colleagues",
        "3 March 2026", f"No. 2026-{number:03}",
        (Signatory("Ọláyínká Adébáyọ̀", "Director"), Signatory("Małgorzata Żółkiewska", "Chair")),
    )  # fmt: skip


def _certificates(count: int) -> Pages:
    names = list(NAMES.values())
    made = [_certificate(n, f"{names[n % len(names)]} {n}") for n in range(count)]
    return certificate.story(Certificates(tuple(made)), THEME)


def _badges(count: int) -> object:
    faces = tuple(badges.Face(f"Nguyễn Khai {n}", "Finance", "they/them") for n in range(count))
    return badges.story(badges.Badges(faces, "", PUT, ()), THEME)


def _labels(count: int) -> object:
    texts = tuple(
        labels.Text((f"Nguyễn Khai {n}", "Analyst", "Finance"), large=False) for n in range(count)
    )
    return labels.story(labels.Labels(texts, PUT, ()), THEME)


FIGURES: tuple[tuple[str, Callable[[], object], float | None], ...] = (
    ("one certificate", lambda: _certificates(1), 20),
    ("100 certificates of 27 kinds of names in one file", lambda: _certificates(100), 2000),
    ("400 badges", lambda: _badges(400), None),
    ("400 labels", lambda: _labels(400), None),
)


def measured(make: Callable[[], object], times: int) -> tuple[list[float], int]:
    found, size = [], 0
    for _ in range(times + 1):
        start = time.perf_counter()
        pages = make()
        assert isinstance(pages, Pages)
        size = len(render_pages(pages, THEME, "Bench").pdf)
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found[1:]), size


def main() -> None:
    for name, make, budget in FIGURES:
        times, size = measured(make, 15 if budget == 20 else 5)
        middle = times[len(times) // 2]
        said = f"{name:52} {middle:8.1f} ms ({times[-1]:.1f}), {size / 1024:.0f} KiB"
        if budget:
            said += f"  budget {budget:.0f} {'ok' if middle <= budget else 'MISSED'}"
        print(said)


if __name__ == "__main__":
    main()
