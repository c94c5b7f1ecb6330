from pathlib import Path

import pytest

from framing.evaluation.leaks import normalise
from framing.labelled.examples import Example
from framing.training.partition import Partition, load_partition
from framing.training.settings import Settings, read_settings
from tests.training.corpus import (
    anno_lexical_rows,
    babe_rows,
    silver_rows,
    write_config,
    write_corpus,
    write_rows,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give data whose sets share sentences, written a little differently."""
    folder = write_corpus(tmp_path_factory.mktemp("shared"))
    known = [str(row["text"]).upper() + " " for row in (*babe_rows(96), *silver_rows(60))]
    again = [{"text": text, "loaded": 0, "source": "source 9"} for text in known]
    write_rows(folder / "anno.jsonl.gz", [*again, *anno_lexical_rows(20)])
    write_rows(folder / "silver.jsonl", [*silver_rows(60), *(_as_silver(row) for row in babe_rows(96)[::3])])
    return read_settings(write_config(folder / "tiny.toml", encoder=Path("unused"), data=folder))


def _as_silver(row: object) -> dict[str, object]:
    assert isinstance(row, dict)
    return {"text": row["text"], "source": row["source"], "frames": [], "loaded": [], "roles": []}


@pytest.fixture(scope="module")
def parts(shared: Settings) -> Partition:
    return load_partition(shared)


def texts(examples: tuple[Example, ...]) -> set[str]:
    return {normalise(example.sentence.text) for example in examples}


def groups(examples: tuple[Example, ...]) -> set[tuple[str, str]]:
    return {(example.data_set, example.group) for example in examples if example.data_set != "anno_lexical"}


def test_no_text_is_in_two_parts(parts: Partition) -> None:
    train, inner, scored = (texts(part) for part in (parts.train, parts.inner, parts.scored))
    assert not train & inner
    assert not train & scored
    assert not inner & scored


def test_no_group_is_in_two_parts(parts: Partition) -> None:
    train, inner, scored = (groups(part) for part in (parts.train, parts.inner, parts.scored))
    assert not train & inner
    assert not train & scored
    assert not inner & scored


def test_texts_held_out_elsewhere_are_dropped_and_counted(parts: Partition) -> None:
    """Each sentence of two data sets stands in a third too."""
    copied = [example for example in (*parts.inner, *parts.scored) if example.data_set != "mirror"]
    assert parts.dropped >= len(texts(tuple(copied))) > 0


def test_every_judged_data_set_is_in_every_part(parts: Partition) -> None:
    for part in (parts.train, parts.inner, parts.scored):
        assert {"babe", "silver", "mirror"} <= {example.data_set for example in part}


def test_a_data_set_that_is_not_judged_is_only_learned_from(parts: Partition) -> None:
    assert "anno_lexical" in {example.data_set for example in parts.train}
    assert "anno_lexical" not in {example.data_set for example in (*parts.inner, *parts.scored)}


def test_the_scored_fold_is_about_its_share(parts: Partition, shared: Settings) -> None:
    share = sum(example.data_set == "babe" for example in parts.scored) / 96
    assert share == pytest.approx(1 / shared.splits.folds, abs=0.05)


def test_folds_share_no_scored_text(shared: Settings, parts: Partition) -> None:
    other = shared.model_copy(update={"splits": shared.splits.model_copy(update={"scored": 1})})
    first, second = (
        {example.sentence.text for example in part.scored if example.data_set == "babe"}
        for part in (parts, load_partition(other))
    )
    assert first
    assert second
    assert not first & second


def test_the_same_settings_give_the_same_parts(shared: Settings, parts: Partition) -> None:
    assert repr(load_partition(shared)) == repr(parts)
