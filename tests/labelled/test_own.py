import csv
import json
import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from framing.errors import TrainingDataError
from framing.labelled.columns import OwnColumns
from framing.labelled.examples import Example
from framing.labelled.grouping import FEWEST_GROUPS, Grouping
from framing.labelled.layouts import OWN, detect_layout, read_examples, read_table
from tests.training.corpus import write_rows

ROW: dict[str, Any] = {"text": "The brutal bandits fled."}


def write_csv(file: Path, rows: list[dict[str, Any]], delimiter: str = ",") -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return file


def read(file: Path, **columns: str) -> list[Example]:
    return list(read_examples("mine", file, OWN, OwnColumns(**columns) if columns else None))


def read_json(tmp_path: Path, *rows: dict[str, Any], **columns: str) -> list[Example]:
    return read(write_rows(tmp_path / "mine.jsonl", rows), **columns)


@pytest.mark.parametrize(
    "values",
    [
        ("1", "0"),
        ("True", "false"),
        ("yes", "no"),
        ("1.0", "0"),
        ("Loaded", "neutral"),
        ("Biased", "Non-biased"),
    ],
)
def test_a_yes_or_no_label_means_loaded(tmp_path: Path, values: tuple[str, str]) -> None:
    rows = [ROW | {"label": value} for value in values]
    examples = read(write_csv(tmp_path / "mine.csv", rows))
    assert [example.labels for example in examples] == [{"loaded": 1.0}, {"loaded": 0.0}]


def test_other_labels_become_labels_of_that_name(tmp_path: Path) -> None:
    rows = [ROW | {"label": value} for value in ("harbour", "weather", "harbour; fishing")]
    examples = read(write_csv(tmp_path / "mine.csv", rows))
    carried = [{name for name, value in example.labels.items() if value} for example in examples]
    assert carried == [{"harbour"}, {"weather"}, {"harbour", "fishing"}]
    assert all(set(example.labels) == {"harbour", "weather", "fishing"} for example in examples)


def test_loaded_may_be_a_share_of_annotators(tmp_path: Path) -> None:
    (example,) = read_json(tmp_path, ROW | {"loaded": 0.6})
    assert example.labels == {"loaded": 0.6}


def test_frames_may_be_lists(tmp_path: Path) -> None:
    first, second = read_json(tmp_path, ROW | {"frames": ["harbour"]}, ROW | {"frames": []})
    assert (first.labels, second.labels) == ({"harbour": 1.0}, {"harbour": 0.0})


def test_a_null_leaves_its_labels_unknown(tmp_path: Path) -> None:
    _, second = read_json(
        tmp_path, ROW | {"loaded": 1, "frames": ["harbour"]}, ROW | {"loaded": 0, "frames": None}
    )
    assert second.labels == {"loaded": 0.0}


@pytest.mark.parametrize(
    "span",
    [
        {"start": 4, "end": 10, "label": "cruel"},
        {"text": "brutal", "label": "cruel"},
        ["brutal", "cruel"],
    ],
)
def test_places_are_given_by_offset_or_wording(tmp_path: Path, span: object) -> None:
    marked, plain = read_json(tmp_path, ROW | {"spans": [span]}, ROW | {"spans": []})
    (place,) = marked.spans["cruel"]
    assert marked.sentence.text[place.start : place.end] == "brutal"
    assert plain.spans == {"cruel": ()}


def test_places_in_a_csv_are_json(tmp_path: Path) -> None:
    rows = [ROW | {"spans": json.dumps([["brutal", "cruel"]])}, ROW | {"spans": ""}]
    marked, plain = read(write_csv(tmp_path / "mine.csv", rows))
    assert (len(marked.spans["cruel"]), plain.spans["cruel"]) == (1, ())


@pytest.mark.parametrize("cell", [["brutal", "fled"], "brutal; fled", '["brutal", "fled"]'])
def test_wordings_alone_are_loaded(tmp_path: Path, cell: object) -> None:
    (example,) = read_json(tmp_path, ROW | {"spans": cell})
    assert [example.sentence.text[place.start : place.end] for place in example.spans["loaded"]] == [
        "brutal",
        "fled",
    ]
    assert example.labels == {"loaded": 1.0}


def test_loaded_places_make_a_sentence_loaded_where_nothing_else_says(tmp_path: Path) -> None:
    rows = ROW | {"spans": [["brutal", "loaded"]]}, ROW | {"spans": []}
    assert [example.labels["loaded"] for example in read_json(tmp_path, *rows)] == [1.0, 0.0]


