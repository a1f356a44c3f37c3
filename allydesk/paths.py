"""Where things lie on this computer. ALLYDESK_HOME puts all of them into one folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

_DIRS = platformdirs.PlatformDirs("AllyDesk", appauthor=False, roaming=False)


def _home() -> Path | None:
    home = os.environ.get("ALLYDESK_HOME")
    return Path(home) if home else None


def data() -> Path:
    """Give the folder of the desk file. Local and never roaming: sync clients harm a live file."""
    return home / "data" if (home := _home()) else _DIRS.user_data_path


def backups() -> Path:
    return data() / "backups"


def config() -> Path:
    return home / "config" if (home := _home()) else _DIRS.user_config_path


def logs() -> Path:
    return home / "logs" if (home := _home()) else _DIRS.user_log_path


def runtime() -> Path:
    """Give the folder of the locks that say which file is open.

    Not the system's runtime folder: not every Linux session has one, and a lock must not be lost.
    """
    return home / "run" if (home := _home()) else _DIRS.user_state_path / "run"


def printouts() -> Path:
    """Give the folder of PDFs handed to a viewer; it holds names and is emptied at the next start."""
    return home / "printouts" if (home := _home()) else _DIRS.user_cache_path / "printouts"


def documents() -> Path:
    """Give the folder that save dialogs start in."""
    return home / "documents" if (home := _home()) else platformdirs.user_documents_path()


def desk() -> Path:
    """Give the file that is used when nobody names one."""
    return data() / "desk.allydesk"


def digest(path: Path) -> str:
    """Give a short name for a file, the same by whichever way it is reached."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]


def resources() -> Path:
    """Give the folder of fonts, icons and texts: beside the package, or inside it when installed."""
    package = Path(__file__).parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
