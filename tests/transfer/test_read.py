"""Lists of every kind are read by what is in them; what is no list is refused in one sentence."""

import datetime as dt
import os
import struct
import zipfile
from pathlib import Path

import pytest

from allydesk import transfer
from allydesk.errors import Problem
from allydesk.transfer import open_list
from tests.transfer.helpers import LISTS, SAMPLES, lines, sheet_of, xlsx

NAMES = {
    "de": "Jörg Müller-Weiß", "fr": "Hélène Lefèvre", "es": "Begoña Ibáñez", "it": "Niccolò Patanè",
    "nl": "Daniël van Coëvorden", "pl": "Łukasz Wójcik", "pt": "João Conceição", "sv": "Åsa Öström",
    "tr": "Gülşah Yıldız",
}  # fmt: skip
PAGES = {"pl": "cp1250", "tr": "cp1254"}


def test_the_directory_with_a_title_above_its_headings() -> None:
    sheet = sheet_of(SAMPLES / "legislators.xlsx")
    assert sheet.name == "Members"
    assert sheet.heading_row == 2
    assert sheet.headings[:3] == ("Member ID", "Last Name", "First Name")
    rows = list(sheet.rows())
    assert len(rows) == 537
    assert rows[0][0] == 4  # as the spreadsheet numbers it
    assert rows[0][1][15] == dt.date(1993, 1, 5)


def test_xlsx_and_csv_of_one_list_say_the_same() -> None:
    both = [sheet_of(SAMPLES / f"legislators.{ending}") for ending in ("xlsx", "csv")]
    cells = [[[str(c) for c in row] for _n, row in sheet.rows()] for sheet in both]
    assert cells[0] == cells[1]


@pytest.mark.parametrize(("name", "sheet"), [("old.xls", "Tabelle1"), ("libre.ods", "Blad1")])
def test_older_excel_and_libreoffice(name: str, sheet: str) -> None:
    read = sheet_of(LISTS / name)
    assert read.name == sheet
    (_two, first), (_three, second) = read.rows()
    assert first[:4] == ("00123", "Łukaszewicz", "Zoë", "zoe@example.org")
    assert first[4] == dt.date(2019, 3, 4)
    assert second[0] == "124"


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    wrong = tmp_path / "list.csv"
    wrong.write_bytes((LISTS / "old.xls").read_bytes())
    assert sheet_of(wrong).headings[1] == "Nachname"
    wrong = tmp_path / "list.xlsx"
    wrong.write_bytes((SAMPLES / "committees.csv").read_bytes())
    assert len(list(sheet_of(wrong).rows())) == 1329


def test_numbers_keep_their_looks(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        [["Staff number", "Name", "Phone"], [124.0, "Zoë", 447700900124.0], ["00123", "Bo", True]],
    )
    assert [row for _n, row in sheet_of(path).rows()] == [
        ("124", "Zoë", "447700900124"),
        ("00123", "Bo", "yes"),
    ]


def test_the_sheet_with_people_is_found_and_hidden_ones_are_not_shown(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        [["Read me first"], ["This list is made every month"]],
        sheet="About",
        Personal=[["Nachname", "Vorname"], ["Müller", "Jörg"]],
        hidden_old=[["Name", "E-Mail"], ["Gone", "gone@example.org"]],
    )
    book = open_list(path)
    assert [s.name for s in book.sheets] == ["About", "Personal"]
    assert transfer.best_sheet(book).name == "Personal"
    assert transfer.best_sheet(book, "about").name == "About"
    with pytest.raises(Problem, match=r"has no sheet “Nope”\. It has: About, Personal"):
        transfer.best_sheet(book, "Nope")


def test_blank_rows_and_repeated_headings_are_no_rows(tmp_path: Path) -> None:
    head = ["Name", "Team"]
    path = xlsx(tmp_path / "a.xlsx", [head, ["Zoë", "A"], [None, None], head, ["Bo", "B"]])
    assert [n for n, _row in sheet_of(path).rows()] == [2, 5]


