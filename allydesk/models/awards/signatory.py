"""Who signs certificates, with a picture of the signature where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.language import _
from allydesk.models.base import Record, field, put

MOST = 3  # on one certificate
_ROOM = 1_000_000  # bytes
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def _picture_problem(image: bytes) -> str | None:
    if not image.startswith(_IMAGES):
        return _("Choose a picture in PNG or JPEG format.")
    if len(image) > _ROOM:
        return _("The picture is larger than 1 MB. Choose a smaller one.")
    return None


class Signatory(Record):
    """Somebody who signs certificates."""

    __tablename__ = "signatory"
    one: ClassVar[str] = _("signatory")
    many: ClassVar[str] = _("signatories")

    name: Mapped[str] = field(_("Name"), longest=120)
    position: Mapped[str | None] = field(
        _("Position"), longest=120, hint=_("Stands below the name, as in “Chief executive”.")
    )
    person_id: Mapped[int | None] = field(
        _("Person"), ForeignKey("person.id", ondelete="SET NULL"), index=True, refers="person"
    )
    picture: Mapped[bytes | None] = field(
        _("Signature"), LargeBinary, check=_picture_problem,
        hint=_("A picture in PNG or JPEG, up to 1 MB. Empty: a line to sign on."),
    )  # fmt: skip
    in_use: Mapped[bool] = field(_("Signs new certificates"))
    place: Mapped[int] = mapped_column()

    def prepare(self, s: Session) -> None:
        if self.in_use is None:
            self.in_use = True
        if self.place is None:
            self.place = (s.execute(select(func.max(Signatory.place))).scalar() or 0) + 1


class Signature(Record):
    """Who signs one award."""

    __tablename__ = "award_signature"
    one: ClassVar[str] = _("signature")
    many: ClassVar[str] = _("signatures")

    award_id: Mapped[int] = field(
        _("Award"), ForeignKey("award.id", ondelete="CASCADE"), refers="award"
    )
    signatory_id: Mapped[int] = field(
        _("Signatory"), ForeignKey("signatory.id", ondelete="CASCADE"), index=True, refers="signatory"
    )  # fmt: skip
    __table_args__ = (UniqueConstraint("award_id", "signatory_id"),)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        q = select(Signature.id).filter_by(award_id=self.award_id, signatory_id=self.signatory_id)
        if s.execute(q.where(Signature.id != (self.id or 0))).first():
            yield "signatory_id", _("They sign this award already.")


class Row(NamedTuple):
    """Somebody who signs."""

    id: int
    name: str
    position: str | None
    picture: bytes | None
    in_use: bool


_ROW = tuple(getattr(Signatory, name) for name in Row._fields)


def listing(s: Session, *, in_use: bool = True) -> list[Row]:
    """Give who signs certificates, in the order in which they stand below one."""
    q = select(*_ROW).order_by(Signatory.place, Signatory.id)
    return [Row(*r) for r in s.execute(q.where(Signatory.in_use) if in_use else q)]


def of_awards(s: Session, awards: Sequence[int]) -> dict[int, list[Row]]:
    """Give who signs some awards."""
    q = select(Signature.award_id, *_ROW).join(Signatory, Signatory.id == Signature.signatory_id)
    q = q.where(Signature.award_id.in_(awards)).order_by(Signature.id)
    found: dict[int, list[Row]] = {id: [] for id in awards}
    for id, *row in s.execute(q):
        found[id].append(Row(*row))
    return found


def usual(s: Session, award_type: int | None) -> list[int]:
    """Give who signed the last award of this kind and still signs, else the first who signs."""
    from allydesk.models.awards.award import Award

    last = select(Award.id).join(Signature, Signature.award_id == Award.id)
    last = last.where(Award.award_type_id == award_type).order_by(
        Award.given_on.desc(), Award.id.desc()
    )
    id = s.execute(last.limit(1)).scalar()
    before = [r.id for r in of_awards(s, [id])[id] if r.in_use] if id else []
    return before or [r.id for r in listing(s)[:1]]


def sign(s: Session, award: int, signatories: Sequence[int]) -> None:
    """Say who signs an award, in order; others no longer do."""
    for old in s.execute(select(Signature).filter_by(award_id=award)).scalars():
        s.delete(old)
    s.flush()
    for id in dict.fromkeys(signatories):
        put(s, Signature, None, {"award_id": award, "signatory_id": id})
