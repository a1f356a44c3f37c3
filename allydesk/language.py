"""The words of the program in the person's language, for every layer and without Qt.

Import this before anything that holds words: labels are translated when their module loads.
"""

from __future__ import annotations

import gettext
import locale as _system
import os

from allydesk import paths

FALLBACK = "en-GB"


def system() -> str:
    """Give the language this computer is set to, as in "de-AT"; "en-GB" if it does not say."""
    for name in ("ALLYDESK_LANGUAGE", "LC_ALL", "LC_TIME", "LANG"):
        if value := os.environ.get(name):
            break
    else:
        value = _system.getlocale()[0] or ""
    tag = value.split(".")[0].split("@")[0].replace("_", "-")
    return tag if tag.split("-")[0].isalpha() and tag.upper() not in ("C", "POSIX") else FALLBACK


_words = gettext.translation(
    "allydesk", paths.resources() / "locale", [system().replace("-", "_")], fallback=True
)
_ = _words.gettext
ngettext = _words.ngettext
