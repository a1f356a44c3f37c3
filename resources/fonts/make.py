"""Make this folder's faces from the three packages that ORIGIN.md names.

    python make.py FOLDER

FOLDER holds the two wheels and the Debian package, as fetched with
`pip download --no-deps` and `apt-get download`. Each is checked against its hash first.
Faces are copied byte for byte, except two that are cut down to the characters we print.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import uharfbuzz as hb

HERE = Path(__file__).parent
SOURCES = {
    "manimgx_fonts-2026.9.26-py3-none-any.whl": (
        "efe34343721156635703dbd6b3fc9cb51ade4ec8f6bb67f40edd2bb2dbfaa949"
    ),
    "manimgx_fonts_cjk-2026.9.26-py3-none-any.whl": (
        "350886bad2f43bf553c7f1ff0106dbe8e4f4b99a66cf913c97f4db379dc298cd"
    ),
    "fonts-noto-core_20201225-1_all.deb": (
        "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"
    ),
}
JAPANESE = 0  # its place in the collection; `locl` turns it into the other four
VARIANTS = range(0xE0100, 0xE01F0)  # selectors of the forms of a character that families use
CODECS = ("gb2312", "big5hkscs", "cp932", "euc_jis_2004", "euc_kr")
HANGUL = range(0xAC00, 0xD7A4)
OPERATORS = range(0x2200, 0x2300)

# Bold faces of these are in the Debian package too; the others have one weight.
TWO_WEIGHTS = ("Arabic", "Thaana", "Cherokee", "CanadianAboriginal", "Adlam", "OlChiki",
               "MeeteiMayek", "Lisu")  # fmt: skip
ONE_WEIGHT = ("Syriac", "NKo", "Tifinagh", "Chakma", "Yi", "Symbols2")


def opened(folder: Path, name: str) -> bytes:
    """Give a package's bytes; refuse a package that is not the one this script was made for."""
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCES[name]:
        sys.exit(f"{name} is not the file this script knows.")
    return data


def in_wheel(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        return {Path(name).name: wheel.read(name) for name in wheel.namelist()}


def in_deb(data: bytes) -> dict[str, bytes]:
    """Give the files of a Debian package by bare name: an `ar` archive around a tar file."""
    at = len(b"!<arch>\n")
    while at < len(data):
        name, size = data[at : at + 16].decode().strip(), int(data[at + 48 : at + 58])
        if name.startswith("data.tar"):
            with tarfile.open(fileobj=io.BytesIO(data[at + 60 : at + 60 + size])) as tar:
                files = [member for member in tar if member.isfile()]
                return {
                    Path(member.name).name: found.read()
                    for member in files
                    if (found := tar.extractfile(member))
                }
        at += 60 + size + size % 2
    sys.exit("The Debian package holds no data.")


def written(codec: str) -> Iterator[int]:
    """Give every character a national standard can write, private use left out."""
    for code in range(0x80, 0x30000):
        if not 0xD800 <= code < 0xF900:
            try:
                chr(code).encode(codec)
            except UnicodeEncodeError:
                continue
            yield code


def east_asian() -> set[int]:
    """Give the characters of the CJK face: four national standards, Hangul, characters of names."""
    extra = (HERE / "name-characters.txt").read_text(encoding="utf-8")
    codes = {ord(char) for char in extra if char > "\x7f"} | set(HANGUL)
    return codes.union(VARIANTS, *map(written, CODECS))


def cut(data: bytes, codes: Iterable[int], index: int = 0) -> bytes:
    """Give a face with these characters only, its layout rules kept and its hints dropped."""
    face = hb.Face(hb.Blob(data), index)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(set(codes) & {*face.unicodes, *VARIANTS})
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    # Feature tags: national letter forms, and what composes Hangul; no vertical or fancy forms.
    features = {"locl", "ccmp", "ljmo", "vjmo", "tjmo", "mark", "mkmk", "kern"}
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in features)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in ("VORG", "vhea", "vmtx", "VVAR", "DSIG")
    )
    return bytes(wanted.subset(face).blob.data)


def faces(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file of this folder as name and bytes."""
    core, east, debian = (
        unpack(opened(folder, name))
        for name, unpack in zip(SOURCES, (in_wheel, in_wheel, in_deb), strict=True)
    )
    for name, data in core.items():
        if name.endswith("[wght].ttf") and name not in (
            "NotoSans-Italic[wght].ttf",  # clear print uses no italics
            "NotoSansArabic[wght].ttf",  # draws dots as glyphs of their own: text is not found again
        ):
            yield name.replace("[wght]", ""), data
    for script in TWO_WEIGHTS:
        for weight in ("Regular", "Bold"):
            yield f"NotoSans{script}-{weight}.ttf", debian[f"NotoSans{script}-{weight}.ttf"]
    for script in ONE_WEIGHT:
        yield f"NotoSans{script}-Regular.ttf", debian[f"NotoSans{script}-Regular.ttf"]
    yield "NotoSerifTibetan-Regular.ttf", debian["NotoSerifTibetan-Regular.ttf"]
    yield "NotoSansMath-Operators.ttf", cut(debian["NotoSansMath-Regular.ttf"], OPERATORS)
    yield (
        "NotoSansCJK.otf",
        cut(east["NotoSansCJK-VF.otf.ttc"], east_asian(), JAPANESE),
    )


def version(data: bytes) -> str:
    text = hb.Face(hb.Blob(data)).get_name(hb.OTNameIdPredefined.VERSION_STRING) or "?"
    return text.split(";")[0].removeprefix("Version ")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = []
    for name, data in sorted(faces(Path(sys.argv[1]))):
        (HERE / name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        lines.append(f"| {name} | {version(data)} | {len(data)} | `{digest}` |")
    before, mark, _old = (HERE / "ORIGIN.md").read_text(encoding="utf-8").partition("| --- |")
    (HERE / "ORIGIN.md").write_text(
        before + mark + " --- | --- | --- |\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    print(f"{len(lines)} faces")


if __name__ == "__main__":
    main()
