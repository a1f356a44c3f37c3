"""Public holidays of the organisation's country and region."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.observance import YEARS
from allydesk.models.organisation import Organisation
from allydesk.planning import observances
from allydesk.planning.observances import Occurrence

_JOINT = "; "  # between the names of holidays that fall on one day


def get_ready() -> None:
    """Load what takes a moment, before anybody waits for it."""
    _library().list_supported_countries(include_aliases=True)


class Holiday(NamedTuple):
    """A day off by law."""

    day: dt.date
    name: str

    @property
    def named(self) -> tuple[str, dt.date, dt.date]:
        """Give its name, first and last day."""
        return self.name, self.day, self.day


def by_law(one: Occurrence, name: str, first: dt.date, last: dt.date) -> bool:
    """Say whether a day off is an observance by law, so that it needs to stand only once.

    It is on the same days and has the same name, or one that goes on: “Christmas” is “Christmas Day”.
    """
    return (one.first, one.last) == (first, last) and f"{name} ".startswith(f"{one.name} ")


def _library() -> ModuleType:
    import holidays  # loaded when first asked for: the window opens without it

    return holidays


def between(s: Session, first: dt.date, last: dt.date) -> list[Holiday]:
    """Give the public holidays on the days from first to last; none where nobody knows them."""
    country, region, language = _place(s)
    found = [
        holiday
        for year in range(max(first.year, YEARS.start), min(last.year + 1, YEARS.stop))
        for holiday in _of_year(country, region, language, year)
    ]
    return [h for h in found if first <= h.day <= last]


def problem(s: Session) -> str | None:
    """Give the sentence that says why no public holidays are shown, or None when they are."""
    country, region, language = _place(s)
    if not country:
        return _("Choose a country to see public holidays.")
    regions = _subdivisions(country)
    name = observances.region_name(country, language)
    if regions is None:
        return _(
            "AllyDesk knows no public holidays for {country}. Add them as closed days."
        ).format(country=name)
    if region and region not in regions:
        return _(
            "AllyDesk does not know the region “{region}” ({country}). Choose it again."
        ).format(region=region, country=name)
    return None


def hint(s: Session) -> str | None:
    """Give the sentence that asks for a region where public holidays may depend on it."""
    country, region, language = _place(s)
    if region or not country or not _subdivisions(country):
        return None
    return _("{country}: some public holidays depend on the region. Choose yours.").format(
        country=observances.region_name(country, language)
    )


def countries(language: str) -> list[tuple[str, str]]:
    """Give (code, name) of the countries whose public holidays are known, by name."""
    known = _library().list_supported_countries(include_aliases=False)
    rows = [(code, observances.region_name(code, language)) for code in known if len(code) == 2]
    return sorted(rows, key=lambda row: row[1])


def regions(country: str) -> list[tuple[str, str]]:
    """Give (code, name) of the parts of a country whose public holidays differ, by name."""
    codes = _subdivisions(country) or ()
    names: dict[str, str] = {}
    if codes:
        aliases = _library().country_holidays(country).subdivisions_aliases
        for alias, code in aliases.items():
            names.setdefault(code, alias)
    return sorted(((c, names.get(c, c)) for c in codes), key=lambda row: row[1])


def _place(s: Session) -> tuple[str, str, str]:
    row = s.execute(select(Organisation.region, Organisation.language)).one_or_none()
    region, language = row or (None, organisation.language(s))
    return observances.country(s), region or "", language


@lru_cache(maxsize=300)
def _subdivisions(country: str) -> tuple[str, ...] | None:
    try:
        return tuple(_library().country_holidays(country).subdivisions)
    except NotImplementedError:  # its way to say that it does not know a country
        return None


@lru_cache(maxsize=200)
def _of_year(country: str, region: str, language: str, year: int) -> tuple[Holiday, ...]:
    regions = _subdivisions(country) if country else None
    if regions is None:
        return ()
    # A region the library does not know is as good as none: the days of the whole country count.
    part = region if region in regions else None
    found = _library().country_holidays(
        country, subdiv=part, years=year, language=_best(country, language)
    )
    return tuple(
        Holiday(day, name.replace("'", "’"))
        for day in sorted(found)
        for name in found[day].split(_JOINT)
    )


@lru_cache(maxsize=50)
def _best(country: str, language: str) -> str | None:
    """Give the language of the library that is nearest to a language, else English, else its own."""
    offered = _library().country_holidays(country).supported_languages
    wanted = dates.locale(language)
    for near in (str(wanted), wanted.language, f"{wanted.language}_", "en_GB", "en_US", "en_"):
        for one in offered:
            if one == near or (near.endswith("_") and one.startswith(near)):
                return str(one)
    return None