def test_a_loaded_sentence_with_unknown_words_leaves_own_words_unknown(tmp_path: Path) -> None:
    (example,) = read_json(tmp_path, {"text": "The “brutal” bandits fled.", "loaded": 1})
    assert math.isnan(example.own_loaded)


@pytest.mark.parametrize("column", ["url", "article", "source"])
def test_sentences_are_grouped_by_a_column_that_is_there(tmp_path: Path, column: str) -> None:
    rows = [
        {"text": f"Port {n}.", "label": n % 2, column: f"group {n // 2}"} for n in range(2 * FEWEST_GROUPS)
    ]
    assert read_json(tmp_path, *rows)[3].group == "group 1"


def test_the_narrowest_group_wins(tmp_path: Path) -> None:
    rows = [
        {"text": f"Port {n}.", "label": n % 2, "source": f"s{n}", "url": f"u{n}"}
        for n in range(FEWEST_GROUPS)
    ]
    assert read_json(tmp_path, *rows)[0].group == "u0"


def test_too_few_groups_leave_each_sentence_its_own(tmp_path: Path) -> None:
    rows = [{"text": f"Port {n}.", "label": n % 2, "source": f"source {n % 2}"} for n in range(30)]
    first = read_json(tmp_path, *rows)[0]
    assert (first.group, first.source) == ("Port 0.", "source 0")


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    row = {"sentence": "The brutal bandits fled.", "bias": 1, "outlet": "Post", "story": "a"}
    (example,) = read_json(tmp_path, row, text="sentence", label="bias", source="outlet", group="story")
    assert (example.labels, example.source, example.group) == ({"loaded": 1.0}, "Post", "a")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_may_be_parted_otherwise(tmp_path: Path, delimiter: str) -> None:
    file = write_csv(tmp_path / "mine.csv", [ROW | {"label": 1}], delimiter)
    assert read(file)[0].labels == {"loaded": 1.0}


def test_a_spreadsheets_mark_before_the_header_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("\ufefftext,label\nThe port.,1\n", "utf-8")
    assert read(tmp_path / "mine.csv")[0].sentence.text == "The port."


def test_parquet_is_read_with_its_lists(tmp_path: Path) -> None:
    rows = [ROW | {"frames": ["harbour"], "label": None}, ROW | {"frames": [], "label": None}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "mine.parquet")
    assert [example.labels for example in read(tmp_path / "mine.parquet")] == [
        {"harbour": 1.0},
        {"harbour": 0.0},
    ]


@pytest.mark.parametrize(
    ("second", "complaint"),
    [
        ("The port.,2\n", None),
        (",1\n", "mine.csv:3: the row has no text"),
        ("...,1\n", "mine.csv:3: '...' is no text"),
        ("The port.,\n", "mine.csv:3: the row carries no label in label, loaded, frames, spans"),
        ("The port.,1,extra\n", "mine.csv:3: the row has 3 cells, the header 2"),
        ('The port.,"1\n', "mine.csv:3: not a CSV row"),
        (f"The port.,{'x' * 80}\n", "is not the name of a label"),
    ],
)
def test_a_bad_row_of_a_csv_is_named(tmp_path: Path, second: str, complaint: str | None) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("text,label\nThe “port”.,1\n" + second, "utf-8")
    if complaint is None:
        # Not a fault: two values that are not yes and no are names.
        assert set(read(file)[0].labels) == {"1", "2"}
        return
    with pytest.raises(TrainingDataError) as refusal:
        read(file)
    assert complaint in str(refusal.value)


