"""Notes found by their words: a full-text index that forgets a word with the last note that has it.

It holds no text of its own and is kept by the functions here, not by triggers: a trigger may not
fold letters. What is taken out must be told in the same words that were put in.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Session

from allydesk.text import fold

MAKE = (
    "CREATE VIRTUAL TABLE feedback_words USING fts5(words, content='', columnsize=0)",
    "INSERT INTO feedback_words(feedback_words, rank) VALUES('secure-delete', 1)",
)
_PUT_IN = "INSERT INTO feedback_words(rowid, words) VALUES (?, ?)"
_TAKE_OUT = "INSERT INTO feedback_words(feedback_words, rowid, words) VALUES ('delete', ?, ?)"
_FIND = (
    "SELECT rowid FROM feedback_words WHERE feedback_words MATCH ? AND rowid < ?"
    " ORDER BY rowid DESC LIMIT ?"
)
# Scripts without spaces: each letter is a word of its own, and what is searched for is a phrase.
_UNSPACED = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_WORD = re.compile(r"\w+")


def made_with(table: Table) -> None:
    """Make the index whenever a table is made."""

    @event.listens_for(table, "after_create")
    def _(_table: Table, c: Connection, **_options: object) -> None:
        for statement in MAKE:
            c.exec_driver_sql(statement)


def indexed(*texts: str | None) -> str:
    """Give the words of some texts as the index has them."""
    return _UNSPACED.sub(r" \1 ", fold(" ".join(t for t in texts if t)))


def put_in(c: Connection, rows: list[tuple[int, str]]) -> None:
    """Put notes (id, words) into the index."""
    if rows:
        c.exec_driver_sql(_PUT_IN, rows)


def take_out(c: Connection, rows: list[tuple[int, str]]) -> None:
    """Take notes (id, words) out of the index, with no trace of their words."""
    if rows:
        c.exec_driver_sql(_TAKE_OUT, rows)


def phrase(text: str) -> str:
    """Give what somebody typed as a question to the index; the last word may go on."""
    parts = (_WORD.findall(_UNSPACED.sub(r" \1 ", part)) for part in fold(text).split())
    asked = " ".join(f'"{" ".join(words)}"' for words in parts if words)
    return f"{asked}*" if asked else ""


def find(s: Session, text: str, limit: int, after: int | None = None) -> list[int] | None:
    """Give ids of notes with all the words, the newest period first; None when no word was typed.

    after is the last id of the page before. Never by rank: that reads every hit.
    """
    if not (asked := phrase(text)):
        return None
    last = after if after is not None else (1 << 63) - 1
    rows = s.connection().exec_driver_sql(_FIND, (asked, last, limit))
    return [int(r) for r in rows.scalars()]
