"""What tests ask of a finished PDF."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any

import page as validator
import pikepdf
import pypdfium2

_MARKS = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\ufeff\x02"))

# PDFium does not like two threads. Where a window draws pages meanwhile, this is its lock.
one_at_a_time: AbstractContextManager[object] = nullcontext()


@lru_cache(maxsize=8)
def opened(data: bytes) -> pikepdf.Pdf:
    """Give a document that stays open, for its objects end with it."""
    return pikepdf.open(io.BytesIO(data))


def text(data: bytes) -> str:
    """Give all words in the order in which PDFium finds them."""
    with one_at_a_time, pypdfium2.PdfDocument(data) as document:
        pages = [sheet.get_textpage().get_text_bounded() for sheet in document]
    return "\n".join(pages).translate(_MARKS)


def page_texts(data: bytes) -> list[str]:
    with one_at_a_time, pypdfium2.PdfDocument(data) as document:
        return [sheet.get_textpage().get_text_bounded().translate(_MARKS) for sheet in document]


def accessible(data: bytes) -> list[str]:
    """Give what is wrong with a PDF by PDF/UA-1."""
    report = validator.validate_pdf_bytes(
        data, profile="ua1", limits=validator.SafetyLimits.unlimited()
    )
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def sizes(data: bytes) -> set[float]:
    """Give every type size that is used."""
    found = set()
    for sheet in opened(data).pages:
        for operands, operator in pikepdf.parse_content_stream(sheet):
            if str(operator) == "Tf":
                found.add(float(operands[1]))
    return found


def fonts(data: bytes) -> dict[str, bool]:
    """Give the fonts that pages name, and whether each is in the file and says its characters."""
    found = {}
    for sheet in opened(data).pages:
        for font in sheet.Resources.get("/Font", {}).values():
            inside = font.DescendantFonts[0].FontDescriptor
            whole = "/FontFile2" in inside or "/FontFile3" in inside
            found[str(font.BaseFont)] = whole and "/ToUnicode" in font
    return found


def font_names(data: bytes) -> set[str]:
    return {name.split("+")[1] for name in fonts(data)}


def elements(data: bytes) -> Iterator[Any]:
    """Give each structure element, in reading order."""

    def below(node: Any) -> Iterator[Any]:
        yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    yield from below(opened(data).Root.StructTreeRoot.K)


def roles(data: bytes) -> list[str]:
    return [str(element.S)[1:] for element in elements(data)]


def disagreements(data: bytes) -> list[str]:
    """Give where structure tree, parent tree and marked content do not say the same."""
    document = opened(data)
    nums = list(document.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    owners = _owners(data)
    wrong = []
    for number, sheet in enumerate(document.pages):
        here, problems = _marked(sheet)
        wrong += [f"page {number + 1}: {problem}" for problem in problems]
        listed = parents[int(sheet.StructParents)]
        if sorted(here) != list(range(len(listed))):
            wrong.append(f"page {number + 1}: marks {sorted(here)} of {len(listed)}")
        for mark, element in enumerate(listed):
            if owners.get((sheet.objgen, mark)) != element.objgen:
                wrong.append(f"page {number + 1}: mark {mark} belongs to two elements or to none")
    if len(owners) != sum(len(parents[int(sheet.StructParents)]) for sheet in document.pages):
        wrong.append("some element names content that is not there")
    return wrong


def _owners(data: bytes) -> dict[Any, Any]:
    owners = {}
    for element in elements(data):
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                owners[element.Pg.objgen, int(kid)] = element.objgen
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                owners[kid.Pg.objgen, int(kid.MCID)] = element.objgen
    return owners


def _marked(sheet: pikepdf.Page) -> tuple[list[int], list[str]]:
    """Give the marks of a page; note words outside of any mark and marks inside others."""
    here: list[int] = []
    problems: list[str] = []
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(sheet):
        name = str(operator)
        if name in ("BMC", "BDC"):
            tag = str(operands[0])
            if tag != "/Span" and stack:
                problems.append(f"{tag} inside {stack[-1]}")
            stack.append(tag)
            if name == "BDC" and "/MCID" in operands[1]:
                here.append(int(operands[1]["/MCID"]))
        elif name == "EMC":
            stack.pop()
        elif name in ("Tj", "TJ", "S", "f", "B", "Do") and not stack:
            problems.append(f"{name} outside of any mark")
    if stack:
        problems.append(f"{stack} not closed")
    twice = [mark for mark, count in Counter(here).items() if count > 1]
    return here, problems + [f"mark {mark} twice" for mark in twice]


def outside(data: bytes, margin: float = 14.0) -> list[tuple[int, float, float, float, float]]:
    """Give what is drawn nearer to an edge of the paper than `margin`, in points."""
    found = []
    with one_at_a_time, pypdfium2.PdfDocument(data) as document:
        for number, sheet in enumerate(document):
            width, height = sheet.get_size()
            for thing in sheet.get_objects():
                left, bottom, right, top = thing.get_bounds()
                if right - left > 0 and (
                    left < margin
                    or bottom < margin
                    or right > width - margin
                    or top > height - margin
                ):
                    found.append((number + 1, left, bottom, right, top))
    return found


def boxes(data: bytes, words: str) -> list[tuple[int, float, float, float, float]]:
    """Give where words stand: page, left, bottom, right, top."""
    found = []
    with one_at_a_time, pypdfium2.PdfDocument(data) as document:
        for number, sheet in enumerate(document):
            search = sheet.get_textpage()
            finder = search.search(words, match_case=True)
            while hit := finder.get_next():
                start, count = hit
                areas = [search.get_charbox(at) for at in range(start, start + count)]
                found.append(
                    (
                        number + 1,
                        min(area[0] for area in areas),
                        min(area[1] for area in areas),
                        max(area[2] for area in areas),
                        max(area[3] for area in areas),
                    )
                )
    return found
