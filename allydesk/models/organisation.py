"""The organisation: one row that says whose desk this is and how it works."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk import language as _language
from allydesk import zones
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.base import Record, field

PAPERS = {"a4": _("A4"), "letter": _("Letter")}
SMALLEST_GROUP = 3  # below this nothing is ever shown, whatever a file says
_LETTER_COUNTRIES = frozenset(
    ["US", "CA", "MX", "PH", "CL", "CO", "CR", "DO", "GT", "HN", "NI", "PA", "PR", "SV", "VE"]
)  # where CLDR gives US Letter as the usual paper
_LOGO_ROOM = 2_000_000  # bytes
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def _logo_problem(image: bytes) -> str | None:
    if not image.startswith(_IMAGES):
        return _("Choose a picture in PNG or JPEG format.")
    if len(image) > _LOGO_ROOM:
        return _("The logo is larger than 2 MB. Choose a smaller picture.")
    return None


def _k_problem(k: int) -> str | None:
    return None if 5 <= k <= 20 else _("Choose a number from 5 to 20.")


def _country_problem(country: str) -> str | None:
    if len(country) == 2 and country.isascii() and country.isupper():
        return None
    return _("Choose a country from the list.")


def _zone_problem(zone: str) -> str | None:
    return None if zones.named(zone) else _("Choose a time zone from the list.")


class Organisation(Record):
    """Whose desk this is."""

    __tablename__ = "organisation"
    one: ClassVar[str] = _("organisation")
    many: ClassVar[str] = _("organisations")

    name: Mapped[str | None] = field(
        _("Organisation"), longest=120, hint=_("Stands at the head of every page.")
    )
    logo: Mapped[bytes | None] = field(
        _("Logo"), LargeBinary, check=_logo_problem, hint=_("PNG or JPEG, up to 2 MB.")
    )
    country: Mapped[str | None] = field(
        _("Country"), check=_country_problem, hint=_("For the paper size and public holidays.")
    )
    region: Mapped[str | None] = field(
        _("Region"), longest=40, hint=_("Where public holidays differ inside the country.")
    )
    language: Mapped[str] = field(
        _("Language"),
        longest=20,
        hint=_("Names are put in the order of this language, dates in its words."),
    )
    paper: Mapped[str] = field(_("Paper"), choices=PAPERS)
    groups_called: Mapped[str] = field(
        _("What do you call them?"), longest=40, hint=_("Groups, ERGs, Networks or your own word.")
    )
    k: Mapped[int] = field(
        _("Smallest number shown"), check=_k_problem,
        hint=_("Results stay hidden until so many people have answered. 5 to 20."),
    )  # fmt: skip
    zone: Mapped[str | None] = field(
        _("Time zone"),
        longest=60,
        check=_zone_problem,
        hint=_("For calendar files, as in Europe/London."),
    )
    names_in: Mapped[str | None] = mapped_column()  # the language that sort keys were made for

    def prepare(self, s: Session) -> None:
        """Put all names into the order of the language, if it is another than before."""
        from allydesk.models import group, person

        self.language = self.language or _language.system()
        self.paper = self.paper or usual_paper(self.country or country_of(self.language))
        self.groups_called = self.groups_called or _("Groups")
        self.k = self.k or 5
        self.zone = self.zone or zones.system()
        if self.names_in != self.language:
            self.names_in = self.language
            person.put_in_order(s, self.language)
            group.put_in_order(s, self.language)


def country_of(language: str) -> str:
    """Give the country in a language tag ("de-AT": "AT"), or nothing."""
    parts = language.split("-")
    return parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 2 else ""


def usual_paper(country: str) -> str:
    """Give the paper that printers in a country are filled with."""
    return "letter" if country.upper() in _LETTER_COUNTRIES else "a4"


def language(s: Session) -> str:
    """Give the language of the desk, as in "en-GB"."""
    return s.execute(select(Organisation.language)).scalar() or _language.system()


def the(s: Session) -> Organisation:
    """Give the one row; every desk file has it from the start."""
    found = s.execute(select(Organisation)).scalar()
    if found is None:
        raise Problem(_("This file has no organisation. Restore a backup of it."))
    return found


def name(s: Session) -> str:
    """Give the organisation's name, or nothing while it has none."""
    return s.execute(select(Organisation.name)).scalar() or ""


def called(s: Session) -> str:
    """Give what groups are called here: Groups, ERGs, Networks, or their own word."""
    return s.execute(select(Organisation.groups_called)).scalar() or _("Groups")
