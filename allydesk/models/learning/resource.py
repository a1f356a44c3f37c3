"""Books, talks and guides to learn from, and where to find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.collation import sort_key
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.base import Record, field
from allydesk.models.learning.course import LEVELS, minutes_problem
from allydesk.text import like, search_key

KINDS = {
    "book": _("Book"),
    "article": _("Article"),
    "video": _("Video"),
    "podcast": _("Podcast"),
    "course": _("Course elsewhere"),
    "guide": _("Guide"),
    "community": _("Community event"),
}
CHIPS = {"": _("All"), **KINDS, "lent": _("Lent out")}
_MOST_COPIES = 1000


def _copies_problem(copies: int) -> str | None:
    return None if 0 <= copies <= _MOST_COPIES else _("Choose a number of copies from 0 to 1000.")


class Resource(Record):
    """Something to read, watch, hear or go to."""

    __tablename__ = "resource"
    one: ClassVar[str] = _("resource")
    many: ClassVar[str] = _("resources")

    title: Mapped[str] = field(_("Title"), longest=300)
    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    author: Mapped[str | None] = field(_("By"), longest=200, suggest=True)
    topic: Mapped[str | None] = field(
        _("Topic"), longest=120, suggest=True, hint=_("As in “Active listening”.")
    )
    minutes: Mapped[int | None] = field(_("Minutes"), check=minutes_problem)
    level: Mapped[str] = field(_("Level"), choices=LEVELS)
    place: Mapped[str | None] = field(
        _("Where to find it"), longest=500, hint=_("A shelf, a library or a link.")
    )
    about: Mapped[str | None] = field(
        _("What it is about"), longest=2000, lines=3, hint=_("One or two sentences.")
    )
    questions: Mapped[str | None] = field(
        _("Questions to talk about"), longest=4000, lines=4, hint=_("One line for each.")
    )
    copies: Mapped[int] = field(
        _("Copies to lend"), check=_copies_problem, hint=_("0 if there is nothing to lend.")
    )

    search_key: Mapped[str] = mapped_column()

    def prepare(self, s: Session) -> None:
        self.kind = self.kind or "book"
        self.level = self.level or "basic"
        self.copies = self.copies or 0
        self.search_key = search_key(self.title, self.author, self.topic)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        from allydesk.models.learning import loan

        out = loan.out(s, [self.id or 0]).get(self.id, 0)
        if self.copies < out:
            yield (
                "copies",
                ngettext(
                    "{n} copy is lent out. Note that it came back first.",
                    "{n} copies are lent out. Note that some came back first.",
                    out,
                ).format(n=out),
            )


class Row(NamedTuple):
    """One resource. lent is how many of its copies are out."""

    id: int
    title: str
    kind: str
    author: str | None
    topic: str | None
    minutes: int | None
    level: str
    place: str | None
    about: str | None
    questions: str | None
    copies: int
    lent: int = 0

    @property
    def free(self) -> int:
        """Give how many copies can be lent now."""
        return max(0, self.copies - self.lent)


_ROW = tuple(getattr(Resource, name) for name in Row._fields if name != "lent")


def listing(s: Session, text: str = "", chip: str = "") -> list[Row]:
    """Give resources by title, narrowed by words and by a kind, or to those lent out."""
    q = select(*_ROW).where(*(Resource.search_key.like(p, escape="\\") for p in like(text)))
    if chip and chip != "lent":
        q = q.where(Resource.kind == chip)
    language = organisation.language(s)
    found = sorted(_with_loans(s, q), key=lambda r: (sort_key(r.title, language), r.id))
    return [r for r in found if r.lent or chip != "lent"]


def rows(s: Session, wanted: Sequence[int]) -> list[Row]:
    """Give some resources in the order of the ids; ids that are gone are left out."""
    found = {r.id: r for r in _with_loans(s, select(*_ROW).where(Resource.id.in_(wanted)))}
    return [found[id] for id in wanted if id in found]


def _with_loans(s: Session, q: Any) -> list[Row]:
    from allydesk.models.learning import loan

    found = [Row(*r) for r in s.execute(q)]
    lent = loan.out(s, [r.id for r in found])
    return [r._replace(lent=lent.get(r.id, 0)) for r in found]
