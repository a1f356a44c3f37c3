"""The time zone of this computer, by the name that the whole world uses for it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MARK = "zoneinfo/"


def named(name: str) -> ZoneInfo | None:
    """Give the zone of a name such as "Europe/London"; None when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone(name: str | None) -> tzinfo:
    """Give the zone of a name, or that of this computer, or UTC."""
    return (named(name) if name else None) or named(system()) or UTC


def system() -> str:
    """Give the name of this computer's zone; "UTC" where it does not say."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _windows(), _localtime(), _etc()):
        if name and named(name):
            return name
    return "UTC"


def _windows() -> str:
    """Translate Windows' own name, "GMT Standard Time", which is the same in every language."""
    if sys.platform != "win32":
        return ""
    import winreg

    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    path = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
        name = str(winreg.QueryValueEx(key, "TimeZoneKeyName")[0]).split("\0")[0]
    return WINDOWS_TO_OLSON.get(name, "")


def _localtime() -> str:
    """Read where the system's zone points to, as in /usr/share/zoneinfo/Europe/London."""
    try:
        target = str(Path("/etc/localtime").resolve(strict=True))
    except (OSError, RuntimeError):
        return ""
    return target.partition(_MARK)[2]


def _etc() -> str:
    try:
        return Path("/etc/timezone").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
