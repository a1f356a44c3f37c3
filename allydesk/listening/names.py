"""Find the people a text names, so that details can be taken out before it is kept or shown."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.person import Person
from allydesk.text import fold

_ADDRESS = re.compile(r"[^\s@<>,;:()\"]+@[^\s@<>,;:()\"]+\.[^\s@<>,;:()\".]+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@cache
def _word() -> re.Pattern[str]:
    """Give what a word is. Signs that stand on a letter belong to it, which Python’s \\w leaves out."""
    all_signs = (c for c in map(chr, range(0x300, 0xFE30)) if unicodedata.category(c)[0] == "M")
    return re.compile(rf"\w[\w{''.join(all_signs)}]*")


class Span(NamedTuple):
    """A part of a text that points to somebody: where it begins and ends, and whom it names."""

    start: int
    end: int
    name: str


class Known:
    """The names of everybody here, made ready once to look through many texts."""

    def __init__(self, people: Iterable[tuple[str, str | None, str | None]]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._unspaced: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        for full, known_as, email in people:
            if email:
                self._addresses[fold(email)] = full
            for name in filter(None, (full, known_as)):
                self._add(name, full)

    def _add(self, name: str, full: str) -> None:
        if _UNSPACED.search(name):
            self._unspaced |= {name: full, fold(name): full}
            return
        words = name.split()
        for piece in {name, *words[:1], *words[-1:]}:
            part = tuple(_word().findall(fold(piece)))
            # One letter alone points to nobody; a first or last name alone does.
            if part and len("".join(part)) > 1:
                self._names[part[0]].append((part, full))

    def in_text(self, text: str) -> list[Span]:
        """Give where a text names somebody who is here, or gives any e-mail address."""
        found = [
            Span(m.start(), m.end(), self._addresses.get(fold(m[0]), m[0]))
            for m in _ADDRESS.finditer(text)
        ]
        found += self._spaced(text) + self._run_on(text)
        return _apart(found)

    def _spaced(self, text: str) -> list[Span]:
        words = [(m.start(), m.end(), fold(m[0])) for m in _word().finditer(text)]
        found = []
        for n, (start, _end, word) in enumerate(words):
            best: Span | None = None
            for parts, full in self._names.get(word, ()):
                last = n + len(parts)
                if tuple(w for _s, _e, w in words[n:last]) != parts:
                    continue
                end = words[last - 1][1]
                if len(parts) == 1 and text[start].islower():
                    continue  # "may", "grace" and "will" are words; "Grace" may be somebody
                if best is None or end > best.end:
                    best = Span(start, end, full)
            if best:
                found.append(best)
        return found

    def _run_on(self, text: str) -> list[Span]:
        if not _UNSPACED.search(text):
            return []
        return [
            Span(m.start(), m.end(), full)
            for name, full in self._unspaced.items()
            for m in re.finditer(re.escape(name), text)
        ]


def _apart(spans: list[Span]) -> list[Span]:
    """Give spans in order, of those that overlap the first and longest."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda p: (p.start, -p.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def known(s: Session) -> Known:
    """Give the names of everybody here, also of those who left."""
    rows = s.execute(select(Person.full_name, Person.known_as, Person.email))
    return Known((full, known_as, email) for full, known_as, email in rows)


def take_out(text: str, spans: Sequence[Span]) -> str:
    """Give a text with some parts replaced by a word that points to nobody."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + _("[name]") + text[span.end :]
    return text
