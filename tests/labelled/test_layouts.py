import gzip
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError, TrainingDataError
from framing.labelled.examples import Example, word_labels
from framing.labelled.layouts import LAYOUTS, OWN, detect_layout, read_examples, read_table
from framing.labels import FRAME_NAMES, ROLE_NAMES
from tests.training.corpus import (
    anno_lexical_rows,
    babe_rows,
    mbic_rows,
    mirror_rows,
    silver_rows,
    write_rows,
)

ROWS = {
    "babe": babe_rows,
    "silver": silver_rows,
    "mirror": mirror_rows,
    "anno_lexical": anno_lexical_rows,
    "mbic": mbic_rows,
}
EXPERTS: dict[str, Any] = {
    "text": "The brutal bandits fled.",
    "loaded": 1,
    "loaded_words": ["brutal"],
    "source": "Post",
    "topic": "ports",
    "url": "https://news.example/1",
    "opinion": "no opinion",
}
READ: dict[str, Any] = {
    "text": "The brutal bandits robbed families of jobs.",
    "source": "Post",
    "frames": ["economic", "crime"],
    "loaded": ["brutal"],
    "roles": [["bandits", "villain"], ["families", "victim"]],
}


def read(tmp_path: Path, layout: str, **changes: Any) -> Example:
    row = {"babe": EXPERTS, "silver": READ}[layout] | changes
    (example,) = read_examples("made", write_rows(tmp_path / "rows.jsonl", [row]), layout)
    return example


def wordings(example: Example, label: str) -> list[str]:
    return [example.sentence.text[span.start : span.end] for span in example.spans[label]]


