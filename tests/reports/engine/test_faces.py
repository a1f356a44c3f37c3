"""The font files, and what happens with characters that none of them has."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from allydesk import paths
from allydesk.reports.engine import Paragraph, Theme, faces, render
from tests.reports.engine import pdf

FOLDER = paths.resources() / "fonts"
RUNE = "\U00010a60"  # an Old South Arabian letter: in none of our faces


def origins() -> dict[str, str]:
    lines = (FOLDER / "ORIGIN.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| Noto")]
    return {row[1].strip(): row[4].strip(" `") for row in rows}


def test_every_face_is_the_one_its_origin_names() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".ttf", ".otf")}
    assert files == set(origins())
    for name, digest in origins().items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_every_script_has_a_face_in_both_weights() -> None:
    for script in faces.CATALOGUE:
        for weight in (faces.REGULAR, faces.BOLD):
            face = faces.bundled(script, weight)
            assert face is not None
            assert face.source.path.name in origins()
    assert faces.bundled("Xsux", faces.REGULAR) is None


def made(folder: Path, char: str, kind: int) -> None:
    """Write a font of one square letter that may or may not be embedded."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap({ord(char): "letter"})
    pen = TTGlyphPen(None)
    for point in ((0, 0), (0, 700), (500, 700), (500, 0)):
        (pen.moveTo if point == (0, 0) else pen.lineTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf({".notdef": square, "letter": square})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "letter": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square"})
    builder.setupOS2(fsType=kind)
    builder.setupPost()
    builder.save(folder / "square.ttf")


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the only folder in which this computer has fonts."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setattr(faces, "_system_folders", lambda: [folder])
    faces._system_files.cache_clear()
    _forget()
    yield folder
    faces._system_files.cache_clear()
    _forget()


def _forget() -> None:
    from allydesk.reports.engine.stack import BOLD, REGULAR, stack

    for name in (REGULAR, BOLD):
        stack(name).shaper.line.cache_clear()
        stack(name).shaper._face.cache_clear()


def test_a_font_of_the_computer_helps_out(computer: Path) -> None:
    made(computer, RUNE, 0)
    done = render([Paragraph(f"Rune {RUNE}")], Theme(), title="Rune")
    assert not done.warnings
    assert "Square" in pdf.font_names(done.pdf)
    assert RUNE in pdf.text(done.pdf)


@pytest.mark.parametrize("kind", [0x0002, 0x0100, 0x0200])
def test_a_font_that_may_not_be_embedded_is_left_alone(computer: Path, kind: int) -> None:
    made(computer, RUNE, kind)
    done = render([Paragraph(f"Rune {RUNE}")], Theme(), title="Rune")
    assert "Square" not in pdf.font_names(done.pdf)
    assert len(done.warnings) == 1


def test_a_broken_font_of_the_computer_does_no_harm(computer: Path) -> None:
    (computer / "broken.ttf").write_bytes(b"not a font")
    (computer / "broken.ttc").write_bytes(b"ttcf\0\1\0\0")
    assert render([Paragraph(RUNE)], Theme(), title="Rune").warnings


@pytest.mark.usefixtures("computer")
def test_what_cannot_be_printed_is_a_box_and_is_said() -> None:
    done = render([Paragraph(f"Noa {RUNE} Levi")], Theme(), title="Rune")
    assert done.warnings == (f"1 character in “Noa {RUNE} Levi” could not be printed: {RUNE}",)
    assert "Noa □ Levi" in pdf.text(done.pdf)
    assert not pdf.accessible(done.pdf)


@pytest.mark.usefixtures("computer")
def test_a_mark_that_cannot_be_printed_leaves_its_letter() -> None:
    done = render([Paragraph("Noa x\U00010a01 Levi")], Theme(), title="Rune")
    assert len(done.warnings) == 1
    assert "Noa x" in pdf.text(done.pdf)
    assert not pdf.accessible(done.pdf)