def test_lines_of_a_csv_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text('text,label\n"The\nport.",1\n,1\n', "utf-8")
    with pytest.raises(TrainingDataError, match=r"mine\.csv:4: the row has no text"):
        read(tmp_path / "mine.csv")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"loaded": 1.5}, "1.5 is neither yes nor no nor a number from 0 to 1"),
        ({"loaded": ["brutal"]}, "is neither yes nor no"),
        ({"frames": 3.5}, "3.5 is not a list of names"),
        ({"spans": 5}, "5 is not a list of places"),
        ({"spans": [["vicious", "cruel"]]}, "'vicious' does not stand in the sentence"),
        ({"spans": [{"start": 4, "end": 90, "label": "x"}]}, "4 to 90 is not in the sentence, which has 24"),
        ({"spans": [{"text": "brutal"}]}, "a place lacks its label"),
        ({"spans": [7]}, "7 is no place"),
        (
            {"spans": [{"start": "four", "end": 9, "label": "x"}]},
            "'four' is no place: start and end are",
        ),
        ({"spans": [{"start": 0.5, "end": 9, "label": "x"}]}, "0.5 is no place"),
        ({"spans": [{"start": [4], "end": 9, "label": "x"}]}, "[4] is no place"),
        ({"spans": [{"start": -1, "end": 9, "label": "x"}]}, "the place -1 to 9 is not in the sentence"),
        ({"spans": [{"start": 4, "end": 9, "label": "x; y"}]}, "a place carries one label, not 'x; y'"),
        ({"spans": [["brutal", None]]}, "a place lacks its label"),
        ({"spans": "[1"}, "not JSON"),
    ],
)
def test_a_bad_row_of_json_is_named(tmp_path: Path, row: dict[str, Any], complaint: str) -> None:
    with pytest.raises(TrainingDataError) as refusal:
        read_json(tmp_path, ROW | {key: 0 if key == "loaded" else [] for key in row}, ROW | row)
    assert complaint in str(refusal.value)
    assert "mine.jsonl:2: " in str(refusal.value)


def test_a_row_that_is_no_object_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text('{"text": "The port.", "label": 1}\n[1]\n', "utf-8")
    with pytest.raises(TrainingDataError, match=r"mine\.jsonl:2: a row must be an object"):
        read(tmp_path / "mine.jsonl")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"Text": "a", "label": 1}, "did you mean 'Text' by 'text'?"),
        ({"text": "a", "labels": 1}, "did you mean 'labels' by 'label'?"),
        (
            {"sentence": "a", "y": 1},
            "needs the columns text and one of label, loaded, frames, spans, has sentence, y",
        ),
    ],
)
def test_missing_columns_are_named_with_the_nearest(
    tmp_path: Path, row: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(TrainingDataError) as refusal:
        read_json(tmp_path, row)
    assert complaint in str(refusal.value)


def test_two_columns_that_say_loaded_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="drop one"):
        read_json(tmp_path, ROW | {"label": 1, "loaded": 0})


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("text,label\n", "utf-8")
    with pytest.raises(TrainingDataError, match=r"mine\.csv holds a header and no row"):
        read(tmp_path / "mine.csv")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_own_data_are_told_by_their_columns(tmp_path: Path, suffix: str) -> None:
    rows = [ROW | {"label": 1}]
    file = tmp_path / f"mine{suffix}"
    write_csv(file, rows) if suffix == ".csv" else write_rows(file, rows)
    assert detect_layout(file) == OWN


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=40)


@given(TEXTS.filter(lambda text: any(letter.isalnum() for letter in text)), st.sampled_from([0, 1]))
def test_any_text_survives_csv(tmp_path_factory: pytest.TempPathFactory, text: str, label: int) -> None:
    file = write_csv(tmp_path_factory.mktemp("csv") / "mine.csv", [{"text": text, "label": label}])
    (example,) = read(file)
    assert (example.sentence.text, example.labels) == (text, {"loaded": float(label)})


@pytest.mark.parametrize(
    ("meaning", "column", "told"),
    [
        (
            "group",
            "urll",
            "mine.jsonl: there is no column 'urll'; it has text, label, url; did you",
        ),
        ("source", "outlet", "there is no column 'outlet'"),
        ("label", "labl", "did you mean 'label' by 'labl'?"),
        ("frames", "port;labl", "there is no column 'port'"),
    ],
)
def test_a_column_that_was_named_must_be_there(tmp_path: Path, meaning: str, column: str, told: str) -> None:
    with pytest.raises(TrainingDataError) as refusal:
        read_json(tmp_path, ROW | {"label": 1, "url": "a"}, **{meaning: column})
    assert told in str(refusal.value)


def test_a_column_of_yes_and_no_is_pointed_to_where_none_is_known(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError) as refusal:
        read_json(tmp_path, ROW | {"id": 7, "sarcastic": 1})
    assert "'sarcastic' holds yes and no: say --label-column sarcastic if yes means loaded" in str(
        refusal.value
    )
    assert "--frames-column sarcastic for a label of that name" in str(refusal.value)


def test_yes_and_no_among_the_frames_are_a_label_called_like_the_column(tmp_path: Path) -> None:
    rows = [ROW | {"sarcastic": value, "angry": other} for value, other in ((1, 0), (0, 1), (0, None))]
    examples = read_json(tmp_path, *rows, frames="sarcastic;angry")
    assert [example.labels for example in examples] == [
        {"sarcastic": 1.0, "angry": 0.0},
        {"sarcastic": 0.0, "angry": 1.0},
        {"sarcastic": 0.0},
    ]


