"""The structure of a document for those who do not see it (PDF/UA-1): elements and their tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

from allydesk.reports.engine.clusters import tidy

_TEXTS = ("Alt", "ActualText", "Lang", "T", "E")
_OWNERS = {
    "Scope": "Table", "ColSpan": "Table", "ListNumbering": "List", "BBox": "Layout",
    "Role": "PrintField", "checked": "PrintField",
}  # fmt: skip


class Element:
    """One element: its role, attributes, and, in reading order, elements and marked content.

    Marked content is (page name, number on that page); an annotation is (page name, its name).
    """

    __slots__ = ("attributes", "children", "number", "role")

    def __init__(self, role: str, parent: Element | None = None, **attributes: Any) -> None:
        self.role = role
        self.attributes = {key: value for key, value in attributes.items() if value is not None}
        self.children: list[Element | tuple[str, int] | tuple[str, str]] = []
        self.number = 0
        if parent is not None:
            parent.children.append(self)

    def walk(self) -> Iterator[Element]:
        """Give this element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


class Raw(pdfdoc.PDFObject):
    """An object whose bytes are ready."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, _document: Any) -> bytes:
        return self.data


def string(text: str) -> str:
    """Give a text as a PDF string object."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{tidy(text).encode('utf-16-be').hex().upper()}>"


def _attributes(element: Element) -> str:
    out, layout = "", ""
    for key, value in element.attributes.items():
        if key in _TEXTS:
            out += f"/{key}{string(value)}"
        else:
            if isinstance(value, list):
                shown = "[" + " ".join(f"{part:.2f}" for part in value) + "]"
            else:
                shown = f" {value}" if isinstance(value, int) else f"/{value}"
            placement = "/Placement/Block" if key == "BBox" else ""
            layout += f"<</O/{_OWNERS[key]}{placement}/{key}{shown}>>"
    return out + (f"/A[{layout}]" if layout else "")


class Tree:
    """All elements of a document, and which of them each page's content belongs to."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: list[list[Element]] = []
        self.annotations: list[Element] = []

    def page(self, marked: list[Element]) -> int:
        """Note whose content a finished page holds; give the page's key in the parent tree."""
        self.pages.append(marked)
        return len(self.pages) - 1

    def annotation(self, element: Element) -> int:
        """Note whose link it is. Give its place; `annotation_key` turns that into a key."""
        self.annotations.append(element)
        return len(self.annotations) - 1

    def annotation_key(self, place: int) -> int:
        return len(self.pages) + place

    def objects(self, doc: Any) -> dict[int, bytes]:
        """Number all elements behind the document's objects; give their bytes by number."""
        numbers = {name: number for name, (number, _) in doc.idToObjectNumberAndVersion.items()}
        root = doc.Reference(Raw(b""), "StructTreeRoot")
        doc.Catalog.StructTreeRoot = root
        root_number = doc.idToObjectNumberAndVersion["StructTreeRoot"][0]
        elements = list(self.root.walk())
        for number, element in enumerate(elements, doc.objectcounter + 1):
            element.number = number
        doc.objectcounter += len(elements) + 1
        parent_tree = doc.objectcounter
        out = {self.root.number: _element(self.root, root_number, numbers)}
        for element in elements:
            for child in element.children:
                if isinstance(child, Element):
                    out[child.number] = _element(child, element.number, numbers)
        out[parent_tree] = self._parents()
        doc.idToObject["StructTreeRoot"].data = (
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {parent_tree} 0 R"
            f"/ParentTreeNextKey {len(self.pages) + len(self.annotations)}>>"
        ).encode("ascii")
        return out

    def _parents(self) -> bytes:
        nums = [
            f"{key}[{' '.join(f'{element.number} 0 R' for element in marked)}]"
            for key, marked in enumerate(self.pages)
        ]
        nums += [
            f"{self.annotation_key(place)} {element.number} 0 R"
            for place, element in enumerate(self.annotations)
        ]
        return f"<</Nums[{' '.join(nums)}]>>".encode("ascii")


def _element(element: Element, parent: int, numbers: dict[str, int]) -> bytes:
    kids, page = [], None
    for child in element.children:
        if isinstance(child, Element):
            kids.append(f"{child.number} 0 R")
            continue
        name, content = child
        on = numbers[name]
        if isinstance(content, str):
            kids.append(f"<</Type/OBJR/Pg {on} 0 R/Obj {numbers[content]} 0 R>>")
        elif page is None or page == on:
            page = on
            kids.append(str(content))
        else:
            kids.append(f"<</Type/MCR/Pg {on} 0 R/MCID {content}>>")
    inside = f"/K[{' '.join(kids)}]" if len(kids) != 1 else f"/K {kids[0]}"
    where = f"/Pg {page} 0 R" if page is not None else ""
    return (
        f"<</Type/StructElem/S/{element.role}/P {parent} 0 R{where}{inside}{_attributes(element)}>>"
    ).encode("ascii")
