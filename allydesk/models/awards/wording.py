"""How a certificate reads: its words with everything filled in, a citation as long as it has room."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards import award_type, behaviour
from allydesk.models.awards.award import Row

CITATION_ROOM = 320  # characters that stand well on a certificate
_SENTENCE = re.compile(r".+?(?:[.!?…。！？।؟](?=\s|$)|[。！？।]|$)", re.DOTALL)
_LEADS_IN = re.compile(r"^[^\n.!?:–“”\"]*\w *\{citation\}[.]?", re.MULTILINE)
_WHOLE = re.compile(r"[.!?…。！？।؟][”\"’)]?\s*$")


def shortened(citation: str) -> str:
    """Give as many whole sentences of a citation as a certificate has room for; at least one."""
    text = " ".join(citation.split())
    if len(text) <= CITATION_ROOM:
        return citation
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if kept and len(kept) + len(sentence) > CITATION_ROOM:
            break
        kept += sentence
    kept = kept.strip()
    if len(kept) <= CITATION_ROOM:
        return kept
    return kept[: CITATION_ROOM - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def certificate_words(s: Session, row: Row) -> str:
    """Give what the certificate of an award says below the name, with everything filled in."""
    return filled(
        s, row.wording, row.given_on, name=row.for_whom, award=row.title or "",
        citation=row.citation, behaviours=row.behaviours or "",
    )  # fmt: skip


def filled(s: Session, own: str | None, day: dt.date, *, behaviours: str, **values: str) -> str:
    """Give the wording of a certificate with everything filled in; own is what its type says."""
    wording = own or award_type.USUAL_WORDING
    if _LEADS_IN.search(wording) and _WHOLE.search(values["citation"]):
        # "in thanks for Tom reads the notice board aloud." is no sentence.
        wording = _LEADS_IN.sub(_("“{citation}”"), wording)
    values |= {
        "behaviours": ", ".join(behaviour.words(behaviours)),
        "date": dates.written(day, organisation.language(s)), "organisation": organisation.name(s),
    }  # fmt: skip
    return award_type.filled(wording, values)
