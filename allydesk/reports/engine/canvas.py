"""A ReportLab canvas that draws with our fonts and tags what it draws.

All content that is not marked as an element's is an artifact: read by the eye only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas as _Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from allydesk.reports.engine import outline
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.stack import BOLD, REGULAR, Stack, stack
from allydesk.reports.engine.tags import Element, Tree
from allydesk.reports.engine.writer import written

_ARTIFACT = "/Artifact BMC"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>AllyDesk</xmp:CreatorTool>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

# ReportLab leaves out of the file what it does not know.
if "StructParents" not in pdfdoc.PDFPage.__NoDefault__:
    pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


def ours(name: str) -> str:
    """Give which of our fonts stands in for a font; a font that is not embedded fails PDF/UA."""
    return BOLD if "bold" in name.lower() else REGULAR


class _Text(PDFTextObject):
    """What ReportLab's own drawings (charts, barcodes) write their labels with."""

    _canvas: Canvas
    _fontname: str
    _fontsize: float
    _leading: float
    _rise: float

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        super().setFont(ours(psfontname), size, leading)

    def _formatText(self, text: str | bytes) -> str:  # noqa: N802
        words = text.decode("utf-8") if isinstance(text, bytes) else text
        if not words:
            return ""
        font = stack(ours(self._fontname))
        shown = font.operators(self._canvas.document, words, self._fontsize, rise=self._rise)
        return f"{fp_str(self._leading)} TL {shown}"


@lru_cache(maxsize=64)
def colour(value: str, *, stroke: bool = False) -> str:
    """Give the operator that sets a colour written as "#16202A"."""
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return f"{fp_str(*parts)} {'RG' if stroke else 'rg'}"


