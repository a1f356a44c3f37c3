"""Bookmarks: the headings of a document, as viewers list them beside its pages."""

from __future__ import annotations

from typing import Any, NamedTuple

from allydesk.reports.engine.tags import Raw, string


class Bookmark(NamedTuple):
    """A heading: how deep it is (1 is the title), its words, and where it stands in points."""

    level: int
    title: str
    page: str
    top: float


class _Item:
    """A bookmark with those below it, and its number in the file."""

    def __init__(self, bookmark: Bookmark, number: int) -> None:
        self.bookmark, self.number = bookmark, number
        self.children: list[_Item] = []

    @property
    def count(self) -> int:
        """Give how many are below it, at any depth."""
        return sum(1 + child.count for child in self.children)


def objects(doc: Any, bookmarks: list[Bookmark]) -> dict[int, bytes]:
    """Number the bookmarks behind a document's objects; give their bytes by number."""
    if not bookmarks:
        doc.Catalog.Outlines = None
        return {}
    root = Raw(b"")
    doc.Catalog.Outlines = doc.Reference(root, "Bookmarks")
    number = doc.idToObjectNumberAndVersion["Bookmarks"][0]
    top = _nested(bookmarks, doc.objectcounter + 1)
    doc.objectcounter += len(bookmarks)
    root.data = f"<</Type/Outlines{_ends(top)}>>".encode("ascii")
    pages = {name: at for name, (at, _version) in doc.idToObjectNumberAndVersion.items()}
    out: dict[int, bytes] = {}
    _write(top, number, pages, out)
    return out


def _nested(bookmarks: list[Bookmark], number: int) -> list[_Item]:
    top: list[_Item] = []
    open_items: list[_Item] = []
    for place, bookmark in enumerate(bookmarks):
        item = _Item(bookmark, number + place)
        while open_items and open_items[-1].bookmark.level >= bookmark.level:
            open_items.pop()
        (open_items[-1].children if open_items else top).append(item)
        open_items.append(item)
    return top


def _ends(items: list[_Item]) -> str:
    """Give the entries of whatever has these bookmarks below it."""
    count = sum(1 + item.count for item in items)
    return (
        f"/First {items[0].number} 0 R/Last {items[-1].number} 0 R/Count {count}" if items else ""
    )


def _write(items: list[_Item], parent: int, pages: dict[str, int], out: dict[int, bytes]) -> None:
    for place, item in enumerate(items):
        before = f"/Prev {items[place - 1].number} 0 R" if place else ""
        after = f"/Next {items[place + 1].number} 0 R" if place + 1 < len(items) else ""
        mark = item.bookmark
        out[item.number] = (
            f"<</Title{string(mark.title)}/Parent {parent} 0 R{before}{after}{_ends(item.children)}"
            f"/Dest[{pages[mark.page]} 0 R/XYZ null {mark.top:.2f} null]>>"
        ).encode("ascii")
        _write(item.children, item.number, pages, out)
