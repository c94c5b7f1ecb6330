"""JSON files: a list is read record by record, however it is wrapped, and never held as values."""

import json
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest

from framing.reading import read_articles
from framing.reading.decoding import RefusedError
from framing.reading.json_text import parsed, places_in
from framing.text import Article, Unscored
from tests.reading.files import BODY, NAMED, jsonl, only, read, reasons, refusal, write


def texts(results: list[Article | Unscored]) -> list[str]:
    return [result.text for result in results if isinstance(result, Article)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_list_is_read_whatever_stands_in_its_strings(
    tmp_path: Path, indent: int | None, encoding: str
) -> None:
    odd = ['He said: "Ja, [so] {it} is, \\ aye."', "It ended in a slash \\", "Café, }]", BODY]
    records = [{"text": text, "n": [1, {"a": "]"}]} for text in odd]
    data = json.dumps(records, indent=indent, ensure_ascii=False).encode(encoding)
    assert texts(read(write(tmp_path / "a.json", data))) == odd


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ({"a": [], "b": [1], "c": [{"text": BODY}], "d": [{"text": "It sank."}]}, 1),
        ({"articles": [{"text": BODY}], "n": {"list": [{"text": "It sank."}]}}, 1),
        ({"tags": [{"a": 1}], "n": "]", "TEXT": BODY}, None),
        ([{"text": BODY}], 1),
        ({"text": BODY}, None),
    ],
)
def test_list_of_records_is_found_and_a_record_is_told_from_it(
    tmp_path: Path, value: object, number: int | None
) -> None:
    path = write(tmp_path / "a.json", json.dumps(value))
    article = only(path)
    assert (article.text, article.path) == (BODY, str(path) if number is None else f"{path}:{number}")


def test_broken_place_in_a_list_costs_its_record(tmp_path: Path) -> None:
    sound = json.dumps({"text": BODY})
    path = write(tmp_path / "a.json", f'[{sound}, {{"text": broken}}, 7, , {sound}]')
    assert reasons(read(path)) == [
        ("article", None),
        ("malformed", 2),
        ("malformed", 3),
        ("malformed", 4),
        ("article", None),
    ]


@pytest.mark.parametrize("end", [",", ', {"text": "It sa', "] []", '] {"text": "a"}'])
def test_list_that_is_broken_off_or_goes_on_is_told(tmp_path: Path, end: str) -> None:
    path = write(tmp_path / "a.json", f"[{json.dumps({'text': BODY})}{end}")
    assert reasons(read(path)) == [("article", None), ("malformed", 2)]


@pytest.mark.parametrize(
    "text",
    ["{", '{"a"', '{"a": ', '{"a" 1}', "{1: 2}", '{"a": [}', '{"a": 1} 2', '"', "7", "nothing", "{broken"],
)
def test_what_is_no_json_is_one_line(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path / "a.json", text)).reason in ("malformed", "missing_column")


@pytest.mark.parametrize("text", ["[]", "[ ]", "[\n]", '{"articles": []}'])
def test_list_of_nothing_is_empty(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path / "a.json", text)).reason == "empty"


@pytest.mark.parametrize("form", ["[{}]", '{{"articles": [{}]}}', "[{{}}, {{}}, {{}}, [{}]]"])
def test_values_of_a_packed_list_are_not_held(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / "a.json.gz", form.format('{"":0},' * 40_000 + "{}"))
    assert path.stat().st_size < 2_000
    tracemalloc.start()
    try:
        found = list(islice(read_articles([str(path)], NAMED), 3))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert all(isinstance(result, Unscored) for result in found)
    # The file has 280,000 bytes; its values would take thirty times as much.
    assert most < 4_500_000


def test_record_of_more_values_than_any_holds_is_refused(tmp_path: Path) -> None:
    many = json.dumps({"text": BODY, "n": [0] * 500_001})
    assert reasons(read(write(tmp_path / "a.jsonl", f"{many}\n{jsonl({'text': BODY})}"))) == [
        ("unsupported", 1),
        ("article", None),
    ]
    assert refusal(write(tmp_path / "a.json", many)).reason == "unsupported"
    assert only(write(tmp_path / "b.json", json.dumps({"text": BODY, "n": [0] * 400_000}))).text == BODY


def test_record_of_a_list_that_is_larger_than_any_is_refused(tmp_path: Path) -> None:
    large = json.dumps({"text": BODY, "page": "x" * (17 << 20)})
    path = write(tmp_path / "a.json", f"[{large}, {json.dumps({'text': BODY})}]")
    assert reasons(read(path)) == [("unsupported", 1), ("article", None)]


def test_places_of_values_are_those_that_the_standard_library_reads() -> None:
    value = [1, "a,]", {"b": [2, {"c": "}"}]}, [], "\\", '\\"', None]
    data = json.dumps(value, indent=1).encode()
    assert [parsed(data[start:end].decode()) for start, end in places_in(data, 0)] == value
    with pytest.raises(RefusedError, match="cut short"):
        list(places_in(data[:-1], 0))


def test_utf16_lines_are_numbered_and_read_one_by_one(tmp_path: Path) -> None:
    data = ("\n" + jsonl({"text": BODY}, {"text": BODY}) + "{broken\n").encode("utf-16")
    path = write(tmp_path / "a.jsonl", data)
    results = read(path)
    assert reasons(results) == [("article", None), ("article", None), ("malformed", 4)]
    assert results[0].path == f"{path}:2"
