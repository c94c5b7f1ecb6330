"""Files that are not what they should be: refused with file, line and reason."""

import zipfile
from pathlib import Path

import pytest

from framing.errors import TrainingDataError
from framing.labelled.rows import read_rows


def refusal(file: Path) -> str:
    with pytest.raises(TrainingDataError) as refused:
        list(read_rows(file))
    return str(refused.value).removeprefix(f"{file.parent}/")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "a.csv",
            "text,label\nThe port.,1\nThe café.,0\n".encode("latin-1"),
            "a.csv:3: not UTF-8: byte 0xe9, in Windows-1252 'é'",
        ),
        ("a.jsonl", b'{"text": "a"}\n{"text": "\xff"}\n', "a.jsonl:2: not UTF-8: byte 0xff"),
        ("a.csv", "text,label\n".encode("utf-16"), "a.csv:1: not UTF-8 but UTF-16; save it as UTF-8"),
        (
            "a.jsonl",
            b'[{"text": "a", "label": 1}]',
            "a.jsonl:1: a JSON array; JSON lines hold one object",
        ),
        ("a.json", b'[\n {"text": "a"}\n]', "a.json:1: a JSON array"),
        ("a.jsonl", b'{\n "text": "a"\n}', "a.jsonl:1: not JSON"),
        ("a.csv", b"text,label,label\na,1,1\n", "a.csv:1: the column 'label' stands in the header twice"),
        ("a.csv", b"", "a.csv is empty"),
        ("a.jsonl", b"", "a.jsonl is empty"),
        ("a.csv", b"text,label\n", "a.csv holds a header and no row"),
        ("a.xlsx", b"whatever", "a.xlsx is a spreadsheet or an archive; save the table as CSV in UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name).startswith(told)


def test_a_spreadsheet_is_told_whatever_its_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.csv", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "a.csv is a spreadsheet or an archive" in refusal(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "rows",
    ['"The port.,1\n"The ferry.",0\n', '"The port.,1\nThe ferry.,0\n', '"The "old" port.",1\n'],
    ids=["met by the next mark", "open to the end", "not doubled"],
)
def test_a_quotation_mark_that_is_not_closed_is_told_by_the_line_it_opens_on(
    tmp_path: Path, rows: str
) -> None:
    (tmp_path / "a.csv").write_text(f'text,label\n"The\nquay.",0\n{rows}', "utf-8")
    assert refusal(tmp_path / "a.csv").startswith(
        "a.csv:4: not a CSV row: a quotation mark is opened on this line"
    )


def test_a_row_over_several_lines_is_told_by_its_first(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text,label\n"The\nquay.",0\n"The\nport.",1\n', "utf-8")
    assert [row.place.rpartition(":")[2] for row in read_rows(tmp_path / "a.csv")] == ["2", "4"]


def test_of_a_mistyped_file_the_nearest_is_named(tmp_path: Path) -> None:
    (tmp_path / "ports.csv").write_text("text\na\n", "utf-8")
    assert refusal(tmp_path / "port.csv").endswith(f"did you mean {tmp_path / 'ports.csv'}?")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder; name a file in it" in refusal(tmp_path)
