"""The words that stand above columns in other people's lists, in several languages."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from allydesk import paths
from allydesk.language import _
from allydesk.models.base import fields
from allydesk.models.person import Person
from allydesk.text import fold
from allydesk.transfer.targets import EXTRA

_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_GAPS = re.compile(r"[\W_]+")
# Words that say nothing about what a column holds.
_FILLERS = re.compile(
    r"\b(employee|staff|worker|colleague|your|current|primary|main|work|mitarbeiter"
    r"|dienstlich(e|es|er)?|empleado|dipendente|medewerker|pracownika|colaborador|the|of)\b"
)
# What one word among others may tell. A name is not among it: “Company name” is nobody’s.
_FROM_A_PART: Final = frozenset(
    (
        "last_name", "first_name", "staff_number", "email", "phone", "job_title", "team", "location",
        "started", "left", "pronouns", "photo_consent", "access_needs", "dietary_needs",
    )
)  # fmt: skip
NOT_KEPT: Final = _("AllyDesk does not keep this.")
SOMEBODY_ELSE: Final = _("This seems to be about somebody else.")


class Match(NamedTuple):
    """What a heading seems to mean. target is empty for what AllyDesk leaves out."""

    target: str
    sure: bool
    reason: str = ""


@cache
def _file() -> dict[str, dict[str, dict[str, list[str]]]]:
    found: dict[str, dict[str, dict[str, list[str]]]] = json.loads(
        (paths.resources() / "headings.json").read_text("utf-8")
    )
    return found


@lru_cache(maxsize=50_000)
def plain(heading: str) -> str:
    """Give a heading without case, accents, brackets and signs: "E-Mail_Adresse*" as e mail adresse."""
    apart = _CAMEL.sub(" ", _BRACKETS.sub(" ", heading) if len(heading) < 500 else heading[:500])
    return _GAPS.sub(" ", fold(apart)).strip()


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Give the plain words of one entry of the file, in all its languages together."""
    return frozenset(plain(w) for listed in _file()[section][key].values() for w in listed)


@cache
def _targets() -> dict[str, str]:
    """Give plain heading -> target; the labels that AllyDesk itself writes come first."""
    found = {plain(d.field.label): name for name, d in fields(Person).items()}
    found |= {plain(t.label): t.name for t in EXTRA if t.name not in found}
    for target in _file()["columns"]:
        for word in words("columns", target):
            found.setdefault(word, target)
    return found


@cache
def _left_out() -> list[tuple[re.Pattern[str], str]]:
    reasons = {"protected": NOT_KEPT, "money": NOT_KEPT, "someone_else": SOMEBODY_ELSE}
    made = []
    for key, reason in reasons.items():
        listed = {w for several in _file()["leave_out"][key].values() for w in several}
        patterns = sorted(
            plain(w.replace("*", "")) + (r"\w*" if w.endswith("*") and " *" not in w else "")
            for w in listed
        )
        made.append((re.compile(rf"\b(?:{'|'.join(patterns)})\b"), reason))
    return made


@cache
def _parts() -> re.Pattern[str]:
    may = {w for w, target in _targets().items() if len(w) >= 4 and target in _FROM_A_PART}
    longest_first = sorted(may, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")


def match(heading: str) -> Match | None:
    """Say what a heading means; None when it is not known.

    A whole match is sure. What is protected or about money is never guessed from a part.
    """
    key = plain(heading)
    if not key:
        return None
    if target := _targets().get(key):
        return Match(target, sure=True)
    for pattern, reason in _left_out():
        if pattern.search(key):
            return Match("", sure=True, reason=reason)
    bare = " ".join(_FILLERS.sub(" ", key).split())
    if target := _targets().get(bare):
        return Match(target, sure=True)
    if found := _parts().search(key):
        return Match(_targets()[found[1]], sure=False)
    return None


def known(heading: str) -> bool:
    """Say whether a cell is surely a heading."""
    if not heading or len(heading) > 80:
        return False
    found = match(heading)
    return found is not None and found.sure


@cache
def alone() -> frozenset[str]:
    """Give headings that can stand above a list of one column, as written in lower case."""
    kinds = ("name", "full_name", "name_last_first", "email", "staff_number")
    columns = _file()["columns"]
    return frozenset(w.casefold() for k in kinds for listed in columns[k].values() for w in listed)


@cache
def role_words() -> dict[str, str]:
    """Give plain word -> role, as in "chairman" -> "lead"."""
    return {w: role for role in _file()["roles"] for w in words("roles", role)}
