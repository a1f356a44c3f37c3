"""Preferences of this computer. What belongs to the desk lies in the desk file, not here."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from allydesk import paths

log = logging.getLogger(__name__)

THEMES = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """What this person likes, on this computer."""

    theme: str = "system"
    text_size: int = 100  # per cent
    reduce_motion: bool = False
    last_file: str = ""
    window: str = ""  # Qt's own description of size and place, in base64
    splitters: dict[str, list[int]] = field(default_factory=dict)  # screen -> widths in pixels
    backup_folder: str = ""  # a second place: a stick, a synced folder
    copied: str = ""  # when that place took a backup last (UTC), for it is not always there
    views: dict[str, str] = field(default_factory=dict)  # place -> which of its views is shown
    columns: dict[str, dict[str, str]] = field(default_factory=dict)  # layout of a list -> matches
    handouts: dict[str, dict[str, str | bool | int]] = field(
        default_factory=dict
    )  # document -> last choices
    printer: str = ""
    # Printer -> how far it is out on sheets of labels, in millimetres.
    printers: dict[str, dict[str, float]] = field(default_factory=dict)
    hide_after: int = 0  # minutes without a key before names are hidden; 0 is never
    later: dict[str, str] = field(default_factory=dict)  # what Home was told “Not now”, and when
    home_group: int = 0  # the group printed for last
    pin: str = ""  # for leaving what guests use: see pin.keep
    thanks: int = 3  # seconds that guests are thanked at the door


def _file() -> Path:
    return paths.config() / "settings.json"


def _sound(name: str, value: Any) -> bool:
    default = getattr(Settings(), name)
    if name == "theme":
        return value in THEMES
    if name == "text_size":
        return value in TEXT_SIZES
    return type(value) is type(default)


def load() -> Settings:
    """Read the preferences; whatever cannot be read or makes no sense takes its default."""
    try:
        stored = json.loads(_file().read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.info("Preferences could not be read (%s); defaults are used.", type(error).__name__)
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known = {f.name for f in fields(Settings)}
    return Settings(**{n: v for n, v in stored.items() if n in known and _sound(n, v)})


def save(settings: Settings) -> None:
    """Write the preferences whole or not at all; a full disk costs a preference, never a crash."""
    file = _file()
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
        part.replace(file)
    except OSError as error:
        log.info("Preferences could not be written (%s).", type(error).__name__)


_one_at_a_time = threading.Lock()


def change(**values: Any) -> Settings:
    """Change some preferences and give all of them."""
    with _one_at_a_time:  # backups note theirs beside the window
        settings = replace(load(), **values)
        save(settings)
    return settings
