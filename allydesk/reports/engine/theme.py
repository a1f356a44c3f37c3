"""How a page looks: paper, sizes, colours, margins. The one place to change any of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

MM = 72 / 25.4

INK = "#16202A"  # 16.5 to 1 on white
MUTED = "#55616B"  # 6.3 to 1
RULE = "#B8C1C8"
BOX = "#6E7A84"  # edges of boxes to write or tick in: 4.4 to 1
TINT = "#F2F5F6"
ACCENT = "#0B5F6B"  # 7.3 to 1
# Neighbours differ in lightness, so a chart can be read in grey: L* 22, 43, 66, 82, 93.
SERIES = ("#12355B", "#A44A17", "#62AFA2", "#EBC768", "#E9ECEE")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart; `series` in the order in which they are used, five at most."""

    ground: str = "#FFFFFF"
    ink: str = INK
    muted: str = MUTED
    rule: str = RULE
    tint: str = TINT
    series: tuple[str, ...] = SERIES
    # Thin lines need more contrast than areas; there dashes tell them apart in grey.
    lines: tuple[str, ...] = ("#253562", "#C4611A", "#3F837C", "#A635AA", "#5D5635")
    # From "strongly disagree" to "strongly agree": the side says which, the darkness how much.
    steps: tuple[str, ...] = ("#8A3C10", "#E0A57F", "#DDE2E5", "#7FB6AC", "#135E55")
    heat: tuple[str, ...] = ("#EEF4F5", "#C4DADD", "#8DB8BE", "#4C8B94", "#0B5F6B")


PAPER = Palette()
# For a window with a dark look. What is large is light there.
DARK = Palette(
    ground="#202327", ink="#ECEEF0", muted="#B3B9BF", rule="#4A5057", tint="#2A2E33",
    series=("#5D8BE1", "#E5972F", "#68DAD3", "#CF386B", "#FFEF61"),
    lines=("#5D8BE1", "#E5972F", "#68DAD3", "#CF386B", "#FFEF61"),
    steps=("#E5972F", "#8A6434", "#4A5057", "#3B7F7B", "#68DAD3"),
    heat=("#22343A", "#2A5057", "#347079", "#4A989F", "#6FCBD1"),
)  # fmt: skip

PAPERS = {
    "a4": (210 * MM, 297 * MM),
    "letter": (612.0, 792.0),
    "a3": (297 * MM, 420 * MM),
    "tabloid": (792.0, 1224.0),
}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points."""

    title: float
    heading: float
    subheading: float
    body: float
    table: float
    small: float
    leading: float = 1.4  # line to line, in sizes


# Clear print: 12 points to read, never under 10. Large print: 18 everywhere.
CLEAR = Sizes(title=22, heading=15, subheading=12.5, body=12, table=11, small=10)
LARGE = Sizes(title=28, heading=22, subheading=19, body=18, table=18, small=18)


@lru_cache(maxsize=32)
def _scaled(sizes: Sizes, scale: float) -> Sizes:
    """Give type sizes that are so many times as large."""
    names = ("title", "heading", "subheading", "body", "table", "small")
    return replace(sizes, **{name: getattr(sizes, name) * scale for name in names})


@dataclass(frozen=True, slots=True)
class Page:
    """One page and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """Give the width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Theme:
    """What the person chose for paper: the same story comes out for each of these."""

    paper: Literal["a4", "letter", "a3", "tabloid"] = "a4"
    edition: Literal["clear", "large"] = "clear"
    language: str = "en-GB"
    organisation: str = ""
    logo: bytes | None = None
    accent: str = ACCENT
    binding: float = 22.0  # mm, on the side where a page is punched
    duplex: bool = False  # printed on both sides: the binding margin changes sides
    scale: float = 1.0  # of all type sizes, for what is read from afar

    @property
    def sizes(self) -> Sizes:
        sizes = LARGE if self.large else CLEAR
        return sizes if self.scale == 1.0 else _scaled(sizes, self.scale)

    @property
    def large(self) -> bool:
        return self.edition == "large"

    @property
    def rtl(self) -> bool:
        """Say whether the document's language is written from right to left."""
        return self.language.lower().split("-")[0] in _RIGHT_TO_LEFT

    def page(self, number: int, *, landscape: bool = False) -> Page:
        """Give the measures of a page; the first has number 1."""
        width, height = PAPERS[self.paper]
        outer, bound = 15 * MM, self.binding * MM
        if landscape:  # punched along the top, so that it hangs in the folder with the others
            return Page(height, width, outer, outer, max(bound, 16 * MM), 13 * MM)
        swapped = self.rtl != (self.duplex and number % 2 == 0)
        left, right = (outer, bound) if swapped else (bound, outer)
        return Page(width, height, left, right, 16 * MM, 13 * MM)
