"""Which way text runs: the Unicode Bidirectional Algorithm (UAX #9), isolates included.

Names like X5a or N0 in comments are the rules of the standard. A "class" is a character's
Bidi_Class ("L", "AL", "EN", ...); a "level" is even for left-to-right and odd for right-to-left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

MAX_DEPTH = 125
_STRONG = ("L", "R", "AL")
_ISOLATES = ("LRI", "RLI", "FSI")
_EMBEDDINGS = {"LRE": "L", "RLE": "R", "LRO": "L", "RLO": "R"}
_REMOVED = frozenset((*_EMBEDDINGS, "PDF", "BN"))  # X9
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI", *_ISOLATES))
_BLANK = frozenset(("WS", "PDI", *_ISOLATES, *_REMOVED))  # L1 looks through these

# Whatever is right-to-left, or changes direction, has a character in here; other text is level 0.
_MAY_TURN = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# Bidi_Paired_Bracket of Unicode 15, opening and closing signs in turn; of two signs that are the
# same character (U+2329 and U+3008) the composed one.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_OPENING = {close: start for start, close in _CLOSING.items()}
_MAX_OPEN = 63

# What brackets look like in text that runs from right to left, for `str.translate`.
MIRRORED = str.maketrans({**_CLOSING, **_OPENING, "<": ">", ">": "<", "«": "»", "»": "«"})


def turns(text: str) -> bool:
    """Say whether any of this text can run from right to left."""
    return _MAY_TURN.search(text) is not None


def first_strong(text: str) -> int | None:
    """Give the level that the first letter asks for (P2, P3): 0, 1, or None without letters."""
    return _first_strong([unicodedata.bidirectional(char) or "L" for char in text])


def levels(text: str, base: int | None = None) -> tuple[list[int], int]:
    """Give each character's level, and the level of the paragraph (asked of the text if None)."""
    if base != 1 and not turns(text):
        return [0] * len(text), 0
    classes = [unicodedata.bidirectional(char) or "L" for char in text]
    return resolve(classes, base, text)


def resolve(classes: Sequence[str], base: int | None, text: str = "") -> tuple[list[int], int]:
    """Do the work of `levels` on classes; without text there are no brackets to pair."""
    if base is None:
        base = _first_strong(classes) or 0
    found, effective = _explicit(classes, base)
    orders = _sequences(classes, found, _partners(classes))
    # All are made before any is resolved: each looks at the explicit levels around it.
    for run in [_Sequence(order, classes, effective, found, base) for order in orders]:
        _resolve_sequence(run, text)
    _fill_removed(classes, found, base)
    _reset_blanks(classes, found, base)
    return found, base


def visual(found: Sequence[int]) -> list[int]:
    """Give the places of items from left to right (L2)."""
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


def _first_strong(classes: Sequence[str]) -> int | None:
    depth = 0
    for kind in classes:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth:
                depth -= 1
        elif depth == 0 and kind in _STRONG:
            return 0 if kind == "L" else 1
    return None


