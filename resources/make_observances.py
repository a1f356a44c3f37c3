"""Work out the movable dates of observances.json again and write them into it.

    python -m resources.make_observances

Needs the calendars of the dev extra. Names, advice and fixed dates are written by hand in the
file itself; only the dates of what is listed in MADE are touched. Where two sources disagree, or a
date is a matter of custom, the file says so with its certainty.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import convertdate
import ephem
import holidays
from hijridate import Gregorian, Hijri
from holidays.calendars import _HinduLunisolar
from pyluach import dates as hebrew

FILE = Path(__file__).with_name("observances.json")
YEARS = range(2025, 2036)
_DAY = dt.timedelta(days=1)
_BEIJING, _SEOUL, _DELHI = 8.0, 9.0, 5.5  # hours before Greenwich

Days = list[str]


def _text(days: Iterable[dt.date]) -> Days:
    return [f"{d:%m-%d}" for d in days]


# ---- Hebrew and Islamic days


def _hebrew(month: int, day: int) -> Callable[[int], Days]:
    def of(year: int) -> Days:
        found = (hebrew.HebrewDate(y, month, day).to_pydate() for y in (year + 3760, year + 3761))
        return _text(d for d in found if d.year == year)

    return of


def _purim(year: int) -> Days:
    there = hebrew.HebrewDate(year + 3760, 1, 1).year
    leap = (7 * there + 1) % 19 < 7
    return _text([hebrew.HebrewDate(there, 13 if leap else 12, 14).to_pydate()])


def _tisha_bav(year: int) -> Days:
    day = hebrew.HebrewDate(year + 3760, 5, 9).to_pydate()
    return _text([day + _DAY if day.weekday() == 5 else day])  # never on a Sabbath


def _yom_hashoah(year: int) -> Days:
    day = hebrew.HebrewDate(year + 3760, 1, 27).to_pydate()
    # Kept away from the Sabbath: Friday goes back a day, Sunday forward.
    return _text([day + {4: -1, 6: 1}.get(day.weekday(), 0) * _DAY])


def _islamic(month: int, day: int) -> Callable[[int], Days]:
    def of(year: int) -> Days:
        first = Gregorian(year, 1, 1).to_hijri().year
        found = (Hijri(y, month, day).to_gregorian() for y in (first, first + 1, first + 2))
        return _text(sorted(dt.date(*d.datetuple()) for d in found if d.year == year))

    return of


def _ramadan(year: int) -> Days:
    first = Gregorian(year, 1, 1).to_hijri().year
    spans = []
    for there in (first, first + 1, first + 2):
        start = dt.date(*Hijri(there, 9, 1).to_gregorian().datetuple())
        end = start + (Hijri(there, 9, 1).month_length() - 1) * _DAY
        if start.year == year:
            spans.append(f"{start:%m-%d}/{end:%m-%d}")
    return spans


# ---- sun and moon


def _local(moment: Any, hours: float) -> dt.date:
    found: dt.datetime = ephem.Date(moment).datetime()
    return (found + dt.timedelta(hours=hours)).date()


def _longitude(moment: Any) -> float:
    """Give the longitude of the sun in degrees, of the equinox of that day."""
    sun = ephem.Sun(moment)
    return float(ephem.Ecliptic(sun, epoch=moment).lon) * 180 / ephem.pi


@cache
def _month_begins(year: int, hours: float) -> tuple[dt.date, ...]:
    """Give the local days of all new moons from the winter before a year to the end of it."""
    moment, found = ephem.Date(f"{year - 1}/11/15"), []
    while True:
        moment = ephem.next_new_moon(moment)
        day = _local(moment, hours)
        if day > dt.date(year + 1, 1, 31):
            return tuple(found)
        found.append(day)


def _lunar(year: int, month: int, day: int, hours: float) -> dt.date:
    """Give a day of the Chinese calendar as it is reckoned at a meridian.

    The winter solstice is in month 11. Where thirteen months lie between two of them, the first
    in which the sun enters no new sign is a leap month and has no number of its own.
    """
    moons = _month_begins(year, hours)
    before = _local(ephem.next_winter_solstice(f"{year - 1}/12/1"), hours)
    after = _local(ephem.next_winter_solstice(f"{year}/12/1"), hours)
    first = max(n for n, moon in enumerate(moons) if moon <= before)
    last = max(n for n, moon in enumerate(moons) if moon <= after)
    number, leap_over = 11, last - first == 13
    for n in range(first, last):
        if number == month + 12 * (month < 11):
            return moons[n] + (day - 1) * _DAY
        if leap_over and n + 1 < last and not _sign_begins(moons[n + 1], moons[n + 2], hours):
            leap_over = False
            continue
        number += 1
    raise AssertionError((year, month))


def _sign_begins(start: dt.date, end: dt.date, hours: float) -> bool:
    """Say whether the sun enters a sign of thirty degrees from one local midnight to another."""

    def sign(day: dt.date) -> int:
        midnight = ephem.Date(dt.datetime.combine(day, dt.time())) - hours / 24
        return int(_longitude(ephem.Date(midnight)) // 30)

    return sign(start) != sign(end)


def _chinese(month: int, day: int, hours: float) -> Callable[[int], Days]:
    return lambda year: _text([_lunar(year, month, day, hours)])


def _bahai(month: int, day: int) -> Callable[[int], Days]:
    return lambda y: _text([dt.date(*convertdate.bahai.to_gregorian(y - 1843, month, day))])


def _vesak(year: int) -> Days:
    """Give the local day of the full moon of Vaisakha, the month as the Hindu calendar has it."""
    near = _hindu_day("buddha_purnima", year)
    return _text([_local(ephem.next_full_moon(str(near - 3 * _DAY)), _DELHI)])


# ---- days that are set by tables


def _hindu_day(name: str, year: int) -> dt.date:
    found = getattr(_HinduLunisolar(), f"{name}_date")(year)[0]
    assert isinstance(found, dt.date)
    return found


def _hindu(name: str) -> Callable[[int], Days]:
    return lambda year: _text([_hindu_day(name, year)])


def _named(country: str, name: str, language: str) -> Callable[[int], Days]:
    """Take a day from the public holidays of a country; not the day off that makes up for it."""

    def of(year: int) -> Days:
        found = holidays.country_holidays(country, years=year, language=language)
        exact = (name, f"{name} (estimated)")
        return _text(day for day in sorted(found) if found[day] in exact)

    return of


def _enkutatash(year: int) -> Days:
    # The Ethiopian year begins with the Coptic one.
    return _text([dt.date(*convertdate.coptic.to_gregorian(year - 283, 1, 1))])


MADE: dict[str, Callable[[int], Days]] = {
    "lunar-new-year": _chinese(1, 1, _BEIJING),
    "seollal": _chinese(1, 1, _SEOUL),
    "losar": _hindu("gyalpo_losar"),
    "maha-shivaratri": _hindu("maha_shivaratri"),
    "ramadan": _ramadan,
    "laylat-al-qadr": _islamic(9, 27),
    "eid-al-fitr": _islamic(10, 1),
    "holi": _hindu("holi"),
    "purim": _purim,
    "nowruz": lambda y: _text([dt.date(*convertdate.persian.to_gregorian(y - 621, 1, 1))]),
    "naw-ruz": _bahai(1, 1),
    "ram-navami": _hindu("ram_navami"),
    "mahavir-jayanti": _hindu("mahavir_jayanti"),
    "passover": _hebrew(1, 15),
    "vaisakhi": _hindu("vaisakhi"),
    "yom-hashoah": _yom_hashoah,
    "ridvan": _bahai(2, 13),
    "vesak": _vesak,
    "buddhas-birthday": _chinese(4, 8, _BEIJING),
    "vesak-southeast-asia": _named("SG", "Vesak Day", "en_SG"),
    "shavuot": _hebrew(3, 6),
    "arafah": _islamic(12, 9),
    "eid-al-adha": _islamic(12, 10),
    "islamic-new-year": _islamic(1, 1),
    "ashura": _islamic(1, 10),
    "matariki": _named("NZ", "Matariki", "en_NZ"),
    "tisha-bav": _tisha_bav,
    "mawlid": _islamic(3, 12),
    "raksha-bandhan": _hindu("raksha_bandhan"),
    "janmashtami": _hindu("janmashtami"),
    "enkutatash": _enkutatash,
    "rosh-hashanah": _hebrew(7, 1),
    "ganesh-chaturthi": _hindu("ganesh_chaturthi"),
    "samvatsari": _hindu("samvatsari_parva"),
    "yom-kippur": _hebrew(7, 10),
    "mid-autumn": _chinese(8, 15, _BEIJING),
    "sukkot": _hebrew(7, 15),
    "simchat-torah": _hebrew(7, 23),
    "navaratri": _hindu("sharad_navratri"),
    "dussehra": _hindu("dussehra"),
    "diwali": _hindu("diwali_india"),
    "guru-nanak": _hindu("guru_nanak_jayanti"),
    "hanukkah": _hebrew(9, 25),
}


def made() -> dict[str, dict[str, Days]]:
    """Give the dates of every movable observance, year by year."""
    return {key: {str(year): days(year) for year in YEARS} for key, days in MADE.items()}


def main() -> None:
    whole = json.loads(FILE.read_text("utf-8"))
    dates = made()
    for one in whole["observances"]:
        if one["id"] in dates:
            one["rule"] = {"type": "dates", "dates": dates.pop(one["id"])}
    assert not dates, f"not in the file: {sorted(dates)}"
    FILE.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{FILE}: {len(whole['observances'])} observances")


if __name__ == "__main__":
    main()