def test_every_layout_is_tested() -> None:
    assert set(ROWS) == set(LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_layout_is_told_by_its_first_row(tmp_path: Path, layout: str, suffix: str) -> None:
    # What anno_lexical holds, any table may hold.
    told = OWN if layout == "anno_lexical" else layout
    assert detect_layout(write_rows(tmp_path / f"rows{suffix}", ROWS[layout](2))) == told


def test_a_users_table_like_a_known_one_keeps_its_articles_together(tmp_path: Path) -> None:
    rows = [
        {"text": f"The port {number}.", "loaded": number % 2, "source": "Star", "url": f"u{number // 2}"}
        for number in range(40)
    ]
    file = write_rows(tmp_path / "rows.jsonl", rows)
    examples = read_table("rows", file, detect_layout(file)).examples
    assert [example.group for example in examples[:3]] == ["u0", "u0", "u1"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_becomes_examples_of_its_data_set(tmp_path: Path, layout: str) -> None:
    examples = list(read_examples("made", write_rows(tmp_path / "rows.jsonl", ROWS[layout](3)), layout))
    assert len(examples) == (12 if layout == "mirror" else 3)
    assert {example.data_set for example in examples} == {"made"}


def test_experts_label_the_sentence_and_its_words(tmp_path: Path) -> None:
    example = read(tmp_path, "babe")
    assert (example.labels, example.own_loaded) == ({"loaded": 1.0}, 1.0)
    assert (example.group, example.source) == ("https://news.example/1", "Post")
    assert wordings(example, "loaded") == ["brutal"]
    assert set(example.spans) == {"loaded"}


def test_a_loaded_sentence_without_listed_words_leaves_its_words_unknown(tmp_path: Path) -> None:
    assert read(tmp_path, "babe", loaded_words=[]).spans == {}


def test_a_neutral_sentence_without_listed_words_has_neutral_words(tmp_path: Path) -> None:
    assert read(tmp_path, "babe", loaded=0, loaded_words=[]).spans == {"loaded": ()}


def test_a_neutral_sentence_with_listed_words_leaves_its_words_unknown(tmp_path: Path) -> None:
    assert read(tmp_path, "babe", loaded=0).spans == {}


def test_experts_who_listed_only_quoted_words_say_nothing_of_own_words(tmp_path: Path) -> None:
    example = read(tmp_path, "babe", text="The “brutal” bandits fled.")
    assert math.isnan(example.own_loaded)


def test_a_sentence_quoted_whole_has_no_loaded_own_words(tmp_path: Path) -> None:
    assert read(tmp_path, "babe", text="“The brutal bandits fled.”").own_loaded == 0.0


def test_an_article_without_address_is_its_own_group(tmp_path: Path) -> None:
    assert read(tmp_path, "babe", url=None).group == EXPERTS["text"]


def test_a_reading_labels_frames_words_and_roles(tmp_path: Path) -> None:
    example = read(tmp_path, "silver")
    assert set(example.labels) == {"loaded", *FRAME_NAMES}
    assert {name for name, value in example.labels.items() if value} == {"loaded", "economic", "crime"}
    assert set(example.spans) == {"loaded", *ROLE_NAMES}
    assert [wordings(example, label) for label in ("loaded", *ROLE_NAMES)] == [
        ["brutal"],
        ["bandits"],
        ["families"],
        [],
    ]


def test_a_reading_without_loaded_wording_is_neutral(tmp_path: Path) -> None:
    example = read(tmp_path, "silver", loaded=[])
    assert (example.labels["loaded"], example.own_loaded) == (0.0, 0.0)


def test_a_reading_tells_own_words_from_quoted_ones(tmp_path: Path) -> None:
    quoted = read(tmp_path, "silver", text="The “brutal” bandits robbed families.")
    assert (quoted.labels["loaded"], quoted.own_loaded) == (1.0, 0.0)


def test_wording_that_is_not_in_the_text_leaves_its_label_unknown(tmp_path: Path) -> None:
    """Nobody knows which words were meant, so none of them may be called neutral."""
    example = read(tmp_path, "silver", text="The “cruel” bandits robbed families.")
    assert "loaded" not in example.spans
    assert math.isnan(example.own_loaded)
    assert wordings(example, "villain") == ["bandits"]


def test_versions_of_an_event_are_one_group(tmp_path: Path) -> None:
    rows = mirror_rows(2)
    examples = list(read_examples("made", write_rows(tmp_path / "rows.jsonl", rows), "mirror"))
    assert [example.group for example in examples] == ["event 0"] * 4 + ["event 1"] * 4


def test_a_mirrored_quotation_is_not_the_sources_own(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl", mirror_rows(1))
    neutral, _, loaded, quoted = read_examples("made", rows, "mirror")
    assert [example.labels["loaded"] for example in (neutral, loaded, quoted)] == [0.0, 1.0, 1.0]
    assert [example.own_loaded for example in (neutral, loaded, quoted)] == [0.0, 1.0, 0.0]


def test_models_label_only_the_sentence(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "rows.jsonl", anno_lexical_rows(1))
    (example,) = read_examples("made", file, "anno_lexical")
    assert (set(example.labels), example.spans) == ({"loaded"}, {})


GOOD = json.dumps(EXPERTS)


@pytest.mark.parametrize(
    "bad",
    ["[]", "3", json.dumps(EXPERTS | {"text": None}), json.dumps({"text": "The port."})],
)
def test_a_malformed_line_is_named_by_file_and_number(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f"{GOOD}\n{GOOD}\n{bad}\n", "utf-8")
    examples = read_examples("made", file, "babe")
    assert [next(examples).group, next(examples).group] == ["https://news.example/1"] * 2
    with pytest.raises(TrainingDataError, match=r"rows\.jsonl:3: not a row of layout babe"):
        next(examples)


def test_a_line_that_is_no_json_is_named_by_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(f"{GOOD}\n\n{{\n", "utf-8")
    with pytest.raises(TrainingDataError, match=r"rows\.jsonl:3: not JSON: Expecting property name"):
        list(read_examples("made", tmp_path / "rows.jsonl", "babe"))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    row = {name: value for name, value in EXPERTS.items() if name != "loaded_words"}
    with pytest.raises(TrainingDataError, match=r"rows\.jsonl:1: .* it lacks the key 'loaded_words'"):
        list(read_examples("made", write_rows(tmp_path / "rows.jsonl", [row]), "babe"))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"frames": ["economics"]}, "unknown frame 'economics'; did you mean 'economic'?"),
        ({"roles": [["bandits", "vilain"]]}, "unknown role 'vilain'; did you mean 'villain'?"),
        ({"roles": [["bandits", "xx"]]}, "unknown role 'xx'; known are villain, victim, hero"),
    ],
)
def test_an_unknown_label_is_refused_with_the_nearest(
    tmp_path: Path, changes: dict[str, object], complaint: str
) -> None:
    """Mistyped, it would otherwise be a sentence without the label."""
    with pytest.raises(TrainingDataError, match=re.escape(complaint)) as refusal:
        read(tmp_path, "silver", **changes)
    assert "rows.jsonl:1: " in str(refusal.value)


