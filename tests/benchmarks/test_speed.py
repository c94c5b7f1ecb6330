"""The parts of the speed benchmark that measure nothing."""

import json
from pathlib import Path

import pytest

from benchmarks.machine import describe
from benchmarks.speed import (
    CEILINGS,
    FROM_COLD,
    SENTENCES_PER_SECOND,
    Contest,
    content_of,
    in_turns,
    table_of,
)
from benchmarks.speed_ways import Way
from benchmarks.speed_work import Shape, deal, enough, spread

SHAPE = Shape(layers=2, hidden=4, inner=8)
RATES = {
    "pipeline_batch_1": [7.0, 8.0, 9.0],
    "pipeline_batch_32": [10.0, 9.0, 50.0],
    "torch": [190.0, 190.0, 190.0],
    "engine": [500.0, 1.0, 501.0],
    "end_to_end": [450.0, 440.0, 460.0],
    "ceiling_torch": [300e9, 300e9, 300e9],
    "ceiling_openvino": [100e9, 400e9, 500e9],
    "start": [0.5, 1.0, 2.0],
    "help": [4.0, 4.0, 4.0],
}
WINDOWS = (3, 5)


def test_operations_of_a_window_are_its_products() -> None:
    # Four square products and two of the feed-forward layer, a multiplication and an addition each.
    assert SHAPE.linear(1) == 2 * 2 * (4 * 4 * 4 + 2 * 4 * 8)
    # Each of three pieces with each of three, twice, in both layers.
    assert SHAPE.operations(3) - SHAPE.linear(3) == 2 * 2 * 2 * (3 * 3 * 4)


def test_the_shape_is_read_from_the_checkpoint(tmp_path: Path) -> None:
    encoder = {"num_hidden_layers": 2, "hidden_size": 4, "intermediate_size": 8}
    (tmp_path / "config.json").write_text(json.dumps({"encoder": encoder}), "utf-8")
    assert Shape.of(tmp_path) == SHAPE
    assert SHAPE.products == 2 * (*4 * ((4, 4),), (4, 8), (8, 4))


def test_sentences_come_again_changed_until_there_are_enough() -> None:
    assert enough(["The port  closed.", "Ships wait.", "Ships wait.", " "], 5) == [
        "The port closed.",
        "Ships wait.",
        "THE port closed.",
        "SHIPS wait.",
        "The PORT closed.",
    ]


def test_too_few_sentences_are_refused() -> None:
    with pytest.raises(ValueError, match="only 3 sentences"):
        enough(["Ships wait."], 4)


def test_every_sentence_is_dealt_into_one_article(tmp_path: Path) -> None:
    sentences = [f"Ship {number} waits." for number in range(45)]
    assert deal(sentences, tmp_path) == 3
    texts = [file.read_text("utf-8") for file in sorted(tmp_path.rglob("*.txt"), key=lambda file: file.name)]
    assert " ".join(" ".join(texts).split()) == " ".join(sentences)
    assert len({file.parent for file in tmp_path.rglob("*.txt")}) == 3


def test_picked_sentences_are_as_long_as_all_are_and_in_order() -> None:
    sentences = ["x" * (1 + number * 7 % 100) for number in range(100)]
    picked = spread(sentences, 10)
    assert sorted(map(len, picked)) == list(range(6, 106, 10))
    assert picked == [text for text in sentences if text in picked]
    assert spread(sentences, 200) == sentences


def test_ways_take_turns_and_each_is_first_once() -> None:
    order: list[str] = []
    ways = [Way(key, 2, lambda key=key: order.append(key)) for key in "abc"]
    rates = in_turns(ways, 3, rest=0.0)
    assert order == list("abcbcacab")
    assert {key: len(values) for key, values in rates.items()} == {"a": 3, "b": 3, "c": 3}
    assert all(rate > 0 for values in rates.values() for rate in values)


def test_figures_are_medians_and_ratios_of_medians() -> None:
    contest = Contest((), windows=WINDOWS, sentences=2, articles=1)
    content = content_of(contest, RATES, SHAPE)
    operations = (SHAPE.operations(3) + SHAPE.operations(5)) / 2
    assert content["pipeline_batch_32"] == 10.0
    assert content["engine"] == 500.0
    assert content["engine_gops"] == round(500 * operations / 1e9, 1)
    assert content["ceiling_gops"] == 400.0
    assert content["start_seconds"] == 1.0
    assert content["end_to_end_per_pipeline_batch_32"] == 45.0
    assert content["end_to_end_per_engine"] == 0.9
    assert content["pieces_per_sentence"] == 4.0


def test_the_file_has_the_keys_that_are_promised() -> None:
    content = content_of(Contest((), WINDOWS, 2, 1), RATES, SHAPE)
    promised = {
        *SENTENCES_PER_SECOND,
        "engine_gops",
        "ceiling_gops",
        *(f"{key}_seconds" for key in FROM_COLD),
    }
    assert promised <= set(content)
    assert set(content["by_round"]) == {*SENTENCES_PER_SECOND, *CEILINGS, *FROM_COLD}
    assert json.loads(json.dumps(content)) == content


def test_the_table_has_a_row_per_way() -> None:
    table = table_of(content_of(Contest((), WINDOWS, 2, 1), RATES, SHAPE))
    assert "| framing score, article files to Parquet | 450.0 | 45.0 |" in table
    assert "end to end / engine alone: 90.0%" in table
    assert "from cold: a short article 1.00 s, --help 0.25 s" in table


def test_the_machine_is_described() -> None:
    machine = describe()
    assert set(machine) == {"processor", "cores", "instruction_sets", "system", "python", "libraries"}
    assert isinstance(machine["cores"], int)
    assert machine["cores"] >= 1
