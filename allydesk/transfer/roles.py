"""Read the words for roles in groups: “Chairman”, “Lead; Treasurer”, “Mitglied”, “Ally”."""

from __future__ import annotations

import re

from allydesk.models.base import fields
from allydesk.models.membership import ROLES, RoleTerm
from allydesk.text import clean
from allydesk.transfer import headings

Role = tuple[str, str | None]  # (stored role, own words)
_ROOM = fields(RoleTerm)["own_words"].field.longest or 80
_TAIL = re.compile(
    r"\s*[,(:–-]|\s+(?:of|for|von|der|für|de|du|des|pour|di|del|per|van|voor|för|av|do|da)\s"
)


def roles_of(text: str) -> tuple[tuple[Role, ...], str | None]:
    """Give the roles a cell names, and "ally" when it says that instead; no role for a mere member.

    Raises ValueError when a role has more letters than there is room for.
    """
    found: list[Role] = []
    takes_part_as = None
    for part in _parts(clean(text)):
        word = headings.plain(part)
        if word in headings.words("words", "ally"):
            takes_part_as = "ally"
        elif word and word not in headings.words("words", "member"):
            found.append(_role(part, word))
    return tuple(dict.fromkeys(found)), takes_part_as


def _parts(text: str) -> list[str]:
    """Take a cell apart where every part is a role; a comma may also belong to one role's words."""
    parts = [part.strip() for part in re.split(r"[;/|\n]", text) if part.strip()]
    finer = []
    for part in parts:
        pieces = [
            p.strip() for p in re.split(r"[,&+]|\b(?:and|und|et|y|e|en|i|och)\b", part) if p.strip()
        ]
        words = [headings.plain(piece) for piece in pieces]
        known = headings.role_words().keys() | headings.words("words", "member")
        whole = headings.plain(part) in known
        finer += pieces if len(pieces) > 1 and not whole and set(words) <= known else [part]
    return finer


def _role(part: str, word: str) -> Role:
    if len(part) > _ROOM:
        raise ValueError(part)
    head = headings.plain(_TAIL.split(part, maxsplit=1)[0])
    kind = headings.role_words().get(word) or headings.role_words().get(head) or "other"
    return kind, None if word == headings.plain(ROLES[kind]) else part


def key(role: Role) -> tuple[str, str]:
    """Give the form in which two roles are the same."""
    kind, own = role
    return kind, headings.plain(own or ROLES[kind])
