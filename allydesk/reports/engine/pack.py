"""Documents joined to one file in print order, still tagged, with bookmarks and page labels."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.reports.engine.canvas import XMP
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.document import Rendered


def join(
    parts: Sequence[Rendered], titles: Sequence[str], title: str = "", *, duplex: bool = False
) -> Rendered:
    """Give one file of several documents, each a bookmark of its own.

    Pages are labelled "2.1": the first of the second part. With `duplex` each part starts on a sheet
    of its own. The same documents always give the same bytes.
    """
    if not parts:
        raise Problem(_("There is nothing to print. Choose at least one document."))
    joined = _Joined(tidy(title or titles[0]))
    for part, name in zip(parts, titles, strict=True):
        with pikepdf.open(io.BytesIO(part.pdf)) as source:
            joined.add(source, tidy(name), duplex=duplex)
    warnings = tuple(dict.fromkeys(words for part in parts for words in part.warnings))
    return Rendered(joined.finish(), joined.pages, warnings)


class _Joined:
    """The file while it grows: its pages, one structure tree, one list of bookmarks."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.pdf = pikepdf.Pdf.new()
        self.structure: list[Any] = []
        self.parents: list[Any] = []
        self.key = 0  # the next one that is free in the tree of parents
        self.marks: list[Any] = []
        self.labels: list[Any] = []
        self.tagged, self.author, self.language = True, "", ""
        self.actual_size = False

    @property
    def pages(self) -> int:
        return len(self.pdf.pages)

    def add(self, source: pikepdf.Pdf, name: str, *, duplex: bool) -> None:
        if duplex and self.pages % 2:
            self._blank()
        first = self.pages
        self.pdf.pages.extend(source.pages)
        self.language = self.language or str(source.Root.get("/Lang", ""))
        self.author = self.author or str(source.docinfo.get("/Author", ""))
        shown: Any = source.Root.get("/ViewerPreferences", {})
        self.actual_size |= shown.get("/PrintScaling") == Name("/None")
        label = Dictionary(S=Name.D, P=String(f"{len(self.marks) + 1}."))
        self.labels += [first, label]
        self._mark(source, name, first)
        self._tag(source, first)

    def _blank(self) -> None:
        """Add the empty back of a sheet."""
        width, height = (float(side) for side in self.pdf.pages[-1].mediabox[2:])
        page = self.pdf.add_blank_page(page_size=(width, height))
        page.obj.StructParents = self.key
        self.parents += [self.key, Array([])]
        self.key += 1

    # -- bookmarks ---------------------------------------------------------------------------

    def _mark(self, source: pikepdf.Pdf, name: str, first: int) -> None:
        """Put the bookmarks of a part below one with its name."""
        page = self.pdf.pages[first].obj
        mark = self.pdf.make_indirect(
            Dictionary(
                Title=String(name), Dest=Array([page, Name.XYZ, None, page.MediaBox[3], None])
            )
        )
        below: Any = source.Root.get("/Outlines")
        if below is not None:
            copied: Any = self.pdf.copy_foreign(below)
            alone = copied.First.objgen == copied.Last.objgen
            self._hang(mark, copied.First if alone else copied)  # a title of its own says no more
        self.marks.append(mark)

    def _hang(self, mark: Any, source: Any) -> None:
        """Move the bookmarks below another one below this one."""
        child = source.get("/First")
        if child is None:
            return
        mark.First, mark.Last = source.First, source.Last
        mark.Count = -abs(int(source.Count))  # closed: the parts are seen at one glance
        while child is not None:
            child.Parent = mark
            child = child.get("/Next")

    # -- structure ---------------------------------------------------------------------------

    def _tag(self, source: pikepdf.Pdf, first: int) -> None:
        """Hang the structure of a part under ours; its keys move behind those that are taken."""
        root = source.Root.get("/StructTreeRoot")
        if root is None:
            self.tagged = False
            return
        copied = self.pdf.copy_foreign(root)
        document = copied.K
        document.S = Name.Part
        if "/Lang" in source.Root:
            document.Lang = String(str(source.Root.Lang))
        self.structure.append(document)
        nums = copied.ParentTree.Nums
        for at in range(0, len(nums), 2):
            self.parents += [int(nums[at]) + self.key, nums[at + 1]]
        for page in list(self.pdf.pages)[first:]:
            self._shift(page.obj)
        self.key += int(copied.ParentTreeNextKey)

    def _shift(self, page: Any) -> None:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + self.key
        for note in page.get("/Annots", []):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + self.key

    # -- the file ----------------------------------------------------------------------------

    def finish(self) -> bytes:
        root = self.pdf.Root
        self._outlines()
        root.PageLabels = Dictionary(Nums=Array(self.labels))
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if self.actual_size:
            root.ViewerPreferences.PrintScaling = Name("/None")
        if self.language:
            root.Lang = String(self.language)
        if self.structure:
            self._structure()
        claim = "<pdfuaid:part>1</pdfuaid:part>" if self.tagged else ""
        about = XMP.format(
            title=escape(self.title), author=escape(self.author),
            language=escape(self.language), claim=claim,
        )  # fmt: skip
        metadata = self.pdf.make_stream(about.encode("utf-8"))
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        root.Metadata = metadata
        self.pdf.docinfo["/Title"] = self.title
        if self.author:
            self.pdf.docinfo["/Author"] = self.author
        self.pdf.docinfo["/Creator"] = self.pdf.docinfo["/Producer"] = "AllyDesk"
        out = io.BytesIO()
        self.pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            min_version="1.7",
        )
        return out.getvalue()

    def _outlines(self) -> None:
        root = self.pdf.make_indirect(
            Dictionary(Type=Name.Outlines, First=self.marks[0], Last=self.marks[-1])
        )
        root.Count = len(self.marks)
        for before, mark in zip([None, *self.marks], self.marks, strict=False):
            mark.Parent = root
            if before is not None:
                mark.Prev, before.Next = before, mark
        self.pdf.Root.Outlines = root

    def _structure(self) -> None:
        pdf = self.pdf
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        document.K = Array(self.structure)
        for part in self.structure:
            part.P = document
        root = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=document, ParentTreeNextKey=self.key)
        )
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(self.parents)))
        document.P = root
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
