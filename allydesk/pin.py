"""The PIN by which a host takes the screen back from guests: kept salted and hashed, never as typed.

The one place for it is settings.Settings.pin, of this computer: the door and every screen that is handed over share it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata

LONGEST = 12
_FREE = 4  # slips that cost no time
_LONGEST_PAUSE = 60  # seconds
_KIND = "scrypt"
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}  # about 50 ms and 16 MB a try


def keep(pin: str) -> str:
    """Give what is stored of a PIN; of an empty one nothing."""
    if not pin:
        return ""
    salt = os.urandom(16)
    return "$".join((_KIND, salt.hex(), _hash(pin, salt).hex()))


def matches(pin: str, kept: str) -> bool:
    """Say whether a PIN is the one that is kept.

    Where none is kept, or what is kept is damaged, anything is: nobody is shut in by a broken file,
    and whoever can change that file could empty it as well.
    """
    parts = _parts(kept)
    return parts is None or hmac.compare_digest(_hash(pin, parts[0]), parts[1])


def is_kept(kept: str) -> bool:
    """Say whether a PIN is kept at all."""
    return _parts(kept) is not None


def pause(wrong: int) -> int:
    """Give the seconds to wait after so many wrong tries: guessing gets slow, nobody is shut out."""
    return min(_LONGEST_PAUSE, 2 ** min(wrong - _FREE, 10)) if wrong > _FREE else 0


def _parts(kept: str) -> tuple[bytes, bytes] | None:
    kind, _dollar, rest = kept.partition("$")
    salt, _dollar, digest = rest.partition("$")
    try:
        found = bytes.fromhex(salt), bytes.fromhex(digest)
    except ValueError:
        return None
    return found if kind == _KIND and all(found) else None


def _hash(pin: str, salt: bytes) -> bytes:
    plain = unicodedata.normalize("NFKC", pin).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(plain, salt=salt, **_COST)