def test_a_list_without_headings(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "Zoë Adams,zoe@example.org\nBo Berg,bo@example.org\n")
    sheet = sheet_of(path)
    assert sheet.heading_row is None
    assert [c.target for c in transfer.guess(sheet)] == ["full_name", "email"]


def test_a_list_of_names_alone(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", "Name\nSmith, John\nŁukaszewicz, Zoë\n")
    sheet = sheet_of(path)
    assert [row for _n, row in sheet.rows()] == [("Smith, John",), ("Łukaszewicz, Zoë",)]


@pytest.mark.parametrize("language", sorted(NAMES))
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "own"])
def test_encodings_and_separators(
    tmp_path: Path, language: str, separator: str, encoding: str
) -> None:
    name = NAMES[language]
    rows = [["Name", "E-Mail", "Team"]]
    rows += [
        [name, f"a{n}@example.org", "Café & Büro" if language == "de" else "Sales"]
        for n in range(12)
    ]
    content = "\r\n".join(separator.join(row) for row in rows)
    used = PAGES.get(language, "cp1252") if encoding == "own" else encoding
    book = open_list(lines(tmp_path / "a.csv", content, used), language=language)
    assert book.separator == separator
    assert {row[0] for _n, row in book.sheets[0].rows()} == {name}
    assert book.unsure == (encoding == "own")


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Имя;Отдел\r\nАнна Иванова;Продажи\r\nПётр Сидоров;Кадры\r\n", "cp1251"),
        ("Όνομα;Τμήμα\r\nΕλένη Παπαδοπούλου;Πωλήσεις\r\nΓιώργος Νικολάου;Λογιστήριο\r\n", "cp1253"),
        ("氏名,部署\r\n山田太郎,営業部\r\n佐藤花子,人事部\r\n鈴木一郎,総務部\r\n", "cp932"),
    ],
)
def test_other_alphabets_on_a_western_computer(tmp_path: Path, text: str, page: str) -> None:
    book = open_list(lines(tmp_path / "a.csv", text, page), language="en-GB")
    assert book.unsure
    separator = ";" if ";" in text else ","
    grid = [tuple(row.split(separator)) for row in text.split("\r\n") if row]
    assert list(book.sheets[0].grid) == grid


def test_the_person_overrides_encoding_and_separator(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "Name;Team\nBrzęczyk, Jan;A\n", "cp1250")
    book = open_list(path, encoding="cp1250", separator=";")
    assert not book.unsure
    assert book.sheets[0].grid[1] == ("Brzęczyk, Jan", "A")


def test_a_declared_separator_is_believed(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "sep=;\r\nName;Note, long\r\nZoë;a,b,c\r\nBo;d,e,f\r\n")
    sheet = sheet_of(path)
    assert sheet.headings == ("Name", "Note, long")


