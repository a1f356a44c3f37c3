"""Stacks of paper forms typed in by digits, twice if wanted, and the differences told.

What is typed lies beside the tray, sheet by sheet, until the stack is handed in: a power cut costs
nothing. No backup holds it, and it is wiped when the answers are filed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.feedback import pulse
from allydesk.models.feedback.tray import TRAY

Sheet = tuple[int | None, ...]


class Stack(NamedTuple):
    """The sheets typed so far, first and second time, with what each says in words."""

    first: list[tuple[Sheet, str]]
    second: list[Sheet]


class Difference(NamedTuple):
    """Two entries of one sheet that do not agree; None is a question left out."""

    sheet: int  # from 1, as the stack lies
    question: int  # from 1
    first: int | None
    second: int | None


def read(typed: str, questions: int) -> Sheet:
    """Read one sheet: a digit for each question, 0 or - for one left out; spaces do not count.

    Raises Problem that says what is missing.
    """
    marks = "".join(typed.split())
    if len(marks) != questions:
        raise Problem(
            _("Type {n} digits, one for each question; 0 for one left out.").format(n=questions)
        )
    wrong = next((m for m in marks if m not in "012345-"), None)
    if wrong:
        raise Problem(_("“{mark}” is not an answer. Type 1 to 5, or 0.").format(mark=wrong))
    return tuple(int(m) if m in "12345" else None for m in marks)


def _pile(wave: int) -> str:
    return f"stack {wave}"


def stack(s: Session, wave: int) -> Stack:
    """Give what is typed of a stack."""
    found = s.execute(select(TRAY.c.content).where(TRAY.c.pile == _pile(wave))).scalar()
    if found is None:
        return Stack([], [])
    kept = json.loads(found)
    return Stack(
        [(tuple(sheet), words) for sheet, words in kept["first"]],
        [tuple(sheet) for sheet in kept["second"]],
    )


def keep(s: Session, wave: int, typed: Stack) -> None:
    """Store what is typed of a stack so far."""
    content = json.dumps(typed._asdict(), ensure_ascii=False)
    here = TRAY.c.pile == _pile(wave)
    if s.execute(select(TRAY.c.id).where(here)).first():
        s.execute(update(TRAY).where(here).values(content=content))
    else:
        s.execute(insert(TRAY).values(pile=_pile(wave), content=content))


def differences(typed: Stack) -> list[Difference]:
    """Give where the second entry differs from the first; a sheet typed once differs in all."""
    found = []
    pairs = zip_longest((sheet for sheet, _words in typed.first), typed.second, fillvalue=())
    for n, (first, second) in enumerate(pairs, 1):
        for q, (a, b) in enumerate(zip_longest(first, second), 1):
            if a != b or not first or not second:
                found.append(Difference(n, q, a, b))
    return found


def hand_in(s: Session, wave: int) -> int:
    """Lay a stack into the tray as answers and wipe what was typed; give how many sheets.

    Raises Problem while a second entry differs. Sheets on which nothing was answered are left out.
    """
    typed = stack(s, wave)
    if typed.second and (apart := differences(typed)):
        raise Problem(
            _("Sheet {n} differs in question {q}. Look at the paper and choose.").format(
                n=apart[0].sheet, q=apart[0].question
            )
        )
    filled = [(sheet, words) for sheet, words in typed.first if words or any(sheet)]
    for sheet, words in filled:
        pulse.answer(s, wave, sheet, words)
    s.execute(delete(TRAY).where(TRAY.c.pile == _pile(wave)))
    return len(filled)


def drop(s: Session, wave: int) -> None:
    """Forget what was typed of a stack."""
    s.execute(delete(TRAY).where(TRAY.c.pile == _pile(wave)))


def slips(sheets: Sequence[Sheet]) -> list[str]:
    """Give sheets as they were typed, to show them in a list."""
    return ["".join(str(a) if a else "–" for a in sheet) for sheet in sheets]
