"""The file itself: ReportLab's objects packed into object streams.

ReportLab writes every object by itself, which makes a tagged table five times as big.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

_HEADER = b"%PDF-1.7\n%\xc2\xb5\xc2\xb6\n"
_PER_STREAM = 250


def written(doc: Any, elements: dict[int, bytes]) -> bytes:
    """Give the bytes of a PDF; `elements` are objects that were made without ReportLab."""
    for font in doc.delayedFonts:
        font.addObjects(doc)
    catalog, info = doc.Reference(doc.Catalog), doc.Reference(doc.info)
    objects = _formatted(doc, elements)
    root, about = (doc.idToObjectNumberAndVersion[ref.name][0] for ref in (catalog, info))
    return _packed(objects, root, about)


def _formatted(doc: Any, elements: dict[int, bytes]) -> dict[int, bytes]:
    """Give each object's bytes by number; objects may appear while others are formatted."""
    objects: dict[int, bytes] = {}
    number = 0
    while number < doc.objectcounter:
        number += 1
        if number in elements:
            objects[number] = elements[number]
        else:
            found = doc.idToObject[doc.numberToId[number]]
            objects[number] = pdfdoc.format(found, doc, toplevel=1)
    return objects


def _packed(objects: dict[int, bytes], root: int, info: int) -> bytes:
    out = bytearray(_HEADER)
    where: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}
    loose = []
    for number, data in objects.items():
        if data.rstrip().endswith(b"endstream"):
            where[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
        else:
            loose.append((number, data))
    holder = len(objects)
    for at in range(0, len(loose), _PER_STREAM):
        holder += 1
        group = loose[at : at + _PER_STREAM]
        where[holder] = (1, len(out), 0)
        where.update({number: (2, holder, place) for place, (number, _) in enumerate(group)})
        out += _object_stream(holder, group)
    where[holder + 1] = (1, len(out), 0)
    start = len(out)
    digest = hashlib.md5(bytes(out), usedforsecurity=False).hexdigest().encode()
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
        holder + 2,
        root,
        info,
        digest,
        digest,
    )
    table = b"".join(struct.pack(">BIH", *where[number]) for number in range(holder + 2))
    out += _stream(holder + 1, entries, table)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _object_stream(number: int, group: list[tuple[int, bytes]]) -> bytes:
    index, body = [], bytearray()
    for inside, data in group:
        index.append(b"%d %d" % (inside, len(body)))
        body += data + b"\n"
    head = b" ".join(index) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(group), len(head))
    return _stream(number, entries, head + bytes(body))


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number, entries, len(packed), packed,
    )  # fmt: skip
