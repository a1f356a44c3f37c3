"""A password on a finished PDF (AES-256)."""

from __future__ import annotations

import io

import pikepdf

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.reports.engine.document import Rendered

_EVERYTHING = pikepdf.Permissions(modify_assembly=True)
_MOST = 127  # bytes that the format takes of a password
PROTECTS = _(
    "Nobody can open this file without the password. Whoever has it can read, copy and print"
    " everything, and without it nobody can help, so send it another way than the file."
)


def check(password: str) -> None:
    """Raise Problem if a password is empty or too long."""
    if not password.strip():
        raise Problem(_("Enter a password. A sentence of four or five words is a good one."))
    if len(password.encode("utf-8")) > _MOST:
        raise Problem(_("This password is too long. Choose one of at most 60 letters."))


def seal(document: Rendered, password: str) -> Rendered:
    """Give the document locked by a password. Raises Problem if the password is empty or too long."""
    check(password)
    # What the password opens may also be read aloud, copied and printed: leaving out any of these
    # locks out colleagues with assistive programs, and stops nobody else.
    lock = pikepdf.Encryption(user=password, owner=password, R=6, allow=_EVERYTHING)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document.pdf)) as pdf:
        pdf.save(out, encryption=lock, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Rendered(out.getvalue(), document.pages, document.warnings)