def test_a_file_of_no_layout_is_a_table_and_told_what_it_lacks(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "rows.jsonl", [{"sentence": "The port.", "y": 1}])
    assert detect_layout(file) == OWN
    with pytest.raises(TrainingDataError) as refusal:
        read_table("rows", file, OWN)
    for part in ("sentence, y", "text and one of label, loaded, frames, spans", "--text-column NAME"):
        assert part in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.jsonl.gz", b"no gzip"),
        ("rows.jsonl.gz", gzip.compress(GOOD.encode() * 50)[:-12]),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TrainingDataError, match="cannot be read"):
        list(read_examples("made", tmp_path / name, "babe"))


def test_a_missing_file_is_named_with_its_data_set(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="data set made: there is no file"):
        list(read_examples("made", tmp_path / "absent.jsonl", "babe"))


def test_an_unknown_layout_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unknown layout 'bable', known are babe"):
        list(read_examples("made", tmp_path / "rows.jsonl", "bable"))


@pytest.mark.parametrize("first", ["no json", '["text", 1]', "7", '{"text": "The port."}'])
def test_a_first_row_of_no_layout_is_refused(tmp_path: Path, first: str) -> None:
    (tmp_path / "rows.jsonl").write_text(f"{first}\n", "utf-8")
    with pytest.raises(TrainingDataError, match=r"rows\.jsonl:1: "):
        read_table("rows", tmp_path / "rows.jsonl", detect_layout(tmp_path / "rows.jsonl"))


def test_no_layout_can_be_told_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="there is no file"):
        detect_layout(tmp_path / "absent.jsonl")


@pytest.mark.parametrize(("lacking", "kept"), [("frames", "villain"), ("roles", "economic")])
def test_a_reading_may_lack_frames_or_roles(tmp_path: Path, lacking: str, kept: str) -> None:
    row = {name: value for name, value in READ.items() if name != lacking}
    (example,) = read_examples("made", write_rows(tmp_path / "rows.jsonl", [row]), "silver")
    carried = {*example.labels, *example.spans}
    assert kept in carried
    assert not carried & set(FRAME_NAMES if lacking == "frames" else ROLE_NAMES)


def test_votes_say_how_much_a_word_is_loaded_and_nothing_of_the_sentence(tmp_path: Path) -> None:
    row = {"text": "The brutal port closed.", "word_votes": {"brutal": 7, "PORT": 2}, "n_annotators": 10}
    (example,) = read_examples("made", write_rows(tmp_path / "rows.jsonl", [row]), "mbic")
    assert word_labels(example, "loaded") == (0.0, 0.7, 0.2, 0.0)
    assert example.labels == {}


def test_versions_of_an_event_are_told_apart(tmp_path: Path) -> None:
    examples = list(read_examples("made", write_rows(tmp_path / "rows.jsonl", mirror_rows(1)), "mirror"))
    assert [example.version for example in examples] == ["neutral", "a", "b", "quoted"]
