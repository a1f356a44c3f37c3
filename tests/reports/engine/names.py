"""Names of people in many scripts, some with traps, and what a reader's search must find."""

from __future__ import annotations

import json
from pathlib import Path

ALL: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "data" / "names.json").read_text("utf-8")
)
_FEW = (
    "Vietnamese", "Polish", "Turkish", "Yoruba", "accents apart", "Greek", "Ukrainian", "Arabic",
    "Persian", "Urdu", "Hebrew", "Hindi", "Bengali", "Tamil", "Thai", "Khmer", "Burmese",
    "simplified Chinese", "traditional Chinese", "Japanese", "Korean", "Georgian", "Armenian",
    "Amharic", "Hebrew in English", "English in Arabic", "pictures",
)  # fmt: skip
NAMES = {case: ALL[case] for case in _FEW}

# PDFium's search puts words of two directions in an order of its own; the tags say them right.
NOT_FOUND = {"Hebrew in English"}
