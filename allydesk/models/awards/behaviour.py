"""What is thanked for: the six behaviours of allies, and what the organisation itself values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.language import _
from allydesk.models.base import Record, field
from allydesk.text import clean, fold

SIX = {
    "listening": _("Active listening"),
    "awareness": _("Awareness"),
    "empathy": _("Empathy"),
    "accountability": _("Accountability"),
    "speaking_up": _("Speaking up"),
    "taking_action": _("Taking action"),
}
MEANINGS = {
    "listening": _("Hears people out before answering."),
    "awareness": _("Notices who is left out, and why."),
    "empathy": _("Asks how something is for the other person."),
    "accountability": _("Says “that was my mistake” and does better."),
    "speaking_up": _("Says something when it would be easier not to."),
    "taking_action": _("Changes what can be changed."),
}
_BETWEEN = "; "
_LONGEST = 80
_MOST = 8


class OwnValue(Record):
    """Something the organisation values, beside the six behaviours."""

    __tablename__ = "own_value"
    one: ClassVar[str] = _("value")
    many: ClassVar[str] = _("values")

    name: Mapped[str] = field(
        _("Value"), longest=_LONGEST, hint=_("As in “We keep the door open”.")
    )
    meaning: Mapped[str | None] = field(_("What it means"), longest=300, lines=2)
    place: Mapped[int] = mapped_column()  # in the order in which they are offered

    def prepare(self, s: Session) -> None:
        if self.place is None:
            last = s.execute(
                select(OwnValue.place).order_by(OwnValue.place.desc()).limit(1)
            ).scalar()
            self.place = (last or 0) + 1

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if ";" in self.name:
            yield "name", _("Leave out the semicolon: it stands between two values.")
        others = s.execute(select(OwnValue.name).where(OwnValue.id != (self.id or 0))).scalars()
        if fold(self.name) in {fold(n) for n in (*others, *SIX.values())}:
            yield "name", _("“{name}” is on the list already.").format(name=self.name)


def own(s: Session) -> list[tuple[int, str]]:
    """Give the organisation's own values with their ids, in the order in which they are offered."""
    q = select(OwnValue.id, OwnValue.name).order_by(OwnValue.place, OwnValue.id)
    return [(id, name) for id, name in s.execute(q)]


def offered(s: Session) -> dict[str, str]:
    """Give everything somebody can be thanked for: what is stored -> words."""
    return SIX | {name: name for _id, name in own(s)}


def split(stored: str | None) -> tuple[str, ...]:
    """Give the keys in a stored list of behaviours; a value of one's own is its own key."""
    keys = {fold(words): key for key, words in SIX.items()}
    parts = (clean(part) for part in (stored or "").split(";"))
    return tuple(dict.fromkeys(keys.get(fold(part), part) for part in parts if part))


def joined(keys: Iterable[str]) -> str | None:
    """Give a list of behaviours as it is stored."""
    return _BETWEEN.join(dict.fromkeys(keys)) or None


def words(stored: str | None) -> tuple[str, ...]:
    """Give a stored list of behaviours in words, the organisation's own values as it wrote them."""
    return tuple(SIX.get(key, key) for key in split(stored))


def problem(stored: str) -> str | None:
    """Give the sentence that says what is wrong with a list of behaviours."""
    keys = split(stored)
    if len(keys) > _MOST:
        return _("Choose {n} behaviours at most.").format(n=_MOST)
    if any(len(key) > _LONGEST for key in keys):
        return _("Say each behaviour in {n} characters at most.").format(n=_LONGEST)
    return None