def test_quoted_cells_hold_separators_and_lines(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", 'Name,Team\n"Berg, Bo","Line 1\nLine 2"\nZoë,B\n')
    rows = list(sheet_of(path).rows())
    assert rows == [(2, ("Berg, Bo", "Line 1\nLine 2")), (3, ("Zoë", "B"))]


def _cut_off(path: Path) -> None:
    data = (SAMPLES / "legislators.xlsx").read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", "<workbook/>")
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _n in range(450):
                sheet.write(b"0" * 1_000_000)


def _one_cell_far_away(path: Path) -> None:
    xlsx(path, [["Name"], ["Zoë"]])
    fat = path.with_suffix(".fat")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(fat, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.endswith("sheet1.xml"):
                row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", row)
            new.writestr(item.filename, content)
    fat.replace(path)


def _repeated(path: Path) -> None:
    with zipfile.ZipFile(LISTS / "libre.ods") as old, zipfile.ZipFile(path, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "content.xml":
                cell = b'number-columns-repeated="16384" office:value-type="float" office:value="1"'
                content = content.replace(b'number-columns-repeated="16384"', cell)
            new.writestr(item.filename, content)


def _in_circles(path: Path) -> None:
    data = bytearray((LISTS / "old.xls").read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512, 0)  # the first sector follows itself
    path.write_bytes(data)


def _reaching_too_far(path: Path) -> None:
    data = (LISTS / "old.xls").read_bytes()
    at = data.index(b"\x00\x02\x0e\x00") + 4
    path.write_bytes(data[:at] + struct.pack("<IIHH", 0, 0xFFFFFFF0, 0, 256) + data[at + 12 :])


def _not_well_formed(path: Path) -> None:
    with zipfile.ZipFile(LISTS / "libre.ods") as old, zipfile.ZipFile(path, "w") as new:
        for item in old.infolist():
            new.writestr(
                item.filename, old.read(item).replace(b"</table:table>", b"</table:tRble>")
            )


REFUSED = {
    "old excel, in circles": (_in_circles, "damaged or was cut off"),
    "old excel, reaching too far": (_reaching_too_far, "damaged or was cut off"),
    "ods, not well formed": (_not_well_formed, "damaged or was cut off"),
    "password": (lambda p: p.write_bytes((LISTS / "password.xlsx").read_bytes()), "has a password"),
    "web page": (lambda p: p.write_text("<html><table><tr><td>Name"), "is a web page"),
    "old xml": (
        lambda p: p.write_text(
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        ),
        "old form of Excel",
    ),
    "empty": (lambda p: p.write_bytes(b""), "is empty"),
    "blank": (lambda p: p.write_bytes(b"\xef\xbb\xbf\r\n \r\n"), "is empty"),
    "cut off": (_cut_off, "damaged or was cut off"),
    "picture": (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(2000)), "is a picture"),
    "document": (lambda p: p.write_bytes(b"%PDF-1.7\n" + os.urandom(2000)), "is a document"),
    "folder": (lambda p: p.mkdir(), "is a folder"),
    "missing": (lambda p: None, "There is no file"),
    "junk": (lambda p: p.write_bytes(bytes(range(256)) * 20), "not a spreadsheet or a text list"),
    "zeros": (lambda p: p.write_bytes(bytes(4000)), "is empty"),
    "zip": (
        lambda p: zipfile.ZipFile(p, "w").writestr("word/document.xml", "<w/>"),
        "not a spreadsheet or a text list",
    ),
    "old excel, cut off": (
        lambda p: p.write_bytes((LISTS / "old.xls").read_bytes()[:700]),
        "damaged or was cut off",
    ),
    "bomb": (_bomb, "far larger than a list of people"),
    "far cell": (_one_cell_far_away, "far larger than a list of people"),
    "repeated": (_repeated, "far larger than a list of people"),
    "seventy megabytes": (lambda p: p.write_bytes(b"a,b\n" * 17_000_000), "far larger"),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    make, words = REFUSED[what]
    path = tmp_path / "Liste Größe 1.xlsx"
    make(path)
    with pytest.raises(Problem, match=words) as refused:
        open_list(path)
    assert "Liste Größe 1.xlsx" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["legislators.xlsx", "libre.ods", "old.xls"])
def test_a_workbook_of_its_first_bytes_is_no_list(tmp_path: Path, name: str) -> None:
    whole = next(folder / name for folder in (SAMPLES, LISTS) if (folder / name).exists())
    path = tmp_path / name.upper()
    for count in range(1, 12):
        path.write_bytes(whole.read_bytes()[:count])
        with pytest.raises(Problem, match="damaged or was cut off"):
            open_list(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_text_list_that_begins_like_an_archive(tmp_path: Path, ending: str) -> None:
    path = lines(tmp_path / f"a.{ending}", "PK;Name\n17;Zoë Adams\n")
    assert sheet_of(path).headings == ("PK", "Name")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_another_program_holds(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "Name\nZoë\n")
    path.chmod(0)
    with pytest.raises(Problem, match="open in another program"):
        open_list(path)
