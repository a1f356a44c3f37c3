"""Whatever a file holds: it is read, or refused in a sentence; never a crash."""

import contextlib
import io
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk import transfer
from allydesk.errors import Problem
from allydesk.store import Store
from tests.transfer.helpers import LISTS, SAMPLES, planned

REAL = {
    p.name: p.read_bytes()
    for p in (
        SAMPLES / "legislators.xlsx",
        SAMPLES / "committees.csv",
        LISTS / "old.xls",
        LISTS / "libre.ods",
    )
}
cells = st.text(max_size=30)


def _try(tmp_path: Path, data: bytes, name: str = "list") -> transfer.Book | None:
    path = tmp_path / name
    path.write_bytes(data)
    book, refused = None, ""
    try:
        book = transfer.open_list(path)
    except Problem as problem:
        refused = str(problem)
    if book is None:
        assert refused
        assert "\n" not in refused
        return None
    for sheet in book.sheets:
        assert len(transfer.guess(sheet)) == sheet.width
    return book


@given(data=st.binary(max_size=3000))
@settings(max_examples=150)
def test_random_bytes(tmp_path: Path, data: bytes) -> None:
    _try(tmp_path, data)


@given(name=st.sampled_from(sorted(REAL)), share=st.floats(0, 1))
@settings(max_examples=60)
def test_real_lists_cut_off_anywhere(tmp_path: Path, name: str, share: float) -> None:
    data = REAL[name]
    book = _try(tmp_path, data[: int(len(data) * share)], name)
    if book is not None and not name.endswith(".csv"):
        # The last bytes of an old .xls only fill its last sector: nothing may be missing then.
        whole = _try(tmp_path, data, name)
        assert whole is not None
        assert book.sheets == whole.sheets


@given(
    name=st.sampled_from(sorted(REAL)),
    wrong=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
)
@settings(max_examples=80)
def test_real_lists_with_wrong_bytes(
    tmp_path: Path, name: str, wrong: list[tuple[float, int]]
) -> None:
    data = bytearray(REAL[name])
    for place, byte in wrong:
        data[int(len(data) * place)] = byte
    _try(tmp_path, bytes(data))


@given(
    name=st.sampled_from(["legislators.xlsx", "libre.ods"]),
    part=st.integers(0, 20),
    place=st.floats(0, 0.999),
    junk=st.binary(min_size=1, max_size=20),
)
@settings(max_examples=60)
def test_real_workbooks_with_junk_inside(
    tmp_path: Path, name: str, part: int, place: float, junk: bytes
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(REAL[name])) as old, zipfile.ZipFile(made, "w") as new:
        items = old.infolist()
        for number, item in enumerate(items):
            content = old.read(item)
            if number == part % len(items):
                at = int(len(content) * place)
                content = content[:at] + junk + content[at + len(junk) :]
            new.writestr(item.filename, content)
    _try(tmp_path, made.getvalue())


@given(
    rows=st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=12),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "cp1251", "mac_roman"]
    ),
    heading=st.sampled_from(["", "Name", "Nachname;Vorname", "Group,Name,Role", "E-Mail\tNom"]),
)
@settings(max_examples=120)
def test_any_text_list_gives_a_plan_or_a_sentence(
    store: Store, tmp_path: Path, rows: list[list[str]], separator: str, encoding: str, heading: str
) -> None:
    lines = [heading, *(separator.join(row) for row in rows)]
    book = _try(tmp_path, "\r\n".join(lines).encode(encoding, "replace"))
    if book is None:
        return
    found = None
    with contextlib.suppress(Problem):
        found = planned(store, book)
    assert found is None or sum(found.counts().values()) > 0