def _partners(classes: Sequence[str]) -> dict[int, int]:
    """Give each isolate initiator's matching PDI (BD9)."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for at, kind in enumerate(classes):
        if kind in _ISOLATES:
            waiting.append(at)
        elif kind == "PDI" and waiting:
            pairs[waiting.pop()] = at
    return pairs


class _Directions:
    """The stack of open embeddings, overrides and isolates (X1)."""

    def __init__(self, base: int) -> None:
        self.open: list[tuple[int, str, bool]] = [(base, "", False)]
        self.lost_isolates = self.lost_embeddings = self.isolates = 0

    def embed(self, right: bool, override: str, isolate: bool) -> None:  # noqa: FBT001
        level = self.open[-1][0]
        higher = (level + 1) | 1 if right else (level + 2) & ~1
        if higher <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.isolates += isolate
            self.open.append((higher, override, isolate))
        elif isolate:
            self.lost_isolates += 1
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def end_isolate(self) -> None:  # X6a
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.isolates:
            self.lost_embeddings = 0
            while not self.open[-1][2]:
                self.open.pop()
            self.open.pop()
            self.isolates -= 1

    def end_embedding(self) -> None:  # X7
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.open[-1][2] and len(self.open) > 1:
            self.open.pop()


def _explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """Give levels and classes after embeddings, overrides and isolates (X1 to X8)."""
    found, effective = [base] * len(classes), list(classes)
    state = _Directions(base)
    partners = _partners(classes)
    for at, kind in enumerate(classes):
        if kind == "B":
            continue
        if kind == "PDI":
            state.end_isolate()
        elif kind == "PDF":
            state.end_embedding()
        level, override, _isolate = state.open[-1]
        found[at] = level
        if override and kind not in _REMOVED:
            effective[at] = override
        if kind in _EMBEDDINGS:
            side = _EMBEDDINGS[kind]
            state.embed(side == "R", side if kind.endswith("O") else "", isolate=False)
        elif kind in _ISOLATES:
            inside = classes[at + 1 : partners.get(at, len(classes))]
            right = kind == "RLI" or (kind == "FSI" and _first_strong(inside) == 1)
            state.embed(right, "", isolate=True)
    return found, effective


def _runs(classes: Sequence[str], found: Sequence[int]) -> Iterator[list[int]]:
    """Give the places of each run of one level, removed characters left out (BD7)."""
    run: list[int] = []
    for at, kind in enumerate(classes):
        if kind in _REMOVED:
            continue
        if run and found[run[-1]] != found[at]:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _sequences(
    classes: Sequence[str], found: Sequence[int], partners: dict[int, int]
) -> list[list[int]]:
    """Give isolating run sequences (BD13): runs that an isolate only interrupts are one."""
    runs = list(_runs(classes, found))
    by_start = {run[0]: run for run in runs}
    continued = set(partners.values())
    sequences = []
    for run in runs:
        if run[0] in continued and classes[run[0]] == "PDI":
            continue
        whole = list(run)
        while (end := partners.get(whole[-1])) is not None and end in by_start:
            whole += by_start[end]
        sequences.append(whole)
    return sequences


class _Sequence:
    """One isolating run sequence: its places in the text, its classes, what surrounds it."""

    def __init__(
        self,
        places: list[int],
        original: Sequence[str],
        effective: Sequence[str],
        found: list[int],
        base: int,
    ) -> None:
        self.places, self.found, self.original = places, found, original
        self.level = found[places[0]]
        self.kinds = [effective[at] for at in places]
        kept = [at for at, kind in enumerate(original) if kind not in _REMOVED]
        before = _neighbour(kept, places[0], -1)
        after = None if original[places[-1]] in _ISOLATES else _neighbour(kept, places[-1], 1)
        self.start = _side(max(self.level, base if before is None else found[before]))
        self.end = _side(max(self.level, base if after is None else found[after]))


def _neighbour(kept: list[int], place: int, step: int) -> int | None:
    at = kept.index(place) + step
    return kept[at] if 0 <= at < len(kept) else None


def _side(level: int) -> str:
    return "R" if level & 1 else "L"


def _resolve_sequence(run: _Sequence, text: str) -> None:
    _weak(run)
    if text:
        _brackets(run, text)
    _neutrals(run)
    for at, kind in zip(run.places, run.kinds, strict=True):  # I1, I2
        if run.level & 1:
            run.found[at] += kind in ("L", "EN", "AN")
        elif kind != "L":
            run.found[at] += 1 if kind == "R" else 2


def _weak(run: _Sequence) -> None:
    kinds = run.kinds
    before = strong = run.start
    for at, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = kinds[at] = "ON" if before in (*_ISOLATES, "PDI") else before
        before = kind
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _separators(kinds)
    strong = run.start
    for at, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _separators(kinds: list[str]) -> None:
    """Let signs between and beside numbers go with them (W4 to W6)."""
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind in ("ES", "CS") and before == "EN")
                                or (kind == "CS" and before == "AN")):  # fmt: skip
            kinds[at] = before
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else "")
        if end > at and "EN" in beside:
            kinds[at:end] = ["EN"] * (end - at)
        at = end + 1
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]


def _pairs(run: _Sequence, text: str) -> list[tuple[int, int]]:
    """Give the places of brackets that belong together (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for at, place in enumerate(run.places):
        if run.kinds[at] != "ON":
            continue
        char = unicodedata.normalize("NFC", text[place])
        if char in _CLOSING:
            if len(waiting) == _MAX_OPEN:
                return []
            waiting.append((_CLOSING[char], at))
        elif char in _OPENING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == char:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _brackets(run: _Sequence, text: str) -> None:
    """Give each pair of brackets one direction (N0)."""
    own = _side(run.level)
    for first, last in _pairs(run, text):
        inside = {_strength(kind) for kind in run.kinds[first + 1 : last]} - {""}
        if own in inside:
            side = own
        elif inside:
            before = (_strength(kind) for kind in reversed(run.kinds[:first]))
            side = next((kind for kind in before if kind), run.start)
        else:
            continue
        for at in (first, last):
            run.kinds[at] = side
            for mark in range(at + 1, len(run.places)):
                if run.original[run.places[mark]] != "NSM":
                    break
                run.kinds[mark] = side


def _strength(kind: str) -> str:
    if kind in ("R", "EN", "AN"):
        return "R"
    return "L" if kind == "L" else ""


def _neutrals(run: _Sequence) -> None:
    """Let spaces and signs follow what is on both sides, else the sequence (N1, N2)."""
    kinds, own = run.kinds, _side(run.level)
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _strength(kinds[at - 1]) if at else run.start
            after = _strength(kinds[end]) if end < len(kinds) else run.end
            kinds[at:end] = [before if before == after else own] * (end - at)
        at = end + 1


def _fill_removed(classes: Sequence[str], found: list[int], base: int) -> None:
    """Give removed characters the level before them, so that they break no run."""
    before = base
    for at, kind in enumerate(classes):
        if kind in _REMOVED:
            found[at] = before
        before = found[at]


def _reset_blanks(classes: Sequence[str], found: list[int], base: int) -> None:
    """Put separators, and blanks before them or at the end, to the paragraph's level (L1)."""
    trailing = True
    for at in range(len(classes) - 1, -1, -1):
        if classes[at] in ("S", "B"):
            trailing = True
            found[at] = base
        elif classes[at] in _BLANK:
            if trailing:
                found[at] = base
        else:
            trailing = False
