"""Countries, by the names a language has for them."""

from __future__ import annotations

from allydesk import dates, language


def countries(tag: str) -> list[tuple[str, str]]:
    """Give (code, name) of all countries, in the order and the words of a language."""
    from allydesk.collation import sort_key

    names = dates.locale(tag).territories
    found = [(c, n) for c, n in names.items() if len(c) == 2 and c.isalpha() and c not in _NONE]
    return sorted(found, key=lambda pair: sort_key(pair[1], tag))


_NONE = ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA")


def country_here() -> str:
    """Give the country this computer is set to, or nothing."""
    parts = language.system().split("-")
    return parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 2 else ""