def test_it_is_said_that_yes_in_a_column_of_labels_is_taken_for_loaded(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "mine.jsonl", [ROW | {"bias": 1}, ROW | {"bias": 0}])
    table = read_table("mine", file, OWN, OwnColumns(label="bias"))
    assert table.examples[0].labels == {"loaded": 1.0}
    note = table.notes[0]
    assert note.startswith("bias holds yes and no, which is taken for loaded; --frames-column bias takes it")


def notes_of(tmp_path: Path, *rows: dict[str, Any], **columns: str) -> str:
    file = write_rows(tmp_path / "mine.jsonl", rows)
    return "\n".join(read_table("mine", file, OWN, OwnColumns(**columns)).notes)


@pytest.mark.parametrize("odd", ["Unsure", "Bised", "No agreement"])
def test_one_cell_that_says_neither_yes_nor_no_is_refused(tmp_path: Path, odd: str) -> None:
    rows = [ROW | {"label": value} for value in ("Biased", "Non-biased", "Biased", odd)]
    with pytest.raises(TrainingDataError) as refusal:
        read_json(tmp_path, *rows)
    told = str(refusal.value)
    assert f"mine.jsonl:4: label is {odd!r} here, neither yes nor no, while 3 of 4 rows" in told
    assert "--frames-column label" in told


def test_names_of_labels_stay_names_where_few_of_them_are_yes_or_no(tmp_path: Path) -> None:
    rows = [ROW | {"label": value} for value in ("neutral", "angry", "loaded", "sad", "angry")]
    assert read_json(tmp_path, *rows)[0].labels == {"angry": 0.0, "loaded": 0.0, "neutral": 1.0, "sad": 0.0}


def test_all_of_one_answer_and_another_name_are_names(tmp_path: Path) -> None:
    rows = [ROW | {"label": value} for value in ("neutral", "neutral", "angry")]
    assert read_json(tmp_path, *rows)[2].labels == {"angry": 1.0, "neutral": 0.0}


def test_a_column_of_labels_that_is_one_of_frames_too_holds_names(tmp_path: Path) -> None:
    rows = [ROW | {"label": value} for value in ("Biased", "Non-biased", "Unsure")]
    assert read_json(tmp_path, *rows, frames="label")[2].labels == {
        "Biased": 0.0,
        "Non-biased": 0.0,
        "Unsure": 1.0,
    }
    binary = read_json(tmp_path, *rows[:2], frames="label")
    assert [example.labels for example in binary] == [{"label": 1.0}, {"label": 0.0}]


def test_columns_that_nothing_is_read_from_are_named(tmp_path: Path) -> None:
    rows = [ROW | {"label": n % 2, "outlet": "Star", "day": n, "article": n} for n in range(2)]
    told = notes_of(tmp_path, *rows)
    assert "not read: outlet, day\n" in told
    assert "--source-column outlet, if outlet is that" in told
    assert "not read: day" in notes_of(tmp_path, *rows, source="outlet")
    assert "published" not in notes_of(tmp_path, *rows, source="outlet")


def test_labels_without_loaded_are_said_to_give_no_report(tmp_path: Path) -> None:
    assert "no report can be compiled" in notes_of(tmp_path, ROW | {"label": "angry"}, ROW | {"label": "sad"})
    assert "no report" not in notes_of(tmp_path, ROW | {"label": 1}, ROW | {"label": 0})


def test_a_source_of_another_name_keeps_sentences_together_too(tmp_path: Path) -> None:
    rows = [{"text": f"Port {n}.", "label": n % 2, "outlet": f"o{n // 2}"} for n in range(2 * FEWEST_GROUPS)]
    assert read_json(tmp_path, *rows, source="outlet")[3].group == "o1"


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"url": 30, "source": 3}, Grouping("url", 30)),
        ({"url": 4, "source": 12}, Grouping("source", 12, (("url", 4),))),
        ({"source": 3}, Grouping(None, 0, (("source", 3),))),
        ({}, Grouping(None)),
    ],
)
def test_it_is_known_what_keeps_sentences_together(
    tmp_path: Path, columns: dict[str, int], wanted: Grouping
) -> None:
    rows = [
        {
            "text": f"Port {n}.",
            "label": n % 2,
            **{name: f"{n % several}" for name, several in columns.items()},
        }
        for n in range(60)
    ]
    assert read_table("mine", write_rows(tmp_path / "mine.jsonl", rows), OWN).grouping == wanted