class Canvas(_Canvas):
    """Pages with our fonts and, unless `tagged` is off, with tags."""

    # ReportLab's own; its types do not tell of them.
    _code: list[str]
    _doc: Any
    _annotationCount: int  # noqa: N815

    def __init__(self, size: tuple[float, float], language: str, *, tagged: bool = True) -> None:
        self.tree = Tree()
        self.tagged = tagged
        self.regular, self.bold = stack(REGULAR), stack(BOLD)
        self.finished: list[Any] = []
        self._marked: list[Element] = []
        self._current: Element | None = None
        self._links: list[tuple[Any, int]] = []
        self._bookmarks: list[outline.Bookmark] = []
        self._language = language
        options: dict[str, Any] = {"initialFontName": REGULAR, "pdfVersion": (1, 7)}
        super().__init__(
            io.BytesIO(), pagesize=size, invariant=1, lang=language, pageCompression=1, **options
        )
        for font in (self.regular, self.bold):
            font.shaper.speak(language)
        self._open_page()

    # -- text and lines ----------------------------------------------------------------------

    def text(
        self, x: float, y: float, words: str, font: Stack, size: float, ink: str,
        base: int | None = None, *, fine: bool = False,
    ) -> None:  # fmt: skip
        """Draw one line from its left end; `base` is the direction of the paragraph it is from."""
        shown = font.operators(self._doc, words, size, base=base, fine=fine)
        self._code.append(f"{colour(ink)} BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")

    def raw(self, operators: str) -> None:
        """Add operators that are ready."""
        self._code.append(operators)

    def rule(self, x: float, y: float, length: float, width: float, ink: str) -> None:
        """Draw a level line."""
        self.rules([(x, y, x + length, y)], width, ink)

    def rules(self, lines: list[tuple[float, float, float, float]], width: float, ink: str) -> None:
        path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines)
        self._code.append(f"{colour(ink, stroke=True)} {fp_str(width)} w {path} S")

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "", line: str = "",
        thick: float = 0.75,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its lower left corner."""
        inks = [colour(fill)] if fill else []
        if line:
            inks += [colour(line, stroke=True), f"{fp_str(thick)} w"]
        end = "B" if fill and line else "f" if fill else "S"
        self._code.append(f"{' '.join(inks)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re {end}")

    # -- tags --------------------------------------------------------------------------------

    def mark(self, element: Element) -> None:
        """Let what is drawn from now on belong to an element, until `mark` or `unmark`."""
        if not self.tagged:
            return
        self._current = element
        element.children.append((self._doc.thisPageName(), len(self._marked)))
        self._code.append(f"EMC /{element.role} <</MCID {len(self._marked)}>> BDC")
        self._marked.append(element)

    def unmark(self) -> None:
        """Let what is drawn from now on be an artifact."""
        if self._current is not None:
            self._current = None
            self._code.append(f"EMC {_ARTIFACT}")

    @contextmanager
    def tag(self, element: Element) -> Iterator[None]:
        """Let what is drawn inside belong to an element; inside another one, to that other."""
        if self._current is not None:
            yield
            return
        self.mark(element)
        try:
            yield
        finally:
            self.unmark()

    def link(self, element: Element, url: str, box: tuple[float, float, float, float]) -> None:
        """Make a place of the page lead to an address; the element is the Link around its words."""
        url = tidy(url).replace("\n", "")
        self.linkURL(url, box, relative=0, Contents=pdfdoc.PDFString(url), F=4, Border="[0 0 0]")
        name = f"NUMBER{self._annotationCount}"
        annotation = self._doc.idToObject[self._doc.annotationName(name)]
        if self.tagged:
            page = self._doc.thisPageName()
            element.children.append((page, self._doc.annotationName(name)))
            self._links.append((annotation, self.tree.annotation(element)))

    def bookmark(self, level: int, title: str, top: float) -> None:
        """Let a heading on this page be found in the list of bookmarks."""
        if self.tagged:
            page = self._doc.thisPageName()
            self._bookmarks.append(outline.Bookmark(level, title, page, top))

    # -- pages and file ----------------------------------------------------------------------

    def _open_page(self) -> None:
        if self.tagged:
            self._code.append(_ARTIFACT)

    def showPage(self) -> None:  # noqa: N802
        self.unmark()
        if self.tagged:
            self._code.append("EMC")
        super().showPage()
        page = self._doc.Pages.pages[-1]
        self.finished.append(page)
        if self.tagged:
            page.StructParents = self.tree.page(self._marked)
            page.Tabs = "/S"
            self._marked = []
        self._open_page()

    def foot(self, page: int, operators: str) -> None:
        """Add lines that are known only at the end, as the number of pages, to a finished page."""
        kept = f"/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n{operators}\nEMC\n"
        self.finished[page].stream += kept if self.tagged else f"{operators}\n"

    def beginText(  # noqa: N802
        self, x: float = 0, y: float = 0, direction: Literal["LTR", "RTL"] | None = None
    ) -> PDFTextObject:
        return _Text(self, x, y, direction=direction)

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        self._fontname, self._fontsize = ours(psfontname), size
        self._leading = size * 1.2 if leading is None else leading

    @property
    def document(self) -> Any:
        return self._doc

    def missing(self) -> dict[str, tuple[str, ...]]:
        """Give each text of which something could not be printed, and what."""
        return {**self.regular.missing(self._doc), **self.bold.missing(self._doc)}

    def finish(self, title: str, author: str) -> bytes:
        """Give the document's bytes; the canvas is used up."""
        doc = self._doc
        names = {"Title": title, "Author": author, "Creator": "AllyDesk", "Producer": "AllyDesk"}
        doc.info = pdfdoc.PDFDictionary(
            {key: pdfdoc.PDFString(words) for key, words in names.items() if words}
        )
        self.setViewerPreference("DisplayDocTitle", "true")
        claim = "<pdfuaid:part>1</pdfuaid:part>" if self.tagged else ""
        about = XMP.format(
            title=escape(title), author=escape(author), language=escape(self._language), claim=claim
        )
        doc.Catalog.Metadata = pdfdoc.XMP(creator=lambda _doc: about.encode("utf-8"))
        elements: dict[int, bytes] = {}
        if self.tagged:
            doc.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
            for annotation, place in self._links:
                annotation["StructParent"] = self.tree.annotation_key(place)
            elements = self.tree.objects(doc)
        elements |= outline.objects(doc, self._bookmarks)
        return written(doc, elements)
